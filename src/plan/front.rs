//! The vectors found so far, none of which another one makes pointless.

use super::scope::Figures;
use super::trace::Step;
use crate::student::Objective;

/// Ways to the same vector that are kept.
const MOST_CHOICES: usize = 8;

/// The figures on which what stages host has a bearing.
pub const HOSTED: [Objective; 3] = [Objective::Gap, Objective::Fees, Objective::Effort];

/// The most of each of these.
pub type Corner = [u64; HOSTED.len()];

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

    /// Whether a figure is one of those asked for.
    pub fn minds(&self, objective: Objective) -> bool {
        self.objectives.contains(&objective)
    }

    /// The largest parts of a corner in which nothing is covered, for vectors that have all other figures from these.
    pub fn corners(&self, figures: &Figures, whole: Corner) -> Vec<Corner> {
        let mut corners = vec![whole];
        for point in &self.points {
            let others = self.objectives.iter().filter(|objective| !HOSTED.contains(objective));
            if others.into_iter().any(|other| point.figures.get(*other) > figures.get(*other)) {
                continue;
            }
            for corner in std::mem::take(&mut corners) {
                let mut parts = Vec::new();
                let mut covered = true;
                for (figure, of) in HOSTED.iter().enumerate().filter(|(_, of)| self.minds(**of)) {
                    let found = point.figures.get(*of);
                    let mut less = corner;
                    if let Some(most) = less.get_mut(figure) {
                        covered &= found <= *most;
                        *most = found.wrapping_sub(1);
                    }
                    if found > 0 {
                        parts.push(less);
                    }
                }
                corners.extend(if covered { parts } else { vec![corner] });
            }
        }
        corners
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
