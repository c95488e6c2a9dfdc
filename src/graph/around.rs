//! What stands around a job on its lattice: the rungs below and above, and what they are reached by.

use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::{CompetencyGraph, Edge, Node};
use crate::region::{JobId, ProgrammeKind, Region};

/// How many rungs are looked at below a job, and how many above.
const RUNGS: usize = 2;

/// Programmes and jobs around a job.
#[derive(Default)]
pub struct Around {
    /// Their places in the graph: programmes before jobs, each in the region's order.
    pub nodes: Vec<u32>,
    /// Pairs of positions among them: the second asks for what the first gives.
    pub links: Vec<(u32, u32)>,
}

impl CompetencyGraph {
    /// The jobs that lead to this one and to which it leads; the programmes that award what its entry asks for, or
    /// where it asks for no award, what the nearest rung below asks for; and the schools before those programmes.
    pub fn around(&self, region: &Region, job: JobId) -> Around {
        let below = self.ladder(job, Self::comes_from);
        let mut nodes = Vec::new();
        for &rung in &below {
            // The nearest come first.
            if nodes.is_empty() {
                for giver in self.givers_of(rung) {
                    if self.kind(region, giver).is_some() {
                        nodes.push(giver);
                    }
                }
            }
        }
        let mut at = 0;
        while let Some(&programme) = nodes.get(at) {
            for giver in self.givers_of(programme) {
                if self.kind(region, giver) == Some(ProgrammeKind::General) {
                    push(&mut nodes, giver);
                }
            }
            at += 1;
        }
        for rung in below.iter().chain(&self.ladder(job, Self::leads_to)) {
            push(&mut nodes, *rung);
        }
        crate::sort::sort(&mut nodes);
        let mut around = Around::default();
        for (&node, to) in nodes.iter().zip(0..) {
            let kind = self.kind(region, node);
            for giver in self.givers_of(node) {
                // What awards open beyond the job is another job's lattice, and so is work before study. Of a second
                // college nobody needs to be told.
                let drawn = match self.kind(region, giver) {
                    None => kind.is_none(),
                    Some(ProgrammeKind::Vocational) if kind == Some(ProgrammeKind::Vocational) => false,
                    Some(_) => kind.is_some() || below.contains(&node),
                };
                if let Some(from) = nodes.iter().position(|&other| other == giver)
                    && drawn
                {
                    around.links.push((from as u32, to));
                }
            }
        }
        around.nodes = nodes;
        around
    }

    /// The kind of the programme at a place, if it is one.
    #[inline(never)]
    pub fn kind(&self, region: &Region, place: u32) -> Option<ProgrammeKind> {
        match self.node(place as usize) {
            Some(Node::Programme(programme)) => Some(region.programmes[programme].kind),
            _ => None,
        }
    }

    /// The places of a job and the rungs from it, the nearest first.
    fn ladder(&self, job: JobId, next: fn(&Self, JobId) -> Vec<JobId>) -> Vec<u32> {
        let mut rungs = vec![self.index(Node::Job(job)) as u32];
        let mut at = 0;
        for _ in 0..RUNGS {
            let nearer = rungs.len();
            while at < nearer {
                if let Some(Node::Job(rung)) = rungs.get(at).and_then(|&rung| self.node(rung as usize)) {
                    for other in next(self, rung) {
                        push(&mut rungs, self.index(Node::Job(other)) as u32);
                    }
                }
                at += 1;
            }
        }
        rungs
    }

    /// The programmes and jobs whose awards and tenures an entry asks for. A job takes whatever stands for what it
    /// asks; a programme is told of those alone that award the very thing, or every college would lead to everything.
    fn givers_of(&self, place: u32) -> Vec<u32> {
        let stands = matches!(self.node(place as usize), Some(Node::Job(_)));
        let mut waiting = vec![place];
        let mut givers = Vec::new();
        let mut at = 0;
        while let Some(&asking) = waiting.get(at) {
            for edge in self.graph.edges_directed(NodeIndex::new(asking as usize), Direction::Incoming) {
                let source = edge.source().index() as u32;
                let list = match edge.weight() {
                    Edge::Awards | Edge::Promotes => &mut givers,
                    Edge::Implies if stands => &mut waiting,
                    Edge::Requires if matches!(self.node(source as usize), Some(Node::Credential(_))) => &mut waiting,
                    _ => continue,
                };
                if source != place {
                    push(list, source);
                }
            }
            at += 1;
        }
        givers
    }
}

/// Adds what is not there yet.
#[inline(never)]
fn push(list: &mut Vec<u32>, place: u32) {
    if !list.contains(&place) {
        list.push(place);
    }
}
