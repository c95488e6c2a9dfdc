//! Roads where nothing adds up: every stage asks for one paper and gives one, and only months count.
//!
//! So a route is a path in a plain graph, papers its nodes and stages its edges, and the soonest route is what Dijkstra
//! finds. The same comes as a list of edges for libraries of graphs, and as a region with questions for the planner.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use fastrand::Rng;
use serde_json::{Value, json};

use super::{head, text};

pub struct Stages {
    pub papers: usize,
    /// The paper asked for, the one given, and the months between.
    pub stages: Vec<(usize, usize, u32)>,
}

impl Stages {
    /// Four stages lead on from each paper, mostly upwards, to papers not far off: roads are long, and there are many.
    pub fn random(papers: usize, seed: u64) -> Stages {
        let mut random = Rng::with_seed(seed);
        let mut stages = Vec::new();
        for paper in 0..papers {
            for _ in 0..4 {
                let far = random.usize(1..=60);
                let up = random.u32(..5) > 0;
                let other = if up { paper + far } else { paper.wrapping_sub(far) };
                if other < papers {
                    stages.push((paper, other, random.u32(1..=24)));
                }
            }
        }
        Stages { papers, stages }
    }

    /// Pairs of papers with the months from one to the other.
    pub fn pairs(&self, count: usize, seed: u64) -> Vec<(usize, usize, u32)> {
        let (mut random, roads) = (Rng::with_seed(seed), self.roads());
        let pair = || {
            let (from, to) = (random.usize(..self.papers), random.usize(..self.papers));
            Some((from, to, roads.months(from, to)?))
        };
        std::iter::repeat_with(pair).flatten().filter(|(from, to, _)| from != to).take(count).collect()
    }

    pub fn roads(&self) -> Roads {
        let mut onward = vec![Vec::new(); self.papers];
        for &(before, after, months) in &self.stages {
            onward[before].push((after, months));
        }
        Roads(onward)
    }

    /// Every stage is a programme with one offering. A paper is a credential, and opens a job of its own, which is a goal.
    pub fn region(&self) -> Value {
        let papers = |paper: fn(usize) -> Value| (0..self.papers).map(paper).collect::<Vec<_>>();
        let stage = |(index, &(before, after, months)): (usize, &(usize, usize, u32))| {
            json!({"id": format!("stage-{index}"), "kind": "course", "name": text("Stage"), "provider": "org",
                   "months": months, "free_hours": 0, "entry": format!("holds(paper-{before})"), "outcomes": [],
                   "awards": [format!("paper-{after}")],
                   "offerings": [{"id": "state", "mode": "full-time", "funding": "state", "fee_per_year": 0}]})
        };
        let mut region = head("stages");
        let fields = json!({
            "progression": [{"id": "able", "name": text("Able")}],
            "organizations": [{"id": "org", "kind": "college", "name": text("Org")}],
            "competencies": [],
            "credentials": papers(|at| json!({"id": format!("paper-{at}"), "name": text("Paper")})),
            "programmes": self.stages.iter().enumerate().map(stage).collect::<Vec<_>>(),
            "activities": [],
            "jobs": papers(|at| json!({"id": format!("job-{at}"), "name": text("Job"), "employer": "org",
                                       "entry": format!("holds(paper-{at})"), "requires": [],
                                       "tenure": {"months": 12, "outcomes": []}})),
        });
        region.extend(fields.as_object().expect("an object").clone());
        region.into()
    }

    pub fn question(from: usize, to: usize) -> Value {
        json!({
            "student": {"format": "pathways-student/1", "now": "2026-11", "credentials": [format!("paper-{from}")]},
            "goal": {"job": format!("job-{to}")}, "objectives": ["months"], "routes": 1,
        })
    }
}

/// The papers next to each, with the months on the way: what a library of graphs has of it.
pub struct Roads(Vec<Vec<(usize, u32)>>);

impl Roads {
    /// The fewest months, by Dijkstra.
    pub fn months(&self, from: usize, to: usize) -> Option<u32> {
        let mut done = vec![false; self.0.len()];
        let mut queue = BinaryHeap::from([(Reverse(0), from)]);
        while let Some((Reverse(months), paper)) = queue.pop() {
            if paper == to {
                return Some(months);
            }
            if !std::mem::replace(&mut done[paper], true) {
                queue.extend(self.0[paper].iter().map(|&(next, more)| (Reverse(months + more), next)));
            }
        }
        None
    }
}
