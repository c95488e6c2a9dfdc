//! The one diagnostic model: what is wrong, where, and what to do about it.

use serde::Serialize;

use crate::text;

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

/// Declares the codes: meaning, name, severity, word, and the English message and remedy, in which
/// `{0}`, `{1}`, … stand for what [`Problem::new`] is given. What is `native` only the native command can find.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident, $severity:ident, $($native:ident)? $word:literal, $message:literal, $remedy:literal;)*) => {
        /// What kind of problem it is. Codes are stable: documentation and tests name them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $doc])+ #[doc = ""] #[doc = concat!("`", $word, "`. Remedy: ", $remedy)] $variant),*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The code as people and machines read it.
            pub fn word(self) -> &'static str {
                match self { $(Code::$variant => said!($($native)? $word)),* }
            }

            /// How bad a problem of this kind is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity),* }
            }

            /// Message and remedy in English. Another language is another function like this one.
            fn english(self) -> (&'static str, &'static str) {
                match self { $(Code::$variant => (said!($($native)? $message), said!($($native)? $remedy))),* }
            }
        }
    };
}

/// A text that pages never show is left out of what they load.
macro_rules! said {
    (native $text:literal) => {
        if cfg!(feature = "cli") { $text } else { "" }
    };
    ($text:literal) => {
        $text
    };
}

