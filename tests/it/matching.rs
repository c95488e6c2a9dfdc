//! Gap and match against a plain recomputation with floating point.

use std::collections::{BTreeMap, BTreeSet};

use pathway_planner::answer::{JobMatch, Teacher};
use pathway_planner::matching::{Matcher, columns, gap, rank};
use pathway_planner::region::*;
use pathway_planner::student::Student;
use pathway_planner::table::{Id, Table};

use crate::arbitrary::{self, Random, SMALL, Shape};

/// The vector with wider competencies added, as the definition says it.
fn widened(region: &Region, own: &BTreeMap<CompetencyId, f64>) -> BTreeMap<CompetencyId, f64> {
    fn add(region: &Region, to: &mut BTreeMap<CompetencyId, f64>, competency: CompetencyId, value: f64) {
        let current = to.entry(competency).or_insert(0.0);
        *current = current.max(value);
        for &wider in &region.competencies[competency].broader {
            add(region, to, wider, value / 2.0);
        }
    }
    let mut all = BTreeMap::new();
    for (&competency, &value) in own {
        add(region, &mut all, competency, value);
    }
    all
}

/// Each job's score between 0 and 1000, by the module's definition.
fn oracle(region: &Region, student: &Student) -> Vec<f64> {
    let jobs: Vec<_> = region
        .jobs
        .iter()
        .map(|job| {
            let value = |one: &Requirement| f64::from(one.weight()) * f64::from(one.level);
            widened(region, &job.requires.iter().map(|one| (one.competency, value(one))).collect())
        })
        .collect();
    let telling = |competency: &CompetencyId| {
        let with = jobs.iter().filter(|job| job.contains_key(competency)).count();
        if with == 0 { 0.0 } else { (1.0 + jobs.len() as f64 / with as f64).log2() }
    };
    let own = student.competencies.iter().map(|&(competency, level)| (competency, f64::from(level))).collect();
    // A listed 0 is in the map, and so is all that is wider than it: exactly what is known.
    let own = widened(region, &own);
    let known: BTreeSet<_> = own.keys().copied().collect();
    let weigh = |vector: &BTreeMap<CompetencyId, f64>| -> BTreeMap<CompetencyId, f64> {
        let known = vector.iter().filter(|(competency, _)| known.contains(competency));
        known.map(|(competency, value)| (*competency, value * telling(competency))).collect()
    };
    let length = |vector: &BTreeMap<_, f64>| vector.values().map(|value| value * value).sum::<f64>().sqrt();
    let own = weigh(&own);
    let cosine = |job: &BTreeMap<CompetencyId, f64>| {
        let job = weigh(job);
        let product: f64 = job.iter().map(|(competency, value)| value * own[competency]).sum();
        if product == 0.0 { 0.0 } else { product / (length(&job) * length(&own)) }
    };
    jobs.iter().map(|job| 1000.0 * cosine(job)).collect()
}

fn row(region: &Region, id: &str) -> JobId {
    region.jobs.find(|job| job.id == id).unwrap()
}

#[test]
fn scores_are_those_of_the_definition() {
    for seed in 0..400 {
        let region = arbitrary::region(seed, &SMALL);
        let student = arbitrary::student(&mut Random(seed), &region);
        let expected = oracle(&region, &student);
        let ranked = rank(&region, &student, None).jobs;
        assert_eq!(ranked.len(), region.jobs.len());
        let of = |one: &JobMatch| expected[row(&region, &one.job).index()];
        for one in &ranked {
            assert!((f64::from(one.score) - of(one)).abs() < 3.0, "seed {seed}: {one:?}, not {}", of(one));
        }
        for pair in ranked.windows(2) {
            assert!(of(&pair[0]) > of(&pair[1]) - 3.0, "seed {seed}: {pair:?}");
            let key = |one: &JobMatch| (1000 - one.score, 100 - one.readiness, one.gap, one.job.clone());
            assert!(key(&pair[0]) < key(&pair[1]), "seed {seed}: {pair:?}");
        }
        let top = rank(&region, &student, Some(2)).jobs;
        assert_eq!(top, ranked[..2.min(ranked.len())]);
    }
}

