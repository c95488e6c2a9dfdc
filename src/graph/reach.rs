//! What a school leaver can ever reach, and what leads nowhere.
//!
//! The school leaver is the most fortunate one: at home in every school of the region, with all the time,
//! hours and money in the world, old enough, fit for everything, bound by nothing. What stays closed to
//! this one is closed to all. Since having more never hurts (design section 5), it is found by spreading
//! over the graph: whatever is gained is a reason to look again at what asks for it, and at nothing else.

use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::{CompetencyGraph, Edge, Node};
use crate::condition::{Atom, Condition};
use crate::region::{CompetencyId, JobId, Level, ProgrammeId, ProgrammeKind, Region, Requirement};
use crate::table::Table;

/// What a school leaver can ever hold, enter and work as.
pub struct Reach<'a> {
    region: &'a Region,
    graph: &'a CompetencyGraph,
    /// For each node the level of the competency, or whether it is reached.
    reached: Vec<Level>,
    /// Nodes that something reached hosts.
    hosted: Vec<bool>,
    /// The highest level to which anything teaches each competency.
    taught: Table<CompetencyId, Level>,
}

impl CompetencyGraph {
    /// What a school leaver can reach; `None` where the region has no school.
    pub fn reach<'a>(&'a self, region: &'a Region) -> Option<Reach<'a>> {
        let schools = region.programmes.entries().filter(|(_, programme)| programme.kind == ProgrammeKind::General);
        // Who is at school has entered it, whatever its entry says.
        let mut gained: Vec<(NodeIndex, Level)> = schools.map(|(id, _)| (self.at(Node::Programme(id)), 1)).collect();
        if gained.is_empty() {
            return None;
        }
        // What asks for nothing is open from the start.
        let mut waiting: Vec<NodeIndex> = self.graph.node_indices().collect();
        let count = self.graph.node_count();
        let taught = Table::new(region.competencies.ids().map(|id| self.taught(id)).collect());
        let mut reach = Reach { region, graph: self, reached: vec![0; count], hosted: vec![false; count], taught };
        loop {
            if let Some((node, level)) = gained.pop() {
                reach.gain(node, level, &mut gained, &mut waiting);
            } else if let Some(node) = waiting.pop() {
                if reach.level(node) == 0 && reach.opens(node) {
                    gained.push((node, 1));
                }
            } else {
                return Some(reach);
            }
        }
    }

    /// Programmes whose outcomes and awards nothing asks for, in the region's order.
    ///
    /// A level counts where some entry asks for it or for less, and any level of what a job requires does. What
    /// schools host, and activities that name the programme, count as its own.
    pub fn dead_ends(&self, region: &Region) -> Vec<ProgrammeId> {
        let least = least_levels(region);
        let credentials = self.credentials_asked_for();
        let edges = |node: NodeIndex| self.graph.edges_directed(node, Direction::Outgoing);
        let teaches = |node: NodeIndex| {
            edges(node).any(|edge| match edge.weight() {
                Edge::Teaches(level) => least.get(edge.target().index()).is_some_and(|least| least <= level),
                Edge::Awards => credentials.get(edge.target().index()) == Some(&true),
                _ => false,
            })
        };
        let at_school = self.graph.neighbors(self.at(Node::Kind(ProgrammeKind::General))).any(teaches);
        let leads = |id: &ProgrammeId| {
            let programme = self.at(Node::Programme(*id));
            let hosts =
                |node: NodeIndex| edges(node).any(|edge| *edge.weight() == Edge::Hosts && teaches(edge.target()));
            at_school && region.programmes[*id].kind == ProgrammeKind::General || teaches(programme) || hosts(programme)
        };
        region.programmes.ids().filter(|id| !leads(id)).collect()
    }

    /// For each node whether it is a credential that something asks for, or that implies one.
    fn credentials_asked_for(&self) -> Vec<bool> {
        let mut asked = vec![false; self.graph.node_count()];
        let requires = self.graph.edge_references().filter(|edge| *edge.weight() == Edge::Requires);
        let mut waiting: Vec<NodeIndex> = requires.map(|edge| edge.source()).collect();
        while let Some(node) = waiting.pop() {
            let Some(asked) = asked.get_mut(node.index()).filter(|asked| !**asked) else { continue };
            *asked = true;
            let implied_by = self.graph.edges_directed(node, Direction::Incoming);
            waiting.extend(implied_by.filter(|edge| *edge.weight() == Edge::Implies).map(|edge| edge.source()));
        }
        asked
    }
}

