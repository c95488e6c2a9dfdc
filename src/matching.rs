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

use crate::answer::{GapAnswer, JobMatch, MatchAnswer, TaughtGap, Teacher};
use crate::region::{self, CompetencyId, JobId, Level, Outcome, Region, Requirement};
use crate::sort::{sort_by, sort_by_key, sort_by_number};
use crate::student::Student;
use crate::table::{Id as _, Table};

/// What a job requires that the student does not hold now, in the order of its requirements, and what
/// teaches it beyond the level held: highest level first, then by id. The job's own tenure is not
/// among the teachers, for it comes too late.
pub fn gap(region: &Region, student: &Student, job: JobId) -> GapAnswer {
    let mut gap = 0;
    let mut gaps = Vec::new();
    for requirement in &region.jobs[job].requires {
        let listed = student.competencies.iter().find(|(competency, _)| *competency == requirement.competency);
        let held = listed.map_or(0, |&(_, level)| level);
        if held < requirement.level {
            gap += requirement.weight() * u32::from(requirement.level - held);
            gaps.push(TaughtGap {
                competency: region.competencies[requirement.competency].id.clone(),
                held,
                known: listed.is_some(),
                required: requirement.level,
                weight: requirement.weight(),
                essential: requirement.essential,
                taught_by: teachers(region, requirement.competency, held, job),
            });
        }
    }
    let job = &region.jobs[job];
    GapAnswer {
        format: "pathways-gap/1".into(),
        job: job.id.clone(),
        gap,
        readiness: region::readiness(gap, job.whole()),
        gaps,
    }
}

/// Jobs ranked for a student, best first; the first `top` of them where given. Equal scores are
/// ordered by readiness (high first), gap (low first), then id.
///
/// Who ranks again and again keeps a [`Matcher`]; who moves one level at a time, a [`Standing`] too.
pub fn rank(region: &Region, student: &Student, top: Option<usize>) -> MatchAnswer {
    Matcher::new(region).rank(region, student, top)
}

/// What ranking needs of a region, computed once: for each competency the jobs that it matters to. So of all that
/// jobs require, only what the student knows is ever read.
#[derive(Clone, Debug)]
pub struct Matcher {
    kin: Kin,
    /// How telling each competency is, in 1/65536; 0 where no job has a value of it.
    telling: Table<CompetencyId, u32>,
    /// The jobs that have a value of a competency, with the weighted value.
    terms: Lists,
    /// The jobs that require a competency, with the [`need`].
    needs: Lists,
    /// Jobs are numbered in the order of their ids, which is how equals end. These are their rows.
    jobs: Vec<JobId>,
    /// Every job before anything is known.
    blank: Vec<Sums>,
    roots: Vec<u32>,
}

/// Values are in 1/256, so that eight steps to wider competencies are exact.
const UNIT: u32 = 256;

impl Matcher {
    /// Prepares to rank the jobs of this region.
    pub fn new(region: &Region) -> Matcher {
        let rows = region.competencies.len();
        let kin = Kin::new(region);
        let mut jobs: Vec<JobId> = region.jobs.ids().collect();
        sort_by_key(&mut jobs, |job| region.jobs[*job].id.as_str());
        let (mut terms, mut needs, mut blank) = (Vec::new(), Vec::new(), Vec::new());
        let mut vector = Vector::new(rows);
        for &job in &jobs {
            let number = blank.len() as u32;
            let mut sums = Sums::default();
            for requirement in &region.jobs[job].requires {
                let value = requirement.weight() * u32::from(requirement.level);
                sums.gap += value;
                sums.missing_essential += u32::from(requirement.essential);
                needs.push((requirement.competency, (number, need(requirement))));
                vector.set(&kin, requirement.competency, 1 + value * UNIT);
            }
            blank.push(sums);
            for competency in std::mem::take(&mut vector.moved) {
                vector.own[competency] = 0;
                let value = std::mem::take(&mut vector.held[competency]);
                if value > 1 {
                    terms.push((competency, (number, value - 1)));
                }
            }
        }
        let mut terms = Lists::new(rows, &terms);
        let mut telling = Table::default();
        for competency in region.competencies.ids() {
            let list = terms.row_mut(competency);
            let with = list.len() as u64;
            let own = if with == 0 { 0 } else { log2(jobs.len() as u64 + with, with) };
            for (_, value) in list {
                *value = weighted(*value, own);
            }
            telling.push(own);
        }
        Matcher { kin, telling, terms, needs: Lists::new(rows, &needs), jobs, blank, roots: roots() }
    }

