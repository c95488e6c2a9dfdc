//! `pathways check`: every problem of a region.

use std::path::PathBuf;

use clap::Args;
use pathway_planner::check;
use pathway_planner::problem::{Problem, Severity};
use pathway_planner::read::Read;
use pathway_planner::workbook;

use super::input::{self, Input};
use super::{Failure, Format, Options, Report, lang, print, sarif, template};

#[derive(Args)]
pub struct Arguments {
    /// A JSON file, a folder of tables, a workbook or a built file
    #[arg(value_name = "REGION")]
    region: PathBuf,
    /// List what may well be as it should be, too
    #[arg(long)]
    notes: bool,
    /// Write the tables as a workbook with the remarks in its cells
    #[arg(long, value_name = "FILE.xlsx")]
    annotate: Option<PathBuf>,
}

pub fn run(arguments: &Arguments, options: &Options) -> Result<Report, Failure> {
    let input = Input::of([&arguments.region])?;
    // A workbook's remarks need its cells, which are read but once.
    let book = arguments.annotate.as_ref().map(|_| input.book(&arguments.region)).transpose()?;
    let checked = match &book {
        Some(book) => Ok(check::book(&input::name(&arguments.region), book)),
        None => input.checked(&arguments.region),
    };
    let read = match checked {
        Err(Failure::Input(problems)) => Read { value: None, problems },
        read => read?,
    };
    let words = match &read.value {
        Some(region) => options.language(region)?.0,
        None => options.lang.as_deref().and_then(lang::words).unwrap_or(lang::ENGLISH),
    };
    let of = |severity| read.problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings, notes) = (of(Severity::Error), of(Severity::Warning), of(Severity::Info));
    let is_listed = |problem: &Problem| arguments.notes || problem.severity != Severity::Info;
    let problems: Vec<Problem> =
        read.problems.into_iter().filter(is_listed).map(|problem| words.problem(problem)).collect();
    if let (Some(book), Some(out)) = (&book, &arguments.annotate) {
        template::write(book, &workbook::remarks(book, &problems), out)?;
    }
    let report = match options.format {
        Format::Json => Report::json(&problems)?,
        Format::Sarif => Report::json(&sarif::log(&problems, words))?,
        Format::Text => {
            let mut result = String::new();
            if let Some(region) = &read.value {
                result += &print::contents(region, words);
            }
            result += &words.checked(errors, warnings);
            if notes > 0 && !arguments.notes {
                result += &words.notes(notes);
            }
            result += "\n";
            Report { result, remarks: print::problems(&problems, words), ..Report::default() }
        }
    };
    Ok(Report { wrong: errors > 0, ..report })
}
