//! Regions as JSON: what is read, and every problem with its place.

use pathway_planner::catalog::catalog;
use pathway_planner::check;
use pathway_planner::codec;
use pathway_planner::condition::{Atom, Condition};
use pathway_planner::graph::CompetencyGraph;
use pathway_planner::problem::{Code, Problem};
use pathway_planner::read::{self, Read};
use pathway_planner::region::*;
use pathway_planner::table::Table;
use serde_json::{Value, json};

/// A region in which every field of the format is used, and nothing is wrong.
pub const SMALL: &str = include_str!("small.json");

/// The region of [`SMALL`].
pub fn small() -> Region {
    let read = read::region_json("small.json", SMALL.as_bytes());
    assert_eq!(shown(&read.problems), "");
    read.value.unwrap()
}

/// Each problem on a line: code, place.
pub fn shown(problems: &[Problem]) -> String {
    let line = |problem: &Problem| format!("{} {}", problem.code.word(), problem.place);
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// `value` with the value at a JSON pointer replaced, added (`-` after a list's last item), or removed by null.
pub fn changed(mut value: Value, pointer: &str, new: Value) -> Value {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    let parent = value.pointer_mut(parent).unwrap_or_else(|| panic!("nothing at {pointer}"));
    match parent {
        Value::Array(items) if last == "-" => items.push(new),
        Value::Array(items) => items[last.parse::<usize>().unwrap()] = new,
        Value::Object(fields) if new.is_null() => {
            fields.remove(last).unwrap_or_else(|| panic!("nothing at {pointer}"));
        }
        Value::Object(fields) => {
            fields.insert(last.into(), new);
        }
        _ => panic!("nothing at {pointer}"),
    }
    value
}

fn base() -> Value {
    serde_json::from_str(SMALL).unwrap()
}

/// What the reader says, and of a region without errors what its graph says.
fn read(value: &Value) -> Read<Region> {
    let mut read = read::region_json("", value.to_string().as_bytes());
    if read.value.is_some() {
        let of_graph = |problem: &Problem| {
            matches!(problem.code, Code::Untaught | Code::UnreachableJob | Code::ClosedProgramme | Code::DeadEnd)
        };
        let checked = check::json("", value.to_string().as_bytes());
        read.problems.extend(checked.problems.into_iter().filter(of_graph));
    }
    let is_clean =
        read.problems.iter().all(|problem| problem.code.severity() != pathway_planner::problem::Severity::Error);
    assert_eq!(read.value.is_some(), is_clean);
    read
}

/// What is wrong with the small region once one value is changed.
#[track_caller]
fn check(pointer: &str, new: Value, problems: &str) {
    assert_eq!(shown(&read(&changed(base(), pointer, new.clone())).problems), problems, "{pointer} = {new}");
}

fn competency(region: &Region, id: &str) -> CompetencyId {
    region.competencies.find(|row| row.id == id).unwrap()
}

#[test]
fn every_field_is_read() {
    let region = small();
    let text = |ru: &str, en: &str| Text(vec![Some(ru.into()), Some(en.into())]);
    assert_eq!((region.id.as_str(), region.version.as_str()), ("small", "2026.11"));
    assert_eq!(region.locales, ["ru", "en"]);
    assert_eq!(region.name, text("Малый край", "Small region"));
    assert_eq!((region.currency.as_str(), region.licence.as_str()), ("RUB", "CC0-1.0"));
    assert_eq!(region.as_of.to_string(), "2026-11");
    assert_eq!(region.progression.len(), 3);
    assert_eq!(region.progression[1], Named { id: "able".into(), name: text("умеет", "able") });
    assert_eq!(region.sources[SourceId(0)].date, "2012-12-29");
    assert_eq!((region.places[PlaceId(1)].lat, region.places[PlaceId(1)].lon), (53_500_000, 88_000_001));

    let college = &region.organizations[OrganizationId(1)];
    assert_eq!(college.kind, OrganizationKind::College);
    assert_eq!((college.place, college.url.as_deref()), (Some(PlaceId(0)), Some("https://college.example")));
    assert_eq!(college.provenance, Provenance { source: vec![SourceId(0)], illustrative: true });

    let physics = &region.competencies[CompetencyId(1)];
    assert_eq!((physics.kind, &physics.broader), (CompetencyKind::Knowledge, &vec![CompetencyId(0)]));
    assert_eq!(physics.same_as, ["http://data.europa.eu/esco/skill/1"]);
    let diploma = &region.credentials[CredentialId(1)];
    assert_eq!((diploma.eqf, &diploma.implies), (Some(4), &vec![CredentialId(0)]));

    let miner = &region.programmes[ProgrammeId(1)];
    assert_eq!((miner.kind, miner.months, miner.free_hours), (ProgrammeKind::Vocational, 34, 200));
    assert_eq!((miner.provider, miner.code.as_deref()), (OrganizationId(1), Some("21.05.04")));
    assert_eq!(miner.entry.print(&region), "physics >= 1 and holds(basic-general)");
    assert_eq!(miner.advanced_standing.len(), 1);
    assert_eq!(miner.advanced_standing[0].when, Condition::Atom(Atom::Worked(JobId(0))));
    assert_eq!(miner.awards, [CredentialId(1)]);
    assert!(miner.provenance.illustrative);
    let [state, target] = miner.offerings.as_slice() else { panic!("{:?}", miner.offerings) };
    assert_eq!((state.intake.as_slice(), state.seats, state.contract), ([2, 9].as_slice(), Some(25), None));
    assert!(state.entry.is_always());
    assert_eq!((target.mode, target.funding), (Mode::PartTime, Funding::Employer));
    assert_eq!(target.entry.print(&region), "age(18) or attests(fit)");
    let contract = Contract { sponsor: OrganizationId(2), obligation_months: 36, stipend_per_month: 5000 };
    assert_eq!(target.contract, Some(contract));

    let olympiad = &region.activities[ActivityId(0)];
    assert_eq!((olympiad.kind, olympiad.hours, olympiad.fee), (ActivityKind::Competition, 40, 100));
    let kinds = vec![ProgrammeKind::General];
    assert_eq!(olympiad.hosts, Hosts { kinds, programmes: vec![ProgrammeId(1)], jobs: vec![JobId(0)] });
    assert_eq!(olympiad.outcomes.len(), 2);

    let foreman = &region.jobs[JobId(1)];
    assert_eq!(
        foreman.entry.print(&region),
        "holds(diploma) and attests(fit) and 1 of (21.05.04 >= 2, worked(helper))"
    );
    assert_eq!((foreman.place, foreman.family.as_deref(), foreman.free_hours), (Some(PlaceId(1)), Some("mining"), 120));
    let requirement = Requirement { competency: CompetencyId(2), level: 2, importance: 5, essential: true };
    assert_eq!(foreman.requires[1], requirement);
    assert_eq!(foreman.tenure, Tenure { months: 24, outcomes: vec![] });
    assert_eq!(foreman.wage.map(|wage| (wage.per_month, wage.as_of.to_string())), Some((90_000, "2026-09".into())));
    assert_eq!(foreman.demand, [Demand { year: 2027, openings: 40, low: Some(30), high: Some(55) }]);
    assert_eq!(foreman.interests, [Interest { area: Area::Realistic, value: 80 }]);
    let employment = Employment { programme: ProgrammeId(1), year: 2025, graduates: 48, employed: 41 };
    assert_eq!(region.employment, [employment]);
    assert_eq!(region.facts, Table::new(vec!["fit".into()]));
    assert_eq!(region.digest, codec::digest(&region));
}

#[test]
fn lists_and_optional_fields_may_be_absent() {
    let fields = ["format", "id", "version", "locales", "name", "currency", "as_of", "licence"];
    let mut least = base();
    least.as_object_mut().unwrap().retain(|name, _| fields.contains(&name.as_str()));
    assert_eq!(shown(&read(&least).problems), "");
    for field in ["free_hours", "code", "advanced_standing", "outcomes", "awards"] {
        let warning = match field {
            "outcomes" => "untaught jobs[1].requires[1].level",
            "awards" => "unreachable-job jobs[1].entry",
            _ => "",
        };
        check(&format!("/programmes/1/{field}"), Value::Null, warning);
    }
    for pointer in [
        "/programmes/1/offerings/0/fee_per_year",
        "/programmes/1/offerings/2/contract/stipend_per_month",
        "/activities/0/hosts",
        "/activities/0/fee",
        "/jobs/1/requires/0/essential",
    ] {
        check(pointer, Value::Null, "");
    }
}

/// A reference to a replaced record means its last successor.
#[test]
fn replaced_records_are_followed_and_left_out() {
    let region = small();
    let mining = competency(&region, "21.05.04");
    assert!(region.competencies.find(|row| row.id == "old-mining").is_none());
    assert_eq!(region.programmes[ProgrammeId(1)].outcomes, [Outcome { competency: mining, level: 2 }]);
    let replaced = |array, id: &str, by: &str| Replaced { array, id: id.into(), by: by.into() };
    let expected = [
        replaced(Array::Competencies, "old-mining", "21.05.04"),
        replaced(Array::Offerings, "miner/once", "miner/state"),
    ];
    assert_eq!(region.replaced, expected);

    // Links on a page are as old as files: it gets the successors, too.
    let text = catalog(&region, &CompetencyGraph::new(&region), None);
    let catalog: Value = serde_json::from_str(&text).unwrap();
    let (mining, offering) = (("competencies", "old-mining", "21.05.04"), ("offerings", "miner/once", "miner/state"));
    let replaced = [mining, offering].map(|(array, id, by)| json!({"array": array, "id": id, "by": by}));
    assert_eq!(catalog["replaced"], json!(replaced));

    let mut chain = changed(base(), "/jobs/0/replaced_by", json!("foreman"));
    chain = changed(chain, "/competencies/2/replaced_by", json!("physics"));
    chain = changed(chain, "/competencies/1/broader", json!(["science", "old-mining"]));
    chain = changed(chain, "/jobs/1/requires/1", json!({"competency": "science", "level": 1, "importance": 1}));
    let read = read(&chain);
    assert_eq!(shown(&read.problems), "untaught jobs[1].requires[1].level");
    let region = read.value.unwrap();
    let physics = competency(&region, "physics");
    assert_eq!(region.competencies[physics].broader, [CompetencyId(0)]);
    assert_eq!(region.jobs.len(), 1);
    assert_eq!(region.programmes[ProgrammeId(1)].advanced_standing[0].when, Condition::Atom(Atom::Worked(JobId(0))));
    assert_eq!(
        region.jobs[JobId(0)].entry.print(&region),
        "holds(diploma) and attests(fit) and 1 of (physics >= 2, worked(foreman))"
    );
    assert_eq!(region.activities[ActivityId(0)].hosts.jobs, [JobId(0)]);
    // Two outcomes that mean one competency now are one, at the higher level.
    assert_eq!(region.activities[ActivityId(0)].outcomes, [Outcome { competency: physics, level: 2 }]);
    let competencies: Vec<_> = region.replaced.iter().filter(|old| old.array == Array::Competencies).collect();
    assert_eq!(competencies.len(), 2);
    assert!(competencies.iter().all(|old| old.by == "physics"));

    // What only replaced records name is no fact of the region, and a replaced level stays a level.
    let facts = changed(base(), "/programmes/1/offerings/1/entry", json!("attests(a) or attests(z)"));
    let facts = changed(facts, "/jobs/1/entry", json!("attests(zeal) and attests(eyes) and attests(zeal)"));
    let region = self::read(&changed(facts, "/progression/0/replaced_by", json!("able"))).value.unwrap();
    assert_eq!(region.facts, Table::new(vec!["eyes".into(), "fit".into(), "zeal".into()]));
    assert_eq!(region.jobs[JobId(1)].entry.print(&region), "attests(zeal) and attests(eyes) and attests(zeal)");
    assert_eq!(region.progression.len(), 3);
}

#[test]
fn types_and_fields() {
    check("/jobs/0/free_hours", json!(1_000_000), "");
    for wrong in [json!("12"), json!(true), json!([]), json!({}), json!(1.5), json!(1e300)] {
        let code = if wrong == json!(1e300) { "out-of-range" } else { "wrong-type" };
        check("/jobs/0/free_hours", wrong, &format!("{code} jobs[0].free_hours"));
    }
    check("/id", json!(7), "wrong-type id");
    check("/jobs/1/requires/0/essential", json!("true"), "wrong-type jobs[1].requires[0].essential");
    check("/jobs/1/requires", json!({}), "wrong-type jobs[1].requires");
    check("/jobs/-", json!("helper"), "wrong-type jobs[2]");
    check(
        "/competencies/0",
        json!(5),
        "wrong-type competencies[0]\nunknown-id competencies[1].broader[0]\nunknown-id competencies[3].broader[0]",
    );
    check("/name", json!("Small"), "wrong-type name");
    check("/places/0/lat", json!("53,76"), "wrong-type places[0].lat");
    check("/programmes/0/provider", json!(["school"]), "wrong-type programmes[0].provider");

    check("/jobs/0/wages", json!(1), "unknown-field jobs[0].wages");
    check("/colour", json!(1), "unknown-field colour");
    check("/jobs/0/tenure/outcome", json!([]), "unknown-field jobs[0].tenure.outcome");
    check("/jobs/0/tenure/months", Value::Null, "missing-field jobs[0].tenure.months");
    check("/jobs/0/employer", Value::Null, "missing-field jobs[0].employer");
    check("/licence", Value::Null, "missing-field licence");
    check("/format", Value::Null, "missing-field format");
    check("/format", json!("pathways-region/2"), "wrong-format format");
    assert_eq!(shown(&read(&json!([])).problems), "wrong-type ");

    let twice = SMALL.replace("\"currency\": \"RUB\"", "\"currency\": \"RUB\", \"currency\": \"RUB\"");
    assert_eq!(shown(&read::region_json("", twice.as_bytes()).problems), "duplicate-field currency");
    let twice = SMALL.replace("\"ru\": \"знает\"", "\"ru\": \"знает\", \"ru\": \"знает\"");
    assert_eq!(shown(&read::region_json("", twice.as_bytes()).problems), "duplicate-field progression[0].name.ru");

    check("/version", json!(""), "empty-text version");
    check("/jobs/1/code", json!(""), "empty-text jobs[1].code");
    check("/licence", json!("л".repeat(read::MAX_TEXT)), "");
    check("/licence", json!("л".repeat(read::MAX_TEXT + 1)), "long-text licence");
    check("/jobs/0/null", json!(false), "unknown-field jobs[0].null");
    let null = SMALL.replace("\"seats\": 25", "\"seats\": null");
    assert_eq!(shown(&read::region_json("", null.as_bytes()).problems), "wrong-type programmes[1].offerings[0].seats");
}

#[test]
fn ids_and_references() {
    let longest = "a".repeat(64);
    for good in ["constructor", "0", "a.b_c-d", "tostring", &longest] {
        check("/organizations/-", json!({"id": good, "kind": "other", "name": {"ru": "я", "en": "i"}}), "");
    }
    let long = "a".repeat(65);
    let kilobytes = "я".repeat(10_000);
    for (bad, character) in [
        ("__proto__", 1),
        ("", 1),
        ("-a", 1),
        ("hasOwnProperty", 4),
        ("a b", 2),
        ("сталь", 1),
        ("steel\u{441}", 6),
        ("a\u{202e}b", 2),
        ("holds", 1),
        ("attests", 1),
        (&long, 1),
        (&kilobytes, 1),
    ] {
        let organization = json!({"id": bad, "kind": "other", "name": {"ru": "я", "en": "i"}});
        check("/organizations/-", organization.clone(), &format!("bad-id organizations[3].id:{character}"));
        let message = &read(&changed(base(), "/organizations/-", organization)).problems[0].message;
        assert!(message.chars().count() < 250 && !message.contains('\u{202e}'), "{message}");
    }
    check("/id", json!("and"), "bad-id id:1");
    check("/jobs/1/entry", json!("attests(Fit)"), "bad-id jobs[1].entry:9");

    check("/jobs/1/id", json!("helper"), "duplicate-id jobs[1].id");
    // Arrays and programmes have ids of their own.
    check("/jobs/1/id", json!("miner"), "");
    check("/programmes/1/offerings/2/id", json!("once"), "duplicate-id programmes[1].offerings[2].id");
    check("/progression/1/id", json!("aware"), "duplicate-id progression[1].id");

    check("/programmes/0/provider", json!("shcool"), "unknown-id programmes[0].provider");
    check("/jobs/0/employer", json!("miner"), "unknown-id jobs[0].employer");
    check("/jobs/1/place", json!("city"), "unknown-id jobs[1].place");
    check("/organizations/1/source/0", json!("order"), "unknown-id organizations[1].source[0]");
    check("/competencies/1/broader/0", json!("life"), "unknown-id competencies[1].broader[0]");
    check("/credentials/1/implies/0", json!("none"), "unknown-id credentials[1].implies[0]");
    check("/programmes/1/awards/0", json!("none"), "unknown-id programmes[1].awards[0]");
    check("/programmes/0/outcomes/0/competency", json!("maths"), "unknown-id programmes[0].outcomes[0].competency");
    check(
        "/programmes/1/offerings/2/contract/sponsor",
        json!("pit"),
        "unknown-id programmes[1].offerings[2].contract.sponsor",
    );
    check("/activities/0/hosts/programmes/0", json!("none"), "unknown-id activities[0].hosts.programmes[0]");
    check("/activities/0/hosts/jobs/0", json!("none"), "unknown-id activities[0].hosts.jobs[0]");
    check("/employment/0/programme", json!("none"), "unknown-id employment[0].programme");
    check("/jobs/0/replaced_by", json!("none"), "unknown-id jobs[0].replaced_by");
    check("/programmes/1/offerings/1/replaced_by", json!("none"), "unknown-id programmes[1].offerings[1].replaced_by");
    check("/programmes/1/entry", json!("physics >= 1 and holds(basic)"), "unknown-id programmes[1].entry:24");
    check(
        "/jobs/1/entry",
        json!("worked(nobody) or maths >= 1"),
        "unknown-id jobs[1].entry:8\nunknown-id jobs[1].entry:19",
    );

    let remedy = |pointer, new| read(&changed(base(), pointer, new)).problems[0].remedy.clone();
    assert_eq!(remedy("/programmes/0/provider", json!("shcool")), "Did you mean `school`?");
    assert_eq!(remedy("/programmes/0/provider", json!("sсhool")), "Did you mean `school`?");
    assert_eq!(remedy("/jobs/0/employr", json!("mine")), "Did you mean `employer`?");
    assert_eq!(remedy("/jobs/1/interests/0/area", json!("r")), "Did you mean `R`?");
    assert_eq!(remedy("/programmes/0/provider", json!("university")), "Correct the id, or add what it names.");
}

#[test]
fn words_months_dates_and_addresses() {
    for (pointer, path) in [
        ("/organizations/0/kind", "organizations[0].kind"),
        ("/competencies/0/kind", "competencies[0].kind"),
        ("/programmes/0/kind", "programmes[0].kind"),
        ("/programmes/0/offerings/0/mode", "programmes[0].offerings[0].mode"),
        ("/programmes/0/offerings/0/funding", "programmes[0].offerings[0].funding"),
        ("/activities/0/kind", "activities[0].kind"),
        ("/activities/0/hosts/kinds/0", "activities[0].hosts.kinds[0]"),
        ("/jobs/1/interests/0/area", "jobs[1].interests[0].area"),
        ("/currency", "currency"),
    ] {
        check(pointer, json!("Rubel"), &format!("unknown-word {path}"));
    }
    for bad in ["2026-13", "2026-00", "2026-1", "2026-11-01", "26-11", "0000-01", "november", "2026‑11"] {
        check("/as_of", json!(bad), "bad-month as_of");
        check("/jobs/1/wage/as_of", json!(bad), "bad-month jobs[1].wage.as_of");
    }
    for good in ["0001-01", "9999-12"] {
        check("/as_of", json!(good), "");
    }
    for good in ["2025", "2025-08", "2025-08-26", "2024-02-29", "2000-02-29"] {
        check("/sources/0/date", json!(good), "");
    }
    for bad in [
        "25",
        "2025-8",
        "2025-02-29",
        "1900-02-29",
        "2025-04-31",
        "2025-12-32",
        "2025-12-00",
        "26.08.2025",
        "2025-08-2x",
    ] {
        check("/sources/0/date", json!(bad), "bad-date sources[0].date");
    }
    for good in ["http://школа.рф/", "https://a"] {
        check("/organizations/0/url", json!(good), "");
    }
    for bad in [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a",
        "//a",
        "https://",
        "https:///a",
        "https://a b",
        "a.ru",
        "https://a\"b",
    ] {
        check("/organizations/0/url", json!(bad), "bad-url organizations[0].url");
        check("/sources/0/url", json!(bad), "bad-url sources[0].url");
        check("/competencies/1/same_as/0", json!(bad), "bad-url competencies[1].same_as[0]");
        check("/jobs/1/same_as/0", json!(bad), "bad-url jobs[1].same_as[0]");
    }
}

#[test]
fn locales() {
    for bad in ["r", "rus-", "../x", "русский", "ru_RU"] {
        check("/locales/-", json!(bad), "bad-locale locales[2]");
    }
    check("/locales/-", json!("ru"), "bad-locale locales[2]");
    check("/locales", json!([]), "missing-field locales");
    check("/jobs/0/name/en", Value::Null, "untranslated jobs[0].name.en");
    check("/jobs/0/name/ru", Value::Null, "missing-locale jobs[0].name.ru");
    check("/jobs/0/name", json!({}), "missing-locale jobs[0].name.ru\nuntranslated jobs[0].name.en");
    check("/name/de", json!("Klein"), "unknown-locale name.de");
    check("/name/__proto__", json!("Klein"), "unknown-locale name.__proto__");
    check("/name/ru", json!(""), "empty-text name.ru");
    let many: Vec<String> = (0..=read::MAX_LOCALES).map(|index| format!("ru-{index}")).collect();
    check("/locales", json!(many), "too-large locales");
    let read = read(&changed(base(), "/locales", json!(many[1..])));
    assert!(!shown(&read.problems).contains("too-large"));
}

#[test]
fn numbers_have_ranges() {
    for (pointer, path, least, most) in [
        ("/programmes/0/months", "programmes[0].months", 1, 600),
        ("/programmes/0/free_hours", "programmes[0].free_hours", 0, 1_000_000),
        ("/programmes/1/advanced_standing/0/months", "programmes[1].advanced_standing[0].months", 1, 600),
        ("/programmes/1/offerings/0/fee_per_year", "programmes[1].offerings[0].fee_per_year", 0, 1_000_000_000),
        ("/programmes/1/offerings/0/seats", "programmes[1].offerings[0].seats", 0, 1_000_000_000),
        ("/programmes/1/offerings/0/intake/0", "programmes[1].offerings[0].intake[0]", 1, 12),
        (
            "/programmes/1/offerings/2/contract/obligation_months",
            "programmes[1].offerings[2].contract.obligation_months",
            0,
            600,
        ),
        (
            "/programmes/1/offerings/2/contract/stipend_per_month",
            "programmes[1].offerings[2].contract.stipend_per_month",
            0,
            1_000_000_000,
        ),
        ("/activities/0/hours", "activities[0].hours", 0, 1_000_000),
        ("/activities/0/fee", "activities[0].fee", 0, 1_000_000_000),
        ("/jobs/0/tenure/months", "jobs[0].tenure.months", 1, 600),
        ("/jobs/0/free_hours", "jobs[0].free_hours", 0, 1_000_000),
        ("/jobs/1/requires/0/importance", "jobs[1].requires[0].importance", 1, 5),
        ("/jobs/1/wage/per_month", "jobs[1].wage.per_month", 0, 1_000_000_000),
        ("/jobs/1/demand/0/year", "jobs[1].demand[0].year", 1, 9999),
        ("/jobs/1/demand/0/openings", "jobs[1].demand[0].openings", 0, 1_000_000_000),
        ("/jobs/1/demand/0/low", "jobs[1].demand[0].low", 0, 1_000_000_000),
        ("/jobs/1/interests/0/value", "jobs[1].interests[0].value", 0, 100),
        ("/employment/0/graduates", "employment[0].graduates", 0, 1_000_000_000),
        ("/credentials/0/eqf", "credentials[0].eqf", 1, 8),
        ("/places/0/lat", "places[0].lat", -90, 90),
        ("/places/0/lon", "places[0].lon", -180, 180),
    ] {
        check(pointer, json!(least), "");
        check(pointer, json!(most), "");
        check(pointer, json!(least - 1), &format!("out-of-range {path}"));
        check(pointer, json!(most + 1), &format!("out-of-range {path}"));
        check(pointer, json!(1u64 << 40), &format!("out-of-range {path}"));
    }
    for (pointer, path) in [
        ("/programmes/0/outcomes/0/level", "programmes[0].outcomes[0].level"),
        ("/activities/0/outcomes/1/level", "activities[0].outcomes[1].level"),
        ("/jobs/0/tenure/outcomes/0/level", "jobs[0].tenure.outcomes[0].level"),
    ] {
        check(pointer, json!(3), "");
        for bad in [json!(0), json!(4), json!(-1), json!(256)] {
            check(pointer, bad, &format!("level-out-of-scale {path}"));
        }
        check(pointer, json!(1.5), &format!("wrong-type {path}"));
    }
    check("/jobs/1/requires/0/level", json!(0), "level-out-of-scale jobs[1].requires[0].level");
    check("/jobs/1/requires/0/level", json!(3), "untaught jobs[1].requires[0].level");
    check("/programmes/1/entry", json!("science >= 3 or physics >= 1"), "");
    check("/programmes/1/entry", json!("physics >= 4"), "level-out-of-scale programmes[1].entry:12");
    check("/programmes/1/entry", json!("physics >= 0"), "level-out-of-scale programmes[1].entry:12");
}

#[test]
fn lists_have_limits() {
    let level = |index: usize| json!({"id": format!("level-{index}"), "name": {"ru": "я", "en": "i"}});
    let levels = |count| changed(base(), "/progression", (0..count).map(level).collect());
    assert_eq!(shown(&read(&levels(read::MAX_LEVELS)).problems), "");
    assert_eq!(shown(&read(&levels(read::MAX_LEVELS + 1)).problems), "too-large progression");
    let offering = |index: usize| json!({"id": index.to_string(), "mode": "full-time", "funding": "state"});
    let offerings = |count| changed(base(), "/programmes/0/offerings", (0..count).map(offering).collect());
    assert_eq!(shown(&read(&offerings(read::MAX_OFFERINGS)).problems), "");
    assert_eq!(shown(&read(&offerings(read::MAX_OFFERINGS + 1)).problems), "too-large programmes[0].offerings");
}

#[test]
fn conditions() {
    check("/jobs/1/entry", json!("physics > 2"), "condition-syntax jobs[1].entry:9");
    check("/jobs/1/entry", json!(""), "condition-syntax jobs[1].entry:1");
    check("/jobs/1/entry", json!("3 of (physics >= 1, worked(helper))"), "count-out-of-range jobs[1].entry:1");
    check("/jobs/1/entry", json!("2 of (physics >= 1, worked(helper))"), "");
    check("/jobs/1/entry", json!("age(151)"), "out-of-range jobs[1].entry:5");
    check("/jobs/1/entry", json!(["age(16)"]), "wrong-type jobs[1].entry");

    check("/programmes/1/entry", json!("age(16)"), "");
    check("/programmes/1/offerings/0/entry", json!("age(16)"), "");
    check("/jobs/1/entry", json!("age(16)"), "");
    check(
        "/programmes/1/advanced_standing/0/when",
        json!("age(16)"),
        "misplaced-age programmes[1].advanced_standing[0].when:5",
    );
    check("/activities/0/entry", json!("physics >= 1 or age(16)"), "misplaced-age activities[0].entry:21");
    check(
        "/programmes/1/advanced_standing/0/when",
        Value::Null,
        "missing-field programmes[1].advanced_standing[0].when",
    );

    let longest = "physics >= 1".to_string() + &" ".repeat(4_000 - 12);
    check("/jobs/1/entry", json!(longest), "");
    check("/jobs/1/entry", json!(longest + " "), "condition-limit jobs[1].entry:4001");
}

/// A condition that can be read can be built and loaded.
#[test]
fn the_deepest_condition_survives_building() {
    let depth = pathway_planner::condition::MAX_DEPTH;
    let open = "age(1) or age(2) and 1 of (".repeat(depth);
    let deepest = format!("{open}age(1) or age(2) and age(3){}", ")".repeat(depth));
    let region = read(&changed(base(), "/jobs/1/entry", json!(deepest))).value.unwrap();
    assert_eq!(region.jobs[JobId(1)].entry.print(&region), deepest);
    let loaded = codec::read(&codec::write(&region).core).unwrap();
    assert_eq!(loaded.jobs[JobId(1)].entry, region.jobs[JobId(1)].entry);
}

#[test]
fn cycles() {
    check("/credentials/0/implies", json!(["diploma"]), "cycle credentials[0].implies");
    check("/credentials/0/implies", json!(["basic-general"]), "cycle credentials[0].implies");
    check("/competencies/0/broader", json!(["physics"]), "cycle competencies[0].broader");
    check("/competencies/0/broader", json!(["21.05.04"]), "");
    check("/competencies/2/replaced_by", json!("old-mining"), "cycle competencies[2].replaced_by");
    check("/jobs/0/replaced_by", json!("helper"), "cycle jobs[0].replaced_by");
    check("/programmes/1/offerings/0/replaced_by", json!("once"), "cycle programmes[1].offerings[0].replaced_by");
    check("/progression/0/replaced_by", json!("aware"), "cycle progression[0].replaced_by");
    check("/sources/0/replaced_by", json!("law"), "cycle sources[0].replaced_by");

    // A knot of many cycles is one problem, told by its shortest cycle.
    let credential = |index: usize| {
        let implies: Vec<String> = [(index + 1) % 50, (index + 49) % 50].map(|other| format!("c{other}")).into();
        json!({"id": format!("c{index}"), "name": {"ru": "я", "en": "i"}, "implies": implies})
    };
    let mut knot = base();
    knot["credentials"].as_array_mut().unwrap().extend((0..50).map(credential));
    let problems = read(&knot).problems;
    assert_eq!(shown(&problems), "cycle credentials[2].implies");
    assert_eq!(problems[0].message, "`c0` leads back to itself: c0 → c1 → c0");

    // Long chains neither overflow the stack nor take long.
    let chain = |field: &'static str, last: Value| {
        let credential = |index: usize| {
            let next = if index == 0 { last.clone() } else { json!(format!("c{}", index - 1)) };
            let next = if field == "implies" { json!([next]) } else { next };
            json!({"id": format!("c{index}"), "name": {"ru": "я", "en": "i"}, field: next})
        };
        let mut chain = base();
        chain["credentials"].as_array_mut().unwrap().extend((0..100_000).map(credential));
        shown(&read(&chain).problems)
    };
    assert_eq!(chain("implies", json!("diploma")), "");
    assert_eq!(chain("replaced_by", json!("diploma")), "");
    assert_eq!(chain("implies", json!("c99999")), "cycle credentials[2].implies");
    assert_eq!(chain("replaced_by", json!("c99999")), "cycle credentials[2].replaced_by");
}

