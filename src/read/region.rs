//! The reader of `pathways-region/1`.
//!
//! First all ids are gathered and `replaced_by` is followed, then every record is read and its references are
//! looked up, last come the checks that need the whole. Replaced records are read for their problems only.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::node::{Fields, Log, Names, Node};
use super::{MAX_HOURS, MAX_LEVELS, MAX_LOCALES, MAX_MONEY, MAX_MONTHS, MAX_OFFERINGS, MAX_PEOPLE};
use crate::condition::{self, Atom, Condition, Unresolved, Word};
use crate::graph::knots;
use crate::month::Month;
use crate::problem::Code;
use crate::region::*;
use crate::table::{Id, Table, ids};
use crate::value::Value;

/// The format's name and number.
const FORMAT: &str = "pathways-region/1";

/// The fields that are no arrays of records: what `region.toml` holds.
pub(super) const SCALARS: &str = "format id version locales name currency as_of licence";

/// The arrays of records.
const ARRAYS: &str =
    "progression sources places organizations competencies credentials programmes activities jobs employment";

/// Reads a region. A value of another format is read no further.
pub(super) fn region(value: &Value, log: &Log) -> Option<Region> {
    let root = Node::root(value, log);
    if let Some(format) = root.peek("format")
        && format.peek_text().is_some_and(|text| text != FORMAT)
    {
        format.report(Code::WrongFormat, &[format.peek_text().unwrap_or_default(), FORMAT]);
        return None;
    }
    let fields = root.record(&[SCALARS, " ", ARRAYS].concat())?;
    let reader = Reader::new(&fields);
    let mut region = reader.region(&fields);
    number_facts(&mut region);
    if log.is_clean() {
        region.digest = crate::codec::digest(&region);
    }
    Some(region)
}

ids! {
    /// A record as it stands in its array, replaced ones included.
    Raw,
    /// An offering of the programme that is being read.
    OfferingId,
}

/// The ids of one array.
struct Index<'v, I> {
    /// What every id means, replaced ones included.
    names: Names<'v, I>,
    /// By what each record is replaced.
    successors: Table<Raw, Option<Raw>>,
    /// Where the records that are not replaced stand.
    live: Table<I, Raw>,
    /// The ids of replaced records and of what stands for them now.
    replaced: Vec<(&'v str, &'v str)>,
}

