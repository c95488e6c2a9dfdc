// One score, ranked by our engine and by JavaScript: what the tables of ranking compare.
import { open } from "./engine.mjs";
import { ranker as ofArrays } from "./peers/ranking-arrays.mjs";
import { ranker as ofObjects } from "./peers/ranking-objects.mjs";

/**
 * The catalog of the jobs, and each way to rank them: `rank` a student anew, `move` one level of the last student and
 * rank again, and say in records what came `out` of it.
 */
export async function rankings() {
  const { engine } = await open("ranking");
  const catalog = engine.catalog();
  return { catalog, ways: [ofEngine(engine, undefined), ofEngine(engine, 10), arrays(catalog), objects(catalog)] };
}

/** A student who knows forty things, each time another one. */
export function student({ competencies, progression }, number) {
  const rows = new Set();
  while (rows.size < Math.min(40, competencies.length)) rows.add(number(competencies.length));
  const levels = [...rows].map((row) => ({ id: competencies[row].id, level: number(progression.length + 1) }));
  return { format: "pathways-student/1", now: "2026-11", competencies: levels };
}

function ofEngine(engine, top) {
  let last;
  return {
    who: `planner, wasm${top ? `, the best ${top}` : ""}`,
    top,
    rank: (student) => engine.match((last = structuredClone(student)), top),
    move: (at, level) => {
      last.competencies[at].level = level;
      return engine.match(last, top);
    },
    out: ({ jobs }) => jobs,
  };
}

function objects(catalog) {
  const rank = ofObjects(catalog);
  let last;
  return {
    who: "JavaScript, objects",
    rank: (student) => rank((last = structuredClone(student))),
    move: (at, level) => {
      last.competencies[at].level = level;
      return rank(last);
    },
    out: (jobs) => jobs,
  };
}

function arrays(catalog) {
  const { levels, rank, scores, readiness, gaps, missing } = ofArrays(catalog);
  const rowOf = new Map(catalog.competencies.map(({ id }, row) => [id, row]));
  let rows;
  return {
    who: "JavaScript, typed arrays",
    rank: ({ competencies }) => {
      rows = competencies.map(({ id }) => rowOf.get(id));
      levels.fill(-1);
      competencies.forEach(({ level }, at) => (levels[rows[at]] = level));
      return rank();
    },
    move: (at, level) => {
      levels[rows[at]] = level;
      return rank();
    },
    out: (ranked) => Array.from(ranked, (row) => ({
      job: catalog.jobs[row].id, score: scores[row], readiness: readiness[row], gap: gaps[row], missing_essential: missing[row],
    })),
  };
}
