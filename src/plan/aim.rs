//! What one search looks for, of all that a query asks for.

use super::front::Front;
use super::scope::{Figures, Scope};
use crate::student::Objective;

/// What a search looks for.
#[derive(Clone)]
pub struct Aim {
    /// The objectives in which a vector has to be new.
    pub minds: Vec<Objective>,
    pub purse: u64,
    pub horizon: u32,
    /// The largest gap that a route may keep.
    pub gap: u32,
    /// Whether to look only for routes that close all of the gap that can be closed.
    pub closes: bool,
    /// Where known, vectors one of which every route is no better than, in the objectives but for the gap.
    pub floor: Option<Vec<Figures>>,
    /// Whether to follow first what seems close to the goal, rather than what could be soonest.
    pub greedy: bool,
}

impl Aim {
    /// All that the query asks for.
    pub fn of(scope: &Scope<'_>) -> Aim {
        Aim {
            minds: scope.objectives.to_vec(),
            purse: scope.purse(),
            horizon: scope.horizon(),
            gap: scope.gap(),
            closes: false,
            floor: None,
            greedy: false,
        }
    }

    /// The same in all objectives but the gap, or in months where there is no other one; `None` where the
    /// gap is none of them.
    pub fn without_gap(&self) -> Option<Aim> {
        let mut minds: Vec<Objective> = self.minds.iter().copied().filter(|minded| *minded != Objective::Gap).collect();
        if minds.len() == self.minds.len() {
            return None;
        }
        if minds.is_empty() {
            minds.push(Objective::Months);
        }
        Some(Aim { minds, gap: u32::MAX, ..self.clone() })
    }

    /// Looks no further than where a vector found is perfect in all but its months.
    pub fn end_before(&mut self, front: &Front, least_gap: u32) {
        if !self.minds.contains(&Objective::Months) {
            return;
        }
        let perfect = |figures: &Figures| {
            self.minds.iter().all(|objective| match objective {
                Objective::Months => true,
                Objective::Gap => figures.gap <= least_gap,
                other => figures.get(*other) == 0,
            })
        };
        let found = front.points.iter().map(|point| point.figures).filter(perfect).map(|figures| figures.months).min();
        if let Some(months) = found {
            self.horizon = self.horizon.min(months.saturating_sub(1));
        }
    }

    /// Smaller aims: the soonest, the cheapest, the best prepared, and these for nothing.
    pub fn scouts(&self) -> Vec<Aim> {
        let only = |wanted: &[Objective], purse: u64| {
            let minds = self.minds.iter().copied().filter(|objective| wanted.contains(objective)).collect();
            Aim { minds, purse, greedy: true, ..self.clone() }
        };
        let (months, fees, gap) = (Objective::Months, Objective::Fees, Objective::Gap);
        let mut scouts = Vec::new();
        let purses = if self.minds.contains(&fees) { vec![0, self.purse] } else { vec![self.purse] };
        for purse in purses {
            if self.floor.is_none() {
                let wanted: &[Objective] = if purse > 0 { &[months, fees] } else { &[months] };
                scouts.push(only(wanted, purse));
            }
            if self.minds.contains(&gap) {
                scouts.push(Aim { closes: true, ..only(&[months, gap], purse) });
            }
        }
        // No route needs more time and money than the floor tells to be among the best of some gap.
        for point in self.floor.iter().flatten() {
            let (horizon, purse) = (self.horizon.min(point.months), self.purse.min(point.fees));
            scouts.push(Aim { horizon, purse, greedy: true, ..self.clone() });
        }
        scouts.retain(|aim| !aim.minds.is_empty());
        scouts
    }
}
