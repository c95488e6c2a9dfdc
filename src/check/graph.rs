//! Lints of what leads where: computed on the competency graph.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use crate::condition::{Atom, Condition};
use crate::graph::{CompetencyGraph, Node, Reach, knots};
use crate::problem::Code;
use crate::region::{CompetencyId, CredentialId, Level, Offering, Programme, Region};
use crate::table::{Table, ids};

/// With how many others an offering or a programme is compared: what keeps checking linear.
const COMPARED: usize = 500;

/// All findings in a region's graph.
pub fn lints(region: &Region) -> Vec<Finding> {
    let graph = CompetencyGraph::new(region);
    let mut findings = untaught(region, &graph);
    findings.extend(dead_ends(region, &graph));
    if let Some(reach) = graph.reach(region) {
        findings.extend(unreachable_jobs(region, &reach));
        findings.extend(closed_programmes(region, &reach));
        findings.extend(prerequisite_cycles(region, &reach));
    }
    findings.extend(idle_competencies(region));
    findings.extend(idle_organizations(region));
    findings.extend(unhosted_activities(region));
    findings.extend(region.programmes.iter().flat_map(offerings));
    findings.extend(duplicate_programmes(region));
    findings.extend(jobless_sponsors(region));
    findings.extend(idle_standings(region));
    findings
}

/// Levels that a job requires and nothing in the region teaches.
fn untaught(region: &Region, graph: &CompetencyGraph) -> Vec<Finding> {
    let taught: Table<CompetencyId, Level> = Table::new(region.competencies.ids().map(|id| graph.taught(id)).collect());
    let mut findings = Vec::new();
    for job in &region.jobs {
        for (index, need) in job.requires.iter().enumerate().filter(|(_, need)| need.level > taught[need.competency]) {
            let facts = [region.competencies[need.competency].id.as_str(), &need.level.to_string()];
            let within = format!("requires[{index}].level");
            findings.push(Finding::at_record(Code::Untaught, "jobs", &job.id, &within, &facts));
        }
    }
    findings
}

/// Jobs that no school leaver can ever get.
fn unreachable_jobs(region: &Region, reach: &Reach) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, job) in region.jobs.entries() {
        let (opens, missing) = reach.job(id);
        let need = missing.and_then(|index| Some((index, job.requires.get(index)?)));
        let (within, missing) = match need {
            _ if !opens => ("entry".into(), missing_part(&job.entry, reach).print(region)),
            Some((index, need)) => {
                let need: Condition = Condition::Atom(Atom::Level(need.competency, need.level));
                (format!("requires[{index}].level"), need.print(region))
            }
            None => continue,
        };
        findings.push(Finding::at_record(Code::UnreachableJob, "jobs", &job.id, &within, &[&job.id, &missing]));
    }
    findings
}

/// Programmes that nobody can ever enter.
fn closed_programmes(region: &Region, reach: &Reach) -> Vec<Finding> {
    let quoted = |entry: &Condition| ["`", &missing_part(entry, reach).print(region), "`"].concat();
    let closed = region.programmes.entries().filter(|(id, _)| !reach.programme(*id));
    let finding = |(_, programme): (_, &Programme)| {
        let at = |within: &str, missing: &str| {
            Finding::at_record(Code::ClosedProgramme, "programmes", &programme.id, within, &[&programme.id, missing])
        };
        match programme.offerings.first() {
            _ if !reach.holds(&programme.entry) => at("entry", &quoted(&programme.entry)),
            None => at("id", "an offering"),
            Some(offering) => {
                let facts = [programme.id.as_str(), &quoted(&offering.entry)];
                Finding::at_offering(Code::ClosedProgramme, &programme.id, &offering.id, "entry", &facts)
            }
        }
    };
    closed.map(finding).collect()
}

/// The part of a condition that makes it fail, or the whole.
fn missing_part<'c>(condition: &'c Condition, reach: &Reach) -> &'c Condition {
    match condition {
        Condition::All(parts) => parts.iter().find(|part| !reach.holds(part)).unwrap_or(condition),
        _ => condition,
    }
}

/// Programmes that give nothing that anything asks for.
fn dead_ends(region: &Region, graph: &CompetencyGraph) -> Vec<Finding> {
    let ids = graph.dead_ends(region).into_iter().map(|id| &region.programmes[id].id);
    ids.map(|id| Finding::at_record(Code::DeadEnd, "programmes", id, "id", &[id])).collect()
}

