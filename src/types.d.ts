/** A month on the calendar, `YYYY-MM`. */
export type Month = string;

/** What the student wants to reach. */
export type Goal = { job: string } | { programme: string };

/** What is to be small. */
export type Objective = "months" | "fees" | "gap" | "effort" | "moves";

export type Mode = "full-time" | "part-time" | "distance";
export type Funding = "state" | "paid" | "employer";

/** `pathways-student/1`: where a student stands. There is no name and no field to put one in. */
export interface Student {
  format: "pathways-student/1";
  /** The month from which the routes are computed: the planner reads no clock. */
  now: Month;
  /** Where it is absent, ages are assumed, and a route that leans on one says so. */
  born?: Month;
  home?: string;
  enrolled?: { programme: string; until: Month };
  credentials?: string[];
  /** Jobs with a complete tenure. */
  worked?: string[];
  owes?: { sponsor: string; months: number };
  /** A competency that is not listed is unknown and counts as 0. */
  competencies?: { id: string; level: number }[];
  /** A fact that is not listed is assumed where a route needs it. */
  attests?: { id: string; value: boolean }[];
}

/** What a route must stay within. An absent limit does not bind, an empty list admits nothing. */
export interface Limits {
  months?: number;
  fees?: number;
  gap?: number;
  moves?: number;
  /** Where the student is ready to study and work; home and unknown places always are. */
  places?: string[];
  modes?: Mode[];
  funding?: Funding[];
  /** Programmes, activities, offerings (`programme/offering`) or jobs to leave out. */
  avoid?: string[];
}

/** A question without its student. */
export interface Query {
  goal: Goal;
  /** Two to four, or any single one; months, fees and gap where absent. */
  objectives?: Objective[];
  limits?: Limits;
  /** Up to this many routes for each vector; 3 where absent. */
  routes?: number;
  /** In search steps, never in time. */
  budget?: number;
}

/** A student and a query. */
export interface Question extends Query {
  student: Student;
}

/** `pathways-answer/1`: ids and codes only; sentences are made from them in the reader's language. */
export interface Answer {
  format: "pathways-answer/1";
  region: { id: string; version: string; digest: string };
  engine: string;
  goal: Goal;
  objectives: Objective[];
  /** `exact`: the routes hold every non-dominated vector. `within`: up to `bound`. `partial`: nothing is proved. */
  status: "exact" | "within" | "partial" | "unreachable";
  /** Per mille; with `within` alone. */
  bound?: number;
  steps: number;
  routes: Route[];
  /** Why there is no route; with `unreachable` alone. */
  reasons?: Reason[];
}

/** One way to the goal. */
export interface Route {
  /** The values of the answer's objectives, in their order. */
  objectives: number[];
  months: number;
  fees: number;
  gap: number;
  /** 0 to 100. */
  readiness: number;
  /** Hours of all activities. */
  effort: number;
  moves: number;
  /** Wages and stipends. */
  earned: number;
  /** The month in which the goal is reached. */
  reached: Month;
  stages: Stage[];
  gaps: Gap[];
  /** Stages that come again on the route. */
  repeats: number;
  assumes: Assumption[];
}

/** One step of a route. */
export type Stage =
  | {
      kind: "programme";
      id: string;
      /** `null` for the rest of a programme in which the student is enrolled. */
      offering: string | null;
      start: Month;
      end: Month;
      fee: number;
      activities: string[];
      /** `programme/offering`, each as good in this place. */
      instead: string[];
    }
  | {
      kind: "job";
      id: string;
      start: Month;
      end: Month;
      alongside?: Alongside;
      activities: string[];
      /** Jobs, each as good in this place. */
      instead: string[];
    };

/** A part-time or distance programme taken while working. */
export interface Alongside {
  programme: string;
  offering: string;
  start: Month;
  end: Month;
  fee: number;
}

