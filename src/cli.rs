//! The command line: reads files, calls the library, says what came out (design section 8).
//!
//! A command is a function from its arguments to a [`Report`]; what it computes and how that is
//! printed are told apart by `--format`. Only [`main`] writes to the outside, only [`input`] reads
//! from it, and `build` writes its files.

mod build;
mod check;
mod explain;
mod gap;
mod input;
mod lang;
mod matching;
mod plan;
mod print;
mod sarif;
mod schema;
mod template;
mod verify;

use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use pathway_planner::problem::Problem;
use pathway_planner::region::Region;
use serde::Serialize;

/// Routes from school to a job, computed exactly.
///
/// REGION is a JSON file, a folder of tables, a workbook or a built file; any FILE may be `-` for standard input.
/// Exit codes: 0 done (an unreachable goal included), 1 the input is wrong, 2 the call is wrong.
#[derive(Parser)]
#[command(name = "pathways", version)]
struct Call {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    options: Options,
}

/// What every command takes.
#[derive(Args)]
struct Options {
    /// How results are written
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The language of names and sentences; the region's first where not given
    #[arg(long, global = true, value_name = "LOCALE")]
    lang: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Text,
    /// SARIF 2.1.0, of `check` alone
    Sarif,
}

#[derive(Subcommand)]
enum Command {
    /// Read a region and report every problem
    Check(check::Arguments),
    /// Write what a web site serves
    Build(build::Arguments),
    /// Find the routes from a student to a goal
    Plan(plan::Arguments),
    /// Replay the routes of an answer
    Verify(verify::Arguments),
    /// Show what a job requires that a student does not hold, and what teaches it
    Gap(gap::Arguments),
    /// Rank the jobs for a student
    Match(matching::Arguments),
    /// Print the JSON Schema of a format
    Schema(schema::Arguments),
    /// Write a workbook to fill in, or a region's tables as one
    Template(template::Arguments),
    /// Say what a code of `check` means
    Explain(explain::Arguments),
}

/// A region and a student.
#[derive(Args)]
struct Subject {
    /// A JSON file, a folder of tables, a workbook or a built file
    #[arg(value_name = "REGION")]
    region: PathBuf,
    /// Where the student stands, `pathways-student/1`, or a question that a page saved
    #[arg(long, value_name = "FILE")]
    student: PathBuf,
}

/// What a command has to say.
#[derive(Default)]
struct Report {
    /// The result, for standard output.
    result: String,
    /// What is said to a person beside the result, for standard error.
    remarks: String,
    /// The input is wrong.
    wrong: bool,
}

impl Report {
    /// A result as JSON on one line, the same bytes as `JSON.stringify` makes of it.
    fn json(value: &impl Serialize) -> Result<Report, Failure> {
        let json = serde_json::to_string(value).map_err(|error| Failure::Call(error.to_string()))?;
        Ok(Report::text(json + "\n"))
    }

    fn text(result: String) -> Report {
        Report { result, ..Report::default() }
    }
}

/// Why there is no report.
enum Failure {
    /// The input is wrong.
    Input(Vec<Problem>),
    /// The call is wrong.
    Call(String),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Failure {
        Failure::Input(vec![problem])
    }
}

impl Options {
    /// The language to print in, and the position of its names among the region's locales.
    fn language(&self, region: &Region) -> Result<(&'static dyn lang::Words, usize), Failure> {
        let locale = pathway_planner::catalog::locale_of(region, self.lang.as_deref());
        match &self.lang {
            Some(lang) if !region.locales.contains(lang) => match lang::words(lang) {
                Some(words) => Ok((words, locale)),
                None => {
                    let known = region.locales.join(", ");
                    Err(Failure::Call(format!("--lang: the region is not written in `{lang}`; it has {known}")))
                }
            },
            _ => {
                let name = region.locales.get(locale).map_or("en", String::as_str);
                Ok((lang::words(name).unwrap_or(lang::ENGLISH), locale))
            }
        }
    }
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    let call = match Call::try_parse() {
        Ok(call) => call,
        // Help and version come this way too. Where nobody reads them there is nobody to tell.
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let options = &call.options;
    let outcome = match &call.command {
        Command::Check(arguments) => check::run(arguments, options),
        _ if options.format == Format::Sarif => Err(Failure::Call("--format: only `check` writes sarif".into())),
        Command::Build(arguments) => build::run(arguments, options),
        Command::Plan(arguments) => plan::run(arguments, options),
        Command::Verify(arguments) => verify::run(arguments, options),
        Command::Gap(arguments) => gap::run(arguments, options),
        Command::Match(arguments) => matching::run(arguments, options),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Template(arguments) => template::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
    };
    let (report, code) = match outcome {
        Ok(report) => {
            let code = u8::from(report.wrong);
            (report, code)
        }
        Err(Failure::Input(problems)) => {
            let words = options.lang.as_deref().and_then(lang::words).unwrap_or(lang::ENGLISH);
            let problems: Vec<Problem> = problems.into_iter().map(|problem| words.problem(problem)).collect();
            (Report { remarks: print::problems(&problems, words), ..Report::default() }, 1)
        }
        Err(Failure::Call(message)) => (Report { remarks: format!("error: {message}\n"), ..Report::default() }, 2),
    };
    // Standard error may be closed; there is nobody to tell.
    let _ = std::io::stderr().lock().write_all(print::plain(&report.remarks).as_bytes());
    let mut out = std::io::stdout().lock();
    match out.write_all(print::plain(&report.result).as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::from(code),
        // Who closed the pipe has read what they wanted.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::from(code),
        Err(error) => {
            let _ = writeln!(std::io::stderr().lock(), "error: standard output: {error}");
            ExitCode::from(1)
        }
    }
}
