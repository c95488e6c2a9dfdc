//! A value with its place: what every reader reads from, and where it leaves problems.
//!
//! What cannot be read is reported, and something else is returned in its place, so that reading goes on
//! to the next problem. The whole is thrown away in the end if anything was reported, see [`Log::finish`].

use std::cell::{Cell, RefCell};

use super::{MAX_PROBLEMS, MAX_TEXT, Read};
#[cfg(feature = "cli")]
use crate::condition::RESERVED;
use crate::month::Month;
use crate::problem::{Code, Place, Problem, Severity};
use crate::region::{Level, Word};
use crate::sort::sort_by;
#[cfg(feature = "cli")]
use crate::table::Id;
use crate::text::{count, digits, joined, push_digits, words};
use crate::value::Value;

/// Problems as they come, each with the position of its value in the input.
pub(crate) struct Log<'a> {
    place: &'a dyn Fn(String) -> Place,
    problems: RefCell<Vec<(Vec<u32>, Problem)>>,
    errors: Cell<usize>,
    warnings: Cell<usize>,
    /// How many more names may be compared in search of one that was meant: what keeps reading linear.
    comparisons: Cell<usize>,
}

impl<'a> Log<'a> {
    /// A log whose problems stand where `place` says, given a path.
    pub fn new(place: &'a dyn Fn(String) -> Place) -> Log<'a> {
        Log {
            place,
            problems: RefCell::new(Vec::new()),
            errors: Cell::new(0),
            warnings: Cell::new(0),
            comparisons: Cell::new(1_000_000),
        }
    }

    fn add(&self, position: Vec<u32>, problem: Problem) {
        let (count, too_many) = match problem.severity {
            Severity::Error => (&self.errors, Code::TooManyProblems),
            _ => (&self.warnings, Code::TooManyWarnings),
        };
        count.set(count.get() + 1);
        if count.get() <= MAX_PROBLEMS {
            self.problems.borrow_mut().push((position, problem));
        } else if count.get() == MAX_PROBLEMS + 1 {
            let place = Place { path: None, ..(self.place)(String::new()) };
            let problem = Problem::new(too_many, place, &[&digits(MAX_PROBLEMS as u64)]);
            self.problems.borrow_mut().push((vec![u32::MAX], problem));
        }
    }

    /// Whether nothing but warnings has come so far.
    pub fn is_clean(&self) -> bool {
        self.errors.get() == 0
    }

    /// What was read, if that was without errors, and the problems in the order of the input.
    pub fn finish<T>(self, value: Option<T>) -> Read<T> {
        let value = value.filter(|_| self.is_clean());
        let mut problems = self.problems.into_inner();
        sort_by(&mut problems, |(one, _), (other, _)| one.cmp(other));
        Read { value, problems: problems.into_iter().map(|(_, problem)| problem).collect() }
    }
}

/// The way from a node's parent to the node.
#[derive(Clone, Copy)]
enum Step<'v> {
    Root,
    /// A field, and where it stands in its record.
    Field(&'v str, u32),
    Item(u32),
}

/// A value of the input, its place, and the log.
#[derive(Clone, Copy)]
pub(crate) struct Node<'p, 'v> {
    /// `None` where the value is missing, which has been reported.
    value: Option<&'v Value>,
    step: Step<'v>,
    parent: Option<&'p Node<'p, 'v>>,
    log: &'p Log<'p>,
}

impl<'p, 'v> Node<'p, 'v> {
    /// The whole input.
    pub fn root(value: &'v Value, log: &'p Log<'p>) -> Node<'p, 'v> {
        Node { value: Some(value), step: Step::Root, parent: None, log }
    }

