//! The decoder. A table's rows are made from its first column and filled by the columns after it.

use super::bytes::{Fault, Input};
use super::{DEPTH, LOCALES};
use crate::condition::{Atom, Condition};
use crate::month::Month;
use crate::region::*;
use crate::table::{Id, Table};

/// How many rows each table has: what a reference may name.
#[derive(Clone, Copy)]
struct Sizes {
    /// The highest level.
    levels: u8,
    sources: usize,
    places: usize,
    organizations: usize,
    competencies: usize,
    credentials: usize,
    programmes: usize,
    activities: usize,
    jobs: usize,
    facts: usize,
}

/// Reads a core's body.
pub fn core(digest: String, body: &[u8]) -> Result<Region, Fault> {
    let input = &mut Input::new(body);
    let id = input.id()?.into();
    let version = input.string()?.into();
    let currency = input.string()?.into();
    let licence = input.string()?.into();
    let as_of = month(input)?;
    let locales = locales(input)?;
    let levels = usize::from(input.within(0, 15)?);
    // The widths are the columns that every row of the table has.
    let sizes = Sizes {
        levels: levels as u8,
        sources: input.length(3)?,
        places: input.length(4)?,
        organizations: input.length(6)?,
        competencies: input.length(7)?,
        credentials: input.length(6)?,
        programmes: input.length(14)?,
        activities: input.length(14)?,
        jobs: input.length(20)?,
        facts: input.length(2)?,
    };
    let region = Region {
        id,
        version,
        digest,
        name: Text::default(),
        locales,
        currency,
        as_of,
        licence,
        progression: rows(input, levels, |id| Named { id, name: Text::default() })?,
        sources: sources(input, &sizes)?,
        places: places(input, &sizes)?,
        organizations: organizations(input, &sizes)?,
        competencies: competencies(input, &sizes)?,
        credentials: credentials(input, &sizes)?,
        programmes: programmes(input, &sizes)?,
        activities: activities(input, &sizes)?,
        jobs: jobs(input, &sizes)?,
        facts: Table::new(rows(input, sizes.facts, |id| id)?),
        employment: employment(input, &sizes)?,
        replaced: Vec::new(),
    };
    let replaced = replaced(input, &region, &sizes)?;
    input.end()?;
    let region = Region { replaced, ..region };
    promises(&region)?;
    Ok(region)
}

/// Reads a body of labels into a region, or changes nothing.
pub fn labels(region: &mut Region, body: &[u8]) -> Result<(), Fault> {
    let input = &mut Input::new(body);
    let locale = input.string()?;
    let locale = region.locales.iter().position(|one| one == locale);
    let locale = locale.ok_or(Fault::Broken("the labels' locale is not one of the region's"))?;
    let names = texts(region).iter().map(|_| input.optional_string()).collect::<Result<Vec<_>, _>>()?;
    let titles = strings(input, region.sources.len())?;
    let urls = strings(input, region.sources.len())?;
    let sites = region.organizations.iter().map(|_| input.optional_string()).collect::<Result<Vec<_>, _>>()?;
    input.end()?;

    let locales = region.locales.len();
    for (text, name) in texts(region).into_iter().zip(names) {
        text.0.resize(locales, None);
        if let Some(slot) = text.0.get_mut(locale) {
            *slot = name.map(String::from);
        }
    }
    for ((source, title), url) in region.sources.iter_mut().zip(titles).zip(urls) {
        source.title = title.into();
        source.url = url.into();
    }
    for (organization, site) in region.organizations.iter_mut().zip(sites) {
        organization.url = site.map(String::from);
    }
    Ok(())
}

