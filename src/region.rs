//! The region: what is known of a territory's programmes, activities and jobs.
//!
//! Built once by a loader and never changed. Every reference between records is a typed id of an
//! existing row, `replaced_by` is already followed, `implies` and `broader` have no cycles.

use crate::condition::Condition;
use crate::month::Month;
use crate::table::{Table, ids};

ids! {
    /// A level of proficiency in [`Region::progression`] is a plain number; this is a source's row.
    SourceId,
    /// A row of [`Region::places`].
    PlaceId,
    /// A row of [`Region::organizations`].
    OrganizationId,
    /// A row of [`Region::competencies`].
    CompetencyId,
    /// A row of [`Region::credentials`].
    CredentialId,
    /// A row of [`Region::programmes`].
    ProgrammeId,
    /// A row of [`Region::activities`].
    ActivityId,
    /// A row of [`Region::jobs`].
    JobId,
    /// A row of [`Region::facts`]: something that only the student can state.
    FactId,
}

/// A level of proficiency; 0 is "not held", the region's progression names 1 and up (at most 15).
pub type Level = u8;

/// A name in the region's locales, in the order of [`Region::locales`]; `None` where a locale has none
/// or was not loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Option<String>>);

/// What territory and partners a planner knows. See design section 3.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// The region's own id.
    pub id: String,
    /// The version that its authors gave it.
    pub version: String,
    /// The hexadecimal SHA-256 of the built core (structure, not labels), cut to 32 digits.
    pub digest: String,
    /// Locales that names are written in; the first is complete.
    pub locales: Vec<String>,
    /// The region's name.
    pub name: Text,
    /// ISO 4217 code of all money in the region.
    pub currency: String,
    /// The month that the data describes.
    pub as_of: Month,
    /// The terms under which the data may be used.
    pub licence: String,
    /// The levels' ids and names; level 1 first.
    pub progression: Vec<Named>,
    /// Where facts were read.
    pub sources: Table<SourceId, Source>,
    /// Towns.
    pub places: Table<PlaceId, Place>,
    /// Schools, colleges, universities, employers.
    pub organizations: Table<OrganizationId, Organization>,
    /// What a person can know or do.
    pub competencies: Table<CompetencyId, Competency>,
    /// Formal results.
    pub credentials: Table<CredentialId, Credential>,
    /// Stages of study.
    pub programmes: Table<ProgrammeId, Programme>,
    /// Learning inside a stage.
    pub activities: Table<ActivityId, Activity>,
    /// Job profiles.
    pub jobs: Table<JobId, Job>,
    /// What became of graduates.
    pub employment: Vec<Employment>,
    /// The ids that `attests(…)` conditions name, sorted.
    pub facts: Table<FactId, String>,
    /// Ids that authors replaced, with the successor, for students' files and links.
    pub replaced: Vec<Replaced>,
}

/// An id with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: String,
    pub name: Text,
}

/// An id that is offered to nobody any more; the successor is never itself replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The array that both ids belong to.
    pub array: Array,
    /// The id that was replaced.
    pub id: String,
    /// The id that stands for it now.
    pub by: String,
}

words! {
    /// The arrays of a region whose records students' files and links name. An offering's id is written
    /// `programme/offering`, the programme not replaced.
    Array {
        Places = "places", Organizations = "organizations", Competencies = "competencies", Credentials = "credentials",
        Programmes = "programmes", Offerings = "offerings", Activities = "activities", Jobs = "jobs",
    }
}

/// Where a fact was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub id: String,
    pub title: String,
    pub url: String,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: String,
}

/// A town.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub id: String,
    pub name: Text,
    /// Millionths of a degree, north positive.
    pub lat: i32,
    /// Millionths of a degree, east positive.
    pub lon: i32,
}

/// Where a record comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    pub source: Vec<SourceId>,
    /// Its author assumed it.
    pub illustrative: bool,
}

/// An enumeration of the format, for readers that are generic over them.
pub(crate) trait Word: Copy + 'static {
    /// Every value in the order of the format.
    const VALUES: &'static [Self];
    /// What stands for a value that could not be read, until the whole is thrown away.
    const FIRST: Self;
    /// The word that the format uses.
    fn as_word(self) -> &'static str;
}

