//! The rules of design section 5: what a sequence of stages does to a student's state, and when.

use crate::condition::{Atom, Condition};
use crate::month::Month;
use crate::region::{
    Activity, ActivityId, CompetencyId, CredentialId, FactId, JobId, Level, Mode, Offering, OrganizationId, Outcome,
    PlaceId, Programme, ProgrammeId, Region, Requirement,
};
use crate::route::Broken;
use crate::student::{Goal, Objective, Student};
use crate::table::Table;

/// The longest route, in months (design 5).
pub const LONGEST: u32 = 600;

/// A programme and the position of one of its offerings, as in [`crate::student::Avoid::offerings`].
pub type Choice = (ProgrammeId, u16);

/// A stage without its dates: what is decided, not what follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub stage: Taken,
    /// In the order in which they are taken.
    pub activities: Vec<ActivityId>,
}

/// What a stage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The rest of the programme in which the student is enrolled (design 5.1).
    Enrolled(ProgrammeId),
    /// A programme by one offering (design 5.2).
    Programme(Choice),
    /// A tenure, perhaps with an offering alongside (design 5.3).
    Job { job: JobId, alongside: Option<Choice> },
}

/// What is taken for granted of the things that the student has not stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assumes {
    /// Every age and every fact that is not given.
    Everything,
    /// These facts, every age up to this one, and nothing else.
    Only { age: Option<u32>, facts: Vec<FactId> },
}

/// What follows from a sequence of stages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// One for each step.
    pub stages: Vec<Timed>,
    /// The month in which the goal is reached.
    pub reached: Month,
    pub figures: Figures,
    /// What the goal job requires and is not held; empty for a programme.
    pub missing: Vec<Missing>,
    /// Stages whose programme or job was a stage before.
    pub repeats: u32,
}

/// When a stage runs and what its programme costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timed {
    pub start: Month,
    /// Of a job, the month in which the next stage or the goal starts.
    pub end: Month,
    /// The programme's own, without the activities'; 0 for a job.
    pub fee: u64,
    pub alongside: Option<Course>,
}

/// When a programme runs and what it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    pub start: Month,
    pub end: Month,
    pub fee: u64,
}

/// A requirement of the goal job that is not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    pub requirement: Requirement,
    /// Below the required level.
    pub held: Level,
    /// The student listed the competency.
    pub known: bool,
}

/// The numbers of a route (end of design 5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub months: u32,
    pub fees: u64,
    pub gap: u32,
    pub readiness: u32,
    pub effort: u64,
    pub moves: u32,
    pub earned: u64,
}

impl Figures {
    /// The value of one objective.
    pub fn value(&self, objective: Objective) -> u64 {
        match objective {
            Objective::Months => u64::from(self.months),
            Objective::Fees => self.fees,
            Objective::Gap => u64::from(self.gap),
            Objective::Effort => self.effort,
            Objective::Moves => u64::from(self.moves),
        }
    }

    /// The values of these objectives, in their order.
    pub fn vector(&self, objectives: &[Objective]) -> Vec<u64> {
        objectives.iter().map(|objective| self.value(*objective)).collect()
    }
}

/// Takes the stages in order and then the goal, each as early as the rules let it: what comes of it, or
/// the rule that one of them breaks. A goal programme is reached by the offering that starts first.
pub fn replay(
    region: &Region,
    student: &Student,
    goal: Goal,
    steps: &[Step],
    assumes: &Assumes,
) -> Result<Replay, Broken> {
    replay_to(region, student, goal, steps, assumes, |starts| starts.iter().map(|it| it.1).min())
}

