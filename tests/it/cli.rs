//! The `pathways` command as a person or a script calls it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::schema;

const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/small.json");

/// What a call came to.
struct Outcome {
    code: i32,
    out: String,
    err: String,
}

impl Outcome {
    /// The result of a call that went well, as JSON: standard output holds nothing else.
    fn json(&self) -> Value {
        assert_eq!((self.code, self.err.as_str()), (0, ""));
        assert_eq!(self.out.lines().count(), 1, "{}", self.out);
        serde_json::from_str(&self.out).unwrap()
    }

    /// What is said of a call that went wrong; nothing is on standard output.
    fn refusal(&self, code: i32) -> &str {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{}", self.err);
        &self.err
    }
}

fn call(arguments: &[&str]) -> Outcome {
    call_with("", arguments)
}

fn call_with(input: &str, arguments: &[&str]) -> Outcome {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pathways"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that does not read its input closes it.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Outcome { code: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
}

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().into()
}

/// A graduate who can start as a helper at once.
fn student(folder: &Path) -> String {
    let student = json!({
        "format": "pathways-student/1", "now": "2026-11", "born": "2008-05", "home": "town",
        "credentials": ["diploma"], "worked": ["helper"],
        "competencies": [{"id": "physics", "level": 1}, {"id": "21.05.04", "level": 1}],
        "attests": [{"id": "fit", "value": true}]
    });
    file(folder, "student.json", &student.to_string())
}

