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
use super::model::{Model, Target};
use super::scope::study_fee;

/// Parts of a month that costs are counted in, so that prices can be below a month a point or a rouble.
pub const PARTS: u64 = 40_000;

/// So many pairs of a job and a way of a study alongside it are looked at one by one.
const MOST_PAIRS: usize = 1500;

/// Prices of a point of the gap and of a rouble, in parts of a month: what tells most for its work.
/// A rouble is a month for 4,000 of them, or all that counts.
const TARIFFS: [(u64, u64); 7] = [(0, 0), (PARTS / 4, 0), (PARTS, 0), (1 << 36, 0), (0, 10), (PARTS, 10), (0, 1 << 20)];

/// What a route is charged: its months, what it keeps of the gap at a price, and its fees at a price.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Tariff {
    pub gap: u64,
    pub money: u64,
}

/// What every route through somewhere is charged at least under a tariff, from the student's start on.
#[derive(Clone, Copy)]
pub struct Line {
    pub tariff: Tariff,
    /// Parts of a month.
    pub least: u64,
}

/// The tariffs that can tell something of a query.
pub fn tariffs(model: &Model) -> Vec<Tariff> {
    let gaps = model.closes_gap && model.weights.iter().any(|weight| *weight > 0);
    let fees = model.studies.iter().any(|study| study.fee_per_year > 0);
    let tariffs = TARIFFS.into_iter().map(|(gap, money)| Tariff { gap, money });
    tariffs.filter(|tariff| (gaps || tariff.gap == 0) && (fees || tariff.money == 0)).collect()
}

/// What a stage is spent on: a study in one of its ways, a job, or both.
#[derive(Clone, Copy)]
pub struct Pursuit {
    /// The positions of the study and of its way.
    pub study: Option<(usize, usize)>,
    pub work: Option<usize>,
}

/// All pursuits of a query: the ways of its studies, its jobs, and the pairs of both, if these are few.
///
/// Many are alike but for who offers them and when: of each kind the bounds look at the first alone.
pub struct Pursuits {
    pub all: Vec<Pursuit>,
    /// The kind of each.
    pub kinds: Vec<usize>,
    /// The first of each kind.
    firsts: Vec<Pursuit>,
    /// The position of each study's first way.
    first_ways: Vec<usize>,
    /// The position of the first job.
    first_work: usize,
    pairs: Option<Pairs>,
}

/// Where the pairs of a job and a way of a study alongside it are among the pursuits.
struct Pairs {
    first: usize,
    /// How many ways there are to study alongside a job.
    width: usize,
    /// The first of each study's ways among these.
    offsets: Vec<Option<usize>>,
}

impl Pursuits {
    fn new(model: &Model) -> Pursuits {
        let study = |position: usize| model.studies.get(position);
        let work = |position: usize| model.works.get(position);
        let like_study =
            first_like(model.studies.len(), |a, b| study(a).zip(study(b)).is_some_and(|(a, b)| a.is_like(b)));
        let like_work = first_like(model.works.len(), |a, b| work(a).zip(work(b)).is_some_and(|(a, b)| a.is_like(b)));
        let like = |pursuit: Pursuit| Pursuit {
            study: pursuit.study.and_then(|(study, way)| Some((*like_study.get(study)?, way))),
            work: pursuit.work.and_then(|work| like_work.get(work).copied()),
        };
        let mut ways = Vec::new();
        let mut first_ways = Vec::new();
        let mut beside = Vec::new();
        let mut offsets = Vec::new();
        for (position, study) in model.studies.iter().enumerate() {
            first_ways.push(ways.len());
            offsets.push(study.beside.then_some(beside.len()));
            for way in 0..study.ways().count() {
                ways.push((position, way));
                beside.extend(study.beside.then_some((position, way)));
            }
        }
        let works = 0..model.works.len();
        let few = works.len().saturating_mul(beside.len()) <= MOST_PAIRS;
        let pairs = few.then_some(Pairs { first: ways.len() + works.len(), width: beside.len(), offsets });
        let first_work = ways.len();
        let mut pursuits =
            Pursuits { all: Vec::new(), kinds: Vec::new(), firsts: Vec::new(), first_ways, first_work, pairs };
        let alone = ways.into_iter().map(|way| Pursuit { study: Some(way), work: None });
        let jobs = works.clone().map(|work| Pursuit { study: None, work: Some(work) });
        let with = |work| beside.iter().map(move |way| Pursuit { study: Some(*way), work: Some(work) });
        for pursuit in alone.chain(jobs).chain(works.filter(|_| few).flat_map(with)) {
            // The first of its kind comes before it, or is it.
            let first = pursuits.position(like(pursuit)).and_then(|first| pursuits.kinds.get(first).copied());
            let kind = first.unwrap_or_else(|| {
                pursuits.firsts.push(pursuit);
                pursuits.firsts.len() - 1
            });
            pursuits.kinds.push(kind);
            pursuits.all.push(pursuit);
        }
        pursuits
    }

