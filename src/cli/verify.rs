//! `pathways verify`: the routes of an answer, replayed.

use std::path::PathBuf;

use clap::Args;
use pathway_planner::answer;
use pathway_planner::problem::{Code, Place, Problem};
use pathway_planner::read;
use pathway_planner::region::{Array, Region};
use pathway_planner::route;
use pathway_planner::student::{Goal, Objective};
use serde::Serialize;

use super::input::{self, Input};
use super::{Failure, Format, Options, Report, Subject};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    subject: Subject,
    /// The answer, `pathways-answer/1`
    #[arg(long, value_name = "FILE")]
    answer: PathBuf,
}

/// What came out, as JSON.
#[derive(Serialize)]
struct Verdict {
    /// Whether the answer was computed from this region.
    same_region: bool,
    routes: Vec<RouteVerdict>,
}

#[derive(Serialize)]
struct RouteVerdict {
    holds: bool,
    /// Counted from 0, as in JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

pub fn run(arguments: &Arguments, options: &Options) -> Result<Report, Failure> {
    let Subject { region, student } = &arguments.subject;
    let input = Input::of([region, student, &arguments.answer])?;
    let (region, student) = input.subject(&arguments.subject)?;
    let (words, _) = options.language(&region)?;
    let file = input::name(&arguments.answer);
    let answer = input::usable(read::answer(&file, &input.bytes(&arguments.answer)?))?;
    let goal = goal(&region, &file, &answer.goal)?;
    let objectives = objectives(&file, &answer.objectives)?;

    let same_region = answer.region.digest == region.digest;
    let verdict = |route| match route::verify(&region, &student, goal, &objectives, route) {
        Ok(()) => RouteVerdict { holds: true, stage: None, rule: None, detail: None },
        Err(broken) => {
            RouteVerdict { holds: false, stage: broken.stage, rule: Some(broken.rule), detail: Some(broken.detail) }
        }
    };
    let routes: Vec<RouteVerdict> = answer.routes.iter().map(verdict).collect();
    let remarks = if same_region { String::new() } else { format!("{}\n", words.other_region(&answer.region.version)) };
    let wrong = routes.iter().any(|route| !route.holds);
    let report = match options.format {
        Format::Json | Format::Sarif => Report::json(&Verdict { same_region, routes })?,
        Format::Text => {
            let mut result = String::new();
            for (number, route) in (1..).zip(&routes) {
                let detail = route.detail.as_deref().unwrap_or_default();
                let line = match route.rule {
                    None => words.holds(number),
                    Some(rule) => words.breaks(number, route.stage.map(|stage| stage + 1), rule, detail),
                };
                result += &format!("{line}\n");
            }
            if routes.is_empty() {
                result += &format!("{}\n", words.nothing_to_verify());
            }
            Report::text(result)
        }
    };
    Ok(Report { remarks, wrong, ..report })
}

fn goal(region: &Region, file: &str, goal: &answer::Goal) -> Result<Goal, Failure> {
    let place = |path: &str| Place { file: file.into(), path: Some(path.into()), ..Place::default() };
    Ok(match goal {
        answer::Goal::Job(id) => {
            let place = place("goal.job");
            Goal::Job(input::row(region, Array::Jobs, "job", id, place, &region.jobs, |job| &job.id)?)
        }
        answer::Goal::Programme(id) => {
            let (place, programmes) = (place("goal.programme"), &region.programmes);
            Goal::Programme(input::row(region, Array::Programmes, "programme", id, place, programmes, |one| &one.id)?)
        }
    })
}

fn objectives(file: &str, words: &[String]) -> Result<Vec<Objective>, Failure> {
    let known = || Objective::ALL.iter().map(|one| one.word()).collect::<Vec<_>>().join(", ");
    let place = Place { file: file.into(), path: Some("objectives".into()), ..Place::default() };
    let unknown = |word: &String| Problem::new(Code::UnknownWord, place.clone(), &[word, &known()]).into();
    words.iter().map(|word| Objective::from_word(word).ok_or_else(|| unknown(word))).collect()
}
