//! The laws of design section 6: what a change to a case may do to its answer, and what an answer that ran
//! out of budget, or found no route, may say.
//!
//! Each law is first shown of the oracle, so that a planner that breaks it breaks the contract.

use std::cell::{Cell, RefCell};

use pathway_planner::answer::{Answer, Reason, Status};
use pathway_planner::plan::plan;
use pathway_planner::student::{Goal, Limits};

use super::brute::{self, Point};
use super::edit::{GAINS, SLACK, renamed, with_empty_contracts};
use super::fronts::{LABELS, honest, sweep};
use super::promises::{self, ensure};
use super::random::{Case, Family};
use super::sim::Sim;
use super::{dump, edit};
use crate::arbitrary::Random;

/// Cases of each family.
const CASES: u64 = 150;

/// A front without its routes.
type Vectors = Vec<Vec<u64>>;
/// What finds one, where it can.
type Solver = fn(&Case) -> Option<Vectors>;

fn planned(case: &Case) -> Answer {
    plan(&case.region, &case.student, &case.query)
}

/// The planner's front, where it is one.
fn front(case: &Case) -> Option<Vectors> {
    let answer = planned(case);
    let mut vectors: Vectors = answer.routes.into_iter().map(|route| route.objectives).collect();
    vectors.dedup();
    Some(vectors).filter(|_| matches!(answer.status, Status::Exact | Status::Unreachable))
}

/// The oracle's.
fn true_front(case: &Case) -> Option<Vectors> {
    let points = brute::front(&Sim::new(case), LABELS)?;
    Some(points.into_iter().map(|point| point.vector).collect())
}

/// Both, by turns: of a case, and of what it turns into.
fn both(check: impl Fn(Vectors, Vectors) -> bool, one: &Case, other: &Case) -> Result<(), String> {
    let solvers: [(&str, Solver); 2] = [("oracle", true_front), ("planner", front)];
    for (name, solve) in solvers {
        if let (Some(before), Some(after)) = (solve(one), solve(other)) {
            let shown = format!("{before:?} and then {after:?}");
            ensure!(check(before, after), "the {name} says {shown}, with {}", dump::case(other));
        }
    }
    Ok(())
}

/// Sweeps all families by a few cases of each.
fn everywhere(check: impl Fn(&Case, &[Point], &mut Random) -> Result<(), String>) {
    for family in Family::ALL {
        sweep(family, CASES, |case, front| check(case, front, &mut Random(case.seed)));
    }
}

fn edited(case: &Case, (name, edit): edit::Edit, random: &mut Random) -> (&'static str, Case) {
    let mut edited = case.clone();
    edit(&mut edited, random);
    (name, edited)
}

#[test]
fn more_never_hurts() {
    everywhere(|case, _, random| {
        for _ in 0..3 {
            let (name, more) = edited(case, random.pick(GAINS), random);
            let covered = |before: Vectors, after: Vectors| {
                before.iter().all(|point| after.iter().any(|other| brute::covers(other, point)))
            };
            both(covered, case, &more).map_err(|message| format!("{name}: {message}"))?;
        }
        Ok(())
    });
}

#[test]
fn names_and_order_change_nothing_else() {
    everywhere(|case, _, random| both(|before, after| before == after, case, &renamed(case, random)));
}

#[test]
fn what_does_not_bind_changes_nothing() {
    everywhere(|case, _, random| {
        let (name, slack) = edited(case, random.pick(SLACK), random);
        both(|before, after| before == after, case, &slack).map_err(|message| format!("{name}: {message}"))?;
        let (without, with) = with_empty_contracts(case);
        both(|before, after| before == after, &without, &with).map_err(|message| format!("empty contracts: {message}"))
    });
}

#[test]
fn the_same_question_has_the_same_answer() {
    everywhere(|case, _, random| {
        let mut case = case.clone();
        for budget in [case.query.budget, 10, random.within(1..=300).into()] {
            case.query.budget = budget;
            ensure!(planned(&case) == planned(&case), "two answers with a budget of {budget}");
        }
        Ok(())
    });
}

#[test]
fn a_spent_budget_leaves_an_honest_answer() {
    let statuses = RefCell::new(Vec::new());
    everywhere(|case, front, random| {
        let mut case = case.clone();
        for budget in [1, random.within(2..=20).into(), random.within(20..=300).into()] {
            case.query.budget = budget;
            let answer = planned(&case);
            let found = honest(&case, front, &answer).and_then(|()| promises::answer(&case, &answer));
            found.map_err(|message| format!("with a budget of {budget}: {message}"))?;
            statuses.borrow_mut().push(answer.status);
        }
        Ok(())
    });
    let statuses = statuses.into_inner();
    for status in [Status::Exact, Status::Within, Status::Partial, Status::Unreachable] {
        let times = statuses.iter().filter(|other| **other == status).count();
        assert!(times * 100 >= statuses.len(), "{status:?} only {times} times in {}", statuses.len());
    }
}