    /// Whether the pairs are among them.
    pub fn paired(&self) -> bool {
        self.pairs.is_some()
    }

    /// The position of a pursuit; `None` for a pair where pairs are not among them.
    pub fn position(&self, pursuit: Pursuit) -> Option<usize> {
        match (pursuit.work, pursuit.study) {
            (None, None) => None,
            (None, Some((study, way))) => Some(self.first_ways.get(study)? + way),
            (Some(work), None) => Some(self.first_work + work),
            (Some(work), Some((study, way))) => {
                let pairs = self.pairs.as_ref()?;
                Some(pairs.first + work * pairs.width + (*pairs.offsets.get(study)?)? + way)
            }
        }
    }
}

/// For each position the first that is like it.
fn first_like(len: usize, like: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    (0..len).map(|position| (0..position).find(|first| like(*first, position)).unwrap_or(position)).collect()
}

/// Landmarks under each tariff.
#[derive(Default)]
pub struct Landmarks {
    /// For each tariff the landmarks' positions and costs.
    sets: Vec<Vec<(usize, u64)>>,
    /// The landmarks that each kind of pursuit meets.
    pub met: Vec<Bits>,
    /// How many landmarks there are.
    len: usize,
}

impl Landmarks {
    /// Under each tariff, what is still to come where these landmarks are met.
    pub fn rest(&self, met: &Bits) -> impl Iterator<Item = u64> {
        let sum = |landmarks: &Vec<(usize, u64)>| {
            landmarks.iter().filter(|(landmark, _)| !met.has(*landmark)).map(|(_, cost)| cost).sum()
        };
        self.sets.iter().map(sum)
    }

    /// How much work it was to find them, in steps of the search.
    pub fn work(&self) -> u64 {
        (self.sets.len() + self.len) as u64
    }

    /// Under each tariff, what is to come where nothing is met.
    pub fn all(&self) -> Vec<u64> {
        self.rest(&Bits::new(self.len)).collect()
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
        let longest = model.works.iter().map(|work| work.tenure).max().unwrap_or(0);
        let shared = if pursuits.paired() { 0 } else { longest };
        let costs = tariffs.iter().map(|tariff| graph.costs(model, &pursuits, tariff, shared)).collect();
        Relaxed { graph, tariffs, pursuits, costs }
    }

    /// What a kind of pursuit is charged under each tariff.
    pub fn charges(&self, kind: usize) -> impl Iterator<Item = u64> {
        self.costs.iter().map(move |costs| costs.get(kind).copied().unwrap_or(0))
    }

    /// The landmarks that a stage meets.
    pub fn met(&self, landmarks: &Landmarks, pursuit: Pursuit) -> Option<Bits> {
        let kinds = &self.pursuits.kinds;
        let met = |pursuit| landmarks.met.get(*kinds.get(self.pursuits.position(pursuit)?)?);
        let parts = || {
            let mut both = met(Pursuit { study: None, ..pursuit })?.clone();
            both.add(met(Pursuit { work: None, ..pursuit })?);
            Some(both)
        };
        met(pursuit).cloned().or_else(parts)
    }

