//! Regions as a folder of tables, as docs/tables.md describes them.
//!
//! Tables become the tree that JSON would have given, and the reader of regions reads that. What is kept beside the
//! tree is which row each of its records comes from.

use std::cell::Cell as Budget;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::node::{Log, nearest};
use super::{Draft, MAX_BYTES, Origin, Read, region, syntax, utf8};
use crate::problem::{Code, Place, Problem, Severity};
use crate::value::Value;
use crate::workbook::{Book, READ_ME, REMARKS, SCALARS, Sheet};

const SCALARS_FILE: &str = "region.toml";

/// What the cells of a column hold.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Cell {
    Text,
    Number,
    Flag,
    /// Ids or addresses, separated by spaces.
    Texts,
    /// Whole numbers, separated by spaces.
    Numbers,
    /// `competency level`, separated by semicolons.
    Outcomes,
    /// A text in the locale that the column's name ends in.
    Locale,
}

/// What a table holds.
struct Shape {
    /// The file's name without `.csv`; of a table of its own also the array's.
    name: &'static str,
    /// For rows that belong to another table's: the column with its id, that table, the field that they go to.
    parent: Option<(&'static str, &'static str, &'static str)>,
    /// The columns' names, each with the sign of what its cells hold: none for a text, `#` a number, `?` a flag,
    /// `*` texts, `#*` numbers, `;` outcomes, `.…` a locale each.
    columns: &'static str,
}

impl Shape {
    /// The columns, that with the parent's id first.
    fn columns(&self) -> Vec<(&'static str, Cell)> {
        let own = self.parent.map(|(column, ..)| (column, Cell::Text));
        let kinds = [
            (".…", Cell::Locale),
            ("#*", Cell::Numbers),
            ("#", Cell::Number),
            ("*", Cell::Texts),
            ("?", Cell::Flag),
            (";", Cell::Outcomes),
        ];
        let column = |word: &'static str| {
            let kind = kinds.iter().find_map(|(sign, kind)| Some((word.strip_suffix(sign)?, *kind)));
            kind.unwrap_or((word, Cell::Text))
        };
        own.into_iter().chain(self.columns.split(' ').map(column)).collect()
    }
}

const fn array(name: &'static str, columns: &'static str) -> Shape {
    Shape { name, parent: None, columns }
}

const fn part(
    name: &'static str,
    column: &'static str,
    array: &'static str,
    field: &'static str,
    columns: &'static str,
) -> Shape {
    Shape { name, parent: Some((column, array, field)), columns }
}

/// Whether a file of this name is read as one of a region's.
pub fn is_table(name: &str) -> bool {
    name == SCALARS_FILE || table_names().any(|table| name == table)
}

/// Whether a file of this name is taken for a table that a region does not have. Hidden files are nobody's tables.
pub fn is_unknown_table(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".csv") && !name.starts_with('.') && !is_table(name)
}

fn table_names() -> impl Iterator<Item = String> {
    SHAPES.iter().map(|shape| [shape.name, ".csv"].concat())
}

/// All tables; those that others' rows belong to come first.
const SHAPES: [Shape; 15] = [
    array("progression", "id name.… replaced_by"),
    array("sources", "id title url date replaced_by"),
    array("places", "id name.… lat# lon# replaced_by"),
    array("organizations", "id kind name.… place url source* illustrative? replaced_by"),
    array("competencies", "id kind name.… broader* same_as* source* illustrative? replaced_by"),
    array("credentials", "id name.… eqf# implies* source* illustrative? replaced_by"),
    array(
        "programmes",
        "id kind name.… provider code months# free_hours# entry outcomes; awards* source* illustrative? replaced_by",
    ),
    part("advanced_standing", "programme", "programmes", "advanced_standing", "when months#"),
    part(
        "offerings",
        "programme",
        "programmes",
        "offerings",
        "id mode funding fee_per_year# intake#* seats# entry contract.sponsor contract.obligation_months# \
         contract.stipend_per_month# replaced_by",
    ),
    array(
        "activities",
        "id kind name.… provider hosts.kinds* hosts.programmes* hosts.jobs* hours# fee# entry outcomes; source* \
         illustrative? replaced_by",
    ),
    array(
        "jobs",
        "id name.… employer place code family same_as* entry tenure.months# tenure.outcomes; free_hours# \
         wage.per_month# wage.as_of source* illustrative? replaced_by",
    ),
    part("requirements", "job", "jobs", "requires", "competency level# importance# essential?"),
    part("demand", "job", "jobs", "demand", "year# openings# low# high#"),
    part("interests", "job", "jobs", "interests", "area value#"),
    array("employment", "programme year# graduates# employed#"),
];

