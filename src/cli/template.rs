//! `pathways template`: a workbook to fill in.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use pathway_planner::problem::{Code, Place, Problem};
use pathway_planner::workbook;

use super::input::{self, Input};
use super::{Failure, Report};

#[derive(Args)]
pub struct Arguments {
    /// A folder of tables or a workbook whose rows are taken over; a small example where not given
    #[arg(value_name = "REGION")]
    region: Option<PathBuf>,
    /// The workbook to write
    #[arg(long, value_name = "FILE.xlsx")]
    out: PathBuf,
}

pub fn run(arguments: &Arguments) -> Result<Report, Failure> {
    let book = match &arguments.region {
        Some(path) => Input::of([path])?.book(path)?,
        None => workbook::template(),
    };
    write(&book, &[], &arguments.out)?;
    Ok(Report::default())
}

/// Writes a workbook to a file.
pub fn write(book: &workbook::Book, remarks: &[workbook::Remark], out: &PathBuf) -> Result<(), Failure> {
    let unwritable = |error: String| {
        let place = Place { file: input::name(out), ..Place::default() };
        Problem::new(Code::Unwritable, place, &[&error])
    };
    let bytes = workbook::write(book, remarks).map_err(unwritable)?;
    fs::write(out, bytes).map_err(|error| unwritable(error.to_string()))?;
    Ok(())
}
