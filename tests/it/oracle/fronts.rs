//! The planner against the oracle on 20,000 random cases: complete fronts, and every promise about routes.
//!
//! `PATHWAYS_SEED=123 cargo test --test it one_seed -- --nocapture` shows one case.

use std::any::Any;
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

fn shown(front: &[Point]) -> String {
    front.iter().map(|point| format!("  {:?} {}\n", point.vector, dump::steps(&point.steps))).collect()
}

fn planned(case: &Case, front: &[Point]) -> Result<(), String> {
    exact(case, front, &plan(&case.region, &case.student, &case.query))
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
    sweep(Family::Mixed, CASES, planned);
}

#[test]
fn activities() {
    sweep(Family::Activities, CASES, planned);
}

#[test]
fn contracts() {
    sweep(Family::Contracts, CASES, planned);
}

#[test]
fn ladders() {
    sweep(Family::Ladders, CASES, planned);
}

#[test]
fn moves() {
    sweep(Family::Moves, CASES, planned);
}

#[test]
fn alongside() {
    sweep(Family::Alongside, CASES, planned);
}

#[test]
fn assumptions() {
    sweep(Family::Assumptions, CASES, planned);
}

#[test]
fn repeats() {
    sweep(Family::Repeats, CASES, planned);
}

#[test]
fn enrolled() {
    sweep(Family::Enrolled, CASES, planned);
}

#[test]
fn unlimited() {
    sweep(Family::Unlimited, CASES, planned);
}
