//! Walks a stated sequence of stages through the region, month by month.
//!
//! The search works on facts compiled for one query; what it finds is walked here on the region
//! itself, for dates, figures, assumptions and for what could stand in a stage's place.

use super::clause::{NEVER, when_so_many};
use super::duty::Duty;
use super::scope::{Figures, LONGEST, OfferingRef, Scope, intake_mask, next_intake, offering, study_fee};
use crate::condition::{Atom, Condition};
use crate::region::{
    ActivityId, Competency, CompetencyId, Contract, Credential, CredentialId, FactId, Job, JobId, Level, Mode, Outcome,
    PlaceId, ProgrammeId, Region,
};
use crate::student::{Goal, Student};
use crate::table::Table;

/// What a stage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Main {
    /// The rest of the programme that the student is in.
    Enrolled(ProgrammeId),
    Study(OfferingRef),
    Work(JobId, Option<OfferingRef>),
}

impl Main {
    /// What makes one stage the same again: its programme or job.
    fn same_again(self, other: Main) -> bool {
        match (self, other) {
            (Main::Work(a, _), Main::Work(b, _)) => a == b,
            (Main::Enrolled(a) | Main::Study((a, _)), Main::Enrolled(b) | Main::Study((b, _))) => a == b,
            _ => false,
        }
    }

    /// Whether an activity fits the stage.
    pub fn hosts(self, region: &Region, activity: ActivityId) -> bool {
        match self {
            Main::Enrolled(programme) | Main::Study((programme, _)) => region.programme_hosts(programme, activity),
            Main::Work(job, alongside) => {
                region.job_hosts(job, activity)
                    || alongside.is_some_and(|(programme, _)| region.programme_hosts(programme, activity))
            }
        }
    }
}

/// A stage with its activities, in an order in which their entries hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub main: Main,
    pub activities: Vec<ActivityId>,
}

/// What is taken for granted of ages and facts that the student has not stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assumed {
    Everything,
    /// An age, and so every lower one, and these facts.
    Only(Option<u32>, Vec<FactId>),
}

/// When a stage was, and what it cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: u32,
    /// When the stage's own time is over; a job's stage lasts on until the next one starts.
    pub end: u32,
    pub fee: u64,
    /// The same of what ran alongside.
    pub alongside: Option<(u32, u32, u64)>,
}

/// What a student holds at a moment.
#[derive(Clone, Debug)]
pub struct Holding {
    pub levels: Table<CompetencyId, Level>,
    credentials: Table<CredentialId, bool>,
    worked: Table<JobId, bool>,
}

impl Holding {
    /// What the student holds now.
    pub fn of(region: &Region, student: &Student) -> Holding {
        let mut holding = Holding {
            levels: Table::<_, Level>::filled(Table::<CompetencyId, Competency>::len(&region.competencies), 0),
            credentials: Table::filled(Table::<CredentialId, Credential>::len(&region.credentials), false),
            worked: Table::filled(Table::<JobId, Job>::len(&region.jobs), false),
        };
        for (competency, level) in &student.competencies {
            holding.levels[*competency] = holding.levels[*competency].max(*level);
        }
        student.credentials.iter().for_each(|credential| holding.award(region, *credential));
        student.worked.iter().for_each(|job| holding.worked[*job] = true);
        holding
    }

    /// Holds a credential, without what it implies; whether that is new.
    pub fn hold(&mut self, credential: CredentialId) -> bool {
        !std::mem::replace(&mut self.credentials[credential], true)
    }

    /// Holds a tenure, without what it teaches.
    pub fn work(&mut self, job: JobId) {
        self.worked[job] = true;
    }

    fn award(&mut self, region: &Region, credential: CredentialId) {
        let mut todo = vec![credential];
        while let Some(credential) = todo.pop() {
            if self.hold(credential) {
                todo.extend(&region.credentials[credential].implies);
            }
        }
    }

    /// Whether a credential is held.
    pub fn credential(&self, credential: CredentialId) -> bool {
        self.credentials[credential]
    }

    /// Whether a tenure is complete.
    pub fn has_worked(&self, job: JobId) -> bool {
        self.worked[job]
    }

    /// Whether all that a job requires essentially is held.
    pub fn meets(&self, job: &Job) -> bool {
        job.requires.iter().all(|need| !need.essential || self.levels[need.competency] >= need.level)
    }