impl<'v, I: Id> Index<'v, I> {
    /// Gathers the ids of an array whose records problems call a `what`, and follows `replaced_by`.
    fn new(what: &'static str, array: Option<Node<'_, 'v>>) -> Index<'v, I> {
        let record = |raw: Raw| array.as_ref()?.peek_item(raw.index());
        let id = |raw: Raw| record(raw)?.peek("id")?.peek_text();
        let count = array.as_ref().map_or(0, Node::len);
        let raws: Vec<Raw> = (0..count).map(Raw::new).collect();

        let names = Names::new(what, raws.iter().filter_map(|raw| Some((id(*raw)?, *raw))).collect());
        let mut successors = Table::filled(count, None);
        for &raw in &raws {
            let Some(record) = record(raw) else { continue };
            if let (Some(field), Some(id)) = (record.peek("id"), id(raw))
                && names.find(id) != Some(raw)
            {
                field.report(Code::DuplicateId, &[what, id]);
            }
            if let Some(field) = record.peek("replaced_by")
                && let Some(by) = field.peek_text()
            {
                successors[raw] = names.find(by);
                if successors[raw].is_none() {
                    field.named(&names, by, None);
                }
            }
        }

        let last = follow(&successors, |way: &[Raw]| {
            let ids: Vec<&str> = way.iter().filter_map(|raw| id(*raw)).collect();
            if let Some(record) = way.first().and_then(|raw| record(*raw))
                && let Some(field) = record.peek("replaced_by")
            {
                field.report(Code::Cycle, &[ids.first().unwrap_or(&""), &ids.join(" → ")]);
            }
        });
        let mut live = Table::default();
        let mut rows = Table::filled(count, I::new(0));
        for &raw in &raws {
            // What is no record is no row either, see `read`.
            if successors[raw].is_none() && record(raw).is_some_and(|record| record.is_record()) {
                rows[raw] = live.push(raw);
            }
        }
        Index {
            names: Names::new(what, raws.iter().filter_map(|raw| Some((id(*raw)?, rows[last[*raw]]))).collect()),
            replaced: raws
                .iter()
                .filter(|raw| successors[**raw].is_some())
                .filter_map(|raw| Some((id(*raw)?, id(last[*raw])?)))
                .collect(),
            successors,
            live,
        }
    }

    /// Reads all records and keeps those that are not replaced.
    fn read<T>(
        &self,
        array: Option<Node<'_, 'v>>,
        known: &str,
        mut read: impl FnMut(&Fields<'_, 'v>, String) -> T,
    ) -> Table<I, T> {
        let mut rows = Table::default();
        let Some(array) = array else { return rows };
        for (index, item) in array.items().enumerate() {
            let Some(fields) = item.record(known) else { continue };
            let id = fields.required("id").id();
            // What it names has been followed before.
            fields.optional("replaced_by").map(|field| field.any_text());
            let row = read(&fields, id.into());
            if self.successors[Raw::new(index)].is_none() {
                rows.push(row);
            }
        }
        rows
    }
}

/// The last successor of each record. Records that lead back to themselves are shown to `cycle`.
fn follow(successors: &Table<Raw, Option<Raw>>, mut cycle: impl FnMut(&[Raw])) -> Table<Raw, Raw> {
    let mut last = Table::new(successors.ids().collect());
    for knot in knots(&Table::new(successors.iter().map(Option::as_slice).collect())) {
        match (&knot.cycle, knot.rows.as_slice()) {
            (Some(way), _) => cycle(way),
            // What a record leads to comes before it.
            (None, [row]) => last[*row] = successors[*row].map_or(*row, |next| last[next]),
            (None, _) => {}
        }
    }
    last
}

/// What the records of a region refer to.
struct Reader<'v> {
    locales: Vec<&'v str>,
    /// The highest level.
    top: Level,
    sources: Index<'v, SourceId>,
    places: Index<'v, PlaceId>,
    organizations: Index<'v, OrganizationId>,
    competencies: Index<'v, CompetencyId>,
    credentials: Index<'v, CredentialId>,
    programmes: Index<'v, ProgrammeId>,
    activities: Index<'v, ActivityId>,
    jobs: Index<'v, JobId>,
    /// The facts that conditions name, numbered as they come.
    facts: RefCell<BTreeMap<&'v str, FactId>>,
}

