//! Which record each id of a region means, for whoever reads students and queries.

use std::cell::OnceCell;

use crate::region::{Array, Region, Replaced};
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
    /// Sorted by id: rows of the array and, counted on from these, of `replaced`.
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
        match self.old(place) {
            // The successor is a row.
            Some(old) => self.place(&old.by).filter(|&by| self.old(by).is_none()),
            None => Some(place),
        }
    }

    /// All ids, sorted.
    pub fn ids(self) -> impl Iterator<Item = &'r str> {
        self.order.iter().map(move |&place| self.id(place as usize))
    }

    #[inline(never)]
    fn place(&self, id: &str) -> Option<usize> {
        let at = self.order.binary_search_by(|&place| self.id(place as usize).cmp(id)).ok()?;
        self.order.get(at).map(|&place| place as usize)
    }

    fn id(&self, place: usize) -> &'r str {
        own(self.region, self.array, place).or_else(|| self.old(place).map(|old| old.id.as_str())).unwrap_or("")
    }

    fn old(&self, place: usize) -> Option<&'r Replaced> {
        self.region.replaced.get(place.checked_sub(length(self.region, self.array))?)
    }
}

/// The places of an array's ids; of an id that comes twice the first counts.
fn order(region: &Region, array: Array) -> Vec<u32> {
    let mut ids = Vec::new();
    while let Some(id) = own(region, array, ids.len()) {
        ids.push((id, ids.len() as u32));
    }
    for (old, place) in region.replaced.iter().zip(ids.len() as u32..) {
        if old.array == array {
            ids.push((&old.id, place));
        }
    }
    sort_by_key(&mut ids, |(id, _)| *id);
    ids.dedup_by_key(|(id, _)| *id);
    ids.into_iter().map(|(_, place)| place).collect()
}

/// The id of a row.
#[inline(never)]
fn own(region: &Region, array: Array, row: usize) -> Option<&str> {
    let id = match array {
        Array::Places => &region.places.iter().nth(row)?.id,
        Array::Organizations => &region.organizations.iter().nth(row)?.id,
        Array::Competencies => &region.competencies.iter().nth(row)?.id,
        Array::Credentials => &region.credentials.iter().nth(row)?.id,
        Array::Programmes => &region.programmes.iter().nth(row)?.id,
        // They are found in their programmes.
        Array::Offerings => return None,
        Array::Activities => &region.activities.iter().nth(row)?.id,
        Array::Jobs => &region.jobs.iter().nth(row)?.id,
    };
    Some(id)
}

/// How many rows an array has.
fn length(region: &Region, array: Array) -> usize {
    match array {
        Array::Places => region.places.len(),
        Array::Organizations => region.organizations.len(),
        Array::Competencies => region.competencies.len(),
        Array::Credentials => region.credentials.len(),
        Array::Programmes => region.programmes.len(),
        Array::Offerings => 0,
        Array::Activities => region.activities.len(),
        Array::Jobs => region.jobs.len(),
    }
}