    /// Raises levels to what something teaches.
    pub fn learn(&mut self, outcomes: &[Outcome]) {
        for outcome in outcomes {
            self.levels[outcome.competency] = self.levels[outcome.competency].max(outcome.level);
        }
    }

    /// Takes in what a stage gives when it ends.
    pub fn gain(&mut self, region: &Region, main: Main) {
        match main {
            Main::Enrolled(programme) | Main::Study((programme, _)) => self.complete(region, programme),
            Main::Work(job, beside) => {
                self.serve(region, job);
                beside.into_iter().for_each(|(programme, _)| self.complete(region, programme));
            }
        }
    }

    pub fn complete(&mut self, region: &Region, programme: ProgrammeId) {
        let programme = &region.programmes[programme];
        self.learn(&programme.outcomes);
        programme.awards.iter().for_each(|credential| self.award(region, *credential));
    }

    pub fn serve(&mut self, region: &Region, job: JobId) {
        self.learn(&region.jobs[job].tenure.outcomes);
        self.work(job);
    }
}

/// Where a walk stands.
#[derive(Clone, Debug)]
pub struct Walk {
    pub clock: u32,
    pub place: Option<PlaceId>,
    pub duty: Duty,
    pub holding: Holding,
    pub fees: u64,
    pub effort: u64,
    pub moves: u32,
    pub spans: Vec<Span>,
}

/// Where a walk ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    pub figures: Figures,
    pub spans: Vec<Span>,
    /// What is held of each competency.
    pub levels: Table<CompetencyId, Level>,
}

/// Walks under one scope and one set of assumptions.
pub struct Walker<'a> {
    pub scope: &'a Scope<'a>,
    pub assumed: Assumed,
}

