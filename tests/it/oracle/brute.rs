//! Every route there is, by trying everything: what the planner's fronts are compared with.
//!
//! Nothing here is clever. Two routes are told apart by the whole state that they lead to; of those that
//! lead to the very same state, the ones whose costs so far are no better in anything go no further, since
//! whatever follows costs the same after either.

use std::collections::{BTreeMap, HashMap};

use pathway_planner::month::Month;
use pathway_planner::student::Objective;

use super::sim::{LONGEST, Sim, State, Step, What};
use crate::arbitrary::Random;

/// A vector that no route beats, with one of the routes that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    pub vector: Vec<u64>,
    pub steps: Vec<Step>,
}

/// Whether `one` is no worse than `other` in anything.
pub fn covers(one: &[u64], other: &[u64]) -> bool {
    one.iter().zip(other).all(|(one, other)| one <= other)
}

/// A route up to a state.
struct Label {
    cost: [u64; 3],
    /// The label before, and the step that leads here.
    before: Option<(usize, Step)>,
}

/// The front, sorted; `None` where it takes more than `most` labels to find.
pub fn front(sim: &Sim, most: usize) -> Option<Vec<Point>> {
    let mut search = Search {
        sim,
        labels: Vec::new(),
        at: HashMap::new(),
        agenda: BTreeMap::new(),
        latest: sim.student.now.plus(sim.query.limits.months.unwrap_or(LONGEST).min(LONGEST)),
    };
    let menu = sim.menu();
    let mut front = Vec::new();
    search.reach(sim.start(), Label { cost: [0; 3], before: None });
    if sim.student.enrolled.is_some() {
        // The one stage that may take no time and change nothing: the state before it is forgotten first.
        search.agenda.clear();
        search.at.clear();
        search.spread(&sim.start(), &[0], &[What::Rest]);
    }
    // Any other stage takes a month or more, so nothing new leads to states at the clock that is looked at.
    while let Some((_, states)) = search.agenda.pop_first() {
        for state in states {
            let labels = search.at[&state].clone();
            search.arrive(&state, &labels, &mut front);
            search.spread(&state, &labels, &menu);
            if search.labels.len() > most {
                return None;
            }
        }
    }
    let mut points: Vec<Point> =
        front.into_iter().map(|(vector, label)| Point { vector, steps: search.steps(label) }).collect();
    points.sort_by(|one, other| one.vector.cmp(&other.vector));
    Some(points)
}

struct Search<'a> {
    sim: &'a Sim<'a>,
    labels: Vec<Label>,
    /// The labels of each state, none covering another.
    at: HashMap<State, Vec<usize>>,
    /// States by their clocks.
    agenda: BTreeMap<Month, Vec<State>>,
    latest: Month,
}

impl Search<'_> {
    fn reach(&mut self, state: State, label: Label) {
        let known = self.at.entry(state).or_default();
        if known.iter().any(|&other| covers(&self.labels[other].cost, &label.cost)) {
            return;
        }
        if known.is_empty() {
            self.agenda.entry(state.clock).or_default().push(state);
        }
        known.retain(|&other| !covers(&label.cost, &self.labels[other].cost));
        known.push(self.labels.len());
        self.labels.push(label);
    }

    /// Costs that nobody minds are no costs.
    fn minded(&self, fees: u64, effort: u64, moves: u64) -> [u64; 3] {
        let (limits, objectives) = (&self.sim.query.limits, &self.sim.query.objectives);
        let mind = |cost, minded| if minded { cost } else { 0 };
        [
            mind(fees, limits.fees.is_some() || objectives.contains(&Objective::Fees)),
            mind(effort, objectives.contains(&Objective::Effort)),
            mind(moves, limits.moves.is_some() || objectives.contains(&Objective::Moves)),
        ]
    }

    /// Takes every stage there is from a state.
    fn spread(&mut self, state: &State, labels: &[usize], menu: &[What]) {
        let limits = &self.sim.query.limits;
        for &what in menu {
            let Ok(entered) = self.sim.enter(state, what) else { continue };
            if entered.clock > self.latest {
                continue;
            }
            for (activities, carried) in self.sim.activity_sets(&state.gains, what, entered.hours) {
                let next = self.sim.leave(what, &entered, &carried);
                let fees = entered.fee + self.sim.fees(&activities);
                let added = self.minded(fees, self.sim.hours(&activities), u64::from(entered.moved));
                for &label in labels {
                    let so_far = self.labels[label].cost;
                    let cost = [0, 1, 2].map(|index| so_far[index] + added[index]);
                    let over = |limit: Option<u32>, cost| limit.is_some_and(|limit| cost > u64::from(limit));
                    if !over(limits.fees, cost[0]) && !over(limits.moves, cost[2]) {
                        let step = Step { what, activities: activities.clone() };
                        self.reach(next, Label { cost, before: Some((label, step)) });
                    }
                }
            }
        }
    }

    /// Goes from a state to the goal, where that is possible and within the limits.
    fn arrive(&self, state: &State, labels: &[usize], front: &mut Vec<(Vec<u64>, usize)>) {
        let Sim { query, student, .. } = self.sim;
        let Ok((reached, moved)) = self.sim.goal(state) else { return };
        let (months, gap) = (reached.since(student.now), self.sim.gap(&state.gains));
        let over = |limit: Option<u32>, value: u64| limit.is_some_and(|limit| value > u64::from(limit));
        let limits = &query.limits;
        if !self.sim.admits_goal() || over(limits.months, months.into()) || over(limits.gap, gap.into()) {
            return;
        }
        for &label in labels {
            let [fees, effort, before] = self.labels[label].cost;
            let moves = before + self.minded(0, 0, moved.into())[2];
            if over(limits.fees, fees) || over(limits.moves, moves) {
                continue;
            }
            let value = |objective: &Objective| match objective {
                Objective::Months => u64::from(months),
                Objective::Fees => fees,
                Objective::Gap => u64::from(gap),
                Objective::Effort => effort,
                Objective::Moves => moves,
            };
            let vector: Vec<u64> = query.objectives.iter().map(value).collect();
            if !front.iter().any(|(other, _)| covers(other, &vector)) {
                front.retain(|(other, _)| !covers(&vector, other));
                front.push((vector, label));
            }
        }
    }

    fn steps(&self, mut label: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        while let Some((before, step)) = &self.labels[label].before {
            steps.push(step.clone());
            label = *before;
        }
        steps.reverse();
        steps
    }
}

