//! What design sections 6 and 7 promise of every answer, complete or not, checked by the oracle's own rules.

use pathway_planner::answer::{self, Answer, Assumption, Route, Stage, Status};
use pathway_planner::region::{FactId, Region};
use pathway_planner::route;
use pathway_planner::student::{Goal, Objective};
use pathway_planner::table::{Id, Table};

use super::brute;
use super::dump;
use super::random::Case;
use super::sim::{Assumed, Sim, Step, Trip, Visit, What};

/// Returns an error that says what is wrong unless something holds.
macro_rules! ensure {
    ($holds:expr, $($message:tt)+) => {
        if !$holds {
            return Err(format!($($message)+));
        }
    };
}
pub(crate) use ensure;

/// Checks all that an answer states, other than that its front is complete.
pub fn answer(case: &Case, answer: &Answer) -> Result<(), String> {
    let Case { region, query, .. } = case;
    ensure!(answer.format == Answer::FORMAT, "format {}", answer.format);
    let stamp = (&answer.region.id, &answer.region.version, &answer.region.digest);
    ensure!(stamp == (&region.id, &region.version, &region.digest), "of another region: {stamp:?}");
    let goal = match query.goal {
        Goal::Job(id) => answer::Goal::Job(region.jobs[id].id.clone()),
        Goal::Programme(id) => answer::Goal::Programme(region.programmes[id].id.clone()),
    };
    ensure!(answer.goal == goal, "goal {:?}", answer.goal);
    let words: Vec<&str> = query.objectives.iter().map(|objective| objective.word()).collect();
    ensure!(answer.objectives == words, "objectives {:?}", answer.objectives);
    ensure!(answer.bound.is_some() == (answer.status == Status::Within), "a bound of {:?}", answer.bound);
    let unreachable = answer.status == Status::Unreachable;
    ensure!(answer.reasons.is_empty() != unreachable, "{:?} for reasons {:?}", answer.status, answer.reasons);
    ensure!(!unreachable || answer.routes.is_empty(), "unreachable by {} routes", answer.routes.len());
    ensure!(answer.routes.is_sorted_by_key(order), "routes out of order");
    for (index, one) in answer.routes.iter().enumerate() {
        let same: Vec<&Route> =
            answer.routes[..index].iter().filter(|other| other.objectives == one.objectives).collect();
        ensure!(same.len() < query.routes as usize, "more than {} routes for {:?}", query.routes, one.objectives);
        let twin = same.iter().any(|other| other.stages.iter().map(stage).eq(one.stages.iter().map(stage)));
        ensure!(!twin, "twice the same stages for {:?}", one.objectives);
        for other in &answer.routes {
            let beaten = other.objectives != one.objectives && brute::covers(&other.objectives, &one.objectives);
            ensure!(!beaten, "{:?} is listed beside {:?}", one.objectives, other.objectives);
        }
    }
    for one in &answer.routes {
        route(case, one).map_err(|wrong| match steps(region, one) {
            Ok(steps) => format!("{:?} {}: {wrong}", one.objectives, dump::steps(&steps)),
            Err(_) => format!("{one:?}: {wrong}"),
        })?;
    }
    Ok(())
}

/// What routes are sorted by; the ids of a stage are its own, its offering's and those of what runs alongside.
fn order(route: &Route) -> impl Ord + use<> {
    let ids = route.stages.iter().map(stage).map(|(_, id, offering, alongside)| (id, offering, alongside));
    (route.objectives.clone(), route.effort, route.moves, route.stages.len(), ids.collect::<Vec<_>>())
}

/// What two routes of one vector differ in: kind, id, offering, alongside.
fn stage(stage: &Stage) -> (bool, String, Option<String>, Option<(String, String)>) {
    match stage {
        Stage::Programme { id, offering, .. } => (false, id.clone(), offering.clone(), None),
        Stage::Job { id, alongside, .. } => {
            let beside = alongside.as_ref().map(|beside| (beside.programme.clone(), beside.offering.clone()));
            (true, id.clone(), None, beside)
        }
    }
}

