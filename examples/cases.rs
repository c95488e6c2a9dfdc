//! Answers to many cases at once, for comparison with solvers that know nothing of this code: `make test-oracles`.
//!
//! Reads cases from standard input, a line each: `{"region": …, "student": …, "query": …}`, or with a `question` that
//! holds both. A case without a region is about the region of the case before. Writes for each a line
//! `{"micros": …, "answer": …}`; the time is that of `plan` alone.

use std::error::Error;
use std::io::{BufRead as _, Write as _};
use std::time::Instant;

use pathway_planner::plan;
use pathway_planner::read::{self, Read};
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut region = None;
    for (index, line) in std::io::stdin().lock().lines().enumerate() {
        let name = format!("case {}", index + 1);
        let mut case: Value = serde_json::from_str(&line?)?;
        if let Some(given) = case.get("region") {
            region = Some(good(&name, read::region_json("region", given.to_string().as_bytes()))?);
        }
        let region = region.as_ref().ok_or("the first case has no region")?;

        let asked = match case.get_mut("question") {
            Some(question) => question.take(),
            // A question is a query with its student.
            None => {
                let student = case.get("student").cloned().ok_or("a case has no student")?;
                let query = case.get_mut("query").and_then(Value::as_object_mut).ok_or("a case has no query")?;
                query.insert("student".into(), student);
                Value::Object(std::mem::take(query))
            }
        };
        let question = good(&name, read::json("question", asked.to_string().as_bytes()))?;
        let (student, query) = good(&name, read::question("question", &question, region))?;

        let start = Instant::now();
        let answer = plan::plan(region, &student, &query);
        let micros = start.elapsed().as_micros();
        writeln!(out, r#"{{"micros": {micros}, "answer": {}}}"#, serde_json::to_string(&answer)?)?;
    }
    Ok(out.flush()?)
}

fn good<T>(name: &str, read: Read<T>) -> Result<T, String> {
    let problems: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    read.value.ok_or_else(|| format!("{name}: {}", problems.join("; ")))
}
