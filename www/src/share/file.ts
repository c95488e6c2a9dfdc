// A question as a file: what a person can read, and what the command line takes as a student and as a query.
import type { Catalog } from "../catalog.js";
import { isMonth } from "../month.js";
import { EMPTY, GRADES, type Profile } from "../profile.js";
import type { Limits, Month, Query, Student } from "../types.js";
import { type Kept, type Stamp, questionOf } from "./kept.js";
import { type Opened, decode, encode } from "./link.js";

const FORMAT = "pathways-question/1";
const STUDENT = "pathways-student/1";

/** Bytes of the largest file that is read: a question has a few hundred to a few thousand. */
export const LARGEST = 100_000;
/** Letters of the longest name. */
export const LONGEST = 80;

export interface Named {
  /** What the reader calls it. */
  name: string;
  /** The day on which it was saved, `YYYY-MM-DD`. */
  saved: string;
}

export type FromFile =
  | (Extract<Opened, { state: "read" }> & Partial<Named>)
  | { state: "too-big" }
  | { state: "no-json" }
  /** It is JSON, of another kind. */
  | { state: "other-kind" }
  | { state: "newer-file"; format: string }
  /** A field holds what it can't. */
  | { state: "wrong-field"; path: string }
  | { state: "other-region"; region: string };

