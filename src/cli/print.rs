//! Results as text for people: which names and sentences stand where.

use std::collections::HashMap;

use pathway_planner::answer::{Answer, Assumption, Gap, GapAnswer, Goal, MatchAnswer, Reason, Route, Stage, TaughtGap};
use pathway_planner::catalog::name_in;
use pathway_planner::problem::{Place, Problem};
use pathway_planner::region::{Offering, Programme, Region, Text};
use pathway_planner::student::Objective;

use super::lang::{Sums, Words};

/// A region in one language.
pub struct View<'a> {
    pub region: &'a Region,
    /// The position among the region's locales.
    pub locale: usize,
    pub words: &'a dyn Words,
}

/// Text that a terminal can show: names are data, and data does not move the cursor.
pub fn plain(text: &str) -> String {
    let shown = |character: char| !character.is_control() || character == '\n';
    text.chars().map(|character| if shown(character) { character } else { char::REPLACEMENT_CHARACTER }).collect()
}

/// How many places of one and the same problem are listed.
const PLACES: usize = 20;

/// Problems in the language that they are in, each with its remedy and all its places: one slip in an id can be found
/// in a hundred of them.
pub fn problems(problems: &[Problem], words: &dyn Words) -> String {
    let mut same: Vec<Vec<&Problem>> = Vec::new();
    let mut seen = HashMap::new();
    for problem in problems {
        let index = *seen.entry((problem.code, &problem.message, &problem.remedy)).or_insert(same.len());
        match same.get_mut(index) {
            Some(group) => group.push(problem),
            None => same.push(vec![problem]),
        }
    }
    same.iter().map(|group| told(group, words)).collect()
}

/// One problem with the places where it is found.
fn told(group: &[&Problem], words: &dyn Words) -> String {
    let Some(first) = group.first() else { return String::new() };
    let places = group.iter().map(|one| place(&one.place, words)).filter(|at| !at.is_empty());
    let mut at: String = places.take(PLACES).map(|at| format!("  {} {at}\n", words.at())).collect();
    if group.len() > PLACES {
        at += &format!("  {}\n", words.more_places(group.len() - PLACES));
    }
    let (severity, code) = (words.severity(first.severity), first.code.word());
    format!("{severity}[{code}]: {}\n{at}  {}: {}\n", first.message, words.help(), first.remedy)
}

/// Where something stands, as in `programmes.csv:41, column entry, character 12`.
pub fn place(place: &Place, words: &dyn Words) -> String {
    let mut at = place.file.clone();
    if let Some(row) = place.row
        && place.sheet.is_none()
    {
        at += &format!(":{row}");
    }
    let column = place.column.as_deref().filter(|_| place.cell.is_none());
    let start = place.start.filter(|_| place.path.is_some());
    let parts = [
        place.sheet.as_deref().map(|sheet| words.cell(sheet, place.cell.as_deref())),
        column.map(|column| words.column(column)),
        place.path.as_ref().map(|path| match start {
            Some(start) => format!("{path} ({}:{})", start.line, start.character),
            None => path.clone(),
        }),
        place.character.map(|character| words.character(character)),
    ];
    for part in parts.into_iter().flatten() {
        let comma = if at.is_empty() { "" } else { ", " };
        at += &format!("{comma}{part}");
    }
    at
}

/// How much of what a region holds.
pub fn contents(region: &Region, words: &dyn Words) -> String {
    let arrays = [
        ("sources", region.sources.len()),
        ("places", region.places.len()),
        ("organizations", region.organizations.len()),
        ("competencies", region.competencies.len()),
        ("credentials", region.credentials.len()),
        ("programmes", region.programmes.len()),
        ("offerings", region.programmes.iter().map(|programme| programme.offerings.len()).sum()),
        ("activities", region.activities.len()),
        ("jobs", region.jobs.len()),
    ];
    let counts: Vec<String> = arrays.iter().map(|&(array, count)| words.contents(array, count)).collect();
    format!("{} {}: {}\n", region.id, region.version, counts.join(", "))
}

