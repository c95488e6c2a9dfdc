//! `pathways match`: the jobs ranked for a student.

use clap::Args;
use pathway_planner::matching::rank;

use super::input::Input;
use super::{Failure, Format, Options, Report, Subject, print};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    subject: Subject,
    /// How many jobs; all where not given
    #[arg(long, value_name = "N")]
    top: Option<usize>,
}

pub fn run(arguments: &Arguments, options: &Options) -> Result<Report, Failure> {
    let Subject { region, student } = &arguments.subject;
    let (region, student) = Input::of([region, student])?.subject(&arguments.subject)?;
    let (words, locale) = options.language(&region)?;
    let answer = rank(&region, &student, arguments.top);
    match options.format {
        Format::Json | Format::Sarif => Report::json(&answer),
        Format::Text => Ok(Report::text(print::matches(&print::View { region: &region, locale, words }, &answer))),
    }
}
