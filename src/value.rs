//! Untyped input as a tree: what JSON, tables and JavaScript values have in common.

/// A value before its meaning is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    /// Whole numbers keep their value up to 2^53.
    Number(f64),
    Text(String),
    List(Vec<Value>),
    /// Fields in the order of the input; a name may come twice and is then a problem.
    Record(Vec<(String, Value)>),
}