/// Every name of a region, in the order of labels.
fn texts(region: &mut Region) -> Vec<&mut Text> {
    let mut texts = vec![&mut region.name];
    texts.extend(region.progression.iter_mut().map(|row| &mut row.name));
    texts.extend(region.places.iter_mut().map(|row| &mut row.name));
    texts.extend(region.organizations.iter_mut().map(|row| &mut row.name));
    texts.extend(region.competencies.iter_mut().map(|row| &mut row.name));
    texts.extend(region.credentials.iter_mut().map(|row| &mut row.name));
    texts.extend(region.programmes.iter_mut().map(|row| &mut row.name));
    texts.extend(region.activities.iter_mut().map(|row| &mut row.name));
    texts.extend(region.jobs.iter_mut().map(|row| &mut row.name));
    texts
}

impl Sizes {
    fn level(&self, input: &mut Input) -> Result<Level, Fault> {
        input.within(1, self.levels)
    }
}

fn month(input: &mut Input) -> Result<Month, Fault> {
    i32::try_from(input.number()?)
        .ok()
        .and_then(Month::from_count)
        .ok_or(Fault::Broken("a month is not on the calendar"))
}

fn strings<'a>(input: &mut Input<'a>, len: usize) -> Result<Vec<&'a str>, Fault> {
    (0..len).map(|_| input.string()).collect()
}

fn locales(input: &mut Input) -> Result<Vec<String>, Fault> {
    let len = input.length(1)?;
    if !(1..=LOCALES).contains(&len) {
        return Err(Fault::Broken("a region has from 1 to 64 locales"));
    }
    Ok(strings(input, len)?.into_iter().map(String::from).collect())
}

/// The column of ids, with a row made for each.
fn rows<T>(input: &mut Input, len: usize, row: impl Fn(String) -> T) -> Result<Vec<T>, Fault> {
    let ids = (0..len).map(|_| input.id()).collect::<Result<Vec<_>, _>>()?;
    unique(&ids)?;
    Ok(ids.into_iter().map(|id| row(id.into())).collect())
}

/// Checks that no id comes twice, by a hash table with linear probing.
fn unique(ids: &[&str]) -> Result<(), Fault> {
    // At most half full, so that a free slot always ends a probe.
    let size = (ids.len() * 2).next_power_of_two();
    let mut slots: Vec<Option<&str>> = vec![None; size];
    for &id in ids {
        let hash = id.bytes().fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let mut slot = hash as usize & (size - 1);
        while let Some(taken) = slots.get(slot).copied().flatten() {
            if taken == id {
                return Err(Fault::Broken("an id comes twice"));
            }
            slot = (slot + 1) & (size - 1);
        }
        if let Some(free) = slots.get_mut(slot) {
            *free = Some(id);
        }
    }
    Ok(())
}

/// A column of lengths fills a list of each row with blanks, for the columns of items that follow.
fn lists<'a, T: 'a, B: Clone + 'a>(
    input: &mut Input,
    rows: &'a mut [T],
    list: impl Fn(&mut T) -> &mut Vec<B>,
    width: usize,
    blank: B,
) -> Result<(), Fault> {
    for row in rows {
        *list(row) = vec![blank.clone(); input.length(width)?];
    }
    Ok(())
}

/// A list of rows of another table for each row of this one: a column of lengths, a column of rows.
fn references<T, I: Id>(
    input: &mut Input,
    rows: &mut [T],
    list: impl Fn(&mut T) -> &mut Vec<I>,
    len: usize,
) -> Result<(), Fault> {
    lists(input, rows, &list, 1, I::new(0))?;
    for row in rows {
        for item in list(row) {
            *item = input.row(len)?;
        }
    }
    Ok(())
}

fn addresses<T>(input: &mut Input, rows: &mut [T], list: impl Fn(&mut T) -> &mut Vec<String>) -> Result<(), Fault> {
    lists(input, rows, &list, 1, String::new())?;
    for row in rows {
        for item in list(row) {
            *item = input.string()?.into();
        }
    }
    Ok(())
}

