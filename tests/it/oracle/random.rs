//! Random small regions with a student and a question: the same seed gives the same case for ever.
//!
//! Cases are small enough for [`super::brute`] to enumerate and dense enough for the rules of design
//! section 5 to meet each other. Every [`Family`] leans on some of the rules; `seed % families` picks it.

use std::ops::RangeInclusive;

use pathway_planner::condition::{Atom, Condition};
use pathway_planner::month::Month;
use pathway_planner::region::*;
use pathway_planner::student::{Avoid, Enrolled, Goal, Limits, Objective, Owes, Query, Student};
use pathway_planner::table::{Id, Table};

use super::sim::Sim;
use super::{brute, rows};
use crate::arbitrary::Random;

/// Search steps for a case: enough for all but a few, and as many as tests can afford for those.
pub const BUDGET: u64 = 200_000;

/// A region, who asks, and what.
#[derive(Clone, Debug)]
pub struct Case {
    pub seed: u64,
    pub region: Region,
    pub student: Student,
    pub query: Query,
}

impl Random {
    pub fn within(&mut self, range: RangeInclusive<u32>) -> u32 {
        range.start() + self.below((range.end() - range.start() + 1) as usize) as u32
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.within(0..=99) < percent
    }

    pub fn shuffle<T>(&mut self, rows: &mut [T]) {
        for end in (1..rows.len()).rev() {
            rows.swap(end, self.below(end + 1));
        }
    }

    /// Each of `of` so many times in a hundred.
    pub fn some_of<T: Copy>(&mut self, percent: u32, of: &[T]) -> Vec<T> {
        of.iter().copied().filter(|_| self.chance(percent)).collect()
    }

    /// Each row of a table with `len` rows so many times in a hundred.
    fn each_row<I: Id>(&mut self, percent: u32, len: usize) -> Vec<I> {
        (0..len).map(I::new).filter(|_| self.chance(percent)).collect()
    }

    /// A row of a table with `len` rows, where it has any.
    fn any_row<I: Id>(&mut self, len: usize) -> Option<I> {
        (len > 0).then(|| I::new(self.below(len)))
    }
}

/// What a case leans on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// A little of everything.
    Mixed,
    /// Many activities with chains of entries and scarce free hours.
    Activities,
    /// Target contracts: chained, of zero months, owed at the start, served longer than a tenure.
    Contracts,
    /// Jobs that ask for the tenure before them.
    Ladders,
    /// Many places, some of them unknown.
    Moves,
    /// Part-time and distance study while working.
    Alongside,
    /// Ages to wait for or to assume, facts to attest.
    Assumptions,
    /// Short courses whose free hours are worth taking twice.
    Repeats,
    /// The rest of a programme first, credentials and shorter ways through.
    Enrolled,
    /// Tiny, without a limit on months.
    Unlimited,
}

impl Family {
    pub const ALL: [Family; 10] = [
        Family::Mixed,
        Family::Activities,
        Family::Contracts,
        Family::Ladders,
        Family::Moves,
        Family::Alongside,
        Family::Assumptions,
        Family::Repeats,
        Family::Enrolled,
        Family::Unlimited,
    ];

    pub fn of(seed: u64) -> Family {
        Family::ALL[(seed % Family::ALL.len() as u64) as usize]
    }

    /// The seed of this family's case number `index`.
    pub fn seed(self, index: u64) -> u64 {
        let place = Family::ALL.iter().position(|&family| family == self).unwrap() as u64;
        index * Family::ALL.len() as u64 + place
    }

