//! Every rule of design section 5 in a test of its own: a route that keeps it, and a near-miss that does not.
//! At the end what the planner has once broken of section 6, each in the smallest world that showed it.
//!
//! Months, fees and other figures in here are worked out by hand from the design.

use crate::oracle::{Case, agreed, cut_short};
use crate::world::{World, age, attests, dates};
use pathway_planner::answer::{Route, Stage};
use pathway_planner::matching;
use pathway_planner::month::Month;
use pathway_planner::plan::plan;
use pathway_planner::region::{Competency, JobId, Requirement};
use pathway_planner::route::{replay_within, within, within_instead};
use pathway_planner::student::Query;
use pathway_planner::table::Id;

/// The rule that a stated route breaks when one thing about it is changed.
#[track_caller]
fn misstated(world: &World, route: &Route, rule: &str, change: impl FnOnce(&mut Route)) {
    let mut changed = route.clone();
    change(&mut changed);
    assert_ne!(changed, *route);
    let broken = world.verify(&changed).expect_err(rule);
    assert_eq!(broken.rule, rule, "{broken:?}");
}

/// The fees of a route's programme stages.
fn stage_fees(route: &Route) -> Vec<u64> {
    let fee = |stage: &Stage| match stage {
        Stage::Programme { fee, .. } => Some(*fee),
        Stage::Job { alongside, .. } => alongside.as_ref().map(|alongside| alongside.fee),
    };
    route.stages.iter().filter_map(fee).collect()
}

/// Rule 1: start.
mod start {
    use super::*;

    #[test]
    fn the_clock_starts_now() {
        let world = World::new(
            "student; now 2026-05
            goal job clerk
            programme course
            offering course/day",
        );
        assert_eq!(dates(&world.valid("")), "2026-05");
        let route = world.valid("course/day");
        assert_eq!(dates(&route), "2026-05..2027-05 2027-05");
        misstated(&world, &route, "start", |route| match &mut route.stages[0] {
            Stage::Programme { start, .. } => *start = "2026-04".into(),
            Stage::Job { .. } => {}
        });
    }

    #[test]
    fn the_student_starts_at_home() {
        let world = World::new(
            "student; home town
            goal job clerk
            job clerk; in town",
        );
        assert_eq!(world.valid("").moves, 0);
        let far = world.with("student; home village");
        assert_eq!(far.valid("").moves, 1);
        misstated(&far, &far.valid(""), "figures", |route| route.moves = 0);
    }

    #[test]
    fn an_enrolled_stage_cannot_be_skipped() {
        let world = World::new(
            "student; enrolled school 2026-06
            goal job clerk
            programme school; months 132
            offering school/day
            programme course
            offering course/day",
        );
        assert_eq!(dates(&world.valid("*school")), "2026-01..2026-06 2026-06");
        assert_eq!(dates(&world.valid("*school > course/day")), "2026-01..2026-06 2026-06..2027-06 2027-06");
        world.breaks("", 0, "enrolled");
        world.breaks("course/day", 0, "enrolled");
        world.breaks("course/day > *school", 0, "enrolled");
        world.breaks("*course", 0, "enrolled");
        // By an offering it is another stage.
        world.breaks("school/day", 0, "enrolled");
        world.breaks("*school > *school", 1, "enrolled");
    }

    #[test]
    fn only_an_enrolled_student_has_an_enrolled_stage() {
        let world = World::new(
            "goal job clerk
            programme school
            offering school/day",
        );
        world.valid("school/day");
        world.breaks("*school", 0, "enrolled");
    }

    #[test]
    fn an_enrolled_stage_costs_nothing_and_asks_nothing() {
        // Neither the entries nor the intake nor the contract of an offering count.
        let world = World::new(
            "student; now 2026-03; enrolled college 2027-07
            goal job clerk
            programme college; months 36; entry math >= 5; gives trade 2; awards diploma
            offering college/paid; fee 9000; intake 9; contract plant 36 100
            job clerk; entry trade >= 2 and holds(diploma)",
        );
        let route = world.valid("*college");
        assert_eq!((dates(&route).as_str(), route.fees, route.earned), ("2026-03..2027-07 2027-07", 0, 0));
        assert_eq!(stage_fees(&route), [0]);
        misstated(&world, &route, "fee", |route| match &mut route.stages[0] {
            Stage::Programme { fee, .. } => *fee = 9000,
            Stage::Job { .. } => {}
        });
    }

    #[test]
    fn an_enrolled_stage_may_end_now() {
        let world = World::new(
            "student; enrolled school 2026-01
            goal job clerk
            programme school; kind general; free 500; awards leaver
            job clerk; entry holds(leaver)
            activity club; on kind general; hours 1",
        );
        assert_eq!(dates(&world.valid("*school")), "2026-01..2026-01 2026-01");
        world.breaks("*school [club]", 0, "hours");
    }

    #[test]
    fn free_hours_of_an_enrolled_stage_shrink_with_the_months_left_rounded_down() {
        // 100 × 5 ÷ 36 = 13.9
        let world = World::new(
            "student; enrolled college 2026-06
            goal job clerk
            programme college; months 36; free 100
            activity short; on programme college; hours 13
            activity long; on programme college; hours 14",
        );
        world.valid("*college [short]");
        world.breaks("*college [long]", 0, "hours");
    }

    #[test]
    fn the_months_left_of_an_enrolled_stage_are_at_most_its_months() {
        let world = World::new(
            "student; enrolled college 2028-01
            goal job clerk
            programme college; months 12; free 100
            activity short; on programme college; hours 100
            activity long; on programme college; hours 101",
        );
        world.valid("*college [short]");
        world.breaks("*college [long]", 0, "hours");
    }
}

/// Rule 2: programme stage.
mod programme {
    use super::*;

    #[test]
    fn a_programme_starts_in_the_first_month_of_its_intake() {
        let world = World::new(
            "student; now 2026-03
            goal job clerk
            programme course; months 4
            offering course/day; intake 2 9",
        );
        let route = world.valid("course/day");
        assert_eq!(dates(&route), "2026-09..2027-01 2027-01");
        // The clock's own month counts.
        assert_eq!(dates(&world.with("student; now 2026-09").valid("course/day")), "2026-09..2027-01 2027-01");
        // The next year's, once this year's are over.
        let twice = world.valid("course/day > course/day");
        assert_eq!(dates(&twice), "2026-09..2027-01 2027-02..2027-06 2027-06");
        misstated(&world, &route, "start", |route| match &mut route.stages[0] {
            Stage::Programme { start, .. } => *start = "2027-02".into(),
            Stage::Job { .. } => {}
        });
    }

    #[test]
    fn without_intake_any_month_will_do() {
        let world = World::new(
            "student; now 2026-03
            goal job clerk
            programme course; months 4
            offering course/day",
        );
        assert_eq!(dates(&world.valid("course/day")), "2026-03..2026-07 2026-07");
    }

    #[test]
    fn the_entry_of_the_programme_must_hold() {
        let world = World::new(
            "goal job clerk
            programme course; entry math >= 2
            offering course/day
            programme school; gives math 2
            offering school/day",
        );
        world.valid("school/day > course/day");
        world.breaks("course/day", 0, "entry");
        world.breaks("course/day > school/day", 0, "entry");
        world.with("student; knows math 2").valid("course/day");
        world.with("student; knows math 1").breaks("course/day", 0, "entry");
    }

    #[test]
    fn the_entry_of_the_offering_must_hold() {
        let world = World::new(
            "student; holds leaver
            goal job clerk
            programme course
            offering course/day; entry holds(leaver)
            offering course/evening; entry worked(miner)",
        );
        world.valid("course/day");
        world.breaks("course/evening", 0, "entry");
        world.with("student; worked miner").valid("course/evening");
        world.valid("miner > course/evening");
    }

    #[test]
    fn conditions_hold_as_they_are_read() {
        let world = World::new(
            "student; knows physics 3; knows math 4
            goal job clerk
            programme all
            offering all/one; entry physics >= 3 and (holds(leaver) or 2 of (math >= 4, chemistry >= 1, physics >= 2))
            offering all/two; entry physics >= 3 and (holds(leaver) or 3 of (math >= 4, chemistry >= 1, physics >= 2))
            offering all/three; entry physics >= 4 or math >= 4 and physics >= 3
            offering all/four; entry (physics >= 3 or math >= 4) and physics >= 4",
        );
        world.valid("all/one");
        world.breaks("all/two", 0, "entry");
        world.valid("all/three");
        world.breaks("all/four", 0, "entry");
    }

    #[test]
    fn only_age_turns_true_by_waiting() {
        let world = World::new(
            "student; born 2010-06
            goal job clerk
            programme course
            offering course/day; entry age(16)
            offering course/taught; entry age(16) and math >= 1
            offering course/stated; entry attests(fit)
            offering course/either; entry math >= 1 or age(17)
            student; attests fit false",
        );
        assert_eq!(dates(&world.valid("course/day")), "2026-06..2027-06 2027-06");
        assert_eq!(dates(&world.valid("course/either")), "2027-06..2028-06 2028-06");
        world.breaks("course/taught", 0, "entry");
        world.breaks("course/stated", 0, "entry");
    }

    #[test]
    fn an_age_is_reached_in_the_month_of_birth() {
        let world = World::new(
            "student; now 2026-06; born 2010-06
            goal job clerk
            programme course
            offering course/day; entry age(16)",
        );
        assert_eq!(dates(&world.valid("course/day")), "2026-06..2027-06 2027-06");
        let younger = world.with("student; now 2026-05");
        assert_eq!(dates(&younger.valid("course/day")), "2026-06..2027-06 2027-06");
    }

    #[test]
    fn both_entries_hold_in_a_month_of_the_intake() {
        // 16 in October, 17 only in the October after: the first September at 16 is 2027.
        let world = World::new(
            "student; born 2010-10
            goal job clerk
            programme course; entry age(16)
            offering course/day; intake 9
            offering course/older; intake 9; entry age(17)
            offering course/winter; intake 9 12",
        );
        assert_eq!(dates(&world.valid("course/day")), "2027-09..2028-09 2028-09");
        assert_eq!(dates(&world.valid("course/older")), "2028-09..2029-09 2029-09");
        assert_eq!(dates(&world.valid("course/winter")), "2026-12..2027-12 2027-12");
    }

    #[test]
    fn it_lasts_its_months_or_the_least_advanced_standing_that_holds() {
        let world = World::new(
            "student; knows math 3; holds leaver
            goal job clerk
            programme college; months 48; standing math >= 3 -> 36; standing holds(leaver) -> 30; standing math >= 4 -> 12
            offering college/day
            programme course; months 10; standing math >= 3 -> 20
            offering course/day",
        );
        let route = world.valid("college/day");
        assert_eq!(dates(&route), "2026-01..2028-07 2028-07");
        misstated(&world, &route, "end", |route| match &mut route.stages[0] {
            Stage::Programme { end, .. } => *end = "2029-01".into(),
            Stage::Job { .. } => {}
        });
        // Longer than the programme, it is none.
        assert_eq!(dates(&world.valid("course/day")), "2026-01..2026-11 2026-11");
    }

