//! The competency graph: what asks for, teaches, awards, hosts and promotes what.
//!
//! Nodes are competencies, credentials, programmes, activities and jobs, and two kinds of hubs that keep
//! the graph as small as the region: a programme kind stands between all its programmes and the activities
//! that it hosts, a sponsor between its contracts and its jobs. An edge leads from what comes first to
//! what it leads to, so whatever can be reached is downstream of where a student stands.
//!
//! What helps a region's author alone (`pathways check`) is part of the native command.

mod around;
#[cfg(feature = "cli")]
mod knots;
#[cfg(feature = "cli")]
mod reach;
mod upstream;

pub use around::Around;
#[cfg(feature = "cli")]
pub use knots::{Knot, knots};
#[cfg(feature = "cli")]
pub use reach::Reach;
pub use upstream::Upstream;

use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeReference, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::condition::{Atom, Condition};
use crate::region::{
    ActivityId, CompetencyId, CredentialId, JobId, Level, OrganizationId, ProgrammeId, ProgrammeKind, Region,
};
use crate::table::Id;

/// What the graph links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    Competency(CompetencyId),
    Credential(CredentialId),
    Programme(ProgrammeId),
    Activity(ActivityId),
    Job(JobId),
    /// All programmes of a kind, as hosts.
    Kind(ProgrammeKind),
    /// An organization, as a sponsor and an employer.
    Sponsor(OrganizationId),
}

/// How one node leads to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// A competency or credential is asked for by an entry, an advanced standing or a job's requirements.
    Requires,
    /// A programme, an activity or a tenure raises a competency to this level.
    Teaches(Level),
    /// A programme gives a credential.
    Awards,
    /// A stage, or all of a kind, can carry an activity.
    Hosts,
    /// A job's tenure is asked for by an entry or an advanced standing.
    Promotes,
    /// A programme's contract binds to a sponsor, and so to its jobs.
    Contracts,
    /// A competency is part of a wider one.
    Broader,
    /// A credential stands for another one too.
    Implies,
}

/// The graph of a region.
pub struct CompetencyGraph {
    graph: DiGraph<Node, Edge>,
    /// The positions at which credentials, programmes, activities, jobs, kinds and sponsors start.
    starts: [usize; 6],
}

impl CompetencyGraph {
    /// The jobs whose entries ask for a tenure on this one: the next rungs, in the region's order.
    pub fn leads_to(&self, job: JobId) -> Vec<JobId> {
        self.rungs(job, Direction::Outgoing, |edge| edge.target())
    }

    /// The jobs of which this one's entry asks for a tenure, perhaps among other things.
    pub fn comes_from(&self, job: JobId) -> Vec<JobId> {
        self.rungs(job, Direction::Incoming, |edge| edge.source())
    }