    /// The landmarks of every route from where these facts are held.
    pub fn landmarks(&self, start: &Bits) -> Landmarks {
        let mut met: Vec<Vec<usize>> = vec![Vec::new(); self.pursuits.firsts.len()];
        let mut sets = Vec::new();
        let mut len = 0;
        for costs in &self.costs {
            let mut set = Vec::new();
            Cuts::new(&self.graph, costs.clone(), start).run(|cut, cost| {
                for kind in cut {
                    if let Some(met) = met.get_mut(*kind as usize) {
                        met.push(len);
                    }
                }
                set.push((len, cost));
                len += 1;
            });
            sets.push(set);
        }
        Landmarks { sets, met: met.into_iter().map(|met| Bits::of(len, met)).collect(), len }
    }
}

/// Lists one after the other.
struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    fn new(lists: impl Iterator<Item = Vec<u32>>) -> Lists {
        let (mut ends, mut items) = (Vec::new(), Vec::new());
        for list in lists {
            items.extend(list);
            ends.push(items.len() as u32);
        }
        Lists { ends, items }
    }

    fn get(&self, list: u32) -> &[u32] {
        let end = |list: u32| self.ends.get(list as usize).map_or(0, |end| *end as usize);
        let start = list.checked_sub(1).map_or(0, end);
        self.items.get(start..end(list)).unwrap_or_default()
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
    /// What each action needs and gives. The first actions are the kinds of pursuits.
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

    /// A fact that holds where a study or a job is over, with what it gives.
    fn over(&mut self, model: &Model, facts: &Bits, hosts: &Bits) -> u32 {
        let mut all = facts.clone();
        hosts.iter().filter_map(|lesson| model.lessons.get(lesson)).for_each(|lesson| all.add(&lesson.facts));
        let over = self.fact();
        self.free(vec![over], all.iter().map(|fact| fact as u32).collect());
        over
    }
}

impl Graph {
    fn new(model: &Model, pursuits: &Pursuits) -> Graph {
        let root = model.facts as u32;
        let pursuit = || Action { needs: Vec::new(), gives: Vec::new(), gap: 0 };
        let actions = pursuits.firsts.iter().map(|_| pursuit()).collect();
        let mut build = Builder { facts: root + 1, root, actions };
        // When a study or a job opens and when it is over are facts, which all pursuits with it share.
        let studies: Vec<(Vec<u32>, u32)> = model
            .studies
            .iter()
            .map(|study| {
                let open =
                    |(when, _): (&Clause, u32)| build.holds(&Clause::all(vec![study.entry.clone(), when.clone()]));
                (study.ways().map(open).collect(), build.over(model, &study.facts, &study.hosts))
            })
            .collect();
        let works: Vec<(u32, u32)> = model
            .works
            .iter()
            .map(|work| (build.holds(&work.entry), build.over(model, &work.facts, &work.hosts)))
            .collect();
        for (pursuit, action) in pursuits.firsts.iter().zip(&mut build.actions) {
            let study = pursuit.study.and_then(|(study, way)| {
                let (open, over) = studies.get(study)?;
                Some((*open.get(way)?, *over))
            });
            let work = pursuit.work.and_then(|work| works.get(work).copied());
            for (open, over) in study.into_iter().chain(work) {
                action.needs.push(open);
                action.gives.push(over);
            }
        }
        let mut needs = vec![root];
        match &model.target {
            Target::Job { entry, .. } => needs.push(build.holds(entry)),
            Target::Programme(ways) => {
                needs.push(build.holds(&Clause::any(ways.iter().map(|(entry, _)| entry.clone()).collect())));
            }
            Target::Nothing => {}
        }
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
        let cost = |pursuit: &Pursuit| {
            let work = pursuit.work.and_then(|work| model.works.get(work)).map_or(0, |work| work.tenure);
            let study = pursuit.study.and_then(|(study, way)| {
                let study = model.studies.get(study)?;
                let (_, months) = study.ways().nth(way)?;
                let charged = if study.beside { months.saturating_sub(shared) } else { months };
                Some((charged, study_fee(study.fee_per_year, months)))
            });
            let (months, fee) = study.unwrap_or((0, 0));
            u64::from(work.max(months)) * PARTS + tariff.money * fee
        };
        let bought = self.gaps.iter().skip(pursuits.firsts.len()).map(|gap| u64::from(*gap).saturating_mul(tariff.gap));
        pursuits.firsts.iter().map(cost).chain(bought).collect()
    }
}

