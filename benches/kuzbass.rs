//! Every student × job of the sample region: what share is answered exactly, how fast, and how much is looked at.
//!
//! `cargo bench --bench kuzbass [-- REGION STUDENTS]`; with `SAMPLE=10` every tenth pair alone, for a first look at a
//! change, `BUDGET=…` takes another budget.
#![allow(clippy::expect_used, reason = "a benchmark may end where its input is wrong")]

mod measure;

use std::path::Path;

use measure::{Population, Rows, number, panicked};
use pathway_planner::read;
use pathway_planner::student::{Goal, Query};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let at = |index: usize, or: &str| arguments.get(index).cloned().unwrap_or_else(|| or.to_string());
    let read = read::region_tables(&files(Path::new(&at(0, "regions/kuzbass"))));
    let mut asked = Population::new(read.value.unwrap_or_else(|| panicked(&read.problems)));
    let mut pair = 0;
    for (name, text) in files(Path::new(&at(1, "regions/students"))) {
        // What else is there are questions.
        if !name.ends_with(".json") || name.ends_with(".query.json") {
            continue;
        }
        let value = read::json(&name, &text).value.expect("JSON");
        let read = read::student(&name, &value, &asked.region);
        let student = read.value.unwrap_or_else(|| panicked(&read.problems));
        let jobs: Vec<_> = asked.region.jobs.entries().map(|(id, _)| id).collect();
        for job in jobs {
            pair += 1;
            if pair % number("SAMPLE").unwrap_or(1) == 0 {
                let mut query = Query::new(Goal::Job(job));
                query.budget = number("BUDGET").map_or(Query::BUDGET, |budget| budget as u64);
                asked.ask(&student, &query);
            }
        }
    }
    let mut rows = Rows::of("kuzbass");
    rows.add(asked.row("kuzbass", "planner, native"));
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
