//! What `pathways check` finds beside the reader's errors: each lint where it must speak and where it must not.

use std::fs;
use std::path::Path;

use pathway_planner::check;
use pathway_planner::codec;
use pathway_planner::problem::{Code, Severity};
use pathway_planner::read;
use serde_json::{Value, json};

use crate::read_json::{SMALL, changed, shown};
use crate::read_tables::{Files, folder, with};

/// The findings of these codes in the small region with some values changed.
fn json_findings(code: Code, changes: &[(&str, Value)]) -> String {
    let mut region: Value = serde_json::from_str(SMALL).unwrap();
    for (pointer, new) in changes {
        region = changed(region, pointer, new.clone());
    }
    let mut problems = check::json("", region.to_string().as_bytes()).problems;
    problems.retain(|problem| problem.code == code);
    shown(&problems)
}

/// The same in its tables, with pieces of a file's text replaced.
fn table_findings(code: Code, files: &Files) -> String {
    let mut problems = check::tables(files).problems;
    problems.retain(|problem| problem.code == code);
    shown(&problems)
}

/// A lint that must speak of the first change and must not of the second.
#[track_caller]
fn lint(code: Code, place: &str, speaks: &[(&str, Value)], silent: &[(&str, Value)]) {
    assert_eq!(json_findings(code, speaks), format!("{} {place}", code.word()));
    assert_eq!(json_findings(code, silent), "");
}

/// The same for tables.
#[track_caller]
fn table_lint(code: Code, place: &str, speaks: (&str, &str, &str), silent: (&str, &str, &str)) {
    let of = |(name, old, new)| table_findings(code, &with(name, old, new));
    assert_eq!(of(speaks), format!("{} {place}", code.word()));
    assert_eq!(of(silent), "");
}

#[test]
fn wrong_separator() {
    let commas = "job,year,openings,low,high\nforeman,2027,40,30,55\n";
    for separator in [";", "\t"] {
        let broken = with("demand.csv", commas, &commas.replace(',', separator));
        let problems = check::tables(&broken).problems;
        // What the reader says of the same file is the same.
        assert_eq!(shown(&problems), "wrong-separator demand.csv:1");
    }
    let quoted = with("sources.csv", "id,title,url,date\nlaw,Закон,", "id,title,url,date\nlaw,Закон; право,");
    assert_eq!(table_findings(Code::WrongSeparator, &quoted), "");
}

#[test]
fn lookalike_id() {
    table_lint(
        Code::LookalikeId,
        "competencies.csv:3 id",
        ("competencies.csv", "physics,", "рhysics,"),
        ("competencies.csv", "Физика", "Физика с C"),
    );
    let files = with("programmes.csv", "holds(basic-general)", "holds(bаsic-general)");
    let problems = check::tables(&files).problems;
    assert_eq!(shown(&problems), "lookalike-id programmes.csv:3 entry");
    assert_eq!(problems[0].remedy, "Type it again in Latin letters: `physics >= 1 and holds(basic-general)`.");
    // A Russian word is no slip of the keyboard.
    let files = with("competencies.csv", "physics,", "физика,");
    assert_eq!(table_findings(Code::LookalikeId, &files), "");
    assert!(shown(&check::tables(&files).problems).contains("bad-id competencies.csv:3 id:1"));
}

#[test]
fn space_in_id() {
    lint(
        Code::SpaceInId,
        "jobs[1].id",
        &[("/jobs/1/id", json!("foreman\u{a0}"))],
        &[("/jobs/1/name/ru", json!("Горный мастер"))],
    );
    assert_eq!(json_findings(Code::BadId, &[("/jobs/1/id", json!("foreman "))]), "");
    assert_eq!(
        json_findings(Code::SpaceInId, &[("/jobs/1/employer", json!("mi\u{200b}ne"))]),
        "space-in-id jobs[1].employer"
    );
}

#[test]
fn lookalike_word() {
    lint(
        Code::LookalikeWord,
        "jobs[1].name.ru",
        &[("/jobs/1/name/ru", json!("Mастер"))],
        &[("/jobs/1/name/ru", json!("IT-мастер, 3D, SCADA-системы, класс C, ТЭЦ"))],
    );
    assert_eq!(
        json_findings(Code::LookalikeWord, &[("/jobs/1/name/en", json!("Fоreman"))]),
        "lookalike-word jobs[1].name.en"
    );
}

