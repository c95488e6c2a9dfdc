//! Months that every route still has to spend: disjunctive landmarks found by cuts.
//!
//! A landmark is a set of pursuits of which every route from a label uses one. The method is LM-cut
//! (Helmert and Domshlak, ICAPS 2009): cut the pursuits that lead into the zone from which the goal is
//! free, charge each the least of their costs, and go on with what the costs leave. Since a pursuit's
//! charges never exceed its months, the landmarks that a route has not met yet add up to months still
//! to come. What the gap may keep is bought off at a price: with a price λ for a point of the gap the
//! sum bounds months + λ × gap, with a price μ of a rouble months + λ × gap + μ × fees, and several
//! prices together bound the whole front.
//!
//! A job and a study alongside it share their months. So each pair of them is a pursuit of its own, which
//! is charged the longer of the two. Where there are too many pairs, a job is charged its months, and what
//! can run alongside is charged its months beyond those of the longest job: both together are charged no
//! more than the longer of them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::bits::Bits;
use super::clause::{Clause, NEVER};
use super::model::{Model, Opening};
use super::scope::study_fee;

/// Parts of a month that costs are counted in, so that prices can be below a month a point or a rouble.
pub const PARTS: u64 = 40_000;

/// So many pairs of a job and a way of a study alongside it are looked at one by one.
const MOST_PAIRS: usize = 4000;

/// Prices of a point of the gap and of a rouble, in parts of a month: what tells most for its work.
/// A rouble is a month for 4,000 of them, or all that counts.
const TARIFFS: [(u64, u64); 4] = [(0, 0), (PARTS, 0), (0, 10), (0, 1 << 20)];

/// What a route is charged: its months, what it keeps of the gap at a price, and its fees at a price.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Tariff {
    pub gap: u64,
    pub money: u64,
}

/// The tariffs that can tell something of a query.
pub fn tariffs(model: &Model) -> Vec<Tariff> {
    let gaps = model.closes_gap && model.weights.iter().any(|weight| *weight > 0);
    let fees = model.openings.iter().any(|opening| opening.fee_per_year > 0);
    let mut tariffs = Vec::new();
    for (gap, money) in TARIFFS {
        if (gaps || gap == 0) && (fees || money == 0) {
            tariffs.push(Tariff { gap, money });
        }
    }
    tariffs
}

/// What a stage is spent on: an opening in one of its ways, by their positions, and what runs alongside it.
#[derive(Clone, Copy)]
pub struct Pursuit {
    pub main: (usize, usize),
    pub beside: Option<(usize, usize)>,
}

impl Pursuit {
    /// What it is made of.
    pub fn parts(self) -> impl Iterator<Item = (usize, usize)> {
        [self.main].into_iter().chain(self.beside)
    }
}

/// All pursuits of a query: the ways of its openings, and the pairs of a job and a way of a study alongside it, if
/// these are few.
pub struct Pursuits {
    pub all: Vec<Pursuit>,
    /// The position of each opening's first way.
    first_ways: Vec<usize>,
    /// Where the pairs begin, if they are among them.
    pairs: Option<usize>,
    /// How many ways there are to study alongside a job.
    width: usize,
    /// The number of each job among the jobs; of each study that can run alongside, of its first way among those.
    numbers: Vec<usize>,
}

