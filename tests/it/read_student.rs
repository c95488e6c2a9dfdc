//! Students and queries.

use pathway_planner::read::{self, Read};
use pathway_planner::region::*;
use pathway_planner::student::*;
use serde_json::{Value, json};

use crate::read_json::{changed, shown, small};

fn tree(value: &Value) -> pathway_planner::value::Value {
    read::json("", value.to_string().as_bytes()).value.unwrap()
}

fn student() -> Value {
    json!({
        "format": "pathways-student/1", "now": "2026-11", "born": "2011-05", "home": "town",
        "enrolled": {"programme": "basic-school", "until": "2027-06"},
        "credentials": ["basic-general"], "worked": ["helper"], "owes": {"sponsor": "mine", "months": 36},
        "competencies": [{"id": "physics", "level": 2}],
        "attests": [{"id": "fit", "value": true}]
    })
}

fn query() -> Value {
    json!({
        "goal": {"job": "foreman"}, "objectives": ["gap", "months"],
        "limits": {
            "months": 100, "fees": 0, "gap": 7, "moves": 1, "places": ["town"], "modes": ["part-time"], "funding": ["state"],
            "avoid": ["miner", "olympiad", "helper", "miner/target"]
        },
        "routes": 5, "budget": 1000
    })
}

fn read_student(value: &Value) -> Read<Student> {
    read::student("", &tree(value), &small())
}

fn read_query(value: &Value) -> Read<Query> {
    read::query("", &tree(value), &small())
}

#[track_caller]
fn check_student(pointer: &str, new: Value, problems: &str) {
    let read = read_student(&changed(student(), pointer, new.clone()));
    assert_eq!(shown(&read.problems), problems, "{pointer} = {new}");
    assert_eq!(read.value.is_some(), problems.is_empty());
}

#[track_caller]
fn check_query(pointer: &str, new: Value, problems: &str) {
    let read = read_query(&changed(query(), pointer, new.clone()));
    assert_eq!(shown(&read.problems), problems, "{pointer} = {new}");
    assert_eq!(read.value.is_some(), problems.is_empty());
}

#[test]
fn a_student_is_read() {
    let read = read_student(&student()).value.unwrap();
    assert_eq!(read.now.to_string(), "2026-11");
    assert_eq!(read.born.unwrap().to_string(), "2011-05");
    assert_eq!(read.home, Some(PlaceId(0)));
    let enrolled = read.enrolled.unwrap();
    assert_eq!((enrolled.programme, enrolled.until.to_string()), (ProgrammeId(0), "2027-06".into()));
    assert_eq!((read.credentials, read.worked), (vec![CredentialId(0)], vec![JobId(0)]));
    assert_eq!(read.owes, Some(Owes { sponsor: OrganizationId(2), months: 36 }));
    assert_eq!(read.competencies, [(CompetencyId(1), 2)]);
    assert_eq!(read.attests, [(FactId(0), true)]);

    let least = read_student(&json!({"format": "pathways-student/1", "now": "2026-11"})).value.unwrap();
    assert_eq!((least.born, least.home, least.enrolled, least.owes), (None, None, None, None));
    assert!(least.credentials.is_empty() && least.worked.is_empty() && least.competencies.is_empty());
}

#[test]
fn what_a_student_may_say() {
    check_student("/format", json!("pathways-student/2"), "wrong-format format");
    check_student("/format", Value::Null, "missing-field format");
    check_student("/name", json!("Иван"), "unknown-field name");
    check_student("/now", Value::Null, "missing-field now");
    check_student("/now", json!("2026-13"), "bad-month now");
    check_student("/now", json!(202611), "wrong-type now");
    check_student("/now", json!("2028-01"), "month-order enrolled.until");
    check_student("/born", json!("2026-12"), "month-order born");
    check_student("/born", json!("2026-11"), "");
    check_student("/home", json!("twon"), "unknown-id home");
    check_student("/enrolled/until", json!("2026-10"), "month-order enrolled.until");
    check_student("/enrolled/until", json!("2026-11"), "");
    check_student("/enrolled/until", json!("2076-11"), "");
    check_student("/enrolled/until", json!("2076-12"), "month-order enrolled.until");
    check_student("/enrolled/until", Value::Null, "missing-field enrolled.until");
    check_student("/enrolled/programme", json!("nothing"), "unknown-id enrolled.programme");
    check_student("/enrolled", json!({}), "missing-field enrolled.programme\nmissing-field enrolled.until");
    check_student("/credentials/0", json!("basic"), "unknown-id credentials[0]");
    check_student("/worked/0", json!("__proto__"), "unknown-id worked[0]");
    check_student("/owes/sponsor", json!("school"), "");
    check_student("/owes/sponsor", json!("town"), "unknown-id owes.sponsor");
    check_student("/owes/months", json!(600), "");
    check_student("/owes/months", json!(601), "out-of-range owes.months");
    check_student("/owes/months", json!(0.5), "wrong-type owes.months");
    check_student("/competencies/0/id", json!("phisics"), "unknown-id competencies[0].id");
    check_student("/competencies/0/level", json!(0), "");
    check_student("/competencies/0/level", json!(3), "");
    check_student("/competencies/0/level", json!(4), "level-out-of-scale competencies[0].level");
    check_student("/competencies/0/level", json!(-1), "level-out-of-scale competencies[0].level");
    check_student("/attests/0/id", json!("something the region never asks"), "");
    check_student("/attests/0/value", json!("yes"), "wrong-type attests[0].value");
    check_student("/attests/-", json!({"id": "fit", "value": true}), "");
    check_student("/attests/-", json!({"id": "fit", "value": false}), "contradiction attests[1].id");
    check_student("/attests/-", json!({"id": "fit"}), "missing-field attests[1].value");

    let mut early = changed(student(), "/now", json!("9800-12"));
    early.as_object_mut().unwrap().remove("enrolled");
    assert_eq!(shown(&read_student(&early).problems), "");
    assert_eq!(shown(&read_student(&changed(early, "/now", json!("9801-01"))).problems), "month-order now");
}

