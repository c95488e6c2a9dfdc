//! Lints of what a region says: texts for people, and the facts that they rest on.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use super::cells::{Cell, Kind};
use crate::month::Month;
use crate::problem::Code;
use crate::region::{Provenance, Region, SourceId, Text};

/// How many months a fact may be older than its region.
const STALE: u32 = 24;
/// How many characters of a name fit on a telephone.
const LONGEST: usize = 160;

/// Findings in the texts of a tree.
pub fn texts(cells: &[Cell]) -> Vec<Finding> {
    let single: [fn(&Cell) -> Option<Finding>; 5] =
        [personal_data, html_in_text, insecure_url, foreign_script, long_label];
    let mut findings: Vec<Finding> =
        cells.iter().flat_map(|cell| single.iter().filter_map(|lint| lint(cell))).collect();
    findings.extend(same_translations(cells));
    findings
}

/// Findings in the facts of a region.
pub fn facts(region: &Region) -> Vec<Finding> {
    [duplicate_names(region), unsourced(region), dates(region), idle_sources(region), impossible_counts(region)]
        .into_iter()
        .flatten()
        .collect()
}

/// A telephone number, an address of mail, or a number of personal insurance in what people read.
fn personal_data(cell: &Cell) -> Option<Finding> {
    let is_shown = cell.is_prose() || matches!(cell.kind, Kind::Code | Kind::Url);
    let (found, what) = is_shown.then(|| {
        // Addresses are full of numbers that are nobody's.
        let numbers = || if cell.kind == Kind::Url { None } else { telephone(cell.text).or(insurance(cell.text)) };
        mail(cell.text).or_else(numbers)
    })??;
    Some(Finding::at_path(Code::PersonalData, &cell.path, &[&found, what]))
}

fn mail(text: &str) -> Option<(String, &'static str)> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let (at, _) = text.match_indices('@').find(|(at, _)| {
        let domain = text.get(at + 1..).unwrap_or_default();
        let domain = domain.split(|c| !is_part(c)).next().unwrap_or_default().trim_end_matches('.');
        let is_domain = domain.rsplit_once('.').is_some_and(|(host, end)| {
            !host.is_empty() && end.chars().count() >= 2 && end.chars().all(char::is_alphabetic)
        });
        is_domain && text.get(..*at).is_some_and(|before| before.ends_with(is_part))
    })?;
    let (before, after) = text.split_at_checked(at)?;
    let start = before
        .rfind(|c| !is_part(c))
        .map_or(0, |end| end + before.get(end..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let end = after.find(|c: char| !is_part(c) && c != '@').unwrap_or(after.len());
    let found = [before.get(start..)?, after.get(..end)?].concat();
    Some((found, "an e-mail address"))
}

/// Runs of digits with what people write between them.
fn runs(text: &str) -> Vec<String> {
    let mut runs = vec![String::new()];
    for c in text.chars() {
        let goes_on = c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | ' ' | '\u{a0}' | '\u{2011}' | '–');
        match runs.last_mut() {
            Some(run) if goes_on => run.push(c),
            Some(run) if !run.is_empty() => runs.push(String::new()),
            _ => {}
        }
    }
    runs
}

/// A run without what stands before and behind its number.
fn bare(run: &str) -> String {
    run.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '+')
        .trim_end_matches(|c: char| !c.is_ascii_digit())
        .into()
}

/// Ten digits behind +7 or 8, grouped as a telephone number is.
fn telephone(text: &str) -> Option<(String, &'static str)> {
    let found = runs(text).into_iter().find(|run| {
        let run = run.trim_start_matches([' ', '(', '\u{a0}']);
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        let groups = run.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
        let lengths: Vec<usize> = groups.map(str::len).collect();
        let is_grouped = matches!(
            lengths.as_slice(),
            [11] | [1, 10]
                | [1, 3, 7]
                | [1, 3, 3, 4]
                | [1, 3, 3, 2, 2]
                | [1, 4, 6]
                | [1, 4, 2, 2, 2]
                | [1, 5, 5]
                | [1, 5, 1, 2, 2]
        );
        digits.len() == 11 && (run.starts_with("+7") || digits.starts_with('8')) && is_grouped
    })?;
    Some((bare(&found), "a telephone number"))
}

/// `123-456-789 01`.
fn insurance(text: &str) -> Option<(String, &'static str)> {
    let found = runs(text).into_iter().find(|run| {
        let groups: Vec<&str> = run.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
        let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
        lengths == [3, 3, 3, 2] && run.contains('-')
    })?;
    Some((bare(&found), "a number of personal insurance"))
}