#[test]
fn stray_space() {
    lint(
        Code::StraySpace,
        "jobs[1].name.ru",
        &[("/jobs/1/name/ru", json!("Горный  мастер"))],
        &[("/jobs/1/name/ru", json!("Мастер 2–3\u{a0}разряда"))],
    );
}

#[test]
fn excel_date() {
    let code = |text: &str| json_findings(Code::ExcelDate, &[("/programmes/1/code", json!(text))]);
    for (text, meant) in [
        ("09.02.2007", "09.02.07"),
        ("2007-02-09", "09.02.07"),
        ("9.фев.07", "09.02.07"),
        ("09-Feb-07", "09.02.07"),
        ("01.фев", "01.02"),
        ("Jan-02", "01.02"),
    ] {
        assert_eq!(code(text), "excel-date programmes[1].code", "{text}");
        let region = changed(serde_json::from_str(SMALL).unwrap(), "/programmes/1/code", json!(text));
        let problems = check::json("", region.to_string().as_bytes()).problems;
        let remedy = &problems.iter().find(|one| one.code == Code::ExcelDate).unwrap().remedy;
        assert!(remedy.contains(&format!("`{meant}`")), "{text}: {remedy}");
    }
    for text in ["09.02.07", "21.05.04", "18.001", "15.01.35", "ПК 1.2", "27.013", "A/01.3"] {
        assert_eq!(code(text), "", "{text}");
    }
    let month = [("/jobs/1/wage/as_of", json!("01.09.2026"))];
    assert_eq!(json_findings(Code::ExcelDate, &month), "excel-date jobs[1].wage.as_of");
    assert_eq!(json_findings(Code::BadMonth, &month), "");
    assert_eq!(
        json_findings(Code::ExcelDate, &[("/sources/0/date", json!("29.12.2012"))]),
        "excel-date sources[0].date"
    );
    assert_eq!(json_findings(Code::ExcelDate, &[("/sources/0/date", json!("2012-12-29"))]), "");
}

#[test]
fn scientific_notation() {
    table_lint(
        Code::ScientificNotation,
        "jobs.csv:3 wage.per_month",
        ("jobs.csv", "90000", "9E+04"),
        ("jobs.csv", "18.001", "1E2"),
    );
    assert_eq!(
        json_findings(Code::ScientificNotation, &[("/jobs/1/code", json!("1,23457E+11"))]),
        "scientific-notation jobs[1].code"
    );
}

#[test]
fn lost_zero() {
    let other = ("/jobs/1/code", json!("21.02.17"));
    lint(
        Code::LostZero,
        "programmes[1].code",
        &[other.clone(), ("/programmes/1/code", json!("9.02.07"))],
        &[other, ("/programmes/1/code", json!("09.02.07"))],
    );
    // Where codes are of another kind, one digit is none too few.
    assert_eq!(
        json_findings(Code::LostZero, &[("/jobs/1/code", json!("7.1")), ("/programmes/1/code", json!("9.02.07"))]),
        ""
    );
}

#[test]
fn mojibake() {
    lint(
        Code::Mojibake,
        "jobs[1].name.ru",
        &[("/jobs/1/name/ru", json!("РњР°СЃС‚РµСЂ"))],
        &[("/jobs/1/name/ru", json!("РС и СРО: Ремонтно-строительный союз"))],
    );
}

#[test]
fn decimal_comma() {
    table_lint(
        Code::DecimalComma,
        "places.csv:2 lat",
        ("places.csv", "53.76", "\"53,76\""),
        ("sources.csv", "Закон", "\"Закон 53,76\""),
    );
    assert_eq!(table_findings(Code::WrongType, &with("places.csv", "53.76", "\"53,76\"")), "");
}

#[test]
fn grouped_digits() {
    table_lint(
        Code::GroupedDigits,
        "jobs.csv:3 wage.per_month",
        ("jobs.csv", "90000", "90\u{a0}000"),
        ("jobs.csv", "Мастер", "Мастер 90 000"),
    );
}

#[test]
fn formula() {
    for text in ["=B2*12", "#ЗНАЧ!", "#REF!", "#####"] {
        let files = with("employment.csv", "2025,48,41", &format!("2025,48,{text}"));
        assert_eq!(shown(&check::tables(&files).problems), "formula employment.csv:2 employed", "{text}");
    }
    assert_eq!(json_findings(Code::Formula, &[("/jobs/1/name/en", json!("+ a plus, = sign, #1"))]), "");
}

