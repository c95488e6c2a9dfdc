//! Tiny worlds whose fronts are worked out by hand, beside each: what the oracle itself is held to.

use pathway_planner::condition::{Atom, Condition};
use pathway_planner::month::Month;
use pathway_planner::region::*;
use pathway_planner::student::Objective::{Effort, Fees, Gap, Months, Moves};
use pathway_planner::student::{Enrolled, Goal, Objective, Owes, Query};

use super::brute;
use super::random::{self, Case};
use super::rows;
use super::sim::Sim;

const HOME: PlaceId = PlaceId(0);
const AWAY: PlaceId = PlaceId(1);
const SCHOOL: OrganizationId = OrganizationId(0);
const MILL: OrganizationId = OrganizationId(1);
const MINE: OrganizationId = OrganizationId(2);
const SKILL: CompetencyId = CompetencyId(0);
const OTHER: CompetencyId = CompetencyId(1);
/// The goal of most worlds: a job at the mine that requires level 2 of the skill, weight 3.
const GOAL: JobId = JobId(0);
/// The other job, at the mill, if a world has it.
const WORK: JobId = JobId(1);
const P0: ProgrammeId = ProgrammeId(0);
const P1: ProgrammeId = ProgrammeId(1);

/// A student in November 2026 who knows nothing, a school, a mill and a mine without places, and the goal.
fn blank() -> Case {
    let mut region = rows::region(3);
    for index in 0..3 {
        region.organizations.push(rows::organization(index, None));
    }
    for index in 0..2 {
        region.places.push(rows::place(index));
        region.competencies.push(rows::competency(index));
    }
    region.jobs.push(Job {
        requires: vec![Requirement { competency: SKILL, level: 2, importance: 3, essential: false }],
        ..rows::job(0, MINE, 6)
    });
    let student = rows::student(Month::new(2026, 11).unwrap());
    Case { seed: 0, region, student, query: Query::new(Goal::Job(GOAL)) }
}

fn gives(competency: CompetencyId, level: Level) -> Vec<Outcome> {
    vec![Outcome { competency, level }]
}

fn asks(atom: Atom) -> Condition {
    Condition::Atom(atom)
}

/// The fronts by memory and, where the world is small enough, without it.
fn front(case: &mut Case, objectives: &[Objective]) -> Vec<Vec<u64>> {
    case.query.objectives = objectives.to_vec();
    case.query.limits.months.get_or_insert(60);
    let points = brute::front(&Sim::new(case), 100_000).expect("a tiny world");
    points.into_iter().map(|point| point.vector).collect()
}

#[test]
fn the_goal_may_be_reached_at_once_with_a_gap() {
    let mut case = blank();
    case.student.competencies = vec![(SKILL, 1)];
    // One level of two is missing, at weight 3.
    assert_eq!(front(&mut case, &[Months, Fees, Gap]), [[0, 0, 3]]);
    case.region.jobs[GOAL].requires[0].essential = true;
    // Essential: twice the weight, and still no condition for reaching the goal.
    assert_eq!(front(&mut case, &[Gap]), [[6]]);
}

#[test]
fn a_programme_waits_for_its_intake_and_a_started_year_costs_whole() {
    let mut case = blank();
    let free = Offering { intake: vec![9], ..rows::offering(0) };
    let paid = Offering { fee_per_year: 10, ..rows::offering(1) };
    case.region.programmes.push(Programme {
        outcomes: gives(SKILL, 2),
        offerings: vec![free, paid],
        ..rows::programme(0, SCHOOL, 13)
    });
    // At once: gap 6. Paid: 13 months are two years. Free: ten months of waiting for September.
    assert_eq!(front(&mut case, &[Months, Fees, Gap]), [[0, 0, 6], [13, 20, 0], [23, 0, 0]]);
    // In September nobody waits, and the paid offering has nothing left to say for itself.
    case.student.now = Month::new(2026, 9).unwrap();
    assert_eq!(front(&mut case, &[Months, Fees, Gap]), [[0, 0, 6], [13, 0, 0]]);
    // As a goal the programme is reached when an offering starts; the paid one does at once.
    case.student.now = Month::new(2026, 11).unwrap();
    case.query.goal = Goal::Programme(P0);
    assert_eq!(front(&mut case, &[Months, Fees, Gap]), [[0, 0, 0]]);
    // Limits bind the goal as well: only the free one is left, in ten months.
    case.query.limits.avoid.offerings = vec![(P0, 1)];
    assert_eq!(front(&mut case, &[Months, Fees, Gap]), [[10, 0, 0]]);
}

