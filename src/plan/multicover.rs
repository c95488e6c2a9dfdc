//! The exact choice of what closes a gap within several limits: a weighted set multicover with budgets.
//!
//! Branch and bound with a Lagrangian dual (as Caprara, Fischetti and Toth 1999 have it for plain covers). Every row and
//! every limit has a price. What is within the limits pays for no more than they are worth, so where all that must be
//! paid exceeds that, nothing is within them. Prices are improved by subgradient steps; any of them give a true bound,
//! and what an item adds to it decides most items without branching. All in whole numbers.

/// The limit on the weight of the rows that stay open.
pub const GAP: usize = 0;

/// The price at which a whole limit is worth one, and that worth.
const ONE: i64 = 1 << 24;

/// A whole limit, or a row: what is used is rounded down to parts of it, what is left of it up.
const WHOLE: i64 = 1 << 20;

/// Subgradient steps at the root, and at every other node.
const STEPS: [u32; 2] = [400, 30];

/// Sums of prices that count as one step of the search.
const WORK: usize = 2000;

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
    /// It will not, whatever is added of what is free.
    Hopeless,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Free,
    Taken,
    Out,
}

/// A part of all choices: what is decided of each item, and the prices to go on with.
#[derive(Clone)]
struct Node {
    states: Vec<State>,
    prices: Vec<i64>,
}

/// An item that is free, by what it uses of limits and closes of open rows, in parts: those below nothing.
struct Column {
    item: usize,
    terms: Vec<(usize, i64)>,
    /// What it costs at the best prices.
    cost: i64,
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
        let wholes = self.wholes(&limits, lead);
        let mut prices = vec![0; wholes.len() + self.weights.len()];
        [GAP, lead].into_iter().for_each(|limit| set(&mut prices, limit, ONE));
        let mut nodes = vec![Node { states: vec![State::Free; self.items.len()], prices }];
        let mut tries = STEPS[0];
        while let Some(mut node) = nodes.pop() {
            *steps += 1;
            if *steps >= budget {
                return false;
            }
            let Some((left, mut columns)) = self.rest(&mut node.states, &limits, &wholes) else { continue };
            let chosen = |wanted: State| -> Vec<usize> {
                let states = node.states.iter().take(self.choices).enumerate();
                states.filter(|(_, state)| **state == wanted).map(|(item, _)| item).collect()
            };
            let taken = chosen(State::Taken);
            let mut verdict = Verdict::Short;
            if self.open(&taken) <= get(&limits, GAP) {
                verdict = judge(&taken, &chosen(State::Free));
            }
            if matches!(verdict, Verdict::Short) && !columns.is_empty() {
                *steps += (tries as usize * columns.len() / WORK) as u64;
                let Some(value) = bound(&mut node.prices, &left, &mut columns, lead, tries) else { continue };
                tries = STEPS[1];
                self.divide(&mut node, &columns, value, &mut nodes);
            }
            if let Verdict::Good(taken) = verdict {
                let Some(less) = taken.checked_sub(1) else { return true };
                set(&mut limits, lead, less);
                nodes.push(node);
            }
        }
        true
    }

    /// The limits that can bind, and the one that leads; 0 for others.
    fn wholes(&self, limits: &[u64], lead: usize) -> Vec<u64> {
        let mut most: Vec<u64> = vec![0; limits.len()];
        for item in &self.items {
            for (limit, amount) in &item.uses {
                let sum = get(&most, *limit).saturating_add(*amount);
                set(&mut most, *limit, sum);
            }
        }
        for (limit, given) in limits.iter().enumerate() {
            let whole = get(&most, limit);
            set(&mut most, limit, if *given < whole || limit == lead { whole.min(*given) } else { 0 });
        }
        most
    }

    /// The weight of what these items leave open.
    fn open(&self, taken: &[usize]) -> u64 {
        let mut open = self.weights.clone();
        for row in taken.iter().filter_map(|item| self.items.get(*item)).flat_map(|item| &item.rows) {
            set(&mut open, *row, 0);
        }
        open.iter().sum()
    }

    /// Leaves out what does not fit or is of no use, and tells in parts what is left of limits and of rows (less than
    /// nothing, for they have to be closed), with what is still free; `None` where nothing is within the limits.
    fn rest(&self, states: &mut [State], limits: &[u64], wholes: &[u64]) -> Option<(Vec<i64>, Vec<Column>)> {
        let taken =
            || self.items.iter().zip(&*states).filter(|(_, state)| **state == State::Taken).map(|(item, _)| item);
        let amounts = without(limits, taken())?;
        let mut left = vec![-WHOLE; wholes.len() + self.weights.len()];
        taken().flat_map(|item| &item.rows).for_each(|row| set(&mut left, wholes.len() + row, 0));
        for (limit, (amount, whole)) in amounts.iter().zip(wholes).enumerate() {
            let parts = amount.saturating_mul(WHOLE as u64).div_ceil((*whole).max(1));
            set(&mut left, limit, if *whole > 0 { parts as i64 } else { 0 });
        }
        let mut columns = Vec::new();
        let mut closed = left.clone();
        for (index, (item, state)) in self.items.iter().zip(states).enumerate() {
            if *state != State::Free {
                continue;
            }
            let mut terms = Vec::new();
            for row in item.rows.iter().map(|row| wholes.len() + row).filter(|row| get(&left, *row) < 0) {
                terms.push((row, -WHOLE));
            }
            let fits = item.uses.iter().all(|(limit, amount)| *amount <= get(&amounts, *limit));
            if !fits || terms.is_empty() && !item.asked {
                *state = State::Out;
                continue;
            }
            terms.iter().for_each(|(row, _)| set(&mut closed, *row, 0));
            for (limit, amount) in &item.uses {
                if let Some(parts) = amount.saturating_mul(WHOLE as u64).checked_div(get(wholes, *limit)) {
                    terms.push((*limit, parts as i64));
                }
            }
            columns.push(Column { item: index, terms, cost: 0 });
        }
        closed.iter().all(|left| *left >= 0).then_some((left, columns))
    }

    /// Decides what the bound decides; where that is nothing, the cheapest item of the row that the fewest close.
    fn divide(&self, node: &mut Node, columns: &[Column], value: i64, nodes: &mut Vec<Node>) {
        let mut decided = false;
        let mut closing = vec![0; node.prices.len()];
        for column in columns {
            if value + column.cost.abs() > 0 {
                set(&mut node.states, column.item, if column.cost > 0 { State::Out } else { State::Taken });
                decided = true;
            }
            column.terms.iter().for_each(|(of, parts)| add(&mut closing, *of, i64::from(*parts < 0)));
        }
        if decided {
            nodes.push(node.clone());
            return;
        }
        let fewest = |column: &&Column| {
            let rows = column.terms.iter().filter(|(_, parts)| *parts < 0);
            (
                rows.map(|(row, _)| get(&closing, *row)).min().unwrap_or(i64::MAX),
                column.item >= self.choices,
                column.cost,
            )
        };
        let Some(branch) = columns.iter().min_by_key(fewest) else { return };
        for state in [State::Out, State::Taken] {
            let mut next = node.clone();
            set(&mut next.states, branch.item, state);
            nodes.push(next);
        }
    }
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

