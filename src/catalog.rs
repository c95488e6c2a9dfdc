//! The region as plain records for a page: what a reader browses, with names in one language.
//!
//! Lists of records, never maps: no object that crosses into JavaScript has data for its keys.
//! Absent fields are `undefined` there. All references are ids as text, all months `YYYY-MM`, all
//! money whole units of [`Catalog::currency`].

use serde::Serialize;

use crate::condition::Condition;
use crate::region::{self, OrganizationId, PlaceId, Provenance, Region, SourceId, Text};

/// A region as a page shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Catalog {
    pub id: String,
    /// The version that the region's authors gave it.
    pub version: String,
    /// 32 hexadecimal digits, as in answers.
    pub digest: String,
    pub name: String,
    /// The language that names are in; where it has no name, another loaded one or the id stands in.
    pub locale: String,
    /// The languages that the region is written in; the first is complete.
    pub locales: Vec<String>,
    /// ISO 4217.
    pub currency: String,
    /// The month that the data describes.
    pub as_of: String,
    pub licence: String,
    /// Level 1 first.
    pub progression: Vec<Level>,
    pub sources: Vec<Source>,
    pub places: Vec<Place>,
    pub organizations: Vec<Organization>,
    pub competencies: Vec<Competency>,
    pub credentials: Vec<Credential>,
    pub programmes: Vec<Programme>,
    pub activities: Vec<Activity>,
    pub jobs: Vec<Job>,
    pub employment: Vec<Employment>,
    /// What `attests(…)` conditions name, sorted.
    pub facts: Vec<String>,
}

