//! Gaps to close at least cost: a student in a programme, a job, and nothing between them but activities.
//!
//! Every row is a level that is missing; every column an activity with its fee, its hours and the rows that it covers.
//! The cheapest columns that cover all rows within the hours are what is looked for, by whatever means: the same
//! instance comes as plain numbers for solvers of integer programmes, and as a region with a question for the planner.

use fastrand::Rng;
use serde_json::{Value, json};

use super::{head, text};

pub struct Column {
    pub fee: u32,
    pub hours: u32,
    pub rows: Vec<usize>,
}

pub struct Cover {
    pub rows: usize,
    pub columns: Vec<Column>,
    /// What there is of them.
    pub hours: u32,
}

impl Cover {
    /// Those of `make bench`.
    pub fn all() -> impl Iterator<Item = Cover> {
        (0..100).map(|seed| Cover::random(30, 500, seed))
    }

    /// Nothing is free and fees seldom tie: among equals the planner also looks for the fewest hours, which is not
    /// what is compared. In a quarter of the instances the hours do not allow the cheapest cover.
    pub fn random(rows: usize, columns: usize, seed: u64) -> Cover {
        let mut random = Rng::with_seed(seed);
        let mut order: Vec<usize> = (0..rows).collect();
        let columns = (0..columns).map(|_| {
            random.shuffle(&mut order);
            let mut covered = order[..random.usize(1..=4).min(rows)].to_vec();
            covered.sort_unstable();
            let hours = [8, 16, 17, 24, 34, 36, 51, 68][random.usize(..8)];
            Column { fee: 10 * random.u32(50..=1_500), hours, rows: covered }
        });
        Cover { rows, columns: columns.collect(), hours: 17 * random.u32(22..=32) }
    }

    pub fn numbers(&self) -> Value {
        let column = |column: &Column| json!({"fee": column.fee, "hours": column.hours, "rows": column.rows});
        let columns: Vec<Value> = self.columns.iter().map(column).collect();
        json!({"rows": self.rows, "columns": columns, "hours": self.hours})
    }

    /// Each row is a competency of which the job asks for one level, each column an elective of the programme.
    pub fn region(&self) -> Value {
        let row = |row: usize| format!("row-{row}");
        let activity = |(index, column): (usize, &Column)| {
            let taught = column.rows.iter().map(|&at| json!({"competency": row(at), "level": 1}));
            json!({"id": format!("column-{index}"), "kind": "elective", "name": text("Elective"),
                   "hosts": {"programmes": ["school"]}, "hours": column.hours, "fee": column.fee,
                   "outcomes": taught.collect::<Vec<_>>()})
        };
        let requirement = |at: usize| json!({"competency": row(at), "level": 1, "importance": 1, "essential": false});
        let mut region = head("cover");
        let fields = json!({
            "progression": [{"id": "able", "name": text("Able")}],
            "organizations": [{"id": "org", "kind": "employer", "name": text("Org")}],
            "competencies": (0..self.rows)
                .map(|at| json!({"id": row(at), "kind": "skill", "name": text(row(at))})).collect::<Vec<_>>(),
            "programmes": [{"id": "school", "kind": "general", "name": text("School"), "provider": "org",
                            "months": 12, "free_hours": self.hours, "outcomes": [],
                            "offerings": [{"id": "state", "mode": "full-time", "funding": "state", "fee_per_year": 0}]}],
            "activities": self.columns.iter().enumerate().map(activity).collect::<Vec<_>>(),
            "jobs": [{"id": "goal", "name": text("Goal"), "employer": "org", "free_hours": 0,
                      "requires": (0..self.rows).map(requirement).collect::<Vec<_>>(),
                      "tenure": {"months": 12, "outcomes": []}}],
        });
        region.extend(fields.as_object().expect("an object").clone());
        region.into()
    }

    /// Nothing may stay missing, and the programme is not to be taken a second time for the sake of its hours.
    pub fn question() -> Value {
        json!({
            "student": {"format": "pathways-student/1", "now": "2026-11",
                        "enrolled": {"programme": "school", "until": "2027-11"}},
            "goal": {"job": "goal"}, "objectives": ["fees"], "routes": 1,
            "limits": {"gap": 0, "avoid": ["school"]},
        })
    }
}
