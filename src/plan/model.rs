//! The query compiled: the facts, stages and activities that can matter to it, as dense tables.
//!
//! Three reductions, each sound for whole fronts (they drop what every route can do without):
//! forward reachability (`reach`) drops what the student can never enter, backward relevance what leads to no
//! fact that the goal or an entry on the way asks for, and dominance what another stage does at least
//! as well. `instead` brings equals back afterwards.

use super::bits::Bits;
use super::clause::{Clause, NEVER};
use super::reach::Reach;
use super::reduce::{reduce, undominated};
use super::scope::{LONGEST, OfferingRef, Scope, intake_mask, offering, study_fee};
use super::trace::{Holding, Main, Step, Walker};
use crate::condition::{Atom, Condition};
use crate::graph::{Node, Upstream};
use crate::region::{
    ActivityId, Competency, CompetencyId, Contract, Credential, CredentialId, Job, JobId, Level, Mode, OrganizationId,
    Outcome, PlaceId, Programme, ProgrammeId, Region,
};
use crate::student::{Goal, Objective};
use crate::table::Table;

/// What a stage can be spent on: an offering, or a job.
#[derive(Clone)]
pub struct Opening {
    pub kind: Kind,
    /// The entry; of a job, with the essential requirements.
    pub entry: Clause,
    /// How long it lasts: of a job, its tenure.
    pub months: u32,
    /// Shorter ways through a programme, the shortest first.
    pub standing: Vec<(Clause, u32)>,
    pub fee_per_year: u32,
    /// The months of the year in which it can start.
    pub intake: u16,
    /// Where the stage takes the student.
    pub place: Option<PlaceId>,
    /// Outcomes and awards; of a job, its tenure and the outcomes of that.
    pub facts: Bits,
    /// Those of the facts that its entry does not ask for anyway.
    pub gives: Bits,
    pub hosts: Bits,
    pub hours: u64,
}

/// Which opening it is, and what only its kind has.
#[derive(Clone, Copy)]
pub enum Kind {
    Study {
        reference: OfferingRef,
        contract: Option<Contract>,
        /// Whether it may run alongside a job.
        beside: bool,
    },
    Job {
        job: JobId,
        employer: OrganizationId,
    },
}

impl Opening {
    /// One that starts in any month, anywhere, for nothing.
    #[inline(never)]
    fn new(kind: Kind, entry: Clause, months: u32, facts: Bits, hosts: Bits, hours: u32) -> Opening {
        Opening {
            kind,
            entry,
            months,
            standing: Vec::new(),
            fee_per_year: 0,
            intake: intake_mask(&[]),
            place: None,
            gives: facts.clone(),
            facts,
            hosts,
            hours: hours.into(),
        }
    }

    /// Whether it may run alongside a job.
    pub fn beside(&self) -> bool {
        matches!(self.kind, Kind::Study { beside: true, .. })
    }

    /// Who employs; `None` where it is no job.
    pub fn employer(&self) -> Option<OrganizationId> {
        match self.kind {
            Kind::Study { .. } => None,
            Kind::Job { employer, .. } => Some(employer),
        }
    }

    /// The contract that an offering comes with.
    pub fn contract(&self) -> Option<Contract> {
        match self.kind {
            Kind::Study { contract, .. } => contract,
            Kind::Job { .. } => None,
        }
    }

    /// What its entry and its shorter ways ask for.
    pub fn clauses(&self) -> impl Iterator<Item = &Clause> {
        [&self.entry].into_iter().chain(self.standing.iter().map(|(when, _)| when))
    }

    /// The least months that it can last.
    pub fn shortest(&self) -> u32 {
        self.standing.first().map_or(self.months, |(_, months)| (*months).min(self.months))
    }

    /// What each way through it asks for beside its entry, and its months: the shortest first, the whole last.
    pub fn ways(&self) -> impl Iterator<Item = (&Clause, u32)> {
        let shorter = self.standing.iter().map(|(when, months)| (when, *months));
        shorter.chain([(&Clause::ALWAYS, self.months)])
    }

