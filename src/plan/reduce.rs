//! Leaves out of a compiled query what no route needs.
//!
//! The facts that matter grow from the goal: an opening (an offering or a job) matters where it gives a
//! fact that matters, hosts a lesson that does, or helps another opening that does, and where no other
//! opening does all of that as well; then the facts that its entry asks for matter too.
//!
//! Some openings give and host nothing that matters: they only lend their hours to what runs in the same stage, and
//! any trade's could. Where that is enough to know, such *lenders* are eased: anybody may enter them, the short way
//! through. Then nothing has to lead to them, and a few of all are no worse than the others. What is found with them
//! is a bound, and what walks through the region is a route (`plan` looks whether all does).
//!
//! *Why this loses nothing.* Take any route. Replace every stage by the opening that made it not matter:
//! it starts no later, lasts no longer, costs no more and gives the same facts that matter. The entries
//! of all stages that are left ask for facts that matter only. `instead` brings equals back afterwards.

use std::borrow::Cow;

use super::bits::Bits;
use super::clause::{Clause, NEVER};
use super::company::{Company, simplify};
use super::model::{Kind, Model, Opening};
use super::scope::{LONGEST, next_intake};
use crate::region::OrganizationId;

/// What an opening is worth to a query.
struct Worth {
    /// Facts that are held after it and that matter.
    facts: Bits,
    /// Those of them that need not be held before it.
    gives: Bits,
    /// Lessons that it hosts and that matter.
    lessons: Bits,
    /// The hours of those lessons.
    hours: u64,
    /// All words of the three sets over each other, which tell most pairs apart at a glance.
    folded: [u64; 3],
}

impl Worth {
    fn of(model: &Model, opening: &Opening, wanted: &Bits, lessons: &Bits) -> Worth {
        let lessons = opening.hosts.and(lessons);
        let hours = lessons.iter().filter_map(|lesson| model.lessons.get(lesson)).map(|lesson| lesson.hours).sum();
        let (facts, gives) = (opening.facts.and(wanted), opening.gives.and(wanted));
        let folded = [facts.folded(), gives.folded(), lessons.folded()];
        Worth { facts, gives, lessons, hours, folded }
    }

    fn is_none(&self) -> bool {
        self.gives.is_empty() && self.lessons.is_empty()
    }

    /// Whether all that the other opening gives and hosts is given and hosted here.
    fn covers(&self, other: &Worth) -> bool {
        let [facts, _, lessons] = self.folded;
        let [_, gives, hosted] = other.folded;
        gives & !facts == 0
            && hosted & !lessons == 0
            && self.facts.covers(&other.gives)
            && self.lessons.covers(&other.lessons)
    }
}

/// Leaves out of a model what no route needs.
pub fn reduce(model: &mut Model, moves: bool) {
    let company = simplify(model);
    let mut wanted = model.goal_facts();
    let (kept, lessons) = loop {
        let lessons = wanted_lessons(model, &wanted);
        let kept = needed(model, &company, moves, &wanted, &lessons);
        let mut more = wanted.clone();
        for (opening, need) in at(model, &kept) {
            if need == Need::Itself {
                opening.clauses().for_each(|clause| clause.mention(&mut more));
            }
        }
        for lesson in hosted(model, &kept).and(&lessons).iter().filter_map(|lesson| model.lessons.get(lesson)) {
            more.add(&lesson.asks);
        }
        if more == wanted {
            break (kept, lessons);
        }
        wanted = more;
    };
    // What closes the gap is counted even where it does not matter, and so is what opens a job to serve.
    wanted.add(&model.gap_facts());
    for (position, need) in &kept {
        if let Some(opening) = model.openings.get_mut(*position) {
            if *need == Need::Lent {
                *opening = eased(opening);
            }
            opening.entry.mention(&mut wanted);
        }
    }
    keep(model, &kept, &lessons, &wanted);
}

/// The openings at these positions.
fn at<'a>(model: &'a Model, kept: &[(usize, Need)]) -> impl Iterator<Item = (&'a Opening, Need)> {
    kept.iter().filter_map(|(position, need)| Some((model.openings.get(*position)?, *need)))
}

/// The lessons that these openings and the enrolled stage can host.
fn hosted(model: &Model, kept: &[(usize, Need)]) -> Bits {
    let mut hosted = Bits::new(model.lessons.len());
    model.enrolment.iter().for_each(|stage| hosted.add(&stage.hosts));
    at(model, kept).for_each(|(opening, _)| hosted.add(&opening.hosts));
    hosted
}