    fn taste(self) -> Taste {
        let mixed = Taste::default();
        match self {
            Family::Mixed => mixed,
            Family::Activities => Taste {
                activities: 2..=4,
                chains: 80,
                programmes: 2..=4,
                jobs: 1..=3,
                contracts: 0,
                limit: 24..=60,
                ..mixed
            },
            Family::Contracts => Taste {
                courses: 10,
                contracts: 65,
                owes: 50,
                organizations: 1..=2,
                full_time: 30,
                tenure: 40,
                service: 200,
                teaches: 1..=3,
                entry: 30,
                programmes: 2..=4,
                jobs: 2..=4,
                activities: 0..=1,
                places: 0..=1,
                limit: 24..=60,
                ..mixed
            },
            Family::Ladders => Taste {
                jobs: 3..=4,
                ladder: 75,
                teaches: 1..=3,
                essential: 60,
                programmes: 2..=3,
                contracts: 5,
                activities: 0..=2,
                ..mixed
            },
            Family::Moves => Taste {
                places: 2..=3,
                place: 75,
                organizations: 2..=3,
                moves: 80,
                activities: 0..=2,
                contracts: 5,
                ..mixed
            },
            Family::Alongside => Taste {
                full_time: 15,
                any_month: 25,
                tenure: 60,
                hours: &[20, 40],
                job_hours: &[20, 40],
                activity_hours: &[0, 20, 40, 60],
                organizations: 1..=2,
                teaches: 1..=2,
                owes: 30,
                jobs: 2..=3,
                programmes: 2..=3,
                activities: 1..=3,
                contracts: 45,
                limit: 24..=60,
                ..mixed
            },
            Family::Assumptions => {
                Taste { ages: 50, attests: 25, entry: 75, activities: 0..=2, contracts: 10, ..mixed }
            }
            Family::Repeats => Taste {
                programmes: 2..=3,
                courses: 80,
                jobs: 1..=3,
                activities: 2..=4,
                chains: 70,
                contracts: 0,
                hours: &[30],
                activity_hours: &[0, 20, 25, 30],
                limit: 10..=24,
                ..mixed
            },
            Family::Enrolled => Taste {
                enrolled: 90,
                credentials: 1..=3,
                advanced: 60,
                activities: 1..=3,
                contracts: 10,
                owes: 15,
                ..mixed
            },
            Family::Unlimited => Taste {
                competencies: 2..=3,
                credentials: 0..=1,
                programmes: 1..=3,
                jobs: 1..=2,
                activities: 0..=2,
                courses: 5,
                places: 0..=1,
                limit: 0..=0,
                contracts: 10,
                ..mixed
            },
        }
    }
}

/// How many of everything, and how often in a hundred.
#[derive(Clone)]
struct Taste {
    competencies: RangeInclusive<u32>,
    credentials: RangeInclusive<u32>,
    programmes: RangeInclusive<u32>,
    activities: RangeInclusive<u32>,
    jobs: RangeInclusive<u32>,
    organizations: RangeInclusive<u32>,
    places: RangeInclusive<u32>,
    /// The limit on months; 0 for none.
    limit: RangeInclusive<u32>,
    /// Entries that ask for something.
    entry: u32,
    /// Atoms that are an age, and that are a fact.
    ages: u32,
    attests: u32,
    /// Activities that ask for what another activity teaches.
    chains: u32,
    contracts: u32,
    owes: u32,
    enrolled: u32,
    advanced: u32,
    courses: u32,
    full_time: u32,
    /// Offerings that start in any month.
    any_month: u32,
    /// Free hours of programmes and of jobs, and hours of activities.
    hours: &'static [u32],
    job_hours: &'static [u32],
    activity_hours: &'static [u32],
    /// The months of a tenure, and those owed for a contract, in hundredths of a stage's.
    tenure: u32,
    service: u32,
    /// Jobs that ask for the job before.
    ladder: u32,
    essential: u32,
    /// Outcomes of a tenure.
    teaches: RangeInclusive<u32>,
    /// Organizations, jobs and homes at a known place.
    place: u32,
    /// Questions that mind moves.
    moves: u32,
}

impl Default for Taste {
    fn default() -> Taste {
        Taste {
            competencies: 2..=5,
            credentials: 0..=3,
            programmes: 2..=5,
            activities: 0..=4,
            jobs: 2..=4,
            organizations: 1..=3,
            places: 0..=3,
            limit: 24..=60,
            entry: 40,
            ages: 6,
            attests: 6,
            chains: 35,
            contracts: 15,
            owes: 6,
            enrolled: 20,
            advanced: 25,
            courses: 25,
            full_time: 50,
            any_month: 50,
            hours: &[0, 20, 40, 60, 100],
            job_hours: &[0, 0, 20, 40],
            activity_hours: &[0, 10, 20, 40, 60],
            tenure: 100,
            service: 100,
            ladder: 20,
            essential: 40,
            teaches: 0..=2,
            place: 60,
            moves: 40,
        }
    }
}

