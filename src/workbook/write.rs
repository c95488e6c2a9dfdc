//! Texts to workbooks: with notes on the columns, drop-downs, and remarks where a check made them.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Note,
    Workbook, Worksheet, XlsxError,
};

use super::{Book, READ_ME, REMARKS, SCALARS, Sheet, help};
use crate::problem::{Problem, Severity};
use crate::read::tables::{self, Cell};
use crate::region::{ActivityKind, Area, CompetencyKind, Funding, Mode, OrganizationKind, ProgrammeKind};

/// The last row with drop-downs.
const LAST_ROW: u32 = 5_000;

/// What a check says of a cell, a row or a workbook.
#[derive(Clone, Debug)]
pub struct Remark {
    pub severity: Severity,
    /// The sheet, and in it row and column, counted from 0.
    pub sheet: Option<String>,
    pub row: Option<u32>,
    pub column: Option<u16>,
    /// What is wrong, and what to do about it.
    pub text: String,
}

/// Problems of a book as remarks.
pub fn remarks(book: &Book, problems: &[Problem]) -> Vec<Remark> {
    let remark = |problem: &Problem| {
        let place = &problem.place;
        let sheet = book.sheets.iter().find(|sheet| Some(&sheet.name) == place.sheet.as_ref());
        let cell = place.cell.as_deref().and_then(position);
        Remark {
            severity: problem.severity,
            sheet: sheet.map(|sheet| sheet.name.clone()),
            row: cell.map(|(row, _)| row).or(place.row.map(|row| row.saturating_sub(1))),
            column: cell.map(|(_, column)| column),
            text: format!("{}: {}. {}", problem.code.word(), problem.message, problem.remedy),
        }
    };
    problems.iter().map(remark).collect()
}

/// Row and column of a cell's name, counted from 0.
fn position(name: &str) -> Option<(u32, u16)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at_checked(digits)?;
    let column = letters
        .bytes()
        .try_fold(0u16, |column, letter| column.checked_mul(26)?.checked_add(u16::from(letter.checked_sub(b'A')?) + 1));
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column?.checked_sub(1)?))
}

/// The looks of cells.
struct Looks {
    header: Format,
    text: Format,
    wrapped: Format,
    error: Format,
    warning: Format,
}

/// The bytes of a workbook.
///
/// # Errors
/// What the writer of workbooks says: a sheet's name, or a text's length, that no spreadsheet takes.
pub fn write(book: &Book, remarks: &[Remark]) -> Result<Vec<u8>, String> {
    written(book, remarks).map_err(|error| error.to_string())
}

fn written(book: &Book, remarks: &[Remark]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same texts make the same file.
    let created = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let looks = Looks {
        header: Format::new().set_bold().set_background_color(Color::RGB(0xE8_EE_F4)),
        text: Format::new().set_num_format("@"),
        wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        error: Format::new().set_num_format("@").set_bold().set_background_color(Color::RGB(0xF8_CF_CF)),
        warning: Format::new().set_num_format("@").set_italic().set_background_color(Color::RGB(0xFC_EF_C0)),
    };
    read_me(workbook.add_worksheet(), &looks)?;
    all_remarks(workbook.add_worksheet(), book, remarks, &looks)?;
    for sheet in in_order(book) {
        let own: Vec<&Remark> = remarks.iter().filter(|one| one.sheet.as_ref() == Some(&sheet.name)).collect();
        fill(workbook.add_worksheet(), sheet, &own, &looks)?;
    }
    workbook.save_to_buffer()
}

/// The sheets of a region in the order of the format, then others that are there.
fn in_order(book: &Book) -> Vec<&Sheet> {
    let named = |name: &str| book.sheets.iter().find(|sheet| sheet.name == name);
    let known: Vec<&str> = [SCALARS].into_iter().chain(tables::names()).collect();
    let others = book
        .sheets
        .iter()
        .filter(|sheet| !known.contains(&sheet.name.as_str()) && sheet.name != READ_ME && sheet.name != REMARKS);
    known.iter().filter_map(|name| named(name)).chain(others).collect()
}