impl<'v> Reader<'v> {
    fn new(fields: &Fields<'_, 'v>) -> Reader<'v> {
        Index::<Raw>::new("level", fields.optional("progression"));
        let levels = fields.optional("progression").map_or(0, |list| list.len()).min(MAX_LEVELS);
        Reader {
            locales: locales(fields),
            top: levels as Level,
            sources: Index::new("source", fields.optional("sources")),
            places: Index::new("place", fields.optional("places")),
            organizations: Index::new("organization", fields.optional("organizations")),
            competencies: Index::new("competency", fields.optional("competencies")),
            credentials: Index::new("credential", fields.optional("credentials")),
            programmes: Index::new("programme", fields.optional("programmes")),
            activities: Index::new("activity", fields.optional("activities")),
            jobs: Index::new("job", fields.optional("jobs")),
            facts: RefCell::default(),
        }
    }

    fn region(&self, fields: &Fields<'_, 'v>) -> Region {
        fields.required("format").some_text();
        let (programmes, replaced_offerings) = self.programmes(fields);
        let region = Region {
            id: fields.required("id").id().into(),
            version: fields.required("version").text(),
            digest: String::new(),
            locales: self.locales.iter().map(|locale| (*locale).into()).collect(),
            name: self.name(fields),
            currency: currency(&fields.required("currency")),
            as_of: month(&fields.required("as_of")),
            licence: fields.required("licence").text(),
            progression: self.progression(fields),
            sources: self.sources.read(fields.optional("sources"), "id title url date replaced_by", |fields, id| {
                Source {
                    id,
                    title: fields.required("title").text(),
                    url: url(&fields.required("url")),
                    date: date(&fields.required("date")),
                }
            }),
            places: self.places.read(fields.optional("places"), "id name lat lon replaced_by", |fields, id| Place {
                id,
                name: self.name(fields),
                lat: fields.required("lat").millionths(-90, 90),
                lon: fields.required("lon").millionths(-180, 180),
            }),
            organizations: self.organizations(fields),
            competencies: self.competencies(fields),
            credentials: self.credentials(fields),
            programmes,
            activities: self.activities(fields),
            jobs: self.jobs(fields),
            employment: records(fields, "employment", "programme year graduates employed", |fields| Employment {
                programme: fields.required("programme").reference(&self.programmes.names),
                year: year(fields),
                graduates: fields.required("graduates").number(0, MAX_PEOPLE),
                employed: fields.required("employed").number(0, MAX_PEOPLE),
            }),
            facts: Table::new(facts_in_order(&self.facts.borrow())),
            replaced: self.replaced(replaced_offerings),
        };
        let credentials = Table::new(region.credentials.iter().map(|row| row.implies.as_slice()).collect());
        let implies = |row: CredentialId| (region.credentials[row].id.as_str(), self.credentials.live[row]);
        report_cycles(&credentials, fields.optional("credentials"), "implies", implies);
        let competencies = Table::new(region.competencies.iter().map(|row| row.broader.as_slice()).collect());
        let broader = |row: CompetencyId| (region.competencies[row].id.as_str(), self.competencies.live[row]);
        report_cycles(&competencies, fields.optional("competencies"), "broader", broader);
        region
    }

    fn progression(&self, fields: &Fields<'_, 'v>) -> Vec<Named> {
        let Some(list) = fields.optional("progression") else { return Vec::new() };
        if list.len() > MAX_LEVELS {
            list.report(Code::TooLarge, &[&list.len().to_string(), "levels", &MAX_LEVELS.to_string()]);
        }
        // A replaced level stays in its place: levels are numbers.
        let read = |item: Node<'_, 'v>| {
            let fields = item.record("id name replaced_by")?;
            fields.optional("replaced_by").map(|field| field.any_text());
            Some(Named { id: fields.required("id").id().into(), name: self.name(&fields) })
        };
        list.items().filter_map(read).collect()
    }

    fn organizations(&self, fields: &Fields<'_, 'v>) -> Table<OrganizationId, Organization> {
        let known = "id kind name place url source illustrative replaced_by";
        self.organizations.read(fields.optional("organizations"), known, |fields, id| Organization {
            id,
            kind: fields.required("kind").word(),
            name: self.name(fields),
            place: fields.optional("place").map(|field| field.reference(&self.places.names)),
            url: fields.optional("url").map(|field| url(&field)),
            provenance: self.provenance(fields),
        })
    }

    fn competencies(&self, fields: &Fields<'_, 'v>) -> Table<CompetencyId, Competency> {
        let known = "id kind name broader same_as source illustrative replaced_by";
        self.competencies.read(fields.optional("competencies"), known, |fields, id| Competency {
            kind: fields.required("kind").word(),
            name: self.name(fields),
            broader: wider(fields, "broader", &self.competencies.names, &id),
            same_as: fields.list("same_as", |item| url(item)),
            provenance: self.provenance(fields),
            id,
        })
    }

    fn credentials(&self, fields: &Fields<'_, 'v>) -> Table<CredentialId, Credential> {
        let known = "id name eqf implies source illustrative replaced_by";
        self.credentials.read(fields.optional("credentials"), known, |fields, id| Credential {
            name: self.name(fields),
            eqf: fields.optional("eqf").map(|field| field.number(1, 8) as u8),
            implies: wider(fields, "implies", &self.credentials.names, &id),
            provenance: self.provenance(fields),
            id,
        })
    }

    /// The programmes, and what became of their replaced offerings.
    fn programmes(&self, fields: &Fields<'_, 'v>) -> (Table<ProgrammeId, Programme>, Vec<Replaced>) {
        let known = "id kind name provider code months free_hours entry advanced_standing outcomes awards offerings source illustrative replaced_by";
        let rows = self.programmes.read(fields.optional("programmes"), known, |fields, id| {
            let (offerings, replaced) = self.offerings(fields);
            let programme = Programme {
                kind: fields.required("kind").word(),
                name: self.name(fields),
                provider: fields.required("provider").reference(&self.organizations.names),
                code: fields.optional("code").map(|field| field.text()),
                months: fields.required("months").number(1, MAX_MONTHS),
                free_hours: number(fields, "free_hours", MAX_HOURS),
                entry: self.entry(fields),
                advanced_standing: records(fields, "advanced_standing", "when months", |fields| AdvancedStanding {
                    when: self.condition(&fields.required("when"), false),
                    months: fields.required("months").number(1, MAX_MONTHS),
                }),
                outcomes: self.outcomes(fields),
                awards: references(fields, "awards", &self.credentials.names),
                offerings,
                provenance: self.provenance(fields),
                id,
            };
            let with_programme = |offering: &str| [&programme.id, "/", offering].concat();
            let replaced: Vec<Replaced> = replaced
                .into_iter()
                .map(|(id, by)| Replaced { array: Array::Offerings, id: with_programme(id), by: with_programme(by) })
                .collect();
            (programme, replaced)
        });
        let mut programmes = Table::default();
        let mut replaced = Vec::new();
        for (programme, of_programme) in rows.into_rows() {
            programmes.push(programme);
            replaced.extend(of_programme);
        }
        (programmes, replaced)
    }

    /// A programme's offerings, and the ids of those that are replaced.
    fn offerings(&self, fields: &Fields<'_, 'v>) -> (Vec<Offering>, Vec<(&'v str, &'v str)>) {
        let Some(list) = fields.optional("offerings") else { return (Vec::new(), Vec::new()) };
        if list.len() > MAX_OFFERINGS {
            list.report(Code::TooLarge, &[&list.len().to_string(), "offerings", &MAX_OFFERINGS.to_string()]);
        }
        let known = "id mode funding fee_per_year intake seats entry contract replaced_by";
        let index = Index::<OfferingId>::new("offering of this programme", Some(list));
        let offerings = index.read(Some(list), known, |fields, id| {
            let intake: BTreeSet<u8> = fields.list("intake", |item| item.number(1, 12) as u8).into_iter().collect();
            Offering {
                id,
                mode: fields.required("mode").word(),
                funding: fields.required("funding").word(),
                fee_per_year: number(fields, "fee_per_year", MAX_MONEY),
                intake: intake.into_iter().collect(),
                seats: fields.optional("seats").map(|field| field.number(0, MAX_PEOPLE)),
                entry: self.entry(fields),
                contract: fields.optional("contract").and_then(|field| self.contract(&field)),
            }
        });
        (offerings.into_rows(), index.replaced)
    }

    fn contract(&self, node: &Node<'_, 'v>) -> Option<Contract> {
        let fields = node.record("sponsor obligation_months stipend_per_month")?;
        Some(Contract {
            sponsor: fields.required("sponsor").reference(&self.organizations.names),
            obligation_months: number(&fields, "obligation_months", MAX_MONTHS),
            stipend_per_month: number(&fields, "stipend_per_month", MAX_MONEY),
        })
    }

    fn activities(&self, fields: &Fields<'_, 'v>) -> Table<ActivityId, Activity> {
        let known = "id kind name provider hosts hours fee entry outcomes source illustrative replaced_by";
        self.activities.read(fields.optional("activities"), known, |fields, id| Activity {
            id,
            kind: fields.required("kind").word(),
            name: self.name(fields),
            provider: fields.optional("provider").map(|field| field.reference(&self.organizations.names)),
            hosts: fields.optional("hosts").and_then(|field| self.hosts(&field)).unwrap_or_default(),
            hours: fields.required("hours").number(0, MAX_HOURS),
            fee: number(fields, "fee", MAX_MONEY),
            entry: fields.optional("entry").map(|field| self.condition(&field, false)).unwrap_or_default(),
            outcomes: self.outcomes(fields),
            provenance: self.provenance(fields),
        })
    }

    fn hosts(&self, node: &Node<'_, 'v>) -> Option<Hosts> {
        let fields = node.record("kinds programmes jobs")?;
        Some(Hosts {
            kinds: distinct(fields.list("kinds", |item| item.word())),
            programmes: references(&fields, "programmes", &self.programmes.names),
            jobs: references(&fields, "jobs", &self.jobs.names),
        })
    }

    fn jobs(&self, fields: &Fields<'_, 'v>) -> Table<JobId, Job> {
        let known = "id name employer place code family same_as entry requires tenure free_hours wage demand interests source illustrative replaced_by";
        self.jobs.read(fields.optional("jobs"), known, |fields, id| Job {
            id,
            name: self.name(fields),
            employer: fields.required("employer").reference(&self.organizations.names),
            place: fields.optional("place").map(|field| field.reference(&self.places.names)),
            code: fields.optional("code").map(|field| field.text()),
            family: fields.optional("family").map(|field| field.text()),
            same_as: fields.list("same_as", |item| url(item)),
            entry: self.entry(fields),
            requires: self.requirements(fields),
            tenure: self.tenure(&fields.required("tenure")),
            free_hours: number(fields, "free_hours", MAX_HOURS),
            wage: fields.optional("wage").and_then(|field| {
                let fields = field.record("per_month as_of")?;
                Some(Wage {
                    per_month: fields.required("per_month").number(0, MAX_MONEY),
                    as_of: month(&fields.required("as_of")),
                })
            }),
            demand: records(fields, "demand", "year openings low high", |fields| Demand {
                year: year(fields),
                openings: fields.required("openings").number(0, MAX_PEOPLE),
                low: fields.optional("low").map(|field| field.number(0, MAX_PEOPLE)),
                high: fields.optional("high").map(|field| field.number(0, MAX_PEOPLE)),
            }),
            interests: records(fields, "interests", "area value", |fields| Interest {
                area: fields.required("area").word(),
                value: fields.required("value").number(0, 100) as u8,
            }),
            provenance: self.provenance(fields),
        })
    }

    fn requirements(&self, fields: &Fields<'_, 'v>) -> Vec<Requirement> {
        let mut seen = BTreeSet::new();
        records(fields, "requires", "competency level importance essential", |fields| {
            let field = fields.required("competency");
            let competency = field.reference(&self.competencies.names);
            if let Some(id) = field.peek_text()
                && self.competencies.names.find(id).is_some()
                && !seen.insert(competency)
            {
                field.report(Code::RepeatedRequirement, &[id]);
            }
            Requirement {
                competency,
                level: fields.required("level").level(1, self.top),
                importance: fields.required("importance").number(1, 5) as u8,
                essential: flag(fields, "essential"),
            }
        })
    }

    fn tenure(&self, node: &Node<'_, 'v>) -> Tenure {
        let Some(fields) = node.record("months outcomes") else {
            return Tenure { months: 1, outcomes: Vec::new() };
        };
        Tenure { months: fields.required("months").number(1, MAX_MONTHS), outcomes: self.outcomes(&fields) }
    }

    /// Each competency once, at the highest level that is given.
    fn outcomes(&self, fields: &Fields<'_, 'v>) -> Vec<Outcome> {
        let given = records(fields, "outcomes", "competency level", |fields| Outcome {
            competency: fields.required("competency").reference(&self.competencies.names),
            level: fields.required("level").level(1, self.top),
        });
        let mut highest = BTreeMap::new();
        for outcome in &given {
            let level = highest.entry(outcome.competency).or_insert(outcome.level);
            *level = outcome.level.max(*level);
        }
        // The first mention keeps its place, the others go.
        let first = |outcome: Outcome| Some(Outcome { level: highest.remove(&outcome.competency)?, ..outcome });
        given.into_iter().filter_map(first).collect()
    }

    fn provenance(&self, fields: &Fields<'_, 'v>) -> Provenance {
        Provenance {
            source: references(fields, "source", &self.sources.names),
            illustrative: flag(fields, "illustrative"),
        }
    }

    /// The field `name` in the region's locales.
    fn name(&self, fields: &Fields<'_, 'v>) -> Text {
        let node = fields.required("name");
        let mut texts = vec![None; self.locales.len()];
        for (locale, field) in node.entries() {
            match self.locales.iter().position(|own| *own == locale).and_then(|index| texts.get_mut(index)) {
                Some(text) => *text = Some(field.text()),
                None if self.locales.is_empty() => {}
                None => field.report(Code::UnknownLocale, &[locale]),
            }
        }
        for (index, (locale, text)) in self.locales.iter().zip(&texts).enumerate() {
            if text.is_none() {
                let code = if index == 0 { Code::MissingLocale } else { Code::Untranslated };
                node.report_missing(locale, code, &[locale]);
            }
        }
        Text(texts)
    }

    /// The entry of what a student can wait for.
    fn entry(&self, fields: &Fields<'_, 'v>) -> Condition {
        fields.optional("entry").map(|field| self.condition(&field, true)).unwrap_or_default()
    }

    fn condition(&self, node: &Node<'_, 'v>, may_wait: bool) -> Condition {
        let Some(text) = node.any_text() else { return Condition::always() };
        match condition::parse(text) {
            Ok(condition) => condition.map(&mut |atom| self.atom(node, atom, may_wait)),
            Err(fault) => {
                let facts: Vec<&str> = fault.facts.iter().map(String::as_str).collect();
                node.report_at(fault.code, Some(fault.character), &facts, None);
                Condition::always()
            }
        }
    }

    fn atom(&self, node: &Node<'_, 'v>, atom: Unresolved<'v>, may_wait: bool) -> Atom {
        match atom {
            Unresolved::Level(competency, level) => {
                if !(1..=self.top.into()).contains(&level.value) {
                    let facts = ["1", &self.top.to_string()];
                    node.report_at(Code::LevelOutOfScale, Some(level.character), &facts, None);
                }
                Atom::Level(named(node, &self.competencies.names, competency), level.value as Level)
            }
            Unresolved::Holds(credential) => Atom::Holds(named(node, &self.credentials.names, credential)),
            Unresolved::Worked(job) => Atom::Worked(named(node, &self.jobs.names, job)),
            Unresolved::Age(years) => {
                if !may_wait {
                    node.report_at(Code::MisplacedAge, Some(years.character), &[], None);
                }
                Atom::Age(years.value)
            }
            Unresolved::Attests(fact) => {
                node.check_id(fact.value, Some(fact.character));
                let mut facts = self.facts.borrow_mut();
                let next = FactId::new(facts.len());
                Atom::Attests(*facts.entry(fact.value).or_insert(next))
            }
        }
    }

    fn replaced(&self, offerings: Vec<Replaced>) -> Vec<Replaced> {
        fn of<I>(array: Array, index: &Index<'_, I>) -> impl Iterator<Item = Replaced> {
            index.replaced.iter().map(move |(id, by)| Replaced { array, id: (*id).into(), by: (*by).into() })
        }
        of(Array::Places, &self.places)
            .chain(of(Array::Organizations, &self.organizations))
            .chain(of(Array::Competencies, &self.competencies))
            .chain(of(Array::Credentials, &self.credentials))
            .chain(of(Array::Programmes, &self.programmes))
            .chain(offerings)
            .chain(of(Array::Activities, &self.activities))
            .chain(of(Array::Jobs, &self.jobs))
            .collect()
    }
}

