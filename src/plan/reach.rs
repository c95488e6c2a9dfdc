//! What a student can come to hold, and the soonest month of everything, with all stages at once.
//!
//! Whatever opens is entered at once, beside all else, with all the hours and money in the world; what it gives is held
//! when it ends. So everything is done in the order of its end, as in Dijkstra's algorithm, and no route does anything
//! sooner (hmax, Bonet and Geffner 2001).
//!
//! Each stage remembers what it waited for. Where these stages, one after the other from the goal back, make a route of
//! the soonest months in which nothing else is lost, no vector can be new, and there is nothing to search for.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::clause::NEVER;
use super::scope::OfferingRef;
use super::trace::{Holding, Main, Step, Walker};
use crate::condition::Condition;
use crate::graph::{Edge, Node, Upstream};

/// No record: what was there from the start.
const NONE: u32 = u32::MAX;

/// What can be entered, and everything that can be held in the end.
pub struct Reach<'a> {
    pub walker: &'a Walker<'a>,
    pub among: &'a Upstream,
    pub holding: Holding,
    /// The goal's place in the graph.
    goal: usize,
    /// Of each node, the soonest month in which it is over, and what it waited for; of a job or programme that is the
    /// goal, the month in which it can start.
    ends: Vec<u32>,
    after: Vec<u32>,
    /// Of each programme, the offering that is over first.
    offerings: Vec<u16>,
    /// Of each activity and kind of programme, whether a host of it can be entered.
    hosted: Vec<bool>,
    queue: BinaryHeap<Reverse<(u64, u32)>>,
    month: u32,
}

impl<'a> Reach<'a> {
    /// What can be entered at once of these records.
    pub fn new(walker: &'a Walker<'a>, among: &'a Upstream) -> Reach<'a> {
        let scope = walker.scope;
        let nodes = scope.graph.nodes();
        let mut reach = Reach {
            walker,
            among,
            holding: Holding::of(scope.region, scope.student),
            goal: scope.graph.index(scope.goal_node()),
            ends: vec![NEVER; nodes],
            after: vec![NONE; nodes],
            offerings: vec![0; nodes],
            hosted: vec![false; nodes],
            queue: BinaryHeap::new(),
            month: 0,
        };
        if let Some(enrolled) = scope.student.enrolled {
            reach.month = enrolled.until.since(scope.student.now);
            let mut waiting = Vec::new();
            reach.take_in(scope.graph.index(Node::Programme(enrolled.programme)), &mut waiting);
        }
        for (node, among) in among.nodes.iter().enumerate() {
            if *among {
                reach.look(node, NONE);
            }
        }
        reach
    }

    /// Enters what opens until the goal does, and says in which month; `None` where it never does.
    pub fn until_goal(&mut self) -> Option<u32> {
        while let Some(Reverse((month, node))) = self.queue.pop() {
            let (month, node) = (month as u32, node as usize);
            if self.end(node) == month {
                self.month = month;
                if node == self.goal {
                    return Some(month);
                }
                let mut waiting = Vec::new();
                self.take_in(node, &mut waiting);
                for next in waiting {
                    self.look(next, node as u32);
                }
            }
        }
        None
    }

    /// Enters all that opens.
    pub fn until_end(mut self) -> Reach<'a> {
        while self.until_goal().is_some() {}
        self
    }

    /// The stages that the goal waited for, one after the other; `None` where it waited for an activity.
    pub fn road(&self) -> Option<Vec<Step>> {
        let scope = self.walker.scope;
        let mut steps = Vec::new();
        let mut next = self.goal;
        while let Some(node) = self.after.get(next).map(|node| *node as usize).filter(|node| *node < self.after.len()) {
            let main = match (scope.graph.node(node)?, self.offerings.get(node)?) {
                (Node::Programme(programme), offering) => Main::Study((programme, *offering)),
                (Node::Job(job), _) => Main::Work(job, None),
                _ => return None,
            };
            steps.push(Step { main, activities: Vec::new() });
            next = node;
        }
        if let Some(enrolled) = scope.student.enrolled {
            steps.push(Step { main: Main::Enrolled(enrolled.programme), activities: Vec::new() });
        }
        steps.reverse();
        Some(steps)
    }

