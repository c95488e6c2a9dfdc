//! Tiny worlds as text: a region, a student and a goal, one record a line.
//!
//! ```text
//! student; now 2026-01; born 2000-01; home town; knows physics 2; holds school; worked miner;
//!          owes plant 12; attests fit true; enrolled school 2026-06
//! goal job foreman                                                      or: goal programme college
//! objectives months fees
//! place town
//! organization plant; in town
//! credential diploma; implies school
//! programme college; kind vocational; by college-org; months 24; free 100; entry physics >= 2;
//!          standing holds(school) -> 12; gives welding 3; awards diploma
//! offering college/day; mode part-time; funding paid; fee 1200; intake 9 2; entry age(16); contract plant 36 500
//! activity club; on kind general; on programme college; on job miner; hours 50; fee 10; entry math >= 1; gives math 2
//! job miner; by plant; in mine; entry age(18); essential welding 2 5; optional math 3 1; tenure 12; free 100;
//!          gives mining 2; wage 500
//! ```
//!
//! A record continues on lines that follow a trailing `;`. What is only mentioned exists with the defaults: a
//! programme is a course of 12 months without offerings, an offering full-time, free and open in every month,
//! a job's tenure lasts 12 months, the student is born in 2000-01 and stands at 2026-01 with nothing.
//!
//! A route is text too: `*school [club, quiz] > college/day > miner & evening/distance [club]`; `*` marks the
//! enrolled stage, `&` what runs alongside a job, brackets hold activities.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise"
)]

use pathway_planner::answer::{self, Alongside, Assumption, Gap, Route, Stage, Status};
use pathway_planner::condition::{Atom, Condition};
use pathway_planner::month::Month;
use pathway_planner::plan::plan;
use pathway_planner::region::*;
use pathway_planner::route::{Assumes, Broken, Choice, Replay, Step, Taken, replay, verify};
use pathway_planner::student::{Avoid, Enrolled, Goal, Limits, Objective, Owes, Query, Student};
use pathway_planner::table::{Id, Table};

/// A region with a student and a goal in it.
#[derive(Clone)]
pub struct World {
    pub region: Region,
    pub student: Student,
    pub goal: Goal,
    pub objectives: Vec<Objective>,
}

