//! Readers: untyped input to a [`Region`], a [`Student`] or a [`Query`], with every problem in one run; and an answer
//! as the program wrote it, with the first.
//!
//! JSON, tables and JavaScript values all become a [`Value`] first, so that there is one reader for each format;
//! where a value stood, in a file's path or in a table's row and column, is looked up only for problems.

mod ids;
mod node;
#[cfg(feature = "cli")]
mod region;
mod student;
#[cfg(feature = "cli")]
pub(crate) mod tables;

#[cfg(feature = "cli")]
use crate::answer::Answer;
use crate::problem::{Place, Problem};
use crate::region::Region;
use crate::student::{Query, Student};
use crate::value::Value;
use node::Log;
use student::Known;

pub use ids::Ids;

/// How many bytes the text of an input may have: of a JSON file, or of all files of a folder together.
pub const MAX_BYTES: usize = 64_000_000;
/// How many characters a name, a title or an address may have.
pub const MAX_TEXT: usize = 2_000;
/// How many locales a region may have.
pub const MAX_LOCALES: usize = 16;
/// How many levels a region's progression may have.
pub const MAX_LEVELS: usize = 15;
/// How many offerings a programme may have.
pub const MAX_OFFERINGS: usize = 65_536;
/// The longest programme, tenure, advanced standing or obligation, in months: no route is longer.
pub const MAX_MONTHS: u32 = 600;
/// The most hours of an activity, and the most free hours of a stage.
pub const MAX_HOURS: u32 = 1_000_000;
/// The greatest fee, wage or stipend, in units of the region's currency.
pub const MAX_MONEY: u32 = 1_000_000_000;
/// The most seats, openings or graduates.
pub const MAX_PEOPLE: u32 = 1_000_000_000;
/// The most routes that a query can ask for, for each vector.
pub const MAX_ROUTES: u32 = 100;
/// The greatest limit on months, fees, gap or moves that a query can set.
pub const MAX_LIMIT: u32 = 4_000_000_000;
/// The greatest budget that a query can set, in search steps.
pub const MAX_BUDGET: u64 = 9_000_000_000_000_000;
/// How many errors, and how many warnings, are listed.
pub const MAX_PROBLEMS: usize = 10_000;

/// What a reader made of its input.
#[derive(Clone, Debug)]
pub struct Read<T> {
    /// `None` exactly where `problems` holds an error.
    pub value: Option<T>,
    /// Errors and warnings in the order of the input.
    pub problems: Vec<Problem>,
}

/// What was read of a region, and what it takes to say more of its input.
#[cfg(feature = "cli")]
pub(crate) struct Draft {
    pub read: Read<Region>,
    /// The input as a tree; `None` where it could not be read so far.
    pub tree: Option<Value>,
    pub origin: Origin,
}

#[cfg(feature = "cli")]
impl Draft {
    fn unread(problems: Vec<Problem>, origin: Origin) -> Draft {
        Draft { read: Read { value: None, problems }, tree: None, origin }
    }
}

/// Where the records of a tree stand.
#[cfg(feature = "cli")]
pub(crate) enum Origin {
    /// In one file of this name, at paths.
    File(String),
    /// In tables, at rows and columns.
    Tables(tables::Layout),
}

/// Reads a region from the text of one JSON file; `file` is what problems call it.
#[cfg(feature = "cli")]
pub fn region_json(file: &str, text: &[u8]) -> Read<Region> {
    draft_json(file, text).read
}

/// The same, with its tree.
#[cfg(feature = "cli")]
pub(crate) fn draft_json(file: &str, text: &[u8]) -> Draft {
    let origin = Origin::File(file.into());
    let json = json(file, text);
    let Some(tree) = json.value else { return Draft::unread(json.problems, origin) };
    let read = at_paths(file, |log| region::region(&tree, log));
    Draft { read, tree: Some(tree), origin }
}

/// Reads a region from a folder's files, `region.toml` and the tables, each with its name and bytes.
/// Of other files those that are taken for tables are errors, and the rest is left alone. A name may have folders
/// before it.
#[cfg(feature = "cli")]
pub fn region_tables(files: &[(String, Vec<u8>)]) -> Read<Region> {
    draft_tables(files).read
}

/// The same, with its tree.
#[cfg(feature = "cli")]
pub(crate) fn draft_tables(files: &[(String, Vec<u8>)]) -> Draft {
    tables::region(files)
}

/// Reads a region from a workbook's sheets; `file` of its problems is the sheet's name.
#[cfg(feature = "cli")]
pub(crate) fn draft_book(book: &crate::workbook::Book) -> Draft {
    tables::sheets(book)
}

/// The names of a region's scalar fields, in the order of the format.
#[cfg(feature = "cli")]
pub(crate) fn scalar_fields() -> impl Iterator<Item = &'static str> {
    region::SCALARS.split(' ')
}

/// The cells of a table in a CSV text.
#[cfg(feature = "cli")]
pub(crate) fn csv_cells(file: &str, bytes: &[u8]) -> Result<Vec<Vec<String>>, Problem> {
    tables::csv_cells(file, bytes)
}

/// The fields of a TOML text.
#[cfg(feature = "cli")]
pub(crate) fn toml(file: &str, bytes: &[u8]) -> Result<Value, Problem> {
    tables::toml(file, bytes)
}