    fn path(&self) -> String {
        let mut path = self.parent.map(Node::path).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Field(name, _) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&crate::problem::shown(name));
            }
            Step::Item(index) => {
                path.push('[');
                push_digits(&mut path, index.into());
                path.push(']');
            }
        }
        path
    }

    fn position(&self) -> Vec<u32> {
        let mut position = self.parent.map(Node::position).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Field(_, index) | Step::Item(index) => position.push(index),
        }
        position
    }

    fn place(&self) -> Place {
        (self.log.place)(self.path())
    }

    /// Says what is wrong here.
    #[inline(never)]
    pub fn report(&self, code: Code, facts: &[&str]) {
        self.log.add(self.position(), Problem::new(code, self.place(), facts));
    }

    /// Says what is wrong here, at this character of the text where it is given.
    #[inline(never)]
    pub fn report_at(&self, code: Code, character: Option<u32>, facts: &[&str], meant: Option<&str>) {
        let problem = Problem::new(code, Place { character, ..self.place() }, facts);
        self.log.add(self.position(), if let Some(name) = meant { problem.meant(name) } else { problem });
    }

    fn wrong_type<T>(&self, needed: &str) -> Option<T> {
        let given = match self.value? {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Record(_) => "a record",
        };
        // In a file null is how programs write a field that is not there; a page's fields come without it.
        #[cfg(feature = "cli")]
        if let (Some(Value::Null), Step::Field(..)) = (self.value, self.step) {
            let problem = Problem::new(Code::WrongType, self.place(), &[needed, given]);
            self.log.add(self.position(), problem.or_absent());
            return None;
        }
        self.report(Code::WrongType, &[needed, given]);
        None
    }

    /// The fields of a record that knows these names, separated by spaces. Others, and names that come twice,
    /// are reported.
    #[inline(never)]
    pub fn record(&'p self, known: &str) -> Option<Fields<'p, 'v>> {
        let Some(Value::Record(fields)) = self.value else { return self.wrong_type("a record") };
        let names = words(known);
        let mut seen = vec![false; names.len()];
        for (index, (name, _)) in fields.iter().enumerate() {
            let field = Node { value: None, step: Step::Field(name, index as u32), parent: Some(self), log: self.log };
            match seen.iter_mut().zip(&names).find(|(_, known)| *known == name) {
                None => {
                    let near = self.nearest(name, names.iter().copied());
                    field.report_at(Code::UnknownField, None, &[name, &joined(&names, ", ")], near);
                }
                Some((true, _)) => field.report(Code::DuplicateField, &[name]),
                Some((seen, _)) => *seen = true,
            }
        }
        Some(Fields { node: self, fields })
    }

    /// The fields of a record whose names are data. Names that come twice are reported.
    #[cfg(feature = "cli")]
    pub fn entries(&'p self) -> Vec<(&'v str, Node<'p, 'v>)> {
        let Some(Value::Record(fields)) = self.value else {
            return self.wrong_type("a record").into_iter().collect();
        };
        let mut seen = std::collections::BTreeSet::new();
        let mut entries = Vec::new();
        for (index, (name, value)) in fields.iter().enumerate() {
            let step = Step::Field(name, index as u32);
            let entry = Node { value: Some(value), step, parent: Some(self), log: self.log };
            if seen.insert(name) {
                entries.push((name.as_str(), entry));
            } else {
                entry.report(Code::DuplicateField, &[name]);
            }
        }
        entries
    }

    /// The items of a list.
    pub fn items(&'p self) -> impl Iterator<Item = Node<'p, 'v>> {
        let items = match self.value {
            Some(Value::List(items)) => items.as_slice(),
            _ => self.wrong_type("a list").unwrap_or_default(),
        };
        let item = |(index, value)| Node {
            value: Some(value),
            step: Step::Item(index as u32),
            parent: Some(self),
            log: self.log,
        };
        items.iter().enumerate().map(item)
    }

    /// How many items the list has; 0 where it is none.
    #[cfg(feature = "cli")]
    pub fn len(&self) -> usize {
        if let Some(Value::List(items)) = self.value { items.len() } else { 0 }
    }

    /// Whether this is a list.
    #[cfg(feature = "cli")]
    pub fn is_list(&self) -> bool {
        matches!(self.value, Some(Value::List(_)))
    }

    /// Whether this is a record.
    #[cfg(feature = "cli")]
    pub fn is_record(&self) -> bool {
        matches!(self.value, Some(Value::Record(_)))
    }

    /// Says what is wrong with a field of this record that is not there.
    #[cfg(feature = "cli")]
    pub fn report_missing(&self, field: &'v str, code: Code, facts: &[&str]) {
        let Some(Value::Record(fields)) = self.value else { return };
        let step = Step::Field(field, fields.len() as u32);
        Node { value: None, step, parent: Some(self), log: self.log }.report(code, facts);
    }

    /// An item of a list, without a word on what is wrong where there is none.
    #[cfg(feature = "cli")]
    pub fn peek_item(&'p self, index: usize) -> Option<Node<'p, 'v>> {
        let Some(Value::List(items)) = self.value else { return None };
        let step = Step::Item(index as u32);
        Some(Node { value: Some(items.get(index)?), step, parent: Some(self), log: self.log })
    }

    /// A field of a record, likewise.
    #[cfg(feature = "cli")]
    pub fn peek(&'p self, name: &str) -> Option<Node<'p, 'v>> {
        let Some(Value::Record(fields)) = self.value else { return None };
        Fields { node: self, fields }.optional(name)
    }

    /// The text, likewise.
    #[cfg(feature = "cli")]
    pub fn peek_text(&self) -> Option<&'v str> {
        self.value?.as_text()
    }

    /// A text of 1 to [`MAX_TEXT`] characters.
    #[inline(never)]
    pub fn some_text(&self) -> Option<&'v str> {
        let Some(Value::Text(text)) = self.value else { return self.wrong_type("a text") };
        if text.is_empty() {
            self.report(Code::EmptyText, &[]);
            return None;
        }
        if count(text) > MAX_TEXT {
            self.report(Code::LongText, &[&digits(count(text) as u64), &digits(MAX_TEXT as u64)]);
            return None;
        }
        Some(text)
    }

    /// As [`Node::some_text`], copied.
    #[cfg(feature = "cli")]
    pub fn text(&self) -> String {
        self.some_text().unwrap_or_default().into()
    }

    /// The text, of whatever length, for what has limits of its own.
    pub fn any_text(&self) -> Option<&'v str> {
        match self.value {
            Some(Value::Text(text)) => Some(text),
            _ => self.wrong_type("a text"),
        }
    }

    /// `true` or `false`.
    pub fn flag(&self) -> Option<bool> {
        match self.value {
            Some(Value::Bool(value)) => Some(*value),
            _ => self.wrong_type("true or false"),
        }
    }

    /// A whole number within a range.
    #[inline(never)]
    pub fn whole(&self, least: u64, most: u64) -> u64 {
        let whole = match self.value {
            Some(Value::Number(number)) if number.is_finite() && number.trunc() == *number => *number,
            Some(Value::Number(_)) => {
                self.report(Code::WrongType, &["a whole number", "a fraction, or no number at all"]);
                return least;
            }
            _ => return self.wrong_type("a whole number").unwrap_or(least),
        };
        if whole < least as f64 || whole > most as f64 {
            self.report(Code::OutOfRange, &[&digits(least), &digits(most)]);
            return least;
        }
        whole as u64
    }

    /// A whole number within a range.
    #[inline(never)]
    pub fn number(&self, least: u32, most: u32) -> u32 {
        u32::try_from(self.whole(least.into(), most.into())).unwrap_or(least)
    }

    /// A number within a range, in millionths.
    #[cfg(feature = "cli")]
    pub fn millionths(&self, least: i32, most: i32) -> i32 {
        let Some(Value::Number(number)) = self.value else { return self.wrong_type("a number").unwrap_or_default() };
        if !(f64::from(least)..=f64::from(most)).contains(number) {
            self.report(Code::OutOfRange, &[&least.to_string(), &most.to_string()]);
            return 0;
        }
        (number * 1e6).round() as i32
    }

    /// A level from `least` to `top`.
    #[inline(never)]
    pub fn level(&self, least: Level, top: Level) -> Level {
        match self.value {
            Some(Value::Number(number)) if *number < least.into() || *number > top.into() => {
                self.report(Code::LevelOutOfScale, &[&digits(least.into()), &digits(top.into())]);
                least
            }
            _ => self.whole(least.into(), top.into()) as Level,
        }
    }

    /// One of an enumeration's words.
    pub fn word<W: Word>(&self) -> W {
        let words: Vec<&str> = W::VALUES.iter().map(|value| value.as_word()).collect();
        self.one_of(&words).and_then(|position| W::VALUES.get(position).copied()).unwrap_or(W::FIRST)
    }

    /// Where the text stands among these words.
    #[inline(never)]
    fn one_of(&self, words: &[&str]) -> Option<usize> {
        let text = self.some_text()?;
        let position = words.iter().position(|word| *word == text);
        if position.is_none() {
            let near = self.nearest(text, words.iter().copied());
            self.report_at(Code::UnknownWord, None, &[text, &joined(words, ", ")], near);
        }
        position
    }

    /// A month.
    #[inline(never)]
    pub fn month(&self) -> Option<Month> {
        let text = self.some_text()?;
        let month = Month::parse(text);
        if month.is_none() {
            self.report(Code::BadMonth, &[text]);
        }
        month
    }

    /// A reference by id.
    #[cfg(feature = "cli")]
    pub fn reference<I: Id>(&self, names: &Names<'_, I>) -> I {
        self.some_text().map_or(I::new(0), |text| self.named(names, text, None))
    }

    /// What an id within this node's text names.
    #[cfg(feature = "cli")]
    pub fn named<I: Id>(&self, names: &Names<'_, I>, id: &str, character: Option<u32>) -> I {
        names.find(id).unwrap_or_else(|| {
            self.report_unknown(names.what, id, character, names.rows.iter().map(|(id, _)| *id));
            I::new(0)
        })
    }

    /// An id that is none of these.
    pub fn report_unknown<'n>(&self, what: &str, id: &str, character: Option<u32>, ids: impl Iterator<Item = &'n str>) {
        let near = self.nearest(id, ids);
        self.report_at(Code::UnknownId, character, &[what, id], near);
    }

    /// The name nearest to one that nothing bears.
    pub fn nearest<'n>(&self, name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
        nearest(name, names, &self.log.comparisons)
    }

    /// A new id, or the empty one.
    #[cfg(feature = "cli")]
    pub fn id(&self) -> &'v str {
        self.any_text().filter(|text| self.check_id(text, None)).unwrap_or_default()
    }

    /// Whether a text may be an id; if it may not, says so.
    #[cfg(feature = "cli")]
    pub fn check_id(&self, text: &str, character: Option<u32>) -> bool {
        let valid = is_id(text);
        if !valid {
            let first_bad = text.chars().position(|c| !is_id_character(c)).map(|index| index as u32);
            let character = Some(character.unwrap_or(1) + first_bad.unwrap_or(0));
            self.report_at(Code::BadId, character, &[text], None);
        }
        valid
    }
}

