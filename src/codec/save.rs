//! The encoder: column by column, as [`super`] draws them. Native only.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::bytes::{HEADER, crc32};
use super::{Kind, LETTERS, MAGIC, OTHER, VERSION};
use crate::condition::{Atom, Condition};
use crate::region::*;
use crate::table::Id;

/// The first half of a body's SHA-256.
pub fn digest(body: &[u8]) -> Vec<u8> {
    Sha256::digest(body).iter().take(16).copied().collect()
}

/// A body with its header.
pub fn file(kind: Kind, digest: &[u8], body: &[u8]) -> Vec<u8> {
    let rest = [digest, body].concat();
    let mut file = Vec::with_capacity(HEADER + body.len());
    file.extend(MAGIC);
    file.extend(VERSION.to_le_bytes());
    file.extend((kind as u16).to_le_bytes());
    file.extend((body.len() as u32).to_le_bytes());
    file.extend(crc32(&rest).to_le_bytes());
    file.extend(rest);
    file
}

/// A core's body.
pub fn core(region: &Region) -> Vec<u8> {
    let out = &mut Output(Vec::new());
    for text in [&region.id, &region.version, &region.currency, &region.licence] {
        out.string(text);
    }
    out.number(region.as_of.count() as u32);
    out.number(region.locales.len() as u32);
    out.each(&region.locales, |out, locale| out.string(locale));
    for size in [
        region.progression.len(),
        region.sources.len(),
        region.places.len(),
        region.organizations.len(),
        region.competencies.len(),
        region.credentials.len(),
        region.programmes.len(),
        region.activities.len(),
        region.jobs.len(),
        region.facts.len(),
    ] {
        out.number(size as u32);
    }
    out.each(&region.progression, |out, level| out.string(&level.id));
    out.each(&region.sources, |out, row| out.string(&row.id));
    out.each(&region.sources, |out, row| out.string(&row.date));
    out.each(&region.places, |out, row| out.string(&row.id));
    out.each(&region.places, |out, row| out.signed(row.lat));
    out.each(&region.places, |out, row| out.signed(row.lon));
    organizations(out, region);
    competencies(out, region);
    credentials(out, region);
    programmes(out, region);
    activities(out, region);
    jobs(out, region);
    out.each(&region.facts, |out, fact| out.string(fact));
    out.number(region.employment.len() as u32);
    out.each(&region.employment, |out, row| out.row(row.programme));
    out.each(&region.employment, |out, row| out.number(row.year));
    out.each(&region.employment, |out, row| out.number(row.graduates));
    out.each(&region.employment, |out, row| out.number(row.employed));
    replaced(out, region);
    std::mem::take(&mut out.0)
}

/// A body of labels in the locale at this position.
pub fn labels(region: &Region, locale: usize) -> Vec<u8> {
    let names = region.progression.iter().map(|row| &row.name);
    let names = std::iter::once(&region.name).chain(names).chain(region.places.iter().map(|row| &row.name));
    let names = names.chain(region.organizations.iter().map(|row| &row.name));
    let names = names.chain(region.competencies.iter().map(|row| &row.name));
    let names = names.chain(region.credentials.iter().map(|row| &row.name));
    let names = names.chain(region.programmes.iter().map(|row| &row.name));
    let names = names.chain(region.activities.iter().map(|row| &row.name));
    let names = names.chain(region.jobs.iter().map(|row| &row.name));
    let mut texts: Vec<Option<&str>> = names.map(|name| name.0.get(locale).and_then(Option::as_deref)).collect();
    texts.extend(region.sources.iter().map(|row| Some(row.title.as_str())));
    texts.extend(region.sources.iter().map(|row| Some(row.url.as_str())));
    texts.extend(region.organizations.iter().map(|row| row.url.as_deref()));
    let out = &mut Output(Vec::new());
    out.optional_string(region.locales.get(locale).map(String::as_str));
    let alphabet = alphabet(&texts);
    out.number(alphabet);
    out.each(&texts, |out, text| out.letters(*text, alphabet));
    std::mem::take(&mut out.0)
}

