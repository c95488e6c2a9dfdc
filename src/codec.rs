//! The binary form of a region: a core of structure and ids, and labels for each locale.

use crate::problem::Problem;
use crate::region::Region;

/// A built region.
#[derive(Clone, Debug)]
pub struct Built {
    /// Structure, ids and numbers: `<id>.region`.
    pub core: Vec<u8>,
    /// Names, titles, addresses in one locale: `<id>.<locale>.labels`.
    pub labels: Vec<(String, Vec<u8>)>,
}

/// Writes a region.
pub fn write(_region: &Region) -> Built {
    Built { core: Vec::new(), labels: Vec::new() }
}

/// The hexadecimal SHA-256 of a region's core, cut to 32 digits.
#[cfg(feature = "cli")]
pub fn digest(_region: &Region) -> String {
    String::new()
}

/// Reads a core; names are absent until [`read_labels`] adds them.
pub fn read(_core: &[u8]) -> Result<Region, Problem> {
    Err(Problem {
        code: crate::problem::Code::Syntax,
        severity: crate::problem::Severity::Error,
        place: Default::default(),
        message: String::new(),
        remedy: String::new(),
    })
}

/// Adds one locale's names to a region; they must have been built with its core.
pub fn read_labels(_region: &mut Region, _labels: &[u8]) -> Result<(), Problem> {
    Ok(())
}