    #[test]
    fn advanced_standing_is_judged_at_the_start() {
        // The activity of the stage comes too late, the one of a stage before does not.
        let world = World::new(
            "goal job clerk
            programme college; months 24; free 10; standing math >= 1 -> 6
            offering college/day
            activity club; on programme college; hours 10; gives math 1",
        );
        assert_eq!(dates(&world.valid("college/day [club]")), "2026-01..2028-01 2028-01");
        let twice = world.valid("college/day [club] > college/day");
        assert_eq!(dates(&twice), "2026-01..2028-01 2028-01..2028-07 2028-07");
    }

    #[test]
    fn outcomes_and_awards_are_held_at_the_end() {
        let world = World::new(
            "goal job clerk
            job clerk; entry trade >= 2 and holds(diploma)
            programme college; months 5; gives trade 2; awards diploma
            offering college/day
            offering college/after; entry trade >= 1
            credential diploma",
        );
        assert_eq!(dates(&world.valid("college/day")), "2026-01..2026-06 2026-06");
        world.breaks("", None, "entry");
        world.breaks("college/after", 0, "entry");
        world.valid("college/day > college/after");
    }

    #[test]
    fn credentials_imply_others_and_theirs() {
        let world = World::new(
            "goal job clerk
            credential bachelor; implies secondary
            credential secondary; implies basic
            job clerk; entry holds(basic)
            programme university; awards bachelor
            offering university/day
            job minister; entry holds(bachelor)",
        );
        world.valid("university/day");
        world.breaks("", None, "entry");
        world.with("student; holds bachelor").valid("");
        // Not the other way round.
        world.with("student; holds basic").breaks("minister", 0, "entry");
    }

    #[test]
    fn state_only_grows() {
        let world = World::new(
            "student; knows trade 4
            goal job clerk
            job clerk; entry trade >= 4
            programme course; gives trade 1
            offering course/day",
        );
        world.valid("course/day");
    }

    #[test]
    fn a_started_year_counts_whole() {
        let world = World::new(
            "goal job clerk
            programme year; months 12
            offering year/day; fee 100
            programme more; months 13
            offering more/day; fee 100
            programme less; months 1
            offering less/day; fee 100",
        );
        assert_eq!(world.valid("year/day").fees, 100);
        assert_eq!(world.valid("more/day").fees, 200);
        assert_eq!(world.valid("less/day").fees, 100);
        let all = world.valid("year/day > more/day > less/day");
        assert_eq!((all.fees, stage_fees(&all)), (400, vec![100, 200, 100]));
        misstated(&world, &all, "figures", |route| route.fees = 300);
    }

    #[test]
    fn the_years_that_it_lasts_are_paid_not_the_years_of_the_calendar() {
        // September to the July after next, with advanced standing: 22 months, two years.
        let world = World::new(
            "student; holds leaver
            goal job clerk
            programme college; months 46; standing holds(leaver) -> 22
            offering college/day; fee 1000; intake 9",
        );
        let route = world.valid("college/day");
        assert_eq!((dates(&route).as_str(), route.fees), ("2026-09..2028-07 2028-07", 2000));
    }
}

/// Rule 3: job stage.
mod job {
    use super::*;

    #[test]
    fn the_entry_of_a_job_must_hold() {
        let world = World::new(
            "student; born 2008-04
            goal job clerk
            job adult; entry age(18); tenure 5
            job welder; entry holds(diploma)",
        );
        assert_eq!(dates(&world.valid("adult")), "2026-04..2026-09 2026-09");
        world.breaks("welder", 0, "entry");
        world.with("student; holds diploma").valid("welder");
    }

    #[test]
    fn essential_requirements_of_a_stage_must_be_met() {
        let world = World::new(
            "goal job clerk
            job welder; essential welding 2 5; optional math 3 5
            programme course; gives welding 2
            offering course/day",
        );
        world.valid("course/day > welder");
        world.breaks("welder", 0, "essential");
        world.with("student; knows welding 1").breaks("welder", 0, "essential");
        world.with("student; knows welding 2").valid("welder");
    }

    #[test]
    fn the_experience_counts_after_the_tenure() {
        let world = World::new(
            "goal job foreman
            job foreman; entry worked(miner) and mining >= 3
            job miner; tenure 18; gives mining 3
            job again; entry worked(again)
            job taught; essential craft 1 1; gives craft 1",
        );
        assert_eq!(dates(&world.valid("miner")), "2026-01..2027-07 2027-07");
        world.breaks("", None, "entry");
        world.breaks("again", 0, "entry");
        world.breaks("taught", 0, "essential");
        let short = world.with("job miner; tenure 1");
        assert_eq!(dates(&short.valid("miner")), "2026-01..2026-02 2026-02");
    }

    #[test]
    fn the_student_stays_on_the_job_until_the_next_stage() {
        let world = World::new(
            "goal job clerk
            job miner; tenure 12; wage 10
            programme course
            offering course/day; intake 9",
        );
        let route = world.valid("miner > course/day");
        assert_eq!(dates(&route), "2026-01..2027-09 2027-09..2028-09 2028-09");
        assert_eq!(route.earned, 200);
        misstated(&world, &route, "end", |route| match &mut route.stages[0] {
            Stage::Job { end, .. } => *end = "2027-01".into(),
            Stage::Programme { .. } => {}
        });
        misstated(&world, &route, "figures", |route| route.earned = 120);
    }

    #[test]
    fn the_student_stays_on_the_job_until_the_goal() {
        let world = World::new(
            "student; born 2008-04
            goal job adult
            job adult; entry age(20)
            job miner; tenure 12; wage 10",
        );
        let route = world.valid("miner");
        assert_eq!((dates(&route).as_str(), route.earned), ("2026-01..2028-04 2028-04", 270));
        // A programme ends when it ends.
        let study = world.with("offering course/day").valid("course/day");
        assert_eq!(dates(&study), "2026-01..2027-01 2028-04");
    }
}

/// Rule 3: what runs alongside a job.
mod alongside {
    use super::*;

    const WORLD: &str = "goal job clerk
        job miner; tenure 12; gives mining 2
        programme evening; months 6; gives welding 2; awards diploma
        offering evening/part; mode part-time
        offering evening/far; mode distance
        offering evening/full
        job clerk; entry welding >= 2 and mining >= 2 and holds(diploma) and worked(miner)";

    #[test]
    fn part_time_and_distance_run_alongside_a_job() {
        let world = World::new(WORLD);
        assert_eq!(dates(&world.valid("miner & evening/part")), "2026-01..2027-01 (2026-01..2026-07) 2027-01");
        assert_eq!(dates(&world.valid("miner & evening/far")), "2026-01..2027-01 (2026-01..2026-07) 2027-01");
        world.breaks("miner & evening/full", 0, "mode");
    }

    #[test]
    fn it_starts_in_its_intake_at_or_after_the_start_of_the_job() {
        let world = World::new(WORLD).with("offering evening/autumn; mode distance; intake 9");
        let route = world.valid("miner & evening/autumn");
        assert_eq!(dates(&route), "2026-01..2027-03 (2026-09..2027-03) 2027-03");
        misstated(&world, &route, "alongside", |route| {
            if let Stage::Job { alongside: Some(alongside), .. } = &mut route.stages[0] {
                alongside.start = "2026-01".into()
            }
        });
        misstated(&world, &route, "alongside", |route| {
            if let Stage::Job { alongside: Some(alongside), .. } = &mut route.stages[0] {
                alongside.end = "2027-01".into()
            }
        });
    }

    #[test]
    fn it_may_start_after_the_tenure() {
        let world = World::new(WORLD).with(
            "offering evening/autumn; mode distance; intake 9
            job miner; tenure 3",
        );
        let route = world.valid("miner & evening/autumn");
        assert_eq!(dates(&route), "2026-01..2027-03 (2026-09..2027-03) 2027-03");
    }

    #[test]
    fn its_entries_are_judged_on_the_state_at_the_start_of_the_stage() {
        // It starts long after the tenure and the activity, which do not count for it all the same.
        let world = World::new(WORLD).with(
            "offering evening/after; mode distance; intake 12; entry worked(miner)
            offering evening/mining; mode distance; intake 12; entry mining >= 1
            offering evening/math; mode distance; intake 12; entry math >= 1
            job miner; tenure 3; free 10
            activity club; on job miner; hours 10; gives math 1",
        );
        for offering in ["after", "mining", "math"] {
            world.breaks(&format!("miner & evening/{offering} [club]"), 0, "entry");
            world.valid(&format!("miner [club] > miner & evening/{offering}"));
        }
        world.with("programme evening; entry worked(miner)").breaks("miner & evening/part", 0, "entry");
    }

    #[test]
    fn it_may_wait_for_an_age() {
        let world = World::new(WORLD).with(
            "student; born 2008-04
            programme evening; entry age(18)
            offering evening/autumn; mode distance; intake 3 9",
        );
        let route = world.valid("miner & evening/part");
        assert_eq!(dates(&route), "2026-01..2027-01 (2026-04..2026-10) 2027-01");
        let route = world.valid("miner & evening/autumn");
        assert_eq!(dates(&route), "2026-01..2027-03 (2026-09..2027-03) 2027-03");
    }

    #[test]
    fn it_lasts_and_costs_what_a_programme_stage_does() {
        let world = World::new(WORLD).with(
            "programme long; months 30; standing math >= 1 -> 20; standing worked(miner) -> 1
            offering long/part; mode part-time; fee 100",
        );
        let route = world.valid("miner & evening/part > miner & long/part");
        assert_eq!(route.fees, 100, "with advanced standing from the tenure before");
        let route = world.with("job clerk; entry worked(miner)").valid("miner & long/part");
        assert_eq!(dates(&route), "2026-01..2028-07 (2026-01..2028-07) 2028-07");
        assert_eq!((route.fees, stage_fees(&route)), (300, vec![300]));
        misstated(&world.with("job clerk; entry worked(miner)"), &route, "fee", |route| {
            if let Stage::Job { alongside: Some(alongside), .. } = &mut route.stages[0] {
                alongside.fee = 200;
            }
        });
        let route =
            world.with("student; knows math 1").with("job clerk; entry worked(miner)").valid("miner & long/part");
        assert_eq!((dates(&route).as_str(), route.fees), ("2026-01..2027-09 (2026-01..2027-09) 2027-09", 200));
    }

    #[test]
    fn the_clock_stands_at_the_later_of_tenure_and_programme() {
        let world = World::new(WORLD);
        let longer = world.with("programme evening; months 20");
        assert_eq!(dates(&longer.valid("miner & evening/part")), "2026-01..2027-09 (2026-01..2027-09) 2027-09");
        let route = world.valid("miner & evening/part > miner");
        assert_eq!(dates(&route), "2026-01..2027-01 (2026-01..2026-07) 2027-01..2028-01 2028-01");
    }

