// Answers as records that a page can show: names looked up, reasons found, nothing said in words yet.
// Elements draw these records and know no rules; everything here is a pure function of answer, catalog and student.
import type { Catalog } from "./catalog.js";
import { type Atom, type Condition, both, met } from "./condition.js";
import { between } from "./month.js";
import type {
  ActivityKind, Answer, Assumption, Contract, Goal, GapAnswer, Job, Month, Objective, Offering, Programme, Provenance, Reason, Requirement,
  Route, Source, Stage, Student,
} from "./types.js";

export interface ResultView {
  goal: GoalView;
  status: Answer["status"];
  bound?: number;
  /** One for each vector of the front, in the answer's order. */
  points: PointView[];
  /** Points all of whose routes come back to a stage they have been at; shown only when asked. */
  repeating: PointView[];
  reasons: Reason[];
  start: Month;
  /** Months of the longest route: timelines share one scale. */
  span: number;
  stamp: { region: string; version: string; digest: string; engine: string; asOf: Month };
}

/** The organization behind something, and whether it is assumed that it is. */
export interface Maker {
  by: string;
  byIllustrative: boolean;
}

export interface GoalView extends Maker {
  kind: "job" | "programme";
  id: string;
  title: string;
  place?: string;
  code?: string;
  wage?: number;
  illustrative: boolean;
  sources: Source[];
}

/** One vector of the front with its routes. */
export interface PointView {
  key: string;
  /** What it is called by, from 1. */
  number: number;
  figures: Figures;
  /** Objectives in which no other point is better, where some other is worse. */
  best: Objective[];
  /** Those of `best` in which another point is as good. */
  tied: Objective[];
  routes: RouteView[];
}

export interface Figures {
  months: number;
  fees: number;
  gap: number;
  readiness: number;
  effort: number;
  moves: number;
  earned: number;
  reached: Month;
}

export interface RouteView extends Figures {
  key: string;
  stages: StageView[];
  /** What the goal itself asks at the end. */
  goalEntry: ClauseView[];
  /** Months between the last stage and the goal. */
  goalWait: number;
  gaps: GapRow[];
  assumes: Assumption[];
  repeats: number;
  segments: Segment[];
  illustrative: boolean;
}

export interface StageView extends Maker {
  number: number;
  kind: "programme" | "job";
  id: string;
  title: string;
  code?: string;
  url?: string;
  place?: string;
  /** Whether the student moves here from another town. */
  moved: boolean;
  start: Month;
  end: Month;
  months: number;
  /** Months between the stage before and this one. */
  wait: number;
  enrolled: boolean;
  offering?: OfferingView;
  fee: number;
  wage?: number;
  activities: ActivityView[];
  alongside?: AlongsideView;
  /** Others that would do as well in this place. */
  instead: OptionView[];
  entry: ClauseView[];
  gains: GainView[];
  /** Whether the stage serves what is owed under a contract. */
  serves?: string;
  sources: Source[];
  illustrative: boolean;
}

export interface OfferingView {
  id: string;
  mode: Offering["mode"];
  funding: Offering["funding"];
  feePerYear: number;
  seats?: number;
  contract?: Contract & { sponsorName: string };
}

export interface ActivityView extends Partial<Maker> {
  id: string;
  name: string;
  kind: ActivityKind;
  hours: number;
  fee: number;
  illustrative: boolean;
  gains: GainView[];
}

export interface AlongsideView extends Maker {
  id: string;
  title: string;
  code?: string;
  start: Month;
  end: Month;
  months: number;
  fee: number;
  offering?: OfferingView;
  entry: ClauseView[];
  illustrative: boolean;
}

export interface OptionView {
  title: string;
  by: string;
  place?: string;
  offering?: OfferingView;
}

/** A part of an entry condition. */
export interface ClauseView {
  condition: Condition;
  met: boolean;
  /** Whether it holds only as long as something that was not said is true. */
  assumed: boolean;
}

/** What a stage gives, and for what that is needed later. */
export interface GainView {
  what: { kind: "level"; id: string; name: string; from: number; to: number } | { kind: "credential"; id: string; name: string } | { kind: "worked"; id: string; name: string };
  needs: Need[];
}