    /// As [`rank`], for the region that this was made from.
    pub fn rank(&self, region: &Region, student: &Student, top: Option<usize>) -> MatchAnswer {
        let mut jobs = Vec::new();
        for Ranked { job, score, readiness, gap, missing_essential } in self.stand(student).rank(self, top) {
            jobs.push(JobMatch { job: region.jobs[job].id.clone(), score, readiness, gap, missing_essential });
        }
        MatchAnswer { format: "pathways-match/1".into(), jobs }
    }

    /// Where a student stands towards every job, to be kept while levels change.
    pub fn stand(&self, student: &Student) -> Standing {
        let rows = self.telling.len();
        let (vector, counted) = (Vector::new(rows), Table::filled(rows, 0));
        let mut standing = Standing { vector, counted, size: 0, jobs: self.blank.clone() };
        for &(competency, level) in &student.competencies {
            standing.learn(self, competency, Some(level));
        }
        // Only now, for what is wider may have been raised many times.
        standing.count(self);
        standing
    }
}

/// Where one student stands towards every job of a region: the sums that scores and coverage are made of. A level that
/// changes touches the jobs that require it, or something wider that it counts for, and no other.
///
/// Whatever the changes before, it is as [`Matcher::stand`] would make it anew. All calls are to name the [`Matcher`]
/// that it came from.
#[derive(Clone, Debug)]
pub struct Standing {
    vector: Vector,
    /// What the sums below hold of [`Vector::held`].
    counted: Table<CompetencyId, u32>,
    /// The square of the student's vector's length.
    size: u64,
    /// By the jobs' numbers.
    jobs: Vec<Sums>,
}

/// A job as it is ranked: see [`JobMatch`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    pub job: JobId,
    /// 0 to 1000.
    pub score: u32,
    /// 0 to 100.
    pub readiness: u32,
    pub gap: u32,
    pub missing_essential: u32,
}

/// Ranked jobs as columns, one after the other: rows of the region's jobs, scores, readiness, gaps, and how many
/// essential requirements are missing.
pub fn columns(ranked: &[Ranked]) -> Vec<u32> {
    let mut columns = Vec::with_capacity(5 * ranked.len());
    columns.extend(ranked.iter().map(|one| one.job.0));
    columns.extend(ranked.iter().map(|one| one.score));
    columns.extend(ranked.iter().map(|one| one.readiness));
    columns.extend(ranked.iter().map(|one| one.gap));
    columns.extend(ranked.iter().map(|one| one.missing_essential));
    columns
}

/// A student's sums towards one job, over what is known. They wrap: what is added once is taken away again.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    /// The scalar product of both vectors.
    product: u64,
    /// The square of the job's vector's length.
    length: u64,
    gap: u32,
    missing_essential: u32,
}

impl Sums {
    /// Whether the score is surely less than this one; `false` says nothing. A tenth of what [`per_mille`] takes.
    ///
    /// Each conversion and product is off by at most one part in 2^53, and the margin is a thousand million times as
    /// much as all of them together: so what is told is true on every machine, and no order hangs on the rest.
    fn is_below(&self, score: u32, size: u64) -> bool {
        const MARGIN: f64 = 1e6 * (1.0 + 1.0 / (1 << 20) as f64);
        let product = self.product as f64;
        product * product * MARGIN < f64::from(score * score) * (self.length as f64 * size as f64)
    }
}

impl Standing {
    /// Sets the level held of a competency; `None` is unknown. Of a competency that the region lacks it does nothing.
    pub fn set(&mut self, matcher: &Matcher, competency: CompetencyId, level: Option<Level>) {
        if competency.index() < self.counted.len() {
            self.learn(matcher, competency, level);
            self.count(matcher);
        }
    }

