//! The readers of `pathways-student/1` and of queries.

use super::ids::{Ids, Rows};
use super::node::{Fields, Log, Node};
use super::{MAX_BUDGET, MAX_LEVELS, MAX_LIMIT, MAX_MONTHS, MAX_ROUTES};
use crate::month::Month;
use crate::problem::Code;
use crate::region::{
    ActivityId, Array, CompetencyId, CredentialId, FactId, JobId, Level, OrganizationId, PlaceId, ProgrammeId, Region,
    Word,
};
use crate::sort::sort_by_number;
use crate::student::{Avoid, Enrolled, Goal, Limits, Objective, Owes, Query, Student};
use crate::table::{Id, Table};
use crate::text::{cut, joined};
use crate::value::Value;

/// The format's name and number.
const FORMAT: &str = "pathways-student/1";

const STUDENT: &str = "format now born home enrolled credentials worked owes competencies attests";

const QUERY: &str = "goal objectives limits routes budget";

/// The last year in which a plan can start: a route of 600 months, and one owed after it, ends within the calendar.
const LAST_YEAR: i32 = 9800;

/// Reads a student.
pub(super) fn student(value: &Value, log: &Log, known: &Known) -> Option<Student> {
    read_student(&Node::root(value, log), known)
}

/// Reads a query.
pub(super) fn query(value: &Value, log: &Log, known: &Known) -> Option<Query> {
    read_query(&Node::root(value, log).record(QUERY)?, known)
}

/// Reads a query with its student.
pub(super) fn question(value: &Value, log: &Log, known: &Known) -> Option<(Student, Query)> {
    let root = Node::root(value, log);
    let fields = root.record(&joined(&["student", QUERY], " "))?;
    let student = read_student(&fields.required("student"), known);
    let query = read_query(&fields, known);
    Some((student?, query?))
}

fn read_student(node: &Node, known: &Known) -> Option<Student> {
    let fields = node.record(STUDENT)?;
    let format = fields.required("format");
    let given = format.some_text();
    if let Some(other) = given.filter(|given| *given != FORMAT) {
        format.report(Code::WrongFormat, &[other, FORMAT]);
    }

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
        home: fields.optional("home").map(|field| known.at(&field)),
        enrolled: fields.optional("enrolled").and_then(|field| read_enrolled(&field, now, known)),
        credentials: distinct_rows(fields.list("credentials", |item| known.at(item))),
        worked: distinct_rows(fields.list("worked", |item| known.at(item))),
        owes: fields.optional("owes").and_then(|field| read_owes(&field, known)),
        competencies: read_competencies(&fields, known),
        attests: read_attests(&fields, known.region),
    })
}

fn read_now(node: &Node) -> Option<Month> {
    let now = node.month()?;
    if Month::new(LAST_YEAR, 12).is_some_and(|last| now > last) {
        node.report(Code::MonthOrder, &["`now`", "later", "9800-12, the last month in which a plan can start"]);
    }
    Some(now)
}

