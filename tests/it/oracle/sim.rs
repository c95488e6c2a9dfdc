//! The rules of design section 5, written from its text alone: what one step does to a student.
//!
//! It shares no code with the planner or with `route::verify`. Plain and slow on purpose.

use pathway_planner::condition::{Atom, Condition};
use pathway_planner::month::Month;
use pathway_planner::region::*;
use pathway_planner::student::{Goal, Objective, Query, Student};
use pathway_planner::table::Id;

use super::random::Case;

/// No route lasts longer.
pub const LONGEST: u32 = 600;

/// What is done in a stage, activities aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// The rest of the programme in which the student is enrolled.
    Rest,
    /// An offering, by its programme and its position there.
    Study(ProgrammeId, u16),
    /// A tenure, perhaps with an offering alongside.
    Work(JobId, Option<(ProgrammeId, u16)>),
}

/// A stage with its activities in the order in which they are taken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    pub what: What,
    pub activities: Vec<ActivityId>,
}

/// Competencies that a case may have.
const MOST: usize = 8;

/// What a student has gained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gains {
    levels: [Level; MOST],
    /// Bit by bit; closed under `implies`.
    credentials: u32,
    /// Bit by bit.
    worked: u32,
}

impl Gains {
    pub fn level(&self, of: CompetencyId) -> Level {
        self.levels[of.index()]
    }

    fn raise<'a>(&mut self, outcomes: impl IntoIterator<Item = &'a Outcome>) {
        for outcome in outcomes {
            let level = &mut self.levels[outcome.competency.index()];
            *level = outcome.level.max(*level);
        }
    }
}

/// Rule 5: what the student owes a sponsor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Duty {
    Nothing,
    /// The service has not begun.
    Owed {
        sponsor: OrganizationId,
        months: u32,
    },
    /// It is served in this month.
    Serving {
        sponsor: OrganizationId,
        until: Month,
    },
}

/// Where a student stands between two stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct State {
    pub gains: Gains,
    pub clock: Month,
    pub place: Option<PlaceId>,
    pub duty: Duty,
}

/// What a stage comes to before its activities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entered {
    pub start: Month,
    /// The clock after it.
    pub clock: Month,
    /// When the programme starts and ends: the stage's own, or the one alongside.
    pub study: Option<(Month, Month)>,
    /// The programme's.
    pub fee: u64,
    pub stipend: u64,
    /// The hours that activities may take.
    pub hours: u64,
    pub place: Option<PlaceId>,
    pub moved: bool,
    pub duty: Duty,
}

/// Which of the facts and ages that the student did not give are taken for granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assumed {
    All,
    /// Ages up to this one, and these facts.
    Only(u32, Vec<FactId>),
}

/// Whether activities are taken in the order in which they are listed or in any that works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Listed,
    Any,
}

/// A route with its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trip {
    pub stages: Vec<Visit>,
    pub reached: Month,
    pub months: u32,
    pub fees: u64,
    pub gap: u32,
    pub effort: u64,
    pub moves: u32,
    pub earned: u64,
    /// The state in which the goal is reached.
    pub last: State,
}

impl Trip {
    pub fn vector(&self, objectives: &[Objective]) -> Vec<u64> {
        let value = |objective: &Objective| match objective {
            Objective::Months => u64::from(self.months),
            Objective::Fees => self.fees,
            Objective::Gap => u64::from(self.gap),
            Objective::Effort => self.effort,
            Objective::Moves => u64::from(self.moves),
        };
        objectives.iter().map(value).collect()
    }
}

/// A stage on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The state before it.
    pub before: State,
    pub entered: Entered,
    /// Of a job: when the next stage, or the goal, starts.
    pub end: Month,
}

/// The rule that a step breaks, in a word.
pub type Broken = &'static str;

/// The rules for one student and one query.
pub struct Sim<'a> {
    pub region: &'a Region,
    pub student: &'a Student,
    pub query: &'a Query,
    assumed: Assumed,
}