    #[test]
    fn everything_is_held_only_when_both_are_over() {
        // The tenure is over in 2027-01, the programme in 2027-09: what needs the tenure alone waits too.
        let world = World::new(WORLD).with(
            "programme evening; months 20
            job foreman; entry worked(miner) and mining >= 2",
        );
        let route = world.valid("miner & evening/part > foreman");
        assert_eq!(dates(&route), "2026-01..2027-09 (2026-01..2027-09) 2027-09..2028-09 2028-09");
    }

    #[test]
    fn activities_may_be_hosted_by_either() {
        let world = World::new(WORLD).with(
            "job miner; free 10
            activity drill; on job miner
            activity quiz; on programme evening
            activity talk; on kind course
            activity walk; on kind general",
        );
        world.valid("miner & evening/part [drill, quiz, talk]");
        world.breaks("miner & evening/part [walk]", 0, "hosts");
        world.with("job clerk").breaks("miner [quiz]", 0, "hosts");
    }

    #[test]
    fn hours_of_job_and_alongside_are_shared() {
        let world = World::new(WORLD).with(
            "job miner; free 10
            programme evening; free 20
            activity drill; on job miner; hours 29
            activity quiz; on programme evening; hours 1
            activity more; on programme evening; hours 2
            job clerk",
        );
        world.with("job clerk").valid("miner & evening/part [drill, quiz]");
        world.breaks("miner & evening/part [drill, more]", 0, "hours");
        // Alone, the job has its own hours only.
        world.breaks("miner [drill]", 0, "hours");
    }
}

/// Rule 4: activities.
mod activity {
    use super::*;

    #[test]
    fn an_activity_fits_a_stage_that_its_hosts_name() {
        let world = World::new(
            "goal job clerk
            programme school; kind general
            offering school/day
            programme college; kind vocational
            offering college/day
            activity club; on kind general; on job miner
            activity lab; on programme college
            job welder",
        );
        world.valid("school/day [club] > college/day [lab] > miner [club]");
        world.breaks("school/day [lab]", 0, "hosts");
        world.breaks("college/day [club]", 0, "hosts");
        world.breaks("welder [club]", 0, "hosts");
        world.breaks("miner [lab]", 0, "hosts");
    }

    #[test]
    fn hours_stay_within_the_free_hours_of_the_stage() {
        let world = World::new(
            "goal job clerk
            programme school; free 10
            offering school/day
            activity six; on programme school; hours 6
            activity four; on programme school; hours 4
            activity five; on programme school; hours 5
            activity none; on programme school; hours 0
            activity drill; on job miner; hours 7
            job miner; free 6",
        );
        let route = world.valid("school/day [six, four, none]");
        assert_eq!(route.effort, 10);
        misstated(&world, &route, "figures", |route| route.effort = 9);
        world.breaks("school/day [six, five]", 0, "hours");
        world.breaks("miner [drill]", 0, "hours");
        world.with("job miner; free 7").valid("miner [drill]");
        // Each stage has its own.
        assert_eq!(world.valid("school/day [six, four] > school/day [five]").effort, 15);
    }

    #[test]
    fn advanced_standing_leaves_the_free_hours_whole() {
        let world = World::new(
            "student; knows math 1
            goal job clerk
            programme college; months 40; free 10; standing math >= 1 -> 4
            offering college/day
            activity ten; on programme college; hours 10",
        );
        assert_eq!(dates(&world.valid("college/day [ten]")), "2026-01..2026-05 2026-05");
    }

    #[test]
    fn an_activity_builds_on_those_before_it_in_the_stage() {
        let world = World::new(
            "goal job clerk
            programme school; gives craft 1
            offering school/day
            activity first; on programme school; gives math 2
            activity second; on programme school; entry math >= 2
            activity third; on programme school; entry craft >= 1",
        );
        world.valid("school/day [first, second]");
        world.breaks("school/day [second, first]", 0, "entry");
        world.breaks("school/day [second]", 0, "entry");
        // What the stage itself gives comes after it.
        world.breaks("school/day [third]", 0, "entry");
        world.valid("school/day [first] > school/day [third, second]");
    }

    #[test]
    fn outcomes_of_activities_count_when_those_of_the_stage_do() {
        let world = World::new(
            "goal job clerk
            job clerk; entry math >= 2
            activity course; on job miner; gives welding 2
            activity club; on job miner; gives math 2
            job miner; tenure 7
            job welder; essential welding 2 5
            activity weld; on job welder; gives welding 2; gives math 2",
        );
        assert_eq!(dates(&world.valid("miner [club]")), "2026-01..2026-08 2026-08");
        assert_eq!(dates(&world.valid("miner [club, course] > welder")), "2026-01..2026-08 2026-08..2027-08 2027-08");
        world.breaks("welder [weld]", 0, "essential");
        world.breaks("miner", None, "entry");
    }

    #[test]
    fn a_stage_carries_an_activity_at_most_once() {
        let world = World::new(
            "goal job clerk
            activity club; on job miner; on programme evening
            offering evening/part; mode part-time",
        );
        world.valid("miner [club] > miner [club]");
        world.breaks("miner [club, club]", 0, "twice");
        world.breaks("miner & evening/part [club, club]", 0, "twice");
    }

    #[test]
    fn fees_of_activities_add_up() {
        let world = World::new(
            "goal job clerk
            offering school/day; fee 100
            activity club; on programme school; on job miner; fee 7
            activity quiz; on programme school; fee 5",
        );
        let route = world.valid("school/day [club, quiz] > miner [club]");
        assert_eq!((route.fees, stage_fees(&route)), (119, vec![100]));
        misstated(&world, &route, "figures", |route| route.fees = 100);
    }

    #[test]
    fn an_enrolled_stage_carries_activities_too() {
        let world = World::new(
            "student; enrolled school 2026-06
            goal job clerk
            job clerk; entry math >= 1
            programme school; months 5; free 10; kind general
            activity club; on kind general; hours 10; fee 3; gives math 1",
        );
        let route = world.valid("*school [club]");
        assert_eq!((route.fees, route.effort), (3, 10));
        world.breaks("*school", None, "entry");
    }
}

/// Rule 5: contracts and what is owed.
mod contract {
    use super::*;

    const WORLD: &str = "goal job clerk
        offering college/target; contract plant 24
        offering college/other; contract mine 24
        offering college/free
        offering college/zero; contract plant 0
        offering college/none; contract mine 0
        job smelter; by plant; tenure 12; wage 10
        job roller; by plant; tenure 6
        job miner; by mine
        job director; by plant";

    #[test]
    fn months_are_owed_after_a_contract() {
        let world = World::new(WORLD);
        world.valid("college/target > smelter");
        world.breaks("college/target > miner", 1, "obligation");
        world.breaks("college/target > college/free", 1, "obligation");
        world.breaks("college/target > college/other", 1, "obligation");
        world.breaks("college/target", None, "obligation");
        world.valid("college/free > miner");
    }

    #[test]
    fn the_service_counts_from_the_start_of_the_first_job_at_the_sponsor() {
        // 2027-01 and 24 months.
        let world = World::new(WORLD);
        let route = world.valid("college/target > smelter > miner");
        assert_eq!(dates(&route), "2026-01..2027-01 2027-01..2029-01 2029-01..2030-01 2030-01");
        assert_eq!(route.earned, 240, "the student stays on the job and waits");
        misstated(&world, &route, "end", |route| match &mut route.stages[1] {
            Stage::Job { end, .. } => *end = "2028-01".into(),
            Stage::Programme { .. } => {}
        });
    }

    #[test]
    fn what_is_owed_is_served_by_a_longer_tenure() {
        let world = World::new(WORLD).with("job smelter; tenure 30");
        let route = world.valid("college/target > smelter > miner");
        assert_eq!(dates(&route), "2026-01..2027-01 2027-01..2029-07 2029-07..2030-07 2030-07");
    }

    #[test]
    fn the_job_that_serves_may_wait_for_an_age_and_the_service_with_it() {
        let world = World::new(WORLD).with(
            "student; born 2009-05
            job smelter; entry age(18)",
        );
        let route = world.valid("college/target > smelter");
        assert_eq!(dates(&route), "2026-01..2027-01 2027-05..2029-05 2029-05");
    }

    #[test]
    fn other_jobs_at_the_sponsor_do_not_wait_and_do_not_move_the_service() {
        let world = World::new(WORLD);
        let route = world.valid("college/target > smelter > roller > miner");
        assert_eq!(
            dates(&route),
            "2026-01..2027-01 2027-01..2028-01 2028-01..2029-01 2029-01..2030-01 2030-01",
            "served in 2029-01, half a year after the second tenure"
        );
    }

    #[test]
    fn a_programme_waits_for_the_end_of_the_service() {
        let world = World::new(WORLD).with("offering college/autumn; intake 9");
        let route = world.valid("college/target > smelter > college/free");
        assert_eq!(dates(&route), "2026-01..2027-01 2027-01..2029-01 2029-01..2030-01 2030-01");
        let route = world.valid("college/target > smelter > college/autumn");
        assert_eq!(dates(&route), "2026-01..2027-01 2027-01..2029-09 2029-09..2030-09 2030-09");
        // A contract of the same sponsor is no job at it.
        let route = world.valid("college/target > smelter > college/target > smelter");
        assert_eq!(dates(&route), "2026-01..2027-01 2027-01..2029-01 2029-01..2030-01 2030-01..2032-01 2032-01");
    }

    #[test]
    fn a_contract_with_another_sponsor_waits_for_the_end_of_the_service() {
        let world = World::new(WORLD);
        let route = world.valid("college/target > smelter > college/other > miner");
        let first = "2026-01..2027-01 2027-01..2029-01";
        assert_eq!(dates(&route), format!("{first} 2029-01..2030-01 2030-01..2032-01 2032-01"));
        // From then on it is the other sponsor who is owed.
        world.breaks("college/target > smelter > college/other > smelter", 3, "obligation");
        world.breaks("college/target > smelter > college/other", None, "obligation");
        // The plant's own posts wait for the other service as any do.
        let director = world.with("goal job director");
        let route = director.valid("college/target > smelter > college/other > miner");
        assert_eq!(dates(&route), format!("{first} 2029-01..2030-01 2030-01..2032-01 2032-01"));
    }

    #[test]
    fn a_programme_under_a_contract_with_the_same_sponsor_adds_its_months() {
        let world = World::new(WORLD);
        let route = world.valid("college/target > college/target > smelter");
        assert_eq!(dates(&route), "2026-01..2027-01 2027-01..2028-01 2028-01..2032-01 2032-01");
    }

    #[test]
    fn zero_months_are_no_obligation() {
        let world = World::new(WORLD);
        assert_eq!(dates(&world.valid("college/zero > miner")), "2026-01..2027-01 2027-01..2028-01 2028-01");
        assert_eq!(dates(&world.valid("college/zero")), "2026-01..2027-01 2027-01");
    }

