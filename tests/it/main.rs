//! The one native test binary.

mod codec;
mod random;
