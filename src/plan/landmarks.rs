//! Months that every route still has to spend: disjunctive landmarks found by cuts, once for a query.
//!
//! A landmark is a set of options of which every route from the start uses one. The method is LM-cut
//! (Helmert and Domshlak, ICAPS 2009): cut the options that lead into the zone from which the goal is
//! free, charge each the least of their costs, and go on with what the costs leave. Since an option's
//! charges never exceed its months, the landmarks that a route has not met yet add up to months still
//! to come. What the gap may keep is bought off at a price: with a price λ for a point of the gap the
//! sum bounds months + λ × gap, with a price μ of a rouble months + λ × gap + μ × fees, and several
//! prices together bound the whole front.
//!
//! A job and a study alongside it share their months, so both together may be charged no more than the longer
//! of them. So a job is charged its months, and what can run alongside is charged those beyond the longest job's.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::bits::Bits;
use super::clause::{Clause, NEVER};
use super::model::{Model, Study, Target, Work};
use super::scope::study_fee;

/// Parts of a month that costs are counted in, so that prices can be below a month a point or a rouble.
pub const PARTS: u64 = 40_000;

/// Prices of a point of the gap and of a rouble, in parts of a month: what tells most for its work.
/// A rouble is a month for 4,000 of them, or all that counts.
const TARIFFS: [(u64, u64); 4] = [(0, 0), (PARTS, 0), (0, 10), (0, 1 << 20)];

/// What a route is charged: its months, what it keeps of the gap at a price, and its fees at a price.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Tariff {
    pub gap: u64,
    pub money: u64,
    /// The months of the longest job: what can run alongside one is charged the months beyond these.
    shared: u32,
}

impl Tariff {
    /// What a study of so many months is charged, in parts of a month.
    pub fn study(&self, study: &Study, months: u32) -> u64 {
        let charged = if study.beside { months.saturating_sub(self.shared) } else { months };
        u64::from(charged) * PARTS + self.money * study_fee(study.fee_per_year, months)
    }

    /// What a job is charged, in parts of a month.
    pub fn work(&self, work: &Work) -> u64 {
        u64::from(work.tenure) * PARTS
    }
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
    let shared = model.works.iter().map(|work| work.tenure).max().unwrap_or(0);
    let tariffs = TARIFFS.into_iter().map(|(gap, money)| Tariff { gap, money, shared });
    tariffs.filter(|tariff| (gaps || tariff.gap == 0) && (fees || tariff.money == 0)).collect()
}

/// Landmarks under each tariff.
#[derive(Default)]
pub struct Landmarks {
    /// For each tariff the landmarks' positions and costs.
    sets: Vec<Vec<(usize, u64)>>,
    /// The landmarks that each study meets, by its ways.
    pub studies: Vec<Vec<Bits>>,
    /// The landmarks that each job meets.
    pub works: Vec<Bits>,
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
        4 * (self.sets.len() + self.len) as u64
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
    /// What each action costs under each tariff.
    costs: Vec<Vec<u64>>,
    /// How many ways each study has.
    ways: Vec<usize>,
}

impl Relaxed {
    pub fn new(model: &Model, tariffs: Vec<Tariff>) -> Relaxed {
        let graph = Graph::new(model);
        let costs = tariffs.iter().map(|tariff| graph.costs(model, tariff)).collect();
        let ways = model.studies.iter().map(|study| study.ways().count()).collect();
        Relaxed { graph, tariffs, costs, ways }
    }

    /// The landmarks of every route from where these facts are held.
    pub fn landmarks(&self, start: &Bits) -> Landmarks {
        let mut found: Vec<(Vec<usize>, u64)> = Vec::new();
        let mut sets = Vec::new();
        for costs in &self.costs {
            let first = found.len();
            self.graph.cuts(costs, start, &mut found);
            sets.push(found.iter().enumerate().skip(first).map(|(landmark, (_, cost))| (landmark, *cost)).collect());
        }
        let len = found.len();
        let mut options: Vec<Bits> = vec![Bits::new(len); self.graph.options];
        for (landmark, (actions, _)) in found.iter().enumerate() {
            for action in actions {
                if let Some(met) = options.get_mut(*action) {
                    met.insert(landmark);
                }
            }
        }
        let mut options = options.into_iter();
        let studies = self.ways.iter().map(|ways| options.by_ref().take(*ways).collect()).collect();
        Landmarks { sets, studies, works: options.collect(), len }
    }
}

/// Something that makes facts hold where others do.
struct Action {
    needs: Vec<u32>,
    gives: Vec<u32>,
    cost: Cost,
}

#[derive(Clone, Copy)]
enum Cost {
    /// The study at its position, in so many months.
    Study(usize, u32),
    /// The job at its position.
    Work(usize),
    Free,
    /// Buying off a weight of the gap.
    Gap(u64),
}

