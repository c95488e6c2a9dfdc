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

use super::bits::Bits;
use super::clause::{Clause, NEVER};
use super::company::{Company, simplify};
use super::model::{Model, Opening};
use super::scope::{LONGEST, next_intake};
use crate::region::OrganizationId;

/// What an opening is worth to a query.
struct Worth<'a> {
    position: usize,
    opening: &'a Opening,
    /// The opening as it is kept where it is to lend its hours alone.
    eased: Option<Box<Opening>>,
    need: Need,
    /// Facts that are held after it and that matter.
    facts: Bits,
    /// Those of them that need not be held before it.
    gives: Bits,
    /// Lessons that it hosts and that matter.
    lessons: Bits,
    /// The hours of those lessons.
    hours: u64,
    /// Its own hours, as far as these lessons and those of what it can lend to have use for them.
    usable: u64,
    /// All words of the three sets over each other, which tell most pairs apart at a glance.
    folded: [u64; 3],
}

impl<'a> Worth<'a> {
    fn of(model: &'a Model, position: usize, opening: &'a Opening, wanted: &Bits, lessons: &Bits) -> Worth<'a> {
        let lessons = opening.hosts.and(lessons);
        let hours = lessons.iter().filter_map(|lesson| model.lessons.get(lesson)).map(|lesson| lesson.hours).sum();
        let (facts, gives) = (opening.facts.and(wanted), opening.gives.and(wanted));
        let folded = [facts.folded(), gives.folded(), lessons.folded()];
        let (eased, need, usable) = (None, Need::Itself, 0);
        Worth { position, opening, eased, need, facts, gives, lessons, hours, usable, folded }
    }

    /// Lets it lend its hours alone.
    fn ease(&mut self) {
        self.eased = Some(Box::new(eased(self.opening)));
        self.need = Need::Lent;
    }

    fn opening(&self) -> &Opening {
        self.eased.as_deref().unwrap_or(self.opening)
    }

    fn is_none(&self) -> bool {
        self.gives.is_empty() && self.lessons.is_empty()
    }

    /// Whether all that the other opening gives and hosts is given and hosted here.
    fn covers(&self, other: &Worth<'_>) -> bool {
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
                opening.entry.mention(&mut more);
                opening.standing.iter().for_each(|(when, _)| when.mention(&mut more));
            }
        }
        let hosted = hosted(model, &kept).and(&lessons);
        for (position, lesson) in model.lessons.iter().enumerate() {
            if hosted.has(position) {
                more.add(&lesson.asks);
            }
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
    let mut lessons = Bits::new(model.lessons.len());
    for (position, lesson) in model.lessons.iter().enumerate() {
        if lesson.gives.meets(wanted) {
            lessons.insert(position);
        }
    }
    lessons
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
    eased.entry = Clause::From(lender.entry.earliest());
    eased.months = lender.shortest();
    eased.standing.clear();
    eased.facts.clear();
    eased.gives.clear();
    eased.hosts.clear();
    eased
}

/// What openings of one kind host.
#[derive(Default)]
struct Hosting {
    /// Whether one has more to host than hours.
    short: bool,
    /// The most hours that one has to host.
    most: u64,
}

impl Hosting {
    fn take_in(&mut self, of: &Worth<'_>) {
        self.short |= of.hours > of.opening.hours;
        self.most = self.most.max(of.hours);
    }
}