#[test]
fn requirements_are_different_and_taught() {
    check("/jobs/1/requires/1/competency", json!("physics"), "repeated-requirement jobs[1].requires[1].competency");
    let replaced = json!({"competency": "old-mining", "level": 1, "importance": 1});
    check("/jobs/1/requires/-", replaced, "repeated-requirement jobs[1].requires[2].competency");
    check("/activities", json!([]), "untaught jobs[1].requires[0].level");
}

#[test]
fn jobs_can_be_reached_from_school() {
    check("/jobs/1/entry", json!("holds(diploma) and worked(foreman)"), "unreachable-job jobs[1].entry");
    check("/jobs/1/entry", json!("holds(diploma) and (worked(foreman) or worked(helper))"), "");
    check("/jobs/1/entry", json!("holds(diploma) and age(99) and attests(giant)"), "");
    let problems = read(&changed(base(), "/jobs/1/entry", json!("holds(diploma) and worked(foreman)"))).problems;
    assert_eq!(
        problems[0].message,
        "nobody who leaves school here can ever become `foreman`: `worked(foreman)` is out of reach"
    );

    // What only the job itself teaches cannot be essential to it.
    let taught = changed(base(), "/jobs/1/tenure/outcomes", json!([{"competency": "physics", "level": 3}]));
    for (essential, problems) in [(true, "unreachable-job jobs[1].requires[0].level"), (false, "")] {
        let physics = json!({"competency": "physics", "level": 3, "importance": 2, "essential": essential});
        assert_eq!(shown(&read(&changed(taught.clone(), "/jobs/1/requires/0", physics)).problems), problems);
    }
    // What nothing at all teaches is one problem, not two.
    let physics = json!({"competency": "physics", "level": 3, "importance": 2, "essential": true});
    check("/jobs/1/requires/0", physics, "untaught jobs[1].requires[0].level");

    // Without a school nobody knows what its leavers bring.
    let loose = changed(base(), "/jobs/1/entry", json!("worked(foreman)"));
    assert_eq!(shown(&read(&changed(loose, "/programmes/0/kind", json!("course"))).problems), "");
}

