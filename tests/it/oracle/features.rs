//! What the random cases exercise: every rule of design section 5 decides something in one case of a hundred.

use std::collections::{BTreeMap, BTreeSet};

use pathway_planner::answer::Assumption;
use pathway_planner::condition::{Atom, Condition};
use pathway_planner::region::{Mode, Region};
use pathway_planner::student::Goal;

use super::brute::{self, Point};
use super::fronts::LABELS;
use super::promises;
use super::random::{self, Case};
use super::reference;
use super::sim::{Duty, Sim, Step, Trip, Visit, What};

/// Everything that must occur.
const FEATURES: &[&str] = &[
    // Answers.
    "an unreachable goal",
    "a front of two points or more",
    "a front of five points or more",
    "the goal at once",
    "a goal programme",
    "a single objective",
    "two objectives",
    "three objectives",
    "four objectives",
    "a stage with an equal",
    // Rule 1.
    "the rest of a programme",
    "activities in the rest of a programme",
    "service owed after the rest of a programme",
    // Rule 2.
    "a wait for an intake",
    "a wait for an age",
    "an offering's own entry",
    "a shorter way through a programme",
    "a fee for a year begun",
    // Rule 3.
    "a job for its experience",
    "an entry that asks for a tenure",
    "a tenure that something essential gates",
    "a wait for a job's age",
    "study alongside",
    "study alongside that starts after the tenure",
    "study alongside that ends before the tenure",
    // Rule 4.
    "an activity in a programme",
    "an activity in a job",
    "an activity that only what runs alongside hosts",
    "hours of both the job and what runs alongside",
    "an activity that opens another",
    "an activity of no hours",
    "an activity that free hours keep out",
    "a programme or job that comes again",
    // Rule 5.
    "a contract",
    "a contract of zero months",
    "a contract upon a contract",
    "service owed at the start",
    "service longer than the tenure",
    "a goal that waits for service",
    "a goal at the sponsor before the service is over",
    "a change of jobs during service",
    "a contract alongside",
    "a contract alongside that follows what was owed",
    // Rule 6.
    "a move",
    "a goal that is a move",
    "a stage at no known place",
    "a distance offering elsewhere",
    "a first place without a home",
    // Rule 7.
    "a goal that waits for an age",
    // Conditions.
    "a condition with a count",
    "a nested condition",
    "an implied credential",
    "an assumed age",
    "an assumed fact",
    "a stated fact that is needed",
    "a fact stated false",
    // Limits that rule something out.
    "a binding limit on months",
    "a binding limit on fees",
    "a binding limit on the gap",
    "a binding limit on moves",
    "a binding limit on places",
    "a binding limit on modes",
    "a binding limit on funding",
    "a binding avoided programme or offering",
    "a binding avoided activity",
    "a binding avoided job",
];

#[test]
fn every_rule_is_exercised() {
    let cases = 2_000;
    let mut counts: BTreeMap<&str, u32> = FEATURES.iter().map(|&feature| (feature, 0)).collect();
    for seed in 0..cases {
        let case = random::case(seed.into());
        let Some(front) = brute::front(&Sim::new(&case), LABELS) else { continue };
        for feature in features(&case, &front) {
            *counts.get_mut(feature).expect(feature) += 1;
        }
    }
    let mut shown = String::new();
    for feature in FEATURES {
        let permille = counts[feature] * 1_000 / cases;
        shown += &format!("{:3}.{} % {feature}\n", permille / 10, permille % 10);
    }
    println!("{shown}");
    let rare: Vec<&&str> = FEATURES.iter().filter(|feature| counts[**feature] * 100 < cases).collect();
    assert!(rare.is_empty(), "in less than one case of a hundred: {rare:#?}\n{shown}");
}

/// What a case exercises. What is said of routes is said of one for each point of the front, with nothing
/// superfluous on it.
fn features(case: &Case, front: &[Point]) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let mut note = |feature: &'static str, holds: bool| {
        if holds {
            found.insert(feature);
        }
    };
    let Case { region, student, query, .. } = case;
    note("an unreachable goal", front.is_empty());
    note("a front of two points or more", front.len() >= 2);
    note("a front of five points or more", front.len() >= 5);
    note("a goal programme", !front.is_empty() && matches!(query.goal, Goal::Programme(_)));
    let objectives = ["a single objective", "two objectives", "three objectives", "four objectives"];
    note(objectives[query.objectives.len() - 1], !front.is_empty());
    let (counted, nested) = shapes(region);
    note("a condition with a count", counted);
    note("a nested condition", nested);
    note("a fact stated false", student.attests.iter().any(|(_, value)| !value));
    limits(case, front, &mut note);
    let sim = Sim::new(case);
    for point in front {
        let steps = reference::tidied(case, &point.steps);
        let trip = sim.route(&steps).expect("a route");
        route(case, &sim, &steps, &trip, &mut note);
    }
    found
}

