// What a link, a file and this device keep: a question as it was put. All three hold the same record.
import type { Catalog } from "../catalog.js";
import { EMPTY, GRADES, type Profile, type Standing, classes, finishable, isGrade, limits, student as studentOf } from "../profile.js";
import type { Goal, Limits, Month, Objective, Question, Student } from "../types.js";

export interface Kept {
  /** The month from which routes are counted. */
  now: Month;
  /** What the reader said in the form, or a student as a file gives one. */
  who: { profile: Profile } | { student: Student };
  goal?: Goal;
  /** What is asked beside what the form knows; with a student of a file, all limits. */
  rest: Rest;
  /** The route that was looked at: its place in the answer. */
  route?: number;
}

export interface Rest {
  objectives?: Objective[];
  limits?: Limits;
  routes?: number;
  budget?: number;
}

/** With what a question was answered. */
export interface Stamp {
  region: string;
  version: string;
  /** Hexadecimal digits from the digest's beginning; a link holds eight of them. */
  digest: string;
  /** Empty where no answer was computed yet. */
  engine: string;
}

/** What a link or a file names and the region has not, or has twice. */
export interface Dropped {
  what: "programme" | "finished" | "credential" | "sponsor" | "worked" | "level" | "home" | "place" | "fact" | "goal" | "avoid";
  /** Where it was written out. */
  id?: string;
}

/** What became different since something was kept. */
export type Change = { what: "version"; from: string; to: string } | { what: "data" } | { what: "engine"; from: string; to: string };

/** The whole question; undefined without a goal. */
export function questionOf(catalog: Catalog, kept: Kept): Question | undefined {
  const { goal, rest } = kept;
  if (!goal) return undefined;
  const who = "profile" in kept.who ? studentOf(catalog, kept.who.profile, kept.now) : kept.who.student;
  return { student: who, goal, ...rest, limits: limitsOf(kept) };
}

/** All limits, whoever knows them. */
export function limitsOf({ who, rest }: Kept): Limits {
  return { ...("profile" in who && limits(who.profile)), ...rest.limits };
}

/**
 * The same record in the one way in which a link writes it: a road that may cost up to nothing is free, and who has no
 * town can't stay there. The question is the same.
 */
export function tidy(kept: Kept): Kept {
  if (!("profile" in kept.who)) return kept;
  const { profile } = kept.who;
  return { ...kept, who: { profile: { ...profile, ...terms(limits(profile), profile.home) } } };
}

/** What the form shows of limits. */
export function terms({ fees, places }: Limits, home: string | undefined): Pick<Profile, "pay" | "move"> {
  return {
    pay: fees === undefined ? { kind: "any" } : fees === 0 ? { kind: "none" } : { kind: "up-to", amount: fees },
    move: places === undefined ? { kind: "any" } : places.length === 0 && home ? { kind: "home" } : { kind: "places", places },
  };
}

/** What differs between what something was kept with and what it is opened with. */
export function changes(made: Stamp, now: Stamp): Change[] {
  const found: Change[] = [];
  const length = Math.min(made.digest.length, now.digest.length);
  const same = made.digest.slice(0, length) === now.digest.slice(0, length);
  if (made.version !== now.version) found.push({ what: "version", from: made.version, to: now.version });
  else if (!same) found.push({ what: "data" });
  if (made.engine && now.engine && made.engine !== now.engine) found.push({ what: "engine", from: made.engine, to: now.engine });
  return found;
}

/**
 * A student of a file as the form would have made it. Where the form can't say all of it, `exact` is false, and it says
 * what it can.
 */
export function said(catalog: Catalog, kept: Kept): { kept: Kept; exact: boolean } {
  if (!("student" in kept.who)) return { kept, exact: true };
  const { student } = kept.who;
  const { limits: given = {}, ...rest } = kept.rest;
  const { fees, places, ...others } = given;
  const base: Profile = {
    ...EMPTY,
    worked: student.worked ?? [],
    levels: student.competencies ?? [],
    attests: student.attests ?? [],
    ...(student.home && { home: student.home }),
    ...(student.born && { born: student.born }),
    ...terms({ ...(fees !== undefined && { fees }), ...(places && { places }) }, student.home),
  };
  const guessed = guesses(catalog, student).map((guess) => {
    const profile = { ...base, ...guess };
    return { profile, student: studentOf(catalog, profile, kept.now) };
  });
  const like = (part: (student: Student) => Student): Profile | undefined =>
    guessed.find((guess) => fingerprint(part(guess.student)) === fingerprint(part(student)))?.profile;
  const same = like((student) => student);
  // Else whoever studies the same for as long, with the same papers if there is one.
  const profile = same ?? like(({ format, now, enrolled, credentials = [] }) => ({ format, now, ...(enrolled && { enrolled }), credentials }))
    ?? like(({ format, now, enrolled }) => ({ format, now, ...(enrolled && { enrolled }) })) ?? guessed[0]?.profile ?? base;
  return {
    kept: { ...kept, who: { profile }, rest: { ...rest, ...(Object.keys(others).length > 0 && { limits: others }) } },
    exact: same !== undefined,
  };
}

/** Where someone may stand who is in this programme, or in none. */
function guesses(catalog: Catalog, { enrolled, credentials, worked }: Student): Partial<Profile>[] {
  const finished: (string | undefined)[] = [undefined, ...(credentials?.length ? finishable(catalog).map(({ id }) => id) : [])];
  const standings: Standing[] = enrolled ? [...GRADES, "studying"] : worked?.length ? ["working"] : ["finished", "working"];
  return standings.flatMap((standing): Partial<Profile>[] => {
    if (isGrade(standing)) {
      const there = enrolled && classes(catalog, standing).programmes.some(({ id }) => id === enrolled.programme);
      return there ? [{ standing, programme: enrolled.programme }] : [];
    }
    return finished.map((one) => ({ standing, ...(enrolled && { programme: enrolled.programme, until: enrolled.until }), ...(one && { finished: one }) }));
  });
}

/** A student as text that is the same whichever order its lists stand in. */
function fingerprint({ now, born, home, enrolled, credentials, worked, owes, competencies, attests }: Student): string {
  const ids = (list: readonly string[] | undefined): string[] => [...(list ?? [])].sort();
  return JSON.stringify([
    now, born, home, enrolled?.programme, enrolled?.until, ids(credentials), ids(worked), owes?.months ? [owes.sponsor, owes.months] : null,
    ids(competencies?.map(({ id, level }) => `${id} ${level}`)), ids(attests?.map(({ id, value }) => `${id} ${value}`)),
  ]);
}
