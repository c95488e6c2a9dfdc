//! Replays a route by section 5 of the design alone. Shares no code with the search.
//!
//! [`replay`] takes a bare sequence of stages and derives everything else; [`verify`] compares that with
//! what a route states, and [`within`] asks whether a route keeps to a query's limits.

mod replay;

pub use replay::{Assumes, Choice, Course, Figures, LONGEST, Missing, Replay, Step, Taken, Timed, replay};

use crate::answer::{Alongside, Assumption, Gap, Route, Stage};
use crate::month::Month;
use crate::region::{ActivityId, FactId, JobId, Mode, PlaceId, ProgrammeId, Region};
use crate::student::{Goal, Limits, Objective, Student};
use replay::{broken, replay_to};

/// The rule that a route breaks.
///
/// Of section 5: `enrolled` (5.1), `entry` (an entry of a programme, an offering, a job, an activity or the
/// goal), `essential`, `mode` (full-time alongside), `hosts`, `hours`, `twice`, `obligation` (months are owed
/// to somebody else), `contract` (alongside, with another than the employer), `goal` (it is a stage),
/// `length` (over 600 months).
/// Of what is stated: `unknown` (an id), `start`, `end`, `fee`, `alongside`, `reached`, `figures`, `gaps`,
/// `repeats`, `objectives`, `assumes`, `instead`.
/// Of limits: `months`, `fees`, `gap`, `moves`, `places`, `modes`, `funding`, `avoid`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The stage, counted from 0, where it is about one.
    pub stage: Option<usize>,
    /// A stable code, as in `entry`, `hours`, `obligation`, `figures`.
    pub rule: &'static str,
    /// What is wrong, with the ids and numbers.
    pub detail: String,
}

/// Replays a route from the student to the goal and compares every figure that it states.
///
/// The answer does not state the query's limits, so they are not checked: see [`within`]. They may also rule
/// out the offering of a goal programme that could start first; the route may therefore end in the first
/// month of any of its offerings.
pub fn verify(
    region: &Region,
    student: &Student,
    goal: Goal,
    objectives: &[Objective],
    route: &Route,
) -> Result<(), Broken> {
    let steps = steps(region, route)?;
    let listed = |assumptions: &[Assumption]| listed(region, student, assumptions);
    let all = listed(&route.assumes)?;
    let replay = |assumes: &Assumes| replay_stated(region, student, goal, &steps, assumes, route);
    // What is not given is assumed (design 4): that decides whether it is a route, and when it starts what.
    let assumed = replay(&Assumes::Everything)?;
    compare(region, objectives, route, &assumed)?;
    // What it leans on, it lists (design 4, 7), and nothing else.
    let enough = |assumes: &Assumes| replay(assumes).is_ok_and(|it| it == assumed);
    if !enough(&all) {
        return Err(broken(None, "assumes", "the route leans on something that it does not list".into()));
    }
    for index in 0..route.assumes.len() {
        let mut fewer = route.assumes.clone();
        let dropped = fewer.remove(index);
        if enough(&listed(&fewer)?) {
            return Err(broken(None, "assumes", format!("{dropped:?} is not needed")));
        }
        if let Assumption::Age(years @ 1..) = dropped {
            fewer.push(Assumption::Age(years - 1));
            if enough(&listed(&fewer)?) {
                return Err(broken(None, "assumes", format!("less than {dropped:?} is needed")));
            }
        }
    }
    verify_instead(region, student, goal, objectives, route)
}

/// Whether everything that stages list under `instead`, put in their place alone, gives a valid route with
/// the same vector (design 6). Whether everything that would is listed, limits decide: it is not checked.
pub fn verify_instead(
    region: &Region,
    student: &Student,
    goal: Goal,
    objectives: &[Objective],
    route: &Route,
) -> Result<(), Broken> {
    for (index, id, steps) in alternatives(region, route)? {
        let breaks = |detail: String| broken(Some(index), "instead", format!("{id} {detail}"));
        match replay_stated(region, student, goal, &steps, &Assumes::Everything, route) {
            Ok(it) if it.figures.vector(objectives) == route.objectives => {}
            Ok(it) => return Err(breaks(format!("gives {:?}", it.figures.vector(objectives)))),
            Err(it) => return Err(breaks(format!("breaks {}: {}", it.rule, it.detail))),
        }
    }
    Ok(())
}

/// The stage that is replaced, the id of what replaces it, and the route with it.
type Alternative<'a> = (usize, &'a str, Vec<Step>);