/// A limit on a total: its word, where it stands, and what no route exceeds.
type Total = (&'static str, fn(&mut Limits) -> &mut Option<u32>, u32);

const TOTALS: [Total; 4] = [
    ("months", |limits| &mut limits.months, 600),
    ("fees", |limits| &mut limits.fees, 100_000),
    ("gap", |limits| &mut limits.gap, 100_000),
    ("moves", |limits| &mut limits.moves, 1_000),
];

/// Whether there is a route when one of the totals has another limit; `None` where the oracle cannot say.
fn reachable(case: &Case, (_, place, _): Total, limit: u32) -> Option<bool> {
    let mut case = case.clone();
    *place(&mut case.query.limits) = Some(limit);
    brute::front(&Sim::new(&case), LABELS).map(|front| !front.is_empty())
}

#[test]
fn no_is_explained() {
    let [least, other, spent] = [const { Cell::new(0) }; 3];
    everywhere(|case, _, random| {
        let mut case = case.clone();
        // A limit that is too tight for most.
        let (_, place, _) = random.pick(&TOTALS);
        *place(&mut case.query.limits) = Some(random.within(0..=3));
        if brute::front(&Sim::new(&case), LABELS).is_none_or(|front| !front.is_empty()) {
            return Ok(());
        }
        let answer = planned(&case);
        if matches!(answer.status, Status::Partial | Status::Within) {
            spent.set(spent.get() + 1);
            return Ok(());
        }
        ensure!(answer.status == Status::Unreachable, "{:?} instead of unreachable", answer.status);
        promises::answer(&case, &answer)?;
        let shown = || format!("{:?} for {:?}", answer.reasons, case.query.limits);
        for total in TOTALS {
            let (word, place, most) = total;
            let mut limits = case.query.limits.clone();
            let Some(given) = *place(&mut limits) else { continue };
            let named = answer.reasons.iter().find_map(|reason| match reason {
                Reason::Limit { limit, given, least } if limit == word => Some((*given, *least)),
                _ => None,
            });
            match named {
                Some((stated, Some(value))) => {
                    ensure!(stated == Some(given.into()), "{word} are given as {given}, not {}", shown());
                    let value = u32::try_from(value).map_err(|_| format!("{word}: {}", shown()))?;
                    ensure!(value > given, "{word}: {}", shown());
                    ensure!(reachable(&case, total, value) != Some(false), "{word}: too few are {}", shown());
                    ensure!(reachable(&case, total, value - 1) != Some(true), "{word}: fewer do than {}", shown());
                    least.set(least.get() + 1);
                }
                _ => {
                    // Then no value of this limit alone would do.
                    ensure!(reachable(&case, total, most) != Some(true), "{word} alone would do: {}", shown());
                    other.set(other.get() + 1);
                }
            }
        }
        reasons(&case, &answer.reasons)
    });
    assert!(spent.get() < 10, "{} run out of steps", spent.get());
    assert!(least.get() > 300 && other.get() > 300, "{} with a least value, {} without", least.get(), other.get());
}

/// Whether what the other reasons name is there.
fn reasons(case: &Case, reasons: &[Reason]) -> Result<(), String> {
    let Case { region, student, query, .. } = case;
    for reason in reasons {
        let holds = match reason {
            Reason::Limit { limit, .. } => match limit.as_str() {
                "months" | "fees" | "gap" | "moves" => true,
                "places" => query.limits.places.is_some(),
                "modes" => query.limits.modes.is_some(),
                "funding" => query.limits.funding.is_some(),
                "avoid" => query.limits.avoid != Default::default(),
                _ => false,
            },
            Reason::Closed { kind, id, clause } => {
                let exists = match kind.as_str() {
                    "programme" => region.programmes.find(|row| row.id == *id).is_some(),
                    "offering" => true,
                    "activity" => region.activities.find(|row| row.id == *id).is_some(),
                    "job" => region.jobs.find(|row| row.id == *id).is_some(),
                    _ => false,
                };
                exists && !clause.is_empty()
            }
            Reason::Untaught { competency, level } => {
                let id = region.competencies.find(|row| row.id == *competency);
                id.is_some_and(|id| Sim::new(case).start().gains.level(id) < *level)
            }
            Reason::Unawarded { credential } => {
                let id = region.credentials.find(|row| row.id == *credential);
                id.is_some_and(|id| !student.credentials.contains(&id))
            }
            Reason::Enrolled { programme } => {
                let enrolled = student.enrolled.map(|enrolled| enrolled.programme);
                let goal = enrolled.filter(|id| query.goal == Goal::Programme(*id));
                goal.is_some_and(|id| region.programmes[id].id == *programme)
            }
            Reason::Owed { sponsor, months } => {
                region.organizations.find(|row| row.id == *sponsor).is_some() && *months > 0
            }
            Reason::Beyond { .. } => true,
        };
        ensure!(holds, "{reason:?} is not so");
    }
    let enrolled = student.enrolled.is_some_and(|enrolled| query.goal == Goal::Programme(enrolled.programme));
    let told = reasons.iter().any(|reason| matches!(reason, Reason::Enrolled { .. }));
    ensure!(enrolled == told, "enrolled in the goal or not: {reasons:?}");
    Ok(())
}
