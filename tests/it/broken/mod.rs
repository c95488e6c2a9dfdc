//! Regions as authors break them, each with all that is said of it: code, place and remedy.
//!
//! The cases are in `tables.txt` and `json.txt`: a title, what is done to the small region, and what `check` then
//! says, notes left out. `WRITE=1 cargo test broken` writes what it says anew, to be read before it is committed.

use std::fs;
use std::path::Path;

use pathway_planner::check;
use pathway_planner::problem::{Problem, Severity};
use serde_json::Value;

use crate::read_json::{SMALL, changed};
use crate::read_tables::{Files, folder, with};

/// What is said, a line for each problem and one for its remedy.
fn said(problems: &[Problem]) -> String {
    let line =
        |one: &Problem| format!("{}[{}] {}\n  {}\n", one.severity.word(), one.code.word(), one.place, one.remedy);
    problems.iter().filter(|one| one.severity != Severity::Info).map(line).collect()
}

/// Compares each case with what is said of it.
fn cases(file: &str, least: usize, problems: impl Fn(&str) -> Vec<Problem>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/broken").join(file);
    let text = fs::read_to_string(&path).unwrap();
    let cases: Vec<&str> = text.split("\n# ").skip(1).collect();
    assert!(cases.len() >= least, "{}", cases.len());
    let mut written = text.split("\n# ").next().unwrap().to_string();
    for case in cases {
        let mut lines = case.lines();
        let (title, change) = (lines.next().unwrap(), lines.next().unwrap());
        let found = format!("{title}\n{change}\n{}", said(&problems(change)));
        if std::env::var_os("WRITE").is_none() {
            assert_eq!(case.trim_end(), found.trim_end());
        }
        written += &format!("\n# {found}");
    }
    if std::env::var_os("WRITE").is_some() {
        fs::write(path, written).unwrap();
    }
}

fn unescaped(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u00a0", "\u{a0}").replace("\\u200b", "\u{200b}")
}

/// The folder with one change: `FILE: OLD => NEW`, or a word for what happens to the whole file.
fn broken_folder(change: &str) -> Files {
    let (name, change) = change.split_once(": ").unwrap();
    if let Some((old, new)) = change.split_once(" => ") {
        return with(name, &unescaped(old), &unescaped(new));
    }
    let mut files = folder();
    let index = files.iter().position(|(file, _)| file == name).unwrap();
    let text = String::from_utf8(files[index].1.clone()).unwrap();
    match change.split_once(' ').unwrap_or((change, "")) {
        ("deleted", "") => {
            files.remove(index);
        }
        ("renamed", other) => files[index].0 = other.into(),
        ("semicolons", "") => files[index].1 = text.replace(',', ";").into_bytes(),
        ("tabs", "") => files[index].1 = text.replace(',', "\t").into_bytes(),
        ("windows-1251", "") => {
            let byte = |c: char| if c.is_ascii() { c as u8 } else { (u32::from(c) - 0x410 + 0xc0) as u8 };
            files[index].1 = text.chars().map(byte).collect();
        }
        ("mojibake", "") => {
            let shown = |byte: u8| match byte {
                0..0x80 => char::from(byte),
                0xc0.. => char::from_u32(u32::from(byte) - 0xc0 + 0x410).unwrap(),
                // Of the rest no more than these letters need.
                _ => "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї"
                    .chars()
                    .nth(usize::from(byte) - 0x80)
                    .unwrap(),
            };
            files[index].1 = text.bytes().map(shown).collect::<String>().into_bytes();
        }
        (other, _) => panic!("{other}"),
    }
    files
}

#[test]
fn tables() {
    cases("tables.txt", 50, |change| check::tables(&broken_folder(change)).problems);
}

#[test]
fn json() {
    cases("json.txt", 10, |change| {
        let (pointer, new) = change.split_once(": ").unwrap();
        let text = match pointer {
            "text" => {
                SMALL.replacen(&unescaped(new.split_once(" => ").unwrap().0), new.split_once(" => ").unwrap().1, 1)
            }
            _ => changed(serde_json::from_str::<Value>(SMALL).unwrap(), pointer, serde_json::from_str(new).unwrap())
                .to_string(),
        };
        check::json("region.json", text.as_bytes()).problems
    });
}
