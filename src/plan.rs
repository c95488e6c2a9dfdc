//! The planner: every non-dominated route from a student to a goal.
//!
//! `scope` says what the query admits, `reach` how soon anything can be, `model` compiles it, `strategy` has
//! `search` and `cover` find the vectors, `finish` makes routes of them with `trace`, and `reasons` says why
//! there is none.

mod aim;
mod bits;
mod clause;
mod company;
mod cover;
mod duty;
mod finish;
mod front;
mod landmarks;
mod model;
mod multicover;
mod prices;
mod reach;
mod reasons;
mod reduce;
mod scope;
mod search;
mod strategy;
mod trace;

use crate::answer::{self, Alongside, Answer, Assumption, Gap, Reason, RegionStamp, Stage, Status};
use crate::graph::CompetencyGraph;
use crate::month::Month;
use crate::region::{self, ActivityId, Region};
use crate::student::{Goal, Query, Student};
use crate::text::joined;
use finish::{Finisher, Route};
use model::Model;
use reach::Reach;
use scope::{Figures, Scope};
use search::Found;
use trace::{Assumed, Main, Step, Walker};

/// Finds the routes that a query asks for (design sections 4 to 7).
///
/// Who asks again and again keeps the region's graph, and calls [`plan_on`].
pub fn plan(region: &Region, student: &Student, query: &Query) -> Answer {
    plan_on(&CompetencyGraph::new(region), region, student, query)
}

/// As [`plan`], on the graph that was made of the region.
pub fn plan_on(graph: &CompetencyGraph, region: &Region, student: &Student, query: &Query) -> Answer {
    let scope = Scope::new(region, graph, student, query);
    let (activities, found) = strategy::find(&scope, query.budget);
    let (routes, proved) = routes(&scope, activities, &found, query.routes as usize);
    let (status, bound) = status(&scope, &found, &routes, proved);
    let reasons =
        if status == Status::Unreachable { reasons::reasons(&scope, query.budget) } else { Vec::<Reason>::new() };
    Answer {
        format: Answer::FORMAT.into(),
        region: RegionStamp { id: region.id.clone(), version: region.version.clone(), digest: region.digest.clone() },
        engine: env!("CARGO_PKG_VERSION").into(),
        goal: match query.goal {
            Goal::Job(job) => answer::Goal::Job(region.jobs[job].id.clone()),
            Goal::Programme(programme) => answer::Goal::Programme(region.programmes[programme].id.clone()),
        },
        objectives: query.objectives.iter().map(|objective| objective.word().to_string()).collect(),
        status,
        bound,
        steps: found.steps,
        routes: routes.iter().map(|route| record(&scope, route)).collect(),
        reasons,
    }
}

/// How many offerings, jobs, activities and facts can matter to a query, once all else is left out.
pub fn relevant(graph: &CompetencyGraph, region: &Region, student: &Student, query: &Query) -> [usize; 4] {
    let scope = Scope::new(region, graph, student, query);
    let walker = Walker { scope: &scope, assumed: Assumed::Everything };
    let model = Model::new(&Reach::new(&walker, &scope.upstream()).until_end(), true);
    let jobs = model.openings.iter().filter(|opening| opening.employer().is_some()).count();
    [model.openings.len() - jobs, jobs, model.lessons.len(), model.facts]
}