#[cfg(feature = "cli")]
fn is_id_character(c: char) -> bool {
    matches!(c, 'a'..='z' | '0'..='9' | '.' | '_' | '-')
}

/// Whether a text is an id by the format: pattern and reserved words.
#[cfg(feature = "cli")]
fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.chars().all(is_id_character)
        && !text.starts_with(['.', '_', '-'])
        && !RESERVED.contains(&text)
}

/// The fields of a record.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'p, 'v> {
    node: &'p Node<'p, 'v>,
    fields: &'v [(String, Value)],
}

impl<'p, 'v> Fields<'p, 'v> {
    /// A field that may be absent.
    #[inline(never)]
    pub fn optional(&self, name: &str) -> Option<Node<'p, 'v>> {
        let index = self.fields.iter().position(|(field, _)| field == name)?;
        let (name, value) = self.fields.get(index)?;
        let step = Step::Field(name, index as u32);
        Some(Node { value: Some(value), step, parent: Some(self.node), log: self.node.log })
    }

    /// A field that must be there.
    #[inline(never)]
    pub fn required(&self, name: &'static str) -> Node<'p, 'v> {
        self.optional(name).unwrap_or_else(|| {
            let step = Step::Field(name, self.fields.len() as u32);
            let missing = Node { value: None, step, parent: Some(self.node), log: self.node.log };
            missing.report(Code::MissingField, &[name]);
            missing
        })
    }