/// Reads a region from a folder's files.
pub(super) fn region(files: &[(String, Vec<u8>)]) -> Draft {
    let named = |name: &str| files.iter().find(|(path, _)| own_name(path) == name);
    let mut folder = Folder::default();
    let scalars = named(SCALARS_FILE);
    let tables: Vec<_> = table_names().map(|name| named(&name)).collect();
    let bytes: usize = tables.iter().chain([&scalars]).flatten().map(|(_, bytes)| bytes.len()).sum();
    if bytes > MAX_BYTES {
        let facts = [&bytes.to_string(), "bytes in the folder's files", &MAX_BYTES.to_string()];
        return folder.failed(Problem::new(Code::TooLarge, Place::default(), &facts));
    }

    let Some((file, bytes)) = scalars else {
        let place = Place { file: SCALARS_FILE.into(), ..Place::default() };
        return folder.failed(Problem::new(Code::MissingFile, place, &[SCALARS_FILE]));
    };
    files.iter().filter(|(path, _)| is_unknown_table(own_name(path))).for_each(|(path, _)| folder.unknown_table(path));
    folder.layout.files.push(file.clone());
    let fields = folder.scalars(file, bytes);
    let mut read = Vec::new();
    for (shape, table) in SHAPES.iter().zip(&tables) {
        let Some((file, bytes)) = table else { continue };
        folder.layout.files.push(file.clone());
        read.push((shape, file.clone(), folder.cells(file, bytes)));
    }
    assemble(folder, fields, read)
}

/// Reads a region from a workbook's sheets.
pub(super) fn sheets(book: &Book) -> Draft {
    let mut folder = Folder { ignored: Some(REMARKS), ..Folder::default() };
    let named = |name: &str| book.sheets.iter().find(|sheet| sheet.name == name);
    let Some(scalars) = named(SCALARS) else {
        let place = Place { file: SCALARS.into(), ..Place::default() };
        return folder.failed(Problem::new(Code::MissingFile, place, &["the sheet `region`"]));
    };
    let is_known =
        |name: &str| [SCALARS, READ_ME, REMARKS].contains(&name) || SHAPES.iter().any(|own| own.name == name);
    let unknown = book.sheets.iter().filter(|sheet| !is_known(&sheet.name));
    unknown.for_each(|sheet| folder.unknown_sheet(&sheet.name));
    folder.layout.files.push(SCALARS.into());
    let pairs = scalars.rows.iter().skip(1).filter_map(|row| {
        let name = row.first().filter(|name| !name.is_empty())?;
        let value = row.get(1).filter(|value| !value.is_empty())?;
        let is_list = name == "locales";
        let words = || value.split([' ', ',']).filter(|word| !word.is_empty()).map(|word| Value::Text(word.into()));
        Some((name.clone(), if is_list { Value::List(words().collect()) } else { Value::Text(value.clone()) }))
    });
    let mut fields = Record::new();
    pairs.for_each(|(name, value)| put(&mut fields, &name, value));
    let fields = folder.known_scalars(SCALARS, fields);
    let mut read = Vec::new();
    for shape in &SHAPES {
        let Some(sheet) = named(shape.name) else { continue };
        folder.layout.files.push(sheet.name.clone());
        read.push((shape, sheet.name.clone(), sheet_rows(sheet)));
    }
    assemble(folder, fields, read)
}