impl Pursuits {
    fn new(model: &Model) -> Pursuits {
        let (mut all, mut first_ways, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
        let (mut jobs, mut beside) = (Vec::new(), Vec::new());
        for (position, opening) in model.openings.iter().enumerate() {
            first_ways.push(all.len());
            let employs = opening.employer().is_some();
            let kind: &mut Vec<(usize, usize)> = if employs { &mut jobs } else { &mut beside };
            numbers.push(kind.len());
            for way in 0..=opening.standing.len() {
                let main = (position, way);
                all.push(Pursuit { main, beside: None });
                if employs || opening.beside() {
                    kind.push(main);
                }
            }
        }
        let pairs = (jobs.len().saturating_mul(beside.len()) <= MOST_PAIRS).then_some(all.len());
        if pairs.is_some() {
            for main in jobs {
                for beside in &beside {
                    all.push(Pursuit { main, beside: Some(*beside) });
                }
            }
        }
        Pursuits { all, first_ways, pairs, width: beside.len(), numbers }
    }

    /// Whether the pairs are among them.
    pub fn paired(&self) -> bool {
        self.pairs.is_some()
    }

    /// The position of a pursuit; `None` for a pair where pairs are not among them.
    pub fn position(&self, pursuit: Pursuit) -> Option<usize> {
        let (main, way) = pursuit.main;
        match pursuit.beside {
            None => Some(self.first_ways.get(main)? + way),
            Some((study, way)) => {
                Some(self.pairs? + self.numbers.get(main)? * self.width + self.numbers.get(study)? + way)
            }
        }
    }
}

/// What the landmarks of every route from somewhere cost.
#[derive(Default)]
pub struct Landmarks {
    /// Under each tariff, what all of them cost.
    pub all: Vec<u64>,
    /// For each pursuit, under each tariff, what those cost that it meets.
    met: Vec<u64>,
    /// How much work it was to find them, in steps of the search.
    pub work: u64,
}

impl Landmarks {
    /// Under each tariff, what a pursuit meets.
    fn met(&self, pursuit: usize) -> &[u64] {
        let width = self.all.len();
        self.met.get(pursuit * width..(pursuit + 1) * width).unwrap_or_default()
    }
}

/// The relaxed query, from which landmarks are found for any start.
pub struct Relaxed {
    graph: Graph,
    pub tariffs: Vec<Tariff>,
    pub pursuits: Pursuits,
    /// What each action costs under each tariff.
    costs: Vec<Vec<u64>>,
}

impl Relaxed {
    pub fn new(model: &Model, tariffs: Vec<Tariff>) -> Relaxed {
        let pursuits = Pursuits::new(model);
        let graph = Graph::new(model, &pursuits);
        // The months of the longest job, where a job and what runs alongside are charged apart.
        let mut shared = 0;
        for opening in &model.openings {
            if opening.employer().is_some() && !pursuits.paired() {
                shared = shared.max(opening.months);
            }
        }
        let mut costs = Vec::new();
        for tariff in &tariffs {
            costs.push(graph.costs(model, &pursuits, tariff, shared));
        }
        Relaxed { graph, tariffs, pursuits, costs }
    }

    /// Under each tariff, what every route that takes a pursuit next is charged at least: the pursuit's charge
    /// and what the landmarks leave.
    pub fn charges(&self, landmarks: &Landmarks, pursuit: usize) -> impl Iterator<Item = u64> {
        let costs = self.costs.iter().map(move |costs| costs.get(pursuit).copied().unwrap_or(0));
        let each = landmarks.all.iter().zip(landmarks.met(pursuit)).zip(costs);
        each.map(|((all, met), cost)| (all.saturating_sub(*met) + cost).max(*all))
    }

    /// Under each tariff, what is still to come after a stage.
    pub fn rest(&self, landmarks: &Landmarks, pursuit: Pursuit) -> Vec<u64> {
        let mut rest = landmarks.all.clone();
        let mut meet = |pursuit: usize| {
            rest.iter_mut().zip(landmarks.met(pursuit)).for_each(|(rest, met)| *rest = rest.saturating_sub(*met));
        };
        match self.pursuits.position(pursuit) {
            Some(position) => meet(position),
            // What both parts meet is taken off twice: less than is to come, and so still a bound.
            None => {
                for main in pursuit.parts() {
                    if let Some(position) = self.pursuits.position(Pursuit { main, beside: None }) {
                        meet(position);
                    }
                }
            }
        }
        rest
    }

    /// The landmarks of every route from where these facts are held that takes these pursuits alone.
    pub fn landmarks(&self, start: &Bits, allowed: &Bits) -> Landmarks {
        let width = self.costs.len();
        let mut landmarks =
            Landmarks { all: vec![0; width], met: vec![0; self.pursuits.all.len() * width], work: width as u64 };
        // What is not allowed never has all that it needs.
        let mut missing = Vec::with_capacity(self.graph.gaps.len());
        for action in 0..self.graph.gaps.len() {
            let barred = action < self.pursuits.all.len() && !allowed.has(action);
            missing.push(if barred { u32::MAX } else { self.graph.needs.get(action as u32).len() as u32 });
        }
        for (tariff, costs) in self.costs.iter().enumerate() {
            let Landmarks { all, met, work } = &mut landmarks;
            Cuts::new(&self.graph, costs.clone(), start).run(&missing, |cut, cost| {
                all.get_mut(tariff).into_iter().for_each(|all| *all += cost);
                for pursuit in cut {
                    met.get_mut(*pursuit as usize * width + tariff).into_iter().for_each(|met| *met += cost);
                }
                *work += 1;
            });
        }
        landmarks
    }
}

/// Lists one after the other.
struct Lists {
    /// Where each list ends, after where the first begins.
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    fn new(lists: &[Vec<u32>]) -> Lists {
        let (mut ends, mut items) = (vec![0], Vec::new());
        for list in lists {
            items.extend_from_slice(list);
            ends.push(items.len() as u32);
        }
        Lists { ends, items }
    }

