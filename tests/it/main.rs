//! The one native test binary.

mod arbitrary;
mod codec;
mod conditions;
mod matching;
mod read_json;
mod read_student;
mod read_tables;
mod rules;
mod world;
