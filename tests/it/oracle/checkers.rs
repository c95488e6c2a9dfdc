//! Two readings of design section 5 that share no code: the oracle's and `route::replay`.

use pathway_planner::region::{ActivityId, JobId};
use pathway_planner::route::{self, Assumes, Course, Figures, Replay, Taken, Timed, replay, replay_within};
use pathway_planner::student::Limits;
use pathway_planner::table::Id;

use super::brute;
use super::dump;
use super::promises;
use super::random::{self, Case, Family};
use super::sim::{Sim, Step, Trip, What};
use crate::arbitrary::Random;

/// A step in the checker's words.
fn taken(case: &Case, step: &Step) -> route::Step {
    let stage = match step.what {
        What::Rest => {
            // Where nobody is enrolled there is no such stage; the checker has to say so.
            let enrolled = case.student.enrolled.map_or(Id::new(0), |enrolled| enrolled.programme);
            Taken::Enrolled(enrolled)
        }
        What::Study(programme, offering) => Taken::Programme((programme, offering)),
        What::Work(job, alongside) => Taken::Job { job, alongside },
    };
    route::Step { stage, activities: step.activities.clone() }
}

/// A trip in the checker's words.
fn replayed(sim: &Sim, steps: &[Step], trip: &Trip) -> Replay {
    let timed = steps.iter().zip(&trip.stages).map(|(step, visit)| {
        let beside = visit.entered.study.filter(|_| matches!(step.what, What::Work(..)));
        let fee = visit.entered.fee;
        Timed {
            start: visit.entered.start,
            end: visit.end,
            fee: if beside.is_some() { 0 } else { fee },
            alongside: beside.map(|(start, end)| Course { start, end, fee }),
        }
    });
    let known = |id| sim.student.competencies.iter().any(|(competency, _)| *competency == id);
    let missing = sim.missing(&trip.last.gains).into_iter();
    Replay {
        stages: timed.collect(),
        reached: trip.reached,
        figures: Figures {
            months: trip.months,
            fees: trip.fees,
            gap: trip.gap,
            readiness: sim.readiness(&trip.last.gains),
            effort: trip.effort,
            moves: trip.moves,
            earned: trip.earned,
        },
        missing: missing
            .map(|(requirement, held)| route::Missing { requirement, held, known: known(requirement.competency) })
            .collect(),
        repeats: promises::repeats(sim, steps),
    }
}

/// The same route with one thing about it changed, for better or worse.
fn changed(sim: &Sim, steps: &[Step], random: &mut Random) -> Vec<Step> {
    let mut steps = steps.to_vec();
    let offerings = sim.offerings();
    let any_job = |random: &mut Random| JobId::new(random.below(sim.region.jobs.len()));
    let at = random.below(steps.len() + 1);
    let existing = random.below(steps.len().max(1));
    match random.below(8) {
        0 | 1 => {
            let (programme, offering) = random.pick(&offerings);
            let what = match random.below(7) {
                0..=2 => What::Study(programme, offering),
                3 => What::Work(any_job(random), None),
                4 | 5 => What::Work(any_job(random), Some((programme, offering))),
                _ => What::Rest,
            };
            steps.insert(at, Step { what, activities: Vec::new() });
        }
        2 if !steps.is_empty() => drop(steps.remove(existing)),
        3 if !steps.is_empty() => {
            let other = random.below(steps.len());
            steps.swap(existing, other);
        }
        4 | 5 if !steps.is_empty() && !sim.region.activities.is_empty() => {
            let activity = ActivityId::new(random.below(sim.region.activities.len()));
            steps[existing].activities.push(activity);
        }
        6 if !steps.is_empty() => random.shuffle(&mut steps[existing].activities),
        _ if !steps.is_empty() => {
            let which = random.pick(&offerings);
            steps[existing].what = match steps[existing].what {
                What::Work(job, None) => What::Work(job, Some(which)),
                What::Work(_, alongside) => What::Work(any_job(random), alongside),
                _ => What::Study(which.0, which.1),
            };
        }
        _ => {}
    }
    steps
}

#[test]
fn both_take_the_same_routes_for_the_same() {
    let (mut valid, mut broken, mut limited) = (0, 0, 0);
    for seed in 0..2_000 * Family::ALL.len() as u64 {
        let case = random::case(seed);
        let mut free = case.clone();
        free.query.limits = Limits::default();
        let (sim, unlimited) = (Sim::new(&case), Sim::new(&free));
        let mut random = Random(seed);
        for _ in 0..4 {
            let Some(mut steps) = brute::walk(&sim, &mut random) else { continue };
            // Change upon change, so that some stay valid for a while.
            for _ in 0..6 {
                let taken: Vec<route::Step> = steps.iter().map(|step| taken(&case, step)).collect();
                let Case { region, student, query, .. } = &case;
                let shown = || format!("{}\n{}", dump::steps(&steps), dump::case(&case));
                let ours = unlimited.route(&steps);
                let theirs = replay(region, student, query.goal, &taken, &Assumes::Everything);
                assert_eq!(ours.is_ok(), theirs.is_ok(), "{ours:?} {theirs:?}\n{}", shown());
                if let (Ok(ours), Ok(theirs)) = (&ours, theirs) {
                    assert_eq!(replayed(&unlimited, &steps, ours), theirs, "{}", shown());
                    valid += 1;
                } else {
                    broken += 1;
                }
                let within = sim.route(&steps);
                let theirs = replay_within(region, student, query.goal, &taken, &query.limits);
                assert_eq!(within.is_ok(), theirs.is_ok(), "within limits: {within:?} {theirs:?}\n{}", shown());
                if let (Ok(within), Ok(theirs)) = (&within, theirs) {
                    assert_eq!(replayed(&sim, &steps, within), theirs, "within limits: {}", shown());
                }
                limited += u32::from(ours.is_ok() && within.is_err());
                steps = changed(&sim, &steps, &mut random);
            }
        }
    }
    assert!(valid > 10_000 && broken > 10_000 && limited > 1_000, "{valid} valid, {broken} broken, {limited} limited");
}
