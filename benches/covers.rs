//! Gaps closed at least cost: 100 gaps of 30 missing levels, 500 activities to choose from.
//!
//! `cargo bench --bench covers`; `COUNT=10` closes as many. Where `target/bench/optima.json` is, which HiGHS wrote
//! (`scripts/oracles.sh bench.py`), what is called exact must be equal to it, and nothing may be cheaper.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a benchmark may end where its input is wrong")]

mod generate;
mod measure;

use generate::cover::Cover;
use measure::{Population, Rows, number, region_of};
use pathway_planner::answer::Status;

fn main() {
    let optima = concat!(env!("CARGO_MANIFEST_DIR"), "/target/bench/optima.json");
    let optima: Vec<u64> =
        std::fs::read(optima).map_or(Vec::new(), |text| serde_json::from_slice(&text).expect("optima as a list"));
    let mut asked: Option<Population> = None;
    for (index, cover) in Cover::all().take(number("COUNT").unwrap_or(usize::MAX)).enumerate() {
        let region = region_of(&cover.region());
        let asked = match &mut asked {
            Some(asked) => asked.of(region),
            none => none.insert(Population::new(region)),
        };
        let answer = asked.ask_json(&Cover::question());
        let fees = answer.routes.first().map(|route| route.fees);
        if let Some(&optimum) = optima.get(index) {
            match answer.status {
                Status::Exact => assert_eq!(fees, Some(optimum), "gap {index}"),
                _ => assert!(fees.is_none_or(|fees| fees >= optimum), "gap {index}: {fees:?} below {optimum}"),
            }
        }
    }
    Rows::of("covers").add(asked.expect("gaps to close").row("gap-closing", "planner, native"));
}