fn outcomes<T>(
    input: &mut Input,
    sizes: &Sizes,
    rows: &mut [T],
    list: impl Fn(&mut T) -> &mut Vec<Outcome>,
) -> Result<(), Fault> {
    lists(input, rows, &list, 2, Outcome { competency: CompetencyId(0), level: 1 })?;
    for row in &mut *rows {
        for outcome in list(row) {
            outcome.competency = input.row(sizes.competencies)?;
        }
    }
    for row in rows {
        for outcome in list(row) {
            outcome.level = sizes.level(input)?;
        }
    }
    Ok(())
}

fn provenance<T>(
    input: &mut Input,
    sizes: &Sizes,
    rows: &mut [T],
    of: impl Fn(&mut T) -> &mut Provenance,
) -> Result<(), Fault> {
    references(input, rows, |row| &mut of(row).source, sizes.sources)?;
    for row in rows {
        of(row).illustrative = input.flag()?;
    }
    Ok(())
}

/// Where a condition stands says whether `age` may stand in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ages {
    May,
    MayNot,
}

fn condition(input: &mut Input, sizes: &Sizes, ages: Ages) -> Result<Condition, Fault> {
    nested(input, sizes, ages, DEPTH)
}

fn nested(input: &mut Input, sizes: &Sizes, ages: Ages, depth: u32) -> Result<Condition, Fault> {
    let depth = depth.checked_sub(1).ok_or(Fault::Broken("a condition is nested too deep"))?;
    let parts = |input: &mut Input, least: usize| match input.length(2)? {
        len if len >= least => (0..len).map(|_| nested(input, sizes, ages, depth)).collect::<Result<Vec<_>, _>>(),
        _ => Err(Fault::Broken("a condition has too few parts")),
    };
    Ok(match input.byte()? {
        0 => Condition::All(parts(input, 0)?),
        1 => Condition::Any(parts(input, 1)?),
        2 => {
            let count = input.positive()?;
            Condition::Count(count, parts(input, count as usize)?)
        }
        3 => Condition::Atom(Atom::Level(input.row(sizes.competencies)?, sizes.level(input)?)),
        4 => Condition::Atom(Atom::Holds(input.row(sizes.credentials)?)),
        5 => Condition::Atom(Atom::Worked(input.row(sizes.jobs)?)),
        6 if ages == Ages::May => Condition::Atom(Atom::Age(input.number()?)),
        6 => return Err(Fault::Broken("`age` stands where nobody can wait for it")),
        7 => Condition::Atom(Atom::Attests(input.row(sizes.facts)?)),
        _ => return Err(Fault::Broken("a condition is of no known kind")),
    })
}

fn sources(input: &mut Input, sizes: &Sizes) -> Result<Table<SourceId, Source>, Fault> {
    let blank = |id| Source { id, title: String::new(), url: String::new(), date: String::new() };
    let mut rows = rows(input, sizes.sources, blank)?;
    for row in &mut rows {
        row.date = input.string()?.into();
    }
    Ok(Table::new(rows))
}

fn places(input: &mut Input, sizes: &Sizes) -> Result<Table<PlaceId, Place>, Fault> {
    let mut rows = rows(input, sizes.places, |id| Place { id, name: Text::default(), lat: 0, lon: 0 })?;
    for row in &mut rows {
        row.lat = input.signed()?;
    }
    for row in &mut rows {
        row.lon = input.signed()?;
    }
    Ok(Table::new(rows))
}

fn organizations(input: &mut Input, sizes: &Sizes) -> Result<Table<OrganizationId, Organization>, Fault> {
    let blank = |id| Organization {
        id,
        kind: OrganizationKind::Other,
        name: Text::default(),
        place: None,
        url: None,
        provenance: Provenance::default(),
    };
    let mut rows = rows(input, sizes.organizations, blank)?;
    for row in &mut rows {
        row.kind = input.word(OrganizationKind::ALL)?;
    }
    for row in &mut rows {
        row.place = input.optional_row(sizes.places)?;
    }
    provenance(input, sizes, &mut rows, |row| &mut row.provenance)?;
    Ok(Table::new(rows))
}

