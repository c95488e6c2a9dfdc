//! What can lead to a goal, as the graph alone tells: the part of a region that a query has to look at.
//!
//! Whatever a route needs lies upstream of its goal, but for two things. A contract binds to its sponsor, so the
//! sponsor's jobs belong to it. And any opening can lend its hours to what runs in the same stage; that is for the
//! planner to see to.

use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::{CompetencyGraph, Edge, Node};
use crate::region::{ActivityId, JobId, OrganizationId, ProgrammeId};

/// Records that can matter to a goal, each list in the region's order.
#[derive(Default)]
pub struct Upstream {
    pub programmes: Vec<ProgrammeId>,
    pub activities: Vec<ActivityId>,
    pub jobs: Vec<JobId>,
    /// Of each node of the graph, whether it is among them or on the way.
    pub nodes: Vec<bool>,
}

impl CompetencyGraph {
    /// What can lead to a goal, and to the service of what is owed already.
    pub fn upstream(&self, goal: Node, owed: Option<OrganizationId>) -> Upstream {
        let graph = &self.graph;
        let mut seen = vec![false; graph.node_count()];
        let mut waiting = vec![self.at(goal)];
        if let Some(sponsor) = owed {
            self.follow(self.at(Node::Sponsor(sponsor)), &mut waiting);
        }
        while let Some(index) = waiting.pop() {
            let Some(false) = seen.get_mut(index.index()).map(|seen| std::mem::replace(seen, true)) else { continue };
            for edge in graph.edges_directed(index, Direction::Incoming) {
                if !matches!(edge.weight(), Edge::Contracts | Edge::Broader) {
                    waiting.push(edge.source());
                }
            }
            if let Some(Node::Programme(_)) = graph.node_weight(index) {
                for edge in graph.edges_directed(index, Direction::Outgoing) {
                    if *edge.weight() == Edge::Contracts {
                        self.follow(edge.target(), &mut waiting);
                    }
                }
            }
        }
        self.records(seen)
    }

    /// The programmes and jobs, in the region's order, that give some of what these ask for or host some of them.
    pub fn givers(&self, of: &[Node]) -> Vec<Node> {
        let mut waiting = Vec::new();
        for node in of {
            waiting.push(self.at(*node));
        }
        let mut seen = vec![false; self.graph.node_count()];
        let mut giving = Vec::new();
        while let Some(index) = waiting.pop() {
            let Some(false) = seen.get_mut(index.index()).map(|seen| std::mem::replace(seen, true)) else { continue };
            for edge in self.graph.edges_directed(index, Direction::Incoming) {
                match self.graph.node_weight(edge.source()) {
                    Some(Node::Programme(_) | Node::Job(_)) => giving.push(edge.source().index() as u32),
                    Some(Node::Activity(_)) => {}
                    _ => waiting.push(edge.source()),
                }
            }
        }
        crate::sort::sort(&mut giving);
        giving.dedup();
        let mut givers = Vec::new();
        for index in giving {
            givers.extend(self.node(index as usize));
        }
        givers
    }

    /// Adds what a node leads to.
    fn follow(&self, node: NodeIndex, waiting: &mut Vec<NodeIndex>) {
        for edge in self.graph.edges_directed(node, Direction::Outgoing) {
            waiting.push(edge.target());
        }
    }

    /// All records.
    pub fn all(&self) -> Upstream {
        self.records(vec![true; self.graph.node_count()])
    }

    fn records(&self, nodes: Vec<bool>) -> Upstream {
        let mut records = Upstream::default();
        for (node, among) in self.graph.raw_nodes().iter().zip(&nodes) {
            match &node.weight {
                _ if !among => {}
                Node::Programme(id) => records.programmes.push(*id),
                Node::Activity(id) => records.activities.push(*id),
                Node::Job(id) => records.jobs.push(*id),
                _ => {}
            }
        }
        records.nodes = nodes;
        records
    }
}
