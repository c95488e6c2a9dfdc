//! Rows of a region with nothing in them but what they cannot do without, for tests to fill in.

use pathway_planner::condition::Condition;
use pathway_planner::month::Month;
use pathway_planner::region::*;
use pathway_planner::student::Student;
use pathway_planner::table::Table;

/// A region without rows, with so many levels of proficiency.
pub fn region(levels: Level) -> Region {
    let level = |index: u8| Named { id: format!("l{index}"), name: Text::default() };
    Region {
        id: "small".into(),
        version: "1".into(),
        digest: String::new(),
        locales: vec!["en".into()],
        name: Text(vec![Some("Small".into())]),
        currency: "RUB".into(),
        as_of: Month::new(2026, 11).unwrap(),
        licence: "CC0".into(),
        progression: (1..=levels).map(level).collect(),
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

pub fn place(index: usize) -> Place {
    Place { id: format!("t{index}"), name: Text::default(), lat: 0, lon: 0 }
}

pub fn organization(index: usize, place: Option<PlaceId>) -> Organization {
    Organization {
        id: format!("o{index}"),
        kind: OrganizationKind::Other,
        name: Text::default(),
        place,
        url: None,
        provenance: Provenance::default(),
    }
}

pub fn competency(index: usize) -> Competency {
    Competency {
        id: format!("c{index}"),
        kind: CompetencyKind::Skill,
        name: Text::default(),
        broader: Vec::new(),
        same_as: Vec::new(),
        provenance: Provenance::default(),
    }
}

pub fn credential(index: usize) -> Credential {
    Credential {
        id: format!("k{index}"),
        name: Text::default(),
        eqf: None,
        implies: Vec::new(),
        provenance: Provenance::default(),
    }
}

/// A degree without offerings.
pub fn programme(index: usize, provider: OrganizationId, months: u32) -> Programme {
    Programme {
        id: format!("p{index}"),
        kind: ProgrammeKind::Degree,
        name: Text::default(),
        provider,
        code: None,
        months,
        free_hours: 0,
        entry: Condition::always(),
        advanced_standing: Vec::new(),
        outcomes: Vec::new(),
        awards: Vec::new(),
        offerings: Vec::new(),
        provenance: Provenance::default(),
    }
}

/// Full-time, at the state's cost, any month.
pub fn offering(index: usize) -> Offering {
    Offering {
        id: format!("v{index}"),
        mode: Mode::FullTime,
        funding: Funding::State,
        fee_per_year: 0,
        intake: Vec::new(),
        seats: None,
        entry: Condition::always(),
        contract: None,
    }
}

/// An activity that no stage hosts.
pub fn activity(index: usize, hours: u32) -> Activity {
    Activity {
        id: format!("a{index}"),
        kind: ActivityKind::Elective,
        name: Text::default(),
        provider: None,
        hosts: Hosts::default(),
        hours,
        fee: 0,
        entry: Condition::always(),
        outcomes: Vec::new(),
        provenance: Provenance::default(),
    }
}

pub fn job(index: usize, employer: OrganizationId, tenure: u32) -> Job {
    Job {
        id: format!("j{index}"),
        name: Text::default(),
        employer,
        place: None,
        code: None,
        family: None,
        same_as: Vec::new(),
        entry: Condition::always(),
        requires: Vec::new(),
        tenure: Tenure { months: tenure, outcomes: Vec::new() },
        free_hours: 0,
        wage: None,
        demand: Vec::new(),
        interests: Vec::new(),
        provenance: Provenance::default(),
    }
}

/// Somebody of whom nothing is known.
pub fn student(now: Month) -> Student {
    Student {
        now,
        born: None,
        home: None,
        enrolled: None,
        credentials: Vec::new(),
        worked: Vec::new(),
        owes: None,
        competencies: Vec::new(),
        attests: Vec::new(),
    }
}