#[test]
fn an_age_is_waited_for_and_study_fits_into_the_wait() {
    let mut case = blank();
    case.region.jobs[GOAL].entry = asks(Atom::Age(18));
    case.student.born = Month::new(2009, 3);
    let course =
        Programme { outcomes: gives(SKILL, 2), offerings: vec![rows::offering(0)], ..rows::programme(0, SCHOOL, 2) };
    case.region.programmes.push(course);
    // Eighteen in March 2027: four months, within which two months of study cost no time.
    assert_eq!(front(&mut case, &[Months, Gap]), [[4, 0]]);
    // Without a date of birth every age is assumed.
    case.student.born = None;
    assert_eq!(front(&mut case, &[Months, Gap]), [[0, 6], [2, 0]]);
    // A programme waits for a month that is both in its intake and late enough: the second September is not needed.
    case.student.born = Month::new(2009, 3);
    case.region.programmes[P0].offerings[0].intake = vec![2, 9];
    case.region.programmes[P0].entry = asks(Atom::Age(18));
    assert_eq!(front(&mut case, &[Months, Gap]), [[4, 6], [12, 0]]);
}

#[test]
fn what_is_held_at_the_start_shortens_a_programme() {
    let mut case = blank();
    case.region.jobs[GOAL].entry = asks(Atom::Level(SKILL, 2));
    case.region.programmes.push(Programme {
        outcomes: gives(SKILL, 2),
        advanced_standing: vec![
            AdvancedStanding { when: asks(Atom::Level(OTHER, 1)), months: 24 },
            AdvancedStanding { when: Condition::always(), months: 30 },
        ],
        offerings: vec![Offering { fee_per_year: 10, ..rows::offering(0) }],
        ..rows::programme(0, SCHOOL, 25)
    });
    // The standing of 30 months is no shorter than 25 and counts for nothing: three years begun.
    assert_eq!(front(&mut case, &[Months, Fees]), [[25, 30]]);
    case.region.programmes.push(Programme {
        outcomes: gives(OTHER, 1),
        offerings: vec![Offering { fee_per_year: 5, ..rows::offering(0) }],
        ..rows::programme(1, SCHOOL, 1)
    });
    // One month and 5 for the other thing, then 24 months and 20: no longer, and cheaper.
    assert_eq!(front(&mut case, &[Months, Fees]), [[25, 25]]);
}

/// A course of two months with 30 free hours; a0 (30 hours) leads to a1 (20 hours), which teaches the skill.
fn scarce_hours() -> Case {
    let mut case = blank();
    case.region.programmes.push(Programme {
        free_hours: 30,
        offerings: vec![rows::offering(0)],
        ..rows::programme(0, SCHOOL, 2)
    });
    let hosts = Hosts { programmes: vec![P0], ..Hosts::default() };
    let first = Activity { hosts: hosts.clone(), outcomes: gives(OTHER, 1), ..rows::activity(0, 30) };
    case.region.activities.push(first);
    let entry = asks(Atom::Level(OTHER, 1));
    case.region.activities.push(Activity { hosts, entry, outcomes: gives(SKILL, 2), ..rows::activity(1, 20) });
    case
}

#[test]
fn free_hours_are_worth_a_stage_twice() {
    let mut case = scarce_hours();
    // Both take 50 hours, and a stage has 30: the course comes twice.
    assert_eq!(front(&mut case, &[Months, Gap, Effort]), [[0, 6, 0], [4, 0, 50]]);
    // With 50 hours in it, once.
    case.region.programmes[P0].free_hours = 50;
    assert_eq!(front(&mut case, &[Months, Gap, Effort]), [[0, 6, 0], [2, 0, 50]]);
    // An activity's fee is a fee.
    case.region.activities[ActivityId(1)].fee = 7;
    assert_eq!(front(&mut case, &[Gap, Fees]), [[0, 7], [6, 0]]);
    // One that is avoided closes the chain.
    case.query.limits.avoid.activities = vec![ActivityId(0)];
    assert_eq!(front(&mut case, &[Gap, Fees]), [[6, 0]]);
}