impl World {
    /// Reads a world.
    pub fn new(text: &str) -> World {
        let mut world = World {
            region: empty_region(),
            student: Student {
                now: month("2026-01"),
                born: Some(month("2000-01")),
                home: None,
                enrolled: None,
                credentials: Vec::new(),
                worked: Vec::new(),
                owes: None,
                competencies: Vec::new(),
                attests: Vec::new(),
            },
            goal: Goal::Job(JobId(u32::MAX)),
            objectives: vec![Objective::Months, Objective::Fees, Objective::Gap, Objective::Moves],
        };
        // Facts are sorted.
        let mut facts: Vec<&str> =
            text.split("attests(").skip(1).filter_map(|rest| rest.split(')').next()).map(str::trim).collect();
        facts.sort_unstable();
        facts.dedup();
        world.region.facts = Table::new(facts.into_iter().map(String::from).collect());

        let mut record = String::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            record.push_str(line);
            if !line.ends_with(';') {
                world.record(&std::mem::take(&mut record));
            }
        }
        assert!(record.is_empty(), "a record ends in `;`: {record}");
        world
    }

    /// The same world with more records.
    pub fn with(&self, text: &str) -> World {
        let mut world = self.clone();
        text.lines().map(str::trim).filter(|line| !line.is_empty()).for_each(|line| world.record(line));
        world
    }

    /// The world's question.
    pub fn query(&self) -> Query {
        Query { objectives: self.objectives.clone(), ..Query::new(self.goal) }
    }

    /// The steps of a route.
    pub fn steps(&self, route: &str) -> Vec<Step> {
        route.split('>').map(str::trim).filter(|stage| !stage.is_empty()).map(|stage| self.step(stage)).collect()
    }

    /// What comes of a route, everything unknown assumed.
    pub fn replay(&self, route: &str) -> Result<Replay, Broken> {
        replay(&self.region, &self.student, self.goal, &self.steps(route), &Assumes::Everything)
    }

    /// Verifies a stated route.
    pub fn verify(&self, route: &Route) -> Result<(), Broken> {
        verify(&self.region, &self.student, self.goal, &self.objectives, route)
    }

    /// States a valid route, which [`verify`] accepts.
    pub fn valid(&self, route: &str) -> Route {
        self.assuming(route, Vec::new())
    }

    /// States a valid route that leans on these assumptions.
    pub fn assuming(&self, route: &str, assumes: Vec<Assumption>) -> Route {
        let replay = match self.replay(route) {
            Ok(replay) => replay,
            Err(broken) => panic!("{route}: {broken:?}"),
        };
        let mut stated = self.state(&self.steps(route), Some(&replay));
        stated.assumes = assumes;
        if let Err(broken) = self.verify(&stated) {
            panic!("{route}: {broken:?}");
        }
        self.plans_for(Some(&stated));
        stated
    }

    /// A route that breaks this rule, here or nowhere.
    #[track_caller]
    pub fn breaks(&self, route: &str, stage: impl Into<Option<usize>>, rule: &str) {
        let stage = stage.into();
        match self.replay(route) {
            Ok(replay) => panic!("{route} is valid: {replay:?}"),
            Err(broken) => assert_eq!((broken.stage, broken.rule), (stage, rule), "{route}: {broken:?}"),
        }
        let stated = self.verify(&self.state(&self.steps(route), None));
        let broken = stated.expect_err(route);
        assert_eq!((broken.stage, broken.rule), (stage, rule), "{route}, stated: {broken:?}");
        self.plans_for(None);
    }

    /// Holds the planner to this world: all its routes verify, and one is as good as the given one.
    fn plans_for(&self, route: Option<&Route>) {
        let answer = plan(&self.region, &self.student, &self.query());
        assert!(matches!(answer.status, Status::Exact | Status::Unreachable), "planned: {:?}", answer.status);
        for planned in &answer.routes {
            self.verify(planned).unwrap_or_else(|broken| panic!("planned: {broken:?} in {planned:?}"));
        }
        if let Some(route) = route {
            let as_good =
                |planned: &Route| planned.objectives.iter().zip(&route.objectives).all(|(one, other)| one <= other);
            assert!(answer.routes.iter().any(as_good), "nothing planned is as good as {route:?}");
        }
    }

    /// A route as an answer states it; without a replay, with dates and figures that mean nothing.
    pub fn state(&self, steps: &[Step], replay: Option<&Replay>) -> Route {
        let region = &self.region;
        let offering = |(programme, position): Choice| {
            let row = &region.programmes[programme];
            (row.id.clone(), row.offerings[usize::from(position)].id.clone())
        };
        let mut stages = Vec::new();
        for (index, step) in steps.iter().enumerate() {
            let timed = replay.map(|replay| replay.stages[index]);
            let start = timed.map_or(String::new(), |timed| timed.start.to_string());
            let end = timed.map_or(String::new(), |timed| timed.end.to_string());
            let fee = timed.map_or(0, |timed| timed.fee);
            let activities = step.activities.iter().map(|id| region.activities[*id].id.clone()).collect();
            let instead = Vec::new();
            stages.push(match step.stage {
                Taken::Enrolled(programme) => {
                    let id = region.programmes[programme].id.clone();
                    Stage::Programme { id, offering: None, start, end, fee, activities, instead }
                }
                Taken::Programme(choice) => {
                    let (id, offering) = offering(choice);
                    Stage::Programme { id, offering: Some(offering), start, end, fee, activities, instead }
                }
                Taken::Job { job, alongside } => {
                    let alongside = alongside.map(|choice| {
                        let (programme, offering) = offering(choice);
                        let course = timed.and_then(|timed| timed.alongside);
                        let start = course.map_or(String::new(), |course| course.start.to_string());
                        let end = course.map_or(String::new(), |course| course.end.to_string());
                        Alongside { programme, offering, start, end, fee: course.map_or(0, |course| course.fee) }
                    });
                    Stage::Job { id: region.jobs[job].id.clone(), start, end, alongside, activities, instead }
                }
            });
        }
        let figures = replay.map(|replay| replay.figures).unwrap_or_default();
        let missing = replay.map_or(&[][..], |replay| &replay.missing);
        Route {
            objectives: figures.vector(&self.objectives),
            months: figures.months,
            fees: figures.fees,
            gap: figures.gap,
            readiness: figures.readiness,
            effort: figures.effort,
            moves: figures.moves,
            earned: figures.earned,
            reached: replay.map_or(String::new(), |replay| replay.reached.to_string()),
            stages,
            gaps: missing
                .iter()
                .map(|it| Gap {
                    competency: region.competencies[it.requirement.competency].id.clone(),
                    held: it.held,
                    required: it.requirement.level,
                    weight: it.requirement.weight(),
                    essential: it.requirement.essential,
                    known: it.known,
                })
                .collect(),
            repeats: replay.map_or(0, |replay| replay.repeats),
            assumes: Vec::new(),
        }
    }

    /// Limits: `months 12; fees 0; gap 3; moves 1; places a b; modes distance; funding state; avoid x y/z`.
    pub fn limits(&self, text: &str) -> Limits {
        let mut limits = Limits::default();
        for clause in text.split(';').map(str::trim).filter(|clause| !clause.is_empty()) {
            let (word, rest) = clause.split_once(' ').unwrap_or((clause, ""));
            let words = || rest.split_whitespace();
            let number = || Some(rest.parse().unwrap());
            match word {
                "months" => limits.months = number(),
                "fees" => limits.fees = number(),
                "gap" => limits.gap = number(),
                "moves" => limits.moves = number(),
                "places" => {
                    let place = |id: &str| self.region.places.find(|row| row.id == id).expect("a place");
                    limits.places = Some(words().map(place).collect());
                }
                "modes" => limits.modes = Some(words().map(|word| Mode::from_word(word).expect("a mode")).collect()),
                "funding" => {
                    limits.funding = Some(words().map(|word| Funding::from_word(word).expect("a funding")).collect());
                }
                "avoid" => {
                    let Avoid { programmes, activities, offerings, jobs } = &mut limits.avoid;
                    for id in words() {
                        programmes.extend(self.region.programmes.find(|row| row.id == id));
                        activities.extend(self.region.activities.find(|row| row.id == id));
                        jobs.extend(self.region.jobs.find(|row| row.id == id));
                        offerings.extend(id.contains('/').then(|| self.choice(id)));
                    }
                }
                _ => panic!("no limit {word}"),
            }
        }
        limits
    }

    fn step(&self, stage: &str) -> Step {
        let (name, activities) = stage.split_once('[').unwrap_or((stage, ""));
        let name = name.trim();
        let activity = |id: &str| self.region.activities.find(|row| row.id == id).unwrap_or_else(|| panic!("no {id}"));
        let activities = activities
            .trim_end_matches(']')
            .split(',')
            .map(str::trim)
            .filter(|id| !id.is_empty())
            .map(activity)
            .collect();
        let job = |id: &str| self.region.jobs.find(|row| row.id == id).unwrap_or_else(|| panic!("no {id}"));
        let stage = if let Some(id) = name.strip_prefix('*') {
            Taken::Enrolled(self.region.programmes.find(|row| row.id == id).unwrap_or_else(|| panic!("no {id}")))
        } else if let Some((id, choice)) = name.split_once('&') {
            Taken::Job { job: job(id.trim()), alongside: Some(self.choice(choice.trim())) }
        } else if name.contains('/') {
            Taken::Programme(self.choice(name))
        } else {
            Taken::Job { job: job(name), alongside: None }
        };
        Step { stage, activities }
    }

    fn choice(&self, name: &str) -> Choice {
        let (programme, offering) = name.split_once('/').unwrap_or_else(|| panic!("{name} is no offering"));
        let programme = self.region.programmes.find(|row| row.id == programme).unwrap_or_else(|| panic!("no {name}"));
        let offerings = &self.region.programmes[programme].offerings;
        let position = offerings.iter().position(|row| row.id == offering).unwrap_or_else(|| panic!("no {name}"));
        (programme, position.try_into().unwrap())
    }

    fn record(&mut self, record: &str) {
        let mut clauses = record.split(';').map(str::trim);
        let head = clauses.next().unwrap();
        let (kind, id) = head.split_once(' ').unwrap_or((head, ""));
        let clauses = clauses.map(|clause| clause.split_once(' ').unwrap_or((clause, "")));
        match kind {
            "student" => clauses.for_each(|(word, rest)| self.student_clause(word, rest)),
            "goal" => {
                self.goal = match id.split_once(' ') {
                    Some(("job", id)) => Goal::Job(self.job(id)),
                    Some(("programme", id)) => Goal::Programme(self.programme(id)),
                    _ => panic!("no goal: {record}"),
                }
            }
            "objectives" => {
                let objective = |word| Objective::from_word(word).expect("an objective");
                self.objectives = id.split_whitespace().map(objective).collect();
            }
            "place" => drop(self.place(id)),
            "organization" => {
                let row = self.organization(id);
                for (word, rest) in clauses {
                    assert_eq!(word, "in", "{record}");
                    self.region.organizations[row].place = Some(self.place(rest));
                }
            }
            "credential" => {
                let row = self.credential(id);
                for (word, rest) in clauses {
                    assert_eq!(word, "implies", "{record}");
                    let implied = self.credential(rest);
                    self.region.credentials[row].implies.push(implied);
                }
            }
            "programme" => {
                let row = self.programme(id);
                clauses.for_each(|(word, rest)| self.programme_clause(row, word, rest));
            }
            "offering" => {
                let (programme, id) = id.split_once('/').expect("programme/offering");
                let programme = self.programme(programme);
                let mut offering = Offering {
                    id: id.into(),
                    mode: Mode::FullTime,
                    funding: Funding::State,
                    fee_per_year: 0,
                    intake: Vec::new(),
                    seats: None,
                    entry: Condition::always(),
                    contract: None,
                };
                clauses.for_each(|(word, rest)| self.offering_clause(&mut offering, word, rest));
                self.region.programmes[programme].offerings.push(offering);
            }
            "activity" => {
                let row = self.activity(id);
                clauses.for_each(|(word, rest)| self.activity_clause(row, word, rest));
            }
            "job" => {
                let row = self.job(id);
                clauses.for_each(|(word, rest)| self.job_clause(row, word, rest));
            }
            _ => panic!("no record: {record}"),
        }
    }

    fn student_clause(&mut self, word: &str, rest: &str) {
        let (one, two) = rest.split_once(' ').unwrap_or((rest, ""));
        match word {
            "now" => self.student.now = month(one),
            "born" => self.student.born = Month::parse(one),
            "home" => self.student.home = Some(self.place(one)),
            "knows" => {
                let competency = self.competency(one);
                self.student.competencies.push((competency, two.parse().unwrap()));
            }
            "holds" => {
                let credential = self.credential(one);
                self.student.credentials.push(credential);
            }
            "worked" => {
                let job = self.job(one);
                self.student.worked.push(job);
            }
            "owes" => {
                let sponsor = self.organization(one);
                self.student.owes = Some(Owes { sponsor, months: two.parse().unwrap() });
            }
            "attests" => {
                let fact = self.region.facts.find(|row| row == one).expect("a fact of a condition");
                self.student.attests.push((fact, two.parse().unwrap()));
            }
            "enrolled" => {
                let programme = self.programme(one);
                self.student.enrolled = Some(Enrolled { programme, until: month(two) });
            }
            _ => panic!("no student's {word}"),
        }
    }

    fn programme_clause(&mut self, id: ProgrammeId, word: &str, rest: &str) {
        match word {
            "kind" => self.region.programmes[id].kind = ProgrammeKind::from_word(rest).expect("a kind"),
            "by" => self.region.programmes[id].provider = self.organization(rest),
            "months" => self.region.programmes[id].months = rest.parse().unwrap(),
            "free" => self.region.programmes[id].free_hours = rest.parse().unwrap(),
            "entry" => self.region.programmes[id].entry = self.condition(rest),
            "standing" => {
                let (when, months) = rest.split_once("->").expect("condition -> months");
                let standing = AdvancedStanding { when: self.condition(when), months: months.trim().parse().unwrap() };
                self.region.programmes[id].advanced_standing.push(standing);
            }
            "gives" => {
                let outcome = self.outcome(rest);
                self.region.programmes[id].outcomes.push(outcome);
            }
            "awards" => {
                let credential = self.credential(rest);
                self.region.programmes[id].awards.push(credential);
            }
            _ => panic!("no programme's {word}"),
        }
    }

    fn offering_clause(&mut self, offering: &mut Offering, word: &str, rest: &str) {
        match word {
            "mode" => offering.mode = Mode::from_word(rest).expect("a mode"),
            "funding" => offering.funding = Funding::from_word(rest).expect("a funding"),
            "fee" => offering.fee_per_year = rest.parse().unwrap(),
            "intake" => {
                offering.intake = rest.split_whitespace().map(|month| month.parse().unwrap()).collect();
                offering.intake.sort_unstable();
            }
            "entry" => offering.entry = self.condition(rest),
            "contract" => {
                let mut words = rest.split_whitespace();
                offering.contract = Some(Contract {
                    sponsor: self.organization(words.next().unwrap()),
                    obligation_months: words.next().unwrap().parse().unwrap(),
                    stipend_per_month: words.next().map_or(0, |word| word.parse().unwrap()),
                });
            }
            _ => panic!("no offering's {word}"),
        }
    }

    fn activity_clause(&mut self, id: ActivityId, word: &str, rest: &str) {
        match word {
            "on" => match rest.split_once(' ').expect("what") {
                ("kind", kind) => {
                    let kind = ProgrammeKind::from_word(kind).expect("a kind");
                    self.region.activities[id].hosts.kinds.push(kind);
                }
                ("programme", programme) => {
                    let programme = self.programme(programme);
                    self.region.activities[id].hosts.programmes.push(programme);
                }
                ("job", job) => {
                    let job = self.job(job);
                    self.region.activities[id].hosts.jobs.push(job);
                }
                _ => panic!("no host: {rest}"),
            },
            "hours" => self.region.activities[id].hours = rest.parse().unwrap(),
            "fee" => self.region.activities[id].fee = rest.parse().unwrap(),
            "entry" => self.region.activities[id].entry = self.condition(rest),
            "gives" => {
                let outcome = self.outcome(rest);
                self.region.activities[id].outcomes.push(outcome);
            }
            _ => panic!("no activity's {word}"),
        }
    }

    fn job_clause(&mut self, id: JobId, word: &str, rest: &str) {
        match word {
            "by" => self.region.jobs[id].employer = self.organization(rest),
            "in" => self.region.jobs[id].place = Some(self.place(rest)),
            "entry" => self.region.jobs[id].entry = self.condition(rest),
            "essential" | "optional" => {
                let mut words = rest.split_whitespace();
                let requirement = Requirement {
                    competency: self.competency(words.next().unwrap()),
                    level: words.next().unwrap().parse().unwrap(),
                    importance: words.next().unwrap().parse().unwrap(),
                    essential: word == "essential",
                };
                self.region.jobs[id].requires.push(requirement);
            }
            "tenure" => self.region.jobs[id].tenure.months = rest.parse().unwrap(),
            "free" => self.region.jobs[id].free_hours = rest.parse().unwrap(),
            "gives" => {
                let outcome = self.outcome(rest);
                self.region.jobs[id].tenure.outcomes.push(outcome);
            }
            "wage" => {
                self.region.jobs[id].wage = Some(Wage { per_month: rest.parse().unwrap(), as_of: month("2026-01") });
            }
            _ => panic!("no job's {word}"),
        }
    }

    fn outcome(&mut self, text: &str) -> Outcome {
        let (competency, level) = text.split_once(' ').expect("competency level");
        Outcome { competency: self.competency(competency), level: level.parse().unwrap() }
    }

    fn place(&mut self, id: &str) -> PlaceId {
        let new = || Place { id: id.into(), name: name(id), lat: 0, lon: 0 };
        named(&mut self.region.places, |row| row.id == id, new)
    }

    fn organization(&mut self, id: &str) -> OrganizationId {
        let new = || Organization {
            id: id.into(),
            kind: OrganizationKind::Other,
            name: name(id),
            place: None,
            url: None,
            provenance: Provenance::default(),
        };
        named(&mut self.region.organizations, |row| row.id == id, new)
    }

    fn competency(&mut self, id: &str) -> CompetencyId {
        let new = || Competency {
            id: id.into(),
            kind: CompetencyKind::Skill,
            name: name(id),
            broader: Vec::new(),
            same_as: Vec::new(),
            provenance: Provenance::default(),
        };
        named(&mut self.region.competencies, |row| row.id == id, new)
    }

    fn credential(&mut self, id: &str) -> CredentialId {
        let new = || Credential {
            id: id.into(),
            name: name(id),
            eqf: None,
            implies: Vec::new(),
            provenance: Provenance::default(),
        };
        named(&mut self.region.credentials, |row| row.id == id, new)
    }

    fn programme(&mut self, id: &str) -> ProgrammeId {
        let provider = self.organization("nobody");
        let new = || Programme {
            id: id.into(),
            kind: ProgrammeKind::Course,
            name: name(id),
            provider,
            code: None,
            months: 12,
            free_hours: 0,
            entry: Condition::always(),
            advanced_standing: Vec::new(),
            outcomes: Vec::new(),
            awards: Vec::new(),
            offerings: Vec::new(),
            provenance: Provenance::default(),
        };
        named(&mut self.region.programmes, |row| row.id == id, new)
    }

    fn activity(&mut self, id: &str) -> ActivityId {
        let new = || Activity {
            id: id.into(),
            kind: ActivityKind::Elective,
            name: name(id),
            provider: None,
            hosts: Hosts::default(),
            hours: 0,
            fee: 0,
            entry: Condition::always(),
            outcomes: Vec::new(),
            provenance: Provenance::default(),
        };
        named(&mut self.region.activities, |row| row.id == id, new)
    }

    fn job(&mut self, id: &str) -> JobId {
        let employer = self.organization("nobody");
        let new = || Job {
            id: id.into(),
            name: name(id),
            employer,
            place: None,
            code: None,
            family: None,
            same_as: Vec::new(),
            entry: Condition::always(),
            requires: Vec::new(),
            tenure: Tenure { months: 12, outcomes: Vec::new() },
            free_hours: 0,
            wage: None,
            demand: Vec::new(),
            interests: Vec::new(),
            provenance: Provenance::default(),
        };
        named(&mut self.region.jobs, |row| row.id == id, new)
    }

    /// A condition of design 3; `or` of `and` of atoms.
    fn condition(&mut self, text: &str) -> Condition {
        let spaced = text.replace("(", " ( ").replace(")", " ) ").replace(",", " , ").replace(">=", " >= ");
        let tokens: Vec<&str> = spaced.split_whitespace().collect();
        let mut tokens = &tokens[..];
        let condition = self.any_of(&mut tokens);
        assert!(tokens.is_empty(), "left over: {tokens:?} of {text}");
        condition
    }

    fn any_of(&mut self, tokens: &mut &[&str]) -> Condition {
        let mut parts = vec![self.all_of(tokens)];
        while tokens.first() == Some(&"or") {
            take(tokens, "or");
            parts.push(self.all_of(tokens));
        }
        if parts.len() == 1 { parts.remove(0) } else { Condition::Any(parts) }
    }

    fn all_of(&mut self, tokens: &mut &[&str]) -> Condition {
        let mut parts = vec![self.atom(tokens)];
        while tokens.first() == Some(&"and") {
            take(tokens, "and");
            parts.push(self.atom(tokens));
        }
        if parts.len() == 1 { parts.remove(0) } else { Condition::All(parts) }
    }

    fn atom(&mut self, tokens: &mut &[&str]) -> Condition {
        let word = next(tokens);
        if word == "(" {
            let inner = self.any_of(tokens);
            take(tokens, ")");
            return inner;
        }
        if tokens.first() == Some(&"of") {
            take(tokens, "of");
            take(tokens, "(");
            let mut parts = vec![self.any_of(tokens)];
            while tokens.first() == Some(&",") {
                take(tokens, ",");
                parts.push(self.any_of(tokens));
            }
            take(tokens, ")");
            return Condition::Count(word.parse().unwrap(), parts);
        }
        if tokens.first() == Some(&">=") {
            take(tokens, ">=");
            return Condition::Atom(Atom::Level(self.competency(word), next(tokens).parse().unwrap()));
        }
        take(tokens, "(");
        let id = next(tokens);
        take(tokens, ")");
        Condition::Atom(match word {
            "holds" => Atom::Holds(self.credential(id)),
            "worked" => Atom::Worked(self.job(id)),
            "age" => Atom::Age(id.parse().unwrap()),
            "attests" => Atom::Attests(self.region.facts.find(|row| row == id).unwrap()),
            _ => panic!("no atom {word}"),
        })
    }
}

