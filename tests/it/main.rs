//! The one native test binary.

// Tells clippy that helpers are tests too: they may stop at the first surprise.
#![cfg(test)]

mod arbitrary;
mod brute;
mod brute_golden;
mod cli;
mod codec;
mod conditions;
mod dump;
mod matching;
mod quick;
mod random;
mod read_json;
mod read_student;
mod read_tables;
mod rules;
mod schema;
mod sim;
mod tiny;
mod world;