#[test]
fn coverage_is_that_of_the_design() {
    for seed in 0..400 {
        let region = arbitrary::region(seed, &SMALL);
        let student = arbitrary::student(&mut Random(seed), &region);
        for one in rank(&region, &student, None).jobs {
            let job = &region.jobs[row(&region, &one.job)];
            let held = |competency| student.competencies.iter().find(|own| own.0 == competency).map_or(0, |own| own.1);
            let missing = |one: &Requirement| u32::from(one.level.saturating_sub(held(one.competency)));
            let gap: u32 = job.requires.iter().map(|one| one.weight() * missing(one)).sum();
            let whole: u32 = job.requires.iter().map(|one| one.weight() * u32::from(one.level)).sum();
            let readiness =
                if whole == 0 { 100 } else { 100 - (100.0 * f64::from(gap) / f64::from(whole)).ceil() as u32 };
            let essential = job.requires.iter().filter(|one| one.essential && missing(one) > 0).count();
            assert_eq!((one.gap, one.readiness, one.missing_essential), (gap, readiness, essential as u32));
        }
    }
}

/// Competencies `metal`, `welding` and `rolling` (both narrower than `metal`), `law`; a job for each
/// list of requirements, all of level 2 and weight 1.
fn world(jobs: &[(&str, &[u32])]) -> (Region, Student) {
    let blank = arbitrary::region(0, &SMALL);
    let mut student = arbitrary::student(&mut Random(0), &blank);
    student.competencies.clear();
    let competency = |id: &str, broader: &[u32]| Competency {
        id: id.into(),
        broader: broader.iter().map(|&row| CompetencyId(row)).collect(),
        ..blank.competencies[CompetencyId(0)].clone()
    };
    let job = |&(id, requires): &(&str, &[u32])| Job {
        id: id.into(),
        requires: requires
            .iter()
            .map(|&row| Requirement { competency: CompetencyId(row), level: 2, importance: 1, essential: false })
            .collect(),
        tenure: Tenure { months: 12, outcomes: Vec::new() },
        ..blank.jobs[JobId(0)].clone()
    };
    let region = Region {
        competencies: Table::new(vec![
            competency("metal", &[]),
            competency("welding", &[0]),
            competency("rolling", &[0]),
            competency("law", &[]),
        ]),
        jobs: Table::new(jobs.iter().map(job).collect()),
        programmes: Table::default(),
        activities: Table::default(),
        ..blank
    };
    (region, student)
}

const METAL: u32 = 0;
const WELDING: u32 = 1;
const ROLLING: u32 = 2;
const LAW: u32 = 3;

fn scores(world: &(Region, Student), listed: &[(u32, Level)]) -> Vec<(String, u32)> {
    let (region, student) = world;
    let competencies = listed.iter().map(|&(row, level)| (CompetencyId(row), level)).collect();
    let student = Student { competencies, ..student.clone() };
    rank(region, &student, None).jobs.into_iter().map(|one| (one.job, one.score)).collect()
}

#[test]
fn unknown_is_not_zero() {
    let world = world(&[("both", &[WELDING, LAW]), ("welder", &[WELDING])]);
    // Law is unknown: nothing speaks against the job that asks for it as well.
    assert_eq!(scores(&world, &[(WELDING, 2)]), [("welder".into(), 1000), ("both".into(), 1000)]);
    // Law is known not to be held.
    let known = scores(&world, &[(WELDING, 2), (LAW, 0)]);
    assert_eq!(known[0], ("welder".into(), 1000));
    assert!(known[1].1 < 800, "{known:?}");
}

#[test]
fn a_wider_competency_likens_two_trades() {
    let world = world(&[("lawyer", &[LAW]), ("roller", &[ROLLING]), ("welder", &[WELDING])]);
    let scores = scores(&world, &[(WELDING, 2), (LAW, 0)]);
    let names: Vec<_> = scores.iter().map(|(job, _)| job.as_str()).collect();
    assert_eq!(names, ["welder", "roller", "lawyer"]);
    assert!(scores[0].1 == 1000 && scores[1].1 > 0 && scores[2].1 == 0, "{scores:?}");
}

