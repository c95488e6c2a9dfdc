//! Regions as workbooks: what they say, where their problems stand, and what is refused.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use pathway_planner::check;
use pathway_planner::problem::{Code, Problem, Severity};
use pathway_planner::workbook::{self, Book};

use crate::read_json::{shown, small};
use crate::read_tables::{Files, folder};

/// The small region as a book.
fn small_book() -> Book {
    workbook::of_tables(&folder()).unwrap()
}

fn written(book: &Book) -> Vec<u8> {
    workbook::write(book, &[]).unwrap()
}

/// What is wrong with the small region's workbook once a cell of it is changed.
fn with(sheet: &str, old: &str, new: &str) -> Vec<Problem> {
    let mut book = small_book();
    let rows = &mut book.sheets.iter_mut().find(|own| own.name == sheet).unwrap().rows;
    *rows.iter_mut().flatten().find(|cell| *cell == old).unwrap() = new.into();
    let mut problems = check::workbook("small.xlsx", &written(&book)).problems;
    problems.retain(|one| one.severity != Severity::Info);
    problems
}

fn cells(problems: &[Problem]) -> String {
    let line = |one: &Problem| {
        let (sheet, cell) = (one.place.sheet.as_deref().unwrap_or("-"), one.place.cell.as_deref().unwrap_or("-"));
        assert_eq!(one.place.file, "small.xlsx");
        format!("{} {sheet} {cell}", one.code.word())
    };
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_workbook_says_what_tables_say() {
    let book = small_book();
    let read = workbook::book("small.xlsx", &written(&book)).unwrap();
    assert_eq!(check::book("small.xlsx", &book).value, Some(small()));
    assert_eq!(check::book("small.xlsx", &read).value, Some(small()));
    // Written twice, it is the same to the byte.
    assert!(written(&book) == written(&book));
}

/// What is read again is what was written, sheet by sheet, so that nothing is lost on the way through an author's hands.
#[test]
fn a_workbook_keeps_every_cell() {
    let book = workbook::template();
    let read = workbook::book("template.xlsx", &written(&book)).unwrap();
    for sheet in &book.sheets {
        let own = read.sheets.iter().find(|one| one.name == sheet.name).unwrap();
        let trimmed = |rows: &[Vec<String>]| -> Vec<Vec<String>> {
            let filled = |row: &Vec<String>| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            rows.iter().map(|row| row[..filled(row)].to_vec()).collect()
        };
        assert_eq!(trimmed(&own.rows), trimmed(&sheet.rows), "{}", sheet.name);
    }
}

#[test]
fn the_template_passes_every_check_and_has_every_table() {
    let bytes = written(&workbook::template());
    let checked = check::workbook("template.xlsx", &bytes);
    assert_eq!(shown(&checked.problems), "");
    let names: BTreeSet<String> =
        workbook::book("template.xlsx", &bytes).unwrap().sheets.into_iter().map(|sheet| sheet.name).collect();
    for (file, _) in folder() {
        let name = file.trim_end_matches(".csv").trim_end_matches(".toml").to_string();
        assert!(names.contains(&name), "{name}");
    }
    assert!(names.contains("read-me"));
    // Drop-downs, from the words of the format and from other sheets' ids, and notes in both languages.
    let parts = unzipped(&bytes);
    let text: String = parts.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    for part in [
        "full-time,part-time,distance",
        "school,college,university,employer,resource-centre,other",
        "organizations!$A$2:$A$5000",
        "Ids of sources, with spaces between.",
        "id источников через пробел.",
    ] {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn problems_stand_in_cells() {
    let check = |sheet, old, new, expected| assert_eq!(cells(&with(sheet, old, new)), expected);
    check("programmes", "34", "34 months", "wrong-type programmes G3");
    check("programmes", "physics >= 1 and holds(basic-general)", "physics >= 1 &", "condition-syntax programmes I3");
    check("places", "53.76", "53,76", "decimal-comma places D2");
    check("requirements", "physics", "рhysics", "lookalike-id requirements B2");
    check("employment", "41", "=C2*0.85", "formula employment D2");
    check("jobs", "2026-09", "01.09.2026", "excel-date jobs N3");
    check("demand", "openings", "opening", "unknown-field demand C1\nmissing-field demand -");
    check("region", "2026-11", "2026-13", "bad-month region B9");
    check("region", "licence", "license", "unknown-field region B10\nmissing-field region -");
    check("organizations", "Колледж", "Колледж, 8 (3843) 46-35-02", "personal-data organizations C3");
    // A graph's findings, too.
    check("offerings", "mine", "college", "jobless-sponsor offerings I5");

    let mut book = small_book();
    book.sheets.retain(|sheet| sheet.name != "region");
    assert_eq!(cells(&check::workbook("small.xlsx", &written(&book)).problems), "missing-file region -");
    let mut book = small_book();
    book.sheets.iter_mut().find(|sheet| sheet.name == "demand").unwrap().name = "demnd".into();
    let problems = check::workbook("small.xlsx", &written(&book)).problems;
    let error = problems.iter().find(|one| one.severity == Severity::Error).unwrap();
    assert_eq!((error.code, error.remedy.as_str()), (Code::UnknownTable, "Did you mean `demand`?"));
}

/// Remarks are no part of the region: the workbook that has them says the same, and gets the same remarks again.
#[test]
fn remarks_are_no_part_of_the_region() {
    let mut book = small_book();
    let jobs = book.sheets.iter_mut().find(|sheet| sheet.name == "jobs").unwrap();
    *jobs.rows.iter_mut().flatten().find(|cell| *cell == "mine").unwrap() = "mien".into();
    let of = |book: &Book| check::book("small.xlsx", book).problems;
    let problems = of(&book);
    let annotated = workbook::write(&book, &workbook::remarks(&book, &problems)).unwrap();
    let read = workbook::book("small.xlsx", &annotated).unwrap();
    assert_eq!(of(&read), problems);
    let jobs = read.sheets.iter().find(|sheet| sheet.name == "jobs").unwrap();
    assert_eq!(jobs.rows[0].last().unwrap(), "remarks");
    let remark = jobs.rows[1].last().unwrap();
    assert!(remark.starts_with("unknown-id: there is no organization `mien`. Did you mean `mine`?"), "{remark}");
    let again = workbook::write(&read, &workbook::remarks(&read, &of(&read))).unwrap();
    assert!(again == annotated);
}

/// A file of an archive, and whether it is packed.
type Part = (String, Vec<u8>);

fn unzipped(bytes: &[u8]) -> Vec<Part> {
    let u16_at = |at: usize| usize::from(u16::from_le_bytes(bytes[at..at + 2].try_into().unwrap()));
    let u32_at = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let end = (0..=bytes.len() - 22).rev().find(|at| u32_at(*at) == 0x0605_4b50).unwrap();
    let mut at = u32_at(end + 16);
    let mut parts = Vec::new();
    for _ in 0..u16_at(end + 10) {
        let (name, local) = (u16_at(at + 28), u32_at(at + 42));
        let start = local + 30 + u16_at(local + 26) + u16_at(local + 28);
        let data = &bytes[start..start + u32_at(at + 20)];
        let mut unpacked = Vec::new();
        match u16_at(at + 10) {
            0 => unpacked.extend(data),
            _ => drop(DeflateDecoder::new(data).read_to_end(&mut unpacked).unwrap()),
        }
        parts.push((String::from_utf8(bytes[at + 46..at + 46 + name].to_vec()).unwrap(), unpacked));
        at += 46 + name + u16_at(at + 30) + u16_at(at + 32);
    }
    parts
}

/// An archive of these parts; `says` may lie about the length of one.
fn zipped(parts: &[Part], says: impl Fn(&Part) -> usize) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let (name, data) = part;
        // What is huge is left as it is, for its ratio would be the other limit.
        let method = if data.len() > 1_000_000 { 0u16 } else { 8 };
        let packed = if method == 0 {
            data.clone()
        } else {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(data).unwrap();
            encoder.finish().unwrap()
        };
        let mut crc = flate2::Crc::new();
        crc.update(data);
        let mut about = Vec::new();
        about.extend(20u16.to_le_bytes());
        about.extend(0u16.to_le_bytes());
        about.extend(method.to_le_bytes());
        about.extend([0; 4]);
        for number in [crc.sum(), packed.len() as u32, says(part) as u32] {
            about.extend(number.to_le_bytes());
        }
        about.extend((name.len() as u16).to_le_bytes());
        about.extend(0u16.to_le_bytes());
        let local = bytes.len() as u32;
        bytes.extend(0x0403_4b50u32.to_le_bytes());
        bytes.extend(&about);
        bytes.extend(name.as_bytes());
        bytes.extend(packed);
        directory.extend(0x0201_4b50u32.to_le_bytes());
        directory.extend(20u16.to_le_bytes());
        directory.extend(&about);
        directory.extend([0; 10]);
        directory.extend(local.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, length) = (bytes.len() as u32, directory.len() as u32);
    bytes.extend(directory);
    bytes.extend(0x0605_4b50u32.to_le_bytes());
    bytes.extend([0; 4]);
    for _ in 0..2 {
        bytes.extend((parts.len() as u16).to_le_bytes());
    }
    bytes.extend(length.to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}

fn honest(part: &Part) -> usize {
    part.1.len()
}

fn parts() -> Vec<Part> {
    unzipped(&written(&small_book()))
}

/// What is wrong with the workbook of these parts; nothing but notes otherwise.
fn wrong(parts: &[Part]) -> String {
    let mut problems = check::workbook("small.xlsx", &zipped(parts, honest)).problems;
    problems.retain(|one| one.severity != Severity::Info);
    problems.iter().map(|one| format!("{}: {}", one.code.word(), one.message)).collect::<Vec<_>>().join("\n")
}

#[test]
fn at_most_1000_files() {
    let with = |count: usize| {
        let mut parts = parts();
        while parts.len() < count {
            parts.push((format!("x{}", parts.len()), Vec::new()));
        }
        wrong(&parts)
    };
    assert_eq!(with(workbook::MAX_ENTRIES), "");
    assert_eq!(
        with(workbook::MAX_ENTRIES + 1),
        "too-large: there are 1001 files in the workbook, and at most 1000 can be read"
    );
}

#[test]
fn at_most_256_mb_unpacked() {
    let with = |bytes: u64| {
        let mut parts = parts();
        let mut total: u64 = parts.iter().map(|(_, data)| data.len() as u64).sum();
        while total < bytes {
            let length = (bytes - total).min(1_000_000);
            parts.push((format!("x{}", parts.len()), vec![0; length as usize]));
            total += length;
        }
        wrong(&parts)
    };
    assert_eq!(with(workbook::MAX_UNPACKED), "");
    assert_eq!(
        with(workbook::MAX_UNPACKED + 1),
        "too-large: there are 256000001 bytes in the workbook, and at most 256000000 can be read"
    );
}

#[test]
fn at_most_100_times_the_packed_size() {
    // What the directory says of a file is what counts first; so a file of 20,000 bytes that says it has more.
    let with = |says: usize| {
        let mut parts = parts();
        parts.push((
            "x".into(),
            (0..20_000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).take(20_000).collect(),
        ));
        let packed = {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(&parts.last().unwrap().1).unwrap();
            encoder.finish().unwrap().len()
        };
        let bytes = zipped(&parts, |part| if part.0 == "x" { packed * says } else { part.1.len() });
        let problems = check::workbook("small.xlsx", &bytes).problems;
        problems.first().map(|one| one.message.clone()).unwrap_or_default()
    };
    // At the limit it is the length that is wrong, not the ratio.
    assert_eq!(with(100), "this is no .xlsx workbook: it is damaged");
    assert_eq!(with(101), "there are 101 times the packed size, and at most 100 can be read");
}

/// The limits that the documents publish are those that hold.
#[test]
fn limits_are_published() {
    let documents = include_str!("../../docs/tables.md");
    for limit in ["64,000,000 bytes", "| 1,000 |", "256,000,000", "100 times", "200,000", "| 256 |", "2,000,000"] {
        assert!(documents.contains(limit), "{limit}");
    }
    let limits = (workbook::MAX_ENTRIES, workbook::MAX_UNPACKED, workbook::MAX_RATIO, workbook::MAX_ROWS);
    assert_eq!(limits, (1_000, 256_000_000, 100, 200_000));
    assert_eq!((workbook::MAX_COLUMNS, workbook::MAX_CELLS), (256, 2_000_000));
}

/// The small workbook with other cells on its sheet `demand`, which `rows` writes as XML.
fn with_rows(rows: &str) -> String {
    let mut parts = parts();
    let index = parts.iter().position(|(_, data)| {
        let text = String::from_utf8_lossy(data);
        text.contains("<sheetData>") && text.contains("<v>2027</v>")
    });
    let (_, data) = &mut parts[index.unwrap()];
    let text = String::from_utf8(data.clone()).unwrap();
    let (start, end) = (text.find("<sheetData>").unwrap(), text.find("</sheetData>").unwrap());
    *data = format!("{}{rows}{}", &text[..start + "<sheetData>".len()], &text[end..]).into_bytes();
    wrong(&parts)
}

#[test]
fn at_most_200000_rows_and_256_columns() {
    let cell = |name: &str| {
        let row = name.trim_start_matches(|c: char| c.is_ascii_uppercase());
        with_rows(&format!("<row r=\"{row}\"><c r=\"{name}\"><v>1</v></c></row>"))
    };
    assert!(!cell("A200000").contains("too-large"), "{}", cell("A200000"));
    assert_eq!(cell("A200001"), "too-large: there are 200001 rows, and at most 200000 can be read");
    assert!(cell("IV1").starts_with("unknown-field"), "{}", cell("IV1"));
    assert_eq!(cell("IW1"), "too-large: there are 257 columns, and at most 256 can be read");
    assert_eq!(cell("XFD1048576"), "too-large: there are 1048576 rows, and at most 200000 can be read");
}

#[test]
fn at_most_2000000_cells() {
    let others: usize = small_book()
        .sheets
        .iter()
        .flat_map(|sheet| sheet.rows.iter().flatten())
        .filter(|cell| !cell.is_empty())
        .count();
    let of_demand: usize =
        small_book().sheets.iter().find(|sheet| sheet.name == "demand").unwrap().rows.iter().flatten().count();
    // The read-me sheet and the header of the remarks.
    let beside = workbook::book("small.xlsx", &written(&small_book())).unwrap();
    let beside = beside.sheets.iter().filter(|sheet| ["read-me", "remarks"].contains(&sheet.name.as_str()));
    let beside: usize = beside.flat_map(|sheet| sheet.rows.iter().flatten()).filter(|cell| !cell.is_empty()).count();
    let with = |count: usize| {
        let count = count - (others - of_demand) - beside;
        let row = |cells: usize| format!("<row>{}</row>", "<c><v>1</v></c>".repeat(cells));
        let rows = row(200).repeat(count / 200) + &row(count % 200);
        with_rows(&rows)
    };
    let at_limit = with(workbook::MAX_CELLS);
    assert!(!at_limit.contains("too-large"), "{}", at_limit.lines().next().unwrap());
    assert_eq!(with(workbook::MAX_CELLS + 1), "too-large: there are 2000001 cells, and at most 2000000 can be read");
}

#[test]
fn strings_that_are_announced_count_as_cells() {
    let with = |count: usize| {
        let mut parts = parts();
        let (_, data) = parts.iter_mut().find(|(name, _)| name.ends_with("sharedStrings.xml")).unwrap();
        let text = String::from_utf8(data.clone()).unwrap();
        let (before, after) = text.split_once("uniqueCount=\"").unwrap();
        let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
        *data = format!("{before}uniqueCount = \"{count}{after}").into_bytes();
        wrong(&parts)
    };
    assert_eq!(with(workbook::MAX_CELLS), "");
    assert_eq!(with(workbook::MAX_CELLS + 1), "too-large: there are 2000001 cells, and at most 2000000 can be read");
}

#[test]
fn what_is_no_workbook_is_refused() {
    let good = written(&small_book());
    let refused = |bytes: &[u8]| {
        let problems = check::workbook("small.xlsx", bytes).problems;
        assert_eq!(problems.len(), 1, "{}", shown(&problems));
        assert_eq!(problems[0].code, Code::NotAWorkbook);
        problems[0].message.trim_start_matches("this is no .xlsx workbook: ").to_string()
    };
    assert_eq!(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "it is of the older kind .xls, or locked with a password");
    assert_eq!(refused(b"PK\x03\x04"), "it is damaged");
    assert_eq!(refused(b""), "it is damaged");
    let mut binary = parts();
    binary.push(("xl/workbook.bin".into(), Vec::new()));
    assert_eq!(refused(&zipped(&binary, honest)), "it is of the binary kind .xlsb");
    // Archives of something else.
    assert_eq!(refused(&zipped(&[("word/document.xml".into(), b"<w/>".to_vec())], honest)), "it is damaged");
    // A directory that says less than there is.
    assert_eq!(refused(&zipped(&parts(), |part| part.1.len().saturating_sub(1))), "it is damaged");
    // An encoding in which nothing of the above would be found.
    let mut utf16 = parts();
    let (_, data) = utf16.iter_mut().find(|(name, _)| name.ends_with("sharedStrings.xml")).unwrap();
    *data = [0xff, 0xfe]
        .into_iter()
        .chain(String::from_utf8(data.clone()).unwrap().encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(refused(&zipped(&utf16, honest)), "it is damaged");
    // A locked file says so in its directory.
    let mut locked = good.clone();
    let at = locked.windows(4).position(|window| window == 0x0201_4b50u32.to_le_bytes()).unwrap();
    locked[at + 8] |= 1;
    assert_eq!(refused(&locked), "it is locked with a password");
}

/// Whatever became of its bytes, a workbook is read or refused, and nothing stops.
#[test]
fn damaged_workbooks_never_panic() {
    let good = written(&small_book());
    for length in (0..good.len()).step_by(997) {
        let _ = check::workbook("small.xlsx", &good[..length]);
    }
    let parts = parts();
    for (index, (name, data)) in parts.iter().enumerate() {
        for (at, byte) in (0..data.len()).step_by(1 + data.len() / 12).zip(b"<>&\"\0\xff9/".iter().cycle()) {
            let mut broken = parts.clone();
            broken[index].1[at] = *byte;
            let _ = (name, check::workbook("small.xlsx", &zipped(&broken, honest)));
        }
    }
}

/// A book's cells as bytes and back: what a workbook holds beside the region is left alone.
#[test]
fn sheets_of_another_kind_are_errors() {
    let files: Files = folder();
    let mut book = workbook::of_tables(&files).unwrap();
    book.sheets.push(workbook::Sheet { name: "заметки".into(), rows: vec![vec!["что-то".into()]] });
    let problems = check::workbook("small.xlsx", &written(&book)).problems;
    let [error] = &problems.iter().filter(|one| one.severity == Severity::Error).collect::<Vec<_>>()[..] else {
        panic!("{}", shown(&problems))
    };
    assert_eq!((error.code, error.place.sheet.as_deref()), (Code::UnknownTable, Some("заметки")));
}
