// A question as the fragment of a link. docs/link.md says what stands where, bit by bit.
import type { Catalog } from "../catalog.js";
import { fromIndex, toIndex } from "../month.js";
import { EMPTY, type Profile, type Standing } from "../profile.js";
import type { Funding, Goal, Limits, Mode, Month, Objective, Student } from "../types.js";
import { Malformed, Reader, Writer } from "./bits.js";
import { type Table, Ids, NARROWEST, width } from "./ids.js";
import { type Dropped, type Kept, type Rest, type Stamp, limitsOf, terms } from "./kept.js";

/** What a fragment begins with. A page's own fragments begin otherwise. */
const PREFIX = "pathway-";
/** What it ends with: a letter, since messengers leave a last `-` or `_` out of a link, and one that tells a link that was cut. */
const END = "z";
const VERSION = 1;
/** Hexadecimal digits of the digest. */
const DIGITS = 8;

const STANDINGS: readonly (Standing | undefined)[] = [undefined, "grade-8", "grade-9", "grade-10", "grade-11", "studying", "finished", "working"];
const OBJECTIVES: readonly Objective[] = ["months", "fees", "gap", "effort", "moves"];
const MODES: readonly Mode[] = ["full-time", "part-time", "distance"];
const FUNDING: readonly Funding[] = ["state", "paid", "employer"];
const AVOIDED = ["programmes", "activities", "jobs"] as const;

export type Opened =
  /** The fragment is none of ours. */
  | { state: "none" }
  | { state: "damaged" }
  /** Its end is missing. */
  | { state: "cut" }
  /** It was made by a planner that writes links otherwise. */
  | { state: "newer"; version: number }
  | { state: "other-region"; region: string }
  | { state: "read"; kept: Kept; made: Stamp; dropped: Dropped[] };

