//! The planner against the oracle: 20,000 random cases with complete fronts, proved so, and every promise about
//! routes kept.
//!
//! `PATHWAYS_SEED=123 cargo test --test it one_seed -- --nocapture` shows one case,
//! `cargo test --test it fronts -- --nocapture` how many of each family ran out of steps.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pathway_planner::answer::{Answer, Status};
use pathway_planner::plan::plan;

use super::brute::{self, Point};
use super::dump;
use super::promises::{self, ensure};
use super::random::{self, Case, Family};
use super::sim::Sim;

/// Cases of each family that have to be equal and proved; ten families make 20,000.
const CASES: u64 = 2_000;
/// Labels that the oracle may take for a case; one that needs more is passed over for the next.
pub const LABELS: usize = 12_000;

/// How far a case could be checked. One that does not count gives way to the family's next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All the way: it counts.
    Checked,
    /// The planner ran out of steps.
    RanOut,
    /// The oracle would need more than [`LABELS`].
    TooLarge,
    /// It is not the kind of case that the check is about, or too large in some part for the oracle.
    Beside,
}

impl Verdict {
    const ALL: [Verdict; 4] = [Verdict::Checked, Verdict::RanOut, Verdict::TooLarge, Verdict::Beside];

    /// How many cases may be like this while so many are checked.
    fn most(self, cases: u64) -> u64 {
        match self {
            Verdict::Checked => cases,
            // A hundredth, and of few cases a handful.
            Verdict::RanOut => (cases / 100).max(5),
            Verdict::TooLarge => cases / 10,
            Verdict::Beside => cases * 10,
        }
    }
}

/// Runs a check on a family's cases until so many of them count, and says which go wrong.
pub fn sweep(family: Family, cases: u64, check: impl Fn(&Case, &[Point]) -> Result<Verdict, String>) {
    // Of each verdict.
    let mut counts = [0; Verdict::ALL.len()];
    let mut wrong = Vec::new();
    let mut first = String::new();
    let within = |counts: &[u64]| Verdict::ALL.iter().all(|&verdict| counts[verdict as usize] <= verdict.most(cases));
    while counts[Verdict::Checked as usize] < cases && within(&counts) {
        let case = random::case(family.seed(counts.iter().sum()));
        let Some(front) = brute::front(&Sim::new(&case), LABELS) else {
            counts[Verdict::TooLarge as usize] += 1;
            continue;
        };
        let result = catch_unwind(AssertUnwindSafe(|| check(&case, &front)));
        let panicked = |what: Box<dyn Any + Send>| match what.downcast_ref::<String>() {
            Some(message) => Err(format!("it panics: {message}")),
            None => Err(format!("it panics: {:?}", what.downcast_ref::<&str>())),
        };
        let verdict = result.unwrap_or_else(panicked).unwrap_or_else(|message| {
            if wrong.is_empty() {
                first = format!("{message}\n{}", dump::case(&case));
            }
            wrong.push(format!("{}: {}", case.seed, message.lines().next().unwrap_or_default()));
            Verdict::Checked
        });
        counts[verdict as usize] += 1;
    }
    let some = wrong.iter().take(20).map(|line| format!("  {line}\n")).collect::<String>();
    let tally = Verdict::ALL.map(|verdict| format!("{} {verdict:?}", counts[verdict as usize])).join(", ");
    println!("{family:?}: {tally}");
    assert!(wrong.is_empty(), "{} {family:?} of {tally} go wrong:\n{some}the first: {first}", wrong.len());
    assert!(within(&counts), "too many {family:?} do not count: {tally}");
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

/// Compares the planner with the oracle on a family's cases. What an answer that ran out of steps says has to
/// be true as far as it goes, but only fronts that are proved and equal count.
fn compare(family: Family) {
    sweep(family, CASES, |case, front| {
        let answer = plan(&case.region, &case.student, &case.query);
        if ran_out(&answer) {
            ensure!(answer.steps >= case.query.budget, "{:?} after {} steps", answer.status, answer.steps);
            honest(case, front, &answer)?;
            promises::answer(case, &answer)?;
            return Ok(Verdict::RanOut);
        }
        exact(case, front, &answer)?;
        Ok(Verdict::Checked)
    });
}

/// The front of a case on which planner and oracle agree, with all that the planner promises of its routes.
pub fn agreed(case: &Case) -> Vec<Vec<u64>> {
    let front = brute::front(&Sim::new(case), LABELS).expect("a case that the oracle can take");
    let answer = plan(&case.region, &case.student, &case.query);
    if let Err(message) = exact(case, &front, &answer) {
        panic!("{message}\n{}", dump::case(case));
    }
    front.into_iter().map(|point| point.vector).collect()
}

/// Plans a case with every budget up to what it takes: each answer has to be true and to keep all promises.
pub fn cut_short(case: &Case) {
    let budgets = plan(&case.region, &case.student, &case.query).steps;
    let front = brute::front(&Sim::new(case), LABELS).expect("a case that the oracle can take");
    let mut case = case.clone();
    for budget in 1..=budgets {
        case.query.budget = budget;
        let answer = plan(&case.region, &case.student, &case.query);
        if let Err(message) = honest(&case, &front, &answer).and_then(|()| promises::answer(&case, &answer)) {
            panic!("with a budget of {budget}: {message}\n{}", dump::case(&case));
        }
    }
}

/// Whether an answer says that there may be more.
pub fn ran_out(answer: &Answer) -> bool {
    matches!(answer.status, Status::Partial | Status::Within)
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
