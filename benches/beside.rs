//! Brute force and the planner on the same few questions, as large as brute force can be asked.
//!
//! `cargo bench --bench beside`. All of them must find the same fronts, and so must HiGHS: its own are read from
//! `target/bench/fronts.json` where it wrote them (`scripts/oracles.sh bench.py`).
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a benchmark may end where its input is wrong")]

#[path = "../tests/it/arbitrary.rs"]
#[allow(dead_code, clippy::unwrap_used, clippy::panic, reason = "tests need more of it than this")]
mod arbitrary;
mod generate;
mod measure;
#[path = "../tests/it/oracle/mod.rs"]
#[allow(dead_code, unused_imports, reason = "tests need more of it than this")]
mod oracle;

use std::time::Instant;

use generate::{BESIDE, dense};
use measure::{Population, Rows, question_of, region_of, row};
use oracle::Case;
use oracle::brute::front;
use oracle::sim::Sim;

fn main() {
    let (size, count) = BESIDE;
    let fronts = concat!(env!("CARGO_MANIFEST_DIR"), "/target/bench/fronts.json");
    let fronts: Vec<Option<Vec<Vec<u64>>>> =
        std::fs::read(fronts).map_or(Vec::new(), |text| serde_json::from_slice(&text).expect("fronts as lists"));
    let (region, mut brute) = (region_of(&dense::region(size, 1)), Vec::new());
    let mut asked = Population::new(region.clone());
    for (index, question) in dense::questions(size, 1, count).iter().enumerate() {
        let (student, query) = question_of(question, &region);
        let answer = asked.ask(&student, &query);
        let mut ours: Vec<Vec<u64>> = answer.routes.into_iter().map(|route| route.objectives).collect();
        ours.dedup();
        let case = Case { seed: 0, region: region.clone(), student, query };
        let start = Instant::now();
        let points = front(&Sim::new(&case), usize::MAX).expect("all labels that there are");
        brute.push(start.elapsed());
        let theirs: Vec<Vec<u64>> = points.into_iter().map(|point| point.vector).collect();
        assert_eq!(ours, theirs, "question {index}, by brute force");
        if let Some(Some(theirs)) = fronts.get(index) {
            assert_eq!(&ours, theirs, "question {index}, by HiGHS");
        }
    }
    let mut rows = Rows::of("beside");
    rows.add(asked.row("beside", "planner, native"));
    rows.add(row("beside", "brute force, native", &brute));
}
