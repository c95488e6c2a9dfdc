//! The student and the question: plain facts, resolved against a region (design section 4).
//!
//! There is no name, gender, ethnicity or family income, and no field to put them in.

use crate::month::Month;
use crate::region::{
    ActivityId, CompetencyId, CredentialId, FactId, Funding, JobId, Level, Mode, OrganizationId, PlaceId, ProgrammeId,
    words,
};

/// Where a student stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Student {
    pub now: Month,
    /// Absent: ages are assumed, and routes that lean on one say so.
    pub born: Option<Month>,
    pub home: Option<PlaceId>,
    pub enrolled: Option<Enrolled>,
    pub credentials: Vec<CredentialId>,
    /// Jobs with a complete tenure.
    pub worked: Vec<JobId>,
    pub owes: Option<Owes>,
    /// Each competency at most once; one that is not listed is unknown and counts as 0.
    pub competencies: Vec<(CompetencyId, Level)>,
    /// Each fact at most once; one that is not listed is assumed where a route needs it.
    pub attests: Vec<(FactId, bool)>,
}

/// A programme that the student is in; it comes first in every route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enrolled {
    pub programme: ProgrammeId,
    /// Not before [`Student::now`].
    pub until: Month,
}

/// Months owed to a sponsor whose service has not begun; at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owes {
    pub sponsor: OrganizationId,
    pub months: u32,
}

/// What the student wants to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    Job(JobId),
    Programme(ProgrammeId),
}

words! {
    /// What is to be small.
    Objective { Months = "months", Fees = "fees", Gap = "gap", Effort = "effort", Moves = "moves" }
}

/// A question: where to, what counts, within which limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub goal: Goal,
    /// One to four different ones; answers' vectors keep this order.
    pub objectives: Vec<Objective>,
    pub limits: Limits,
    /// Up to this many routes for each vector, at least 1.
    pub routes: u32,
    /// In search steps, never in time. What is in hand when they are spent is finished, so an answer's `steps` may be
    /// more, by as much as docs/planner.md says.
    pub budget: u64,
}

impl Query {
    /// Routes for each vector where the query names no number.
    pub const ROUTES: u32 = 3;
    /// Search steps where the query names no budget.
    pub const BUDGET: u64 = 100_000;

    /// The question that asks for nothing but the goal.
    pub fn new(goal: Goal) -> Query {
        Query {
            goal,
            objectives: vec![Objective::Months, Objective::Fees, Objective::Gap],
            limits: Limits::default(),
            routes: Query::ROUTES,
            budget: Query::BUDGET,
        }
    }
}

/// What a route must stay within; an absent limit does not bind, an empty list admits nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    pub months: Option<u32>,
    pub fees: Option<u32>,
    pub gap: Option<u32>,
    pub moves: Option<u32>,
    /// Where the student is ready to study and work; home and unknown places always are.
    pub places: Option<Vec<PlaceId>>,
    pub modes: Option<Vec<Mode>>,
    pub funding: Option<Vec<Funding>>,
    pub avoid: Avoid,
}

/// What to leave out; an id in the query avoids whatever bears it, so it may stand in several lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Avoid {
    pub programmes: Vec<ProgrammeId>,
    pub activities: Vec<ActivityId>,
    /// The programme and the position among its offerings.
    pub offerings: Vec<(ProgrammeId, u16)>,
    pub jobs: Vec<JobId>,
}