impl<'a> Sim<'a> {
    pub fn new(case: &'a Case) -> Sim<'a> {
        Sim::assuming(case, Assumed::All)
    }

    pub fn assuming(case: &'a Case, assumed: Assumed) -> Sim<'a> {
        assert!(case.region.competencies.len() <= MOST, "a case for the oracle has at most {MOST} competencies");
        Sim { region: &case.region, student: &case.student, query: &case.query, assumed }
    }

    /// Rule 1, before the rest of an enrolled programme.
    pub fn start(&self) -> State {
        let mut gains = Gains { levels: [0; MOST], credentials: 0, worked: 0 };
        for &(competency, level) in &self.student.competencies {
            gains.levels[competency.index()] = level;
        }
        for &credential in &self.student.credentials {
            self.award(&mut gains, credential);
        }
        for &job in &self.student.worked {
            gains.worked |= 1 << job.index();
        }
        let duty = if self.student.enrolled.is_some() { Duty::Nothing } else { self.owed_at_the_start() };
        State { gains, clock: self.student.now, place: self.student.home, duty }
    }

    fn owed_at_the_start(&self) -> Duty {
        match self.student.owes {
            Some(owes) if owes.months > 0 => Duty::Owed { sponsor: owes.sponsor, months: owes.months },
            _ => Duty::Nothing,
        }
    }

    fn award(&self, gains: &mut Gains, credential: CredentialId) {
        gains.credentials |= 1 << credential.index();
        for &implied in &self.region.credentials[credential].implies {
            self.award(gains, implied);
        }
    }

    /// Whether a condition holds; the month matters to ages alone.
    pub fn holds(&self, condition: &Condition, gains: &Gains, month: Month) -> bool {
        let holds = |part: &Condition| self.holds(part, gains, month);
        match condition {
            Condition::All(parts) => parts.iter().all(holds),
            Condition::Any(parts) => parts.iter().any(holds),
            Condition::Count(count, parts) => parts.iter().filter(|part| holds(part)).count() >= *count as usize,
            Condition::Atom(Atom::Level(competency, level)) => gains.level(*competency) >= *level,
            Condition::Atom(Atom::Holds(credential)) => gains.credentials & (1 << credential.index()) != 0,
            Condition::Atom(Atom::Worked(job)) => gains.worked & (1 << job.index()) != 0,
            Condition::Atom(Atom::Age(years)) => match (self.student.born, &self.assumed) {
                (Some(born), _) => month >= born.plus(12 * years),
                (None, Assumed::All) => true,
                (None, Assumed::Only(age, _)) => years <= age,
            },
            Condition::Atom(Atom::Attests(fact)) => {
                match (self.student.attests.iter().find(|(id, _)| id == fact), &self.assumed) {
                    (Some((_, value)), _) => *value,
                    (None, Assumed::All) => true,
                    (None, Assumed::Only(_, facts)) => facts.contains(fact),
                }
            }
        }
    }

    /// The last month that a route may reach.
    fn latest(&self) -> Month {
        self.student.now.plus(LONGEST)
    }

    /// The first month from `from` on that is in `intake` and at which both conditions hold.
    fn first(&self, from: Month, intake: &[u8], entries: [&Condition; 2], gains: &Gains) -> Option<Month> {
        let hold = |month| entries.iter().all(|entry| self.holds(entry, gains, month));
        // Only ages turn with time, and they turn true.
        if !hold(self.latest()) {
            return None;
        }
        let mut month = from;
        while month <= self.latest() {
            if (intake.is_empty() || intake.contains(&(month.of_year() as u8))) && hold(month) {
                return Some(month);
            }
            month = month.plus(1);
        }
        None
    }

    /// The month from which something may start: rule 5. `employer` is a job's, `sponsor` a contract's.
    fn free_from(
        &self,
        state: &State,
        employer: Option<OrganizationId>,
        sponsor: Option<OrganizationId>,
    ) -> Option<Month> {
        match state.duty {
            Duty::Nothing => Some(state.clock),
            Duty::Owed { sponsor: to, .. } if employer == Some(to) || sponsor == Some(to) => Some(state.clock),
            Duty::Owed { .. } => None,
            Duty::Serving { sponsor: to, .. } if employer == Some(to) => Some(state.clock),
            Duty::Serving { until, .. } => Some(state.clock.max(until)),
        }
    }

    fn offering(&self, (programme, offering): (ProgrammeId, u16)) -> (&'a Programme, &'a Offering) {
        let programme = &self.region.programmes[programme];
        (programme, &programme.offerings[usize::from(offering)])
    }

    /// Rule 2: when an offering starts and ends, and its fee, for one who may start in `from`.
    fn study(&self, which: (ProgrammeId, u16), from: Month, gains: &Gains) -> Result<(Month, Month, u64), Broken> {
        let (programme, offering) = self.offering(which);
        let entries = [&programme.entry, &offering.entry];
        let start = self.first(from, &offering.intake, entries, gains).ok_or("a programme's entry")?;
        let standings = programme.advanced_standing.iter();
        let shorter = standings.filter(|standing| self.holds(&standing.when, gains, start)).map(|row| row.months);
        let months = shorter.chain([programme.months]).min().unwrap();
        Ok((start, start.plus(months), u64::from(offering.fee_per_year) * u64::from(months.div_ceil(12))))
    }

    fn stipend(offering: &Offering, start: Month, end: Month) -> u64 {
        offering.contract.map_or(0, |contract| u64::from(contract.stipend_per_month) * u64::from(end.since(start)))
    }

    /// Rule 6: where a student is after being at `to`, and whether that is a move.
    fn go(state: &State, to: Option<PlaceId>) -> (Option<PlaceId>, bool) {
        (to.or(state.place), to.is_some() && state.place.is_some() && to != state.place)
    }

    /// Starts a stage by rules 1, 2, 3, 5 and 6.
    pub fn enter(&self, state: &State, what: What) -> Result<Entered, Broken> {
        match what {
            What::Rest => {
                let enrolled = self.student.enrolled.ok_or("not enrolled")?;
                let programme = &self.region.programmes[enrolled.programme];
                let left = enrolled.until.since(self.student.now).min(programme.months);
                Ok(Entered {
                    start: state.clock,
                    clock: enrolled.until,
                    study: None,
                    fee: 0,
                    stipend: 0,
                    hours: u64::from(programme.free_hours) * u64::from(left) / u64::from(programme.months),
                    place: state.place,
                    moved: false,
                    duty: self.owed_at_the_start(),
                })
            }
            What::Study(id, position) => {
                let (programme, offering) = self.offering((id, position));
                let sponsor = offering.contract.map(|contract| contract.sponsor);
                let from = self.free_from(state, None, sponsor).ok_or("service is owed")?;
                let (start, end, fee) = self.study((id, position), from, &state.gains)?;
                let before = match state.duty {
                    Duty::Owed { months, .. } => months,
                    _ => 0,
                };
                let duty = match offering.contract {
                    Some(Contract { sponsor, obligation_months, .. }) if before + obligation_months > 0 => {
                        Duty::Owed { sponsor, months: before + obligation_months }
                    }
                    _ => Duty::Nothing,
                };
                let at = if offering.mode == Mode::Distance { None } else { self.region.programme_place(id) };
                let (place, moved) = Sim::go(state, at);
                let hours = u64::from(programme.free_hours);
                let stipend = Sim::stipend(offering, start, end);
                Ok(Entered { start, clock: end, study: Some((start, end)), fee, stipend, hours, place, moved, duty })
            }
            What::Work(id, alongside) => {
                let job = &self.region.jobs[id];
                let from = self.free_from(state, Some(job.employer), None).ok_or("service is owed")?;
                let mut essential = job.requires.iter().filter(|requirement| requirement.essential);
                if essential.any(|requirement| state.gains.level(requirement.competency) < requirement.level) {
                    return Err("an essential requirement");
                }
                let entries = [&job.entry, &Condition::always()];
                let start = self.first(from, &[], entries, &state.gains).ok_or("a job's entry")?;
                let (place, moved) = Sim::go(state, self.region.job_place(id));
                let mut entered = Entered {
                    start,
                    clock: start.plus(job.tenure.months),
                    study: None,
                    fee: 0,
                    stipend: 0,
                    hours: u64::from(job.free_hours),
                    place,
                    moved,
                    duty: Duty::Nothing,
                };
                // The month in which what is owed already is served.
                let mut served = match state.duty {
                    Duty::Nothing => None,
                    Duty::Owed { months, .. } => Some(start.plus(months)),
                    Duty::Serving { until, .. } => Some(until),
                };
                if let Some(which) = alongside {
                    let (programme, offering) = self.offering(which);
                    if offering.mode == Mode::FullTime {
                        return Err("full-time study alongside a job");
                    }
                    let (from, to, fee) = self.study(which, start, &state.gains)?;
                    entered.study = Some((from, to));
                    entered.fee = fee;
                    entered.stipend = Sim::stipend(offering, from, to);
                    entered.hours += u64::from(programme.free_hours);
                    entered.clock = entered.clock.max(to);
                    if let Some(contract) = offering.contract {
                        if contract.sponsor != job.employer {
                            return Err("a contract of another sponsor alongside a job");
                        }
                        let follows = served.map_or(entered.clock, |served| served.max(entered.clock));
                        served = Some(follows.plus(contract.obligation_months));
                    }
                }
                if let Some(until) = served.filter(|&until| until > entered.clock) {
                    entered.duty = Duty::Serving { sponsor: job.employer, until };
                }
                Ok(entered)
            }
        }
    }

    /// Whether a stage may carry an activity: rule 4.
    pub fn hosts(&self, what: What, activity: ActivityId) -> bool {
        match what {
            What::Rest => {
                self.student.enrolled.is_some_and(|enrolled| self.region.programme_hosts(enrolled.programme, activity))
            }
            What::Study(programme, _) => self.region.programme_hosts(programme, activity),
            What::Work(job, alongside) => {
                self.region.job_hosts(job, activity)
                    || alongside.is_some_and(|(programme, _)| self.region.programme_hosts(programme, activity))
            }
        }
    }

    /// Takes the activities of a stage by rule 4; returns them in an order that works, and what is then held.
    fn carry(
        &self,
        gains: &Gains,
        what: What,
        hours: u64,
        activities: &[ActivityId],
        order: Order,
    ) -> Result<(Vec<ActivityId>, Gains), Broken> {
        if activities.iter().any(|&activity| !self.hosts(what, activity)) {
            return Err("an activity that the stage does not host");
        }
        if (1..activities.len()).any(|index| activities[..index].contains(&activities[index])) {
            return Err("an activity twice");
        }
        if self.hours(activities) > hours {
            return Err("free hours");
        }
        let mut left = activities.to_vec();
        let mut taken = Vec::new();
        let mut gains = *gains;
        while !left.is_empty() {
            let opens =
                |activity: &ActivityId| self.holds(&self.region.activities[*activity].entry, &gains, self.student.now);
            let next = match order {
                Order::Listed => Some(0).filter(|_| opens(&left[0])),
                Order::Any => left.iter().position(opens),
            };
            let activity = left.remove(next.ok_or("an activity's entry")?);
            gains.raise(&self.region.activities[activity].outcomes);
            taken.push(activity);
        }
        Ok((taken, gains))
    }

    /// The programme of a stage, or the one alongside.
    fn studied(&self, what: What) -> Option<&'a Programme> {
        let id = match what {
            What::Rest => self.student.enrolled.map(|enrolled| enrolled.programme),
            What::Study(programme, _) => Some(programme),
            What::Work(_, alongside) => alongside.map(|(programme, _)| programme),
        };
        id.map(|id| &self.region.programmes[id])
    }

    /// What a stage teaches, its activities aside.
    fn outcomes(&self, what: What) -> impl Iterator<Item = &'a Outcome> {
        let tenure = match what {
            What::Work(job, _) => Some(&self.region.jobs[job].tenure),
            _ => None,
        };
        let studied = self.studied(what).into_iter().flat_map(|programme| &programme.outcomes);
        studied.chain(tenure.into_iter().flat_map(|tenure| &tenure.outcomes))
    }

