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

    let matcher = Matcher::new(&region);
    let known = [(40, "40 levels known"), (everything, "all levels known")].map(|(known, name)| (student(known), name));
    let mut group = criterion.benchmark_group("rank-all");
    group.bench_function("planner, native: prepare the region, once", |bench| bench.iter(|| Matcher::new(&region)));
    for (student, name) in &known {
        for (top, first) in [(None, "all"), (Some(10), "the first ten")] {
            let name = format!("planner, native: {first} anew, {name}");
            group.bench_function(name, |bench| bench.iter(|| matcher.stand(student).rank(&matcher, top)));
        }
    }
    group.finish();
    let mut group = criterion.benchmark_group("slider");
    for (student, name) in &known {
        // Each slider in turn, to another level than before.
        let sliders: Vec<CompetencyId> =
            student.competencies.iter().map(|&(competency, _)| competency).take(40).collect();
        for (then, top) in [("", Some(0)), (", then the first ten", Some(10)), (", then all in order", None)] {
            let mut standing = matcher.stand(student);
            let mut moves = (0..5).cycle().flat_map(|level: Level| sliders.iter().map(move |&slider| (slider, level)));
            group.bench_function(format!("planner, native: one level moves{then}, {name}"), |bench| {
                bench.iter(|| {
                    let (slider, level) = moves.next().expect("endless");
                    standing.set(&matcher, slider, Some(level));
                    if top != Some(0) {
                        black_box(standing.rank(&matcher, top));
                    }
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, ranking);
criterion_main!(benches);