/** Whether a fragment, with its `#` or without, looks like one of ours. */
export function isLink(fragment: string): boolean {
  return fragment.replace(/^#/, "").startsWith(PREFIX);
}

/** The fragment of a question, without its `#`. */
export function encode(catalog: Catalog, kept: Kept, made: Stamp): string {
  const bits = width(catalog);
  const writer = new Writer();
  writer.put(VERSION, 4);
  writer.put(bits - NARROWEST, 4);
  writer.text(made.region);
  writer.text(made.version);
  writer.put(Number.parseInt(made.digest.slice(0, DIGITS).padEnd(DIGITS, "0"), 16), 4 * DIGITS);
  writer.text(made.engine);
  new Writing(writer, new Ids(catalog.data, bits)).kept(kept);
  return PREFIX + writer.finish() + END;
}

/** What a fragment says. Nothing that stands in it makes this throw. */
export function decode(catalog: Catalog, fragment: string): Opened {
  const text = fragment.replace(/^#/, "");
  if (!text.startsWith(PREFIX)) return { state: "none" };
  // Some programs put other characters after a link that they were given.
  const payload = /^[A-Za-z0-9_-]*/.exec(text.slice(PREFIX.length))![0];
  if (!payload.endsWith(END)) return { state: "cut" };
  try {
    const reader = new Reader(payload.slice(0, -END.length));
    const version = reader.get(4);
    if (version !== VERSION) return { state: "newer", version };
    const bits = reader.get(4) + NARROWEST;
    const made: Stamp = { region: reader.text(), version: reader.text(), digest: reader.get(4 * DIGITS).toString(16).padStart(DIGITS, "0"), engine: reader.text() };
    if (made.region !== catalog.data.id) return { state: "other-region", region: made.region };
    const reading = new Reading(reader, new Ids(catalog.data, bits), catalog.data.progression.length);
    const kept = reading.kept();
    reader.finish();
    return { state: "read", kept, made, dropped: reading.dropped };
  } catch (error) {
    if (error instanceof Malformed) return { state: "damaged" };
    throw error;
  }
}

class Writing {
  private readonly to: Writer;
  private readonly ids: Ids;

  constructor(to: Writer, ids: Ids) {
    this.to = to;
    this.ids = ids;
  }

  kept({ now, who, goal, rest, route }: Kept): void {
    const { to } = this;
    to.put(toIndex(now), 17);
    if (to.flag("student" in who)) this.student((who as { student: Student }).student, now);
    else this.profile((who as { profile: Profile }).profile, now);
    this.goal(goal);
    const { objectives, limits: _, routes, budget, ...others } = rest;
    others satisfies Record<string, never>;
    to.put(objectives?.length ?? 0, 3);
    for (const objective of objectives ?? []) to.put(OBJECTIVES.indexOf(objective), 3);
    this.optional(routes, (routes) => to.number(routes, 4));
    this.optional(budget, (budget) => to.number(budget, 6));
    this.limits(limitsOf({ who, rest, now }));
    this.optional(route, (route) => to.number(route, 4));
  }

  private profile(profile: Profile, now: Month): void {
    const { standing, programme, until, finished, worked, levels, home, attests, born, pay: _, move: __, ...others } = profile;
    // Whoever adds to what a reader can say adds it here, or the types object.
    others satisfies Record<string, never>;
    this.to.put(STANDINGS.indexOf(standing), 3);
    this.optional(programme, (id) => this.id("programmes", id));
    this.optional(until, (until) => this.to.number(Math.max(0, toIndex(until) - toIndex(now)), 4));
    this.optional(finished, (id) => this.id("programmes", id));
    this.shared({ worked, levels, home, attests, born }, now);
  }

  private student(student: Student, now: Month): void {
    const { enrolled, credentials = [], owes, worked = [], competencies = [], home, attests = [], born } = student;
    this.optional(enrolled, ({ programme, until }) => {
      this.id("programmes", programme);
      this.to.number(Math.max(0, toIndex(until) - toIndex(now)), 4);
    });
    this.list(credentials, (id) => this.id("credentials", id));
    this.optional(owes, ({ sponsor, months }) => {
      this.id("organizations", sponsor);
      this.to.number(months, 4);
    });
    this.shared({ worked, levels: competencies, home, attests, born }, now);
  }

  private shared({ worked, levels, home, attests, born }: Said, now: Month): void {
    this.list(worked, (id) => this.id("jobs", id));
    this.list(levels, ({ id, level }) => {
      this.id("competencies", id);
      this.to.put(level, 4);
    });
    this.optional(home, (id) => this.id("places", id));
    this.list(attests, ({ id, value }) => {
      this.id("facts", id);
      this.to.flag(value);
    });
    this.optional(born, (born) => this.to.number(Math.max(0, toIndex(now) - toIndex(born)), 5));
  }

  private goal(goal: Goal | undefined): void {
    this.to.put(!goal ? 0 : "job" in goal ? 1 : 2, 2);
    if (goal) this.id("job" in goal ? "jobs" : "programmes", "job" in goal ? goal.job : goal.programme);
  }

  private limits(limits: Limits): void {
    const { months, fees, gap, moves, places, modes, funding, avoid, ...others } = limits;
    others satisfies Record<string, never>;
    if (!this.to.flag(Object.values(limits).some((limit) => limit !== undefined))) return;
    for (const limit of [months, fees, gap, moves]) this.optional(limit, (limit) => this.to.number(limit, 4));
    this.optional(places, (places) => this.list(places, (id) => this.id("places", id)));
    this.optional(modes, (modes) => this.words(MODES, modes));
    this.optional(funding, (funding) => this.words(FUNDING, funding));
    this.list(avoid ?? [], (id) => this.avoided(id));
  }

  /** A bit for each word, whether it is there. */
  private words<T>(all: readonly T[], some: readonly T[]): void {
    for (const word of all) this.to.flag(some.includes(word));
  }

  /** What bears an id is found in the first array that has it: it stands for all of them. */
  private avoided(id: string): void {
    const [programme = "", offering] = id.split("/");
    if (offering !== undefined) {
      this.to.put(3, 2);
      this.id("programmes", programme);
      this.to.text(offering);
      return;
    }
    const array = Math.max(0, AVOIDED.findIndex((array) => this.ids.current(array, id) !== undefined));
    this.to.put(array, 2);
    this.id(AVOIDED[array]!, id);
  }

  /** A hash where the region has the id and no other with the same; else the id itself. */
  private id(array: Table, id: string): void {
    const current = this.ids.current(array, id) ?? id;
    const hash = this.ids.hash(array, current);
    if (this.to.flag(hash === undefined)) this.to.text(current);
    else this.to.put(hash!, this.ids.bits);
  }

  private optional<T>(value: T | undefined, write: (value: T) => void): void {
    if (this.to.flag(value !== undefined)) write(value!);
  }

  private list<T>(items: readonly T[], write: (item: T) => void): void {
    this.to.number(items.length, 3);
    for (const item of items) write(item);
  }
}

interface Said {
  worked: readonly string[];
  levels: readonly { id: string; level: number }[];
  home: string | undefined;
  attests: readonly { id: string; value: boolean }[];
  born: Month | undefined;
}

/** Reads what {@link Writing} writes, field by field in the same order. */
class Reading {
  readonly dropped: Dropped[] = [];
  private readonly from: Reader;
  private readonly ids: Ids;
  private readonly top: number;

  constructor(from: Reader, ids: Ids, top: number) {
    this.from = from;
    this.ids = ids;
    this.top = top;
  }

  kept(): Kept {
    const { from } = this;
    const now = month(from.get(17));
    const student = from.flag() ? this.student(now) : undefined;
    const profile = student ? undefined : this.profile(now);
    const goal = this.goal();
    const objectives = this.times(from.get(3), () => word(OBJECTIVES, from.get(3)));
    if (new Set(objectives).size < objectives.length || objectives.length > 4) throw new Malformed();
    const routes = this.optional(() => from.number(4));
    const budget = this.optional(() => from.number(6));
    const { fees, places, ...others } = this.limits();
    const asked = { ...(fees !== undefined && { fees }), ...(places && { places }) };
    const route = this.optional(() => from.number(4));
    const limits = student ? { ...asked, ...others } : others;
    const rest: Rest = {
      ...(objectives.length > 0 && { objectives }),
      ...(Object.keys(limits).length > 0 && { limits }),
      ...(routes !== undefined && { routes }),
      ...(budget !== undefined && { budget }),
    };
    return {
      now,
      who: student ? { student } : { profile: { ...profile!, ...terms(asked, profile!.home) } },
      ...(goal && { goal }),
      rest,
      ...(route !== undefined && { route }),
    };
  }

  private profile(now: Month): Profile {
    const standing = word(STANDINGS, this.from.get(3));
    const programme = this.optional(() => this.id("programmes", "programme"));
    const until = this.optional(() => month(toIndex(now) + this.from.number(4)));
    const finished = this.optional(() => this.id("programmes", "finished"));
    const { worked, levels, ...shared } = this.shared(now);
    return { ...EMPTY, ...(standing && { standing }), ...(programme && { programme }), ...(until && { until }), ...(finished && { finished }), worked, levels, ...shared };
  }

  private student(now: Month): Student {
    const enrolled = this.optional(() => ({ programme: this.id("programmes", "programme"), until: month(toIndex(now) + this.from.number(4)) }));
    const credentials = this.list(() => this.id("credentials", "credential"));
    const owes = this.optional(() => ({ sponsor: this.id("organizations", "sponsor"), months: this.from.number(4) }));
    const { worked, levels, attests, ...shared } = this.shared(now);
    return {
      format: "pathways-student/1",
      now,
      ...shared,
      ...(enrolled?.programme && { enrolled: { ...enrolled, programme: enrolled.programme } }),
      ...(credentials.length > 0 && { credentials }),
      ...(worked.length > 0 && { worked }),
      ...(owes?.sponsor && { owes: { ...owes, sponsor: owes.sponsor } }),
      ...(levels.length > 0 && { competencies: levels }),
      ...(attests.length > 0 && { attests }),
    };
  }

  private shared(now: Month): Pick<Profile, "worked" | "levels" | "attests" | "home" | "born"> {
    const worked = this.list(() => this.id("jobs", "worked"));
    const levels = this.list(() => {
      const id = this.id("competencies", "level");
      const level = this.from.get(4);
      // A level that the region no longer has says nothing.
      if (id && level > this.top) this.dropped.push({ what: "level", id });
      return id && level <= this.top ? { id, level } : undefined;
    });
    const home = this.optional(() => this.id("places", "home"));
    const attests = this.list(() => {
      const id = this.id("facts", "fact");
      const value = this.from.flag();
      return id ? { id, value } : undefined;
    });
    const born = this.optional(() => month(toIndex(now) - this.from.number(5)));
    return { worked: [...new Set(worked)], levels: distinct(levels, (one, other) => (one.level < other.level ? other : one)), attests: distinct(attests, (one) => one), ...(home && { home }), ...(born && { born }) };
  }

  private goal(): Goal | undefined {
    const kind = this.from.get(2);
    if (kind === 0) return undefined;
    if (kind === 3) throw new Malformed();
    const id = this.id(kind === 1 ? "jobs" : "programmes", "goal");
    return id ? (kind === 1 ? { job: id } : { programme: id }) : undefined;
  }

  private limits(): Limits {
    if (!this.from.flag()) return {};
    const [months, fees, gap, moves] = this.times(4, () => ({ limit: this.optional(() => this.from.number(4)) })).map(({ limit }) => limit);
    const places = this.optional(() => this.list(() => this.id("places", "place")));
    const modes = this.optional(() => MODES.filter(() => this.from.flag()));
    const funding = this.optional(() => FUNDING.filter(() => this.from.flag()));
    const avoid = this.list(() => this.avoided());
    return {
      ...(months !== undefined && { months }),
      ...(fees !== undefined && { fees }),
      ...(gap !== undefined && { gap }),
      ...(moves !== undefined && { moves }),
      ...(places && { places }),
      ...(modes && { modes }),
      ...(funding && { funding }),
      ...(avoid.length > 0 && { avoid }),
    };
  }

  private avoided(): string | undefined {
    const array = AVOIDED[this.from.get(2)];
    if (array) return this.id(array, "avoid");
    const programme = this.id("programmes", "avoid");
    const offering = this.from.text();
    const whole = programme && this.ids.offering(programme, offering);
    if (programme && !whole) this.dropped.push({ what: "avoid", id: `${programme}/${offering}` });
    return whole;
  }

  private id(array: Table, what: Dropped["what"]): string | undefined {
    const written = this.from.flag() ? this.from.text() : undefined;
    const id = written === undefined ? this.ids.find(array, this.from.get(this.ids.bits)) : this.ids.current(array, written);
    if (id === undefined) this.dropped.push({ what, ...(written !== undefined && { id: written }) });
    return id;
  }

  private optional<T>(read: () => T): T | undefined {
    return this.from.flag() ? read() : undefined;
  }

  private list<T>(read: () => T | undefined): T[] {
    return this.times(this.from.number(3), read).filter((item) => item !== undefined);
  }

  /** Every item takes bits, so a number that is too large ends where the link does. */
  private times<T>(count: number, read: () => T): T[] {
    const items: T[] = [];
    for (let at = 0; at < count; at += 1) items.push(read());
    return items;
  }
}

function month(index: number): Month {
  if (index < 0 || index > toIndex("9999-12")) throw new Malformed();
  return fromIndex(index);
}

function word<T>(words: readonly T[], at: number): T {
  if (at >= words.length) throw new Malformed();
  return words[at]!;
}

/** Two ids may have become one since. */
function distinct<T extends { id: string }>(items: readonly T[], choose: (one: T, other: T) => T): T[] {
  const kept = new Map<string, T>();
  for (const item of items) kept.set(item.id, kept.has(item.id) ? choose(kept.get(item.id)!, item) : item);
  return [...kept.values()];
}
