//! Why there is no route: the limit that is too tight, or what nobody can enter, teach or award.

use super::clause::NEVER;
use super::reach::Reach;
use super::scope::{Figures, LONGEST, Scope};
use super::strategy;
use super::trace::{Assumed, Holding, Walker};
use crate::answer::Reason;
use crate::condition::{Atom, Condition};
use crate::region::{CompetencyId, CredentialId, JobId, Level, Outcome, ProgrammeId, Region};
use crate::student::{Goal, Limits, Objective, Student};

/// Reasons that are worth telling.
const MOST_REASONS: usize = 12;

/// Says why nothing reaches the goal. `budget` bounds each search that this takes.
pub fn reasons(scope: &Scope<'_>, budget: u64) -> Vec<Reason> {
    if let (Goal::Programme(goal), Some(enrolled)) = (scope.goal, scope.student.enrolled)
        && goal == enrolled.programme
    {
        return vec![Reason::Enrolled { programme: scope.region.programmes[goal].id.clone() }];
    }
    let free = Limits::default();
    if best(scope, scope.student, &free, Objective::Months, budget).is_some() {
        return tight_limits(scope, budget);
    }
    let free = Scope { limits: &free, ..*scope };
    let walker = Walker { scope: &free, assumed: Assumed::Everything };
    let all = scope.graph.all();
    let reach = Reach::new(&walker, &all).until_end();
    let mut search = Closed { walker: &walker, held: &reach.holding, reasons: Vec::new(), seen: Vec::new() };
    search.goal();
    if !search.reasons.is_empty() {
        return search.reasons;
    }
    if let Some(owes) = scope.student.owes {
        let freed = Student { owes: None, ..scope.student.clone() };
        if best(&free, &freed, free.limits, Objective::Months, budget).is_some() {
            let sponsor = scope.region.organizations[owes.sponsor].id.clone();
            return vec![Reason::Owed { sponsor, months: owes.months }];
        }
    }
    vec![Reason::Beyond { months: LONGEST }]
}

/// The least value of one figure over all routes within these limits.
fn best(scope: &Scope<'_>, student: &Student, limits: &Limits, objective: Objective, budget: u64) -> Option<u64> {
    let objectives = [objective];
    let scope = Scope { student, limits, objectives: &objectives, ..*scope };
    let (_, found) = strategy::find(&scope, budget);
    // Only a proved least is stated.
    let points = if found.complete { found.front.points } else { Vec::new() };
    points.iter().map(|point| Figures::get(&point.figures, objective)).min()
}

/// The limits that stand in the way, each with the least value that would do where it alone does.
fn tight_limits(scope: &Scope<'_>, budget: u64) -> Vec<Reason> {
    let limits = scope.limits;
    let number = |objective: Objective, given: Option<u32>| (objective.word(), objective, given, given.is_some());
    let list = |word, given: bool| (word, Objective::Months, None, given);
    type Lift = fn(&mut Limits);
    let all: [(_, Lift); 8] = [
        (number(Objective::Months, limits.months), |limits| limits.months = None),
        (number(Objective::Fees, limits.fees), |limits| limits.fees = None),
        (number(Objective::Gap, limits.gap), |limits| limits.gap = None),
        (number(Objective::Moves, limits.moves), |limits| limits.moves = None),
        (list("places", limits.places.is_some()), |limits| limits.places = None),
        (list("modes", limits.modes.is_some()), |limits| limits.modes = None),
        (list("funding", limits.funding.is_some()), |limits| limits.funding = None),
        (list("avoid", limits.avoid != Default::default()), |limits| limits.avoid = Default::default()),
    ];
    let mut alone = Vec::new();
    let mut together = Vec::new();
    for ((word, objective, given, stands), lift) in all {
        if !stands {
            continue;
        }
        let mut lifted = limits.clone();
        lift(&mut lifted);
        let least = best(scope, scope.student, &lifted, objective, budget);
        let reasons = if least.is_some() { &mut alone } else { &mut together };
        // A list has no least value.
        let least = least.filter(|_| given.is_some());
        reasons.push(Reason::Limit { limit: word.to_string(), given: given.map(u64::from), least });
    }
    if alone.is_empty() { together } else { alone }
}

/// Follows what cannot hold from the goal back to what closes it.
struct Closed<'a> {
    walker: &'a Walker<'a>,
    /// All that can be held.
    held: &'a Holding,
    reasons: Vec<Reason>,
    seen: Vec<Entry>,
}

/// Something with an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    Job(JobId),
    Programme(ProgrammeId),
    Level(CompetencyId, Level),
    Credential(CredentialId),
}