#[test]
fn repetitions_and_replaced_ids() {
    let again = json!([{"id": "physics", "level": 1}, {"id": "physics", "level": 3}, {"id": "physics", "level": 2}]);
    let read = read_student(&changed(student(), "/competencies", again)).value.unwrap();
    assert_eq!(read.competencies, [(CompetencyId(1), 3)]);
    let old = json!([{"id": "21.05.04", "level": 1}, {"id": "old-mining", "level": 2}]);
    let read = read_student(&changed(student(), "/competencies", old)).value.unwrap();
    assert_eq!(read.competencies, [(CompetencyId(2), 2)]);
    let read = read_student(&changed(student(), "/credentials/-", json!("basic-general"))).value.unwrap();
    assert_eq!(read.credentials, [CredentialId(0)]);
    let read = read_student(&changed(student(), "/owes/months", json!(0))).value.unwrap();
    assert_eq!(read.owes, None);
}

#[test]
fn a_query_is_read() {
    let expected = Query {
        goal: Goal::Job(JobId(1)),
        objectives: vec![Objective::Gap, Objective::Months],
        limits: Limits {
            months: Some(100),
            fees: Some(0),
            gap: Some(7),
            moves: Some(1),
            places: Some(vec![PlaceId(0)]),
            modes: Some(vec![Mode::PartTime]),
            funding: Some(vec![Funding::State]),
            avoid: Avoid {
                programmes: vec![ProgrammeId(1)],
                activities: vec![ActivityId(0)],
                offerings: vec![(ProgrammeId(1), 1)],
                jobs: vec![JobId(0)],
            },
        },
        routes: 5,
        budget: 1000,
    };
    assert_eq!(read_query(&query()).value.unwrap(), expected);
    let least = read_query(&json!({"goal": {"programme": "miner"}})).value.unwrap();
    assert_eq!(least, Query::new(Goal::Programme(ProgrammeId(1))));
    let empty = read_query(&changed(query(), "/limits", json!({"places": [], "modes": []}))).value.unwrap();
    assert_eq!((empty.limits.places, empty.limits.modes, empty.limits.funding), (Some(vec![]), Some(vec![]), None));
}

#[test]
fn what_a_query_may_say() {
    check_query("/goal", Value::Null, "missing-field goal");
    check_query("/goal", json!({}), "bad-goal goal");
    check_query("/goal", json!({"job": "foreman", "programme": "miner"}), "bad-goal goal");
    check_query("/goal", json!("foreman"), "wrong-type goal");
    check_query("/goal", json!({"job": "forman"}), "unknown-id goal.job");
    check_query("/goal", json!({"activity": "olympiad"}), "bad-goal goal\nunknown-field goal.activity");
    check_query("/student", json!({}), "unknown-field student");
    check_query("/objectives", json!([]), "bad-objectives objectives");
    check_query("/objectives", json!(["months"]), "");
    check_query("/objectives", json!(["months", "fees", "effort", "moves"]), "");
    check_query("/objectives", json!(["months", "fees", "effort", "moves", "gap"]), "bad-objectives objectives");
    check_query("/objectives", json!(["months", "months"]), "bad-objectives objectives");
    check_query("/objectives", json!(["month"]), "unknown-word objectives[0]");
    check_query("/limits/months", json!(-1), "out-of-range limits.months");
    check_query("/limits/fees", json!(4_000_000_000u32), "");
    check_query("/limits/fees", json!(4_000_000_001u32), "out-of-range limits.fees");
    check_query("/limits/gap", json!("7"), "wrong-type limits.gap");
    check_query("/limits/weeks", json!(7), "unknown-field limits.weeks");
    check_query("/limits/places/0", json!("city"), "unknown-id limits.places[0]");
    check_query("/limits/modes/0", json!("evening"), "unknown-word limits.modes[0]");
    check_query("/limits/funding/0", json!("loan"), "unknown-word limits.funding[0]");
    check_query("/limits/avoid/0", json!("physics"), "unknown-id limits.avoid[0]");
    check_query("/limits/avoid/3", json!("miner/nothing"), "unknown-id limits.avoid[3]");
    check_query("/limits/avoid/3", json!("nothing/state"), "unknown-id limits.avoid[3]");
    check_query("/limits/avoid/3", json!("miner/state"), "");
    check_query("/routes", json!(0), "out-of-range routes");
    check_query("/routes", json!(1), "");
    check_query("/routes", json!(100), "");
    check_query("/routes", json!(101), "out-of-range routes");
    check_query("/budget", json!(0), "out-of-range budget");
    check_query("/budget", json!(1), "");
    check_query("/budget", json!(read::MAX_BUDGET), "");
    check_query("/budget", json!(read::MAX_BUDGET + 1), "out-of-range budget");
    check_query("/budget", json!(1.5), "wrong-type budget");

    let avoid = |id: &str| read_query(&changed(query(), "/limits/avoid", json!([id]))).problems[0].remedy.clone();
    assert_eq!(avoid("mimer"), "Did you mean `miner`?");
    assert_eq!(avoid("miner/stat"), "Did you mean `miner/state`?");
}

