//! The vectors found so far, none of which another one makes pointless.

use super::scope::Figures;
use super::trace::Step;
use crate::student::Objective;

/// Ways to the same vector that are kept.
const MOST_CHOICES: usize = 8;

/// A vector and ways to it.
pub struct Point {
    pub figures: Figures,
    pub choices: Vec<Vec<Step>>,
}

/// The non-dominated vectors.
pub struct Front {
    objectives: Vec<Objective>,
    /// The soonest first.
    pub points: Vec<Point>,
}

impl Front {
    pub fn new(objectives: &[Objective]) -> Front {
        Front { objectives: objectives.to_vec(), points: Vec::new() }
    }

    /// Whether a vector found is at least as good in everything that was asked for.
    pub fn covers(&self, figures: &Figures) -> bool {
        self.points.iter().any(|point| point.figures.no_worse(figures, &self.objectives))
    }

    /// Whether a vector found is better, or as good with ways enough.
    pub fn sated(&self, figures: &Figures) -> bool {
        self.points.iter().any(|point| {
            point.figures.no_worse(figures, &self.objectives)
                && (point.choices.len() >= MOST_CHOICES || !point.figures.same(figures, &self.objectives))
        })
    }

    /// Takes a vector in, unless it is pointless.
    pub fn offer(&mut self, figures: Figures, choice: impl FnOnce() -> Vec<Step>) {
        let objectives = &self.objectives;
        if let Some(point) = self.points.iter_mut().find(|point| point.figures.same(&figures, objectives)) {
            if point.choices.len() < MOST_CHOICES {
                let choice = choice();
                if !point.choices.contains(&choice) {
                    point.choices.push(choice);
                }
            }
            return;
        }
        if self.covers(&figures) {
            return;
        }
        self.points.retain(|point| !figures.no_worse(&point.figures, objectives));
        let sooner = self.points.partition_point(|point| point.figures.months <= figures.months);
        self.points.insert(sooner, Point { figures, choices: vec![choice()] });
    }
}
