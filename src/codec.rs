//! The binary form of a region: a core of structure and ids, and labels for each locale.
//!
//! A page loads the core and one file of labels. Both are a header and a body:
//!
//! ```text
//! byte  0   4  magic: 0x89 "PWR"; no text and no JSON begins with 0x89
//!       4   2  format version, little-endian, as all fixed numbers
//!       6   2  kind: 1 core, 2 labels
//!       8   4  length of the body in bytes
//!      12   4  CRC-32 (IEEE) of everything that follows
//!      16  16  digest: the first half of the SHA-256 of the core's body; in labels, their core's
//!      32   …  body
//! ```
//!
//! A body is a sequence of columns: what the rows of a table have in common stands together, which
//! compresses better than row after row and needs no names. The pieces:
//!
//! ```text
//! number      LEB128: seven bits a byte, lowest first, the high bit set on all but the last
//! optional    a number: 0 for nothing, else the value + 1
//! signed      a number: zigzag, 0 -1 1 -2 2 …
//! string      UTF-8, then 0xFF; 0xFE alone is the absent string. Neither byte occurs in UTF-8
//! row         a number: the row of a table
//! letters     a text of labels, a byte for most letters: below 0x80 ASCII, from 0x80 to 0xFC a character of the
//!             labels' alphabet, which is 125 in a row from the first; 0xFD and three bytes of seven bits each,
//!             highest first, any other character; the end as of a string
//! list        its length stands in a column of lengths, its items in the columns that follow
//! condition   0 n … all of n | 1 n … any of n | 2 k n … k of n | 3 row level | 4 row holds
//!             | 5 row worked | 6 years age | 7 row attests
//! ```
//!
//! The core's body, a line for each group of columns:
//!
//! ```text
//! id, version, currency, licence, as_of; locales
//! rows of: progression sources places organizations competencies credentials programmes activities
//!          jobs facts
//! progression    id
//! sources        id | date
//! places         id | lat | lon
//! organizations  id | kind | place | provenance
//! competencies   id | kind | broader | same_as | provenance
//! credentials    id | eqf | implies | provenance
//! programmes     id | kind | provider | code | months | free_hours | entry | standings | outcomes
//!                | awards | offerings | provenance
//! activities     id | kind | provider | hours | fee | entry | hosts | outcomes | provenance
//! jobs           id | employer | place | code | family | same_as | entry | requires | tenure
//!                | free_hours | wage | demand | interests | provenance
//! facts          id
//! employment     programme | year | graduates | employed
//! replaced       array | id | by
//! ```
//!
//! A body of labels is the locale and the number of its alphabet's first character, then, as letters, the names of the
//! region, its progression, places, organizations, competencies, credentials, programmes, activities and jobs in the
//! core's order, then the titles and addresses of sources and the addresses of organizations.
//!
//! A file may come from anywhere: every read is checked against the bytes that are left, every row
//! against its table, and what [`Region`] promises is checked even behind a valid checksum.

mod bytes;
mod load;
#[cfg(feature = "cli")]
mod save;

use bytes::Fault;

use crate::problem::{Place, Problem};
use crate::region::Region;

/// The number of the format that this engine reads and writes.
pub const VERSION: u16 = 2;

/// How deep conditions may nest: more than the 64 parentheses that readers take can make, for each opens
/// at most three levels, as in `2 of (a or b and (…), …)`.
pub const DEPTH: u32 = 200;

/// How many locales a built region may have.
pub const LOCALES: usize = 64;

/// How many characters an alphabet of labels has.
#[cfg(feature = "cli")]
const LETTERS: u32 = 0x7D;

/// What stands before a character that is not of the alphabet.
const OTHER: u8 = 0xFD;

const MAGIC: [u8; 4] = *b"\x89PWR";

/// What a built file holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Core = 1,
    Labels = 2,
}

/// A built region.
#[cfg(feature = "cli")]
#[derive(Clone, Debug)]
pub struct Built {
    /// Structure, ids and numbers: `<id>.region`.
    pub core: Vec<u8>,
    /// Each locale with its names, titles and addresses: `<id>.<locale>.labels`.
    pub labels: Vec<(String, Vec<u8>)>,
}

/// Writes a region.
#[cfg(feature = "cli")]
pub fn write(region: &Region) -> Built {
    let body = save::core(region);
    let digest = save::digest(&body);
    let labels = (0..region.locales.len()).map(|locale| save::labels(region, locale));
    let labels = labels.map(|body| save::file(Kind::Labels, &digest, &body));
    Built { core: save::file(Kind::Core, &digest, &body), labels: region.locales.iter().cloned().zip(labels).collect() }
}

/// The region's digest, as [`Region::digest`] holds it: of structure, not of names.
#[cfg(feature = "cli")]
pub fn digest(region: &Region) -> String {
    bytes::hex(&save::digest(&save::core(region)))
}

/// Whether these bytes begin as a built file does, or are all that is left of such a beginning; if so, [`read`]
/// says what is wrong with them.
pub fn is_built(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().zip(&MAGIC).all(|(byte, magic)| byte == magic)
}

/// Reads a core; names are absent until [`read_labels`] adds them.
///
/// # Errors
/// The file is no core, is damaged, or is of another version of the format.
pub fn read(core: &[u8]) -> Result<Region, Problem> {
    let read = bytes::open(core, Kind::Core).and_then(|(digest, body)| load::core(digest, body));
    read.map_err(problem)
}

/// Adds one locale's names to a region; they must have been built with its core.
///
/// # Errors
/// The file holds no labels, is damaged, is of another version of the format, or was built with
/// another core. The region is then as it was.
pub fn read_labels(region: &mut Region, labels: &[u8]) -> Result<(), Problem> {
    let read = bytes::open(labels, Kind::Labels).and_then(|(digest, body)| {
        if digest == region.digest { load::labels(region, body) } else { Err(Fault::OtherCore) }
    });
    read.map_err(problem)
}

fn problem(fault: Fault) -> Problem {
    use crate::problem::Code;
    let again = "Build the region again with this version's `pathways build`.";
    let update = "Update the engine, or build the region again with this version's `pathways build`.";
    let (code, facts): (Code, &[&str]) = match fault {
        Fault::Foreign => (Code::NotBuilt, &["this is no built region"]),
        Fault::IsCore => (Code::NotBuilt, &["this is a region's core, not its labels"]),
        Fault::IsLabels => (Code::NotBuilt, &["these are a region's labels, not its core"]),
        Fault::Newer => (Code::Version, &["a newer", update]),
        Fault::Older => (Code::Version, &["an older", again]),
        Fault::Short => (Code::Damaged, &["it is cut short"]),
        Fault::Long => (Code::Damaged, &["it goes on after its end"]),
        Fault::Checksum => (Code::Damaged, &["its checksum is wrong"]),
        Fault::OtherCore => (Code::OtherCore, &[]),
        Fault::Broken(what) => (Code::Damaged, &[what]),
    };
    Problem::new(code, Place::default(), facts)
}