    fn rungs(&self, job: JobId, direction: Direction, end: fn(EdgeReference<'_, Edge>) -> NodeIndex) -> Vec<JobId> {
        let mut jobs = Vec::new();
        for edge in self.graph.edges_directed(self.at(Node::Job(job)), direction) {
            if let Some(Node::Job(other)) = self.graph.node_weight(end(edge))
                && *other != job
                && !jobs.contains(other)
            {
                jobs.push(*other);
            }
        }
        crate::sort::sort(&mut jobs);
        jobs
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.graph.node_count()
    }

    /// A node's place among all.
    pub fn index(&self, node: Node) -> usize {
        self.at(node).index()
    }

    /// The node at a place.
    pub fn node(&self, index: usize) -> Option<Node> {
        self.graph.node_weight(NodeIndex::new(index)).copied()
    }

    /// How the node at a place leads to others, and to which.
    pub fn onward(&self, index: usize) -> impl Iterator<Item = (Edge, usize)> {
        let edges = self.graph.edges_directed(NodeIndex::new(index), Direction::Outgoing);
        edges.map(|edge| (*edge.weight(), edge.target().index()))
    }

    fn link(&mut self, from: Node, to: Node, edge: Edge) {
        // A competency that an entry names twice is asked for once; other repetitions do no harm. Both nodes are
        // there, and no region has room for edges beyond what can be numbered.
        let _ = self.graph.try_add_edge(self.at(from), self.at(to), edge);
    }

    fn at(&self, node: Node) -> NodeIndex {
        let [credentials, programmes, activities, jobs, kinds, sponsors] = self.starts;
        NodeIndex::new(match node {
            Node::Competency(id) => id.index(),
            Node::Credential(id) => credentials + id.index(),
            Node::Programme(id) => programmes + id.index(),
            Node::Activity(id) => activities + id.index(),
            Node::Job(id) => jobs + id.index(),
            Node::Kind(kind) => kinds + kind as usize,
            Node::Sponsor(id) => sponsors + id.index(),
        })
    }
}

/// Adds a node for each of so many rows, and says at which position they start.
fn add(graph: &mut DiGraph<Node, Edge>, rows: usize, node: fn(usize) -> Node) -> usize {
    let start = graph.node_count();
    for row in 0..rows {
        let _ = graph.try_add_node(node(row));
    }
    start
}

impl CompetencyGraph {
    /// The graph of a region.
    pub fn new(region: &Region) -> CompetencyGraph {
        let mut nodes = DiGraph::new();
        add(&mut nodes, region.competencies.len(), |row| Node::Competency(Id::new(row)));
        let starts = [
            add(&mut nodes, region.credentials.len(), |row| Node::Credential(Id::new(row))),
            add(&mut nodes, region.programmes.len(), |row| Node::Programme(Id::new(row))),
            add(&mut nodes, region.activities.len(), |row| Node::Activity(Id::new(row))),
            add(&mut nodes, region.jobs.len(), |row| Node::Job(Id::new(row))),
            nodes.node_count(),
            nodes.node_count() + ProgrammeKind::ALL.len(),
        ];
        for kind in ProgrammeKind::ALL {
            let _ = nodes.try_add_node(Node::Kind(*kind));
        }
        add(&mut nodes, region.organizations.len(), |row| Node::Sponsor(Id::new(row)));
        let mut graph = CompetencyGraph { graph: nodes, starts };
        for (id, competency) in region.competencies.entries() {
            for broader in &competency.broader {
                graph.link(Node::Competency(id), Node::Competency(*broader), Edge::Broader);
            }
        }
        for (id, credential) in region.credentials.entries() {
            for implied in &credential.implies {
                graph.link(Node::Credential(id), Node::Credential(*implied), Edge::Implies);
            }
        }
        for (id, programme) in region.programmes.entries() {
            let node = Node::Programme(id);
            graph.link(node, Node::Kind(programme.kind), Edge::Hosts);
            graph.require(&programme.entry, node);
            programme.advanced_standing.iter().for_each(|standing| graph.require(&standing.when, node));
            for offering in &programme.offerings {
                graph.require(&offering.entry, node);
                if let Some(contract) = offering.contract {
                    graph.link(node, Node::Sponsor(contract.sponsor), Edge::Contracts);
                }
            }
            graph.teach(node, &programme.outcomes);
            for credential in &programme.awards {
                graph.link(node, Node::Credential(*credential), Edge::Awards);
            }
        }
        for (id, activity) in region.activities.entries() {
            let node = Node::Activity(id);
            graph.require(&activity.entry, node);
            let hosts = &activity.hosts;
            hosts.kinds.iter().for_each(|kind| graph.link(Node::Kind(*kind), node, Edge::Hosts));
            hosts.programmes.iter().for_each(|host| graph.link(Node::Programme(*host), node, Edge::Hosts));
            hosts.jobs.iter().for_each(|job| graph.link(Node::Job(*job), node, Edge::Hosts));
            graph.teach(node, &activity.outcomes);
        }
        for (id, job) in region.jobs.entries() {
            let node = Node::Job(id);
            graph.require(&job.entry, node);
            for need in &job.requires {
                graph.link(Node::Competency(need.competency), node, Edge::Requires);
            }
            graph.link(Node::Sponsor(job.employer), node, Edge::Contracts);
            graph.teach(node, &job.tenure.outcomes);
        }
        graph
    }

    /// The highest level to which anything teaches a competency; 0 where nothing does.
    #[cfg(feature = "cli")]
    pub fn taught(&self, competency: CompetencyId) -> Level {
        let edges = self.graph.edges_directed(self.at(Node::Competency(competency)), Direction::Incoming);
        let levels = edges.filter_map(|edge| match edge.weight() {
            Edge::Teaches(level) => Some(*level),
            _ => None,
        });
        levels.max().unwrap_or(0)
    }

    /// Links what a condition asks for; ages and attested facts are no nodes.
    fn require(&mut self, condition: &Condition, to: Node) {
        condition.visit(&mut |atom| match *atom {
            Atom::Level(competency, _) => self.link(Node::Competency(competency), to, Edge::Requires),
            Atom::Holds(credential) => self.link(Node::Credential(credential), to, Edge::Requires),
            Atom::Worked(job) => self.link(Node::Job(job), to, Edge::Promotes),
            Atom::Age(_) | Atom::Attests(_) => {}
        });
    }

    fn teach(&mut self, from: Node, outcomes: &[crate::region::Outcome]) {
        for outcome in outcomes {
            self.link(from, Node::Competency(outcome.competency), Edge::Teaches(outcome.level));
        }
    }
}