    /// The jobs, best first, as [`rank`] orders them; the first `top` of them where given.
    pub fn rank(&self, matcher: &Matcher, top: Option<usize>) -> Vec<Ranked> {
        let mut scores = Vec::new();
        // How many jobs have each score, and how many at least the one below which nothing is among the first.
        let (mut with, mut among, mut least) = ([0_usize; 1001], 0, 0);
        let top = top.unwrap_or(usize::MAX);
        for sums in &self.jobs {
            let hopeless = sums.is_below(least, self.size);
            let score = if hopeless { 0 } else { per_mille(sums.product, sums.length, self.size, &matcher.roots) };
            scores.push(score);
            if score < least {
                continue;
            }
            if let Some(with) = with.get_mut(score as usize) {
                *with += 1;
            }
            among += 1;
            while let Some(lowest) = with.get(least as usize).filter(|lowest| among - **lowest >= top) {
                among -= lowest;
                least += 1;
            }
        }
        let (mut rows, mut keys) = (Vec::new(), Vec::new());
        for (score, (sums, (&job, blank))) in
            scores.into_iter().zip(self.jobs.iter().zip(matcher.jobs.iter().zip(&matcher.blank)))
        {
            if score >= least {
                let Sums { gap, missing_essential, .. } = *sums;
                let readiness = region::readiness(gap, blank.gap);
                rows.push(Ranked { job, score, readiness, gap, missing_essential });
                // What is to be great is turned round. Equal keys stay in the order of ids.
                let key = u64::from((1000 - score) << 7 | (100 - readiness)) << 32 | u64::from(gap);
                keys.push((key, keys.len() as u32));
            }
        }
        sort_by_number(&mut keys);
        keys.truncate(top);
        keys.iter().filter_map(|(_, row)| rows.get(*row as usize).copied()).collect()
    }

    /// Takes a level into the vector and the gaps; [`Standing::count`] takes it into the scores.
    fn learn(&mut self, matcher: &Matcher, competency: CompetencyId, level: Option<Level>) {
        let now = level.map_or(0, |level| 1 + u32::from(level) * UNIT);
        let was = self.vector.set(&matcher.kin, competency, now);
        for &(job, need) in matcher.needs.row(competency) {
            if let Some(sums) = self.jobs.get_mut(job as usize) {
                let missing = |number: u32| (need & 255).saturating_sub(number / UNIT);
                let (old, new) = (missing(was), missing(now));
                sums.gap = sums.gap + (need >> 9) * new - (need >> 9) * old;
                if need & ESSENTIAL != 0 {
                    sums.missing_essential = sums.missing_essential + u32::from(new > 0) - u32::from(old > 0);
                }
            }
        }
    }

    /// Takes whatever has moved in the vector into the sums of the jobs that have a value of it.
    fn count(&mut self, matcher: &Matcher) {
        for competency in std::mem::take(&mut self.vector.moved) {
            let now = self.vector.held[competency];
            let was = std::mem::replace(&mut self.counted[competency], now);
            if was == now {
                continue;
            }
            let value = |number: u32| u64::from(weighted(number.saturating_sub(1), matcher.telling[competency]));
            let (old, new) = (value(was), value(now));
            self.size = self.size.wrapping_add(new.pow(2)).wrapping_sub(old.pow(2));
            let rise = new.wrapping_sub(old);
            let known = u64::from(now > 0).wrapping_sub(u64::from(was > 0));
            for &(job, value) in matcher.terms.row(competency) {
                if let Some(sums) = self.jobs.get_mut(job as usize) {
                    let value = u64::from(value);
                    sums.product = sums.product.wrapping_add(value.wrapping_mul(rise));
                    sums.length = sums.length.wrapping_add(value.pow(2).wrapping_mul(known));
                }
            }
        }
    }
}

const ESSENTIAL: u32 = 256;

/// A requirement in a number: the level, [`ESSENTIAL`] where it is, and above them the weight.
fn need(requirement: &Requirement) -> u32 {
    let essential = if requirement.essential { ESSENTIAL } else { 0 };
    requirement.weight() << 9 | essential | u32::from(requirement.level)
}

/// Which competencies are directly wider and narrower than each.
#[derive(Clone, Debug)]
struct Kin {
    wider: Lists,
    narrower: Lists,
}

