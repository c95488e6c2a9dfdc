//! The exact choice of what closes a gap within several limits: a weighted set multicover with budgets.
//!
//! Branch and bound with a Lagrangian dual (Caprara, Fischetti and Toth 1999 for plain covers): every row has a
//! price, every limit a rate. Whatever is within the limits pays for no more than the limits are worth, so where the
//! prices collected exceed that, nothing is within them. Prices and rates are improved by subgradient steps; any of
//! them give a true bound, and what an item adds to it decides many items without branching. All in whole numbers.

/// The limit on the weight of the rows that stay open.
pub const GAP: usize = 0;

/// A rate of one, and what a whole limit is worth at that rate.
const ONE: i64 = 1 << 24;

/// A limit's parts: uses are rounded down to them, what is left of a limit up.
const PARTS: u64 = 1 << 20;

/// Subgradient steps at the root, and at every other node.
const STEPS: [u32; 2] = [120, 12];

/// Sums of prices that count as one step of the search.
const WORK: u64 = 2000;

/// Something that may be taken.
pub struct Item {
    /// The rows that it closes.
    pub rows: Vec<usize>,
    /// What it takes of each limit, from 1 on.
    pub uses: Vec<(usize, u64)>,
    /// Whether it matters even where it closes nothing.
    pub asked: bool,
}

/// What there is to choose from.
pub struct Multicover {
    /// What each row weighs as long as it is open.
    pub weights: Vec<u64>,
    pub items: Vec<Item>,
}

/// What the caller says of a choice that closes enough.
#[derive(PartialEq)]
pub enum Verdict {
    /// It will do.
    Good,
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

/// A part of all choices: what is decided of each item, and the prices and rates to go on with.
#[derive(Clone)]
struct Node {
    states: Vec<State>,
    prices: Vec<i64>,
    rates: Vec<i64>,
}

/// What a node leaves to decide.
struct Rest {
    free: Vec<usize>,
    /// The open rows of each free item, end to end, and where each one's end.
    closes: Vec<usize>,
    ends: Vec<usize>,
    /// The open rows that a free item closes, and the weight of all open ones.
    rows: Vec<usize>,
    gap: u64,
    /// What is left of each limit.
    left: Vec<u64>,
    /// The weight of the open rows that nothing closes any more.
    lost: u64,
}

/// The limits in parts; `None` where one cannot bind.
struct Scale(Vec<Option<u64>>);

impl Scale {
    /// At least as much as an amount that is left.
    fn left(&self, limit: usize, amount: u64) -> i64 {
        self.parts(limit, amount).map_or(0, |(parts, more)| parts + i64::from(more))
    }

    /// At most as much as an amount that is used.
    fn used(&self, limit: usize, amount: u64) -> i64 {
        self.parts(limit, amount).map_or(0, |(parts, _)| parts)
    }

    fn parts(&self, limit: usize, amount: u64) -> Option<(i64, bool)> {
        let whole = self.0.get(limit).copied().flatten()?;
        let parts = amount.saturating_mul(PARTS);
        Some((i64::try_from(parts / whole).unwrap_or(i64::MAX), parts % whole > 0))
    }
}

/// An item's uses in parts, and rows' weights.
struct Scaled {
    uses: Vec<Vec<(usize, i64)>>,
    weights: Vec<i64>,
    scale: Scale,
    /// Whether no row may stay open.
    strict: bool,
}

impl Rest {
    /// The free items with the open rows that each closes.
    fn items(&self) -> impl Iterator<Item = (usize, &[usize])> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let spans = starts.zip(&self.ends);
        self.free.iter().zip(spans).map(|(item, (start, end))| (*item, self.closes.get(start..*end).unwrap_or_default()))
    }
}

