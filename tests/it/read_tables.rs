//! Regions as tables.

use pathway_planner::read::{self, Read};
use pathway_planner::region::Region;

use crate::read_json::{shown, small};

pub type Files = Vec<(String, Vec<u8>)>;

/// The region of `small.json`, with a table for each array.
pub fn folder() -> Files {
    let file = |name: &str, text: &str| (name.to_string(), text.trim_start().as_bytes().to_vec());
    vec![
        file(
            "region.toml",
            r#"
format = "pathways-region/1"
id = "small"
version = "2026.11"
locales = ["ru", "en"]
currency = "RUB"
as_of = "2026-11"
licence = "CC0-1.0"

[name]
ru = "Малый край"
en = "Small region"
"#,
        ),
        file("progression.csv", "id,name.ru,name.en\naware,знает,aware\nable,умеет,able\nfluent,владеет,fluent\n"),
        file("sources.csv", "id,title,url,date\nlaw,Закон,https://example.org/law,2012-12-29\n"),
        file("places.csv", "id,name.en,name.ru,lat,lon\ntown,Town,Город,53.76,87.14\nmine-village,Village,Посёлок,53.5,88.000001\n"),
        file(
            "organizations.csv",
            "
id,kind,name.ru,name.en,place,url,source,illustrative
school,school,Школа,School,town,,,
college,college,Колледж,College,town,https://college.example,law,true
mine,employer,Шахта,Mine,mine-village,,,false
",
        ),
        file(
            "competencies.csv",
            "
id,kind,name.ru,name.en,broader,same_as,replaced_by
science,knowledge,Науки,Science,,,
physics,knowledge,Физика,Physics,science,http://data.europa.eu/esco/skill/1,
21.05.04,skill,Горное дело,Mining,,,
old-mining,skill,\"Горное дело, раньше\",\"Mining, once\",science,,21.05.04
",
        ),
        file(
            "credentials.csv",
            "id,name.ru,name.en,eqf,implies\nbasic-general,ООО,Basic,2,\ndiploma,Диплом,Diploma,4,basic-general\n",
        ),
        file(
            "programmes.csv",
            "
id,kind,name.ru,name.en,provider,code,months,free_hours,entry,outcomes,awards,illustrative
basic-school,general,\"Школа, 9 классов\",School,school,,60,300,,physics 1,basic-general,
miner,vocational,Горняк,Miner,college,21.05.04,34,200,physics >= 1 and holds(basic-general),old-mining 2,diploma,TRUE
",
        ),
        file("advanced_standing.csv", "programme,when,months\nminer,worked(helper),22\n"),
        file(
            "offerings.csv",
            "
programme,id,mode,funding,fee_per_year,intake,seats,entry,contract.sponsor,contract.obligation_months,contract.stipend_per_month,replaced_by
miner,state,full-time,state,0,9 2,25,,,,,
basic-school,state,full-time,state,0,9,,,,,,
miner,once,full-time,paid,,,,,,,,state
miner,target,part-time,employer,,,,age(18) or attests(fit),mine,36,5000,
",
        ),
        file(
            "activities.csv",
            "
id,kind,name.ru,name.en,provider,hosts.kinds,hosts.programmes,hosts.jobs,hours,fee,entry,outcomes
olympiad,competition,Олимпиада,Olympiad,college,general,miner,helper,40,100,physics >= 1,physics 2; 21.05.04 1;
",
        ),
        file(
            "jobs.csv",
            "
id,name.ru,name.en,employer,place,code,family,same_as,entry,tenure.months,tenure.outcomes,free_hours,wage.per_month,wage.as_of
helper,Помощник,Helper,mine,,,,,age(16),12,21.05.04 1,,,
foreman,Мастер,Foreman,mine,mine-village,18.001,mining,http://data.europa.eu/esco/occupation/2,\"holds(diploma) and attests(fit) and 1 of (21.05.04 >= 2, worked(helper))\",24,,120,90000,2026-09
",
        ),
        file(
            "requirements.csv",
            "job,competency,level,importance,essential\nforeman,physics,2,2,\nforeman,21.05.04,2,5,true\n",
        ),
        file("demand.csv", "job,year,openings,low,high\nforeman,2027,40,30,55\n"),
        file("interests.csv", "job,area,value\nforeman,R,80\n"),
        file("employment.csv", "programme,year,graduates,employed\nminer,2025,48,41\n"),
    ]
}

/// The folder with pieces of one file's text replaced.
pub fn with(name: &str, old: &str, new: &str) -> Files {
    let mut files = folder();
    let (_, bytes) = files.iter_mut().find(|(file, _)| file == name).unwrap();
    let text = String::from_utf8(std::mem::take(bytes)).unwrap();
    assert!(text.contains(old), "{name} has no {old:?}");
    *bytes = text.replace(old, new).into_bytes();
    files
}

