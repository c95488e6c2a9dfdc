//! The one native test binary.

mod arbitrary;
mod brute;
mod brute_golden;
mod cli;
mod codec;
mod dump;
mod matching;
mod random;
mod read_json;
mod rules;
mod schema;
mod sim;
mod world;
