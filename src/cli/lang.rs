//! What the command line says to people, a file for each language.
//!
//! Names of things come from the region; sentences about them are made here.

mod en;
mod ru;

use pathway_planner::answer::{Gap, Status};
use pathway_planner::problem::{Code, Problem, Said, Severity};
use pathway_planner::region::{Funding, Mode};
use pathway_planner::student::Objective;

/// The language of regions in none of ours.
pub const ENGLISH: &dyn Words = &en::English;

/// The sentences of a locale as in `ru` or `ru-RU`, where there are any.
pub fn words(locale: &str) -> Option<&'static dyn Words> {
    match locale.split('-').next() {
        Some("ru") => Some(&ru::Russian),
        Some("en") => Some(ENGLISH),
        _ => None,
    }
}

/// The sums of a route, for its heading.
pub struct Sums<'a> {
    /// Counted from 1.
    pub number: usize,
    pub months: u32,
    pub fees: u64,
    pub currency: &'a str,
    pub gap: u32,
    pub readiness: u32,
    pub reached: &'a str,
    pub effort: u64,
    pub moves: u32,
    pub earned: u64,
    pub repeats: u32,
}

/// Everything that is said, in one language. Sentences end without a line break.
pub trait Words {
    /// The goal of an answer, named.
    fn goal(&self, name: &str) -> String;
    /// What is proved of an answer.
    fn status(&self, status: Status, bound: Option<u64>, objectives: &[Objective]) -> String;
    /// How many routes of which region.
    fn source(&self, routes: usize, region: &str, version: &str, steps: u64) -> String;
    /// A route's heading.
    fn route(&self, sums: &Sums) -> String;
    /// The line below the heading.
    fn sums(&self, sums: &Sums) -> String;
    /// The rest of a programme in which the student is enrolled.
    fn enrolled(&self, name: &str) -> String;
    /// A stage of work.
    fn work(&self, name: &str) -> String;
    fn mode(&self, mode: Mode) -> &'static str;
    fn funding(&self, funding: Funding) -> &'static str;
    /// What a stage costs.
    fn fee(&self, fee: u64, currency: &str) -> String;
    fn activities(&self, names: &str) -> String;
    /// What would do as well in a stage's place.
    fn instead(&self, name: &str) -> String;
    fn alongside(&self, name: &str) -> String;
    /// Above the list of what a route leaves missing.
    fn missing(&self) -> &'static str;
    /// A level of a competency that is missing.
    fn gap(&self, name: &str, gap: &Gap) -> String;
    /// What a route leans on.
    fn assumes(&self, list: &str) -> String;
    fn age(&self, years: u32) -> String;
    fn fact(&self, id: &str) -> String;

    /// Above the reasons of an unreachable goal.
    fn because(&self) -> &'static str;
    /// `limit` is a word of the format.
    fn limit(&self, limit: &str, given: Option<u64>, least: Option<u64>) -> String;
    fn closed(&self, name: &str, clause: &str) -> String;
    fn untaught(&self, name: &str, level: u8) -> String;
    fn unawarded(&self, name: &str) -> String;
    fn already_enrolled(&self, name: &str) -> String;
    fn owed(&self, sponsor: &str, months: u32) -> String;
    fn beyond(&self, months: u32) -> String;

    /// Gap and readiness of a job now.
    fn coverage(&self, gap: u32, readiness: u32) -> String;
    /// What teaches a competency, to which level; `kind` is a word of the format.
    fn teacher(&self, kind: &str, name: &str, level: u8) -> String;
    fn no_teacher(&self) -> &'static str;
    /// The columns of ranked jobs: score, readiness, gap, essential requirements missing, job.
    fn columns(&self) -> [&'static str; 5];

    fn holds(&self, number: usize) -> String;
    /// `stage` is counted from 1.
    fn breaks(&self, number: usize, stage: Option<usize>, rule: &str, detail: &str) -> String;
    fn nothing_to_verify(&self) -> &'static str;
    fn other_region(&self, version: &str) -> String;
    /// How many records there are of an array of the format.
    fn contents(&self, array: &str, count: usize) -> String;
    fn checked(&self, errors: usize, warnings: usize) -> String;
    /// Behind that, how many notes are not listed.
    fn notes(&self, notes: usize) -> String;
    /// A problem in this language.
    fn problem(&self, problem: Problem) -> Problem;
    /// What there is to say about a code.
    fn rule(&self, code: Code) -> Said;
    fn severity(&self, severity: Severity) -> &'static str;
    /// Before a problem's place.
    fn at(&self) -> &'static str;
    /// Below the places of a problem that are listed, how many more there are.
    fn more_places(&self, count: usize) -> String;
    /// Before its remedy.
    fn help(&self) -> &'static str;
    fn column(&self, name: &str) -> String;
    fn character(&self, number: u32) -> String;
    fn cell(&self, sheet: &str, cell: Option<&str>) -> String;
    fn written(&self, file: &str, bytes: usize) -> String;
}

/// A whole number with its digits in groups of three.
fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}