fn wanted_lessons(model: &Model, wanted: &Bits) -> Bits {
    let lessons = model.lessons.iter().enumerate().filter(|(_, lesson)| lesson.gives.meets(wanted));
    Bits::of(model.lessons.len(), lessons.map(|(position, _)| position))
}

/// What an opening is kept for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    /// What it gives or hosts, what runs alongside, or to serve a contract that does not open it.
    Itself,
    /// To serve a contract, which opens it: nothing else need lead there.
    Opened,
    /// To lend its hours, eased.
    Lent,
}

/// A lender that anybody may enter, the short way through.
fn eased(lender: &Opening) -> Opening {
    let mut eased = lender.clone();
    eased.entry = Clause::From(lender.entry.time(&|_| 0));
    eased.months = lender.shortest();
    eased.standing.clear();
    [&mut eased.facts, &mut eased.gives, &mut eased.hosts].into_iter().for_each(Bits::clear);
    eased
}

/// The positions of the openings that matter, each with what for.
fn needed(model: &Model, company: &Company, moves: bool, wanted: &Bits, lessons: &Bits) -> Vec<(usize, Need)> {
    let worth: Vec<Worth> = model.openings.iter().map(|opening| Worth::of(model, opening, wanted, lessons)).collect();
    let all = || model.openings.iter().zip(&worth).enumerate();
    let jobs = || all().filter(|(_, (opening, _))| opening.employer().is_some());
    let beside = || all().filter(|(_, (opening, _))| opening.beside());
    // Free hours can be lent to what runs in the same stage, where that has more to host than hours.
    let short_job = jobs().any(|(_, (job, worth))| worth.hours > job.hours);
    let short_study = beside().any(|(_, (study, worth))| worth.hours > study.hours);
    let most_hosted_by_job = jobs().map(|(_, (_, worth))| worth.hours).max().unwrap_or(0);
    let most_hosted_beside = beside().map(|(_, (_, worth))| worth.hours).max().unwrap_or(0);
    let hours = |opening: &Opening, worth: &Worth| {
        let lent = match opening.kind {
            Kind::Study { beside: true, .. } => most_hosted_by_job,
            Kind::Study { .. } => 0,
            Kind::Job { .. } => most_hosted_beside,
        };
        opening.hours.min(worth.hours + lent)
    };
    // Whether one opening does all that another of its kind does, contracts and employers aside.
    let does = |openings: &[Cow<'_, Opening>], a: usize, b: usize| {
        // What tells most pairs apart comes first.
        let Some((of_a, of_b)) = worth.get(a).zip(worth.get(b)).filter(|(a, b)| a.covers(b)) else { return false };
        let Some((a, b)) = openings.get(a).zip(openings.get(b)) else { return false };
        // An eased lender gives nothing.
        (matches!(a, Cow::Borrowed(_)) || of_b.is_none())
            && (a.beside() || !b.beside())
            && a.fee_per_year <= b.fee_per_year
            && b.intake & !a.intake == 0
            && (!moves || a.place.is_none() || a.place == b.place)
            && hours(a, of_a) >= hours(b, of_b)
            && no_longer(a, b, company)
            && company.follows(&a.entry, &b.entry)
    };
    let opening = |position: usize| model.openings.get(position);
    let contract = |position: usize| opening(position).and_then(Opening::contract);
    // Where moves count or a contract is signed, a lender does more than lend.
    let eases = |position: usize| {
        model.eases && !moves && contract(position).is_none() && worth.get(position).is_some_and(Worth::is_none)
    };
    let mut openings: Vec<Cow<'_, Opening>> = model.openings.iter().map(Cow::Borrowed).collect();
    let ease = |openings: &mut [Cow<'_, Opening>], position: usize| {
        if let Some(opening) = openings.get_mut(position) {
            *opening = Cow::Owned(eased(opening));
        }
    };
    let mut kept: Vec<usize> = all()
        .filter(|(_, (opening, _))| opening.employer().is_none())
        .filter(|(_, (study, worth))| !worth.is_none() || study.beside() && study.hours > 0 && short_job)
        .map(|(position, _)| position)
        .collect();
    kept.iter().filter(|position| eases(**position)).for_each(|position| ease(&mut openings, *position));
    // A contract is of no use where a study without one does all that its study does; a sponsor is of no
    // use where none of its contracts is, since then every one of them can be replaced at once.
    let mut sponsors: Vec<OrganizationId> = model.sponsors.clone();
    for position in kept.iter().copied() {
        let Some(contracted) = contract(position) else { continue };
        let replaced = || kept.iter().any(|other| contract(*other).is_none() && does(&openings, *other, position));
        if !sponsors.contains(&contracted.sponsor) && !replaced() {
            sponsors.push(contracted.sponsor);
        }
    }
    let bound = |sponsor: OrganizationId| sponsors.contains(&sponsor);
    kept.retain(|position| contract(*position).is_none_or(|contract| bound(contract.sponsor)));
    let need = |position: usize| (position, if eases(position) { Need::Lent } else { Need::Itself });
    let kept = best(kept.into_iter().map(need).collect(), model, &worth, &|a, b| {
        let terms = match (contract(a), contract(b)) {
            (None, None) => true,
            (Some(a), Some(b)) => a.sponsor == b.sponsor && a.obligation_months <= b.obligation_months,
            _ => false,
        };
        terms && does(&openings, a, b)
    });
    let studies = || kept.iter().filter_map(|(position, _)| opening(*position));
    let saves_moves = moves && studies().any(|study| study.beside() && study.place.is_some());
    let contracts: Vec<&Opening> = studies().filter(|study| study.contract().is_some()).collect();
    let serves = service(model, company, &contracts);
    let needed_jobs = jobs().filter_map(|(position, (job, worth))| {
        let bound = job.employer().is_some_and(bound);
        let serves = serves.get(position).copied().flatten().filter(|_| bound);
        let carries = saves_moves || job.hours > 0 && short_study;
        let itself = !worth.is_none() || moves && bound || carries && (serves.is_some() || !eases(position));
        let need = if itself { Some(Need::Itself) } else { serves.or(carries.then_some(Need::Lent)) };
        Some((position, need?))
    });
    let needed_jobs: Vec<(usize, Need)> = needed_jobs.collect();
    for (position, need) in &needed_jobs {
        if *need == Need::Lent {
            ease(&mut openings, *position);
        }
    }
    let mut all = kept;
    all.extend(best(needed_jobs, model, &worth, &|a, b| {
        let employer = |position: usize| opening(position).and_then(Opening::employer);
        let (of_a, of_b) = (employer(a), employer(b));
        (of_a == of_b || !of_a.into_iter().chain(of_b).any(bound)) && does(&openings, a, b)
    }));
    all
}

