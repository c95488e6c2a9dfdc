//! The planner against the oracle on 20,000 random cases: complete fronts, and every promise about routes.
//!
//! `PATHWAYS_SEED=123 cargo test --test it one_seed -- --nocapture` shows one case.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pathway_planner::answer::{Answer, Status};
use pathway_planner::plan::plan;

use super::brute::{self, Point};
use super::dump;
use super::promises::{self, ensure};
use super::random::{self, Case, Family};
use super::sim::Sim;

/// Cases of each family; ten families make 20,000.
const CASES: u64 = 2_000;
/// Labels that the oracle may take for a case; one that needs more is passed over for the next.
pub const LABELS: usize = 12_000;

/// Runs a check on so many of a family's cases and says which go wrong.
pub fn sweep(family: Family, cases: u64, check: impl Fn(&Case, &[Point]) -> Result<(), String>) {
    let (mut compared, mut passed_over, mut wrong) = (0, 0, Vec::new());
    let mut first = String::new();
    while compared < cases {
        let case = random::case(family.seed(compared + passed_over));
        let Some(front) = brute::front(&Sim::new(&case), LABELS) else {
            passed_over += 1;
            continue;
        };
        compared += 1;
        let result = catch_unwind(AssertUnwindSafe(|| check(&case, &front)));
        let panicked = |what: Box<dyn Any + Send>| match what.downcast_ref::<String>() {
            Some(message) => Err(format!("it panics: {message}")),
            None => Err(format!("it panics: {:?}", what.downcast_ref::<&str>())),
        };
        if let Err(message) = result.unwrap_or_else(panicked) {
            if wrong.is_empty() {
                first = format!("{message}\n{}", dump::case(&case));
            }
            wrong.push(format!("{}: {}", case.seed, message.lines().next().unwrap_or_default()));
        }
    }
    assert!(passed_over * 10 <= compared, "{passed_over} cases of {family:?} are too large for the oracle");
    let some = wrong.iter().take(20).map(|line| format!("  {line}\n")).collect::<String>();
    assert!(wrong.is_empty(), "{} of {compared} {family:?} go wrong:\n{some}the first: {first}", wrong.len());
}

/// Whether an answer to a case, with all the steps it wants, is what it should be.
pub fn exact(case: &Case, front: &[Point], answer: &Answer) -> Result<(), String> {
    let expected = if front.is_empty() { Status::Unreachable } else { Status::Exact };
    ensure!(answer.status == expected, "{:?} instead of {expected:?}", answer.status);
    let mut vectors: Vec<&Vec<u64>> = answer.routes.iter().map(|route| &route.objectives).collect();
    vectors.dedup();
    let expected_vectors: Vec<&Vec<u64>> = front.iter().map(|point| &point.vector).collect();
    ensure!(vectors == expected_vectors, "the front is {expected_vectors:?}, not {vectors:?}\n{}", shown(front));
    promises::answer(case, answer)
}

/// Whether the status of an answer is true.
pub fn honest(case: &Case, front: &[Point], answer: &Answer) -> Result<(), String> {
    let listed = |point: &Point, bound: u64| {
        let near = |(value, least): (&u64, &u64)| 1_000 * value <= (1_000 + bound) * least;
        answer.routes.iter().any(|route| route.objectives.iter().zip(&point.vector).all(near))
    };
    for route in &answer.routes {
        let possible = front.iter().any(|point| brute::covers(&point.vector, &route.objectives));
        ensure!(possible, "{:?} is better than anything there is", route.objectives);
    }
    match answer.status {
        Status::Unreachable => ensure!(front.is_empty(), "unreachable, but there is {:?}", front[0].vector),
        Status::Exact | Status::Within => {
            let bound = answer.bound.unwrap_or(0);
            let missed = front.iter().find(|point| !listed(point, bound));
            ensure!(missed.is_none(), "within {bound}, but nothing is near {:?}", missed.map(|point| &point.vector));
            ensure!(!answer.routes.is_empty(), "{:?} without a route, budget {}", answer.status, case.query.budget);
        }
        Status::Partial => {}
    }
    Ok(())
}

fn shown(front: &[Point]) -> String {
    front.iter().map(|point| format!("  {:?} {}\n", point.vector, dump::steps(&point.steps))).collect()
}

/// Compares the planner with the oracle on a family's cases. A few may run out of steps: their answers
/// have to say so, and to be true as far as they go.
fn compare(family: Family) {
    let spent = Cell::new(0);
    sweep(family, CASES, |case, front| {
        let answer = plan(&case.region, &case.student, &case.query);
        if matches!(answer.status, Status::Partial | Status::Within) {
            spent.set(spent.get() + 1);
            honest(case, front, &answer).and_then(|()| promises::answer(case, &answer))
        } else {
            exact(case, front, &answer)
        }
    });
    assert!(spent.get() * 100 <= CASES, "{} of {CASES} {family:?} run out of steps", spent.get());
}

#[test]
fn one_seed() {
    let seed = std::env::var("PATHWAYS_SEED").map_or(0, |seed| seed.parse().expect("PATHWAYS_SEED is a number"));
    let case = random::case(seed);
    let front = brute::front(&Sim::new(&case), LABELS).expect("a case that the oracle can take");
    println!("{}{}", dump::case(&case), shown(&front));
    let answer = plan(&case.region, &case.student, &case.query);
    println!("{answer:#?}");
    if let Err(message) = exact(&case, &front, &answer) {
        panic!("{message}");
    }
}

#[test]
fn mixed() {
    compare(Family::Mixed);
}

#[test]
fn activities() {
    compare(Family::Activities);
}

#[test]
fn contracts() {
    compare(Family::Contracts);
}

#[test]
fn ladders() {
    compare(Family::Ladders);
}

#[test]
fn moves() {
    compare(Family::Moves);
}

#[test]
fn alongside() {
    compare(Family::Alongside);
}

#[test]
fn assumptions() {
    compare(Family::Assumptions);
}

#[test]
fn repeats() {
    compare(Family::Repeats);
}

#[test]
fn enrolled() {
    compare(Family::Enrolled);
}

#[test]
fn unlimited() {
    compare(Family::Unlimited);
}