    /// The state after a stage; `carried` is what is held with its activities.
    pub fn leave(&self, what: What, entered: &Entered, carried: &Gains) -> State {
        let mut gains = *carried;
        gains.raise(self.outcomes(what));
        for &credential in self.studied(what).into_iter().flat_map(|programme| &programme.awards) {
            self.award(&mut gains, credential);
        }
        if let What::Work(job, _) = what {
            gains.worked |= 1 << job.index();
        }
        State { gains, clock: entered.clock, place: entered.place, duty: entered.duty }
    }

    /// Rule 7: the month in which the goal is reached, and whether that is a move.
    pub fn goal(&self, state: &State) -> Result<(Month, bool), Broken> {
        let (month, moved) = match self.query.goal {
            Goal::Job(id) => {
                let job = &self.region.jobs[id];
                let from = self.free_from(state, Some(job.employer), None).ok_or("the goal while service is owed")?;
                let month = self.first(from, &[], [&job.entry, &Condition::always()], &state.gains);
                (month.ok_or("the goal's entry")?, Sim::go(state, self.region.job_place(id)).1)
            }
            Goal::Programme(id) => {
                if self.student.enrolled.is_some_and(|enrolled| enrolled.programme == id) {
                    return Err("enrolled in the goal");
                }
                let from = self.free_from(state, None, None).ok_or("the goal while service is owed")?;
                let offerings = (0..self.region.programmes[id].offerings.len() as u16).map(|position| (id, position));
                let admitted = offerings.filter(|&which| self.admits_offering(which));
                let months = admitted.filter_map(|which| self.study(which, from, &state.gains).ok());
                (months.map(|(start, ..)| start).min().ok_or("the goal's entry")?, false)
            }
        };
        if month > self.latest() { Err("a route of more than 600 months") } else { Ok((month, moved)) }
    }

