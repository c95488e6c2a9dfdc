//! The exact choice of what closes a gap within several limits: a weighted set multicover with budgets.
//!
//! Branch and bound with a Lagrangian dual (as Caprara, Fischetti and Toth 1999 have it for plain covers). Every row and
//! every limit has a price. What is within the limits pays for no more than they are worth, so where all that must be
//! paid exceeds that, nothing is within them. The linear relaxation gives the prices ([`super::prices`]); any of them give
//! a true bound, and what an item adds to it decides most items without branching. Bounds are in whole numbers.

use super::prices::{End, Relaxation};

/// The limit on the weight of the rows that stay open.
pub const GAP: usize = 0;

/// Numbers looked at for prices that count as one step of the search.
const WORK: usize = 10_000;

/// Prices in whole numbers are so large that nothing that is paid exceeds this.
const MOST: f64 = (1_u64 << 60) as f64;

/// Something that may be taken.
pub struct Item {
    /// The rows that it closes.
    pub rows: Vec<usize>,
    /// What it takes of each limit.
    pub uses: Vec<(usize, u64)>,
    /// Whether it matters even where it closes nothing.
    pub asked: bool,
}

/// What there is to choose from.
pub struct Multicover {
    /// The caller's items, and for each row one that is to leave it open, at its weight.
    items: Vec<Item>,
    choices: usize,
    weights: Vec<u64>,
}

/// What the caller says of a choice that closes enough.
pub enum Verdict {
    /// It will do, and takes so much of the limit that leads.
    Good(u64),
    /// It will not, but might with more.
    Short,
    /// It will not, whatever is added of what is free: what is taken stays.
    Hopeless,
}

/// What is decided of an item.
#[derive(Clone, Copy, PartialEq)]
pub enum State {
    Free,
    Taken,
    Out,
}

/// Prices of limits and rows, by unit, and what they tell.
struct Bound {
    /// What has to be paid beyond what the limits are worth: if anything, nothing is within them.
    value: i64,
    /// The leading limit's price.
    lead: i64,
    /// What each item costs beyond what it is worth.
    costs: Vec<i64>,
}

impl Multicover {
    /// A choice among items that close rows of these weights.
    pub fn new(mut items: Vec<Item>, weights: Vec<u64>) -> Multicover {
        let choices = items.len();
        for (row, weight) in weights.iter().enumerate() {
            items.push(Item { rows: vec![row], uses: vec![(GAP, *weight)], asked: false });
        }
        Multicover { items, choices, weights }
    }

