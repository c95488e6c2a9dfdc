//! Which record each id of a region means, for whoever reads students and queries.

use std::cell::OnceCell;

use crate::region::{Array, Region};
use crate::sort::sort_by_key;

/// The ids of one region, each array's sorted when somebody first names one of them. In a large region that takes
/// longer than most answers, so whoever reads many students keeps this.
#[derive(Debug, Default)]
pub struct Ids {
    orders: [OnceCell<Vec<u32>>; 8],
}

impl Ids {
    /// The ids of an array; each call is to name the same region.
    pub(super) fn of<'r>(&'r self, region: &'r Region, array: Array) -> Rows<'r> {
        // There is a place for each array; the first is none that could be missing.
        let [first, ..] = &self.orders;
        let order = self.orders.get(array as usize).unwrap_or(first).get_or_init(|| order(region, array));
        Rows { region, array, order }
    }
}

/// The ids of an array, replaced ones included, and the rows that they mean.
#[derive(Clone, Copy)]
pub(super) struct Rows<'r> {
    region: &'r Region,
    array: Array,
    /// Sorted by id: rows of the array and, each with [`OLD`], of `replaced`.
    order: &'r [u32],
}

impl<'r> Rows<'r> {
    /// What problems call what bears these ids.
    pub fn what(&self) -> &'static str {
        match self.array {
            Array::Places => "place",
            Array::Organizations => "organization",
            Array::Competencies => "competency",
            Array::Credentials => "credential",
            Array::Programmes => "programme",
            Array::Offerings => "offering",
            Array::Activities => "activity",
            Array::Jobs => "job",
        }
    }

    /// The row that an id means.
    pub fn find(&self, id: &str) -> Option<usize> {
        let place = self.place(id)?;
        match place.checked_sub(OLD) {
            // The successor is a row.
            Some(old) => self.place(&self.region.replaced.get(old as usize)?.by).filter(|&by| by < OLD),
            None => Some(place),
        }
        .map(|row| row as usize)
    }

    /// All ids, sorted.
    pub fn ids(self) -> impl Iterator<Item = &'r str> {
        self.order.iter().map(move |&place| id(self.region, self.array, place))
    }

    #[inline(never)]
    fn place(&self, wanted: &str) -> Option<u32> {
        let at = self.order.binary_search_by(|&place| id(self.region, self.array, place).cmp(wanted)).ok()?;
        self.order.get(at).copied()
    }
}

/// Added to the place of a replaced id.
const OLD: u32 = 1 << 31;

/// The places of an array's ids; of an id that comes twice the first counts.
fn order(region: &Region, array: Array) -> Vec<u32> {
    let mut ids = Vec::new();
    for place in 0.. {
        match id(region, array, place) {
            "" => break,
            id => ids.push((id, place)),
        }
    }
    for (old, place) in region.replaced.iter().zip(OLD..) {
        if old.array == array {
            ids.push((&old.id, place));
        }
    }
    sort_by_key(&mut ids, |(id, _)| *id);
    ids.dedup_by_key(|(id, _)| *id);
    ids.into_iter().map(|(_, place)| place).collect()
}

/// The id at a place; empty where there is none, since no id is.
#[inline(never)]
fn id(region: &Region, array: Array, place: u32) -> &str {
    let row = place as usize;
    let id = match array {
        _ if place >= OLD => region.replaced.get((place - OLD) as usize).map(|old| &old.id),
        Array::Places => region.places.iter().nth(row).map(|row| &row.id),
        Array::Organizations => region.organizations.iter().nth(row).map(|row| &row.id),
        Array::Competencies => region.competencies.iter().nth(row).map(|row| &row.id),
        Array::Credentials => region.credentials.iter().nth(row).map(|row| &row.id),
        Array::Programmes => region.programmes.iter().nth(row).map(|row| &row.id),
        // They are found in their programmes.
        Array::Offerings => None,
        Array::Activities => region.activities.iter().nth(row).map(|row| &row.id),
        Array::Jobs => region.jobs.iter().nth(row).map(|row| &row.id),
    };
    id.map_or("", String::as_str)
}