impl Closed<'_> {
    fn region(&self) -> &Region {
        self.walker.scope.region
    }

    fn goal(&mut self) {
        let entry = match self.walker.scope.goal {
            Goal::Job(job) => Entry::Job(job),
            Goal::Programme(programme) => Entry::Programme(programme),
        };
        let mut waiting = vec![entry];
        let mut next = 0;
        while let Some(entry) = waiting.get(next).copied() {
            next += 1;
            if self.reasons.len() >= MOST_REASONS || self.seen.contains(&entry) {
                continue;
            }
            self.seen.push(entry);
            match entry {
                Entry::Job(job) => self.job(job, next == 1, &mut waiting),
                Entry::Programme(programme) => self.programme(programme, &mut waiting),
                Entry::Level(competency, level) => self.level(competency, level, &mut waiting),
                Entry::Credential(credential) => self.credential(credential, &mut waiting),
            }
        }
    }

    fn job(&mut self, id: JobId, goal: bool, waiting: &mut Vec<Entry>) {
        let job = &self.walker.scope.region.jobs[id];
        self.entry("job", &job.id, &job.entry, waiting);
        for need in job.requires.iter().filter(|need| need.essential && !goal) {
            let level = Condition::Atom(Atom::Level(need.competency, need.level));
            self.entry("job", &job.id, &level, waiting);
        }
    }

    fn programme(&mut self, id: ProgrammeId, waiting: &mut Vec<Entry>) {
        let programme = &self.walker.scope.region.programmes[id];
        self.entry("programme", &programme.id, &programme.entry, waiting);
        let closed = programme.offerings.iter().all(|offering| self.fails(&offering.entry));
        for offering in programme.offerings.iter().filter(|_| closed) {
            self.entry("programme", &programme.id, &offering.entry, waiting);
        }
    }

    fn level(&mut self, competency: CompetencyId, level: Level, waiting: &mut Vec<Entry>) {
        let region = self.walker.scope.region;
        let teaches = |outcomes: &[Outcome]| {
            outcomes.iter().any(|outcome| outcome.competency == competency && outcome.level >= level)
        };
        let before = waiting.len();
        for (id, programme) in region.programmes.entries() {
            if teaches(&programme.outcomes) {
                waiting.push(Entry::Programme(id));
            }
        }
        for (id, job) in region.jobs.entries() {
            if teaches(&job.tenure.outcomes) {
                waiting.push(Entry::Job(id));
            }
        }
        let mut taught = waiting.len() > before;
        for activity in region.activities.iter().filter(|activity| teaches(&activity.outcomes)) {
            taught = true;
            if self.fails(&activity.entry) {
                self.entry("activity", &activity.id, &activity.entry, waiting);
            } else {
                activity.hosts.programmes.iter().for_each(|id| waiting.push(Entry::Programme(*id)));
                activity.hosts.jobs.iter().for_each(|id| waiting.push(Entry::Job(*id)));
            }
        }
        if !taught {
            let competency = region.competencies[competency].id.clone();
            self.reasons.push(Reason::Untaught { competency, level });
        }
    }

    fn credential(&mut self, credential: CredentialId, waiting: &mut Vec<Entry>) {
        let region = self.walker.scope.region;
        let before = waiting.len();
        for (id, programme) in region.programmes.entries() {
            let gives = |award: &CredentialId| super::model::closure(region, *award).contains(&credential);
            if programme.awards.iter().any(gives) {
                waiting.push(Entry::Programme(id));
            }
        }
        if waiting.len() == before {
            let credential = region.credentials[credential].id.clone();
            self.reasons.push(Reason::Unawarded { credential });
        }
    }

    fn fails(&self, condition: &Condition) -> bool {
        let from = self.walker.from(condition, self.held);
        from == NEVER || from > self.walker.scope.horizon()
    }

    /// Tells each part of an entry that cannot hold, and follows what it asks for.
    fn entry(&mut self, kind: &str, id: &str, condition: &Condition, waiting: &mut Vec<Entry>) {
        if !self.fails(condition) {
            return;
        }
        if let Condition::All(parts) = condition {
            parts.iter().for_each(|part| self.entry(kind, id, part, waiting));
            return;
        }
        let clause = condition.print(self.region());
        let reason = Reason::Closed { kind: kind.to_string(), id: id.to_string(), clause };
        if !self.reasons.contains(&reason) && self.reasons.len() < MOST_REASONS {
            self.reasons.push(reason);
        }
        condition.visit(&mut |atom| match *atom {
            Atom::Level(competency, level) => waiting.push(Entry::Level(competency, level)),
            Atom::Holds(credential) => waiting.push(Entry::Credential(credential)),
            Atom::Worked(job) => waiting.push(Entry::Job(job)),
            Atom::Age(_) | Atom::Attests(_) => {}
        });
    }
}
