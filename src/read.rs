//! Readers: untyped input to a [`Region`], a [`Student`] or a [`Query`], with every problem in one run.

use crate::problem::Problem;
use crate::region::Region;
use crate::student::{Query, Student};
use crate::value::Value;

/// What a reader made of its input.
#[derive(Clone, Debug)]
pub struct Read<T> {
    /// `None` exactly where `problems` holds an error.
    pub value: Option<T>,
    /// Errors and warnings in the order of the input.
    pub problems: Vec<Problem>,
}

/// Reads a region from the text of one JSON file; `file` is what problems call it.
#[cfg(feature = "cli")]
pub fn region_json(_file: &str, _text: &[u8]) -> Read<Region> {
    Read { value: None, problems: Vec::new() }
}

/// Reads a region from a folder's files, `region.toml` and the tables, each with its name and bytes.
#[cfg(feature = "cli")]
pub fn region_tables(_files: &[(String, Vec<u8>)]) -> Read<Region> {
    Read { value: None, problems: Vec::new() }
}

/// Reads a `pathways-student/1` object.
pub fn student(_file: &str, _value: &Value, _region: &Region) -> Read<Student> {
    Read { value: None, problems: Vec::new() }
}

/// Reads a query object: goal, objectives, limits, routes, budget.
pub fn query(_file: &str, _value: &Value, _region: &Region) -> Read<Query> {
    Read { value: None, problems: Vec::new() }
}