    /// The way that is open to those who hold these facts, by its position.
    pub fn way(&self, facts: &Bits) -> usize {
        self.standing.iter().position(|(when, _)| when.from(facts) == 0).unwrap_or(self.standing.len())
    }

    /// When it ends and what it costs, started in a month with these facts.
    pub fn run(&self, start: u32, facts: &Bits) -> (u32, u64) {
        let months = self.standing.get(self.way(facts)).map_or(self.months, |(_, months)| *months);
        (start.saturating_add(months), study_fee(self.fee_per_year, months))
    }
}

/// An activity.
#[derive(Clone)]
pub struct Lesson {
    pub activity: ActivityId,
    pub hours: u64,
    pub fee: u64,
    pub entry: Clause,
    /// The facts that the entry mentions.
    pub asks: Bits,
    pub facts: Bits,
    /// Those of the facts that its entry does not ask for anyway.
    pub gives: Bits,
}

/// The enrolled stage.
#[derive(Clone)]
pub struct Enrolment {
    pub programme: ProgrammeId,
    pub until: u32,
    pub facts: Bits,
    pub hosts: Bits,
    pub hours: u64,
}

/// What it takes to reach the goal.
#[derive(Clone, Default)]
pub struct Target {
    /// An entry and the months of the year in which one can start: one where the goal is a job, one for each
    /// offering where it is a programme, none where nothing reaches it.
    pub ways: Vec<(Clause, u16)>,
    /// Where the goal is a job, who employs and where.
    pub post: Option<(OrganizationId, Option<PlaceId>)>,
}

/// A query compiled.
#[derive(Clone)]
pub struct Model {
    /// How many facts there are.
    pub facts: usize,
    /// The month of the year of `now`, 1 to 12.
    pub of_year: u32,
    pub enrolment: Option<Enrolment>,
    /// Offerings, then jobs, then those that only lend hours.
    pub openings: Vec<Opening>,
    pub lessons: Vec<Lesson>,
    pub target: Target,
    /// What a fact takes off the gap.
    pub weights: Vec<u32>,
    /// The gap with none of the facts.
    pub gap: u32,
    /// Whether it matters how much of the gap is closed.
    pub closes_gap: bool,
    /// Whom the student owes service from the start.
    pub sponsors: Vec<OrganizationId>,
    /// Whether openings that only lend hours are eased, so that a front is a bound.
    pub eases: bool,
}

/// A credential with all that it implies.
pub fn closure(region: &Region, credential: CredentialId) -> Vec<CredentialId> {
    let mut all = vec![credential];
    let mut next = 0;
    while let Some(credential) = all.get(next).copied() {
        next += 1;
        for implied in &region.credentials[credential].implies {
            if !all.contains(implied) {
                all.push(*implied);
            }
        }
    }
    all
}

/// Numbers the relevant facts and compiles conditions to them.
struct Numbering<'a> {
    walker: &'a Walker<'a>,
    start: &'a Holding,
    levels: Table<CompetencyId, Vec<(Level, u32)>>,
    credentials: Table<CredentialId, Option<u32>>,
    worked: Table<JobId, Option<u32>>,
    len: usize,
}