fn read(files: &Files) -> Read<Region> {
    read::region_tables(files)
}

#[track_caller]
fn check(name: &str, old: &str, new: &str, problems: &str) {
    let read = read(&with(name, old, new));
    assert_eq!(shown(&read.problems), problems);
    let has_errors =
        read.problems.iter().any(|problem| problem.code.severity() == pathway_planner::problem::Severity::Error);
    assert_eq!(read.value.is_none(), has_errors);
}

#[test]
fn tables_say_what_json_says() {
    let read = read(&folder());
    assert_eq!(shown(&read.problems), "");
    assert_eq!(read.value.unwrap(), small());
}

#[test]
fn the_form_of_a_table_is_free() {
    let expected = small();
    let same = |files: Files| {
        let read = self::read(&files);
        assert_eq!(shown(&read.problems), "");
        assert_eq!(read.value.unwrap(), expected);
    };
    // A byte order mark, Windows' line ends, empty lines and rows, spaces, other files and folders.
    let mut files = folder();
    for (name, bytes) in &mut files {
        *name = format!("regions/small/{name}");
        if name.ends_with(".csv") {
            let text = String::from_utf8(std::mem::take(bytes)).unwrap();
            let text = text.replace('\n', "\r\n\r\n").replace(",physics", ", physics\u{a0}");
            let commas = text.lines().next().unwrap().matches(',').count();
            *bytes = format!("\u{feff}{text}{}\r\n", ",".repeat(commas)).into_bytes();
        }
    }
    files.push(("regions/small/README.md".into(), vec![0xff]));
    files.push(("regions/small/notes.txt".into(), vec![0xff]));
    files.push(("regions/small/.jobs.csv".into(), vec![0xff]));
    files.reverse();
    same(files);
    same(with(
        "employment.csv",
        "year,graduates,employed\nminer,2025,48,41",
        "employed,graduates,year\nminer,41,48,2025",
    ));
    same(
        with("region.toml", "[name]\nru =", "name.ru =")
            .into_iter()
            .map(|(name, bytes)| {
                let text = String::from_utf8(bytes).unwrap();
                (name, text.replace("\nen = \"Small", "\nname.en = \"Small").into_bytes())
            })
            .collect(),
    );

    // A missing file is an empty table.
    let mut files = folder();
    files.retain(|(name, _)| name != "employment.csv" && name != "interests.csv");
    let region = self::read(&files).value.unwrap();
    assert!(region.employment.is_empty());
    let empty: Files = files
        .into_iter()
        .map(|(name, bytes)| if name == "demand.csv" { (name, vec![]) } else { (name, bytes) })
        .collect();
    assert_eq!(shown(&self::read(&empty).problems), "");
}

