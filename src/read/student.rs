//! The readers of `pathways-student/1` and of queries.

use std::cell::LazyCell;

use super::node::{Fields, Log, Names, Node};
use super::{MAX_BUDGET, MAX_LEVELS, MAX_LIMIT, MAX_MONTHS, MAX_ROUTES};
use crate::month::Month;
use crate::problem::Code;
use crate::region::{Array, CompetencyId, FactId, Level, Region};
use crate::sort::{sort, sort_by_key};
use crate::student::{Avoid, Enrolled, Goal, Limits, Objective, Owes, Query, Student};
use crate::table::{Id, Table};
use crate::value::Value;

/// The format's name and number.
const FORMAT: &str = "pathways-student/1";

const STUDENT: &str = "format now born home enrolled credentials worked owes competencies attests";

const QUERY: &str = "goal objectives limits routes budget";

/// The last year in which a plan can start: a route of 600 months, and one owed after it, ends within the calendar.
const LAST_YEAR: i32 = 9800;

/// Reads a student.
pub(super) fn student(value: &Value, log: &Log, region: &Region) -> Option<Student> {
    read_student(&Node::root(value, log), region)
}

/// Reads a query.
pub(super) fn query(value: &Value, log: &Log, region: &Region) -> Option<Query> {
    read_query(&Node::root(value, log).record(QUERY)?, region)
}

/// Reads a query with its student.
pub(super) fn question(value: &Value, log: &Log, region: &Region) -> Option<(Student, Query)> {
    let root = Node::root(value, log);
    let fields = root.record(&["student ", QUERY].concat())?;
    let student = read_student(&fields.required("student"), region);
    let query = read_query(&fields, region);
    Some((student?, query?))
}

fn read_student(node: &Node, region: &Region) -> Option<Student> {
    let fields = node.record(STUDENT)?;
    let format = fields.required("format");
    let given = format.some_text();
    if let Some(other) = given.filter(|given| *given != FORMAT) {
        format.report(Code::WrongFormat, &[other, FORMAT]);
    }

    // Sorting the ids of a large region takes longer than ranking its jobs, so it waits for somebody to name one.
    let jobs = LazyCell::new(|| names(region, Array::Jobs, "job", &region.jobs, |job| &job.id));
    let credentials =
        LazyCell::new(|| names(region, Array::Credentials, "credential", &region.credentials, |row| &row.id));
    let now = read_now(&fields.required("now"));
    Some(Student {
        now: now.unwrap_or(Month::FIRST),
        born: fields.optional("born").and_then(|field| {
            let born = field.month()?;
            if now.is_some_and(|now| born > now) {
                field.report(Code::MonthOrder, &["the month of birth", "later", "`now`"]);
            }
            Some(born)
        }),
        home: fields.optional("home").map(|field| field.reference(&places(region))),
        enrolled: fields.optional("enrolled").and_then(|field| read_enrolled(&field, now, region)),
        credentials: distinct(fields.list("credentials", |item| item.reference(&credentials))),
        worked: distinct(fields.list("worked", |item| item.reference(&jobs))),
        owes: fields.optional("owes").and_then(|field| read_owes(&field, region)),
        competencies: read_competencies(&fields, region),
        attests: read_attests(&fields, region),
    })
}

fn read_now(node: &Node) -> Option<Month> {
    let now = node.month()?;
    if Month::new(LAST_YEAR, 12).is_some_and(|last| now > last) {
        node.report(Code::MonthOrder, &["`now`", "later", "9800-12, the last month in which a plan can start"]);
    }
    Some(now)
}

fn read_enrolled(node: &Node, now: Option<Month>, region: &Region) -> Option<Enrolled> {
    let fields = node.record("programme until")?;
    let programme = fields.required("programme").reference(&programmes(region));
    let field = fields.required("until");
    let until = field.month()?;
    match now {
        Some(now) if until < now => field.report(Code::MonthOrder, &["`until`", "earlier", "`now`"]),
        Some(now) if until.since(now) > MAX_MONTHS => {
            field.report(Code::MonthOrder, &["`until`", "more than 600 months later", "`now`"]);
        }
        _ => {}
    }
    Some(Enrolled { programme, until })
}