#[test]
fn a_listed_wider_competency_counts_for_narrower_jobs() {
    let world = world(&[("lawyer", &[LAW]), ("welder", &[WELDING])]);
    assert_eq!(scores(&world, &[(METAL, 1)]), [("welder".into(), 1000), ("lawyer".into(), 0)]);
}

#[test]
fn nothing_known_ranks_by_coverage_then_id() {
    let world = world(&[("b", &[LAW]), ("a", &[WELDING]), ("none", &[]), ("wide", &[LAW, WELDING])]);
    let ranked = scores(&world, &[]);
    let expected: Vec<(String, u32)> = ["none", "a", "b", "wide"].iter().map(|&job| (job.into(), 0)).collect();
    assert_eq!(ranked, expected);
}

#[test]
fn a_job_without_requirements_is_open_and_like_nothing() {
    let (region, student) = world(&[("none", &[])]);
    let one = &rank(&region, &student, None).jobs[0];
    assert_eq!((one.score, one.readiness, one.gap, one.missing_essential), (0, 100, 0, 0));
    let answer = gap(&region, &student, JobId(0));
    assert_eq!((answer.gap, answer.readiness, answer.gaps.len()), (0, 100, 0));
}

#[test]
fn a_region_without_jobs_ranks_none() {
    let (region, student) = world(&[]);
    assert_eq!(rank(&region, &student, Some(3)).jobs, []);
}

#[test]
fn no_number_overflows_whatever_a_region_holds() {
    let (blank, student) = world(&[("all", &[]), ("none", &[])]);
    // The second overflows even the sum of squares.
    for rows in [4_000, 20_000] {
        let mut region = blank.clone();
        let competency = region.competencies[CompetencyId(LAW)].clone();
        region.competencies = Table::new(vec![competency; rows]);
        let ids: Vec<CompetencyId> = region.competencies.ids().collect();
        // Far more than a reader lets through, so that a few thousand do for what would take it a million.
        let most = |&competency: &CompetencyId| Requirement {
            competency,
            level: Level::MAX,
            importance: u8::MAX,
            essential: true,
        };
        region.jobs[JobId(0)].requires = ids.iter().map(most).collect();
        let competencies = ids.into_iter().map(|competency| (competency, Level::MAX)).collect();
        let ranked = rank(&region, &Student { competencies, ..student.clone() }, None).jobs;
        let found: Vec<_> = ranked.iter().map(|one| (one.job.as_str(), one.score, one.readiness)).collect();
        assert_eq!(found, [("all", 1000, 100), ("none", 0, 100)]);
    }
}

#[test]
fn a_gap_names_what_teaches_it() {
    let (mut region, mut student) = world(&[("goal", &[WELDING, LAW, ROLLING]), ("helper", &[])]);
    let outcome = |level| Outcome { competency: CompetencyId(WELDING), level };
    let full = arbitrary::region(0, &SMALL);
    let programme = |id: &str, level| Programme {
        id: id.into(),
        outcomes: vec![outcome(level)],
        ..full.programmes[ProgrammeId(0)].clone()
    };
    region.programmes =
        Table::new(vec![programme("low", 1), programme("z", 2), programme("b", 2), programme("high", 3)]);
    let activity = Activity { id: "b".into(), outcomes: vec![outcome(2)], ..full.activities[ActivityId(0)].clone() };
    region.activities = Table::new(vec![activity]);
    for job in region.jobs.ids() {
        region.jobs[job].tenure.outcomes = vec![outcome(3)];
    }
    student.competencies = vec![(CompetencyId(WELDING), 1), (CompetencyId(ROLLING), 2)];

    let answer = gap(&region, &student, JobId(0));
    assert_eq!((answer.format.as_str(), answer.job.as_str()), ("pathways-gap/1", "goal"));
    assert_eq!((answer.gap, answer.readiness), (3, 50));
    let gaps: Vec<_> = answer.gaps.iter().map(|one| (one.competency.as_str(), one.held, one.known)).collect();
    assert_eq!(gaps, [("welding", 1, true), ("law", 0, false)]);
    let teacher = |kind: &str, id: &str, level| Teacher { kind: kind.into(), id: id.into(), level };
    assert_eq!(
        answer.gaps[0].taught_by,
        [
            teacher("job", "helper", 3),
            teacher("programme", "high", 3),
            teacher("programme", "b", 2),
            teacher("activity", "b", 2),
            teacher("programme", "z", 2),
        ]
    );
    assert_eq!(answer.gaps[1].taught_by, []);
}

