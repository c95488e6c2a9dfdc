//! Changes to cases of which design section 6 says what they do to an answer.

use pathway_planner::answer::Answer;
use pathway_planner::condition::{Atom, Condition};
use pathway_planner::month::Month;
use pathway_planner::region::*;
use pathway_planner::student::{Goal, Limits};
use pathway_planner::table::{Id, Table};

use super::random::{self, Case};
use crate::arbitrary::Random;

/// A change and its name.
pub type Edit = (&'static str, fn(&mut Case, &mut Random));

/// What never takes a point off the front without putting one at least as good in its place. Each changes
/// nothing where a case has nothing to change.
pub const GAINS: &[Edit] = &[
    ("a level is learned", |case, random| {
        let competency = CompetencyId::new(random.below(case.region.competencies.len()));
        let most = case.region.progression.len() as Level;
        match case.student.competencies.iter_mut().find(|(id, _)| *id == competency) {
            Some((_, level)) => *level = most.min(*level + 1),
            None => case.student.competencies.push((competency, 1)),
        }
    }),
    ("a credential is had", |case, random| gain(&mut case.student.credentials, case.region.credentials.len(), random)),
    ("a tenure is had", |case, random| gain(&mut case.student.worked, case.region.jobs.len(), random)),
    ("a fact turns true", |case, _| case.student.attests.iter_mut().for_each(|(_, value)| *value = true)),
    ("the student is older", |case, random| {
        let months = random.within(1..=30) as i32;
        case.student.born = case.student.born.and_then(|born| Month::from_count(born.count() - months));
    }),
    ("nothing is owed", |case, _| case.student.owes = None),
    ("less is owed", |case, random| {
        if let Some(owes) = &mut case.student.owes {
            owes.months = random.within(1..=owes.months);
        }
    }),
    ("more months", |case, random| raise(&mut case.query.limits.months, random)),
    ("more fees", |case, random| raise(&mut case.query.limits.fees, random)),
    ("a wider gap", |case, random| raise(&mut case.query.limits.gap, random)),
    ("more moves", |case, random| raise(&mut case.query.limits.moves, random)),
    ("any place", |case, _| case.query.limits.places = None),
    ("any mode", |case, _| case.query.limits.modes = None),
    ("any funding", |case, _| case.query.limits.funding = None),
    ("nothing avoided", |case, _| case.query.limits.avoid = Default::default()),
    ("a row more on offer", random::enlarge),
    ("two rows more on offer", |case, random| {
        random::enlarge(case, random);
        random::enlarge(case, random);
    }),
    ("a lower fee", |case, random| {
        let id = ProgrammeId::new(random.below(case.region.programmes.len()));
        case.region.programmes[id].offerings.iter_mut().for_each(|offering| offering.fee_per_year /= 2);
    }),
    ("a longer list of intakes", |case, random| {
        let id = ProgrammeId::new(random.below(case.region.programmes.len()));
        case.region.programmes[id].offerings.iter_mut().for_each(|offering| offering.intake.clear());
    }),
];

fn gain<I: Id>(list: &mut Vec<I>, rows: usize, random: &mut Random) {
    let id = I::new(random.below(rows.max(1)));
    if rows > 0 && !list.contains(&id) {
        list.push(id);
    }
}

fn raise(limit: &mut Option<u32>, random: &mut Random) {
    *limit = limit.map(|limit| limit + random.within(1..=6));
}

/// Limits that rule nothing out.
pub const SLACK: &[Edit] = &[
    ("600 months", |case, _| {
        case.query.limits.months.get_or_insert(600);
    }),
    ("any fees", |case, _| {
        case.query.limits.fees.get_or_insert(u32::MAX);
    }),
    ("any gap", |case, _| {
        case.query.limits.gap.get_or_insert(u32::MAX);
    }),
    ("any moves", |case, _| {
        case.query.limits.moves.get_or_insert(u32::MAX);
    }),
    ("every place", |case, _| {
        let every = case.region.places.ids().collect();
        case.query.limits.places.get_or_insert(every);
    }),
    ("every mode", |case, _| {
        case.query.limits.modes.get_or_insert(Mode::ALL.to_vec());
    }),
    ("every funding", |case, _| {
        case.query.limits.funding.get_or_insert(Funding::ALL.to_vec());
    }),
    ("every limit", |case, _| {
        let limits = &mut case.query.limits;
        limits.months.get_or_insert(600);
        limits.fees.get_or_insert(u32::MAX);
        limits.gap.get_or_insert(u32::MAX);
        limits.moves.get_or_insert(u32::MAX);
    }),
    ("every entry said twice", |case, _| {
        let mut twice =
            |condition: &mut Condition| *condition = Condition::Any(vec![condition.clone(), condition.clone()]);
        random::each_condition(&mut case.region, &mut twice);
    }),
    ("an activity that no stage hosts", |case, _| {
        let mut idle = case.region.activities.iter().next().cloned().unwrap_or(super::rows::activity(99, 0));
        idle.id = "idle".into();
        idle.hosts = Hosts::default();
        case.region.activities.push(idle);
    }),
];

/// A case without any obligation, and the same with contracts of zero months on full-time offerings.
pub fn with_empty_contracts(case: &Case) -> (Case, Case) {
    let mut without = case.clone();
    without.student.owes = None;
    for id in without.region.programmes.ids() {
        without.region.programmes[id].offerings.iter_mut().for_each(|offering| offering.contract = None);
    }
    let mut with = without.clone();
    for id in with.region.programmes.ids() {
        let sponsor = OrganizationId::new(id.index() % with.region.organizations.len());
        let full_time = |offering: &&mut Offering| offering.mode == Mode::FullTime;
        for offering in with.region.programmes[id].offerings.iter_mut().filter(full_time) {
            offering.contract = Some(Contract { sponsor, obligation_months: 0, stipend_per_month: 1 });
        }
    }
    (without, with)
}

/// Where the rows of a table go.
struct Places<I>(Vec<I>);

impl<I: Id> Places<I> {
    fn shuffled(len: usize, random: &mut Random) -> Places<I> {
        let mut places: Vec<I> = (0..len).map(I::new).collect();
        random.shuffle(&mut places);
        Places(places)
    }

    fn of(&self, id: I) -> I {
        self.0[id.index()]
    }

    fn all(&self, ids: &mut [I]) {
        ids.iter_mut().for_each(|id| *id = self.of(*id));
    }

    fn table<T: Clone>(&self, table: &Table<I, T>) -> Table<I, T> {
        let mut rows: Vec<(I, T)> = table.entries().map(|(id, row)| (self.of(id), row.clone())).collect();
        rows.sort_by_key(|(id, _)| *id);
        Table::new(rows.into_iter().map(|(_, row)| row).collect())
    }
}

/// Each new id with the one that it stands for.
#[derive(Default)]
pub struct Names(Vec<(String, String)>);

impl Names {
    /// Gives a row an id that no other row of any table has, and that is part of no other id.
    fn rename(&mut self, id: &mut String) {
        let new = format!("renamed-{:04}", self.0.len());
        self.0.push((new.clone(), std::mem::replace(id, new)));
    }

    /// An answer to the renamed case in the words of the case that it was made from.
    pub fn restore(&self, answer: &Answer) -> Answer {
        let text = serde_json::to_string(answer).unwrap();
        let text = self.0.iter().fold(text, |text, (new, old)| text.replace(new, old));
        serde_json::from_str(&text).unwrap()
    }
}

/// The same case with every row elsewhere and every id another, and the parts of lists in another order.
pub fn renamed(case: &Case, random: &mut Random) -> (Case, Names) {
    let mut case = case.clone();
    let mut names = Names::default();
    let Case { region, student, query, .. } = &mut case;
    let places = Places::<PlaceId>::shuffled(region.places.len(), random);
    let organizations = Places::<OrganizationId>::shuffled(region.organizations.len(), random);
    let competencies = Places::<CompetencyId>::shuffled(region.competencies.len(), random);
    let credentials = Places::<CredentialId>::shuffled(region.credentials.len(), random);
    let programmes = Places::<ProgrammeId>::shuffled(region.programmes.len(), random);
    let activities = Places::<ActivityId>::shuffled(region.activities.len(), random);
    let jobs = Places::<JobId>::shuffled(region.jobs.len(), random);
    let facts = Places::<FactId>::shuffled(region.facts.len(), random);

    let atom = |atom: &mut Atom| match atom {
        Atom::Level(id, _) => *id = competencies.of(*id),
        Atom::Holds(id) => *id = credentials.of(*id),
        Atom::Worked(id) => *id = jobs.of(*id),
        Atom::Attests(id) => *id = facts.of(*id),
        Atom::Age(_) => {}
    };
    random::each_condition(region, &mut |condition| each_atom(condition, random, &atom));
    let outcomes = |outcomes: &mut Vec<Outcome>| {
        outcomes.iter_mut().for_each(|outcome| outcome.competency = competencies.of(outcome.competency));
        outcomes.reverse();
    };

    region.places = places.table(&region.places);
    region.organizations = organizations.table(&region.organizations);
    region.competencies = competencies.table(&region.competencies);
    region.credentials = credentials.table(&region.credentials);
    region.programmes = programmes.table(&region.programmes);
    region.activities = activities.table(&region.activities);
    region.jobs = jobs.table(&region.jobs);
    region.facts = facts.table(&region.facts);
    // Facts are sorted by their ids, and new ids rise.
    region.facts.iter_mut().for_each(|fact| names.rename(fact));
    for id in region.organizations.ids() {
        let row = &mut region.organizations[id];
        names.rename(&mut row.id);
        row.place = row.place.map(|place| places.of(place));
    }
    for id in region.places.ids() {
        names.rename(&mut region.places[id].id);
    }
    for id in region.competencies.ids() {
        names.rename(&mut region.competencies[id].id);
    }
    for id in region.credentials.ids() {
        let row = &mut region.credentials[id];
        names.rename(&mut row.id);
        credentials.all(&mut row.implies);
    }
    for id in region.programmes.ids() {
        let row = &mut region.programmes[id];
        names.rename(&mut row.id);
        row.provider = organizations.of(row.provider);
        row.advanced_standing.reverse();
        outcomes(&mut row.outcomes);
        credentials.all(&mut row.awards);
        row.offerings.reverse();
        for offering in &mut row.offerings {
            names.rename(&mut offering.id);
            offering.contract.iter_mut().for_each(|it| it.sponsor = organizations.of(it.sponsor));
        }
    }
    for id in region.activities.ids() {
        let row = &mut region.activities[id];
        names.rename(&mut row.id);
        programmes.all(&mut row.hosts.programmes);
        jobs.all(&mut row.hosts.jobs);
        outcomes(&mut row.outcomes);
    }
    for id in region.jobs.ids() {
        let row = &mut region.jobs[id];
        names.rename(&mut row.id);
        row.employer = organizations.of(row.employer);
        row.place = row.place.map(|place| places.of(place));
        row.requires.iter_mut().for_each(|it| it.competency = competencies.of(it.competency));
        row.requires.reverse();
        outcomes(&mut row.tenure.outcomes);
    }

    student.home = student.home.map(|place| places.of(place));
    student.enrolled.iter_mut().for_each(|enrolled| enrolled.programme = programmes.of(enrolled.programme));
    student.owes.iter_mut().for_each(|owes| owes.sponsor = organizations.of(owes.sponsor));
    credentials.all(&mut student.credentials);
    jobs.all(&mut student.worked);
    student.competencies.iter_mut().for_each(|(id, _)| *id = competencies.of(*id));
    student.competencies.reverse();
    student.attests.iter_mut().for_each(|(id, _)| *id = facts.of(*id));

    query.goal = match query.goal {
        Goal::Job(id) => Goal::Job(jobs.of(id)),
        Goal::Programme(id) => Goal::Programme(programmes.of(id)),
    };
    let Limits { places: only, avoid, .. } = &mut query.limits;
    only.iter_mut().for_each(|only| places.all(only));
    programmes.all(&mut avoid.programmes);
    activities.all(&mut avoid.activities);
    jobs.all(&mut avoid.jobs);
    for (id, position) in &mut avoid.offerings {
        *id = programmes.of(*id);
        *position = region.programmes[*id].offerings.len() as u16 - 1 - *position;
    }
    (case, names)
}

fn each_atom(condition: &mut Condition, random: &mut Random, edit: &impl Fn(&mut Atom)) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::Count(_, parts) => {
            parts.iter_mut().for_each(|part| each_atom(part, random, edit));
            random.shuffle(parts);
        }
        Condition::Atom(atom) => edit(atom),
    }
}
