//! What an answer without a route says (design section 6, "No" is explained): each reason in the smallest world
//! that gives it, worked out by hand.

use crate::world::World;
use pathway_planner::answer::{Reason, Status};
use pathway_planner::plan::plan;
use pathway_planner::student::Query;

/// The reasons of a world's question within these limits, which nothing reaches.
#[track_caller]
fn within(world: &World, limits: &str) -> Vec<Reason> {
    let query = Query { limits: world.limits(limits), ..world.query() };
    let answer = plan(&world.region, &world.student, &query);
    assert_eq!(answer.status, Status::Unreachable);
    assert!(answer.routes.is_empty());
    answer.reasons
}

#[track_caller]
fn reasons(text: &str) -> Vec<Reason> {
    within(&World::new(text), "")
}

fn limit(limit: &str, given: impl Into<Option<u64>>, least: impl Into<Option<u64>>) -> Reason {
    Reason::Limit { limit: limit.into(), given: given.into(), least: least.into() }
}

fn closed(kind: &str, id: &str, clause: &str) -> Reason {
    Reason::Closed { kind: kind.into(), id: id.into(), clause: clause.into() }
}

/// A course in town for 1,200 a year leads to the job.
const PAID: &str = "goal job clerk
    programme course; by school; months 12; gives law 1
    organization school; in town
    offering course/day; funding paid; fee 1200
    job clerk; entry law >= 1";

#[test]
fn a_limit_that_is_too_tight_is_named_with_the_least_that_would_do() {
    let world = World::new(PAID);
    assert_eq!(within(&world, "fees 500"), [limit("fees", 500, 1200)]);
    assert_eq!(within(&world, "months 11"), [limit("months", 11, 12)]);
}

#[test]
fn of_several_limits_the_one_is_named_that_alone_is_too_tight() {
    assert_eq!(within(&World::new(PAID), "fees 500; months 24"), [limit("fees", 500, 1200)]);
}

#[test]
fn limits_that_only_together_let_a_route_through_are_named_without_a_value() {
    assert_eq!(within(&World::new(PAID), "fees 500; months 11"), [limit("months", 11, None), limit("fees", 500, None)]);
}

#[test]
fn a_list_that_leaves_no_way_is_named() {
    assert_eq!(within(&World::new(PAID), "funding state"), [limit("funding", None, None)]);
}

#[test]
fn a_level_that_nothing_teaches_is_named_with_the_entry_that_asks_for_it() {
    let told = reasons(
        "goal job clerk
        programme course; gives law 1
        offering course/day
        job clerk; entry law >= 2",
    );
    assert_eq!(told, [closed("job", "clerk", "law >= 2"), Reason::Untaught { competency: "law".into(), level: 2 }]);
}

#[test]
fn a_credential_that_nothing_awards_is_named() {
    let told = reasons(
        "goal job clerk
        job clerk; entry holds(diploma)",
    );
    assert_eq!(told, [closed("job", "clerk", "holds(diploma)"), Reason::Unawarded { credential: "diploma".into() }]);
}

#[test]
fn an_entry_that_this_student_cannot_meet_is_named() {
    let told = reasons(
        "student; attests fit false
        goal job miner
        job miner; entry attests(fit)",
    );
    assert_eq!(told, [closed("job", "miner", "attests(fit)")]);
}

#[test]
fn what_is_closed_is_followed_back_to_what_closes_it() {
    let told = reasons(
        "goal job clerk
        programme college; entry physics >= 3; awards diploma
        offering college/day
        job clerk; entry holds(diploma)",
    );
    let physics = Reason::Untaught { competency: "physics".into(), level: 3 };
    assert_eq!(
        told,
        [closed("job", "clerk", "holds(diploma)"), closed("programme", "college", "physics >= 3"), physics]
    );
}

#[test]
fn the_programme_that_the_student_is_in_is_no_goal() {
    let told = reasons(
        "student; enrolled school 2026-06
        goal programme school
        programme school
        offering school/day",
    );
    assert_eq!(told, [Reason::Enrolled { programme: "school".into() }]);
}

#[test]
fn service_that_nobody_lets_the_student_do_is_named() {
    let told = reasons(
        "student; owes plant 12
        goal job clerk
        job clerk; by office",
    );
    assert_eq!(told, [Reason::Owed { sponsor: "plant".into(), months: 12 }]);
}

#[test]
fn a_way_that_is_longer_than_any_route_is_told_as_such() {
    let told = reasons(
        "goal job clerk
        job miner; tenure 400
        job foreman; entry worked(miner); tenure 400
        job clerk; entry worked(foreman)",
    );
    assert_eq!(told, [Reason::Beyond { months: 600 }]);
}