/// [`replay`] with a choice among a goal programme's offerings, by position, and the month in which each of
/// them that can start could first do so.
pub(super) fn replay_to(
    region: &Region,
    student: &Student,
    goal: Goal,
    steps: &[Step],
    assumes: &Assumes,
    choose: impl Fn(&[(u16, Month)]) -> Option<Month>,
) -> Result<Replay, Broken> {
    let mut walk = Walk::new(region, student, assumes);
    // 5.1: the enrolled stage comes first and cannot be skipped.
    if let Some(enrolled) = student.enrolled {
        match steps.first().map(|step| step.stage) {
            Some(Taken::Enrolled(programme)) if programme == enrolled.programme => {}
            _ => return Err(broken(Some(0), "enrolled", "the programme in which the student is comes first".into())),
        }
    }
    for (index, step) in steps.iter().enumerate() {
        walk.stage = Some(index);
        // 5.7: the goal is never one of the stages.
        let meets_goal = match (step.stage, goal) {
            (Taken::Enrolled(programme) | Taken::Programme((programme, _)), Goal::Programme(goal)) => programme == goal,
            (Taken::Job { alongside: Some((programme, _)), .. }, Goal::Programme(goal)) => programme == goal,
            (Taken::Job { job, .. }, Goal::Job(goal)) => job == goal,
            _ => false,
        };
        if meets_goal {
            return Err(walk.breaks("goal", "the goal is one of the stages".into()));
        }
        let timed = match step.stage {
            Taken::Enrolled(programme) => walk.enrolled(programme, &step.activities)?,
            Taken::Programme(choice) => walk.programme(choice, &step.activities)?,
            Taken::Job { job, alongside } => walk.job(job, alongside, &step.activities)?,
        };
        walk.stages.push(timed);
    }
    walk.stage = None;
    let reached = walk.goal(goal, choose)?;
    Ok(walk.finish(goal, steps, reached))
}

/// A broken rule.
pub(super) fn broken(stage: Option<usize>, rule: &'static str, detail: String) -> Broken {
    Broken { stage, rule, detail }
}

/// What the student knows, holds and has done. It only grows.
#[derive(Clone)]
struct Attained {
    levels: Table<CompetencyId, Level>,
    held: Table<CredentialId, bool>,
    worked: Table<JobId, bool>,
}

impl Attained {
    fn raise(&mut self, outcomes: &[Outcome]) {
        for outcome in outcomes {
            let level = &mut self.levels[outcome.competency];
            *level = outcome.level.max(*level);
        }
    }

    /// Credentials are closed under `implies`.
    fn award(&mut self, region: &Region, credentials: &[CredentialId]) {
        for &credential in credentials {
            if !self.held[credential] {
                self.held[credential] = true;
                self.award(region, &region.credentials[credential].implies);
            }
        }
    }
}

/// What is owed to a sponsor (design 5.5).
#[derive(Clone, Copy)]
enum Obligation {
    None,
    /// Service has not begun.
    Owed {
        sponsor: OrganizationId,
        months: u32,
    },
    /// Service lasts until this month.
    Serving {
        sponsor: OrganizationId,
        until: Month,
    },
}

/// A student on the way.
struct Walk<'a> {
    region: &'a Region,
    student: &'a Student,
    assumes: &'a Assumes,
    /// The stage being taken; `None` at the goal.
    stage: Option<usize>,
    clock: Month,
    place: Option<PlaceId>,
    attained: Attained,
    obligation: Obligation,
    stages: Vec<Timed>,
    fees: u64,
    effort: u64,
    moves: u32,
    stipends: u64,
}

