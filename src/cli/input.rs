//! Reading: the only place of the command line that takes in files.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use pathway_planner::check;
use pathway_planner::problem::{Code, Place, Problem, Severity};
use pathway_planner::read::{self, Read};
use pathway_planner::region::{Array, Region};
use pathway_planner::student::Student;
use pathway_planner::value::Value;
use pathway_planner::workbook::{self, Book};
use pathway_planner::{
    codec,
    table::{Id, Table},
};

use super::{Failure, Subject};

/// The format of questions that pages save.
const SAVED: &str = "pathways-question/1";

/// What a region is read from.
enum Source {
    Json(Vec<u8>),
    /// The files of a folder by name.
    Tables(Vec<(String, Vec<u8>)>),
    Workbook(Vec<u8>),
    Built(Box<Region>),
}

/// The files of a call that can be read: standard input is at most one of them.
pub struct Input(());

impl Input {
    /// Before anything is read, so that a call that is wrong is told from input that is.
    pub fn of<'a>(files: impl IntoIterator<Item = &'a PathBuf>) -> Result<Input, Failure> {
        match files.into_iter().filter(|path| is_standard(path)).count() {
            0 | 1 => Ok(Input(())),
            _ => Err(Failure::Call("only one file can be `-`, standard input".into())),
        }
    }

    /// A file's bytes, or those of standard input for `-`.
    pub fn bytes(&self, path: &Path) -> Result<Vec<u8>, Failure> {
        if is_standard(path) {
            return limited(std::io::stdin().lock(), path);
        }
        limited(fs::File::open(path).map_err(|error| unreadable(path, &error))?, path)
    }

    /// A region of any kind, with all there is to say about it.
    pub fn checked(&self, path: &Path) -> Result<Read<Region>, Failure> {
        Ok(match self.source(path)? {
            Source::Json(bytes) => check::json(&name(path), &bytes),
            Source::Tables(files) => check::tables(&files),
            Source::Workbook(bytes) => check::workbook(&name(path), &bytes),
            Source::Built(region) => check::built(&name(path), *region),
        })
    }

    /// A folder of tables or a workbook as texts.
    pub fn book(&self, path: &Path) -> Result<Book, Failure> {
        match self.source(path)? {
            Source::Tables(files) => Ok(workbook::of_tables(&files)?),
            Source::Workbook(bytes) => Ok(workbook::book(&name(path), &bytes)?),
            Source::Json(_) | Source::Built(_) => {
                Err(Failure::Call("only a folder of tables or a workbook can be written as a workbook".into()))
            }
        }
    }

    /// A region without errors.
    pub fn region(&self, path: &Path) -> Result<Region, Failure> {
        let source = self.source(path)?;
        let read = match &source {
            Source::Json(bytes) => read::region_json(&name(path), bytes).value,
            Source::Tables(files) => read::region_tables(files).value,
            Source::Workbook(_) | Source::Built(_) => None,
        };
        match (read, source) {
            (Some(region), _) => Ok(region),
            (None, Source::Built(region)) => Ok(*region),
            // Who checks can say more than who reads.
            (None, Source::Json(bytes)) => sound(check::json(&name(path), &bytes)),
            (None, Source::Tables(files)) => sound(check::tables(&files)),
            (None, Source::Workbook(bytes)) => sound(check::workbook(&name(path), &bytes)),
        }
    }

    /// A region's input of any kind.
    fn source(&self, path: &Path) -> Result<Source, Failure> {
        if path.is_dir() {
            return Ok(Source::Tables(tables(path)?));
        }
        let bytes = self.bytes(path)?;
        if workbook::is_workbook(&name(path), &bytes) {
            return Ok(Source::Workbook(bytes));
        }
        if !codec::is_built(&bytes) {
            return Ok(Source::Json(bytes));
        }
        let mut region = codec::read(&bytes).map_err(|problem| in_file(problem, path))?;
        for locale in region.locales.clone() {
            let labels = labels(path, &locale);
            if labels.is_file() {
                let bytes = self.bytes(&labels)?;
                codec::read_labels(&mut region, &bytes).map_err(|problem| in_file(problem, &labels))?;
            }
        }
        Ok(Source::Built(Box::new(region)))
    }

    /// A region and a student.
    pub fn subject(&self, subject: &Subject) -> Result<(Region, Student), Failure> {
        let region = self.region(&subject.region)?;
        let value = self.part(&subject.student, "student")?;
        let student = usable(read::student(&name(&subject.student), &value, &region))?;
        Ok((region, student))
    }

    /// A JSON file; of a question that a page saved, which holds both, its `student` or its `query`.
    pub fn part(&self, path: &Path, name: &str) -> Result<Value, Failure> {
        let value = self.json(path)?;
        let saved = value.field("format").and_then(Value::as_text) == Some(SAVED);
        let part = value.field(name).filter(|_| saved).cloned();
        Ok(part.unwrap_or(value))
    }

    /// A JSON file.
    pub fn json(&self, path: &Path) -> Result<Value, Failure> {
        let bytes = self.bytes(path)?;
        usable(read::json(&name(path), &bytes))
    }
}