    fn get(&self, list: u32) -> &[u32] {
        let end = |list: usize| self.ends.get(list).map_or(0, |end| *end as usize);
        let list = list as usize;
        self.items.get(end(list)..end(list + 1)).unwrap_or_default()
    }
}

/// Something that makes facts hold where others do.
struct Action {
    needs: Vec<u32>,
    gives: Vec<u32>,
    /// A weight of the gap that it buys off, at the tariff's price; the rest costs nothing.
    gap: u32,
}

/// The relaxed query: facts, helper facts, and actions that make them hold.
struct Graph {
    facts: usize,
    /// A fact that always holds.
    root: u32,
    goal: u32,
    /// What each action needs and gives. The first actions are the pursuits.
    needs: Lists,
    gives: Lists,
    /// The actions that need each fact, and those that give it.
    needed_by: Lists,
    given_by: Lists,
    /// The weight of the gap that each action buys off.
    gaps: Vec<u32>,
}

/// Numbers helper facts and collects actions.
struct Builder {
    facts: u32,
    root: u32,
    actions: Vec<Action>,
}

impl Builder {
    fn fact(&mut self) -> u32 {
        self.facts += 1;
        self.facts - 1
    }

    fn free(&mut self, needs: Vec<u32>, gives: Vec<u32>) {
        self.actions.push(Action { needs, gives, gap: 0 });
    }

    /// A fact that holds where a clause may; never, where the clause never holds.
    fn holds(&mut self, clause: &Clause) -> u32 {
        let fact = self.fact();
        if let Some(mut needs) = self.needs(clause) {
            needs.push(self.root);
            self.free(needs, vec![fact]);
        }
        fact
    }

    /// The facts that a clause needs all of; `None` where it never holds.
    fn needs(&mut self, clause: &Clause) -> Option<Vec<u32>> {
        match clause {
            Clause::From(NEVER) => None,
            // Waiting costs no stage.
            Clause::From(_) => Some(Vec::new()),
            Clause::Fact(fact) => Some(vec![*fact]),
            Clause::All(parts) => {
                let mut needs = Vec::new();
                for part in parts {
                    needs.extend(self.needs(part)?);
                }
                Some(needs)
            }
            // "Some of these" needs at least one of them.
            Clause::Any(parts) | Clause::Count(_, parts) => {
                let one = self.fact();
                for part in parts {
                    if let Some(mut needs) = self.needs(part) {
                        needs.push(self.root);
                        self.free(needs, vec![one]);
                    }
                }
                Some(vec![one])
            }
        }
    }

    /// A fact that holds where an opening's stage is over, with what that gives.
    fn over(&mut self, model: &Model, opening: &Opening) -> u32 {
        let mut all = opening.facts.clone();
        opening.hosts.iter().filter_map(|lesson| model.lessons.get(lesson)).for_each(|lesson| all.add(&lesson.facts));
        let over = self.fact();
        self.free(vec![over], all.iter().map(|fact| fact as u32).collect());
        over
    }
}

impl Graph {
    fn new(model: &Model, pursuits: &Pursuits) -> Graph {
        let root = model.facts as u32;
        let mut build = Builder { facts: root + 1, root, actions: Vec::new() };
        for _ in &pursuits.all {
            build.free(Vec::new(), Vec::new());
        }
        // That an opening is open in one of its ways and that it is over are facts, which all pursuits of it share.
        let mut openings: Vec<(Vec<u32>, u32)> = Vec::new();
        for opening in &model.openings {
            let mut open = Vec::new();
            for (when, _) in opening.ways() {
                open.push(build.holds(&Clause::all(vec![opening.entry.clone(), when.clone()])));
            }
            openings.push((open, build.over(model, opening)));
        }
        for (pursuit, action) in pursuits.all.iter().zip(&mut build.actions) {
            for (opening, way) in pursuit.parts() {
                let Some((open, over)) = openings.get(opening) else { continue };
                action.needs.extend(open.get(way));
                action.gives.push(*over);
            }
        }
        let mut ways = Vec::new();
        for (entry, _) in &model.target.ways {
            ways.push(entry.clone());
        }
        let mut needs = vec![root, build.holds(&Clause::any(ways))];
        for (fact, weight) in model.weights.iter().enumerate() {
            if *weight > 0 && model.closes_gap {
                let settled = build.fact();
                build.free(vec![fact as u32], vec![settled]);
                build.actions.push(Action { needs: vec![root], gives: vec![settled], gap: *weight });
                needs.push(settled);
            }
        }
        let goal = build.fact();
        build.free(needs, vec![goal]);
        build.finish(goal)
    }

