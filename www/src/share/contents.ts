// What a link holds, in words: everything, and nothing that it doesn't.
import type { KeepMessages } from "../lang/keep/en.js";
import type { Limits, Student } from "../types.js";
import { type Context, dotted } from "../views/context.js";
import { type Kept, limitsOf } from "./kept.js";

export type Row = readonly [term: string, value: string];

/** The list that stands before a link is copied. */
export function contents(context: Context, words: KeepMessages, kept: Kept): Row[] {
  const { speech } = context;
  const { terms } = words;
  return [
    [terms.now, speech.month(kept.now)],
    ...("profile" in kept.who ? said(context, words, kept) : whose(context, words, kept.who.student)),
    ...limited(context, words, limitsOf(kept)),
    ...goal(context, words, kept),
    ...rest(context, words, kept),
  ];
}

function said(context: Context, words: KeepMessages, { who }: Kept): Row[] {
  const { catalog, speech, t } = context;
  const { terms } = words;
  const { standing, programme, until, finished, worked, levels, home, attests, born } = (who as Extract<Kept["who"], { profile: unknown }>).profile;
  return rows(
    standing && [terms.standing, t.standing.names[standing]],
    programme && [terms.programme, catalog.programme(programme)?.name ?? programme],
    until && [terms.until, speech.month(until)],
    finished && [terms.finished, catalog.programme(finished)?.name ?? finished],
    ...shared(context, words, { worked, levels, home, attests, born }),
  );
}

function whose(context: Context, words: KeepMessages, { enrolled, credentials = [], owes, worked = [], competencies = [], home, attests = [], born }: Student): Row[] {
  const { catalog, speech } = context;
  const { terms } = words;
  return rows(
    enrolled && [terms.programme, catalog.programme(enrolled.programme)?.name ?? enrolled.programme],
    enrolled && [terms.until, speech.month(enrolled.until)],
    credentials.length > 0 && [terms.credentials, credentials.map((id) => catalog.credential(id)?.name ?? id).join(", ")],
    owes && [terms.owes, dotted(catalog.organization(owes.sponsor)?.name ?? owes.sponsor, speech.duration(owes.months))],
    ...shared(context, words, { worked, levels: competencies, home, attests, born }),
  );
}

interface Shared {
  worked: readonly string[];
  levels: readonly { id: string; level: number }[];
  home: string | undefined;
  attests: readonly { id: string; value: boolean }[];
  born: string | undefined;
}

function shared({ catalog, speech }: Context, { terms, fact }: KeepMessages, { worked, levels, home, attests, born }: Shared): (Row | false | undefined | "")[] {
  return [
    worked.length > 0 && [terms.worked, worked.map((id) => catalog.job(id)?.name ?? id).join(", ")],
    home && [terms.home, catalog.place(home)?.name ?? home],
    levels.length > 0 && [terms.levels, levels.map(({ id, level }) => `${catalog.competency(id)?.name ?? id}\u00a0${level}`).join(", ")],
    attests.length > 0 && [terms.facts, attests.map(({ id, value }) => fact(speech.fact(id), value)).join("; ")],
    born && [terms.born, speech.month(born)],
  ];
}

function limited({ catalog, speech, t }: Context, { terms, onlyHome, nothing }: KeepMessages, { months, fees, gap, moves, places, modes, funding, avoid = [] }: Limits): Row[] {
  const listed = (names: readonly string[]): string => names.join(", ") || nothing;
  const name = (id: string): string => {
    const [programme = "", offering] = id.split("/");
    const found = catalog.programme(programme)?.name ?? catalog.activity(id)?.name ?? catalog.job(id)?.name ?? id;
    return offering === undefined ? found : `${found} (${offering})`;
  };
  return rows(
    months !== undefined && [terms.months, speech.duration(months)],
    fees !== undefined && [terms.fees, fees === 0 ? nothing : speech.money(fees)],
    gap !== undefined && [terms.gap, speech.number(gap)],
    moves !== undefined && [terms.moves, speech.number(moves)],
    places && [terms.places, places.length === 0 ? onlyHome : listed(places.map((id) => catalog.place(id)?.name ?? id))],
    modes && [terms.modes, listed(modes.map((mode) => t.kinds.mode[mode]))],
    funding && [terms.funding, listed(funding.map((kind) => t.kinds.funding[kind]))],
    avoid.length > 0 && [terms.avoid, listed(avoid.map(name))],
  );
}

function goal({ catalog }: Context, { terms }: KeepMessages, { goal }: Kept): Row[] {
  if (!goal) return [];
  const [record, by] = "job" in goal ? [catalog.job(goal.job), catalog.job(goal.job)?.employer] : [catalog.programme(goal.programme), catalog.programme(goal.programme)?.provider];
  return [[terms.goal, dotted(record?.name ?? Object.values(goal)[0], catalog.organization(by)?.name)]];
}

function rest({ speech }: Context, { terms, objectives: words }: KeepMessages, { rest, route }: Kept): Row[] {
  const { objectives, routes, budget } = rest;
  return rows(
    objectives && [terms.objectives, objectives.map((one) => words[one]).join(", ")],
    routes !== undefined && [terms.routes, speech.number(routes)],
    budget !== undefined && [terms.budget, speech.number(budget)],
    route !== undefined && [terms.route, speech.number(route + 1)],
  );
}

function rows(...all: (Row | false | undefined | "")[]): Row[] {
  return all.filter((row): row is Row => Boolean(row));
}