/// The case of a seed: of a few drafts one that [`brute`] can take and, three times in four, whose front has two
/// points or more, where there is one.
pub fn case(seed: u64) -> Case {
    let mut random = Random(seed);
    let points = if random.chance(25) { 0 } else { 2 };
    let mut second_best = None;
    for _ in 0..5 {
        let draft = draft(seed, Random(random.next()));
        match brute::front(&Sim::new(&draft), 6_000) {
            Some(front) if front.len() >= points => return draft,
            Some(_) => drop(second_best.get_or_insert(draft)),
            None => {}
        }
    }
    second_best.unwrap_or_else(|| draft(seed, random))
}

fn draft(seed: u64, mut rng: Random) -> Case {
    let taste = Family::of(seed).taste();
    let limit = rng.within(taste.limit.clone());
    let typical = if limit == 0 { rng.within(50..=150) } else { rng.within(limit / 6..=limit / 3).max(4) };
    let (levels, adult) = (rng.within(2..=4) as Level, rng.within(16..=19));
    let mut maker = Maker { levels, adult, typical, taught: None, taste, rng };
    let mut region = maker.region();
    let mut student = maker.student(&region);
    let query = maker.query(&region, &student, limit);
    maker.raise(&mut region, query.goal);
    if maker.rng.chance(85) {
        mend(&mut region, &mut student, query.goal);
    }
    Case { seed, region, student, query }
}

/// Puts something more on offer at the end of one of a case's tables.
pub fn enlarge(case: &mut Case, rng: &mut Random) {
    let taste = Family::of(case.seed).taste();
    let levels = case.region.progression.len() as Level;
    let mut maker = Maker { levels, adult: 17, typical: 8, taught: None, taste, rng: Random(rng.next()) };
    let sizes = Sizes::of(&case.region);
    let region = &mut case.region;
    match maker.rng.below(4) {
        0 => drop(region.programmes.push(maker.programme(sizes, sizes.programmes))),
        1 => drop(region.activities.push(maker.activity(sizes, sizes.activities))),
        2 => drop(region.jobs.push(maker.job(sizes, sizes.jobs))),
        _ => {
            let offerings = &mut region.programmes[maker.rng.any_row(sizes.programmes).unwrap()].offerings;
            offerings.push(maker.offering(sizes, offerings.len()));
        }
    }
}

/// Opens what is closed in a way that teaches nothing: conditions ask for less, or for something else, where
/// nothing in the region gives what they ask for or only the goal does, and sponsors have jobs to offer.
fn mend(region: &mut Region, student: &mut Student, goal: Goal) {
    let mut taught: Vec<Outcome> = Vec::new();
    taught.extend(region.programmes.iter().flat_map(|programme| &programme.outcomes));
    taught.extend(region.activities.iter().flat_map(|activity| &activity.outcomes));
    taught.extend(region.jobs.iter().flat_map(|job| &job.tenure.outcomes));
    let awarded: Vec<CredentialId> = region.programmes.iter().flat_map(|row| row.awards.clone()).collect();
    each_condition(region, &mut |condition| mend_condition(condition, &taught, &awarded, goal));
    let employers: Vec<OrganizationId> = region.jobs.iter().map(|job| job.employer).collect();
    let mend_sponsor = |sponsor: &mut OrganizationId| {
        if !employers.contains(sponsor) {
            *sponsor = employers[sponsor.index() % employers.len()];
        }
    };
    for id in region.programmes.ids() {
        let contracts = region.programmes[id].offerings.iter_mut().filter_map(|offering| offering.contract.as_mut());
        contracts.for_each(|contract| mend_sponsor(&mut contract.sponsor));
    }
    student.owes.iter_mut().for_each(|owes| mend_sponsor(&mut owes.sponsor));
}