#[test]
fn the_rest_of_an_enrolled_programme_comes_first() {
    let mut case = scarce_hours();
    case.region.programmes[P0] = Programme { months: 10, free_hours: 101, ..case.region.programmes[P0].clone() };
    let until = Month::new(2027, 4).unwrap();
    case.student.enrolled = Some(Enrolled { programme: P0, until });
    // Five months of ten leave 50 hours of 101: both activities fit. Nothing is reached before April.
    assert_eq!(front(&mut case, &[Months, Gap, Effort]), [[5, 0, 50], [5, 6, 0]]);
    // 49 hours are too few for both, and the whole programme again takes ten months more.
    case.region.programmes[P0].free_hours = 99;
    assert_eq!(front(&mut case, &[Months, Gap, Effort]), [[5, 6, 0], [15, 0, 50]]);
    // No limit leaves the enrolled stage out.
    case.query.limits.avoid.programmes = vec![P0];
    assert_eq!(front(&mut case, &[Months, Gap, Effort]), [[5, 6, 0]]);
    // It is no goal.
    case.query.goal = Goal::Programme(P0);
    assert!(front(&mut case, &[Months]).is_empty());
    // One that ends now is over at once.
    case.query = Query::new(Goal::Job(GOAL));
    case.student.enrolled = Some(Enrolled { programme: P0, until: case.student.now });
    assert_eq!(front(&mut case, &[Months, Gap]), [[0, 6], [10, 0]]);
}

/// A programme of twelve months that the goal asks for, paid for by the student or by the mill.
fn sponsored() -> Case {
    let mut case = blank();
    case.region.jobs.push(rows::job(1, MILL, 12));
    case.region.jobs[GOAL].entry = asks(Atom::Level(SKILL, 2));
    let contract = Contract { sponsor: MILL, obligation_months: 30, stipend_per_month: 1 };
    case.region.programmes.push(Programme {
        outcomes: gives(SKILL, 2),
        offerings: vec![
            Offering { fee_per_year: 100, ..rows::offering(0) },
            Offering { contract: Some(contract), ..rows::offering(1) },
        ],
        ..rows::programme(0, SCHOOL, 12)
    });
    case
}

#[test]
fn service_stands_between_a_contract_and_another_employer() {
    let mut case = sponsored();
    // Paid: 12 months. Sponsored: 12 + 30 months at the mill, though a tenure there takes 12.
    assert_eq!(front(&mut case, &[Months, Fees]), [[12, 100], [42, 0]]);
    // At the sponsor's own job nobody waits.
    case.region.jobs[GOAL].employer = MILL;
    assert_eq!(front(&mut case, &[Months, Fees]), [[12, 0]]);
    // Zero months are no obligation.
    case.region.jobs[GOAL].employer = MINE;
    case.region.programmes[P0].offerings[1].contract.as_mut().unwrap().obligation_months = 0;
    assert_eq!(front(&mut case, &[Months, Fees]), [[12, 0]]);
}

#[test]
fn contracts_of_one_sponsor_add_up_before_the_service() {
    let mut case = sponsored();
    let sponsored = case.region.programmes[P0].offerings[1].clone();
    // The programme now asks for another, of 3 months, that only the mill offers.
    case.region.programmes[P0].entry = asks(Atom::Level(OTHER, 1));
    case.region.programmes.push(Programme {
        outcomes: gives(OTHER, 1),
        offerings: vec![sponsored],
        ..rows::programme(1, SCHOOL, 3)
    });
    // Free: 3 + 12 months of study, then 60 of service. Paid in between: service of 30 comes before the paid
    // programme, 3 + 30 + 12.
    case.query.limits.months = Some(80);
    assert_eq!(front(&mut case, &[Months, Fees]), [[45, 100], [75, 0]]);
}

