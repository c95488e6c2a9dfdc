//! `pathways check`: every problem of a region.

use std::path::PathBuf;

use clap::Args;
use pathway_planner::problem::{Problem, Severity};
use pathway_planner::read::Read;

use super::input::Input;
use super::{Failure, Format, Options, Report, lang, print, sarif};

#[derive(Args)]
pub struct Arguments {
    /// A JSON file, a folder of tables or a built file
    #[arg(value_name = "REGION")]
    region: PathBuf,
    /// List what may well be as it should be, too
    #[arg(long)]
    notes: bool,
}

pub fn run(arguments: &Arguments, options: &Options) -> Result<Report, Failure> {
    let read = match Input::of([&arguments.region])?.checked(&arguments.region) {
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