/// The first of [`LETTERS`] characters in a row that hold most of what is not ASCII.
fn alphabet(texts: &[Option<&str>]) -> u32 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for character in texts.iter().flatten().flat_map(|text| text.chars()).filter(|c| !c.is_ascii()) {
        *counts.entry(character.into()).or_default() += 1;
    }
    let held = |first: u32| counts.range(first..first + LETTERS).map(|(_, count)| count).sum::<usize>();
    // Of equals the first counts, so that the same names make the same bytes.
    counts.keys().copied().max_by_key(|first| (held(*first), Reverse(*first))).unwrap_or(0)
}

struct Output(Vec<u8>);

impl Output {
    fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    fn wide(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.byte(value as u8 | 0x80);
            value >>= 7;
        }
        self.byte(value as u8);
    }

    fn number(&mut self, value: u32) {
        self.wide(value.into());
    }

    fn optional(&mut self, value: Option<u32>) {
        self.wide(value.map_or(0, |value| u64::from(value) + 1));
    }

    fn signed(&mut self, value: i32) {
        self.number((value << 1 ^ value >> 31) as u32);
    }

    fn row<I: Id>(&mut self, id: I) {
        self.number(id.index() as u32);
    }

    fn optional_row<I: Id>(&mut self, id: Option<I>) {
        self.optional(id.map(|id| id.index() as u32));
    }

    fn word<T: PartialEq>(&mut self, all: &[T], value: &T) {
        self.byte(all.iter().position(|one| one == value).unwrap_or(0) as u8);
    }

    fn optional_string(&mut self, text: Option<&str>) {
        self.0.extend(text.unwrap_or_default().bytes());
        self.byte(if text.is_some() { 0xFF } else { 0xFE });
    }

    fn letters(&mut self, text: Option<&str>, alphabet: u32) {
        for character in text.unwrap_or_default().chars() {
            let number = u32::from(character);
            match number.checked_sub(alphabet) {
                _ if character.is_ascii() => self.byte(number as u8),
                Some(letter) if letter < LETTERS => self.byte(letter as u8 | 0x80),
                _ => {
                    self.byte(OTHER);
                    for shift in [14, 7, 0] {
                        self.byte((number >> shift) as u8 & 0x7F);
                    }
                }
            }
        }
        self.byte(if text.is_some() { 0xFF } else { 0xFE });
    }

    fn string(&mut self, text: &str) {
        self.optional_string(Some(text));
    }

    /// A column.
    fn each<'a, T: 'a>(&mut self, rows: impl IntoIterator<Item = &'a T>, mut write: impl FnMut(&mut Output, &'a T)) {
        rows.into_iter().for_each(|row| write(self, row));
    }

    /// The lengths of a list of each row.
    fn lengths<'a, T: 'a, B: 'a>(&mut self, rows: impl IntoIterator<Item = &'a T>, list: impl Fn(&'a T) -> &'a Vec<B>) {
        self.each(rows, |out, row| out.number(list(row).len() as u32));
    }

    /// Lists of rows of other tables.
    fn references<'a, T: 'a, I: Id + 'a>(
        &mut self,
        rows: impl IntoIterator<Item = &'a T> + Copy,
        list: impl Fn(&'a T) -> &'a Vec<I>,
    ) {
        self.lengths(rows, &list);
        self.each(rows.into_iter().flat_map(&list), |out, &id| out.row(id));
    }

    fn addresses<'a, T: 'a>(
        &mut self,
        rows: impl IntoIterator<Item = &'a T> + Copy,
        list: impl Fn(&'a T) -> &'a Vec<String>,
    ) {
        self.lengths(rows, &list);
        self.each(rows.into_iter().flat_map(&list), |out, address| out.string(address));
    }

    fn outcomes<'a, T: 'a>(
        &mut self,
        rows: impl IntoIterator<Item = &'a T> + Copy,
        list: impl Fn(&'a T) -> &'a Vec<Outcome>,
    ) {
        self.lengths(rows, &list);
        self.each(rows.into_iter().flat_map(&list), |out, outcome| out.row(outcome.competency));
        self.each(rows.into_iter().flat_map(&list), |out, outcome| out.byte(outcome.level));
    }

    fn provenance<'a, T: 'a>(
        &mut self,
        rows: impl IntoIterator<Item = &'a T> + Copy,
        of: impl Fn(&'a T) -> &'a Provenance,
    ) {
        self.references(rows, |row| &of(row).source);
        self.each(rows, |out, row| out.byte(of(row).illustrative.into()));
    }

    fn condition(&mut self, condition: &Condition) {
        let parts = match condition {
            Condition::All(parts) => {
                self.byte(0);
                parts
            }
            Condition::Any(parts) => {
                self.byte(1);
                parts
            }
            Condition::Count(count, parts) => {
                self.byte(2);
                self.number(*count);
                parts
            }
            Condition::Atom(atom) => return self.atom(atom),
        };
        self.number(parts.len() as u32);
        parts.iter().for_each(|part| self.condition(part));
    }

    fn atom(&mut self, atom: &Atom) {
        match *atom {
            Atom::Level(competency, level) => {
                self.byte(3);
                self.row(competency);
                self.byte(level);
            }
            Atom::Holds(credential) => {
                self.byte(4);
                self.row(credential);
            }
            Atom::Worked(job) => {
                self.byte(5);
                self.row(job);
            }
            Atom::Age(years) => {
                self.byte(6);
                self.number(years);
            }
            Atom::Attests(fact) => {
                self.byte(7);
                self.row(fact);
            }
        }
    }
}

fn organizations(out: &mut Output, region: &Region) {
    let rows = &region.organizations;
    out.each(rows, |out, row| out.string(&row.id));
    out.each(rows, |out, row| out.word(OrganizationKind::ALL, &row.kind));
    out.each(rows, |out, row| out.optional_row(row.place));
    out.provenance(rows, |row| &row.provenance);
}

fn competencies(out: &mut Output, region: &Region) {
    let rows = &region.competencies;
    out.each(rows, |out, row| out.string(&row.id));
    out.each(rows, |out, row| out.word(CompetencyKind::ALL, &row.kind));
    out.references(rows, |row| &row.broader);
    out.addresses(rows, |row| &row.same_as);
    out.provenance(rows, |row| &row.provenance);
}

fn credentials(out: &mut Output, region: &Region) {
    let rows = &region.credentials;
    out.each(rows, |out, row| out.string(&row.id));
    out.each(rows, |out, row| out.byte(row.eqf.unwrap_or(0)));
    out.references(rows, |row| &row.implies);
    out.provenance(rows, |row| &row.provenance);
}

fn programmes(out: &mut Output, region: &Region) {
    let rows = &region.programmes;
    out.each(rows, |out, row| out.string(&row.id));
    out.each(rows, |out, row| out.word(ProgrammeKind::ALL, &row.kind));
    out.each(rows, |out, row| out.row(row.provider));
    out.each(rows, |out, row| out.optional_string(row.code.as_deref()));
    out.each(rows, |out, row| out.number(row.months));
    out.each(rows, |out, row| out.number(row.free_hours));
    out.each(rows, |out, row| out.condition(&row.entry));
    let standings = || rows.iter().flat_map(|row| &row.advanced_standing);
    out.lengths(rows, |row| &row.advanced_standing);
    out.each(standings(), |out, standing| out.condition(&standing.when));
    out.each(standings(), |out, standing| out.number(standing.months));
    out.outcomes(rows, |row| &row.outcomes);
    out.references(rows, |row| &row.awards);
    let offerings = || rows.iter().flat_map(|row| &row.offerings);
    out.lengths(rows, |row| &row.offerings);
    out.each(offerings(), |out, row| out.string(&row.id));
    out.each(offerings(), |out, row| out.word(Mode::ALL, &row.mode));
    out.each(offerings(), |out, row| out.word(Funding::ALL, &row.funding));
    out.each(offerings(), |out, row| out.number(row.fee_per_year));
    out.each(offerings(), |out, row| out.number(row.intake.iter().fold(0, |months, month| months | 1 << (month - 1))));
    out.each(offerings(), |out, row| out.optional(row.seats));
    out.each(offerings(), |out, row| out.condition(&row.entry));
    out.each(offerings(), |out, row| out.optional_row(row.contract.map(|contract| contract.sponsor)));
    for contract in offerings().filter_map(|row| row.contract) {
        out.number(contract.obligation_months);
        out.number(contract.stipend_per_month);
    }
    out.provenance(rows, |row| &row.provenance);
}

fn activities(out: &mut Output, region: &Region) {
    let rows = &region.activities;
    out.each(rows, |out, row| out.string(&row.id));
    out.each(rows, |out, row| out.word(ActivityKind::ALL, &row.kind));
    out.each(rows, |out, row| out.optional_row(row.provider));
    out.each(rows, |out, row| out.number(row.hours));
    out.each(rows, |out, row| out.number(row.fee));
    out.each(rows, |out, row| out.condition(&row.entry));
    out.lengths(rows, |row| &row.hosts.kinds);
    out.each(rows.iter().flat_map(|row| &row.hosts.kinds), |out, kind| out.word(ProgrammeKind::ALL, kind));
    out.references(rows, |row| &row.hosts.programmes);
    out.references(rows, |row| &row.hosts.jobs);
    out.outcomes(rows, |row| &row.outcomes);
    out.provenance(rows, |row| &row.provenance);
}

fn jobs(out: &mut Output, region: &Region) {
    let rows = &region.jobs;
    out.each(rows, |out, row| out.string(&row.id));
    out.each(rows, |out, row| out.row(row.employer));
    out.each(rows, |out, row| out.optional_row(row.place));
    out.each(rows, |out, row| out.optional_string(row.code.as_deref()));
    out.each(rows, |out, row| out.optional_string(row.family.as_deref()));
    out.addresses(rows, |row| &row.same_as);
    out.each(rows, |out, row| out.condition(&row.entry));
    let requirements = || rows.iter().flat_map(|row| &row.requires);
    out.lengths(rows, |row| &row.requires);
    out.each(requirements(), |out, row| out.row(row.competency));
    out.each(requirements(), |out, row| out.byte(row.level));
    out.each(requirements(), |out, row| out.byte(row.importance));
    out.each(requirements(), |out, row| out.byte(row.essential.into()));
    out.each(rows, |out, row| out.number(row.tenure.months));
    out.outcomes(rows, |row| &row.tenure.outcomes);
    out.each(rows, |out, row| out.number(row.free_hours));
    for row in rows {
        out.optional(row.wage.map(|wage| wage.per_month));
        if let Some(wage) = row.wage {
            out.number(wage.as_of.count() as u32);
        }
    }
    let demand = || rows.iter().flat_map(|row| &row.demand);
    out.lengths(rows, |row| &row.demand);
    out.each(demand(), |out, row| out.number(row.year));
    out.each(demand(), |out, row| out.number(row.openings));
    out.each(demand(), |out, row| out.optional(row.low));
    out.each(demand(), |out, row| out.optional(row.high));
    out.lengths(rows, |row| &row.interests);
    for interest in rows.iter().flat_map(|row| &row.interests) {
        out.word(Area::ALL, &interest.area);
        out.byte(interest.value);
    }
    out.provenance(rows, |row| &row.provenance);
}

/// Replaced ids whose successor exists, as the readers of regions promise.
fn replaced(out: &mut Output, region: &Region) {
    let by = |row: &Replaced| -> Option<(u8, u32, Option<u32>)> {
        let found = |array, row: Option<usize>| Some((array, row? as u32, None));
        match row.array {
            Array::Places => found(0, region.places.iter().position(|one| one.id == row.by)),
            Array::Organizations => found(1, region.organizations.iter().position(|one| one.id == row.by)),
            Array::Competencies => found(2, region.competencies.iter().position(|one| one.id == row.by)),
            Array::Credentials => found(3, region.credentials.iter().position(|one| one.id == row.by)),
            Array::Programmes => found(4, region.programmes.iter().position(|one| one.id == row.by)),
            Array::Offerings => {
                let (programme, offering) = row.by.split_once('/')?;
                let programme = region.programmes.find(|one| one.id == programme)?;
                let offerings = &region.programmes.row(programme)?.offerings;
                let offering = offerings.iter().position(|one| one.id == offering)?;
                Some((5, programme.0, Some(offering as u32)))
            }
            Array::Activities => found(6, region.activities.iter().position(|one| one.id == row.by)),
            Array::Jobs => found(7, region.jobs.iter().position(|one| one.id == row.by)),
        }
    };
    let rows: Vec<_> = region.replaced.iter().filter_map(|row| Some((row, by(row)?))).collect();
    out.number(rows.len() as u32);
    for (row, (array, by, offering)) in rows {
        out.byte(array);
        out.string(&row.id);
        out.number(by);
        if let Some(offering) = offering {
            out.number(offering);
        }
    }
}