fn competencies(input: &mut Input, sizes: &Sizes) -> Result<Table<CompetencyId, Competency>, Fault> {
    let blank = |id| Competency {
        id,
        kind: CompetencyKind::Knowledge,
        name: Text::default(),
        broader: Vec::new(),
        same_as: Vec::new(),
        provenance: Provenance::default(),
    };
    let mut rows = rows(input, sizes.competencies, blank)?;
    for row in &mut rows {
        row.kind = input.word(CompetencyKind::ALL)?;
    }
    references(input, &mut rows, |row| &mut row.broader, sizes.competencies)?;
    addresses(input, &mut rows, |row| &mut row.same_as)?;
    provenance(input, sizes, &mut rows, |row| &mut row.provenance)?;
    Ok(Table::new(rows))
}

fn credentials(input: &mut Input, sizes: &Sizes) -> Result<Table<CredentialId, Credential>, Fault> {
    let blank = |id| Credential {
        id,
        name: Text::default(),
        eqf: None,
        implies: Vec::new(),
        provenance: Provenance::default(),
    };
    let mut rows = rows(input, sizes.credentials, blank)?;
    for row in &mut rows {
        row.eqf = match input.within(0, 8)? {
            0 => None,
            level => Some(level),
        };
    }
    references(input, &mut rows, |row| &mut row.implies, sizes.credentials)?;
    provenance(input, sizes, &mut rows, |row| &mut row.provenance)?;
    Ok(Table::new(rows))
}

fn programmes(input: &mut Input, sizes: &Sizes) -> Result<Table<ProgrammeId, Programme>, Fault> {
    if sizes.programmes > 0 && sizes.organizations == 0 {
        return Err(Fault::Broken("a row is not in its table"));
    }
    let blank = |id| Programme {
        id,
        kind: ProgrammeKind::General,
        name: Text::default(),
        provider: OrganizationId(0),
        code: None,
        months: 1,
        free_hours: 0,
        entry: Condition::always(),
        advanced_standing: Vec::new(),
        outcomes: Vec::new(),
        awards: Vec::new(),
        offerings: Vec::new(),
        provenance: Provenance::default(),
    };
    let mut rows = rows(input, sizes.programmes, blank)?;
    for row in &mut rows {
        row.kind = input.word(ProgrammeKind::ALL)?;
    }
    for row in &mut rows {
        row.provider = input.row(sizes.organizations)?;
    }
    for row in &mut rows {
        row.code = input.optional_string()?.map(String::from);
    }
    for row in &mut rows {
        row.months = input.positive()?;
    }
    for row in &mut rows {
        row.free_hours = input.number()?;
    }
    for row in &mut rows {
        row.entry = condition(input, sizes, Ages::May)?;
    }
    let standing = AdvancedStanding { when: Condition::always(), months: 1 };
    lists(input, &mut rows, |row| &mut row.advanced_standing, 3, standing)?;
    for standing in rows.iter_mut().flat_map(|row| &mut row.advanced_standing) {
        standing.when = condition(input, sizes, Ages::MayNot)?;
    }
    for standing in rows.iter_mut().flat_map(|row| &mut row.advanced_standing) {
        standing.months = input.positive()?;
    }
    outcomes(input, sizes, &mut rows, |row| &mut row.outcomes)?;
    references(input, &mut rows, |row| &mut row.awards, sizes.credentials)?;
    offerings(input, sizes, &mut rows)?;
    provenance(input, sizes, &mut rows, |row| &mut row.provenance)?;
    Ok(Table::new(rows))
}

