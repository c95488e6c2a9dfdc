//! The region as plain records for a page: what a reader browses, with names in one language.
//!
//! `types.d.ts` says what the records hold. They are a tree of one type here: a type for each record would
//! be described twice, and would cost a page that loads this a tenth of its module.
//!
//! Lists of records, never maps: no object that crosses into JavaScript has data for its keys. What is
//! absent is left out. All references are ids as text, all months `YYYY-MM`, all money whole units of the
//! region's currency.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::condition::Condition;
use crate::graph::CompetencyGraph;
use crate::region::{self, JobId, OrganizationId, PlaceId, Provenance, Region, Text};
use crate::table::{Id, Table};

/// A value as a page shows it.
pub enum Shown<'a> {
    Flag(bool),
    Number(f64),
    Text(Cow<'a, str>),
    List(Vec<Shown<'a>>),
    Record(Record<'a>),
    /// So many records, each made when it is written: all at the same time take more room than their region.
    Rows(usize, Box<dyn Fn(usize) -> Shown<'a> + 'a>),
}

/// Fields in order.
#[derive(Default)]
pub struct Record<'a>(pub Vec<(&'static str, Shown<'a>)>);

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Shown::Flag(value) => serializer.serialize_bool(*value),
            Shown::Number(value) => serializer.serialize_f64(*value),
            Shown::Text(value) => serializer.serialize_str(value),
            Shown::List(items) => items.serialize(serializer),
            Shown::Record(Record(fields)) => {
                let mut record = serializer.serialize_struct("", fields.len())?;
                for (name, value) in fields {
                    record.serialize_field(name, value)?;
                }
                record.end()
            }
            Shown::Rows(len, row) => serializer.collect_seq((0..*len).map(row)),
        }
    }
}

// These are called some two hundred times; inlined they would be most of the module.
impl<'a> Record<'a> {
    #[inline(never)]
    fn put(&mut self, name: &'static str, value: Shown<'a>) {
        self.0.push((name, value));
    }

    #[inline(never)]
    fn text(&mut self, name: &'static str, value: &'a str) {
        self.put(name, Shown::Text(value.into()));
    }

    #[inline(never)]
    fn text_if(&mut self, name: &'static str, value: Option<&'a str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    #[inline(never)]
    fn number(&mut self, name: &'static str, value: u32) {
        self.put(name, Shown::Number(value.into()));
    }

    #[inline(never)]
    fn number_if(&mut self, name: &'static str, value: Option<u32>) {
        if let Some(value) = value {
            self.number(name, value);
        }
    }

    #[inline(never)]
    fn texts(&mut self, name: &'static str, values: &'a [String]) {
        self.put(name, texts(values.iter().map(String::as_str)));
    }
}

/// A list of what `show` makes of each item.
fn list<'a, T>(items: impl IntoIterator<Item = T>, show: impl Fn(T, &mut Record<'a>)) -> Shown<'a> {
    let mut shown = Vec::new();
    for item in items {
        let mut record = Record::default();
        show(item, &mut record);
        shown.push(Shown::Record(record));
    }
    Shown::List(shown)
}

/// As `list`, of a table that may be long.
fn rows<'a, I: Id, T>(table: &'a Table<I, T>, show: impl Fn(I, &'a T, &mut Record<'a>) + 'a) -> Shown<'a> {
    let row = move |row| {
        let mut record = Record::default();
        let id = I::new(row);
        show(id, &table[id], &mut record);
        Shown::Record(record)
    };
    Shown::Rows(table.len(), Box::new(row))
}

/// A list of texts.
fn texts<'a>(items: impl IntoIterator<Item = &'a str>) -> Shown<'a> {
    let mut shown = Vec::new();
    for item in items {
        shown.push(Shown::Text(item.into()));
    }
    Shown::List(shown)
}

