//! Regions as spreadsheets: an .xlsx workbook has a sheet for each table and a sheet `region` for the scalar fields.
//!
//! A workbook comes from strangers, so its directory and size are looked at ([`limits`]) before anything reads it
//! ([`read`]). What is written ([`write`]) is made from the shapes of the tables, so that a template, a region as a
//! workbook and a workbook with remarks are one thing.

mod example;
mod help;
mod limits;
mod read;
mod write;

pub use limits::{MAX_CELLS, MAX_COLUMNS, MAX_ENTRIES, MAX_RATIO, MAX_ROWS, MAX_UNPACKED};
pub use read::{book, is_workbook, of_tables};
pub use write::{Remark, remarks, write};

/// The sheet of the scalar fields.
pub const SCALARS: &str = "region";
/// The sheet that says how to fill in the others.
pub const READ_ME: &str = "read-me";
/// The sheet of remarks that have no cell, and the column of those that have one.
pub const REMARKS: &str = "remarks";

/// A workbook as texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    pub sheets: Vec<Sheet>,
}

/// A sheet as texts; the first row holds the columns' names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<String>>,
}

/// A small region that shows how the tables are filled in.
pub fn template() -> Book {
    example::book()
}

/// The name of a cell, its row and column counted from 1, as in `D17`.
pub fn cell_name(row: u32, column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{row}")
}