#[test]
fn confusable_ids() {
    let job = |id: &str| json!({"id": id, "name": {"ru": "я", "en": "i"}, "employer": "mine", "tenure": {"months": 1}});
    lint(
        Code::ConfusableIds,
        "jobs[3].id",
        &[("/jobs/-", job("fore-man")), ("/jobs/-", job("fore_man"))],
        &[("/jobs/-", job("foreman-2")), ("/jobs/-", job("foreman-3"))],
    );
}

#[test]
fn duplicate_name() {
    lint(
        Code::DuplicateName,
        "competencies[2].name",
        &[("/competencies/2/name/ru", json!("физика"))],
        &[("/competencies/2/name/ru", json!("Физика горных пород"))],
    );
    // Two employers may have a job of one name.
    assert_eq!(
        json_findings(
            Code::DuplicateName,
            &[("/jobs/0/name/ru", json!("Мастер")), ("/jobs/0/employer", json!("college"))]
        ),
        ""
    );
}

#[test]
fn prerequisite_cycle() {
    let cycle = [
        ("/jobs/0/entry", json!("worked(foreman)")),
        ("/jobs/1/entry", json!("worked(helper)")),
        ("/jobs/1/requires", json!([])),
    ];
    lint(Code::PrerequisiteCycle, "jobs[0].entry", &cycle, &cycle[1..]);
    let mut region: Value = serde_json::from_str(SMALL).unwrap();
    for (pointer, new) in cycle {
        region = changed(region, pointer, new);
    }
    let problems = check::json("", region.to_string().as_bytes()).problems;
    let message = &problems.iter().find(|one| one.code == Code::PrerequisiteCycle).unwrap().message;
    assert_eq!(message, "`helper` needs itself first: helper → foreman → helper");
    // Through what a programme teaches and awards as well.
    let by_award = [("/programmes/1/entry", json!("holds(diploma)"))];
    assert_eq!(json_findings(Code::PrerequisiteCycle, &by_award), "prerequisite-cycle programmes[1].entry");
}

#[test]
fn idle_competency() {
    lint(
        Code::IdleCompetency,
        "competencies[2].id",
        &[("/jobs/1/requires", json!([])), ("/jobs/1/entry", json!(""))]
            .map(|(pointer, new)| (pointer, if new == json!("") { json!("holds(diploma)") } else { new })),
        &[("/jobs/1/requires", json!([]))],
    );
}

#[test]
fn idle_organization() {
    let more = |used: bool| {
        let centre = json!({"id": "centre", "kind": "resource-centre", "name": {"ru": "Центр", "en": "Centre"}});
        let provider = if used { "centre" } else { "college" };
        [("/organizations/-", centre), ("/activities/0/provider", json!(provider))]
    };
    lint(Code::IdleOrganization, "organizations[3].id", &more(false), &more(true));
}

#[test]
fn unhosted_activity() {
    let hosts = |kinds: Value| [("/activities/0/hosts", json!({"kinds": kinds}))];
    lint(Code::UnhostedActivity, "activities[0].hosts", &hosts(json!(["degree"])), &hosts(json!(["general"])));
}

#[test]
fn oversized_activity() {
    let hours =
        |hours: u32| [("/activities/0/hosts", json!({"kinds": ["general"]})), ("/activities/0/hours", json!(hours))];
    lint(Code::OversizedActivity, "activities[0].hours", &hours(301), &hours(300));
    // Beside a job there is room for both.
    let beside =
        |hours: u32| [("/activities/0/hosts", json!({"programmes": ["miner"]})), ("/activities/0/hours", json!(hours))];
    lint(Code::OversizedActivity, "activities[0].hours", &beside(321), &beside(320));
}

#[test]
fn duplicate_offering() {
    let again = |seats: Value| {
        let offering =
            json!({"id": "again", "mode": "full-time", "funding": "state", "intake": [2, 9], "seats": seats});
        [("/programmes/1/offerings/-", offering)]
    };
    lint(Code::DuplicateOffering, "programmes[1].offerings[3].id", &again(json!(25)), &again(json!(30)));
}