/// Whether conditions count, and whether they nest.
fn shapes(region: &Region) -> (bool, bool) {
    let (mut counted, mut nested) = (false, false);
    random::each_condition(&mut region.clone(), &mut |condition| {
        if let Condition::All(parts) | Condition::Any(parts) | Condition::Count(_, parts) = condition {
            nested |= parts.iter().any(|part| !matches!(part, Condition::Atom(_)));
        }
        counted |= matches!(condition, Condition::Count(..));
    });
    (counted, nested)
}

/// Notes the limits without which the front is another.
fn limits(case: &Case, front: &[Point], note: &mut impl FnMut(&'static str, bool)) {
    let mut binds = |feature, loosen: fn(&mut Case)| {
        let mut looser = case.clone();
        loosen(&mut looser);
        if looser.query.limits != case.query.limits {
            // A front that is too large to find is another.
            let other = brute::front(&Sim::new(&looser), LABELS);
            let vectors = |front: &[Point]| front.iter().map(|point| point.vector.clone()).collect::<Vec<_>>();
            note(feature, other.is_none_or(|other| vectors(&other) != vectors(front)));
        }
    };
    binds("a binding limit on months", |case| {
        case.query.limits.months = case.query.limits.months.map(|months| months + 6);
    });
    binds("a binding limit on fees", |case| case.query.limits.fees = None);
    binds("a binding limit on the gap", |case| case.query.limits.gap = None);
    binds("a binding limit on moves", |case| case.query.limits.moves = None);
    binds("a binding limit on places", |case| case.query.limits.places = None);
    binds("a binding limit on modes", |case| case.query.limits.modes = None);
    binds("a binding limit on funding", |case| case.query.limits.funding = None);
    binds("a binding avoided programme or offering", |case| {
        case.query.limits.avoid.programmes.clear();
        case.query.limits.avoid.offerings.clear();
    });
    binds("a binding avoided activity", |case| case.query.limits.avoid.activities.clear());
    binds("a binding avoided job", |case| case.query.limits.avoid.jobs.clear());
}

fn route(case: &Case, sim: &Sim, steps: &[Step], trip: &Trip, note: &mut impl FnMut(&'static str, bool)) {
    let Case { region, student, query, .. } = case;
    note("the goal at once", steps.is_empty());
    note("a programme or job that comes again", promises::repeats(sim, steps) > 0);
    for assumption in promises::fewest(case, steps, trip) {
        note("an assumed age", matches!(assumption, Assumption::Age(_)));
        note("an assumed fact", matches!(assumption, Assumption::Attests(_)));
    }
    note("a stated fact that is needed", {
        let mut denied = case.clone();
        denied.student.attests.iter_mut().for_each(|(_, value)| *value = false);
        Sim::new(&denied).route(steps).ok().as_ref() != Some(trip)
    });
    note("an implied credential", {
        let mut plain = case.clone();
        for id in region.credentials.ids() {
            plain.region.credentials[id].implies.clear();
        }
        Sim::new(&plain).route(steps).is_err()
    });
    for (index, (step, visit)) in steps.iter().zip(&trip.stages).enumerate() {
        note("a stage with an equal", !promises::equals(sim, steps, index, trip).is_empty());
        activities(case, sim, step, visit, note);
        duty(case, step, visit, note);
        match step.what {
            What::Rest => {
                note("the rest of a programme", true);
                note("activities in the rest of a programme", !step.activities.is_empty());
                note("service owed after the rest of a programme", visit.entered.duty != Duty::Nothing);
            }
            What::Study(id, position) => {
                let programme = &region.programmes[id];
                let offering = &programme.offerings[usize::from(position)];
                let Visit { before, entered, .. } = visit;
                let open = [&programme.entry, &offering.entry].map(|it| sim.holds(it, &before.gains, before.clock));
                let idle = before.duty == Duty::Nothing && entered.start > before.clock;
                note("a wait for an intake", idle && open == [true, true]);
                note("a wait for an age", idle && open != [true, true]);
                note("an offering's own entry", !sim.holds(&offering.entry, &sim.start().gains, student.now));
                let months = entered.clock.since(entered.start);
                note("a shorter way through a programme", months < programme.months);
                note("a fee for a year begun", entered.fee > 0 && months % 12 != 0);
                let place = region.programme_place(id);
                let elsewhere = place.is_some() && place != before.place;
                note("a distance offering elsewhere", offering.mode == Mode::Distance && elsewhere);
                note("a stage at no known place", place.is_none());
                note("a first place without a home", before.place.is_none() && entered.place.is_some());
                note("a move", entered.moved);
            }
            What::Work(id, alongside) => {
                let job = &region.jobs[id];
                let Visit { before, entered, .. } = visit;
                note("a job for its experience", true);
                let idle = before.duty == Duty::Nothing && entered.start > before.clock;
                note("a wait for a job's age", idle);
                let mut essential = job.requires.iter().filter(|requirement| requirement.essential);
                let learned = |level: u8, from: u8| from < level;
                note(
                    "a tenure that something essential gates",
                    essential.any(|it| learned(it.level, sim.start().gains.level(it.competency))),
                );
                note("a stage at no known place", region.job_place(id).is_none());
                note("a first place without a home", before.place.is_none() && entered.place.is_some());
                note("a move", entered.moved);
                note("study alongside", alongside.is_some());
                let tenure = entered.start.plus(job.tenure.months);
                let started = entered.study.filter(|_| alongside.is_some());
                note("study alongside that starts after the tenure", started.is_some_and(|(from, _)| from > tenure));
                note("study alongside that ends before the tenure", started.is_some_and(|(_, to)| to < tenure));
            }
        }
        let worked = |job| matches!(step.what, What::Work(other, _) if other == job);
        note("an entry that asks for a tenure", {
            // Whether something later asks for the tenure.
            let later = steps[index + 1..].iter().map(|step| step.what);
            let mut entries = later.filter_map(|what| match what {
                What::Rest => None,
                What::Study(id, _) => Some(&region.programmes[id].entry),
                What::Work(id, _) => Some(&region.jobs[id].entry),
            });
            entries.any(|entry| matches!(entry, Condition::Atom(Atom::Worked(job)) if worked(*job)))
        });
    }
    let last = trip.last;
    match query.goal {
        Goal::Job(goal) => {
            let job = &region.jobs[goal];
            let place = region.job_place(goal);
            note("a goal that is a move", place.is_some() && last.place.is_some() && place != last.place);
            note("a goal that waits for an age", last.duty == Duty::Nothing && trip.reached > last.clock);
            let employed = match last.duty {
                Duty::Nothing => false,
                Duty::Owed { sponsor, .. } => sponsor == job.employer,
                Duty::Serving { sponsor, until } => sponsor == job.employer && until > trip.reached,
            };
            note("a goal at the sponsor before the service is over", employed);
            let waits = matches!(last.duty, Duty::Serving { sponsor, .. } if sponsor != job.employer);
            note("a goal that waits for service", waits);
        }
        Goal::Programme(_) => note("a goal that waits for service", matches!(last.duty, Duty::Serving { .. })),
    }
}

fn activities(case: &Case, sim: &Sim, step: &Step, visit: &Visit, note: &mut impl FnMut(&'static str, bool)) {
    let region = &case.region;
    let some = !step.activities.is_empty();
    note("an activity in a programme", some && matches!(step.what, What::Study(..)));
    note("an activity in a job", some && matches!(step.what, What::Work(..)));
    let opened = |&id: &_| !sim.holds(&region.activities[id].entry, &visit.before.gains, visit.before.clock);
    note("an activity that opens another", step.activities.iter().any(opened));
    note("an activity of no hours", step.activities.iter().any(|&id| region.activities[id].hours == 0));
    if let What::Work(job, Some((programme, _))) = step.what {
        let beside = |&id: &_| !region.job_hosts(job, id);
        note("an activity that only what runs alongside hosts", step.activities.iter().any(beside));
        let most = region.jobs[job].free_hours.max(region.programmes[programme].free_hours);
        note("hours of both the job and what runs alongside", sim.hours(&step.activities) > u64::from(most));
    }
    let spent = sim.hours(&step.activities);
    let kept_out = |id: &_| {
        let hours = u64::from(region.activities[*id].hours);
        sim.hosts(step.what, *id) && !step.activities.contains(id) && spent + hours > visit.entered.hours
    };
    note("an activity that free hours keep out", some && region.activities.ids().any(|id| kept_out(&id)));
}

fn duty(case: &Case, step: &Step, visit: &Visit, note: &mut impl FnMut(&'static str, bool)) {
    let region = &case.region;
    let (before, entered) = (visit.before, visit.entered);
    match step.what {
        What::Rest => {}
        What::Study(id, position) => {
            let contract = region.programmes[id].offerings[usize::from(position)].contract;
            note("a contract", contract.is_some());
            note("a contract of zero months", contract.is_some_and(|contract| contract.obligation_months == 0));
            let owed = matches!(before.duty, Duty::Owed { .. });
            note("a contract upon a contract", contract.is_some() && owed);
        }
        What::Work(job, alongside) => {
            let contract = alongside.and_then(|(id, at)| region.programmes[id].offerings[usize::from(at)].contract);
            note("a contract alongside", contract.is_some());
            let owing = before.duty != Duty::Nothing && contract.is_some();
            note("a contract alongside that follows what was owed", owing);
            let owed = matches!(before.duty, Duty::Owed { .. });
            note("service owed at the start", owed && case.student.owes.is_some());
            note("service longer than the tenure", owed && entered.duty != Duty::Nothing);
            let employer = region.jobs[job].employer;
            let serving = matches!(before.duty, Duty::Serving { sponsor, .. } if sponsor == employer);
            note("a change of jobs during service", serving);
        }
    }
}
