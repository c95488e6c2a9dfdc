//! Workbooks to texts.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::limits::{self, MAX_CELLS, MAX_COLUMNS, MAX_ROWS};
use super::{Book, SCALARS, Sheet};
use crate::problem::{Code, Place, Problem};
use crate::read;
use crate::value::Value;

/// Whether a file is taken for a workbook: by its first bytes, or by a name that says so.
pub fn is_workbook(file: &str, bytes: &[u8]) -> bool {
    let name = file.to_lowercase();
    bytes.starts_with(b"PK\x03\x04")
        || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
        || [".xlsx", ".xlsm", ".xls", ".xlsb"].iter().any(|end| name.ends_with(end))
}

/// The texts of a workbook's sheets. Formulas stand for themselves: what they came to is not to be trusted.
pub fn book(file: &str, bytes: &[u8]) -> Result<Book, Problem> {
    limits::check(file, bytes)?;
    let damaged = |_: XlsxError| {
        let place = Place { file: file.into(), ..Place::default() };
        Problem::new(Code::NotAWorkbook, place, &["it is damaged"])
    };
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut cells = 0;
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let mut reader = workbook.worksheet_cells_reader(&name).map_err(damaged)?;
        let mut rows: Vec<Vec<String>> = Vec::new();
        while let Some(cell) = reader.next_cell_with_formula().map_err(damaged)? {
            let value = match cell.formula.filter(|formula| !formula.is_empty()) {
                Some(formula) => format!("={}", formula.trim_start_matches('=')),
                None => shown(&cell.value),
            };
            if value.trim().is_empty() {
                continue;
            }
            let (row, column) = cell.pos;
            cells += 1;
            let beyond = [
                (u64::from(row) + 1, "rows", u64::from(MAX_ROWS)),
                (u64::from(column) + 1, "columns", u64::from(MAX_COLUMNS)),
                (cells as u64, "cells", MAX_CELLS as u64),
            ];
            if let Some((count, what, most)) = beyond.into_iter().find(|(count, _, most)| count > most) {
                return Err(limits::too_large(file, count, what, most));
            }
            put(&mut rows, row as usize, column as usize, value.trim().into());
        }
        sheets.push(Sheet { name, rows });
    }
    Ok(Book { sheets })
}

fn put(rows: &mut Vec<Vec<String>>, row: usize, column: usize, value: String) {
    while rows.len() <= row {
        rows.push(Vec::new());
    }
    let Some(cells) = rows.get_mut(row) else { return };
    while cells.len() <= column {
        cells.push(String::new());
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = value;
    }
}

/// A cell as a table would have it.
fn shown(value: &DataRef) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).into(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) => text.chars().take(10).collect(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A folder's files as a workbook, where they can be read so far.
pub fn of_tables(files: &[(String, Vec<u8>)]) -> Result<Book, Problem> {
    let mut sheets = Vec::new();
    for (file, bytes) in files {
        let own = file.rsplit(['/', '\\']).next().unwrap_or_default();
        if let Some(name) = own.strip_suffix(".csv") {
            sheets.push(Sheet { name: name.into(), rows: read::csv_cells(file, bytes)? });
        } else if own.ends_with(".toml") {
            sheets.insert(0, scalars(&read::toml(file, bytes)?));
        }
    }
    Ok(Book { sheets })
}

/// The scalar fields as a sheet of names and values.
fn scalars(fields: &Value) -> Sheet {
    let mut rows = vec![vec!["field".to_string(), "value".to_string()]];
    for (name, value) in read::scalar_fields().filter_map(|name| Some((name.to_string(), fields.field(name)?))) {
        match value {
            Value::Text(text) => rows.push(vec![name.clone(), text.clone()]),
            Value::List(items) => {
                let words: Vec<&str> = items.iter().filter_map(Value::as_text).collect();
                rows.push(vec![name.clone(), words.join(" ")]);
            }
            Value::Record(texts) => {
                let texts = texts.iter().filter_map(|(locale, text)| Some((locale, text.as_text()?)));
                rows.extend(texts.map(|(locale, text)| vec![format!("{name}.{locale}"), text.into()]));
            }
            _ => {}
        }
    }
    Sheet { name: SCALARS.into(), rows }
}