/// The front again, from every route written out one by one without any memory of states; `None` where there
/// are more than `most`.
pub fn plain_front(sim: &Sim, mut most: usize) -> Option<Vec<Vec<u64>>> {
    let mut front = Vec::new();
    let menu = if sim.student.enrolled.is_some() { vec![What::Rest] } else { sim.menu() };
    plain(sim, sim.start(), &menu, &mut Vec::new(), &mut front, &mut most)?;
    front.sort();
    Some(front)
}

fn plain(
    sim: &Sim,
    state: State,
    menu: &[What],
    steps: &mut Vec<Step>,
    front: &mut Vec<Vec<u64>>,
    left: &mut usize,
) -> Option<()> {
    *left = left.checked_sub(1)?;
    if let Ok(trip) = sim.route(steps) {
        let vector = trip.vector(&sim.query.objectives);
        if !front.iter().any(|other| covers(other, &vector)) {
            front.retain(|other| !covers(&vector, other));
            front.push(vector);
        }
    }
    let menu_after = sim.menu();
    let latest = sim.student.now.plus(sim.query.limits.months.unwrap_or(LONGEST).min(LONGEST));
    for &what in menu {
        let Ok(entered) = sim.enter(&state, what) else { continue };
        if entered.clock <= latest {
            for (activities, carried) in sim.activity_sets(&state.gains, what, entered.hours) {
                steps.push(Step { what, activities });
                plain(sim, sim.leave(what, &entered, &carried), &menu_after, steps, front, left)?;
                steps.pop();
            }
        }
    }
    Some(())
}

/// A route taken at random, limits on totals aside; `None` where the walk does not end at the goal.
pub fn walk(sim: &Sim, rng: &mut Random) -> Option<Vec<Step>> {
    let mut state = sim.start();
    let mut steps = Vec::new();
    let mut menu = if sim.student.enrolled.is_some() { vec![What::Rest] } else { sim.menu() };
    loop {
        let arrived = menu != [What::Rest] && sim.goal(&state).is_ok();
        if arrived && (rng.chance(30) || steps.len() > 5) {
            return Some(steps);
        }
        let open: Vec<What> = menu.iter().copied().filter(|&what| sim.enter(&state, what).is_ok()).collect();
        if open.is_empty() || steps.len() > 5 {
            return arrived.then_some(steps);
        }
        let what = rng.pick(&open);
        let entered = sim.enter(&state, what).ok()?;
        let mut sets = sim.activity_sets(&state.gains, what, entered.hours);
        let (activities, carried) = sets.swap_remove(rng.below(sets.len()));
        steps.push(Step { what, activities });
        state = sim.leave(what, &entered, &carried);
        menu = sim.menu();
    }
}

/// The least effort of any choice of activities for these stages that has this vector within the limits.
pub fn least_effort(sim: &Sim, stages: &[What], vector: &[u64]) -> Option<(u64, Vec<Step>)> {
    // By state and costs, so that only effort is left to compare.
    let mut reached: HashMap<(State, u64, u64), (u64, Vec<Step>)> = HashMap::new();
    reached.insert((sim.start(), 0, 0), (0, Vec::new()));
    for &what in stages {
        let mut next: HashMap<(State, u64, u64), (u64, Vec<Step>)> = HashMap::new();
        for ((state, fees, moves), (effort, steps)) in reached {
            let Ok(entered) = sim.enter(&state, what) else { continue };
            for (activities, carried) in sim.activity_sets(&state.gains, what, entered.hours) {
                let fees = fees + entered.fee + sim.fees(&activities);
                let effort = effort + sim.hours(&activities);
                let key = (sim.leave(what, &entered, &carried), fees, moves + u64::from(entered.moved));
                if next.get(&key).is_none_or(|(least, _)| effort < *least) {
                    let steps = steps.iter().cloned().chain([Step { what, activities }]).collect();
                    next.insert(key, (effort, steps));
                }
            }
        }
        reached = next;
    }
    let fits = |steps: &[Step]| sim.route(steps).is_ok_and(|trip| trip.vector(&sim.query.objectives) == vector);
    reached.into_values().filter(|(_, steps)| fits(steps)).min()
}