/// A level of proficiency.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Level {
    /// 1 and up.
    pub level: u8,
    pub id: String,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    pub id: String,
    pub title: String,
    pub url: String,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    pub id: String,
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Organization {
    pub id: String,
    /// `school`, `college`, `university`, `employer`, `resource-centre` or `other`.
    pub kind: &'static str,
    pub name: String,
    pub place: Option<String>,
    pub url: Option<String>,
    /// Ids of sources.
    pub source: Vec<String>,
    pub illustrative: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Competency {
    pub id: String,
    /// `knowledge`, `skill`, `transversal` or `personal`.
    pub kind: &'static str,
    pub name: String,
    /// Ids of wider competencies.
    pub broader: Vec<String>,
    pub same_as: Vec<String>,
    pub source: Vec<String>,
    pub illustrative: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Credential {
    pub id: String,
    pub name: String,
    /// 1 to 8.
    pub eqf: Option<u8>,
    pub implies: Vec<String>,
    pub source: Vec<String>,
    pub illustrative: bool,
}

/// A competency raised to a level.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    pub competency: String,
    pub level: u8,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Programme {
    pub id: String,
    /// `general`, `vocational`, `degree` or `course`.
    pub kind: &'static str,
    pub name: String,
    /// The organization's id.
    pub provider: String,
    /// Where it is studied: the provider's place.
    pub place: Option<String>,
    pub code: Option<String>,
    pub months: u32,
    pub free_hours: u32,
    /// The condition as text; absent where anybody may start.
    pub entry: Option<String>,
    pub advanced_standing: Vec<AdvancedStanding>,
    pub outcomes: Vec<Outcome>,
    /// Ids of credentials.
    pub awards: Vec<String>,
    pub offerings: Vec<Offering>,
    pub source: Vec<String>,
    pub illustrative: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AdvancedStanding {
    /// The condition as text; absent where it always holds.
    pub when: Option<String>,
    pub months: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Offering {
    pub id: String,
    /// `full-time`, `part-time` or `distance`.
    pub mode: &'static str,
    /// `state`, `paid` or `employer`.
    pub funding: &'static str,
    pub fee_per_year: u32,
    /// Months of the year, 1 to 12; empty means any.
    pub intake: Vec<u8>,
    pub seats: Option<u32>,
    pub entry: Option<String>,
    pub contract: Option<Contract>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contract {
    /// The organization's id.
    pub sponsor: String,
    pub obligation_months: u32,
    pub stipend_per_month: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Activity {
    pub id: String,
    /// `subject`, `elective`, `course`, `internship`, `professional-test`, `competition`,
    /// `corporate-training` or `dual-training`.
    pub kind: &'static str,
    pub name: String,
    pub provider: Option<String>,
    pub hosts: Hosts,
    pub hours: u32,
    pub fee: u32,
    pub entry: Option<String>,
    pub outcomes: Vec<Outcome>,
    pub source: Vec<String>,
    pub illustrative: bool,
}

/// The stages that an activity fits: any that one of these names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hosts {
    pub kinds: Vec<&'static str>,
    pub programmes: Vec<String>,
    pub jobs: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Job {
    pub id: String,
    pub name: String,
    /// The organization's id.
    pub employer: String,
    /// Where it is done: its own place, else its employer's.
    pub place: Option<String>,
    pub code: Option<String>,
    pub family: Option<String>,
    pub same_as: Vec<String>,
    pub entry: Option<String>,
    pub requires: Vec<Requirement>,
    pub tenure: Tenure,
    pub free_hours: u32,
    pub wage: Option<Wage>,
    pub demand: Vec<Demand>,
    pub interests: Vec<Interest>,
    pub source: Vec<String>,
    pub illustrative: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Requirement {
    pub competency: String,
    pub level: u8,
    /// 1 to 5.
    pub importance: u8,
    pub essential: bool,
    /// What a missing level costs in the gap.
    pub weight: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tenure {
    pub months: u32,
    pub outcomes: Vec<Outcome>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Wage {
    pub per_month: u32,
    pub as_of: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Demand {
    pub year: u32,
    pub openings: u32,
    pub low: Option<u32>,
    pub high: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Interest {
    /// `R`, `I`, `A`, `S`, `E` or `C`.
    pub area: &'static str,
    /// 0 to 100.
    pub value: u8,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Employment {
    pub programme: String,
    pub year: u32,
    pub graduates: u32,
    pub employed: u32,
}

/// The region as a page shows it, named in `locale`, or in the first loaded one where it is `None`
/// or not one of the region's.
pub fn catalog(region: &Region, locale: Option<&str>) -> Catalog {
    let view = View { region, locale: locale_of(region, locale) };
    Catalog {
        id: region.id.clone(),
        version: region.version.clone(),
        digest: region.digest.clone(),
        name: view.name(&region.name, &region.id),
        locale: region.locales.get(view.locale).cloned().unwrap_or_default(),
        locales: region.locales.clone(),
        currency: region.currency.clone(),
        as_of: region.as_of.to_string(),
        licence: region.licence.clone(),
        progression: (1..)
            .zip(&region.progression)
            .map(|(level, named)| Level { level, id: named.id.clone(), name: view.name(&named.name, &named.id) })
            .collect(),
        sources: region.sources.iter().map(source).collect(),
        places: region.places.iter().map(|place| view.place(place)).collect(),
        organizations: region.organizations.iter().map(|organization| view.organization(organization)).collect(),
        competencies: region.competencies.iter().map(|competency| view.competency(competency)).collect(),
        credentials: region.credentials.iter().map(|credential| view.credential(credential)).collect(),
        programmes: region.programmes.iter().map(|programme| view.programme(programme)).collect(),
        activities: region.activities.iter().map(|activity| view.activity(activity)).collect(),
        jobs: region.jobs.iter().map(|job| view.job(job)).collect(),
        employment: region.employment.iter().map(|row| view.employment(row)).collect(),
        facts: region.facts.iter().cloned().collect(),
    }
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

fn source(source: &region::Source) -> Source {
    Source { id: source.id.clone(), title: source.title.clone(), url: source.url.clone(), date: source.date.clone() }
}

/// A region seen in one language.
struct View<'a> {
    region: &'a Region,
    locale: usize,
}

impl View<'_> {
    fn name(&self, text: &Text, id: &str) -> String {
        name_in(text, self.locale).unwrap_or(id).into()
    }

    fn place_id(&self, place: Option<PlaceId>) -> Option<String> {
        place.map(|place| self.region.places[place].id.clone())
    }

    fn organization_id(&self, organization: OrganizationId) -> String {
        self.region.organizations[organization].id.clone()
    }

    fn sources(&self, provenance: &Provenance) -> Vec<String> {
        provenance.source.iter().map(|&source: &SourceId| self.region.sources[source].id.clone()).collect()
    }

    fn condition(&self, condition: &Condition) -> Option<String> {
        (!condition.is_always()).then(|| condition.print(self.region))
    }

    fn outcomes(&self, outcomes: &[region::Outcome]) -> Vec<Outcome> {
        outcomes
            .iter()
            .map(|outcome| Outcome {
                competency: self.region.competencies[outcome.competency].id.clone(),
                level: outcome.level,
            })
            .collect()
    }

    fn place(&self, place: &region::Place) -> Place {
        let degrees = |millionths: i32| f64::from(millionths) / 1e6;
        Place {
            id: place.id.clone(),
            name: self.name(&place.name, &place.id),
            lat: degrees(place.lat),
            lon: degrees(place.lon),
        }
    }

    fn organization(&self, organization: &region::Organization) -> Organization {
        Organization {
            id: organization.id.clone(),
            kind: organization.kind.word(),
            name: self.name(&organization.name, &organization.id),
            place: self.place_id(organization.place),
            url: organization.url.clone(),
            source: self.sources(&organization.provenance),
            illustrative: organization.provenance.illustrative,
        }
    }

    fn competency(&self, competency: &region::Competency) -> Competency {
        Competency {
            id: competency.id.clone(),
            kind: competency.kind.word(),
            name: self.name(&competency.name, &competency.id),
            broader: competency.broader.iter().map(|&id| self.region.competencies[id].id.clone()).collect(),
            same_as: competency.same_as.clone(),
            source: self.sources(&competency.provenance),
            illustrative: competency.provenance.illustrative,
        }
    }

    fn credential(&self, credential: &region::Credential) -> Credential {
        Credential {
            id: credential.id.clone(),
            name: self.name(&credential.name, &credential.id),
            eqf: credential.eqf,
            implies: credential.implies.iter().map(|&id| self.region.credentials[id].id.clone()).collect(),
            source: self.sources(&credential.provenance),
            illustrative: credential.provenance.illustrative,
        }
    }

    fn programme(&self, programme: &region::Programme) -> Programme {
        Programme {
            id: programme.id.clone(),
            kind: programme.kind.word(),
            name: self.name(&programme.name, &programme.id),
            provider: self.organization_id(programme.provider),
            place: self.place_id(self.region.organizations[programme.provider].place),
            code: programme.code.clone(),
            months: programme.months,
            free_hours: programme.free_hours,
            entry: self.condition(&programme.entry),
            advanced_standing: programme
                .advanced_standing
                .iter()
                .map(|standing| AdvancedStanding { when: self.condition(&standing.when), months: standing.months })
                .collect(),
            outcomes: self.outcomes(&programme.outcomes),
            awards: programme.awards.iter().map(|&id| self.region.credentials[id].id.clone()).collect(),
            offerings: programme.offerings.iter().map(|offering| self.offering(offering)).collect(),
            source: self.sources(&programme.provenance),
            illustrative: programme.provenance.illustrative,
        }
    }

    fn offering(&self, offering: &region::Offering) -> Offering {
        Offering {
            id: offering.id.clone(),
            mode: offering.mode.word(),
            funding: offering.funding.word(),
            fee_per_year: offering.fee_per_year,
            intake: offering.intake.clone(),
            seats: offering.seats,
            entry: self.condition(&offering.entry),
            contract: offering.contract.map(|contract| Contract {
                sponsor: self.organization_id(contract.sponsor),
                obligation_months: contract.obligation_months,
                stipend_per_month: contract.stipend_per_month,
            }),
        }
    }

    fn activity(&self, activity: &region::Activity) -> Activity {
        Activity {
            id: activity.id.clone(),
            kind: activity.kind.word(),
            name: self.name(&activity.name, &activity.id),
            provider: activity.provider.map(|provider| self.organization_id(provider)),
            hosts: Hosts {
                kinds: activity.hosts.kinds.iter().map(|kind| kind.word()).collect(),
                programmes: activity.hosts.programmes.iter().map(|&id| self.region.programmes[id].id.clone()).collect(),
                jobs: activity.hosts.jobs.iter().map(|&id| self.region.jobs[id].id.clone()).collect(),
            },
            hours: activity.hours,
            fee: activity.fee,
            entry: self.condition(&activity.entry),
            outcomes: self.outcomes(&activity.outcomes),
            source: self.sources(&activity.provenance),
            illustrative: activity.provenance.illustrative,
        }
    }

    fn job(&self, job: &region::Job) -> Job {
        Job {
            id: job.id.clone(),
            name: self.name(&job.name, &job.id),
            employer: self.organization_id(job.employer),
            place: self.place_id(job.place.or(self.region.organizations[job.employer].place)),
            code: job.code.clone(),
            family: job.family.clone(),
            same_as: job.same_as.clone(),
            entry: self.condition(&job.entry),
            requires: job
                .requires
                .iter()
                .map(|requirement| Requirement {
                    competency: self.region.competencies[requirement.competency].id.clone(),
                    level: requirement.level,
                    importance: requirement.importance,
                    essential: requirement.essential,
                    weight: requirement.weight(),
                })
                .collect(),
            tenure: Tenure { months: job.tenure.months, outcomes: self.outcomes(&job.tenure.outcomes) },
            free_hours: job.free_hours,
            wage: job.wage.map(|wage| Wage { per_month: wage.per_month, as_of: wage.as_of.to_string() }),
            demand: job
                .demand
                .iter()
                .map(|demand| Demand {
                    year: demand.year,
                    openings: demand.openings,
                    low: demand.low,
                    high: demand.high,
                })
                .collect(),
            interests: job
                .interests
                .iter()
                .map(|interest| Interest { area: interest.area.word(), value: interest.value })
                .collect(),
            source: self.sources(&job.provenance),
            illustrative: job.provenance.illustrative,
        }
    }

    fn employment(&self, row: &region::Employment) -> Employment {
        Employment {
            programme: self.region.programmes[row.programme].id.clone(),
            year: row.year,
            graduates: row.graduates,
            employed: row.employed,
        }
    }
}