export type Need =
  | { kind: "stage"; number: number }
  | { kind: "shorter"; number: number; title: string }
  | { kind: "goal-entry" }
  | { kind: "goal-requirement"; level: number; essential: boolean; met: boolean };

export interface GapRow {
  id: string;
  name: string;
  /** The level held now, at the end of the route, and asked for; now is absent where nobody said it. */
  now?: number;
  end: number;
  required: number;
  missing: number;
  weight: number;
  essential: boolean;
  known: boolean;
}

/** A piece of the timeline, in months from the start. */
export interface Segment {
  kind: "study" | "work" | "wait";
  lane: 0 | 1;
  from: number;
  to: number;
  /** The stage's number in the list; 0 for a wait. */
  number: number;
}

/** What is held at a moment of a route. */
interface Held {
  levels: Map<string, number>;
  credentials: Set<string>;
  worked: Set<string>;
}

const copy = (held: Held): Held => ({
  levels: new Map(held.levels),
  credentials: new Set(held.credentials),
  worked: new Set(held.worked),
});

export function view(catalog: Catalog, student: Student, answer: Answer): ResultView {
  const points: PointView[] = [];
  answer.routes.forEach((route, index) => {
    const key = route.objectives.join("/");
    let point = points.find((other) => other.key === key);
    if (!point) points.push((point = { key, number: 0, figures: figures(route), best: [], tied: [], routes: [] }));
    point.routes.push(routeView(catalog, student, answer.goal, route, `${key}#${index}`));
  });
  for (const point of points) {
    // Where one route of a vector does without coming back, those that come back add nothing.
    const plain = point.routes.filter((route) => route.repeats === 0);
    if (plain.length > 0) point.routes = plain;
  }
  const repeating = points.filter((point) => point.routes[0]?.repeats);
  const shown = repeating.length < points.length ? points.filter((point) => !point.routes[0]?.repeats) : points;
  markBest(shown, answer.objectives);
  const rest = shown === points ? [] : repeating;
  [...shown, ...rest].forEach((point, at) => (point.number = at + 1));
  return {
    goal: goalView(catalog, answer.goal),
    status: answer.status,
    ...(answer.bound !== undefined && { bound: answer.bound }),
    points: shown,
    repeating: rest,
    reasons: answer.reasons ?? [],
    start: student.now,
    span: Math.max(1, ...answer.routes.map((route) => route.months)),
    stamp: {
      region: answer.region.id,
      version: answer.region.version,
      digest: answer.region.digest,
      engine: answer.engine,
      asOf: catalog.data.as_of,
    },
  };
}

function figures({ months, fees, gap, readiness, effort, moves, earned, reached }: Route): Figures {
  return { months, fees, gap, readiness, effort, moves, earned, reached };
}

/** Names what each point is best at; where all are equal, nobody is. */
function markBest(points: PointView[], objectives: readonly Objective[]): void {
  for (const objective of objectives) {
    const values = points.map((point) => point.figures[objective]);
    const least = Math.min(...values);
    if (values.every((value) => value === least)) continue;
    const first = points.filter((_, at) => values[at] === least);
    for (const point of first) {
      point.best.push(objective);
      if (first.length > 1) point.tied.push(objective);
    }
  }
}

/** At most `count` points that differ most: the best in each objective first, then the answer's order. */
export function shortlist(points: readonly PointView[], count: number): PointView[] {
  if (points.length <= count) return [...points];
  const chosen = new Set<PointView>();
  for (const objective of ["months", "fees", "gap", "effort", "moves"] as const) {
    const point = points.find((candidate) => candidate.best.includes(objective));
    if (point && chosen.size < count) chosen.add(point);
  }
  // What is left is taken at even distances along the front.
  for (let at = 1; chosen.size < count && at < points.length; at += Math.max(1, Math.floor(points.length / count))) chosen.add(points[at]!);
  for (const point of points) if (chosen.size < count) chosen.add(point);
  return points.filter((point) => chosen.has(point));
}