/// The region as a page shows it, named in `locale`, or in the first loaded one where it is `None`
/// or not one of the region's.
pub fn catalog<'a>(region: &'a Region, graph: &'a CompetencyGraph, locale: Option<&str>) -> Shown<'a> {
    let view = View { region, locale: locale_of(region, locale) };
    let mut record = Record::default();
    record.text("id", &region.id);
    record.text("version", &region.version);
    record.text("digest", &region.digest);
    record.text("name", view.name(&region.name, &region.id));
    record.text("locale", region.locales.get(view.locale).map_or("", String::as_str));
    record.texts("locales", &region.locales);
    record.text("currency", &region.currency);
    record.put("as_of", Shown::Text(region.as_of.to_string().into()));
    record.text("licence", &region.licence);
    let level = |(level, named): (u32, &'a region::Named), record: &mut Record<'a>| {
        record.number("level", level);
        view.named(record, &named.id, &named.name);
    };
    record.put("progression", list((1..).zip(&region.progression), level));
    record.put("sources", list(region.sources.iter(), source));
    record.put("places", list(region.places.iter(), |row, record| view.place(row, record)));
    record.put("organizations", list(region.organizations.iter(), |row, record| view.organization(row, record)));
    record.put("competencies", rows(&region.competencies, move |_, row, record| view.competency(row, record)));
    record.put("credentials", list(region.credentials.iter(), |row, record| view.credential(row, record)));
    record.put("programmes", rows(&region.programmes, move |_, row, record| view.programme(row, record)));
    record.put("activities", rows(&region.activities, move |_, row, record| view.activity(row, record)));
    let job = move |id: JobId, job: &'a region::Job, record: &mut Record<'a>| {
        view.job(job, record);
        record.put("leads_to", ids(&region.jobs, &graph.leads_to(id), |job| &job.id));
        record.put("comes_from", ids(&region.jobs, &graph.comes_from(id), |job| &job.id));
    };
    record.put("jobs", rows(&region.jobs, job));
    record.put("employment", list(&region.employment, |row, record| view.employment(row, record)));
    record.put("facts", texts(region.facts.iter().map(String::as_str)));
    Shown::Record(record)
}

/// The position among the region's locales of the one asked for; where that is `None` or unknown, of
/// the first that is loaded (the region itself always has a name in it).
pub fn locale_of(region: &Region, locale: Option<&str>) -> usize {
    let asked = locale.and_then(|locale| region.locales.iter().position(|one| one == locale));
    asked.or_else(|| region.name.0.iter().position(Option::is_some)).unwrap_or(0)
}

/// A name in the locale at this position; where it has none, the first that there is; else `None`.
pub fn name_in(text: &Text, locale: usize) -> Option<&str> {
    text.0.get(locale).and_then(Option::as_deref).or_else(|| text.0.iter().find_map(Option::as_deref))
}

fn source<'a>(source: &'a region::Source, record: &mut Record<'a>) {
    record.text("id", &source.id);
    record.text("title", &source.title);
    record.text("url", &source.url);
    record.text("date", &source.date);
}

/// A region seen in one language.
#[derive(Clone, Copy)]
struct View<'a> {
    region: &'a Region,
    locale: usize,
}