/// The routes of a front, at most `most` for each vector, in the answer's order; and whether the
/// least effort of each is proved.
fn routes(scope: &Scope<'_>, activities: Vec<ActivityId>, found: &Found, most: usize) -> (Vec<Route>, bool) {
    let mut finisher = Finisher::new(scope, activities);
    let mut walked: Vec<(Vec<Step>, Figures)> = Vec::new();
    for choice in found.front.points.iter().flat_map(|point| &point.choices) {
        if let Some(end) = finisher.walk(choice) {
            walked.push((choice.clone(), end.figures));
        }
    }
    // True dates can only be better than the search's; what they make pointless goes.
    let all: Vec<Figures> = walked.iter().map(|(_, figures)| *figures).collect();
    let pointless = |figures: &Figures, all: &[Figures]| {
        all.iter().any(|other| other.no_worse(figures, scope.objectives) && !other.same(figures, scope.objectives))
    };
    walked.retain(|(_, figures)| !pointless(figures, &all));
    let of_vector = |routes: &[Route], figures: &Figures| {
        routes.iter().filter(|route| route.end.figures.same(figures, scope.objectives)).count()
    };
    let mut routes: Vec<Route> = Vec::new();
    for (steps, figures) in &walked {
        if of_vector(&routes, figures) >= most {
            continue;
        }
        let mut waiting = vec![steps.clone()];
        while let Some(steps) = waiting.pop() {
            if of_vector(&routes, figures) >= most {
                break;
            }
            let Some(route) = route(&mut finisher, steps, figures) else { continue };
            let figures = &route.end.figures;
            let listed = |other: &Route| {
                other.end.figures.same(figures, scope.objectives) && same_stages(&other.steps, &route.steps)
            };
            if routes.iter().any(listed) || of_vector(&routes, figures) >= most {
                continue;
            }
            // An equal in one stage's place makes another route of the same vector.
            for (position, equals) in route.instead.iter().enumerate().rev() {
                for main in equals.iter().take(most).rev() {
                    let mut steps = route.steps.clone();
                    if let Some(step) = steps.get_mut(position) {
                        step.main = *main;
                    }
                    waiting.push(steps);
                }
            }
            routes.push(route);
        }
    }
    // The least effort may be less than a search that was cut has seen, and make other vectors pointless.
    let all: Vec<Figures> = routes.iter().map(|route| route.end.figures).collect();
    routes.retain(|route| !pointless(&route.end.figures, &all));
    finisher.sort(&mut routes);
    (routes, finisher.proved)
}

fn route(finisher: &mut Finisher<'_>, steps: Vec<Step>, figures: &Figures) -> Option<Route> {
    let (steps, end) = finisher.tidy(steps, figures)?;
    let instead = finisher.instead(&steps, &end.figures);
    let (age, attests) = finisher.assumes(&steps, &end);
    Some(Route { steps, end, instead, age, attests })
}

fn same_stages(one: &[Step], other: &[Step]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.main == other.main)
}

/// What is proved of the routes.
fn status(scope: &Scope<'_>, found: &Found, routes: &[Route], proved: bool) -> (Status, Option<u64>) {
    if found.complete && routes.is_empty() {
        return (Status::Unreachable, None);
    }
    if found.complete && proved {
        return (Status::Exact, None);
    }
    // The least factor by which some listed route is within every vector that may have been left out.
    let mut bound = 0;
    for open in &found.open {
        let mut least = u64::MAX;
        for route in routes {
            let mut excess = 0;
            for objective in scope.objectives {
                let (ours, theirs) = (route.end.figures.get(*objective), open.get(*objective));
                let more = ours.saturating_sub(theirs);
                if more > 0 {
                    let factor = if theirs == 0 { u64::MAX } else { more.saturating_mul(1000).div_ceil(theirs) };
                    excess = excess.max(factor);
                }
            }
            least = least.min(excess);
        }
        bound = bound.max(least);
    }
    match bound {
        _ if !proved || bound == u64::MAX => (Status::Partial, None),
        0 => (Status::Exact, None),
        _ => (Status::Within, Some(bound)),
    }
}