fn row<I: Id, T>(table: &Table<I, T>, id: &str, of: impl Fn(&T) -> &str) -> Result<I, String> {
    table.find(|row| of(row) == id).ok_or_else(|| format!("no {id} in the region"))
}

fn offering(
    region: &Region,
    programme: &str,
    offering: &str,
) -> Result<(pathway_planner::region::ProgrammeId, u16), String> {
    let id = row(&region.programmes, programme, |row| &row.id)?;
    let position = region.programmes[id].offerings.iter().position(|row| row.id == offering);
    Ok((id, position.ok_or_else(|| format!("no {programme}/{offering}"))? as u16))
}

/// The steps that a route states.
pub fn steps(region: &Region, route: &Route) -> Result<Vec<Step>, String> {
    let step = |stage: &Stage| {
        let (what, activities) = match stage {
            Stage::Programme { offering: None, activities, .. } => (What::Rest, activities),
            Stage::Programme { id, offering: Some(of), activities, .. } => {
                let (programme, position) = offering(region, id, of)?;
                (What::Study(programme, position), activities)
            }
            Stage::Job { id, alongside, activities, .. } => {
                let beside = alongside.as_ref().map(|beside| offering(region, &beside.programme, &beside.offering));
                (What::Work(row(&region.jobs, id, |row| &row.id)?, beside.transpose()?), activities)
            }
        };
        let activities = activities.iter().map(|id| row(&region.activities, id, |row| &row.id));
        Ok(Step { what, activities: activities.collect::<Result<_, String>>()? })
    };
    route.stages.iter().map(step).collect()
}

/// Checks all that a route states and that nothing on it is superfluous.
pub fn route(case: &Case, stated: &Route) -> Result<(), String> {
    let Case { region, student, query, .. } = case;
    let sim = Sim::new(case);
    let steps = steps(region, stated)?;
    let trip = sim.route(&steps).map_err(|broken| format!("breaks {broken}"))?;
    figures(&sim, stated, &steps, &trip)?;
    superfluous(&sim, &steps, &trip)?;
    instead(&sim, stated, &steps, &trip)?;
    assumes(case, stated, &steps, &trip)?;
    let Route { objectives: vector, .. } = stated;
    let verify = || {
        route::verify(region, student, query.goal, &query.objectives, stated)?;
        route::within(region, student, query.goal, stated, &query.limits)?;
        route::within_instead(region, student, query.goal, &query.objectives, stated, &query.limits)
    };
    verify().map_err(|broken| format!("verify does not take {vector:?}: {broken:?}"))
}

fn figures(sim: &Sim, stated: &Route, steps: &[Step], trip: &Trip) -> Result<(), String> {
    let vector = trip.vector(&sim.query.objectives);
    ensure!(stated.objectives == vector, "the vector is {vector:?}");
    let ours = (trip.months, trip.fees, trip.gap, trip.effort, trip.moves, trip.earned, trip.reached.to_string());
    let Route { months, fees, gap, effort, moves, earned, reached, .. } = stated;
    let theirs = (*months, *fees, *gap, *effort, *moves, *earned, reached.clone());
    ensure!(theirs == ours, "months, fees, gap, effort, moves, earned, reached are {ours:?}, not {theirs:?}");
    for (index, (stage, visit)) in stated.stages.iter().zip(&trip.stages).enumerate() {
        let dates = |start: &String, end: &String, fee: &u64| (start.clone(), end.clone(), *fee);
        let ours = (visit.entered.start.to_string(), visit.end.to_string(), visit.entered.fee);
        match stage {
            Stage::Programme { start, end, fee, .. } => {
                ensure!(dates(start, end, fee) == ours, "stage {index} is {ours:?}");
            }
            Stage::Job { start, end, alongside, .. } => {
                ensure!((start, end) == (&ours.0, &ours.1), "stage {index} is {ours:?}");
                let theirs = alongside.as_ref().map(|beside| dates(&beside.start, &beside.end, &beside.fee));
                let ours = study(visit);
                ensure!(theirs == ours, "alongside stage {index} is {ours:?}");
            }
        }
    }
    let readiness = sim.readiness(&trip.last.gains);
    ensure!(stated.readiness == readiness, "readiness is {readiness}, not {}", stated.readiness);
    let repeats = repeats(sim, steps);
    ensure!(stated.repeats == repeats, "{repeats} stages come again, not {}", stated.repeats);
    let mut gaps = gaps(sim, trip);
    let mut theirs = stated.gaps.clone();
    gaps.sort_by(|one, other| one.competency.cmp(&other.competency));
    theirs.sort_by(|one, other| one.competency.cmp(&other.competency));
    ensure!(theirs == gaps, "gaps are {gaps:?}, not {theirs:?}");
    Ok(())
}

