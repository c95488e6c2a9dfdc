//! Answers by the oracle itself: what the checks of answers are tried on.

use pathway_planner::answer::{self, Alongside, Answer, Assumption, Reason, RegionStamp, Route, Stage, Status};
use pathway_planner::month::Month;
use pathway_planner::student::Goal;

use super::brute::{self, Point};
use super::fronts::{Verdict, exact, sweep};
use super::random::{self, Case, Family};
use super::sim::{Sim, Step, What};
use super::{dump, promises};

/// An exact answer with one route for each vector.
pub fn answer(case: &Case, front: &[Point]) -> Answer {
    let Case { region, query, .. } = case;
    let reason = Reason::Beyond { months: 600 };
    Answer {
        format: Answer::FORMAT.into(),
        region: RegionStamp { id: region.id.clone(), version: region.version.clone(), digest: region.digest.clone() },
        engine: "oracle".into(),
        goal: match query.goal {
            Goal::Job(id) => answer::Goal::Job(region.jobs[id].id.clone()),
            Goal::Programme(id) => answer::Goal::Programme(region.programmes[id].id.clone()),
        },
        objectives: query.objectives.iter().map(|objective| objective.word().to_owned()).collect(),
        status: if front.is_empty() { Status::Unreachable } else { Status::Exact },
        bound: None,
        steps: 0,
        routes: front.iter().map(|point| state(case, &tidied(case, &point.steps))).collect(),
        reasons: if front.is_empty() { vec![reason] } else { Vec::new() },
    }
}

/// A route of the same vector on which nothing is superfluous.
pub fn tidied(case: &Case, steps: &[Step]) -> Vec<Step> {
    let sim = Sim::new(case);
    let mut steps = steps.to_vec();
    loop {
        let trip = sim.route(&steps).expect("a route");
        if let Some(less) = promises::shorter(&sim, &steps).into_iter().find(|less| promises::equal(&sim, less, &trip))
        {
            steps = less;
            continue;
        }
        let stages: Vec<What> = steps.iter().map(|step| step.what).collect();
        let least = brute::least_effort(&sim, &stages, &trip.vector(&case.query.objectives));
        let (effort, chosen) = least.expect("the route itself");
        if effort == trip.effort {
            return steps;
        }
        steps = chosen;
    }
}

/// The route of these steps as an answer states it.
pub fn state(case: &Case, steps: &[Step]) -> Route {
    let Case { region, .. } = case;
    let sim = Sim::new(case);
    let trip = sim.route(steps).expect("a route");
    let stage = |(index, step): (usize, &Step)| {
        let visit = &trip.stages[index];
        let (start, end) = (visit.entered.start.to_string(), visit.end.to_string());
        let activities = step.activities.iter().map(|&id| region.activities[id].id.clone()).collect();
        let instead = promises::equals(&sim, steps, index, &trip);
        let words = |(id, position): (_, u16)| {
            let programme = &region.programmes[id];
            (programme.id.clone(), programme.offerings[usize::from(position)].id.clone())
        };
        match step.what {
            What::Rest | What::Study(..) => {
                let (id, offering) = match step.what {
                    What::Study(id, position) => (id, Some(words((id, position)).1)),
                    _ => (case.student.enrolled.expect("a rest").programme, None),
                };
                let id = region.programmes[id].id.clone();
                Stage::Programme { id, offering, start, end, fee: visit.entered.fee, activities, instead }
            }
            What::Work(job, alongside) => {
                let alongside = alongside.map(|which| {
                    let (programme, offering) = words(which);
                    let (start, end, fee) = promises::study(visit).expect("a programme alongside");
                    Alongside { programme, offering, start, end, fee }
                });
                Stage::Job { id: region.jobs[job].id.clone(), start, end, alongside, activities, instead }
            }
        }
    };
    Route {
        objectives: trip.vector(&case.query.objectives),
        months: trip.months,
        fees: trip.fees,
        gap: trip.gap,
        readiness: sim.readiness(&trip.last.gains),
        effort: trip.effort,
        moves: trip.moves,
        earned: trip.earned,
        reached: trip.reached.to_string(),
        stages: steps.iter().enumerate().map(stage).collect(),
        gaps: promises::gaps(&sim, &trip),
        repeats: promises::repeats(&sim, steps),
        assumes: promises::fewest(case, steps, &trip),
    }
}

