//! A stub of the `pathways` command: `pathways build REGION --out DIR`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes what a web site serves.
    Build {
        region: PathBuf,
        #[arg(long)]
        out: PathBuf,
    },
}

fn main() -> ExitCode {
    let Command::Build { region, out } = Arguments::parse().command;
    let name = region.file_stem().unwrap_or_default().to_string_lossy();
    let written = std::fs::create_dir_all(&out)
        .and_then(|()| std::fs::write(out.join(format!("{name}.region")), pathway_planner::MAGIC))
        .and_then(|()| std::fs::write(out.join(format!("{name}.ru.json")), "[]"));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}: {error}", out.display());
            ExitCode::from(1)
        }
    }
}