/// The relaxed query: facts, helper facts for "one of these", and what makes them hold.
struct Graph {
    facts: usize,
    actions: Vec<Action>,
    /// The first actions are options: each way of each study, then jobs.
    options: usize,
    /// A fact that always holds.
    root: u32,
    goal: u32,
    /// The actions that need each fact, and those that give it.
    needed_by: Vec<Vec<u32>>,
    given_by: Vec<Vec<u32>>,
}

impl Graph {
    fn new(model: &Model) -> Graph {
        let mut graph = Graph {
            facts: model.facts,
            actions: Vec::new(),
            options: 0,
            root: 0,
            goal: 0,
            needed_by: Vec::new(),
            given_by: Vec::new(),
        };
        let root = graph.fact();
        graph.root = root;
        let gives = |facts: &Bits, hosts: &Bits| -> Vec<u32> {
            let mut all = facts.clone();
            hosts.iter().filter_map(|lesson| model.lessons.get(lesson)).for_each(|lesson| all.add(&lesson.facts));
            all.iter().map(|fact| fact as u32).collect()
        };
        let mut clauses = Vec::new();
        for (position, study) in model.studies.iter().enumerate() {
            for (when, months) in study.ways() {
                let gives = gives(&study.facts, &study.hosts);
                graph.actions.push(Action { needs: vec![root], gives, cost: Cost::Study(position, months) });
                clauses.push(Clause::all(vec![study.entry.clone(), when.clone()]));
            }
        }
        for (position, work) in model.works.iter().enumerate() {
            let gives = gives(&work.facts, &work.hosts);
            graph.actions.push(Action { needs: vec![root], gives, cost: Cost::Work(position) });
            clauses.push(work.entry.clone());
        }
        graph.options = graph.actions.len();
        for (action, clause) in clauses.into_iter().enumerate() {
            let needs = graph.needs(&clause, root);
            match (needs, graph.actions.get_mut(action)) {
                (Some(needs), Some(action)) => action.needs.extend(needs),
                (None, Some(action)) => action.gives.clear(),
                _ => {}
            }
        }
        let mut needs = vec![root];
        match &model.target {
            Target::Job { entry, .. } => needs.extend(graph.needs(entry, root).unwrap_or_default()),
            Target::Programme(ways) => {
                let any = Clause::any(ways.iter().map(|(entry, _)| entry.clone()).collect());
                needs.extend(graph.needs(&any, root).unwrap_or_default());
            }
            Target::Nothing => {}
        }
        for (fact, weight) in model.weights.iter().enumerate() {
            if *weight > 0 && model.closes_gap {
                let settled = graph.fact();
                let cost = Cost::Gap(u64::from(*weight));
                graph.actions.push(Action { needs: vec![fact as u32], gives: vec![settled], cost: Cost::Free });
                graph.actions.push(Action { needs: vec![root], gives: vec![settled], cost });
                needs.push(settled);
            }
        }
        graph.goal = graph.fact();
        let goal = graph.goal;
        graph.actions.push(Action { needs, gives: vec![goal], cost: Cost::Free });
        for action in &mut graph.actions {
            crate::sort::sort(&mut action.needs);
            action.needs.dedup();
        }
        let mut needed_by: Vec<Vec<u32>> = vec![Vec::new(); graph.facts];
        let mut given_by: Vec<Vec<u32>> = vec![Vec::new(); graph.facts];
        for (action, content) in graph.actions.iter().enumerate() {
            for (facts, by) in [(&content.needs, &mut needed_by), (&content.gives, &mut given_by)] {
                for fact in facts {
                    if let Some(actions) = by.get_mut(*fact as usize) {
                        actions.push(action as u32);
                    }
                }
            }
        }
        Graph { needed_by, given_by, ..graph }
    }