    #[test]
    fn a_contract_of_zero_months_is_one_with_its_sponsor_all_the_same() {
        let world = World::new(WORLD);
        let route = world.valid("college/target > college/zero > smelter");
        assert_eq!(dates(&route), "2026-01..2027-01 2027-01..2028-01 2028-01..2030-01 2030-01");
        world.breaks("college/target > college/none", 1, "obligation");
    }

    #[test]
    fn what_the_student_owes_is_owed_from_the_start() {
        let world = World::new(WORLD).with("student; owes plant 24");
        let route = world.valid("smelter > miner");
        assert_eq!(dates(&route), "2026-01..2028-01 2028-01..2029-01 2029-01");
        world.breaks("miner", 0, "obligation");
        world.breaks("college/free", 0, "obligation");
        world.breaks("", None, "obligation");
        let route = world.valid("college/target > smelter");
        assert_eq!(dates(&route), "2026-01..2027-01 2027-01..2031-01 2031-01");
    }

    #[test]
    fn what_the_student_owes_is_owed_after_an_enrolled_stage() {
        let world = World::new(WORLD).with(
            "student; owes plant 24; enrolled school 2026-06
            programme school",
        );
        let route = world.valid("*school > smelter");
        assert_eq!(dates(&route), "2026-01..2026-06 2026-06..2028-06 2028-06");
        world.breaks("*school > miner", 1, "obligation");
    }

    #[test]
    fn while_months_are_owed_only_a_job_at_the_sponsor_is_a_goal() {
        let world = World::new(WORLD);
        world.breaks("college/target", None, "obligation");
        let director = world.with("goal job director");
        assert_eq!(dates(&director.valid("college/target")), "2026-01..2027-01 2027-01");
        // A programme is none, not even under a contract with the sponsor.
        let studies = world.with("goal programme studies\noffering studies/target; contract plant 24");
        studies.breaks("college/target", None, "obligation");
        studies.valid("college/free");
    }

    #[test]
    fn a_goal_at_the_sponsor_does_not_wait_for_the_service() {
        let world = World::new(WORLD).with("goal job director");
        let route = world.valid("college/target > smelter");
        assert_eq!(dates(&route), "2026-01..2027-01 2027-01..2028-01 2028-01");
        let elsewhere = World::new(WORLD).valid("college/target > smelter");
        assert_eq!(dates(&elsewhere), "2026-01..2027-01 2027-01..2029-01 2029-01");
        let studies = World::new(WORLD).with("goal programme studies\noffering studies/day; intake 9");
        let route = studies.valid("college/target > smelter");
        assert_eq!(dates(&route), "2026-01..2027-01 2027-01..2029-09 2029-09");
    }

    const ALONGSIDE: &str = "goal job clerk
        job smelter; by plant; tenure 12
        job roller; by plant; tenure 6
        job miner; by mine; tenure 12
        programme evening; months 6
        offering evening/target; mode part-time; contract plant 24 3
        offering evening/zero; mode part-time; contract plant 0
        offering evening/free; mode part-time";

    #[test]
    fn alongside_a_contract_is_possible_only_with_the_employer() {
        let world = World::new(ALONGSIDE);
        world.valid("smelter & evening/target");
        world.breaks("miner & evening/target", 0, "contract");
        world.breaks("miner & evening/zero", 0, "contract");
        world.valid("miner & evening/free");
    }

    #[test]
    fn a_contract_alongside_is_served_after_the_stage() {
        // The clock stands at 2027-01 after the stage.
        let world = World::new(ALONGSIDE);
        let route = world.valid("smelter & evening/target > miner");
        assert_eq!(dates(&route), "2026-01..2029-01 (2026-01..2026-07) 2029-01..2030-01 2030-01");
        let route = world.valid("smelter & evening/target > roller > miner");
        assert_eq!(dates(&route), "2026-01..2027-01 (2026-01..2026-07) 2027-01..2029-01 2029-01..2030-01 2030-01");
        let route = world.valid("smelter & evening/zero > miner");
        assert_eq!(dates(&route), "2026-01..2027-01 (2026-01..2026-07) 2027-01..2028-01 2028-01");
    }

    #[test]
    fn a_contract_alongside_follows_what_is_still_owed() {
        // Owed 36 months from 2026-01 on: until 2029-01, and 24 months more.
        let world = World::new(ALONGSIDE).with("student; owes plant 36");
        let route = world.valid("smelter & evening/target > miner");
        assert_eq!(dates(&route), "2026-01..2031-01 (2026-01..2026-07) 2031-01..2032-01 2032-01");
        // Owed 3 months: served long before the clock after the stage.
        let world = world.with("student; owes plant 3");
        let route = world.valid("smelter & evening/target > miner");
        assert_eq!(dates(&route), "2026-01..2029-01 (2026-01..2026-07) 2029-01..2030-01 2030-01");
        // In service already: until 2029-01, the stage ends in 2027-07, 24 months after the former.
        let world = world.with("student; owes plant 36");
        let route = world.valid("smelter > roller & evening/target > miner");
        assert_eq!(dates(&route), "2026-01..2027-01 2027-01..2031-01 (2027-01..2027-07) 2031-01..2032-01 2032-01");
    }

    #[test]
    fn a_contract_alongside_a_job_elsewhere_follows_the_service() {
        // Served in 2028-01; the stage at the mine ends in 2029-01, and its service 12 months later.
        let world = World::new(ALONGSIDE).with(
            "student; owes plant 24
            offering evening/mining; mode part-time; contract mine 12",
        );
        let route = world.valid("smelter > miner & evening/mining");
        assert_eq!(dates(&route), "2026-01..2028-01 2028-01..2030-01 (2028-01..2028-07) 2030-01");
        world.breaks("smelter & evening/mining", 0, "contract");
    }

    #[test]
    fn without_a_contract_a_programme_may_run_alongside_the_service() {
        let world = World::new(ALONGSIDE).with("student; owes plant 24");
        let route = world.valid("smelter & evening/free > miner");
        assert_eq!(dates(&route), "2026-01..2028-01 (2026-01..2026-07) 2028-01..2029-01 2029-01");
    }

    #[test]
    fn a_job_elsewhere_waits_and_what_runs_alongside_it_with_it() {
        let world = World::new(ALONGSIDE).with("student; owes plant 24");
        let route = world.valid("smelter > miner & evening/free");
        assert_eq!(dates(&route), "2026-01..2028-01 2028-01..2029-01 (2028-01..2028-07) 2029-01");
    }
}

/// Rule 6: moves.
mod moves {
    use super::*;

    const WORLD: &str = "student; home town
        goal job clerk
        organization city-college; in city
        organization town-college; in town
        organization plant; in city
        programme near; by town-college
        offering near/day
        programme away; by city-college
        offering away/day
        offering away/far; mode distance
        offering away/part; mode part-time
        offering nowhere/day
        job smelter; by plant
        job miner; by plant; in mine
        job helper";

    #[test]
    fn a_stage_at_another_place_is_a_move() {
        let world = World::new(WORLD);
        assert_eq!(world.valid("near/day").moves, 0);
        assert_eq!(world.valid("away/day").moves, 1);
        assert_eq!(world.valid("away/day > away/day").moves, 1);
        assert_eq!(world.valid("away/day > near/day > away/day").moves, 3);
        misstated(&world, &world.valid("away/day"), "figures", |route| route.moves = 0);
    }

    #[test]
    fn a_job_is_at_its_own_place_or_the_employers() {
        let world = World::new(WORLD);
        assert_eq!(world.valid("smelter").moves, 1);
        assert_eq!(world.valid("away/day > smelter").moves, 1);
        assert_eq!(world.valid("away/day > miner").moves, 2);
    }

    #[test]
    fn the_goal_job_may_be_a_move() {
        let world = World::new(WORLD).with("goal job smelter");
        assert_eq!(world.valid("").moves, 1);
        assert_eq!(world.valid("away/day").moves, 1);
        assert_eq!(world.valid("miner").moves, 2);
    }

    #[test]
    fn a_stage_with_no_known_place_leaves_the_student_there() {
        let world = World::new(WORLD);
        assert_eq!(world.valid("nowhere/day > helper").moves, 0);
        assert_eq!(world.valid("away/day > nowhere/day > helper > away/day").moves, 1);
    }

    #[test]
    fn a_distance_offering_is_no_move() {
        let world = World::new(WORLD);
        assert_eq!(world.valid("away/far").moves, 0);
        assert_eq!(world.valid("away/part").moves, 1);
        assert_eq!(world.valid("away/far > near/day").moves, 0);
    }

    #[test]
    fn what_runs_alongside_is_no_move() {
        let world = World::new(WORLD);
        assert_eq!(world.valid("helper & away/part").moves, 0);
        assert_eq!(world.valid("smelter & away/part > near/day").moves, 2);
    }

    #[test]
    fn an_enrolled_programme_is_no_move() {
        let world = World::new(WORLD).with("student; enrolled away 2026-06");
        assert_eq!(world.valid("*away").moves, 0);
        assert_eq!(world.valid("*away > near/day").moves, 0);
        assert_eq!(world.valid("*away > away/day").moves, 1);
    }

    #[test]
    fn a_goal_programme_is_no_move() {
        let world = World::new(WORLD).with("goal programme away");
        assert_eq!(world.valid("near/day").moves, 0);
    }

    #[test]
    fn without_a_home_the_first_known_place_is_no_move() {
        let mut world = World::new(WORLD);
        world.student.home = None;
        assert_eq!(world.valid("away/day").moves, 0);
        assert_eq!(world.valid("nowhere/day > away/far > away/day").moves, 0);
        assert_eq!(world.valid("away/day > near/day").moves, 1);
        let world = world.with("goal job smelter");
        assert_eq!(world.valid("").moves, 0);
        assert_eq!(world.valid("near/day").moves, 1);
        // An enrolled programme leaves the student nowhere.
        let world = world.with("student; enrolled near 2026-06");
        assert_eq!(world.valid("*near").moves, 0);
    }
}

/// Rule 7: goal.
mod goal {
    use super::*;

    #[test]
    fn the_entry_of_the_goal_job_must_hold() {
        let world = World::new(
            "goal job welder
            job welder; entry holds(diploma)
            programme college; months 30; awards diploma
            offering college/day",
        );
        assert_eq!(dates(&world.valid("college/day")), "2026-01..2028-07 2028-07");
        world.breaks("", None, "entry");
    }

    #[test]
    fn the_route_ends_in_the_first_month_in_which_the_goal_can_start() {
        let world = World::new(
            "student; born 2009-03
            goal job adult
            job adult; entry age(18)",
        );
        let route = world.valid("");
        assert_eq!((dates(&route).as_str(), route.months), ("2027-03", 14));
        misstated(&world, &route, "reached", |route| route.reached = "2027-04".into());
        misstated(&world, &route, "figures", |route| route.months = 15);
    }