/// Declares an enumeration of the format with its words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $first:ident = $first_word:literal $(, $variant:ident = $word:literal)* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { #[doc = $first_word] $first $(, #[doc = $word] $variant)* }

        impl $name {
            /// Every value in the order of the format.
            pub const ALL: &'static [$name] = &[$name::$first $(, $name::$variant)*];

            /// The word that the format uses.
            pub fn word(self) -> &'static str {
                match self { $name::$first => $first_word $(, $name::$variant => $word)* }
            }

            /// The value that a word of the format names.
            pub fn from_word(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.word() == word)
            }
        }

        impl $crate::region::Word for $name {
            const VALUES: &'static [$name] = $name::ALL;
            const FIRST: $name = $name::$first;
            fn as_word(self) -> &'static str {
                self.word()
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What an organization is.
    OrganizationKind {
        School = "school", College = "college", University = "university", Employer = "employer",
        ResourceCentre = "resource-centre", Other = "other",
    }
}
words! {
    /// What a competency is.
    CompetencyKind { Knowledge = "knowledge", Skill = "skill", Transversal = "transversal", Personal = "personal" }
}
words! {
    /// What a programme is.
    ProgrammeKind { General = "general", Vocational = "vocational", Degree = "degree", Course = "course" }
}
words! {
    /// How an offering is attended.
    Mode { FullTime = "full-time", PartTime = "part-time", Distance = "distance" }
}
words! {
    /// Who pays for an offering.
    Funding { State = "state", Paid = "paid", Employer = "employer" }
}
words! {
    /// What an activity is.
    ActivityKind {
        Subject = "subject", Elective = "elective", Course = "course", Internship = "internship",
        ProfessionalTest = "professional-test", Competition = "competition",
        CorporateTraining = "corporate-training", DualTraining = "dual-training",
    }
}
words! {
    /// A RIASEC area of interest.
    Area {
        Realistic = "R", Investigative = "I", Artistic = "A", Social = "S", Enterprising = "E", Conventional = "C",
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    pub id: String,
    pub kind: OrganizationKind,
    pub name: Text,
    pub place: Option<PlaceId>,
    pub url: Option<String>,
    pub provenance: Provenance,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Competency {
    pub id: String,
    pub kind: CompetencyKind,
    pub name: Text,
    /// Wider competencies; without cycles.
    pub broader: Vec<CompetencyId>,
    /// The same concept in other vocabularies, as addresses.
    pub same_as: Vec<String>,
    pub provenance: Provenance,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    pub id: String,
    pub name: Text,
    /// Level of the European Qualifications Framework, 1 to 8.
    pub eqf: Option<u8>,
    /// Credentials held with this one; without cycles, direct ones only.
    pub implies: Vec<CredentialId>,
    pub provenance: Provenance,
}

/// A competency raised to a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub competency: CompetencyId,
    /// At least 1.
    pub level: Level,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    pub id: String,
    pub kind: ProgrammeKind,
    pub name: Text,
    pub provider: OrganizationId,
    /// The code in the state's classifier.
    pub code: Option<String>,
    /// At least 1.
    pub months: u32,
    /// Hours that activities may take over the whole programme.
    pub free_hours: u32,
    pub entry: Condition,
    pub advanced_standing: Vec<AdvancedStanding>,
    pub outcomes: Vec<Outcome>,
    pub awards: Vec<CredentialId>,
    pub offerings: Vec<Offering>,
    pub provenance: Provenance,
}

/// A shorter way through a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdvancedStanding {
    /// Without `age`.
    pub when: Condition,
    /// At least 1; counts only where it is less than the programme's own.
    pub months: u32,
}

/// One way to take a programme; at most 65,536 of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offering {
    /// Unique within its programme.
    pub id: String,
    pub mode: Mode,
    pub funding: Funding,
    pub fee_per_year: u32,
    /// Months of the year in which it starts, 1 to 12, sorted; empty means any.
    pub intake: Vec<u8>,
    pub seats: Option<u32>,
    pub entry: Condition,
    pub contract: Option<Contract>,
}