/// The offerings of all programmes: lengths, then id | mode | funding | fee | intake | seats | entry
/// | sponsor, and obligation | stipend where there is a sponsor.
fn offerings(input: &mut Input, sizes: &Sizes, programmes: &mut [Programme]) -> Result<(), Fault> {
    let blank = |id| Offering {
        id,
        mode: Mode::FullTime,
        funding: Funding::State,
        fee_per_year: 0,
        intake: Vec::new(),
        seats: None,
        entry: Condition::always(),
        contract: None,
    };
    let lengths = programmes.iter().map(|_| input.length(10)).collect::<Result<Vec<_>, _>>()?;
    for (programme, len) in programmes.iter_mut().zip(lengths) {
        if len > 1 << 16 {
            return Err(Fault::Broken("a programme has too many offerings"));
        }
        programme.offerings = rows(input, len, blank)?;
    }
    for offering in programmes.iter_mut().flat_map(|row| &mut row.offerings) {
        offering.mode = input.word(Mode::ALL)?;
    }
    for offering in programmes.iter_mut().flat_map(|row| &mut row.offerings) {
        offering.funding = input.word(Funding::ALL)?;
    }
    for offering in programmes.iter_mut().flat_map(|row| &mut row.offerings) {
        offering.fee_per_year = input.number()?;
    }
    for offering in programmes.iter_mut().flat_map(|row| &mut row.offerings) {
        // A bit for each month of the year, January lowest.
        let months = input.number()?;
        if months >> 12 != 0 {
            return Err(Fault::Broken("an intake is in no month of the year"));
        }
        offering.intake = (1..=12).filter(|month| months >> (month - 1) & 1 == 1).collect();
    }
    for offering in programmes.iter_mut().flat_map(|row| &mut row.offerings) {
        offering.seats = input.optional()?;
    }
    for offering in programmes.iter_mut().flat_map(|row| &mut row.offerings) {
        offering.entry = condition(input, sizes, Ages::May)?;
    }
    for offering in programmes.iter_mut().flat_map(|row| &mut row.offerings) {
        let sponsor = input.optional_row(sizes.organizations)?;
        offering.contract = sponsor.map(|sponsor| Contract { sponsor, obligation_months: 0, stipend_per_month: 0 });
    }
    for contract in programmes.iter_mut().flat_map(|row| &mut row.offerings).filter_map(|one| one.contract.as_mut()) {
        contract.obligation_months = input.number()?;
        contract.stipend_per_month = input.number()?;
    }
    Ok(())
}

fn activities(input: &mut Input, sizes: &Sizes) -> Result<Table<ActivityId, Activity>, Fault> {
    let blank = |id| Activity {
        id,
        kind: ActivityKind::Subject,
        name: Text::default(),
        provider: None,
        hosts: Hosts::default(),
        hours: 0,
        fee: 0,
        entry: Condition::always(),
        outcomes: Vec::new(),
        provenance: Provenance::default(),
    };
    let mut rows = rows(input, sizes.activities, blank)?;
    for row in &mut rows {
        row.kind = input.word(ActivityKind::ALL)?;
    }
    for row in &mut rows {
        row.provider = input.optional_row(sizes.organizations)?;
    }
    for row in &mut rows {
        row.hours = input.number()?;
    }
    for row in &mut rows {
        row.fee = input.number()?;
    }
    for row in &mut rows {
        row.entry = condition(input, sizes, Ages::MayNot)?;
    }
    lists(input, &mut rows, |row| &mut row.hosts.kinds, 1, ProgrammeKind::General)?;
    for kind in rows.iter_mut().flat_map(|row| &mut row.hosts.kinds) {
        *kind = input.word(ProgrammeKind::ALL)?;
    }
    references(input, &mut rows, |row| &mut row.hosts.programmes, sizes.programmes)?;
    references(input, &mut rows, |row| &mut row.hosts.jobs, sizes.jobs)?;
    outcomes(input, sizes, &mut rows, |row| &mut row.outcomes)?;
    provenance(input, sizes, &mut rows, |row| &mut row.provenance)?;
    Ok(Table::new(rows))
}

