//! The one native test binary.

// Tells clippy that helpers are tests too: they may stop at the first surprise.
#![cfg(test)]

mod arbitrary;
mod broken;
mod checks;
mod cli;
mod codec;
mod conditions;
mod generated;
mod graph;
mod lattice;
mod matching;
mod oracle;
mod read_json;
mod read_student;
mod read_tables;
mod reasons;
mod rules;
mod schema;
mod workbooks;
mod world;
