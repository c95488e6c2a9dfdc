//! Gap and match: where a student stands against jobs now, without planning a route.

use crate::answer::{GapAnswer, MatchAnswer};
use crate::region::{JobId, Region};
use crate::student::Student;

/// What a job requires that the student does not hold now, and what teaches it.
pub fn gap(_region: &Region, _student: &Student, _job: JobId) -> GapAnswer {
    GapAnswer { format: String::new(), job: String::new(), gap: 0, readiness: 0, gaps: Vec::new() }
}

/// Jobs ranked for a student, best first; the first `top` of them where given.
pub fn rank(_region: &Region, _student: &Student, _top: Option<usize>) -> MatchAnswer {
    MatchAnswer { format: String::new(), jobs: Vec::new() }
}
