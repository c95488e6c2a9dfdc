//! Conditions compiled for one query: facts are bits, ages are months, what can't change is gone.

use super::bits::Bits;

/// A month that never comes.
pub const NEVER: u32 = u32::MAX;

/// A compiled condition. `from` answers from which month on it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clause {
    /// Holds from this month on; 0 is "always", [`NEVER`] "never".
    From(u32),
    /// Holds where the fact is held.
    Fact(u32),
    All(Box<[Clause]>),
    Any(Box<[Clause]>),
    Count(u32, Box<[Clause]>),
}

impl Clause {
    pub const ALWAYS: Clause = Clause::From(0);

    /// All of these, simplified.
    pub fn all(parts: Vec<Clause>) -> Clause {
        gathered(parts, true)
    }

    /// One of these, simplified.
    pub fn any(parts: Vec<Clause>) -> Clause {
        gathered(parts, false)
    }

    /// At least `count` of these, simplified.
    pub fn count(count: u32, parts: Vec<Clause>) -> Clause {
        let mut count = count as usize;
        let mut rest = Vec::new();
        for part in parts {
            match part {
                Clause::From(0) => count = count.saturating_sub(1),
                Clause::From(NEVER) => {}
                part => rest.push(part),
            }
        }
        match count {
            0 => Clause::ALWAYS,
            _ if count > rest.len() => Clause::From(NEVER),
            _ if count == rest.len() => Clause::all(rest),
            1 => Clause::any(rest),
            _ => Clause::Count(count as u32, rest.into_boxed_slice()),
        }
    }

    /// The first month in which this holds with these facts; 0 where it holds anyway.
    pub fn from(&self, facts: &Bits) -> u32 {
        self.time(&|fact| if facts.has(fact as usize) { 0 } else { NEVER })
    }

    /// The first month in which this holds, where each fact is held from its month on.
    pub fn time(&self, at: &impl Fn(u32) -> u32) -> u32 {
        match self {
            Clause::From(month) => *month,
            Clause::Fact(fact) => at(*fact),
            Clause::All(parts) => parts.iter().map(|part| part.time(at)).max().unwrap_or(0),
            Clause::Any(parts) => parts.iter().map(|part| part.time(at)).min().unwrap_or(NEVER),
            Clause::Count(count, parts) => when_so_many(*count, parts.iter().map(|part| part.time(at)).collect()),
        }
    }

    /// The first month in which this can hold, whatever is held.
    pub fn earliest(&self) -> u32 {
        self.time(&|_| 0)
    }

    /// Whether this asks for facts and months alone, all of them.
    pub fn is_one_way(&self) -> bool {
        match self {
            Clause::From(_) | Clause::Fact(_) => true,
            Clause::All(parts) => parts.iter().all(Clause::is_one_way),
            Clause::Any(_) | Clause::Count(..) => false,
        }
    }

    /// Adds the facts that this mentions.
    pub fn mention(&self, facts: &mut Bits) {
        match self {
            Clause::From(_) => {}
            Clause::Fact(fact) => facts.insert(*fact as usize),
            Clause::All(parts) | Clause::Any(parts) | Clause::Count(_, parts) => {
                parts.iter().for_each(|part| part.mention(facts));
            }
        }
    }

    /// Adds the facts that could still help this to hold.
    pub fn lack(&self, held: &Bits, facts: &mut Bits) {
        match self {
            Clause::From(_) => {}
            _ if self.from(held) == 0 => {}
            Clause::Fact(fact) => facts.insert(*fact as usize),
            Clause::All(parts) | Clause::Any(parts) | Clause::Count(_, parts) => {
                parts.iter().for_each(|part| part.lack(held, facts));
            }
        }
    }

    /// Adds the months from which on a part holds.
    pub fn months(&self, months: &mut Vec<u32>) {
        match self {
            Clause::From(month) if *month < NEVER => months.push(*month),
            Clause::From(_) | Clause::Fact(_) => {}
            Clause::All(parts) | Clause::Any(parts) | Clause::Count(_, parts) => {
                parts.iter().for_each(|part| part.months(months));
            }
        }
    }

    /// The same with other numbers for the facts; every fact has one.
    pub fn renumbered(&self, numbers: &[Option<u32>]) -> Clause {
        let all = |parts: &[Clause]| parts.iter().map(|part| part.renumbered(numbers)).collect();
        match self {
            Clause::From(month) => Clause::From(*month),
            Clause::Fact(fact) => match numbers.get(*fact as usize) {
                Some(Some(number)) => Clause::Fact(*number),
                _ => Clause::From(NEVER),
            },
            Clause::All(parts) => Clause::All(all(parts)),
            Clause::Any(parts) => Clause::Any(all(parts)),
            Clause::Count(count, parts) => Clause::Count(*count, all(parts)),
        }
    }