/// The positions of the openings that matter, each with what for.
fn needed(model: &Model, company: &Company, moves: bool, wanted: &Bits, lessons: &Bits) -> Vec<(usize, Need)> {
    // Free hours can be lent to what runs in the same stage, where that has more to host than hours.
    let (mut by_job, mut beside) = (Hosting::default(), Hosting::default());
    let (mut studies, mut jobs) = (Vec::new(), Vec::new());
    for (position, opening) in model.openings.iter().enumerate() {
        let of = Worth::of(model, position, opening, wanted, lessons);
        if opening.employer().is_some() {
            by_job.take_in(&of);
            jobs.push(of);
        } else {
            if opening.beside() {
                beside.take_in(&of);
            }
            studies.push(of);
        }
    }
    for study in &mut studies {
        let lent = if study.opening.beside() { by_job.most } else { 0 };
        study.usable = study.opening.hours.min(study.hours + lent);
    }
    for job in &mut jobs {
        job.usable = job.opening.hours.min(job.hours + beside.most);
    }
    // Whether one opening does all that another of its kind does, contracts and employers aside.
    let does = |of_a: &Worth<'_>, of_b: &Worth<'_>| {
        // What tells most pairs apart comes first.
        if !of_a.covers(of_b) {
            return false;
        }
        let (a, b) = (of_a.opening(), of_b.opening());
        // An eased lender gives nothing.
        (of_a.eased.is_none() || of_b.is_none())
            && (a.beside() || !b.beside())
            && a.fee_per_year <= b.fee_per_year
            && b.intake & !a.intake == 0
            && (!moves || a.place.is_none() || a.place == b.place)
            && of_a.usable >= of_b.usable
            && no_longer(a, b, company)
            && company.follows(&a.entry, &b.entry)
    };
    // Where moves count or a contract is signed, a lender does more than lend.
    let eases = |of: &Worth<'_>| model.eases && !moves && of.opening.contract().is_none() && of.is_none();
    studies.retain_mut(|study| {
        let lends = study.opening.beside() && study.opening.hours > 0 && by_job.short;
        if eases(study) && lends {
            study.ease();
        }
        !study.is_none() || lends
    });
    // A contract is of no use where a study without one does all that its study does; a sponsor is of no
    // use where none of its contracts is, since then every one of them can be replaced at once.
    let mut sponsors: Vec<OrganizationId> = model.sponsors.clone();
    for study in &studies {
        let Some(contracted) = study.opening.contract() else { continue };
        let replaced = || studies.iter().any(|other| other.opening.contract().is_none() && does(other, study));
        if !sponsors.contains(&contracted.sponsor) && !replaced() {
            sponsors.push(contracted.sponsor);
        }
    }
    let bound = |opening: &Opening| opening.employer().is_some_and(|employer| sponsors.contains(&employer));
    studies.retain(|study| study.opening.contract().is_none_or(|contract| sponsors.contains(&contract.sponsor)));
    let no_worse = |of_a: &Worth<'_>, of_b: &Worth<'_>| {
        let (a, b) = (of_a.opening, of_b.opening);
        let terms = match (a.contract(), b.contract()) {
            (None, None) => true,
            (Some(a), Some(b)) => a.sponsor == b.sponsor && a.obligation_months <= b.obligation_months,
            _ => false,
        };
        terms && (a.employer() == b.employer() || !bound(a) && !bound(b)) && does(of_a, of_b)
    };
    let mut kept = best(studies, model, &no_worse);
    let saves_moves = moves && kept.iter().any(|study| study.opening.beside() && study.opening.place.is_some());
    let serves = service(model, company, &kept);
    jobs.retain_mut(|job| {
        let bound = bound(job.opening);
        let serves = serves.get(job.position).copied().flatten().filter(|_| bound);
        let carries = saves_moves || job.opening.hours > 0 && beside.short;
        if !job.is_none() || moves && bound || carries && (serves.is_some() || !eases(job)) {
            return true;
        }
        if let Some(need) = serves {
            job.need = need;
        } else if carries {
            job.ease();
        }
        serves.is_some() || carries
    });
    kept.extend(best(jobs, model, &no_worse));
    kept.iter().map(|of| (of.position, of.need)).collect()
}

/// As [`undominated`], for openings of which one that does all that another does has all that the other gives and hosts:
/// each is compared with those alone that have one such thing, the one that the fewest have so far.
fn best<'a>(items: Vec<Worth<'a>>, model: &Model, no_worse: &dyn Fn(&Worth<'_>, &Worth<'_>) -> bool) -> Vec<Worth<'a>> {
    // Lessons are numbered after the facts, and what gives and hosts nothing comes last.
    let nothing = model.facts + model.lessons.len();
    let things = |facts: &'_ Bits, lessons: &'_ Bits, each: &mut dyn FnMut(usize)| {
        facts.iter().for_each(&mut *each);
        lessons.iter().for_each(|lesson| each(model.facts + lesson));
    };
    // For each thing, how many of the kept have it, which have it, and of which it is the one that tells.
    let mut count = vec![0; nothing + 1];
    let (mut having, mut telling) = (Lists::new(nothing + 1), Lists::new(nothing + 1));
    let mut kept: Vec<Option<Worth<'_>>> = Vec::new();
    for item in items {
        let mut tells = (usize::MAX, nothing);
        things(&item.gives, &item.lessons, &mut |thing| {
            let fewest = count.get(thing).copied().unwrap_or(0);
            if fewest < tells.0 {
                tells = (fewest, thing);
            }
        });
        let (_, tells) = tells;
        let other = |place: usize| kept.get(place).and_then(Option::as_ref);
        if having.of(tells).filter_map(other).any(|rival| no_worse(rival, &item)) {
            continue;
        }
        let place = kept.len();
        let mut has = |thing: usize| {
            for place in telling.of(thing) {
                if let Some(slot) = kept.get_mut(place) {
                    slot.take_if(|other| no_worse(&item, other));
                }
            }
            having.add(thing, place);
            count.get_mut(thing).into_iter().for_each(|count| *count += 1);
        };
        things(&item.facts, &item.lessons, &mut has);
        has(nothing);
        telling.add(tells, place);
        kept.push(Some(item));
    }
    kept.into_iter().flatten().collect()
}

/// A list of places for each of so many things, all in one block, the last one added first.
struct Lists {
    last: Vec<Option<usize>>,
    /// Each place with the link before it.
    links: Vec<(usize, Option<usize>)>,
}

impl Lists {
    fn new(things: usize) -> Lists {
        Lists { last: vec![None; things], links: Vec::new() }
    }

    fn add(&mut self, thing: usize, place: usize) {
        if let Some(last) = self.last.get_mut(thing) {
            self.links.push((place, *last));
            *last = Some(self.links.len() - 1);
        }
    }