/// A sponsor's side of an offering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contract {
    pub sponsor: OrganizationId,
    pub obligation_months: u32,
    pub stipend_per_month: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    pub id: String,
    pub kind: ActivityKind,
    pub name: Text,
    pub provider: Option<OrganizationId>,
    pub hosts: Hosts,
    pub hours: u32,
    pub fee: u32,
    /// Without `age`.
    pub entry: Condition,
    pub outcomes: Vec<Outcome>,
    pub provenance: Provenance,
}

/// The stages that an activity fits: any that one of these names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts {
    pub kinds: Vec<ProgrammeKind>,
    pub programmes: Vec<ProgrammeId>,
    pub jobs: Vec<JobId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub id: String,
    pub name: Text,
    pub employer: OrganizationId,
    /// Where the job names none, its employer's place counts: see [`Region::job_place`].
    pub place: Option<PlaceId>,
    pub code: Option<String>,
    pub family: Option<String>,
    pub same_as: Vec<String>,
    pub entry: Condition,
    /// Each competency at most once.
    pub requires: Vec<Requirement>,
    pub tenure: Tenure,
    /// Hours that activities may take during the tenure.
    pub free_hours: u32,
    pub wage: Option<Wage>,
    pub demand: Vec<Demand>,
    pub interests: Vec<Interest>,
    pub provenance: Provenance,
}

/// A competency level that a job asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    pub competency: CompetencyId,
    /// At least 1.
    pub level: Level,
    /// 1 to 5.
    pub importance: u8,
    pub essential: bool,
}

impl Job {
    /// The gap of somebody who has nothing: the sum of weight × level of what it requires.
    pub fn whole(&self) -> u32 {
        self.requires.iter().map(|need| need.weight() * u32::from(need.level)).sum()
    }
}

/// How much of what a job requires is there where this gap is left, of this gap of somebody who has nothing:
/// 100 − ⌈100 × gap ÷ whole⌉, and 100 where nothing is required (design section 5).
///
/// Gaps have room in 32 bits, a hundred times a gap has not. A requirement adds at most 5 × 2 × 15 to a gap, and
/// takes, with a competency of its own, at least 11 bytes of a built region and more of any other file. So 64 MB
/// hold less than 6 million, which come to less than 900 million.
pub fn readiness(gap: u32, whole: u32) -> u32 {
    let missing = (100 * u64::from(gap)).div_ceil(u64::from(whole.max(1)));
    100 - missing as u32
}

impl Requirement {
    /// What a missing level costs in the gap: `importance`, twice that if essential (design section 5).
    pub fn weight(&self) -> u32 {
        u32::from(self.importance) * if self.essential { 2 } else { 1 }
    }
}

/// When experience on a job counts, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// At least 1.
    pub months: u32,
    pub outcomes: Vec<Outcome>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wage {
    pub per_month: u32,
    pub as_of: Month,
}

/// How many people a job is going to need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    pub year: u32,
    pub openings: u32,
    pub low: Option<u32>,
    pub high: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interest {
    pub area: Area,
    /// 0 to 100.
    pub value: u8,
}

/// What became of a programme's graduates of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Employment {
    pub programme: ProgrammeId,
    pub year: u32,
    pub graduates: u32,
    pub employed: u32,
}

impl Region {
    /// Where a programme is studied: its provider's place.
    pub fn programme_place(&self, programme: ProgrammeId) -> Option<PlaceId> {
        self.organizations[self.programmes[programme].provider].place
    }

    /// Where a job is done: its own place, else its employer's.
    pub fn job_place(&self, job: JobId) -> Option<PlaceId> {
        let job = &self.jobs[job];
        job.place.or(self.organizations[job.employer].place)
    }

    /// Whether an activity fits a stage of this programme.
    pub fn programme_hosts(&self, programme: ProgrammeId, activity: ActivityId) -> bool {
        let hosts = &self.activities[activity].hosts;
        hosts.kinds.contains(&self.programmes[programme].kind) || hosts.programmes.contains(&programme)
    }

    /// Whether an activity fits a tenure on this job.
    pub fn job_hosts(&self, job: JobId, activity: ActivityId) -> bool {
        self.activities[activity].hosts.jobs.contains(&job)
    }
}