/// A route as it is answered.
fn record(scope: &Scope<'_>, route: &Route) -> answer::Route {
    let region = scope.region;
    let figures = &route.end.figures;
    let month = |months: u32| -> String { Month::plus(scope.student.now, months).text() };
    let mut earned = 0;
    let mut stages = Vec::new();
    for (position, step) in route.steps.iter().enumerate() {
        let Some(span) = route.end.spans.get(position) else { continue };
        let next = route.end.spans.get(position + 1).map_or(figures.months, |next| next.start);
        let activities = step.activities.iter().map(|activity| region.activities[*activity].id.clone()).collect();
        let equals = route.instead.get(position).map(Vec::as_slice).unwrap_or_default();
        let instead = equals.iter().map(|main| match main {
            Main::Work(job, _) => region.jobs[*job].id.clone(),
            Main::Study((programme, offering)) => {
                let programme = &region.programmes[*programme];
                let offering = programme.offerings.get(usize::from(*offering)).map_or("", |offering| &offering.id);
                joined(&[&programme.id, offering], "/")
            }
            Main::Enrolled(programme) => region.programmes[*programme].id.clone(),
        });
        let instead = instead.collect();
        let stipend = |(programme, offering): scope::OfferingRef, start: u32, end: u32| {
            let offering = region.programmes[programme].offerings.get(usize::from(offering));
            let contract = offering.and_then(|offering| offering.contract);
            contract.map_or(0, |contract| u64::from(contract.stipend_per_month) * u64::from(end - start))
        };
        let offering_id = |(programme, offering): scope::OfferingRef| {
            let offering = region.programmes[programme].offerings.get(usize::from(offering));
            offering.map(|offering| offering.id.clone())
        };
        stages.push(match step.main {
            Main::Enrolled(programme) => Stage::Programme {
                id: region.programmes[programme].id.clone(),
                offering: None,
                start: month(span.start),
                end: month(span.end),
                fee: 0,
                activities,
                instead,
            },
            Main::Study(reference) => {
                earned += stipend(reference, span.start, span.end);
                Stage::Programme {
                    id: region.programmes[reference.0].id.clone(),
                    offering: offering_id(reference),
                    start: month(span.start),
                    end: month(span.end),
                    fee: span.fee,
                    activities,
                    instead,
                }
            }
            Main::Work(job, beside) => {
                let wage = region.jobs[job].wage.map_or(0, |wage| wage.per_month);
                earned += u64::from(wage) * u64::from(next - span.start);
                let alongside = beside.zip(span.alongside).map(|(reference, (start, end, fee))| {
                    earned += stipend(reference, start, end);
                    Alongside {
                        programme: region.programmes[reference.0].id.clone(),
                        offering: offering_id(reference).unwrap_or_default(),
                        start: month(start),
                        end: month(end),
                        fee,
                    }
                });
                Stage::Job {
                    id: region.jobs[job].id.clone(),
                    start: month(span.start),
                    end: month(next),
                    alongside,
                    activities,
                    instead,
                }
            }
        });
    }
    let mut gaps = Vec::new();
    let mut readiness = 100;
    if let Goal::Job(job) = scope.goal {
        let job = &region.jobs[job];
        readiness = region::readiness(figures.gap, job.whole());
        for need in &job.requires {
            let held = route.end.levels[need.competency];
            if held < need.level {
                gaps.push(Gap {
                    competency: region.competencies[need.competency].id.clone(),
                    held,
                    required: need.level,
                    weight: need.weight(),
                    essential: need.essential,
                    known: scope.student.competencies.iter().any(|(known, _)| *known == need.competency),
                });
            }
        }
    }
    let age = route.age.map(Assumption::Age);
    let facts = route.attests.iter().map(|fact| Assumption::Attests(region.facts[*fact].clone()));
    answer::Route {
        objectives: scope.objectives.iter().map(|objective| figures.get(*objective)).collect(),
        months: figures.months,
        fees: figures.fees,
        gap: figures.gap,
        readiness,
        effort: figures.effort,
        moves: figures.moves,
        earned,
        reached: month(figures.months),
        stages,
        gaps,
        repeats: trace::repeats(&route.steps),
        assumes: age.into_iter().chain(facts).collect(),
    }
}
