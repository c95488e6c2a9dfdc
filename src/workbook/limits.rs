//! What a workbook may be: looked at in its ZIP directory before anything is unpacked for good.
//!
//! A directory can lie, so each file is unpacked once into nothing, and no further than the directory says.

use std::io::Read;

use flate2::read::DeflateDecoder;

use crate::problem::{Code, Place, Problem};
use crate::read::MAX_BYTES;

/// How many files a workbook may consist of.
pub const MAX_ENTRIES: usize = 1_000;
/// How many times its size in the workbook a file of it may have, once it is longer than a megabyte.
pub const MAX_RATIO: u64 = 100;
/// How many bytes a workbook's files may have together.
pub const MAX_UNPACKED: u64 = 256_000_000;
/// How many rows a sheet may have.
pub const MAX_ROWS: u32 = 200_000;
/// How many columns a sheet may have.
pub const MAX_COLUMNS: u32 = 256;
/// How many cells that are not empty a workbook may have.
pub const MAX_CELLS: usize = 2_000_000;

/// Files this short may be of any ratio.
const SMALL: u64 = 1_000_000;

/// A file of the archive as its directory describes it.
struct Entry<'b> {
    name: String,
    is_locked: bool,
    method: u16,
    packed: u64,
    unpacked: u64,
    data: &'b [u8],
}

/// Refuses a workbook that is none, or beyond the limits.
pub fn check(file: &str, bytes: &[u8]) -> Result<(), Problem> {
    let refuse = |what| Problem::new(Code::NotAWorkbook, Place { file: file.into(), ..Place::default() }, &[what]);
    if bytes.len() > MAX_BYTES {
        return Err(too_large(file, bytes.len() as u64, "bytes", MAX_BYTES as u64));
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(refuse("it is of the older kind .xls, or locked with a password"));
    }
    let count = count(bytes).ok_or_else(|| refuse("it is damaged"))?;
    if count > MAX_ENTRIES {
        return Err(too_large(file, count as u64, "files in the workbook", MAX_ENTRIES as u64));
    }
    let entries = entries(bytes, count).ok_or_else(|| refuse("it is damaged"))?;
    let mut total = 0;
    for entry in &entries {
        if entry.is_locked {
            return Err(refuse("it is locked with a password"));
        }
        if entry.name.ends_with("workbook.bin") {
            return Err(refuse("it is of the binary kind .xlsb"));
        }
        if entry.unpacked > SMALL && entry.unpacked / MAX_RATIO > entry.packed {
            return Err(too_large(file, entry.unpacked / entry.packed.max(1), "times the packed size", MAX_RATIO));
        }
        total += entry.unpacked;
        if total > MAX_UNPACKED {
            return Err(too_large(file, total, "bytes in the workbook", MAX_UNPACKED));
        }
    }
    if !entries.iter().any(|entry| entry.name == "[Content_Types].xml") {
        return Err(refuse("it is damaged"));
    }
    for entry in &entries {
        let text = unpacked(entry).ok_or_else(|| refuse("it is damaged"))?;
        if entry.name.ends_with(".xml") || entry.name.ends_with(".rels") {
            // The parser takes UTF-16 too, in which what follows would not be found; nobody writes it.
            if text.starts_with(&[0xff, 0xfe]) || text.starts_with(&[0xfe, 0xff]) || text.contains(&0) {
                return Err(refuse("it is damaged"));
            }
            if let Some(announced) = announced(&text).filter(|announced| *announced > MAX_CELLS as u64) {
                return Err(too_large(file, announced, "cells", MAX_CELLS as u64));
            }
        }
    }
    Ok(())
}

/// That there is more of something than can be read.
pub fn too_large(file: &str, count: u64, what: &str, most: u64) -> Problem {
    let place = Place { file: file.into(), ..Place::default() };
    Problem::new(Code::TooLarge, place, &[&count.to_string(), what, &most.to_string()])
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// Where the directory's end stands: within the last 64 KB, which its comment may fill.
fn end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(22)?;
    let least = last.saturating_sub(usize::from(u16::MAX));
    (least..=last).rev().find(|at| u32_at(bytes, *at) == Some(0x0605_4b50))
}

/// How many files the directory announces.
fn count(bytes: &[u8]) -> Option<usize> {
    let end = end(bytes)?;
    // What is of the 64-bit kind says so here, and is no workbook of this size.
    (u32_at(bytes, end + 16)? != u32::MAX).then_some(())?;
    Some(usize::from(u16_at(bytes, end + 10)?))
}

/// The files of the archive.
fn entries(bytes: &[u8], count: usize) -> Option<Vec<Entry<'_>>> {
    let mut at = u32_at(bytes, end(bytes)? + 16)? as usize;
    let mut entries = Vec::new();
    for _ in 0..count {
        (u32_at(bytes, at)? == 0x0201_4b50).then_some(())?;
        let (packed, unpacked) = (u32_at(bytes, at + 20)?, u32_at(bytes, at + 24)?);
        let lengths = [u16_at(bytes, at + 28)?, u16_at(bytes, at + 30)?, u16_at(bytes, at + 32)?].map(usize::from);
        let [name, extra, comment] = lengths;
        let local = u32_at(bytes, at + 42)? as usize;
        (u32_at(bytes, local)? == 0x0403_4b50).then_some(())?;
        let start = local + 30 + usize::from(u16_at(bytes, local + 26)?) + usize::from(u16_at(bytes, local + 28)?);
        entries.push(Entry {
            name: String::from_utf8_lossy(bytes.get(at + 46..at + 46 + name)?).into_owned(),
            is_locked: u16_at(bytes, at + 8)? & 1 == 1,
            method: u16_at(bytes, at + 10)?,
            packed: packed.into(),
            unpacked: unpacked.into(),
            data: bytes.get(start..start.checked_add(packed as usize)?)?,
        });
        at += 46 + name + extra + comment;
    }
    Some(entries)
}

/// A file's bytes; `None` where they are not as many as the directory says, or packed in another way.
fn unpacked(entry: &Entry) -> Option<Vec<u8>> {
    let bytes = match entry.method {
        0 => entry.data.to_vec(),
        8 => {
            let mut bytes = Vec::new();
            DeflateDecoder::new(entry.data).take(entry.unpacked + 1).read_to_end(&mut bytes).ok()?;
            bytes
        }
        _ => return None,
    };
    (bytes.len() as u64 == entry.unpacked).then_some(bytes)
}

/// The greatest number of strings that a file announces, for which room is made before one is read.
fn announced(text: &[u8]) -> Option<u64> {
    const NAME: &[u8] = b"uniqueCount";
    let starts = text.windows(NAME.len()).enumerate().filter(|(_, window)| *window == NAME);
    let number = |(at, _): (usize, &[u8])| {
        let rest = text.get(at + NAME.len()..)?;
        let digits = rest.iter().skip_while(|byte| matches!(byte, b'=' | b'"' | b'\'') || byte.is_ascii_whitespace());
        let digits: Vec<u8> = digits.copied().take_while(u8::is_ascii_digit).take(19).collect();
        String::from_utf8(digits).ok()?.parse().ok()
    };
    starts.filter_map(number).max()
}