    /// The smallest sets of further facts with which this holds by a month, at most `most` of them
    /// (`None` where there are more).
    pub fn ways(&self, facts: &Bits, month: u32, most: usize) -> Option<Vec<Vec<u32>>> {
        let ways = match self {
            Clause::From(from) if *from > month => Vec::new(),
            Clause::Fact(fact) if !facts.has(*fact as usize) => vec![vec![*fact]],
            Clause::From(_) | Clause::Fact(_) => vec![Vec::new()],
            Clause::All(parts) => {
                let mut ways = vec![Vec::new()];
                for part in parts {
                    ways = smallest(join(&ways, &part.ways(facts, month, most)?), most)?;
                }
                ways
            }
            Clause::Any(parts) => {
                let mut ways = Vec::new();
                for part in parts {
                    ways.extend(part.ways(facts, month, most)?);
                }
                smallest(ways, most)?
            }
            Clause::Count(count, parts) => {
                // Row k holds the ways to have k of the parts seen so far.
                let mut rows: Vec<Vec<Vec<u32>>> = vec![Vec::new(); *count as usize + 1];
                if let Some(first) = rows.first_mut() {
                    first.push(Vec::new());
                }
                for part in parts {
                    let of_part = part.ways(facts, month, most)?;
                    for k in (1..rows.len()).rev() {
                        let fewer = rows.get(k - 1).map(|ways| join(ways, &of_part)).unwrap_or_default();
                        if let Some(row) = rows.get_mut(k) {
                            row.extend(fewer);
                            *row = smallest(std::mem::take(row), most)?;
                        }
                    }
                }
                rows.pop().unwrap_or_default()
            }
        };
        Some(ways)
    }

    /// Whether this holds wherever and whenever `other` does, where each fact comes with its
    /// company; `false` where that is too long to tell.
    pub fn follows_from(&self, other: &Clause, company: &[Bits]) -> bool {
        let mut months = vec![0];
        self.months(&mut months);
        other.months(&mut months);
        crate::sort::sort(&mut months);
        months.dedup();
        let nothing = Bits::new(company.len());
        months.iter().all(|month| {
            other.ways(&nothing, *month, 32).is_some_and(|ways| {
                ways.iter().all(|way| {
                    let mut facts = nothing.clone();
                    way.iter().filter_map(|fact| company.get(*fact as usize)).for_each(|all| facts.add(all));
                    self.from(&facts) <= *month
                })
            })
        })
    }
}

/// All of these, or one of them, without parts that are there twice or decide nothing.
fn gathered(parts: Vec<Clause>, all: bool) -> Clause {
    // The month that changes nothing, and the one that decides alone.
    let (idle, decisive) = if all { (0, NEVER) } else { (NEVER, 0) };
    let mut month = idle;
    let mut rest = Vec::with_capacity(parts.len());
    let mut add = |part: Clause| match part {
        Clause::From(from) => month = if all { month.max(from) } else { month.min(from) },
        part if !rest.contains(&part) => rest.push(part),
        _ => {}
    };
    for part in parts {
        match (part, all) {
            (Clause::All(inner), true) | (Clause::Any(inner), false) => inner.into_iter().for_each(&mut add),
            (part, _) => add(part),
        }
    }
    if month == decisive || rest.is_empty() {
        return Clause::From(month);
    }
    if month != idle {
        rest.push(Clause::From(month));
    }
    match (rest.len(), rest.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            rest.extend(last);
            let parts = rest.into_boxed_slice();
            if all { Clause::All(parts) } else { Clause::Any(parts) }
        }
    }
}

/// When so many of these times have come; always where none is asked for.
pub fn when_so_many(count: u32, mut times: Vec<u32>) -> u32 {
    crate::sort::sort(&mut times);
    (count as usize).checked_sub(1).and_then(|nth| times.get(nth)).copied().unwrap_or(0)
}

/// Every pair's union.
fn join(left: &[Vec<u32>], right: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let mut joined = Vec::with_capacity(left.len() * right.len());
    for a in left {
        for b in right {
            let mut both = a.clone();
            both.extend(b.iter().filter(|fact| !a.contains(fact)));
            crate::sort::sort(&mut both);
            joined.push(both);
        }
    }
    joined
}

/// Those sets that hold no other.
fn smallest(mut ways: Vec<Vec<u32>>, most: usize) -> Option<Vec<Vec<u32>>> {
    crate::sort::sort_by(&mut ways, |a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    ways.dedup();
    let mut kept: Vec<Vec<u32>> = Vec::new();
    for way in ways {
        if !kept.iter().any(|smaller| smaller.iter().all(|fact| way.contains(fact))) {
            kept.push(way);
        }
    }
    (kept.len() <= most).then_some(kept)
}