/** One requirement of the goal that a route does not meet. */
export interface Gap {
  competency: string;
  held: number;
  required: number;
  weight: number;
  essential: boolean;
  /** Whether the student gave a level, or anything on the route gives one. */
  known: boolean;
}

/** What a route takes for granted. */
export type Assumption = { age: number } | { attests: string };

/** Why there is no route. */
export type Reason =
  /** A limit is too tight; `least` is the least value that would do, all others kept. */
  | { code: "limit"; limit: string; given?: number; least?: number }
  /** An entry that nobody in the student's position can meet. */
  | { code: "closed"; kind: string; id: string; clause: string }
  /** A competency level that nothing within reach teaches. */
  | { code: "untaught"; competency: string; level: number }
  /** A credential that nothing within reach awards. */
  | { code: "unawarded"; credential: string }
  /** The student is enrolled in the goal. */
  | { code: "enrolled"; programme: string }
  /** Service is owed that leads past the goal. */
  | { code: "owed"; sponsor: string; months: number }
  /** There is a way in principle, but not within the longest route or its free hours. */
  | { code: "beyond"; months: number };

/** `pathways-gap/1`: what a job requires and the student does not hold now. */
export interface GapAnswer {
  format: "pathways-gap/1";
  job: string;
  gap: number;
  readiness: number;
  gaps: (Gap & { taught_by: Teacher[] })[];
}

/** Something that raises a competency above what the student holds. */
export interface Teacher {
  kind: "programme" | "activity" | "job";
  id: string;
  level: number;
}

/** `pathways-match/1`: jobs ranked for a student, best first. */
export interface MatchAnswer {
  format: "pathways-match/1";
  jobs: { job: string; score: number; readiness: number; gap: number; missing_essential: number }[];
}

/** Jobs ranked for a student as columns, best first: what stands at the same place in each is of the same job. */
export interface Ranking {
  /** Places in the catalog's `jobs`. */
  jobs: Uint32Array;
  /** 0 to 1000. */
  scores: Uint32Array;
  /** 0 to 100. */
  readiness: Uint32Array;
  gaps: Uint32Array;
  missing_essential: Uint32Array;
}

/** A region as plain records with names in one language; arrays and fields bear the names of `pathways-region/1`. */
export interface Catalog {
  id: string;
  version: string;
  /** 32 hexadecimal digits, as in answers. */
  digest: string;
  name: string;
  /** The language that names are in; where it has no name, another loaded one or the id stands in. */
  locale: string;
  /** The languages that the region is written in; the first is complete. */
  locales: string[];
  /** ISO 4217. */
  currency: string;
  /** The month that the data describes. */
  as_of: Month;
  licence: string;
  /** Level 1 first. */
  progression: { level: number; id: string; name: string }[];
  sources: Source[];
  places: Place[];
  organizations: Organization[];
  competencies: Competency[];
  credentials: Credential[];
  programmes: Programme[];
  activities: Activity[];
  jobs: Job[];
  employment: { programme: string; year: number; graduates: number; employed: number }[];
  /** What `attests(…)` conditions name. */
  facts: string[];
  /** Ids that mean another of their array by now: in students' files and in links. */
  replaced: Replaced[];
}

/** An id that is offered to nobody any more. */
export interface Replaced {
  array: "places" | "organizations" | "competencies" | "credentials" | "programmes" | "offerings" | "activities" | "jobs";
  /** Of an offering `programme/offering`. */
  id: string;
  /** What stands for it now; never replaced itself. */
  by: string;
}

/**
 * What leads to a job and where it leads, laid out for a picture in whole numbers: school lowest, then study, then the
 * job's ladder. Names are the catalog's.
 */
export interface Lattice {
  tiles: LatticeTile[];
  lines: LatticeLine[];
}

/** What has one place in the picture: all that lead from the same to the same. */
export interface LatticeTile {
  kind: "programme" | "job";
  /** In the region's order. */
  ids: string[];
  /** From the bottom, 0. */
  row: number;
  /** The left edge in half columns; a tile is two wide. */
  x: number;
}