#[test]
fn help_and_version_are_results() {
    let help = call(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    for command in ["check", "build", "plan", "verify", "gap", "match", "schema", "template", "explain"] {
        assert!(help.out.contains(command), "{command}");
        assert_eq!(call(&[command, "--help"]).code, 0);
    }
    assert!(call(&["--version"]).out.starts_with("pathways "));
}

#[test]
fn a_wrong_call_is_told_from_wrong_input() {
    assert!(call(&[]).refusal(2).contains("Usage: pathways"));
    let folder = folder("wrong-call");
    let student = student(&folder);
    let subject = [SMALL, "--student", &student];
    for arguments in [
        vec!["fly"],
        vec!["check"],
        vec!["check", SMALL, "--format", "xml"],
        vec!["check", SMALL, "--lang", "eo"],
        vec!["schema", "query"],
        vec!["schema", "region", "--format", "sarif"],
        vec!["explain", "cycle", "--out", "x"],
        vec!["template"],
        vec!["template", SMALL, "--out", "nowhere.xlsx"],
        vec!["check", SMALL, "--annotate", "nowhere.xlsx"],
        [&["plan"], &subject[..]].concat(),
        [&["plan"], &subject[..], &["--goal", "foreman", "--objectives", "speed"]].concat(),
        [&["plan"], &subject[..], &["--goal", "foreman", "--max-months", "-1"]].concat(),
        [&["plan"], &subject[..], &["--goal", "foreman", "--max-fees", "4000000001"]].concat(),
        [&["plan"], &subject[..], &["--goal", "foreman", "--routes", "0"]].concat(),
        [&["plan"], &subject[..], &["--goal", "foreman", "--routes", "101"]].concat(),
        [&["plan"], &subject[..], &["--goal", "foreman", "--budget", "0"]].concat(),
        [&["plan"], &subject[..], &["--goal", "foreman", "--budget", "9000000000000001"]].concat(),
        [&["plan"], &subject[..], &["--goal", "foreman", "--objectives", "months,months"]].concat(),
        [&["plan"], &subject[..], &["--goal", "foreman", "--objectives", "months,fees,gap,effort,moves"]].concat(),
        [&["plan"], &subject[..], &["--goal", "foreman", "--query", "x"]].concat(),
        [&["plan"], &subject[..], &["--query", "x", "--budget", "1"]].concat(),
        vec!["gap", "-", "--student", "-", "--job", "foreman"],
        vec!["match", SMALL],
    ] {
        // Where standard input is read, it is a good region.
        let outcome = call_with(&fs::read_to_string(SMALL).unwrap(), &arguments);
        assert!(outcome.refusal(2).contains("error"), "{arguments:?}: {}", outcome.err);
    }
}

#[test]
fn standard_input_stands_for_one_file_and_that_is_seen_before_anything_is_read() {
    let folder = folder("twice");
    let student = student(&folder);
    for arguments in [
        &["plan", "-", "--student", "-", "--goal", "foreman"][..],
        &["plan", "-", "--student", "no-such-file", "--query", "-"],
        &["plan", SMALL, "--student", "-", "--query", "-"],
        &["verify", "no-such-file", "--student", "-", "--answer", "-"],
        &["verify", "-", "--student", &student, "--answer", "-"],
        &["gap", "-", "--student", "-", "--job", "foreman"],
        &["match", "-", "--student", "-"],
    ] {
        // What stands in standard input would be wrong input.
        let outcome = call_with("{", arguments);
        assert_eq!(outcome.refusal(2), "error: only one file can be `-`, standard input\n", "{arguments:?}");
    }
    // The id of a goal is no file.
    let outcome = call_with(&fs::read_to_string(SMALL).unwrap(), &["gap", "-", "--student", &student, "--job", "-"]);
    assert!(outcome.refusal(1).contains("error[unknown-id]"), "{}", outcome.err);
}

#[test]
fn each_flag_of_plan_asks_what_its_field_of_a_query_asks() {
    let folder = folder("flags");
    let student = json!({
        "format": "pathways-student/1", "now": "2026-11", "born": "2008-05", "home": "town",
        "credentials": ["basic-general"], "competencies": [{"id": "physics", "level": 1}],
        "attests": [{"id": "fit", "value": true}]
    });
    let student = file(&folder, "student.json", &student.to_string());
    // With a second way to the diploma there are more routes than one for each vector of objectives.
    let region = fs::read_to_string(SMALL)
        .unwrap()
        .replace(r#""fee_per_year": 0, "replaced_by": "state""#, r#""fee_per_year": 0"#);
    let region = file(&folder, "region.json", &region);
    let plan = |options: &[&str]| {
        let outcome = call(&[&["plan", &region, "--student", &student, "--format", "json"], options].concat());
        outcome.json();
        outcome.out
    };
    let mut answers = vec![plan(&["--goal", "foreman"])];
    for (flag, value, field, asked) in [
        ("--max-months", "20", "limits", json!({"months": 20})),
        ("--max-fees", "0", "limits", json!({"fees": 0})),
        ("--max-gap", "0", "limits", json!({"gap": 0})),
        ("--max-moves", "0", "limits", json!({"moves": 0})),
        ("--objectives", "fees,months", "objectives", json!(["fees", "months"])),
        ("--routes", "1", "routes", json!(1)),
        ("--budget", "20", "budget", json!(20)),
    ] {
        let query = file(&folder, "query.json", &json!({"goal": {"job": "foreman"}, field: asked}).to_string());
        let answer = plan(&["--goal", "foreman", flag, value]);
        assert_eq!(answer, plan(&["--query", &query]), "{flag}");
        // A flag that were taken for another would give one of the others' answers, or that without flags.
        assert!(!answers.contains(&answer), "{flag}");
        answers.push(answer);
    }
}

#[test]
fn check_says_what_there_is_and_what_is_wrong() {
    let good = call(&["check", SMALL, "--lang", "en"]);
    assert_eq!((good.code, good.err.as_str()), (0, ""));
    assert!(good.out.contains("2 programmes") && good.out.contains("0 errors, 0 warnings"), "{}", good.out);
    assert_eq!(call(&["check", SMALL, "--format", "json"]).json(), json!([]));

    let folder = folder("check");
    let broken = fs::read_to_string(SMALL).unwrap().replace("\"employer\": \"mine\"", "\"employer\": \"mien\"");
    let broken = file(&folder, "broken.json", &broken);
    let bad = call(&["check", &broken]);
    assert_eq!((bad.code, bad.out.as_str()), (1, "2 errors, 0 warnings\n"));
    assert!(
        bad.err.contains("error[unknown-id]: ") && bad.err.contains("broken.json, jobs[0].employer"),
        "{}",
        bad.err
    );
    assert!(bad.err.contains("Did you mean `mine`?"), "{}", bad.err);
    let list = call(&["check", &broken, "--format", "json"]);
    assert_eq!((list.code, list.err.as_str()), (1, ""));
    let list: Value = serde_json::from_str(&list.out).unwrap();
    assert_eq!(list[0]["code"], "unknown-id");
    assert_eq!(list[0]["place"]["path"], "jobs[0].employer");
    // Other commands want a good region, and say the same.
    assert!(call(&["build", &broken, "--out", "nowhere"]).refusal(1).contains("unknown-id"));
    assert!(!Path::new("nowhere").exists());
}

#[test]
fn check_speaks_the_authors_language() {
    let folder = folder("check-ru");
    let small = fs::read_to_string(SMALL).unwrap();
    let broken = file(&folder, "broken.json", &small.replace("\"employer\": \"mine\"", "\"employer\": \"mien\""));
    let bad = call(&["check", &broken, "--lang", "ru"]);
    assert_eq!((bad.code, bad.out.as_str()), (1, "ошибок: 2, предупреждений: 0\n"));
    let said = format!(
        "ошибка[unknown-id]: такой записи нет: организация `mien`\n  где: {broken}, jobs[0].employer (56:78)\n  где: {broken}, jobs[1].employer (58:78)\n  что делать: Может быть, `mine`?\n"
    );
    assert!(bad.err.starts_with(&said), "{}", bad.err);
    // Other commands say the same, and machines are told in the same language.
    assert!(call(&["build", &broken, "--out", "nowhere", "--lang", "ru"]).refusal(1).starts_with(&said));
    let list = call(&["check", &broken, "--lang", "ru", "--format", "json"]).out;
    let list: Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list[0]["remedy"], "Может быть, `mine`?");
    assert_eq!(list[0]["place"]["start"], json!({"line": 56, "character": 78}));

    // A region that can be read speaks its own.
    let warned = file(&folder, "warned.json", &small.replace("2026-09", "2023-09"));
    let outcome = call(&["check", &warned]);
    assert_eq!(outcome.code, 0);
    assert!(outcome.err.starts_with("предупреждение[stale-fact]: это сведения за 2023-09"), "{}", outcome.err);
}

/// One mistake is told once, however many records suffer from it; machines get every place.
#[test]
fn the_same_problem_is_told_once() {
    let folder = folder("same");
    let kuzbass = Path::new(env!("CARGO_MANIFEST_DIR")).join("regions/kuzbass");
    for entry in fs::read_dir(&kuzbass).unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
    let text = fs::read_to_string(kuzbass.join("sources.csv")).unwrap();
    fs::write(folder.join("sources.csv"), text.replace("\nesco-1.1.1,", "\nesko-1.1.1,")).unwrap();
    let path = folder.to_str().unwrap();
    let outcome = call(&["check", path, "--lang", "en"]);
    assert_eq!(outcome.err.matches("error[unknown-id]: there is no source `esco-1.1.1`").count(), 1, "{}", outcome.err);
    assert_eq!(outcome.err.matches("  at ").count(), 20);
    assert!(outcome.err.contains(" more places\n  help: Did you mean `esko-1.1.1`?\n"), "{}", outcome.err);
    let list: Value = serde_json::from_str(&call(&["check", path, "--format", "json"]).out).unwrap();
    assert!(list.as_array().unwrap().len() > 100);
}

#[test]
fn what_may_well_be_right_is_listed_on_demand() {
    let quiet = call(&["check", SMALL, "--lang", "en"]);
    assert!(quiet.out.ends_with("\n0 errors, 0 warnings, 12 notes (--notes lists them)\n"), "{}", quiet.out);
    let notes = call(&["check", SMALL, "--lang", "en", "--notes"]);
    assert_eq!(notes.code, 0);
    assert!(notes.out.ends_with("\n0 errors, 0 warnings\n"), "{}", notes.out);
    assert_eq!(notes.err.matches("info[").count(), 12);
    let list = call(&["check", SMALL, "--notes", "--format", "json"]).json();
    assert_eq!(list.as_array().unwrap().len(), 12);
    assert_eq!(list[0]["severity"], "info");
}

/// What SARIF 2.1.0 requires of a log, and what code hosts need to show where a problem stands.
#[test]
fn check_writes_sarif() {
    let folder = folder("check sarif");
    let small = fs::read_to_string(SMALL).unwrap();
    let broken = small.replace("\"employer\": \"mine\"", "\"employer\": \"mien\"").replace("2012-12-29", "29.12.2012");
    let broken = file(&folder, "разбито.json", &broken);
    let outcome = call(&["check", &broken, "--format", "sarif", "--notes", "--lang", "ru"]);
    assert_eq!((outcome.code, outcome.err.as_str()), (1, ""));
    let log: Value = serde_json::from_str(&outcome.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("sarif-schema-2.1.0.json"));
    let [run] = log["runs"].as_array().unwrap().as_slice() else { panic!("one run") };
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "pathways");
    let rules = driver["rules"].as_array().unwrap();
    for rule in rules {
        assert!(rule["id"].is_string() && rule["shortDescription"]["text"].is_string());
        let level = rule["defaultConfiguration"]["level"].as_str().unwrap();
        assert!(["error", "warning", "note"].contains(&level));
    }
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().unwrap();
    assert!(results.len() >= 3);
    for result in results {
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        let [location] = result["locations"].as_array().unwrap().as_slice() else { panic!("one place") };
        let physical = &location["physicalLocation"];
        let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.is_ascii() && !uri.contains(' ') && uri.ends_with(".json"), "{uri}");
        for field in ["startLine", "startColumn"] {
            assert!(physical["region"][field].as_u64().unwrap() >= 1, "{result}");
        }
        assert!(location["logicalLocations"][0]["fullyQualifiedName"].is_string());
    }
    let [date] = results.iter().filter(|one| one["ruleId"] == "excel-date").collect::<Vec<_>>()[..] else { panic!() };
    assert_eq!(date["level"], "error");
    let text = "`29.12.2012` записано как дата в таблице. Впишите `2012-12-29`; в таблице сначала задайте столбцу формат «Текстовый».";
    assert_eq!(date["message"]["text"], text);
    assert_eq!(date["locations"][0]["physicalLocation"]["region"], json!({"startLine": 10, "startColumn": 89}));
    // Of nothing wrong there is a log, too.
    let none = call(&["check", SMALL, "--format", "sarif"]).json();
    assert_eq!(none["runs"][0]["results"], json!([]));
}

