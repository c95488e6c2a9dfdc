//! `pathways gap`: what a job requires that a student does not hold.

use clap::Args;
use pathway_planner::matching::gap;
use pathway_planner::problem::Place;
use pathway_planner::region::Array;

use super::input::{self, Input};
use super::{Failure, Format, Options, Report, Subject, print};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    subject: Subject,
    /// The job's id
    #[arg(long, value_name = "ID")]
    job: String,
}

pub fn run(arguments: &Arguments, options: &Options) -> Result<Report, Failure> {
    let Subject { region, student } = &arguments.subject;
    let (region, student) = Input::of([region, student])?.subject(&arguments.subject)?;
    let (words, locale) = options.language(&region)?;
    let place = Place { file: "--job".into(), ..Place::default() };
    let job = input::row(&region, Array::Jobs, "job", &arguments.job, place, &region.jobs, |job| &job.id)?;
    let answer = gap(&region, &student, job);
    match options.format {
        Format::Json | Format::Sarif => Report::json(&answer),
        Format::Text => Ok(Report::text(print::gap(&print::View { region: &region, locale, words }, &answer))),
    }
}