impl Kin {
    fn new(region: &Region) -> Kin {
        let (mut wider, mut narrower) = (Vec::new(), Vec::new());
        for (narrow, row) in region.competencies.entries() {
            for &wide in &row.broader {
                wider.push((narrow, (wide.0, 0)));
                narrower.push((wide, (narrow.0, 0)));
            }
        }
        let rows = region.competencies.len();
        Kin { wider: Lists::new(rows, &wider), narrower: Lists::new(rows, &narrower) }
    }
}

/// A list of pairs for each competency, all in one piece: the number of a job or competency, and what it is for.
#[derive(Clone, Debug)]
struct Lists {
    items: Vec<(u32, u32)>,
    /// Where the list of each competency ends; it begins where the one before ends.
    ends: Table<CompetencyId, u32>,
}

impl Lists {
    /// Lists of what stands beside each competency, in the same order.
    fn new(rows: usize, pairs: &[(CompetencyId, (u32, u32))]) -> Lists {
        let mut ends = Table::filled(rows, 0);
        for (row, _) in pairs {
            ends[*row] += 1;
        }
        // Each list's beginning, which moves to its end as items come.
        let mut before = 0;
        for end in ends.iter_mut() {
            before += std::mem::replace(end, before);
        }
        let mut items = vec![(0, 0); pairs.len()];
        for &(row, item) in pairs {
            if let Some(place) = items.get_mut(ends[row] as usize) {
                *place = item;
            }
            ends[row] += 1;
        }
        Lists { items, ends }
    }

    fn place(&self, row: CompetencyId) -> std::ops::Range<usize> {
        let start = row.0.checked_sub(1).map_or(0, |before| self.ends[CompetencyId(before)]);
        start as usize..self.ends[row] as usize
    }

    fn row(&self, row: CompetencyId) -> &[(u32, u32)] {
        self.items.get(self.place(row)).unwrap_or_default()
    }

    fn row_mut(&mut self, row: CompetencyId) -> &mut [(u32, u32)] {
        let place = self.place(row);
        self.items.get_mut(place).unwrap_or_default()
    }
}

/// A vector before it is weighted. Its numbers are 0 where a competency is unknown, else 1 more than the value in
/// 1/256: so unknown is less than any value, and what half of it gives a wider competency is half the number,
/// rounded up.
#[derive(Clone, Debug)]
struct Vector {
    /// What is given of each competency.
    own: Table<CompetencyId, u32>,
    /// The greatest of what is given and what comes from narrower ones.
    held: Table<CompetencyId, u32>,
    /// Whatever `held` has changed, for whoever keeps this vector to take.
    moved: Vec<CompetencyId>,
}

impl Vector {
    fn new(rows: usize) -> Vector {
        Vector { own: Table::filled(rows, 0), held: Table::filled(rows, 0), moved: Vec::new() }
    }

    /// Gives a competency a number of its own and tells its last one.
    fn set(&mut self, kin: &Kin, competency: CompetencyId, now: u32) -> u32 {
        let last = std::mem::replace(&mut self.own[competency], now);
        // What changes for a competency: one of the numbers of which `held` is the greatest. All that this leads to is
        // done before the next, so no change on the list is out of date. Numbers shrink on the way, so it ends.
        let mut changes = vec![(competency, last, now)];
        while let Some((competency, was, now)) = changes.pop() {
            let held = self.held[competency];
            let mut greatest = held.max(now);
            if was == held && now < held {
                greatest = self.own[competency];
                for &(narrow, _) in kin.narrower.row(competency) {
                    greatest = greatest.max(self.held[CompetencyId(narrow)].div_ceil(2));
                }
            }
            if greatest != held {
                self.held[competency] = greatest;
                self.moved.push(competency);
                for &(wide, _) in kin.wider.row(competency) {
                    changes.push((CompetencyId(wide), held.div_ceil(2), greatest.div_ceil(2)));
                }
            }
        }
        last
    }
}