#[test]
fn programmes_can_be_entered() {
    let with_foreman = |place: &str| format!("unreachable-job jobs[1].entry\nclosed-programme {place}");
    // School and the olympiad at school teach physics up to 2.
    check("/programmes/1/entry", json!("physics >= 3"), &with_foreman("programmes[1].entry"));
    check("/programmes/1/entry", json!("physics >= 2"), "");
    check("/programmes/1/entry", json!("holds(diploma)"), &with_foreman("programmes[1].entry"));
    check("/programmes/1/offerings", json!([]), &with_foreman("programmes[1].id"));
    let one_closed = changed(base(), "/programmes/1/offerings/0/entry", json!("holds(diploma)"));
    assert_eq!(shown(&read(&one_closed).problems), "");
    let all_closed = changed(one_closed, "/programmes/1/offerings/2/entry", json!("holds(diploma)"));
    assert_eq!(shown(&read(&all_closed).problems), with_foreman("programmes[1].offerings[0].entry"));
    // Who is at school has entered it.
    check("/programmes/0/entry", json!("holds(diploma)"), "");
}

#[test]
fn programmes_lead_somewhere() {
    let course = |outcomes: Value, awards: Value| {
        let offerings = json!([{"id": "paid", "mode": "distance", "funding": "paid"}]);
        let name = json!({"ru": "Кружок", "en": "Circle"});
        let course = json!({"id": "circle", "kind": "course", "name": name, "provider": "college", "months": 1,
            "outcomes": outcomes, "awards": awards, "offerings": offerings});
        changed(base(), "/programmes/-", course)
    };
    let science = |level: u8| course(json!([{"competency": "science", "level": level}]), json!([]));
    let dead_end = "dead-end programmes[2].id";
    assert_eq!(shown(&read(&course(json!([]), json!([]))).problems), dead_end);
    assert_eq!(shown(&read(&science(1)).problems), dead_end);
    // A level that a job requires, a credential that implies one that an entry asks for.
    assert_eq!(shown(&read(&course(json!([{"competency": "physics", "level": 1}]), json!([]))).problems), "");
    assert_eq!(shown(&read(&course(json!([]), json!(["diploma"]))).problems), "");
    let above = changed(course(json!([]), json!(["diploma"])), "/jobs/1/entry", json!("holds(basic-general)"));
    assert_eq!(shown(&read(&above).problems), "");
    // An entry asks for a level, and less is of no use to it.
    for (level, problems) in [(1, dead_end), (2, "")] {
        let asked = changed(science(level), "/jobs/1/entry", json!("science >= 2 or holds(diploma)"));
        assert_eq!(shown(&read(&asked).problems), problems);
    }
    // An activity that names the programme is its content; one for schools is every school's.
    let host = changed(course(json!([]), json!([])), "/activities/0/hosts/programmes", json!(["miner", "circle"]));
    assert_eq!(shown(&read(&host).problems), "");
    let school = changed(course(json!([]), json!([])), "/programmes/2/kind", json!("general"));
    assert_eq!(shown(&read(&school).problems), "");
}

