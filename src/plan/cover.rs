//! The exact choice of waiting lessons at the goal: which of them close how much of the gap, for what.
//!
//! Depth first over "take it or leave it", the richest lesson first. A branch ends where the gap that
//! it could still reach, by all lessons left and by a fractional filling of each stage's hours, is no
//! better than what has been found.

use super::bits::Bits;
use super::front::Front;
use super::model::Model;
use super::scope::Figures;
use super::search::Label;

/// A lesson that a stage could have hosted.
struct Item {
    slot: usize,
    lesson: usize,
    hours: u64,
    fee: u64,
    facts: Bits,
    /// Whether its entry holds without any other lesson.
    open: bool,
    /// Whether another item's entry asks for what it gives, which matters even where a later stage gives it.
    asked: bool,
}

/// What has been taken on a branch.
struct Branch {
    next: usize,
    facts: Bits,
    hours: Vec<u64>,
    fees: u64,
    effort: u64,
    taken: Vec<usize>,
}

/// The choice at one label.
pub struct Cover<'a> {
    model: &'a Model,
    label: &'a Label,
    items: Vec<Item>,
    figures: Figures,
    effort: bool,
}

impl<'a> Cover<'a> {
    pub fn new(model: &'a Model, label: &'a Label, figures: Figures, effort: bool) -> Cover<'a> {
        let items = if model.closes_gap { useful(model, label) } else { Vec::new() };
        Cover { model, label, items, figures, effort }
    }

    /// Offers every choice that may matter; `false` where the budget ran out.
    pub fn run(
        &mut self,
        front: &mut Front,
        offer: &mut impl FnMut(&mut Front, Figures, &[(u32, u32)]),
        steps: &mut u64,
        budget: u64,
    ) -> bool {
        let mut branches = vec![Branch {
            next: 0,
            facts: self.label.facts.clone(),
            hours: self.label.slots.iter().map(|slot| slot.hours).collect(),
            fees: self.figures.fees,
            effort: self.figures.effort,
            taken: Vec::new(),
        }];
        while let Some(mut branch) = branches.pop() {
            *steps += 1;
            if *steps >= budget {
                return false;
            }
            let best = Figures {
                gap: self.least_gap(&branch),
                fees: branch.fees,
                effort: if self.effort { branch.effort } else { self.figures.effort },
                ..self.figures
            };
            if front.sated(&best) || branch.next > 0 && front.covers(&best) {
                continue;
            }
            let Some(item) = self.items.get(branch.next) else {
                if let Some(chosen) = self.ordered(&branch.taken) {
                    let figures = Figures { gap: self.model.gap_with(&branch.facts), effort: branch.effort, ..best };
                    offer(front, figures, &chosen);
                }
                continue;
            };
            let position = branch.next;
            branch.next += 1;
            let fits = branch.hours.get(item.slot).is_some_and(|hours| *hours >= item.hours);
            if fits && (item.asked || !branch.facts.covers(&item.facts)) {
                let mut with = Branch {
                    next: branch.next,
                    facts: branch.facts.clone(),
                    hours: branch.hours.clone(),
                    fees: branch.fees + item.fee,
                    effort: branch.effort + item.hours,
                    taken: branch.taken.clone(),
                };
                with.facts.add(&item.facts);
                if let Some(hours) = with.hours.get_mut(item.slot) {
                    *hours -= item.hours;
                }
                with.taken.push(position);
                branches.push(branch);
                branches.push(with);
            } else {
                branches.push(branch);
            }
        }
        true
    }

    /// A gap that no completion of a branch goes below.
    fn least_gap(&self, branch: &Branch) -> u32 {
        let gap = self.model.gap_with(&branch.facts);
        let rest = self.items.get(branch.next..).unwrap_or_default();
        let mut all = branch.facts.clone();
        let mut gains: Vec<(usize, u64, u64)> = Vec::new();
        for item in rest {
            let hours = branch.hours.get(item.slot).copied().unwrap_or(0);
            if item.hours > hours || branch.facts.covers(&item.facts) {
                continue;
            }
            all.add(&item.facts);
            let mut with = branch.facts.clone();
            with.add(&item.facts);
            gains.push((item.slot, u64::from(gap - self.model.gap_with(&with)), item.hours));
        }
        // By slot, then by gain for an hour, the richest first.
        crate::sort::sort_by(&mut gains, |a, b| a.0.cmp(&b.0).then_with(|| (b.1 * a.2).cmp(&(a.1 * b.2))));
        let mut most = 0;
        let mut slot = usize::MAX;
        let mut left = 0;
        for (of, gain, hours) in gains {
            if of != slot {
                slot = of;
                left = branch.hours.get(of).copied().unwrap_or(0);
            }
            if hours <= left {
                most += gain;
                left -= hours;
            } else {
                // The part of the lesson that the hours left would pay for, rounded up.
                most += (gain * left).div_ceil(hours);
                left = 0;
            }
        }
        let filled = u64::from(gap).saturating_sub(most);
        self.model.gap_with(&all).max(u32::try_from(filled).unwrap_or(u32::MAX))
    }

    /// What was taken as stages and lessons, in an order in which every entry holds; `None` where there is none.
    fn ordered(&self, taken: &[usize]) -> Option<Vec<(u32, u32)>> {
        let mut facts: Vec<Bits> = self.label.slots.iter().map(|slot| slot.facts.clone()).collect();
        let mut rest: Vec<&Item> = taken.iter().filter_map(|position| self.items.get(*position)).collect();
        let mut chosen = Vec::new();
        while !rest.is_empty() {
            let next = rest.iter().position(|item| {
                item.open
                    || facts
                        .get(item.slot)
                        .zip(self.model.lessons.get(item.lesson))
                        .is_some_and(|(facts, lesson)| lesson.entry.from(facts) == 0)
            })?;
            let item = rest.remove(next);
            facts.iter_mut().skip(item.slot).for_each(|facts| facts.add(&item.facts));
            chosen.push((self.label.slots.get(item.slot)?.stage, item.lesson as u32));
        }
        Some(chosen)
    }
}