fn mend_condition(condition: &mut Condition, taught: &[Outcome], awarded: &[CredentialId], goal: Goal) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::Count(_, parts) => {
            parts.iter_mut().for_each(|part| mend_condition(part, taught, awarded, goal));
        }
        Condition::Atom(Atom::Level(competency, level)) => {
            let most = taught.iter().filter(|outcome| outcome.competency == *competency).map(|outcome| outcome.level);
            match (most.max(), taught.first()) {
                (Some(most), _) => *level = most.min(*level),
                (None, Some(other)) => (*competency, *level) = (other.competency, 1),
                (None, None) => {}
            }
        }
        Condition::Atom(atom @ Atom::Holds(_)) => {
            if let Some(other) = awarded.first().filter(|_| !awarded.iter().any(|&id| Atom::Holds(id) == *atom)) {
                *atom = Atom::Holds(*other);
            }
        }
        Condition::Atom(atom @ Atom::Worked(_)) => {
            if let Some(outcome) =
                taught.last().filter(|_| matches!(atom, Atom::Worked(job) if goal == Goal::Job(*job)))
            {
                *atom = Atom::Level(outcome.competency, outcome.level);
            }
        }
        Condition::Atom(_) => {}
    }
}

/// Hands every condition of a region to `edit`.
pub fn each_condition(region: &mut Region, edit: &mut dyn FnMut(&mut Condition)) {
    for id in region.programmes.ids() {
        let programme = &mut region.programmes[id];
        edit(&mut programme.entry);
        programme.advanced_standing.iter_mut().for_each(|standing| edit(&mut standing.when));
        programme.offerings.iter_mut().for_each(|offering| edit(&mut offering.entry));
    }
    for id in region.activities.ids() {
        edit(&mut region.activities[id].entry);
    }
    for id in region.jobs.ids() {
        edit(&mut region.jobs[id].entry);
    }
}

/// How many rows there are to refer to.
#[derive(Clone, Copy)]
struct Sizes {
    places: usize,
    organizations: usize,
    competencies: usize,
    credentials: usize,
    programmes: usize,
    activities: usize,
    jobs: usize,
    facts: usize,
}

impl Sizes {
    fn of(region: &Region) -> Sizes {
        Sizes {
            places: region.places.len(),
            organizations: region.organizations.len(),
            competencies: region.competencies.len(),
            credentials: region.credentials.len(),
            programmes: region.programmes.len(),
            activities: region.activities.len(),
            jobs: region.jobs.len(),
            facts: region.facts.len(),
        }
    }
}

struct Maker {
    rng: Random,
    taste: Taste,
    levels: Level,
    /// The age about which entries ask, in years.
    adult: u32,
    /// Months that a stage takes, about.
    typical: u32,
    /// What the activity before teaches.
    taught: Option<Outcome>,
}

impl Maker {
    fn region(&mut self) -> Region {
        let taste = self.taste.clone();
        let mut count = |range: RangeInclusive<u32>| self.rng.within(range) as usize;
        let sizes = Sizes {
            places: count(taste.places),
            organizations: count(taste.organizations),
            competencies: count(taste.competencies),
            credentials: count(taste.credentials),
            programmes: count(taste.programmes),
            activities: count(taste.activities),
            jobs: count(taste.jobs),
            facts: count(0..=2),
        };
        let mut region = rows::region(self.levels);
        region.places = self.rows(sizes.places, |_, index| rows::place(index));
        region.organizations =
            self.rows(sizes.organizations, |maker, index| rows::organization(index, maker.place(sizes)));
        region.competencies = self.rows(sizes.competencies, |_, index| rows::competency(index));
        region.credentials = self.rows(sizes.credentials, |maker, index| Credential {
            implies: maker.rng.each_row(60, index),
            ..rows::credential(index)
        });
        region.facts = self.rows(sizes.facts, |_, index| format!("f{index}"));
        region.programmes = self.rows(sizes.programmes, |maker, index| maker.programme(sizes, index));
        region.activities = self.rows(sizes.activities, |maker, index| maker.activity(sizes, index));
        region.jobs = self.rows(sizes.jobs, |maker, index| maker.job(sizes, index));
        region
    }

    fn rows<I: Id, T>(&mut self, len: usize, mut row: impl FnMut(&mut Maker, usize) -> T) -> Table<I, T> {
        Table::new((0..len).map(|index| row(self, index)).collect())
    }

    fn place(&mut self, sizes: Sizes) -> Option<PlaceId> {
        if self.rng.chance(self.taste.place) { self.rng.any_row(sizes.places) } else { None }
    }

