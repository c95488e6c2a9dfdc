//! Single cases, sampled by criterion: what a built region costs to open, one gap to close, one road to find.
//!
//! `cargo bench --bench kernels`. A group is named after its table and a function after its row, so that
//! scripts/bench.mjs can take them from criterion's files. How times differ from question to question is what the
//! other benchmarks are about.
#![allow(clippy::expect_used, reason = "a benchmark may end where its input is wrong")]

mod generate;
mod measure;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Bencher, Criterion, SamplingMode, criterion_group, criterion_main};
use generate::cover::Cover;
use generate::stages::Stages;
use generate::{NATIONAL, STAGES};
use measure::{question_of, region_of};
use pathway_planner::graph::CompetencyGraph;
use pathway_planner::matching::{gap, rank};
use pathway_planner::plan::plan_on;
use pathway_planner::student::Goal;
use pathway_planner::{codec, read};
use serde_json::Value;

/// Times what makes something and not what clears it away, as nobody waits for that.
fn made<T>(bencher: &mut Bencher<'_>, make: impl Fn() -> T) {
    bencher.iter_batched(|| (), |()| make(), BatchSize::PerIteration);
}

/// Bytes in hand, something to say.
fn load(criterion: &mut Criterion) {
    let json = generate::region(NATIONAL);
    let question = generate::questions(NATIONAL, 1).remove(0);
    let (student, query) = question_of(&question, &region_of(&json));
    let Goal::Job(job) = query.goal else { return };
    let bytes = codec::write(&region_of(&json)).core;
    let open = || codec::read(&bytes).expect("a built region");
    let mut group = criterion.benchmark_group("load");
    group.sampling_mode(SamplingMode::Flat);
    group.bench_function("planner, native: the region alone", |bencher| made(bencher, open));
    group.bench_function("planner, native: to the first gap", |bencher| {
        made(bencher, || {
            let region = open();
            (gap(&region, &student, job), region)
        });
    });
    group.bench_function("planner, native: to the first ranking", |bencher| {
        made(bencher, || {
            let region = open();
            (rank(&region, &student, Some(10)), region)
        });
    });
    group.bench_function("planner, native: to the first routes", |bencher| {
        made(bencher, || {
            let region = open();
            let graph = CompetencyGraph::new(&region);
            (plan_on(&graph, &region, &student, &query), graph, region)
        });
    });
    let text = json.to_string();
    group.bench_function("serde_json, native: the same as JSON, parsed", |bencher| {
        made(bencher, || serde_json::from_str::<Value>(&text).expect("JSON"));
    });
    group.bench_function("planner, native: the same as JSON, read and checked", |bencher| {
        made(bencher, || read::region_json("region", black_box(text.as_bytes())));
    });
    group.finish();
}

fn cover(criterion: &mut Criterion) {
    let region = region_of(&Cover::random(30, 500, 0).region());
    let (student, query) = question_of(&Cover::question(), &region);
    let graph = CompetencyGraph::new(&region);
    let mut group = criterion.benchmark_group("gap-closing");
    group.bench_function("planner, native: the first alone", |bencher| {
        bencher.iter(|| plan_on(&graph, &region, &student, &query));
    });
    group.finish();
}

fn stages(criterion: &mut Criterion) {
    let stages = Stages::random(STAGES.0, 1);
    let (from, to, _) = stages.pairs(1, 1).remove(0);
    let region = region_of(&stages.region());
    let (student, query) = question_of(&Stages::question(from, to), &region);
    let graph = CompetencyGraph::new(&region);
    let mut group = criterion.benchmark_group("shortest");
    group.bench_function("planner, native: the first alone", |bencher| {
        bencher.iter(|| plan_on(&graph, &region, &student, &query));
    });
    group.finish();
}

/// As few samples as criterion allows, in little time: a slow case takes seconds.
fn brief() -> Criterion {
    Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
}

criterion_group!(name = kernels; config = brief(); targets = load, cover, stages);
criterion_main!(kernels);