/// One thing wrong with a right answer; false where it has nothing of the kind.
type Mistake = fn(&Case, &mut Answer) -> bool;

fn route(answer: &mut Answer, change: impl Fn(&mut Route) -> bool) -> bool {
    answer.routes.iter_mut().any(change)
}

fn stage(answer: &mut Answer, change: impl Fn(&mut Stage) -> bool) -> bool {
    answer.routes.iter_mut().flat_map(|route| &mut route.stages).any(change)
}

/// Takes something away from a list that has it.
fn pop<T>(list: &mut Vec<T>) -> bool {
    list.pop().is_some()
}

/// Puts a route in the place of the first that can be lengthened to the same vector in vain.
fn lengthen(case: &Case, answer: &mut Answer, longer: impl Fn(&Sim, &[Step]) -> Vec<Vec<Step>>) -> bool {
    let sim = Sim::new(case);
    route(answer, |route| {
        let steps = promises::steps(&case.region, route).unwrap();
        let trip = sim.route(&steps).unwrap();
        let same = |longer: &Vec<Step>| {
            sim.route(longer).is_ok_and(|other| {
                let objectives = &case.query.objectives;
                other.vector(objectives) == trip.vector(objectives)
            })
        };
        let longer = longer(&sim, &steps).into_iter().find(same);
        longer.map(|longer| *route = state(case, &longer)).is_some()
    })
}

fn more_stages(sim: &Sim, steps: &[Step]) -> Vec<Vec<Step>> {
    let places = usize::from(sim.student.enrolled.is_some())..=steps.len();
    let added = places.flat_map(|place| sim.menu().into_iter().map(move |what| (place, what)));
    let add = |(place, what)| {
        let mut longer = steps.to_vec();
        longer.insert(place, Step { what, activities: Vec::new() });
        longer
    };
    added.map(add).collect()
}

fn more_alongside(sim: &Sim, steps: &[Step]) -> Vec<Vec<Step>> {
    let mut longer = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        if let What::Work(job, None) = step.what {
            for which in sim.offerings() {
                let what = What::Work(job, Some(which));
                if sim.admits(what) && !sim.is_goal(what) {
                    let mut more = steps.to_vec();
                    more[index].what = what;
                    longer.push(more);
                }
            }
        }
    }
    longer
}

fn more_effort(sim: &Sim, steps: &[Step]) -> Vec<Vec<Step>> {
    let mut longer = Vec::new();
    for index in 0..steps.len() {
        for activity in sim.region.activities.ids().filter(|&id| sim.region.activities[id].hours > 0) {
            if sim.admits_activity(activity) {
                let mut more = steps.to_vec();
                more[index].activities.push(activity);
                longer.push(more);
            }
        }
    }
    longer
}