#[test]
fn dominated_offering() {
    let other = |funding: &str| {
        let offering = json!({"id": "again", "mode": "full-time", "funding": funding, "fee_per_year": 100, "intake": [9], "seats": 25});
        [("/programmes/1/offerings/-", offering)]
    };
    // A paid place beside a free one is for those who want to pay.
    lint(Code::DominatedOffering, "programmes[1].offerings[3].id", &other("state"), &other("paid"));
}

#[test]
fn duplicate_programme() {
    let twin = |months: u32| {
        let region: Value = serde_json::from_str(SMALL).unwrap();
        let twin = changed(region["programmes"][1].clone(), "/id", json!("miner-again"));
        [("/programmes/-", changed(twin, "/months", json!(months)))]
    };
    lint(Code::DuplicateProgramme, "programmes[2].id", &twin(34), &twin(22));
}

#[test]
fn jobless_sponsor() {
    let sponsor = |id: &str, months: u32| {
        let contract = json!({"sponsor": id, "obligation_months": months});
        [("/programmes/1/offerings/2/contract", contract)]
    };
    let place = "programmes[1].offerings[2].contract.sponsor";
    lint(Code::JoblessSponsor, place, &sponsor("college", 36), &sponsor("mine", 36));
    assert_eq!(json_findings(Code::JoblessSponsor, &sponsor("college", 0)), "");
}

#[test]
fn idle_standing() {
    let months = |months: u32| [("/programmes/1/advanced_standing/0/months", json!(months))];
    lint(Code::IdleStanding, "programmes[1].advanced_standing[0].months", &months(34), &months(33));
}

#[test]
fn personal_data() {
    let title = |text: &str| json_findings(Code::PersonalData, &[("/sources/0/title", json!(text))]);
    for text in [
        "Приёмная: +7 900 123-45-67",
        "тел. 8 (3843) 46-35-02",
        "8-800-200-01-22",
        "Пишите: ivanova.m+pk@college-nk.ru.",
        "СНИЛС 112-233-445 95",
    ] {
        assert_eq!(title(text), "personal-data sources[0].title", "{text}");
    }
    for text in [
        "Приказ Минпросвещения № 800 от 17.05.2022, 273-ФЗ",
        "ISBN 978-5-4468-7410-8",
        "2025-12-16, коды 21.02.17 и 8.001",
        "Канал @kuzbass",
        "8 800 мест, 11 колледжей",
    ] {
        assert_eq!(title(text), "", "{text}");
    }
    assert_eq!(Code::PersonalData.severity(), Severity::Error);
    assert_eq!(json_findings(Code::PersonalData, &[("/sources/0/url", json!("https://a.example/89001234567"))]), "");
    let mail = [("/organizations/1/url", json!("mailto:ivanov@college.example"))];
    assert_eq!(json_findings(Code::PersonalData, &mail), "personal-data organizations[1].url");
}

#[test]
fn html_in_text() {
    let name = |text: &str| [("/jobs/1/name/ru", json!(text))];
    lint(Code::HtmlInText, "jobs[1].name.ru", &name("<b>Мастер</b>"), &name("Мастер, давление < 3 > 1 & ток"));
    assert_eq!(json_findings(Code::HtmlInText, &name("Мастер&nbsp;смены")), "html-in-text jobs[1].name.ru");
}

#[test]
fn insecure_url() {
    let url = |url: &str| [("/organizations/1/url", json!(url))];
    // A concept's address is a name.
    lint(Code::InsecureUrl, "organizations[1].url", &url("http://college.example"), &url("https://college.example"));
}

#[test]
fn foreign_script() {
    let name = |text: &str| [("/jobs/1/name/en", json!(text))];
    lint(Code::ForeignScript, "jobs[1].name.en", &name("Мастер участка"), &name("Foreman, class «Б»"));
}

#[test]
fn same_translation() {
    let name = |text: &str| [("/jobs/1/name", json!({"ru": "AutoCAD", "en": text}))];
    lint(Code::SameTranslation, "jobs[1].name.ru", &name("AutoCAD"), &name("AutoCAD drawings"));
}

#[test]
fn long_label() {
    let name = |length: usize| [("/jobs/1/name/ru", json!("я".repeat(length)))];
    lint(Code::LongLabel, "jobs[1].name.ru", &name(161), &name(160));
}

