//! Regions for ranking, with the shape of ESCO (v1.1.1: 3,007 occupations, 123,855 relations to 13,896 skills).
//!
//! The same size and seed give the same region for ever. Everything in it is invented.
//!
//! **The shape.** What is ESCO's: how many skills an occupation has (4 to 340, half of them 27 to 48, 43 on average), of which
//! half are essential; how popular skills are (the first in 350 occupations, the hundredth in 122, the thousandth in
//! 27, a quarter of all in one); skills in groups in groups in groups below four roots, with a second wider skill
//! for one in three. ESCO has no levels: they are drawn. Half of what a job requires is of its own field, a group two
//! steps below a root.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "it may end where it is written wrong")]

use fastrand::Rng;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Competencies for each hundred jobs, and groups among them.
const COMPETENCIES: usize = 450;
const GROUPS: usize = 20;
/// A skill's popularity falls with its rank as 1 ÷ (rank + this).
const POPULAR: u64 = 80;
/// How many skills a job has: numbers of them at per cents of all jobs, with straight lines between.
const SIZES: [(u32, u32); 9] =
    [(0, 4), (1, 12), (10, 20), (25, 27), (50, 36), (75, 48), (90, 67), (99, 117), (100, 340)];

/// A region with so many jobs, as JSON, `pathways-region/1`: 3,000 have about 130,000 requirements.
pub fn region(jobs: usize, seed: u64) -> Value {
    let mut random = Rng::with_seed(seed);
    let all = (jobs * COMPETENCIES / 100).max(100);
    let groups = (jobs * GROUPS / 100).max(20);
    // Four roots, below them a twentieth of all groups, a quarter, and the rest.
    let tiers = [0, 4, 4 + groups / 20, 4 + groups / 20 + groups / 4, groups];
    let mut wider: Vec<Vec<usize>> = Vec::with_capacity(all);
    for row in 0..all {
        let tier = tiers.iter().position(|&end| row < end).unwrap_or(5);
        let mut own = if tier > 1 { vec![random.usize(tiers[tier - 2]..tiers[tier - 1])] } else { Vec::new() };
        // An earlier skill, so that nothing is wider than itself.
        if row > groups && random.u32(..3) == 0 {
            own.push(random.usize(groups..row));
        }
        wider.push(own);
    }
    let field_of = |mut row: usize| {
        while row >= tiers[3] {
            row = wider[row][0];
        }
        row
    };
    let mut ranked: Vec<usize> = (groups..all).collect();
    random.shuffle(&mut ranked);
    let mut fields: Vec<Pool> = (0..tiers[3]).map(|_| Pool::default()).collect();
    let mut market = Pool::default();
    for (rank, &skill) in ranked.iter().enumerate() {
        let weight = 1_000_000_000 / (rank as u64 + POPULAR);
        market.add(skill, weight);
        fields[field_of(skill)].add(skill, weight);
    }
    fields.retain(|field| !field.skills.is_empty());
    let competencies = wider.iter().enumerate().map(|(row, wider)| {
        let broader: Vec<String> = wider.iter().map(|&row| competency_id(row)).collect();
        json!({"id": competency_id(row), "kind": "skill", "name": name("Skill"), "broader": broader})
    });
    let jobs = (0..jobs).map(|row| {
        let field = &fields[random.usize(..fields.len())];
        let mut skills = BTreeSet::new();
        let size = size(&mut random).min(all / 4);
        for draw in 0..4 * size {
            if skills.len() < size {
                let pool = if draw % 2 == 0 { field } else { &market };
                skills.insert(pool.draw(&mut random));
            }
        }
        let requires = skills.into_iter().map(|skill| {
            json!({"competency": competency_id(skill), "level": random.u32(1..=4),
                   "importance": random.u32(1..=5), "essential": random.bool()})
        });
        let requires: Vec<Value> = requires.collect();
        json!({"id": format!("job-{row}"), "name": name("Job"), "employer": "employer", "requires": requires,
               "tenure": {"months": 12, "outcomes": []}, "free_hours": 0})
    });
    let level = |id: &str| json!({"id": id, "name": name(id)});
    json!({
        "format": "pathways-region/1", "id": format!("market-{seed}"), "version": "1", "locales": ["en"],
        "name": name("Generated"), "currency": "EUR", "as_of": "2026-11", "licence": "CC0-1.0",
        "progression": [level("aware"), level("working"), level("skilled"), level("expert")],
        "organizations": [{"id": "employer", "kind": "employer", "name": name("Employer")}],
        "competencies": competencies.collect::<Vec<_>>(), "jobs": jobs.collect::<Vec<_>>(),
    })
}

/// A student who lists so many of a region's competencies, `pathways-student/1`: what one job requires, then what the
/// next does, and at last what none requires.
pub fn student(region: &Value, known: usize, seed: u64) -> Value {
    let mut random = Rng::with_seed(seed);
    let mut jobs: Vec<&Value> = region["jobs"].as_array().expect("jobs").iter().collect();
    random.shuffle(&mut jobs);
    let required =
        jobs.iter().flat_map(|job| job["requires"].as_array().expect("requirements")).map(|one| &one["competency"]);
    let all = region["competencies"].as_array().expect("competencies").iter().map(|one| &one["id"]);
    let mut listed = BTreeSet::new();
    let ids = required.chain(all).filter_map(Value::as_str).filter(|id| listed.insert(*id)).take(known);
    let levels: Vec<Value> = ids.map(|id| json!({"id": id, "level": random.u32(0..=4)})).collect();
    json!({"format": "pathways-student/1", "now": "2026-11", "competencies": levels})
}

/// Skills to draw from, popular ones more often.
#[derive(Default)]
struct Pool {
    skills: Vec<usize>,
    /// The sum of weights up to each.
    sums: Vec<u64>,
}

impl Pool {
    fn add(&mut self, skill: usize, weight: u64) {
        self.skills.push(skill);
        self.sums.push(self.sums.last().unwrap_or(&0) + weight);
    }

    fn draw(&self, random: &mut Rng) -> usize {
        let at = random.u64(..*self.sums.last().expect("a skill"));
        self.skills[self.sums.partition_point(|&sum| sum <= at)]
    }
}

/// How many skills a job has.
fn size(random: &mut Rng) -> usize {
    // A hundredth of a per cent.
    let at = random.u32(..10_000);
    let next = SIZES.iter().position(|&(share, _)| at < 100 * share).expect("a share");
    let ((from, least), (to, most)) = (SIZES[next - 1], SIZES[next]);
    (least + (most - least) * (at - 100 * from) / (100 * (to - from))) as usize
}

fn competency_id(row: usize) -> String {
    format!("skill-{row}")
}

fn name(name: &str) -> Value {
    json!({"en": name})
}
