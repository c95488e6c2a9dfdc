//! The one native test binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that goes wrong says so by panicking"
)]

mod brute;
mod brute_golden;
mod dump;
mod random;
mod sim;
mod world;