const MISTAKES: &[(&str, Mistake)] = &[
    ("a point missing", |_, answer| pop(&mut answer.routes)),
    ("the wrong status", |_, answer| {
        answer.status = if answer.status == Status::Exact { Status::Partial } else { Status::Exact };
        true
    }),
    ("no reasons", |_, answer| pop(&mut answer.reasons)),
    ("a route twice", |_, answer| {
        answer.routes.extend(answer.routes.first().cloned());
        !answer.routes.is_empty()
    }),
    ("the wrong order", |_, answer| {
        answer.routes.reverse();
        answer.routes.len() > 1
    }),
    ("the wrong vector", |_, answer| route(answer, |route| route.objectives.first_mut().map(|it| *it += 1).is_some())),
    ("the wrong months", |_, answer| route(answer, |route| bump(&mut route.months))),
    ("the wrong fees", |_, answer| route(answer, |route| bump(&mut route.fees))),
    ("the wrong gap", |_, answer| route(answer, |route| bump(&mut route.gap))),
    ("the wrong readiness", |_, answer| route(answer, |route| bump(&mut route.readiness))),
    ("the wrong effort", |_, answer| route(answer, |route| bump(&mut route.effort))),
    ("the wrong moves", |_, answer| route(answer, |route| bump(&mut route.moves))),
    ("the wrong earnings", |_, answer| route(answer, |route| bump(&mut route.earned))),
    ("the wrong month", |_, answer| route(answer, |route| later(&mut route.reached))),
    ("the wrong repeats", |_, answer| route(answer, |route| bump(&mut route.repeats))),
    ("a gap missing", |_, answer| route(answer, |route| pop(&mut route.gaps))),
    ("a gap taken for unknown", |_, answer| {
        route(answer, |route| route.gaps.first_mut().map(|gap| gap.known = !gap.known).is_some())
    }),
    ("an assumption missing", |_, answer| route(answer, |route| pop(&mut route.assumes))),
    ("a needless assumption", |case, answer| {
        let fact = case.region.facts.iter().next().cloned();
        route(answer, |route| match &fact {
            Some(fact) if !route.assumes.contains(&Assumption::Attests(fact.clone())) => {
                route.assumes.push(Assumption::Attests(fact.clone()));
                true
            }
            _ => false,
        })
    }),
    ("a stage's wrong start", |_, answer| {
        stage(answer, |stage| match stage {
            Stage::Programme { start, .. } | Stage::Job { start, .. } => later(start),
        })
    }),
    ("a stage's wrong end", |_, answer| {
        stage(answer, |stage| match stage {
            Stage::Programme { end, .. } | Stage::Job { end, .. } => later(end),
        })
    }),
    ("a stage's wrong fee", |_, answer| {
        stage(answer, |stage| match stage {
            Stage::Programme { fee, .. } => bump(fee),
            Stage::Job { alongside, .. } => alongside.as_mut().is_some_and(|beside| bump(&mut beside.fee)),
        })
    }),
    ("the wrong dates alongside", |_, answer| {
        stage(answer, |stage| match stage {
            Stage::Job { alongside: Some(beside), .. } => later(&mut beside.start),
            _ => false,
        })
    }),
    ("an equal missing", |_, answer| {
        stage(answer, |stage| match stage {
            Stage::Programme { instead, .. } | Stage::Job { instead, .. } => pop(instead),
        })
    }),
    ("an equal that is none", |case, answer| {
        let jobs: Vec<String> = case.region.jobs.iter().map(|job| job.id.clone()).collect();
        stage(answer, |stage| match stage {
            Stage::Job { instead, .. } => {
                let other = jobs.iter().find(|job| !instead.contains(job)).cloned();
                instead.extend(other.clone());
                other.is_some()
            }
            Stage::Programme { .. } => false,
        })
    }),
    ("an activity missing", |_, answer| {
        stage(answer, |stage| match stage {
            Stage::Programme { activities, .. } | Stage::Job { activities, .. } => pop(activities),
        })
    }),
    ("a stage missing", |_, answer| route(answer, |route| pop(&mut route.stages))),
    ("a superfluous stage", |case, answer| lengthen(case, answer, more_stages)),
    ("a superfluous programme alongside", |case, answer| lengthen(case, answer, more_alongside)),
    ("a superfluous activity", |case, answer| lengthen(case, answer, more_effort)),
];

fn bump<N: std::ops::AddAssign + From<u8>>(number: &mut N) -> bool {
    *number += N::from(1);
    true
}

fn later(month: &mut String) -> bool {
    *month = Month::parse(month).unwrap().plus(1).to_string();
    true
}

#[test]
fn the_oracle_keeps_its_own_promises() {
    for family in Family::ALL {
        sweep(family, 300, |case, front| exact(case, front, &answer(case, front)).map(|()| Verdict::Checked));
    }
}

#[test]
fn every_kind_of_mistake_is_noticed() {
    for (name, mistake) in MISTAKES {
        let (mut seed, mut made) = (0, 0);
        while made < 10 {
            let case = random::case(seed);
            seed += 1;
            assert!(seed < 20_000, "{name}: nothing to mistake");
            let Some(front) = brute::front(&Sim::new(&case), 2_000) else { continue };
            let mut answer = answer(&case, &front);
            if mistake(&case, &mut answer) {
                made += 1;
                assert!(exact(&case, &front, &answer).is_err(), "{name}: {answer:#?}\n{}", dump::case(&case));
            }
        }
    }
}
