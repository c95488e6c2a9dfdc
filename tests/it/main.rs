//! The one native test binary.

// Tells clippy that helpers are tests too: they may stop at the first surprise.
#![cfg(test)]

mod arbitrary;
mod brute;
mod brute_golden;
mod cli;
mod codec;
mod dump;
mod matching;
mod quick;
mod random;
mod read_json;
mod rules;
mod schema;
mod sim;
mod tiny;
mod world;