/// A tag or an entity.
fn html_in_text(cell: &Cell) -> Option<Finding> {
    if !cell.is_prose() {
        return None;
    }
    let tag = |(start, _): (usize, &str)| {
        let rest = cell.text.get(start..)?;
        let name = rest.strip_prefix("</").or(rest.strip_prefix('<'))?;
        let end = rest.find('>')?;
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| rest.get(..=end))?
    };
    let entity = |(start, _): (usize, &str)| {
        let rest = cell.text.get(start..)?;
        let end = rest.find(';').filter(|end| (2..=9).contains(end))?;
        let name = rest.get(1..end)?.trim_start_matches('#');
        (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())).then(|| rest.get(..=end))?
    };
    let found = cell.text.match_indices('<').find_map(tag).or(cell.text.match_indices('&').find_map(entity))?;
    Some(Finding::at_path(Code::HtmlInText, &cell.path, &[found]))
}

fn insecure_url(cell: &Cell) -> Option<Finding> {
    let is_insecure = cell.kind == Kind::Url && cell.text.starts_with("http://");
    is_insecure.then(|| Finding::at_path(Code::InsecureUrl, &cell.path, &[cell.text]))
}

/// Cyrillic words of their own in an English label; a title in guillemets and a grade's letter may be quoted.
fn foreign_script(cell: &Cell) -> Option<Finding> {
    let is_english = cell.locale() == "en" || cell.locale().starts_with("en-");
    if cell.kind != Kind::Label || !is_english {
        return None;
    }
    let is_cyrillic = |c: char| matches!(c, '\u{400}'..='\u{52f}');
    let word = cell
        .text
        .split(|c: char| !c.is_alphabetic())
        .find(|word| word.chars().count() > 1 && word.chars().all(is_cyrillic))?;
    Some(Finding::at_path(Code::ForeignScript, &cell.path, &[cell.locale(), word]))
}

fn long_label(cell: &Cell) -> Option<Finding> {
    let length = cell.text.chars().count();
    let is_long = cell.kind == Kind::Label && length > LONGEST;
    is_long.then(|| Finding::at_path(Code::LongLabel, &cell.path, &[&length.to_string(), &LONGEST.to_string()]))
}

/// Labels that are the same in two languages.
fn same_translations(cells: &[Cell]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut before: Option<&Cell> = None;
    for cell in cells.iter().filter(|cell| cell.kind == Kind::Label) {
        let stem = |cell: &Cell| cell.path.rsplit_once('.').map(|(stem, _)| stem.to_string());
        if let Some(other) = before
            && stem(other) == stem(cell)
            && other.text == cell.text
            && cell.text.contains(char::is_alphabetic)
        {
            let locales = [other.locale(), cell.locale()];
            findings.push(Finding::at_path(Code::SameTranslation, &cell.path, &locales));
        }
        before = Some(cell);
    }
    findings
}

/// Records that a page shows beside each other under one name.
fn duplicate_names(region: &Region) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut see = |array, rows: Vec<(&str, &Text, String)>| {
        let mut seen: BTreeMap<(String, String), &str> = BTreeMap::new();
        for (id, name, beside) in rows {
            let Some(Some(name)) = name.0.first() else { continue };
            let folded = name.to_lowercase().replace('ё', "е").split_whitespace().collect::<Vec<_>>().join(" ");
            match seen.entry((folded, beside)) {
                std::collections::btree_map::Entry::Occupied(other) => {
                    findings.push(Finding::at_record(Code::DuplicateName, array, id, "name", &[id, other.get()]));
                }
                std::collections::btree_map::Entry::Vacant(entry) => {
                    entry.insert(id);
                }
            }
        }
    };
    let bare = String::new;
    see("places", region.places.iter().map(|row| (row.id.as_str(), &row.name, bare())).collect());
    see("organizations", region.organizations.iter().map(|row| (row.id.as_str(), &row.name, bare())).collect());
    see("competencies", region.competencies.iter().map(|row| (row.id.as_str(), &row.name, bare())).collect());
    see("credentials", region.credentials.iter().map(|row| (row.id.as_str(), &row.name, bare())).collect());
    let beside = |row: &crate::region::Programme| format!("{} {}", row.provider.0, row.kind.word());
    see("programmes", region.programmes.iter().map(|row| (row.id.as_str(), &row.name, beside(row))).collect());
    let beside = |row: &crate::region::Job| format!("{} {:?}", row.employer.0, row.place);
    see("jobs", region.jobs.iter().map(|row| (row.id.as_str(), &row.name, beside(row))).collect());
    findings
}