/// The routes to a goal, or why there are none.
pub fn answer(view: &View, answer: &Answer) -> String {
    let words = view.words;
    let objectives: Vec<Objective> = answer.objectives.iter().filter_map(|word| Objective::from_word(word)).collect();
    let goal = match &answer.goal {
        Goal::Job(id) => view.job(id),
        Goal::Programme(id) => view.programme(id),
    };
    let mut text = String::new();
    line(&mut text, 0, &words.goal(&goal));
    line(&mut text, 0, &words.status(answer.status, answer.bound, &objectives));
    let name = view.named(&view.region.name, &view.region.id);
    line(&mut text, 0, &words.source(answer.routes.len(), name, &answer.region.version, answer.steps));
    if !answer.reasons.is_empty() {
        text.push('\n');
        line(&mut text, 0, words.because());
        for reason in &answer.reasons {
            line(&mut text, 1, &view.reason(reason));
        }
    }
    for (number, route) in (1..).zip(&answer.routes) {
        text.push('\n');
        view.route(&mut text, number, route);
    }
    text
}

/// What a job requires that a student does not hold, and what teaches it.
pub fn gap(view: &View, answer: &GapAnswer) -> String {
    let words = view.words;
    let mut text = String::new();
    line(&mut text, 0, &view.job(&answer.job));
    line(&mut text, 0, &words.coverage(answer.gap, answer.readiness));
    for gap in &answer.gaps {
        text.push('\n');
        let TaughtGap { held, known, required, weight, essential, .. } = *gap;
        let bare = Gap { competency: gap.competency.clone(), held, required, weight, essential, known };
        line(&mut text, 0, &words.gap(&view.competency(&gap.competency), &bare));
        for teacher in &gap.taught_by {
            let name = match teacher.kind.as_str() {
                "programme" => view.programme(&teacher.id),
                "activity" => view.activity(&teacher.id),
                _ => view.job(&teacher.id),
            };
            line(&mut text, 1, &words.teacher(&teacher.kind, &name, teacher.level));
        }
        if gap.taught_by.is_empty() {
            line(&mut text, 1, words.no_teacher());
        }
    }
    text
}

/// Ranked jobs as a table.
pub fn matches(view: &View, answer: &MatchAnswer) -> String {
    let [score, readiness, gap, essential, job] = view.words.columns();
    let width = |heading: &str| heading.chars().count().max(4);
    let widths = [width(score), width(readiness), width(gap), width(essential)];
    let row = |cells: [&str; 4], job: &str| {
        let cells = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:>width$}"));
        format!("{}  {job}\n", cells.collect::<Vec<_>>().join("  "))
    };
    let mut text = row([score, readiness, gap, essential], job);
    for one in &answer.jobs {
        let [score, readiness, gap, essential] =
            [one.score, one.readiness, one.gap, one.missing_essential].map(|number| number.to_string());
        text += &row([&score, &readiness, &gap, &essential], &view.job(&one.job));
    }
    text
}

fn line(text: &mut String, indent: usize, sentence: &str) {
    for _ in 0..indent {
        text.push_str("  ");
    }
    text.push_str(sentence);
    text.push('\n');
}