    /// What `read` makes of each item of a list that may be absent.
    pub fn list<T>(&self, name: &str, mut read: impl FnMut(&Node<'_, 'v>) -> T) -> Vec<T> {
        let mut read_items = Vec::new();
        if let Some(list) = self.optional(name) {
            for item in list.items() {
                read_items.push(read(&item));
            }
        }
        read_items
    }
}

/// Ids and what they mean, while a region is read.
#[cfg(feature = "cli")]
pub(crate) struct Names<'a, I> {
    /// What problems call what bears these ids.
    what: &'static str,
    /// Sorted by id.
    rows: Vec<(&'a str, I)>,
}

#[cfg(feature = "cli")]
impl<'a, I: Id> Names<'a, I> {
    /// Names of what problems call a `what`; of an id that comes twice the first counts.
    pub fn new(what: &'static str, mut rows: Vec<(&'a str, I)>) -> Names<'a, I> {
        crate::sort::sort_by_key(&mut rows, |(id, _)| *id);
        rows.dedup_by_key(|(id, _)| *id);
        Names { what, rows }
    }

    /// The row that an id means.
    pub fn find(&self, id: &str) -> Option<I> {
        let index = self.rows.binary_search_by_key(&id, |(id, _)| id).ok()?;
        self.rows.get(index).map(|(_, row)| *row)
    }
}

