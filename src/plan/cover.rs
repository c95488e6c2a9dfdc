//! The exact choice of waiting lessons at the goal: which of them close how much of the gap, for what.
//!
//! Vectors that would be new lie in corners between those that have been found. Each corner is asked for the
//! choice that costs least of what is in it, until none has any ([`super::multicover`]).

use super::bits::Bits;
use super::front::{Corner, Front, HOSTED};
use super::model::Model;
use super::multicover::{self, Multicover, Verdict};
use super::scope::Figures;
use super::search::Label;
use crate::student::Objective;

/// A lesson that a stage could have hosted.
struct Item {
    slot: usize,
    lesson: usize,
    /// Whether its entry holds without any other lesson.
    open: bool,
}

/// The choice at one label.
pub struct Cover<'a> {
    model: &'a Model,
    label: &'a Label,
    items: Vec<Item>,
    /// What other items' entries ask for.
    asked: Bits,
    figures: Figures,
}

impl<'a> Cover<'a> {
    pub fn new(model: &'a Model, label: &'a Label, figures: Figures) -> Cover<'a> {
        let (items, asked) = if model.closes_gap { useful(model, label) } else { (Vec::new(), Bits::new(model.facts)) };
        Cover { model, label, items, asked, figures }
    }

    /// Offers choices until the front has every vector within a corner that one of them gives; `false` where the
    /// budget ran out.
    pub fn run(
        &self,
        front: &mut Front,
        whole: Corner,
        mut offer: impl FnMut(&mut Front, Figures, &[(u32, u32)]),
        steps: &mut u64,
        budget: u64,
    ) -> bool {
        *steps += 1;
        if self.items.is_empty() {
            if !front.sated(&self.figures) {
                offer(front, self.figures, &[]);
            }
            return true;
        }
        // What nothing in the whole query closes is part of every gap.
        let never = u64::from(self.model.gap_with(&Bits::of(self.model.facts, 0..self.model.facts)));
        let (multicover, leads) = self.multicover(front);
        let mut done: Vec<Corner> = Vec::new();
        loop {
            let mut open = front.corners(&self.figures, whole);
            open.retain(|corner| !done.iter().any(|done| within(corner, done)));
            let Some(mut corner) = open.pop() else { return true };
            let base = [never, self.figures.fees, self.figures.effort];
            if !within(&base, &corner) {
                done.push(corner);
                continue;
            }
            let mut limits = Vec::new();
            for (most, base) in corner.iter().zip(base) {
                limits.push(most - base);
            }
            // What has run out cannot lead.
            let lead = leads.iter().copied().find(|limit| limits.get(*limit) > Some(&0)).unwrap_or(multicover::GAP);
            self.label.slots.iter().for_each(|slot| limits.push(slot.hours));
            let mut least = None;
            let judge = &mut |taken: &[usize], _: &[usize]| {
                let Some((figures, chosen)) = self.ordered(taken) else { return Verdict::Short };
                offer(front, figures, &chosen);
                let of_lead = HOSTED.get(lead).map_or(0, |objective| figures.get(*objective));
                least = Some(of_lead);
                Verdict::Good(of_lead.saturating_sub(base.get(lead).copied().unwrap_or(0)))
            };
            if !multicover.search(limits, lead, judge, steps, budget) {
                return false;
            }
            match (least, corner.get_mut(lead)) {
                (Some(0), _) | (_, None) => {}
                (Some(least), Some(most)) => {
                    *most = least - 1;
                    done.push(corner);
                }
                (None, Some(_)) => done.push(corner),
            }
        }
    }

    /// The choice with a limit for the gap, fees, effort and each stage's free hours, and those limits that can lead:
    /// of what is asked for and costs something.
    fn multicover(&self, front: &Front) -> (Multicover, Vec<usize>) {
        let (mut rows, mut weights) = (Vec::new(), Vec::new());
        for (fact, weight) in self.model.weights.iter().enumerate() {
            if *weight > 0 && !self.label.facts.has(fact) {
                rows.push(fact);
                weights.push(u64::from(*weight));
            }
        }
        let mut items = Vec::new();
        let (mut fees, mut hours) = (0, 0);
        for item in &self.items {
            let Some(lesson) = self.model.lessons.get(item.lesson) else { continue };
            let mut closed = Vec::new();
            for (row, fact) in rows.iter().enumerate() {
                if lesson.facts.has(*fact) {
                    closed.push(row);
                }
            }
            fees += lesson.fee;
            hours += lesson.hours;
            items.push(multicover::Item {
                rows: closed,
                uses: vec![(1, lesson.fee), (2, lesson.hours), (3 + item.slot, lesson.hours)],
                asked: lesson.facts.meets(&self.asked),
            });
        }
        let mut leads = Vec::new();
        for (limit, figure, uses) in [(1, Objective::Fees, fees), (2, Objective::Effort, hours)] {
            if front.minds(figure) && uses > 0 {
                leads.push(limit);
            }
        }
        (Multicover::new(items, weights), leads)
    }

    /// The figures with what was taken, as stages and lessons in an order in which every entry holds; `None` where
    /// there is none.
    fn ordered(&self, taken: &[usize]) -> Option<(Figures, Vec<(u32, u32)>)> {
        let mut figures = self.figures;
        let mut held = self.label.facts.clone();
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
            let lesson = self.model.lessons.get(item.lesson)?;
            facts.iter_mut().skip(item.slot).for_each(|facts| facts.add(&lesson.facts));
            held.add(&lesson.facts);
            figures.fees += lesson.fee;
            figures.effort += lesson.hours;
            chosen.push((self.label.slots.get(item.slot)?.stage, item.lesson as u32));
        }
        figures.gap = self.model.gap_with(&held);
        Some((figures, chosen))
    }
}

/// The waiting lessons that close some of the gap, or open the way to one that does, and what their entries ask for.
fn useful(model: &Model, label: &Label) -> (Vec<Item>, Bits) {
    let weighted = model.weights.iter().enumerate().filter(|(_, weight)| **weight > 0).map(|(fact, _)| fact);
    let mut wanted = Bits::of(model.facts, weighted);
    wanted.take(&label.facts);
    let mut asked = Bits::new(model.facts);
    let mut items: Vec<Item> = Vec::new();
    let mut seen = vec![Bits::new(model.lessons.len()); label.slots.len()];
    loop {
        let before = items.len();
        for (position, (slot, seen)) in label.slots.iter().zip(&mut seen).enumerate() {
            for lesson in slot.lessons.iter() {
                let Some(content) = model.lessons.get(lesson) else { continue };
                if seen.has(lesson) || !content.facts.meets(&wanted) {
                    continue;
                }
                seen.insert(lesson);
                let open = content.entry.from(&slot.facts) == 0;
                if !open {
                    let mut needed = content.asks.clone();
                    needed.take(&slot.facts);
                    asked.add(&needed);
                    wanted.add(&needed);
                }
                items.push(Item { slot: position, lesson, open });
            }
        }
        if items.len() == before {
            return (items, asked);
        }
    }
}

/// Whether a corner is part of another.
fn within(corner: &Corner, other: &Corner) -> bool {
    corner.iter().zip(other).all(|(most, other)| most <= other)
}
