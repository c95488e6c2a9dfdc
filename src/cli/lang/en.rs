//! English.

use pathway_planner::answer::{Gap, Status};
use pathway_planner::problem::{Code, Problem, Said, Severity};
use pathway_planner::region::{Funding, Mode};
use pathway_planner::student::Objective;

use super::{Sums, Words, grouped};

pub struct English;

fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number, ','), if number == 1 { one } else { many })
}

/// Years and months.
fn time(months: u32) -> String {
    let years = counted((months / 12).into(), "year", "years");
    let rest = counted((months % 12).into(), "month", "months");
    match (months / 12, months % 12) {
        (0, _) => rest,
        (_, 0) => years,
        _ => format!("{years} {rest}"),
    }
}

fn money(amount: u64, currency: &str) -> String {
    format!("{} {currency}", grouped(amount, ','))
}

fn objective(objective: Objective) -> &'static str {
    match objective {
        Objective::Months => "time",
        Objective::Fees => "fees",
        Objective::Gap => "gap",
        Objective::Effort => "effort",
        Objective::Moves => "moves",
    }
}

impl Words for English {
    fn goal(&self, name: &str) -> String {
        format!("Goal: {name}")
    }

    fn status(&self, status: Status, bound: Option<u64>, objectives: &[Objective]) -> String {
        let list = objectives.iter().map(|&one| objective(one)).collect::<Vec<_>>().join(", ");
        match status {
            Status::Exact => format!("These are the best routes there are by {list}: nothing better exists."),
            Status::Within => {
                let bound = bound.unwrap_or_default();
                let (whole, tenth) = (bound / 10, bound % 10);
                format!("The search ran out of steps. By {list}, no route is better by more than {whole}.{tenth} %.")
            }
            Status::Partial => "The search ran out of steps. There may be better routes.".into(),
            Status::Unreachable => "There is no route.".into(),
        }
    }

    fn source(&self, routes: usize, region: &str, version: &str, steps: u64) -> String {
        let (routes, steps) = (counted(routes as u64, "route", "routes"), counted(steps, "step", "steps"));
        format!("{routes}; {region} {version}; {steps}")
    }

    fn route(&self, sums: &Sums) -> String {
        let Sums { number, gap, readiness, .. } = sums;
        let (time, fees) = (time(sums.months), money(sums.fees, sums.currency));
        format!("Route {number}: {time}, fees {fees}, gap {gap}, readiness {readiness} %")
    }

    fn sums(&self, sums: &Sums) -> String {
        let mut parts = vec![format!("reached {}", sums.reached), counted(sums.moves.into(), "move", "moves")];
        if sums.effort > 0 {
            parts.push(format!("activities {}", counted(sums.effort, "hour", "hours")));
        }
        if sums.earned > 0 {
            parts.push(format!("earned {}", money(sums.earned, sums.currency)));
        }
        if sums.repeats > 0 {
            parts.push(format!("{} again", counted(sums.repeats.into(), "stage comes", "stages come")));
        }
        parts.join("; ")
    }

    fn enrolled(&self, name: &str) -> String {
        format!("{name} (to its end)")
    }

    fn work(&self, name: &str) -> String {
        format!("work: {name}")
    }

