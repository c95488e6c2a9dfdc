//! `pathways schema`: the formats as JSON Schema.

use clap::{Args, ValueEnum};

use super::{Failure, Report};

#[derive(Args)]
pub struct Arguments {
    /// Whose schema
    #[arg(value_name = "FORMAT")]
    schema: Schema,
}

#[derive(Clone, Copy, ValueEnum)]
enum Schema {
    /// pathways-region/1
    Region,
    /// pathways-student/1
    Student,
    /// pathways-answer/1
    Answer,
}

pub fn run(arguments: &Arguments) -> Result<Report, Failure> {
    let schema = match arguments.schema {
        Schema::Region => include_str!("../../schemas/region.json"),
        Schema::Student => include_str!("../../schemas/student.json"),
        Schema::Answer => include_str!("../../schemas/answer.json"),
    };
    Ok(Report::text(schema.into()))
}