/// `start..end` of every stage, what runs alongside in parentheses, and the month of the goal.
pub fn dates(route: &Route) -> String {
    let mut text = String::new();
    for stage in &route.stages {
        let (Stage::Programme { start, end, .. } | Stage::Job { start, end, .. }) = stage;
        text += &format!("{start}..{end} ");
        if let Stage::Job { alongside: Some(Alongside { start, end, .. }), .. } = stage {
            text += &format!("({start}..{end}) ");
        }
    }
    text + &route.reached
}

/// The age from which a route leans on an assumed one.
pub fn age(years: u32) -> Assumption {
    Assumption::Age(years)
}

/// A fact that a route leans on.
pub fn attests(fact: &str) -> Assumption {
    answer::Assumption::Attests(fact.into())
}

pub fn month(text: &str) -> Month {
    Month::parse(text).unwrap_or_else(|| panic!("{text} is no month"))
}

fn next<'a>(tokens: &mut &[&'a str]) -> &'a str {
    let (first, rest) = tokens.split_first().expect("one token more");
    *tokens = rest;
    first
}

fn take(tokens: &mut &[&str], token: &str) {
    assert_eq!(next(tokens), token);
}

fn name(id: &str) -> Text {
    Text(vec![Some(id.into())])
}

fn named<I: Id, T>(table: &mut Table<I, T>, is: impl Fn(&T) -> bool, new: impl FnOnce() -> T) -> I {
    match table.find(is) {
        Some(id) => id,
        None => table.push(new()),
    }
}

fn empty_region() -> Region {
    Region {
        id: "world".into(),
        version: "1".into(),
        digest: String::new(),
        locales: vec!["en".into()],
        name: name("world"),
        currency: "RUB".into(),
        as_of: month("2026-01"),
        licence: "CC0-1.0".into(),
        progression: ["one", "two", "three", "four", "five"].map(|id| Named { id: id.into(), name: name(id) }).to_vec(),
        sources: Table::default(),
        places: Table::default(),
        organizations: Table::default(),
        competencies: Table::default(),
        credentials: Table::default(),
        programmes: Table::default(),
        activities: Table::default(),
        jobs: Table::default(),
        employment: Vec::new(),
        facts: Table::default(),
        replaced: Vec::new(),
    }
}