    /// Goes through choices within the limits until none is left that takes less of the limit `lead` than a good one;
    /// `false` where the budget ran out. `judge` is told what is taken and what is still free.
    pub fn search(
        &self,
        mut limits: Vec<u64>,
        lead: usize,
        judge: &mut dyn FnMut(&[usize], &[usize]) -> Verdict,
        steps: &mut u64,
        budget: u64,
    ) -> bool {
        // What all items together use is no limit.
        let (mut all, mut units) = (vec![0; limits.len()], vec![1; limits.len()]);
        for (limit, amount) in self.items.iter().flat_map(|item| &item.uses) {
            let sum: u64 = get(&all, *limit);
            set(&mut all, *limit, sum.saturating_add(*amount));
            let most = get(&units, *limit).max(*amount);
            set(&mut units, *limit, most);
        }
        for (limit, all) in limits.iter_mut().zip(all) {
            *limit = all.min(*limit);
        }
        let mut relaxation = self.relaxation(&limits, &units, lead);
        let mut root: Option<(Bound, u64)> = None;
        let mut judged = None;
        let mut nodes = vec![vec![State::Free; self.items.len()]];
        while let Some(mut states) = nodes.pop() {
            *steps += 1;
            if *steps >= budget {
                return false;
            }
            if let Some((bound, at)) = &root {
                bound.decide(&mut states, at.saturating_sub(get(&limits, lead)));
            }
            if !self.rest(&mut states, &limits) {
                continue;
            }
            let end = relaxation.solve(&states, get(&limits, lead) as f64 / get(&units, lead) as f64);
            *steps += (std::mem::take(&mut relaxation.work) / WORK) as u64;
            if let End::Impossible(prices) = end
                && self.bound(&states, &limits, &units, lead, 0.0, &prices).value > 0
            {
                continue;
            }
            let at = get(&limits, lead);
            let bound = self.bound(&states, &limits, &units, lead, 1.0, &relaxation.prices);
            if bound.value > 0 {
                continue;
            }
            bound.decide(&mut states, 0);
            let parts = relaxation.parts();
            let mut whole = true;
            // What is decided or seems good to take, and the rest; what is decided, and the rest.
            let (mut taken, mut free) = (Vec::new(), Vec::new());
            let (mut decided, mut open) = (Vec::new(), Vec::new());
            for (item, (state, part)) in states.iter().zip(&parts).enumerate() {
                whole &= *state != State::Free || fraction(*part) == 0;
                if item < self.choices && *state != State::Out {
                    if *state == State::Taken {
                        decided.push(item)
                    } else {
                        open.push(item)
                    }
                    if *state == State::Taken || *part > 0.5 { taken.push(item) } else { free.push(item) }
                }
            }
            if whole && judged.as_ref() != Some(&taken) && self.within(&taken, &limits) {
                let mut verdict = judge(&taken, &free);
                judged = Some(taken);
                // Something in it may be of no use here, or keep the rest from being so; that says nothing of the rest.
                if matches!(verdict, Verdict::Hopeless) && free.len() < open.len() {
                    verdict = judge(&decided, &open);
                    judged = None;
                }
                match verdict {
                    Verdict::Good(taken) => {
                        let Some(less) = taken.checked_sub(1) else { return true };
                        set(&mut limits, lead, less);
                        if bound.value + bound.lead * at.saturating_sub(less) as i64 > 0 {
                            continue;
                        }
                    }
                    Verdict::Short => {}
                    Verdict::Hopeless => continue,
                }
            }
            // What is nearest to being taken.
            let mut branch = None;
            for (item, (state, part)) in states.iter().zip(&parts).enumerate() {
                let key =
                    (fraction(*part) == 0, item >= self.choices, -((part * 1024.0) as i64), get(&bound.costs, item));
                if *state == State::Free && branch.is_none_or(|(least, _)| key < least) {
                    branch = Some((key, item));
                }
            }
            if root.is_none() {
                root = Some((bound, at));
            }
            let Some((_, item)) = branch else { continue };
            for state in [State::Out, State::Taken] {
                let mut next = states.clone();
                set(&mut next, item, state);
                nodes.push(next);
            }
        }
        true
    }

    /// The items with what they have of rows and of limits but for the one that leads, which is what they cost; each
    /// limit in parts of its unit.
    fn relaxation(&self, limits: &[u64], units: &[u64], lead: usize) -> Relaxation {
        let mut items = Vec::new();
        for item in &self.items {
            let (mut terms, mut cost) = (Vec::new(), 0.0);
            for (limit, amount) in &item.uses {
                let part = *amount as f64 / get(units, *limit) as f64;
                if *limit == lead {
                    cost = part;
                } else if part > 0.0 {
                    terms.push((*limit, -part));
                }
            }
            item.rows.iter().for_each(|row| terms.push((limits.len() + row, 1.0)));
            items.push((terms, cost));
        }
        let mut least = Vec::new();
        for (limit, unit) in limits.iter().zip(units) {
            least.push(-(*limit as f64 / *unit as f64));
        }
        least.resize(limits.len() + self.weights.len(), 1.0);
        Relaxation::new(items, least)
    }

    /// What these prices tell, in whole numbers.
    fn bound(&self, states: &[State], limits: &[u64], units: &[u64], lead: usize, of_lead: f64, of: &[f64]) -> Bound {
        let mut top = of_lead;
        for price in of {
            top = top.max(*price);
        }
        let scale = MOST / top / (of.len() * (states.len() + 1)) as f64;
        let mut prices = Vec::new();
        for (place, price) in of.iter().enumerate() {
            let price = if place == lead { of_lead } else { *price };
            let unit = units.get(place).copied().unwrap_or(1);
            prices.push(((price * scale / unit as f64) as i64).max(0));
        }
        let mut value = 0;
        for (place, price) in prices.iter().enumerate() {
            value += limits.get(place).map_or(*price, |limit| -(price * *limit as i64));
        }
        let mut costs = Vec::new();
        for (item, state) in self.items.iter().zip(states) {
            let mut cost = 0;
            item.uses.iter().for_each(|(limit, amount)| cost += get(&prices, *limit) * *amount as i64);
            item.rows.iter().for_each(|row| cost -= get(&prices, limits.len() + row));
            value += match state {
                State::Free => cost.min(0),
                State::Taken => cost,
                State::Out => 0,
            };
            costs.push(cost);
        }
        Bound { value, lead: get(&prices, lead), costs }
    }