fn read_me(sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(READ_ME)?;
    sheet.set_column_width(0, 70)?.set_column_width(1, 70)?;
    sheet.write_string_with_format(0, 0, "Русский", &looks.header)?;
    sheet.write_string_with_format(0, 1, "English", &looks.header)?;
    for (row, [english, russian]) in (1..).zip(help::READ_ME) {
        sheet.write_string_with_format(row, 0, russian, &looks.wrapped)?;
        sheet.write_string_with_format(row, 1, english, &looks.wrapped)?;
    }
    Ok(())
}

/// The sheet of all remarks, hidden where there are none.
fn all_remarks(sheet: &mut Worksheet, book: &Book, remarks: &[Remark], looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(REMARKS)?;
    sheet.set_column_width(0, 12)?.set_column_width(1, 18)?.set_column_width(2, 120)?;
    for (column, name) in (0..).zip(["severity", "sheet", "remark"]) {
        sheet.write_string_with_format(0, column, name, &looks.header)?;
    }
    for (row, remark) in (1..).zip(remarks) {
        let at = remark.sheet.as_deref().filter(|name| book.sheets.iter().any(|sheet| sheet.name == *name));
        let cell = match (at, remark.row, remark.column) {
            (Some(at), Some(row), Some(column)) => {
                format!("{at} {}", super::cell_name(row + 1, usize::from(column) + 1))
            }
            (Some(at), Some(row), None) => format!("{at} {}", row + 1),
            (Some(at), ..) => at.into(),
            (None, ..) => String::new(),
        };
        sheet.write_string(row, 0, remark.severity.word())?;
        sheet.write_string(row, 1, cell)?;
        sheet.write_string_with_format(row, 2, &remark.text, &looks.wrapped)?;
    }
    if remarks.is_empty() {
        sheet.set_hidden(true);
    }
    Ok(())
}

fn fill(sheet: &mut Worksheet, own: &Sheet, remarks: &[&Remark], looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(&own.name)?;
    sheet.set_freeze_panes(1, 1)?;
    let known = tables::columns(&own.name);
    let empty = Vec::new();
    let header = own.rows.first().unwrap_or(&empty);
    // Remarks of an earlier check go.
    let columns: Vec<(usize, &String)> = header.iter().enumerate().filter(|(_, name)| *name != REMARKS).collect();
    let kind = |name: &str| known.iter().find(|(column, kind)| matches(column, *kind, name)).map(|(_, kind)| *kind);

    let mut in_cells: BTreeMap<(u32, u16), Vec<&Remark>> = BTreeMap::new();
    let mut in_rows: BTreeMap<u32, Vec<&Remark>> = BTreeMap::new();
    for remark in remarks {
        let row = remark.row.unwrap_or(0);
        in_rows.entry(row).or_default().push(remark);
        if let Some(column) = remark.column {
            in_cells.entry((row, column)).or_default().push(remark);
        }
    }

    for (index, name) in &columns {
        let column = u16::try_from(*index).unwrap_or(u16::MAX);
        let is_number = kind(name) == Some(Cell::Number);
        if !is_number {
            sheet.set_column_format(column, &looks.text)?;
        }
        sheet.set_column_width(column, width(name, kind(name)))?;
        let base = if kind(name) == Some(Cell::Locale) { name.split('.').next().unwrap_or_default() } else { name };
        let [english, russian] = help::column(&own.name, base);
        if !english.is_empty() && !in_cells.contains_key(&(0, column)) {
            sheet.insert_note(0, column, &note(&format!("{russian}\n\n{english}")))?;
        }
        if let Some(validation) = drop_down(&own.name, name)? {
            sheet.add_data_validation(1, column, LAST_ROW, column, &validation)?;
        }
    }
    for (row, cells) in (0..).zip(&own.rows) {
        for (index, name) in &columns {
            let column = u16::try_from(*index).unwrap_or(u16::MAX);
            let text = cells.get(*index).map_or("", String::as_str);
            let here = in_cells.get(&(row, column));
            let look = match here.and_then(|here| here.iter().map(|one| one.severity).min()) {
                Some(Severity::Error) => &looks.error,
                Some(_) => &looks.warning,
                None if row == 0 => &looks.header,
                None => &looks.text,
            };
            let number = text.parse::<f64>().ok().filter(|number| {
                row > 0 && kind(name) == Some(Cell::Number) && number.is_finite() && number.to_string() == text
            });
            match number {
                Some(number) if here.is_none() => sheet.write_number(row, column, number).map(drop)?,
                _ if text.is_empty() && here.is_none() => {}
                _ => sheet.write_string_with_format(row, column, text, look).map(drop)?,
            }
            if let Some(here) = here {
                sheet.insert_note(row, column, &note(&texts(here)))?;
            }
        }
    }
    if !in_rows.is_empty() {
        let last = columns.last().map_or(0, |(index, _)| index + 1);
        let column = u16::try_from(last).unwrap_or(u16::MAX);
        sheet.set_column_width(column, 80)?;
        sheet.write_string_with_format(0, column, REMARKS, &looks.header)?;
        for (row, here) in in_rows.iter().filter(|(row, _)| **row > 0) {
            sheet.write_string_with_format(*row, column, texts(here), &looks.wrapped)?;
        }
    }
    Ok(())
}