/// A sheet's rows, each as long as the first where it is shorter: what is not there is empty.
fn sheet_rows(sheet: &Sheet) -> Vec<Row> {
    let filled = |row: &Vec<String>| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let columns = sheet.rows.first().map_or(0, filled);
    let row = |(row, number): (&Vec<String>, u32)| {
        let mut cells: Vec<String> = row.iter().take(filled(row)).cloned().collect();
        cells.resize(cells.len().max(columns), String::new());
        Row { number, cells }
    };
    sheet.rows.iter().zip(1..).map(row).collect()
}

/// The columns of a table in the order of the format, each with what its cells hold; none where there is no such table.
pub(crate) fn columns(table: &str) -> Vec<(&'static str, Cell)> {
    SHAPES.iter().find(|shape| shape.name == table).map(Shape::columns).unwrap_or_default()
}

/// The names of all tables.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    SHAPES.iter().map(|shape| shape.name)
}

/// The cells of a table; empty rows stay where they are.
pub(super) fn csv_cells(file: &str, bytes: &[u8]) -> Result<Vec<Vec<String>>, Problem> {
    let text = utf8(file, bytes).map_err(|problem| *problem)?;
    let rows = cells(text).map_err(|(row, message)| *syntax(file, "CSV", message, row as usize, 1, false))?;
    let mut filled: Vec<Vec<String>> = Vec::new();
    for row in rows {
        filled.resize((row.number as usize).saturating_sub(1).max(filled.len()), Vec::new());
        filled.push(row.cells);
    }
    Ok(filled)
}

/// The fields of a TOML text.
pub(super) fn toml(file: &str, bytes: &[u8]) -> Result<Value, Problem> {
    let read = utf8(file, bytes).and_then(|text| {
        toml::from_str::<Value>(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let row = before.matches('\n').count() + 1;
            let character = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
            syntax(file, "TOML", error.message(), row, character, false)
        })
    });
    read.map_err(|problem| *problem)
}

/// Makes a tree of tables, and reads that.
fn assemble(mut folder: Folder, mut fields: Record, tables: Vec<(&Shape, String, Vec<Row>)>) -> Draft {
    let locales = match fields.iter().find(|(name, _)| name == "locales") {
        Some((_, Value::List(locales))) => locales.iter().filter_map(Value::as_text).map(String::from).collect(),
        _ => Vec::new(),
    };
    let mut arrays: BTreeMap<&str, Vec<Record>> = BTreeMap::new();
    for (shape, file, rows) in tables {
        let rows = folder.rows(shape, &file, rows, &locales);
        match shape.parent {
            None => {
                for (index, (row, _)) in rows.iter().enumerate() {
                    folder.layout.records.insert(item(shape.name, index), (file.clone(), *row));
                }
                folder.layout.arrays.insert(shape.name, file.clone());
                arrays.insert(shape.name, rows.into_iter().map(|(_, record)| record).collect());
            }
            Some((column, parents, field)) => {
                let parents = (parents, arrays.entry(parents).or_default().as_mut_slice());
                folder.attach(&file, rows, column, parents, field);
            }
        }
    }
    if folder.is_unreadable {
        // What refers to the rows of a file that could not be read would only hide what is wrong.
        folder.problems.retain(|problem| problem.code != Code::UnknownId);
        return Draft::unread(folder.problems, Origin::Tables(folder.layout));
    }
    let list = |records: Vec<Record>| Value::List(records.into_iter().map(Value::Record).collect());
    fields.extend(arrays.into_iter().map(|(name, records)| (name.into(), list(records))));
    folder.read(Value::Record(fields))
}