#[test]
fn problems_stand_at_row_and_column() {
    check("places.csv", "87.14", "\"87,14\"", "wrong-type places.csv:2 lon");
    check("places.csv", "87.14", "inf", "wrong-type places.csv:2 lon");
    check("places.csv", "87.14", "187.14", "out-of-range places.csv:2 lon");
    check("programmes.csv", ",34,", ",34 months,", "wrong-type programmes.csv:3 months");
    check("programmes.csv", ",34,", ",34.5,", "wrong-type programmes.csv:3 months");
    check("programmes.csv", ",34,", ",-34,", "out-of-range programmes.csv:3 months");
    check("programmes.csv", ",34,", ",,", "missing-field programmes.csv:3 months");
    check("programmes.csv", "holds(basic-general)", "holds(basic-generl)", "unknown-id programmes.csv:3 entry:24");
    check("programmes.csv", "physics >= 1 and", "physics >= 1 &", "condition-syntax programmes.csv:3 entry:14");
    check("programmes.csv", "old-mining 2", "old-mining 4", "level-out-of-scale programmes.csv:3 outcomes");
    check("programmes.csv", "old-mining 2", "old-mining2", "wrong-type programmes.csv:3 outcomes");
    check("programmes.csv", "old-mining 2", "old-mining two", "wrong-type programmes.csv:3 outcomes");
    check("programmes.csv", "TRUE", "да", "wrong-type programmes.csv:3 illustrative");
    check("advanced_standing.csv", "worked(helper)", "age(3)", "misplaced-age advanced_standing.csv:2 when:5");
    check("offerings.csv", "9 2", "9 13", "out-of-range offerings.csv:2 intake");
    check("offerings.csv", "9 2", "Sept", "wrong-type offerings.csv:2 intake");
    check("offerings.csv", "mine,36,5000", ",36,5000", "missing-field offerings.csv:5 contract.sponsor");
    check("offerings.csv", "mine,36,5000", "pit,36,5000", "unknown-id offerings.csv:5 contract.sponsor");
    check("offerings.csv", "miner,target", "miner,state", "duplicate-id offerings.csv:5 id");
    check("activities.csv", "general,miner", "general,miners", "unknown-id activities.csv:2 hosts.programmes");
    check("jobs.csv", ",24,,", ",,,", "missing-field jobs.csv:3 tenure.months");
    check("jobs.csv", ",90000,2026-09", ",90000,", "missing-field jobs.csv:3 wage.as_of");
    check("requirements.csv", "2,2,", "2,6,", "out-of-range requirements.csv:2 importance");
    check(
        "requirements.csv",
        "foreman,21.05.04",
        "foreman,physics",
        "repeated-requirement requirements.csv:3 competency",
    );
    check("competencies.csv", "Mining,,", "Mining,old-mining,", "");
    check("competencies.csv", "Science,,", "Science,physics,", "cycle competencies.csv:2 broader");
    check("competencies.csv", "Science,,", ",,", "untranslated competencies.csv:2 name.en");
    check("competencies.csv", "Науки,", ",", "missing-locale competencies.csv:2 name.ru");
    check("region.toml", "2026-11\"", "2026-13\"", "bad-month region.toml as_of");
    check("region.toml", "\"2026-11\"", "2026-11-01", "bad-month region.toml as_of");
    check("region.toml", "en = ", "de = ", "unknown-locale region.toml name.de\nuntranslated region.toml name.en");
    check(
        "region.toml",
        "currency",
        "curency",
        "unknown-field region.toml curency\nmissing-field region.toml currency",
    );
    check("region.toml", "[name]", "[[jobs]]\nid = 1\n[name]", "unknown-field region.toml jobs");
    let levels: String = (0..16).map(|level| format!("level-{level},я,i\n")).collect();
    check(
        "progression.csv",
        "aware,знает,aware\nable,умеет,able\nfluent,владеет,fluent\n",
        &levels,
        "too-large progression.csv",
    );
}

/// Lines within quotes are one row, empty lines are rows as well: that is how a spreadsheet counts.
#[test]
fn rows_are_counted_as_in_a_spreadsheet() {
    check("competencies.csv", "Науки,Science", "\"Нау\nки\",\"Sci\n\nence\"", "");
    check(
        "competencies.csv",
        "Науки,Science,,,\n",
        "\"Нау\nки\",\"Sci\n\nence\",,,\n\n\n,,,,,,\nbad,,Я,I,,,\n",
        "missing-field competencies.csv:6 kind",
    );
    for end in ["\r\n", "\r"] {
        let mut files = with("competencies.csv", "Науки,Science,,,\n", "Науки,Science,,,\n\n\n,,,,,,\nbad,,Я,I,,,\n");
        for (name, bytes) in &mut files {
            if name.ends_with(".csv") {
                *bytes = String::from_utf8(std::mem::take(bytes)).unwrap().replace('\n', end).into_bytes();
            }
        }
        assert_eq!(shown(&read(&files).problems), "missing-field competencies.csv:6 kind");
    }
}

#[test]
fn columns() {
    check(
        "demand.csv",
        "openings",
        "opening",
        "unknown-field demand.csv:1 opening\nmissing-field demand.csv:1 openings",
    );
    check("demand.csv", ",low,", ",openings,", "duplicate-field demand.csv:1 openings");
    // A column that is missing is one problem, however many rows there are.
    check(
        "competencies.csv",
        "kind",
        "sort",
        "unknown-field competencies.csv:1 sort\nmissing-field competencies.csv:1 kind",
    );
    check(
        "competencies.csv",
        "name.ru",
        "name.de",
        "unknown-locale competencies.csv:1 name.de\nmissing-locale competencies.csv:1 name.ru",
    );
    check(
        "competencies.csv",
        "name.en",
        "name.de",
        "unknown-locale competencies.csv:1 name.de\nuntranslated competencies.csv:1 name.en",
    );
    check(
        "competencies.csv",
        "name.ru",
        "name",
        "unknown-field competencies.csv:1 name\nmissing-locale competencies.csv:1 name.ru",
    );
    check(
        "requirements.csv",
        "job,",
        "jobs,",
        "unknown-field requirements.csv:1 jobs\nmissing-field requirements.csv:1 job",
    );
    check(
        "jobs.csv",
        "tenure.months",
        "months",
        "unknown-field jobs.csv:1 months\nmissing-field jobs.csv:1 tenure.months",
    );
    check(
        "sources.csv",
        "title",
        "__proto__",
        "unknown-field sources.csv:1 __proto__\nmissing-field sources.csv:1 title",
    );
    let read = read(&with("demand.csv", "openings", "opening"));
    assert_eq!(read.problems[0].remedy, "Did you mean `openings`?");
}

