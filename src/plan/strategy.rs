//! Which searches follow each other for one query, and what each is told of those before.
//!
//! 1. **Without the gap.** Most openings only close some of the gap. Without it few are left, and the front in
//!    all other objectives is soon complete: a floor that no vector of the whole lies below.
//! 2. **The same stages again.** What is hosted on the way of each route found closes what it can.
//! 3. **All openings,** with the gap. Most are ruled out by what has been found: a route through them is no
//!    better than a vector on the front.
//!
//! The first and the last start with scouts, greedy searches with smaller aims. Nothing is lost, since the last
//! search looks at all that is not ruled out.

use super::aim::Aim;
use super::model::Model;
use super::reach::Reach;
use super::reduce::reduce;
use super::scope::Scope;
use super::search::{Found, Search};
use super::trace::{Assumed, Walker};
use crate::region::ActivityId;
use crate::student::Objective;

/// Once there is a route, a scout may take one part in so many of the budget.
const SCOUTS: u64 = 5;

/// The part of the budget in which the front without the gap may be found, in twentieths: with it as a floor the
/// rest is soon done, and without it there is little to be proved.
const WITHOUT_GAP: u64 = 19;

/// Programmes and jobs of a region that is still compiled whole where a front with eased lenders does not walk.
const MOST_WHOLE: usize = 2000;

/// Finds the front of a query, or what the budget allows of it, and the activities that can matter to it.
///
/// With eased lenders the query is a small one, and its front is a bound: the front itself, where all of it walks.
pub fn find(scope: &Scope<'_>, budget: u64) -> (Vec<ActivityId>, Found) {
    let walker = Walker { scope, assumed: Assumed::Everything };
    let among = scope.upstream();
    let mut reach = Reach::new(&walker, &among);
    if let Some(found) = at_a_glance(scope, &mut reach) {
        return (Vec::new(), found);
    }
    let mut model = Model::new(&reach.until_end(), true);
    let mut found = run(scope, &model, Found::none(scope.objectives), budget);
    let mut dreamt = Vec::new();
    found.front.points.retain(|point| {
        let walks = point.choices.iter().any(|steps| walker.as_good(steps, &point.figures));
        dreamt.extend((!walks).then_some(point.figures));
        walks
    });
    let whole = scope.region.programmes.len() + scope.region.jobs.len();
    if !dreamt.is_empty() && found.steps < budget && whole <= MOST_WHOLE {
        let all = scope.graph.all();
        model = Model::new(&Reach::new(&walker, &all).until_end(), false);
        found = run(scope, &model, found, budget);
    } else {
        found.complete &= dreamt.is_empty();
        found.open.extend(dreamt);
    }
    let mut activities = Vec::new();
    for lesson in &model.lessons {
        activities.push(lesson.activity);
    }
    (activities, found)
}

/// The whole front, where the first look at a region tells it: nothing is sooner than the soonest month in which all
/// stages at once could open the goal, and nothing better than a route of so many months that costs nothing else.
fn at_a_glance(scope: &Scope<'_>, reach: &mut Reach<'_>) -> Option<Found> {
    let mut found = Found { complete: true, ..Found::none(scope.objectives) };
    if let Some(soonest) = reach.until_goal() {
        let steps = reach.road()?;
        let figures = reach.walker.walk(&steps)?.figures;
        for objective in scope.objectives {
            let least = if *objective == Objective::Months { soonest.into() } else { 0 };
            if figures.get(*objective) > least {
                return None;
            }
        }
        found.front.offer(figures, || steps);
    }
    Some(found)
}

/// Searches one compiled query, starting from the vectors found so far.
fn run(scope: &Scope<'_>, model: &Model, mut found: Found, budget: u64) -> Found {
    let mut aim = Aim::of(scope);
    if let Some(bare) = aim.without_gap() {
        let mut hard = model.without_gap();
        reduce(&mut hard, scope.minds(Objective::Moves));
        let none = Found { steps: found.steps, ..Found::none(&bare.minds) };
        let first = stepwise(scope, hard, bare.clone(), none, budget / 20 * WITHOUT_GAP);
        found.steps = first.steps;
        if first.complete && aim.minds.len() > 1 {
            aim.floor = Some(first.front.points.iter().map(|point| point.figures).collect());
        }
        for point in &first.front.points {
            let (horizon, purse) = (aim.horizon.min(point.figures.months), aim.purse.min(point.figures.fees));
            let within = Aim { horizon, purse, ..aim.clone() };
            for route in &point.choices {
                if point.figures.gap <= aim.gap {
                    found.front.offer(point.figures, || route.clone());
                }
                // It may pass the budget by as much: without what they host the routes found are worth little.
                let limit = (found.steps + budget / SCOUTS).min(budget + budget / SCOUTS);
                found = Search::towards(scope, &model.with_route(route), within.clone(), found, limit);
            }
        }
    }
    stepwise(scope, model.clone(), aim, found, budget)
}

/// Searches that ask for less come first: they are soon done, and what is no better than the vectors that
/// they find, the next ones leave out.
fn stepwise(scope: &Scope<'_>, mut model: Model, mut whole: Aim, mut found: Found, budget: u64) -> Found {
    let Some((soonest, least_gap)) = Search::narrow(scope, &mut model, &whole, &mut found.front) else {
        return Found { complete: true, open: Vec::new(), ..found };
    };
    if model.openings.is_empty() {
        // There is one way to go, and no sooner one to find first.
        return Search::towards(scope, &model, whole, found, budget);
    }
    let left = budget.saturating_sub(found.steps);
    let half = found.steps + left / 2;
    for aim in whole.scouts() {
        // Any route at all is worth more than the best of many.
        let share = if found.front.points.is_empty() { budget / 4 } else { left / SCOUTS };
        let limit = (found.steps + share).min(half);
        found = Search::towards(scope, &model, aim, found, limit);
    }
    // Then all vectors within ever more months, unless there is one to end at.
    let mut horizon = soonest.max(4);
    loop {
        whole.end_before(&found.front, least_gap);
        let last = horizon >= whole.horizon || whole.horizon < scope.horizon() || found.steps >= half;
        let aim = Aim { horizon: if last { whole.horizon } else { horizon }, ..whole.clone() };
        found = Search::towards(scope, &model, aim, found, if last { budget } else { half });
        if last {
            return found;
        }
        horizon += horizon / 3;
    }
}
