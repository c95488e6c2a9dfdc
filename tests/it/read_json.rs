//! Regions as JSON.

use pathway_planner::read;
use pathway_planner::region::Region;

/// A region in which every field of the format is used, and nothing is wrong.
pub const SMALL: &str = include_str!("small.json");

/// The region of [`SMALL`].
pub fn small() -> Region {
    let read = read::region_json("small.json", SMALL.as_bytes());
    assert_eq!(read.problems, []);
    read.value.unwrap()
}

#[test]
fn a_region_is_read() {
    let region = small();
    assert_eq!(region.programmes.len(), 2);
    assert_eq!(region.competencies.len(), 3);
    println!("{region:#?}");
}
