//! A case in a few lines, for a person to read when a property fails.

use std::fmt::Write;

use pathway_planner::condition::{Atom, Condition};
use pathway_planner::region::*;
use pathway_planner::student::Goal;
use pathway_planner::table::Id;

use super::random::Case;
use super::sim::{Step, What};

/// Everything in a case that a rule may ask about.
pub fn case(case: &Case) -> String {
    let Case { seed, region, student, query } = case;
    let mut out = String::new();
    let line = &mut out;
    let _ = writeln!(line, "seed {seed}: {} levels", region.progression.len());
    for (id, row) in region.organizations.entries() {
        let _ = writeln!(line, "  organization o{}{}", id.0, at(row.place));
    }
    for (id, row) in region.credentials.entries().filter(|(_, row)| !row.implies.is_empty()) {
        let _ = writeln!(line, "  credential k{} implies {}", id.0, list(&row.implies, |id| format!("k{}", id.0)));
    }
    for (id, row) in region.programmes.entries() {
        let Programme { kind, provider, months, free_hours, entry, advanced_standing, .. } = row;
        let _ = write!(line, "  programme p{} {} by o{}, {months} months", id.0, kind.word(), provider.0);
        let _ = write!(line, ", {free_hours} hours{}{}", asks(entry), gives(&row.outcomes));
        let _ = write!(line, "{}", list(&row.awards, |id| format!(", awards k{}", id.0)));
        for AdvancedStanding { when, months } in advanced_standing {
            let _ = write!(line, ", {months} months when {}", condition(when));
        }
        let _ = writeln!(line);
        for (position, row) in row.offerings.iter().enumerate() {
            let Offering { mode, funding, fee_per_year, intake, contract, .. } = row;
            let _ = write!(line, "    {position}: {}, {}, fee {fee_per_year} a year", mode.word(), funding.word());
            if !intake.is_empty() {
                let _ = write!(line, ", intake {intake:?}");
            }
            if let Some(Contract { sponsor, obligation_months, stipend_per_month }) = contract {
                let _ = write!(line, ", owes o{} {obligation_months} for {stipend_per_month} a month", sponsor.0);
            }
            let _ = writeln!(line, "{}", asks(&row.entry));
        }
    }
    for (id, row) in region.activities.entries() {
        let Activity { hours, fee, entry, hosts, .. } = row;
        let _ = write!(line, "  activity a{}: {hours} hours, fee {fee}{}{}", id.0, asks(entry), gives(&row.outcomes));
        let _ = write!(line, ", in {}", list(&hosts.kinds, |kind| format!("{} ", kind.word())));
        let _ = write!(line, "{}", list(&hosts.programmes, |id| format!("p{} ", id.0)));
        let _ = writeln!(line, "{}", list(&hosts.jobs, |id| format!("j{} ", id.0)));
    }
    for (id, row) in region.jobs.entries() {
        let Job { employer, free_hours, entry, tenure, .. } = row;
        let _ = write!(line, "  job j{} at o{}{}, {} months", id.0, employer.0, at(row.place), tenure.months);
        let _ = write!(line, ", {free_hours} hours{}{}", asks(entry), gives(&tenure.outcomes));
        for Requirement { competency, level, importance, essential } in &row.requires {
            let essential = if *essential { "!" } else { "" };
            let _ = write!(line, ", requires{essential} c{} {level} ×{importance}", competency.0);
        }
        let _ = writeln!(line, "{}", row.wage.map_or(String::new(), |wage| format!(", pays {}", wage.per_month)));
    }
    let _ = write!(line, "  student: now {}{}", student.now, at(student.home));
    let _ = write!(line, "{}", student.born.map_or(String::new(), |month| format!(", born {month}")));
    for &(competency, level) in &student.competencies {
        let _ = write!(line, ", c{} {level}", competency.0);
    }
    let _ = write!(line, "{}", list(&student.credentials, |id| format!(", k{}", id.0)));
    let _ = write!(line, "{}", list(&student.worked, |id| format!(", worked j{}", id.0)));
    let _ = write!(line, "{}", list(&student.attests, |(id, value)| format!(", f{} {value}", id.0)));
    if let Some(enrolled) = student.enrolled {
        let _ = write!(line, ", enrolled in p{} until {}", enrolled.programme.0, enrolled.until);
    }
    if let Some(owes) = student.owes {
        let _ = write!(line, ", owes o{} {} months", owes.sponsor.0, owes.months);
    }
    let goal = match query.goal {
        Goal::Job(id) => format!("j{}", id.0),
        Goal::Programme(id) => format!("p{}", id.0),
    };
    let objectives = list(&query.objectives, |objective| format!(" {}", objective.word()));
    let _ = writeln!(line, "\n  goal {goal} by{objectives}, {} routes, budget {}", query.routes, query.budget);
    let _ = writeln!(line, "  {:?}", query.limits);
    out
}

/// A route in one line.
pub fn steps(steps: &[Step]) -> String {
    let step = |Step { what, activities }: &Step| {
        let what = match what {
            What::Rest => "rest".to_owned(),
            What::Study(id, offering) => format!("p{}/{offering}", id.0),
            What::Work(id, None) => format!("j{}", id.0),
            What::Work(id, Some((programme, offering))) => format!("j{} with p{}/{offering}", id.0, programme.0),
        };
        format!("[{what}{}]", list(activities, |id| format!(" a{}", id.0)))
    };
    list(steps, step)
}

/// A condition in the format's words.
fn condition(of: &Condition) -> String {
    let parts = |parts: &[Condition], between: &str| {
        parts.iter().map(|part| format!("({})", condition(part))).collect::<Vec<_>>().join(between)
    };
    match of {
        Condition::All(all) => parts(all, " and "),
        Condition::Any(any) => parts(any, " or "),
        Condition::Count(count, of) => format!("{count} of ({})", parts(of, ", ")),
        Condition::Atom(Atom::Level(id, level)) => format!("c{} >= {level}", id.0),
        Condition::Atom(Atom::Holds(id)) => format!("holds(k{})", id.0),
        Condition::Atom(Atom::Worked(id)) => format!("worked(j{})", id.0),
        Condition::Atom(Atom::Age(years)) => format!("age({years})"),
        Condition::Atom(Atom::Attests(id)) => format!("attests(f{})", id.0),
    }
}

fn asks(entry: &Condition) -> String {
    if entry.is_always() { String::new() } else { format!(", asks {}", condition(entry)) }
}

fn gives(outcomes: &[Outcome]) -> String {
    list(outcomes, |outcome| format!(", c{} to {}", outcome.competency.index(), outcome.level))
}

fn at(place: Option<PlaceId>) -> String {
    place.map_or(String::new(), |place| format!(", at t{}", place.0))
}

fn list<T>(rows: &[T], row: impl Fn(&T) -> String) -> String {
    rows.iter().map(row).collect()
}