#[test]
fn what_is_owed_at_the_start_is_served_first() {
    let mut case = blank();
    case.student.owes = Some(Owes { sponsor: MILL, months: 7 });
    // Nobody at the mill to serve with.
    assert!(front(&mut case, &[Months]).is_empty());
    case.region.jobs.push(rows::job(1, MILL, 4));
    // Four months of tenure, seven of service.
    assert_eq!(front(&mut case, &[Months]), [[7]]);
    // Three months of an enrolled programme come before.
    case.region.programmes.push(Programme { offerings: vec![rows::offering(0)], ..rows::programme(0, SCHOOL, 9) });
    case.student.enrolled = Some(Enrolled { programme: P0, until: case.student.now.plus(3) });
    assert_eq!(front(&mut case, &[Months]), [[10]]);
    // A tenure that is longer than the service counts when it is complete.
    case.region.jobs[GOAL].entry = asks(Atom::Worked(WORK));
    case.region.jobs[WORK].tenure.months = 8;
    assert_eq!(front(&mut case, &[Months]), [[11]]);
}

#[test]
fn study_alongside_a_job_ends_with_it() {
    let mut case = blank();
    case.region.jobs.push(rows::job(1, MILL, 12));
    case.region.jobs[GOAL].entry = asks(Atom::Worked(WORK));
    case.region.programmes.push(Programme {
        outcomes: gives(SKILL, 2),
        offerings: vec![Offering { mode: Mode::Distance, ..rows::offering(0) }],
        ..rows::programme(0, SCHOOL, 15)
    });
    // The tenure alone: 12 months. With study alongside: 15, not 27, and its experience counts only then.
    assert_eq!(front(&mut case, &[Months, Gap]), [[12, 6], [15, 0]]);
    // It may start after the tenure: in December 2027, a year and a month after the job.
    case.region.programmes[P0].offerings[0].intake = vec![12];
    case.student.born = Month::new(2009, 12);
    case.region.programmes[P0].entry = asks(Atom::Age(18));
    assert_eq!(front(&mut case, &[Months, Gap]), [[12, 6], [28, 0]]);
    // Full-time study does not fit beside a job: it starts when the job is left.
    case.region.programmes[P0].offerings[0].mode = Mode::FullTime;
    assert_eq!(front(&mut case, &[Months, Gap]), [[12, 6], [28, 0]]);
    case.region.programmes[P0].entry = Condition::always();
    assert_eq!(front(&mut case, &[Months, Gap]), [[12, 6], [28, 0]]);
    // Hours of both make one allowance.
    let mut case = scarce_hours();
    case.region.jobs.push(Job { free_hours: 20, ..rows::job(1, MILL, 6) });
    case.region.programmes[P0].offerings[0].mode = Mode::PartTime;
    // Twice the course: 4 months; once, beside the job: 6.
    assert_eq!(front(&mut case, &[Months, Gap]), [[0, 6], [4, 0]]);
    case.region.programmes[P0].free_hours = 29;
    // Now a0 fits nowhere else.
    assert_eq!(front(&mut case, &[Months, Gap]), [[0, 6], [8, 0]]);
}

#[test]
fn a_contract_alongside_follows_what_is_owed() {
    let mut case = sponsored();
    let contract = Contract { sponsor: MILL, obligation_months: 5, stipend_per_month: 0 };
    case.region.programmes[P0].offerings =
        vec![Offering { mode: Mode::PartTime, contract: Some(contract), ..rows::offering(0) }];
    // Study, then service: 12 + 12 of tenure. Study beside the job: 12, and 5 of service after it.
    assert_eq!(front(&mut case, &[Months]), [[17]]);
    // 20 months were owed before, so the five follow in month 20.
    case.student.owes = Some(Owes { sponsor: MILL, months: 20 });
    assert_eq!(front(&mut case, &[Months]), [[25]]);
    // A contract with the mine does not go with a job at the mill; after the service it does: 20 + 12, and the
    // goal is at the mine.
    case.region.programmes[P0].offerings[0].contract.as_mut().unwrap().sponsor = MINE;
    assert_eq!(front(&mut case, &[Months]), [[32]]);
}

