//! What is answered about every student and job, for comparison with what the WebAssembly module says.
//!
//! `cargo run --release --example answers -- REGION.region STUDENTS BUDGET` prints a line for each answer: the student,
//! the call (`match`, `gap JOB` or `plan JOB`), microseconds and the answer's JSON, separated by tabs. A budget of 0 is
//! the default one.

use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use pathway_planner::graph::CompetencyGraph;
use pathway_planner::read::Read;
use pathway_planner::value::Value;
use pathway_planner::{codec, matching, plan, read};
use serde::Serialize;

fn main() -> Result<(), Box<dyn Error>> {
    let [_, region, students, budget] = &std::env::args().collect::<Vec<_>>()[..] else {
        return Err("usage: answers REGION.region STUDENTS BUDGET".into());
    };
    let region = codec::read(&std::fs::read(region)?).map_err(|problem| problem.to_string())?;
    let graph = CompetencyGraph::new(&region);
    let budget: f64 = budget.parse()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (name, given) in read_students(Path::new(students))? {
        // The time is that of what a page waits for: reading the question is part of it.
        let student = || good(read::student(&name, &given, &region));
        let start = Instant::now();
        let ranked = matching::rank(&region, &student()?, None);
        line(&mut out, &name, "match", start, &ranked)?;
        for (id, job) in region.jobs.entries() {
            let start = Instant::now();
            let gap = matching::gap(&region, &student()?, id);
            line(&mut out, &name, &format!("gap {}", job.id), start, &gap)?;

            let goal = Value::Record(vec![("job".into(), Value::Text(job.id.clone()))]);
            let mut fields = vec![("student".into(), given.clone()), ("goal".into(), goal)];
            if budget > 0.0 {
                fields.push(("budget".into(), Value::Number(budget)));
            }
            let question = Value::Record(fields);
            let start = Instant::now();
            let (student, query) = good(read::question(&name, &question, &region))?;
            let answer = plan::plan_on(&graph, &region, &student, &query);
            line(&mut out, &name, &format!("plan {}", job.id), start, &answer)?;
        }
    }
    Ok(out.flush()?)
}

fn good<T>(read: Read<T>) -> Result<T, String> {
    read.value.ok_or_else(|| read.problems.iter().map(ToString::to_string).collect())
}

fn line(
    out: &mut impl std::io::Write,
    student: &str,
    call: &str,
    start: Instant,
    answer: &impl Serialize,
) -> Result<(), Box<dyn Error>> {
    let time = start.elapsed().as_micros();
    Ok(writeln!(out, "{student}\t{call}\t{time}\t{}", serde_json::to_string(answer)?)?)
}

/// The students of a folder by name; `.query.json` files are questions, not students.
fn read_students(folder: &Path) -> Result<Vec<(String, Value)>, Box<dyn Error>> {
    let mut students = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".json") && !name.ends_with(".query.json") {
            let value = read::json(&name, &std::fs::read(&path)?).value.ok_or_else(|| format!("{name} is not JSON"))?;
            students.push((name, value));
        }
    }
    students.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(students)
}