#[test]
fn a_workbook_is_a_region_to_every_command() {
    let folder = folder("workbook");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_string();
    let (template, kuzbass) = (path("template.xlsx"), path("kuzbass.xlsx"));
    assert_eq!(call(&["template", "--out", &template]).code, 0);
    let checked = call(&["check", &template, "--lang", "en", "--notes"]);
    assert!(checked.out.ends_with("\n0 errors, 0 warnings\n"), "{}{}", checked.out, checked.err);
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/regions/kuzbass");
    assert_eq!(call(&["template", sample, "--out", &kuzbass]).code, 0);
    // Every byte of what is built of it is that of the tables.
    for (region, out) in [(sample, path("of-tables")), (kuzbass.as_str(), path("of-workbook"))] {
        assert_eq!(call(&["build", region, "--out", &out]).code, 0);
    }
    for name in ["kuzbass.region", "kuzbass.ru.labels", "kuzbass.en.labels"] {
        let of = |built: &str| fs::read(folder.join(built).join(name)).unwrap();
        assert!(of("of-tables") == of("of-workbook"), "{name}");
    }
    let student = concat!(env!("CARGO_MANIFEST_DIR"), "/regions/students/working-miner-novokuznetsk.json");
    let plan = |region: &str| {
        call(&["plan", region, "--student", student, "--goal", "mine-foreman", "--objectives", "months,fees"]).out
    };
    assert_eq!(plan(&kuzbass), plan(sample));
    // It may be read from standard input, too; what is no workbook is told from JSON.
    let bytes = fs::read(&template).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_pathways"))
        .args(["check", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&bytes).unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
    let old = folder.join("old.xls");
    fs::write(&old, b"\xd0\xcf\x11\xe0 rubbish").unwrap();
    let refused = call(&["check", old.to_str().unwrap()]);
    assert!(
        refused.err.starts_with("error[not-a-workbook]: this is no .xlsx workbook: it is of the older kind"),
        "{}",
        refused.err
    );
}

#[test]
fn remarks_come_back_in_the_cells() {
    let folder = folder("annotate");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_string();
    let tables = folder.join("tables");
    fs::create_dir(&tables).unwrap();
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/regions/kuzbass")).unwrap().map(Result::unwrap) {
        let text = fs::read_to_string(entry.path()).unwrap();
        fs::write(tables.join(entry.file_name()), text.replace("kuzbass-schools,,57,", "kuzbas-schools,,57,")).unwrap();
    }
    let (first, second) = (path("first.xlsx"), path("second.xlsx"));
    let outcome = call(&["check", tables.to_str().unwrap(), "--annotate", &first, "--lang", "ru"]);
    assert_eq!((outcome.code, outcome.out.as_str()), (1, "ошибок: 1, предупреждений: 0\n"));
    // The workbook with the remarks is read as before, and its remarks are its author's own language.
    let again = call(&["check", &first, "--lang", "ru", "--annotate", &second]);
    let said = format!(
        "ошибка[unknown-id]: такой записи нет: организация `kuzbas-schools`\n  где: {first}, лист «programmes», ячейка E2\n  что делать: Может быть, `kuzbass-schools`?\n"
    );
    assert_eq!((again.code, again.err), (1, said));
    assert!(fs::read(&first).unwrap() == fs::read(&second).unwrap());
    let json: Value = serde_json::from_str(&call(&["check", &first, "--format", "json"]).out).unwrap();
    assert_eq!((&json[0]["place"]["sheet"], &json[0]["place"]["cell"]), (&json!("programmes"), &json!("E2")));
}