    #[test]
    fn requirements_of_the_goal_need_not_be_met() {
        let world = World::new(
            "student; knows math 1
            goal job welder
            job welder; essential welding 2 5; optional math 3 4",
        );
        let route = world.valid("");
        assert_eq!(route.gap, 10 * 2 + 4 * 2);
        assert_eq!(route.gaps.len(), 2);
    }

    #[test]
    fn a_goal_programme_is_reached_by_its_first_offering() {
        let world = World::new(
            "student; now 2026-03
            goal programme college
            programme college; entry math >= 1
            offering college/day; intake 9
            offering college/evening; intake 4; entry math >= 2
            programme course; months 2; gives math 1
            offering course/day
            programme better; months 2; gives math 2
            offering better/day",
        );
        let route = world.valid("course/day");
        assert_eq!(dates(&route), "2026-03..2026-05 2026-09");
        assert_eq!((route.gap, route.readiness), (0, 100));
        world.breaks("", None, "entry");
        let route = world.with("student; knows math 2").valid("");
        assert_eq!(dates(&route), "2026-04");
        misstated(&world, &world.valid("course/day"), "reached", |route| route.reached = "2026-05".into());
    }

    #[test]
    fn a_limit_may_leave_a_later_offering_of_the_goal_programme() {
        // An answer does not state limits, so the route may end in the first month of either offering.
        let world = World::new(
            "goal programme college
            offering college/day; intake 9
            offering college/far; mode distance; intake 2",
        );
        let mut route = world.valid("");
        assert_eq!(dates(&route), "2026-02");
        let full_time = world.limits("modes full-time");
        let replay = replay_within(&world.region, &world.student, world.goal, &[], &full_time).unwrap();
        assert_eq!(replay.reached.to_string(), "2026-09");
        let broken = within(&world.region, &world.student, world.goal, &route, &full_time);
        assert_eq!(broken.unwrap_err().rule, "reached");
        (route.reached, route.months, route.objectives) = ("2026-09".into(), 8, vec![8, 0, 0, 0]);
        assert_eq!(world.verify(&route), Ok(()));
        assert_eq!(within(&world.region, &world.student, world.goal, &route, &full_time), Ok(()));
        misstated(&world, &route, "reached", |route| route.reached = "2026-08".into());
    }

    #[test]
    fn the_goal_is_never_one_of_the_stages() {
        let world = World::new(
            "goal job miner
            offering college/day
            offering college/part; mode part-time",
        );
        world.valid("college/day");
        world.breaks("miner", 0, "goal");
        world.breaks("college/day > miner", 1, "goal");
        let world = world.with("goal programme college");
        world.valid("miner");
        world.breaks("college/day", 0, "goal");
        world.breaks("miner & college/part", 0, "goal");
    }

    #[test]
    fn a_programme_in_which_the_student_is_enrolled_is_no_goal() {
        let world = World::new(
            "student; enrolled college 2026-06
            goal programme college
            offering college/day
            offering course/day",
        );
        world.breaks("*college", 0, "goal");
        world.breaks("", 0, "enrolled");
        world.with("goal programme course").valid("*college");
    }

    #[test]
    fn a_programme_without_offerings_is_no_goal() {
        let world = World::new(
            "goal programme college
            programme college",
        );
        world.breaks("", None, "goal");
        assert_eq!(dates(&world.with("offering college/day").valid("")), "2026-01");
    }

    #[test]
    fn a_programme_or_a_job_may_come_twice() {
        let world = World::new(
            "student; enrolled college 2026-06
            goal job clerk
            offering college/day
            offering college/far; mode distance
            job miner
            job welder",
        );
        assert_eq!(world.valid("*college > miner").repeats, 0);
        assert_eq!(world.valid("*college > miner > miner").repeats, 1);
        // By another offering, or after it was the enrolled stage, it is the same programme.
        let route = world.valid("*college > college/day > college/far > miner > miner > miner");
        assert_eq!(route.repeats, 4);
        // What runs alongside is no stage.
        assert_eq!(world.valid("*college > miner & college/far > welder").repeats, 0);
        misstated(&world, &route, "repeats", |route| route.repeats = 0);
    }

    #[test]
    fn a_route_lasts_at_most_600_months() {
        let world = World::new(
            "goal job clerk
            programme long; months 600
            offering long/day
            programme longer; months 601
            offering longer/day
            programme half; months 300
            offering half/day
            offering half/part; mode part-time
            offering half/late; intake 2
            job miner
            job life; tenure 600
            job lives; tenure 601",
        );
        assert_eq!(world.valid("long/day").months, 600);
        assert_eq!(world.valid("half/day > half/day").months, 600);
        assert_eq!(world.valid("life").months, 600);
        assert_eq!(world.valid("half/day > miner & half/part").months, 600);
        world.breaks("longer/day", 0, "length");
        world.breaks("half/day > half/late", 1, "length");
        world.breaks("long/day > miner", 1, "length");
        world.breaks("lives", 0, "length");
        world.breaks("miner > miner & half/part > half/day", 2, "length");
        // Waiting counts.
        let young = world.with("student; born 2025-02\njob clerk; entry age(51)");
        young.breaks("", None, "length");
        assert_eq!(world.with("student; born 2025-01\njob clerk; entry age(51)").valid("").months, 600);
        let served = world.with("student; owes plant 601\njob smelter; by plant");
        served.breaks("smelter", None, "length");
        assert_eq!(served.with("student; owes plant 600").valid("smelter").months, 600);
        let enrolled = world.with("student; enrolled half 2076-02");
        enrolled.breaks("*half", 0, "length");
        assert_eq!(world.with("student; enrolled half 2076-01").valid("*half").months, 600);
    }
}

/// The figures of a route.
mod figures {
    use super::*;

    #[test]
    fn wages_are_earned_from_start_to_end_and_stipends_while_it_lasts() {
        let world = World::new(
            "student; knows math 1
            goal job clerk
            programme college; months 24; standing math >= 1 -> 10
            offering college/target; contract plant 24 7
            offering college/part; mode part-time; contract plant 0 7
            job smelter; by plant; tenure 12; wage 100
            job helper; by plant",
        );
        // 10 months of stipend; then the service of 24 months on the job.
        assert_eq!(world.valid("college/target > smelter").earned, 70 + 2400);
        assert_eq!(world.valid("smelter & college/part").earned, 70 + 1200);
        assert_eq!(world.valid("helper").earned, 0);
    }

    #[test]
    fn essential_levels_weigh_twice_their_importance() {
        let world = World::new(
            "student; knows a 1; knows c 5
            goal job welder
            job welder; essential a 3 4; optional b 2 5; essential c 4 5",
        );
        let route = world.valid("");
        assert_eq!(route.gap, 8 * 2 + 5 * 2);
        // 26 of 24 + 10 + 40: 35.1 %, rounded up.
        assert_eq!(route.readiness, 64);
        let gap = |competency: &str| route.gaps.iter().find(|gap| gap.competency == competency);
        let a = gap("a").unwrap();
        assert_eq!((a.held, a.required, a.weight, a.essential, a.known), (1, 3, 8, true, true));
        let b = gap("b").unwrap();
        assert_eq!((b.held, b.required, b.weight, b.essential, b.known), (0, 2, 5, false, false));
        assert!(gap("c").is_none());
        misstated(&world, &route, "figures", |route| route.gap = 10);
        misstated(&world, &route, "figures", |route| route.readiness = 65);
        misstated(&world, &route, "gaps", |route| drop(route.gaps.pop()));
        misstated(&world, &route, "gaps", |route| route.gaps[1] = route.gaps[0].clone());
        misstated(&world, &route, "gaps", |route| route.gaps.push(route.gaps[0].clone()));
        misstated(&world, &route, "gaps", |route| route.gaps[0].held = 0);
        misstated(&world, &route, "gaps", |route| route.gaps[0].known = false);
        misstated(&world, &route, "gaps", |route| route.gaps[1].weight = 10);
        let mut turned = route.clone();
        turned.gaps.reverse();
        assert_eq!(world.verify(&turned), Ok(()), "in any order");
    }

    #[test]
    fn a_known_competency_is_one_that_the_student_listed() {
        // At level 0 too; what the route teaches does not make it known.
        let world = World::new(
            "student; knows a 0
            goal job welder
            job welder; optional a 3 1; optional b 3 1
            programme course; gives b 1
            offering course/day",
        );
        let route = world.valid("course/day");
        let known: Vec<_> = route.gaps.iter().map(|gap| (gap.competency.as_str(), gap.held, gap.known)).collect();
        assert_eq!(known, [("a", 0, true), ("b", 1, false)]);
    }

    #[test]
    fn a_hundred_times_a_gap_may_be_more_than_32_bits() {
        // As many requirements as a few megabytes hold, each of the greatest weight and level.
        let mut world = World::new("goal job clerk\nstudent; knows a 15\njob clerk; essential a 15 5");
        world.region.progression.resize(15, world.region.progression[0].clone());
        let (competency, job) = (world.region.competencies[Id::new(0)].clone(), JobId::new(0));
        let requirement = world.region.jobs[job].requires[0];
        for number in 1..300_000 {
            let competency = Competency { id: format!("c{number}"), ..competency.clone() };
            let competency = world.region.competencies.push(competency);
            world.region.jobs[job].requires.push(Requirement { competency, ..requirement });
        }
        let answer = plan(&world.region, &world.student, &world.query());
        let route = &answer.routes[0];
        assert_eq!((route.gap, route.readiness), (299_999 * 150, 0));
        let now = matching::gap(&world.region, &world.student, job);
        assert_eq!((now.gap, now.readiness), (route.gap, route.readiness));
    }

    #[test]
    fn readiness_is_whole_where_nothing_is_required_and_never_below_zero() {
        let world = World::new("goal job clerk\njob welder; essential welding 1 1");
        assert_eq!(world.valid("").readiness, 100);
        assert_eq!(world.with("goal job welder").valid("").readiness, 0);
        // 1 of 300: even the least gap shows.
        let all =
            "job clerk; optional a 5 5; optional b 5 5; optional c 5 5; optional d 5 5; optional e 5 5; optional f 5 5";
        let nearly = world.with(all).with(
            "job clerk; optional g 1 1
            student; knows a 5; knows b 5; knows c 5; knows d 5; knows e 5; knows f 5",
        );
        assert_eq!(nearly.valid("").readiness, 99);
    }

    #[test]
    fn objectives_are_stated_in_the_order_asked_for() {
        let world = World::new(
            "student; home town
            goal job welder
            objectives effort moves gap fees months
            job welder; in city; optional welding 3 1
            offering college/day; fee 50
            programme college; free 9
            activity club; on programme college; hours 9",
        );
        let route = world.valid("college/day [club]");
        assert_eq!(route.objectives, [9, 1, 3, 50, 12]);
        misstated(&world, &route, "objectives", |route| route.objectives.swap(0, 1));
        misstated(&world, &route, "objectives", |route| route.objectives.truncate(4));
    }