/// Reads a `pathways-student/1` object. Whoever reads many keeps the [`Ids`].
pub fn student(file: &str, value: &Value, region: &Region) -> Read<Student> {
    Ids::default().student(file, value, region)
}

/// Reads a query object: goal, objectives, limits, routes, budget.
pub fn query(file: &str, value: &Value, region: &Region) -> Read<Query> {
    Ids::default().query(file, value, region)
}

/// Reads a query object that holds its student too: `{"student": …, "goal": …, …}`.
pub fn question(file: &str, value: &Value, region: &Region) -> Read<(Student, Query)> {
    Ids::default().question(file, value, region)
}

/// As the functions of the same names; each call is to name the same region.
impl Ids {
    pub fn student(&self, file: &str, value: &Value, region: &Region) -> Read<Student> {
        at_paths(file, |log| student::student(value, log, &Known { region, ids: self }))
    }

    pub fn query(&self, file: &str, value: &Value, region: &Region) -> Read<Query> {
        at_paths(file, |log| student::query(value, log, &Known { region, ids: self }))
    }

    pub fn question(&self, file: &str, value: &Value, region: &Region) -> Read<(Student, Query)> {
        at_paths(file, |log| student::question(value, log, &Known { region, ids: self }))
    }
}

/// Reads a `pathways-answer/1` object. Whether what it says is so is not looked at.
#[cfg(feature = "cli")]
pub fn answer(file: &str, text: &[u8]) -> Read<Answer> {
    use crate::problem::Code;

    let json = json(file, text);
    let Some(value) = json.value else { return Read { value: None, problems: json.problems } };
    // What is in another format is told before it is said to lack all that this one has.
    match value.field("format").and_then(Value::as_text) {
        Some(other) if other != Answer::FORMAT => at_paths(file, |log| {
            node::Node::root(&value, log).peek("format")?.report(Code::WrongFormat, &[other, Answer::FORMAT]);
            None
        }),
        _ => parsed(file, text, "an answer"),
    }
}

/// Reads the text of a JSON file, with or without a byte order mark, whatever it says.
#[cfg(feature = "cli")]
pub fn json(file: &str, text: &[u8]) -> Read<Value> {
    parsed(file, text, "JSON")
}

/// What a JSON file holds, which problems call `what`.
#[cfg(feature = "cli")]
fn parsed<T: serde::de::DeserializeOwned>(file: &str, text: &[u8], what: &str) -> Read<T> {
    let value = utf8(file, text).and_then(|text| {
        serde_json::from_str(text).map_err(|error| {
            let row = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
            let before = row.get(..error.column().saturating_sub(1)).unwrap_or(row);
            // Of a tree of any shape nothing but its depth can be wrong.
            let is_depth = error.is_data() && what == "JSON";
            syntax(file, what, &error.to_string(), error.line(), before.chars().count() + 1, is_depth)
        })
    });
    match value {
        Ok(value) => Read { value: Some(value), problems: Vec::new() },
        Err(problem) => Read { value: None, problems: vec![*problem] },
    }
}

/// Whether a file of this name is one of the tables of a region's folder.
#[cfg(feature = "cli")]
pub fn is_table(name: &str) -> bool {
    tables::is_table(name)
}

/// Whether a file of this name is taken for a table that a region does not have, which is an error of its folder.
#[cfg(feature = "cli")]
pub fn is_unknown_table(name: &str) -> bool {
    tables::is_unknown_table(name)
}

/// The name that its author may have meant by one that is none of them.
#[cfg(feature = "cli")]
pub fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    node::nearest(name, names, &std::cell::Cell::new(1_000_000))
}

/// The text of a file that is not too long and UTF-8.
#[cfg(feature = "cli")]
fn utf8<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Box<Problem>> {
    use crate::problem::Code;

    let place = Place { file: file.into(), ..Place::default() };
    if bytes.len() > MAX_BYTES {
        let facts = [&bytes.len().to_string(), "bytes", &MAX_BYTES.to_string()];
        return Err(Box::new(Problem::new(Code::TooLarge, place, &facts)));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let rows = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count();
        Box::new(Problem::new(Code::Encoding, Place { row: Some(rows as u32 + 1), ..place }, &[]))
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// What a parser of `format` says of a text, at a row and character counted from 1.
#[cfg(feature = "cli")]
fn syntax(file: &str, format: &str, message: &str, row: usize, character: usize, is_depth: bool) -> Box<Problem> {
    use crate::problem::Code;
    use crate::value::MAX_DEPTH;

    let (row, character) = (Some(row as u32), Some(character as u32));
    let place = Place { file: file.into(), row, character, ..Place::default() };
    if is_depth {
        return Box::new(Problem::new(Code::TooDeep, place, &[&MAX_DEPTH.to_string()]));
    }
    // The place is given apart from the message.
    let message = message.split(" at line ").next().unwrap_or(message);
    Box::new(Problem::new(Code::Syntax, place, &[format, message]))
}

/// Runs a reader of one value whose problems stand at paths.
fn at_paths<T>(file: &str, read: impl FnOnce(&Log) -> Option<T>) -> Read<T> {
    let place =
        |path: String| Place { file: file.into(), path: (!path.is_empty()).then_some(path), ..Place::default() };
    let log = Log::new(&place);
    let value = read(&log);
    log.finish(value)
}