export function goalView(catalog: Catalog, goal: Goal): GoalView {
  if ("job" in goal) {
    const job = catalog.job(goal.job);
    const place = job && catalog.jobPlace(job)?.name;
    return {
      kind: "job",
      id: goal.job,
      title: job?.name ?? goal.job,
      ...maker(catalog, job?.employer),
      ...(place && { place }),
      ...(job?.code && { code: job.code }),
      ...(job?.wage && { wage: job.wage.per_month }),
      illustrative: job?.illustrative ?? false,
      sources: sources(catalog, [job]),
    };
  }
  const programme = catalog.programme(goal.programme);
  const place = programme && catalog.programmePlace(programme)?.name;
  return {
    kind: "programme",
    id: goal.programme,
    title: programme?.name ?? goal.programme,
    ...maker(catalog, programme?.provider),
    ...(place && { place }),
    ...(programme?.code && { code: programme.code }),
    illustrative: programme?.illustrative ?? false,
    sources: sources(catalog, [programme]),
  };
}

function organization(catalog: Catalog, id: string | undefined): string {
  return catalog.organization(id)?.name ?? id ?? "";
}

function maker(catalog: Catalog, id: string | undefined): Maker {
  return { by: organization(catalog, id), byIllustrative: catalog.organization(id)?.illustrative ?? false };
}

/** Whether something or the organization behind it is assumed. */
export function guessed({ illustrative, byIllustrative }: { illustrative: boolean; byIllustrative?: boolean }): boolean {
  return illustrative || (byIllustrative ?? false);
}