#[test]
fn codes_are_explained() {
    let all = call(&["explain"]);
    assert!(all.out.contains("error    excel-date\n") && all.out.contains("info     unsourced\n"), "{}", all.out);
    let one = call(&["explain", "excel-date"]);
    assert!(one.out.starts_with("# `excel-date`: A date made by a spreadsheet\n"), "{}", one.out);
    let unknown = call(&["explain", "exel-date"]);
    assert!(unknown.refusal(1).contains("Did you mean `excel-date`?"), "{}", unknown.err);
    let folder = folder("explain");
    assert_eq!(call(&["explain", "--out", folder.to_str().unwrap()]).code, 0);
    assert_eq!(fs::read_to_string(folder.join("excel-date.md")).unwrap(), one.out);
}

#[test]
fn what_cannot_be_read_is_wrong_input() {
    assert!(call(&["check", "no-such-file.json"]).err.contains("error[unreadable]"));
    assert!(call(&["gap", "no-such-file.json", "--student", "x", "--job", "y"]).refusal(1).contains("no-such-file"));
    assert!(call_with("{", &["gap", "-", "--student", "x", "--job", "y"]).refusal(1).contains("error[syntax]"));
    assert!(call(&["build", SMALL, "--out", SMALL]).refusal(1).contains("error[unwritable]"));
    let outcome = call_with("\u{1b}[2J", &["gap", SMALL, "--student", "-", "--job", "foreman"]);
    assert!(!outcome.refusal(1).contains('\u{1b}'));
}