impl<'a> Numbering<'a> {
    /// Numbers the facts that these conditions mention, that are not held at the start, and can be later.
    fn new(
        walker: &'a Walker<'a>,
        start: &'a Holding,
        reach: &Holding,
        conditions: &[&Condition],
        goal: &[Atom],
    ) -> Numbering<'a> {
        let region = walker.scope.region;
        let mut levels: Table<CompetencyId, u16> =
            Table::filled(Table::<CompetencyId, Competency>::len(&region.competencies), 0);
        let mut credentials: Table<CredentialId, bool> =
            Table::filled(Table::<CredentialId, Credential>::len(&region.credentials), false);
        let mut worked: Table<JobId, bool> = Table::filled(Table::<JobId, Job>::len(&region.jobs), false);
        let mut mention = |atom: &Atom| {
            match *atom {
                Atom::Level(competency, level) => {
                    if start.levels[competency] < level && reach.levels[competency] >= level {
                        levels[competency] |= 1 << level;
                    }
                }
                Atom::Holds(credential) => {
                    credentials[credential] |= !start.credential(credential) && reach.credential(credential);
                }
                Atom::Worked(job) => worked[job] |= !start.has_worked(job) && reach.has_worked(job),
                Atom::Age(_) | Atom::Attests(_) => {}
            };
        };
        conditions.iter().for_each(|condition| condition.visit(&mut mention));
        goal.iter().for_each(&mut mention);
        let mut len = 0;
        let mut next = || {
            len += 1;
            len as u32 - 1
        };
        let mut numbered = Vec::new();
        for mask in &levels {
            let mut of_levels = Vec::new();
            for level in 1..16 {
                if mask >> level & 1 == 1 {
                    of_levels.push((level as Level, next()));
                }
            }
            numbered.push(of_levels);
        }
        let mut each = |seen: &[bool]| seen.iter().map(|seen| seen.then(&mut next)).collect();
        let credentials = Table::new(each(&credentials.into_rows()));
        let worked = Table::new(each(&worked.into_rows()));
        Numbering { walker, start, levels: Table::new(numbered), credentials, worked, len }
    }

    fn clause(&self, condition: &Condition) -> Clause {
        let each = |parts: &[Condition]| parts.iter().map(|part| self.clause(part)).collect();
        match condition {
            Condition::All(parts) => Clause::all(each(parts)),
            Condition::Any(parts) => Clause::any(each(parts)),
            Condition::Count(count, parts) => Clause::count(*count, each(parts)),
            Condition::Atom(atom) => {
                let from = self.walker.from(condition, self.start);
                let fact = match atom {
                    _ if from < NEVER => None,
                    Atom::Level(competency, level) => self.level(*competency, *level),
                    Atom::Holds(credential) => self.credentials[*credential],
                    Atom::Worked(job) => self.worked[*job],
                    Atom::Age(_) | Atom::Attests(_) => None,
                };
                match fact {
                    Some(fact) => Clause::Fact(fact),
                    None if from > LONGEST => Clause::From(NEVER),
                    None => Clause::From(from),
                }
            }
        }
    }

    fn level(&self, competency: CompetencyId, level: Level) -> Option<u32> {
        self.levels[competency].iter().find(|(numbered, _)| *numbered == level).map(|(_, fact)| *fact)
    }

    fn outcomes(&self, outcomes: &[Outcome], facts: &mut Bits) {
        for outcome in outcomes {
            for (level, fact) in &self.levels[outcome.competency] {
                if *level <= outcome.level {
                    facts.insert(*fact as usize);
                }
            }
        }
    }

    fn programme(&self, programme: &Programme) -> Bits {
        let mut facts = Bits::new(self.len);
        self.outcomes(&programme.outcomes, &mut facts);
        for credential in &programme.awards {
            for held in closure(self.walker.scope.region, *credential) {
                if let Some(fact) = self.credentials[held] {
                    facts.insert(fact as usize);
                }
            }
        }
        facts
    }
}

