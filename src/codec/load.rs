//! The decoder. A table's rows are made from its first column and filled by the columns after it.

use super::bytes::{Fault, Input};
use super::{DEPTH, LOCALES};
use crate::condition::{Atom, Condition};
use crate::month::Month;
use crate::region::*;
use crate::table::{Id, Table};
use crate::text::joined;

/// How many rows each table has: what a reference may name.
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
    let id = input.id();
    let version = input.string();
    let currency = input.string();
    let licence = input.string();
    let as_of = month(input);
    let locales = input.length(1);
    if !(1..=LOCALES).contains(&locales) {
        input.fail(Fault::Broken("a region has from 1 to 64 locales"));
    }
    let locales = column(locales, || input.string());
    let levels = input.within(0, 15);
    // The widths are the columns that every row of the table has.
    let sizes = &Sizes {
        levels,
        sources: input.length(3),
        places: input.length(4),
        organizations: input.length(6),
        competencies: input.length(7),
        credentials: input.length(6),
        programmes: input.length(14),
        activities: input.length(14),
        jobs: input.length(20),
        facts: input.length(2),
    };
    let mut region = Region {
        id,
        version,
        digest,
        name: Text::default(),
        locales,
        currency,
        as_of,
        licence,
        progression: rows(input, levels.into(), |id| Named { id, name: Text::default() }),
        sources: sources(input, sizes),
        places: places(input, sizes),
        organizations: organizations(input, sizes),
        competencies: competencies(input, sizes),
        credentials: credentials(input, sizes),
        programmes: programmes(input, sizes),
        activities: activities(input, sizes),
        jobs: jobs(input, sizes),
        facts: Table::new(rows(input, sizes.facts, |id| id)),
        employment: employment(input, sizes),
        replaced: Vec::new(),
    };
    region.replaced = replaced(input, &region);
    input.end()?;
    promises(&region)?;
    Ok(region)
}

/// Reads a body of labels into a region, or changes nothing.
pub fn labels(region: &mut Region, body: &[u8]) -> Result<(), Fault> {
    let input = &mut Input::new(body);
    let locale = input.string();
    let locale = region.locales.iter().position(|one| *one == locale);
    let locale = locale.ok_or(Fault::Broken("the labels' locale is not one of the region's"))?;
    let alphabet = input.number();
    let names = column(texts(region).len(), || input.letters(alphabet));
    let titles = column(region.sources.len(), || input.letters(alphabet));
    let urls = column(region.sources.len(), || input.letters(alphabet));
    let sites = column(region.organizations.len(), || input.letters(alphabet));
    if titles.iter().chain(&urls).any(Option::is_none) {
        input.fail(Fault::Broken("a text is absent"));
    }
    input.end()?;

    let locales = region.locales.len();
    for (text, name) in texts(region).into_iter().zip(names) {
        text.0.resize(locales, None);
        if let Some(slot) = text.0.get_mut(locale) {
            *slot = name;
        }
    }
    for ((source, title), url) in region.sources.iter_mut().zip(titles).zip(urls) {
        source.title = title.unwrap_or_default();
        source.url = url.unwrap_or_default();
    }
    for (organization, site) in region.organizations.iter_mut().zip(sites) {
        organization.url = site;
    }
    Ok(())
}

/// Every name of a region, in the order of labels.
fn texts(region: &mut Region) -> Vec<&mut Text> {
    let mut texts = vec![&mut region.name];
    for row in region.progression.iter_mut() {
        texts.push(&mut row.name);
    }
    for row in region.places.iter_mut() {
        texts.push(&mut row.name);
    }
    for row in region.organizations.iter_mut() {
        texts.push(&mut row.name);
    }
    for row in region.competencies.iter_mut() {
        texts.push(&mut row.name);
    }
    for row in region.credentials.iter_mut() {
        texts.push(&mut row.name);
    }
    for row in region.programmes.iter_mut() {
        texts.push(&mut row.name);
    }
    for row in region.activities.iter_mut() {
        texts.push(&mut row.name);
    }
    for row in region.jobs.iter_mut() {
        texts.push(&mut row.name);
    }
    texts
}

fn month(input: &mut Input) -> Month {
    let month = i32::try_from(input.number()).ok().and_then(Month::from_count);
    month.unwrap_or_else(|| {
        input.fail(Fault::Broken("a month is not on the calendar"));
        Month::FIRST
    })
}