/// As [`undominated`], for openings of which one that does all that another does has all that the other gives and hosts:
/// each is compared with those alone that have one such thing, the one that the fewest have so far.
fn best(
    items: Vec<(usize, Need)>,
    model: &Model,
    worth: &[Worth],
    no_worse: &dyn Fn(usize, usize) -> bool,
) -> Vec<(usize, Need)> {
    // Lessons are numbered after the facts, and what gives and hosts nothing comes last.
    let nothing = model.facts + model.lessons.len();
    let things = |facts: &Bits, worth: &Worth| -> Vec<usize> {
        let mut things: Vec<usize> = facts.iter().collect();
        things.extend(worth.lessons.iter().map(|lesson| model.facts + lesson));
        things
    };
    // For each thing, which of the kept have it, and of which it is the one that tells.
    let mut having = vec![Vec::new(); nothing + 1];
    let mut telling = having.clone();
    let mut kept: Vec<Option<(usize, Need)>> = Vec::new();
    for item in items {
        let Some(of_item) = worth.get(item.0) else { continue };
        let place = kept.len();
        let fewest = |thing: &usize| having.get(*thing).map_or(0, Vec::len);
        let tells = things(&of_item.gives, of_item).into_iter().min_by_key(fewest).unwrap_or(nothing);
        let other = |place: &usize| kept.get(*place).copied().flatten().map(|(position, _)| position);
        let rivals = having.get(tells).into_iter().flatten();
        if rivals.filter_map(other).any(|rival| no_worse(rival, item.0)) {
            continue;
        }
        let mut has = things(&of_item.facts, of_item);
        has.push(nothing);
        for thing in has {
            for place in telling.get(thing).into_iter().flatten() {
                if let Some(slot) = kept.get_mut(*place)
                    && slot.is_some_and(|(other, _)| no_worse(item.0, other))
                {
                    *slot = None;
                }
            }
            having.get_mut(thing).into_iter().for_each(|list| list.push(place));
        }
        telling.get_mut(tells).into_iter().for_each(|list| list.push(place));
        kept.push(Some(item));
    }
    kept.into_iter().flatten().collect()
}