/// The name that is fewest edits away from one that is none of them, if they are few: at most 2, and at most
/// a third of the word.
pub(super) fn nearest<'n>(
    name: &str,
    names: impl IntoIterator<Item = &'n str>,
    comparisons: &Cell<usize>,
) -> Option<&'n str> {
    let mut nearest = Nearest::to(name);
    for candidate in names {
        nearest.see(candidate, comparisons);
    }
    nearest.found
}

/// A name that is none of those it is compared with, and the nearest of them so far.
struct Nearest<'m, 'n> {
    name: &'m str,
    length: usize,
    /// One edit more than there may be.
    edits: usize,
    found: Option<&'n str>,
}

impl<'m, 'n> Nearest<'m, 'n> {
    fn to(name: &'m str) -> Nearest<'m, 'n> {
        let length = count(name);
        let edits = if length > 64 { 0 } else { 1 + 2.min(length.div_ceil(3)) };
        Nearest { name, length, edits, found: None }
    }

    #[inline(never)]
    fn see(&mut self, candidate: &'n str, comparisons: &Cell<usize>) {
        let left = comparisons.get().saturating_sub(1);
        comparisons.set(left);
        if left == 0 {
            // Who cannot compare with all of them names none.
            self.found = None;
        } else if count(candidate).abs_diff(self.length) < self.edits {
            let distance = distance(self.name, candidate);
            if distance < self.edits {
                self.edits = distance;
                self.found = Some(candidate);
            }
        }
    }
}

/// How many characters must be put in, taken out or exchanged to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=count(other)).collect();
    for (index, own) in one.chars().enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        for (cell, theirs) in row.iter_mut().skip(1).zip(other.chars()) {
            let exchanged = diagonal + usize::from(own != theirs);
            diagonal = *cell;
            left = exchanged.min(left + 1).min(diagonal + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}
