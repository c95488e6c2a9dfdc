//! The laws of design section 6: what a change to a case may do to its answer, and what an answer that ran
//! out of budget, or found no route, may say.
//!
//! Each law is first shown of the oracle, so that a planner that breaks it breaks the contract.

use std::cell::RefCell;

use pathway_planner::answer::{Answer, Reason, Status};
use pathway_planner::plan::plan;
use pathway_planner::student::{Goal, Limits};

use super::brute::{self, Point};
use super::edit::{GAINS, SLACK, renamed, with_empty_contracts};
use super::fronts::{LABELS, Verdict, honest, ran_out, sweep};
use super::promises::{self, ensure};
use super::random::{Case, Family};
use super::sim::Sim;
use super::{dump, edit};
use crate::arbitrary::Random;

/// Cases of each family.
const CASES: u64 = 150;
/// Of each family, cases without a route: not every case has none, so that these take longer to come by.
const NOES: u64 = 60;

/// A front without its routes.
type Vectors = Vec<Vec<u64>>;
/// What finds one, where it can.
type Solver = fn(&Case) -> Result<Vectors, Verdict>;

fn planned(case: &Case) -> Answer {
    plan(&case.region, &case.student, &case.query)
}

/// The planner's front, where it is one.
fn front(case: &Case) -> Result<Vectors, Verdict> {
    let answer = planned(case);
    if ran_out(&answer) {
        return Err(Verdict::RanOut);
    }
    let mut vectors: Vectors = answer.routes.into_iter().map(|route| route.objectives).collect();
    vectors.dedup();
    Ok(vectors)
}

/// The oracle's.
fn true_front(case: &Case) -> Result<Vectors, Verdict> {
    let points = brute::front(&Sim::new(case), LABELS).ok_or(Verdict::TooLarge)?;
    Ok(points.into_iter().map(|point| point.vector).collect())
}

/// Both, by turns: of a case, and of what it turns into.
fn both(check: impl Fn(Vectors, Vectors) -> bool, one: &Case, other: &Case) -> Result<Verdict, String> {
    let solvers: [(&str, Solver); 2] = [("oracle", true_front), ("planner", front)];
    let mut verdict = Verdict::Checked;
    for (name, solve) in solvers {
        match (solve(one), solve(other)) {
            (Ok(before), Ok(after)) => {
                let shown = format!("{before:?} and then {after:?}");
                ensure!(check(before, after), "the {name} says {shown}, with {}", dump::case(other));
            }
            (Err(why), _) | (_, Err(why)) => verdict = why,
        }
    }
    Ok(verdict)
}

/// Sweeps all families by a few cases of each.
fn everywhere(cases: u64, check: impl Fn(&Case, &[Point], &mut Random) -> Result<Verdict, String>) {
    for family in Family::ALL {
        sweep(family, cases, |case, front| check(case, front, &mut Random(case.seed)));
    }
}

fn edited(case: &Case, (name, edit): edit::Edit, random: &mut Random) -> (&'static str, Case) {
    let mut edited = case.clone();
    edit(&mut edited, random);
    (name, edited)
}

#[test]
fn more_never_hurts() {
    everywhere(CASES, |case, _, random| {
        for _ in 0..3 {
            let (name, more) = edited(case, random.pick(GAINS), random);
            let covered = |before: Vectors, after: Vectors| {
                before.iter().all(|point| after.iter().any(|other| brute::covers(other, point)))
            };
            let verdict = both(covered, case, &more).map_err(|message| format!("{name}: {message}"))?;
            if verdict != Verdict::Checked {
                return Ok(verdict);
            }
        }
        Ok(Verdict::Checked)
    });
}

#[test]
fn names_and_order_change_nothing_else() {
    everywhere(CASES, |case, _, random| {
        let (renamed, names) = renamed(case, random);
        let verdict = both(|before, after| before == after, case, &renamed)?;
        if verdict != Verdict::Checked {
            return Ok(verdict);
        }
        let (before, after) = (planned(case), names.restore(&planned(&renamed)));
        // How many steps it takes, and which and how many of equal routes are listed, is the engine's choice.
        let rest = |answer: &Answer| Answer { steps: 0, routes: Vec::new(), reasons: Vec::new(), ..answer.clone() };
        ensure!(rest(&before) == rest(&after), "{:?} and then {:?}", rest(&before), rest(&after));
        let (reasons, others) = (told(&before.reasons), told(&after.reasons));
        ensure!(reasons == others, "{reasons:?} and then {others:?}");
        // So whatever is chosen has to be a route of the other case as well, with all that is promised of one.
        after.routes.iter().try_for_each(|route| promises::route(case, route))?;
        Ok(Verdict::Checked)
    });
}

/// Reasons as lines in order, each clause as its words in order: neither rows nor parts of a condition keep theirs.
fn told(reasons: &[Reason]) -> Vec<String> {
    let told = |reason: &Reason| {
        let mut reason = reason.clone();
        if let Reason::Closed { clause, .. } = &mut reason {
            let mut words: Vec<&str> = clause.split([' ', ',', '(', ')']).collect();
            words.sort_unstable();
            *clause = words.join(" ");
        }
        format!("{reason:?}")
    };
    let mut reasons: Vec<String> = reasons.iter().map(told).collect();
    reasons.sort();
    reasons
}

