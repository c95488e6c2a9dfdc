//! Regions of any size with the shape of real ones.
//!
//! The same size and seed give the same region for ever. Everything in it is invented.
//!
//! **The shape.** Pupils of a town go to its school, which all towns have alike. A *trade* (mining, welding, …) has its own
//! competencies, a college's certificate and a degree. In some towns it has a *branch*: a college programme, a
//! degree, short courses, an employer with a ladder of six posts, and activities that these host. So stages are few,
//! ladders are long, hardly anything crosses from trade to trade, and half of all opportunities are activities.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "it may end where it is written wrong")]
#![allow(dead_code, reason = "who calls it up needs a part of it")]

pub mod cover;
pub mod dense;
pub mod stages;

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// What a branch adds: two programmes with three offerings each, three courses, six posts and its activities.
const OF_BRANCH: usize = 6 + 3 + POSTS + ACTIVITIES;
const POSTS: usize = 6;
const ACTIVITIES: usize = 25;
/// Competencies of each trade.
const SKILLS: usize = 10;
const SUBJECTS: [&str; 8] =
    ["mathematics", "physics", "informatics", "chemistry", "russian", "english", "geography", "biology"];

/// How a region is made.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// About how many offerings, jobs and activities.
    pub opportunities: usize,
    /// In how many towns each trade has a branch.
    pub branches: usize,
    pub seed: u64,
}

impl Shape {
    fn trades(self) -> usize {
        (self.opportunities / (OF_BRANCH * self.branches)).max(1)
    }

    fn towns(self) -> usize {
        (self.trades() * self.branches / 8).max(self.branches).max(2)
    }
}

/// What `make bench` takes for a country: 3,000 jobs, and twenty colleges and employers of each trade to choose from.
pub const NATIONAL: Shape = Shape { opportunities: 20_000, branches: 20, seed: 1 };
/// Opportunities of a dense region that can still be enumerated, and questions to it.
pub const BESIDE: (usize, usize) = (16, 20);
/// Papers of the graph in which a shortest route is looked for, and pairs of them.
pub const STAGES: (usize, usize) = (1_000, 25);

/// A region as JSON, `pathways-region/1`.
pub fn region(shape: Shape) -> Value {
    let (trades, towns) = (shape.trades(), shape.towns());
    let mut region = Parts::default();
    region.schools(towns);
    let mut at: Vec<usize> = (0..towns).collect();
    Rng::with_seed(shape.seed).shuffle(&mut at);
    for trade in 0..trades {
        region.trade(trade);
        // Each trade is the same in a region of any size, but for its towns.
        let mut random = Rng::with_seed(shape.seed ^ (trade as u64 + 1) << 32);
        for branch in 0..shape.branches {
            let town = at[(trade + branch) % towns];
            region.branch(&mut random, trade, branch, town);
        }
    }
    region.into_json(&format!("generated-{}-{}", shape.opportunities, shape.seed))
}

/// Students of such a region, each with a question: pupils of two grades, students, and people at work, each towards
/// a post of a trade.
pub fn questions(shape: Shape, count: usize) -> Vec<Value> {
    let mut random = Rng::with_seed(shape.seed ^ 0x9E37_79B9);
    let (trades, towns) = (shape.trades(), shape.towns());
    (0..count)
        .map(|_| {
            let trade = random.usize(..trades);
            let goal = format!("job-{trade}-{}-{}", random.usize(..shape.branches), random.usize(1..POSTS));
            let mut student = json!({
                "format": "pathways-student/1", "now": "2026-11", "home": town_id(random.usize(..towns)),
                "competencies": SUBJECTS.map(|subject| json!({"id": subject, "level": random.u32(1..=3)})),
                "attests": [{"id": "fit", "value": true}],
            });
            let fields = student.as_object_mut().expect("an object");
            let rest = match random.u32(..4) {
                0 => json!({"born": "2011-05", "enrolled": {"programme": "school-9", "until": "2027-06"}}),
                1 => json!({"born": "2009-05", "credentials": ["basic"],
                            "enrolled": {"programme": "school-11", "until": "2027-06"}}),
                2 => json!({"born": "2006-05", "credentials": ["secondary", format!("college-{trade}")]}),
                _ => json!({"born": "1995-05", "credentials": ["secondary", format!("college-{trade}")],
                            "worked": [format!("job-{trade}-{}-0", random.usize(..shape.branches))]}),
            };
            fields.extend(rest.as_object().expect("an object").clone());
            json!({"student": student, "goal": {"job": goal}})
        })
        .collect()
}

fn text(name: impl Into<String>) -> Value {
    json!({"en": name.into()})
}

fn town_id(town: usize) -> String {
    format!("town-{town}")
}