    /// Whether a choice closes enough and takes no more than there is.
    fn within(&self, taken: &[usize], limits: &[u64]) -> bool {
        let items = taken.iter().filter_map(|item| self.items.get(*item));
        without(limits, items).is_some() && self.open(taken) <= get(limits, GAP)
    }

    /// The weight of what these items leave open.
    fn open(&self, taken: &[usize]) -> u64 {
        let mut open = self.weights.clone();
        for row in taken.iter().filter_map(|item| self.items.get(*item)).flat_map(|item| &item.rows) {
            set(&mut open, *row, 0);
        }
        open.iter().sum()
    }

    /// Leaves out what does not fit or is of no use; `false` where nothing is within the limits.
    fn rest(&self, states: &mut [State], limits: &[u64]) -> bool {
        let taken =
            || self.items.iter().zip(&*states).filter(|(_, state)| **state == State::Taken).map(|(item, _)| item);
        let Some(left) = without(limits, taken()) else { return false };
        let mut open = vec![true; self.weights.len()];
        taken().flat_map(|item| &item.rows).for_each(|row| set(&mut open, *row, false));
        let mut closed = open.clone();
        for (item, state) in self.items.iter().zip(states) {
            if *state != State::Free {
                continue;
            }
            let fits = item.uses.iter().all(|(limit, amount)| *amount <= get(&left, *limit));
            if fits && (item.asked || item.rows.iter().any(|row| get(&open, *row))) {
                item.rows.iter().for_each(|row| set(&mut closed, *row, false));
            } else {
                *state = State::Out;
            }
        }
        !closed.contains(&true)
    }
}

impl Bound {
    /// Decides each item that cannot be otherwise, now that the leading limit is so much less.
    fn decide(&self, states: &mut [State], less: u64) {
        let value = self.value + self.lead * less as i64;
        for (state, cost) in states.iter_mut().zip(&self.costs) {
            if *state == State::Free && value + cost.abs() > 0 {
                *state = if *cost > 0 { State::Out } else { State::Taken };
            }
        }
    }
}

/// How far a part is from all or nothing, in thousandths.
fn fraction(part: f64) -> i64 {
    (part.min(1.0 - part) * 1000.0) as i64
}

/// What these items leave of limits; `None` where they take more.
fn without<'a>(limits: &[u64], taken: impl Iterator<Item = &'a Item>) -> Option<Vec<u64>> {
    let mut left = limits.to_vec();
    for (limit, amount) in taken.flat_map(|item| &item.uses) {
        let less = get(&left, *limit).checked_sub(*amount)?;
        set(&mut left, *limit, less);
    }
    Some(left)
}

fn get<T: Copy + Default>(list: &[T], at: usize) -> T {
    list.get(at).copied().unwrap_or_default()
}

fn set<T>(list: &mut [T], at: usize, value: T) {
    if let Some(place) = list.get_mut(at) {
        *place = value;
    }
}

#[cfg(test)]
mod tests {
    use super::{Item, Multicover, Verdict};

    /// The cheapest to take may be of no use, so that nothing can be added to it; the rest was once given up with it.
    #[test]
    fn what_is_hopeless_to_take_can_be_left() {
        let item = |hours| Item { rows: vec![0], uses: vec![(1, hours)], asked: true };
        let multicover = Multicover::new(vec![item(1), item(5)], vec![3]);
        let mut found = Vec::new();
        let judge = &mut |taken: &[usize], _: &[usize]| match taken {
            [] => Verdict::Short,
            [1] => {
                found = taken.to_vec();
                Verdict::Good(5)
            }
            _ => Verdict::Hopeless,
        };
        assert!(multicover.search(vec![0, 100], 1, judge, &mut 0, 1_000));
        assert_eq!(found, [1]);
    }

    /// What an unlimited limit is worth was once counted as less than nothing, where all items use 2 of it at most.
    #[test]
    fn what_is_unlimited_limits_nothing() {
        for used in 1..4 {
            let item = Item { rows: vec![0], uses: vec![(1, used)], asked: false };
            let mut found = Vec::new();
            let judge = &mut |taken: &[usize], _: &[usize]| {
                found = taken.to_vec();
                Verdict::Good(used)
            };
            let multicover = Multicover::new(vec![item], vec![3]);
            assert!(multicover.search(vec![2, u64::MAX], 1, judge, &mut 0, 1_000));
            assert_eq!(found, [0], "{used}");
        }
    }
}