/// What a name in a condition means.
fn named<I: Id>(node: &Node, names: &Names<'_, I>, word: Word<&str>) -> I {
    node.named(names, word.value, Some(word.character))
}

/// The records of a list that may be absent.
fn records<'v, T>(
    fields: &Fields<'_, 'v>,
    name: &str,
    known: &str,
    mut read: impl FnMut(&Fields<'_, 'v>) -> T,
) -> Vec<T> {
    fields.list(name, |item| item.record(known).map(|fields| read(&fields))).into_iter().flatten().collect()
}

/// A number that counts as 0 where it is absent.
fn number(fields: &Fields, name: &str, most: u32) -> u32 {
    fields.optional(name).map_or(0, |field| field.number(0, most))
}

/// A statement that counts as false where it is absent.
fn flag(fields: &Fields, name: &str) -> bool {
    fields.optional(name).and_then(|field| field.flag()).unwrap_or_default()
}

/// A list of references, each once.
fn references<I: Id>(fields: &Fields, name: &str, names: &Names<'_, I>) -> Vec<I> {
    distinct(fields.list(name, |item| item.reference(names)))
}

/// The references of record `own` to others of its array. One that means the record itself only because a
/// record was replaced says nothing any more.
fn wider<I: Id>(fields: &Fields, name: &str, names: &Names<'_, I>, own: &str) -> Vec<I> {
    let row = names.find(own);
    let wider = fields.list(name, |item| {
        item.reference(names);
        let id = item.peek_text()?;
        names.find(id).filter(|other| Some(*other) != row || id == own)
    });
    distinct(wider.into_iter().flatten().collect())
}

