//! Random regions and students that keep every promise of their types. The same seed gives the same.

use pathway_planner::condition::{Atom, Condition};
use pathway_planner::month::Month;
use pathway_planner::region::*;
use pathway_planner::student::Student;
use pathway_planner::table::{Id, Table};

/// SplitMix64.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    /// 0 to `limit` - 1.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// One time in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Mostly small, sometimes as large as can be.
    fn number(&mut self) -> u32 {
        let bits = self.below(33);
        (self.next() as u32).checked_shr(32 - bits as u32).unwrap_or(0)
    }

    fn positive(&mut self) -> u32 {
        self.number().max(1)
    }

    fn some<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.once_in(2) { None } else { Some(make(self)) }
    }

    fn list<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| make(self)).collect()
    }

    fn row<I: Id>(&mut self, len: usize) -> I {
        I::new(self.below(len))
    }

    pub fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// Different rows of a table of `len`, in any order.
    pub fn rows<I: Id>(&mut self, len: usize, most: usize) -> Vec<I> {
        let mut rows: Vec<usize> = (0..len).collect();
        (0..self.below(most.min(len) + 1)).map(|_| I::new(rows.swap_remove(self.below(rows.len())))).collect()
    }

    /// Ids that differ by their number.
    fn id(&mut self, stem: &str, number: usize) -> String {
        const TAILS: [&str; 4] = ["", "-a", ".22.03.02", "__x"];
        format!("{stem}{number}{}", self.pick(&TAILS))
    }

    fn phrase(&mut self) -> String {
        const WORDS: [&str; 7] = ["сталь", "горный мастер", "welding", "", "\0", "«Кузбасс»", "🏭"];
        (0..1 + self.below(3)).map(|_| self.pick(&WORDS)).collect::<Vec<_>>().join(" ")
    }
}

/// How many rows the tables of a random region have.
pub struct Shape {
    pub locales: usize,
    pub organizations: usize,
    pub competencies: usize,
    pub credentials: usize,
    pub programmes: usize,
    pub activities: usize,
    pub jobs: usize,
}

pub const SMALL: Shape =
    Shape { locales: 2, organizations: 4, competencies: 9, credentials: 4, programmes: 5, activities: 6, jobs: 5 };

struct Maker<'a> {
    random: &'a mut Random,
    shape: &'a Shape,
    facts: usize,
    sources: usize,
    places: usize,
    levels: u8,
}

