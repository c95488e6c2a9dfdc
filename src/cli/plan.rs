//! `pathways plan`: the routes from a student to a goal.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, RangedI64ValueParser, RangedU64ValueParser};
use pathway_planner::plan::plan;
use pathway_planner::problem::{Code, Place, Problem};
use pathway_planner::read;
use pathway_planner::region::{Array, Region};
use pathway_planner::student::Objective;
use pathway_planner::value::Value;

use super::input::{self, Input, usable};
use super::{Failure, Format, Options, Report, Subject, print};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    subject: Subject,
    #[command(flatten)]
    question: Question,
}

/// What is asked; either flags or a file.
#[derive(Args)]
struct Question {
    /// The id of a job or a programme; `job:ID` or `programme:ID` where both exist
    #[arg(long, value_name = "ID", required_unless_present = "query")]
    goal: Option<String>,
    /// What is to be small: one to four of months, fees, gap, effort, moves
    #[arg(long, value_name = "A,B,C", value_delimiter = ',', value_parser = objectives())]
    objectives: Option<Vec<String>>,
    /// The longest route
    #[arg(long, value_name = "N", value_parser = limit())]
    max_months: Option<u32>,
    /// The most that may be spent
    #[arg(long, value_name = "N", value_parser = limit())]
    max_fees: Option<u32>,
    /// The most that may be missing of what the job requires
    #[arg(long, value_name = "N", value_parser = limit())]
    max_gap: Option<u32>,
    /// How often the student may move
    #[arg(long, value_name = "N", value_parser = limit())]
    max_moves: Option<u32>,
    /// Routes for each vector of objectives [default: 3]
    #[arg(long, value_name = "K", value_parser = RangedI64ValueParser::<u32>::new().range(1..=read::MAX_ROUTES.into()))]
    routes: Option<u32>,
    /// Search steps after which the best answer so far is given
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<u64>::new().range(1..=read::MAX_BUDGET))]
    budget: Option<u64>,
    /// The whole query as JSON, or a question that a page saved, in place of the flags
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["goal", "objectives", "max_months", "max_fees", "max_gap", "max_moves", "routes", "budget"]
    )]
    query: Option<PathBuf>,
}

fn objectives() -> PossibleValuesParser {
    PossibleValuesParser::new(Objective::ALL.iter().map(|objective| objective.word()))
}

/// A limit that a query can set.
fn limit() -> RangedI64ValueParser<u32> {
    RangedI64ValueParser::new().range(0..=read::MAX_LIMIT.into())
}

pub fn run(arguments: &Arguments, options: &Options) -> Result<Report, Failure> {
    arguments.question.check()?;
    let Subject { region, student } = &arguments.subject;
    let input = Input::of([region, student].into_iter().chain(&arguments.question.query))?;
    let (region, student) = input.subject(&arguments.subject)?;
    let (words, locale) = options.language(&region)?;
    let (file, query) = match &arguments.question.query {
        Some(path) => (input::name(path), input.part(path, "query")?),
        None => ("the flags".into(), arguments.question.value(&region)?),
    };
    let query = usable(read::query(&file, &query, &region))?;
    let answer = plan(&region, &student, &query);
    match options.format {
        Format::Json | Format::Sarif => Report::json(&answer),
        Format::Text => Ok(Report::text(print::answer(&print::View { region: &region, locale, words }, &answer))),
    }
}

impl Question {
    /// Finds what the parser of arguments cannot: whether objectives are too many, or come twice.
    fn check(&self) -> Result<(), Failure> {
        let Some(objectives) = &self.objectives else { return Ok(()) };
        let different: BTreeSet<&String> = objectives.iter().collect();
        if different.len() < objectives.len() || objectives.len() > 4 {
            return Err(Failure::Call("--objectives: there must be one to four different objectives".into()));
        }
        Ok(())
    }

    /// The flags as a query, so that flags and files go through one reader.
    fn value(&self, region: &Region) -> Result<Value, Failure> {
        let (kind, id) = goal(region, self.goal.as_deref().unwrap_or_default())?;
        let mut fields = vec![("goal".into(), Value::Record(vec![(kind.into(), Value::Text(id.into()))]))];
        if let Some(objectives) = &self.objectives {
            let objectives = objectives.iter().cloned().map(Value::Text).collect();
            fields.push(("objectives".into(), Value::List(objectives)));
        }
        let limits =
            [("months", self.max_months), ("fees", self.max_fees), ("gap", self.max_gap), ("moves", self.max_moves)];
        let limits = limits.into_iter().filter_map(|(name, limit)| Some((name.into(), Value::Number(limit?.into()))));
        fields.push(("limits".into(), Value::Record(limits.collect())));
        fields.extend(self.routes.map(|routes| ("routes".into(), Value::Number(routes.into()))));
        // The reader takes no number that a double does not hold exactly.
        fields.extend(self.budget.map(|budget| ("budget".into(), Value::Number(budget as f64))));
        Ok(Value::Record(fields))
    }
}

/// The kind and id of a goal as people write it.
fn goal<'a>(region: &Region, text: &'a str) -> Result<(&'static str, &'a str), Failure> {
    if let Some(id) = text.strip_prefix("job:") {
        return Ok(("job", id));
    }
    if let Some(id) = text.strip_prefix("programme:") {
        return Ok(("programme", id));
    }
    let job = region.jobs.find(|job| job.id == input::current(region, Array::Jobs, text));
    let programme = input::current(region, Array::Programmes, text);
    let programme = region.programmes.find(|one| one.id == programme);
    let place = Place { file: "--goal".into(), ..Place::default() };
    match (job, programme) {
        (Some(_), None) => Ok(("job", text)),
        (None, Some(_)) => Ok(("programme", text)),
        (None, None) => {
            let jobs = input::ids(region, Array::Jobs, &region.jobs, |job| &job.id);
            let programmes = input::ids(region, Array::Programmes, &region.programmes, |programme| &programme.id);
            Err(input::unknown("job or programme", text, place, jobs.chain(programmes)).into())
        }
        (Some(_), Some(_)) => Err(Problem::new(Code::AmbiguousGoal, place, &[text]).into()),
    }
}
