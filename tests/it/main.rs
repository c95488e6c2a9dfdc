//! The one native test binary.

mod arbitrary;
mod codec;
mod matching;
mod oracle;
mod read_json;
mod rules;
mod world;
