//! Prices for a multicover: the dual simplex method on its linear relaxation.
//!
//! Prices are found in floating point and rounded to whole numbers. Whatever they are, what `multicover.rs` concludes
//! from them is true; good ones only conclude more. Of floating point only what IEEE 754 rounds alike on every machine
//! is used (sums, products, quotients, comparisons), so the same prices are found everywhere.
//!
//! Constraints are "at least": a row is closed once or more, and of a limit at least minus its amount is used, counted
//! negatively. What is free may be taken in part. A basis has for each constraint a variable that is in it: an item, or
//! that constraint's slack. The method keeps a basis whose prices are never negative, and exchanges variables until no
//! item is taken less than not at all or more than wholly (Lemke 1954, Wagner 1958). It goes on from the last basis
//! when other items are decided, so most nodes of a search need few exchanges.

use super::multicover::State;

/// What counts as nothing, among numbers of about one.
const TINY: f64 = 1e-7;

/// Exchanges after which the inverse is computed afresh.
const FRESH: u32 = 100;

/// Beyond so many constraints there are no prices: the inverse would take 8 MB and more.
const MOST_CONSTRAINTS: usize = 1000;

/// The relaxation of one multicover towards one of its limits, and the basis that it has come to.
pub struct Relaxation {
    /// Where the terms of each item start.
    starts: Vec<usize>,
    /// What the items have of constraints.
    terms: Vec<(usize, f64)>,
    costs: Vec<f64>,
    /// What there has to be of each constraint.
    least: Vec<f64>,
    /// For each constraint the variable that is basic in its place; those beyond the items are slacks.
    basis: Vec<usize>,
    /// Of each item, whether it is basic, and if not, whether it is taken wholly.
    basic: Vec<bool>,
    whole: Vec<bool>,
    /// The inverse of the basis, row by row.
    inverse: Vec<f64>,
    /// How much is taken of what is basic.
    amounts: Vec<f64>,
    pub prices: Vec<f64>,
    /// Exchanges since the inverse was computed afresh.
    age: u32,
    /// Numbers that were looked at.
    pub work: usize,
}

/// How a solution ended.
pub enum End {
    /// At the least cost, or at one above the limit.
    Solved,
    /// Nothing is within the limits, as these prices tell where cost has none.
    Impossible(Vec<f64>),
}

impl Relaxation {
    /// Nothing is taken at first, and every item costs something or nothing.
    pub fn new(items: Vec<(Vec<(usize, f64)>, f64)>, least: Vec<f64>) -> Relaxation {
        let mut relaxation = Relaxation {
            starts: vec![0],
            terms: Vec::new(),
            costs: Vec::new(),
            basis: Vec::new(),
            basic: vec![false; items.len()],
            whole: vec![false; items.len()],
            inverse: Vec::new(),
            amounts: Vec::new(),
            prices: Vec::new(),
            age: FRESH,
            work: 0,
            least,
        };
        for (terms, cost) in items {
            relaxation.terms.extend(terms);
            relaxation.starts.push(relaxation.terms.len());
            relaxation.costs.push(cost);
        }
        for place in 0..relaxation.least.len() {
            relaxation.basis.push(relaxation.costs.len() + place);
        }
        relaxation
    }

    /// How much of an item is taken.
    pub fn parts(&self) -> Vec<f64> {
        let mut parts = Vec::new();
        for whole in &self.whole {
            parts.push(if *whole { 1.0 } else { 0.0 });
        }
        for (variable, amount) in self.basis.iter().zip(&self.amounts) {
            set(&mut parts, *variable, *amount);
        }
        parts
    }

