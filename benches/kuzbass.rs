//! Every student × job of the sample region: what share is answered exactly, and how fast.
//!
//! `cargo bench --bench kuzbass [-- REGION STUDENTS]`. Prints a table in Markdown.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a benchmark may end where its input is wrong"
)]

use pathway_planner::answer::Status;
use pathway_planner::graph::CompetencyGraph;
use pathway_planner::plan::{plan_on, relevant};
use pathway_planner::read;
use pathway_planner::region::Region;
use pathway_planner::student::{Goal, Query, Student};
use std::path::Path;
use std::time::{Duration, Instant};

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .map(|path| {
            (path.file_name().expect("a name").to_string_lossy().into_owned(), std::fs::read(&path).expect("a file"))
        })
        .collect();
    files.sort();
    files
}

fn load(region: &Path, students: &Path) -> (Region, Vec<(String, Student)>) {
    let read = read::region_tables(&files(region));
    let region =
        read.value.unwrap_or_else(|| panic!("{}", read.problems.first().map(ToString::to_string).unwrap_or_default()));
    let students = files(students)
        .into_iter()
        .filter(|(name, _)| name.ends_with(".json") && !name.ends_with(".query.json"))
        .map(|(name, text)| {
            let value = read::json(&name, &text).value.expect("JSON");
            let read = read::student(&name, &value, &region);
            (
                name,
                read.value.unwrap_or_else(|| {
                    panic!("{}", read.problems.first().map(ToString::to_string).unwrap_or_default())
                }),
            )
        })
        .collect();
    (region, students)
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let at = |index: usize, or: &str| arguments.get(index).cloned().unwrap_or_else(|| or.to_string());
    let (region, students) = load(Path::new(&at(0, "regions/kuzbass")), Path::new(&at(1, "regions/students")));
    let graph = CompetencyGraph::new(&region);
    let mut times: Vec<(Duration, String, String, u64, usize)> = Vec::new();
    let (mut exact, mut unreachable, mut other, mut routes) = (0, 0, 0, 0);
    let mut sizes = Vec::new();
    // With `SAMPLE=10` every tenth pair alone, for a first look at a change.
    let nth: usize = std::env::var("SAMPLE").ok().and_then(|nth| nth.parse().ok()).unwrap_or(1);
    let mut pair = 0;
    for (name, student) in &students {
        for (id, job) in region.jobs.entries() {
            pair += 1;
            if pair % nth != 0 {
                continue;
            }
            let mut query = Query::new(Goal::Job(id));
            query.budget = std::env::var("BUDGET").ok().and_then(|b| b.parse().ok()).unwrap_or(Query::BUDGET);
            let start = Instant::now();
            let answer = plan_on(&graph, &region, student, &query);
            times.push((start.elapsed(), name.clone(), job.id.clone(), answer.steps, answer.routes.len()));
            match answer.status {
                Status::Exact => exact += 1,
                Status::Unreachable => unreachable += 1,
                Status::Within | Status::Partial => other += 1,
            }
            if std::env::var("VERBOSE").is_ok() {
                eprintln!(
                    "{name} {} {:.2?} {:?} steps {} routes {} rel {:?}",
                    job.id,
                    times.last().unwrap().0,
                    answer.status,
                    answer.steps,
                    answer.routes.len(),
                    relevant(&graph, &region, student, &query)
                );
            }
            routes += answer.routes.len();
            sizes.push(relevant(&graph, &region, student, &query));
        }
    }
    times.sort();
    sizes.sort_unstable();
    let quantile = |part: f64| times[((times.len() - 1) as f64 * part) as usize].0;
    println!("| queries | exact | unreachable | not proved | routes | median | 99th percentile | worst |");
    println!("|---|---|---|---|---|---|---|---|");
    println!(
        "| {} | {exact} | {unreachable} | {other} | {routes} | {:.2?} | {:.2?} | {:.2?} |",
        times.len(),
        quantile(0.5),
        quantile(0.99),
        quantile(1.0)
    );
    let size = |part: f64| sizes[((sizes.len() - 1) as f64 * part) as usize];
    println!(
        "\nRelevant per query (studies, works, activities, facts), median {:?}, 99th percentile {:?}, most {:?}",
        size(0.5),
        size(0.99),
        size(1.0)
    );
    println!("\nSlowest:");
    for (time, student, job, steps, routes) in times.iter().rev().take(12) {
        println!("  {time:.2?} {student} -> {job}: {steps} steps, {routes} routes");
    }
}