    /// What the goal job requires and `gains` does not hold, with the levels held.
    pub fn missing(&self, gains: &Gains) -> Vec<(Requirement, Level)> {
        match self.query.goal {
            Goal::Programme(_) => Vec::new(),
            Goal::Job(job) => {
                let required = self.region.jobs[job].requires.iter();
                let held = required.map(|requirement| (*requirement, gains.level(requirement.competency)));
                held.filter(|(requirement, held)| *held < requirement.level).collect()
            }
        }
    }

    pub fn gap(&self, gains: &Gains) -> u32 {
        let weigh = |requirement: &Requirement| match requirement.essential {
            true => u32::from(requirement.importance) * 2,
            false => u32::from(requirement.importance),
        };
        let missing = self.missing(gains);
        missing.iter().map(|(requirement, held)| weigh(requirement) * u32::from(requirement.level - held)).sum()
    }

    /// In per cent, rounded down; 100 where nothing is required.
    pub fn readiness(&self, gains: &Gains) -> u32 {
        let whole = match self.query.goal {
            Goal::Programme(_) => 0,
            Goal::Job(_) => self.gap(&Gains { levels: [0; MOST], ..*gains }),
        };
        if whole == 0 { 100 } else { 100 - (100 * self.gap(gains)).div_ceil(whole) }
    }

