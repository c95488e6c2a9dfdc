//! Pathway Planner: routes from school to a job, computed exactly.
//!
//! Data flows one way: a [`region::Region`] is loaded, a [`student::Student`] and a [`student::Query`]
//! are read against it, and an [`answer::Answer`] comes out.

pub mod answer;
pub mod catalog;
#[cfg(feature = "cli")]
pub mod check;
pub mod codec;
pub mod condition;
pub mod graph;
pub mod json;
pub mod lattice;
pub mod matching;
pub mod month;
pub mod plan;
pub mod problem;
pub mod read;
pub mod region;
pub mod route;
pub mod sort;
pub mod student;
pub mod table;
mod text;
pub mod value;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
#[cfg(feature = "cli")]
pub mod workbook;

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
