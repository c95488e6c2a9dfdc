//! Ranking all jobs of a region as large as ESCO: anew, and after one level has moved.
//!
//! `cargo bench --bench ranking`.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a benchmark may end where its input is wrong")]

#[path = "generate/ranking.rs"]
mod generate;

use criterion::{Criterion, criterion_group, criterion_main};
use pathway_planner::matching::Matcher;
use pathway_planner::read;
use pathway_planner::region::{CompetencyId, Level};
use pathway_planner::value::Value;
use std::hint::black_box;

fn ranking(criterion: &mut Criterion) {
    let json = generate::region(3_000, 1);
    let region = read::region_json("generated", json.to_string().as_bytes()).value.expect("a region");
    let requirements: usize = region.jobs.iter().map(|job| job.requires.len()).sum();
    eprintln!("{} jobs, {requirements} requirements, {} competencies", region.jobs.len(), region.competencies.len());
    let student = |known: usize| {
        let json = generate::student(&json, known, 1).to_string();
        let value: Value = read::json("student", json.as_bytes()).value.expect("JSON");
        read::student("student", &value, &region).value.expect("a student")
    };
    let everything = region.competencies.len();

    criterion.bench_function("prepare", |bench| bench.iter(|| Matcher::new(&region)));
    let matcher = Matcher::new(&region);
    for known in [40, everything] {
        let student = student(known);
        let mut group = criterion.benchmark_group(format!("{known} known"));
        group.bench_function("rank all anew", |bench| bench.iter(|| matcher.stand(&student).rank(&matcher, None)));
        group.bench_function("top 10 anew", |bench| bench.iter(|| matcher.stand(&student).rank(&matcher, Some(10))));
        // Each slider in turn, to another level than before.
        let sliders: Vec<CompetencyId> =
            student.competencies.iter().map(|&(competency, _)| competency).take(40).collect();
        for (name, top) in
            [("one level moves", Some(0)), ("one level moves, top 10", Some(10)), ("one level moves, all", None)]
        {
            let mut standing = matcher.stand(&student);
            let mut moves = (0..5).cycle().flat_map(|level: Level| sliders.iter().map(move |&slider| (slider, level)));
            group.bench_function(name, |bench| {
                bench.iter(|| {
                    let (slider, level) = moves.next().expect("endless");
                    standing.set(&matcher, slider, Some(level));
                    if top != Some(0) {
                        black_box(standing.rank(&matcher, top));
                    }
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, ranking);
criterion_main!(benches);