#[test]
fn unsourced() {
    let without = |illustrative: bool| {
        [("/organizations/1/source", json!([])), ("/organizations/1/illustrative", json!(illustrative))]
    };
    let findings = |illustrative| json_findings(Code::Unsourced, &without(illustrative));
    assert!(findings(false).contains("unsourced organizations[1].source\n"));
    assert!(!findings(true).contains("organizations[1]"));
}

#[test]
fn stale_fact() {
    let wage = |as_of: &str| [("/jobs/1/wage/as_of", json!(as_of))];
    lint(Code::StaleFact, "jobs[1].wage.as_of", &wage("2024-10"), &wage("2024-11"));
    let year = |year: u32| [("/employment/0/year", json!(year))];
    lint(Code::StaleFact, "employment[0].year", &year(2023), &year(2024));
}

#[test]
fn stale_source() {
    let date = |date: &str| [("/sources/0/date", json!(date))];
    lint(Code::StaleSource, "sources[0].date", &date("2024-10-31"), &date("2024"));
}

#[test]
fn future_date() {
    let wage = |as_of: &str| [("/jobs/1/wage/as_of", json!(as_of))];
    lint(Code::FutureDate, "jobs[1].wage.as_of", &wage("2026-12"), &wage("2026-11"));
    assert_eq!(json_findings(Code::FutureDate, &[("/sources/0/date", json!("2027"))]), "future-date sources[0].date");
    assert_eq!(json_findings(Code::FutureDate, &[("/sources/0/date", json!("2026"))]), "");
}

#[test]
fn idle_source() {
    let source = json!({"id": "other", "title": "Другой", "url": "https://example.org", "date": "2026"});
    lint(
        Code::IdleSource,
        "sources[1].id",
        &[("/sources/-", source.clone())],
        &[("/sources/-", source), ("/jobs/0/source", json!(["other"]))],
    );
}

#[test]
fn impossible_count() {
    let employed = |count: u32| [("/employment/0/employed", json!(count))];
    lint(Code::ImpossibleCount, "employment[0].employed", &employed(49), &employed(48));
    let low = |low: u32| [("/jobs/1/demand/0/low", json!(low))];
    lint(Code::ImpossibleCount, "jobs[1].demand[0].low", &low(41), &low(40));
    let high = |high: u32| [("/jobs/1/demand/0/high", json!(high))];
    lint(Code::ImpossibleCount, "jobs[1].demand[0].high", &high(39), &high(40));
}

/// The lints of the graph, which other tests know by what they find, in a built region: what has no text has no place in one.
#[test]
fn a_built_region_is_checked_too() {
    let region = changed(serde_json::from_str(SMALL).unwrap(), "/jobs/1/entry", json!("worked(foreman)"));
    let read = read::region_json("", region.to_string().as_bytes()).value.unwrap();
    let built = codec::read(&codec::write(&read).core).unwrap();
    let problems = check::built("small.region", built).problems;
    let shown = shown(&problems);
    assert!(shown.contains("unreachable-job small.region jobs[1].entry\n"), "{shown}");
    assert!(shown.contains("prerequisite-cycle small.region jobs[1].entry\n"), "{shown}");
    assert!(!shown.contains("error"), "{shown}");
}

/// Problems stand in the order of the input, and each where its value begins.
#[test]
fn positions() {
    let text = "{\n  \"format\": \"pathways-region/1\",\n  \"jobs\": [{\"id\": \"ё\", \"name\": {\"ru\": \"я\"},\n    \"employer\": 3}]\n}";
    let starts = |problems: Vec<pathway_planner::problem::Problem>| -> Vec<(String, Option<(u32, u32)>)> {
        let start = |one: pathway_planner::problem::Problem| {
            let start = one.place.start.map(|start| (start.line, start.character));
            (format!("{} {}", one.code.word(), one.place), start)
        };
        problems.into_iter().map(start).collect()
    };
    let found = starts(check::json("a.json", text.as_bytes()).problems);
    let of = |name: &str| found.iter().find(|(shown, _)| shown.starts_with(name)).unwrap().1;
    assert_eq!(of("bad-id a.json jobs[0].id"), Some((3, 19)));
    assert_eq!(of("wrong-type a.json jobs[0].employer"), Some((4, 17)));

    let files = with("competencies.csv", "physics,knowledge,Физика", "physics,\"know\nledge\",\"Физ\nика\"");
    let files: Files = files
        .into_iter()
        .map(|(name, bytes)| {
            let text = String::from_utf8(bytes).unwrap();
            (name, text.replace("21.05.04,skill,", "21.05.04,skil,").into_bytes())
        })
        .collect();
    let found = starts(check::tables(&files).problems);
    assert_eq!(
        found,
        [
            ("unknown-word competencies.csv:3 kind".into(), Some((3, 9))),
            ("unknown-word competencies.csv:4 kind".into(), Some((6, 10)))
        ]
    );
    let found = starts(check::tables(&with("region.toml", "currency = \"RUB\"", "currency = \"rub\"")).problems);
    assert_eq!(found, [("unknown-word region.toml currency".into(), Some((5, 1)))]);
}