    /// Low levels more often than high ones.
    fn level(&mut self) -> Level {
        let levels = u32::from(self.levels);
        self.rng.within(1..=levels).min(self.rng.within(1..=levels)) as Level
    }

    fn outcome(&mut self, sizes: Sizes) -> Outcome {
        let level = self.rng.within(1..=u32::from(self.levels)) as Level;
        Outcome { competency: self.rng.any_row(sizes.competencies).unwrap(), level }
    }

    fn outcomes(&mut self, sizes: Sizes, count: RangeInclusive<u32>) -> Vec<Outcome> {
        (0..self.rng.within(count)).map(|_| self.outcome(sizes)).collect()
    }

    /// A condition as entries carry it, often one that always holds.
    fn entry(&mut self, sizes: Sizes, ages: bool) -> Condition {
        if self.rng.chance(self.taste.entry) { self.condition(sizes, ages, 2) } else { Condition::always() }
    }

    fn condition(&mut self, sizes: Sizes, ages: bool, depth: u32) -> Condition {
        let parts = |maker: &mut Maker, count| {
            (0..maker.rng.within(count)).map(|_| maker.condition(sizes, ages, depth - 1)).collect::<Vec<_>>()
        };
        match self.rng.below(if depth == 0 { 6 } else { 12 }) {
            0..=5 => Condition::Atom(self.atom(sizes, ages)),
            6 => Condition::All(parts(self, 2..=2)),
            7..=10 => Condition::Any(parts(self, 2..=3)),
            _ => {
                let parts = parts(self, 2..=3);
                Condition::Count(self.rng.within(1..=parts.len() as u32), parts)
            }
        }
    }

    fn atom(&mut self, sizes: Sizes, ages: bool) -> Atom {
        if ages && self.rng.chance(self.taste.ages) {
            return Atom::Age(self.adult + self.rng.within(0..=2));
        }
        if sizes.facts > 0 && self.rng.chance(self.taste.attests) {
            return Atom::Attests(self.rng.any_row(sizes.facts).unwrap());
        }
        match self.rng.below(10) {
            0..=2 if sizes.credentials > 0 => Atom::Holds(self.rng.any_row(sizes.credentials).unwrap()),
            3..=4 if sizes.jobs > 0 => Atom::Worked(self.rng.any_row(sizes.jobs).unwrap()),
            _ => Atom::Level(self.rng.any_row(sizes.competencies).unwrap(), self.level()),
        }
    }

    fn months(&mut self) -> u32 {
        self.rng.within(self.typical.div_ceil(2)..=self.typical + self.typical / 2)
    }

    fn programme(&mut self, sizes: Sizes, index: usize) -> Programme {
        let kind = if self.rng.chance(self.taste.courses) {
            ProgrammeKind::Course
        } else {
            self.rng.pick(&[ProgrammeKind::General, ProgrammeKind::Vocational, ProgrammeKind::Degree])
        };
        let months = if kind == ProgrammeKind::Course { self.rng.within(2..=4) } else { self.months() };
        let advanced = if self.rng.chance(self.taste.advanced) { self.rng.within(1..=2) } else { 0 };
        Programme {
            kind,
            free_hours: self.rng.pick(self.taste.hours),
            entry: self.entry(sizes, true),
            advanced_standing: (0..advanced)
                .map(|_| AdvancedStanding {
                    when: self.condition(sizes, false, 1),
                    months: self.rng.within(1..=months + 1),
                })
                .collect(),
            outcomes: self.outcomes(sizes, 1..=3),
            awards: self.rng.each_row(45, sizes.credentials),
            offerings: (0..self.rng.within(1..=3) as usize).map(|index| self.offering(sizes, index)).collect(),
            ..rows::programme(index, self.rng.any_row(sizes.organizations).unwrap(), months)
        }
    }