fn read_enrolled(node: &Node, now: Option<Month>, known: &Known) -> Option<Enrolled> {
    let fields = node.record("programme until")?;
    let programme = known.at(&fields.required("programme"));
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
fn read_owes(node: &Node, known: &Known) -> Option<Owes> {
    let fields = node.record("sponsor months")?;
    let sponsor = known.at(&fields.required("sponsor"));
    let months = fields.required("months").number(0, MAX_MONTHS);
    (months > 0).then_some(Owes { sponsor, months })
}

/// Of a competency that comes twice, the higher level counts.
fn read_competencies(fields: &Fields, known: &Known) -> Vec<(CompetencyId, Level)> {
    let region = known.region;
    let top = region.progression.len().min(MAX_LEVELS) as Level;
    let mut levels: Table<CompetencyId, Option<Level>> = Table::filled(region.competencies.len(), None);
    fields.list("competencies", |item| {
        if let Some(fields) = item.record("id level") {
            let competency: CompetencyId = known.at(&fields.required("id"));
            let level = fields.required("level").level(0, top);
            // A region without competencies has none to stand in for one that is unknown.
            if let Some(most) = levels.iter_mut().nth(competency.index()) {
                *most = Some(level).max(*most);
            }
        }
    });
    levels.entries().filter_map(|(competency, level)| Some((competency, (*level)?))).collect()
}

/// A fact that no condition of the region names means nothing to it: the student may know more regions than one.
fn read_attests(fields: &Fields, region: &Region) -> Vec<(FactId, bool)> {
    let mut attests: Table<FactId, Option<bool>> = Table::filled(region.facts.len(), None);
    fields.list("attests", |item| {
        if let Some(fields) = item.record("id value") {
            let field = fields.required("id");
            if let (Some(id), Some(value)) = (field.any_text(), fields.required("value").flag())
                && let Some(fact) = region.facts.find_sorted(id)
                && *attests[fact].get_or_insert(value) != value
            {
                field.report(Code::Contradiction, &[id]);
            }
        }
    });
    attests.entries().filter_map(|(fact, value)| Some((fact, (*value)?))).collect()
}

fn read_query(fields: &Fields, known: &Known) -> Option<Query> {
    let goal = read_goal(&fields.required("goal"), known);
    let objectives = fields.optional("objectives").map(|field| read_objectives(&field));
    let limits = fields.optional("limits").and_then(|field| read_limits(&field, known));
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

fn read_goal(node: &Node, known: &Known) -> Option<Goal> {
    let fields = node.record("job programme")?;
    match (fields.optional("job"), fields.optional("programme")) {
        (Some(job), None) => Some(Goal::Job(known.at(&job))),
        (None, Some(programme)) => Some(Goal::Programme(known.at(&programme))),
        _ => {
            node.report(Code::BadGoal, &[]);
            None
        }
    }
}

fn read_objectives(node: &Node) -> Vec<Objective> {
    let given: Vec<Objective> = node.items().map(|item| item.word()).collect();
    let objectives = distinct_words(given.clone());
    if objectives.len() < given.len() || !(1..=4).contains(&given.len()) {
        let words: Vec<&str> = Objective::ALL.iter().map(|objective| objective.word()).collect();
        node.report(Code::BadObjectives, &[&joined(&words, ", ")]);
    }
    objectives
}

fn read_limits(node: &Node, known: &Known) -> Option<Limits> {
    let fields = node.record("months fees gap moves places modes funding avoid")?;
    let number = |name| fields.optional(name).map(|field| field.number(0, MAX_LIMIT));
    Some(Limits {
        months: number("months"),
        fees: number("fees"),
        gap: number("gap"),
        moves: number("moves"),
        places: fields.optional("places").map(|_| distinct_rows(fields.list("places", |item| known.at(item)))),
        modes: fields.optional("modes").map(|_| distinct_words(fields.list("modes", |item| item.word()))),
        funding: fields.optional("funding").map(|_| distinct_words(fields.list("funding", |item| item.word()))),
        avoid: read_avoid(&fields, known),
    })
}

/// An id avoids whatever bears it.
fn read_avoid(fields: &Fields, known: &Known) -> Avoid {
    let mut avoid = Avoid::default();
    let Some(list) = fields.optional("avoid") else { return avoid };
    for item in list.items() {
        let Some(id) = item.some_text() else { continue };
        if let Some((programme, offering)) = cut(id, b'/') {
            avoid_offering(&item, programme, offering, known, &mut avoid);
            continue;
        }
        let (programme, activity, job) =
            (known.find::<ProgrammeId>(id), known.find::<ActivityId>(id), known.find::<JobId>(id));
        if programme.is_none() && activity.is_none() && job.is_none() {
            let [programmes, activities, jobs] =
                [Array::Programmes, Array::Activities, Array::Jobs].map(|array| known.rows(array).ids());
            let near = item.nearest(id, programmes.chain(activities).chain(jobs));
            item.report_at(Code::UnknownId, None, &["programme, activity or job", id], near);
        }
        avoid.programmes.extend(programme);
        avoid.activities.extend(activity);
        avoid.jobs.extend(job);
    }
    Avoid {
        programmes: distinct_rows(avoid.programmes),
        activities: distinct_rows(avoid.activities),
        offerings: distinct(&avoid.offerings, |(programme, offering)| {
            u64::from(programme.0) << 16 | u64::from(offering)
        }),
        jobs: distinct_rows(avoid.jobs),
    }
}

fn avoid_offering(node: &Node, programme: &str, offering: &str, known: &Known, avoid: &mut Avoid) {
    let region = known.region;
    let Some(row) = known.find::<ProgrammeId>(programme) else {
        known.row(node, Array::Programmes, programme);
        return;
    };
    let id = &region.programmes[row].id;
    let whole = joined(&[id, offering], "/");
    let successor = region.replaced.iter().find(|old| old.array == Array::Offerings && old.id == whole);
    let offering = successor.and_then(|old| cut(&old.by, b'/')).map_or(offering, |(_, by)| by);
    let offerings = &region.programmes[row].offerings;
    match offerings.iter().position(|own| own.id == offering) {
        Some(index) => avoid.offerings.extend(u16::try_from(index).map(|index| (row, index))),
        // The offerings of a replaced programme are gone with it: there is nothing left to avoid.
        None if id != programme => {}
        None => {
            let near = node.nearest(offering, offerings.iter().map(|own| own.id.as_str()));
            let near = near.map(|near| joined(&[id, near], "/"));
            node.report_at(Code::UnknownId, None, &["offering", &whole], near.as_deref());
        }
    }
}

/// A region and what its ids mean.
#[derive(Clone, Copy)]
pub(super) struct Known<'r> {
    pub region: &'r Region,
    pub ids: &'r Ids,
}

/// A kind of record that students and queries name.
trait Listed: Id {
    const ARRAY: Array;
}

macro_rules! listed {
    ($($id:ident $array:ident),*) => {$(
        impl Listed for $id {
            const ARRAY: Array = Array::$array;
        }
    )*};
}

listed! {
    PlaceId Places, OrganizationId Organizations, CompetencyId Competencies, CredentialId Credentials,
    ProgrammeId Programmes, ActivityId Activities, JobId Jobs
}

impl<'r> Known<'r> {
    /// The record that a node names.
    fn at<I: Listed>(&self, node: &Node) -> I {
        I::new(node.some_text().map_or(0, |id| self.row(node, I::ARRAY, id)))
    }

    /// The row of an id that a node names.
    fn row(&self, node: &Node, array: Array, id: &str) -> usize {
        let rows = self.rows(array);
        rows.find(id).unwrap_or_else(|| {
            node.report_unknown(rows.what(), id, None, rows.ids());
            0
        })
    }

    /// The record of an id, where there is one.
    fn find<I: Listed>(&self, id: &str) -> Option<I> {
        self.rows(I::ARRAY).find(id).map(I::new)
    }

    fn rows(&self, array: Array) -> Rows<'r> {
        self.ids.of(self.region, array)
    }
}

/// The items, each where it comes first.
fn distinct<T: Copy>(items: &[T], number: impl Fn(T) -> u64) -> Vec<T> {
    let mut numbers = Vec::new();
    for item in items {
        numbers.push((number(*item), numbers.len() as u32));
    }
    let mut distinct = Vec::new();
    for (place, _) in firsts(numbers) {
        distinct.extend(items.get(place as usize));
    }
    distinct
}

/// Where each number comes first, in order.
#[inline(never)]
fn firsts(mut numbers: Vec<(u64, u32)>) -> Vec<(u64, u32)> {
    sort_by_number(&mut numbers);
    numbers.dedup_by_key(|(number, _)| *number);
    for (number, place) in &mut numbers {
        *number = u64::from(*place);
    }
    sort_by_number(&mut numbers);
    numbers
}

fn distinct_words<W: Word + PartialEq>(words: Vec<W>) -> Vec<W> {
    distinct(&words, |word| W::VALUES.iter().position(|value| *value == word).unwrap_or(0) as u64)
}

fn distinct_rows<I: Id>(rows: Vec<I>) -> Vec<I> {
    distinct(&rows, |row| row.index() as u64)
}
