//! Writes a generated region, or questions to it.
//!
//! `cargo run --release --example generate -- region OPPORTUNITIES BRANCHES SEED` prints a region;
//! `… questions OPPORTUNITIES BRANCHES SEED COUNT` prints a question on each line, with its student.
//! `… ranking JOBS SEED` prints a region with the shape of ESCO, `… student JOBS SEED KNOWN` a student who lists so many of
//! its competencies.

#[path = "../benches/generate/mod.rs"]
mod generate;
#[path = "../benches/generate/ranking.rs"]
mod ranking;

use std::error::Error;
use std::io::Write as _;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let usage = "usage: generate region|questions OPPORTUNITIES BRANCHES SEED [COUNT], generate ranking|student JOBS SEED [KNOWN]";
    let (what, numbers) = arguments.split_first().ok_or(usage)?;
    let numbers: Vec<usize> = numbers.iter().map(|number| number.parse()).collect::<Result<_, _>>()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match (*what, numbers.as_slice()) {
        ("region", [opportunities, branches, seed]) => {
            let shape = generate::Shape { opportunities: *opportunities, branches: *branches, seed: *seed as u64 };
            serde_json::to_writer(&mut out, &generate::region(shape))?;
        }
        ("questions", [opportunities, branches, seed, count]) => {
            let shape = generate::Shape { opportunities: *opportunities, branches: *branches, seed: *seed as u64 };
            for question in generate::questions(shape, *count) {
                writeln!(out, "{question}")?;
            }
        }
        ("ranking", [jobs, seed]) => serde_json::to_writer(&mut out, &ranking::region(*jobs, *seed as u64))?,
        ("student", [jobs, seed, known]) => {
            let region = ranking::region(*jobs, *seed as u64);
            serde_json::to_writer(&mut out, &ranking::student(&region, *known, *seed as u64))?;
        }
        _ => return Err(usage.into()),
    }
    Ok(out.flush()?)
}
