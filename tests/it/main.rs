//! The one native test binary.

mod read_json;