    /// What is held at a start.
    fn held<'a>(&self, start: &'a Bits) -> impl Iterator<Item = u32> + use<'a> {
        start.iter().map(|fact| fact as u32).chain([self.root])
    }

    fn fact(&mut self) -> u32 {
        self.facts += 1;
        self.facts as u32 - 1
    }

    /// The facts that a clause needs all of; `None` where it never holds.
    fn needs(&mut self, clause: &Clause, root: u32) -> Option<Vec<u32>> {
        match clause {
            Clause::From(NEVER) => None,
            // Waiting costs no stage.
            Clause::From(_) => Some(Vec::new()),
            Clause::Fact(fact) => Some(vec![*fact]),
            Clause::All(parts) => {
                let mut needs = Vec::new();
                for part in parts {
                    needs.extend(self.needs(part, root)?);
                }
                Some(needs)
            }
            // "Some of these" needs at least one of them.
            Clause::Any(parts) | Clause::Count(_, parts) => {
                let one = self.fact();
                for part in parts {
                    if let Some(mut needs) = self.needs(part, root) {
                        needs.push(root);
                        self.actions.push(Action { needs, gives: vec![one], cost: Cost::Free });
                    }
                }
                Some(vec![one])
            }
        }
    }

    /// What each action costs.
    fn costs(&self, model: &Model, tariff: &Tariff) -> Vec<u64> {
        let cost = |action: &Action| match action.cost {
            Cost::Gap(weight) => weight.saturating_mul(tariff.gap),
            Cost::Free => 0,
            Cost::Study(study, months) => model.studies.get(study).map_or(0, |study| tariff.study(study, months)),
            Cost::Work(work) => model.works.get(work).map_or(0, |work| tariff.work(work)),
        };
        self.actions.iter().map(cost).collect()
    }

    /// Adds the landmarks under these costs.
    fn cuts(&self, costs: &[u64], start: &Bits, found: &mut Vec<(Vec<usize>, u64)>) {
        let mut costs = costs.to_vec();
        while let Some((total, supporters)) = self.dearest(&costs, start) {
            if total == 0 {
                return;
            }
            // The zone from which the goal is free.
            let mut zone = Bits::new(self.facts);
            zone.insert(self.goal as usize);
            let mut waiting = vec![self.goal];
            while let Some(fact) = waiting.pop() {
                for action in self.given_by.get(fact as usize).into_iter().flatten() {
                    let free = costs.get(*action as usize) == Some(&0);
                    let Some(Some(supporter)) = supporters.get(*action as usize).filter(|_| free) else { continue };
                    if !zone.has(*supporter as usize) {
                        zone.insert(*supporter as usize);
                        waiting.push(*supporter);
                    }
                }
            }
            // What leads into it from where the start gets without it.
            let mut seen = Bits::of(self.facts, self.held(start).map(|fact| fact as usize));
            let mut waiting: Vec<u32> = self.held(start).collect();
            let mut cut: Vec<usize> = Vec::new();
            let mut supported: Vec<Vec<u32>> = vec![Vec::new(); self.facts];
            for (action, supporter) in supporters.iter().enumerate() {
                if let Some(actions) = supporter.and_then(|fact| supported.get_mut(fact as usize)) {
                    actions.push(action as u32);
                }
            }
            while let Some(fact) = waiting.pop() {
                for action in supported.get(fact as usize).into_iter().flatten() {
                    let Some(content) = self.actions.get(*action as usize) else { continue };
                    if content.gives.iter().any(|given| zone.has(*given as usize)) {
                        cut.push(*action as usize);
                    }
                    for given in &content.gives {
                        if !seen.has(*given as usize) && !zone.has(*given as usize) {
                            seen.insert(*given as usize);
                            waiting.push(*given);
                        }
                    }
                }
            }
            let least = cut.iter().filter_map(|action| costs.get(*action)).min().copied().unwrap_or(0);
            if least == 0 {
                return;
            }
            for action in &cut {
                if let Some(cost) = costs.get_mut(*action) {
                    *cost -= least;
                }
            }
            found.push((cut, least));
        }
    }

    /// The goal's cost where each action waits for its dearest need, and that need of each action that
    /// can be used at all; `None` where the goal is out of reach.
    fn dearest(&self, costs: &[u64], start: &Bits) -> Option<(u64, Vec<Option<u32>>)> {
        let mut value = vec![u64::MAX; self.facts];
        let mut missing: Vec<usize> = self.actions.iter().map(|action| action.needs.len()).collect();
        let mut supporters: Vec<Option<u32>> = vec![None; self.actions.len()];
        let mut queue: BinaryHeap<Reverse<(u64, u32)>> = BinaryHeap::new();
        for fact in self.held(start) {
            if let Some(value) = value.get_mut(fact as usize) {
                *value = 0;
                queue.push(Reverse((0, fact)));
            }
        }
        while let Some(Reverse((at, fact))) = queue.pop() {
            if value.get(fact as usize) != Some(&at) {
                continue;
            }
            for action in self.needed_by.get(fact as usize).into_iter().flatten() {
                let Some(missing) = missing.get_mut(*action as usize) else { continue };
                *missing = missing.saturating_sub(1);
                if *missing > 0 {
                    continue;
                }
                // Facts come in the order of their values, so the last need is the dearest.
                if let Some(supporter) = supporters.get_mut(*action as usize) {
                    *supporter = Some(fact);
                }
                let cost = costs.get(*action as usize).copied().unwrap_or(0);
                let Some(content) = self.actions.get(*action as usize) else { continue };
                for given in &content.gives {
                    if let Some(value) = value.get_mut(*given as usize).filter(|value| **value > at + cost) {
                        *value = at + cost;
                        queue.push(Reverse((at + cost, *given)));
                    }
                }
            }
        }
        let total = value.get(self.goal as usize).copied().filter(|total| *total < u64::MAX)?;
        Some((total, supporters))
    }
}
