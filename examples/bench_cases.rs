//! Writes the cases of `make bench`, so that every side of a table is asked the very same: `bench_cases FOLDER`.
//!
//! | file | what |
//! |---|---|
//! | `kuzbass.region`, `kuzbass-questions.json` | the sample region, built; every student × job as a list of questions |
//! | `national.region`, `national-questions.json` | a generated region of 20,000 opportunities; 500 questions to it |
//! | `national.json` | what `national.region` holds, as JSON: without names, which a built region keeps apart |
//! | `beside.json`, `beside-questions.json` | a dense region of 16 opportunities, small enough for brute force |
//! | `ranking.region` | 3,000 jobs with 130,000 requirements to rank |
//! | `covers.jsonl`, `covers/NNN.region` | 100 gaps of 30 levels, 500 activities: `{"region", "question", "cover"}` a line |
//! | `stages.region`, `stages.json` | `{"nodes", "edges": [[from, to, months]], "pairs": [{"source", "target", "months", "question"}]}` |
//!
//! A question is what `plan` takes: a query with its student.

#[path = "../benches/generate/mod.rs"]
mod generate;
#[path = "../benches/generate/ranking.rs"]
#[allow(dead_code, reason = "who calls it up needs a part of it")]
mod ranking;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::{create_dir_all, write};
use std::io::Write as _;
use std::path::Path;

use generate::cover::Cover;
use generate::stages::Stages;
use generate::{BESIDE, NATIONAL, STAGES, dense};
use pathway_planner::codec;
use pathway_planner::read::{self, Read};
use pathway_planner::region::Region;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: bench_cases FOLDER")?;
    let folder = Path::new(&folder);
    create_dir_all(folder.join("covers"))?;
    kuzbass(folder)?;
    national(folder)?;
    beside(folder)?;
    write(folder.join("ranking.region"), built(&ranking::region(3_000, 1))?)?;
    covers(folder)?;
    stages(folder)
}

fn kuzbass(folder: &Path) -> Result<(), Box<dyn Error>> {
    let region = good(read::region_tables(&Vec::from_iter(files("regions/kuzbass")?)))?;
    write(folder.join("kuzbass.region"), codec::write(&region).core)?;
    let mut questions = Vec::new();
    for (name, text) in files("regions/students")? {
        // What else is there are questions.
        if name.ends_with(".json") && !name.ends_with(".query.json") {
            let student: Value = serde_json::from_slice(&text)?;
            questions.extend(region.jobs.iter().map(|job| json!({"student": student, "goal": {"job": job.id}})));
        }
    }
    Ok(write(folder.join("kuzbass-questions.json"), Value::from(questions).to_string())?)
}

fn national(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut region = generate::region(NATIONAL);
    write(folder.join("national.region"), built(&region)?)?;
    without_names(&mut region);
    write(folder.join("national.json"), region.to_string())?;
    let questions = Value::from(generate::questions(NATIONAL, 500));
    Ok(write(folder.join("national-questions.json"), questions.to_string())?)
}

fn beside(folder: &Path) -> Result<(), Box<dyn Error>> {
    let (size, count) = BESIDE;
    write(folder.join("beside.json"), dense::region(size, 1).to_string())?;
    Ok(write(folder.join("beside-questions.json"), Value::from(dense::questions(size, 1, count)).to_string())?)
}

fn covers(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut lines = std::io::BufWriter::new(std::fs::File::create(folder.join("covers.jsonl"))?);
    for (index, cover) in Cover::all().enumerate() {
        let region = cover.region();
        write(folder.join(format!("covers/{index:03}.region")), built(&region)?)?;
        let case = json!({"region": region, "question": Cover::question(), "cover": cover.numbers()});
        writeln!(lines, "{case}")?;
    }
    Ok(lines.flush()?)
}

fn stages(folder: &Path) -> Result<(), Box<dyn Error>> {
    let stages = Stages::random(STAGES.0, 1);
    write(folder.join("stages.region"), built(&stages.region())?)?;
    let pair = |(from, to, months)| json!({"source": from, "target": to, "months": months, "question": Stages::question(from, to)});
    let pairs: Vec<Value> = stages.pairs(STAGES.1, 1).into_iter().map(pair).collect();
    let graph = json!({"nodes": stages.papers, "edges": stages.stages, "pairs": pairs});
    Ok(write(folder.join("stages.json"), graph.to_string())?)
}

fn built(region: &Value) -> Result<Vec<u8>, Box<dyn Error>> {
    Ok(codec::write(&good(read::region_json("region", region.to_string().as_bytes()))?).core)
}

fn without_names(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("name");
            fields.values_mut().for_each(without_names);
        }
        Value::Array(items) => items.iter_mut().for_each(without_names),
        _ => {}
    }
}

/// The files of a folder by name.
fn files(folder: &str) -> Result<BTreeMap<String, Vec<u8>>, Box<dyn Error>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.insert(name, std::fs::read(&path)?);
        }
    }
    Ok(files)
}

fn good(read: Read<Region>) -> Result<Region, String> {
    let problems: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    read.value.ok_or_else(|| problems.join("; "))
}