impl Maker<'_> {
    fn name(&mut self) -> Text {
        let mut names: Vec<_> = (0..self.shape.locales).map(|_| self.random.some(Random::phrase)).collect();
        names[0].get_or_insert("name".into());
        Text(names)
    }

    fn provenance(&mut self) -> Provenance {
        Provenance { source: self.random.rows(self.sources, 2), illustrative: self.random.once_in(2) }
    }

    fn level(&mut self) -> Level {
        1 + self.random.below(self.levels.into()) as u8
    }

    fn outcomes(&mut self) -> Vec<Outcome> {
        let rows = self.random.rows(self.shape.competencies, 4);
        rows.into_iter().map(|competency| Outcome { competency, level: self.level() }).collect()
    }

    fn condition(&mut self, ages: bool, depth: usize) -> Condition {
        let shape = self.shape;
        match self.random.below(if depth == 0 { 5 } else { 8 }) {
            0 => Condition::Atom(Atom::Level(self.random.row(shape.competencies), self.level())),
            1 => Condition::Atom(Atom::Holds(self.random.row(shape.credentials))),
            2 => Condition::Atom(Atom::Worked(self.random.row(shape.jobs))),
            3 => Condition::Atom(Atom::Attests(self.random.row(self.facts))),
            4 if ages => Condition::Atom(Atom::Age(self.random.below(80) as u32)),
            4 => Condition::always(),
            kind => {
                let parts: Vec<_> = (0..2 + self.random.below(3)).map(|_| self.condition(ages, depth - 1)).collect();
                match kind {
                    5 => Condition::All(parts),
                    6 => Condition::Any(parts),
                    _ => Condition::Count(1 + self.random.below(parts.len()) as u32, parts),
                }
            }
        }
    }

    fn entry(&mut self, ages: bool) -> Condition {
        if self.random.once_in(3) { Condition::always() } else { self.condition(ages, 3) }
    }

    fn offering(&mut self, number: usize) -> Offering {
        let random = &mut *self.random;
        Offering {
            id: random.id("o", number),
            mode: random.pick(Mode::ALL),
            funding: random.pick(Funding::ALL),
            fee_per_year: random.number(),
            intake: (1..=12).filter(|_| random.once_in(4)).collect(),
            seats: random.some(Random::number),
            contract: random.some(|random| Contract {
                sponsor: random.row(self.shape.organizations),
                obligation_months: random.number(),
                stipend_per_month: random.number(),
            }),
            entry: self.entry(true),
        }
    }

    fn programme(&mut self, number: usize) -> Programme {
        let offerings = self.random.below(4);
        Programme {
            id: self.random.id("programme", number),
            kind: self.random.pick(ProgrammeKind::ALL),
            name: self.name(),
            provider: self.random.row(self.shape.organizations),
            code: self.random.some(Random::phrase),
            months: self.random.positive(),
            free_hours: self.random.number(),
            entry: self.entry(true),
            advanced_standing: (0..self.random.below(3))
                .map(|_| AdvancedStanding { when: self.condition(false, 2), months: self.random.positive() })
                .collect(),
            outcomes: self.outcomes(),
            awards: self.random.rows(self.shape.credentials, 2),
            offerings: (0..offerings).map(|number| self.offering(number)).collect(),
            provenance: self.provenance(),
        }
    }

    fn activity(&mut self, number: usize) -> Activity {
        Activity {
            id: self.random.id("activity", number),
            kind: self.random.pick(ActivityKind::ALL),
            name: self.name(),
            provider: self.random.some(|random| random.row(self.shape.organizations)),
            hosts: Hosts {
                kinds: self.random.list(2, |random| random.pick(ProgrammeKind::ALL)),
                programmes: self.random.rows(self.shape.programmes, 2),
                jobs: self.random.rows(self.shape.jobs, 2),
            },
            hours: self.random.number(),
            fee: self.random.number(),
            entry: self.entry(false),
            outcomes: self.outcomes(),
            provenance: self.provenance(),
        }
    }

    fn job(&mut self, number: usize) -> Job {
        let required = self.random.rows(self.shape.competencies, 8);
        Job {
            id: self.random.id("job", number),
            name: self.name(),
            employer: self.random.row(self.shape.organizations),
            place: self.random.some(|random| random.row(self.places)),
            code: self.random.some(Random::phrase),
            family: self.random.some(Random::phrase),
            same_as: self.random.list(2, Random::phrase),
            entry: self.entry(true),
            requires: required
                .into_iter()
                .map(|competency| Requirement {
                    competency,
                    level: self.level(),
                    importance: 1 + self.random.below(5) as u8,
                    essential: self.random.once_in(2),
                })
                .collect(),
            tenure: Tenure { months: self.random.positive(), outcomes: self.outcomes() },
            free_hours: self.random.number(),
            wage: self.random.some(|random| Wage {
                per_month: random.number(),
                as_of: Month::from_count(12 + random.below(9999 * 12) as i32).unwrap(),
            }),
            demand: self.random.list(3, |random| Demand {
                year: random.number(),
                openings: random.number(),
                low: random.some(Random::number),
                high: random.some(Random::number),
            }),
            interests: self
                .random
                .list(3, |random| Interest { area: random.pick(Area::ALL), value: random.below(101) as u8 }),
            provenance: self.provenance(),
        }
    }
}