impl Multicover {
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
        let limits = &mut limits;
        let scaled = self.scaled(limits, lead);
        let mut nodes = vec![self.root(&scaled, lead)];
        let mut tries = STEPS[0];
        while let Some(mut node) = nodes.pop() {
            *steps += 1;
            if *steps >= budget {
                return false;
            }
            let Some(rest) = self.rest(&mut node, limits) else { continue };
            let states = (0..).zip(&node.states);
            let taken: Vec<usize> = states.filter(|(_, state)| **state == State::Taken).map(|(item, _)| item).collect();
            if rest.gap <= limit(limits, GAP) {
                match judge(&taken, &rest.free) {
                    Verdict::Good if !self.lower(limits, lead, &taken) => return true,
                    Verdict::Good => {
                        nodes.push(node);
                        continue;
                    }
                    Verdict::Hopeless => continue,
                    Verdict::Short => {}
                }
            }
            if rest.free.is_empty() {
                continue;
            }
            let Some((value, reduced)) = self.bound(&mut node, &rest, &scaled, lead, tries, steps) else { continue };
            tries = STEPS[1];
            if let Some(greedy) = self.greedy(&rest, &reduced, limits) {
                let mut greedy: Vec<usize> = greedy.into_iter().chain(taken).collect();
                crate::sort::sort(&mut greedy);
                if judge(&greedy, &[]) == Verdict::Good {
                    if !self.lower(limits, lead, &greedy) {
                        return true;
                    }
                    nodes.push(node);
                    continue;
                }
            }
            let mut decided = false;
            for (item, reduced) in rest.free.iter().zip(&reduced) {
                let Some(state) = node.states.get_mut(*item) else { continue };
                if *reduced > 0 && value + reduced > 0 {
                    *state = State::Out;
                    decided = true;
                } else if *reduced < 0 && value - reduced > 0 {
                    *state = State::Taken;
                    decided = true;
                }
            }
            if decided {
                nodes.push(node);
                continue;
            }
            let Some(branch) = self.branch(&rest, &reduced) else { continue };
            for state in [State::Out, State::Taken] {
                let mut next = node.clone();
                next.states.get_mut(branch).into_iter().for_each(|of| *of = state);
                nodes.push(next);
            }
        }
        true
    }

    fn scaled(&self, limits: &[u64], lead: usize) -> Scaled {
        let mut most = vec![0_u64; limits.len()];
        // What nothing closes is no part of the choice.
        let mut limits = limits.to_vec();
        for (row, weight) in self.weights.iter().enumerate() {
            if self.items.iter().any(|item| item.rows.contains(&row)) {
                most.get_mut(GAP).into_iter().for_each(|most| *most += weight);
            } else {
                limits.get_mut(GAP).into_iter().for_each(|gap| *gap = gap.saturating_sub(*weight));
            }
        }
        for (limit, amount) in self.items.iter().flat_map(|item| &item.uses) {
            most.get_mut(*limit).into_iter().for_each(|most| *most += amount);
        }
        let binds = |(limit, (given, most)): (usize, (&u64, u64))| {
            let whole = *given.min(&most);
            (whole > 0 && (whole < most || limit == lead)).then_some(whole)
        };
        let scale = Scale(limits.iter().zip(most).enumerate().map(binds).collect());
        let uses = |item: &Item| {
            let parts = item.uses.iter().map(|(limit, amount)| (*limit, scale.used(*limit, *amount)));
            parts.filter(|(_, parts)| *parts > 0).collect()
        };
        Scaled {
            uses: self.items.iter().map(uses).collect(),
            weights: self.weights.iter().map(|weight| scale.used(GAP, *weight)).collect(),
            strict: limit(&limits, GAP) == 0,
            scale,
        }
    }

    /// Nothing decided, prices as high as no item's reduced cost falls below nothing.
    fn root(&self, scaled: &Scaled, lead: usize) -> Node {
        let mut rates = vec![0; scaled.scale.0.len()];
        for limit in [GAP, lead] {
            rates.get_mut(limit).into_iter().for_each(|rate| *rate = ONE);
        }
        let mut prices = vec![i64::MAX; self.weights.len()];
        for (item, uses) in self.items.iter().zip(&scaled.uses) {
            let share = cost(uses, &rates) / (item.rows.len() as i64).max(1);
            for row in &item.rows {
                prices.get_mut(*row).into_iter().for_each(|price| *price = share.min(*price));
            }
        }
        Node { states: vec![State::Free; self.items.len()], prices, rates }
    }

    /// Leaves out what does not fit or is of no use, and tells what is left; `None` where nothing is within the limits.
    fn rest(&self, node: &mut Node, limits: &[u64]) -> Option<Rest> {
        let mut left = limits.to_vec();
        let mut open = vec![true; self.weights.len()];
        for (item, state) in self.items.iter().zip(&node.states) {
            if *state != State::Taken {
                continue;
            }
            for (limit, amount) in &item.uses {
                let left = left.get_mut(*limit)?;
                *left = left.checked_sub(*amount)?;
            }
            for row in &item.rows {
                open.get_mut(*row).into_iter().for_each(|open| *open = false);
            }
        }
        let is_open = |row: &usize| open.get(*row) == Some(&true);
        let mut closable = vec![false; self.weights.len()];
        let (mut free, mut closes, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for (index, (item, state)) in self.items.iter().zip(&mut node.states).enumerate() {
            if *state != State::Free {
                continue;
            }
            let fits = item.uses.iter().all(|(of, amount)| *amount <= limit(&left, *of));
            if !fits || !item.asked && !item.rows.iter().any(is_open) {
                *state = State::Out;
                continue;
            }
            free.push(index);
            for row in item.rows.iter().filter(|row| is_open(row)) {
                closes.push(*row);
                closable.get_mut(*row).into_iter().for_each(|closable| *closable = true);
            }
            ends.push(closes.len());
        }
        let (mut gap, mut lost, mut rows) = (0, 0, Vec::new());
        for (row, weight) in self.weights.iter().enumerate().filter(|(row, _)| is_open(row)) {
            gap += weight;
            if closable.get(row) == Some(&true) {
                rows.push(row);
            } else {
                lost += weight;
            }
        }
        let for_gap = left.get_mut(GAP)?;
        *for_gap = for_gap.checked_sub(lost)?;
        Some(Rest { free, closes, ends, rows, gap, left, lost })
    }

    /// The best bound found and what each free item adds to it; `None` where it rules the node out.
    fn bound(
        &self,
        node: &mut Node,
        rest: &Rest,
        scaled: &Scaled,
        lead: usize,
        tries: u32,
        work: &mut u64,
    ) -> Option<(i64, Vec<i64>)> {
        let scale = &scaled.scale;
        let left: Vec<i64> = (0..).zip(&rest.left).map(|(limit, left)| scale.left(limit, *left)).collect();
        let mut best: Option<(i64, Vec<i64>, Node)> = None;
        let mut reduced = Vec::with_capacity(rest.free.len());
        let mut closed = vec![0_i64; self.weights.len()];
        let mut used = vec![0_i64; left.len()];
        let (mut pace, mut stalled) = (256, 0);
        for _ in 0..tries {
            reduced.clear();
            closed.fill(0);
            used.fill(0);
            let rates = &node.rates;
            let mut value = -left.iter().zip(rates).map(|(left, rate)| worth(*rate, *left) + 1).sum::<i64>();
            for row in &rest.rows {
                let (Some(price), Some(weight)) = (node.prices.get_mut(*row), scaled.weights.get(*row)) else { continue };
                let most = if scaled.strict { i64::MAX / 1024 } else { worth(rates.first().copied()?, *weight) };
                *price = (*price).min(most);
                value += *price;
                if *price >= most {
                    used.first_mut().into_iter().for_each(|used| *used += weight);
                    closed.get_mut(*row).into_iter().for_each(|closed| *closed = 1);
                }
            }
            for (item, rows) in rest.items() {
                let Some(uses) = scaled.uses.get(item) else { continue };
                let prices = rows.iter().filter_map(|row| node.prices.get(*row));
                let cost = cost(uses, rates) - prices.sum::<i64>();
                reduced.push(cost);
                if cost < 0 {
                    value += cost;
                    for row in rows {
                        closed.get_mut(*row).into_iter().for_each(|closed| *closed += 1);
                    }
                    for (limit, parts) in uses {
                        used.get_mut(*limit).into_iter().for_each(|used| *used += parts);
                    }
                }
            }
            *work += (rest.closes.len() + rest.free.len()) as u64 / WORK;
            if value > 0 {
                return None;
            }
            if best.as_ref().is_none_or(|(most, _, _)| value > *most) {
                best = Some((value, reduced.clone(), node.clone()));
                stalled = 0;
            } else {
                stalled += 1;
                if stalled == 3 {
                    stalled = 0;
                    pace /= 2;
                    if pace == 0 {
                        break;
                    }
                }
            }
            // In 1/1024: how far each row and each limit is from being met exactly.
            let slope = |closed: i64| (1 - closed) * 1024;
            let excess = |used: i64, left: i64| (used - left) / (PARTS as i64 / 1024);
            let moves = |limit: usize| limit != lead || scaled.scale.0.get(lead).copied().flatten().is_none();
            let rows = rest.rows.iter().filter_map(|row| closed.get(*row));
            let mut norm: i64 = rows.map(|closed| slope(*closed).pow(2) >> 10).sum();
            for (limit, (used, left)) in used.iter().zip(&left).enumerate() {
                if moves(limit) {
                    norm += excess(*used, *left).saturating_pow(2) >> 10;
                }
            }
            if norm == 0 {
                break;
            }
            let far = (ONE / 32 - value) / 256 * pace;
            for row in &rest.rows {
                if let (Some(price), Some(closed)) = (node.prices.get_mut(*row), closed.get(*row)) {
                    *price = (*price + slope(*closed).saturating_mul(far) / norm).max(0);
                }
            }
            for (limit, (used, left)) in used.iter().zip(&left).enumerate() {
                if let Some(rate) = node.rates.get_mut(limit).filter(|_| moves(limit)) {
                    *rate = (*rate + excess(*used, *left).saturating_mul(far) / norm).clamp(0, ONE << 8);
                }
            }
        }
        let (value, reduced, at) = best?;
        node.prices = at.prices;
        node.rates = at.rates;
        Some((value, reduced))
    }

    /// A choice within the limits, of what costs least; `None` where none is found that way.
    fn greedy(&self, rest: &Rest, reduced: &[i64], limits: &[u64]) -> Option<Vec<usize>> {
        let most = limit(limits, GAP).checked_sub(rest.lost)?;
        let mut order: Vec<(i64, (usize, &[usize]))> = reduced.iter().copied().zip(rest.items()).collect();
        crate::sort::sort(&mut order);
        let mut closed = vec![0_u32; self.weights.len()];
        let mut left = rest.left.clone();
        let mut gap = rest.gap - rest.lost;
        let mut chosen: Vec<(usize, &[usize])> = Vec::new();
        for (_, (index, rows)) in order {
            if gap <= most {
                break;
            }
            let item = self.items.get(index)?;
            let new = |row: &&usize| closed.get(**row) == Some(&0);
            let gain: u64 = rows.iter().filter(new).filter_map(|row| self.weights.get(*row)).sum();
            if gain == 0 || item.uses.iter().any(|(of, amount)| *amount > limit(&left, *of)) {
                continue;
            }
            gap -= gain;
            for (of, amount) in &item.uses {
                left.get_mut(*of).into_iter().for_each(|left| *left -= amount);
            }
            for row in rows {
                closed.get_mut(*row).into_iter().for_each(|closed| *closed += 1);
            }
            chosen.push((index, rows));
        }
        if gap > most {
            return None;
        }
        // What others have made needless goes, the dearest first.
        for position in (0..chosen.len()).rev() {
            let rows = chosen.get(position).map_or(&[][..], |(_, rows)| rows);
            let lone = |row: &&usize| closed.get(**row) == Some(&1);
            let loss: u64 = rows.iter().filter(lone).filter_map(|row| self.weights.get(*row)).sum();
            if gap + loss <= most {
                gap += loss;
                for row in rows {
                    closed.get_mut(*row).into_iter().for_each(|closed| *closed -= 1);
                }
                chosen.remove(position);
            }
        }
        Some(chosen.into_iter().map(|(item, _)| item).collect())
    }

    /// Of the row that the fewest items close, the item that costs least.
    fn branch(&self, rest: &Rest, reduced: &[i64]) -> Option<usize> {
        let closes = |row: usize| {
            rest.items().zip(reduced).filter(move |((_, rows), _)| rows.contains(&row))
        };
        let row = rest.rows.iter().min_by_key(|row| closes(**row).count());
        let of_row = row.and_then(|row| closes(*row).min_by_key(|(_, reduced)| **reduced));
        of_row.map(|((item, _), _)| item).or_else(|| rest.free.first().copied())
    }

    /// Asks for less than a choice takes of the limit `lead`; `false` where nothing takes less.
    fn lower(&self, limits: &mut [u64], lead: usize, chosen: &[usize]) -> bool {
        let items = || chosen.iter().filter_map(|index| self.items.get(*index));
        let taken = if lead == GAP {
            let open = |row: &usize| !items().any(|item| item.rows.contains(row));
            (0..self.weights.len()).filter(open).filter_map(|row| self.weights.get(row)).sum()
        } else {
            items().flat_map(|item| &item.uses).filter(|(limit, _)| *limit == lead).map(|(_, amount)| amount).sum()
        };
        let less = u64::checked_sub(taken, 1);
        limits.get_mut(lead).zip(less).map(|(limit, less)| *limit = less).is_some()
    }
}

fn limit(limits: &[u64], limit: usize) -> u64 {
    limits.get(limit).copied().unwrap_or(u64::MAX)
}

/// What parts of a limit are worth at a rate.
fn worth(rate: i64, parts: i64) -> i64 {
    rate.saturating_mul(parts) >> 20
}

/// What an item's uses are worth at most.
fn cost(uses: &[(usize, i64)], rates: &[i64]) -> i64 {
    uses.iter().map(|(limit, parts)| rates.get(*limit).map_or(0, |rate| worth(*rate, *parts))).sum()
}
