//! Gap and match: where a student stands against jobs now, without planning a route.
//!
//! Jobs are *ranked* by likeness and *explained* by coverage.
//!
//! **Likeness** is the cosine of two vectors over competencies, weighted by how telling each
//! competency is:
//!
//! * A job's value of a competency is `weight × level` of its requirement (design section 5: the
//!   weight is the importance, doubled where essential). A student's value is the level held.
//! * A wider competency (`broader`) has at least half the value of each of its narrower ones, a
//!   quarter of theirs in turn, and so on; of several values the greatest counts. So a student who
//!   welds is somewhat like a job in another trade of metal.
//! * Both are multiplied by `log2(1 + jobs ÷ jobs that have a value of it)`: what every job asks for
//!   says little. What no job asks for says nothing and is left out.
//! * **Unknown is not zero.** Compared is only what is known: the competencies that the student lists,
//!   a listed 0 included, and all that is wider than these. What a job requires beyond them neither
//!   raises nor lowers its score; that a job requires it counts in the wider competencies alone.
//!
//! A score is 1000 × the cosine, rounded down: 1000 where the two agree in proportion, 0 where they
//! have nothing in common or nothing is known. Everything is computed in whole numbers, so that
//! every machine ranks alike; values are exact to 1/256, logarithms to 1/65536.
//!
//! **Coverage** is the gap and the readiness of design section 5, where unknown counts as 0.

use std::cmp::Reverse;

use crate::answer::{GapAnswer, JobMatch, MatchAnswer, TaughtGap, Teacher};
use crate::region::{CompetencyId, Job, JobId, Level, Outcome, Region};
use crate::sort::{sort_by, sort_by_key};
use crate::student::Student;
use crate::table::Table;

/// What a job requires that the student does not hold now, in the order of its requirements, and what
/// teaches it beyond the level held: highest level first, then by id. The job's own tenure is not
/// among the teachers, for it comes too late.
pub fn gap(region: &Region, student: &Student, job: JobId) -> GapAnswer {
    let given = levels(region, student);
    let cover = cover(&region.jobs[job], &given);
    let missing = region.jobs[job]
        .requires
        .iter()
        .filter(|requirement| requirement.level > given[requirement.competency].unwrap_or(0));
    let gaps = missing.map(|requirement| {
        let level = given[requirement.competency];
        let held = level.unwrap_or(0);
        TaughtGap {
            competency: region.competencies[requirement.competency].id.clone(),
            held,
            known: level.is_some(),
            required: requirement.level,
            weight: requirement.weight(),
            essential: requirement.essential,
            taught_by: teachers(region, requirement.competency, held, job),
        }
    });
    GapAnswer {
        format: "pathways-gap/1".into(),
        job: region.jobs[job].id.clone(),
        gap: cover.gap,
        readiness: cover.readiness,
        gaps: gaps.collect(),
    }
}

/// Jobs ranked for a student, best first; the first `top` of them where given. Equal scores are
/// ordered by readiness (high first), gap (low first), then id.
///
/// Who ranks again and again keeps a [`Matcher`].
pub fn rank(region: &Region, student: &Student, top: Option<usize>) -> MatchAnswer {
    Matcher::new(region).rank(region, student, top)
}

/// What ranking needs of a region, computed once.
#[derive(Clone, Debug)]
pub struct Matcher {
    /// How telling each competency is, in 1/65536; 0 where no job has a value of it.
    telling: Table<CompetencyId, u32>,
    /// Every job's vector: the competencies it has a value of, with the weighted value.
    terms: Vec<(CompetencyId, u32)>,
    /// Where the terms of each job end.
    ends: Table<JobId, usize>,
}

/// Values are in 1/256, so that eight steps to wider competencies are exact.
const UNIT: u32 = 256;

impl Matcher {
    /// Prepares to rank the jobs of this region.
    pub fn new(region: &Region) -> Matcher {
        let mut sums = Values::new(region);
        let mut terms = Vec::new();
        let mut ends = Table::default();
        let mut jobs_with: Table<CompetencyId, u32> = Table::filled(region.competencies.len(), 0);
        for job in &region.jobs {
            for requirement in &job.requires {
                let value = requirement.weight() * u32::from(requirement.level) * UNIT;
                sums.raise(region, requirement.competency, value);
            }
            for (competency, value) in sums.take() {
                jobs_with[competency] += 1;
                terms.push((competency, value));
            }
            ends.push(terms.len());
        }
        let jobs = region.jobs.len() as u64;
        let telling = jobs_with.iter().map(|&with| match u64::from(with) {
            0 => 0,
            with => log2(jobs + with, with),
        });
        let telling = Table::new(telling.collect());
        for (competency, value) in &mut terms {
            *value = weighted(*value, telling[*competency]);
        }
        Matcher { telling, terms, ends }
    }