/// For each competency the least level that matters to anything.
fn least_levels(region: &Region) -> Vec<Level> {
    let mut least = Table::filled(region.competencies.len(), Level::MAX);
    let mut ask = |competency: CompetencyId, level: Level| least[competency] = level.min(least[competency]);
    let mut read = |condition: &Condition| {
        condition.visit(&mut |atom| {
            if let Atom::Level(competency, level) = *atom {
                ask(competency, level);
            }
        });
    };
    for programme in &region.programmes {
        read(&programme.entry);
        programme.advanced_standing.iter().for_each(|standing| read(&standing.when));
        programme.offerings.iter().for_each(|offering| read(&offering.entry));
    }
    region.activities.iter().for_each(|activity| read(&activity.entry));
    region.jobs.iter().for_each(|job| read(&job.entry));
    // Each level of it closes some of the gap.
    region.jobs.iter().flat_map(|job| &job.requires).for_each(|need| ask(need.competency, 1));
    least.into_rows()
}

impl Reach<'_> {
    /// Whether this job's entry can hold, and the first essential requirement that can't be met though
    /// something teaches it.
    pub fn job(&self, id: JobId) -> (bool, Option<usize>) {
        let job = &self.region.jobs[id];
        let missing = job.requires.iter().position(|need| need.essential && !self.meets(need));
        (self.holds(&job.entry), missing)
    }

    /// Whether anybody can enter, or is at school in, this programme.
    pub fn programme(&self, id: ProgrammeId) -> bool {
        self.node(Node::Programme(id)) > 0
    }

    /// Whether a condition can ever hold.
    pub fn holds(&self, condition: &Condition) -> bool {
        condition.holds(&|atom| match *atom {
            Atom::Level(competency, level) => self.node(Node::Competency(competency)) >= level,
            Atom::Holds(credential) => self.node(Node::Credential(credential)) > 0,
            Atom::Worked(job) => self.node(Node::Job(job)) > 0,
            Atom::Age(_) | Atom::Attests(_) => true,
        })
    }

    /// Whether a requirement can be met, a level that nothing teaches left out: that is another problem.
    fn meets(&self, need: &Requirement) -> bool {
        let level = need.level.min(self.taught[need.competency]);
        self.node(Node::Competency(need.competency)) >= level
    }

    fn node(&self, node: Node) -> Level {
        self.level(self.graph.at(node))
    }

    fn level(&self, node: NodeIndex) -> Level {
        self.reached.get(node.index()).copied().unwrap_or(0)
    }

    /// Whether a programme, an activity or a job can be begun with what is reached so far.
    fn opens(&self, node: NodeIndex) -> bool {
        match self.graph.graph.node_weight(node) {
            Some(Node::Programme(id)) => {
                let programme = &self.region.programmes[*id];
                let mut offerings = programme.offerings.iter();
                self.holds(&programme.entry) && offerings.any(|offering| self.holds(&offering.entry))
            }
            Some(Node::Activity(id)) => {
                self.hosted.get(node.index()) == Some(&true) && self.holds(&self.region.activities[*id].entry)
            }
            Some(Node::Job(id)) => self.job(*id) == (true, None),
            _ => false,
        }
    }

    /// Takes a gain in, and tells what it gives at once and what has to be looked at again.
    fn gain(
        &mut self,
        node: NodeIndex,
        level: Level,
        gained: &mut Vec<(NodeIndex, Level)>,
        waiting: &mut Vec<NodeIndex>,
    ) {
        match self.reached.get_mut(node.index()) {
            Some(reached) if *reached < level => *reached = level,
            _ => return,
        }
        for edge in self.graph.graph.edges_directed(node, Direction::Outgoing) {
            match edge.weight() {
                Edge::Teaches(level) => gained.push((edge.target(), *level)),
                Edge::Awards | Edge::Implies => gained.push((edge.target(), 1)),
                Edge::Hosts => match self.graph.graph.node_weight(edge.target()) {
                    Some(Node::Kind(_)) => gained.push((edge.target(), 1)),
                    _ => {
                        if let Some(hosted) = self.hosted.get_mut(edge.target().index()) {
                            *hosted = true;
                        }
                        waiting.push(edge.target());
                    }
                },
                Edge::Requires | Edge::Promotes => waiting.push(edge.target()),
                Edge::Contracts | Edge::Broader => {}
            }
        }
    }
}