fn distinct<T: Ord + Copy>(mut items: Vec<T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    items.retain(|item| seen.insert(*item));
    items
}

fn locales<'v>(fields: &Fields<'_, 'v>) -> Vec<&'v str> {
    let list = fields.required("locales");
    if list.len() > MAX_LOCALES {
        list.report(Code::TooLarge, &[&list.len().to_string(), "locales", &MAX_LOCALES.to_string()]);
        return Vec::new();
    }
    let mut locales = Vec::new();
    for item in list.items() {
        let Some(locale) = item.some_text() else { continue };
        if is_locale(locale) && !locales.contains(&locale) {
            locales.push(locale);
        } else {
            item.report(Code::BadLocale, &[locale]);
        }
    }
    if list.is_list() && list.len() == 0 {
        list.report(Code::MissingField, &["a first locale"]);
    }
    locales
}

/// Whether a text is a language tag as in `ru` and `pt-BR`. Names of built files are made of it.
fn is_locale(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=8).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
        && text.len() <= 35
}

fn currency(node: &Node) -> String {
    let text = node.text();
    let is_code = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
    if !text.is_empty() && !is_code {
        node.report(Code::UnknownWord, &[&text, "the three-letter codes of ISO 4217, as in RUB"]);
    }
    text
}

/// A month; January of the year 1 where it could not be read.
fn month(node: &Node) -> Month {
    node.month().unwrap_or(Month::FIRST)
}

