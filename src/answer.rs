//! The answer: plain records, ids and codes only, as they cross every border (design section 7).
//!
//! Field order is the order in JSON.

use serde::Serialize;

#[cfg(feature = "cli")]
use serde::Deserialize;

/// `pathways-answer/1`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(Deserialize), serde(deny_unknown_fields))]
pub struct Answer {
    /// Always [`Answer::FORMAT`].
    pub format: String,
    pub region: RegionStamp,
    /// The engine's version.
    pub engine: String,
    pub goal: Goal,
    pub objectives: Vec<String>,
    pub status: Status,
    /// Per mille; with [`Status::Within`] alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "cli", serde(default))]
    pub bound: Option<u64>,
    /// Search steps taken, a little more than the query's budget where that was spent. Those of the searches for reasons,
    /// each of which may take the budget again, are not among them.
    pub steps: u64,
    pub routes: Vec<Route>,
    /// Why there is no route; with [`Status::Unreachable`] alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "cli", serde(default))]
    pub reasons: Vec<Reason>,
}

impl Answer {
    /// The format's name and number.
    pub const FORMAT: &'static str = "pathways-answer/1";
}

/// Which region an answer was computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(Deserialize), serde(deny_unknown_fields))]
pub struct RegionStamp {
    pub id: String,
    pub version: String,
    pub digest: String,
}

/// `{"job": id}` or `{"programme": id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(Deserialize))]
#[serde(rename_all = "lowercase")]
pub enum Goal {
    Job(String),
    Programme(String),
}

/// What is proved of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(Deserialize))]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The routes hold every non-dominated vector.
    Exact,
    /// For every route there is, a listed one is within [`Answer::bound`].
    Within,
    /// Nothing is proved.
    Partial,
    /// There is no route; the reasons say why.
    Unreachable,
}

/// One way to the goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(Deserialize), serde(deny_unknown_fields))]
pub struct Route {
    /// The values of the answer's objectives, in their order.
    pub objectives: Vec<u64>,
    pub months: u32,
    pub fees: u64,
    pub gap: u32,
    /// 0 to 100.
    pub readiness: u32,
    /// Hours of all activities.
    pub effort: u64,
    pub moves: u32,
    /// Wages and stipends.
    pub earned: u64,
    /// `YYYY-MM`: the month in which the goal is reached.
    pub reached: String,
    pub stages: Vec<Stage>,
    /// What the goal job requires and the route does not give.
    pub gaps: Vec<Gap>,
    /// Stages that come again on the route.
    pub repeats: u32,
    pub assumes: Vec<Assumption>,
}

/// One step of a route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(Deserialize), serde(deny_unknown_fields))]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Stage {
    Programme {
        id: String,
        /// `null` for the rest of a programme in which the student is enrolled.
        offering: Option<String>,
        start: String,
        end: String,
        fee: u64,
        activities: Vec<String>,
        /// `programme/offering`
        instead: Vec<String>,
    },
    Job {
        id: String,
        start: String,
        end: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "cli", serde(default))]
        alongside: Option<Alongside>,
        activities: Vec<String>,
        /// Job ids.
        instead: Vec<String>,
    },
}

/// A part-time or distance programme taken while working.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(Deserialize), serde(deny_unknown_fields))]
pub struct Alongside {
    pub programme: String,
    pub offering: String,
    pub start: String,
    pub end: String,
    pub fee: u64,
}

/// One requirement that is not met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(Deserialize), serde(deny_unknown_fields))]
pub struct Gap {
    pub competency: String,
    pub held: u8,
    pub required: u8,
    pub weight: u32,
    pub essential: bool,
    /// Whether the student's own level was given, or anything on the route gives one.
    pub known: bool,
}

/// What a route takes for granted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "cli", derive(Deserialize))]
#[serde(rename_all = "lowercase")]
pub enum Assumption {
    Age(u32),
    Attests(String),
}

/// Why there is no route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(Deserialize), serde(deny_unknown_fields))]
#[serde(tag = "code", rename_all = "lowercase")]
pub enum Reason {
    /// A limit is too tight. `least` is the least value that would do, all other limits kept;
    /// absent for limits that are lists, and where no value of this limit alone would do.
    Limit {
        limit: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "cli", serde(default))]
        given: Option<u64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "cli", serde(default))]
        least: Option<u64>,
    },
    /// An entry that nobody in the student's position can meet.
    Closed {
        kind: String,
        id: String,
        /// The part of the entry that cannot hold.
        clause: String,
    },
    /// A competency level that nothing within reach teaches.
    Untaught { competency: String, level: u8 },
    /// A credential that nothing within reach awards.
    Unawarded { credential: String },
    /// The student is enrolled in the goal, which is therefore no goal.
    Enrolled { programme: String },
    /// Service is owed that leads past the goal.
    Owed { sponsor: String, months: u32 },
    /// There is a way in principle, but not within the longest route (600 months) or its free hours.
    Beyond { months: u32 },
}

/// `pathways-gap/1`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GapAnswer {
    pub format: String,
    pub job: String,
    pub gap: u32,
    pub readiness: u32,
    pub gaps: Vec<TaughtGap>,
}

/// A requirement that is not met now, with what teaches it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TaughtGap {
    pub competency: String,
    pub held: u8,
    /// Whether the student gave a level at all.
    pub known: bool,
    pub required: u8,
    pub weight: u32,
    pub essential: bool,
    pub taught_by: Vec<Teacher>,
}

/// Something that raises a competency above what the student holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Teacher {
    /// `programme`, `activity` or `job`.
    pub kind: String,
    pub id: String,
    pub level: u8,
}

/// `pathways-match/1`, best first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatchAnswer {
    pub format: String,
    pub jobs: Vec<JobMatch>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JobMatch {
    pub job: String,
    /// 0 to 1000.
    pub score: u32,
    pub readiness: u32,
    pub gap: u32,
    pub missing_essential: u32,
}