    fn of(&self, thing: usize) -> impl Iterator<Item = usize> {
        let mut next = self.last.get(thing).copied().flatten();
        std::iter::from_fn(move || {
            let (place, before) = self.links.get(next?)?;
            next = *before;
            Some(*place)
        })
    }
}

/// Tells the jobs that may be needed to serve the contracts of these studies, whatever else they are worth.
///
/// One job at the sponsor is enough: it starts the service, and the student stays on it until that is
/// over. Where a study with a contract opens a job at once whose tenure is no longer than the service, any
/// other job that serves it and gives nothing can be replaced by that one.
fn service(model: &Model, company: &Company, studies: &[Worth<'_>]) -> Vec<Option<Need>> {
    let mut all: Vec<OrganizationId> = model.sponsors.clone();
    let mut some: Vec<usize> = Vec::new();
    for study in studies {
        let study = study.opening;
        let Some(contract) = study.contract() else { continue };
        let held = company.after(model, study);
        let start = model.enrolment.as_ref().map_or(0, |stage| stage.until).max(study.entry.earliest());
        let mut end = next_intake(start.min(LONGEST), model.of_year, study.intake) + study.shortest();
        let sponsored = |job: &Opening| job.employer() == Some(contract.sponsor);
        let mut first = NEVER;
        for job in &model.openings {
            if sponsored(job) {
                first = first.min(job.entry.earliest());
            }
        }
        end = end.max(first);
        let mut best = None;
        for (position, job) in model.openings.iter().enumerate() {
            if !sponsored(job) || job.months > contract.obligation_months {
                continue;
            }
            let rank = (!some.contains(&position), job.months, position);
            if best.is_none_or(|best| rank < best) && job.entry.from(&held) <= end {
                best = Some(rank);
            }
        }
        match best {
            Some((.., position)) => some.push(position),
            None => all.push(contract.sponsor),
        }
    }
    let mut needs = Vec::new();
    for (position, opening) in model.openings.iter().enumerate() {
        let all = opening.employer().is_some_and(|employer| all.contains(&employer));
        needs.push(if all { Some(Need::Itself) } else { some.contains(&position).then_some(Need::Opened) });
    }
    needs
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
pub fn undominated<T>(items: Vec<T>, no_worse: &impl Fn(&T, &T) -> bool) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for item in items {
        if !kept.iter().any(|other| no_worse(other, &item)) {
            kept.retain(|other| !no_worse(&item, other));
            kept.push(item);
        }
    }
    kept
}

/// New numbers for the members of a set, and how many they are.
struct Numbers {
    of: Vec<Option<u32>>,
    len: usize,
}

impl Numbers {
    fn new(old: usize, kept: &Bits) -> Numbers {
        let mut numbers = Numbers { of: vec![None; old], len: 0 };
        for member in kept.iter() {
            if let Some(entry) = numbers.of.get_mut(member) {
                *entry = Some(numbers.len as u32);
            }
            numbers.len += 1;
        }
        numbers
    }

    /// The number of a member; `None` where it is not kept.
    fn get(&self, old: usize) -> Option<u32> {
        self.of.get(old).copied().flatten()
    }

    /// Numbers a set anew.
    fn change(&self, set: &mut Bits) {
        let mut new = Bits::new(self.len);
        for number in set.iter().filter_map(|old| self.get(old)) {
            new.insert(number as usize);
        }
        *set = new;
    }
}

/// Keeps these openings, and numbers the facts that matter anew.
fn keep(model: &mut Model, kept: &[(usize, Need)], lessons: &Bits, wanted: &Bits) {
    let facts = Numbers::new(model.facts, wanted);
    let hosts = Numbers::new(model.lessons.len(), &hosted(model, kept).and(lessons));
    let renumber = |clause: &mut Clause| *clause = clause.renumbered(&facts.of);
    if let Some(stage) = &mut model.enrolment {
        facts.change(&mut stage.facts);
        hosts.change(&mut stage.hosts);
    }
    retain(&mut model.openings, |position| kept.iter().any(|(kept, _)| *kept == position));
    for opening in &mut model.openings {
        facts.change(&mut opening.facts);
        facts.change(&mut opening.gives);
        hosts.change(&mut opening.hosts);
        renumber(&mut opening.entry);
        opening.standing.iter_mut().for_each(|(when, _)| renumber(when));
    }
    retain(&mut model.lessons, |position| hosts.get(position).is_some());
    for lesson in &mut model.lessons {
        facts.change(&mut lesson.facts);
        facts.change(&mut lesson.gives);
        renumber(&mut lesson.entry);
        facts.change(&mut lesson.asks);
    }
    model.target.ways.iter_mut().for_each(|(entry, _)| renumber(entry));
    retain(&mut model.weights, |fact| facts.get(fact).is_some());
    model.facts = facts.len;
}

fn retain<T>(items: &mut Vec<T>, keep: impl Fn(usize) -> bool) {
    let mut position = 0;
    items.retain(|_| {
        position += 1;
        keep(position - 1)
    });
}