#[derive(Default)]
struct Parts {
    places: Vec<Value>,
    organizations: Vec<Value>,
    competencies: Vec<Value>,
    credentials: Vec<Value>,
    programmes: Vec<Value>,
    activities: Vec<Value>,
    jobs: Vec<Value>,
}

impl Parts {
    /// The towns and what every pupil goes through.
    fn schools(&mut self, towns: usize) {
        for town in 0..towns {
            self.places.push(json!({"id": town_id(town), "name": text(town_id(town)),
                                    "lat": 50 + town % 10, "lon": 80 + town / 10 % 10}));
        }
        for subject in SUBJECTS {
            self.competencies.push(json!({"id": subject, "kind": "knowledge", "name": text(subject)}));
        }
        self.credentials.push(json!({"id": "basic", "name": text("Basic general education")}));
        self.credentials.push(json!({"id": "secondary", "name": text("Secondary education"), "implies": ["basic"]}));
        self.organizations.push(json!({"id": "school", "kind": "school", "name": text("School")}));
        let levels = |level: u32| SUBJECTS.map(|subject| json!({"competency": subject, "level": level}));
        let school = |id: &str, months: u32, entry: Option<&str>, level: u32, award: &str| {
            let mut programme = json!({
                "id": id, "kind": "general", "name": text(id), "provider": "school", "months": months,
                "free_hours": months * 10, "outcomes": levels(level), "awards": [award],
                "offerings": [{"id": "state", "mode": "full-time", "funding": "state", "fee_per_year": 0, "intake": [9]}],
            });
            if let (Some(fields), Some(entry)) = (programme.as_object_mut(), entry) {
                fields.insert("entry".into(), entry.into());
            }
            programme
        };
        self.programmes.push(school("school-9", 10, None, 1, "basic"));
        self.programmes.push(school("school-11", 22, Some("holds(basic)"), 2, "secondary"));
        for subject in SUBJECTS {
            for (level, hours) in [(3, 70), (4, 140)] {
                self.activities.push(json!({
                    "id": format!("{subject}-{level}"), "kind": "subject", "name": text(subject),
                    "hosts": {"kinds": ["general"]}, "hours": hours,
                    "fee": 0, "entry": format!("{subject} >= {}", level - 2),
                    "outcomes": [{"competency": subject, "level": level}],
                }));
            }
        }
    }

    /// What a trade has in all its branches.
    fn trade(&mut self, trade: usize) {
        for skill in 0..SKILLS {
            let id = skill_id(trade, skill);
            self.competencies.push(json!({"id": id, "kind": "skill", "name": text(&id)}));
        }
        for paper in ["college", "degree", "ticket"] {
            let id = format!("{paper}-{trade}");
            self.credentials.push(json!({"id": id, "name": text(&id)}));
        }
    }

