//! What can lead to a goal, as the graph alone tells: the part of a region that a query has to look at.
//!
//! Whatever a route needs lies upstream of its goal, but for two things. A contract binds to its sponsor, so the
//! sponsor's jobs belong to it. And any opening can lend its hours to what runs in the same stage; that is for the
//! planner to see to.

use petgraph::Direction;
use petgraph::visit::EdgeRef;

use super::{CompetencyGraph, Edge, Node};
use crate::region::{ActivityId, CompetencyId, JobId, Level, OrganizationId, ProgrammeId, Region};

/// Records that can matter to a goal, each list in the region's order.
pub struct Upstream {
    pub programmes: Vec<ProgrammeId>,
    pub activities: Vec<ActivityId>,
    pub jobs: Vec<JobId>,
}

impl Upstream {
    /// All records of a region.
    pub fn all(region: &Region) -> Upstream {
        Upstream {
            programmes: region.programmes.ids().collect(),
            activities: region.activities.ids().collect(),
            jobs: region.jobs.ids().collect(),
        }
    }
}

impl CompetencyGraph {
    /// What can lead to a goal, and to the service of what is owed already, for somebody who holds these levels.
    pub fn upstream(&self, goal: Node, owed: Option<OrganizationId>, held: impl Fn(CompetencyId) -> Level) -> Upstream {
        let graph = &self.graph;
        let mut seen = vec![false; graph.node_count()];
        let mut waiting = vec![self.at(goal)];
        let sponsored = |sponsor| graph.neighbors(sponsor);
        waiting.extend(owed.into_iter().flat_map(|owed| sponsored(self.at(Node::Sponsor(owed)))));
        let mut all = Upstream { programmes: Vec::new(), activities: Vec::new(), jobs: Vec::new() };
        while let Some(index) = waiting.pop() {
            let Some(false) = seen.get_mut(index.index()).map(|seen| std::mem::replace(seen, true)) else { continue };
            let node = graph.node_weight(index);
            match node {
                Some(Node::Programme(id)) => all.programmes.push(*id),
                Some(Node::Activity(id)) => all.activities.push(*id),
                Some(Node::Job(id)) => all.jobs.push(*id),
                _ => {}
            }
            for edge in graph.edges_directed(index, Direction::Incoming) {
                let leads = match (edge.weight(), node) {
                    (Edge::Teaches(level), Some(Node::Competency(id))) => *level > held(*id),
                    (Edge::Contracts | Edge::Broader, _) => false,
                    _ => true,
                };
                if leads {
                    waiting.push(edge.source());
                }
            }
            for edge in graph.edges(index).filter(|edge| *edge.weight() == Edge::Contracts) {
                if let Some(Node::Sponsor(_)) = graph.node_weight(edge.target()) {
                    waiting.extend(sponsored(edge.target()));
                }
            }
        }
        crate::sort::sort(&mut all.programmes);
        crate::sort::sort(&mut all.activities);
        crate::sort::sort(&mut all.jobs);
        all
    }
}