/// Zero months are no obligation.
fn read_owes(node: &Node, region: &Region) -> Option<Owes> {
    let fields = node.record("sponsor months")?;
    let organizations =
        names(region, Array::Organizations, "organization", &region.organizations, |organization| &organization.id);
    let sponsor = fields.required("sponsor").reference(&organizations);
    let months = fields.required("months").number(0, MAX_MONTHS);
    (months > 0).then_some(Owes { sponsor, months })
}

/// Of a competency that comes twice, the higher level counts.
fn read_competencies(fields: &Fields, region: &Region) -> Vec<(CompetencyId, Level)> {
    let names = LazyCell::new(|| names(region, Array::Competencies, "competency", &region.competencies, |row| &row.id));
    let top = region.progression.len().min(MAX_LEVELS) as Level;
    let mut levels: Table<CompetencyId, Option<Level>> = Table::filled(region.competencies.len(), None);
    fields.list("competencies", |item| {
        if let Some(fields) = item.record("id level") {
            let competency = fields.required("id").reference(&names);
            let level = fields.required("level").level(0, top);
            // A region without competencies has none to stand in for one that is unknown.
            if let Some(known) = levels.iter_mut().nth(competency.index()) {
                *known = Some(level).max(*known);
            }
        }
    });
    levels.entries().filter_map(|(competency, level)| Some((competency, (*level)?))).collect()
}

/// A fact that no condition of the region names means nothing to it: the student may know more regions than one.
fn read_attests(fields: &Fields, region: &Region) -> Vec<(FactId, bool)> {
    let facts = Names::new("fact", region.facts.entries().map(|(id, fact)| (fact.as_str(), id)).collect());
    let mut attests: Table<FactId, Option<bool>> = Table::filled(region.facts.len(), None);
    fields.list("attests", |item| {
        if let Some(fields) = item.record("id value") {
            let field = fields.required("id");
            if let (Some(id), Some(value)) = (field.any_text(), fields.required("value").flag())
                && let Some(fact) = facts.find(id)
                && *attests[fact].get_or_insert(value) != value
            {
                field.report(Code::Contradiction, &[id]);
            }
        }
    });
    attests.entries().filter_map(|(fact, value)| Some((fact, (*value)?))).collect()
}

fn read_query(fields: &Fields, region: &Region) -> Option<Query> {
    let goal = read_goal(&fields.required("goal"), region);
    let objectives = fields.optional("objectives").map(|field| read_objectives(&field));
    let limits = fields.optional("limits").and_then(|field| read_limits(&field, region));
    let routes = fields.optional("routes").map(|field| field.number(1, MAX_ROUTES));
    let budget = fields.optional("budget").map(|field| field.whole(1, MAX_BUDGET));
    let simple = Query::new(goal?);
    Some(Query {
        goal: simple.goal,
        objectives: objectives.unwrap_or(simple.objectives),
        limits: limits.unwrap_or_default(),
        routes: routes.unwrap_or(simple.routes),
        budget: budget.unwrap_or(simple.budget),
    })
}

fn read_goal(node: &Node, region: &Region) -> Option<Goal> {
    let fields = node.record("job programme")?;
    match (fields.optional("job"), fields.optional("programme")) {
        (Some(job), None) => {
            Some(Goal::Job(job.reference(&names(region, Array::Jobs, "job", &region.jobs, |job| &job.id))))
        }
        (None, Some(programme)) => Some(Goal::Programme(programme.reference(&programmes(region)))),
        _ => {
            node.report(Code::BadGoal, &[]);
            None
        }
    }
}

fn read_objectives(node: &Node) -> Vec<Objective> {
    let given: Vec<Objective> = node.items().map(|item| item.word()).collect();
    let objectives = distinct(given.clone());
    if objectives.len() < given.len() || !(1..=4).contains(&given.len()) {
        let words: Vec<&str> = Objective::ALL.iter().map(|objective| objective.word()).collect();
        node.report(Code::BadObjectives, &[&words.join(", ")]);
    }
    objectives
}

fn read_limits(node: &Node, region: &Region) -> Option<Limits> {
    let fields = node.record("months fees gap moves places modes funding avoid")?;
    let number = |name| fields.optional(name).map(|field| field.number(0, MAX_LIMIT));
    Some(Limits {
        months: number("months"),
        fees: number("fees"),
        gap: number("gap"),
        moves: number("moves"),
        places: fields.optional("places").map(|list| {
            let places = places(region);
            distinct(list.items().map(|item| item.reference(&places)).collect())
        }),
        modes: fields.optional("modes").map(|list| distinct(list.items().map(|item| item.word()).collect())),
        funding: fields.optional("funding").map(|list| distinct(list.items().map(|item| item.word()).collect())),
        avoid: read_avoid(&fields, region),
    })
}