    /// What each action costs. Where `shared` is not 0, a study is charged nothing for so many of its months
    /// if it can run alongside a job.
    fn costs(&self, model: &Model, pursuits: &Pursuits, tariff: &Tariff, shared: u32) -> Vec<u64> {
        let mut costs = Vec::with_capacity(self.gaps.len());
        for pursuit in &pursuits.all {
            let (mut most, mut fees) = (0, 0);
            for (opening, way) in pursuit.parts() {
                let Some(opening) = model.openings.get(opening) else { continue };
                let Some((_, months)) = opening.ways().nth(way) else { continue };
                most = most.max(months.saturating_sub(if opening.beside() { shared } else { 0 }));
                fees += study_fee(opening.fee_per_year, months);
            }
            costs.push(u64::from(most) * PARTS + tariff.money * fees);
        }
        for gap in self.gaps.iter().skip(costs.len()) {
            costs.push(u64::from(*gap).saturating_mul(tariff.gap));
        }
        costs
    }
}

impl Builder {
    fn finish(self, goal: u32) -> Graph {
        let (mut needs, mut gives, mut gaps) = (Vec::new(), Vec::new(), Vec::new());
        let mut needed_by: Vec<Vec<u32>> = vec![Vec::new(); self.facts as usize];
        let mut given_by: Vec<Vec<u32>> = vec![Vec::new(); self.facts as usize];
        for mut action in self.actions {
            crate::sort::sort(&mut action.needs);
            action.needs.dedup();
            for (facts, by) in [(&action.needs, &mut needed_by), (&action.gives, &mut given_by)] {
                for fact in facts {
                    if let Some(actions) = by.get_mut(*fact as usize) {
                        actions.push(gaps.len() as u32);
                    }
                }
            }
            needs.push(action.needs);
            gives.push(action.gives);
            gaps.push(action.gap);
        }
        Graph {
            facts: self.facts as usize,
            root: self.root,
            goal,
            gaps,
            gives: Lists::new(&gives),
            needs: Lists::new(&needs),
            needed_by: Lists::new(&needed_by),
            given_by: Lists::new(&given_by),
        }
    }
}

/// A value of what can't be had.
const BEYOND: u64 = u64::MAX;
/// No fact.
const NONE: u32 = u32::MAX;

/// The search for cuts under one tariff.
///
/// The value of a fact is what the dearest chain up to it costs, each action waiting for the dearest of its
/// needs alone, its supporter. A cut lowers costs, and only the values that hang on them are counted again.
struct Cuts<'a> {
    graph: &'a Graph,
    costs: Vec<u64>,
    values: Vec<u64>,
    supporters: Vec<u32>,
    queue: BinaryHeap<Reverse<(u64, u32)>>,
    start: Vec<u32>,
    /// The facts from which the goal is free, and those that the start gets before them.
    zone: Bits,
    seen: Bits,
}