#[test]
fn what_does_not_bind_changes_nothing() {
    everywhere(CASES, |case, _, random| {
        let (name, slack) = edited(case, random.pick(SLACK), random);
        let verdict =
            both(|before, after| before == after, case, &slack).map_err(|message| format!("{name}: {message}"))?;
        if verdict != Verdict::Checked {
            return Ok(verdict);
        }
        let (without, with) = with_empty_contracts(case);
        both(|before, after| before == after, &without, &with).map_err(|message| format!("empty contracts: {message}"))
    });
}

#[test]
fn the_same_question_has_the_same_answer() {
    everywhere(CASES, |case, _, random| {
        let mut case = case.clone();
        for budget in [case.query.budget, 10, random.within(1..=300).into()] {
            case.query.budget = budget;
            ensure!(planned(&case) == planned(&case), "two answers with a budget of {budget}");
        }
        Ok(Verdict::Checked)
    });
}

#[test]
fn a_spent_budget_leaves_an_honest_answer() {
    let statuses = RefCell::new(Vec::new());
    everywhere(CASES, |case, front, random| {
        let mut case = case.clone();
        for budget in [1, random.within(2..=20).into(), random.within(20..=300).into()] {
            case.query.budget = budget;
            let answer = planned(&case);
            let found = honest(&case, front, &answer).and_then(|()| promises::answer(&case, &answer));
            found.map_err(|message| format!("with a budget of {budget}: {message}"))?;
            statuses.borrow_mut().push(answer.status);
        }
        Ok(Verdict::Checked)
    });
    let statuses = statuses.into_inner();
    for status in [Status::Exact, Status::Within, Status::Partial, Status::Unreachable] {
        let times = statuses.iter().filter(|other| **other == status).count();
        assert!(times * 100 >= statuses.len(), "{status:?} only {times} times in {}", statuses.len());
    }
}

#[test]
fn a_budget_is_passed_by_little() {
    everywhere(CASES, |case, _, random| {
        let mut case = case.clone();
        for budget in [1, 10, random.within(20..=3_000).into()] {
            case.query.budget = budget;
            // In cases this small the label in hand, and those that are left, take but a few steps.
            let most = budget + budget / 5 + 30;
            let steps = planned(&case).steps;
            ensure!(steps <= most, "{steps} steps with a budget of {budget}");
        }
        Ok(Verdict::Checked)
    });
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

/// Whether the reasons tell the least value of a limit that would do, rather than that none would alone; `None` where
/// the oracle cannot say that it is so.
fn least_value(case: &Case, reasons: &[Reason], total: Total, given: u32) -> Result<Option<bool>, String> {
    let (word, _, most) = total;
    let shown = || format!("{reasons:?} for {:?}", case.query.limits);
    let named = reasons.iter().find_map(|reason| match reason {
        Reason::Limit { limit, given, least } if limit == word => Some((*given, (*least)?)),
        _ => None,
    });
    let Some((stated, value)) = named else {
        let Some(alone) = reachable(case, total, most) else { return Ok(None) };
        ensure!(!alone, "{word} alone would do: {}", shown());
        return Ok(Some(false));
    };
    ensure!(stated == Some(given.into()), "{word} are given as {given}, not {}", shown());
    let value = u32::try_from(value).map_err(|_| format!("{word}: {}", shown()))?;
    ensure!(value > given, "{word}: {}", shown());
    let Some(enough) = reachable(case, total, value) else { return Ok(None) };
    ensure!(enough, "{word}: too few are {}", shown());
    let Some(fewer) = reachable(case, total, value - 1) else { return Ok(None) };
    ensure!(!fewer, "{word}: fewer do than {}", shown());
    Ok(Some(true))
}

#[test]
fn no_is_explained() {
    let told = RefCell::new(Vec::new());
    everywhere(NOES, |case, _, random| {
        let mut case = case.clone();
        // A limit that is too tight for most.
        let (_, place, _) = random.pick(&TOTALS);
        *place(&mut case.query.limits) = Some(random.within(0..=3));
        match brute::front(&Sim::new(&case), LABELS) {
            None => return Ok(Verdict::TooLarge),
            Some(front) if !front.is_empty() => return Ok(Verdict::Beside),
            Some(_) => {}
        }
        let answer = planned(&case);
        if ran_out(&answer) {
            return Ok(Verdict::RanOut);
        }
        ensure!(answer.status == Status::Unreachable, "{:?} instead of unreachable", answer.status);
        promises::answer(&case, &answer)?;
        reasons(&case, &answer.reasons)?;
        for total in TOTALS {
            let Some(given) = *total.1(&mut case.query.limits) else { continue };
            match least_value(&case, &answer.reasons, total, given)? {
                Some(least) => told.borrow_mut().push(least),
                None => return Ok(Verdict::Beside),
            }
        }
        Ok(Verdict::Checked)
    });
    let told = told.into_inner();
    let least = told.iter().filter(|least| **least).count();
    let other = told.len() - least;
    assert!(least > 300 && other > 300, "{least} with a least value, {other} without");
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
