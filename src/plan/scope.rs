//! What a query admits at all: its lists of places, modes, funding and things to avoid (design section 4).

use crate::graph::{CompetencyGraph, Node, Upstream};
use crate::region::{ActivityId, JobId, Mode, Offering, PlaceId, ProgrammeId, Region};
use crate::student::{Goal, Limits, Objective, Query, Student};

/// A routes' longest time in months (design section 5).
pub const LONGEST: u32 = 600;

/// An offering: its programme and its position there.
pub type OfferingRef = (ProgrammeId, u16);

/// The offering that a reference names.
pub fn offering(region: &Region, (programme, position): OfferingRef) -> Option<&Offering> {
    region.programmes[programme].offerings.get(usize::from(position))
}

/// Which records a query leaves in, and which figures matter to it.
pub struct Scope<'a> {
    pub region: &'a Region,
    pub graph: &'a CompetencyGraph,
    pub student: &'a Student,
    pub goal: Goal,
    pub objectives: &'a [Objective],
    pub limits: &'a Limits,
}

impl<'a> Scope<'a> {
    pub fn new(region: &'a Region, graph: &'a CompetencyGraph, student: &'a Student, query: &'a Query) -> Scope<'a> {
        Scope { region, graph, student, goal: query.goal, objectives: &query.objectives, limits: &query.limits }
    }

    /// The records that can matter to the goal: all, where moves count, since then a place alone can be worth a stage.
    pub fn upstream(&self) -> Upstream {
        if self.minds(Objective::Moves) {
            return self.graph.all();
        }
        self.graph.upstream(self.goal_node(), self.student.owes.map(|owes| owes.sponsor))
    }

    /// The goal's node in the graph.
    pub fn goal_node(&self) -> Node {
        match self.goal {
            Goal::Job(job) => Node::Job(job),
            Goal::Programme(programme) => Node::Programme(programme),
        }
    }

    fn place_admitted(&self, place: Option<PlaceId>) -> bool {
        match (place, &self.limits.places) {
            (Some(place), Some(places)) => self.student.home == Some(place) || places.contains(&place),
            _ => true,
        }
    }

    /// Whether the lists admit an offering, as a stage, alongside one, or as the goal's.
    pub fn admits_offering(&self, reference: OfferingRef) -> bool {
        let (programme, _) = reference;
        let Some(offering) = offering(self.region, reference) else { return false };
        let limits = self.limits;
        limits.modes.as_ref().is_none_or(|modes| modes.contains(&offering.mode))
            && limits.funding.as_ref().is_none_or(|funding| funding.contains(&offering.funding))
            && !limits.avoid.programmes.contains(&programme)
            && !limits.avoid.offerings.contains(&reference)
            && (offering.mode == Mode::Distance || self.place_admitted(self.region.programme_place(programme)))
    }

    /// Whether the lists admit a job, as a stage or as the goal.
    pub fn admits_job(&self, job: JobId) -> bool {
        !self.limits.avoid.jobs.contains(&job) && self.place_admitted(self.region.job_place(job))
    }

    /// Whether the lists admit an activity.
    pub fn admits_activity(&self, activity: ActivityId) -> bool {
        !self.limits.avoid.activities.contains(&activity)
    }

    /// Whether an offering may be a stage or run alongside one: the goal is never one of the stages.
    pub fn stage_offering(&self, reference: OfferingRef) -> bool {
        self.goal != Goal::Programme(reference.0) && self.admits_offering(reference)
    }

    /// Whether a job may be a stage.
    pub fn stage_job(&self, job: JobId) -> bool {
        self.goal != Goal::Job(job) && self.admits_job(job)
    }

    /// Whether a figure is asked for or limited, so that routes may differ for its sake.
    pub fn minds(&self, objective: Objective) -> bool {
        let limits = self.limits;
        self.objectives.contains(&objective)
            || match objective {
                Objective::Months => limits.months.is_some(),
                Objective::Fees => limits.fees.is_some(),
                Objective::Gap => limits.gap.is_some(),
                Objective::Moves => limits.moves.is_some(),
                Objective::Effort => false,
            }
    }

    /// The most months that a route may last.
    pub fn horizon(&self) -> u32 {
        self.limits.months.map_or(LONGEST, |months| months.min(LONGEST))
    }

    /// The most that fees may come to.
    pub fn purse(&self) -> u64 {
        self.limits.fees.map_or(u64::MAX, u64::from)
    }

    /// The most moves.
    pub fn moves(&self) -> u32 {
        self.limits.moves.unwrap_or(u32::MAX)
    }

    /// The largest gap.
    pub fn gap(&self) -> u32 {
        self.limits.gap.unwrap_or(u32::MAX)
    }
}

/// The five figures that can be objectives, in the order of [`Objective::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figures {
    pub months: u32,
    pub fees: u64,
    pub gap: u32,
    pub effort: u64,
    pub moves: u32,
}

impl Figures {
    /// One figure by name.
    pub fn get(&self, objective: Objective) -> u64 {
        match objective {
            Objective::Months => u64::from(self.months),
            Objective::Fees => self.fees,
            Objective::Gap => u64::from(self.gap),
            Objective::Effort => self.effort,
            Objective::Moves => u64::from(self.moves),
        }
    }

    /// Whether each of these objectives is no larger than the other's.
    pub fn no_worse(&self, other: &Figures, objectives: &[Objective]) -> bool {
        objectives.iter().all(|objective| self.get(*objective) <= other.get(*objective))
    }

    /// Whether each of these objectives is the same.
    pub fn same(&self, other: &Figures, objectives: &[Objective]) -> bool {
        objectives.iter().all(|objective| self.get(*objective) == other.get(*objective))
    }
}

/// The months of the year in which an offering starts, a bit for each, January lowest.
pub fn intake_mask(intake: &[u8]) -> u16 {
    let mask = intake.iter().fold(0, |mask, month| mask | 1 << (u32::from(*month).clamp(1, 12) - 1));
    if mask == 0 { 0xfff } else { mask }
}

/// The first month ≥ `clock` (months after a `now` in month `of_year`, 1 to 12) whose bit is in the mask.
pub fn next_intake(clock: u32, of_year: u32, mask: u16) -> u32 {
    let first = (of_year - 1 + clock) % 12;
    let wait = (0..12).find(|wait| mask >> ((first + wait) % 12) & 1 == 1);
    clock + wait.unwrap_or(0)
}

/// What a programme of this many months costs: a started year counts whole (design 5.2).
pub fn study_fee(fee_per_year: u32, months: u32) -> u64 {
    u64::from(fee_per_year) * u64::from(months.div_ceil(12))
}