    #[test]
    fn sums_do_not_overflow() {
        let world = World::new(
            "goal job clerk
            programme long; months 300; free 1000000
            offering long/day; fee 1000000000; contract plant 0 1000000000
            activity club; on programme long; fee 1000000000; hours 1000000
            activity much; on programme long; fee 1000000000; hours 4294967295
            job life; tenure 300; wage 1000000000",
        );
        let route = world.valid("long/day [club] > life");
        assert_eq!((route.fees, route.earned), (26_000_000_000, 600_000_000_000));
        world.breaks("long/day [much, club]", 0, "hours");
        let owed = world.with("student; owes plant 4294967295\njob smelter; by plant");
        owed.breaks("long/day > smelter", None, "length");
        let far = world.with("student; born 2000-01\njob clerk; entry age(4294967295)");
        far.breaks("", None, "length");
    }
}

/// What a route states beside its figures.
mod stated {
    use super::*;

    #[test]
    fn ids_are_those_of_the_region() {
        let world = World::new(
            "goal job clerk
            offering college/day
            offering college/part; mode part-time
            activity club; on programme college
            job miner",
        );
        let route = world.valid("college/day [club] > miner & college/part");
        type Change<'a> = &'a dyn Fn(&mut String, &mut Option<String>, &mut Vec<String>);
        let study = |route: &mut Route, change: Change| {
            if let Stage::Programme { id, offering, activities, .. } = &mut route.stages[0] {
                change(id, offering, activities);
            }
        };
        misstated(&world, &route, "unknown", |route| study(route, &|id, _, _| *id = "course".into()));
        misstated(&world, &route, "unknown", |route| study(route, &|_, offering, _| *offering = Some("x".into())));
        misstated(&world, &route, "unknown", |route| study(route, &|_, _, list| list[0] = "x".into()));
        misstated(&world, &route, "enrolled", |route| study(route, &|_, offering, _| *offering = None));
        misstated(&world, &route, "unknown", |route| {
            if let Stage::Job { id, .. } = &mut route.stages[1] {
                *id = "welder".into();
            }
        });
        misstated(&world, &route, "unknown", |route| {
            if let Stage::Job { alongside: Some(alongside), .. } = &mut route.stages[1] {
                alongside.offering = "x".into();
            }
        });
    }

    #[test]
    fn dates_are_months_of_the_calendar() {
        let world = World::new("goal job clerk\noffering college/day");
        let route = world.valid("college/day");
        for wrong in ["", "2026-1", "2026-13", "2026-01-01"] {
            misstated(&world, &route, "reached", |route| route.reached = wrong.into());
            misstated(&world, &route, "start", |route| match &mut route.stages[0] {
                Stage::Programme { start, .. } => *start = wrong.into(),
                Stage::Job { .. } => {}
            });
        }
    }

    /// The student's birth is not given.
    fn ageless(text: &str) -> World {
        World::new(&format!("student; born unknown\n{text}"))
    }

    #[test]
    fn an_age_that_is_not_given_is_assumed() {
        let world = ageless("goal job adult\njob adult; entry age(18)");
        let route = world.assuming("", vec![age(18)]);
        assert_eq!(dates(&route), "2026-01", "at once, without waiting");
        misstated(&world, &route, "assumes", |route| route.assumes.clear());
        misstated(&world, &route, "assumes", |route| route.assumes[0] = age(17));
    }

    #[test]
    fn an_assumed_age_covers_all_below_it() {
        let world = ageless(
            "goal job adult
            job adult; entry age(18)
            job helper; entry age(14)",
        );
        let route = world.assuming("helper", vec![age(18)]);
        misstated(&world, &route, "assumes", |route| route.assumes.push(age(14)));
        misstated(&world, &route, "assumes", |route| route.assumes[0] = age(14));
    }

    #[test]
    fn no_more_is_assumed_than_needed() {
        let world = ageless(
            "goal job adult
            job adult; entry age(18)
            job helper; entry attests(fit) and attests(licence)",
        );
        let route = world.assuming("helper", vec![age(18), attests("fit"), attests("licence")]);
        misstated(&world, &route, "assumes", |route| route.assumes[0] = age(19));
        misstated(&world, &route, "assumes", |route| route.assumes.push(age(18)));
        misstated(&world, &route, "assumes", |route| route.assumes.push(attests("fit")));
        misstated(&world, &route, "assumes", |route| drop(route.assumes.pop()));
        let short = world.assuming("", vec![age(18)]);
        misstated(&world, &short, "assumes", |route| route.assumes.push(attests("fit")));
        misstated(&world, &short, "assumes", |route| route.assumes.push(attests("unheard-of")));
    }

    #[test]
    fn either_of_two_facts_will_do_but_not_both() {
        let world = World::new("goal job adult\njob adult; entry attests(fit) or attests(licence)");
        world.assuming("", vec![attests("fit")]);
        let route = world.assuming("", vec![attests("licence")]);
        misstated(&world, &route, "assumes", |route| route.assumes.push(attests("fit")));
    }

    #[test]
    fn what_is_stated_is_not_assumed() {
        let world = World::new(
            "goal job adult
            job adult; entry age(18) and attests(fit)
            student; attests fit true",
        );
        let route = world.valid("");
        misstated(&world, &route, "assumes", |route| route.assumes.push(age(18)));
        misstated(&world, &route, "assumes", |route| route.assumes.push(attests("fit")));
    }

    #[test]
    fn what_is_stated_false_never_holds() {
        let world = World::new(
            "goal job adult
            job adult; entry attests(fit)
            student; attests fit false",
        );
        world.breaks("", None, "entry");
        let mut route = world.state(&[], None);
        route.assumes.push(attests("fit"));
        assert_eq!(world.verify(&route).unwrap_err().rule, "assumes");
    }

    #[test]
    fn a_route_does_not_wait_where_an_assumption_lets_it_start() {
        // Not given, the fact is assumed: the goal is reached now, not at 20.
        let world = World::new(
            "student; born 2008-01
            goal job adult
            job adult; entry age(20) or attests(fit)",
        );
        let route = world.assuming("", vec![attests("fit")]);
        assert_eq!(dates(&route), "2026-01");
        misstated(&world, &route, "assumes", |route| route.assumes.clear());
        misstated(&world, &route, "reached", |route| {
            route.assumes.clear();
            route.reached = "2028-01".into();
            route.months = 24;
            route.objectives[0] = 24;
        });
        let unfit = world.with("student; attests fit false");
        assert_eq!(dates(&unfit.valid("")), "2028-01");
    }

    #[test]
    fn an_activity_and_advanced_standing_may_lean_on_facts() {
        let world = World::new(
            "goal job clerk
            programme college; months 24; standing attests(sporty) -> 12
            offering college/day
            activity club; on programme college; entry attests(fit)",
        );
        let route = world.assuming("college/day [club]", vec![attests("fit"), attests("sporty")]);
        assert_eq!(dates(&route), "2026-01..2027-01 2027-01");
        misstated(&world, &route, "assumes", |route| drop(route.assumes.remove(0)));
        misstated(&world, &route, "assumes", |route| drop(route.assumes.remove(1)));
    }

    #[test]
    fn what_stands_instead_gives_the_same_vector() {
        let world = World::new(
            "student; enrolled school 2026-06
            goal job clerk
            programme school; months 5
            offering college/day; fee 10; intake 9
            offering college/dear; fee 11; intake 9
            offering college/soon; fee 10; intake 7
            offering other/day; fee 10; intake 9
            offering closed/day; fee 10; intake 9; entry math >= 1
            programme away
            offering away/later; fee 10; intake 10
            activity club; on programme college; on programme away
            job clerk; entry worked(miner) or worked(welder)
            job miner
            job welder
            job slow; tenure 13
            job trader
            offering evening/part; mode part-time",
        );
        let instead = |route: &Route, index: usize, ids: &[&str]| {
            let mut route = route.clone();
            match &mut route.stages[index] {
                Stage::Programme { instead, .. } | Stage::Job { instead, .. } => {
                    *instead = ids.iter().map(|id| id.to_string()).collect();
                }
            }
            world.verify(&route).map_err(|broken| (broken.stage, broken.rule))
        };
        let route = world.valid("*school > college/day > miner & evening/part");
        assert_eq!(instead(&route, 1, &["other/day"]), Ok(()));
        assert_eq!(instead(&route, 2, &["welder"]), Ok(()));
        let broken = Err((Some(1), "instead"));
        for id in ["college/day", "college/dear", "college/soon", "closed/day", "away/later"] {
            assert_eq!(instead(&route, 1, &[id]), broken, "{id}");
        }
        assert_eq!(instead(&route, 1, &["other/day", "other/day"]), broken);
        for id in ["other/night", "other", "miner"] {
            assert_eq!(instead(&route, 1, &[id]), Err((Some(1), "unknown")), "{id}");
        }
        // The trader is hired, but the goal needs the tenure of one of the two.
        for id in ["miner", "slow", "trader", "clerk"] {
            assert_eq!(instead(&route, 2, &[id]), Err((Some(2), "instead")), "{id}");
        }
        assert_eq!(instead(&route, 0, &["other/day"]), Err((Some(0), "instead")));
        // With the stage's activities kept.
        let route = world.valid("*school > college/day [club] > miner");
        assert_eq!(instead(&route, 1, &["other/day"]), broken);
        assert_eq!(instead(&route, 1, &[]), Ok(()));
    }

    #[test]
    fn what_stands_instead_may_lean_on_more() {
        let world = World::new(
            "goal job clerk
            offering college/day
            offering college/fit; entry attests(fit)",
        );
        let mut route = world.valid("college/day");
        if let Stage::Programme { instead, .. } = &mut route.stages[0] {
            instead.push("college/fit".into());
        }
        assert_eq!(world.verify(&route), Ok(()));
    }

    #[test]
    fn times_are_derived_anew_for_what_stands_instead() {
        // The other offering ends later; the next intake is the same.
        let world = World::new(
            "goal programme goal
            offering goal/day; intake 9
            programme short; months 3
            offering short/day
            programme long; months 8
            offering long/day
            programme longer; months 9
            offering longer/day",
        );
        let mut route = world.valid("short/day");
        if let Stage::Programme { instead, .. } = &mut route.stages[0] {
            instead.push("long/day".into());
        }
        assert_eq!(world.verify(&route), Ok(()));
        misstated(&world, &route, "instead", |route| {
            if let Stage::Programme { instead, .. } = &mut route.stages[0] {
                instead.push("longer/day".into());
            }
        });
    }
}

/// Section 4: limits.
mod limits {
    use super::*;

    const WORLD: &str = "student; home town; enrolled school 2026-06
        goal job clerk
        organization school-org; in village
        organization city-college; in city
        organization home-college; in town
        programme school; by school-org; kind general; free 100
        programme home; by home-college
        offering home/day; fee 10
        programme away; by city-college
        offering away/day; funding paid
        offering away/far; mode distance; funding employer
        offering away/part; mode part-time
        offering nowhere/day
        activity club; on kind general; on programme home
        job miner; in mine
        job helper
        job clerk; in town; optional math 2 2";