/// The best bound found, with the prices and each column's cost there; `None` where it rules out all choices.
fn bound(prices: &mut Vec<i64>, left: &[i64], columns: &mut [Column], lead: usize, tries: u32) -> Option<i64> {
    let mut best = (i64::MIN, prices.clone());
    let (mut pace, mut stalled) = (256, 0);
    for _ in 0..tries {
        // What is used beyond what is left, in parts.
        let mut slopes: Vec<i64> = left.iter().map(|left| -left).collect();
        let mut value = 0;
        for (price, left) in prices.iter_mut().zip(left) {
            if *left == 0 {
                *price = 0;
            }
            value -= worth(*price, *left) + 1;
        }
        for column in columns.iter() {
            let cost = cost(column, prices);
            if cost < 0 {
                value += cost;
                column.terms.iter().for_each(|(of, parts)| add(&mut slopes, *of, *parts));
            }
        }
        if value > 0 {
            return None;
        }
        if value > best.0 {
            best = (value, prices.clone());
            stalled = 0;
        } else {
            stalled += 1;
            if stalled % 3 == 0 {
                pace /= 2;
            }
        }
        // The leading limit's price sets the scale.
        if get(left, lead) != 0 {
            set(&mut slopes, lead, 0);
        }
        let norm: i64 = slopes.iter().map(|slope| (slope >> 10).saturating_pow(2) >> 10).sum();
        if norm == 0 || pace == 0 {
            break;
        }
        let far = (ONE / 32 - value) / 256 * pace;
        for (price, slope) in prices.iter_mut().zip(&slopes) {
            *price = (*price + (slope >> 10).saturating_mul(far) / norm).clamp(0, ONE << 8);
        }
    }
    let (value, at) = best;
    *prices = at;
    for column in columns {
        column.cost = cost(column, prices);
    }
    Some(value)
}

/// What a column costs at most.
fn cost(column: &Column, prices: &[i64]) -> i64 {
    column.terms.iter().map(|(of, parts)| worth(get(prices, *of), *parts)).sum()
}

/// What parts are worth at a price, rounded down.
fn worth(price: i64, parts: i64) -> i64 {
    price.saturating_mul(parts) >> 20
}

fn get<T: Copy + Default>(list: &[T], at: usize) -> T {
    list.get(at).copied().unwrap_or_default()
}

fn set<T>(list: &mut [T], at: usize, value: T) {
    if let Some(place) = list.get_mut(at) {
        *place = value;
    }
}

fn add(list: &mut [i64], at: usize, more: i64) {
    if let Some(place) = list.get_mut(at) {
        *place += more;
    }
}
