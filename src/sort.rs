//! Sorting in little code.
//!
//! The library's sorts are compiled anew for each type, some five kilobytes each time; a page would load
//! sixty of them. Here one merge sort over positions serves every type. It is stable, so that equal keys
//! need no thought; lists are short wherever it is called.

use std::cmp::Ordering;

/// Sorts by a comparison; what is equal keeps its order.
pub fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let order = sorted(items.len(), &mut |one, other| match (items.get(one as usize), items.get(other as usize)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    });
    arrange(items, order);
}

/// Puts items in an order of their positions.
fn arrange<T>(items: &mut [T], mut order: Vec<u32>) {
    // Every place takes the item meant for it, cycle by cycle.
    for start in 0..items.len() {
        let mut place = start;
        while let Some(from) = order.get_mut(place) {
            let next = std::mem::replace(from, place as u32) as usize;
            if next == start || next == place {
                break;
            }
            items.swap(place, next);
            place = next;
        }
    }
}

/// Sorts in the type's own order.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Sorts by a key that is cheap to make.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// Sorts by a key that is made once for each item.
pub fn sort_by_cached_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let order = sorted(items.len(), &mut |one, other| keys.get(one as usize).cmp(&keys.get(other as usize)));
    arrange(items, order);
}

/// Sorts by the first numbers; what is equal keeps its order. The time grows with the count alone: this is for long
/// lists that are sorted again and again.
pub fn sort_by_number(items: &mut Vec<(u64, u32)>) {
    let mut moved = items.clone();
    let first = items.first().map_or(0, |(key, _)| *key);
    let differing = items.iter().fold(0, |bits, (key, _)| bits | key ^ first);
    // The last digit first. Each pass keeps the order of what is equal in its digit.
    for shift in (0..64).step_by(8) {
        if differing >> shift & 255 == 0 {
            continue;
        }
        let mut places = [0_u32; 256];
        for (key, _) in &*items {
            if let Some(place) = places.get_mut((key >> shift & 255) as usize) {
                *place += 1;
            }
        }
        // From how many have each digit to where the first of them goes.
        let mut before = 0;
        for place in &mut places {
            before += std::mem::replace(place, before);
        }
        for item in &*items {
            if let Some(place) = places.get_mut((item.0 >> shift & 255) as usize) {
                if let Some(to) = moved.get_mut(*place as usize) {
                    *to = *item;
                }
                *place += 1;
            }
        }
        std::mem::swap(items, &mut moved);
    }
}

/// The positions of so many items in the order of a comparison: merged from runs of one up to the whole.
fn sorted(count: usize, compare: &mut dyn FnMut(u32, u32) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    let mut width = 1;
    while width < order.len() {
        let mut merged = Vec::with_capacity(order.len());
        for pair in order.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let ([one, after_one @ ..], [other, after_other @ ..]) = (left, right) {
                // The left comes first where they are equal: that is what makes the sort stable.
                if compare(*one, *other).is_le() {
                    merged.push(*one);
                    left = after_one;
                } else {
                    merged.push(*other);
                    right = after_other;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        order = merged;
        width *= 2;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_the_library_does() {
        let mut seed = 1_u64;
        for length in (0..40).chain([100, 1000]) {
            let list = (0..length).map(|index| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (seed >> 60, index)
            });
            let mut own: Vec<(u64, i32)> = list.collect();
            let mut theirs = own.clone();
            sort_by_key(&mut own, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            assert_eq!(own, theirs);
            sort_by_cached_key(&mut own, |item| item.1);
            theirs.sort_by_key(|item| item.1);
            assert_eq!(own, theirs);
            sort_by(&mut own, |one, other| other.cmp(one));
            theirs.sort_by(|one, other| other.cmp(one));
            assert_eq!(own, theirs);
            sort(&mut own);
            theirs.sort();
            assert_eq!(own, theirs);
            for shift in [0, 9, 50] {
                let keys = own.iter().map(|item| (item.0 * 7 + item.1 as u64 / 7) << shift);
                let mut numbers: Vec<(u64, u32)> = keys.zip(0..).collect();
                let mut theirs = numbers.clone();
                sort_by_number(&mut numbers);
                theirs.sort();
                assert_eq!(numbers, theirs);
            }
        }
    }
}
