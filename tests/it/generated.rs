//! Regions of the generator that benchmarks and anybody else can call up.

#[path = "../../benches/generate/mod.rs"]
mod generate;
#[path = "../../benches/generate/ranking.rs"]
mod ranking;

use generate::Shape;
use pathway_planner::answer::Status;
use pathway_planner::graph::CompetencyGraph;
use pathway_planner::plan::plan_on;
use pathway_planner::read;
use pathway_planner::region::Region;
use pathway_planner::route::verify;

fn region(shape: Shape) -> Region {
    let read = read::region_json("generated.json", generate::region(shape).to_string().as_bytes());
    // As in real regions, a level may be asked for that nothing teaches.
    read.value.unwrap_or_else(|| panic!("{:?}", read.problems.first()))
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
        let value = read::json("question", question.to_string().as_bytes()).value.expect("JSON");
        let [near, far] = [0, 1].map(|at| {
            let (student, query) = read::question("question", &value, &regions[at]).value.expect("a question");
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