impl View<'_> {
    fn named<'b>(&self, text: &'b Text, id: &'b str) -> &'b str {
        name_in(text, self.locale).unwrap_or(id)
    }

    /// `name (id)`, with what stands behind it, or the bare id where the region has no such row.
    fn full(&self, row: Option<(&Text, String)>, id: &str) -> String {
        match row {
            Some((name, behind)) => {
                let name = match self.named(name, id) {
                    name if name == id => id.into(),
                    name => format!("{name} ({id})"),
                };
                if behind.is_empty() { name } else { format!("{name}, {behind}") }
            }
            None => id.into(),
        }
    }

    fn organization(&self, id: &str) -> String {
        let row = self.region.organizations.iter().find(|row| row.id == id);
        row.map_or(id, |row| self.named(&row.name, id)).into()
    }

    fn job(&self, id: &str) -> String {
        let region = self.region;
        let row = region.jobs.iter().find(|row| row.id == id);
        let employer = |employer| region.organizations.row(employer).map(|row| self.named(&row.name, &row.id).into());
        self.full(row.map(|row| (&row.name, employer(row.employer).unwrap_or_default())), id)
    }

    fn programme(&self, id: &str) -> String {
        let region = self.region;
        let row = region.programmes.iter().find(|row| row.id == id);
        let provider = |provider| region.organizations.row(provider).map(|row| self.named(&row.name, &row.id).into());
        self.full(row.map(|row| (&row.name, provider(row.provider).unwrap_or_default())), id)
    }

    fn competency(&self, id: &str) -> String {
        let row = self.region.competencies.iter().find(|row| row.id == id);
        self.full(row.map(|row| (&row.name, String::new())), id)
    }

    fn credential(&self, id: &str) -> String {
        let row = self.region.credentials.iter().find(|row| row.id == id);
        self.full(row.map(|row| (&row.name, String::new())), id)
    }

    fn activity(&self, id: &str) -> String {
        let row = self.region.activities.iter().find(|row| row.id == id);
        self.full(row.map(|row| (&row.name, String::new())), id)
    }

    /// `programme/offering`.
    fn offering(&self, programme: &str, offering: &str) -> Option<(&Programme, &Offering)> {
        let programme = self.region.programmes.iter().find(|row| row.id == programme)?;
        Some((programme, programme.offerings.iter().find(|row| row.id == offering)?))
    }

    /// A programme by an offering: where, how and for how much.
    fn studied(&self, programme: &str, offering: &str, fee: Option<u64>) -> String {
        let words = self.words;
        let mut text = self.programme(programme);
        if let Some((_, offering)) = self.offering(programme, offering) {
            text += &format!("; {}, {}", words.mode(offering.mode), words.funding(offering.funding));
        }
        if let Some(fee) = fee {
            text += &format!(", {}", words.fee(fee, &self.region.currency));
        }
        text
    }

    fn route(&self, text: &mut String, number: usize, route: &Route) {
        let words = self.words;
        let sums = Sums {
            number,
            months: route.months,
            fees: route.fees,
            currency: &self.region.currency,
            gap: route.gap,
            readiness: route.readiness,
            reached: &route.reached,
            effort: route.effort,
            moves: route.moves,
            earned: route.earned,
            repeats: route.repeats,
        };
        line(text, 0, &words.route(&sums));
        line(text, 1, &words.sums(&sums));
        for stage in &route.stages {
            self.stage(text, stage);
        }
        if !route.gaps.is_empty() {
            line(text, 1, words.missing());
            for gap in &route.gaps {
                line(text, 2, &words.gap(&self.competency(&gap.competency), gap));
            }
        }
        if !route.assumes.is_empty() {
            let list = route.assumes.iter().map(|assumption| match assumption {
                Assumption::Age(years) => words.age(*years),
                Assumption::Attests(fact) => words.fact(fact),
            });
            line(text, 1, &words.assumes(&list.collect::<Vec<_>>().join(", ")));
        }
    }

    fn stage(&self, text: &mut String, stage: &Stage) {
        let words = self.words;
        let (start, end, name, activities) = match stage {
            Stage::Programme { id, offering: None, start, end, activities, .. } => {
                (start, end, words.enrolled(&self.programme(id)), activities)
            }
            Stage::Programme { id, offering: Some(offering), start, end, fee, activities, .. } => {
                (start, end, self.studied(id, offering, Some(*fee)), activities)
            }
            Stage::Job { id, start, end, activities, .. } => (start, end, words.work(&self.job(id)), activities),
        };
        line(text, 1, &format!("{start} … {end}  {name}"));
        if let Stage::Job { alongside: Some(one), .. } = stage {
            let name = self.studied(&one.programme, &one.offering, Some(one.fee));
            line(text, 3, &words.alongside(&format!("{} … {}  {name}", one.start, one.end)));
        }
        if !activities.is_empty() {
            let names: Vec<String> = activities.iter().map(|id| self.activity(id)).collect();
            line(text, 3, &words.activities(&names.join(", ")));
        }
        let instead: Vec<String> = match stage {
            Stage::Programme { instead, .. } => instead.iter().map(|id| self.replacement(id)).collect(),
            Stage::Job { instead, .. } => instead.iter().map(|id| self.job(id)).collect(),
        };
        for name in instead {
            line(text, 3, &words.instead(&name));
        }
    }

    /// An offering that would do as well.
    fn replacement(&self, id: &str) -> String {
        match id.split_once('/') {
            Some((programme, offering)) => self.studied(programme, offering, None),
            None => id.into(),
        }
    }

    fn reason(&self, reason: &Reason) -> String {
        let words = self.words;
        match reason {
            Reason::Limit { limit, given, least } => words.limit(limit, *given, *least),
            Reason::Closed { kind, id, clause } => {
                let name = match kind.as_str() {
                    "job" => self.job(id),
                    "activity" => self.activity(id),
                    _ => id.split_once('/').map_or_else(|| self.programme(id), |_| self.replacement(id)),
                };
                words.closed(&name, clause)
            }
            Reason::Untaught { competency, level } => words.untaught(&self.competency(competency), *level),
            Reason::Unawarded { credential } => words.unawarded(&self.credential(credential)),
            Reason::Enrolled { programme } => words.already_enrolled(&self.programme(programme)),
            Reason::Owed { sponsor, months } => words.owed(&self.organization(sponsor), *months),
            Reason::Beyond { months } => words.beyond(*months),
        }
    }
}
