//! Every student × job of the sample region: what share is answered exactly, how fast, and how much is looked at.
//!
//! `cargo bench --bench kuzbass [-- REGION STUDENTS]`; `COUNT=100` takes about as many pairs, evenly spread, for a first
//! look at a change, `BUDGET=…` another budget.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a benchmark may end where its input is wrong")]

mod measure;

use std::path::Path;

use measure::{Population, Rows, number, panicked};
use pathway_planner::read;
use pathway_planner::region::JobId;
use pathway_planner::student::{Goal, Query};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let at = |index: usize, or: &str| arguments.get(index).cloned().unwrap_or_else(|| or.to_string());
    let read = read::region_tables(&files(Path::new(&at(0, "regions/kuzbass"))));
    let mut asked = Population::new(read.value.unwrap_or_else(|| panicked(&read.problems)));
    let mut students = Vec::new();
    for (name, text) in files(Path::new(&at(1, "regions/students"))) {
        // What else is there are questions.
        if name.ends_with(".json") && !name.ends_with(".query.json") {
            let value = read::json(&name, &text).value.expect("JSON");
            let read = read::student(&name, &value, &asked.region);
            students.push(read.value.unwrap_or_else(|| panicked(&read.problems)));
        }
    }
    let jobs: Vec<JobId> = asked.region.jobs.entries().map(|(id, _)| id).collect();
    let pairs = students.iter().flat_map(|student| jobs.iter().map(move |&job| (student, job)));
    let every = number("COUNT").map_or(1, |count| (students.len() * jobs.len() / count).max(1));
    for (student, job) in pairs.step_by(every) {
        let mut query = Query::new(Goal::Job(job));
        query.budget = number("BUDGET").map_or(Query::BUDGET, |budget| budget as u64);
        asked.ask(student, &query);
    }
    let mut rows = Rows::of("kuzbass");
    let mut row = asked.row("kuzbass", "planner, native");
    row["cases_at"] = (0..students.len() * jobs.len()).step_by(every).collect::<Vec<_>>().into();
    rows.add(row);
    asked.relevance(&mut rows, "Kuzbass");
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let paths = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let files = paths.filter(|path| path.is_file());
    let mut files: Vec<_> = files.map(|path| (name(&path), std::fs::read(&path).expect("a file"))).collect();
    files.sort();
    files
}
