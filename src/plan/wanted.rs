//! What can still matter from a label: the options that a best route can use, and the facts that they ask for.
//!
//! Backwards from the goal, as in [`super::reduce`], but with what the label already holds and with those
//! options alone that its bounds leave: an option matters where it gives a fact that is wanted and not held,
//! hosts a lesson that does, or serves another option that does (a sponsor's job, or a partner whose hours
//! or place a programme alongside needs). A route through the label that uses any other option can leave
//! it out and be no worse.

use super::bits::Bits;
use super::duty::Duty;
use super::model::{Model, Study};
use super::search::Label;
use crate::region::OrganizationId;

/// What each option of a model asks for and gives.
pub struct Wants {
    /// Of each study and then each job, the facts that its entry and its shorter ways ask for.
    asks: Vec<Bits>,
    goal: Bits,
}

impl Wants {
    pub fn new(model: &Model) -> Wants {
        let studies = model.studies.iter().map(|study| {
            let mut asks = Bits::new(model.facts);
            study.entry.mention(&mut asks);
            study.standing.iter().for_each(|(when, _)| when.mention(&mut asks));
            asks
        });
        let works = model.works.iter().map(|work| {
            let mut asks = Bits::new(model.facts);
            work.entry.mention(&mut asks);
            asks
        });
        Wants { asks: studies.chain(works).collect(), goal: model.goal_facts() }
    }

    /// Leaves of the options (studies, then jobs) those that can matter from a label, and tells the facts that do.
    pub fn narrow(&self, model: &Model, label: &Label, moves: bool, options: &mut [bool]) -> Bits {
        let mut waiting = Bits::new(model.lessons.len());
        label.slots.iter().for_each(|slot| waiting.add(&slot.lessons));
        let mut matter = Matter {
            model,
            label,
            wanted: self.goal.clone(),
            lessons: Bits::new(model.lessons.len()),
            taken: vec![false; options.len()],
            sponsors: sponsor(label.duty).into_iter().collect(),
        };
        let mut offered = waiting.clone();
        for (position, _) in options.iter().enumerate().filter(|(_, left)| **left) {
            if let Some(hosts) = hosts(model, position) {
                offered.add(hosts);
            }
        }
        loop {
            let lessons = matter.take_lessons(&offered);
            let direct = matter.take_options(self, options);
            if !lessons && !direct && !matter.take_partners(self, options, moves) {
                break;
            }
        }
        options.iter_mut().zip(&matter.taken).for_each(|(option, taken)| *option &= taken);
        let mut wanted = matter.wanted;
        waiting.iter().filter_map(|lesson| model.lessons.get(lesson)).for_each(|lesson| wanted.add(&lesson.asks));
        wanted
    }
}

/// What has turned out to matter so far.
struct Matter<'a> {
    model: &'a Model,
    label: &'a Label,
    wanted: Bits,
    /// Lessons that give something wanted.
    lessons: Bits,
    /// Options that matter.
    taken: Vec<bool>,
    /// Whose contracts can come into play.
    sponsors: Vec<OrganizationId>,
}

impl Matter<'_> {
    /// Whether some of these facts are wanted and not held.
    fn gives(&self, facts: &Bits) -> bool {
        facts.meets_outside(&self.wanted, &self.label.facts)
    }

    /// Takes the lessons that give something wanted; whether there was another one.
    fn take_lessons(&mut self, offered: &Bits) -> bool {
        let mut more = false;
        for lesson in offered.iter() {
            let Some(content) = self.model.lessons.get(lesson) else { continue };
            if !self.lessons.has(lesson) && self.gives(&content.gives) {
                self.lessons.insert(lesson);
                self.wanted.add(&content.asks);
                more = true;
            }
        }
        more
    }

    /// Takes the options that give or host something wanted, or that a contract binds to.
    fn take_options(&mut self, wants: &Wants, options: &[bool]) -> bool {
        let studies = self.model.studies.len();
        self.take(wants, options, |matter, position| match position.checked_sub(studies) {
            None => matter
                .model
                .studies
                .get(position)
                .is_some_and(|study| matter.gives(&study.gives) || study.hosts.meets(&matter.lessons)),
            Some(work) => matter.model.works.get(work).is_some_and(|work| {
                matter.gives(&work.gives)
                    || work.hosts.meets(&matter.lessons)
                    || matter.sponsors.contains(&work.employer)
            }),
        })
    }

    /// Takes the options that lend hours or a place to what they are alongside of.
    fn take_partners(&mut self, wants: &Wants, options: &[bool], moves: bool) -> bool {
        let model = self.model;
        let hosted = |hosts: &Bits, hours: u64| {
            let lessons = hosts.and(&self.lessons);
            let wanted: u64 =
                lessons.iter().filter_map(|lesson| model.lessons.get(lesson)).map(|lesson| lesson.hours).sum();
            wanted > hours
        };
        let (of_studies, of_works) = self.taken.split_at_checked(model.studies.len()).unwrap_or_default();
        let short_work =
            model.works.iter().zip(of_works).any(|(work, taken)| *taken && hosted(&work.hosts, work.hours));
        let beside = || model.studies.iter().zip(of_studies).filter(|(study, taken)| **taken && study.beside);
        let short_study = beside().any(|(study, _)| hosted(&study.hosts, study.hours));
        let moving = moves && beside().any(|(study, _)| study.place.is_some());
        let studies = model.studies.len();
        self.take(wants, options, |matter, position| match position.checked_sub(studies) {
            None => {
                short_work && matter.model.studies.get(position).is_some_and(|study| study.beside && study.hours > 0)
            }
            Some(work) => moving || short_study && matter.model.works.get(work).is_some_and(|work| work.hours > 0),
        })
    }

    /// Takes the options left that a rule picks; whether there was one.
    fn take(&mut self, wants: &Wants, options: &[bool], picks: impl Fn(&Self, usize) -> bool) -> bool {
        let mut more = false;
        for (position, _) in options.iter().enumerate().filter(|(_, left)| **left) {
            if self.taken.get(position) != Some(&false) || !picks(self, position) {
                continue;
            }
            if let Some(taken) = self.taken.get_mut(position) {
                *taken = true;
            }
            if let Some(asks) = wants.asks.get(position) {
                self.wanted.add(asks);
            }
            let contract = self.model.studies.get(position).and_then(|study: &Study| study.contract);
            self.sponsors.extend(contract.map(|contract| contract.sponsor));
            more = true;
        }
        more
    }
}

fn hosts(model: &Model, position: usize) -> Option<&Bits> {
    match position.checked_sub(model.studies.len()) {
        None => model.studies.get(position).map(|study| &study.hosts),
        Some(work) => model.works.get(work).map(|work| &work.hosts),
    }
}

fn sponsor(duty: Duty) -> Option<OrganizationId> {
    match duty {
        Duty::None => None,
        Duty::Owed { sponsor, .. } | Duty::Serving { sponsor, .. } => Some(sponsor),
    }
}
