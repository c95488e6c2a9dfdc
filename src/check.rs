//! What a region's authors should know: the reader's problems, and lints of what can be read and helps nobody.
//!
//! Data flows one way: the reader makes a tree and, where there is no error, a [`Region`]; each lint is a function
//! from these to findings, and knows neither where in a file they stand nor how they are shown. Families of lints have
//! a file each: [`structure`] looks at single texts, [`content`] at what they say, [`graph`] at what leads where.

mod cells;
mod content;
mod graph;
mod locate;
pub mod pages;
mod structure;

use std::collections::{BTreeSet, HashMap};

use crate::problem::{Code, Place, Problem, Severity};
use crate::read::{self, Draft, MAX_PROBLEMS, Origin, Read};
use crate::region::Region;
use crate::value::Value;
use crate::workbook::{self, Book};
use cells::cells;

/// What a lint found.
struct Finding {
    code: Code,
    at: Spot,
    /// What the code's message is filled with.
    facts: Vec<String>,
}

/// Where a lint found something.
enum Spot {
    /// At a path of the tree.
    Path(String),
    /// In the record of an array with this id, at a path within it.
    Record(&'static str, String, String),
    /// In the offering of a programme, both by id, at a path within it.
    Offering(String, String, &'static str),
    /// In a file, at its beginning.
    File(String),
}

impl Finding {
    fn at_path(code: Code, path: &str, facts: &[&str]) -> Finding {
        Finding { code, at: Spot::Path(path.into()), facts: owned(facts) }
    }

    fn at_record(code: Code, array: &'static str, id: &str, within: &str, facts: &[&str]) -> Finding {
        Finding { code, at: Spot::Record(array, id.into(), within.into()), facts: owned(facts) }
    }

    fn at_offering(code: Code, programme: &str, offering: &str, within: &'static str, facts: &[&str]) -> Finding {
        Finding { code, at: Spot::Offering(programme.into(), offering.into(), within), facts: owned(facts) }
    }

    fn in_file(code: Code, file: &str, facts: &[&str]) -> Finding {
        Finding { code, at: Spot::File(file.into()), facts: owned(facts) }
    }
}

fn owned(facts: &[&str]) -> Vec<String> {
    facts.iter().map(|fact| (*fact).into()).collect()
}

/// Checks a region in the text of one JSON file; `file` is what problems call it.
pub fn json(file: &str, text: &[u8]) -> Read<Region> {
    let checked = check(read::draft_json(file, text), Vec::new());
    let texts = [(file.to_string(), text)];
    Read { problems: locate::located(checked.problems, &texts), ..checked }
}

/// Checks a region in a folder's files, see [`read::region_tables`].
pub fn tables(files: &[(String, Vec<u8>)]) -> Read<Region> {
    let checked = check(read::draft_tables(files), structure::separators(files));
    let texts: Vec<(String, &[u8])> = files.iter().map(|(name, bytes)| (name.clone(), bytes.as_slice())).collect();
    Read { problems: locate::located(checked.problems, &texts), ..checked }
}

/// Checks a region in a workbook. Its problems stand in cells.
pub fn workbook(file: &str, bytes: &[u8]) -> Read<Region> {
    match workbook::book(file, bytes) {
        Ok(book) => self::book(file, &book),
        Err(problem) => Read { value: None, problems: vec![problem] },
    }
}

/// The same of a workbook that has been taken apart.
pub fn book(file: &str, book: &Book) -> Read<Region> {
    let checked = check(read::draft_book(book), Vec::new());
    let in_cell = |mut problem: Problem| {
        problem.place = in_cell(file, book, problem.place);
        problem
    };
    Read { problems: checked.problems.into_iter().map(in_cell).collect(), ..checked }
}

/// A place that names a sheet as its file, as one of the workbook.
fn in_cell(file: &str, book: &Book, place: Place) -> Place {
    let sheet = book.sheets.iter().find(|sheet| sheet.name == place.file);
    let header = sheet.and_then(|sheet| sheet.rows.first());
    let column = place.column.as_ref().and_then(|column| header?.iter().position(|name| name == column));
    // The scalar fields stand below each other.
    let named = |path: &str| {
        let name = path.split('[').next().unwrap_or_default();
        sheet?.rows.iter().position(|row| row.first().is_some_and(|own| own == name))
    };
    let cell = match (place.row, column, place.path.as_deref().and_then(named)) {
        (Some(row), Some(column), _) => Some(workbook::cell_name(row, column + 1)),
        (None, _, Some(row)) => Some(workbook::cell_name(row as u32 + 1, 2)),
        _ => None,
    };
    let sheet = (!place.file.is_empty()).then_some(place.file);
    Place { file: file.into(), sheet, cell, ..place }
}

/// Checks a region that was built.
pub fn built(file: &str, region: Region) -> Read<Region> {
    let read = Read { value: Some(region), problems: Vec::new() };
    check(Draft { read, tree: None, origin: Origin::File(file.into()) }, Vec::new())
}

/// Everything there is to say of what was read, in the order of the input.
fn check(draft: Draft, mut findings: Vec<Finding>) -> Read<Region> {
    if let Some(tree) = &draft.tree {
        let cells = cells(tree);
        findings.extend(structure::lints(&cells));
        findings.extend(content::texts(&cells));
    }
    if let Some(region) = &draft.read.value {
        findings.extend(graph::lints(region));
        findings.extend(content::facts(region));
    }
    let Draft { read, tree, origin } = draft;
    let spots = Spots::new(tree.as_ref(), read.value.as_ref(), &origin);
    let mut found: Vec<Problem> = findings.iter().map(|finding| spots.problem(finding)).collect();
    let mut problems = read.problems;
    let ragged: BTreeSet<(String, Option<u32>)> = problems
        .iter()
        .filter(|problem| problem.code == Code::RaggedRow)
        .map(|problem| (problem.place.file.clone(), problem.place.row))
        .collect();
    found.retain(|found| !ragged.contains(&(found.place.file.clone(), found.place.row)));
    let renamed = renamed(&findings);
    let explained: BTreeSet<Spotted> = found.iter().flat_map(explained).collect();
    problems.retain(|problem| {
        let follows =
            problem.code == Code::UnknownId && problem.facts().get(1).is_some_and(|id| renamed.contains(id.as_str()));
        !follows && !explained.contains(&spotted(problem.code, &problem.place))
    });
    problems.extend(found);
    problems.sort_by_cached_key(|problem| spots.order(problem));
    problems.dedup();
    let problems = limited(problems);
    let is_clean = problems.iter().all(|problem| problem.severity != Severity::Error);
    Read { value: read.value.filter(|_| is_clean), problems }
}

/// The ids that records would have, were they written right: whoever names one of them has made no mistake.
fn renamed(findings: &[Finding]) -> BTreeSet<&str> {
    let meant = |finding: &Finding| {
        let is_id = matches!(&finding.at, Spot::Path(path) if path.ends_with(".id"));
        is_id && matches!(finding.code, Code::LookalikeId | Code::SpaceInId)
    };
    findings
        .iter()
        .filter(|finding| meant(finding))
        .filter_map(|finding| Some(finding.facts.last()?.as_str()))
        .collect()
}

/// A place without the character in it, as findings and the reader both know it. Of a whole file the row is no part.
type Spotted = (Code, String, Option<u32>, Option<String>, Option<String>);

/// What the reader says of a place whose true cause a finding names.
fn explained(cause: &Problem) -> impl Iterator<Item = Spotted> {
    let codes: &[Code] = match cause.code {
        Code::WrongSeparator => &[Code::Syntax],
        Code::LookalikeId => &[Code::BadId, Code::UnknownId, Code::ConditionSyntax],
        Code::SpaceInId => &[Code::BadId, Code::UnknownId],
        Code::ExcelDate => &[Code::WrongType, Code::BadMonth, Code::BadDate, Code::BadId, Code::UnknownId],
        Code::ScientificNotation => &[Code::WrongType, Code::BadId],
        Code::DecimalComma | Code::GroupedDigits => &[Code::WrongType],
        Code::Formula => &[
            Code::WrongType,
            Code::BadId,
            Code::BadUrl,
            Code::BadDate,
            Code::BadMonth,
            Code::UnknownWord,
            Code::UnknownId,
            Code::ConditionSyntax,
        ],
        Code::PersonalData => &[Code::BadUrl],
        _ => &[],
    };
    codes.iter().map(|code| spotted(*code, &cause.place))
}

fn spotted(code: Code, place: &Place) -> Spotted {
    let row = place.row.filter(|_| code != Code::Syntax);
    (code, place.file.clone(), row, place.column.clone(), place.path.clone())
}

/// No more errors and warnings than are worth listing. Notes are listed for those who ask for them.
fn limited(problems: Vec<Problem>) -> Vec<Problem> {
    let (mut errors, mut warnings) = (0, 0);
    let mut listed: Vec<Problem> = Vec::new();
    for problem in problems {
        let (count, code) = match problem.severity {
            Severity::Error => (&mut errors, Code::TooManyProblems),
            Severity::Warning => (&mut warnings, Code::TooManyWarnings),
            Severity::Info => {
                listed.push(problem);
                continue;
            }
        };
        *count += 1;
        if *count <= MAX_PROBLEMS {
            listed.push(problem);
        } else if *count == MAX_PROBLEMS + 1 {
            let place = Place { file: problem.place.file, ..Place::default() };
            listed.push(Problem::new(code, place, &[&MAX_PROBLEMS.to_string()]));
        }
    }
    listed
}

/// Where in the input the records of a region stand.
struct Spots<'a> {
    tree: Option<&'a Value>,
    origin: &'a Origin,
    /// The position of each record in its array, by array and id.
    rows: HashMap<(&'a str, &'a str), usize>,
    /// The position of each offering in its programme.
    offerings: HashMap<(&'a str, &'a str), usize>,
}

impl<'a> Spots<'a> {
    fn new(tree: Option<&'a Value>, region: Option<&'a Region>, origin: &'a Origin) -> Spots<'a> {
        let mut spots = Spots { tree, origin, rows: HashMap::new(), offerings: HashMap::new() };
        match (tree, region) {
            (Some(Value::Record(arrays)), _) => {
                for (array, records) in arrays {
                    for (index, record) in items(records).iter().enumerate() {
                        let Some(id) = record.field("id").and_then(Value::as_text) else { continue };
                        spots.rows.entry((array, id)).or_insert(index);
                        let offerings = record.field("offerings").map(items).unwrap_or_default();
                        for (index, offering) in offerings.iter().enumerate() {
                            if let Some(own) = offering.field("id").and_then(Value::as_text) {
                                spots.offerings.entry((id, own)).or_insert(index);
                            }
                        }
                    }
                }
            }
            (None, Some(region)) => {
                for (array, ids) in ids(region) {
                    spots.rows.extend(ids.into_iter().enumerate().map(|(index, id)| ((array, id), index)));
                }
                for programme in &region.programmes {
                    let ids = programme.offerings.iter().map(|offering| offering.id.as_str()).enumerate();
                    spots.offerings.extend(ids.map(|(index, id)| ((programme.id.as_str(), id), index)));
                }
            }
            _ => {}
        }
        spots
    }

    /// A finding as a problem of the input.
    fn problem(&self, finding: &Finding) -> Problem {
        let facts: Vec<&str> = finding.facts.iter().map(String::as_str).collect();
        Problem::new(finding.code, self.place(&finding.at), &facts)
    }

    fn place(&self, spot: &Spot) -> Place {
        let record = |array: &str, id: &str| {
            let index = self.rows.get(&(array, id)).copied().unwrap_or_default();
            format!("{array}[{index}]")
        };
        let path = match spot {
            Spot::Path(path) => path.clone(),
            Spot::Record(array, id, within) => joined(&record(array, id), within),
            Spot::Offering(programme, offering, within) => {
                let index = self.offerings.get(&(programme.as_str(), offering.as_str())).copied().unwrap_or_default();
                joined(&format!("{}.offerings[{index}]", record("programmes", programme)), within)
            }
            Spot::File(file) => return Place { file: file.clone(), row: Some(1), ..Place::default() },
        };
        match self.origin {
            Origin::Tables(layout) => {
                let place = layout.place(&path);
                let column = place.column.filter(|column| layout.has_column(&place.file, column));
                Place { column, ..place }
            }
            Origin::File(file) => {
                let path = self.present(path);
                Place { file: file.clone(), path: (!path.is_empty()).then_some(path), ..Place::default() }
            }
        }
    }

    /// The path, or as much of it as leads to something.
    fn present(&self, mut path: String) -> String {
        let Some(tree) = self.tree else { return path };
        while !path.is_empty() && trail(tree, &path).1.is_none() {
            let end = path.rfind(['.', '[']).unwrap_or(0);
            path.truncate(end);
        }
        path
    }

    /// What problems are sorted by, so that they stand in the order of the input.
    fn order(&self, problem: &Problem) -> (Option<usize>, Option<u32>, Vec<u32>) {
        let is_last = matches!(problem.code, Code::TooManyProblems | Code::TooManyWarnings);
        match (self.origin, self.tree) {
            (Origin::Tables(layout), _) => {
                let (file, row) = layout.order(&problem.place);
                (file, row, Vec::new())
            }
            (Origin::File(_), _) if is_last => (None, None, vec![u32::MAX]),
            (Origin::File(_), Some(tree)) => {
                let path = problem.place.path.as_deref().unwrap_or_default();
                (None, None, trail(tree, path).0)
            }
            (Origin::File(_), None) => (None, None, Vec::new()),
        }
    }
}

fn joined(record: &str, within: &str) -> String {
    if within.is_empty() { record.into() } else { format!("{record}.{within}") }
}

fn items(value: &Value) -> &[Value] {
    if let Value::List(items) = value { items } else { &[] }
}

/// The positions along a path of a tree, and the value that it leads to.
fn trail<'v>(tree: &'v Value, path: &str) -> (Vec<u32>, Option<&'v Value>) {
    let mut positions = Vec::new();
    let mut here = Some(tree);
    for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
        let next = match (here, step.strip_suffix(']').and_then(|index| index.parse::<usize>().ok())) {
            (Some(Value::List(items)), Some(index)) => items.get(index).map(|item| (index, item)),
            (Some(Value::Record(fields)), None) => {
                let index = fields.iter().position(|(name, _)| name == step);
                index.and_then(|index| Some((index, &fields.get(index)?.1)))
            }
            _ => None,
        };
        positions.push(next.map_or(u32::MAX, |(index, _)| index as u32));
        here = next.map(|(_, value)| value);
    }
    (positions, here)
}

/// The ids of a region's arrays, in order.
fn ids(region: &Region) -> [(&'static str, Vec<&str>); 8] {
    [
        ("sources", region.sources.iter().map(|row| row.id.as_str()).collect()),
        ("places", region.places.iter().map(|row| row.id.as_str()).collect()),
        ("organizations", region.organizations.iter().map(|row| row.id.as_str()).collect()),
        ("competencies", region.competencies.iter().map(|row| row.id.as_str()).collect()),
        ("credentials", region.credentials.iter().map(|row| row.id.as_str()).collect()),
        ("programmes", region.programmes.iter().map(|row| row.id.as_str()).collect()),
        ("activities", region.activities.iter().map(|row| row.id.as_str()).collect()),
        ("jobs", region.jobs.iter().map(|row| row.id.as_str()).collect()),
    ]
}
