//! Leaves out of a compiled query what no route needs.
//!
//! The facts that matter grow from the goal: an option (an offering or a job) matters where it gives a
//! fact that matters, hosts a lesson that does, or helps another option that does, and where no other
//! option does all of that as well; then the facts that its entry asks for matter too.
//!
//! *Why this loses nothing.* Take any route. Replace every stage by the option that made it not matter:
//! it starts no later, lasts no longer, costs no more and gives the same facts that matter. The entries
//! of all stages that are left ask for facts that matter only. `instead` brings equals back afterwards.

use super::bits::Bits;
use super::clause::{Clause, NEVER};
use super::company::{Company, simplify};
use super::model::{Model, Study, Target, Work};
use super::scope::{LONGEST, next_intake};
use crate::region::{Contract, OrganizationId};

/// What an option is worth to a query.
struct Worth {
    /// Facts that are held after it and that matter.
    facts: Bits,
    /// Those of them that need not be held before it.
    gives: Bits,
    /// Lessons that it hosts and that matter.
    lessons: Bits,
    /// The hours of those lessons.
    hours: u64,
}

impl Worth {
    fn of(model: &Model, facts: &Bits, gives: &Bits, hosts: &Bits, wanted: &Bits, lessons: &Bits) -> Worth {
        let (facts, gives, lessons) = (facts.and(wanted), gives.and(wanted), hosts.and(lessons));
        let hours = lessons.iter().filter_map(|lesson| model.lessons.get(lesson)).map(|lesson| lesson.hours).sum();
        Worth { facts, gives, lessons, hours }
    }

    fn is_none(&self) -> bool {
        self.gives.is_empty() && self.lessons.is_empty()
    }

    /// Whether all that the other option gives is given here, with these free hours to host in.
    ///
    /// A lesson counts as given where its facts come with the stage anyway, unless another lesson that
    /// only the other option gives, or that a partner in the stage hosts (those ask for `partners`),
    /// builds on them within the stage.
    fn covers(
        &self,
        other: &Worth,
        model: &Model,
        wanted: &Bits,
        free: u64,
        others_free: u64,
        partners: &Bits,
    ) -> bool {
        if !self.facts.covers(&other.gives) {
            return false;
        }
        let lessons = |set: &Bits, given: bool| -> Vec<usize> {
            let fits = |lesson: &usize| {
                model.lessons.get(*lesson).is_some_and(|lesson| self.facts.covers(&lesson.facts.and(wanted)) == given)
            };
            set.iter().filter(fits).collect()
        };
        let rest = lessons(&other.lessons, false);
        let mut hours = 0;
        for lesson in &rest {
            let Some(content) = model.lessons.get(*lesson) else { return false };
            if !self.lessons.has(*lesson) {
                return false;
            }
            hours += content.hours;
        }
        if free < others_free.min(hours) {
            return false;
        }
        let mut needed = partners.clone();
        rest.iter().filter_map(|lesson| model.lessons.get(*lesson)).for_each(|lesson| needed.add(&lesson.asks));
        let given = lessons(&other.lessons, true);
        !given.iter().filter_map(|lesson| model.lessons.get(*lesson)).any(|lesson| lesson.facts.meets(&needed))
    }
}

/// Leaves out of a model what no route needs.
pub fn reduce(model: &mut Model, moves: bool) {
    let company = simplify(model);
    let mut wanted = model.goal_facts();
    let (studies, works, lessons) = loop {
        let lessons = wanted_lessons(model, &wanted);
        let (studies, works) = needed(model, &company, moves, &wanted, &lessons);
        let mut more = wanted.clone();
        let mut hosted =
            model.enrolment.as_ref().map_or_else(|| Bits::new(model.lessons.len()), |stage| stage.hosts.clone());
        for study in studies.iter().filter_map(|position| model.studies.get(*position)) {
            study.entry.mention(&mut more);
            study.standing.iter().for_each(|(when, _)| when.mention(&mut more));
            hosted.add(&study.hosts);
        }
        for (position, need) in &works {
            if let Some(work) = model.works.get(*position) {
                if *need != Need::Opened {
                    work.entry.mention(&mut more);
                }
                hosted.add(&work.hosts);
            }
        }
        for lesson in hosted.and(&lessons).iter().filter_map(|lesson| model.lessons.get(lesson)) {
            more.add(&lesson.asks);
        }
        if more == wanted {
            break (studies, works, lessons);
        }
        wanted = more;
    };
    // What closes the gap is counted even where it does not matter, and so is what opens a job to serve.
    wanted.add(&model.gap_facts());
    let kept = works.iter().filter_map(|(position, _)| model.works.get(*position));
    kept.for_each(|work| work.entry.mention(&mut wanted));
    keep(model, &studies, &works, &lessons, &wanted);
}