    /// The rule of the limits that a valid route breaks.
    fn limited(world: &World, route: &str, limits: &str) -> Result<(), (Option<usize>, &'static str)> {
        let stated = world.valid(route);
        within(&world.region, &world.student, world.goal, &stated, &world.limits(limits))
            .map_err(|broken| (broken.stage, broken.rule))
    }

    #[test]
    fn absent_limits_do_not_bind() {
        let world = World::new(WORLD);
        assert_eq!(limited(&world, "*school [club] > away/day > miner & away/part", ""), Ok(()));
    }

    #[test]
    fn totals_stay_within_their_limits() {
        let world = World::new(WORLD);
        let route = "*school > home/day > miner";
        // 5 + 12 + 12 months, a fee of 10, a gap of 4, to the mine and home again.
        assert_eq!(limited(&world, route, "months 29; fees 10; gap 4; moves 2"), Ok(()));
        assert_eq!(limited(&world, route, "months 28"), Err((None, "months")));
        assert_eq!(limited(&world, route, "fees 9"), Err((None, "fees")));
        assert_eq!(limited(&world, route, "gap 3"), Err((None, "gap")));
        assert_eq!(limited(&world, route, "moves 1"), Err((None, "moves")));
    }

    #[test]
    fn places_bind_stages_and_what_runs_alongside() {
        let world = World::new(WORLD);
        assert_eq!(limited(&world, "*school > away/day > miner", "places city mine"), Ok(()));
        assert_eq!(limited(&world, "*school > away/day > miner", "places city"), Err((Some(2), "places")));
        assert_eq!(limited(&world, "*school > helper & away/part", "places city"), Ok(()));
        assert_eq!(limited(&world, "*school > helper & away/part", "places mine"), Err((Some(1), "places")));
    }

    #[test]
    fn home_unknown_places_and_distance_are_within_any_places() {
        let world = World::new(WORLD);
        assert_eq!(limited(&world, "*school > home/day > nowhere/day > helper", "places"), Ok(()));
        assert_eq!(limited(&world, "*school > away/far", "places"), Ok(()));
        assert_eq!(limited(&world, "*school > helper & away/far", "places"), Ok(()));
        assert_eq!(limited(&world, "*school > away/part", "places"), Err((Some(1), "places")));
    }

    #[test]
    fn modes_and_funding_restrict_offerings() {
        let world = World::new(WORLD);
        let route = "*school > away/day > helper & away/far";
        assert_eq!(limited(&world, route, "modes full-time distance; funding paid employer"), Ok(()));
        assert_eq!(limited(&world, route, "modes distance"), Err((Some(1), "modes")));
        assert_eq!(limited(&world, route, "modes full-time part-time"), Err((Some(2), "modes")));
        assert_eq!(limited(&world, route, "funding employer"), Err((Some(1), "funding")));
        assert_eq!(limited(&world, route, "funding paid state"), Err((Some(2), "funding")));
        // An empty list admits nothing.
        assert_eq!(limited(&world, route, "modes"), Err((Some(1), "modes")));
        assert_eq!(limited(&world, "*school > helper", "modes; funding"), Ok(()));
    }

    #[test]
    fn avoided_ids_are_left_out() {
        let world = World::new(WORLD);
        let route = "*school > home/day [club] > helper & away/far";
        assert_eq!(limited(&world, route, "avoid miner away/day nowhere"), Ok(()));
        assert_eq!(limited(&world, route, "avoid home"), Err((Some(1), "avoid")));
        assert_eq!(limited(&world, route, "avoid home/day"), Err((Some(1), "avoid")));
        assert_eq!(limited(&world, route, "avoid club"), Err((Some(1), "avoid")));
        assert_eq!(limited(&world, route, "avoid helper"), Err((Some(2), "avoid")));
        assert_eq!(limited(&world, route, "avoid away"), Err((Some(2), "avoid")));
        assert_eq!(limited(&world, route, "avoid away/far"), Err((Some(2), "avoid")));
    }

    #[test]
    fn an_enrolled_stage_is_bound_by_the_totals_and_its_activities_by_avoid() {
        let world = World::new(WORLD);
        assert_eq!(limited(&world, "*school [club]", "places; modes; funding; avoid school"), Ok(()));
        assert_eq!(limited(&world, "*school [club]", "avoid club"), Err((Some(0), "avoid")));
        assert_eq!(limited(&world, "*school", "months 4"), Err((None, "months")));
    }

    #[test]
    fn limits_bind_the_goal() {
        let world = World::new(WORLD);
        assert_eq!(limited(&world, "*school", "avoid clerk"), Err((None, "avoid")));
        let miner = world.with("goal job miner");
        assert_eq!(limited(&miner, "*school", "places mine"), Ok(()));
        assert_eq!(limited(&miner, "*school", "places city"), Err((None, "places")));
        let studies = world.with("goal programme home");
        assert_eq!(limited(&studies, "*school", "modes full-time"), Ok(()));
        assert_eq!(limited(&studies, "*school", "modes distance"), Err((None, "modes")));
        assert_eq!(limited(&studies, "*school", "funding paid"), Err((None, "funding")));
        assert_eq!(limited(&studies, "*school", "avoid home"), Err((None, "avoid")));
        let away = world.with("goal programme away");
        assert_eq!(limited(&away, "*school", "places"), Ok(()), "from afar");
        assert_eq!(limited(&away, "*school", "places; modes full-time"), Err((None, "places")));
        assert_eq!(limited(&away, "*school", "avoid away/far away/day"), Ok(()));
    }

    #[test]
    fn limits_bind_what_stands_instead() {
        let world = World::new(WORLD).with("job trader; in mine");
        let mut route = world.valid("*school > helper");
        if let Stage::Job { instead, .. } = &mut route.stages[1] {
            instead.push("miner".into());
        }
        // To the mine and back: another vector.
        assert_eq!(world.verify(&route).unwrap_err().rule, "instead");
        let world = world.with("objectives months");
        let mut route = world.valid("*school > helper");
        if let Stage::Job { instead, .. } = &mut route.stages[1] {
            instead.push("miner".into());
        }
        assert_eq!(world.verify(&route), Ok(()));
        let check = |limits: &str| {
            let limits = world.limits(limits);
            within_instead(&world.region, &world.student, world.goal, &world.objectives, &route, &limits)
                .map_err(|broken| broken.rule)
        };
        assert_eq!(check("places mine; moves 2"), Ok(()));
        assert_eq!(check("places city"), Err("places"));
        assert_eq!(check("moves 1"), Err("moves"));
        assert_eq!(check("avoid miner"), Err("avoid"));
    }
}

/// Section 6: what the planner promises, where it is easily broken.
mod promises {
    use super::*;

    fn case(world: &World, limits: &str) -> Case {
        let query = Query { limits: world.limits(limits), ..world.query() };
        Case { seed: 0, region: world.region.clone(), student: world.student.clone(), query }
    }

    /// The front, on which planner and brute force agree.
    fn front(world: &World) -> Vec<Vec<u64>> {
        agreed(&case(world, "months 36"))
    }

    /// The activities of the stages of each route.
    fn activities(world: &World) -> Vec<Vec<Vec<String>>> {
        let of = |stage: &Stage| {
            let (Stage::Programme { activities, .. } | Stage::Job { activities, .. }) = stage;
            activities.clone()
        };
        let answer = plan(&world.region, &world.student, &world.query());
        answer.routes.iter().map(|route| route.stages.iter().map(of).collect()).collect()
    }

    #[test]
    fn a_lesson_may_build_on_one_that_teaches_what_the_stage_does() {
        // School teaches math as well, but only at its end: within it, the olympiad needs the club.
        let world = World::new(
            "student; enrolled school 2026-06
            goal job clerk
            programme school; free 100; gives math 2
            activity club; on programme school; hours 20; gives math 2
            activity olympiad; on programme school; hours 10; entry math >= 2; gives logic 2
            job clerk; optional logic 2 1",
        );
        assert_eq!(front(&world.with("objectives months gap")), [[5, 0]]);
        assert_eq!(front(&world.with("objectives gap effort")), [[0, 30], [2, 0]]);
        let paid = world.with("activity club; fee 7");
        assert_eq!(front(&paid.with("objectives months fees gap")), [[5, 0, 2], [5, 7, 0]]);
        // The same where an entry asks for it rather than the gap.
        let asked = paid.with("job clerk; entry logic >= 2");
        assert_eq!(front(&asked.with("objectives months fees effort")), [[5, 7, 30]]);
    }

    #[test]
    fn any_job_may_lend_its_hours() {
        // The guard's post leads nowhere. But the seminar takes more hours than the evening school has.
        let world = World::new(
            "goal job clerk
            objectives months fees gap
            programme evening; free 10
            offering evening/class; mode part-time; fee 5
            activity seminar; on programme evening; hours 30; gives logic 2
            job guard; tenure 12; free 40
            job clerk; optional logic 2 1",
        );
        assert_eq!(front(&world), [[0, 0, 2], [12, 5, 0]]);
        // What it takes to be a guard leads nowhere either, and yet it has to be had.
        let licensed = world.with(
            "programme course; months 6; awards licence
            offering course/day; fee 7
            job guard; entry holds(licence)",
        );
        assert_eq!(front(&licensed), [[0, 0, 2], [18, 12, 0]]);
        cut_short(&case(&licensed, "months 36"));
        // Nor can a study that nobody may enter lend its hours to a job.
        let closed = World::new(
            "goal job clerk
            objectives months fees gap
            programme evening; free 100; entry holds(licence)
            offering evening/class; mode part-time
            job guard; tenure 12; free 10
            activity seminar; on job guard; hours 30; gives logic 2
            job clerk; optional logic 2 1",
        );
        assert_eq!(front(&closed), [[0, 0, 2]]);
    }

    #[test]
    fn a_job_that_serves_a_contract_may_lend_its_hours_before() {
        // The contract opens the smith's post by the diploma. For its hours, a licence is the shorter way there.
        let world = World::new(
            "goal job clerk
            objectives months fees gap
            programme college; months 24; gives craft 2; awards diploma
            offering college/target; contract plant 12
            programme course; months 6; awards licence
            offering course/day; fee 7
            programme evening; free 10
            offering evening/class; mode part-time; fee 5
            activity seminar; on programme evening; hours 30; gives logic 2
            job smith; by plant; entry holds(diploma) or holds(licence); tenure 12; free 40
            job clerk; optional logic 2 1; optional craft 2 1",
        );
        assert_eq!(front(&world), [[0, 0, 4], [18, 12, 2], [36, 0, 2], [36, 5, 0]]);
    }

