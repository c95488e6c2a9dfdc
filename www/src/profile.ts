// What a reader says about themselves, and the question that it makes. Nothing of it is stored or sent.
import type { Catalog } from "./catalog.js";
import { type Condition, atoms } from "./condition.js";
import { fromIndex, next, toIndex } from "./month.js";
import type { Goal, Limits, Month, Outcome, Programme, Question, Student } from "./types.js";

export const GRADES = ["grade-8", "grade-9", "grade-10", "grade-11"] as const;
export type Grade = (typeof GRADES)[number];
export type Standing = Grade | "studying" | "finished" | "working";

/** How much a whole road may cost. */
export type Pay = { kind: "any" } | { kind: "none" } | { kind: "up-to"; amount: number };

/** Where a road may lead. */
export type Move = { kind: "any" } | { kind: "home" } | { kind: "places"; places: string[] };

export interface Profile {
  standing?: Standing;
  /** The class, where there are several, or the programme in which the reader studies. */
  programme?: string;
  /** When that programme ends; for the reader who studies. */
  until?: Month;
  /** The last programme that the reader finished. */
  finished?: string;
  /** Jobs that the reader has done for their whole tenure. */
  worked: string[];
  /** Levels that the reader named, 0 being none; what is not here is unknown. */
  levels: { id: string; level: number }[];
  home?: string;
  pay: Pay;
  move: Move;
  attests: { id: string; value: boolean }[];
  born?: Month;
}

export const EMPTY: Profile = {
  worked: [],
  levels: [],
  pay: { kind: "any" },
  move: { kind: "any" },
  attests: [],
};

/** What of a profile means something in a region; of another region's towns, jobs and programmes nothing does. */
export function known(catalog: Catalog, profile: Profile): Profile {
  const { programme, finished, home, ...rest } = profile;
  return {
    ...rest,
    ...(programme && catalog.programme(programme) && { programme }),
    ...(finished && catalog.programme(finished) && { finished }),
    ...(home && catalog.place(home) && { home }),
    worked: profile.worked.filter((id) => catalog.job(id)),
    levels: profile.levels.filter(({ id, level }) => catalog.competency(id) && level <= catalog.data.progression.length),
    move: profile.move.kind === "places" ? { kind: "places", places: profile.move.places.filter((id) => catalog.place(id)) } : profile.move,
    attests: profile.attests.filter(({ id }) => catalog.data.facts.includes(id)),
  };
}

/** A general programme's rung: 0 for the school that ends with grade 9, 1 for grades 10 and 11. */
function rung(catalog: Catalog, programme: Programme, depth = 0): number {
  if (depth > 8) return 0;
  const asked = catalog.closure(atoms(catalog.condition(programme.entry)).flatMap((atom) => (atom.op === "holds" ? [atom.credential] : [])));
  const before = catalog.data.programmes.filter(
    (other) => other.kind === "general" && other !== programme && other.awards.some((award) => asked.has(award)),
  );
  return before.length === 0 ? 0 : 1 + Math.max(...before.map((other) => rung(catalog, other, depth + 1)));
}

/** The programmes in which a pupil of this grade may be, and the years left after the running one. */
export function classes(catalog: Catalog, grade: Grade): { programmes: Programme[]; years: number } {
  const wanted = grade === "grade-8" || grade === "grade-9" ? 0 : 1;
  return {
    programmes: catalog.data.programmes.filter((programme) => programme.kind === "general" && rung(catalog, programme) === wanted),
    years: grade === "grade-8" || grade === "grade-10" ? 1 : 0,
  };
}

/** The programmes that someone may have finished, school first. */
export function finishable(catalog: Catalog): Programme[] {
  const kinds = ["general", "vocational", "degree", "course"];
  return catalog.data.programmes
    .filter((programme) => programme.awards.length > 0)
    .sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || rungOf(catalog, a) - rungOf(catalog, b) || a.name.localeCompare(b.name));
}

function rungOf(catalog: Catalog, programme: Programme): number {
  return programme.kind === "general" ? rung(catalog, programme) : 0;
}

export function isGrade(standing: Standing | undefined): standing is Grade {
  return GRADES.includes(standing as Grade);
}

/** The class that a profile means: the one named, else the first that fits. */
export function enrolledIn(catalog: Catalog, profile: Profile): Programme | undefined {
  if (isGrade(profile.standing)) {
    const { programmes } = classes(catalog, profile.standing);
    return programmes.find((programme) => programme.id === profile.programme) ?? programmes[0];
  }
  return profile.standing === "studying" ? catalog.programme(profile.programme) : undefined;
}

/** When a programme that runs now ends: school years end in June. */
function endOf(catalog: Catalog, profile: Profile, now: Month): Month {
  if (isGrade(profile.standing)) {
    return fromIndex(toIndex(next(now, 6)) + 12 * classes(catalog, profile.standing).years);
  }
  const until = profile.until ?? next(now, 6);
  return until < now ? now : until;
}

/** What must have been held to enter: the credentials that no reading of the entry can do without. */
function needed(condition: Condition): string[] {
  switch (condition.op) {
    case "all": return condition.of.flatMap(needed);
    case "any": return condition.of[0] ? needed(condition.of[0]) : [];
    case "holds": return [condition.credential];
    default: return [];
  }
}