fn wanted_lessons(model: &Model, wanted: &Bits) -> Bits {
    let lessons = model.lessons.iter().enumerate().filter(|(_, lesson)| lesson.gives.meets(wanted));
    Bits::of(model.lessons.len(), lessons.map(|(position, _)| position))
}

/// What a job is kept for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    /// What it gives or hosts, or to serve a contract that does not open it.
    Itself,
    /// To serve a contract, which opens it: nothing else need lead there.
    Opened,
    /// What runs alongside.
    Partner,
}

/// The positions of the studies and works that matter; of works, with what for.
fn needed(
    model: &Model,
    company: &Company,
    moves: bool,
    wanted: &Bits,
    lessons: &Bits,
) -> (Vec<usize>, Vec<(usize, Need)>) {
    let worth_of_study = |study: &Study| Worth::of(model, &study.facts, &study.gives, &study.hosts, wanted, lessons);
    let study_worth: Vec<Worth> = model.studies.iter().map(worth_of_study).collect();
    let work_worth: Vec<Worth> = model
        .works
        .iter()
        .map(|work| Worth::of(model, &work.facts, &work.gives, &work.hosts, wanted, lessons))
        .collect();
    let studies = || model.studies.iter().zip(&study_worth).enumerate();
    let works = || model.works.iter().zip(&work_worth).enumerate();
    // Free hours can be lent to what runs in the same stage, where that has more to host than hours.
    let short_work = works().any(|(_, (work, worth))| worth.hours > work.hours);
    let short_study = studies().any(|(_, (study, worth))| study.beside && worth.hours > study.hours);
    let most_hosted_by_work = works().map(|(_, (_, worth))| worth.hours).max().unwrap_or(0);
    let beside_worth = studies().filter(|(_, (study, _))| study.beside).map(|(_, (_, worth))| worth.hours);
    let most_hosted_beside = beside_worth.max().unwrap_or(0);
    let mut kept: Vec<usize> = studies()
        .filter(|(_, (study, worth))| !worth.is_none() || study.beside && study.hours > 0 && short_work)
        .map(|(position, _)| position)
        .collect();
    // What lessons ask for that a job hosts for the studies alongside it, and those for the job.
    let asked = |worth: &Worth, asks: &mut Bits| {
        let hosted = worth.lessons.iter().filter_map(|lesson| model.lessons.get(lesson));
        hosted.for_each(|lesson| asks.add(&lesson.asks));
    };
    let nothing = Bits::new(model.facts);
    let mut asked_in_work = nothing.clone();
    works().for_each(|(_, (_, worth))| asked(worth, &mut asked_in_work));
    let mut asked_beside = nothing.clone();
    studies().filter(|(_, (study, _))| study.beside).for_each(|(_, (_, worth))| asked(worth, &mut asked_beside));
    let study_hours = |study: &Study, worth: &Worth| {
        study.hours.min(worth.hours + if study.beside { most_hosted_by_work } else { 0 })
    };
    // Whether one study does all that another does, contracts aside.
    let does = |a: usize, b: usize| {
        let Some(((a, of_a), (b, of_b))) = pair(&model.studies, &study_worth, a, b) else { return false };
        (a.beside || !b.beside)
            && a.fee_per_year <= b.fee_per_year
            && b.intake & !a.intake == 0
            && (!moves || a.place.is_none() || a.place == b.place)
            && (!short_work || !b.beside || study_hours(a, of_a) >= study_hours(b, of_b))
            && of_a.covers(
                of_b,
                model,
                wanted,
                study_hours(a, of_a),
                study_hours(b, of_b),
                if b.beside { &asked_in_work } else { &nothing },
            )
            && no_longer(a, b, &model.implied)
            && a.entry.follows_from(&b.entry, &model.implied)
    };
    let contract = |position: usize| contract_of(model, position);
    // A contract is of no use where a study without one does all that its study does; a sponsor is of no
    // use where none of its contracts is, since then every one of them can be replaced at once.
    let mut sponsors: Vec<OrganizationId> = model.sponsors.clone();
    for position in kept.iter().copied() {
        let Some(contract) = contract(position) else { continue };
        let replaced = || kept.iter().any(|other| contract_of(model, *other).is_none() && does(*other, position));
        if !sponsors.contains(&contract.sponsor) && !replaced() {
            sponsors.push(contract.sponsor);
        }
    }
    crate::sort::sort(&mut sponsors);
    let bound = |sponsor: OrganizationId| sponsors.binary_search(&sponsor).is_ok();
    kept.retain(|position| contract(*position).is_none_or(|contract| bound(contract.sponsor)));
    let kept = undominated(kept, |a, b| {
        let terms = match (contract(*a), contract(*b)) {
            (None, None) => true,
            (Some(a), Some(b)) => a.sponsor == b.sponsor && a.obligation_months <= b.obligation_months,
            _ => false,
        };
        terms && does(*a, *b)
    });
    let saves_moves = moves
        && kept
            .iter()
            .filter_map(|position| model.studies.get(*position))
            .any(|study| study.beside && study.place.is_some());
    let carries = |work: &Work| saves_moves || work.hours > 0 && short_study;
    let contracts: Vec<&Study> = kept
        .iter()
        .filter_map(|position| model.studies.get(*position))
        .filter(|study| study.contract.is_some())
        .collect();
    let serves = service(model, company, &contracts);
    let mut kept_works: Vec<(usize, Need)> = Vec::new();
    for (position, (work, worth)) in works() {
        let serves = || serves.get(position).copied().flatten().filter(|_| bound(work.employer));
        let need = if !worth.is_none() || moves && bound(work.employer) {
            Some(Need::Itself)
        } else if let (Some(Need::Opened), true) = (serves(), carries(work)) {
            Some(Need::Itself)
        } else {
            serves().or(carries(work).then_some(Need::Partner))
        };
        kept_works.extend(need.map(|need| (position, need)));
    }
    let work_hours = |work: &Work, worth: &Worth| work.hours.min(worth.hours + most_hosted_beside);
    let lends = short_study;
    let kept_works = undominated(kept_works, |a, b| {
        let Some(((a, of_a), (b, of_b))) = pair(&model.works, &work_worth, a.0, b.0) else { return false };
        a.tenure <= b.tenure
            && (!lends || work_hours(a, of_a) >= work_hours(b, of_b))
            && of_a.covers(of_b, model, wanted, work_hours(a, of_a), work_hours(b, of_b), &asked_beside)
            && (a.employer == b.employer || !bound(a.employer) && !bound(b.employer))
            && (!moves || a.place.is_none() || a.place == b.place)
            && a.entry.follows_from(&b.entry, &model.implied)
    });
    (kept, kept_works)
}