impl Model {
    /// Compiles a query, with all that can be reached.
    pub fn new(reach: &Reach<'_>, eases: bool) -> Model {
        let Reach { walker, among, .. } = *reach;
        let scope = walker.scope;
        let region = scope.region;
        let student = scope.student;
        let start = Holding::of(region, student);
        let moves = scope.minds(Objective::Moves);
        // What the goal asks for, and then what anything on the way does.
        let (mut conditions, mut levels) = goal_conditions(scope);
        for id in among.programmes.iter().copied() {
            if reach.has(Node::Programme(id)) {
                let programme = &region.programmes[id];
                conditions.push(&programme.entry);
                programme.advanced_standing.iter().for_each(|shorter| conditions.push(&shorter.when));
            }
        }
        let offerings = reach.offerings();
        for reference in &offerings {
            if let Some(offering) = offering(region, *reference) {
                conditions.push(&offering.entry);
            }
        }
        let mut jobs: Vec<(JobId, &Job)> = Vec::new();
        for id in among.jobs.iter().copied() {
            if reach.has(Node::Job(id)) {
                let job = &region.jobs[id];
                jobs.push((id, job));
                conditions.push(&job.entry);
                for need in &job.requires {
                    if need.essential {
                        levels.push(Atom::Level(need.competency, need.level));
                    }
                }
            }
        }
        let mut ids: Vec<ActivityId> = Vec::new();
        for id in among.activities.iter().copied() {
            if reach.has(Node::Activity(id)) {
                ids.push(id);
                conditions.push(&region.activities[id].entry);
            }
        }
        let numbering = Numbering::new(walker, &start, &reach.holding, &conditions, &levels);

        let mut lessons = Vec::new();
        for id in ids.iter().copied() {
            let activity = &region.activities[id];
            let mut facts = Bits::new(numbering.len);
            numbering.outcomes(&activity.outcomes, &mut facts);
            let entry = numbering.clause(&activity.entry);
            let mut asks = Bits::new(numbering.len);
            entry.mention(&mut asks);
            lessons.push(Lesson {
                activity: id,
                hours: u64::from(activity.hours),
                fee: if scope.minds(Objective::Fees) { u64::from(activity.fee) } else { 0 },
                entry,
                asks,
                gives: facts.clone(),
                facts,
            });
        }
        let hosts = |main: Main| {
            let mut hosts = Bits::new(ids.len());
            for (lesson, id) in ids.iter().enumerate() {
                if main.hosts(region, *id) {
                    hosts.insert(lesson);
                }
            }
            hosts
        };

        let mut openings = Vec::new();
        for reference in offerings {
            let Some(offering) = offering(region, reference) else { continue };
            let programme = &region.programmes[reference.0];
            let mut standing: Vec<(Clause, u32)> = Vec::new();
            for shorter in &programme.advanced_standing {
                let when = numbering.clause(&shorter.when);
                if shorter.months < programme.months && when != Clause::From(NEVER) {
                    standing.push((when, shorter.months));
                }
            }
            crate::sort::sort_by_key(&mut standing, |(_, months)| *months);
            let opening = Opening::new(
                Kind::Study { reference, contract: offering.contract, beside: offering.mode != Mode::FullTime },
                Clause::all(vec![numbering.clause(&programme.entry), numbering.clause(&offering.entry)]),
                programme.months,
                numbering.programme(programme),
                hosts(Main::Study(reference)),
                programme.free_hours,
            );
            openings.push(Opening {
                standing,
                fee_per_year: if scope.minds(Objective::Fees) { offering.fee_per_year } else { 0 },
                intake: intake_mask(&offering.intake),
                place: region.programme_place(reference.0).filter(|_| offering.mode != Mode::Distance),
                ..opening
            });
        }
        for (id, job) in jobs {
            let mut facts = Bits::new(numbering.len);
            numbering.outcomes(&job.tenure.outcomes, &mut facts);
            if let Some(fact) = numbering.worked[id] {
                facts.insert(fact as usize);
            }
            let mut parts = vec![numbering.clause(&job.entry)];
            for need in &job.requires {
                if need.essential {
                    parts.push(numbering.clause(&Condition::Atom(Atom::Level(need.competency, need.level))));
                }
            }
            let opening = Opening::new(
                Kind::Job { job: id, employer: job.employer },
                Clause::all(parts),
                job.tenure.months,
                facts,
                hosts(Main::Work(id, None)),
                job.free_hours,
            );
            openings.push(Opening { place: region.job_place(id), ..opening });
        }
        let nothing = Bits::new(numbering.len);
        for (kind, [months, fee_per_year, hours]) in lenders(scope, among) {
            let opening = Opening::new(kind, Clause::ALWAYS, months, nothing.clone(), Bits::new(ids.len()), !hours);
            openings.push(Opening { fee_per_year, ..opening });
        }
        let enrolment = student.enrolled.map(|enrolled| {
            let programme = &region.programmes[enrolled.programme];
            let until = enrolled.until.since(student.now);
            let months = programme.months.max(1);
            Enrolment {
                programme: enrolled.programme,
                until,
                facts: numbering.programme(programme),
                hosts: hosts(Main::Enrolled(enrolled.programme)),
                hours: u64::from(programme.free_hours) * u64::from(until.min(months)) / u64::from(months),
            }
        });

        let mut weights = vec![0; numbering.len];
        let mut gap = 0;
        let target = match scope.goal {
            Goal::Job(id) if scope.admits_job(id) => {
                let job = &region.jobs[id];
                for need in &job.requires {
                    gap += need.weight() * u32::from(need.level.saturating_sub(start.levels[need.competency]));
                    for (level, fact) in &numbering.levels[need.competency] {
                        if let Some(weight) = weights.get_mut(*fact as usize)
                            && *level <= need.level
                            && scope.minds(Objective::Gap)
                        {
                            *weight = need.weight();
                        }
                    }
                }
                Target {
                    ways: vec![(numbering.clause(&job.entry), intake_mask(&[]))],
                    post: Some((job.employer, region.job_place(id))),
                }
            }
            Goal::Programme(id) if student.enrolled.is_none_or(|enrolled| enrolled.programme != id) => {
                let programme = &region.programmes[id];
                let entry = numbering.clause(&programme.entry);
                let mut ways = Vec::new();
                for (position, offering) in programme.offerings.iter().enumerate() {
                    let entry = Clause::all(vec![entry.clone(), numbering.clause(&offering.entry)]);
                    if scope.admits_offering((id, position as u16)) && entry != Clause::From(NEVER) {
                        ways.push((entry, intake_mask(&offering.intake)));
                    }
                }
                Target { ways, post: None }
            }
            _ => Target::default(),
        };
        let len = numbering.len;
        let mut model = Model {
            facts: len,
            of_year: student.now.of_year(),
            enrolment,
            openings,
            lessons,
            target,
            weights,
            gap,
            closes_gap: scope.minds(Objective::Gap),
            sponsors: student.owes.iter().map(|owes| owes.sponsor).collect(),
            eases,
        };
        reduce(&mut model, moves);
        model
    }