ids! {
    /// A programme, an activity or a job that cannot be reached.
    Blocked,
}

/// Knots of what cannot be reached because its parts ask for each other, each with a shortest circle.
fn prerequisite_cycles(region: &Region, reach: &Reach) -> Vec<Finding> {
    // What is blocked, with the conditions that don't hold.
    let mut nodes: Table<Blocked, (Node, &'static str, &str, Vec<Condition>)> = Table::default();
    for (id, row) in region.programmes.entries().filter(|(id, _)| !reach.programme(*id)) {
        let offerings = row.offerings.iter().map(|offering| &offering.entry);
        let entries = [&row.entry].into_iter().chain(offerings).cloned().collect();
        nodes.push((Node::Programme(id), "programmes", &row.id, entries));
    }
    for (id, row) in region.jobs.entries().filter(|(id, _)| reach.job(*id) != (true, None)) {
        let needs = row.requires.iter().filter(|need| need.essential);
        let needs = needs.map(|need| Condition::Atom(Atom::Level(need.competency, need.level)));
        nodes.push((Node::Job(id), "jobs", &row.id, [row.entry.clone()].into_iter().chain(needs).collect()));
    }
    for (id, row) in region.activities.entries().filter(|(_, row)| !reach.holds(&row.entry)) {
        nodes.push((Node::Activity(id), "activities", &row.id, vec![row.entry.clone()]));
    }
    let gives = Gives::new(region, &nodes);
    let asks = Table::new(nodes.iter().map(|(.., conditions)| gives.what(conditions, reach)).collect());
    let mut findings = Vec::new();
    for knot in knots(&asks) {
        let (Some(first), Some(way)) = (knot.rows.first(), knot.cycle) else { continue };
        let ids: Vec<&str> = way.iter().map(|row| nodes[*row].2).collect();
        let (_, array, id, _) = nodes[*first];
        findings.push(Finding::at_record(Code::PrerequisiteCycle, array, id, "entry", &[id, &ids.join(" → ")]));
    }
    findings
}

/// What is blocked and would give something.
struct Gives {
    levels: BTreeMap<CompetencyId, Vec<(Level, Blocked)>>,
    credentials: BTreeMap<CredentialId, Vec<Blocked>>,
    nodes: Vec<(Node, Blocked)>,
}

impl Gives {
    fn new(region: &Region, nodes: &Table<Blocked, (Node, &'static str, &str, Vec<Condition>)>) -> Gives {
        let mut gives = Gives { levels: BTreeMap::new(), credentials: BTreeMap::new(), nodes: Vec::new() };
        for (blocked, (node, ..)) in nodes.entries() {
            gives.nodes.push((*node, blocked));
            let outcomes = match *node {
                Node::Programme(id) => &region.programmes[id].outcomes,
                Node::Activity(id) => &region.activities[id].outcomes,
                Node::Job(id) => &region.jobs[id].tenure.outcomes,
                _ => continue,
            };
            for outcome in outcomes {
                gives.levels.entry(outcome.competency).or_default().push((outcome.level, blocked));
            }
            if let Node::Programme(id) = *node {
                let mut held: Vec<CredentialId> = region.programmes[id].awards.clone();
                let mut seen = BTreeSet::new();
                while let Some(credential) = held.pop() {
                    if seen.insert(credential) {
                        gives.credentials.entry(credential).or_default().push(blocked);
                        held.extend(&region.credentials[credential].implies);
                    }
                }
            }
        }
        gives
    }

    /// What would give something that these conditions miss.
    fn what(&self, conditions: &[Condition], reach: &Reach) -> Vec<Blocked> {
        let mut found = BTreeSet::new();
        for condition in conditions.iter().filter(|condition| !reach.holds(condition)) {
            condition.visit(&mut |atom| match *atom {
                _ if reach.holds(&Condition::Atom(*atom)) => {}
                Atom::Level(competency, level) => {
                    let givers = self.levels.get(&competency).into_iter().flatten();
                    found.extend(givers.filter(|(given, _)| *given >= level).map(|(_, giver)| *giver));
                }
                Atom::Holds(credential) => found.extend(self.credentials.get(&credential).into_iter().flatten()),
                Atom::Worked(job) => {
                    let is_job = |(node, _): &&(Node, Blocked)| *node == Node::Job(job);
                    found.extend(self.nodes.iter().find(is_job).map(|(_, blocked)| *blocked));
                }
                Atom::Age(_) | Atom::Attests(_) => {}
            });
        }
        found.into_iter().collect()
    }
}

/// Every condition of a region.
fn conditions(region: &Region) -> Vec<&Condition> {
    let mut conditions = Vec::new();
    for programme in &region.programmes {
        conditions.push(&programme.entry);
        conditions.extend(programme.advanced_standing.iter().map(|standing| &standing.when));
        conditions.extend(programme.offerings.iter().map(|offering| &offering.entry));
    }
    conditions.extend(region.activities.iter().map(|activity| &activity.entry));
    conditions.extend(region.jobs.iter().map(|job| &job.entry));
    conditions
}

/// Competencies that nothing asks for. One that others are part of is a heading.
fn idle_competencies(region: &Region) -> Vec<Finding> {
    let mut used: BTreeSet<CompetencyId> = BTreeSet::new();
    used.extend(region.competencies.iter().flat_map(|row| row.broader.iter().copied()));
    used.extend(region.jobs.iter().flat_map(|job| job.requires.iter().map(|need| need.competency)));
    for condition in conditions(region) {
        condition.visit(&mut |atom| {
            if let Atom::Level(competency, _) = *atom {
                used.insert(competency);
            }
        });
    }
    let idle = region.competencies.entries().filter(|(id, _)| !used.contains(id));
    idle.map(|(_, row)| Finding::at_record(Code::IdleCompetency, "competencies", &row.id, "id", &[&row.id])).collect()
}

/// Organizations that teach nothing, employ nobody and sponsor no contract.
fn idle_organizations(region: &Region) -> Vec<Finding> {
    let mut used = BTreeSet::new();
    for programme in &region.programmes {
        used.insert(programme.provider);
        used.extend(programme.offerings.iter().filter_map(|offering| offering.contract).map(|own| own.sponsor));
    }
    used.extend(region.activities.iter().filter_map(|activity| activity.provider));
    used.extend(region.jobs.iter().map(|job| job.employer));
    let idle = region.organizations.entries().filter(|(id, _)| !used.contains(id));
    idle.map(|(_, row)| Finding::at_record(Code::IdleOrganization, "organizations", &row.id, "id", &[&row.id]))
        .collect()
}

/// Activities that no stage hosts, or none with so many hours to spare.
fn unhosted_activities(region: &Region) -> Vec<Finding> {
    // A job and what runs beside it share their hours.
    let by_jobs = region.jobs.iter().map(|row| row.free_hours).max().unwrap_or_default();
    let beside = region.programmes.iter().filter(|row| row.offerings.iter().any(beside_work));
    let by_programmes = beside.map(|row| row.free_hours).max().unwrap_or_default();
    let mut findings = Vec::new();
    for (id, activity) in region.activities.entries() {
        let programmes = region.programmes.entries().filter(|(programme, _)| region.programme_hosts(*programme, id));
        let lent = |row: &Programme| if row.offerings.iter().any(beside_work) { by_jobs } else { 0 };
        let programmes = programmes.map(|(_, row)| row.free_hours + lent(row));
        let jobs = region.jobs.entries().filter(|(job, _)| region.job_hosts(*job, id));
        let jobs = jobs.map(|(_, row)| row.free_hours + by_programmes);
        let at = |code, within, facts: &[&str]| Finding::at_record(code, "activities", &activity.id, within, facts);
        match programmes.chain(jobs).max() {
            None => findings.push(at(Code::UnhostedActivity, "hosts", &[&activity.id])),
            Some(most) if activity.hours > most => {
                let (hours, most) = (activity.hours.to_string(), most.to_string());
                findings.push(at(Code::OversizedActivity, "hours", &[&activity.id, &hours, &most]));
            }
            Some(_) => {}
        }
    }
    findings
}

/// Whether an offering can run beside a job.
fn beside_work(offering: &Offering) -> bool {
    offering.mode != crate::region::Mode::FullTime
}

/// Offerings of a programme that are the same as another one, or never better.
fn offerings(programme: &Programme) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, own) in programme.offerings.iter().enumerate() {
        let others = || programme.offerings.iter().take(COMPARED).enumerate().filter(move |(other, _)| *other != index);
        let same = others().find(|(other, row)| *other < index && no_worse(row, own) && no_worse(own, row));
        let better = || others().find(|(_, row)| no_worse(row, own) && !no_worse(own, row));
        let (code, other) = match (same, better()) {
            (Some((_, other)), _) => (Code::DuplicateOffering, other),
            (None, Some((_, other))) => (Code::DominatedOffering, other),
            (None, None) => continue,
        };
        findings.push(Finding::at_offering(code, &programme.id, &own.id, "id", &[&own.id, &other.id]));
    }
    findings
}