#[test]
fn moves_are_counted_between_known_places() {
    let mut case = blank();
    case.region.organizations[SCHOOL].place = Some(AWAY);
    case.region.organizations[MINE].place = Some(HOME);
    case.student.home = Some(HOME);
    let distance = Offering { mode: Mode::Distance, fee_per_year: 8, ..rows::offering(1) };
    case.region.programmes.push(Programme {
        outcomes: gives(SKILL, 2),
        offerings: vec![rows::offering(0), distance],
        ..rows::programme(0, SCHOOL, 12)
    });
    // There and back are two moves; a distance offering leaves the student at home.
    assert_eq!(front(&mut case, &[Moves, Fees, Gap]), [[0, 0, 6], [0, 8, 0], [2, 0, 0]]);
    // Without a home the school is the first place, and only the goal is a move.
    case.student.home = None;
    assert_eq!(front(&mut case, &[Moves, Fees, Gap]), [[0, 0, 6], [0, 8, 0], [1, 0, 0]]);
    // Of places, an empty list leaves home alone; without a home not even the goal.
    case.query.limits.places = Some(Vec::new());
    assert!(front(&mut case, &[Moves]).is_empty());
    case.student.home = Some(HOME);
    assert_eq!(front(&mut case, &[Moves, Fees, Gap]), [[0, 0, 6], [0, 8, 0]]);
    // A programme as a goal is no move, wherever it is.
    case.query.limits.places = None;
    case.query.goal = Goal::Programme(P0);
    assert_eq!(front(&mut case, &[Moves, Months]), [[0, 0]]);
}

#[test]
fn facts_are_assumed_unless_the_student_says_no() {
    let mut case = blank();
    let fact = case.region.facts.push("fit".into());
    case.region.jobs[GOAL].entry = asks(Atom::Attests(fact));
    assert_eq!(front(&mut case, &[Months]), [[0]]);
    case.student.attests = vec![(fact, true)];
    assert_eq!(front(&mut case, &[Months]), [[0]]);
    case.student.attests = vec![(fact, false)];
    assert!(front(&mut case, &[Months]).is_empty());
}

#[test]
fn a_tenure_asks_for_what_is_essential_and_for_implied_credentials() {
    let mut case = blank();
    let low = case.region.credentials.push(rows::credential(0));
    let high = case.region.credentials.push(Credential { implies: vec![low], ..rows::credential(1) });
    case.region.jobs.push(Job {
        entry: asks(Atom::Holds(low)),
        requires: vec![Requirement { competency: OTHER, level: 1, importance: 1, essential: true }],
        ..rows::job(1, MILL, 3)
    });
    case.region.jobs[WORK].tenure.outcomes = gives(SKILL, 2);
    case.region.programmes.push(Programme {
        awards: vec![high],
        offerings: vec![rows::offering(0)],
        ..rows::programme(0, SCHOOL, 2)
    });
    // The credential is had in two months, the essential requirement never.
    assert_eq!(front(&mut case, &[Months, Gap]), [[0, 6]]);
    case.region.jobs[WORK].requires[0].essential = false;
    assert_eq!(front(&mut case, &[Months, Gap]), [[0, 6], [5, 0]]);
    case.region.jobs[WORK].requires[0].essential = true;
    let other =
        Programme { outcomes: gives(OTHER, 1), offerings: vec![rows::offering(0)], ..rows::programme(1, SCHOOL, 1) };
    assert_eq!(case.region.programmes.push(other), P1);
    assert_eq!(front(&mut case, &[Months, Gap]), [[0, 6], [6, 0]]);
}

#[test]
fn a_route_lasts_600_months_at_most() {
    let mut case = blank();
    case.region.jobs[GOAL].entry = asks(Atom::Worked(WORK));
    case.region.jobs.push(rows::job(1, MILL, 600));
    case.query.limits.months = Some(1_000);
    assert_eq!(front(&mut case, &[Months]), [[600]]);
    case.region.jobs[WORK].tenure.months = 601;
    assert!(front(&mut case, &[Months]).is_empty());
}

#[test]
fn remembering_states_changes_no_front() {
    let (mut compared, mut points) = (0, 0);
    for seed in 0..2_000 {
        let mut case = random::case(seed);
        let months = case.query.limits.months.get_or_insert(60);
        *months = *months * 2 / 3;
        let sim = Sim::new(&case);
        // Where the routes are few enough to be written out.
        if let Some(vectors) = brute::plain_front(&sim, 2_000) {
            let front = brute::front(&sim, 100_000).expect("a small case");
            let front: Vec<Vec<u64>> = front.into_iter().map(|point| point.vector).collect();
            assert_eq!(front, vectors, "{}", super::dump::case(&case));
            compared += 1;
            points += vectors.len();
        }
    }
    assert!(compared > 1_000 && points > 1_000, "{compared} cases, {points} points");
}