/// A file's name without the folders before it.
fn own_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// The fields of a record, as in [`Value::Record`].
type Record = Vec<(String, Value)>;

/// Where in a folder's files the records of the tree stand.
#[derive(Default)]
pub(crate) struct Layout {
    /// The files in the order in which problems are told.
    files: Vec<String>,
    /// The file and row of each record by its path.
    records: HashMap<String, (String, u32)>,
    /// The file of each array.
    arrays: BTreeMap<&'static str, String>,
    /// The columns of each table.
    columns: BTreeMap<String, BTreeSet<String>>,
}

/// What is known of a folder's files beside the tree that they make.
#[derive(Default)]
struct Folder {
    problems: Vec<Problem>,
    layout: Layout,
    /// Whether a file could not be read at all.
    is_unreadable: bool,
    /// Rows with the wrong number of cells, of which no more is to be said.
    ragged: BTreeSet<(String, u32)>,
    /// A column that is no part of the region.
    ignored: Option<&'static str>,
}

impl Folder {
    fn failed(self, problem: Problem) -> Draft {
        Draft::unread(vec![problem], Origin::Tables(self.layout))
    }

    fn unreadable(&mut self, problem: Problem) {
        self.is_unreadable = true;
        self.problems.push(problem);
    }

    /// What it holds would be missing without a word, as its records may be absent.
    fn unknown_table(&mut self, path: &str) {
        self.unknown(path, own_name(path), table_names().collect());
    }

    /// The same of a sheet.
    fn unknown_sheet(&mut self, name: &str) {
        self.unknown(name, name, names().map(String::from).collect());
    }

    fn unknown(&mut self, file: &str, name: &str, names: Vec<String>) {
        let known = SHAPES.map(|shape| shape.name).join(", ");
        let place = Place { file: file.into(), ..Place::default() };
        let problem = Problem::new(Code::UnknownTable, place, &[name, &known]);
        let near = nearest(name, names.iter().map(String::as_str), &Budget::new(100));
        self.problems.push(if let Some(near) = near { problem.meant(near) } else { problem });
    }

    fn report(&mut self, code: Code, file: &str, row: u32, column: &str, facts: &[&str], meant: Option<&str>) {
        let place = Place { file: file.into(), row: Some(row), column: Some(column.into()), ..Place::default() };
        let problem = Problem::new(code, place, facts);
        self.problems.push(if let Some(name) = meant { problem.meant(name) } else { problem });
    }

    /// The fields of `region.toml`.
    fn scalars(&mut self, file: &str, bytes: &[u8]) -> Record {
        match toml(file, bytes) {
            Ok(Value::Record(fields)) => self.known_scalars(file, fields),
            Ok(_) => Vec::new(),
            Err(problem) => {
                self.unreadable(problem);
                Vec::new()
            }
        }
    }

    /// The scalar fields that the format knows.
    fn known_scalars(&mut self, file: &str, fields: Record) -> Record {
        let (known, unknown): (Record, Record) =
            fields.into_iter().partition(|(name, _)| region::SCALARS.split(' ').any(|own| own == name));
        for (name, _) in unknown {
            let place = Place { file: file.into(), path: Some(name.clone()), ..Place::default() };
            let problem = Problem::new(Code::UnknownField, place, &[&name, &region::SCALARS.replace(' ', ", ")]);
            let near = nearest(&name, region::SCALARS.split(' '), &Budget::new(100));
            self.problems.push(if let Some(near) = near { problem.meant(near) } else { problem });
        }
        // TOML has dates of its own; what one says is read like any text.
        let undated = |value: Value| value.field("$__toml_private_datetime").cloned().unwrap_or(value);
        known.into_iter().map(|(name, value)| (name, undated(value))).collect()
    }