/// Old links keep working.
#[test]
fn a_query_follows_what_was_replaced() {
    let text = crate::read_json::SMALL;
    let region: Value = serde_json::from_str(text).unwrap();
    let region = changed(region, "/programmes/0/replaced_by", json!("miner"));
    let region = changed(region, "/jobs/0/replaced_by", json!("foreman"));
    let region = read::region_json("", region.to_string().as_bytes()).value.unwrap();
    let question = json!({
        "goal": {"job": "helper"},
        "limits": {"avoid": ["basic-school", "helper", "miner/once", "basic-school/target", "basic-school/gone"]}
    });
    let read = read::query("", &tree(&question), &region);
    assert_eq!(shown(&read.problems), "");
    let query = read.value.unwrap();
    assert_eq!(query.goal, Goal::Job(JobId(0)));
    assert_eq!((query.limits.avoid.programmes, query.limits.avoid.jobs), (vec![ProgrammeId(0)], vec![JobId(0)]));
    assert_eq!(query.limits.avoid.offerings, [(ProgrammeId(0), 0), (ProgrammeId(0), 1)]);
}

#[test]
fn a_question_is_a_query_with_its_student() {
    let question = changed(query(), "/student", student());
    let read = read::question("", &tree(&question), &small());
    assert_eq!(shown(&read.problems), "");
    let (student, query) = read.value.unwrap();
    assert_eq!((student.home, query.routes), (Some(PlaceId(0)), 5));

    let wrong = changed(question, "/student/home", json!("city"));
    let wrong = changed(wrong, "/goal/job", json!("nothing"));
    let read = read::question("link", &tree(&wrong), &small());
    assert!(read.value.is_none());
    assert_eq!(shown(&read.problems), "unknown-id link goal.job\nunknown-id link student.home");
    let read = read::question("", &tree(&self::query()), &small());
    assert_eq!(shown(&read.problems), "missing-field student");
}

#[test]
fn a_field_that_is_null_had_better_be_left_out() {
    for (field, needed) in [
        ("born", "a text"),
        ("home", "a text"),
        ("enrolled", "a record"),
        ("credentials", "a list"),
        ("worked", "a list"),
        ("owes", "a record"),
        ("competencies", "a list"),
        ("attests", "a list"),
    ] {
        let mut value = student();
        value[field] = Value::Null;
        let problems = read_student(&value).problems;
        assert_eq!(shown(&problems), format!("wrong-type {field}"));
        assert_eq!(problems[0].message, format!("{needed} must stand here, and this is null"));
        assert_eq!(problems[0].remedy, format!("Write {needed}, or leave the field out where it may be absent."));
    }
    let mut value = query();
    value["limits"]["months"] = Value::Null;
    let remedy = &read_query(&value).problems[0].remedy;
    assert_eq!(remedy, "Write a whole number, or leave the field out where it may be absent.");
    // An item of a list is no field.
    let mut value = student();
    value["credentials"][0] = Value::Null;
    assert_eq!(read_student(&value).problems[0].remedy, "Write a text.");
}

/// `undefined` is how JavaScript says absent.
#[test]
fn nulls_are_absent_only_where_they_are_dropped() {
    let mut value = student();
    value["home"] = Value::Null;
    assert_eq!(shown(&read_student(&value).problems), "wrong-type home");
    let read = read::student("", &tree(&value).without_nulls(), &small());
    assert_eq!(read.value.unwrap().home, None);
}