    /// Whether a programme or a job can be a stage, or an activity a part of one.
    pub fn has(&self, node: Node) -> bool {
        let node = self.walker.scope.graph.index(node);
        self.end(node) < NEVER && node != self.goal
    }

    fn end(&self, node: usize) -> u32 {
        self.ends.get(node).copied().unwrap_or(NEVER)
    }

    /// The first month in which a condition holds from now on.
    fn open(&self, condition: &Condition) -> u32 {
        let from = self.walker.from(condition, &self.holding);
        if from > self.walker.scope.horizon() { NEVER } else { from.max(self.month) }
    }

    /// The offerings that can be stages with what is held.
    pub fn offerings(&self) -> Vec<OfferingRef> {
        let scope = self.walker.scope;
        let mut offerings = Vec::new();
        for id in &self.among.programmes {
            let programme = &scope.region.programmes[*id];
            for (position, offering) in (0..).zip(&programme.offerings) {
                let reference = (*id, position);
                if scope.stage_offering(reference)
                    && self.open(&programme.entry) < NEVER
                    && self.open(&offering.entry) < NEVER
                {
                    offerings.push(reference);
                }
            }
        }
        offerings
    }

    /// Holds what a record gives, and tells what may open by that.
    fn take_in(&mut self, node: usize, waiting: &mut Vec<usize>) {
        let scope = self.walker.scope;
        if let Some(Node::Job(job)) = scope.graph.node(node) {
            self.holding.work(job);
        }
        for (edge, next) in scope.graph.onward(node) {
            match (edge, scope.graph.node(next)) {
                (Edge::Teaches(level), Some(Node::Competency(competency))) => {
                    let held = &mut self.holding.levels[competency];
                    if *held < level {
                        *held = level;
                        self.take_in(next, waiting);
                    }
                }
                (Edge::Awards | Edge::Implies, Some(Node::Credential(credential))) if self.holding.hold(credential) => {
                    self.take_in(next, waiting);
                }
                (Edge::Hosts, to) => {
                    if let Some(hosted) = self.hosted.get_mut(next).filter(|hosted| !**hosted) {
                        *hosted = true;
                        match to {
                            Some(Node::Kind(_)) => self.take_in(next, waiting),
                            _ => waiting.push(next),
                        }
                    }
                }
                (Edge::Requires | Edge::Promotes, _) => waiting.push(next),
                _ => {}
            }
        }
    }

    /// Enters a record where it opens with what is held by now, if it is over sooner than was known.
    fn look(&mut self, node: usize, after: u32) {
        let scope = self.walker.scope;
        let region = scope.region;
        if self.among.nodes.get(node) != Some(&true) {
            return;
        }
        let (mut end, mut of) = (NEVER, 0);
        match scope.graph.node(node) {
            Some(Node::Programme(programme)) => {
                let mut least = (NEVER, u64::MAX);
                for position in 0..region.programmes[programme].offerings.len() as u16 {
                    let reference = (programme, position);
                    if scope.admits_offering(reference)
                        && let Some((start, over, fee)) = self.walker.study(reference, self.month, &self.holding)
                    {
                        let over = if node == self.goal { start } else { over };
                        if (over, fee) < least {
                            least = (over, fee);
                            of = position;
                        }
                    }
                }
                end = least.0;
            }
            Some(Node::Job(id)) if scope.admits_job(id) => {
                let job = &region.jobs[id];
                let open = self.open(&job.entry);
                if node == self.goal {
                    end = open;
                } else if self.holding.meets(job) {
                    end = open.saturating_add(job.tenure.months);
                }
            }
            Some(Node::Activity(id)) if self.hosted.get(node) == Some(&true) && scope.admits_activity(id) => {
                end = self.open(&region.activities[id].entry);
            }
            _ => {}
        }
        if end < self.end(node)
            && let (Some(known), Some(by), Some(offering)) =
                (self.ends.get_mut(node), self.after.get_mut(node), self.offerings.get_mut(node))
        {
            (*known, *by, *offering) = (end, after, of);
            self.queue.push(Reverse((end.into(), node as u32)));
        }
    }
}
