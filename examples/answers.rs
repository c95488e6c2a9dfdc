//! Answers for every student × job, for comparison with what the WebAssembly module says.
//!
//! `cargo run --release --example answers -- REGION.region STUDENTS BUDGET` prints a line for each pair:
//! student, job, microseconds and the answer's JSON, separated by tabs. A budget of 0 is the default one.

use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use pathway_planner::graph::CompetencyGraph;
use pathway_planner::value::Value;
use pathway_planner::{codec, plan, read};

fn main() -> Result<(), Box<dyn Error>> {
    let [_, region, students, budget] = &std::env::args().collect::<Vec<_>>()[..] else {
        return Err("usage: answers REGION.region STUDENTS BUDGET".into());
    };
    let region = codec::read(&std::fs::read(region)?).map_err(|problem| problem.to_string())?;
    let graph = CompetencyGraph::new(&region);
    let budget: f64 = budget.parse()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (name, student) in read_students(Path::new(students))? {
        for job in region.jobs.iter() {
            let goal = Value::Record(vec![("job".into(), Value::Text(job.id.clone()))]);
            let mut fields = vec![("student".into(), student.clone()), ("goal".into(), goal)];
            if budget > 0.0 {
                fields.push(("budget".into(), Value::Number(budget)));
            }
            // The time is that of what a page waits for: reading the question is part of it.
            let question = Value::Record(fields);
            let start = Instant::now();
            let read = read::question("question", &question, &region);
            let (student, query) = read.value.ok_or_else(|| format!("{name}: {:?}", read.problems))?;
            let answer = plan::plan_on(&graph, &region, &student, &query);
            let time = start.elapsed().as_micros();
            writeln!(out, "{name}\t{}\t{time}\t{}", job.id, serde_json::to_string(&answer)?)?;
        }
    }
    Ok(out.flush()?)
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