    /// The same query with these openings alone, and without what nobody needs then.
    pub fn narrowed(&self, kept: &[bool], moves: bool) -> Model {
        let mut model = self.clone();
        let mut kept = kept.iter();
        model.openings.retain(|_| kept.next() == Some(&true));
        reduce(&mut model, moves);
        model
    }

    /// The same query where the gap does not matter.
    pub fn without_gap(&self) -> Model {
        Model { closes_gap: false, ..self.clone() }
    }

    /// The same query with the openings of a route alone.
    pub fn with_route(&self, steps: &[Step]) -> Model {
        let mut model = self.clone();
        model.openings.retain(|opening| {
            steps.iter().any(|step| match (opening.kind, step.main) {
                (Kind::Study { reference, .. }, Main::Study(taken) | Main::Work(_, Some(taken))) => reference == taken,
                (Kind::Job { job, .. }, Main::Work(taken, _)) => job == taken,
                _ => false,
            })
        });
        model
    }

    /// Shows all that is asked for somewhere.
    pub fn visit(&self, mut each: impl FnMut(&Clause)) {
        for opening in &self.openings {
            each(&opening.entry);
            opening.standing.iter().for_each(|(when, _)| each(when));
        }
        self.lessons.iter().for_each(|lesson| each(&lesson.entry));
        self.target.ways.iter().for_each(|(entry, _)| each(entry));
    }