    pub fn hours(&self, activities: &[ActivityId]) -> u64 {
        activities.iter().map(|&activity| u64::from(self.region.activities[activity].hours)).sum()
    }

    pub fn fees(&self, activities: &[ActivityId]) -> u64 {
        activities.iter().map(|&activity| u64::from(self.region.activities[activity].fee)).sum()
    }

    /// Replays a route by the rules, limits aside (but a goal programme is reached by an offering that they admit).
    pub fn run(&self, steps: &[Step]) -> Result<Trip, Broken> {
        let enrolled = self.student.enrolled.is_some();
        if enrolled && steps.is_empty() {
            return Err("an enrolled programme left out");
        }
        let mut state = self.start();
        let mut stages = Vec::new();
        let (mut fees, mut effort, mut moves, mut earned) = (0, 0, 0, 0);
        for (index, step) in steps.iter().enumerate() {
            if (step.what == What::Rest) != (enrolled && index == 0) {
                return Err("an enrolled programme comes first, once");
            }
            if self.is_goal(step.what) {
                return Err("the goal as a stage");
            }
            let entered = self.enter(&state, step.what)?;
            let (_, carried) = self.carry(&state.gains, step.what, entered.hours, &step.activities, Order::Listed)?;
            stages.push(Visit { before: state, entered, end: entered.clock });
            fees += entered.fee + self.fees(&step.activities);
            effort += self.hours(&step.activities);
            moves += u32::from(entered.moved);
            earned += entered.stipend;
            state = self.leave(step.what, &entered, &carried);
        }
        let (reached, moved) = self.goal(&state)?;
        for (index, step) in steps.iter().enumerate() {
            if let What::Work(job, _) = step.what {
                let end = stages.get(index + 1).map_or(reached, |next: &Visit| next.entered.start);
                stages[index].end = end;
                let wage = self.region.jobs[job].wage.map_or(0, |wage| u64::from(wage.per_month));
                earned += wage * u64::from(end.since(stages[index].entered.start));
            }
        }
        Ok(Trip {
            stages,
            reached,
            months: reached.since(self.student.now),
            fees,
            gap: self.gap(&state.gains),
            effort,
            moves: moves + u32::from(moved),
            earned,
            last: state,
        })
    }