/// One run tells everything, in the order of the input.
#[test]
fn all_problems_are_told_at_once() {
    let text = SMALL
        .replace("\"2026-11\"", "\"2026-14\"")
        .replace("\"kind\": \"school\"", "\"kind\": \"shcool\"")
        .replace("\"competency\": \"old-mining\", \"level\": 2", "\"competency\": \"old-minig\", \"level\": 9")
        .replace("\"entry\": \"age(16)\"", "\"entry\": \"age 16\"")
        .replace("\"openings\": 40", "\"openings\": -4");
    let read = read::region_json("small.json", text.as_bytes());
    assert!(read.value.is_none());
    let expected = "\
bad-month small.json as_of
unknown-word small.json organizations[0].kind
unknown-id small.json programmes[1].outcomes[0].competency
level-out-of-scale small.json programmes[1].outcomes[0].level
condition-syntax small.json jobs[0].entry:5
out-of-range small.json jobs[1].demand[0].openings";
    assert_eq!(shown(&read.problems), expected);
    let first = "error[unknown-word]: `shcool` is not one of the words that can stand here\n  \
        small.json organizations[0].kind\n  help: Did you mean `school`?";
    assert_eq!(read.problems[1].to_string(), first);
}

#[test]
fn texts_that_are_not_json() {
    let check = |text: &[u8], problems: &str| {
        let read = read::region_json("r.json", text);
        assert!(read.value.is_none());
        assert_eq!(shown(&read.problems), problems);
    };
    check(b"", "syntax r.json:1:1");
    check("{\n \"имя\": 1,\n \"ё\" 2}".as_bytes(), "syntax r.json:3:6");
    check(b"{} {}", "syntax r.json:1:4");
    check(b"[1e999]", "syntax r.json:1:6");
    check(b"{\"id\": \"\\ud800\"}", "syntax r.json:1:15");
    check(b"{\n\"id\": \"\xcf\xf0\xe8\xe2\xe5\xf2\"}", "encoding r.json:2");
    let with_mark = ["\u{feff}", SMALL].concat();
    assert_eq!(shown(&read::region_json("r.json", with_mark.as_bytes()).problems), "");

    // `{"x": …}` is one deep already.
    let nested = |depth: usize| format!("{{\"x\": {}{}}}", "[".repeat(depth - 1), "]".repeat(depth - 1));
    let unknown = shown(&read::region_json("r.json", nested(64).as_bytes()).problems);
    assert!(unknown.starts_with("unknown-field r.json x\nmissing-field"), "{unknown}");
    check(nested(65).as_bytes(), "too-deep r.json:1:71");
    check("[".repeat(1_000_000).as_bytes(), "too-deep r.json:1:65");
}