/// Every record that may name its sources: array, id, provenance.
fn provenances(region: &Region) -> Vec<(&'static str, &str, &Provenance)> {
    let mut rows = Vec::new();
    rows.extend(region.organizations.iter().map(|row| ("organizations", row.id.as_str(), &row.provenance)));
    rows.extend(region.competencies.iter().map(|row| ("competencies", row.id.as_str(), &row.provenance)));
    rows.extend(region.credentials.iter().map(|row| ("credentials", row.id.as_str(), &row.provenance)));
    rows.extend(region.programmes.iter().map(|row| ("programmes", row.id.as_str(), &row.provenance)));
    rows.extend(region.activities.iter().map(|row| ("activities", row.id.as_str(), &row.provenance)));
    rows.extend(region.jobs.iter().map(|row| ("jobs", row.id.as_str(), &row.provenance)));
    rows
}

fn unsourced(region: &Region) -> Vec<Finding> {
    let rows = provenances(region).into_iter();
    let without = rows.filter(|(.., own)| own.source.is_empty() && !own.illustrative);
    without.map(|(array, id, _)| Finding::at_record(Code::Unsourced, array, id, "source", &[id])).collect()
}

fn idle_sources(region: &Region) -> Vec<Finding> {
    let used: BTreeSet<SourceId> =
        provenances(region).iter().flat_map(|(.., own)| own.source.iter().copied()).collect();
    let idle = region.sources.entries().filter(|(id, _)| !used.contains(id));
    idle.map(|(_, row)| Finding::at_record(Code::IdleSource, "sources", &row.id, "id", &[&row.id])).collect()
}

/// Facts that are too old for their region, or younger than it is.
fn dates(region: &Region) -> Vec<Finding> {
    let as_of = region.as_of;
    let now = as_of.text();
    let mut findings = Vec::new();
    for row in &region.sources {
        let Some(month) = source_month(&row.date) else { continue };
        // Of a year alone its end counts where that is kind, and its beginning where that is.
        let latest = if row.date.len() == 4 { month.plus(11) } else { month };
        if month > as_of {
            findings.push(Finding::at_record(Code::FutureDate, "sources", &row.id, "date", &[&row.date, &now]));
        } else if as_of.since(latest) > STALE {
            findings.push(Finding::at_record(Code::StaleSource, "sources", &row.id, "date", &[&row.date, &now]));
        }
    }
    for job in &region.jobs {
        let Some(wage) = job.wage else { continue };
        let code = match () {
            () if wage.as_of > as_of => Code::FutureDate,
            () if as_of.since(wage.as_of) > STALE => Code::StaleFact,
            () => continue,
        };
        findings.push(Finding::at_record(code, "jobs", &job.id, "wage.as_of", &[&wage.as_of.text(), &now]));
    }
    for (index, row) in region.employment.iter().enumerate() {
        let Some(end) = Month::new(row.year as i32, 12) else { continue };
        if as_of.since(end) > STALE {
            let path = format!("employment[{index}].year");
            findings.push(Finding::at_path(Code::StaleFact, &path, &[&row.year.to_string(), &now]));
        }
    }
    findings
}

/// The month of a date that the format allows.
fn source_month(date: &str) -> Option<Month> {
    if date.len() == 4 { Month::parse(&format!("{date}-01")) } else { Month::parse(date.get(..7)?) }
}

/// Numbers of which one is part of the other and greater.
fn impossible_counts(region: &Region) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, row) in region.employment.iter().enumerate().filter(|(_, row)| row.employed > row.graduates) {
        let path = format!("employment[{index}].employed");
        let (employed, graduates) = (row.employed.to_string(), row.graduates.to_string());
        findings.push(Finding::at_path(Code::ImpossibleCount, &path, &[&employed, &graduates]));
    }
    for (_, job) in region.jobs.entries() {
        for (index, row) in job.demand.iter().enumerate() {
            let (low, high) = (row.low.unwrap_or(row.openings), row.high.unwrap_or(row.openings));
            let (field, more, less) = match () {
                () if low > row.openings => ("low", low, row.openings),
                () if row.openings > high => ("high", row.openings, high),
                () => continue,
            };
            let (more, less) = (more.to_string(), less.to_string());
            let facts = [more.as_str(), &less];
            let within = format!("demand[{index}].{field}");
            findings.push(Finding::at_record(Code::ImpossibleCount, "jobs", &job.id, &within, &facts));
        }
    }
    findings
}