/// The routes that a route's stages list under `instead`, each with the stage and what is put in its place.
fn alternatives<'a>(region: &Region, route: &'a Route) -> Result<Vec<Alternative<'a>>, Broken> {
    let steps = steps(region, route)?;
    let mut alternatives = Vec::new();
    for (index, (stage, step)) in route.stages.iter().zip(&steps).enumerate() {
        let (Stage::Programme { instead, .. } | Stage::Job { instead, .. }) = stage;
        for (position, id) in instead.iter().enumerate() {
            let breaks = |rule, detail: &str| broken(Some(index), rule, format!("{id} {detail}"));
            let other = match step.stage {
                Taken::Enrolled(_) => return Err(breaks("instead", "in place of an enrolled stage")),
                Taken::Programme(_) => {
                    let choice = id.split_once('/').and_then(|(programme, id)| offering(region, programme, id));
                    choice.map(Taken::Programme)
                }
                Taken::Job { alongside, .. } => job(region, id).map(|job| Taken::Job { job, alongside }),
            };
            let other = other.ok_or_else(|| breaks("unknown", "does not exist"))?;
            if other == step.stage || instead.iter().take(position).any(|before| before == id) {
                return Err(breaks("instead", "is no other"));
            }
            let mut changed = steps.clone();
            if let Some(step) = changed.get_mut(index) {
                step.stage = other;
            }
            alternatives.push((index, id.as_str(), changed));
        }
    }
    Ok(alternatives)
}

/// Whether a route that [`verify`] accepts keeps to the limits of a query (design 4). With limits on the
/// offerings, a goal programme is reached by the first of those that they leave.
pub fn within(region: &Region, student: &Student, goal: Goal, route: &Route, limits: &Limits) -> Result<(), Broken> {
    let replay = replay_within(region, student, goal, &steps(region, route)?, limits)?;
    if replay.reached.to_string() != route.reached {
        return Err(broken(None, "reached", format!("within the limits it is {}", replay.reached)));
    }
    Ok(())
}

/// Whether everything that stages list under `instead` keeps to the limits of a query too.
pub fn within_instead(
    region: &Region,
    student: &Student,
    goal: Goal,
    objectives: &[Objective],
    route: &Route,
    limits: &Limits,
) -> Result<(), Broken> {
    for (index, id, steps) in alternatives(region, route)? {
        let breaks = |rule, detail| broken(Some(index), rule, format!("{id}: {detail}"));
        match replay_within(region, student, goal, &steps, limits) {
            Ok(it) if it.figures.vector(objectives) == route.objectives => {}
            Ok(it) => return Err(breaks("instead", format!("{:?}", it.figures.vector(objectives)))),
            Err(it) => return Err(breaks(it.rule, it.detail)),
        }
    }
    Ok(())
}

/// [`replay`] within the limits of a query, everything that is not given assumed (design 4).
pub fn replay_within(
    region: &Region,
    student: &Student,
    goal: Goal,
    steps: &[Step],
    limits: &Limits,
) -> Result<Replay, Broken> {
    for (index, step) in steps.iter().enumerate() {
        // An enrolled stage is bound by the totals alone, its activities by `avoid` too.
        let rule = match step.stage {
            Taken::Enrolled(_) => None,
            Taken::Programme(choice) => excludes_offering(region, student, limits, choice),
            Taken::Job { job, alongside } => excludes_job(region, student, limits, job)
                .or_else(|| alongside.and_then(|choice| excludes_offering(region, student, limits, choice))),
        };
        let avoids = |id: &ActivityId| limits.avoid.activities.contains(id);
        if let Some(rule) = rule.or_else(|| step.activities.iter().any(avoids).then_some("avoid")) {
            return Err(broken(Some(index), rule, "a limit leaves this stage out".into()));
        }
    }
    let excludes = |goal, position| excludes_offering(region, student, limits, (goal, position));
    let rule = match goal {
        Goal::Job(job) => excludes_job(region, student, limits, job),
        // One offering that the limits leave is enough.
        Goal::Programme(goal) => (0..)
            .zip(&region.programmes[goal].offerings)
            .map(|(position, _)| excludes(goal, position))
            .reduce(|one, other| other.and(one))
            .flatten(),
    };
    if let Some(rule) = rule {
        return Err(broken(None, rule, "a limit leaves the goal out".into()));
    }
    let replay = replay_to(region, student, goal, steps, &Assumes::Everything, |starts| match goal {
        Goal::Programme(goal) => {
            starts.iter().filter(|start| excludes(goal, start.0).is_none()).map(|start| start.1).min()
        }
        Goal::Job(_) => None,
    })?;
    let totals = [
        ("months", u64::from(replay.figures.months), limits.months),
        ("fees", replay.figures.fees, limits.fees),
        ("gap", u64::from(replay.figures.gap), limits.gap),
        ("moves", u64::from(replay.figures.moves), limits.moves),
    ];
    for (rule, value, limit) in totals {
        if limit.is_some_and(|limit| value > u64::from(limit)) {
            return Err(broken(None, rule, format!("{value} is more than the limit")));
        }
    }
    Ok(replay)
}

