//! Where in the text of a file a problem's value begins, for editors. Looked up only once there are problems.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::{Problem, Start};

/// The problems with the starts of their values in these files' texts, where they can be found.
pub fn located(problems: Vec<Problem>, files: &[(String, &[u8])]) -> Vec<Problem> {
    let mut starts: BTreeMap<&str, Starts> = BTreeMap::new();
    for (name, bytes) in files {
        let own: Vec<&Problem> = problems.iter().filter(|problem| problem.place.file == *name).collect();
        if !own.is_empty()
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            starts.insert(name, Starts::new(name, text.strip_prefix('\u{feff}').unwrap_or(text), &own));
        }
    }
    let start = |problem: &Problem| starts.get(problem.place.file.as_str())?.of(problem);
    let found: Vec<Option<Start>> = problems.iter().map(start).collect();
    let mut located = problems;
    for (problem, start) in located.iter_mut().zip(found) {
        problem.place.start = start;
    }
    located
}

/// The starts of what the problems of one file name.
enum Starts {
    /// By row and, where it is known, the column's name.
    Table(BTreeMap<(u32, Option<String>), Start>),
    /// By path.
    Tree(BTreeMap<String, Start>),
}

impl Starts {
    fn new(file: &str, text: &str, problems: &[&Problem]) -> Starts {
        if file.ends_with(".csv") {
            let rows = problems.iter().filter_map(|problem| problem.place.row).collect();
            return Starts::Table(table(text, &rows));
        }
        let paths: BTreeSet<&str> = problems.iter().filter_map(|problem| problem.place.path.as_deref()).collect();
        Starts::Tree(if file.ends_with(".toml") { toml(text, &paths) } else { json(text, &paths) })
    }

    fn of(&self, problem: &Problem) -> Option<Start> {
        let place = &problem.place;
        match (self, &place.path, place.row) {
            (Starts::Table(starts), _, Some(row)) => {
                starts.get(&(row, place.column.clone())).or(starts.get(&(row, None))).copied()
            }
            (Starts::Tree(starts), Some(path), _) => starts.get(path).copied(),
            // A parser has said it already.
            (Starts::Tree(_), None, Some(line)) => Some(Start { line, character: place.character.unwrap_or(1) }),
            _ => None,
        }
    }
}

/// A text's characters one after the other, and where each stands.
struct Reader<'t> {
    rest: std::iter::Peekable<std::str::Chars<'t>>,
    here: Start,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Reader<'t> {
        Reader { rest: text.chars().peekable(), here: Start { line: 1, character: 1 } }
    }

    fn peek(&mut self) -> Option<char> {
        self.rest.peek().copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.rest.next()?;
        let ends_line = next == '\n' || next == '\r' && self.peek() != Some('\n');
        self.here = if ends_line {
            Start { line: self.here.line + 1, character: 1 }
        } else {
            Start { character: self.here.character + 1, ..self.here }
        };
        Some(next)
    }
}

/// The starts of the cells in these rows of a table, counted as a spreadsheet does, and of the rows themselves.
fn table(text: &str, rows: &BTreeSet<u32>) -> BTreeMap<(u32, Option<String>), Start> {
    let mut reader = Reader::new(text);
    let mut starts = BTreeMap::new();
    let mut names: Vec<String> = Vec::new();
    let mut row = 0;
    while reader.peek().is_some() {
        row += 1;
        let is_header = row == 1;
        let wanted = rows.contains(&row);
        if wanted {
            starts.insert((row, None), reader.here);
        }
        for column in 0.. {
            let start = reader.here;
            let (cell, is_last) = cell(&mut reader);
            if is_header {
                names.push(cell.trim().into());
            }
            if let Some(name) = names.get(column).filter(|_| wanted) {
                starts.insert((row, Some(name.clone())), start);
            }
            if is_last {
                break;
            }
        }
    }
    starts
}

/// The next cell of a table, and whether it is the last of its row.
fn cell(reader: &mut Reader) -> (String, bool) {
    let mut cell = String::new();
    let mut is_quoted = false;
    loop {
        match reader.next() {
            None => return (cell, true),
            Some('"') => is_quoted = !is_quoted,
            Some(',') if !is_quoted => return (cell, false),
            Some('\r') if !is_quoted && reader.peek() == Some('\n') => {}
            Some('\r' | '\n') if !is_quoted => return (cell, true),
            Some(other) => cell.push(other),
        }
    }
}

/// The lines on which fields of `region.toml` are given.
fn toml(text: &str, paths: &BTreeSet<&str>) -> BTreeMap<String, Start> {
    let named = |path: &str, line: &str| {
        let name = line.split(['=', ']']).next().unwrap_or_default().trim().trim_start_matches('[');
        name == path || path.rsplit(['.', '[']).next().is_some_and(|last| !last.is_empty() && name == last)
    };
    let start = |path: &str| {
        let line = text.lines().position(|line| named(path, line))?;
        Some((path.to_string(), Start { line: line as u32 + 1, character: 1 }))
    };
    paths.iter().filter_map(|path| start(path)).collect()
}

/// The starts of the values that these paths of a JSON text, which a parser has taken, lead to.
fn json(text: &str, paths: &BTreeSet<&str>) -> BTreeMap<String, Start> {
    let mut scan = Scan { reader: Reader::new(text), path: String::new(), paths, starts: BTreeMap::new() };
    scan.value(0);
    scan.starts
}

struct Scan<'t> {
    reader: Reader<'t>,
    path: String,
    paths: &'t BTreeSet<&'t str>,
    starts: BTreeMap<String, Start>,
}

impl Scan<'_> {
    fn space(&mut self) {
        while self.reader.peek().is_some_and(|c| c.is_ascii_whitespace() || c == ',' || c == ':') {
            self.reader.next();
        }
    }

    /// Reads on behind a value. Depth is limited by the parser before.
    fn value(&mut self, depth: usize) {
        self.space();
        if self.paths.contains(self.path.as_str()) {
            self.starts.entry(self.path.clone()).or_insert(self.reader.here);
        }
        let length = self.path.len();
        match self.reader.peek() {
            Some(open @ ('{' | '[')) if depth <= crate::value::MAX_DEPTH => {
                self.reader.next();
                for index in 0.. {
                    self.space();
                    if matches!(self.reader.peek(), None | Some('}' | ']')) {
                        self.reader.next();
                        break;
                    }
                    if open == '{' {
                        let name = self.string();
                        if length > 0 {
                            self.path.push('.');
                        }
                        self.path.push_str(&name);
                    } else {
                        self.path.push_str(&format!("[{index}]"));
                    }
                    self.value(depth + 1);
                    self.path.truncate(length);
                }
            }
            Some('"') => {
                self.string();
            }
            _ => {
                while self.reader.peek().is_some_and(|c| !matches!(c, ',' | '}' | ']') && !c.is_ascii_whitespace()) {
                    self.reader.next();
                }
            }
        }
    }

    /// Reads a string; its escapes stay as they are, since names of the format have none.
    fn string(&mut self) -> String {
        let mut text = String::new();
        self.reader.next();
        while let Some(next) = self.reader.next() {
            match next {
                '"' => break,
                '\\' => text.extend(self.reader.next()),
                other => text.push(other),
            }
        }
        text
    }
}