    /// As [`rank`], for the region that this was made from.
    pub fn rank(&self, region: &Region, student: &Student, top: Option<usize>) -> MatchAnswer {
        let given = levels(region, student);
        let (known, size) = self.vector(region, student);
        let mut start = 0;
        let mut jobs: Vec<(JobId, u32, Cover)> = Vec::with_capacity(region.jobs.len());
        for ((id, job), &end) in region.jobs.entries().zip(&self.ends) {
            let terms = self.terms.get(start..end).unwrap_or_default();
            jobs.push((id, score(terms, &known, size), cover(job, &given)));
            start = end;
        }
        sort_by_key(&mut jobs, |(job, score, cover)| {
            (Reverse(*score), Reverse(cover.readiness), cover.gap, region.jobs[*job].id.as_str())
        });
        let jobs = jobs.into_iter().take(top.unwrap_or(usize::MAX));
        let jobs = jobs.map(|(job, score, cover)| JobMatch {
            job: region.jobs[job].id.clone(),
            score,
            readiness: cover.readiness,
            gap: cover.gap,
            missing_essential: cover.missing_essential,
        });
        MatchAnswer { format: "pathways-match/1".into(), jobs: jobs.collect() }
    }

    /// The student's vector, `None` where a competency is unknown, and the square of its length.
    fn vector(&self, region: &Region, student: &Student) -> (Table<CompetencyId, Option<u32>>, u64) {
        let mut known = Table::filled(region.competencies.len(), None);
        let mut wider: Vec<CompetencyId> = Vec::new();
        let mut sums = Values::new(region);
        for &(competency, level) in &student.competencies {
            wider.push(competency);
            sums.raise(region, competency, u32::from(level) * UNIT);
        }
        while let Some(competency) = wider.pop() {
            if known[competency].replace(0).is_none() {
                wider.extend(&region.competencies[competency].broader);
            }
        }
        let mut size = 0_u64;
        for (competency, value) in sums.take() {
            let value = weighted(value, self.telling[competency]);
            known[competency] = Some(value);
            size = size.saturating_add(u64::from(value).pow(2));
        }
        (known, size)
    }
}

/// A vector in the making: the greatest value of each competency so far.
struct Values {
    values: Table<CompetencyId, u32>,
    /// The competencies with a value.
    touched: Vec<CompetencyId>,
}

impl Values {
    fn new(region: &Region) -> Values {
        Values { values: Table::filled(region.competencies.len(), 0), touched: Vec::new() }
    }

    /// Raises a competency to a value, and what is wider to half of it. Values shrink on the way, so
    /// it ends on any graph.
    fn raise(&mut self, region: &Region, competency: CompetencyId, value: u32) {
        let mut rising = vec![(competency, value)];
        while let Some((competency, value)) = rising.pop() {
            let current = &mut self.values[competency];
            if value > *current {
                if *current == 0 {
                    self.touched.push(competency);
                }
                *current = value;
                rising.extend(region.competencies[competency].broader.iter().map(|&wider| (wider, value / 2)));
            }
        }
    }

    /// Hands out the vector and starts anew.
    fn take(&mut self) -> Vec<(CompetencyId, u32)> {
        let touched = std::mem::take(&mut self.touched);
        touched.into_iter().map(|competency| (competency, std::mem::take(&mut self.values[competency]))).collect()
    }
}

/// A value in 1/256 times a logarithm in 1/65536, in 1/256. At most 150 × 33 of the one.
fn weighted(value: u32, telling: u32) -> u32 {
    ((u64::from(value) * u64::from(telling)) >> 16) as u32
}

/// The binary logarithm of a quotient of at least 1 in 1/65536, rounded down; both sides below 2^33.
fn log2(dividend: u64, divisor: u64) -> u32 {
    let whole = (dividend / divisor).ilog2();
    // The mantissa from 1 to 2, with 31 bits behind the point; each squaring yields a bit of the logarithm.
    let mut mantissa = (dividend << 31) / (divisor << whole);
    (0..16).fold(whole, |bits, _| {
        let square = (mantissa * mantissa) >> 31;
        let bit = square >> 32;
        mantissa = square >> bit;
        bits << 1 | bit as u32
    })
}

