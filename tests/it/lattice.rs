//! The lattice around a job: what is on it, and where everything stands.

use std::collections::BTreeSet;
use std::path::Path;

use pathway_planner::condition::{Atom, Condition};
use pathway_planner::graph::CompetencyGraph;
use pathway_planner::lattice::lattice;
use pathway_planner::read;
use pathway_planner::region::{JobId, ProgrammeId, Region};
use serde::Deserialize;

use crate::read_json::small;

#[derive(Debug, PartialEq, Deserialize)]
struct Drawn {
    tiles: Vec<Tile>,
    lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Tile {
    kind: String,
    ids: Vec<String>,
    row: usize,
    x: usize,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Line {
    from: usize,
    to: usize,
    x: Vec<usize>,
}

fn kuzbass() -> Region {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regions/kuzbass");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> = files.map(|path| (path.display().to_string(), std::fs::read(&path).unwrap())).collect();
    read::region_tables(&files).value.unwrap()
}

fn text(region: &Region, job: JobId, columns: usize) -> String {
    lattice(region, &CompetencyGraph::new(region), job, columns)
}

fn drawn(region: &Region, job: JobId, columns: usize) -> Drawn {
    serde_json::from_str(&text(region, job, columns)).unwrap()
}

fn job(region: &Region, id: &str) -> JobId {
    region.jobs.find(|job| job.id == id).unwrap()
}

fn programme(region: &Region, id: &str) -> ProgrammeId {
    region.programmes.find(|programme| programme.id == id).unwrap()
}

/// Every line as the names of its ends.
fn told(drawn: &Drawn) -> BTreeSet<(Vec<String>, Vec<String>)> {
    drawn.lines.iter().map(|line| (drawn.tiles[line.from].ids.clone(), drawn.tiles[line.to].ids.clone())).collect()
}

#[test]
fn a_small_one_word_for_word() {
    let region = small();
    assert_eq!(
        text(&region, job(&region, "foreman"), 2),
        concat!(
            r#"{"tiles":[{"ids":["basic-school"],"kind":"programme","row":0,"x":1},"#,
            r#"{"ids":["miner"],"kind":"programme","row":1,"x":1},"#,
            r#"{"ids":["helper"],"kind":"job","row":2,"x":1},"#,
            r#"{"ids":["foreman"],"kind":"job","row":3,"x":1}],"#,
            r#""lines":[{"from":0,"to":1,"x":[2,2]},{"from":2,"to":3,"x":[2,2]},{"from":1,"to":3,"x":[2,3,2]}]}"#
        )
    );
}

#[test]
fn nothing_overlaps_or_leaves_the_picture_and_lines_pass_beside_tiles() {
    let region = kuzbass();
    let graph = CompetencyGraph::new(&region);
    for (id, record) in region.jobs.entries() {
        for columns in [1, 2, 3, 4, 7] {
            let drawn: Drawn = serde_json::from_str(&lattice(&region, &graph, id, columns)).unwrap();
            let of = format!("{} in {columns}: {drawn:?}", record.id);
            let rows = drawn.tiles.iter().map(|tile| tile.row).max().unwrap() + 1;
            for row in 0..rows {
                let mut places: Vec<usize> =
                    drawn.tiles.iter().filter(|tile| tile.row == row).map(|tile| tile.x).collect();
                places.sort();
                assert!((1..=columns).contains(&places.len()), "{of}");
                assert!(places.windows(2).all(|pair| pair[0] + 2 == pair[1]), "{of}");
                // In the middle.
                assert_eq!(places[0] + places[places.len() - 1] + 2, 2 * columns, "{of}");
            }
            for line in &drawn.lines {
                let (from, to) = (&drawn.tiles[line.from], &drawn.tiles[line.to]);
                assert!(from.row < to.row, "{of}");
                assert_eq!(line.x.len(), to.row - from.row + 1, "{of}");
                assert_eq!((line.x[0], line.x[line.x.len() - 1]), (from.x + 1, to.x + 1), "{of}");
                for (row, x) in (from.row + 1..to.row).zip(&line.x[1..]) {
                    assert!(*x <= 2 * columns, "{of}");
                    assert!(drawn.tiles.iter().all(|tile| tile.row != row || *x <= tile.x || *x >= tile.x + 2), "{of}");
                }
            }
        }
    }
}

#[test]
fn it_holds_the_ladder_and_what_qualifies_and_the_same_at_every_width() {
    let region = kuzbass();
    let graph = CompetencyGraph::new(&region);
    for (id, record) in region.jobs.entries() {
        let wide = drawn(&region, id, 4);
        let at = |other: JobId| {
            let id = &region.jobs[other].id;
            wide.tiles.iter().find(|tile| tile.kind == "job" && tile.ids.contains(id)).unwrap()
        };
        assert_eq!(at(id).ids, [record.id.as_str()]);
        assert!(graph.leads_to(id).into_iter().all(|rung| at(rung).row > at(id).row), "{}", record.id);
        assert!(graph.comes_from(id).into_iter().all(|rung| at(rung).row < at(id).row), "{}", record.id);
        for tile in &wide.tiles {
            assert!(tile.kind == "job" || tile.row < at(id).row, "{}", record.id);
        }
        let ids: Vec<&String> = wide.tiles.iter().flat_map(|tile| &tile.ids).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{} names one twice", record.id);
        for columns in [1, 2, 6] {
            assert_eq!(told(&drawn(&region, id, columns)), told(&wide), "{}", record.id);
        }
    }
}

/// A region with a record of it once more, at the end, under another name.
fn with_job(region: &Region, like: &str, id: &str) -> Region {
    let mut more = region.clone();
    let mut copy = region.jobs[job(region, like)].clone();
    copy.id = id.into();
    more.jobs.push(copy);
    more
}

#[test]
fn what_has_nothing_to_do_with_a_job_moves_nothing() {
    let region = kuzbass();
    let more = with_job(&region, "chief-geologist", "chief-of-something");
    for id in ["mine-foreman", "steel-foreman", "mine-labourer"] {
        assert_eq!(text(&region, job(&region, id), 4), text(&more, job(&more, id), 4));
    }
}

#[test]
fn another_college_like_four_others_adds_a_name_and_no_line() {
    let region = kuzbass();
    let mut more = region.clone();
    let mut copy = region.programmes[programme(&region, "ngtk-21.02.17")].clone();
    copy.id = "another-college".into();
    more.programmes.push(copy);
    let before = drawn(&region, job(&region, "mine-foreman"), 4);
    let mut after = drawn(&more, job(&more, "mine-foreman"), 4);
    let tile = after.tiles.iter_mut().find(|tile| tile.ids.contains(&"ngtk-21.02.17".to_string())).unwrap();
    assert_eq!(tile.ids.pop().as_deref(), Some("another-college"));
    assert_eq!(before, after);
}

#[test]
fn another_rung_moves_its_own_row_alone() {
    let region = kuzbass();
    // Unlike the other it leads nowhere, so it stands beside it.
    let more = with_job(&region, "mine-deputy-head", "mine-planner");
    let before = drawn(&region, job(&region, "mine-foreman"), 4);
    let after = drawn(&more, job(&more, "mine-foreman"), 4);
    let new = after.tiles.iter().find(|tile| tile.ids == ["mine-planner"]).unwrap();
    assert_eq!(after.tiles.len(), before.tiles.len() + 1);
    for tile in &before.tiles {
        let now = after.tiles.iter().find(|other| other.ids == tile.ids).unwrap();
        assert_eq!(now.row, tile.row);
        assert!(now.x == tile.x || now.row == new.row, "{now:?}");
    }
}

#[test]
fn jobs_that_lead_to_each_other_are_drawn_all_the_same() {
    let mut region = small();
    let (helper, foreman) = (job(&region, "helper"), job(&region, "foreman"));
    region.jobs[helper].entry = Condition::Atom(Atom::Worked(foreman));
    for id in [helper, foreman] {
        let drawn = drawn(&region, id, 2);
        assert_eq!(drawn.tiles.iter().filter(|tile| tile.kind == "job").count(), 2);
        assert!(drawn.lines.iter().all(|line| drawn.tiles[line.from].row < drawn.tiles[line.to].row));
    }
}

#[test]
fn of_a_job_that_nothing_leads_to_it_is_all_there_is() {
    let mut region = small();
    let helper = job(&region, "helper");
    let foreman = job(&region, "foreman");
    region.jobs[foreman].entry = Condition::Atom(Atom::Age(18));
    let alone = Tile { kind: "job".into(), ids: vec!["helper".into()], row: 0, x: 3 };
    assert_eq!(drawn(&region, helper, 4), Drawn { tiles: vec![alone], lines: vec![] });
}
