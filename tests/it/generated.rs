//! Regions of the generator that benchmarks and anybody else can call up.

#[path = "../../benches/generate/mod.rs"]
mod generate;
#[path = "../../benches/generate/ranking.rs"]
mod ranking;

use generate::stages::Stages;
use generate::{Shape, dense};
use pathway_planner::answer::Status;
use pathway_planner::graph::CompetencyGraph;
use pathway_planner::plan::{plan_on, relevant};
use pathway_planner::read;
use pathway_planner::region::Region;
use pathway_planner::route::verify;
use pathway_planner::student::{Query, Student};

fn region(shape: Shape) -> Region {
    // As in real regions, a level may be asked for that nothing teaches.
    region_of(&generate::region(shape))
}

fn region_of(json: &serde_json::Value) -> Region {
    let read = read::region_json("generated.json", json.to_string().as_bytes());
    read.value.unwrap_or_else(|| panic!("{:?}", read.problems.first()))
}

fn question_of(json: &serde_json::Value, region: &Region) -> (Student, Query) {
    let value = read::json("question", json.to_string().as_bytes()).value.expect("JSON");
    read::question("question", &value, region).value.expect("a question")
}

#[test]
fn a_region_has_about_as_many_opportunities_as_asked_for() {
    for opportunities in [100, 1_000, 10_000] {
        let region = region(Shape { opportunities, branches: 2, seed: 1 });
        let offerings: usize = region.programmes.iter().map(|programme| programme.offerings.len()).sum();
        let all = offerings + region.jobs.len() + region.activities.len();
        assert!(all * 4 > opportunities * 3 && all * 2 < opportunities * 3 + 200, "{all} of {opportunities}");
    }
}

#[test]
fn a_seed_gives_the_same_region_and_questions() {
    let shape = Shape { opportunities: 300, branches: 2, seed: 7 };
    assert_eq!(generate::region(shape), generate::region(shape));
    assert_eq!(generate::questions(shape, 9), generate::questions(shape, 9));
    assert_ne!(generate::region(shape), generate::region(Shape { seed: 8, ..shape }));
}

#[test]
fn what_a_large_region_adds_elsewhere_takes_nothing_away() {
    // The first trades of a region are the same in any larger one, so whatever a small region's front has, a larger
    // one's has as good; and every route can be walked by the rules alone.
    let shape = |opportunities| Shape { opportunities, branches: 2, seed: 3 };
    let regions = [500, 5_000].map(|opportunities| region(shape(opportunities)));
    let graphs = regions.each_ref().map(CompetencyGraph::new);
    let mut compared = 0;
    for question in generate::questions(shape(500), 24) {
        let [near, far] = [0, 1].map(|at| {
            let (student, query) = question_of(&question, &regions[at]);
            let answer = plan_on(&graphs[at], &regions[at], &student, &query);
            for route in &answer.routes {
                let walked = verify(&regions[at], &student, query.goal, &query.objectives, route);
                assert!(walked.is_ok(), "{walked:?}");
            }
            answer
        });
        if far.status != Status::Exact {
            continue;
        }
        for route in &near.routes {
            let covers = |other: &[u64]| other.iter().zip(&route.objectives).all(|(other, one)| other <= one);
            assert!(far.routes.iter().any(|other| covers(&other.objectives)), "{:?}", route.objectives);
            compared += 1;
        }
    }
    assert!(compared > 50, "{compared} routes");
}

#[test]
fn a_market_is_as_large_as_esco() {
    let json = ranking::region(3_000, 1);
    let read = read::region_json("generated.json", json.to_string().as_bytes());
    let region = read.value.unwrap_or_else(|| panic!("{:?}", read.problems.first()));
    assert_eq!((region.jobs.len(), region.competencies.len()), (3_000, 13_500));
    let requirements: usize = region.jobs.iter().map(|job| job.requires.len()).sum();
    assert!((120_000..140_000).contains(&requirements), "{requirements}");
    for known in [0, 40, 13_500] {
        let student = ranking::student(&json, known, 1);
        assert_eq!(student["competencies"].as_array().map(Vec::len), Some(known));
    }
    assert_eq!(json, ranking::region(3_000, 1));
}

#[test]
fn a_dense_region_leaves_nothing_out() {
    for size in [24, 100] {
        let region = region_of(&dense::region(size, 1));
        let graph = CompetencyGraph::new(&region);
        let offerings: usize = region.programmes.iter().map(|programme| programme.offerings.len()).sum();
        assert_eq!(offerings + region.jobs.len() + region.activities.len(), size);
        for question in dense::questions(size, 1, 5) {
            let (student, query) = question_of(&question, &region);
            let [offerings, jobs, activities, _] = relevant(&graph, &region, &student, &query);
            let left = offerings + jobs + activities;
            assert!(left * 10 > size * 8, "{left} of {size}");
        }
    }
}

#[test]
fn where_only_months_count_the_soonest_route_is_dijkstras() {
    let stages = Stages::random(60, 1);
    let region = region_of(&stages.region());
    let graph = CompetencyGraph::new(&region);
    for (from, to, months) in stages.pairs(20, 1) {
        let (student, query) = question_of(&Stages::question(from, to), &region);
        let answer = plan_on(&graph, &region, &student, &query);
        assert_eq!(answer.status, Status::Exact);
        assert_eq!(answer.routes[0].months, months, "{from} to {to}");
    }
}