/// The limit that an offering breaks.
fn excludes_offering(region: &Region, student: &Student, limits: &Limits, choice: Choice) -> Option<&'static str> {
    let (programme, position) = choice;
    let offering = region.programmes[programme].offerings.get(usize::from(position))?;
    if limits.avoid.programmes.contains(&programme) || limits.avoid.offerings.contains(&choice) {
        return Some("avoid");
    }
    if limits.modes.as_ref().is_some_and(|modes| !modes.contains(&offering.mode)) {
        return Some("modes");
    }
    if limits.funding.as_ref().is_some_and(|funding| !funding.contains(&offering.funding)) {
        return Some("funding");
    }
    // A distance offering is bound by no place.
    let place = region.programme_place(programme).filter(|_| offering.mode != Mode::Distance);
    excludes_place(student, limits, place)
}

/// The limit that a job breaks.
fn excludes_job(region: &Region, student: &Student, limits: &Limits, job: JobId) -> Option<&'static str> {
    if limits.avoid.jobs.contains(&job) {
        return Some("avoid");
    }
    excludes_place(student, limits, region.job_place(job))
}

/// Home and unknown places are always within `places`.
fn excludes_place(student: &Student, limits: &Limits, place: Option<PlaceId>) -> Option<&'static str> {
    let (place, places) = (place?, limits.places.as_ref()?);
    (student.home != Some(place) && !places.contains(&place)).then_some("places")
}

/// Replays with the offering of a goal programme that the route may have meant, if there is one.
fn replay_stated(
    region: &Region,
    student: &Student,
    goal: Goal,
    steps: &[Step],
    assumes: &Assumes,
    route: &Route,
) -> Result<Replay, Broken> {
    let stated = Month::parse(&route.reached);
    replay_to(region, student, goal, steps, assumes, |starts| {
        let months = || starts.iter().map(|start| start.1);
        months().find(|&start| Some(start) == stated).or_else(|| months().min())
    })
}

/// What a route decides, without the dates and figures that follow from it.
pub fn steps(region: &Region, route: &Route) -> Result<Vec<Step>, Broken> {
    let mut steps = Vec::new();
    for (index, stage) in route.stages.iter().enumerate() {
        let unknown = |id: &str| broken(Some(index), "unknown", format!("there is no {id}"));
        let (taken, activities) = match stage {
            Stage::Programme { id, offering: None, activities, .. } => {
                (Taken::Enrolled(programme(region, id).ok_or_else(|| unknown(id))?), activities)
            }
            Stage::Programme { id, offering: Some(name), activities, .. } => {
                let choice = offering(region, id, name).ok_or_else(|| unknown(&format!("{id}/{name}")))?;
                (Taken::Programme(choice), activities)
            }
            Stage::Job { id, alongside, activities, .. } => {
                let job = job(region, id).ok_or_else(|| unknown(id))?;
                let alongside = match alongside {
                    Some(Alongside { programme, offering: name, .. }) => {
                        Some(offering(region, programme, name).ok_or_else(|| unknown(&format!("{programme}/{name}")))?)
                    }
                    None => None,
                };
                (Taken::Job { job, alongside }, activities)
            }
        };
        let activities: Result<Vec<ActivityId>, Broken> = activities
            .iter()
            .map(|id| region.activities.find(|row| row.id == *id).ok_or_else(|| unknown(id)))
            .collect();
        steps.push(Step { stage: taken, activities: activities? });
    }
    Ok(steps)
}

fn programme(region: &Region, id: &str) -> Option<ProgrammeId> {
    region.programmes.find(|row| row.id == id)
}

fn job(region: &Region, id: &str) -> Option<JobId> {
    region.jobs.find(|row| row.id == id)
}