/// Whether one offering is at least as good as another of its programme, in everything that a student looks at.
fn no_worse(one: &Offering, other: &Offering) -> bool {
    let months = one.intake.is_empty()
        || !other.intake.is_empty() && other.intake.iter().all(|month| one.intake.contains(month));
    let bound = match (one.contract, other.contract) {
        (None, None) => true,
        (None, Some(theirs)) => theirs.stipend_per_month == 0,
        (Some(_), None) => false,
        (Some(own), Some(theirs)) => {
            own.sponsor == theirs.sponsor
                && own.obligation_months <= theirs.obligation_months
                && own.stipend_per_month >= theirs.stipend_per_month
        }
    };
    let seats = match (one.seats, other.seats) {
        (Some(own), Some(theirs)) => own >= theirs,
        (own, theirs) => own == theirs,
    };
    (one.mode, one.funding) == (other.mode, other.funding)
        && one.fee_per_year <= other.fee_per_year
        && (one.entry.is_always() || one.entry == other.entry)
        && months
        && bound
        && seats
}

/// Programmes of one provider that are the same in all that a route depends on.
fn duplicate_programmes(region: &Region) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut by_provider: BTreeMap<_, Vec<&Programme>> = BTreeMap::new();
    for programme in &region.programmes {
        let before = by_provider.entry(programme.provider).or_default();
        if let Some(other) = before.iter().take(COMPARED).find(|other| same_programme(other, programme)) {
            let facts = [programme.id.as_str(), &other.id];
            findings.push(Finding::at_record(Code::DuplicateProgramme, "programmes", &programme.id, "id", &facts));
        }
        before.push(programme);
    }
    findings
}

