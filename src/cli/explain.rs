//! `pathways explain`: what a code of `check` means.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use pathway_planner::check::pages;
use pathway_planner::problem::{Code, Place, Problem};

use super::input;
use super::{Failure, Report};

#[derive(Args)]
pub struct Arguments {
    /// The code, as in `unknown-id`; a list of all where not given
    #[arg(value_name = "CODE")]
    code: Option<String>,
    /// Write the pages of all codes to this folder
    #[arg(long, value_name = "DIR", conflicts_with = "code")]
    out: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<Report, Failure> {
    if let Some(folder) = &arguments.out {
        return write(folder);
    }
    let Some(word) = &arguments.code else {
        let all = Code::ALL.iter().map(|code| format!("{:8} {}\n", code.severity().word(), code.word()));
        return Ok(Report::text(all.collect()));
    };
    let code = Code::ALL.iter().find(|code| code.word() == word);
    let place = Place { file: "CODE".into(), ..Place::default() };
    let unknown = || input::unknown("code", word, place, Code::ALL.iter().map(|code| code.word()));
    Ok(Report::text(pages::page(*code.ok_or_else(unknown)?)))
}

fn write(folder: &PathBuf) -> Result<Report, Failure> {
    let unwritable = |path: &PathBuf, error: std::io::Error| {
        let place = Place { file: input::name(path), ..Place::default() };
        Problem::new(Code::Unwritable, place, &[&error.to_string()])
    };
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, error))?;
    for (name, text) in pages::pages() {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| unwritable(&path, error))?;
    }
    Ok(Report::default())
}