fn jobs(input: &mut Input, sizes: &Sizes) -> Result<Table<JobId, Job>, Fault> {
    let blank = |id| Job {
        id,
        name: Text::default(),
        employer: OrganizationId(0),
        place: None,
        code: None,
        family: None,
        same_as: Vec::new(),
        entry: Condition::always(),
        requires: Vec::new(),
        tenure: Tenure { months: 1, outcomes: Vec::new() },
        free_hours: 0,
        wage: None,
        demand: Vec::new(),
        interests: Vec::new(),
        provenance: Provenance::default(),
    };
    let mut rows = rows(input, sizes.jobs, blank)?;
    for row in &mut rows {
        row.employer = input.row(sizes.organizations)?;
    }
    for row in &mut rows {
        row.place = input.optional_row(sizes.places)?;
    }
    for row in &mut rows {
        row.code = input.optional_string()?.map(String::from);
    }
    for row in &mut rows {
        row.family = input.optional_string()?.map(String::from);
    }
    addresses(input, &mut rows, |row| &mut row.same_as)?;
    for row in &mut rows {
        row.entry = condition(input, sizes, Ages::May)?;
    }
    requirements(input, sizes, &mut rows)?;
    for row in &mut rows {
        row.tenure.months = input.positive()?;
    }
    outcomes(input, sizes, &mut rows, |row| &mut row.tenure.outcomes)?;
    for row in &mut rows {
        row.free_hours = input.number()?;
    }
    for row in &mut rows {
        if let Some(per_month) = input.optional()? {
            row.wage = Some(Wage { per_month, as_of: month(input)? });
        }
    }
    demand(input, &mut rows)?;
    lists(input, &mut rows, |row| &mut row.interests, 2, Interest { area: Area::Realistic, value: 0 })?;
    for interest in rows.iter_mut().flat_map(|row| &mut row.interests) {
        *interest = Interest { area: input.word(Area::ALL)?, value: input.within(0, 100)? };
    }
    provenance(input, sizes, &mut rows, |row| &mut row.provenance)?;
    Ok(Table::new(rows))
}

/// The requirements of all jobs: lengths, then competency | level | importance | essential.
fn requirements(input: &mut Input, sizes: &Sizes, jobs: &mut [Job]) -> Result<(), Fault> {
    let blank = Requirement { competency: CompetencyId(0), level: 1, importance: 1, essential: false };
    lists(input, jobs, |row| &mut row.requires, 4, blank)?;
    for requirement in jobs.iter_mut().flat_map(|row| &mut row.requires) {
        requirement.competency = input.row(sizes.competencies)?;
    }
    for requirement in jobs.iter_mut().flat_map(|row| &mut row.requires) {
        requirement.level = sizes.level(input)?;
    }
    for requirement in jobs.iter_mut().flat_map(|row| &mut row.requires) {
        requirement.importance = input.within(1, 5)?;
    }
    for requirement in jobs.iter_mut().flat_map(|row| &mut row.requires) {
        requirement.essential = input.flag()?;
    }
    Ok(())
}

/// The demand for all jobs: lengths, then year | openings | low | high.
fn demand(input: &mut Input, jobs: &mut [Job]) -> Result<(), Fault> {
    lists(input, jobs, |row| &mut row.demand, 4, Demand { year: 0, openings: 0, low: None, high: None })?;
    for demand in jobs.iter_mut().flat_map(|row| &mut row.demand) {
        demand.year = input.number()?;
    }
    for demand in jobs.iter_mut().flat_map(|row| &mut row.demand) {
        demand.openings = input.number()?;
    }
    for demand in jobs.iter_mut().flat_map(|row| &mut row.demand) {
        demand.low = input.optional()?;
    }
    for demand in jobs.iter_mut().flat_map(|row| &mut row.demand) {
        demand.high = input.optional()?;
    }
    Ok(())
}