impl<'a> View<'a> {
    fn name(&self, text: &'a Text, id: &'a str) -> &'a str {
        name_in(text, self.locale).unwrap_or(id)
    }

    #[inline(never)]
    fn named(&self, record: &mut Record<'a>, id: &'a str, name: &'a Text) {
        record.text("id", id);
        record.text("name", self.name(name, id));
    }

    fn place_id(&self, place: Option<PlaceId>) -> Option<&'a str> {
        place.map(|place| self.region.places[place].id.as_str())
    }

    fn organization_id(&self, organization: OrganizationId) -> &'a str {
        &self.region.organizations[organization].id
    }

    #[inline(never)]
    fn provenance(&self, record: &mut Record<'a>, provenance: &Provenance) {
        record.put("source", ids(&self.region.sources, &provenance.source, |source| &source.id));
        record.put("illustrative", Shown::Flag(provenance.illustrative));
    }

    #[inline(never)]
    fn condition(&self, record: &mut Record<'a>, name: &'static str, condition: &Condition) {
        if !condition.is_always() {
            record.put(name, Shown::Text(condition.print(self.region).into()));
        }
    }

    #[inline(never)]
    fn outcomes(&self, record: &mut Record<'a>, outcomes: &'a [region::Outcome]) {
        let outcome = |outcome: &region::Outcome, record: &mut Record<'a>| {
            record.text("competency", &self.region.competencies[outcome.competency].id);
            record.number("level", outcome.level.into());
        };
        record.put("outcomes", list(outcomes, outcome));
    }

    fn place(&self, place: &'a region::Place, record: &mut Record<'a>) {
        self.named(record, &place.id, &place.name);
        for (name, millionths) in [("lat", place.lat), ("lon", place.lon)] {
            record.put(name, Shown::Number(f64::from(millionths) / 1e6));
        }
    }

    fn organization(&self, organization: &'a region::Organization, record: &mut Record<'a>) {
        self.named(record, &organization.id, &organization.name);
        record.text("kind", organization.kind.word());
        record.text_if("place", self.place_id(organization.place));
        record.text_if("url", organization.url.as_deref());
        self.provenance(record, &organization.provenance);
    }

    fn competency(&self, competency: &'a region::Competency, record: &mut Record<'a>) {
        self.named(record, &competency.id, &competency.name);
        record.text("kind", competency.kind.word());
        record.put("broader", ids(&self.region.competencies, &competency.broader, |one| &one.id));
        record.texts("same_as", &competency.same_as);
        self.provenance(record, &competency.provenance);
    }

    fn credential(&self, credential: &'a region::Credential, record: &mut Record<'a>) {
        self.named(record, &credential.id, &credential.name);
        record.number_if("eqf", credential.eqf.map(u32::from));
        record.put("implies", ids(&self.region.credentials, &credential.implies, |one| &one.id));
        self.provenance(record, &credential.provenance);
    }

    fn programme(&self, programme: &'a region::Programme, record: &mut Record<'a>) {
        self.named(record, &programme.id, &programme.name);
        record.text("kind", programme.kind.word());
        record.text("provider", self.organization_id(programme.provider));
        record.text_if("place", self.place_id(self.region.organizations[programme.provider].place));
        record.text_if("code", programme.code.as_deref());
        record.number("months", programme.months);
        record.number("free_hours", programme.free_hours);
        self.condition(record, "entry", &programme.entry);
        let standing = |standing: &'a region::AdvancedStanding, record: &mut Record<'a>| {
            self.condition(record, "when", &standing.when);
            record.number("months", standing.months);
        };
        record.put("advanced_standing", list(&programme.advanced_standing, standing));
        self.outcomes(record, &programme.outcomes);
        record.put("awards", ids(&self.region.credentials, &programme.awards, |one| &one.id));
        record.put("offerings", list(&programme.offerings, |row, record| self.offering(row, record)));
        self.provenance(record, &programme.provenance);
    }

    fn offering(&self, offering: &'a region::Offering, record: &mut Record<'a>) {
        record.text("id", &offering.id);
        record.text("mode", offering.mode.word());
        record.text("funding", offering.funding.word());
        record.number("fee_per_year", offering.fee_per_year);
        let intake = offering.intake.iter().map(|&month| Shown::Number(month.into()));
        record.put("intake", Shown::List(intake.collect()));
        record.number_if("seats", offering.seats);
        self.condition(record, "entry", &offering.entry);
        if let Some(contract) = offering.contract {
            let mut inner = Record::default();
            inner.text("sponsor", self.organization_id(contract.sponsor));
            inner.number("obligation_months", contract.obligation_months);
            inner.number("stipend_per_month", contract.stipend_per_month);
            record.put("contract", Shown::Record(inner));
        }
    }

    fn activity(&self, activity: &'a region::Activity, record: &mut Record<'a>) {
        self.named(record, &activity.id, &activity.name);
        record.text("kind", activity.kind.word());
        record.text_if("provider", activity.provider.map(|provider| self.organization_id(provider)));
        let mut hosts = Record::default();
        hosts.put("kinds", texts(activity.hosts.kinds.iter().map(|kind| kind.word())));
        hosts.put("programmes", ids(&self.region.programmes, &activity.hosts.programmes, |one| &one.id));
        hosts.put("jobs", ids(&self.region.jobs, &activity.hosts.jobs, |one| &one.id));
        record.put("hosts", Shown::Record(hosts));
        record.number("hours", activity.hours);
        record.number("fee", activity.fee);
        self.condition(record, "entry", &activity.entry);
        self.outcomes(record, &activity.outcomes);
        self.provenance(record, &activity.provenance);
    }

    fn job(&self, job: &'a region::Job, record: &mut Record<'a>) {
        self.named(record, &job.id, &job.name);
        record.text("employer", self.organization_id(job.employer));
        record.text_if("place", self.place_id(job.place.or(self.region.organizations[job.employer].place)));
        record.text_if("code", job.code.as_deref());
        record.text_if("family", job.family.as_deref());
        record.texts("same_as", &job.same_as);
        self.condition(record, "entry", &job.entry);
        let requirement = |requirement: &'a region::Requirement, record: &mut Record<'a>| {
            record.text("competency", &self.region.competencies[requirement.competency].id);
            record.number("level", requirement.level.into());
            record.number("importance", requirement.importance.into());
            record.put("essential", Shown::Flag(requirement.essential));
            record.number("weight", requirement.weight());
        };
        record.put("requires", list(&job.requires, requirement));
        let mut tenure = Record::default();
        tenure.number("months", job.tenure.months);
        self.outcomes(&mut tenure, &job.tenure.outcomes);
        record.put("tenure", Shown::Record(tenure));
        record.number("free_hours", job.free_hours);
        if let Some(wage) = job.wage {
            let mut inner = Record::default();
            inner.number("per_month", wage.per_month);
            inner.put("as_of", Shown::Text(wage.as_of.to_string().into()));
            record.put("wage", Shown::Record(inner));
        }
        let demand = |demand: &'a region::Demand, record: &mut Record<'a>| {
            record.number("year", demand.year);
            record.number("openings", demand.openings);
            record.number_if("low", demand.low);
            record.number_if("high", demand.high);
        };
        record.put("demand", list(&job.demand, demand));
        let interest = |interest: &'a region::Interest, record: &mut Record<'a>| {
            record.text("area", interest.area.word());
            record.number("value", interest.value.into());
        };
        record.put("interests", list(&job.interests, interest));
        self.provenance(record, &job.provenance);
    }

    fn employment(&self, row: &region::Employment, record: &mut Record<'a>) {
        record.text("programme", &self.region.programmes[row.programme].id);
        record.number("year", row.year);
        record.number("graduates", row.graduates);
        record.number("employed", row.employed);
    }
}

/// The ids of rows.
fn ids<'a, I: Id, T>(table: &'a Table<I, T>, rows: &[I], id: fn(&'a T) -> &'a String) -> Shown<'a> {
    texts(rows.iter().map(|&row| id(&table[row]).as_str()))
}
