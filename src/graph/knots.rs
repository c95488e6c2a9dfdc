//! Records that refer to each other in a circle, where `implies`, `broader` and `replaced_by` must not.

use std::collections::{BTreeMap, VecDeque};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::table::{Id, Table};

/// Records that all lead to each other, or one that leads to no record that leads back to it.
pub struct Knot<I> {
    /// The records, in order.
    pub rows: Vec<I>,
    /// A shortest way from the first record back to itself, both ends included; `None` where there is none.
    pub cycle: Option<Vec<I>>,
}

/// The knots of a relation, each after all those that it leads to.
pub fn knots<I: Id, R: AsRef<[I]>>(relation: &Table<I, R>) -> Vec<Knot<I>> {
    let mut graph = DiGraph::<(), ()>::with_capacity(relation.len(), 0);
    for _ in relation {
        graph.add_node(());
    }
    for (from, to) in relation.entries() {
        for to in to.as_ref() {
            graph.add_edge(NodeIndex::new(from.index()), NodeIndex::new(to.index()), ());
        }
    }
    let mut knot_of = Table::filled(relation.len(), 0);
    let knots = kosaraju_scc(&graph).into_iter().enumerate().map(|(number, knot)| {
        let mut rows: Vec<I> = knot.into_iter().map(|node| I::new(node.index())).collect();
        crate::sort::sort(&mut rows);
        rows.iter().for_each(|row| knot_of[*row] = number);
        rows
    });
    let knots: Vec<Vec<I>> = knots.collect();
    let knot_of = &knot_of;
    let within = |from: I| {
        let knot = knot_of[from];
        relation[from].as_ref().iter().copied().filter(move |to| knot_of[*to] == knot)
    };
    let knot = |rows: Vec<I>| Knot { cycle: rows.first().and_then(|first| way_back(*first, within)), rows };
    knots.into_iter().map(knot).collect()
}

/// The shortest way from a record back to itself, both ends included.
fn way_back<I: Id, N: Iterator<Item = I>>(first: I, next: impl Fn(I) -> N) -> Option<Vec<I>> {
    let mut before = BTreeMap::new();
    let mut queue = VecDeque::from([first]);
    while let Some(here) = queue.pop_front() {
        for to in next(here) {
            if to == first {
                let mut way = vec![first, here];
                while let Some(earlier) = way.last().and_then(|row| before.get(row)) {
                    way.push(*earlier);
                }
                // A record that refers to itself has been put down twice already.
                if here == first {
                    way.truncate(2);
                }
                way.reverse();
                return Some(way);
            }
            if let std::collections::btree_map::Entry::Vacant(entry) = before.entry(to) {
                entry.insert(here);
                queue.push_back(to);
            }
        }
    }
    None
}
