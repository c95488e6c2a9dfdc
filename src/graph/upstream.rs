//! What can lead to a goal, as the graph alone tells: the part of a region that a query has to look at.
//!
//! Whatever a route needs lies upstream of its goal, but for two things. A contract binds to its sponsor, so the
//! sponsor's jobs belong to it. And any opening can lend its hours to what runs in the same stage; that is for the
//! planner to see to.

use petgraph::Direction;
use petgraph::visit::EdgeRef;

use super::{CompetencyGraph, Edge, Node};
use crate::region::{ActivityId, JobId, OrganizationId, ProgrammeId};

/// Records that can matter to a goal, each list in the region's order.
#[derive(Default)]
pub struct Upstream {
    pub programmes: Vec<ProgrammeId>,
    pub activities: Vec<ActivityId>,
    pub jobs: Vec<JobId>,
}

impl CompetencyGraph {
    /// What can lead to a goal, and to the service of what is owed already.
    pub fn upstream(&self, goal: Node, owed: Option<OrganizationId>) -> Upstream {
        let graph = &self.graph;
        let mut seen = vec![false; graph.node_count()];
        let mut waiting = vec![self.at(goal)];
        waiting.extend(owed.into_iter().flat_map(|owed| graph.neighbors(self.at(Node::Sponsor(owed)))));
        while let Some(index) = waiting.pop() {
            let Some(false) = seen.get_mut(index.index()).map(|seen| std::mem::replace(seen, true)) else { continue };
            let before = graph.edges_directed(index, Direction::Incoming);
            let leading = before.filter(|edge| !matches!(edge.weight(), Edge::Contracts | Edge::Broader));
            waiting.extend(leading.map(|edge| edge.source()));
            if let Some(Node::Programme(_)) = graph.node_weight(index) {
                let sponsors = graph.edges(index).filter(|edge| *edge.weight() == Edge::Contracts);
                waiting.extend(sponsors.flat_map(|edge| graph.neighbors(edge.target())));
            }
        }
        self.records(seen)
    }

    /// All records.
    pub fn all(&self) -> Upstream {
        self.records(vec![true; self.graph.node_count()])
    }

    fn records(&self, among: Vec<bool>) -> Upstream {
        let mut records = Upstream::default();
        for (node, _) in self.graph.node_weights().zip(among).filter(|(_, among)| *among) {
            match node {
                Node::Programme(id) => records.programmes.push(*id),
                Node::Activity(id) => records.activities.push(*id),
                Node::Job(id) => records.jobs.push(*id),
                _ => {}
            }
        }
        records
    }
}