impl<'a> Walk<'a> {
    /// Where the student stands (design 5.1).
    fn new(region: &'a Region, student: &'a Student, assumes: &'a Assumes) -> Walk<'a> {
        let mut attained = Attained {
            levels: Table::filled(region.competencies.len(), 0),
            held: Table::filled(region.credentials.len(), false),
            worked: Table::filled(region.jobs.len(), false),
        };
        for &(competency, level) in &student.competencies {
            attained.levels[competency] = level;
        }
        attained.award(region, &student.credentials);
        for &job in &student.worked {
            attained.worked[job] = true;
        }
        let mut walk = Walk {
            region,
            student,
            assumes,
            stage: None,
            clock: student.now,
            place: student.home,
            attained,
            obligation: Obligation::None,
            stages: Vec::new(),
            fees: 0,
            effort: 0,
            moves: 0,
            stipends: 0,
        };
        if student.enrolled.is_none() {
            walk.owe_from_the_start();
        }
        walk
    }

    fn breaks(&self, rule: &'static str, detail: String) -> Broken {
        broken(self.stage, rule, detail)
    }

    /// `owes` of the student, from the start or after the enrolled stage (design 5.5).
    fn owe_from_the_start(&mut self) {
        if let Some(owes) = self.student.owes {
            self.owe(owes.sponsor, owes.months);
        }
    }

    /// Months become owed to a sponsor; zero months are no obligation (design 5.5).
    fn owe(&mut self, sponsor: OrganizationId, months: u32) {
        let before = match self.obligation {
            Obligation::Owed { months, .. } => months,
            _ => 0,
        };
        let months = months.saturating_add(before);
        self.obligation = if months > 0 { Obligation::Owed { sponsor, months } } else { Obligation::None };
    }

    /// The month from which rules 2, 3 and 7 look for a start (design 5.5): `employer` of a job,
    /// `sponsor` of a programme stage's contract.
    fn earliest(&self, employer: Option<OrganizationId>, contract: Option<OrganizationId>) -> Result<Month, Broken> {
        match self.obligation {
            Obligation::None => Ok(self.clock),
            Obligation::Owed { sponsor, .. } if employer == Some(sponsor) || contract == Some(sponsor) => {
                Ok(self.clock)
            }
            Obligation::Owed { sponsor, months } => {
                let sponsor = &self.region.organizations[sponsor].id;
                Err(self.breaks("obligation", format!("{months} months are owed to {sponsor}")))
            }
            Obligation::Serving { sponsor, .. } if employer == Some(sponsor) => Ok(self.clock),
            Obligation::Serving { until, .. } => Ok(self.clock.max(until)),
        }
    }

    /// The first month ≥ `from`, in `intake`, in which all entries hold (design 5.2). What is attained does
    /// not change by waiting: only ages do.
    fn start(&self, from: Month, intake: &[u8], entries: &[&Condition], what: &str) -> Result<Month, Broken> {
        if !entries.iter().all(|entry| self.holds(entry, &self.attained, None)) {
            return Err(self.breaks("entry", format!("the entry of {what} does not hold, however long one waits")));
        }
        let last = self.student.now.plus(LONGEST);
        let mut month = from;
        while month <= last {
            let open = intake.is_empty() || intake.iter().any(|&of_year| u32::from(of_year) == month.of_year());
            if open && entries.iter().all(|entry| self.holds(entry, &self.attained, Some(month))) {
                return Ok(month);
            }
            month = month.plus(1);
        }
        Err(self.breaks("length", format!("{what} cannot start within {LONGEST} months")))
    }

    /// Whether a condition holds with what is attained, in a month or (`None`) after any wait.
    fn holds(&self, condition: &Condition, attained: &Attained, month: Option<Month>) -> bool {
        let part = |part: &&Condition| self.holds(part, attained, month);
        match condition {
            Condition::All(parts) => parts.iter().all(|it| part(&it)),
            Condition::Any(parts) => parts.iter().any(|it| part(&it)),
            Condition::Count(least, parts) => parts.iter().filter(part).count() as u64 >= u64::from(*least),
            Condition::Atom(atom) => match *atom {
                Atom::Level(competency, level) => attained.levels[competency] >= level,
                Atom::Holds(credential) => attained.held[credential],
                Atom::Worked(job) => attained.worked[job],
                Atom::Age(years) => self.is_aged(years, month),
                Atom::Attests(fact) => self.attests(fact),
            },
        }
    }

    /// `age(n)` holds from the month `born` + 12 × n on (design 3); not given, it is assumed (design 4).
    fn is_aged(&self, years: u32, month: Option<Month>) -> bool {
        match (self.student.born, month) {
            (Some(born), Some(month)) => i64::from(born.count()) + 12 * i64::from(years) <= i64::from(month.count()),
            (Some(_), None) => true,
            (None, _) => match self.assumes {
                Assumes::Everything => true,
                Assumes::Only { age, .. } => age.is_some_and(|age| years <= age),
            },
        }
    }

    /// A fact as stated; not given, it is assumed, and one stated false does not hold (design 4).
    fn attests(&self, fact: FactId) -> bool {
        match self.student.attests.iter().find(|stated| stated.0 == fact) {
            Some(&(_, value)) => value,
            None => match self.assumes {
                Assumes::Everything => true,
                Assumes::Only { facts, .. } => facts.contains(&fact),
            },
        }
    }

    /// The rest of the programme in which the student is (design 5.1).
    fn enrolled(&mut self, programme: ProgrammeId, activities: &[ActivityId]) -> Result<Timed, Broken> {
        let until = match self.student.enrolled {
            Some(enrolled) if self.stage == Some(0) && enrolled.programme == programme => enrolled.until,
            _ => return Err(self.breaks("enrolled", "the student is not in this programme".into())),
        };
        let row = &self.region.programmes[programme];
        let left = until.since(self.student.now).min(row.months);
        let hours = u64::from(row.free_hours) * u64::from(left) / u64::from(row.months.max(1));
        let mut after = self.activities(activities, hours, |it| self.region.programme_hosts(programme, it))?;
        self.complete(&mut after, row);
        self.attained = after;
        let start = self.clock;
        self.advance(until)?;
        self.owe_from_the_start();
        Ok(Timed { start, end: until, fee: 0, alongside: None })
    }

    /// A programme by one offering (design 5.2).
    fn programme(&mut self, choice: Choice, activities: &[ActivityId]) -> Result<Timed, Broken> {
        let (programme, offering) = self.choice(choice)?;
        let from = self.earliest(None, offering.contract.map(|contract| contract.sponsor))?;
        let course = self.course(programme, offering, from)?;
        let hours = u64::from(programme.free_hours);
        let mut after = self.activities(activities, hours, |it| self.region.programme_hosts(choice.0, it))?;
        self.complete(&mut after, programme);
        self.attained = after;
        self.pay(offering, course);
        self.advance(course.end)?;
        if let Some(contract) = offering.contract {
            self.owe(contract.sponsor, contract.obligation_months);
        }
        if offering.mode != Mode::Distance {
            self.arrive(self.region.programme_place(choice.0));
        }
        Ok(Timed { start: course.start, end: course.end, fee: course.fee, alongside: None })
    }

    /// A tenure on a job, perhaps with an offering alongside (design 5.3).
    fn job(&mut self, id: JobId, choice: Option<Choice>, activities: &[ActivityId]) -> Result<Timed, Broken> {
        let job = &self.region.jobs[id];
        if let Some(lacking) = job.requires.iter().find(|it| it.essential && !self.meets(it)) {
            let (competency, level) = (&self.region.competencies[lacking.competency].id, lacking.level);
            return Err(self.breaks("essential", format!("{} requires {competency} >= {level}", job.id)));
        }
        let start = self.start(self.earliest(Some(job.employer), None)?, &[], &[&job.entry], &job.id)?;
        // The first job at the sponsor starts the service (5.5).
        if let Obligation::Owed { sponsor, months } = self.obligation {
            self.obligation = Obligation::Serving { sponsor, until: start.plus(months) };
        }
        let alongside = match choice {
            Some(choice) => {
                let (programme, offering) = self.choice(choice)?;
                if offering.mode == Mode::FullTime {
                    return Err(self.breaks("mode", format!("{} is full-time", programme.id)));
                }
                if offering.contract.is_some_and(|contract| contract.sponsor != job.employer) {
                    return Err(self.breaks("contract", format!("the sponsor of {} is not the employer", programme.id)));
                }
                Some((choice.0, programme, offering, self.course(programme, offering, start)?))
            }
            None => None,
        };
        let mut hours = u64::from(job.free_hours);
        if let Some((_, programme, ..)) = alongside {
            hours += u64::from(programme.free_hours);
        }
        let mut after = self.activities(activities, hours, |it| {
            self.region.job_hosts(id, it) || alongside.is_some_and(|(id, ..)| self.region.programme_hosts(id, it))
        })?;
        after.raise(&job.tenure.outcomes);
        after.worked[id] = true;
        let mut clock = start.plus(job.tenure.months);
        if let Some((_, programme, offering, course)) = alongside {
            self.complete(&mut after, programme);
            self.pay(offering, course);
            clock = clock.max(course.end);
        }
        self.attained = after;
        self.advance(clock)?;
        // A contract alongside follows what is still owed (5.5).
        if let Some(contract) = alongside.and_then(|(_, _, offering, _)| offering.contract)
            && contract.obligation_months > 0
        {
            let before = match self.obligation {
                Obligation::Serving { until, .. } => until.max(clock),
                _ => clock,
            };
            let until = before.plus(contract.obligation_months);
            self.obligation = Obligation::Serving { sponsor: contract.sponsor, until };
        }
        self.arrive(self.region.job_place(id));
        // The end follows from the next start.
        Ok(Timed { start, end: clock, fee: 0, alongside: alongside.map(|(.., course)| course) })
    }

    /// The rows that a choice names.
    fn choice(&self, (programme, offering): Choice) -> Result<(&'a Programme, &'a Offering), Broken> {
        let row = &self.region.programmes[programme];
        match row.offerings.get(usize::from(offering)) {
            Some(offering) => Ok((row, offering)),
            None => Err(self.breaks("unknown", format!("{} has no offering {offering}", row.id))),
        }
    }

    /// When an offering starts, how long it lasts and what it costs (design 5.2).
    fn course(&self, programme: &Programme, offering: &Offering, from: Month) -> Result<Course, Broken> {
        let start = self.start(from, &offering.intake, &[&programme.entry, &offering.entry], &programme.id)?;
        let months = programme
            .advanced_standing
            .iter()
            .filter(|standing| self.holds(&standing.when, &self.attained, Some(start)))
            .map(|standing| standing.months)
            .fold(programme.months, u32::min);
        let fee = u64::from(offering.fee_per_year) * u64::from(months.div_ceil(12));
        Ok(Course { start, end: start.plus(months), fee })
    }

    /// What is attained by a stage's activities on top of what the stage starts with (design 5.4).
    fn activities(
        &mut self,
        activities: &[ActivityId],
        free_hours: u64,
        hosts: impl Fn(ActivityId) -> bool,
    ) -> Result<Attained, Broken> {
        let mut attained = self.attained.clone();
        let (mut hours, mut fees) = (0_u64, 0_u64);
        for (index, &id) in activities.iter().enumerate() {
            let activity: &Activity = &self.region.activities[id];
            if !hosts(id) {
                return Err(self.breaks("hosts", format!("{} does not fit this stage", activity.id)));
            }
            if activities.iter().take(index).any(|&before| before == id) {
                return Err(self.breaks("twice", format!("{} comes twice in this stage", activity.id)));
            }
            if !self.holds(&activity.entry, &attained, Some(self.clock)) {
                return Err(self.breaks("entry", format!("the entry of {} does not hold", activity.id)));
            }
            attained.raise(&activity.outcomes);
            hours = hours.saturating_add(u64::from(activity.hours));
            fees = fees.saturating_add(u64::from(activity.fee));
        }
        if hours > free_hours {
            return Err(self.breaks("hours", format!("activities take {hours} hours of {free_hours}")));
        }
        self.effort = self.effort.saturating_add(hours);
        self.fees = self.fees.saturating_add(fees);
        Ok(attained)
    }

    /// What a completed programme gives.
    fn complete(&self, attained: &mut Attained, programme: &Programme) {
        attained.raise(&programme.outcomes);
        attained.award(self.region, &programme.awards);
    }

    /// An offering's fee, and the stipend of its contract for the months that it lasts.
    fn pay(&mut self, offering: &Offering, course: Course) {
        self.fees = self.fees.saturating_add(course.fee);
        if let Some(contract) = offering.contract {
            let months = u64::from(course.end.since(course.start));
            self.stipends = self.stipends.saturating_add(u64::from(contract.stipend_per_month) * months);
        }
    }

    fn meets(&self, requirement: &Requirement) -> bool {
        self.attained.levels[requirement.competency] >= requirement.level
    }

    /// The clock moves on, within the longest route.
    fn advance(&mut self, clock: Month) -> Result<(), Broken> {
        if clock.since(self.student.now) > LONGEST {
            return Err(self.breaks("length", format!("the stage ends after {LONGEST} months")));
        }
        self.clock = clock;
        Ok(())
    }

    /// A stage, or the goal job, at a place (design 5.6).
    fn arrive(&mut self, place: Option<PlaceId>) {
        if place.is_some() && self.place != place {
            if self.place.is_some() {
                self.moves += 1;
            }
            self.place = place;
        }
    }

    /// The month in which the goal is reached (design 5.7).
    fn goal(&mut self, goal: Goal, choose: impl Fn(&[(u16, Month)]) -> Option<Month>) -> Result<Month, Broken> {
        match goal {
            Goal::Job(id) => {
                let job = &self.region.jobs[id];
                let reached = self.start(self.earliest(Some(job.employer), None)?, &[], &[&job.entry], &job.id)?;
                self.arrive(self.region.job_place(id));
                Ok(reached)
            }
            Goal::Programme(id) => {
                let from = self.earliest(None, None)?;
                let programme = &self.region.programmes[id];
                let starts = self.goal_starts(programme, from)?;
                choose(&starts).ok_or_else(|| self.breaks("goal", format!("no offering of {} is chosen", programme.id)))
            }
        }
    }

    /// The first month of each offering of a goal programme that could start within the longest route; where
    /// there is none, the rule that the first of them breaks.
    fn goal_starts(&self, programme: &Programme, from: Month) -> Result<Vec<(u16, Month)>, Broken> {
        let mut starts = Vec::new();
        let mut first = None;
        for (position, offering) in (0_u16..).zip(&programme.offerings) {
            match self.course(programme, offering, from) {
                Ok(course) => starts.push((position, course.start)),
                Err(broken) => first = first.or(Some(broken)),
            }
        }
        match first {
            Some(broken) if starts.is_empty() => Err(broken),
            _ => Ok(starts),
        }
    }

    /// Every stage is taken: jobs last until the next start, and the figures are sums.
    fn finish(mut self, goal: Goal, steps: &[Step], reached: Month) -> Replay {
        let mut earned = self.stipends;
        let mut next = reached;
        for (step, timed) in steps.iter().zip(&mut self.stages).rev() {
            if let Taken::Job { job, .. } = step.stage {
                timed.end = next;
                let wage = self.region.jobs[job].wage.map_or(0, |wage| wage.per_month);
                earned = earned.saturating_add(u64::from(wage) * u64::from(timed.end.since(timed.start)));
            }
            next = timed.start;
        }
        let requires: &[Requirement] = match goal {
            Goal::Job(job) => &self.region.jobs[job].requires,
            Goal::Programme(_) => &[],
        };
        let missing: Vec<Missing> = requires
            .iter()
            .filter(|requirement| !self.meets(requirement))
            .map(|requirement| Missing {
                requirement: *requirement,
                held: self.attained.levels[requirement.competency],
                known: self.student.competencies.iter().any(|listed| listed.0 == requirement.competency),
            })
            .collect();
        let gap =
            missing.iter().map(|it| weighted(&it.requirement, it.requirement.level.saturating_sub(it.held))).sum();
        let full: u64 = requires.iter().map(|requirement| weighted(requirement, requirement.level)).sum();
        let figures = Figures {
            months: reached.since(self.student.now),
            fees: self.fees,
            gap: u32::try_from(gap).unwrap_or(u32::MAX),
            readiness: readiness(gap, full),
            effort: self.effort,
            moves: self.moves,
            earned,
        };
        Replay { stages: self.stages, reached, figures, missing, repeats: repeats(steps) }
    }
}

/// `weight × levels`
fn weighted(requirement: &Requirement, levels: Level) -> u64 {
    u64::from(requirement.weight()) * u64::from(levels)
}

/// 100 − ⌈100 × gap ÷ full⌉, and 100 where nothing is required.
fn readiness(gap: u64, full: u64) -> u32 {
    let lacking = if full == 0 { 0 } else { (100 * gap).div_ceil(full) };
    100 - u32::try_from(lacking.min(100)).unwrap_or(100)
}

/// How many stages come again: their programme or job was a stage before.
fn repeats(steps: &[Step]) -> u32 {
    let named = |step: &Step| match step.stage {
        Taken::Enrolled(programme) | Taken::Programme((programme, _)) => (Some(programme), None),
        Taken::Job { job, .. } => (None, Some(job)),
    };
    let again = |&(index, step): &(usize, &Step)| steps.iter().take(index).any(|before| named(before) == named(step));
    steps.iter().enumerate().filter(again).count() as u32
}