    /// The rows of a CSV file; none where it cannot be read.
    fn cells(&mut self, file: &str, bytes: &[u8]) -> Vec<Row> {
        let rows = utf8(file, bytes).and_then(|text| {
            cells(text).map_err(|(row, message)| syntax(file, "CSV", message, row as usize, 1, false))
        });
        rows.unwrap_or_else(|problem| {
            self.unreadable(*problem);
            Vec::new()
        })
    }

    /// The records of a table with their rows.
    fn rows(&mut self, shape: &Shape, file: &str, rows: Vec<Row>, locales: &[String]) -> Vec<(u32, Record)> {
        let mut rows = rows.into_iter();
        let Some(header) = rows.next() else { return Vec::new() };
        let known = shape.columns();
        let columns = self.header(&known, file, &header, locales);

        let mut records = Vec::new();
        for Row { number: row, cells } in rows {
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if cells.len() != columns.len() {
                let place = Place { file: file.into(), row: Some(row), ..Place::default() };
                let (given, needed) = (cells.len().to_string(), columns.len().to_string());
                self.problems.push(Problem::new(Code::RaggedRow, place, &[&given, &needed]));
                self.ragged.insert((file.into(), row));
            }
            let mut record = Record::new();
            // These are never absent, so that what is missing in them is told by column.
            for always in ["name", "tenure"] {
                if known.iter().any(|(column, _)| column.split('.').next() == Some(always)) {
                    record.push((always.into(), Value::Record(Vec::new())));
                }
            }
            for (column, cell) in columns.iter().zip(cells) {
                if let Some((name, kind)) = column
                    && !cell.is_empty()
                {
                    let value = self.value(*kind, file, row, name, cell);
                    put(&mut record, name, value);
                }
            }
            records.push((row, record));
        }
        records
    }

