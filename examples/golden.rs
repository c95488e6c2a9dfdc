//! Answers of every kind as TypeScript, to be checked against the types of the package: `make types`.

use std::error::Error;

use pathway_planner::plan;
use pathway_planner::read::{self, Read};
use pathway_planner::{matching, value::Value};

/// Finds a route by a job and alongside one, an unreachable goal, a limit that is too tight.
const QUESTIONS: [&str; 5] = [
    r#"{"student": STUDENT, "goal": {"job": "mine-foreman"}, "budget": 300}"#,
    r#"{"student": STUDENT, "goal": {"job": "mine-foreman"}, "objectives": ["effort", "moves"], "budget": 300}"#,
    r#"{"student": STUDENT, "goal": {"job": "mine-foreman"}, "limits": {"months": 3}, "budget": 300}"#,
    r#"{"student": STUDENT, "goal": {"job": "mine-foreman"}, "limits": {"modes": []}, "budget": 300}"#,
    r#"{"student": STUDENT, "goal": {"programme": "basic-school"}, "budget": 300}"#,
];

fn main() -> Result<(), Box<dyn Error>> {
    let files: Result<Vec<_>, std::io::Error> = std::fs::read_dir("regions/kuzbass")?
        .map(|entry| entry.map(|entry| entry.path()))
        .filter(|path| !matches!(path, Ok(path) if path.is_dir()))
        .map(|path| path.and_then(|path| Ok((path.to_string_lossy().into_owned(), std::fs::read(&path)?))))
        .collect();
    let region = good(read::region_tables(&files?))?;
    println!(r#"import type {{ Answer, GapAnswer, MatchAnswer }} from "pathway-planner";"#);
    for (name, student) in [("grade9", "grade9-novokuznetsk"), ("miner", "working-miner-novokuznetsk")] {
        let text = std::fs::read_to_string(format!("regions/students/{student}.json"))?;
        println!("export const {name}Answers: Answer[] = [");
        for question in QUESTIONS {
            let question: Value = serde_json::from_str(&question.replace("STUDENT", &text))?;
            let (student, query) = good(read::question("question", &question, &region))?;
            println!("{},", serde_json::to_string(&plan::plan(&region, &student, &query))?);
        }
        println!("];");
        let student = good(read::student(name, &serde_json::from_str(&text)?, &region))?;
        let ranked = matching::rank(&region, &student, Some(5));
        println!("export const {name}Match: MatchAnswer = {};", serde_json::to_string(&ranked)?);
        let job = region.jobs.ids().next().ok_or("the region has no job")?;
        let gap = matching::gap(&region, &student, job);
        println!("export const {name}Gap: GapAnswer = {};", serde_json::to_string(&gap)?);
    }
    Ok(())
}

fn good<T>(read: Read<T>) -> Result<T, String> {
    read.value.ok_or_else(|| read.problems.iter().map(ToString::to_string).collect())
}
