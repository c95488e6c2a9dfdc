// Solvers of integer programmes. `model` says a cover in a solver's own words, `solve` gives its least cost, or nothing
// where that takes more than `limit` milliseconds. A row is covered once at most cost, so 0 or 1 need not be said.
import solver from "javascript-lp-solver";
import { solve as yalps } from "yalps";

/** HiGHS in WebAssembly. It comes as a file of its own, which finds its module beside it. */
export async function highs() {
  const { default: load } = await import(/* @vite-ignore */ "/node_modules/highs/build/highs.mjs");
  const { solve } = await load();
  return {
    who: "highs-js",
    model: ({ rows, columns, hours }) => {
      const sum = (terms) => terms.map(([factor, index]) => `${factor} c${index}`).join(" + ");
      const covering = Array.from({ length: rows }, () => []);
      columns.forEach((column, index) => column.rows.forEach((row) => covering[row].push([1, index])));
      const all = (field) => columns.map((column, index) => [column[field], index]);
      return [
        "Minimize", ` fee: ${sum(all("fee"))}`,
        "Subject To", ...covering.map((terms, row) => ` r${row}: ${sum(terms)} >= 1`), ` hours: ${sum(all("hours"))} <= ${hours}`,
        "Binary", ` ${columns.map((_, index) => `c${index}`).join(" ")}`, "End",
      ].join("\n");
    },
    solve: (text, limit) => {
      const { Status, ObjectiveValue } = solve(text, { mip_rel_gap: 0, time_limit: limit / 1000, output_flag: false });
      return Status === "Optimal" ? Math.round(ObjectiveValue) : undefined;
    },
  };
}

export function ofYalps() {
  return {
    who: "yalps",
    model: ({ rows, columns, hours }) => ({
      direction: "minimize",
      objective: "fee",
      constraints: { ...eachRow(rows), hours: { max: hours } },
      variables: variables(columns),
      integers: true,
    }),
    solve: (model, timeout) => {
      const { status, result } = yalps(model, { timeout, maxIterations: Infinity });
      return status === "optimal" ? Math.round(result) : undefined;
    },
  };
}

export function ofJavascriptLpSolver() {
  return {
    who: "javascript-lp-solver",
    model: ({ rows, columns, hours }) => ({
      optimize: "fee",
      opType: "min",
      constraints: { ...eachRow(rows), hours: { max: hours } },
      variables: variables(columns),
      ints: Object.fromEntries(columns.map((_, index) => [`c${index}`, 1])),
    }),
    // It gives the best that it has, and does not say whether it was stopped: the clock does.
    solve: (model, timeout) => {
      const begun = performance.now();
      const { feasible, result } = solver.Solve({ ...model, timeout });
      return feasible && performance.now() - begun < timeout ? Math.round(result) : undefined;
    },
  };
}

const eachRow = (rows) => Object.fromEntries(Array.from({ length: rows }, (_, row) => [`r${row}`, { min: 1 }]));

const variables = (columns) =>
  Object.fromEntries(columns.map(({ fee, hours, rows }, index) => [
    `c${index}`, { fee, hours, ...Object.fromEntries(rows.map((row) => [`r${row}`, 1])) },
  ]));