    /// Finds the least cost and its prices where these items are decided, or prices by which it is above `most`.
    pub fn solve(&mut self, states: &[State], most: f64) -> End {
        let size = self.least.len();
        self.prices = vec![0.0; size];
        if size > MOST_CONSTRAINTS {
            self.work += size;
            return End::Solved;
        }
        if self.age >= FRESH {
            self.refresh();
        }
        for (row, variable) in self.inverse.chunks(size.max(1)).zip(&self.basis) {
            add(&mut self.prices, get(&self.costs, *variable), row);
        }
        // What is free and costs less than nothing is taken wholly.
        let mut free = Vec::new();
        let mut missing = self.least.clone();
        let mut cost = 0.0;
        for (item, state) in states.iter().enumerate() {
            let basic = get(&self.basic, item);
            if *state == State::Free {
                free.push(item);
            }
            let whole = !basic && (*state == State::Taken || *state == State::Free && self.reduced(item) < -TINY);
            set(&mut self.whole, item, whole);
            if whole {
                cost += get(&self.costs, item);
                for (of, amount) in column(&self.starts, &self.terms, item) {
                    let rest = get(&missing, *of) - amount;
                    set(&mut missing, *of, rest);
                }
            }
        }
        self.amounts.clear();
        for (row, variable) in self.inverse.chunks(size.max(1)).zip(&self.basis) {
            let mut amount = 0.0;
            for (share, missing) in row.iter().zip(&missing) {
                amount += share * missing;
            }
            cost += amount * get(&self.costs, *variable);
            self.amounts.push(amount);
        }
        for _ in 0..20 * size {
            self.work += size * size + 4 * free.len();
            let Some((place, beyond)) = self.leaving(states) else { break };
            if cost > most + TINY {
                break;
            }
            let row: Vec<f64> = self.inverse.iter().skip(place * size).take(size).copied().collect();
            let Some((entering, pace)) = self.entering(&free, &row, beyond > 0.0) else {
                let mut prices = Vec::new();
                for share in row {
                    prices.push(if beyond > 0.0 { share } else { -share });
                }
                return End::Impossible(prices);
            };
            add(&mut self.prices, pace, &row);
            cost += (pace * beyond).abs();
            let column = self.of_basis(entering);
            let step = beyond / get(&column, place);
            for (amount, share) in self.amounts.iter_mut().zip(&column) {
                *amount -= step * share;
            }
            let from = if get(&self.whole, entering) { 1.0 } else { 0.0 };
            set(&mut self.amounts, place, from + step);
            let leaving = get(&self.basis, place);
            let state = states.get(leaving).copied();
            set(&mut self.whole, leaving, state == Some(State::Taken) || state == Some(State::Free) && beyond > 0.0);
            self.exchange(place, entering, &column);
        }
        End::Solved
    }

    /// What an item costs beyond what it is worth.
    fn reduced(&self, item: usize) -> f64 {
        get(&self.costs, item) - product(&self.prices, column(&self.starts, &self.terms, item))
    }

    /// The place of what is furthest from what may be taken of it, and by how much it is above that.
    fn leaving(&self, states: &[State]) -> Option<(usize, f64)> {
        let mut furthest = None;
        let mut most = 0.0;
        let rows = self.inverse.chunks(self.least.len().max(1));
        for (place, ((variable, amount), row)) in self.basis.iter().zip(&self.amounts).zip(rows).enumerate() {
            let (from, to) = match states.get(*variable) {
                None => (0.0, f64::MAX),
                Some(State::Free) => (0.0, 1.0),
                Some(State::Taken) => (1.0, 1.0),
                Some(State::Out) => (0.0, 0.0),
            };
            let beyond = if *amount < from { amount - from } else { amount - to };
            if beyond < -TINY && *amount < from || beyond > TINY {
                let mut norm = 0.0;
                for share in row {
                    norm += share * share;
                }
                let far = beyond * beyond / norm;
                if far > most {
                    most = far;
                    furthest = Some((place, beyond));
                }
            }
        }
        furthest
    }

