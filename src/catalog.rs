//! The region as plain records for a page: what a reader browses, with names in one language.
//!
//! `types.d.ts` says what the records hold. They are written as they are met: a type for each record would
//! be described twice, and would cost a page that loads this a tenth of its module.
//!
//! Lists of records, never maps: no object that crosses into JavaScript has data for its keys. What is
//! absent is left out. All references are ids as text, all months `YYYY-MM`, all money whole units of the
//! region's currency.

use crate::condition::Condition;
use crate::graph::CompetencyGraph;
use crate::json::Json;
use crate::region::{self, OrganizationId, PlaceId, Provenance, Region, Text};
use crate::table::{Id, Table};

/// The region as a page shows it, as JSON text, named in `locale`, or in the first loaded one where it is `None`
/// or not one of the region's.
pub fn catalog(region: &Region, graph: &CompetencyGraph, locale: Option<&str>) -> String {
    let view = View { region, locale: locale_of(region, locale) };
    let mut json = Json::default();
    json.open('{');
    let record = &mut json;
    record.text("id", &region.id);
    record.text("version", &region.version);
    record.text("digest", &region.digest);
    record.text("name", view.name(&region.name, &region.id));
    record.text("locale", region.locales.get(view.locale).map_or("", String::as_str));
    record.texts("locales", &region.locales);
    record.text("currency", &region.currency);
    record.text("as_of", &region.as_of.text());
    record.text("licence", &region.licence);
    let mut level = 0;
    record.list("progression", &region.progression, |named, record| {
        level += 1;
        record.number("level", level);
        view.named(record, &named.id, &named.name);
    });
    record.list("sources", &region.sources, source);
    record.list("places", &region.places, |row, record| view.place(row, record));
    record.list("organizations", &region.organizations, |row, record| view.organization(row, record));
    record.list("competencies", &region.competencies, |row, record| view.competency(row, record));
    record.list("credentials", &region.credentials, |row, record| view.credential(row, record));
    record.list("programmes", &region.programmes, |row, record| view.programme(row, record));
    record.list("activities", &region.activities, |row, record| view.activity(row, record));
    record.list("jobs", region.jobs.entries(), |(id, job), record| {
        view.job(job, record);
        ids(record, "leads_to", &region.jobs, &graph.leads_to(id), |job| &job.id);
        ids(record, "comes_from", &region.jobs, &graph.comes_from(id), |job| &job.id);
    });
    record.list("employment", &region.employment, |row, record| view.employment(row, record));
    record.texts("facts", &region.facts);
    record.list("replaced", &region.replaced, |row, record| {
        record.text("array", row.array.word());
        record.text("id", &row.id);
        record.text("by", &row.by);
    });
    record.close('}');
    json.into_text()
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

fn source(source: &region::Source, record: &mut Json) {
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
    fn named(&self, record: &mut Json, id: &'a str, name: &'a Text) {
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
    fn provenance(&self, record: &mut Json, provenance: &Provenance) {
        ids(record, "source", &self.region.sources, &provenance.source, |source| &source.id);
        record.flag("illustrative", provenance.illustrative);
    }

    #[inline(never)]
    fn condition(&self, record: &mut Json, name: &'static str, condition: &Condition) {
        if !condition.is_always() {
            record.text(name, &condition.print(self.region));
        }
    }

    #[inline(never)]
    fn outcomes(&self, record: &mut Json, outcomes: &'a [region::Outcome]) {
        record.list("outcomes", outcomes, |outcome, record| {
            record.text("competency", &self.region.competencies[outcome.competency].id);
            record.number("level", outcome.level.into());
        });
    }

    fn place(&self, place: &region::Place, record: &mut Json) {
        self.named(record, &place.id, &place.name);
        record.millionths("lat", place.lat);
        record.millionths("lon", place.lon);
    }

    fn organization(&self, organization: &region::Organization, record: &mut Json) {
        self.named(record, &organization.id, &organization.name);
        record.text("kind", organization.kind.word());
        record.text_if("place", self.place_id(organization.place));
        record.text_if("url", organization.url.as_deref());
        self.provenance(record, &organization.provenance);
    }

    fn competency(&self, competency: &region::Competency, record: &mut Json) {
        self.named(record, &competency.id, &competency.name);
        record.text("kind", competency.kind.word());
        ids(record, "broader", &self.region.competencies, &competency.broader, |one| &one.id);
        record.texts("same_as", &competency.same_as);
        self.provenance(record, &competency.provenance);
    }

    fn credential(&self, credential: &region::Credential, record: &mut Json) {
        self.named(record, &credential.id, &credential.name);
        record.number_if("eqf", credential.eqf.map(u32::from));
        ids(record, "implies", &self.region.credentials, &credential.implies, |one| &one.id);
        self.provenance(record, &credential.provenance);
    }

    fn programme(&self, programme: &region::Programme, record: &mut Json) {
        self.named(record, &programme.id, &programme.name);
        record.text("kind", programme.kind.word());
        record.text("provider", self.organization_id(programme.provider));
        record.text_if("place", self.place_id(self.region.organizations[programme.provider].place));
        record.text_if("code", programme.code.as_deref());
        record.number("months", programme.months);
        record.number("free_hours", programme.free_hours);
        self.condition(record, "entry", &programme.entry);
        record.list("advanced_standing", &programme.advanced_standing, |standing, record| {
            self.condition(record, "when", &standing.when);
            record.number("months", standing.months);
        });
        self.outcomes(record, &programme.outcomes);
        ids(record, "awards", &self.region.credentials, &programme.awards, |one| &one.id);
        record.list("offerings", &programme.offerings, |row, record| self.offering(row, record));
        self.provenance(record, &programme.provenance);
    }

    fn offering(&self, offering: &region::Offering, record: &mut Json) {
        record.text("id", &offering.id);
        record.text("mode", offering.mode.word());
        record.text("funding", offering.funding.word());
        record.number("fee_per_year", offering.fee_per_year);
        record.numbers("intake", &offering.intake);
        record.number_if("seats", offering.seats);
        self.condition(record, "entry", &offering.entry);
        if let Some(contract) = offering.contract {
            record.record("contract", |record| {
                record.text("sponsor", self.organization_id(contract.sponsor));
                record.number("obligation_months", contract.obligation_months);
                record.number("stipend_per_month", contract.stipend_per_month);
            });
        }
    }

    fn activity(&self, activity: &region::Activity, record: &mut Json) {
        self.named(record, &activity.id, &activity.name);
        record.text("kind", activity.kind.word());
        record.text_if("provider", activity.provider.map(|provider| self.organization_id(provider)));
        record.record("hosts", |record| {
            record.texts("kinds", activity.hosts.kinds.iter().map(|kind| kind.word()));
            ids(record, "programmes", &self.region.programmes, &activity.hosts.programmes, |one| &one.id);
            ids(record, "jobs", &self.region.jobs, &activity.hosts.jobs, |one| &one.id);
        });
        record.number("hours", activity.hours);
        record.number("fee", activity.fee);
        self.condition(record, "entry", &activity.entry);
        self.outcomes(record, &activity.outcomes);
        self.provenance(record, &activity.provenance);
    }

    fn job(&self, job: &region::Job, record: &mut Json) {
        self.named(record, &job.id, &job.name);
        record.text("employer", self.organization_id(job.employer));
        record.text_if("place", self.place_id(job.place.or(self.region.organizations[job.employer].place)));
        record.text_if("code", job.code.as_deref());
        record.text_if("family", job.family.as_deref());
        record.texts("same_as", &job.same_as);
        self.condition(record, "entry", &job.entry);
        record.list("requires", &job.requires, |requirement, record| {
            record.text("competency", &self.region.competencies[requirement.competency].id);
            record.number("level", requirement.level.into());
            record.number("importance", requirement.importance.into());
            record.flag("essential", requirement.essential);
            record.number("weight", requirement.weight());
        });
        record.record("tenure", |record| {
            record.number("months", job.tenure.months);
            self.outcomes(record, &job.tenure.outcomes);
        });
        record.number("free_hours", job.free_hours);
        if let Some(wage) = job.wage {
            record.record("wage", |record| {
                record.number("per_month", wage.per_month);
                record.text("as_of", &wage.as_of.text());
            });
        }
        record.list("demand", &job.demand, |demand, record| {
            record.number("year", demand.year);
            record.number("openings", demand.openings);
            record.number_if("low", demand.low);
            record.number_if("high", demand.high);
        });
        record.list("interests", &job.interests, |interest, record| {
            record.text("area", interest.area.word());
            record.number("value", interest.value.into());
        });
        self.provenance(record, &job.provenance);
    }

    fn employment(&self, row: &region::Employment, record: &mut Json) {
        record.text("programme", &self.region.programmes[row.programme].id);
        record.number("year", row.year);
        record.number("graduates", row.graduates);
        record.number("employed", row.employed);
    }
}

/// The ids of rows.
fn ids<I: Id, T>(record: &mut Json, name: &str, table: &Table<I, T>, rows: &[I], id: fn(&T) -> &String) {
    record.texts(name, rows.iter().map(|&row| id(&table[row])));
}
