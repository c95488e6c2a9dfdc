// What elements fetch once they are there, each a file of its own, when somebody is about to need it. No other file but the
// loader's imports anything late.
export const late = {
  /** Names of goals, searched. */
  search: () => import("./goals.js"),
  /** A route in full. */
  route: () => import("./views/route.js"),
  compare: () => import("./views/compare.js"),
  whatIf: () => import("./views/whatif.js"),
  /** A self-check of a job's requirements. */
  check: () => import("./views/check.js"),
  /** What leads to a job and where it leads. */
  lattice: () => import("./views/lattice.js"),
  /** Sharing, keeping, printing, and their words. */
  keep: () => import("./views/keep.js"),
  keepRu: () => import("./lang/keep/ru.js"),
  keepEn: () => import("./lang/keep/en.js"),
};

/** Views that come when they are asked for. */
export type Late = { [Part in "route" | "compare" | "whatIf" | "check" | "lattice"]?: Awaited<ReturnType<(typeof late)[Part]>> };