/** The file's text. */
export function write(catalog: Catalog, kept: Kept, engine: string, { name, saved }: Named): string {
  // Without a goal nothing is asked, and the file holds the student alone.
  const { student, ...query } = questionOf(catalog, { ...kept, goal: kept.goal ?? { job: "" } })!;
  const { id, version, digest } = catalog.data;
  const file = {
    format: FORMAT,
    name: name.slice(0, LONGEST),
    saved,
    region: { id, version, digest },
    ...(engine && { engine }),
    student,
    ...(kept.goal && { query }),
    ...("profile" in kept.who && { said: kept.who.profile }),
    ...(kept.route !== undefined && { route: kept.route }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** What a file says. Nothing that stands in it makes this throw. */
export function read(catalog: Catalog, text: string): FromFile {
  if (text.length > LARGEST) return { state: "too-big" };
  let value: unknown;
  try {
    // Some editors put a mark before the text.
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { state: "no-json" };
  }
  try {
    const format = isRecord(value) && typeof value.format === "string" ? value.format : "";
    const here: Stamp = { region: catalog.data.id, version: catalog.data.version, digest: catalog.data.digest, engine: "" };
    if (format === STUDENT) {
      const student = asStudent(value, "");
      return throughLink(catalog, { now: student.now, who: { student }, rest: {} }, here);
    }
    if (/^pathways-(question|student)\/\d+$/.test(format) && format !== FORMAT) return { state: "newer-file", format };
    if (format !== FORMAT) return { state: "other-kind" };
    const fields = record(value, "", ["format", "name", "saved", "region", "engine", "student", "query", "said", "route"]);
    const student = asStudent(fields.student, "student");
    const { goal, ...rest }: Partial<Query> = fields.query === undefined ? {} : asQuery(fields.query, "query");
    const region = record(fields.region, "region", ["id", "version", "digest"]);
    const made: Stamp = {
      region: short(region.id, "region.id"),
      version: short(region.version, "region.version"),
      digest: fits(region.digest, "region.digest", /^[0-9a-f]{32}$/),
      engine: fields.engine === undefined ? "" : short(fields.engine, "engine"),
    };
    const name = short(fields.name ?? "", "name");
    const saved = fits(fields.saved ?? "", "saved", /^(\d{4}-\d\d-\d\d)?$/);
    const profile = fields.said === undefined ? undefined : asProfile(fields.said, "said");
    // What the form knows of limits it says itself.
    const { fees: _, places: __, ...others } = rest.limits ?? {};
    const kept: Kept = {
      now: student.now,
      who: profile ? { profile } : { student },
      ...(goal && { goal }),
      rest: profile ? { ...rest, limits: others } : rest,
      ...(fields.route !== undefined && { route: whole(fields.route, "route", 10_000) }),
    };
    const opened = throughLink(catalog, kept, made);
    return opened.state === "read" ? { ...opened, name, saved } : opened;
  } catch (error) {
    if (error instanceof Wrong) return { state: "wrong-field", path: error.path };
    throw error;
  }
}

/** A link drops what the region hasn't, follows what was replaced, and knows other regions: so a file does, too. */
function throughLink(catalog: Catalog, kept: Kept, made: Stamp): FromFile {
  const opened = decode(catalog, encode(catalog, kept, made));
  if (opened.state === "read") return { ...opened, made };
  return opened.state === "other-region" ? opened : { state: "wrong-field", path: "" };
}

/** A field that holds what it can't. */
class Wrong extends Error {
  readonly path: string;
  constructor(path: string) {
    super(path);
    this.path = path;
  }
}

type Fields = Record<string, unknown>;

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function record(value: unknown, path: string, names: readonly string[]): Fields {
  if (!isRecord(value)) throw new Wrong(path);
  const unknown = Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Wrong(under(path, unknown.slice(0, LONGEST)));
  // A field's absence is no inherited one.
  return Object.assign(Object.create(null) as Fields, value);
}

const under = (path: string, name: string | number): string => (path ? `${path}.${name}` : String(name));

function list<T>(value: unknown, path: string, item: (value: unknown, path: string) => T): T[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new Wrong(path);
  return value.map((one, at) => item(one, under(path, at)));
}

function fits(value: unknown, path: string, pattern: RegExp): string {
  if (typeof value !== "string" || !pattern.test(value)) throw new Wrong(path);
  return value;
}

function short(value: unknown, path: string): string {
  if (typeof value !== "string" || value.length > LONGEST) throw new Wrong(path);
  return value;
}

const id = (value: unknown, path: string): string => fits(value, path, /^[a-z0-9][a-z0-9._-]{0,63}$/);
const offeringOrId = (value: unknown, path: string): string => fits(value, path, /^[a-z0-9][a-z0-9._-]{0,63}(\/[a-z0-9][a-z0-9._-]{0,63})?$/);

function month(value: unknown, path: string): Month {
  if (typeof value !== "string" || !isMonth(value)) throw new Wrong(path);
  return value;
}

function whole(value: unknown, path: string, most: number): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > most) throw new Wrong(path);
  return value;
}

function flag(value: unknown, path: string): boolean {
  if (typeof value !== "boolean") throw new Wrong(path);
  return value;
}

function oneOf<T extends string>(words: readonly T[]): (value: unknown, path: string) => T {
  return (value, path) => {
    const word = words.find((one) => one === value);
    if (word === undefined) throw new Wrong(path);
    return word;
  };
}

const level = (value: unknown, path: string): { id: string; level: number } => {
  const fields = record(value, path, ["id", "level"]);
  return { id: id(fields.id, under(path, "id")), level: whole(fields.level, under(path, "level"), 15) };
};

const fact = (value: unknown, path: string): { id: string; value: boolean } => {
  const fields = record(value, path, ["id", "value"]);
  return { id: id(fields.id, under(path, "id")), value: flag(fields.value, under(path, "value")) };
};

function asStudent(value: unknown, path: string): Student {
  const fields = record(value, path, ["format", "now", "born", "home", "enrolled", "credentials", "worked", "owes", "competencies", "attests"]);
  if (fields.format !== STUDENT) throw new Wrong(under(path, "format"));
  const at = (name: string): string => under(path, name);
  const now = month(fields.now, at("now"));
  const enrolled = fields.enrolled === undefined ? undefined : record(fields.enrolled, at("enrolled"), ["programme", "until"]);
  const owes = fields.owes === undefined ? undefined : record(fields.owes, at("owes"), ["sponsor", "months"]);
  return {
    format: STUDENT,
    now,
    ...before(fields.born, at("born"), now),
    ...(fields.home !== undefined && { home: id(fields.home, at("home")) }),
    ...(enrolled && { enrolled: { programme: id(enrolled.programme, at("enrolled.programme")), until: after(enrolled.until, at("enrolled.until"), now) } }),
    credentials: list(fields.credentials, at("credentials"), id),
    worked: list(fields.worked, at("worked"), id),
    ...(owes && { owes: { sponsor: id(owes.sponsor, at("owes.sponsor")), months: whole(owes.months, at("owes.months"), 600) } }),
    competencies: list(fields.competencies, at("competencies"), level),
    attests: list(fields.attests, at("attests"), fact),
  };
}

function after(value: unknown, path: string, now: Month): Month {
  const until = month(value, path);
  if (until < now) throw new Wrong(path);
  return until;
}

function before(value: unknown, path: string, now: Month): { born?: Month } {
  if (value === undefined) return {};
  const born = month(value, path);
  if (born > now) throw new Wrong(path);
  return { born };
}

function asQuery(value: unknown, path: string): Query {
  const fields = record(value, path, ["goal", "objectives", "limits", "routes", "budget"]);
  const at = (name: string): string => under(path, name);
  const goal = record(fields.goal, at("goal"), ["job", "programme"]);
  if ((goal.job === undefined) === (goal.programme === undefined)) throw new Wrong(at("goal"));
  const objectives = list(fields.objectives, at("objectives"), oneOf(["months", "fees", "gap", "effort", "moves"] as const));
  if (new Set(objectives).size < objectives.length || objectives.length > 4) throw new Wrong(at("objectives"));
  return {
    goal: goal.job !== undefined ? { job: id(goal.job, at("goal.job")) } : { programme: id(goal.programme, at("goal.programme")) },
    ...(objectives.length > 0 && { objectives }),
    ...(fields.limits !== undefined && { limits: asLimits(fields.limits, at("limits")) }),
    ...(fields.routes !== undefined && { routes: whole(fields.routes, at("routes"), 1000) }),
    ...(fields.budget !== undefined && { budget: whole(fields.budget, at("budget"), 2 ** 40) }),
  };
}

function asLimits(value: unknown, path: string): Limits {
  const fields = record(value, path, ["months", "fees", "gap", "moves", "places", "modes", "funding", "avoid"]);
  const limits: Limits = {};
  for (const name of ["months", "fees", "gap", "moves"] as const) if (fields[name] !== undefined) limits[name] = whole(fields[name], under(path, name), 2 ** 32 - 1);
  if (fields.places !== undefined) limits.places = list(fields.places, under(path, "places"), id);
  if (fields.modes !== undefined) limits.modes = list(fields.modes, under(path, "modes"), oneOf(["full-time", "part-time", "distance"]));
  if (fields.funding !== undefined) limits.funding = list(fields.funding, under(path, "funding"), oneOf(["state", "paid", "employer"]));
  if (fields.avoid !== undefined) limits.avoid = list(fields.avoid, under(path, "avoid"), offeringOrId);
  return limits;
}

function asProfile(value: unknown, path: string): Profile {
  const fields = record(value, path, ["standing", "programme", "until", "finished", "worked", "levels", "home", "pay", "move", "attests", "born"]);
  const at = (name: string): string => under(path, name);
  const pay = record(fields.pay, at("pay"), ["kind", "amount"]);
  const move = record(fields.move, at("move"), ["kind", "places"]);
  const paid = oneOf(["any", "none", "up-to"])(pay.kind, at("pay.kind"));
  const moved = oneOf(["any", "home", "places"])(move.kind, at("move.kind"));
  return {
    ...EMPTY,
    ...(fields.standing !== undefined && { standing: oneOf([...GRADES, "studying", "finished", "working"])(fields.standing, at("standing")) }),
    ...(fields.programme !== undefined && { programme: id(fields.programme, at("programme")) }),
    ...(fields.until !== undefined && { until: month(fields.until, at("until")) }),
    ...(fields.finished !== undefined && { finished: id(fields.finished, at("finished")) }),
    worked: list(fields.worked, at("worked"), id),
    levels: list(fields.levels, at("levels"), level),
    ...(fields.home !== undefined && { home: id(fields.home, at("home")) }),
    pay: paid === "up-to" ? { kind: paid, amount: whole(pay.amount, at("pay.amount"), 2 ** 32 - 1) } : { kind: paid },
    move: moved === "places" ? { kind: moved, places: list(move.places, at("move.places"), id) } : { kind: moved },
    attests: list(fields.attests, at("attests"), fact),
    ...(fields.born !== undefined && { born: month(fields.born, at("born")) }),
  };
}
