//! The lattice around a job, laid out for a picture: school at the bottom, then study, then rung by rung.
//!
//! Whole numbers and stable sorts alone, so that every machine draws the same, and whatever has nothing to do with the
//! job moves nothing. What leads from the same to the same stands in one tile, so that another college beside four
//! others adds a name and no line.

use crate::graph::{CompetencyGraph, Node};
use crate::json::Json;
use crate::region::{JobId, Region};
use crate::sort::sort_by_cached_key;

/// Sweeps over the layers, looking down and up in turn: more seldom change anything.
const SWEEPS: u32 = 4;

/// The most tiles in a row.
const WIDEST: usize = 8;

/// What has one place in the picture.
#[derive(Clone, Copy)]
struct Tile {
    /// The first of those that stand in it, by position among what is around the job; the others are like it.
    first: usize,
    layer: u32,
    /// Rows from the bottom, and half columns from the left, of which a tile is two wide.
    row: u32,
    x: u32,
}

/// The lattice around a job in rows of up to so many tiles, as JSON text; `types.d.ts` says what it holds.
pub fn lattice(region: &Region, graph: &CompetencyGraph, job: JobId, columns: usize) -> String {
    let around = graph.around(region, job);
    // Work stands above all study.
    let mut layers = Vec::new();
    for &place in &around.nodes {
        if graph.kind(region, place).is_some() {
            layers.push(0);
        }
    }
    raise(&mut layers, &around.links);
    let base = layers.iter().max().map_or(0, |highest| highest + 1);
    layers.resize(around.nodes.len(), base);
    raise(&mut layers, &around.links);

    // What each is like: its layer and kind, what it leads to and what leads to it.
    let mut likeness: Vec<Vec<u32>> = Vec::new();
    for (&place, &layer) in around.nodes.iter().zip(&layers) {
        let kind = graph.kind(region, place).map_or(u32::MAX, |kind| kind as u32);
        likeness.push(vec![layer, kind]);
    }
    for &(from, to) in &around.links {
        for (one, other) in [(from, to), (to, !from)] {
            if let Some(like) = likeness.get_mut(one as usize) {
                like.push(other);
            }
        }
    }
    let mut tiles: Vec<Tile> = Vec::new();
    let mut tile_of = Vec::new();
    for (first, (like, &layer)) in likeness.iter().zip(&layers).enumerate() {
        let at = tiles.iter().position(|tile| likeness.get(tile.first) == Some(like)).unwrap_or(tiles.len());
        if at == tiles.len() {
            tiles.push(Tile { first, layer, row: 0, x: 0 });
        }
        tile_of.push(at as u32);
    }
    // Each line once, from what is lower.
    let mut lines = Vec::new();
    for &(from, to) in &around.links {
        let line = (tile_of.get(from as usize).copied().unwrap_or(0), tile_of.get(to as usize).copied().unwrap_or(0));
        if layers.get(from as usize) < layers.get(to as usize) && !lines.contains(&line) {
            lines.push(line);
        }
    }
    arrange(&mut tiles, &lines, columns.clamp(1, WIDEST));

    let mut json = Json::default();
    json.open('{');
    json.list("tiles", tiles.iter().zip(0_u32..), |(tile, at), record| {
        let members = around.nodes.iter().zip(&tile_of).filter(|member| *member.1 == at);
        record.texts(
            "ids",
            members.filter_map(|member| match graph.node(*member.0 as usize)? {
                Node::Programme(programme) => Some(&region.programmes[programme].id),
                Node::Job(job) => Some(&region.jobs[job].id),
                _ => None,
            }),
        );
        let study = around.nodes.get(tile.first).and_then(|&place| graph.kind(region, place));
        record.text("kind", if study.is_some() { "programme" } else { "job" });
        record.number("row", tile.row);
        record.number("x", tile.x);
    });
    json.list("lines", &lines, |&(from, to), record| {
        record.number("from", from);
        record.number("to", to);
        if let (Some(from), Some(to)) = (tiles.get(from as usize), tiles.get(to as usize)) {
            record.numbers("x", &course(&tiles, from, to));
        }
    });
    json.close('}');
    json.into_text()
}

/// Raises what is not above all that leads to it. Where some lead to each other in a circle, a link is left pointing down.
fn raise(layers: &mut [u32], links: &[(u32, u32)]) {
    for _ in 0..layers.len() {
        for &(from, to) in links {
            let under = layers.get(from as usize).map_or(0, |under| under + 1);
            if let Some(layer) = layers.get_mut(to as usize) {
                *layer = under.max(*layer);
            }
        }
    }
}

/// Gives every tile its row and its place in it, near to what it has lines with.
fn arrange(tiles: &mut [Tile], lines: &[(u32, u32)], columns: usize) {
    let mut order: Vec<u32> = (0..tiles.len() as u32).collect();
    for sweep in 0..=SWEEPS {
        sort_by_cached_key(&mut order, |&one| {
            let (mut sum, mut count) = (0, 0);
            for &(from, to) in lines {
                let (own, other) = if sweep % 2 == 0 { (from, to) } else { (to, from) };
                if own == one {
                    sum += tiles.get(other as usize).map_or(0, |tile| tile.x);
                    count += 1;
                }
            }
            // In parts of a half column that most counts of lines divide; there are far fewer than a layer counts for.
            let tile = tiles.get(one as usize);
            tile.map_or(0, |tile| (tile.layer << 16) + (60 * sum).checked_div(count).unwrap_or(60 * tile.x))
        });
        place(tiles, &order, columns);
    }
}

/// Puts tiles into rows, layer by layer, in the middle; what is too wide for one row takes several, about as long.
fn place(tiles: &mut [Tile], mut order: &[u32], columns: usize) {
    let mut row = 0;
    let layer = |tiles: &[Tile], one: u32| tiles.get(one as usize).map(|tile| tile.layer);
    while let Some(&first) = order.first() {
        let many = order.iter().take_while(|&&one| layer(tiles, one) == layer(tiles, first)).count();
        let wide = many.div_ceil(many.div_ceil(columns));
        let (now, rest) = order.split_at_checked(wide.min(many)).unwrap_or_default();
        for (at, &one) in now.iter().enumerate() {
            if let Some(tile) = tiles.get_mut(one as usize) {
                (tile.row, tile.x) = (row, (columns - now.len() + 2 * at) as u32);
            }
        }
        row += 1;
        order = rest;
    }
}

/// Where a line passes each row from that of a tile to that of one above it, in half columns: straight, but round the
/// tiles in between.
fn course(tiles: &[Tile], from: &Tile, to: &Tile) -> Vec<u8> {
    let whole = to.row - from.row;
    let mut course = Vec::new();
    for row in from.row..=to.row {
        let done = row - from.row;
        let mut x = ((from.x + 1) * (whole - done) + (to.x + 1) * done) / whole.max(1);
        // Gaps are where tiles begin and end.
        for tile in tiles {
            if tile.row == row && done > 0 && done < whole && x == tile.x + 1 {
                x += 1;
            }
        }
        course.push(x as u8);
    }
    course
}
