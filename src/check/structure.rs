//! Lints of single texts: what spreadsheets, keyboards and encodings do to them.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use super::cells::{Cell, Kind};
use crate::problem::Code;

/// Latin letters and the Cyrillic ones that look the same.
const ALIKE: [(char, char); 28] = [
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('i', 'і'),
    ('j', 'ј'),
    ('s', 'ѕ'),
    ('k', 'к'),
    ('m', 'м'),
    ('t', 'т'),
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('J', 'Ј'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('S', 'Ѕ'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
];

/// The months as spreadsheets shorten them, in Russian and English.
const MONTHS: [[&str; 2]; 12] = [
    ["янв", "jan"],
    ["фев", "feb"],
    ["мар", "mar"],
    ["апр", "apr"],
    ["май", "may"],
    ["июн", "jun"],
    ["июл", "jul"],
    ["авг", "aug"],
    ["сен", "sep"],
    ["окт", "oct"],
    ["ноя", "nov"],
    ["дек", "dec"],
];

/// What spreadsheets show in place of a value.
const FAULTS: [&str; 14] = [
    "#REF!",
    "#N/A",
    "#NAME?",
    "#VALUE!",
    "#DIV/0!",
    "#NUM!",
    "#NULL!",
    "#ССЫЛКА!",
    "#Н/Д",
    "#ИМЯ?",
    "#ЗНАЧ!",
    "#ДЕЛ/0!",
    "#ЧИСЛО!",
    "#ПУСТО!",
];

/// All findings in texts.
pub fn lints(cells: &[Cell]) -> Vec<Finding> {
    let single: [fn(&Cell) -> Option<Finding>; 9] = [
        lookalike_id,
        space_in_id,
        lookalike_word,
        stray_space,
        excel_date,
        scientific_notation,
        mojibake,
        number_form,
        formula,
    ];
    let mut findings: Vec<Finding> =
        cells.iter().flat_map(|cell| single.iter().filter_map(|lint| lint(cell))).collect();
    findings.extend(lost_zeros(cells));
    findings.extend(confusable_ids(cells));
    findings
}

/// Tables whose columns are separated by something else than commas.
pub fn separators(files: &[(String, Vec<u8>)]) -> Vec<Finding> {
    let of = |(file, bytes): &(String, Vec<u8>)| {
        let line = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).next()?;
        let count = |separator: u8| line.iter().filter(|byte| **byte == separator).count();
        let name = match (count(b','), count(b';'), count(b'\t')) {
            (0, 1.., _) => "semicolons",
            (0, 0, 1..) => "tabs",
            _ => return None,
        };
        file.ends_with(".csv").then(|| Finding::in_file(Code::WrongSeparator, file, &[name]))
    };
    files.iter().filter_map(of).collect()
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

fn latin(c: char) -> Option<char> {
    ALIKE.iter().find(|(_, cyrillic)| *cyrillic == c).map(|(latin, _)| *latin)
}

fn cyrillic(c: char) -> Option<char> {
    ALIKE.iter().find(|(latin, _)| *latin == c).map(|(_, cyrillic)| *cyrillic)
}

fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether ids stand in the text and nothing else does.
fn holds_ids(cell: &Cell) -> bool {
    matches!(cell.kind, Kind::Id | Kind::Reference)
}

/// An id, a reference or a condition with Cyrillic letters that look like Latin ones. What has other Cyrillic letters
/// is no slip of the keyboard, and is told as it is.
fn lookalike_id(cell: &Cell) -> Option<Finding> {
    let is_meant = holds_ids(cell) || cell.kind == Kind::Condition;
    let foreign: BTreeSet<char> = cell.text.chars().filter(|c| is_cyrillic(*c)).collect();
    if !is_meant || foreign.is_empty() || !foreign.iter().all(|c| latin(*c).is_some()) {
        return None;
    }
    let letters: Vec<String> = foreign.iter().map(char::to_string).collect();
    let mended: String = cell.text.chars().map(|c| latin(c).unwrap_or(c)).collect();
    Some(Finding::at_path(Code::LookalikeId, &cell.path, &[cell.text, &letters.join(", "), &mended]))
}

fn space_in_id(cell: &Cell) -> Option<Finding> {
    let hidden = |c: char| c.is_whitespace() || is_hidden(c);
    if !holds_ids(cell) || !cell.text.contains(hidden) {
        return None;
    }
    let kept: String = cell.text.chars().filter(|c| !is_hidden(*c)).collect();
    let mended = kept.split_whitespace().collect::<Vec<_>>().join("-");
    (!mended.is_empty()).then(|| Finding::at_path(Code::SpaceInId, &cell.path, &[cell.text, &mended]))
}

/// A word that is of one alphabet but for letters that look the same in the other.
fn lookalike_word(cell: &Cell) -> Option<Finding> {
    if !cell.is_prose() {
        return None;
    }
    let words = cell.text.split(|c: char| !c.is_alphabetic());
    let (word, mended) = words.filter_map(|word| Some((word, mended(word)?))).next()?;
    Some(Finding::at_path(Code::LookalikeWord, &cell.path, &[word, &mended]))
}

/// The word in the alphabet of the letters that cannot be mistaken.
fn mended(word: &str) -> Option<String> {
    let is_latin = |c: char| c.is_ascii_alphabetic();
    if !word.contains(is_latin) || !word.contains(is_cyrillic) {
        return None;
    }
    let latin_certain = word.chars().any(|c| is_latin(c) && cyrillic(c).is_none());
    let cyrillic_certain = word.chars().any(|c| is_cyrillic(c) && latin(c).is_none());
    match (latin_certain, cyrillic_certain) {
        // Both on purpose, as in «IPадрес»: not for us to say.
        (true, true) => None,
        (true, false) => Some(word.chars().map(|c| latin(c).unwrap_or(c)).collect()),
        (false, _) => Some(word.chars().map(|c| cyrillic(c).unwrap_or(c)).collect()),
    }
}

fn stray_space(cell: &Cell) -> Option<Finding> {
    let text = cell.text;
    let is_stray = text.trim() != text || text.contains("  ") || text.contains(is_hidden);
    if !cell.is_prose() || !is_stray {
        return None;
    }
    let kept: String = text.chars().filter(|c| !is_hidden(*c)).collect();
    // A no-break space between two words is typography.
    let mended = kept.trim().split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    Some(Finding::at_path(Code::StraySpace, &cell.path, &[&mended]))
}

/// The day, month and year of a date as spreadsheets write it; the year may be missing.
struct Dated<'t> {
    day: Option<u32>,
    month: u32,
    year: Option<&'t str>,
}

/// A date that is not of the format's own kind `2026-11-30`, unless `any`.
fn dated(text: &str, any: bool) -> Option<Dated<'_>> {
    let parts: Vec<&str> = text.split(['.', '/', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| (part.len() <= 2).then(|| part.parse::<u32>().ok()).flatten();
    let day = |part: &str| number(part).filter(|day| (1..=31).contains(day));
    let month = |part: &str| number(part).filter(|month| (1..=12).contains(month));
    let year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")) && all_digits(part);
    let named = |part: &str| {
        let part = part.trim_end_matches('.').to_lowercase();
        let is_name = |name: &&str| part == **name || part.starts_with(*name) && part.chars().count() <= 4;
        MONTHS.iter().position(|names| names.iter().any(&is_name)).map(|index| index as u32 + 1)
    };
    match parts.as_slice() {
        [first, second, last] if year(last) && text.contains(['.', '/']) => {
            Some(Dated { day: Some(day(first)?), month: month(second)?, year: Some(last) })
        }
        [first, second, last] if any && year(first) => {
            Some(Dated { day: Some(day(last)?), month: month(second)?, year: Some(first) })
        }
        [first, second, last] if all_digits(last) && (last.len() == 2 || last.len() == 4) => {
            Some(Dated { day: Some(day(first)?), month: named(second)?, year: Some(last) })
        }
        [first, last] => match (named(first), named(last)) {
            (None, Some(month)) => Some(Dated { day: Some(day(first)?), month, year: None }),
            (Some(month), None) if all_digits(last) && last.len() <= 4 => {
                Some(Dated { day: None, month, year: Some(last) })
            }
            _ => None,
        },
        _ => None,
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text that a spreadsheet has made a date of, with what was meant as far as it can be told.
fn excel_date(cell: &Cell) -> Option<Finding> {
    let any = matches!(cell.kind, Kind::Code | Kind::Number | Kind::Month);
    if !any && !matches!(cell.kind, Kind::Id | Kind::Reference | Kind::Date) {
        return None;
    }
    let Dated { day, month, year } = dated(cell.text, any)?;
    let two = |year: &str| year.get(year.len().saturating_sub(2)..).unwrap_or_default().to_string();
    let four = |year: &str| if year.len() == 2 { format!("20{year}") } else { year.into() };
    let meant = match (cell.kind, day, year) {
        (Kind::Month, _, Some(year)) => format!("{}-{month:02}", four(year)),
        (Kind::Date, Some(day), Some(year)) => format!("{}-{month:02}-{day:02}", four(year)),
        (Kind::Date, None, Some(year)) => format!("{}-{month:02}", four(year)),
        (Kind::Number, Some(day), None) => format!("{day}.{month}"),
        (Kind::Number, None, Some(year)) => format!("{month}.{}", year.trim_start_matches('0')),
        (Kind::Number, Some(day), Some(_)) => format!("{day}.{month}"),
        (_, Some(day), Some(year)) => format!("{day:02}.{month:02}.{}", two(year)),
        (_, Some(day), None) => format!("{day:02}.{month:02}"),
        (_, None, Some(year)) => format!("{month:02}.{}", two(year)),
        _ => return None,
    };
    Some(Finding::at_path(Code::ExcelDate, &cell.path, &[cell.text, &meant]))
}

fn scientific_notation(cell: &Cell) -> Option<Finding> {
    if !matches!(cell.kind, Kind::Code | Kind::Number | Kind::Id | Kind::Reference) {
        return None;
    }
    let (mantissa, exponent) = cell.text.split_once(['E', 'e'])?;
    let exponent = exponent.strip_prefix(['+', '-'])?;
    let mantissa = mantissa.replace([',', '.'], "");
    (all_digits(&mantissa) && all_digits(exponent))
        .then(|| Finding::at_path(Code::ScientificNotation, &cell.path, &[cell.text]))
}

/// Codes as in `9.02.07`, where others of the region are as in `21.02.17`.
fn lost_zeros(cells: &[Cell]) -> Vec<Finding> {
    let lengths = |text: &str| -> Vec<usize> {
        let parts: Vec<&str> = text.split('.').collect();
        let are_digits = parts.iter().all(|part| all_digits(part));
        if are_digits { parts.iter().map(|part| part.len()).collect() } else { Vec::new() }
    };
    let codes = || cells.iter().filter(|cell| cell.kind == Kind::Code);
    if !codes().any(|cell| lengths(cell.text) == [2, 2, 2]) {
        return Vec::new();
    }
    let short = codes().filter(|cell| lengths(cell.text) == [1, 2, 2]);
    let finding = |cell: &Cell| Finding::at_path(Code::LostZero, &cell.path, &[cell.text, &format!("0{}", cell.text)]);
    short.map(finding).collect()
}

/// The bytes 0x80 to 0xBF of windows-1251 as characters.
const WINDOWS_1251: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї";

/// UTF-8 that was read as windows-1251.
fn mojibake(cell: &Cell) -> Option<Finding> {
    if !matches!(cell.text.chars().next(), Some('Р' | 'С' | 'в' | 'В')) && !cell.text.contains("Рђ") {
        let pairs = cell.text.matches(['Р', 'С']).count();
        if pairs * 3 < cell.text.chars().count() {
            return None;
        }
    }
    let byte = |c: char| -> Option<u8> {
        match c {
            '\0'..='\x7f' => Some(c as u8),
            'А'..='я' => u8::try_from(u32::from(c) - 0x410 + 0xC0).ok(),
            _ => WINDOWS_1251.chars().position(|own| own == c).and_then(|index| u8::try_from(0x80 + index).ok()),
        }
    };
    let bytes: Option<Vec<u8>> = cell.text.chars().map(byte).collect();
    let meant = String::from_utf8(bytes?).ok()?;
    (meant.chars().filter(|c| is_cyrillic(*c)).count() >= 2)
        .then(|| Finding::at_path(Code::Mojibake, &cell.path, &[cell.text, &meant]))
}

/// A number with a decimal comma, or with spaces between its digits.
fn number_form(cell: &Cell) -> Option<Finding> {
    if cell.kind != Kind::Number {
        return None;
    }
    let bare: String = cell.text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_grouped = bare != cell.text && cell.text.split_whitespace().skip(1).all(|group| group.len() >= 3);
    let with_point = bare.replace(',', ".");
    let digits = with_point.trim_start_matches('-');
    let is_number = !digits.is_empty() && digits.split('.').count() <= 2 && digits.split('.').all(all_digits);
    match (is_number, is_grouped, bare.contains(',')) {
        (true, true, _) => Some(Finding::at_path(Code::GroupedDigits, &cell.path, &[cell.text, &with_point])),
        (true, false, true) if bare == cell.text => {
            Some(Finding::at_path(Code::DecimalComma, &cell.path, &[cell.text, &with_point]))
        }
        _ => None,
    }
}

fn formula(cell: &Cell) -> Option<Finding> {
    let text = cell.text;
    let is_fault = FAULTS.contains(&text) || text.len() >= 3 && text.bytes().all(|byte| byte == b'#');
    let is_formula = text.strip_prefix(['=', '@', '+']).is_some_and(|rest| {
        let called: String = rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '$' | '!' | '.')).collect();
        !called.is_empty() && (text.starts_with('=') || rest.get(called.len()..).is_some_and(|r| r.starts_with('(')))
    });
    (is_fault || is_formula).then(|| Finding::at_path(Code::Formula, &cell.path, &[text]))
}

/// Two ids of one array that eyes cannot tell apart.
fn confusable_ids(cells: &[Cell]) -> Vec<Finding> {
    let mut seen: BTreeMap<(&str, String), &str> = BTreeMap::new();
    let mut findings = Vec::new();
    for cell in cells.iter().filter(|cell| cell.kind == Kind::Id && !cell.path.contains(".offerings[")) {
        let folded = cell.text.replace(['-', '_', '.'], "-").replace('0', "o").replace(['1', 'i'], "l");
        match seen.get(&(cell.array, folded.clone())) {
            None => {
                seen.insert((cell.array, folded), cell.text);
            }
            Some(other) if *other != cell.text => {
                findings.push(Finding::at_path(Code::ConfusableIds, &cell.path, &[cell.text, other]));
            }
            Some(_) => {}
        }
    }
    findings
}
