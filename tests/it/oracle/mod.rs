//! The oracle: design section 5 once more, by brute force, and what it says of the planner.
//!
//! [`random`] makes small regions, [`sim`] plays the rules, [`brute`] enumerates every route. None of it
//! shares code with the planner or with `route::verify`, and all of it is as plain as can be.
//!
//! So it is also what shows that fronts are the same with the planner's reductions and bounds as without: [`brute`]
//! has neither, and [`fronts`] finds the two equal. The planner needs no switch for it, which would cost its size.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy takes helpers of tests for library code; a test that goes wrong says so by panicking"
)]

pub mod brute;
mod checkers;
mod dump;
mod edit;
mod features;
mod fronts;
mod golden;
mod laws;
mod promises;
mod random;
mod reference;
mod rows;
pub mod sim;

pub use fronts::{agreed, cut_short};
pub use random::Case;