/// A column of `len` values.
fn column<T>(len: usize, mut read: impl FnMut() -> T) -> Vec<T> {
    let mut column = Vec::with_capacity(len);
    for _ in 0..len {
        column.push(read());
    }
    column
}

/// A column that fills rows.
fn each<T>(rows: &mut [T], mut fill: impl FnMut(&mut T)) {
    for row in rows {
        fill(row);
    }
}

/// The column of ids, with a row made for each.
fn rows<T>(input: &mut Input, len: usize, row: impl Fn(String) -> T) -> Vec<T> {
    let mut rows = Vec::with_capacity(len);
    for id in ids(input, len) {
        rows.push(row(id));
    }
    rows
}

#[inline(never)]
fn ids(input: &mut Input, len: usize) -> Vec<String> {
    let ids = column(len, || input.id());
    unique(input, ids.iter().map(String::as_str).collect());
    ids
}

/// Checks that no id comes twice, by a hash table with linear probing.
fn unique(input: &mut Input, ids: Vec<&str>) {
    // At most half full, so that a free slot always ends a probe.
    let size = (ids.len() * 2).next_power_of_two();
    let mut slots: Vec<Option<&str>> = vec![None; size];
    for id in ids {
        let hash = id.bytes().fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let mut slot = hash as usize & (size - 1);
        while let Some(taken) = slots.get(slot).copied().flatten() {
            if taken == id {
                return input.fail(Fault::Broken("an id comes twice"));
            }
            slot = (slot + 1) & (size - 1);
        }
        if let Some(free) = slots.get_mut(slot) {
            *free = Some(id);
        }
    }
}

