//! Regions made to be hard: nearly everything leads to everything, and nothing can be left out.
//!
//! **How they are dense.** There are few skills, and each is taught by a third of all programmes and jobs and by a
//! seventh or so of all activities, so reductions find nothing that lies off the way to a goal. Activities make up three
//! quarters; every programme and every job hosts all of them, so each stage chooses anew. What teaches much costs much
//! and the figures are few and round, so there are trade-offs everywhere and ties in number. Every job asks for every
//! skill, so that each level closes some of the gap and the front is long. A third of the activities are opened by others, which
//! open no further ones: solvers of integer programmes would need an order of what opens each other in a circle.

use fastrand::Rng;
use serde_json::{Value, json};

use super::{head, text};

/// Nobody looks further ahead: five stages.
const MONTHS: u32 = 60;

/// A region of so many opportunities.
pub fn region(size: usize, seed: u64) -> Value {
    let mut random = Rng::with_seed(seed ^ size as u64);
    let stages = (size / 8).max(3);
    let skills: Vec<String> = (0..skills(size)).map(|skill| format!("skill-{skill}")).collect();
    let entry = |random: &mut Rng, level: u32| {
        let [one, other] = [(); 2].map(|()| format!("{} >= {level}", skills[random.usize(..skills.len())]));
        format!("{one} or {other}")
    };
    let outcomes = |random: &mut Rng, count: usize, of: &[String]| {
        let mut order = of.to_vec();
        random.shuffle(&mut order);
        let outcome = |id: &String| json!({"competency": id, "level": random.u32(1..=3)});
        order.iter().take(count).map(outcome).collect::<Vec<_>>()
    };
    let third = skills.len().div_ceil(3);
    let programme = |stage: usize| {
        // A year's fee for each level more than a few.
        let outcomes = outcomes(&mut random, third, &skills);
        let levels: u64 = outcomes.iter().filter_map(|outcome| outcome["level"].as_u64()).sum();
        let fee = 20_000 * levels.saturating_sub(third as u64);
        let mut programme = json!({"id": format!("programme-{stage}"), "kind": "vocational", "name": text("Programme"), "provider": "org",
               "months": 12 * random.u32(1..=3) - 2 * (stage as u32 % 2), "free_hours": 20 * random.u32(3..=6),
               "outcomes": outcomes,
               "offerings": [{"id": "paid", "mode": "full-time", "funding": "paid", "fee_per_year": fee}]});
        if stage > 0 {
            programme["entry"] = entry(&mut random, 1).into();
        }
        programme
    };
    let programmes: Vec<Value> = (0..stages).map(programme).collect();
    let job = |stage: usize| {
        let requires = skills.iter().map(|id| {
            json!({"competency": id, "level": random.u32(2..=3), "importance": random.u32(1..=3), "essential": false})
        });
        let requires: Vec<Value> = requires.collect();
        json!({"id": format!("job-{stage}"), "name": text("Job"), "employer": "org", "entry": entry(&mut random, 2),
               "requires": requires, "free_hours": 20 * random.u32(2..=4),
               "tenure": {"months": 12 * random.u32(1..=2), "outcomes": outcomes(&mut random, third, &skills)}})
    };
    let jobs: Vec<Value> = (0..stages).map(job).collect();
    let everywhere: Vec<String> = (0..stages).map(|stage| format!("job-{stage}")).collect();
    let (early, late) = skills.split_at(skills.len() / 2);
    let activity = |activity: usize| {
        let (opened, count) = (random.u32(..3) == 0, random.usize(1..=3));
        let outcomes = outcomes(&mut random, count, if opened { late } else { &skills });
        let mut content = json!({"id": format!("activity-{activity}"), "kind": "elective", "name": text("Elective"),
               "hosts": {"kinds": ["vocational"], "jobs": everywhere}, "hours": 20 * count,
               "fee": 5_000 * random.usize(..count + 1), "outcomes": outcomes});
        if opened {
            content["entry"] = format!("{} >= 1", early[random.usize(..early.len())]).into();
        }
        content
    };
    let activities: Vec<Value> = (0..size - 2 * stages).map(activity).collect();
    let level = |id: &str| json!({"id": id, "name": text(id)});
    let mut region = head(&format!("dense-{size}-{seed}"));
    let fields = json!({
        "progression": [level("aware"), level("working"), level("skilled")],
        "organizations": [{"id": "org", "kind": "employer", "name": text("Org")}],
        "competencies": skills.iter().map(|id| json!({"id": id, "kind": "skill", "name": text(id)})).collect::<Vec<_>>(),
        "programmes": programmes, "activities": activities, "jobs": jobs,
    });
    region.extend(fields.as_object().expect("an object").clone());
    region.into()
}

/// Skills grow with the region, but slowly, so that it stays dense.
fn skills(size: usize) -> usize {
    (size / 8).clamp(6, 20)
}

/// Students with a few first levels, each towards a job.
pub fn questions(size: usize, seed: u64, count: usize) -> Vec<Value> {
    let mut random = Rng::with_seed(seed ^ 0x51ED_270B);
    let mut skill = || format!("skill-{}", random.usize(..skills(size)));
    let mut held = || json!([{"id": skill(), "level": 1}, {"id": skill(), "level": 1}]);
    let question = |index: usize| {
        json!({"student": {"format": "pathways-student/1", "now": "2026-11", "competencies": held()},
               "goal": {"job": format!("job-{}", index % (size / 8).max(3))}, "limits": {"months": MONTHS}})
    };
    (0..count).map(question).collect()
}
