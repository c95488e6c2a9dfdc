// "What if": the same question with a term or two turned round, and what that changes in the answer.
import type { Catalog } from "./catalog.js";
import type { PointView, ResultView } from "./model.js";
import type { Question } from "./types.js";

/** Only free study; no moving; no longer than a number of months; no work underground. */
export const SWITCHES = ["free", "stay", "within", "surface"] as const;
export type Switch = (typeof SWITCHES)[number];

/** What has to be stated to be sent underground. */
const UNDERGROUND = "fit-for-underground";

/** The switches that a question has on by itself. */
export function own({ student, limits }: Question): Set<Switch> {
  const on = new Set<Switch>();
  if (limits?.fees === 0) on.add("free");
  if (limits?.places?.length === 0) on.add("stay");
  if (student.attests?.some(({ id, value }) => id === UNDERGROUND && !value)) on.add("surface");
  return on;
}

/** Whole years that are too short for the longest of the routes: what `within` asks for. None where all are shorter than a year. */
export function shorter(result: ResultView): number | undefined {
  const longest = Math.max(0, ...result.points.map(({ figures }) => figures.months));
  const years = Math.floor((longest - 1) / 12);
  return years > 0 ? 12 * years : undefined;
}

/** The switches that make sense for a question and its answer. */
export function offered(catalog: Catalog, { student }: Question, result: ResultView): Switch[] {
  return SWITCHES.filter((one) => {
    if (one === "stay") return student.home !== undefined;
    if (one === "within") return shorter(result) !== undefined;
    return one === "free" || catalog.data.facts.includes(UNDERGROUND);
  });
}

/** The question with exactly these switches on; nothing else of it changes. */
export function suppose(question: Question, on: ReadonlySet<Switch>, months: number | undefined): Question {
  const was = own(question);
  const { fees, places, ...limits } = question.limits ?? {};
  const attests = (question.student.attests ?? []).filter(({ id }) => id !== UNDERGROUND || on.has("surface") === was.has("surface"));
  return {
    ...question,
    student: { ...question.student, attests: on.has("surface") && !was.has("surface") ? [...attests, { id: UNDERGROUND, value: false }] : attests },
    limits: {
      ...limits,
      ...(on.has("free") ? { fees: 0 } : fees !== undefined && !was.has("free") && { fees }),
      ...(on.has("stay") ? { places: [] } : places !== undefined && !was.has("stay") && { places }),
      ...(on.has("within") && months !== undefined && { months }),
    },
  };
}

/** Calls the routes of another answer as they were called before; new ones get numbers of their own. */
export function renumber(before: ResultView, after: ResultView): ResultView {
  const known = new Map([...before.points, ...before.repeating].map(({ key, number }) => [key, number]));
  let last = known.size;
  const called = (point: PointView): PointView => ({ ...point, number: known.get(point.key) ?? (last += 1) });
  return { ...after, points: after.points.map(called), repeating: after.repeating.map(called) };
}

/** What another answer changes. */
export interface Change {
  /** Routes of the first answer whose figures no route of the other has, and the other way round. */
  lost: number;
  gained: number;
  /** By how much the soonest, the cheapest and the best prepared are more than before; absent where there is none. */
  months?: number;
  fees?: number;
  readiness?: number;
}

export function change(before: ResultView, after: ResultView): Change {
  const keys = (result: ResultView): Set<string> => new Set(result.points.map(({ key }) => key));
  const [was, is] = [keys(before), keys(after)];
  const counts = { lost: [...was].filter((key) => !is.has(key)).length, gained: [...is].filter((key) => !was.has(key)).length };
  if (was.size === 0 || is.size === 0) return counts;
  const least = ({ points }: ResultView, of: "months" | "fees" | "readiness", sign = 1): number => sign * Math.min(...points.map(({ figures }) => sign * figures[of]));
  return {
    ...counts,
    months: least(after, "months") - least(before, "months"),
    fees: least(after, "fees") - least(before, "fees"),
    readiness: least(after, "readiness", -1) - least(before, "readiness", -1),
  };
}