/// 1000 × the cosine of a job's vector and the student's over what is known, rounded down.
fn score(terms: &[(CompetencyId, u32)], known: &Table<CompetencyId, Option<u32>>, size: u64) -> u32 {
    let (mut product, mut length) = (0_u64, 0_u64);
    for &(competency, value) in terms {
        if let Some(held) = known[competency] {
            product = product.saturating_add(u64::from(value) * u64::from(held));
            length = length.saturating_add(u64::from(value).pow(2));
        }
    }
    per_mille(product, length, size)
}

/// 1000 × the cosine of two vectors with this scalar product and these squares of lengths, rounded down.
fn per_mille(product: u64, length: u64, size: u64) -> u32 {
    let square = u128::from(product).pow(2);
    let lengths = u128::from(length) * u128::from(size);
    // Each is multiplied by less than 2^20 below. The values are below 2^21, but a job may require so many
    // competencies that there is no room for it, and then both make some.
    let shift = 20_u32.saturating_sub((square | lengths).leading_zeros());
    let (square, lengths) = ((square >> shift) * 1_000_000, lengths >> shift);
    if lengths == 0 {
        return 0;
    }
    // The root of the quotient bit by bit, since a division of 128 bits would be a kilobyte of code.
    let root = (0..10).rev().fold(0_u32, |root, bit| {
        let more = root | 1 << bit;
        if u128::from(more.pow(2)) * lengths <= square { more } else { root }
    });
    // Cauchy and Schwarz promise that it is at most 1000, but of sums that 64 bits could hold.
    root.min(1000)
}

/// How much of a job's requirements a student meets.
struct Cover {
    gap: u32,
    readiness: u32,
    missing_essential: u32,
}

fn cover(job: &Job, given: &Table<CompetencyId, Option<Level>>) -> Cover {
    let (mut gap, mut missing_essential) = (0, 0);
    for requirement in &job.requires {
        let missing = requirement.level.saturating_sub(given[requirement.competency].unwrap_or(0));
        gap += requirement.weight() * u32::from(missing);
        missing_essential += u32::from(requirement.essential && missing > 0);
    }
    Cover { gap, readiness: job.readiness(gap), missing_essential }
}

/// The levels that the student gave.
fn levels(region: &Region, student: &Student) -> Table<CompetencyId, Option<Level>> {
    let mut levels = Table::filled(region.competencies.len(), None);
    for &(competency, level) in &student.competencies {
        levels[competency] = Some(level);
    }
    levels
}

/// What raises a competency above a level, `job` aside.
fn teachers(region: &Region, competency: CompetencyId, held: Level, job: JobId) -> Vec<Teacher> {
    let teacher = |kind: &str, id: &str, outcomes: &[Outcome]| {
        let levels = outcomes.iter().filter(|outcome| outcome.competency == competency).map(|outcome| outcome.level);
        let level = levels.max().filter(|&level| level > held)?;
        Some(Teacher { kind: kind.into(), id: id.into(), level })
    };
    let programmes = region.programmes.iter().filter_map(|row| teacher("programme", &row.id, &row.outcomes));
    let activities = region.activities.iter().filter_map(|row| teacher("activity", &row.id, &row.outcomes));
    let jobs = region.jobs.entries().filter(|&(id, _)| id != job);
    let jobs = jobs.filter_map(|(_, row)| teacher("job", &row.id, &row.tenure.outcomes));
    let mut teachers: Vec<Teacher> = programmes.chain(activities).chain(jobs).collect();
    // Stable: a programme, an activity and a job of one id and level stay in this order.
    sort_by(&mut teachers, |one, other| other.level.cmp(&one.level).then_with(|| one.id.cmp(&other.id)));
    teachers
}

#[cfg(test)]
mod tests {
    use super::per_mille;

    #[test]
    fn a_cosine_is_right_for_numbers_of_any_size() {
        let numbers = (0..64).flat_map(|bit| [(1_u64 << bit) - 1, 1 << bit, u64::MAX >> bit]);
        let numbers: Vec<u64> = numbers.collect();
        for &length in &numbers {
            for &size in &numbers {
                let most = (length as f64).sqrt() * (size as f64).sqrt();
                for tenth in 0..=10 {
                    let product = (most * f64::from(tenth) / 10.0) as u64;
                    let expected = if most == 0.0 { 0.0 } else { 1000.0 * product as f64 / most };
                    let found = per_mille(product, length, size);
                    // Rounded down, and the floating point is not exact.
                    assert!((f64::from(found) - expected).abs() < 1.01, "{product} of {length} and {size}: {found}");
                }
                // No vectors have these.
                assert!(per_mille(u64::MAX, length, size) <= 1000);
            }
        }
    }
}
