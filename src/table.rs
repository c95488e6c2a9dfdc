//! Dense tables with typed ids.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// A row number in a [`Table`], typed so that a job cannot be taken for a place.
pub trait Id: Copy + Eq + Ord {
    /// The id of row `index`.
    fn new(index: usize) -> Self;
    /// The row that this id names.
    fn index(self) -> usize;
}

/// Declares typed ids.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $crate::table::Id for $name {
            fn new(index: usize) -> Self {
                // A region is far smaller than four thousand million rows: the readers' limits see to it.
                Self(index as u32)
            }
            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}
pub(crate) use ids;

/// Rows of `T`, found by ids of type `I`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<I, T> {
    rows: Vec<T>,
    ids: PhantomData<I>,
}

impl<I: Id, T> Table<I, T> {
    /// A table of these rows.
    pub fn new(rows: Vec<T>) -> Self {
        Table { rows, ids: PhantomData }
    }

    /// A table with a value for each of `len` ids.
    pub fn filled(len: usize, value: T) -> Self
    where
        T: Clone,
    {
        Table::new(vec![value; len])
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Row `id`, where there is one.
    pub fn row(&self, id: I) -> Option<&T> {
        self.rows.get(id.index())
    }

    /// All rows in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// All rows in order, to change.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.rows.iter_mut()
    }

    /// All ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + use<I, T> {
        (0..self.rows.len()).map(I::new)
    }

    /// All rows in order with their ids.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (I, &T)> {
        self.rows.iter().enumerate().map(|(index, row)| (I::new(index), row))
    }

    /// The rows alone.
    pub fn into_rows(self) -> Vec<T> {
        self.rows
    }

    /// Adds a row and names it.
    pub fn push(&mut self, row: T) -> I {
        self.rows.push(row);
        I::new(self.rows.len() - 1)
    }

    /// The first id whose row passes `test`.
    pub fn find(&self, test: impl FnMut(&T) -> bool) -> Option<I> {
        self.rows.iter().position(test).map(I::new)
    }
}

impl<I: Id> Table<I, String> {
    /// The id of a name, where the rows are names in order.
    pub fn find_sorted(&self, name: &str) -> Option<I> {
        self.rows.binary_search_by(|row| row.as_str().cmp(name)).ok().map(I::new)
    }
}

impl<I: Id, T> Default for Table<I, T> {
    fn default() -> Self {
        Table::new(Vec::new())
    }
}

impl<'a, I: Id, T> IntoIterator for &'a Table<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

impl<I: Id, T> Index<I> for Table<I, T> {
    type Output = T;
    #[expect(
        clippy::indexing_slicing,
        reason = "an id is only ever made from a row of its own table, or checked against the table's length by a loader"
    )]
    fn index(&self, id: I) -> &T {
        &self.rows[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Table<I, T> {
    #[expect(clippy::indexing_slicing, reason = "as for reading: ids come from their own table")]
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.rows[id.index()]
    }
}