    /// The variable whose cost is the first to be nothing as the prices move along a row, and how far that is.
    fn entering(&self, free: &[usize], row: &[f64], down: bool) -> Option<(usize, f64)> {
        let sign = if down { -1.0 } else { 1.0 };
        let mut first = None;
        let (mut least, mut widest) = (f64::MAX, 0.0);
        let mut consider = |variable: usize, share: f64, cost: f64| {
            let ratio = cost / share;
            let ratio = if ratio < 0.0 { -ratio } else { ratio };
            let wide = if share < 0.0 { -share } else { share };
            if ratio < least || ratio <= least && wide > widest {
                (least, widest) = (ratio, wide);
                first = Some((variable, cost / share));
            }
        };
        for item in free {
            if get(&self.basic, *item) {
                continue;
            }
            let whole = get(&self.whole, *item);
            let share = product(row, column(&self.starts, &self.terms, *item));
            if if whole { share * sign > TINY } else { share * sign < -TINY } {
                let cost = self.reduced(*item);
                consider(*item, share, if whole { cost.min(0.0) } else { cost.max(0.0) });
            }
        }
        for (place, share) in row.iter().enumerate() {
            if share * sign > TINY {
                consider(self.costs.len() + place, -share, get(&self.prices, place).max(0.0));
            }
        }
        first
    }

    /// A variable's column in terms of the basis.
    fn of_basis(&self, variable: usize) -> Vec<f64> {
        let mut column_of = Vec::new();
        let slack = [(variable.wrapping_sub(self.costs.len()), -1.0)];
        let terms = if variable < self.costs.len() { column(&self.starts, &self.terms, variable) } else { &slack };
        for row in self.inverse.chunks(self.least.len().max(1)) {
            column_of.push(product(row, terms));
        }
        column_of
    }

    /// Puts a variable into the basis in another one's place.
    fn exchange(&mut self, place: usize, entering: usize, column: &[f64]) {
        let size = self.least.len().max(1);
        let pivot = get(column, place);
        let mut row: Vec<f64> = self.inverse.iter().skip(place * size).take(size).copied().collect();
        row.iter_mut().for_each(|share| *share /= pivot);
        for (at, (other, share)) in self.inverse.chunks_mut(size).zip(column).enumerate() {
            if at == place {
                other.copy_from_slice(&row);
            } else if *share != 0.0 {
                add(other, -share, &row);
            }
        }
        let leaving = get(&self.basis, place);
        set(&mut self.basic, leaving, false);
        set(&mut self.basic, entering, true);
        set(&mut self.whole, entering, false);
        set(&mut self.basis, place, entering);
        self.age += 1;
    }

    /// Computes the inverse afresh: from that of the slacks, one item after another in place of a slack that goes.
    fn refresh(&mut self) {
        let size = self.least.len();
        let items = self.costs.len();
        let before = std::mem::take(&mut self.basis);
        self.inverse = vec![0.0; size * size];
        for place in 0..size {
            set(&mut self.inverse, place * size + place, -1.0);
            self.basis.push(items + place);
        }
        for item in before.iter().filter(|variable| **variable < items) {
            set(&mut self.basic, *item, false);
            let column = self.of_basis(*item);
            let mut widest = None;
            let mut most = TINY;
            for (place, share) in column.iter().enumerate() {
                let slack = items + place;
                if share.abs() > most && get(&self.basis, place) == slack && !before.contains(&slack) {
                    most = share.abs();
                    widest = Some(place);
                }
            }
            if let Some(place) = widest {
                self.exchange(place, *item, &column);
            }
            self.work += size * size;
        }
        self.age = 0;
    }
}

fn column<'a>(starts: &[usize], terms: &'a [(usize, f64)], item: usize) -> &'a [(usize, f64)] {
    starts.get(item).zip(starts.get(item + 1)).and_then(|(from, to)| terms.get(*from..*to)).unwrap_or_default()
}

fn product(row: &[f64], terms: &[(usize, f64)]) -> f64 {
    let mut sum = 0.0;
    for (of, amount) in terms {
        sum += get(row, *of) * amount;
    }
    sum
}

fn add(list: &mut [f64], times: f64, more: &[f64]) {
    for (of, more) in list.iter_mut().zip(more) {
        *of += times * more;
    }
}

fn get<T: Copy + Default>(list: &[T], at: usize) -> T {
    list.get(at).copied().unwrap_or_default()
}

fn set<T>(list: &mut [T], at: usize, value: T) {
    if let Some(place) = list.get_mut(at) {
        *place = value;
    }
}