/// When what is studied starts and ends, and its fee.
pub fn study(visit: &Visit) -> Option<(String, String, u64)> {
    visit.entered.study.map(|(start, end)| (start.to_string(), end.to_string(), visit.entered.fee))
}

/// How many stages are at a programme or a job that an earlier stage was at.
pub fn repeats(sim: &Sim, steps: &[Step]) -> u32 {
    let at = |step: &Step| match step.what {
        What::Rest => (sim.student.enrolled.map(|enrolled| enrolled.programme), None),
        What::Study(programme, _) => (Some(programme), None),
        What::Work(job, _) => (None, Some(job)),
    };
    (0..steps.len()).filter(|&index| steps[..index].iter().any(|step| at(step) == at(&steps[index]))).count() as u32
}

/// What the goal requires and the route does not give.
pub fn gaps(sim: &Sim, trip: &Trip) -> Vec<answer::Gap> {
    let rows = sim.missing(&trip.last.gains).into_iter();
    let gap = rows.map(|(requirement, held)| answer::Gap {
        competency: sim.region.competencies[requirement.competency].id.clone(),
        held,
        required: requirement.level,
        weight: u32::from(requirement.importance) * if requirement.essential { 2 } else { 1 },
        essential: requirement.essential,
        known: sim.student.competencies.iter().any(|(id, _)| *id == requirement.competency),
    });
    gap.collect()
}

/// Whether the steps are a route with this vector, within the limits.
pub fn equal(sim: &Sim, steps: &[Step], trip: &Trip) -> bool {
    let objectives: &[Objective] = &sim.query.objectives;
    sim.route(steps).is_ok_and(|other| other.vector(objectives) == trip.vector(objectives))
}

/// The route without a stage, without what runs alongside one, or without an activity, each with what is then left
/// over. (Least effort does not tell of an activity that takes no hours.)
pub fn shorter(sim: &Sim, steps: &[Step]) -> Vec<Vec<Step>> {
    let mut shorter = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        if step.what != What::Rest {
            let mut without = steps.to_vec();
            without.remove(index);
            shorter.push(without);
        }
        if let What::Work(job, Some(_)) = step.what {
            let mut without = steps.to_vec();
            without[index].what = What::Work(job, None);
            without[index].activities.retain(|&activity| sim.region.job_hosts(job, activity));
            shorter.push(without);
        }
        for position in 0..step.activities.len() {
            let mut without = steps.to_vec();
            without[index].activities.remove(position);
            shorter.push(without);
        }
    }
    shorter
}

fn superfluous(sim: &Sim, steps: &[Step], trip: &Trip) -> Result<(), String> {
    let less = shorter(sim, steps).into_iter().find(|less| equal(sim, less, trip));
    ensure!(less.is_none(), "{} would do", dump::steps(&less.unwrap_or_default()));
    let stages: Vec<What> = steps.iter().map(|step| step.what).collect();
    let (least, chosen) =
        brute::least_effort(sim, &stages, &trip.vector(&sim.query.objectives)).ok_or("no effort at all does")?;
    ensure!(least == trip.effort, "{least} hours would do: {}", dump::steps(&chosen));
    Ok(())
}