    fn mode(&self, mode: Mode) -> &'static str {
        match mode {
            Mode::FullTime => "full-time",
            Mode::PartTime => "part-time",
            Mode::Distance => "distance",
        }
    }

    fn funding(&self, funding: Funding) -> &'static str {
        match funding {
            Funding::State => "state-funded",
            Funding::Paid => "paid",
            Funding::Employer => "paid by the employer",
        }
    }

    fn fee(&self, fee: u64, currency: &str) -> String {
        if fee == 0 { "free".into() } else { money(fee, currency) }
    }

    fn activities(&self, names: &str) -> String {
        format!("with {names}")
    }

    fn instead(&self, name: &str) -> String {
        format!("or {name}")
    }

    fn alongside(&self, name: &str) -> String {
        format!("alongside: {name}")
    }

    fn missing(&self) -> &'static str {
        "still missing:"
    }

    fn gap(&self, name: &str, gap: &Gap) -> String {
        let essential = if gap.essential { ", essential" } else { "" };
        let known = if gap.known { "" } else { ", level unknown" };
        format!("{name}: {} of {}{essential}, weight {}{known}", gap.held, gap.required, gap.weight)
    }

    fn assumes(&self, list: &str) -> String {
        format!("assuming {list}")
    }

    fn age(&self, years: u32) -> String {
        format!("an age of {years}")
    }

    fn fact(&self, id: &str) -> String {
        format!("`{id}`")
    }

    fn because(&self) -> &'static str {
        "because:"
    }

    fn limit(&self, limit: &str, given: Option<u64>, least: Option<u64>) -> String {
        match (given, least) {
            (Some(given), Some(least)) => format!("the limit on {limit}, {given}, is too tight; {least} would do"),
            (Some(given), None) => format!("the limit on {limit}, {given}, is too tight, and not it alone"),
            (None, _) => format!("the limit `{limit}` leaves no route"),
        }
    }

    fn closed(&self, name: &str, clause: &str) -> String {
        format!("{name}: its entry cannot be met, {clause}")
    }

    fn untaught(&self, name: &str, level: u8) -> String {
        format!("nothing within reach teaches {name} to level {level}")
    }

    fn unawarded(&self, name: &str) -> String {
        format!("nothing within reach awards {name}")
    }

    fn already_enrolled(&self, name: &str) -> String {
        format!("the student is in {name} already")
    }

    fn owed(&self, sponsor: &str, months: u32) -> String {
        format!("{} of work are owed to {sponsor} first", counted(months.into(), "month", "months"))
    }

    fn beyond(&self, months: u32) -> String {
        format!("it cannot be reached within {}", counted(months.into(), "month", "months"))
    }

    fn coverage(&self, gap: u32, readiness: u32) -> String {
        format!("gap {gap}, readiness {readiness} %")
    }

    fn teacher(&self, kind: &str, name: &str, level: u8) -> String {
        format!("to {level} by the {kind} {name}")
    }

    fn no_teacher(&self) -> &'static str {
        "nothing teaches it"
    }

    fn columns(&self) -> [&'static str; 5] {
        ["score", "ready %", "gap", "essential missing", "job"]
    }

    fn holds(&self, number: usize) -> String {
        format!("route {number} holds")
    }

    fn breaks(&self, number: usize, stage: Option<usize>, rule: &str, detail: &str) -> String {
        let stage = stage.map(|stage| format!(" at stage {stage}")).unwrap_or_default();
        format!("route {number} breaks the rule `{rule}`{stage}: {detail}")
    }

    fn nothing_to_verify(&self) -> &'static str {
        "the answer has no routes"
    }

    fn other_region(&self, version: &str) -> String {
        format!("warning: the answer was computed from another region (version {version}); plan again")
    }

    fn contents(&self, array: &str, count: usize) -> String {
        let count = grouped(count as u64, ',');
        format!("{count} {array}")
    }

    fn checked(&self, errors: usize, warnings: usize) -> String {
        format!("{}, {}", counted(errors as u64, "error", "errors"), counted(warnings as u64, "warning", "warnings"))
    }

    fn notes(&self, notes: usize) -> String {
        format!(", {} (--notes lists them)", counted(notes as u64, "note", "notes"))
    }

    fn problem(&self, problem: Problem) -> Problem {
        problem
    }

    fn rule(&self, code: Code) -> Said {
        code.rule().english
    }

    fn severity(&self, severity: Severity) -> &'static str {
        severity.word()
    }

    fn at(&self) -> &'static str {
        "at"
    }

    fn more_places(&self, count: usize) -> String {
        format!("and at {}", counted(count as u64, "more place", "more places"))
    }

    fn help(&self) -> &'static str {
        "help"
    }

    fn column(&self, name: &str) -> String {
        format!("column {name}")
    }

    fn character(&self, number: u32) -> String {
        format!("character {number}")
    }

    fn cell(&self, sheet: &str, cell: Option<&str>) -> String {
        format!("sheet “{sheet}”{}", cell.map(|cell| format!(", cell {cell}")).unwrap_or_default())
    }

    fn written(&self, file: &str, bytes: usize) -> String {
        format!("{file}: {}", counted(bytes as u64, "byte", "bytes"))
    }
}