    /// What every fee is a multiple of; at least 1.
    pub fn fee_unit(&self) -> u64 {
        let mut unit = 0;
        self.openings.iter().for_each(|opening| unit = common_divisor(unit, opening.fee_per_year.into()));
        self.lessons.iter().for_each(|lesson| unit = common_divisor(unit, lesson.fee));
        unit.max(1)
    }

    /// The facts that close some of the gap.
    pub fn gap_facts(&self) -> Bits {
        let mut facts = Bits::new(self.facts);
        for (fact, weight) in self.weights.iter().enumerate() {
            if *weight > 0 {
                facts.insert(fact);
            }
        }
        facts
    }

    /// The facts that the goal itself asks for.
    pub fn goal_facts(&self) -> Bits {
        let mut facts = if self.closes_gap { self.gap_facts() } else { Bits::new(self.facts) };
        self.target.ways.iter().for_each(|(entry, _)| entry.mention(&mut facts));
        facts
    }

    /// The gap that remains with these facts.
    pub fn gap_with(&self, facts: &Bits) -> u32 {
        let closed: u32 = facts.iter().filter_map(|fact| self.weights.get(fact)).sum();
        self.gap.saturating_sub(closed)
    }
}

/// Of the openings that can only lend hours, since nothing that they give leads to the goal, those that no other one is
/// better than, eased: for each its months, its fee and, the other way round, its hours.
fn lenders(scope: &Scope<'_>, among: &Upstream) -> Vec<(Kind, [u32; 3])> {
    let region = scope.region;
    let mut lenders = Vec::new();
    for (id, programme) in region.programmes.entries() {
        let mut months = programme.months;
        programme.advanced_standing.iter().for_each(|shorter| months = months.min(shorter.months));
        for (position, offering) in programme.offerings.iter().enumerate() {
            let reference = (id, position as u16);
            let lends = offering.mode != Mode::FullTime && among.programmes.binary_search(&id).is_err();
            if lends && scope.stage_offering(reference) {
                let fee = if scope.minds(Objective::Fees) { offering.fee_per_year } else { 0 };
                let kind = Kind::Study { reference, contract: None, beside: true };
                lenders.push((kind, [months, fee, !programme.free_hours]));
            }
        }
    }
    for (job, profile) in region.jobs.entries() {
        if among.jobs.binary_search(&job).is_err() && scope.stage_job(job) {
            let kind = Kind::Job { job, employer: profile.employer };
            lenders.push((kind, [profile.tenure.months, 0, !profile.free_hours]));
        }
    }
    let studies = |(kind, _): &(Kind, [u32; 3])| matches!(kind, Kind::Study { .. });
    undominated(lenders, &|one: &(Kind, [u32; 3]), other: &(Kind, [u32; 3])| {
        let ([months, fee, hours], [other_months, other_fee, other_hours]) = (one.1, other.1);
        studies(one) == studies(other) && months <= other_months && fee <= other_fee && hours <= other_hours
    })
}

/// The goal's own conditions, and the levels that its gap counts where the gap matters.
fn goal_conditions<'a>(scope: &Scope<'a>) -> (Vec<&'a Condition>, Vec<Atom>) {
    let region = scope.region;
    match scope.goal {
        Goal::Job(job) => {
            let job = &region.jobs[job];
            let mut levels = Vec::new();
            if scope.minds(Objective::Gap) {
                for need in &job.requires {
                    (1..=need.level).for_each(|level| levels.push(Atom::Level(need.competency, level)));
                }
            }
            (vec![&job.entry], levels)
        }
        Goal::Programme(programme) => {
            let programme = &region.programmes[programme];
            let mut conditions = vec![&programme.entry];
            programme.offerings.iter().for_each(|offering| conditions.push(&offering.entry));
            (conditions, Vec::new())
        }
    }
}

/// The greatest common divisor, by Euclid; that of 0 and a number is the number.
fn common_divisor(one: u64, other: u64) -> u64 {
    if other == 0 { one } else { common_divisor(other, one % other) }
}