    fn branch(&mut self, random: &mut Rng, trade: usize, branch: usize, town: usize) {
        let here = format!("{trade}-{branch}");
        let (college, employer) = (format!("college-{here}"), format!("employer-{here}"));
        for (id, kind) in [(&college, "college"), (&employer, "employer")] {
            self.organizations.push(json!({"id": id, "kind": kind, "name": text(id), "place": town_id(town)}));
        }
        let subject = |random: &mut Rng| SUBJECTS[random.usize(..4)];
        let skills = |random: &mut Rng, count: usize, level: u32| -> Vec<Value> {
            let mut skills: Vec<usize> = (0..SKILLS).collect();
            random.shuffle(&mut skills);
            let outcome = |skill: &usize| json!({"competency": skill_id(trade, *skill), "level": level});
            skills.iter().take(count).map(outcome).collect()
        };
        // The first skills are what every college of the trade teaches.
        let taught: Vec<Value> =
            (0..5).map(|skill| json!({"competency": skill_id(trade, skill), "level": 2})).collect();
        let offering = |id: &str, mode: &str, funding: &str, fee: u32| json!({"id": id, "mode": mode, "funding": funding, "fee_per_year": fee, "intake": [9]});
        let mut target = offering("target", "full-time", "employer", 0);
        target["contract"] = json!({"sponsor": employer, "obligation_months": random.u32(24..=36)});
        let vocational = json!({
            "id": format!("voc-{here}"), "kind": "vocational", "name": text(&college), "provider": college,
            "months": 34 + 12 * random.u32(..2), "free_hours": 400, "entry": "holds(basic)",
            "advanced_standing": [{"when": "holds(secondary)", "months": 22}],
            "outcomes": taught, "awards": [format!("college-{trade}")],
            "offerings": [
                {"id": "state", "mode": "full-time", "funding": "state", "fee_per_year": 0, "intake": [9],
                 "entry": format!("{} >= {}", subject(random), random.u32(2..=3))},
                offering("paid", "full-time", "paid", random.u32(40..=90) * 1000), target,
            ],
        });
        let degree = json!({
            "id": format!("deg-{here}"), "kind": "degree", "name": text(&college), "provider": college,
            "months": 48, "free_hours": 500,
            "entry": format!("holds(secondary) and {} >= 2 or holds(college-{trade})", subject(random)),
            "advanced_standing": [{"when": format!("holds(college-{trade})"), "months": 36}],
            "outcomes": (0..8).map(|skill| json!({"competency": skill_id(trade, skill), "level": 3})).collect::<Vec<_>>(),
            "awards": [format!("degree-{trade}")],
            "offerings": [
                {"id": "state", "mode": "full-time", "funding": "state", "fee_per_year": 0, "intake": [9],
                 "entry": format!("{} >= 3", subject(random))},
                offering("paid", "full-time", "paid", random.u32(90..=250) * 1000),
                offering("evening", "part-time", "paid", random.u32(50..=90) * 1000),
            ],
        });
        self.programmes.extend([vocational, degree]);
        for course in 0..3 {
            let awards = if course == 0 { vec![format!("ticket-{trade}")] } else { Vec::new() };
            let (count, level) = (random.usize(1..=2), random.u32(1..=3));
            self.programmes.push(json!({
                "id": format!("course-{here}-{course}"), "kind": "course", "name": text("Course"), "provider": college,
                "months": random.u32(1..=6), "free_hours": 0, "outcomes": skills(random, count, level),
                "awards": awards,
                "offerings": [offering("evening", "part-time", "paid", random.u32(5..=60) * 1000)],
            }));
        }
        for post in 0..POSTS {
            let before = format!("worked(job-{here}-{})", post.max(1) - 1);
            let entry = match post {
                0 => format!("age(18) and attests(fit) and (holds(college-{trade}) or holds(ticket-{trade}))"),
                1 => before,
                2 | 3 => format!("{before} and holds(college-{trade}) or holds(degree-{trade})"),
                _ => format!("{before} and holds(degree-{trade})"),
            };
            let level = (1 + post / 2).min(4) as u32;
            let mut required: Vec<usize> = (0..SKILLS).collect();
            random.shuffle(&mut required);
            let mut requires = Vec::new();
            for skill in &required[..6] {
                let level = level.saturating_sub(random.u32(..2)).max(1);
                requires.push(json!({"competency": skill_id(trade, *skill), "level": level,
                                     "importance": random.u32(1..=5), "essential": false}));
            }
            requires.push(json!({"competency": subject(random), "level": random.u32(2..=3),
                                 "importance": 3, "essential": false}));
            self.jobs.push(json!({
                "id": format!("job-{here}-{post}"), "name": text("Post"), "employer": employer,
                "family": format!("trade-{trade}"), "entry": entry, "requires": requires,
                "tenure": {"months": 6 * random.u32(1..=4), "outcomes": skills(random, 2, level)},
                "free_hours": 80 + 40 * random.u32(..3),
            }));
        }
        for activity in 0..ACTIVITIES {
            let hosts = match activity % 5 {
                0..=2 => json!({"programmes": [format!("{}-{here}", ["voc", "deg"][activity % 2])]}),
                _ => json!({"jobs": [format!("job-{here}-{}", random.usize(..POSTS))]}),
            };
            let kind = ["internship", "elective", "competition", "corporate-training", "dual-training"][activity % 5];
            let (count, level) = (random.usize(1..=2), random.u32(1..=4));
            let mut content = json!({
                "id": format!("activity-{here}-{activity}"), "kind": kind, "name": text(kind), "hosts": hosts,
                "hours": 10 * random.u32(2..=16), "fee": if random.u32(..4) == 0 { 1000 * random.u32(1..=15) } else { 0 },
                "outcomes": skills(random, count, level),
            });
            if level > 2 {
                content["entry"] = format!("{} >= {}", skill_id(trade, random.usize(..SKILLS)), level - 2).into();
            }
            self.activities.push(content);
        }
    }

    fn into_json(self, id: &str) -> Value {
        let level = |id: &str| json!({"id": id, "name": text(id)});
        let mut region = head(id);
        let fields = json!({
            "progression": [level("aware"), level("working"), level("skilled"), level("expert")],
            "places": self.places, "organizations": self.organizations, "competencies": self.competencies,
            "credentials": self.credentials, "programmes": self.programmes, "activities": self.activities,
            "jobs": self.jobs,
        });
        region.extend(fields.as_object().expect("an object").clone());
        region.into()
    }
}

/// What every region starts with.
fn head(id: &str) -> Map<String, Value> {
    let head = json!({
        "format": "pathways-region/1", "id": id, "version": "1", "locales": ["en"], "name": text("Generated"),
        "currency": "RUB", "as_of": "2026-11", "licence": "CC0-1.0",
    });
    head.as_object().expect("an object").clone()
}

fn skill_id(trade: usize, skill: usize) -> String {
    format!("skill-{trade}-{skill}")
}
