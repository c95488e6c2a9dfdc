//! Generated regions: how a query's time goes with what it touches, and how with the region's size.
//!
//! `cargo bench --bench generated [-- national|size-slope|generated|dense]`; `COUNT=50` asks at most so many questions.
#![allow(clippy::indexing_slicing, reason = "a benchmark may end where its input is wrong")]

mod generate;
mod measure;

use generate::{NATIONAL, Shape, dense};
use measure::{Population, Rows, number, region_of};
use serde_json::Value;

fn main() {
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let run = |table: &str, rows: fn(Rows)| {
        if named.is_empty() || named.iter().any(|name| name == table) {
            rows(Rows::of(table));
        }
    };
    run("national", national);
    run("size-slope", slope);
    run("generated", sizes);
    run("dense", adversarial);
}

fn national(mut rows: Rows) {
    let asked = population(&generate::region(NATIONAL), &generate::questions(NATIONAL, count(500)));
    rows.add(asked.row("national", "planner, native"));
    asked.relevance(&mut rows, "national");
}

/// The questions of the smallest region, put to larger ones that hold all of it.
fn slope(mut rows: Rows) {
    let shape = |opportunities| Shape { opportunities, branches: 2, seed: 1 };
    let questions = generate::questions(shape(1_000), count(100));
    for size in [1_000, 3_000, 10_000, 30_000, 100_000] {
        let asked = population(&generate::region(shape(size)), &questions);
        let mut row = asked.row("size-slope", &format!("{size} opportunities"));
        row["size"] = size.into();
        rows.add(row);
    }
}

/// Regions of the shape of real ones, each with questions of its own.
fn sizes(mut rows: Rows) {
    for (opportunities, branches) in
        [(100, 2), (1_000, 2), (10_000, 2), (100_000, 2), (1_000, 20), (20_000, 20), (100_000, 20)]
    {
        let shape = Shape { opportunities, branches, seed: 1 };
        let asked = population(&generate::region(shape), &generate::questions(shape, count(100)));
        rows.add(asked.row("generated", &format!("{opportunities} opportunities, {branches} branches")));
    }
}

/// Regions in which nearly everything leads to everything.
fn adversarial(mut rows: Rows) {
    for size in [16, 50, 100, 200, 400] {
        let asked = population(&dense::region(size, 1), &dense::questions(size, 1, count(20)));
        rows.add(asked.row("dense", &format!("{size} opportunities")));
    }
}

fn population(region: &Value, questions: &[Value]) -> Population {
    let mut population = Population::new(region_of(region));
    for question in questions {
        population.ask_json(question);
    }
    population
}

fn count(most: usize) -> usize {
    number("COUNT").unwrap_or(most).min(most)
}