    fn offering(&mut self, sizes: Sizes, index: usize) -> Offering {
        let mut intake = match self.rng.below(5) {
            _ if self.rng.chance(self.taste.any_month) => Vec::new(),
            0..=2 => vec![9],
            _ => vec![self.rng.within(1..=12) as u8, self.rng.within(1..=12) as u8],
        };
        intake.sort_unstable();
        intake.dedup();
        let contract = self.rng.chance(self.taste.contracts).then(|| Contract {
            sponsor: self.rng.any_row(sizes.organizations).unwrap(),
            obligation_months: if self.rng.chance(12) { 0 } else { self.months() * self.taste.service / 100 },
            stipend_per_month: self.rng.pick(&[0, 3]),
        });
        Offering {
            mode: if self.rng.chance(self.taste.full_time) {
                Mode::FullTime
            } else {
                self.rng.pick(&[Mode::PartTime, Mode::Distance])
            },
            funding: self.rng.pick(Funding::ALL),
            fee_per_year: if contract.is_some() { self.rng.pick(&[0, 5]) } else { self.rng.pick(&[0, 10, 20, 50]) },
            intake,
            entry: if self.rng.chance(25) { self.entry(sizes, true) } else { Condition::always() },
            contract,
            ..rows::offering(index)
        }
    }

    fn activity(&mut self, sizes: Sizes, index: usize) -> Activity {
        let mut hosts = Hosts {
            kinds: self.rng.some_of(40, ProgrammeKind::ALL),
            programmes: self.rng.each_row(30, sizes.programmes),
            jobs: self.rng.each_row(40, sizes.jobs),
        };
        if self.taste.courses > 50 {
            hosts.kinds.push(ProgrammeKind::Course);
            hosts.kinds.sort();
            hosts.kinds.dedup();
        }
        let entry = match self.taught {
            Some(Outcome { competency, level }) if self.rng.chance(self.taste.chains) => {
                Condition::Atom(Atom::Level(competency, level))
            }
            _ => self.entry(sizes, false),
        };
        let outcomes = self.outcomes(sizes, 1..=2);
        self.taught = outcomes.last().copied();
        let hours = self.rng.pick(self.taste.activity_hours);
        Activity { hosts, fee: self.rng.pick(&[0, 0, 5, 15]), entry, outcomes, ..rows::activity(index, hours) }
    }

    fn requires(
        &mut self,
        sizes: Sizes,
        count: RangeInclusive<u32>,
        level: impl Fn(&mut Maker) -> Level,
    ) -> Vec<Requirement> {
        let mut asked: Vec<CompetencyId> = (0..sizes.competencies).map(CompetencyId::new).collect();
        self.rng.shuffle(&mut asked);
        asked.truncate(self.rng.within(count) as usize);
        let mut requirement = |competency| Requirement {
            competency,
            level: level(self),
            importance: self.rng.within(1..=5) as u8,
            essential: self.rng.chance(self.taste.essential),
        };
        asked.into_iter().map(&mut requirement).collect()
    }

    fn job(&mut self, sizes: Sizes, index: usize) -> Job {
        let entry = if index > 0 && self.rng.chance(self.taste.ladder) {
            Condition::Atom(Atom::Worked(JobId::new(index - 1)))
        } else {
            self.entry(sizes, true)
        };
        let entry = if self.rng.chance(self.taste.ages / 2) {
            Condition::Atom(Atom::Age(self.adult + self.rng.within(0..=2)))
        } else {
            entry
        };
        let tenure = (self.months() * self.taste.tenure / 100).max(1);
        Job {
            place: if self.rng.chance(40) { self.place(sizes) } else { None },
            entry,
            requires: self.requires(sizes, 0..=2, Maker::level),
            tenure: Tenure { months: tenure, outcomes: self.outcomes(sizes, self.taste.teaches.clone()) },
            free_hours: self.rng.pick(self.taste.job_hours),
            wage: self.rng.chance(50).then(|| Wage { per_month: 7, as_of: Month::new(2026, 1).unwrap() }),
            ..rows::job(index, self.rng.any_row(sizes.organizations).unwrap(), tenure)
        }
    }

    /// Makes a goal worth a route: it asks for more than other jobs and programmes do.
    fn raise(&mut self, region: &mut Region, goal: Goal) {
        let sizes = Sizes::of(region);
        let entry = match goal {
            Goal::Job(job) => {
                let requires = self.requires(sizes, 2..=5, |maker| maker.rng.within(1..=maker.levels.into()) as Level);
                let job = &mut region.jobs[job];
                job.requires = requires;
                &mut job.entry
            }
            Goal::Programme(programme) => &mut region.programmes[programme].entry,
        };
        if self.rng.chance(if matches!(goal, Goal::Job(_)) { 40 } else { 90 }) {
            let more = self.condition(sizes, true, 2);
            *entry = if entry.is_always() { more } else { Condition::All(vec![entry.clone(), more]) };
        }
    }