#[test]
fn what_is_too_long_is_not_read_to_its_end() {
    let folder = folder("long");
    let long = |name: &str| {
        let path = folder.join(name);
        fs::File::create(&path).unwrap().set_len(64_000_001).unwrap();
        path.to_str().unwrap().to_string()
    };
    let region = long("region.json");
    let outcome = call(&["build", &region, "--out", "nowhere"]);
    let message = "error[too-large]: there are more than 64 MB, and at most 64 MB can be read\n";
    assert!(outcome.refusal(1).starts_with(&format!("{message}  at {region}\n")), "{}", outcome.err);
    fs::remove_file(region).unwrap();

    let table = long("jobs.csv");
    let folder = folder.to_str().unwrap();
    assert!(call(&["check", folder]).err.starts_with(&format!("{message}  at {table}\n")));
    // The files of a folder count together.
    for name in ["jobs.csv", "places.csv"] {
        fs::File::create(Path::new(folder).join(name)).unwrap().set_len(32_000_001).unwrap();
    }
    assert!(call(&["check", folder]).err.starts_with(&format!("{message}  at {folder}\n")));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn of_a_folder_all_tables_are_read_and_nothing_else() {
    let folder = folder("tables");
    let path = folder.to_str().unwrap();
    let kuzbass = Path::new(env!("CARGO_MANIFEST_DIR")).join("regions/kuzbass");
    let names = fs::read_dir(&kuzbass).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names: Vec<String> = names.filter(|name| name.ends_with(".csv")).chain(["employment.csv".into()]).collect();
    fs::copy(kuzbass.join("region.toml"), folder.join("region.toml")).unwrap();
    for name in &names {
        file(&folder, name, "rubbish\n1\n");
    }
    // Neither of these can be read, and neither must be.
    for other in ["notes.csv", "notes.toml"] {
        fs::create_dir(folder.join(other)).unwrap();
    }
    file(&folder, ".jobs.csv", "rubbish");
    let outcome = call(&["check", path]);
    for name in &names {
        assert!(outcome.err.contains(&format!("{path}/{name}:1")), "{name}: {}", outcome.err);
    }
    assert!(!outcome.err.contains("unknown-table"), "{}", outcome.err);
    assert!(!outcome.err.contains("notes"), "{}", outcome.err);
    file(&folder, "region.toml", "rubbish");
    assert!(call(&["check", path]).err.contains(&format!("{path}/region.toml:1")));
}

#[test]
fn a_table_with_a_mistake_in_its_name_is_an_error_to_every_command() {
    let folder = folder("misnamed");
    let path = folder.to_str().unwrap();
    let kuzbass = Path::new(env!("CARGO_MANIFEST_DIR")).join("regions/kuzbass");
    for entry in fs::read_dir(&kuzbass).unwrap().map(|entry| entry.unwrap()) {
        fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
    assert_eq!(call(&["check", path]).code, 0);
    // It need not be one that can be read.
    fs::remove_file(folder.join("demand.csv")).unwrap();
    fs::File::create(folder.join("demnd.csv")).unwrap().set_len(64_000_001).unwrap();
    let problem = format!(
        "error[unknown-table]: a region has no table `demnd.csv`\n  at {path}/demnd.csv\n  help: Did you mean `demand.csv`?\n"
    );
    let check = call(&["check", path]);
    assert_eq!((check.code, check.out.as_str()), (1, "1 error, 0 warnings\n"));
    assert_eq!(check.err.trim_end(), problem.trim_end());
    for command in [
        &["build", path, "--out", "nowhere"][..],
        &["match", path, "--student", "-"],
        &["gap", path, "--student", "-", "--job", "x"],
        &["plan", path, "--student", "-", "--goal", "x"],
        &["verify", path, "--student", "-", "--answer", "x"],
    ] {
        assert_eq!(call(command).refusal(1).trim_end(), problem.trim_end(), "{command:?}");
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_is_left_of_a_built_file_is_known_as_one() {
    let folder = folder("cut");
    let site = folder.to_str().unwrap();
    call(&["build", SMALL, "--out", site, "--format", "json"]).json();
    let built = fs::read(folder.join("small.region")).unwrap();
    for length in [1, 2, 3, 4, 40] {
        let cut = folder.join("cut.region");
        fs::write(&cut, &built[..length]).unwrap();
        let outcome = call(&["check", cut.to_str().unwrap()]);
        assert_eq!(outcome.code, 1);
        assert!(outcome.err.contains("error[damaged]: the built file is damaged: it is cut short"), "{}", outcome.err);
    }
}

#[test]
fn a_built_region_is_the_same_region() {
    let folder = folder("build");
    let student = student(&folder);
    let out = folder.join("site");
    let out = out.to_str().unwrap();
    let built = call(&["build", SMALL, "--out", out, "--format", "json"]).json();
    let sizes: Vec<u64> = built.as_array().unwrap().iter().map(|one| one["bytes"].as_u64().unwrap()).collect();
    for (name, size) in [("small.region", sizes[0]), ("small.ru.labels", sizes[1]), ("small.en.labels", sizes[2])] {
        assert_eq!(fs::metadata(Path::new(out).join(name)).unwrap().len(), size, "{name}");
    }
    let text = call(&["build", SMALL, "--out", out, "--lang", "en"]);
    assert!(text.out.contains("small.region: ") && text.out.contains(" bytes"), "{}", text.out);

    let region = format!("{out}/small.region");
    for options in [&["--lang", "ru"][..], &["--lang", "en"], &["--format", "json"]] {
        for command in [&["match"][..], &["gap", "--job", "foreman"], &["plan", "--goal", "helper"]] {
            let of = |region: &str| {
                let subject = [region, "--student", &student];
                let outcome = call(&[&command[..1], &subject, &command[1..], options].concat());
                assert_eq!((outcome.code, outcome.err.as_str()), (0, ""), "{command:?}");
                outcome.out
            };
            assert_eq!(of(SMALL), of(&region), "{command:?}");
        }
    }
    // Built again from itself, it is the same to the byte.
    let again = format!("{out}/again");
    assert_eq!(call(&["build", &region, "--out", &again]).code, 0);
    assert_eq!(fs::read(&region).unwrap(), fs::read(format!("{again}/small.region")).unwrap());

    // Without labels, ids stand in.
    fs::remove_file(format!("{out}/small.ru.labels")).unwrap();
    fs::remove_file(format!("{out}/small.en.labels")).unwrap();
    let bare = call(&["match", &region, "--student", &student]);
    assert_eq!(bare.code, 0);
    assert!(bare.out.contains("foreman") && !bare.out.contains("Мастер"), "{}", bare.out);
    // Labels of another build are refused.
    fs::write(format!("{out}/small.ru.labels"), b"rubbish").unwrap();
    assert!(call(&["match", &region, "--student", &student]).refusal(1).contains("small.ru.labels"));
    assert!(call(&["match", &format!("{again}/small.ru.labels"), "--student", &student]).refusal(1).contains("labels"));
}

#[test]
fn gap_and_match_answer_in_both_forms() {
    let folder = folder("gap");
    let student = student(&folder);
    let gap = call(&["gap", SMALL, "--student", &student, "--job", "foreman", "--format", "json"]).json();
    assert_eq!(gap["format"], "pathways-gap/1");
    assert_eq!((&gap["job"], &gap["gap"], &gap["readiness"]), (&json!("foreman"), &json!(12), &json!(50)));
    assert_eq!(gap["gaps"][1]["taught_by"][0], json!({"kind": "programme", "id": "miner", "level": 2}));
    let text = call(&["gap", SMALL, "--student", &student, "--job", "foreman", "--lang", "en"]).out;
    assert!(text.contains("Foreman (foreman), Mine\ngap 12, readiness 50 %"), "{text}");
    assert!(text.contains("Mining (21.05.04): 1 of 2, essential, weight 10\n  to 2 by the programme Miner"), "{text}");

    let matches = call(&["match", SMALL, "--student", &student, "--top", "1", "--format", "json"]).json();
    assert_eq!(matches["format"], "pathways-match/1");
    assert_eq!(matches["jobs"].as_array().unwrap().len(), 1);
    assert_eq!(matches["jobs"][0]["job"], "foreman");
    let text = call(&["match", SMALL, "--student", &student]).out;
    assert!(text.contains("сходство") && text.contains("Мастер (foreman), Шахта"), "{text}");

    let unknown = call(&["gap", SMALL, "--student", &student, "--job", "forman"]);
    assert!(unknown.refusal(1).contains("error[unknown-id]: there is no job `forman`"));
    assert!(unknown.err.contains("  at --job\n  help: Did you mean `foreman`?"), "{}", unknown.err);
}

#[test]
fn plans_are_answers_and_verify_replays_them() {
    let folder = folder("plan");
    let student = student(&folder);
    let plan = |options: &[&str]| call(&[&["plan", SMALL, "--student", &student], options].concat());
    let answer = plan(&["--goal", "helper", "--format", "json"]);
    assert_eq!(schema::faults(&schema::answer(), &answer.json()), [] as [&str; 0]);
    assert_eq!(answer.json()["goal"], json!({"job": "helper"}));
    assert_eq!(plan(&["--goal", "job:helper", "--format", "json"]).out, answer.out);
    let query = file(&folder, "query.json", r#"{"goal": {"job": "helper"}}"#);
    assert_eq!(plan(&["--query", &query, "--format", "json"]).out, answer.out);
    // What a page saves holds both.
    let whose: Value = serde_json::from_str(&std::fs::read_to_string(&student).unwrap()).unwrap();
    let saved =
        json!({"format": "pathways-question/1", "name": "Any", "student": whose, "query": {"goal": {"job": "helper"}}});
    let saved = file(&folder, "saved.json", &saved.to_string());
    let both = call(&["plan", SMALL, "--student", &saved, "--query", &saved, "--format", "json"]);
    assert_eq!(both.out, answer.out);
    let text = plan(&["--goal", "helper", "--lang", "en"]).out;
    assert!(text.starts_with("Goal: Helper (helper), Mine\n"), "{text}");

    let path = file(&folder, "answer.json", &answer.out);
    let verify = |path: &str, options: &[&str]| {
        call(&[&["verify", SMALL, "--student", &student, "--answer", path], options].concat())
    };
    let verdict = verify(&path, &["--format", "json"]).json();
    assert_eq!(verdict["same_region"], true);
    let count = answer.json()["routes"].as_array().unwrap().len();
    assert!(count > 0);
    assert_eq!(verdict["routes"], json!(vec![json!({"holds": true}); count]));
    assert!(verify(&path, &["--lang", "en"]).out.starts_with("route 1 holds\n"));

    // Of a goal that the region does not have, it is said where it stands and what may have been meant.
    for (kind, near, id) in [("job", "helper", "helpr"), ("programme", "miner", "minr")] {
        let mut other = answer.json();
        other["goal"] = json!({kind: id});
        let path = file(&folder, "other.json", &other.to_string());
        let outcome = verify(&path, &[]);
        let place = format!("there is no {kind} `{id}`\n  at {path}, goal.{kind}\n  help: Did you mean `{near}`?");
        assert!(outcome.refusal(1).contains(&place), "{}", outcome.err);
    }

    // A route that claims to be faster is found out; an answer from another region is pointed out.
    let mut false_claim = answer.json();
    false_claim["routes"][0]["months"] = json!(77);
    false_claim["region"]["digest"] = json!("0".repeat(32));
    let path = file(&folder, "false.json", &false_claim.to_string());
    let found = verify(&path, &["--lang", "en"]);
    assert_eq!(found.code, 1);
    assert!(found.out.starts_with("route 1 breaks the rule"), "{}", found.out);
    assert!(found.err.contains("warning: the answer was computed from another region"), "{}", found.err);
}

#[test]
fn what_is_no_answer_is_told_with_its_place_and_a_remedy() {
    let folder = folder("no-answer");
    let student = student(&folder);
    let answer = call(&["plan", SMALL, "--student", &student, "--goal", "helper", "--format", "json"]).out;
    let check = |text: &str, code: &str, message: &str, place: &str, remedy: &str| {
        let path = file(&folder, "answer.json", text);
        let outcome = call(&["verify", SMALL, "--student", &student, "--answer", &path]);
        let expected = format!("error[{code}]: {message}\n  at {path}{place}\n  help: {remedy}");
        assert_eq!(outcome.refusal(1).trim_end(), expected, "{text}");
    };
    let correct = "Correct the text at this place.";
    check("{\n  \"ё\" }", "syntax", "this is not JSON: expected `:`", ":2, character 7", correct);
    check(
        "[]",
        "syntax",
        "this is not an answer: invalid length 0, expected struct Answer with 10 elements",
        ":1, character 2",
        correct,
    );
    let bare = r#"{"format": "pathways-answer/1"}"#;
    check(bare, "syntax", "this is not an answer: missing field `region`", ":1, character 31", correct);
    let claims = answer.replacen(r#""effort":0"#, r#""effort":"none""#, 1);
    let character = claims.find(r#","moves""#).unwrap();
    let message = r#"this is not an answer: invalid type: string "none", expected u64"#;
    check(&claims, "syntax", message, &format!(":1, character {character}"), correct);
    let of_student = fs::read_to_string(&student).unwrap();
    let message = "the format is `pathways-student/1`, and this reads `pathways-answer/1`";
    let remedy = "Use a file of that format, or the program that reads yours.";
    check(&of_student, "wrong-format", message, ", format", remedy);
    let deep = format!("{}{}", "[".repeat(65), "]".repeat(65));
    let message = "lists and records are nested more than 64 deep";
    check(&deep, "too-deep", message, ":1, character 66", "Flatten the input: no format needs a tenth of that depth.");
    // A byte order mark is no part of it.
    let path = file(&folder, "answer.json", &format!("\u{feff}{answer}"));
    assert_eq!(call(&["verify", SMALL, "--student", &student, "--answer", &path]).code, 0);
}

#[test]
fn a_goal_is_a_job_or_a_programme() {
    let folder = folder("goal");
    let student = student(&folder);
    let both = fs::read_to_string(SMALL).unwrap().replace("\"id\": \"helper\"", "\"id\": \"miner\"");
    let both = file(
        &folder,
        "both.json",
        &both.replace("worked(helper)", "worked(miner)").replace("[\"helper\"]", "[\"miner\"]"),
    );
    let student_text = fs::read_to_string(&student).unwrap().replace("[\"helper\"]", "[]");
    let student = file(&folder, "student.json", &student_text);
    let plan = |goal: &str| call(&["plan", &both, "--student", &student, "--goal", goal, "--format", "json"]);
    assert!(plan("miner").refusal(1).contains("error[ambiguous-goal]"));
    assert!(plan("miner").refusal(1).contains("Write `job:miner` or `programme:miner`."));
    assert_eq!(plan("job:miner").json()["goal"], json!({"job": "miner"}));
    assert_eq!(plan("programme:miner").json()["goal"], json!({"programme": "miner"}));
    assert!(plan("mine").refusal(1).contains("there is no job or programme `mine`"));
    assert!(plan("job:mine").refusal(1).contains("error[unknown-id]"));
    for (text, near) in [("forman", "foreman"), ("job:forman", "foreman"), ("basic-shool", "basic-school")] {
        assert!(plan(text).refusal(1).contains(&format!("Did you mean `{near}`?")), "{text}: {}", plan(text).err);
    }
}

#[test]
fn an_unreachable_goal_is_an_answer() {
    let folder = folder("unreachable");
    let student = json!({"format": "pathways-student/1", "now": "2026-11", "attests": [{"id": "fit", "value": false}]});
    let student = file(&folder, "student.json", &student.to_string());
    let plan = |options: &[&str]| {
        call(&[&["plan", SMALL, "--student", &student, "--goal", "foreman", "--max-months", "100"], options].concat())
    };
    let answer = plan(&["--format", "json"]).json();
    assert_eq!(schema::faults(&schema::answer(), &answer), [] as [&str; 0]);
    assert_eq!(answer["status"], "unreachable");
    let text = plan(&["--lang", "en"]);
    assert_eq!(text.code, 0);
    assert!(text.out.contains("There is no route.") && text.out.contains("because:\n  "), "{}", text.out);
}

#[test]
fn schemas_are_printed() {
    for (name, expected) in [("region", schema::region()), ("student", schema::student()), ("answer", schema::answer())]
    {
        let outcome = call(&["schema", name]);
        assert_eq!((outcome.code, outcome.err.as_str()), (0, ""));
        assert_eq!(serde_json::from_str::<Value>(&outcome.out).unwrap(), expected);
    }
}

#[test]
fn standard_input_is_a_file() {
    let folder = folder("stdin");
    let student = student(&folder);
    let region = fs::read_to_string(SMALL).unwrap();
    let from_file = call(&["match", SMALL, "--student", &student]).out;
    assert_eq!(call_with(&region, &["match", "-", "--student", &student]).out, from_file);
    let text = fs::read_to_string(&student).unwrap();
    assert_eq!(call_with(&text, &["match", SMALL, "--student", "-"]).out, from_file);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pathways"));
    let mut child = command.args(["schema", "region"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