/// A value in 1/256 times a logarithm in 1/65536, in 1/256. Readers let through at most 150 × 33 of the one; the bound
/// keeps the sums of four million squares within 64 bits whatever else a region may hold.
fn weighted(value: u32, telling: u32) -> u32 {
    ((u64::from(value) * u64::from(telling)) >> 16).min((1 << 21) - 1) as u32
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

/// The root of every 256th number up to a million, rounded down.
fn roots() -> Vec<u32> {
    let (mut root, mut roots) = (0_u32, Vec::new());
    for square in (0..=1_000_000).step_by(256) {
        while (root + 1).pow(2) <= square {
            root += 1;
        }
        roots.push(root);
    }
    roots
}

/// 1000 × the cosine of two vectors with this scalar product and these squares of lengths, rounded down, with the
/// help of [`roots`].
fn per_mille(product: u64, length: u64, size: u64, roots: &[u32]) -> u32 {
    if product == 0 {
        return 0;
    }
    // The first 22 bits of each number, and how many are left out, give the square of the score but for less than 8:
    // what is left out makes a millionth of a million, a quotient is rounded down by less than 1, and by less than 4
    // where it is doubled twice.
    let first = |number: u64| {
        let rest = 42_u32.saturating_sub(number.leading_zeros());
        (number >> rest, rest)
    };
    let ((product_first, up), (length_first, down), (size_first, more)) = (first(product), first(length), first(size));
    let square = (product_first.pow(2) * 1_000_000).checked_div(length_first * size_first).unwrap_or(0);
    let square = match (down + more).checked_sub(2 * up) {
        Some(down) => square.checked_shr(down).unwrap_or(0),
        None => square << (2 * up - down - more).min(2),
    };
    // Cauchy and Schwarz promise that it is at most a million. Nearly always all squares so near have the same root.
    let square = square.min(1_000_000);
    let least = square.saturating_sub(8);
    let mut root = roots.get((least >> 8) as usize).map_or(1000, |root| u64::from(*root));
    while (root + 1).pow(2) <= least {
        root += 1;
    }
    if (root + 1).pow(2) > square + 8 { root as u32 } else { exact(product, length, size) }
}

/// As [`per_mille`], slowly.
#[inline(never)]
fn exact(product: u64, length: u64, size: u64) -> u32 {
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

/// What raises a competency above a level, `job` aside.
fn teachers(region: &Region, competency: CompetencyId, held: Level, job: JobId) -> Vec<Teacher> {
    let mut teachers = Vec::new();
    let mut add = |kind: &str, id: &str, outcomes: &[Outcome]| {
        let mut level = held;
        for outcome in outcomes {
            if outcome.competency == competency {
                level = level.max(outcome.level);
            }
        }
        if level > held {
            teachers.push(Teacher { kind: kind.into(), id: id.into(), level });
        }
    };
    for row in &region.programmes {
        add("programme", &row.id, &row.outcomes);
    }
    for row in &region.activities {
        add("activity", &row.id, &row.outcomes);
    }
    for (id, row) in region.jobs.entries() {
        if id != job {
            add("job", &row.id, &row.tenure.outcomes);
        }
    }
    // Stable: a programme, an activity and a job of one id and level stay in this order.
    sort_by(&mut teachers, |one, other| other.level.cmp(&one.level).then_with(|| one.id.cmp(&other.id)));
    teachers
}

#[cfg(test)]
mod tests {
    use super::{Sums, exact, per_mille, roots};

    #[test]
    fn a_cosine_is_right_for_numbers_of_any_size() {
        let numbers = (0..64).flat_map(|bit| [(1_u64 << bit) - 1, 1 << bit, u64::MAX >> bit]);
        let numbers: Vec<u64> = numbers.collect();
        let roots = roots();
        for &length in &numbers {
            for &size in &numbers {
                let most = (length as f64).sqrt() * (size as f64).sqrt();
                for tenth in 0..=10 {
                    let product = (most * f64::from(tenth) / 10.0) as u64;
                    let expected = if most == 0.0 { 0.0 } else { 1000.0 * product as f64 / most };
                    let found = per_mille(product, length, size, &roots);
                    assert_eq!(found, exact(product, length, size));
                    let sums = Sums { product, length, ..Sums::default() };
                    assert!(!sums.is_below(found, size));
                    assert!(found > 998 || product < 1 << 11 || sums.is_below(found + 2, size));
                    // Rounded down, and the floating point is not exact.
                    assert!((f64::from(found) - expected).abs() < 1.01, "{product} of {length} and {size}: {found}");
                }
                // No vectors have these.
                assert!(per_mille(u64::MAX, length, size, &roots) <= 1000);
            }
        }
    }
}
