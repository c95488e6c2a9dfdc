// Two routes side by side: figures with their differences, stages aligned. Pure records; views say them in words.
import type { Figures, ResultView, RouteView, StageView } from "./model.js";

export type FigureName = "months" | "fees" | "earned" | "moves" | "effort" | "readiness";

/** A figure of both, and by how much the second is more than the first. */
export interface FigureRow {
  name: FigureName;
  a: number;
  b: number;
  more: number;
}

export function figureRows(a: Figures, b: Figures, job: boolean): FigureRow[] {
  const names: FigureName[] = ["months", "fees", "earned", "moves", "effort"];
  if (job) names.push("readiness");
  return names.map((name) => ({ name, a: a[name], b: b[name], more: b[name] - a[name] }));
}

/** What stands side by side: the same stage of both, or stages that take each other's place. */
export interface StagePair {
  a?: StageView;
  b?: StageView;
  /** Whether it is one and the same stage, perhaps at another time or on other terms. */
  same: boolean;
}

const key = ({ kind, id }: StageView): string => `${kind}:${id}`;

/** Stages in order, as many as can be aligned being so; what is between two aligned ones stands pair by pair. */
export function align(a: readonly StageView[], b: readonly StageView[]): StagePair[] {
  // How many stages the rest from i and from j have in common, in order.
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i]![j] = key(a[i]!) === key(b[j]!) ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
    }
  }
  const pairs: StagePair[] = [];
  let [i, j] = [0, 0];
  let [left, right]: [StageView[], StageView[]] = [[], []];
  const flush = (): void => {
    for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
      pairs.push({ ...(left[at] && { a: left[at] }), ...(right[at] && { b: right[at] }), same: false });
    }
    [left, right] = [[], []];
  };
  while (i < a.length || j < b.length) {
    const [one, other] = [a[i], b[j]];
    if (one && other && key(one) === key(other)) {
      flush();
      pairs.push({ a: one, b: other, same: true });
      i += 1;
      j += 1;
    } else if (other && (!one || common[i]![j + 1]! >= common[i + 1]![j]!)) {
      right.push(other);
      j += 1;
    } else {
      left.push(one!);
      i += 1;
    }
  }
  flush();
  return pairs;
}

/** All routes of an answer with the numbers that they bear; a variant where a point has several. */
export function comparable(result: ResultView): { number: number; variant: number | undefined; route: RouteView }[] {
  return [...result.points, ...result.repeating].flatMap(({ number, routes }) =>
    routes.map((route, at) => ({ number, variant: routes.length > 1 ? at + 1 : undefined, route })));
}