codes! {
    /// The text is not what its file's name promises: JSON, TOML or CSV.
    Syntax, Error, "syntax",
        "this is not {0}: {1}", "Correct the text at this place.";
    /// The bytes are not UTF-8.
    Encoding, Error, native "encoding",
        "the file is not UTF-8, it probably is windows-1251", "Save it as \"CSV UTF-8\", or as UTF-8 in a text editor.";
    /// The input is longer, or a list has more items, than the reader takes.
    TooLarge, Error, native "too-large",
        "there are {0} {1}, and at most {2} can be read", "Leave out what the region does not need.";
    /// Lists and records nest deeper than [`crate::value::MAX_DEPTH`].
    TooDeep, Error, "too-deep",
        "lists and records are nested more than {0} deep", "Flatten the input: no format needs a tenth of that depth.";
    /// There are more problems than are worth listing.
    TooManyProblems, Error, "too-many-problems",
        "there are more than {0} problems, and the rest is not listed", "Correct these first.";
    /// There are more warnings than are worth listing.
    TooManyWarnings, Warning, "too-many-warnings",
        "there are more than {0} warnings, and the rest is not listed", "Look at these first.";
    /// A folder lacks a file that every region has.
    MissingFile, Error, native "missing-file",
        "the folder has no {0}", "Add it: docs/tables.md says what it holds.";
    /// A file in a region's folder is none of its tables.
    UnknownTable, Error, native "unknown-table",
        "a region has no table `{0}`", "Move it to another folder, or give it a table's name: {1}.";
    /// A row has more or fewer cells than its table has columns.
    RaggedRow, Error, native "ragged-row",
        "the row has {0} cells, and the table has {1} columns", "Look for a comma without quotes around its cell, or add what is missing.";
    /// A value is of another kind than its field.
    WrongType, Error, "wrong-type",
        "{0} must stand here, and this is {1}", "Write {0}.";
    /// A field or column has a name that the format does not know.
    UnknownField, Error, "unknown-field",
        "the format has no field `{0}` here", "Remove it, or use one of: {1}.";
    /// A record names a field twice, or a table a column.
    DuplicateField, Error, "duplicate-field",
        "`{0}` is given twice", "Remove one of the two.";
    /// A field or column that must be there is not.
    MissingField, Error, "missing-field",
        "`{0}` is missing", "Add it.";
    /// A text that must say something is empty.
    EmptyText, Error, "empty-text",
        "the text is empty", "Write something, or leave the field out where it may be absent.";
    /// A text is longer than [`crate::read::MAX_TEXT`] characters.
    LongText, Error, "long-text",
        "the text has {0} characters, and at most {1} can be read", "Shorten it.";
    /// The input is in another format, or another version of it.
    WrongFormat, Error, "wrong-format",
        "the format is `{0}`, and this reads `{1}`", "Use a file of that format, or the program that reads yours.";
    /// An id has a character, or a length, that ids do not have, or is a word of the condition language.
    BadId, Error, native "bad-id",
        "`{0}` is not an id", "An id is 1 to 64 of the Latin letters a-z, digits, `.`, `_` and `-`, starts with a letter or digit, and is none of: and, or, of, holds, worked, age, attests. Look for Cyrillic letters, capitals and spaces.";
    /// Two records of one array have the same id.
    DuplicateId, Error, native "duplicate-id",
        "another {0} has the id `{1}` already", "Give one of the two an id of its own.";
    /// A reference names nothing.
    UnknownId, Error, "unknown-id",
        "there is no {0} `{1}`", "Correct the id, or add what it names.";
    /// A word is none of those that the field knows.
    UnknownWord, Error, "unknown-word",
        "`{0}` is not one of the words that can stand here", "Use one of: {1}.";
    /// A text is not a month of the calendar.
    BadMonth, Error, "bad-month",
        "`{0}` is not a month", "Write year and month as in 2026-11.";
    /// A text is not a date.
    BadDate, Error, native "bad-date",
        "`{0}` is not a date", "Write 2026, 2026-11 or 2026-11-30.";
    /// An address is not one of the web.
    BadUrl, Error, native "bad-url",
        "`{0}` is not a web address", "Write an address that starts with https:// or http:// and has no spaces.";
    /// A declared locale is not a language tag.
    BadLocale, Error, native "bad-locale",
        "`{0}` is not a language tag", "Write a tag as in ru, en or pt-BR, each once.";
    /// A text is written in a locale that the region does not declare.
    UnknownLocale, Error, native "unknown-locale",
        "the region does not declare the locale `{0}`", "Add it to `locales`, or remove the text.";
    /// A text lacks the region's first locale.
    MissingLocale, Error, native "missing-locale",
        "the text is not given in `{0}`, the region's first locale", "Write it in that language.";
    /// A number is smaller or greater than its field allows.
    OutOfRange, Error, "out-of-range",
        "the number must be from {0} to {1}", "Correct the number.";
    /// A level is not one of the region's progression.
    LevelOutOfScale, Error, "level-out-of-scale",
        "the region's levels are from {0} to {1}", "Correct the level, or add levels to `progression`.";
    /// A condition cannot be read.
    ConditionSyntax, Error, native "condition-syntax",
        "{0} must stand here, and this is {1}", "Write as in: physics >= 3 and (holds(basic-general) or 2 of (math >= 4, informatics >= 3)).";
    /// A condition nests or grows beyond its limits.
    ConditionLimit, Error, native "condition-limit",
        "a condition has at most {0} {1}", "Simplify it.";
    /// A count is 0 or more than there are conditions to count.
    CountOutOfRange, Error, native "count-out-of-range",
        "the count must be from 1 to {0}, the number of its conditions", "Correct the count, or add conditions.";
    /// `age` stands where a student cannot wait for it.
    MisplacedAge, Error, native "misplaced-age",
        "`age` can stand only in the entries of programmes, offerings and jobs", "Move it to the entry of the programme, the offering or the job.";
    /// Records refer to themselves in the end.
    Cycle, Error, native "cycle",
        "`{0}` leads back to itself: {1}", "Remove one of these references.";
    /// A job requires one competency twice.
    RepeatedRequirement, Error, native "repeated-requirement",
        "the job requires `{0}` already", "Keep one requirement, the higher level.";
    /// A month comes before, or after, one that it cannot.
    MonthOrder, Error, "month-order",
        "{0} is {1} than {2}", "Correct one of the two months.";
    /// A list gives one thing twice, with different meaning.
    Contradiction, Error, "contradiction",
        "`{0}` is stated true and false", "Keep one of the two.";
    /// The goal is not one job or one programme.
    BadGoal, Error, "bad-goal",
        "a goal is one job or one programme", "Write {\"job\": \"<id>\"} or {\"programme\": \"<id>\"}.";
    /// Objectives are none, too many, or the same twice.
    BadObjectives, Error, "bad-objectives",
        "there must be one to four different objectives", "Choose from: {0}.";
    /// A file cannot be read.
    Unreadable, Error, native "unreadable",
        "the file cannot be read: {0}", "Look at its name and at who may read it.";
    /// A file cannot be written.
    Unwritable, Error, native "unwritable",
        "the file cannot be written: {0}", "Name a folder that can be written to.";
    /// A built region is not read as it was written.
    Unbuildable, Error, native "unbuildable",
        "the built region would not be the same", "This is an error of the program: please report it, with the region.";
    /// An id names a job and a programme.
    AmbiguousGoal, Error, native "ambiguous-goal",
        "there is a job `{0}` and a programme `{0}`", "Write `job:{0}` or `programme:{0}`.";
    /// A text lacks one of the region's locales.
    Untranslated, Warning, native "untranslated",
        "the text is not given in `{0}`", "Write it in that language too.";
    /// Nothing in the region teaches a level that a job requires.
    Untaught, Warning, native "untaught",
        "nothing teaches `{0}` to level {1}", "Add the level to what teaches it, or lower the requirement.";
    /// No school leaver of the region can ever get a job.
    UnreachableJob, Warning, native "unreachable-job",
        "nobody who leaves school here can ever become `{0}`: `{1}` is out of reach", "Add what leads there, or ask for less.";
    /// No student of the region can ever enter a programme.
    ClosedProgramme, Warning, native "closed-programme",
        "nobody can ever enter `{0}`: {1} is out of reach", "Add what leads there, or ask for less. A programme is entered by one of its offerings.";
    /// A programme gives nothing that anything asks for.
    DeadEnd, Warning, native "dead-end",
        "`{0}` leads nowhere: nothing asks for what it teaches and awards", "Add its outcomes and awards, or the jobs and programmes that ask for them.";
    /// The bytes are no built region, or the other kind of built file.
    NotBuilt, Error, "not-built",
        "{0}", "Give a file that `pathways build` wrote: a `.region`, or the `.labels` beside it.";
    /// A built file is of another version of the format.
    Version, Error, "version",
        "the file was written by {0} version of the format", "{1}";
    /// A built file is cut short or was changed.
    Damaged, Error, "damaged",
        "the built file is damaged: {0}", "Fetch or copy it again, as binary, or build the region again.";
    /// Labels were built with another core.
    OtherCore, Error, "other-core",
        "these labels were built with another version of the region", "Take the `.region` and `.labels` files of one build.";
}

impl Problem {
    /// A problem of this kind, its message filled with `facts`. Of facts that come from the input only what
    /// a terminal and a page can safely show is kept.
    pub fn new(code: Code, place: Place, facts: &[&str]) -> Problem {
        let (message, remedy) = code.english();
        Problem { code, severity: code.severity(), place, message: fill(message, facts), remedy: fill(remedy, facts) }
    }

    /// The same problem with a name that its author may have meant.
    pub fn meant(self, name: &str) -> Problem {
        Problem { remedy: fill("Did you mean `{0}`?", &[name]), ..self }
    }

    /// The same problem of something that may be better left out than mended.
    #[cfg(feature = "cli")]
    pub fn or_absent(self) -> Problem {
        let mended = self.remedy.trim_end_matches('.');
        Problem { remedy: [mended, ", or leave the field out where it may be absent."].concat(), ..self }
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
    use super::{Place, Problem, Severity, shown};
    use std::fmt;

    impl fmt::Display for Problem {
        /// Three lines, as compilers write them: what, where, and what to do.
        fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
            let severity = match self.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            writeln!(f, "{severity}[{}]: {}", self.code.word(), self.message)?;
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