/// The waiting lessons that close some of the gap, or open the way to one that does.
fn useful(model: &Model, label: &Label) -> Vec<Item> {
    let weighted = model.weights.iter().enumerate().filter(|(_, weight)| **weight > 0).map(|(fact, _)| fact);
    let mut wanted = Bits::of(model.facts, weighted);
    wanted.take(&label.facts);
    let mut asked = Bits::new(model.facts);
    let mut items: Vec<Item> = Vec::new();
    loop {
        let before = items.len();
        for (position, slot) in label.slots.iter().enumerate() {
            for lesson in slot.lessons.iter() {
                let Some(content) = model.lessons.get(lesson) else { continue };
                let seen = items.iter().any(|item| item.slot == position && item.lesson == lesson);
                if seen || !content.facts.meets(&wanted) {
                    continue;
                }
                let open = content.entry.from(&slot.facts) == 0;
                if !open {
                    let mut needed = content.asks.clone();
                    needed.take(&slot.facts);
                    asked.add(&needed);
                    wanted.add(&needed);
                }
                items.push(Item {
                    slot: position,
                    lesson,
                    hours: content.hours,
                    fee: content.fee,
                    facts: content.facts.clone(),
                    open,
                    asked: false,
                });
            }
        }
        if items.len() == before {
            break;
        }
    }
    items.iter_mut().for_each(|item| item.asked = item.facts.meets(&asked));
    let gap = model.gap_with(&label.facts);
    let worth = |item: &Item| {
        let mut with = label.facts.clone();
        with.add(&item.facts);
        gap - model.gap_with(&with)
    };
    crate::sort::sort_by_cached_key(&mut items, |item| {
        (std::cmp::Reverse(worth(item)), item.fee, item.hours, item.slot, item.lesson)
    });
    items
}
