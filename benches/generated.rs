//! Generated regions: how a query's time goes with what it touches, and how with the region's size.
//!
//! `cargo bench --bench generated`. Prints tables in Markdown; `COUNT=50` asks fewer questions.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a benchmark may end where its input is wrong")]

mod generate;

use generate::Shape;
use pathway_planner::answer::Status;
use pathway_planner::graph::CompetencyGraph;
use pathway_planner::plan::{plan_on, relevant};
use pathway_planner::read;
use pathway_planner::region::Region;
use pathway_planner::value::Value;
use std::time::{Duration, Instant};

fn main() {
    let count = std::env::var("COUNT").ok().and_then(|count| count.parse().ok()).unwrap_or(100);
    println!(
        "| opportunities | branches | read | exact | within | partial | median | 99th percentile | worst | relevant |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for (opportunities, branches) in sizes() {
        let shape = Shape { opportunities, branches, seed: 1 };
        row(shape, count);
    }
}

fn row(shape: Shape, count: usize) {
    let text = generate::region(shape).to_string();
    let start = Instant::now();
    let region: Region = read::region_json("generated", text.as_bytes()).value.expect("a region");
    let reading = start.elapsed();
    let graph = CompetencyGraph::new(&region);
    let (mut times, mut sizes): (Vec<Duration>, Vec<[usize; 4]>) = (Vec::new(), Vec::new());
    let (mut exact, mut within, mut partial) = (0, 0, 0);
    for question in generate::questions(shape, count) {
        let value: Value = read::json("question", question.to_string().as_bytes()).value.expect("JSON");
        let read = read::question("question", &value, &region);
        let (student, query) = read.value.expect("a question");
        let start = Instant::now();
        let answer = plan_on(&graph, &region, &student, &query);
        times.push(start.elapsed());
        sizes.push(relevant(&graph, &region, &student, &query));
        if std::env::var("VERBOSE").is_ok() {
            eprintln!(
                "{:?} {:?} {} steps {:?} {} routes {:?}",
                times.last(),
                answer.status,
                answer.steps,
                answer.goal,
                answer.routes.len(),
                sizes.last()
            );
        }
        match answer.status {
            Status::Exact | Status::Unreachable => exact += 1,
            Status::Within => within += 1,
            Status::Partial => partial += 1,
        }
    }
    times.sort();
    sizes.sort_unstable();
    let at = |part: f64| ((times.len() - 1) as f64 * part) as usize;
    println!(
        "| {} | {} | {reading:.0?} | {exact} | {within} | {partial} | {:.2?} | {:.2?} | {:.2?} | {:?} |",
        shape.opportunities,
        shape.branches,
        times[at(0.5)],
        times[at(0.99)],
        times[at(1.0)],
        sizes[at(0.5)],
    );
}

fn sizes() -> Vec<(usize, usize)> {
    let given = std::env::var("SIZES").unwrap_or_else(|_| "1000:2,10000:2,100000:2,1000:20,20000:20".into());
    let size = |pair: &str| {
        let (opportunities, branches) = pair.split_once(':')?;
        Some((opportunities.parse().ok()?, branches.parse().ok()?))
    };
    given.split(',').filter_map(size).collect()
}