fn offering(region: &Region, id: &str, offering: &str) -> Option<Choice> {
    let programme = programme(region, id)?;
    let position = region.programmes[programme].offerings.iter().position(|row| row.id == offering)?;
    Some((programme, u16::try_from(position).ok()?))
}

/// A list of assumptions; what the student has stated needs none and admits none (design 4).
fn listed(region: &Region, student: &Student, assumptions: &[Assumption]) -> Result<Assumes, Broken> {
    let mut age: Option<u32> = None;
    let mut facts: Vec<FactId> = Vec::new();
    for assumption in assumptions {
        let fact = match assumption {
            Assumption::Age(years) if student.born.is_none() => {
                age = age.max(Some(*years));
                continue;
            }
            Assumption::Age(_) => None,
            Assumption::Attests(id) => region.facts.find(|row| row == id),
        };
        match fact {
            Some(fact) if student.attests.iter().all(|stated| stated.0 != fact) => facts.push(fact),
            _ => return Err(broken(None, "assumes", format!("{assumption:?} is not for a route to assume"))),
        }
    }
    Ok(Assumes::Only { age, facts })
}

/// Whether a route states what its replay found.
fn compare(region: &Region, objectives: &[Objective], route: &Route, replay: &Replay) -> Result<(), Broken> {
    for (index, (stage, timed)) in route.stages.iter().zip(&replay.stages).enumerate() {
        let differs = |rule, stated: &dyn std::fmt::Display, found: &dyn std::fmt::Display| {
            broken(Some(index), rule, format!("stated {stated}, found {found}"))
        };
        let (Stage::Programme { start, end, .. } | Stage::Job { start, end, .. }) = stage;
        if *start != timed.start.to_string() {
            return Err(differs("start", start, &timed.start));
        }
        if *end != timed.end.to_string() {
            return Err(differs("end", end, &timed.end));
        }
        match (stage, timed.alongside) {
            (Stage::Programme { fee, .. }, _) if *fee != timed.fee => return Err(differs("fee", fee, &timed.fee)),
            (Stage::Job { alongside: Some(stated), .. }, Some(found)) => {
                if stated.start != found.start.to_string() {
                    return Err(differs("alongside", &stated.start, &found.start));
                }
                if stated.end != found.end.to_string() {
                    return Err(differs("alongside", &stated.end, &found.end));
                }
                if stated.fee != found.fee {
                    return Err(differs("fee", &stated.fee, &found.fee));
                }
            }
            _ => {}
        }
    }
    if route.reached != replay.reached.to_string() {
        return Err(broken(None, "reached", format!("stated {}, found {}", route.reached, replay.reached)));
    }
    let figures = [
        ("months", u64::from(route.months), u64::from(replay.figures.months)),
        ("fees", route.fees, replay.figures.fees),
        ("gap", u64::from(route.gap), u64::from(replay.figures.gap)),
        ("readiness", u64::from(route.readiness), u64::from(replay.figures.readiness)),
        ("effort", route.effort, replay.figures.effort),
        ("moves", u64::from(route.moves), u64::from(replay.figures.moves)),
        ("earned", route.earned, replay.figures.earned),
    ];
    for (figure, stated, found) in figures {
        if stated != found {
            return Err(broken(None, "figures", format!("{figure}: stated {stated}, found {found}")));
        }
    }
    if route.objectives != replay.figures.vector(objectives) {
        let found = replay.figures.vector(objectives);
        return Err(broken(None, "objectives", format!("stated {:?}, found {found:?}", route.objectives)));
    }
    if route.repeats != replay.repeats {
        return Err(broken(None, "repeats", format!("stated {}, found {}", route.repeats, replay.repeats)));
    }
    // In any order, each once: a job requires a competency at most once.
    let found: Vec<Gap> = replay.missing.iter().map(|missing| gap(region, missing)).collect();
    if route.gaps.len() != found.len() || found.iter().any(|gap| !route.gaps.contains(gap)) {
        return Err(broken(None, "gaps", format!("stated {:?}, found {found:?}", route.gaps)));
    }
    Ok(())
}

/// A missing requirement as an answer states it.
fn gap(region: &Region, missing: &Missing) -> Gap {
    Gap {
        competency: region.competencies[missing.requirement.competency].id.clone(),
        held: missing.held,
        required: missing.requirement.level,
        weight: missing.requirement.weight(),
        essential: missing.requirement.essential,
        known: missing.known,
    }
}