/// Tells the jobs that may be needed to serve contracts, whatever else they are worth.
///
/// One job at the sponsor is enough: it starts the service, and the student stays on it until that is
/// over. Where a study with a contract opens a job at once whose tenure is no longer than the service, any
/// other job that serves it and gives nothing can be replaced by that one.
fn service(model: &Model, company: &Company, contracts: &[&Opening]) -> Vec<Option<Need>> {
    let mut all: Vec<OrganizationId> = model.sponsors.clone();
    let mut some: Vec<usize> = Vec::new();
    for (study, contract) in contracts.iter().filter_map(|study| Some((study, study.contract()?))) {
        let held = company.after(model, study);
        let earliest = |clause: &Clause| clause.time(&|_| 0);
        let start = model.enrolment.as_ref().map_or(0, |stage| stage.until).max(earliest(&study.entry));
        let end = next_intake(start.min(LONGEST), model.of_year, study.intake) + study.shortest();
        let sponsored =
            || model.openings.iter().enumerate().filter(|(_, job)| job.employer() == Some(contract.sponsor));
        let first = sponsored().map(|(_, job)| earliest(&job.entry)).min().unwrap_or(NEVER);
        let opens = |job: &Opening| job.months <= contract.obligation_months && job.entry.from(&held) <= end.max(first);
        let jobs = sponsored().filter(|(_, job)| opens(job));
        match jobs.min_by_key(|(position, job)| (!some.contains(position), job.months, *position)) {
            Some((position, _)) => some.push(position),
            None => all.push(contract.sponsor),
        }
    }
    let need = |(position, opening): (usize, &Opening)| {
        let all = opening.employer().is_some_and(|employer| all.contains(&employer));
        if all { Some(Need::Itself) } else { some.contains(&position).then_some(Need::Opened) }
    };
    model.openings.iter().enumerate().map(need).collect()
}

/// Whether one opening never lasts longer than another, started with the same facts.
fn no_longer(one: &Opening, other: &Opening, company: &Company) -> bool {
    one.months <= other.months
        && other.standing.iter().all(|(when, months)| {
            one.months <= *months
                || one.standing.iter().any(|(easier, shorter)| *shorter <= *months && company.follows(easier, when))
        })
}

/// Those items that no other one is better than, and the first of equals.
pub fn undominated<T>(items: impl IntoIterator<Item = T>, no_worse: impl Fn(&T, &T) -> bool) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for item in items {
        if !kept.iter().any(|other| no_worse(other, &item)) {
            kept.retain(|other| !no_worse(&item, other));
            kept.push(item);
        }
    }
    kept
}

/// Keeps these openings, and numbers the facts that matter anew.
fn keep(model: &mut Model, kept: &[(usize, Need)], lessons: &Bits, wanted: &Bits) {
    let mut numbers = vec![None; model.facts];
    for (number, fact) in wanted.iter().enumerate() {
        if let Some(entry) = numbers.get_mut(fact) {
            *entry = Some(number as u32);
        }
    }
    let len = wanted.iter().count();
    let facts = |old: &Bits| {
        Bits::of(len, old.iter().filter_map(|fact| numbers.get(fact).copied().flatten()).map(|fact| fact as usize))
    };
    let kept_lessons: Vec<usize> = hosted(model, kept).and(lessons).iter().collect();
    let hosts = |old: &Bits| {
        let numbered = kept_lessons.iter().enumerate().filter(|(_, lesson)| old.has(**lesson));
        Bits::of(kept_lessons.len(), numbered.map(|(number, _)| number))
    };
    let clause = |clause: &Clause| clause.renumbered(&numbers);
    if let Some(stage) = &mut model.enrolment {
        stage.facts = facts(&stage.facts);
        stage.hosts = hosts(&stage.hosts);
    }
    retain(&mut model.openings, |position| kept.iter().any(|(kept, _)| *kept == position));
    for opening in &mut model.openings {
        opening.facts = facts(&opening.facts);
        opening.gives = facts(&opening.gives);
        opening.hosts = hosts(&opening.hosts);
        opening.entry = clause(&opening.entry);
        opening.standing.iter_mut().for_each(|(when, _)| *when = clause(when));
    }
    retain(&mut model.lessons, |position| kept_lessons.binary_search(&position).is_ok());
    for lesson in &mut model.lessons {
        lesson.facts = facts(&lesson.facts);
        lesson.gives = facts(&lesson.gives);
        lesson.entry = clause(&lesson.entry);
        lesson.asks = facts(&lesson.asks);
    }
    model.target.ways.iter_mut().for_each(|(entry, _)| *entry = clause(entry));
    model.weights = wanted.iter().map(|fact| model.weights.get(fact).copied().unwrap_or(0)).collect();
    model.facts = len;
}

fn retain<T>(items: &mut Vec<T>, keep: impl Fn(usize) -> bool) {
    let mut position = 0;
    items.retain(|_| {
        position += 1;
        keep(position - 1)
    });
}