/// Tells the jobs that may be needed to serve contracts, whatever else they are worth.
///
/// One job at the sponsor is enough: it starts the service, and the student stays on it until that is
/// over. Where a study with a contract opens a job at once whose tenure is no longer than the service, any
/// other job that serves it and gives nothing can be replaced by that one.
fn service(model: &Model, company: &Company, contracts: &[&Study]) -> Vec<Option<Need>> {
    let mut all: Vec<OrganizationId> = model.sponsors.clone();
    let mut some: Vec<usize> = Vec::new();
    for (study, contract) in contracts.iter().filter_map(|study| Some((study, study.contract?))) {
        let held = company.after(model, study);
        let earliest = |clause: &Clause| clause.time(&|_| 0);
        let start = model.enrolment.as_ref().map_or(0, |stage| stage.until).max(earliest(&study.entry));
        let end = next_intake(start.min(LONGEST), model.of_year, study.intake) + study.shortest();
        let sponsored = || model.works.iter().filter(|work| work.employer == contract.sponsor);
        let first = sponsored().map(|work| earliest(&work.entry)).min().unwrap_or(NEVER);
        let opens = |work: &Work| {
            work.employer == contract.sponsor
                && work.tenure <= contract.obligation_months
                && work.entry.from(&held) <= end.max(first)
        };
        let jobs = model.works.iter().enumerate().filter(|(_, work)| opens(work));
        match jobs.min_by_key(|(position, work)| (!some.contains(position), work.tenure, *position)) {
            Some((position, _)) => some.push(position),
            None => all.push(contract.sponsor),
        }
    }
    let works = model.works.iter().enumerate();
    let need = |(position, work): (usize, &Work)| {
        if all.contains(&work.employer) { Some(Need::Itself) } else { some.contains(&position).then_some(Need::Opened) }
    };
    works.map(need).collect()
}

