//! The one diagnostic model: what is wrong, where, and what to do about it.

use serde::Serialize;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The input cannot be used.
    Error,
    /// The input can be used, and somebody should look at it.
    Warning,
}

/// Where in an input something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file as the caller named it; empty for a value that came without one.
    pub file: String,
    /// Counted from 1, for tables and texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// A table's column by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The path in JSON, as in `jobs[3].requires[0].level`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The character (counted from 1) within the value, for conditions and syntax errors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub character: Option<u32>,
}

/// Something wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Stable; see [`Code`].
    pub code: Code,
    pub severity: Severity,
    pub place: Place,
    /// The fact.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

crate::region::words! {
    /// What kind of problem it is. Codes are stable: documentation and tests name them.
    Code {
        Syntax = "syntax",
        WrongType = "wrong-type",
        UnknownField = "unknown-field",
        MissingField = "missing-field",
        NotBuilt = "not-built",
        Version = "version",
        Damaged = "damaged",
        OtherCore = "other-core",
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}