fn same_programme(one: &Programme, other: &Programme) -> bool {
    let levels = |row: &Programme| {
        row.outcomes.iter().map(|outcome| (outcome.competency, outcome.level)).collect::<BTreeSet<_>>()
    };
    let awards = |row: &Programme| row.awards.iter().copied().collect::<BTreeSet<_>>();
    let offerings = |row: &Programme| {
        row.offerings.iter().map(|offering| Offering { id: String::new(), ..offering.clone() }).collect::<Vec<_>>()
    };
    (one.kind, one.months, one.free_hours) == (other.kind, other.months, other.free_hours)
        && one.entry == other.entry
        && one.advanced_standing == other.advanced_standing
        && levels(one) == levels(other)
        && awards(one) == awards(other)
        && offerings(one) == offerings(other)
}

/// Contracts with sponsors that have no job.
fn jobless_sponsors(region: &Region) -> Vec<Finding> {
    let employers: BTreeSet<_> = region.jobs.iter().map(|job| job.employer).collect();
    let mut findings = Vec::new();
    for programme in &region.programmes {
        for offering in &programme.offerings {
            // Nothing owed is nothing to serve.
            let contract = offering.contract.filter(|own| own.obligation_months > 0);
            if let Some(own) = contract.filter(|own| !employers.contains(&own.sponsor)) {
                let sponsor = region.organizations[own.sponsor].id.as_str();
                let (code, within) = (Code::JoblessSponsor, "contract.sponsor");
                findings.push(Finding::at_offering(code, &programme.id, &offering.id, within, &[sponsor]));
            }
        }
    }
    findings
}

/// Advanced standings that save no month.
fn idle_standings(region: &Region) -> Vec<Finding> {
    let mut findings = Vec::new();
    for programme in &region.programmes {
        let standings = programme.advanced_standing.iter().enumerate();
        for (index, standing) in standings.filter(|(_, standing)| standing.months >= programme.months) {
            let (own, whole) = (standing.months.to_string(), programme.months.to_string());
            let facts = [own.as_str(), &whole];
            let within = format!("advanced_standing[{index}].months");
            findings.push(Finding::at_record(Code::IdleStanding, "programmes", &programme.id, &within, &facts));
        }
    }
    findings
}