impl Walker<'_> {
    /// The first month in which a condition holds with what is held.
    pub fn from(&self, condition: &Condition, holding: &Holding) -> u32 {
        match condition {
            Condition::All(parts) => parts.iter().map(|part| self.from(part, holding)).max().unwrap_or(0),
            Condition::Any(parts) => parts.iter().map(|part| self.from(part, holding)).min().unwrap_or(NEVER),
            Condition::Count(count, parts) => {
                when_so_many(*count, parts.iter().map(|part| self.from(part, holding)).collect())
            }
            Condition::Atom(atom) => {
                let holds = match *atom {
                    Atom::Level(competency, level) => holding.levels[competency] >= level,
                    Atom::Holds(credential) => holding.credentials[credential],
                    Atom::Worked(job) => holding.worked[job],
                    Atom::Attests(fact) => self.attested(fact),
                    Atom::Age(years) => return self.age_from(years),
                };
                if holds { 0 } else { NEVER }
            }
        }
    }

    fn attested(&self, fact: FactId) -> bool {
        match self.scope.student.attests.iter().find(|(stated, _)| *stated == fact) {
            Some((_, value)) => *value,
            None => match &self.assumed {
                Assumed::Everything => true,
                Assumed::Only(_, facts) => facts.contains(&fact),
            },
        }
    }

    fn age_from(&self, years: u32) -> u32 {
        match (self.scope.student.born, &self.assumed) {
            (Some(born), _) => born.plus(years.saturating_mul(12)).since(self.scope.student.now),
            (None, Assumed::Everything) => 0,
            (None, Assumed::Only(age, _)) if age.is_some_and(|age| age >= years) => 0,
            (None, Assumed::Only(..)) => NEVER,
        }
    }

    /// The walk before its first step.
    pub fn start(&self) -> Walk {
        let student = self.scope.student;
        let owed = match (student.enrolled, student.owes) {
            // What is owed binds from the end of the enrolled stage on.
            (None, Some(owes)) => Duty::owed(owes.sponsor, owes.months),
            _ => Duty::None,
        };
        Walk {
            clock: 0,
            place: student.home,
            duty: owed,
            holding: Holding::of(self.scope.region, student),
            fees: 0,
            effort: 0,
            moves: 0,
            spans: Vec::new(),
        }
    }

    fn of_year(&self) -> u32 {
        self.scope.student.now.of_year()
    }

    /// When an offering starts, ends and what it costs, from a month on, on what is held.
    pub fn study(&self, reference: OfferingRef, clock: u32, holding: &Holding) -> Option<(u32, u32, u64)> {
        let programme = &self.scope.region.programmes[reference.0];
        let offering = offering(self.scope.region, reference)?;
        let open = self.from(&programme.entry, holding).max(self.from(&offering.entry, holding));
        if open > LONGEST {
            return None;
        }
        let start = next_intake(clock.max(open), self.of_year(), intake_mask(&offering.intake));
        let mut months = programme.months;
        for shorter in &programme.advanced_standing {
            if self.from(&shorter.when, holding) == 0 {
                months = months.min(shorter.months);
            }
        }
        Some((start, start.saturating_add(months), study_fee(offering.fee_per_year, months)))
    }

    fn contract(&self, reference: OfferingRef) -> Option<Contract> {
        offering(self.scope.region, reference)?.contract
    }

    /// Takes one step; `None` where a rule forbids it.
    pub fn step(&self, walk: &Walk, step: &Step) -> Option<Walk> {
        let region = self.scope.region;
        let (mut next, span, mut hours) = self.enter(walk, step.main)?;
        for (position, id) in step.activities.iter().enumerate() {
            let activity = &region.activities[*id];
            hours = hours.checked_sub(u64::from(activity.hours))?;
            let again = step.activities.iter().take(position).any(|earlier| earlier == id);
            if again || !step.main.hosts(region, *id) || self.from(&activity.entry, &next.holding) > 0 {
                return None;
            }
            self.attend(&mut next, *id);
        }
        Some(self.leave(next, step.main, span))
    }

    /// Takes one step with these activities, in whatever order their entries allow, and with any of
    /// the `gifts` for nothing: no hours, no fee. `None` where a rule forbids even that.
    pub fn dream(&self, walk: &Walk, main: Main, taken: &[ActivityId], gifts: &[ActivityId]) -> Option<Walk> {
        let region = self.scope.region;
        let (mut next, span, hours) = self.enter(walk, main)?;
        let spent: u64 = taken.iter().map(|id| u64::from(region.activities[*id].hours)).sum();
        if spent > hours {
            return None;
        }
        let mut rest = Vec::new();
        taken.iter().for_each(|id| rest.push((*id, true)));
        gifts.iter().for_each(|id| rest.push((*id, false)));
        while let Some(at) =
            rest.iter().position(|(id, _)| self.from(&region.activities[*id].entry, &next.holding) == 0)
        {
            match rest.remove(at) {
                (id, true) => self.attend(&mut next, id),
                (id, false) => next.holding.learn(&region.activities[id].outcomes),
            }
        }
        rest.iter().all(|(_, taken)| !taken).then(|| self.leave(next, main, span))
    }

    /// Starts a stage: what is held is still that of its start. With the hours for activities.
    fn enter(&self, walk: &Walk, main: Main) -> Option<(Walk, Span, u64)> {
        let region = self.scope.region;
        let mut duty = walk.duty;
        let mut to = None;
        let span = match main {
            Main::Enrolled(_) => {
                let student = self.scope.student;
                let left = student.enrolled.map_or(0, |enrolled| enrolled.until.since(student.now));
                duty = student.owes.map_or(Duty::None, |owes| Duty::owed(owes.sponsor, owes.months));
                Span { start: 0, end: left, fee: 0, alongside: None }
            }
            Main::Study(reference) => {
                let contract = self.contract(reference);
                let clock = walk.duty.before_study(walk.clock, contract)?;
                let (start, end, fee) = self.study(reference, clock, &walk.holding)?;
                if offering(region, reference)?.mode != Mode::Distance {
                    to = region.programme_place(reference.0);
                }
                duty = duty.after_study(contract);
                Span { start, end, fee, alongside: None }
            }
            Main::Work(job, beside) => {
                let profile = &region.jobs[job];
                let clock = walk.duty.before_work(walk.clock, profile.employer)?;
                let open = self.from(&profile.entry, &walk.holding);
                if open > LONGEST || !walk.holding.meets(profile) {
                    return None;
                }
                let start = clock.max(open);
                let mut end = start.saturating_add(profile.tenure.months);
                let mut alongside = None;
                let mut contract = None;
                if let Some(reference) = beside {
                    if offering(region, reference)?.mode == Mode::FullTime {
                        return None;
                    }
                    contract = self.contract(reference);
                    if contract.is_some_and(|contract| contract.sponsor != profile.employer) {
                        return None;
                    }
                    let study = self.study(reference, start, &walk.holding)?;
                    end = end.max(study.1);
                    alongside = Some(study);
                }
                to = region.job_place(job);
                duty = duty.in_work(start, profile.employer).after_work(end, contract);
                Span { start, end, fee: 0, alongside }
            }
        };
        if span.end > self.scope.horizon() {
            return None;
        }
        let mut next = walk.clone();
        next.duty = duty;
        self.go(&mut next, to);
        Some((next, span, self.hours(main)))
    }

    /// Hours that activities of a stage may take: of the programme that the student is in, what is left of them.
    pub fn hours(&self, main: Main) -> u64 {
        let region = self.scope.region;
        let hours = |programme: ProgrammeId| u64::from(region.programmes[programme].free_hours);
        match main {
            Main::Enrolled(programme) => {
                let student = self.scope.student;
                let left = student.enrolled.map_or(0, |enrolled| enrolled.until.since(student.now));
                let months = region.programmes[programme].months.max(1);
                hours(programme) * u64::from(left.min(months)) / u64::from(months)
            }
            Main::Study((programme, _)) => hours(programme),
            Main::Work(job, beside) => {
                u64::from(region.jobs[job].free_hours) + beside.map_or(0, |(programme, _)| hours(programme))
            }
        }
    }

    /// Has an activity of a started stage count.
    fn attend(&self, walk: &mut Walk, id: ActivityId) {
        let activity = &self.scope.region.activities[id];
        walk.holding.learn(&activity.outcomes);
        walk.fees += u64::from(activity.fee);
        walk.effort += u64::from(activity.hours);
    }

    /// Ends a started stage.
    fn leave(&self, mut walk: Walk, main: Main, span: Span) -> Walk {
        walk.holding.gain(self.scope.region, main);
        walk.fees += span.fee + span.alongside.map_or(0, |(_, _, fee)| fee);
        walk.clock = span.end;
        walk.spans.push(span);
        walk
    }

    fn go(&self, walk: &mut Walk, to: Option<PlaceId>) {
        if let Some(to) = to {
            walk.moves += u32::from(walk.place.is_some_and(|place| place != to));
            walk.place = Some(to);
        }
    }

    /// Ends a walk at the goal; `None` where it can't be reached from there within the limits.
    pub fn end(&self, walk: &Walk) -> Option<End> {
        let region = self.scope.region;
        let mut moves = walk.moves;
        let (month, gap) = match self.scope.goal {
            Goal::Job(job) => {
                if !self.scope.admits_job(job) {
                    return None;
                }
                let profile = &region.jobs[job];
                let clock = walk.duty.before_work(walk.clock, profile.employer)?;
                if let (Some(to), Some(place)) = (region.job_place(job), walk.place) {
                    moves += u32::from(to != place);
                }
                let mut gap = 0;
                for need in &profile.requires {
                    gap += need.weight() * u32::from(need.level.saturating_sub(walk.holding.levels[need.competency]));
                }
                (clock.max(self.from(&profile.entry, &walk.holding)), gap)
            }
            Goal::Programme(programme) => {
                if self.scope.student.enrolled.is_some_and(|enrolled| enrolled.programme == programme) {
                    return None;
                }
                let clock = walk.duty.before_programme_goal(walk.clock)?;
                let mut first = None;
                for position in 0..region.programmes[programme].offerings.len() {
                    let reference = (programme, position as u16);
                    if self.scope.admits_offering(reference)
                        && let Some((start, ..)) = self.study(reference, clock, &walk.holding)
                        && first.is_none_or(|first| start < first)
                    {
                        first = Some(start);
                    }
                }
                (first?, 0)
            }
        };
        let figures = Figures { months: month, fees: walk.fees, gap, effort: walk.effort, moves };
        let within = month <= self.scope.horizon()
            && walk.fees <= self.scope.purse()
            && moves <= self.scope.moves()
            && gap <= self.scope.gap();
        within.then(|| End { figures, spans: walk.spans.clone(), levels: walk.holding.levels.clone() })
    }

    /// Walks a whole route.
    pub fn walk(&self, steps: &[Step]) -> Option<End> {
        let mut walk = self.start();
        for step in steps {
            walk = self.step(&walk, step)?;
        }
        self.end(&walk)
    }

    /// Whether a sequence of stages walks to figures as good as these.
    pub fn as_good(&self, steps: &[Step], figures: &Figures) -> bool {
        self.walk(steps).is_some_and(|end| end.figures.no_worse(figures, self.scope.objectives))
    }
}

/// How many stages come again.
pub fn repeats(steps: &[Step]) -> u32 {
    let again = |(position, step): (usize, &Step)| {
        steps.iter().take(position).any(|earlier| step.main.same_again(earlier.main))
    };
    steps.iter().enumerate().filter(|entry| again(*entry)).count() as u32
}