    /// Replays a route within the query's limits.
    pub fn route(&self, steps: &[Step]) -> Result<Trip, Broken> {
        let avoided = |step: &Step| step.activities.iter().any(|&activity| !self.admits_activity(activity));
        if !self.admits_goal() || steps.iter().any(|step| !self.admits(step.what) || avoided(step)) {
            return Err("a limit on what may be done");
        }
        let trip = self.run(steps)?;
        let limits = &self.query.limits;
        let within = |limit: Option<u32>, value: u64| limit.is_none_or(|limit| value <= u64::from(limit));
        let totals = within(limits.months, trip.months.into())
            && within(limits.fees, trip.fees)
            && within(limits.gap, trip.gap.into())
            && within(limits.moves, trip.moves.into());
        if totals { Ok(trip) } else { Err("a limit on a total") }
    }

    /// Whether a stage is at the goal, or has it alongside.
    pub fn is_goal(&self, what: What) -> bool {
        match (self.query.goal, what) {
            (Goal::Job(goal), What::Work(job, _)) => goal == job,
            (Goal::Programme(goal), What::Study(programme, _) | What::Work(_, Some((programme, _)))) => {
                goal == programme
            }
            _ => false,
        }
    }

    pub fn admits_activity(&self, activity: ActivityId) -> bool {
        !self.query.limits.avoid.activities.contains(&activity)
    }

    fn admits_place(&self, place: Option<PlaceId>) -> bool {
        match (place, &self.query.limits.places) {
            (Some(place), Some(places)) => self.student.home == Some(place) || places.contains(&place),
            _ => true,
        }
    }

    fn admits_job(&self, job: JobId) -> bool {
        !self.query.limits.avoid.jobs.contains(&job) && self.admits_place(self.region.job_place(job))
    }

    pub fn admits_offering(&self, which: (ProgrammeId, u16)) -> bool {
        let limits = &self.query.limits;
        let (_, offering) = self.offering(which);
        !limits.avoid.programmes.contains(&which.0)
            && !limits.avoid.offerings.contains(&which)
            && limits.modes.as_ref().is_none_or(|modes| modes.contains(&offering.mode))
            && limits.funding.as_ref().is_none_or(|funding| funding.contains(&offering.funding))
            && (offering.mode == Mode::Distance || self.admits_place(self.region.programme_place(which.0)))
    }

    pub fn admits_goal(&self) -> bool {
        match self.query.goal {
            Goal::Job(job) => self.admits_job(job),
            // Its offerings are looked at one by one.
            Goal::Programme(_) => true,
        }
    }

    /// Whether the limits on what may be done admit a stage.
    pub fn admits(&self, what: What) -> bool {
        match what {
            What::Rest => true,
            What::Study(programme, offering) => self.admits_offering((programme, offering)),
            What::Work(job, alongside) => {
                self.admits_job(job) && alongside.is_none_or(|which| self.admits_offering(which))
            }
        }
    }

    /// Every offering of the region.
    pub fn offerings(&self) -> Vec<(ProgrammeId, u16)> {
        let rows = self.region.programmes.entries();
        rows.flat_map(|(id, row)| (0..row.offerings.len() as u16).map(move |offering| (id, offering))).collect()
    }

    /// Everything that a stage may be within the limits, the rest of an enrolled programme aside.
    pub fn menu(&self) -> Vec<What> {
        let offerings = self.offerings();
        let mut menu: Vec<What> = offerings.iter().map(|&(id, offering)| What::Study(id, offering)).collect();
        for job in self.region.jobs.ids() {
            menu.push(What::Work(job, None));
            menu.extend(offerings.iter().map(|&which| What::Work(job, Some(which))));
        }
        menu.retain(|&what| self.admits(what) && !self.is_goal(what));
        menu
    }

    /// Every set of activities that a stage may carry, each in one order that works, with what is then held.
    pub fn activity_sets(&self, gains: &Gains, what: What, hours: u64) -> Vec<(Vec<ActivityId>, Gains)> {
        let hosted: Vec<ActivityId> = self
            .region
            .activities
            .ids()
            .filter(|&activity| self.hosts(what, activity) && self.admits_activity(activity))
            .collect();
        let sets = (0..1_u32 << hosted.len()).map(|set| {
            let chosen = hosted.iter().enumerate().filter(|(bit, _)| set & (1 << bit) != 0);
            chosen.map(|(_, &activity)| activity).collect::<Vec<_>>()
        });
        sets.filter_map(|activities| self.carry(gains, what, hours, &activities, Order::Any).ok()).collect()
    }
}