/// Whether a column of the format is meant by this name.
fn matches(column: &str, kind: Cell, name: &str) -> bool {
    match kind {
        Cell::Locale => name.split_once('.').is_some_and(|(text, _)| text == column),
        _ => name == column,
    }
}

fn texts(remarks: &[&Remark]) -> String {
    // No cell takes more than 32,767 characters.
    remarks.iter().take(20).map(|one| one.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn note(text: &str) -> Note {
    let short: String = text.chars().take(2_000).collect();
    Note::new(short).add_author_prefix(false).set_width(320).set_height(160)
}

fn width(name: &str, kind: Option<Cell>) -> f64 {
    match (name, kind) {
        (_, Some(Cell::Locale)) | ("title", _) => 40.0,
        ("entry" | "when", _) | (_, Some(Cell::Outcomes)) => 44.0,
        ("id" | "url" | "programme" | "job" | "competency", _) => 28.0,
        (_, Some(Cell::Number | Cell::Flag | Cell::Numbers)) => 12.0,
        _ => 20.0,
    }
}

/// The words or the ids that a cell of this column can hold.
fn drop_down(table: &str, column: &str) -> Result<Option<DataValidation>, XlsxError> {
    fn words<W: Copy>(all: &[W], word: impl Fn(W) -> &'static str) -> Vec<&'static str> {
        all.iter().map(|one| word(*one)).collect()
    }
    let list = match (table, column) {
        ("organizations", "kind") => words(OrganizationKind::ALL, OrganizationKind::word),
        ("competencies", "kind") => words(CompetencyKind::ALL, CompetencyKind::word),
        ("programmes", "kind") => words(ProgrammeKind::ALL, ProgrammeKind::word),
        ("activities", "kind") => words(ActivityKind::ALL, ActivityKind::word),
        (_, "mode") => words(Mode::ALL, Mode::word),
        (_, "funding") => words(Funding::ALL, Funding::word),
        (_, "area") => words(Area::ALL, Area::word),
        (_, "illustrative" | "essential") => vec!["true", "false"],
        _ => Vec::new(),
    };
    let referred = match column {
        "place" => "places",
        "provider" | "employer" | "contract.sponsor" => "organizations",
        "programme" => "programmes",
        "job" => "jobs",
        "competency" => "competencies",
        _ => "",
    };
    let validation = match (list.is_empty(), referred) {
        (false, _) => DataValidation::new().allow_list_strings(&list)?,
        (true, "") => return Ok(None),
        (true, sheet) => DataValidation::new().allow_list_formula(Formula::new(format!("={sheet}!$A$2:$A${LAST_ROW}"))),
    };
    // What is not on the list is asked about, not forbidden: check says more of it.
    Ok(Some(validation.ignore_blank(true).set_error_style(DataValidationErrorStyle::Warning)))
}