/// A list for each row: the column of lengths, then all items, which `read` makes, dealt out.
fn lists<'a, 'r, T, B: 'r>(
    input: &mut Input<'a>,
    rows: &'r mut [T],
    width: usize,
    read: impl FnOnce(&mut Input<'a>, usize) -> Vec<B>,
    list: impl Fn(&'r mut T) -> &'r mut Vec<B>,
) {
    let lengths = lengths(input, rows.len(), width);
    // The input has granted these lengths out of one sum that it holds, so that theirs holds too.
    let items = read(input, lengths.iter().sum());
    let mut to = Vec::new();
    for row in rows {
        to.push(list(row));
    }
    deal(items, lengths, to);
}

#[inline(never)]
fn lengths(input: &mut Input, len: usize, width: usize) -> Vec<usize> {
    column(len, || input.length(width))
}

/// Apart from [`lists`], so that it is compiled once for each kind of item, not once for each list.
#[inline(never)]
fn deal<B>(items: Vec<B>, lengths: Vec<usize>, lists: Vec<&mut Vec<B>>) {
    let mut items = items.into_iter();
    for (list, length) in lists.into_iter().zip(lengths) {
        list.reserve_exact(length);
        for _ in 0..length {
            if let Some(item) = items.next() {
                list.push(item);
            }
        }
    }
}

/// A list of rows of another table for each row of this one.
fn references<'r, T, I: Id + 'r>(
    input: &mut Input,
    rows: &'r mut [T],
    len: usize,
    list: impl Fn(&'r mut T) -> &'r mut Vec<I>,
) {
    lists(input, rows, 1, |input, total| column(total, || input.row(len)), list);
}

fn addresses<'r, T>(input: &mut Input, rows: &'r mut [T], list: impl Fn(&'r mut T) -> &'r mut Vec<String>) {
    lists(input, rows, 1, |input, total| column(total, || input.string()), list);
}

fn outcomes<'r, T>(
    input: &mut Input,
    sizes: &Sizes,
    rows: &'r mut [T],
    list: impl Fn(&'r mut T) -> &'r mut Vec<Outcome>,
) {
    let read = |input: &mut Input, total| {
        let mut items = column(total, || Outcome { competency: input.row(sizes.competencies), level: 1 });
        each(&mut items, |item| item.level = input.within(1, sizes.levels));
        items
    };
    lists(input, rows, 2, read, list);
}

fn provenance<T>(input: &mut Input, sizes: &Sizes, rows: &mut [T], of: impl Fn(&mut T) -> &mut Provenance) {
    references(input, rows, sizes.sources, |row| &mut of(row).source);
    each(rows, |row| of(row).illustrative = input.flag());
}

/// Where a condition stands says whether `age` may stand in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ages {
    May,
    MayNot,
}

fn condition(input: &mut Input, sizes: &Sizes, ages: Ages) -> Condition {
    nested(input, sizes, ages, DEPTH)
}

fn nested(input: &mut Input, sizes: &Sizes, ages: Ages, depth: u32) -> Condition {
    if depth == 0 {
        input.fail(Fault::Broken("a condition is nested too deep"));
        return Condition::always();
    }
    let kind = input.byte();
    let least = match kind {
        1 => 1,
        2 => input.positive(),
        _ => 0,
    };
    if kind <= 2 {
        let len = input.length(2);
        if len < least as usize {
            input.fail(Fault::Broken("a condition has too few parts"));
        }
        let parts = column(len, || nested(input, sizes, ages, depth - 1));
        return match kind {
            0 => Condition::All(parts),
            1 => Condition::Any(parts),
            _ => Condition::Count(least, parts),
        };
    }
    Condition::Atom(match kind {
        3 => Atom::Level(input.row(sizes.competencies), input.within(1, sizes.levels)),
        4 => Atom::Holds(input.row(sizes.credentials)),
        5 => Atom::Worked(input.row(sizes.jobs)),
        6 => {
            if ages == Ages::MayNot {
                input.fail(Fault::Broken("`age` stands where nobody can wait for it"));
            }
            Atom::Age(input.number())
        }
        7 => Atom::Attests(input.row(sizes.facts)),
        _ => {
            input.fail(Fault::Broken("a condition is of no known kind"));
            Atom::Age(0)
        }
    })
}

fn sources(input: &mut Input, sizes: &Sizes) -> Table<SourceId, Source> {
    let blank = |id| Source { id, title: String::new(), url: String::new(), date: String::new() };
    let mut rows = rows(input, sizes.sources, blank);
    each(&mut rows, |row| row.date = input.string());
    Table::new(rows)
}

fn places(input: &mut Input, sizes: &Sizes) -> Table<PlaceId, Place> {
    let mut rows = rows(input, sizes.places, |id| Place { id, name: Text::default(), lat: 0, lon: 0 });
    each(&mut rows, |row| row.lat = input.signed());
    each(&mut rows, |row| row.lon = input.signed());
    Table::new(rows)
}

fn organizations(input: &mut Input, sizes: &Sizes) -> Table<OrganizationId, Organization> {
    let blank = |id| Organization {
        id,
        kind: OrganizationKind::Other,
        name: Text::default(),
        place: None,
        url: None,
        provenance: Provenance::default(),
    };
    let mut rows = rows(input, sizes.organizations, blank);
    each(&mut rows, |row| input.word(&mut row.kind, OrganizationKind::ALL));
    each(&mut rows, |row| row.place = input.optional_row(sizes.places));
    provenance(input, sizes, &mut rows, |row| &mut row.provenance);
    Table::new(rows)
}

fn competencies(input: &mut Input, sizes: &Sizes) -> Table<CompetencyId, Competency> {
    let blank = |id| Competency {
        id,
        kind: CompetencyKind::Knowledge,
        name: Text::default(),
        broader: Vec::new(),
        same_as: Vec::new(),
        provenance: Provenance::default(),
    };
    let mut rows = rows(input, sizes.competencies, blank);
    each(&mut rows, |row| input.word(&mut row.kind, CompetencyKind::ALL));
    references(input, &mut rows, sizes.competencies, |row| &mut row.broader);
    addresses(input, &mut rows, |row| &mut row.same_as);
    provenance(input, sizes, &mut rows, |row| &mut row.provenance);
    Table::new(rows)
}

fn credentials(input: &mut Input, sizes: &Sizes) -> Table<CredentialId, Credential> {
    let blank = |id| Credential {
        id,
        name: Text::default(),
        eqf: None,
        implies: Vec::new(),
        provenance: Provenance::default(),
    };
    let mut rows = rows(input, sizes.credentials, blank);
    each(&mut rows, |row| row.eqf = Some(input.within(0, 8)).filter(|level| *level > 0));
    references(input, &mut rows, sizes.credentials, |row| &mut row.implies);
    provenance(input, sizes, &mut rows, |row| &mut row.provenance);
    Table::new(rows)
}

fn programmes(input: &mut Input, sizes: &Sizes) -> Table<ProgrammeId, Programme> {
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
    let mut rows = rows(input, sizes.programmes, blank);
    each(&mut rows, |row| input.word(&mut row.kind, ProgrammeKind::ALL));
    each(&mut rows, |row| row.provider = input.row(sizes.organizations));
    each(&mut rows, |row| row.code = input.optional_string());
    each(&mut rows, |row| row.months = input.positive());
    each(&mut rows, |row| row.free_hours = input.number());
    each(&mut rows, |row| row.entry = condition(input, sizes, Ages::May));
    let standings = |input: &mut Input, total| {
        let mut items = column(total, || AdvancedStanding { when: condition(input, sizes, Ages::MayNot), months: 1 });
        each(&mut items, |item| item.months = input.positive());
        items
    };
    lists(input, &mut rows, 3, standings, |row| &mut row.advanced_standing);
    outcomes(input, sizes, &mut rows, |row| &mut row.outcomes);
    references(input, &mut rows, sizes.credentials, |row| &mut row.awards);
    lists(input, &mut rows, 9, |input, total| offerings(input, sizes, total), |row| &mut row.offerings);
    for row in &rows {
        unique(input, row.offerings.iter().map(|offering| offering.id.as_str()).collect());
        if row.offerings.len() > 1 << 16 {
            input.fail(Fault::Broken("a programme has too many offerings"));
        }
    }
    provenance(input, sizes, &mut rows, |row| &mut row.provenance);
    Table::new(rows)
}

/// The offerings of all programmes: id | mode | funding | fee | intake | seats | entry | sponsor, and
/// obligation and stipend where there is a sponsor.
fn offerings(input: &mut Input, sizes: &Sizes, total: usize) -> Vec<Offering> {
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
    let mut rows: Vec<Offering> = column(total, || blank(input.id()));
    each(&mut rows, |row| input.word(&mut row.mode, Mode::ALL));
    each(&mut rows, |row| input.word(&mut row.funding, Funding::ALL));
    each(&mut rows, |row| row.fee_per_year = input.number());
    each(&mut rows, |row| {
        // A bit for each month of the year, January lowest.
        let months = input.number();
        if months >> 12 != 0 {
            input.fail(Fault::Broken("an intake is in no month of the year"));
        }
        row.intake = (1..=12).filter(|month| months >> (month - 1) & 1 == 1).collect();
    });
    each(&mut rows, |row| row.seats = input.optional());
    each(&mut rows, |row| row.entry = condition(input, sizes, Ages::May));
    each(&mut rows, |row| {
        let sponsor = input.optional_row(sizes.organizations);
        row.contract = sponsor.map(|sponsor| Contract { sponsor, obligation_months: 0, stipend_per_month: 0 });
    });
    for contract in rows.iter_mut().filter_map(|row| row.contract.as_mut()) {
        contract.obligation_months = input.number();
        contract.stipend_per_month = input.number();
    }
    rows
}

fn activities(input: &mut Input, sizes: &Sizes) -> Table<ActivityId, Activity> {
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
    let mut rows = rows(input, sizes.activities, blank);
    each(&mut rows, |row| input.word(&mut row.kind, ActivityKind::ALL));
    each(&mut rows, |row| row.provider = input.optional_row(sizes.organizations));
    each(&mut rows, |row| row.hours = input.number());
    each(&mut rows, |row| row.fee = input.number());
    each(&mut rows, |row| row.entry = condition(input, sizes, Ages::MayNot));
    let kinds = |input: &mut Input, total| {
        let mut kinds = vec![ProgrammeKind::General; total];
        each(&mut kinds, |kind| input.word(kind, ProgrammeKind::ALL));
        kinds
    };
    lists(input, &mut rows, 1, kinds, |row| &mut row.hosts.kinds);
    references(input, &mut rows, sizes.programmes, |row| &mut row.hosts.programmes);
    references(input, &mut rows, sizes.jobs, |row| &mut row.hosts.jobs);
    outcomes(input, sizes, &mut rows, |row| &mut row.outcomes);
    provenance(input, sizes, &mut rows, |row| &mut row.provenance);
    Table::new(rows)
}

fn jobs(input: &mut Input, sizes: &Sizes) -> Table<JobId, Job> {
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
    let mut rows = rows(input, sizes.jobs, blank);
    each(&mut rows, |row| row.employer = input.row(sizes.organizations));
    each(&mut rows, |row| row.place = input.optional_row(sizes.places));
    each(&mut rows, |row| row.code = input.optional_string());
    each(&mut rows, |row| row.family = input.optional_string());
    addresses(input, &mut rows, |row| &mut row.same_as);
    each(&mut rows, |row| row.entry = condition(input, sizes, Ages::May));
    lists(input, &mut rows, 4, |input, total| requirements(input, sizes, total), |row| &mut row.requires);
    each(&mut rows, |row| row.tenure.months = input.positive());
    outcomes(input, sizes, &mut rows, |row| &mut row.tenure.outcomes);
    each(&mut rows, |row| row.free_hours = input.number());
    each(&mut rows, |row| {
        row.wage = input.optional().map(|per_month| Wage { per_month, as_of: month(input) });
    });
    lists(input, &mut rows, 4, demand, |row| &mut row.demand);
    let interests = |input: &mut Input, total| {
        column(total, || {
            let mut interest = Interest { area: Area::Realistic, value: 0 };
            input.word(&mut interest.area, Area::ALL);
            interest.value = input.within(0, 100);
            interest
        })
    };
    lists(input, &mut rows, 2, interests, |row| &mut row.interests);
    provenance(input, sizes, &mut rows, |row| &mut row.provenance);
    Table::new(rows)
}

/// The requirements of all jobs: competency | level | importance | essential.
fn requirements(input: &mut Input, sizes: &Sizes, total: usize) -> Vec<Requirement> {
    let blank = |competency| Requirement { competency, level: 1, importance: 1, essential: false };
    let mut items = column(total, || blank(input.row(sizes.competencies)));
    each(&mut items, |item| item.level = input.within(1, sizes.levels));
    each(&mut items, |item| item.importance = input.within(1, 5));
    each(&mut items, |item| item.essential = input.flag());
    items
}

/// The demand for all jobs: year | openings | low | high.
fn demand(input: &mut Input, total: usize) -> Vec<Demand> {
    let mut items = column(total, || Demand { year: input.number(), openings: 0, low: None, high: None });
    each(&mut items, |item| item.openings = input.number());
    each(&mut items, |item| item.low = input.optional());
    each(&mut items, |item| item.high = input.optional());
    items
}

fn employment(input: &mut Input, sizes: &Sizes) -> Vec<Employment> {
    let blank = |programme| Employment { programme, year: 0, graduates: 0, employed: 0 };
    let len = input.length(4);
    let mut rows = column(len, || blank(input.row(sizes.programmes)));
    each(&mut rows, |row| row.year = input.number());
    each(&mut rows, |row| row.graduates = input.number());
    each(&mut rows, |row| row.employed = input.number());
    rows
}

/// Replaced ids; the successor is a row, so that it exists and is not replaced itself.
fn replaced(input: &mut Input, region: &Region) -> Vec<Replaced> {
    let len = input.length(4);
    column(len, || {
        let array = input.byte();
        let id = input.string();
        let row = input.number();
        let by = |found: Option<&String>| found.cloned();
        let (array, by) = match array {
            0 => (Array::Places, by(region.places.row(PlaceId(row)).map(|row| &row.id))),
            1 => (Array::Organizations, by(region.organizations.row(OrganizationId(row)).map(|row| &row.id))),
            2 => (Array::Competencies, by(region.competencies.row(CompetencyId(row)).map(|row| &row.id))),
            3 => (Array::Credentials, by(region.credentials.row(CredentialId(row)).map(|row| &row.id))),
            4 => (Array::Programmes, by(region.programmes.row(ProgrammeId(row)).map(|row| &row.id))),
            5 => {
                let offering = input.number() as usize;
                let programme = region.programmes.row(ProgrammeId(row));
                let by = programme.and_then(|programme| {
                    let offering = programme.offerings.get(offering)?;
                    Some(joined(&[&programme.id, &offering.id], "/"))
                });
                (Array::Offerings, by)
            }
            6 => (Array::Activities, by(region.activities.row(ActivityId(row)).map(|row| &row.id))),
            _ => (Array::Jobs, by(region.jobs.row(JobId(row)).filter(|_| array == 7).map(|row| &row.id))),
        };
        if by.is_none() {
            input.fail(Fault::Broken("a row is not in its table"));
        }
        Replaced { array, id, by: by.unwrap_or_default() }
    })
}

/// Checks what columns cannot: promises between rows.
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
