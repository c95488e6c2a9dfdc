//! The planner: every non-dominated route from a student to a goal.

use crate::answer::{Answer, Goal, RegionStamp, Status};
use crate::region::Region;
use crate::student::{Query, Student};

/// Finds the routes that a query asks for.
pub fn plan(region: &Region, _student: &Student, _query: &Query) -> Answer {
    Answer {
        format: Answer::FORMAT.into(),
        region: RegionStamp { id: region.id.clone(), version: region.version.clone(), digest: region.digest.clone() },
        engine: env!("CARGO_PKG_VERSION").into(),
        goal: Goal::Job(String::new()),
        objectives: Vec::new(),
        status: Status::Partial,
        bound: None,
        steps: 0,
        routes: Vec::new(),
        reasons: Vec::new(),
    }
}