/// An id avoids whatever bears it.
fn read_avoid(fields: &Fields, region: &Region) -> Avoid {
    let mut avoid = Avoid::default();
    let Some(list) = fields.optional("avoid") else { return avoid };
    let programmes = programmes(region);
    let activities = names(region, Array::Activities, "activity", &region.activities, |activity| &activity.id);
    let jobs = names(region, Array::Jobs, "job", &region.jobs, |job| &job.id);
    for item in list.items() {
        let Some(id) = item.some_text() else { continue };
        if let Some((programme, offering)) = id.split_once('/') {
            avoid_offering(&item, programme, offering, region, &programmes, &mut avoid);
            continue;
        }
        let (programme, activity, job) = (programmes.find(id), activities.find(id), jobs.find(id));
        if programme.is_none() && activity.is_none() && job.is_none() {
            let near = item.nearest(id, programmes.ids().chain(activities.ids()).chain(jobs.ids()));
            item.report_at(Code::UnknownId, None, &["programme, activity or job", id], near);
        }
        avoid.programmes.extend(programme);
        avoid.activities.extend(activity);
        avoid.jobs.extend(job);
    }
    Avoid {
        programmes: distinct(avoid.programmes),
        activities: distinct(avoid.activities),
        offerings: distinct(avoid.offerings),
        jobs: distinct(avoid.jobs),
    }
}

fn avoid_offering(
    node: &Node,
    programme: &str,
    offering: &str,
    region: &Region,
    programmes: &Names<'_, crate::region::ProgrammeId>,
    avoid: &mut Avoid,
) {
    let Some(row) = programmes.find(programme) else {
        node.named(programmes, programme, None);
        return;
    };
    let id = &region.programmes[row].id;
    let whole = [id, "/", offering].concat();
    let successor = region.replaced.iter().find(|old| old.array == Array::Offerings && old.id == whole);
    let offering = successor.and_then(|old| old.by.split_once('/')).map_or(offering, |(_, by)| by);
    let offerings = &region.programmes[row].offerings;
    match offerings.iter().position(|own| own.id == offering) {
        Some(index) => avoid.offerings.extend(u16::try_from(index).map(|index| (row, index))),
        // The offerings of a replaced programme are gone with it: there is nothing left to avoid.
        None if id != programme => {}
        None => {
            let near = node.nearest(offering, offerings.iter().map(|own| own.id.as_str()));
            let near = near.map(|near| [id, "/", near].concat());
            node.report_at(Code::UnknownId, None, &["offering", &whole], near.as_deref());
        }
    }
}

fn places(region: &Region) -> Names<'_, crate::region::PlaceId> {
    names(region, Array::Places, "place", &region.places, |place| &place.id)
}

fn programmes(region: &Region) -> Names<'_, crate::region::ProgrammeId> {
    names(region, Array::Programmes, "programme", &region.programmes, |programme| &programme.id)
}

/// The ids of an array, replaced ones included.
fn names<'r, I: Id, T>(
    region: &'r Region,
    array: Array,
    what: &'static str,
    table: &'r Table<I, T>,
    id: impl Fn(&'r T) -> &'r String,
) -> Names<'r, I> {
    let own = Names::new(what, table.entries().map(|(row, record)| (id(record).as_str(), row)).collect());
    let mut replaced = Vec::new();
    for old in &region.replaced {
        if old.array == array {
            replaced.extend(own.find(&old.by).map(|row| (old.id.as_str(), row)));
        }
    }
    own.with(replaced)
}

/// The items, each where it comes first.
fn distinct<T: Ord + Copy>(items: Vec<T>) -> Vec<T> {
    let mut places: Vec<usize> = (0..items.len()).collect();
    sort_by_key(&mut places, |place| items.get(*place));
    places.dedup_by_key(|place| items.get(*place));
    sort(&mut places);
    let mut distinct = Vec::new();
    for place in places {
        distinct.extend(items.get(place));
    }
    distinct
}