#[test]
fn input_is_at_most_64_mb() {
    let mut text = SMALL.as_bytes().to_vec();
    text.resize(read::MAX_BYTES, b' ');
    assert_eq!(shown(&read::region_json("r.json", &text).problems), "");
    text.push(b' ');
    let problems = read::region_json("r.json", &text).problems;
    assert_eq!(shown(&problems), "too-large r.json");
    assert_eq!(problems[0].message, "there are 64000001 bytes, and at most 64000000 can be read");
}

/// Hostile input costs no more than its length.
#[test]
fn problems_have_a_limit() {
    let fields =
        |count: usize| (0..count).map(|index| (format!("x{index}"), json!(0))).collect::<serde_json::Map<_, _>>();
    let with = |count| {
        let mut region = base();
        region.as_object_mut().unwrap().extend(fields(count));
        read(&region).problems
    };
    assert_eq!(with(read::MAX_PROBLEMS).len(), read::MAX_PROBLEMS);
    let problems = with(read::MAX_PROBLEMS + 1);
    assert_eq!(problems.len(), read::MAX_PROBLEMS + 1);
    assert_eq!(problems.last().map(|problem| problem.code), Some(Code::TooManyProblems));

    let job = |index: usize| json!({"id": format!("j{index}"), "name": {"ru": "я"}, "employer": "mine", "tenure": {"months": 1}});
    let read = read(&changed(base(), "/jobs", (0..=read::MAX_PROBLEMS).map(job).collect()));
    assert!(read.value.is_none(), "the small region's other records name its jobs");
    let warnings = read.problems.iter().filter(|problem| problem.code == Code::Untranslated).count();
    assert_eq!(warnings, read::MAX_PROBLEMS);
    assert_eq!(read.problems.last().map(|problem| problem.code), Some(Code::TooManyWarnings));
}

/// Every code that there is has a test that names it.
#[test]
fn codes_are_tested() {
    let tests = [
        include_str!("broken/mod.rs"),
        include_str!("checks.rs"),
        include_str!("cli.rs"),
        include_str!("codec.rs"),
        include_str!("conditions.rs"),
        include_str!("read_json.rs"),
        include_str!("read_student.rs"),
        include_str!("read_tables.rs"),
        include_str!("workbooks.rs"),
    ]
    .concat();
    for code in Code::ALL {
        let word = code.word();
        let names = [format!("{word} "), format!("error[{word}]"), format!("Code::{code:?}")];
        // No input leads to a fault of the program itself.
        let named = *code == Code::Unbuildable || names.iter().any(|name| tests.contains(name));
        assert!(named, "{word}");
        assert_eq!(Code::ALL.iter().filter(|other| other.word() == word).count(), 1);
        let is_kebab = word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        assert!(is_kebab, "{word}");
    }
}