/// An option and what it is worth.
type Valued<'a, T> = (&'a T, &'a Worth);

fn pair<'a, T>(items: &'a [T], worth: &'a [Worth], a: usize, b: usize) -> Option<(Valued<'a, T>, Valued<'a, T>)> {
    let at = |position: usize| items.get(position).zip(worth.get(position));
    at(a).zip(at(b))
}

/// Whether one study never lasts longer than another, started with the same facts.
fn no_longer(one: &Study, other: &Study, implied: &[Bits]) -> bool {
    one.months <= other.months
        && other.standing.iter().all(|(when, months)| {
            one.months <= *months
                || one
                    .standing
                    .iter()
                    .any(|(easier, shorter)| *shorter <= *months && easier.follows_from(when, implied))
        })
}

fn contract_of(model: &Model, study: usize) -> Option<Contract> {
    model.studies.get(study)?.contract
}

/// Those items that no other one is better than, and the first of equals.
fn undominated<T>(items: Vec<T>, no_worse: impl Fn(&T, &T) -> bool) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for item in items {
        if !kept.iter().any(|other| no_worse(other, &item)) {
            kept.retain(|other| !no_worse(&item, other));
            kept.push(item);
        }
    }
    kept
}

/// Keeps these options, and numbers the facts that matter anew.
fn keep(model: &mut Model, studies: &[usize], works: &[(usize, Need)], lessons: &Bits, wanted: &Bits) {
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
    let mut hosted =
        model.enrolment.as_ref().map_or_else(|| Bits::new(model.lessons.len()), |stage| stage.hosts.clone());
    studies.iter().filter_map(|position| model.studies.get(*position)).for_each(|study| hosted.add(&study.hosts));
    works.iter().filter_map(|(position, _)| model.works.get(*position)).for_each(|work| hosted.add(&work.hosts));
    let kept_lessons: Vec<usize> = hosted.and(lessons).iter().collect();
    let hosts = |old: &Bits| {
        let numbered = kept_lessons.iter().enumerate().filter(|(_, lesson)| old.has(**lesson));
        Bits::of(kept_lessons.len(), numbered.map(|(number, _)| number))
    };
    let clause = |clause: &Clause| clause.renumbered(&numbers);
    if let Some(stage) = &mut model.enrolment {
        stage.facts = facts(&stage.facts);
        stage.hosts = hosts(&stage.hosts);
    }
    retain(&mut model.studies, |position| studies.binary_search(&position).is_ok());
    for study in &mut model.studies {
        study.facts = facts(&study.facts);
        study.gives = facts(&study.gives);
        study.hosts = hosts(&study.hosts);
        study.entry = clause(&study.entry);
        study.standing.iter_mut().for_each(|(when, _)| *when = clause(when));
    }
    let useful: Vec<usize> =
        works.iter().filter(|(_, need)| *need != Need::Partner).map(|(position, _)| *position).collect();
    for (position, work) in model.works.iter_mut().enumerate() {
        work.useful = useful.contains(&position);
    }
    retain(&mut model.works, |position| works.iter().any(|(kept, _)| *kept == position));
    for work in &mut model.works {
        work.facts = facts(&work.facts);
        work.gives = facts(&work.gives);
        work.hosts = hosts(&work.hosts);
        work.entry = clause(&work.entry);
    }
    retain(&mut model.lessons, |position| kept_lessons.binary_search(&position).is_ok());
    for lesson in &mut model.lessons {
        lesson.facts = facts(&lesson.facts);
        lesson.gives = facts(&lesson.gives);
        lesson.entry = clause(&lesson.entry);
        lesson.asks = facts(&lesson.asks);
    }
    match &mut model.target {
        Target::Job { entry, .. } => *entry = clause(entry),
        Target::Programme(ways) => ways.iter_mut().for_each(|(entry, _)| *entry = clause(entry)),
        Target::Nothing => {}
    }
    model.weights = wanted.iter().map(|fact| model.weights.get(fact).copied().unwrap_or(0)).collect();
    model.implied = wanted.iter().filter_map(|fact| model.implied.get(fact)).map(facts).collect();
    model.facts = len;
    debug_assert!(model.studies.iter().all(|study| study.entry != Clause::From(NEVER) || study.months > 0));
}

fn retain<T>(items: &mut Vec<T>, keep: impl Fn(usize) -> bool) {
    let mut position = 0;
    items.retain(|_| {
        position += 1;
        keep(position - 1)
    });
}
