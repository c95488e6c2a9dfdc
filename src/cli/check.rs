//! `pathways check`: every problem of a region.

use std::path::PathBuf;

use clap::Args;
use pathway_planner::problem::Severity;

use super::input::Input;
use super::{Failure, Format, Options, Report, lang, print};

#[derive(Args)]
pub struct Arguments {
    /// A JSON file, a folder of tables or a built file
    #[arg(value_name = "REGION")]
    region: PathBuf,
}

pub fn run(arguments: &Arguments, options: &Options) -> Result<Report, Failure> {
    let read = match Input::of([&arguments.region])?.region_with_problems(&arguments.region) {
        Err(Failure::Input(problems)) => pathway_planner::read::Read { value: None, problems },
        read => read?,
    };
    let of = |severity| read.problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let report = match options.format {
        Format::Json => Report::json(&read.problems)?,
        Format::Text => {
            let words = match &read.value {
                Some(region) => options.language(region)?.0,
                None => options.lang.as_deref().and_then(lang::words).unwrap_or(lang::ENGLISH),
            };
            let mut result = String::new();
            if let Some(region) = &read.value {
                result += &print::contents(region, words);
            }
            result += &format!("{}\n", words.checked(errors, warnings));
            Report { result, remarks: print::problems(&read.problems), ..Report::default() }
        }
    };
    Ok(Report { wrong: errors > 0, ..report })
}
