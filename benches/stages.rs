//! The soonest of all roads through 4,000 stages, each with one way in and nothing to it but its months.
//!
//! `cargo bench --bench stages`; `COUNT=10` takes as many pairs. Dijkstra must find the same months.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a benchmark may end where its input is wrong")]

mod generate;
mod measure;

use std::time::Instant;

use generate::STAGES;
use generate::stages::Stages;
use measure::{Population, Rows, number, region_of, row};

fn main() {
    let stages = Stages::random(STAGES.0, 1);
    let roads = stages.roads();
    let (mut asked, mut dijkstra) = (Population::new(region_of(&stages.region())), Vec::new());
    for (from, to, months) in stages.pairs(number("COUNT").unwrap_or(STAGES.1).min(STAGES.1), 1) {
        let start = Instant::now();
        assert_eq!(roads.months(from, to), Some(months));
        dijkstra.push(start.elapsed());
        let answer = asked.ask_json(&Stages::question(from, to));
        assert_eq!(
            answer.routes.first().map(|route| route.months),
            Some(months),
            "{from} to {to}: {:?}",
            answer.status
        );
    }
    let mut rows = Rows::of("stages");
    rows.add(asked.row("shortest", "planner, native"));
    rows.add(row("shortest", "Dijkstra in 20 lines of Rust, native", &dijkstra));
}
