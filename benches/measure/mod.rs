//! What the benchmarks share: many questions put to one region, and rows for the tables of docs/benchmarks.md.
//!
//! A harness that samples one case over and over says nothing of a query's time, as questions differ a thousandfold.
//! So populations are asked each question once, and their quantiles are what counts; `kernels.rs` samples single cases.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a benchmark may end where its input is wrong")]
#![allow(dead_code, reason = "each benchmark needs a part of it")]

use std::fs::File;
use std::io::Write as _;
use std::time::{Duration, Instant};

use pathway_planner::answer::{Answer, Status};
use pathway_planner::graph::CompetencyGraph;
use pathway_planner::plan::{plan_on, relevant};
use pathway_planner::read;
use pathway_planner::region::Region;
use pathway_planner::student::{Query, Student};
use serde_json::{Value, json};

/// What of a region may be relevant.
const PARTS: [&str; 5] = ["opportunities", "offerings", "jobs", "activities", "facts"];

/// A region with the times and fates of the questions put to it.
pub struct Population {
    pub region: Region,
    graph: CompetencyGraph,
    times: Vec<Duration>,
    /// Of each question, as [`PARTS`] says.
    relevant: Vec<[usize; 5]>,
    exact: usize,
    /// The bounds in per mille of those that are proved within one.
    bounds: Vec<u64>,
    partial: usize,
}

impl Population {
    pub fn new(region: Region) -> Population {
        let graph = CompetencyGraph::new(&region);
        let (times, relevant, bounds) = (Vec::new(), Vec::new(), Vec::new());
        Population { region, graph, times, relevant, exact: 0, bounds, partial: 0 }
    }

    /// From here on questions are about another region.
    pub fn of(&mut self, region: Region) -> &mut Population {
        self.graph = CompetencyGraph::new(&region);
        self.region = region;
        self
    }

    /// `VERBOSE=1` says of each question what became of it.
    pub fn ask(&mut self, student: &Student, query: &Query) -> Answer {
        let start = Instant::now();
        let answer = plan_on(&self.graph, &self.region, student, query);
        let time = start.elapsed();
        let size = relevant(&self.graph, &self.region, student, query);
        if flag("VERBOSE") {
            let (status, steps, routes) = (answer.status, answer.steps, answer.routes.len());
            eprintln!("{time:.2?} {status:?} {steps} steps {routes} routes {:?} relevant {size:?}", answer.goal);
        }
        match answer.status {
            Status::Exact | Status::Unreachable => self.exact += 1,
            Status::Within => self.bounds.extend(answer.bound),
            Status::Partial => self.partial += 1,
        }
        self.times.push(time);
        let [offerings, jobs, activities, facts] = size;
        self.relevant.push([offerings + jobs + activities, offerings, jobs, activities, facts]);
        answer
    }

    /// Reads a question from JSON, and puts it.
    pub fn ask_json(&mut self, question: &Value) -> Answer {
        let (student, query) = question_of(question, &self.region);
        self.ask(&student, &query)
    }

    /// The row of a table. It keeps the time of every question, so that one who answers only some can be compared.
    pub fn row(&self, table: &str, who: &str) -> Value {
        let mut row = row(table, who, &self.times);
        let loose = self.partial + self.bounds.iter().filter(|&&bound| bound > 50).count();
        row["exact"] = self.exact.into();
        row["within"] = self.bounds.len().into();
        row["partial"] = self.partial.into();
        row["bound"] = self.bounds.iter().max().copied().into();
        row["loose"] = loose.into();
        row["relevant"] = self.sizes(0)[index(self.relevant.len(), 0.5)].into();
        row["times_us"] = self.times.iter().map(|time| time.as_micros() as u64).collect::<Vec<_>>().into();
        row
    }

    fn sizes(&self, part: usize) -> Vec<usize> {
        let mut sizes: Vec<usize> = self.relevant.iter().map(|parts| parts[part]).collect();
        sizes.sort_unstable();
        sizes
    }

    /// How much of the region the questions touch, once each is compiled and reduced.
    pub fn relevance(&self, rows: &mut Rows, region: &str) {
        for (part, what) in PARTS.iter().enumerate() {
            let sizes = self.sizes(part);
            let at = |part| sizes[index(sizes.len(), part)];
            rows.add(json!({
                "table": "relevant", "who": region, "what": what, "cases": sizes.len(), "q1": at(0.25),
                "median": at(0.5), "q3": at(0.75), "p90": at(0.9), "p99": at(0.99), "most": at(1.0),
            }));
        }
    }
}

/// Rows of one benchmark, in `target/bench/NAME.jsonl`; each run starts anew.
pub struct Rows(File);

impl Rows {
    pub fn of(name: &str) -> Rows {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/target/bench");
        std::fs::create_dir_all(folder).expect("a folder for the rows");
        Rows(File::create(format!("{folder}/{name}.jsonl")).expect("a file for the rows"))
    }

    /// Whoever runs the benchmark alone reads the row as well.
    pub fn add(&mut self, mut row: Value) {
        writeln!(self.0, "{row}").expect("space for a row");
        let fields = row.as_object_mut().expect("an object");
        fields.retain(|field, _| field != "times_us" && field != "cases_at");
        println!("{row}");
    }
}

pub fn row(table: &str, who: &str, times: &[Duration]) -> Value {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let at = |part| sorted[index(sorted.len(), part)].as_nanos() as f64 / 1000.0;
    json!({"table": table, "who": who, "cases": times.len(), "median_us": at(0.5), "p99_us": at(0.99), "worst_us": at(1.0)})
}

/// By nearest rank: of a few cases the 99th percentile is the worst.
fn index(len: usize, part: f64) -> usize {
    ((len as f64 * part).ceil() as usize).max(1) - 1
}

pub fn question_of(question: &Value, region: &Region) -> (Student, Query) {
    let value = read::json("question", question.to_string().as_bytes()).value.expect("JSON");
    let read = read::question("question", &value, region);
    read.value.unwrap_or_else(|| panicked(&read.problems))
}

pub fn region_of(region: &Value) -> Region {
    let read = read::region_json("region", region.to_string().as_bytes());
    read.value.unwrap_or_else(|| panicked(&read.problems))
}

#[allow(clippy::panic, reason = "a benchmark may end where its input is wrong")]
pub fn panicked<T>(problems: &[pathway_planner::problem::Problem]) -> T {
    panic!("{}", problems.first().map(ToString::to_string).unwrap_or_default())
}

/// A number from the environment, such as `COUNT`.
pub fn number(name: &str) -> Option<usize> {
    std::env::var(name).ok().and_then(|number| number.parse().ok())
}

pub fn flag(name: &str) -> bool {
    std::env::var_os(name).is_some()
}