    fn student(&mut self, region: &Region) -> Student {
        let sizes = Sizes::of(region);
        let now = Month::new(2026, self.rng.within(1..=12) as i32).unwrap();
        let enrolled = self.rng.chance(self.taste.enrolled).then(|| {
            let programme: ProgrammeId = self.rng.any_row(sizes.programmes).unwrap();
            Enrolled { programme, until: now.plus(self.rng.within(0..=10)) }
        });
        Student {
            now,
            born: self.rng.chance(60).then(|| {
                let grown = now.count() - 12 * self.adult as i32;
                Month::from_count(grown + self.rng.within(0..=20) as i32 - 8).unwrap()
            }),
            home: self.place(sizes),
            enrolled,
            credentials: self.rng.each_row(15, sizes.credentials),
            worked: self.rng.each_row(8, sizes.jobs),
            owes: self
                .rng
                .chance(self.taste.owes)
                .then(|| Owes { sponsor: self.rng.any_row(sizes.organizations).unwrap(), months: self.months() }),
            competencies: self
                .rng
                .each_row(40, sizes.competencies)
                .into_iter()
                .map(|competency| (competency, self.rng.within(0..=u32::from(self.levels - 1)) as Level))
                .collect(),
            attests: self.rng.each_row(40, sizes.facts).into_iter().map(|fact| (fact, self.rng.chance(60))).collect(),
        }
    }

    fn query(&mut self, region: &Region, student: &Student, limit: u32) -> Query {
        let sizes = Sizes::of(region);
        let goal = if self.rng.chance(86) {
            let last = JobId::new(sizes.jobs - 1);
            Goal::Job(if self.rng.chance(self.taste.ladder) { last } else { self.rng.any_row(sizes.jobs).unwrap() })
        } else {
            Goal::Programme(self.rng.any_row(sizes.programmes).unwrap())
        };
        let mut objectives = vec![Objective::Months, Objective::Fees, Objective::Effort];
        if self.rng.chance(self.taste.moves) {
            objectives.push(Objective::Moves);
        }
        self.rng.shuffle(&mut objectives);
        // Without the gap most fronts are a single point.
        objectives.insert(if self.rng.chance(85) { 0 } else { objectives.len() }, Objective::Gap);
        objectives.truncate(if self.rng.chance(7) { 1 } else { self.rng.within(2..=4) as usize });
        self.rng.shuffle(&mut objectives);
        let enrolled_for = student.enrolled.map_or(0, |enrolled| enrolled.until.since(student.now));
        let mut avoid = |len: usize| if len > 0 && self.rng.chance(12) { Some(self.rng.below(len)) } else { None };
        let [programmes, activities, jobs] = [sizes.programmes, sizes.activities, sizes.jobs].map(&mut avoid);
        let offering = avoid(sizes.programmes).map(ProgrammeId::new);
        let avoid = Avoid {
            programmes: programmes.map(ProgrammeId::new).into_iter().collect(),
            activities: activities.map(ActivityId::new).into_iter().collect(),
            offerings: offering
                .map(|id| (id, self.rng.below(region.programmes[id].offerings.len()) as u16))
                .into_iter()
                .collect(),
            jobs: jobs.map(JobId::new).into_iter().collect(),
        };
        let minds_moves = self.taste.moves;
        let limits = Limits {
            months: (limit > 0).then(|| limit.max(enrolled_for)),
            fees: self.rng.chance(15).then(|| self.rng.within(0..=100)),
            gap: self.rng.chance(15).then(|| self.rng.within(0..=30)),
            moves: self.rng.chance(minds_moves / 2).then(|| self.rng.within(0..=1)),
            places: self.rng.chance(minds_moves / 2).then(|| self.rng.each_row(50, sizes.places)),
            modes: self.rng.chance(10).then(|| self.rng.some_of(70, Mode::ALL)),
            funding: self.rng.chance(10).then(|| self.rng.some_of(75, Funding::ALL)),
            avoid,
        };
        Query { goal, objectives, limits, routes: self.rng.within(1..=4), budget: BUDGET }
    }
}