/// Competencies that are wider and narrower in several ways, and jobs that ask for many of them.
fn tangled(seed: u64) -> (Region, Random) {
    let mut random = Random(seed);
    let shape = Shape { competencies: 24, jobs: 20, ..SMALL };
    let mut region = arbitrary::region(seed, &shape);
    for competency in region.competencies.ids() {
        // Only earlier ones are wider, so that none is wider than itself.
        region.competencies[competency].broader = random.rows(competency.index(), 3);
    }
    for job in region.jobs.ids() {
        let rows: Vec<CompetencyId> = random.rows(shape.competencies, 8);
        let requirement = |competency| Requirement {
            competency,
            level: 1 + random.below(4) as u8,
            importance: 1 + random.below(5) as u8,
            essential: random.once_in(2),
        };
        region.jobs[job].requires = rows.into_iter().map(requirement).collect();
    }
    (region, random)
}

#[test]
fn moved_levels_rank_as_if_they_had_always_been_there() {
    for seed in 0..150 {
        let (region, mut random) = tangled(seed);
        let matcher = Matcher::new(&region);
        let mut student = arbitrary::student(&mut random, &region);
        let mut standing = matcher.stand(&student);
        for step in 0..40 {
            let competency = CompetencyId::new(random.below(region.competencies.len()));
            let level = if random.once_in(3) { None } else { Some(random.below(5) as Level) };
            student.competencies.retain(|(one, _)| *one != competency);
            student.competencies.extend(level.map(|level| (competency, level)));
            standing.set(&matcher, competency, level);
            let top = if random.once_in(2) { None } else { Some(random.below(region.jobs.len() + 2)) };
            let anew = matcher.stand(&student).rank(&matcher, top);
            assert_eq!(standing.rank(&matcher, top), anew, "seed {seed}, step {step}");
            // And that is the ranking of the definition, whatever the sums went through.
            if step % 8 == 0 {
                let expected = oracle(&region, &student);
                for one in anew {
                    let score = expected[one.job.index()];
                    assert!((f64::from(one.score) - score).abs() < 3.0, "seed {seed}: {one:?}, not {score}");
                }
            }
        }
    }
}

#[test]
fn the_first_few_are_the_first_of_all() {
    for seed in 0..100 {
        let (region, mut random) = tangled(seed);
        let matcher = Matcher::new(&region);
        let standing = matcher.stand(&arbitrary::student(&mut random, &region));
        let all = standing.rank(&matcher, None);
        assert_eq!(all.len(), region.jobs.len());
        for top in 0..=all.len() + 1 {
            assert_eq!(standing.rank(&matcher, Some(top)), all[..top.min(all.len())]);
        }
    }
}

#[test]
fn a_competency_that_the_region_lacks_moves_nothing() {
    let (region, mut random) = tangled(1);
    let matcher = Matcher::new(&region);
    let mut standing = matcher.stand(&arbitrary::student(&mut random, &region));
    let before = standing.rank(&matcher, None);
    standing.set(&matcher, CompetencyId(u32::MAX), Some(3));
    assert_eq!(standing.rank(&matcher, None), before);
}

#[test]
fn columns_are_the_numbers_of_the_ranked_jobs() {
    let (region, mut random) = tangled(2);
    let matcher = Matcher::new(&region);
    let ranked = matcher.stand(&arbitrary::student(&mut random, &region)).rank(&matcher, None);
    let columns: Vec<Vec<u32>> = columns(&ranked).chunks(ranked.len()).map(<[u32]>::to_vec).collect();
    assert_eq!(columns.len(), 5);
    for (place, one) in ranked.iter().enumerate() {
        let row: Vec<u32> = columns.iter().map(|column| column[place]).collect();
        assert_eq!(row, [one.job.0, one.score, one.readiness, one.gap, one.missing_essential]);
    }
}