    #[test]
    fn what_stands_in_for_a_level_brings_no_lower_one() {
        // To enter, c8 does as well as c9 at level 2. But it does not bring c9 at level 1, as level 2 does, so the
        // offering that asks for that is no match for the other.
        let world = World::new(
            "goal job clerk
            objectives months
            programme last; entry c8 >= 1 or c9 >= 2; gives c10 1
            offering last/other; entry c9 >= 1
            offering last/day
            programme long; awards paper
            offering long/day
            programme nine; gives c9 2
            offering nine/day; entry holds(paper)
            programme eight; gives c8 1
            offering eight/day
            job clerk; entry c10 >= 1",
        );
        for routes in 1..=3 {
            let alone = case(&world, "months 40");
            let query = Query { routes, ..alone.query };
            assert_eq!(agreed(&Case { query, ..alone }), [[24]]);
        }
    }

    #[test]
    fn the_largest_fees_are_counted_to_the_end() {
        // Forty-two years at the highest fee come to more than 32 bits, and so does what they exceed a limit by.
        let world = World::new(
            "goal job clerk
            objectives months fees
            programme academy; months 500; gives logic 2
            offering academy/paid; fee 1000000000
            programme evening; months 550; gives logic 2
            offering evening/free
            job clerk; entry logic >= 2",
        );
        let all = case(&world, "");
        assert_eq!(agreed(&all), [[500, 42_000_000_000], [550, 0]]);
        let limited = case(&world, "fees 1000000000");
        assert_eq!(agreed(&limited), [[550, 0]]);
        cut_short(&limited);
    }

    #[test]
    fn what_stands_in_for_a_fact_does_so_only_where_it_is_enough() {
        // Wherever a welder is asked for, a miner would do; wherever a miner is, a welder would not.
        let world = World::new(
            "goal job clerk
            objectives months
            job miner; tenure 12
            job welder; tenure 1
            job clerk; entry worked(miner) or worked(welder)",
        );
        let clerk = |entry: &str| front(&world.with(&format!("job clerk; {entry}")));
        assert_eq!(clerk("entry worked(miner) or worked(welder)"), [[1]]);
        assert_eq!(clerk("entry (worked(miner) or worked(welder)) and worked(miner)"), [[12]]);
        // One of two, but both of two.
        let both = "entry (worked(miner) or worked(welder)) and 2 of (worked(miner), worked(welder), holds(diploma))";
        assert_eq!(clerk(both), [[13]]);
        // A shorter way through a programme asks as well.
        let study = world.with(
            "programme college; months 24; entry worked(miner) or worked(welder); standing worked(miner) -> 2; gives law 1
            offering college/day
            job clerk; entry law >= 1",
        );
        assert_eq!(front(&study), [[14]]);
        // And what counts in the gap counts for itself.
        let gap = world.with(
            "objectives months gap
            programme course; months 1; gives law 1
            offering course/day
            programme lecture; months 2; gives logic 1
            offering lecture/day
            job clerk; entry law >= 1 or logic >= 1; optional law 1 1; optional logic 1 2",
        );
        assert_eq!(front(&gap), [[1, 2], [2, 1], [3, 0]]);
    }

    #[test]
    fn a_lesson_may_build_on_one_that_its_partner_in_the_stage_hosts() {
        // Both jobs teach drawing, and the fitter's does all else that the helper's does. But only on the
        // helper's is it taught early enough for the project of the evenings alongside.
        let world = World::new(
            "goal job designer
            objectives months gap
            job fitter; gives drawing 2
            job helper; gives drawing 2
            activity workshop; on job helper; hours 10; gives drawing 2
            programme evenings; months 12; free 20
            offering evenings/part; mode part-time
            activity project; on programme evenings; hours 10; entry drawing >= 2; gives design 2
            job designer; optional design 2 1",
        );
        world.valid("helper & evenings/part [workshop, project]");
        world.breaks("fitter & evenings/part [project]", 0, "entry");
        assert_eq!(front(&world), [[0, 2], [12, 0]]);
    }

    #[test]
    fn of_two_states_that_can_do_the_same_one_is_kept() {
        // Either course teaches accounts, and the degree asks for what each of them teaches beside. At the start
        // that may still matter; after one of them it is too late for the other, and neither has more than the
        // other that could be of use.
        let world = World::new(
            "goal job clerk
            objectives months gap
            programme letters; months 1; gives accounts 1; gives writing 1
            offering letters/day; intake 1
            programme numbers; months 1; gives accounts 1; gives sums 1
            offering numbers/day; intake 1
            programme degree; months 2; entry writing >= 1 and sums >= 1; gives law 1
            offering degree/day
            job clerk; optional accounts 1 1; optional law 1 1",
        );
        assert_eq!(agreed(&case(&world, "months 12")), [[0, 2], [1, 1]]);
    }

    /// The academy teaches all, and takes so long that sooner routes have to be found beside it.
    const ACADEMY: &str = "objectives months gap
        programme academy; months 30; gives law 1; gives safety 1; gives art 1; gives music 1
        offering academy/day
        programme college; months 6";

    #[test]
    fn owing_less_to_another_sponsor_is_no_better() {
        // The same study for either. The mine asks for half as many months, but the goal is a post at the plant.
        let world = World::new(ACADEMY).with(
            "goal job director
            programme college; gives law 1
            offering college/plant; contract plant 12
            offering college/mine; contract mine 6
            job miner; by mine; tenure 6
            job director; by plant; optional law 1 1; optional art 1 1",
        );
        world.valid("college/plant");
        assert_eq!(front(&world), [[0, 2], [6, 1], [30, 0]]);
    }

    #[test]
    fn a_sooner_end_of_the_service_at_another_sponsor_is_no_better() {
        // What is learned at either is the same and takes as long. At the mine the service is over sooner, and only
        // then can the student go to the plant, where the forge is.
        let world = World::new(ACADEMY).with(
            "goal job clerk
            programme college; months 4; gives law 1
            offering college/plant; contract plant 14
            offering college/mine; contract mine 8
            job smelter; by plant; entry law >= 1; tenure 4; gives safety 1
            job miner; by mine; entry law >= 1; tenure 4; gives safety 1
            job forger; by plant; entry safety >= 1; tenure 10; gives art 1
            job clerk; by office; optional safety 1 1; optional art 1 1; optional music 1 1",
        );
        world.valid("college/plant > smelter > forger");
        assert_eq!(front(&world), [[0, 3], [12, 2], [18, 1], [30, 0]]);
    }

    #[test]
    fn serving_is_no_better_than_owing() {
        // Either way safety is known in half a year. Who owes may then study for the plant again, who serves waits.
        let world = World::new(ACADEMY).with(
            "student; owes plant 12
            goal job director
            programme college; gives safety 1
            offering college/target; contract plant 12
            programme degree; months 6; entry safety >= 1; gives law 1
            offering degree/target; contract plant 12
            job smelter; by plant; tenure 6; gives safety 1
            job director; by plant; optional law 1 1; optional art 1 1",
        );
        world.valid("college/target > degree/target");
        assert_eq!(front(&world), [[0, 2], [12, 1]]);
    }

    #[test]
    fn owing_is_no_better_than_serving() {
        // Either way safety is known in four months. Who serves by then is free in two more, who owes in a year.
        let world = World::new(ACADEMY).with(
            "student; owes plant 6
            goal job clerk
            objectives months fees gap
            programme college; months 4; gives safety 1
            offering college/target; contract plant 6
            programme evenings; months 4; gives safety 1
            offering evenings/part; mode part-time; fee 10
            job smelter; by plant; tenure 2
            job clerk; by office; optional safety 1 1; optional art 1 1",
        );
        world.valid("smelter & evenings/part");
        assert_eq!(front(&world), [[6, 0, 2], [6, 10, 1], [16, 0, 1], [36, 0, 0]]);
    }

    #[test]
    fn one_sponsor_may_follow_the_other() {
        let world = World::new(
            "goal job clerk
            objectives months
            programme college; months 6; gives law 1
            offering college/target; contract plant 12
            programme degree; months 6; gives art 1
            offering degree/target; contract mine 6
            job smelter; by plant; tenure 6
            job miner; by mine; tenure 6
            job clerk; by office; entry law >= 1 and art >= 1",
        );
        // The shorter service first or last, both have to be over.
        world.valid("college/target > smelter > degree/target > miner");
        world.valid("degree/target > miner > college/target > smelter");
        assert_eq!(front(&world), [[30]]);
        // A post at either of them can be had while that one is still owed.
        assert_eq!(front(&world.with("job clerk; by plant")), [[18]]);
        assert_eq!(front(&world.with("job clerk; by mine")), [[24]]);
    }

    #[test]
    fn lessons_stand_in_an_order_in_which_their_entries_hold() {
        // Listed, and worth taking, from the last to the first.
        let world = World::new(
            "goal job clerk
            programme course; free 60
            offering course/day
            activity third; on programme course; hours 20; entry design >= 2; gives art 5
            activity second; on programme course; hours 20; entry drawing >= 2; gives design 2
            activity first; on programme course; hours 20; gives drawing 2
            job clerk; optional art 5 5; optional design 2 1",
        );
        let chain = vec![["first", "second", "third"].map(String::from).to_vec()];
        for objectives in ["gap", "gap effort", "months gap effort", "months gap"] {
            let world = world.with(&format!("objectives {objectives}"));
            front(&world);
            assert!(activities(&world).contains(&chain), "{objectives}: {:?}", activities(&world));
        }
        for objectives in ["months", "months effort"] {
            let world = world.with(&format!("objectives {objectives}\njob clerk; entry art >= 5"));
            front(&world);
            assert_eq!(activities(&world), [[chain[0].clone()]], "{objectives}");
        }
    }

    #[test]
    fn no_route_comes_twice_when_the_budget_is_spent() {
        // Each of the long and the dear lessons does all at once and is tried first. The short ones are best: a
        // search that is cut before them has several routes that end up with these, and are then the same.
        let world = World::new(
            "goal job clerk
            objectives fees gap effort
            programme school; free 100
            offering school/day
            activity long; on programme school; hours 100; gives math 1; gives law 1
            activity dear; on programme school; hours 60; fee 5; gives math 1; gives law 1
            activity dearer; on programme school; hours 40; fee 9; gives math 1; gives law 1
            activity dearest; on programme school; hours 30; fee 20; gives math 1; gives law 1
            activity sums; on programme school; hours 10; gives math 1
            activity rights; on programme school; hours 10; gives law 1
            job clerk; optional math 1 1; optional law 1 1",
        );
        assert_eq!(front(&world), [[0, 0, 20], [0, 1, 10], [0, 2, 0]]);
        cut_short(&case(&world, "months 36"));
    }
}

#[test]
fn the_month_of_the_goal_is_counted_from_now() {
    let world = World::new("student; now 2026-12; born 2009-02\ngoal job adult\njob adult; entry age(18)");
    let route = world.valid("");
    assert_eq!(route.months, Month::parse("2027-02").unwrap().since(world.student.now));
    assert_eq!(route.months, 2);
}