impl Builder {
    fn finish(mut self, goal: u32) -> Graph {
        for action in &mut self.actions {
            crate::sort::sort(&mut action.needs);
            action.needs.dedup();
        }
        let mut needed_by: Vec<Vec<u32>> = vec![Vec::new(); self.facts as usize];
        let mut given_by: Vec<Vec<u32>> = vec![Vec::new(); self.facts as usize];
        for (action, content) in (0..).zip(&self.actions) {
            for (facts, by) in [(&content.needs, &mut needed_by), (&content.gives, &mut given_by)] {
                for fact in facts {
                    if let Some(actions) = by.get_mut(*fact as usize) {
                        actions.push(action);
                    }
                }
            }
        }
        Graph {
            facts: self.facts as usize,
            root: self.root,
            goal,
            gaps: self.actions.iter().map(|action| action.gap).collect(),
            gives: Lists::new(self.actions.iter().map(|action| action.gives.clone())),
            needs: Lists::new(self.actions.into_iter().map(|action| action.needs)),
            needed_by: Lists::new(needed_by.into_iter()),
            given_by: Lists::new(given_by.into_iter()),
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
}

impl<'a> Cuts<'a> {
    fn new(graph: &'a Graph, costs: Vec<u64>, start: &Bits) -> Cuts<'a> {
        let start = start.iter().map(|fact| fact as u32).chain([graph.root]).collect();
        let supporters = vec![NONE; costs.len()];
        Cuts { graph, costs, values: vec![BEYOND; graph.facts], supporters, queue: BinaryHeap::new(), start }
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

    /// Calls back with each landmark and its cost, until the goal is free.
    fn run(mut self, mut found: impl FnMut(&[u32], u64)) {
        self.count();
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

    /// Counts all values.
    fn count(&mut self) {
        let graph = self.graph;
        let mut missing: Vec<u32> =
            (0..self.costs.len() as u32).map(|action| graph.needs.get(action).len() as u32).collect();
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
    fn cut(&self, cut: &mut Vec<u32>) {
        let graph = self.graph;
        let mut zone = Bits::new(graph.facts);
        zone.insert(graph.goal as usize);
        let mut waiting = vec![graph.goal];
        while let Some(fact) = waiting.pop() {
            for action in graph.given_by.get(fact) {
                let supporter = self.supporter(*action);
                if supporter != NONE && self.cost(*action) == 0 && !zone.has(supporter as usize) {
                    zone.insert(supporter as usize);
                    waiting.push(supporter);
                }
            }
        }
        cut.clear();
        let mut seen = Bits::of(graph.facts, self.start.iter().map(|fact| *fact as usize));
        waiting.extend(&self.start);
        while let Some(fact) = waiting.pop() {
            for action in graph.needed_by.get(fact) {
                if self.supporter(*action) != fact {
                    continue;
                }
                let gives = graph.gives.get(*action);
                if gives.iter().any(|given| zone.has(*given as usize)) {
                    cut.push(*action);
                }
                for given in gives {
                    if !seen.has(*given as usize) && !zone.has(*given as usize) {
                        seen.insert(*given as usize);
                        waiting.push(*given);
                    }
                }
            }
        }
    }
}