/// What may stand in a stage's place alone, in the answer's words, sorted.
pub fn equals(sim: &Sim, steps: &[Step], index: usize, trip: &Trip) -> Vec<String> {
    let region = sim.region;
    let others: Vec<(What, String)> = match steps[index].what {
        What::Rest => Vec::new(),
        What::Study(..) => {
            let words = |(id, position): (_, u16)| {
                let programme = &region.programmes[id];
                (What::Study(id, position), format!("{}/{}", programme.id, programme.offerings[position as usize].id))
            };
            sim.offerings().into_iter().map(words).collect()
        }
        What::Work(_, alongside) => {
            region.jobs.entries().map(|(id, job)| (What::Work(id, alongside), job.id.clone())).collect()
        }
    };
    let fits = |what: What| {
        let mut changed = steps.to_vec();
        changed[index].what = what;
        what != steps[index].what && equal(sim, &changed, trip)
    };
    let mut words: Vec<String> = others.into_iter().filter(|(what, _)| fits(*what)).map(|(_, words)| words).collect();
    words.sort();
    words
}

fn instead(sim: &Sim, stated: &Route, steps: &[Step], trip: &Trip) -> Result<(), String> {
    for (index, stage) in stated.stages.iter().enumerate() {
        let (Stage::Programme { instead, .. } | Stage::Job { instead, .. }) = stage;
        let mut theirs = instead.clone();
        theirs.sort();
        let ours = equals(sim, steps, index, trip);
        ensure!(theirs == ours, "instead of stage {index} are {ours:?}, not {theirs:?}");
    }
    Ok(())
}

/// Whether the route comes to the same, date by date, when only this is taken for granted.
fn suffices(case: &Case, steps: &[Step], trip: &Trip, age: u32, facts: &[FactId]) -> bool {
    Sim::assuming(case, Assumed::Only(age, facts.to_vec())).route(steps).is_ok_and(|it| it == *trip)
}

/// One of the shortest lists of assumptions that suffice, its age as low as can be.
pub fn fewest(case: &Case, steps: &[Step], trip: &Trip) -> Vec<Assumption> {
    let facts: Vec<FactId> = case.region.facts.ids().collect();
    let lists = (0..2_u32 << facts.len()).map(|list| {
        let chosen: Vec<FactId> = facts.iter().filter(|fact| list & (2 << fact.index()) != 0).copied().collect();
        (list.count_ones(), list & 1 != 0, chosen)
    });
    // Of ages the highest gives the most.
    let enough = |age: bool, facts: &[FactId]| suffices(case, steps, trip, if age { u32::MAX } else { 0 }, facts);
    let (_, age, facts) =
        lists.filter(|(_, age, facts)| enough(*age, facts)).min().expect("everything assumed suffices");
    let least = |facts: &[FactId]| (0..).find(|&age| suffices(case, steps, trip, age, facts)).map(Assumption::Age);
    let age = if age { least(&facts) } else { None };
    age.into_iter().chain(facts.iter().map(|&fact| Assumption::Attests(case.region.facts[fact].clone()))).collect()
}

fn assumes(case: &Case, stated: &Route, steps: &[Step], trip: &Trip) -> Result<(), String> {
    let (mut age, mut facts) = (0, Vec::new());
    for assumption in &stated.assumes {
        match assumption {
            Assumption::Age(years) => age = age.max(*years),
            Assumption::Attests(fact) => facts.push(row(&case.region.facts, fact, |row| row)?),
        }
    }
    ensure!(suffices(case, steps, trip, age, &facts), "it leans on more than {:?}", stated.assumes);
    let fewest = fewest(case, steps, trip);
    ensure!(stated.assumes.len() == fewest.len(), "{fewest:?} would do, not {:?}", stated.assumes);
    Ok(())
}