/** What one tile gives, another asks for: an award that an entry names, or a tenure. */
export interface LatticeLine {
  /** Positions of tiles; `from` is the lower one. */
  from: number;
  to: number;
  /** Where the line passes each row from that of the one to that of the other, in half columns. */
  x: number[];
}

/** An id with its name. */
export interface Named {
  id: string;
  name: string;
}

/** Where a record comes from. */
export interface Provenance {
  /** Ids of sources. */
  source: string[];
  /** Its author assumed it. */
  illustrative: boolean;
}

export interface Source {
  id: string;
  title: string;
  url: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  date: string;
}

export interface Place extends Named {
  lat: number;
  lon: number;
}

export type OrganizationKind = "school" | "college" | "university" | "employer" | "resource-centre" | "other";

export interface Organization extends Named, Provenance {
  kind: OrganizationKind;
  place?: string;
  url?: string;
}

export interface Competency extends Named, Provenance {
  kind: "knowledge" | "skill" | "transversal" | "personal";
  /** Ids of wider competencies. */
  broader: string[];
  same_as: string[];
}

export interface Credential extends Named, Provenance {
  eqf?: number;
  implies: string[];
}

/** A competency raised to a level. */
export interface Outcome {
  competency: string;
  level: number;
}

export type ProgrammeKind = "general" | "vocational" | "degree" | "course";

export interface Programme extends Named, Provenance {
  kind: ProgrammeKind;
  /** The organization's id. */
  provider: string;
  /** Where it is studied: the provider's place. */
  place?: string;
  code?: string;
  months: number;
  free_hours: number;
  /** The condition as text; absent where anybody may start. */
  entry?: string;
  /** Shorter ways through it. */
  advanced_standing: { when?: string; months: number }[];
  outcomes: Outcome[];
  /** Ids of credentials. */
  awards: string[];
  offerings: Offering[];
}

/** One way to take a programme. */
export interface Offering {
  id: string;
  mode: Mode;
  funding: Funding;
  fee_per_year: number;
  /** Months of the year, 1 to 12; empty means any. */
  intake: number[];
  seats?: number;
  entry?: string;
  contract?: Contract;
}

/** A sponsor's side of an offering. */
export interface Contract {
  /** The organization's id. */
  sponsor: string;
  obligation_months: number;
  stipend_per_month: number;
}

export type ActivityKind =
  | "subject"
  | "elective"
  | "course"
  | "internship"
  | "professional-test"
  | "competition"
  | "corporate-training"
  | "dual-training";

export interface Activity extends Named, Provenance {
  kind: ActivityKind;
  provider?: string;
  /** The stages that it fits: any that one of these names. */
  hosts: { kinds: ProgrammeKind[]; programmes: string[]; jobs: string[] };
  hours: number;
  fee: number;
  entry?: string;
  outcomes: Outcome[];
}

/** A competency level that a job asks for. */
export interface Requirement extends Outcome {
  /** 1 to 5. */
  importance: number;
  essential: boolean;
  /** What a missing level costs in the gap. */
  weight: number;
}

export interface Job extends Named, Provenance {
  /** The organization's id. */
  employer: string;
  /** Where it is done: its own place, else its employer's. */
  place?: string;
  code?: string;
  family?: string;
  same_as: string[];
  entry?: string;
  requires: Requirement[];
  tenure: { months: number; outcomes: Outcome[] };
  free_hours: number;
  wage?: { per_month: number; as_of: Month };
  demand: { year: number; openings: number; low?: number; high?: number }[];
  /** RIASEC, 0 to 100. */
  interests: { area: "R" | "I" | "A" | "S" | "E" | "C"; value: number }[];
  /** Ids of the jobs whose entries ask for a tenure on this one: the next rungs of its ladder. */
  leads_to: string[];
  /** Ids of the jobs of which its entry asks for a tenure, perhaps among other things. */
  comes_from: string[];
}