impl<'a> Cuts<'a> {
    fn new(graph: &'a Graph, costs: Vec<u64>, start: &Bits) -> Cuts<'a> {
        let start = start.iter().map(|fact| fact as u32).chain([graph.root]).collect();
        let supporters = vec![NONE; costs.len()];
        let (values, none) = (vec![BEYOND; graph.facts], Bits::new(graph.facts));
        Cuts { graph, costs, values, supporters, queue: BinaryHeap::new(), start, zone: none.clone(), seen: none }
    }

    fn value(&self, fact: u32) -> u64 {
        self.values.get(fact as usize).copied().unwrap_or(BEYOND)
    }

    fn cost(&self, action: u32) -> u64 {
        self.costs.get(action as usize).copied().unwrap_or(0)
    }

    fn supporter(&self, action: u32) -> u32 {
        self.supporters.get(action as usize).copied().unwrap_or(NONE)
    }

    /// Lowers a fact's value, if this is lower.
    fn offer(&mut self, fact: u32, value: u64) {
        if let Some(known) = self.values.get_mut(fact as usize).filter(|known| **known > value) {
            *known = value;
            self.queue.push(Reverse((value, fact)));
        }
    }

    fn give(&mut self, action: u32, from: u64) {
        let value = from + self.cost(action);
        let graph = self.graph;
        for fact in graph.gives.get(action) {
            self.offer(*fact, value);
        }
    }

    /// Calls back with each landmark and its cost, until the goal is free. At first each action misses so many of
    /// its needs.
    fn run(mut self, missing: &[u32], mut found: impl FnMut(&[u32], u64)) {
        self.count(missing.to_vec());
        let mut cut = Vec::new();
        while (1..BEYOND).contains(&self.value(self.graph.goal)) {
            self.cut(&mut cut);
            let least = cut.iter().map(|action| self.cost(*action)).min().unwrap_or(0);
            if least == 0 {
                return;
            }
            found(&cut, least);
            for action in &cut {
                if let Some(cost) = self.costs.get_mut(*action as usize) {
                    *cost -= least;
                }
            }
            for action in &cut {
                self.give(*action, self.value(self.supporter(*action)));
            }
            self.count_again();
        }
    }

    /// Counts all values, where each action misses so many of its needs.
    fn count(&mut self, mut missing: Vec<u32>) {
        let graph = self.graph;
        for fact in self.start.clone() {
            self.offer(fact, 0);
        }
        while let Some(Reverse((at, fact))) = self.queue.pop() {
            if self.value(fact) != at {
                continue;
            }
            for action in graph.needed_by.get(fact) {
                let Some(missing) = missing.get_mut(*action as usize) else { continue };
                *missing = missing.saturating_sub(1);
                if *missing == 0 {
                    // Facts come in the order of their values, so the last need is the dearest.
                    if let Some(supporter) = self.supporters.get_mut(*action as usize) {
                        *supporter = fact;
                    }
                    self.give(*action, at);
                }
            }
        }
    }

    /// Counts the values again that hang on those that were lowered.
    fn count_again(&mut self) {
        let graph = self.graph;
        while let Some(Reverse((at, fact))) = self.queue.pop() {
            if self.value(fact) != at {
                continue;
            }
            for action in graph.needed_by.get(fact) {
                if self.supporter(*action) != fact {
                    continue;
                }
                let dearest = graph.needs.get(*action).iter().map(|need| (self.value(*need), *need)).max();
                let Some((value, need)) = dearest else { continue };
                if let Some(supporter) = self.supporters.get_mut(*action as usize) {
                    *supporter = need;
                }
                self.give(*action, value);
            }
        }
    }

    /// Finds the actions that lead from where the start gets for nothing into the zone from which the goal is free.
    fn cut(&mut self, cut: &mut Vec<u32>) {
        let graph = self.graph;
        self.zone.clear();
        self.zone.insert(graph.goal as usize);
        let mut waiting = vec![graph.goal];
        while let Some(fact) = waiting.pop() {
            for action in graph.given_by.get(fact) {
                let supporter = self.supporter(*action);
                if supporter != NONE && self.cost(*action) == 0 && !self.zone.has(supporter as usize) {
                    self.zone.insert(supporter as usize);
                    waiting.push(supporter);
                }
            }
        }
        cut.clear();
        self.seen.clear();
        self.start.iter().for_each(|fact| self.seen.insert(*fact as usize));
        waiting.extend(&self.start);
        while let Some(fact) = waiting.pop() {
            for action in graph.needed_by.get(fact) {
                if self.supporter(*action) != fact {
                    continue;
                }
                let gives = graph.gives.get(*action);
                if gives.iter().any(|given| self.zone.has(*given as usize)) {
                    cut.push(*action);
                }
                for given in gives {
                    if !self.seen.has(*given as usize) && !self.zone.has(*given as usize) {
                        self.seen.insert(*given as usize);
                        waiting.push(*given);
                    }
                }
            }
        }
    }
}
