//! The one diagnostic model: what is wrong, where, and what to do about it.

mod codes;
#[cfg(feature = "cli")]
mod russian;

use serde::Serialize;

use crate::text;
pub use codes::Code;
#[cfg(feature = "cli")]
pub use codes::{Rule, Said};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The input cannot be used.
    Error,
    /// The input can be used, and somebody should look at it.
    Warning,
    /// Perhaps it is as it should be.
    #[cfg(feature = "cli")]
    Info,
}

impl Severity {
    /// The severity as people and machines read it.
    #[cfg(feature = "cli")]
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// Where in an input something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file as the caller named it; empty for a value that came without one.
    pub file: String,
    /// Counted from 1, for tables and texts. A table's first row holds the column names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// A table's column by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The path in JSON, as in `jobs[3].requires[0].level`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The character (counted from 1) within the value, for conditions and ids, or within the row,
    /// for syntax errors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub character: Option<u32>,
    /// The sheet of a workbook. Row and column are given beside it.
    #[cfg(feature = "cli")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The cell of that sheet, as in `D17`.
    #[cfg(feature = "cli")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// Where the value begins in the text of the file.
    #[cfg(feature = "cli")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Start>,
}

/// A place in a text, for editors.
#[cfg(feature = "cli")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Start {
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1 within the line.
    pub character: u32,
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
    /// What it takes to say it in another language.
    #[cfg(feature = "cli")]
    #[serde(skip)]
    told: Box<Told>,
}

/// What message and remedy were made of.
#[cfg(feature = "cli")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Told {
    facts: Vec<String>,
    /// What its author may have meant.
    meant: Option<String>,
    /// Whether it may be better left out than mended.
    may_be_absent: bool,
}

impl Problem {
    /// A problem of this kind, its message filled with `facts`. Of facts that come from the input only what
    /// a terminal and a page can safely show is kept.
    pub fn new(code: Code, place: Place, facts: &[&str]) -> Problem {
        let (message, remedy) = code.english();
        Problem {
            code,
            severity: code.severity(),
            place,
            message: fill(message, facts),
            remedy: fill(remedy, facts),
            #[cfg(feature = "cli")]
            told: Box::new(Told { facts: facts.iter().map(|fact| (*fact).into()).collect(), ..Told::default() }),
        }
    }

    /// The same problem with a name that its author may have meant.
    pub fn meant(self, name: &str) -> Problem {
        Problem {
            remedy: fill("Did you mean `{0}`?", &[name]),
            #[cfg(feature = "cli")]
            told: Box::new(Told { meant: Some(name.into()), ..*self.told }),
            ..self
        }
    }

    /// What message and remedy were filled with.
    #[cfg(feature = "cli")]
    pub(crate) fn facts(&self) -> &[String] {
        &self.told.facts
    }

    /// The same problem of something that may be better left out than mended.
    #[cfg(feature = "cli")]
    pub fn or_absent(self) -> Problem {
        let mended = self.remedy.trim_end_matches('.');
        let remedy = [mended, ", or leave the field out where it may be absent."].concat();
        let told = Box::new(Told { may_be_absent: true, ..*self.told });
        Problem { remedy, told, ..self }
    }
}

/// Puts facts where a template has `{0}`, `{1}`, …; other braces stay.
fn fill(template: &str, facts: &[&str]) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = text::cut(rest, b'{') {
        filled.push_str(before);
        let fact = text::cut(after, b'}').and_then(|(number, after)| Some((text::number(number)?, after)));
        rest = match fact {
            Some((number, after)) => {
                filled.push_str(&shown(facts.get(number as usize).copied().unwrap_or_default()));
                after
            }
            None => {
                filled.push('{');
                after
            }
        };
    }
    filled.push_str(rest);
    filled
}

/// A piece of input as a message shows it: cut, without control characters and changes of direction.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 200;
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut shown = String::new();
    for (index, character) in text.chars().enumerate() {
        if index == LONGEST {
            shown.push('…');
            break;
        }
        shown.push(if hidden(character) { '\u{fffd}' } else { character });
    }
    shown
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

#[cfg(feature = "cli")]
mod display {
    use super::{Place, Problem, shown};
    use std::fmt;

    impl fmt::Display for Problem {
        /// Three lines, as compilers write them: what, where, and what to do.
        fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
            writeln!(f, "{}[{}]: {}", self.severity.word(), self.code.word(), self.message)?;
            if self.place != Place::default() {
                writeln!(f, "  {}", self.place)?;
            }
            write!(f, "  help: {}", self.remedy)
        }
    }

    impl fmt::Display for Place {
        /// As in `programmes.csv:41 entry:12` and `kuzbass.json jobs[3].entry:12`.
        fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str(&shown(&self.file))?;
            if let Some(row) = self.row {
                write!(f, ":{row}")?;
            }
            if let Some(within) = self.column.as_ref().or(self.path.as_ref()) {
                write!(f, "{}{within}", if self.file.is_empty() { "" } else { " " })?;
            }
            if let Some(character) = self.character {
                write!(f, ":{character}")?;
            }
            Ok(())
        }
    }
}