/** Sources of these records, each once; only web addresses are let through. */
function sources(catalog: Catalog, records: (Provenance | undefined)[]): Source[] {
  const ids = new Set(records.flatMap((record) => record?.source ?? []));
  return [...ids].map((id) => catalog.source(id)).filter((source): source is Source => /^https?:\/\//.test(source?.url ?? ""));
}

/** The level, credential and tenure atoms that hold; age and attested facts are asked for apart. */
function holds(held: Held): (atom: Atom) => boolean {
  return (atom) => {
    switch (atom.op) {
      case "level": return (held.levels.get(atom.competency) ?? 0) >= atom.level;
      case "holds": return held.credentials.has(atom.credential);
      case "worked": return held.worked.has(atom.job);
      default: return true;
    }
  };
}

function clauses(condition: Condition, held: Held, student: Student): ClauseView[] {
  const stated = holds(held);
  const known = (atom: Atom): boolean => {
    if (atom.op === "age") return student.born !== undefined;
    if (atom.op === "attests") return student.attests?.some(({ id, value }) => id === atom.fact && value) ?? false;
    return stated(atom);
  };
  const parts = condition.op === "all" ? condition.of : [condition];
  return parts.map((part) => ({ condition: part, met: met(part, stated), assumed: !met(part, known) }));
}

/** The entry of a stage or goal; of a programme with its offering's. */
function entryOf(catalog: Catalog, kind: "programme" | "job", id: string, offering?: string | null): Condition {
  if (kind === "job") return catalog.condition(catalog.job(id)?.entry);
  return both(catalog.condition(catalog.programme(id)?.entry), catalog.condition(catalog.offering(id, offering ?? null)?.entry));
}

function raise(levels: Map<string, number>, competency: string, level: number): number {
  const from = levels.get(competency) ?? 0;
  if (level > from) levels.set(competency, level);
  return from;
}

function routeView(catalog: Catalog, student: Student, goal: Goal, route: Route, key: string): RouteView {
  const held: Held = {
    levels: new Map((student.competencies ?? []).map(({ id, level }) => [id, level])),
    credentials: catalog.closure(student.credentials ?? []),
    worked: new Set(student.worked ?? []),
  };
  const now = new Map(held.levels);
  const stages: StageView[] = [];
  const segments: Segment[] = [];
  let place = student.home;
  let clock = student.now;
  let owed: string | undefined = student.owes?.sponsor;

  route.stages.forEach((stage, index) => {
    const number = index + 1;
    const before = copy(held);
    const programme = stage.kind === "programme" ? catalog.programme(stage.id) : undefined;
    const job = stage.kind === "job" ? catalog.job(stage.id) : undefined;
    const enrolled = stage.kind === "programme" && stage.offering === null;
    const offering = stage.kind === "programme" ? catalog.offering(stage.id, stage.offering) : undefined;
    const side = stage.kind === "job" && stage.alongside ? stage.alongside : undefined;
    const sideProgramme = catalog.programme(side?.programme);

    const activities = stage.activities.map((id): ActivityView => {
      const activity = catalog.activity(id);
      const gains = (activity?.outcomes ?? []).flatMap(({ competency, level }) => levelGain(catalog, goal, route, index, held, competency, level));
      return {
        id,
        name: activity?.name ?? id,
        kind: activity?.kind ?? "elective",
        ...(activity?.provider && maker(catalog, activity.provider)),
        hours: activity?.hours ?? 0,
        fee: activity?.fee ?? 0,
        illustrative: activity?.illustrative ?? false,
        gains,
      };
    });

    const gains: GainView[] = [];
    for (const source of [programme, sideProgramme]) {
      for (const award of source?.awards ?? []) gains.push(...credentialGain(catalog, goal, route, index, held, award));
    }
    if (job && !held.worked.has(job.id)) {
      held.worked.add(job.id);
      const atom: Atom = { op: "worked", job: job.id };
      gains.push({ what: { kind: "worked", id: job.id, name: job.name }, needs: needs(catalog, goal, route, index, [atom]) });
    }
    for (const { competency, level } of [...(programme?.outcomes ?? []), ...(job?.tenure.outcomes ?? []), ...(sideProgramme?.outcomes ?? [])]) {
      gains.push(...levelGain(catalog, goal, route, index, held, competency, level));
    }
    gains.sort((a, b) => Number(b.needs.length > 0) - Number(a.needs.length > 0));

    const where = programme && !enrolled && offering?.mode !== "distance" ? catalog.programmePlace(programme) : job ? catalog.jobPlace(job) : undefined;
    const shown = where ?? (enrolled && programme ? catalog.programmePlace(programme) : undefined);
    const wait = between(clock, stage.start);
    const from = between(student.now, stage.start);
    const to = between(student.now, stage.end);
    if (wait > 0) segments.push({ kind: "wait", lane: 0, from: from - wait, to: from, number: 0 });
    segments.push({ kind: stage.kind === "job" ? "work" : "study", lane: 0, from, to, number });
    if (side) segments.push({ kind: "study", lane: 1, from: between(student.now, side.start), to: between(student.now, side.end), number });

    const serves = job && owed === job.employer ? organization(catalog, owed) : undefined;
    if (serves) owed = undefined;
    owed = offering?.contract?.sponsor ?? catalog.offering(side?.programme ?? "", side?.offering ?? null)?.contract?.sponsor ?? owed;

    const record = programme ?? job;
    const by = programme?.provider ?? job?.employer;
    const used = [record, catalog.organization(by), sideProgramme, catalog.organization(sideProgramme?.provider), ...stage.activities.map((id) => catalog.activity(id))];
    const url = catalog.organization(by)?.url;
    const parts: Condition = enrolled ? { op: "all", of: [] } : entryOf(catalog, stage.kind, stage.id, stage.kind === "programme" ? stage.offering : null);
    const essential: Condition = {
      op: "all",
      of: (job?.requires ?? []).filter((need) => need.essential).map((need) => ({ op: "level", competency: need.competency, level: need.level })),
    };
    stages.push({
      number,
      kind: stage.kind,
      id: stage.id,
      title: record?.name ?? stage.id,
      ...(record?.code && { code: record.code }),
      ...maker(catalog, by),
      ...(url && /^https?:\/\//.test(url) && { url }),
      ...(shown && { place: shown.name }),
      moved: where !== undefined && place !== undefined && where.id !== place,
      start: stage.start,
      end: stage.end,
      months: between(stage.start, stage.end),
      wait,
      enrolled,
      ...(offering && { offering: offeringView(catalog, offering) }),
      fee: (stage.kind === "programme" ? stage.fee : 0) + (side?.fee ?? 0),
      ...(job?.wage && { wage: job.wage.per_month }),
      activities,
      ...(side && { alongside: alongside(catalog, side, sideProgramme, before, student) }),
      instead: stage.instead.map((id) => option(catalog, stage.kind, id)),
      entry: clauses(both(parts, essential), before, student),
      gains,
      ...(serves && { serves }),
      sources: sources(catalog, used),
      illustrative: record?.illustrative ?? false,
    });
    if (where) place = where.id;
    clock = stage.end;
  });

  const goalWait = between(clock, route.reached);
  if (goalWait > 0) {
    segments.push({ kind: "wait", lane: 0, from: between(student.now, clock), to: route.months, number: 0 });
  }
  const [kind, id] = "job" in goal ? (["job", goal.job] as const) : (["programme", goal.programme] as const);
  return {
    ...figures(route),
    key,
    stages,
    goalEntry: clauses(entryOf(catalog, kind, id), held, student),
    goalWait,
    gaps: "job" in goal ? gapRows(catalog.job(goal.job), catalog, now, held.levels, route) : [],
    assumes: route.assumes,
    repeats: route.repeats,
    segments,
    illustrative: stages.some((stage) => [stage, ...(stage.alongside ? [stage.alongside] : []), ...stage.activities].some(guessed)),
  };
}

function offeringView(catalog: Catalog, offering: Offering): OfferingView {
  const { contract } = offering;
  return {
    id: offering.id,
    mode: offering.mode,
    funding: offering.funding,
    feePerYear: offering.fee_per_year,
    ...(offering.seats !== undefined && { seats: offering.seats }),
    ...(contract && { contract: { ...contract, sponsorName: organization(catalog, contract.sponsor) } }),
  };
}

function alongside(
  catalog: Catalog, side: NonNullable<Extract<Stage, { kind: "job" }>["alongside"]>, programme: Programme | undefined, before: Held, student: Student,
): AlongsideView {
  const offering = catalog.offering(side.programme, side.offering);
  return {
    id: side.programme,
    title: programme?.name ?? side.programme,
    ...(programme?.code && { code: programme.code }),
    ...maker(catalog, programme?.provider),
    start: side.start,
    end: side.end,
    months: between(side.start, side.end),
    fee: side.fee,
    ...(offering && { offering: offeringView(catalog, offering) }),
    entry: clauses(entryOf(catalog, "programme", side.programme, side.offering), before, student),
    illustrative: programme?.illustrative ?? false,
  };
}

function option(catalog: Catalog, kind: "programme" | "job", id: string): OptionView {
  if (kind === "job") {
    const job = catalog.job(id);
    const place = job && catalog.jobPlace(job)?.name;
    return { title: job?.name ?? id, by: organization(catalog, job?.employer), ...(place && { place }) };
  }
  const [programmeId = id, offeringId] = id.split("/");
  const programme = catalog.programme(programmeId);
  const offering = catalog.offering(programmeId, offeringId ?? null);
  const place = programme && catalog.programmePlace(programme)?.name;
  return {
    title: programme?.name ?? id,
    by: organization(catalog, programme?.provider),
    ...(place && { place }),
    ...(offering && { offering: offeringView(catalog, offering) }),
  };
}

function levelGain(catalog: Catalog, goal: Goal, route: Route, index: number, held: Held, competency: string, level: number): GainView[] {
  const from = raise(held.levels, competency, level);
  if (level <= from) return [];
  const gained: Atom[] = [];
  for (let step = from + 1; step <= level; step += 1) gained.push({ op: "level", competency, level: step });
  const found = needs(catalog, goal, route, index, gained);
  const required = "job" in goal ? catalog.job(goal.job)?.requires.find((need) => need.competency === competency) : undefined;
  if (required && required.level > from) {
    found.push({ kind: "goal-requirement", level: required.level, essential: required.essential, met: level >= required.level });
  }
  return [{ what: { kind: "level", id: competency, name: catalog.competency(competency)?.name ?? competency, from, to: level }, needs: found }];
}

function credentialGain(catalog: Catalog, goal: Goal, route: Route, index: number, held: Held, credential: string): GainView[] {
  if (held.credentials.has(credential)) return [];
  const gained = [...catalog.closure([credential])].filter((id) => !held.credentials.has(id));
  for (const id of gained) held.credentials.add(id);
  return [{
    what: { kind: "credential", id: credential, name: catalog.credential(credential)?.name ?? credential },
    needs: needs(catalog, goal, route, index, gained.map((id) => ({ op: "holds", credential: id }))),
  }];
}

/** Which later stages, and what of the goal, ask for one of these atoms. */
function needs(catalog: Catalog, goal: Goal, route: Route, index: number, gained: readonly Atom[]): Need[] {
  const among = (condition: Condition): boolean => mentions(condition, gained);
  const found: Need[] = [];
  route.stages.forEach((stage, at) => {
    if (at <= index) return;
    const number = at + 1;
    const title = (stage.kind === "job" ? catalog.job(stage.id)?.name : catalog.programme(stage.id)?.name) ?? stage.id;
    const entries = [entryOf(catalog, stage.kind, stage.id, stage.kind === "programme" ? stage.offering : null)];
    if (stage.kind === "job" && stage.alongside) entries.push(entryOf(catalog, "programme", stage.alongside.programme, stage.alongside.offering));
    const essential = stage.kind === "job" ? (catalog.job(stage.id)?.requires ?? []).filter((need) => need.essential) : [];
    if (entries.some(among) || essential.some((need) => asks(need, gained))) {
      found.push({ kind: "stage", number });
    } else if (stage.kind === "programme") {
      const shorter = catalog.programme(stage.id)?.advanced_standing.some(
        (standing) => standing.months === between(stage.start, stage.end) && among(catalog.condition(standing.when)),
      );
      if (shorter) found.push({ kind: "shorter", number, title });
    }
  });
  const [kind, id] = "job" in goal ? (["job", goal.job] as const) : (["programme", goal.programme] as const);
  const entries = kind === "programme"
    ? [entryOf(catalog, kind, id), ...(catalog.programme(id)?.offerings ?? []).map((offering) => catalog.condition(offering.entry))]
    : [entryOf(catalog, kind, id)];
  if (entries.some(among)) found.push({ kind: "goal-entry" });
  return found;
}

function asks(need: Requirement, gained: readonly Atom[]): boolean {
  return gained.some((atom) => atom.op === "level" && atom.competency === need.competency && atom.level === need.level);
}

function mentions(condition: Condition, gained: readonly Atom[]): boolean {
  if ("of" in condition) return condition.of.some((part) => mentions(part, gained));
  return gained.some((atom) => {
    if (atom.op === "level") return condition.op === "level" && condition.competency === atom.competency && condition.level === atom.level;
    if (atom.op === "holds") return condition.op === "holds" && condition.credential === atom.credential;
    return atom.op === "worked" && condition.op === "worked" && condition.job === atom.job;
  });
}

function gapRows(job: Job | undefined, catalog: Catalog, now: Map<string, number>, end: Map<string, number>, route: Route): GapRow[] {
  const rows = (job?.requires ?? []).map((need): GapRow => {
    const gap = route.gaps.find((other) => other.competency === need.competency);
    const last = gap ? gap.held : Math.max(need.level, end.get(need.competency) ?? 0);
    return row(catalog, need, now.get(need.competency), last, gap?.known ?? true);
  });
  return rows.sort(byWeight);
}

function row(catalog: Catalog, need: Requirement, now: number | undefined, end: number, known: boolean): GapRow {
  const missing = Math.max(0, need.level - end);
  return {
    id: need.competency,
    name: catalog.competency(need.competency)?.name ?? need.competency,
    ...(now !== undefined && { now }),
    end,
    required: need.level,
    missing,
    weight: need.weight,
    essential: need.essential,
    known,
  };
}

/** What is missing most comes first. */
function byWeight(a: GapRow, b: GapRow): number {
  return b.missing * b.weight - a.missing * a.weight || b.weight - a.weight || (a.id < b.id ? -1 : 1);
}

/** The gap of a student as they stand, for each requirement of a job. */
export function gapNow(catalog: Catalog, student: Student, answer: GapAnswer): GapRow[] {
  const job = catalog.job(answer.job);
  const given = new Map((student.competencies ?? []).map(({ id, level }) => [id, level]));
  const rows = (job?.requires ?? []).map((need) => {
    const gap = answer.gaps.find((other) => other.competency === need.competency);
    const held = gap?.held ?? Math.max(need.level, given.get(need.competency) ?? 0);
    return row(catalog, need, given.get(need.competency), held, gap?.known ?? true);
  });
  return rows.sort(byWeight);
}

/** Competencies whose level the reader did not name though the goal asks for them: naming them may help. */
export function unknowns(rows: readonly GapRow[]): GapRow[] {
  return rows.filter((row) => !row.known && row.missing > 0);
}