/// A region of this shape; its digest is that of its built core.
pub fn region(seed: u64, shape: &Shape) -> Region {
    let mut random = Random(seed);
    let facts = 1 + random.below(3);
    let sources = random.below(4);
    let places = 1 + random.below(3);
    let levels = 1 + random.below(15) as u8;
    let mut maker = Maker { random: &mut random, shape, facts, sources, places, levels };
    let named = |maker: &mut Maker, id| Named { id, name: maker.name() };
    let mut region = Region {
        id: "random".into(),
        version: maker.random.phrase(),
        digest: String::new(),
        locales: ["ru", "en", "cjs"].iter().take(shape.locales).map(|&locale| locale.into()).collect(),
        name: maker.name(),
        currency: "RUB".into(),
        as_of: Month::new(2026, 11).unwrap(),
        licence: maker.random.phrase(),
        progression: (1..=levels).map(|level| named(&mut maker, format!("level{level}"))).collect(),
        sources: Table::new(
            (0..sources)
                .map(|number| Source {
                    id: maker.random.id("source", number),
                    title: maker.random.phrase(),
                    url: maker.random.phrase(),
                    date: maker.random.phrase(),
                })
                .collect(),
        ),
        places: Table::new(
            (0..places)
                .map(|number| Place {
                    id: maker.random.id("place", number),
                    name: maker.name(),
                    lat: maker.random.number() as i32,
                    lon: maker.random.number() as i32,
                })
                .collect(),
        ),
        organizations: Table::new(
            (0..shape.organizations)
                .map(|number| Organization {
                    id: maker.random.id("organization", number),
                    kind: maker.random.pick(OrganizationKind::ALL),
                    name: maker.name(),
                    place: maker.random.some(|random| random.row(places)),
                    url: maker.random.some(Random::phrase),
                    provenance: maker.provenance(),
                })
                .collect(),
        ),
        competencies: Table::new(
            (0..shape.competencies)
                .map(|number| Competency {
                    id: maker.random.id("competency", number),
                    kind: maker.random.pick(CompetencyKind::ALL),
                    name: maker.name(),
                    broader: maker.random.rows(number, 2),
                    same_as: maker.random.list(2, Random::phrase),
                    provenance: maker.provenance(),
                })
                .collect(),
        ),
        credentials: Table::new(
            (0..shape.credentials)
                .map(|number| Credential {
                    id: maker.random.id("credential", number),
                    name: maker.name(),
                    eqf: maker.random.some(|random| 1 + random.below(8) as u8),
                    implies: maker.random.rows(number, 2),
                    provenance: maker.provenance(),
                })
                .collect(),
        ),
        programmes: Table::new((0..shape.programmes).map(|number| maker.programme(number)).collect()),
        activities: Table::new((0..shape.activities).map(|number| maker.activity(number)).collect()),
        jobs: Table::new((0..shape.jobs).map(|number| maker.job(number)).collect()),
        employment: Vec::new(),
        facts: Table::new((0..facts).map(|number| format!("fact{number}")).collect()),
        replaced: Vec::new(),
    };
    region.employment = random.list(3, |random| Employment {
        programme: random.row(shape.programmes),
        year: random.number(),
        graduates: random.number(),
        employed: random.number(),
    });
    region.replaced = random.list(4, |random| replaced(random, &region));
    region.digest = pathway_planner::codec::digest(&region);
    region
}

fn replaced(random: &mut Random, region: &Region) -> Replaced {
    let offerings = region.programmes.iter().flat_map(|programme| {
        programme.offerings.iter().map(move |offering| format!("{}/{}", programme.id, offering.id))
    });
    let offerings: Vec<String> = offerings.collect();
    let (array, by) = match random.below(8) {
        0 => (Array::Places, region.places[random.row(region.places.len())].id.clone()),
        1 => (Array::Organizations, region.organizations[random.row(region.organizations.len())].id.clone()),
        2 => (Array::Competencies, region.competencies[random.row(region.competencies.len())].id.clone()),
        3 => (Array::Credentials, region.credentials[random.row(region.credentials.len())].id.clone()),
        4 if !offerings.is_empty() => (Array::Offerings, offerings[random.below(offerings.len())].clone()),
        5 => (Array::Activities, region.activities[random.row(region.activities.len())].id.clone()),
        6 => (Array::Jobs, region.jobs[random.row(region.jobs.len())].id.clone()),
        _ => (Array::Programmes, region.programmes[random.row(region.programmes.len())].id.clone()),
    };
    Replaced { array, id: format!("old{}", random.next()), by }
}

/// A student with some levels, 0 among them.
pub fn student(random: &mut Random, region: &Region) -> Student {
    let rows: Vec<CompetencyId> = random.rows(region.competencies.len(), region.competencies.len());
    let top = region.progression.len();
    Student {
        now: Month::new(2026, 11).unwrap(),
        born: None,
        home: None,
        enrolled: None,
        credentials: Vec::new(),
        worked: Vec::new(),
        owes: None,
        competencies: rows.into_iter().map(|competency| (competency, random.below(top + 1) as Level)).collect(),
        attests: Vec::new(),
    }
}
