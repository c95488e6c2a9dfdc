//! `pathways build`: what a web site serves.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use pathway_planner::codec::{self, Built};
use pathway_planner::problem::{Code, Place, Problem};
use pathway_planner::region::Region;
use serde::Serialize;

use super::input::{self, Input};
use super::{Failure, Format, Options, Report};

#[derive(Args)]
pub struct Arguments {
    /// A JSON file, a folder of tables, a workbook or a built file
    #[arg(value_name = "REGION")]
    region: PathBuf,
    /// The folder to write to; it is made where there is none
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// A file that was written.
#[derive(Serialize)]
struct Written {
    file: String,
    bytes: usize,
}

pub fn run(arguments: &Arguments, options: &Options) -> Result<Report, Failure> {
    // What is published has passed every check, not the reader alone.
    let region = input::sound(Input::of([&arguments.region])?.checked(&arguments.region)?)?;
    let (words, _) = options.language(&region)?;
    let built = codec::write(&region);
    reads_back(&region, &built)?;
    fs::create_dir_all(&arguments.out).map_err(|error| unwritable(&arguments.out, &error))?;
    let labels = built.labels.iter().map(|(locale, bytes)| (format!("{}.{locale}.labels", region.id), bytes));
    let files = std::iter::once((format!("{}.region", region.id), &built.core)).chain(labels);
    let mut written = Vec::new();
    for (file, bytes) in files {
        let path = arguments.out.join(file);
        fs::write(&path, bytes).map_err(|error| unwritable(&path, &error))?;
        written.push(Written { file: input::name(&path), bytes: bytes.len() });
    }
    match options.format {
        Format::Json | Format::Sarif => Report::json(&written),
        Format::Text => {
            let line = |one: &Written| format!("{}\n", words.written(&one.file, one.bytes));
            Ok(Report::text(written.iter().map(line).collect()))
        }
    }
}

/// What is published is what the browser is going to read: checked here, where somebody can act on it.
fn reads_back(region: &Region, built: &Built) -> Result<(), Failure> {
    let mut read = codec::read(&built.core)?;
    for (_, labels) in &built.labels {
        codec::read_labels(&mut read, labels)?;
    }
    if read == *region { Ok(()) } else { Err(Problem::new(Code::Unbuildable, Place::default(), &[]).into()) }
}

fn unwritable(path: &Path, error: &std::io::Error) -> Problem {
    let place = Place { file: input::name(path), ..Place::default() };
    Problem::new(Code::Unwritable, place, &[&error.to_string()])
}