fn employment(input: &mut Input, sizes: &Sizes) -> Result<Vec<Employment>, Fault> {
    let len = input.length(4)?;
    let programmes = (0..len).map(|_| input.row(sizes.programmes)).collect::<Result<Vec<_>, _>>()?;
    let blank = |programme| Employment { programme, year: 0, graduates: 0, employed: 0 };
    let mut rows: Vec<Employment> = programmes.into_iter().map(blank).collect();
    for row in &mut rows {
        row.year = input.number()?;
    }
    for row in &mut rows {
        row.graduates = input.number()?;
    }
    for row in &mut rows {
        row.employed = input.number()?;
    }
    Ok(rows)
}

/// Replaced ids; the successor is a row, so that it exists and is not replaced itself.
#[expect(clippy::indexing_slicing, reason = "`Input::row` has checked each row against its table")]
fn replaced(input: &mut Input, region: &Region, sizes: &Sizes) -> Result<Vec<Replaced>, Fault> {
    let len = input.length(4)?;
    let one = |_| {
        let array = input.byte()?;
        let id: String = input.string()?.into();
        let (array, by) = match array {
            0 => (Array::Places, region.places[input.row(sizes.places)?].id.clone()),
            1 => (Array::Organizations, region.organizations[input.row(sizes.organizations)?].id.clone()),
            2 => (Array::Competencies, region.competencies[input.row(sizes.competencies)?].id.clone()),
            3 => (Array::Credentials, region.credentials[input.row(sizes.credentials)?].id.clone()),
            4 => (Array::Programmes, region.programmes[input.row(sizes.programmes)?].id.clone()),
            5 => {
                let programme = &region.programmes[input.row(sizes.programmes)?];
                let offering = programme.offerings.get(input.number()? as usize);
                let offering = offering.ok_or(Fault::Broken("a row is not in its table"))?;
                (Array::Offerings, [programme.id.as_str(), "/", &offering.id].concat())
            }
            6 => (Array::Activities, region.activities[input.row(sizes.activities)?].id.clone()),
            7 => (Array::Jobs, region.jobs[input.row(sizes.jobs)?].id.clone()),
            _ => return Err(Fault::Broken("an id is replaced in no known array")),
        };
        Ok(Replaced { array, id, by })
    };
    (0..len).map(one).collect()
}

/// Checks what columns cannot: promises between rows.
#[expect(clippy::indexing_slicing, reason = "`Input::row` has checked each row against its table")]
fn promises(region: &Region) -> Result<(), Fault> {
    if !acyclic(&region.competencies, |row| &row.broader) {
        return Err(Fault::Broken("a competency is broader than itself"));
    }
    if !acyclic(&region.credentials, |row| &row.implies) {
        return Err(Fault::Broken("a credential implies itself"));
    }
    let facts = || region.facts.iter();
    if !facts().zip(facts().skip(1)).all(|(one, next)| one < next) {
        return Err(Fault::Broken("facts are not sorted"));
    }
    let mut asked: Table<CompetencyId, Option<JobId>> = Table::filled(region.competencies.len(), None);
    for (job, row) in region.jobs.entries() {
        for requirement in &row.requires {
            if asked[requirement.competency].replace(job) == Some(job) {
                return Err(Fault::Broken("a job requires a competency twice"));
            }
        }
    }
    Ok(())
}

/// Whether no row leads back to itself: rows that nothing (more) leads to are taken away one by one.
#[expect(clippy::indexing_slicing, reason = "`Input::row` has checked each row against its table")]
fn acyclic<I: Id, T>(table: &Table<I, T>, next: impl Fn(&T) -> &[I]) -> bool {
    let mut leading: Table<I, u32> = Table::filled(table.len(), 0);
    for &to in table.iter().flat_map(&next) {
        leading[to] += 1;
    }
    let mut free: Vec<I> = leading.entries().filter(|(_, count)| **count == 0).map(|(id, _)| id).collect();
    let mut taken = 0;
    while let Some(id) = free.pop() {
        taken += 1;
        for &to in next(&table[id]) {
            leading[to] -= 1;
            if leading[to] == 0 {
                free.push(to);
            }
        }
    }
    taken == table.len()
}