    /// What each column holds, `None` for one that is of no use.
    fn header(
        &mut self,
        known: &[(&'static str, Cell)],
        file: &str,
        header: &Row,
        locales: &[String],
    ) -> Vec<Option<(String, Cell)>> {
        let mut seen = BTreeSet::new();
        let mut columns = Vec::new();
        for name in &header.cells {
            let matches = |(column, kind): &&(&str, Cell)| match kind {
                Cell::Locale => name.split_once('.').is_some_and(|(text, _)| text == *column),
                _ => name == column,
            };
            let kind = known.iter().find(matches).map(|(_, kind)| *kind);
            let locale = name.split_once('.').filter(|_| kind == Some(Cell::Locale)).map(|(_, locale)| locale);
            let is_declared = locale.is_none_or(|locale| locales.is_empty() || locales.iter().any(|own| own == locale));
            if self.ignored == Some(name) {
                columns.push(None);
                continue;
            }
            let mut report = |code, facts: &[&str], near| self.report(code, file, header.number, name, facts, near);
            if kind.is_none() {
                let names: Vec<&str> = known.iter().map(|(column, _)| *column).collect();
                let near = nearest(name, names.iter().copied(), &Budget::new(100));
                report(Code::UnknownField, &[name, &names.join(", ")], near);
            } else if !is_declared {
                report(Code::UnknownLocale, &[locale.unwrap_or_default()], None);
            } else if !seen.insert(name.clone()) {
                report(Code::DuplicateField, &[name], None);
            } else {
                columns.push(kind.map(|kind| (name.clone(), kind)));
                continue;
            }
            columns.push(None);
        }
        self.layout.columns.insert(file.into(), seen);
        columns
    }

    /// What a cell that is not empty says. What is not of its column's kind stays a text, for the reader to report.
    fn value(&mut self, kind: Cell, file: &str, row: u32, column: &str, cell: String) -> Value {
        let words =
            |read: fn(String) -> Value| Value::List(cell.split_whitespace().map(|word| read(word.into())).collect());
        match kind {
            Cell::Text | Cell::Locale => Value::Text(cell),
            Cell::Number => number(cell),
            Cell::Texts => words(Value::Text),
            Cell::Numbers => words(number),
            Cell::Flag => match cell.as_str() {
                // The capitals are how spreadsheets write it.
                "true" | "TRUE" => Value::Bool(true),
                "false" | "FALSE" => Value::Bool(false),
                _ => Value::Text(cell),
            },
            Cell::Outcomes => {
                let mut outcomes = Vec::new();
                for part in cell.split(';').map(str::trim).filter(|part| !part.is_empty()) {
                    match part.split_whitespace().collect::<Vec<_>>().as_slice() {
                        [competency, level] => outcomes.push(Value::Record(vec![
                            ("competency".into(), Value::Text((*competency).into())),
                            ("level".into(), number((*level).into())),
                        ])),
                        _ => {
                            let facts =
                                ["competency and level, as in `physics 3; math 2`,", &["`", part, "`"].concat()];
                            self.report(Code::WrongType, file, row, column, &facts, None);
                        }
                    }
                }
                Value::List(outcomes)
            }
        }
    }

    /// Gives rows to the records of another table that their first column names.
    fn attach(
        &mut self,
        file: &str,
        rows: Vec<(u32, Record)>,
        column: &str,
        (array, parents): (&str, &mut [Record]),
        field: &str,
    ) {
        let id = |record: &Record| {
            record.iter().find(|(name, _)| name == "id").and_then(|(_, id)| id.as_text().map(String::from))
        };
        let mut by_id = BTreeMap::new();
        for (index, parent) in parents.iter().enumerate() {
            if let Some(id) = id(parent) {
                by_id.entry(id).or_insert(index);
            }
        }
        let comparisons = Budget::new(1_000_000);
        for (row, mut record) in rows {
            let own = record.iter().position(|(name, _)| name == column).map(|index| record.remove(index).1);
            let Some(Value::Text(id)) = own else {
                self.report(Code::MissingField, file, row, column, &[column], None);
                continue;
            };
            let Some((index, parent)) = by_id.get(&id).and_then(|index| Some((*index, parents.get_mut(*index)?)))
            else {
                let near = nearest(&id, by_id.keys().map(String::as_str), &comparisons);
                self.report(Code::UnknownId, file, row, column, &[column, &id], near);
                continue;
            };
            let position = match parent.iter().position(|(name, _)| name == field) {
                Some(position) => position,
                None => {
                    parent.push((field.into(), Value::List(Vec::new())));
                    parent.len() - 1
                }
            };
            if let Some((_, Value::List(children))) = parent.get_mut(position) {
                let path = item(&[&item(array, index), ".", field].concat(), children.len());
                self.layout.records.insert(path, (file.into(), row));
                children.push(Value::Record(record));
            }
        }
    }

    /// Reads the tree and tells all problems, in the order of files and rows.
    fn read(mut self, tree: Value) -> Draft {
        let place = |path: String| self.layout.place(&path);
        let log = Log::new(&place);
        let region = region::region(&tree, &log);
        let read = log.finish(region);
        let found = std::mem::take(&mut self.problems);

        let mut without_column = BTreeSet::new();
        let mut problems: Vec<Problem> = found.into_iter().chain(read.problems).collect();
        problems.retain_mut(|problem| {
            let place = &mut problem.place;
            let is_ragged = place.row.is_some_and(|row| self.ragged.contains(&(place.file.clone(), row)));
            if is_ragged && problem.code != Code::RaggedRow {
                return false;
            }
            // A column that is not there is one problem, not one for every row.
            if matches!(problem.code, Code::MissingField | Code::MissingLocale | Code::Untranslated)
                && let Some(column) = &place.column
                && !self.layout.has_column(&place.file, column)
            {
                place.row = Some(1);
                return without_column.insert((place.file.clone(), column.clone()));
            }
            true
        });
        problems.sort_by_key(|problem| self.layout.order(&problem.place));
        let is_clean = problems.iter().all(|problem| problem.severity == Severity::Warning);
        let read = Read { value: read.value.filter(|_| is_clean), problems };
        Draft { read, tree: Some(tree), origin: Origin::Tables(self.layout) }
    }
}

impl Layout {
    /// Where in the tables a path of the tree leads to.
    pub fn place(&self, path: &str) -> Place {
        let ends = path.match_indices(']').map(|(end, _)| end).collect::<Vec<_>>();
        for end in ends.into_iter().rev() {
            let (record, within) = path.split_at(end + 1);
            if let Some((file, row)) = self.records.get(record) {
                let column = within.trim_start_matches('.').split('[').next().unwrap_or_default();
                let column = (!column.is_empty()).then(|| column.into());
                return Place { file: file.clone(), row: Some(*row), column, ..Place::default() };
            }
        }
        match self.arrays.get(path) {
            Some(file) => Place { file: file.clone(), ..Place::default() },
            None => {
                let file = self.files.first().cloned().unwrap_or_default();
                Place { file, path: (!path.is_empty()).then(|| path.into()), ..Place::default() }
            }
        }
    }

    /// Whether a table has a column; of what is no table nobody knows.
    pub fn has_column(&self, file: &str, column: &str) -> bool {
        self.columns.get(file).is_none_or(|columns| columns.contains(column))
    }

    /// Where a place stands among the problems of a folder.
    pub fn order(&self, place: &Place) -> (Option<usize>, Option<u32>) {
        (self.files.iter().position(|file| *file == place.file), place.row)
    }
}

/// The path of an item of the list at a path.
fn item(list: &str, index: usize) -> String {
    [list, "[", &index.to_string(), "]"].concat()
}

/// Puts a value into a record at a column's name, in which a dot reaches into a record within.
fn put(record: &mut Record, column: &str, value: Value) {
    let Some((outer, inner)) = column.split_once('.') else {
        record.push((column.into(), value));
        return;
    };
    if let Some((_, Value::Record(fields))) = record.iter_mut().find(|(name, _)| name == outer) {
        fields.push((inner.into(), value));
    } else {
        record.push((outer.into(), Value::Record(vec![(inner.into(), value)])));
    }
}

/// A number in digits; anything else stays a text.
fn number(cell: String) -> Value {
    let is_plain = cell.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'));
    match cell.parse() {
        Ok(number) if is_plain => Value::Number(number),
        _ => Value::Text(cell),
    }
}

/// A row of a table.
struct Row {
    /// As a spreadsheet counts them, from 1.
    number: u32,
    cells: Vec<String>,
}

/// The rows of a CSV text, or the row that cannot be read and why. Spaces around a cell's text go.
fn cells(text: &str) -> Result<Vec<Row>, (u32, &'static str)> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut number = 0;
    let mut record = csv::StringRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        if !reader.read_record(&mut record).map_err(|_| (number + 1, "the row cannot be read"))? {
            break;
        }
        number += 1 + empty_lines(text, start);
        rows.push(Row { number, cells: record.iter().map(|cell| cell.trim().into()).collect() });
    }
    if text.matches('"').count() % 2 == 1 {
        return Err((number, "a quotation mark is not closed, or one within a cell is not written twice"));
    }
    if rows.first().is_some_and(|header| matches!(header.cells.as_slice(), [one] if one.contains([';', '\t']))) {
        return Err((1, "the columns must be separated by commas"));
    }
    Ok(rows)
}

/// How many lines before the next row hold nothing: the parser skips them, a spreadsheet counts them.
fn empty_lines(text: &str, start: usize) -> u32 {
    let (before, rest) = text.split_at_checked(start).unwrap_or((text, ""));
    // The parser stops between the two characters that may end a row.
    let rest = if before.ends_with('\r') { rest.strip_prefix('\n').unwrap_or(rest) } else { rest };
    let blank = rest.split(|c| !matches!(c, '\r' | '\n')).next().unwrap_or_default();
    blank.replace("\r\n", "\n").len() as u32
}