/// The value that a reader made, or its errors.
pub fn usable<T>(read: Read<T>) -> Result<T, Failure> {
    read.value.ok_or(Failure::Input(read.problems))
}

/// A region in which a check found no error, or its errors alone.
pub fn sound(checked: Read<Region>) -> Result<Region, Failure> {
    let errors = |problem: &Problem| problem.severity == Severity::Error;
    checked.value.ok_or_else(|| Failure::Input(checked.problems.into_iter().filter(errors).collect()))
}

/// What problems call a file.
pub fn name(path: &Path) -> String {
    path.display().to_string()
}

/// The last successor of an id of an array, or the id itself where nothing replaced it.
pub fn current<'a>(region: &'a Region, array: Array, id: &'a str) -> &'a str {
    let replaced = region.replaced.iter().find(|one| one.array == array && one.id == id);
    replaced.map_or(id, |one| &one.by)
}

/// The row of an id, its successor's where it was replaced.
pub fn row<I: Id, T>(
    region: &Region,
    array: Array,
    kind: &str,
    id: &str,
    place: Place,
    table: &Table<I, T>,
    own: impl Fn(&T) -> &String,
) -> Result<I, Failure> {
    let current = current(region, array, id);
    let unknown = || unknown(kind, id, place, ids(region, array, table, &own));
    Ok(table.find(|row| own(row) == current).ok_or_else(unknown)?)
}

/// The ids that can be given for an array's rows, replaced ones included.
pub fn ids<'r, I: Id, T>(
    region: &'r Region,
    array: Array,
    table: &'r Table<I, T>,
    own: impl Fn(&'r T) -> &'r String,
) -> impl Iterator<Item = &'r str> {
    let replaced = region.replaced.iter().filter(move |one| one.array == array);
    table.iter().map(move |row| own(row).as_str()).chain(replaced.map(|one| one.id.as_str()))
}

/// That nothing bears an id, with the one that may have been meant.
pub fn unknown<'r>(kind: &str, id: &str, place: Place, ids: impl Iterator<Item = &'r str>) -> Problem {
    let problem = Problem::new(Code::UnknownId, place, &[kind, id]);
    match read::nearest(id, ids) {
        Some(near) => problem.meant(near),
        None => problem,
    }
}

/// The tables of a folder, by name.
fn tables(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = entries.map_err(|error| unreadable(folder, &error))?;
    let mut paths: Vec<_> = entries.iter().map(fs::DirEntry::path).collect();
    // The order that the system lists files in is nobody's.
    paths.sort();
    let mut tables = Vec::new();
    let mut total = 0;
    for path in paths {
        let own = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if read::is_unknown_table(own) && !path.is_dir() {
            // Its name is all that is told of it.
            tables.push((name(&path), Vec::new()));
        }
        if !read::is_table(own) {
            // It is not opened, for it may be anything.
            continue;
        }
        let file = fs::File::open(&path).map_err(|error| unreadable(&path, &error))?;
        let bytes = limited(file, &path)?;
        total += bytes.len();
        if total > read::MAX_BYTES {
            return Err(too_large(folder).into());
        }
        tables.push((name(&path), bytes));
    }
    Ok(tables)
}

/// What a file holds, if that is not more than the readers take. Of what is longer, or has no end, no more is read
/// than it takes to see that.
fn limited(file: impl std::io::Read, path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = file.take(read::MAX_BYTES as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(path, &error))?;
    if bytes.len() > read::MAX_BYTES { Err(too_large(path).into()) } else { Ok(bytes) }
}

fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Where a built region's labels stand: `kuzbass.ru.labels` beside `kuzbass.region`.
fn labels(core: &Path, locale: &str) -> PathBuf {
    core.with_extension(format!("{locale}.labels"))
}

fn in_file(mut problem: Problem, path: &Path) -> Problem {
    problem.place.file = name(path);
    problem
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    let place = Place { file: name(path), ..Place::default() };
    Problem::new(Code::Unreadable, place, &[&error.to_string()])
}

/// How long it is nobody knows, for it was not read to its end.
fn too_large(path: &Path) -> Problem {
    let place = Place { file: name(path), ..Place::default() };
    let most = format!("{} MB", read::MAX_BYTES / 1_000_000);
    Problem::new(Code::TooLarge, place, &["more than", &most, &most])
}