/** What lies behind the reader: programmes finished on the way to where they are. */
export function behind(catalog: Catalog, profile: Profile): Programme[] {
  const found = new Set<Programme>();
  const open: Programme[] = [];
  const enter = (programme: Programme): void => {
    for (const credential of needed(catalog.condition(programme.entry))) {
      const school = catalog.data.programmes.find((other) => other.kind === "general" && other.awards.includes(credential));
      if (school) open.push(school);
    }
  };
  const current = enrolledIn(catalog, profile);
  const finished = isGrade(profile.standing) ? undefined : catalog.programme(profile.finished);
  if (current) enter(current);
  if (finished) open.push(finished);
  for (let programme = open.pop(); programme; programme = open.pop()) {
    if (found.has(programme)) continue;
    found.add(programme);
    enter(programme);
  }
  return [...found];
}

/** The levels that what lies behind the reader taught; a level that they name themselves goes before it. */
export function taught(catalog: Catalog, profile: Profile): Map<string, number> {
  const levels = new Map<string, number>();
  const outcomes = [
    ...behind(catalog, profile).flatMap((programme) => programme.outcomes),
    ...worked(profile).flatMap((id) => catalog.job(id)?.tenure.outcomes ?? []),
  ];
  for (const { competency, level } of outcomes) levels.set(competency, Math.max(level, levels.get(competency) ?? 0));
  return levels;
}

function worked(profile: Profile): string[] {
  return isGrade(profile.standing) ? [] : profile.worked;
}

/**
 * The month of birth: the one named, else for pupils the last month of their class's usual year. A pupil
 * of 15 must not be sent underground at 16 only because nobody asked for an age.
 */
export function birth(profile: Profile, now: Month): Month | undefined {
  if (profile.born || !isGrade(profile.standing)) return profile.born;
  const grade = Number(profile.standing.slice("grade-".length));
  // The school year began in September; school begins in the calendar year in which most turn 7.
  const began = Number(now.slice(0, 4)) - (Number(now.slice(5)) < 9 ? 1 : 0);
  return `${began - (grade - 1) - 7}-12`;
}

export function student(catalog: Catalog, profile: Profile, now: Month): Student {
  const levels = taught(catalog, profile);
  for (const { id, level } of profile.levels) levels.set(id, level);
  const born = birth(profile, now);
  const enrolled = enrolledIn(catalog, profile);
  const credentials = new Set(behind(catalog, profile).flatMap((programme) => programme.awards));
  return {
    format: "pathways-student/1",
    now,
    ...(born && { born }),
    ...(profile.home && { home: profile.home }),
    ...(enrolled && { enrolled: { programme: enrolled.id, until: endOf(catalog, profile, now) } }),
    credentials: [...credentials].sort(),
    worked: worked(profile),
    competencies: [...levels].map(([id, level]) => ({ id, level })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    attests: profile.attests,
  };
}

export function limits(profile: Profile): Limits {
  const { pay, move } = profile;
  return {
    ...(pay.kind === "none" && { fees: 0 }),
    ...(pay.kind === "up-to" && { fees: pay.amount }),
    ...(move.kind === "home" && profile.home && { places: [] }),
    ...(move.kind === "places" && { places: move.places }),
  };
}

/** The question of a profile and a goal. */
export function question(catalog: Catalog, profile: Profile, goal: Goal, now: Month): Question {
  return { student: student(catalog, profile, now), goal, limits: limits(profile) };
}

/** How many conditions and requirements of the region ask for a competency. */
function asked(catalog: Catalog): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (id: string): void => void counts.set(id, 1 + (counts.get(id) ?? 0));
  const enter = (text: string | undefined): void => {
    for (const atom of atoms(catalog.condition(text))) if (atom.op === "level") add(atom.competency);
  };
  for (const programme of catalog.data.programmes) {
    enter(programme.entry);
    for (const offering of programme.offerings) enter(offering.entry);
  }
  for (const activity of catalog.data.activities) enter(activity.entry);
  for (const job of catalog.data.jobs) {
    enter(job.entry);
    for (const { competency } of job.requires) add(competency);
  }
  return counts;
}

/** What school teaches: its subjects first, those that most depends on before the others. */
export function subjects(catalog: Catalog): string[] {
  const gives = (rows: readonly { kind: string; outcomes: readonly Outcome[] }[], wanted: string): Set<string> =>
    new Set(rows.flatMap(({ kind, outcomes }) => (kind === wanted ? outcomes.map(({ competency }) => competency) : [])));
  const lessons = gives(catalog.data.activities, "subject");
  const counts = asked(catalog);
  return [...new Set([...lessons, ...gives(catalog.data.programmes, "general")])]
    .filter((id) => catalog.competency(id)?.kind === "knowledge")
    .sort((a, b) => Number(lessons.has(b)) - Number(lessons.has(a)) || (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1));
}

/** The facts that a road to this goal may ask for come first; all of the region's are offered. */
export function facts(catalog: Catalog): string[] {
  return catalog.data.facts;
}