#[test]
fn rows_of_no_record() {
    check("requirements.csv", "foreman,physics", "forman,physics", "unknown-id requirements.csv:2 job");
    check("offerings.csv", "miner,target", ",target", "missing-field offerings.csv:5 programme");
    check("advanced_standing.csv", "miner,", "old,", "unknown-id advanced_standing.csv:2 programme");
    let read = read(&with("requirements.csv", "foreman,physics", "forman,physics"));
    assert_eq!(read.problems[0].message, "there is no job `forman`");
    assert_eq!(read.problems[0].remedy, "Did you mean `foreman`?");
}

#[test]
fn ragged_rows() {
    check("demand.csv", "2027,40,30,55", "2027,40,30", "ragged-row demand.csv:2");
    check("demand.csv", "2027,40,30,55", "2027,40,30,55,", "ragged-row demand.csv:2");
    // Nothing more is said of such a row, and its id still counts.
    check(
        "competencies.csv",
        "physics,knowledge,Физика,Physics,",
        "physics,knowledge,Физика, 1, Physics,",
        "ragged-row competencies.csv:3",
    );
}

/// A table that is not there is empty, so one with a mistake in its name would be missed by nobody.
#[test]
fn a_file_that_is_taken_for_a_table_has_to_be_one() {
    let renamed = |name: &str, other: &str| {
        let mut files = folder();
        files.iter_mut().find(|(file, _)| file == name).unwrap().0 = format!("regions/small/{other}");
        read(&files)
    };
    for (name, other) in [("demand.csv", "demnd.csv"), ("interests.csv", "Interests.csv"), ("demand.csv", "demand.CSV")]
    {
        let read = renamed(name, other);
        assert!(read.value.is_none());
        assert_eq!(shown(&read.problems), format!("unknown-table regions/small/{other}"));
        assert_eq!(read.problems[0].message, format!("a region has no table `{other}`"));
        let meant = format!("Did you mean `{name}`?");
        assert_eq!(read.problems[0].remedy == meant, !other.ends_with("CSV"), "{}", read.problems[0].remedy);
    }
    let remedy = &renamed("demand.csv", "wages.csv").problems[0].remedy;
    assert!(remedy.starts_with("Move it to another folder, or give it a table's name: progression, "), "{remedy}");
    assert!(remedy.ends_with(", interests, employment."), "{remedy}");
    // It is told beside whatever else is wrong.
    let mut files = with("region.toml", "2026-11\"", "2026-13\"");
    files.push(("copy of jobs.csv".into(), Vec::new()));
    assert_eq!(shown(&read(&files).problems), "unknown-table copy of jobs.csv\nbad-month region.toml as_of");
}

#[test]
fn files_that_cannot_be_read() {
    let swap = |name: &str, bytes: &[u8]| {
        let mut files = folder();
        files.iter_mut().find(|(file, _)| file == name).unwrap().1 = bytes.to_vec();
        let read = read(&files);
        assert!(read.value.is_none());
        shown(&read.problems)
    };
    assert_eq!(swap("jobs.csv", b"id,name.ru\nhelper,\xcf\xee\xec"), "encoding jobs.csv:2");
    assert_eq!(swap("jobs.csv", b"id;name.ru;name.en\n"), "syntax jobs.csv:1:1");
    assert_eq!(swap("jobs.csv", b"id,name.ru\nhelper,\"a\nb,c\n"), "syntax jobs.csv:2:1");
    assert_eq!(swap("region.toml", "id = \"ё\"\nname = ".as_bytes()), "syntax region.toml:2:8");
    assert_eq!(swap("region.toml", b"id = 1\nid = 2"), "syntax region.toml:2:1");
    assert_eq!(swap("region.toml", b"\xff"), "encoding region.toml:1");
    let mut files = folder();
    files.retain(|(name, _)| name != "region.toml");
    assert_eq!(shown(&read(&files).problems), "missing-file region.toml");
    assert_eq!(shown(&read(&vec![]).problems), "missing-file region.toml");
}

#[test]
fn a_folder_is_at_most_64_mb() {
    let mut files = folder();
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let (_, last) = files.last_mut().unwrap();
    last.extend(vec![b'\n'; read::MAX_BYTES - bytes]);
    assert_eq!(shown(&read(&files).problems), "");
    files[0].1.push(b'\n');
    assert_eq!(shown(&read(&files).problems), "too-large ");
}