/// The region that is checked in stays without errors, and without a warning that nobody has looked at.
#[test]
fn the_sample_region_is_clean() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regions/kuzbass");
    let mut files: Files = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if read::is_table(&name) {
            files.push((name, fs::read(entry.path()).unwrap()));
        }
    }
    let checked = check::tables(&files);
    assert!(checked.value.is_some());
    let worse: Vec<_> = checked.problems.into_iter().filter(|one| one.severity != Severity::Info).collect();
    assert_eq!(shown(&worse), "");
}

#[test]
fn the_small_region_has_notes_alone() {
    for problems in [check::json("", SMALL.as_bytes()).problems, check::tables(&folder()).problems] {
        let worse: Vec<_> = problems.into_iter().filter(|one| one.severity != Severity::Info).collect();
        assert_eq!(shown(&worse), "");
    }
}

/// More errors and warnings than anybody reads are not listed, and that is said; notes are for those who ask.
#[test]
fn a_list_has_an_end() {
    let job = |index: usize| json!({"id": format!("job-{index}"), "name": {"ru": "Мастер", "en": format!("Foreman {index}")}, "employer": "mine", "tenure": {"months": 1}});
    let mut region: Value = serde_json::from_str(SMALL).unwrap();
    region["jobs"].as_array_mut().unwrap().extend((0..read::MAX_PROBLEMS + 2).map(job));
    let problems = check::json("", region.to_string().as_bytes()).problems;
    let of = |severity| problems.iter().filter(|one| one.severity == severity).count();
    assert_eq!((of(Severity::Error), of(Severity::Warning)), (0, read::MAX_PROBLEMS + 1));
    assert!(of(Severity::Info) > read::MAX_PROBLEMS);
    assert_eq!(problems.iter().filter(|one| one.code == Code::TooManyWarnings).count(), 1);
    // The reader's own end is one of them.
    for record in region["jobs"].as_array_mut().unwrap() {
        record["employer"] = json!("mien");
    }
    let problems = check::json("", region.to_string().as_bytes()).problems;
    let errors: Vec<_> = problems.iter().filter(|one| one.severity == Severity::Error).collect();
    assert_eq!(errors.len(), read::MAX_PROBLEMS + 1);
    assert_eq!(errors.iter().filter(|one| one.code == Code::TooManyProblems).count(), 1);
}

/// The pages of docs/checks are those of the table: `pathways explain --out docs/checks` writes them anew.
#[test]
fn the_pages_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks");
    let pages = check::pages::pages();
    for (name, text) in &pages {
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap_or_default(), *text, "docs/checks/{name}");
    }
    let there = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    for name in there {
        assert!(pages.iter().any(|(own, _)| *own == name), "docs/checks/{name} is of no code");
    }
}

/// Every code says all that it has to say, in both languages.
#[test]
fn every_code_is_explained() {
    for code in Code::ALL {
        let rule = code.rule();
        for said in [rule.english, rule.russian] {
            for text in [said.title, said.meaning, said.message, said.remedy] {
                assert!(!text.is_empty(), "{}", code.word());
            }
            assert!(said.meaning.ends_with('.') && !said.title.ends_with('.'), "{}", code.word());
        }
        let cyrillic = |text: &str| text.chars().any(|c| matches!(c, 'а'..='я'));
        assert!(cyrillic(rule.russian.meaning) && !cyrillic(rule.english.meaning), "{}", code.word());
        assert_eq!(rule.wrong.is_empty(), rule.right.is_empty(), "{}", code.word());
    }
}