fn year(fields: &Fields) -> u32 {
    fields.required("year").number(1, 9999)
}

fn date(node: &Node) -> String {
    let text = node.text();
    if !text.is_empty() && !is_date(&text) {
        node.report(Code::BadDate, &[&text]);
    }
    text
}

/// Whether a text is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` of the calendar.
fn is_date(text: &str) -> bool {
    let whole = match text.len() {
        4 => [text, "-01-01"].concat(),
        7 => [text, "-01"].concat(),
        _ => text.into(),
    };
    let Some((month, day)) = whole.rsplit_once('-') else { return false };
    let Some(parsed) = Month::parse(month) else { return false };
    let year: u32 = month.split('-').next().and_then(|year| year.parse().ok()).unwrap_or_default();
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match parsed.of_year() {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let digits = day.len() == 2 && day.bytes().all(|b| b.is_ascii_digit());
    digits && day.parse().is_ok_and(|day: u32| (1..=days).contains(&day))
}

fn url(node: &Node) -> String {
    let text = node.text();
    if !text.is_empty() && !is_url(&text) {
        node.report(Code::BadUrl, &[&text]);
    }
    text
}

/// Whether an address is one of the web: what a page may link to.
fn is_url(text: &str) -> bool {
    let host = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    host.is_some_and(|host| host.starts_with(char::is_alphanumeric))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\' | '`'))
}

fn facts_in_order(facts: &BTreeMap<&str, FactId>) -> Vec<String> {
    let mut facts: Vec<(FactId, &str)> = facts.iter().map(|(name, id)| (*id, *name)).collect();
    facts.sort_unstable();
    facts.into_iter().map(|(_, name)| name.into()).collect()
}

/// Numbers the facts that the region's conditions name by their names, and forgets those of replaced records.
fn number_facts(region: &mut Region) {
    let mut named = BTreeSet::new();
    each_condition(region, &mut |condition| {
        condition.visit(&mut |atom| {
            if let Atom::Attests(fact) = *atom {
                named.insert(fact);
            }
        });
    });
    let mut sorted: Vec<(String, FactId)> = named.into_iter().map(|fact| (region.facts[fact].clone(), fact)).collect();
    sorted.sort_unstable();
    let mut numbers = Table::filled(region.facts.len(), FactId::new(0));
    for (index, (_, fact)) in sorted.iter().enumerate() {
        numbers[*fact] = FactId::new(index);
    }
    each_condition(region, &mut |condition| {
        *condition = std::mem::take(condition).map(&mut |atom| match atom {
            Atom::Attests(fact) => Atom::Attests(numbers[fact]),
            other => other,
        });
    });
    region.facts = Table::new(sorted.into_iter().map(|(name, _)| name).collect());
}

fn each_condition(region: &mut Region, see: &mut impl FnMut(&mut Condition)) {
    for programme in region.programmes.iter_mut() {
        see(&mut programme.entry);
        programme.advanced_standing.iter_mut().for_each(|standing| see(&mut standing.when));
        programme.offerings.iter_mut().for_each(|offering| see(&mut offering.entry));
    }
    region.activities.iter_mut().for_each(|activity| see(&mut activity.entry));
    region.jobs.iter_mut().for_each(|job| see(&mut job.entry));
}

/// Reports records of `array` that refer to themselves by way of others, once for each knot of them, with a
/// shortest cycle.
fn report_cycles<'r, I: Id>(
    edges: &Table<I, &[I]>,
    array: Option<Node>,
    field: &str,
    record: impl Fn(I) -> (&'r str, Raw),
) {
    for knot in knots(edges) {
        let Some((first, way)) = knot.rows.first().copied().zip(knot.cycle) else { continue };
        let ids: Vec<&str> = way.iter().map(|row| record(*row).0).collect();
        let (id, raw) = record(first);
        if let Some(record) = array.as_ref().and_then(|array| array.peek_item(raw.index()))
            && let Some(field) = record.peek(field)
        {
            field.report(Code::Cycle, &[id, &ids.join(" → ")]);
        }
    }
}
