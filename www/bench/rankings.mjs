// One score, ranked by our engine and by JavaScript: what the tables of ranking compare.
import { open } from "./engine.mjs";
import { ranker as ofArrays } from "./peers/ranking-arrays.mjs";
import { ranker as ofObjects } from "./peers/ranking-objects.mjs";

const KNOWN = 40;

/**
 * The catalog of the jobs, and each way to rank them: `rank` a student anew, `move` one level of that student, who is
 * changed, and rank again, and say in records what came `out` of it.
 */
export async function rankings() {
  const { engine } = await open("ranking");
  const catalog = engine.catalog();
  // The engine prepares its jobs for the first who ranks; the others have done so before their first.
  engine.match({ format: "pathways-student/1", now: "2026-11" }, 1);
  return {
    catalog,
    ours: { all: columns(engine, catalog), best: columns(engine, catalog, 10), records: records(engine) },
    theirs: [arrays(catalog), objects(catalog)],
  };
}

/** A student who knows forty things: what one job requires, and then what the next does. */
export function student({ jobs, progression }, number) {
  const listed = new Map();
  while (listed.size < KNOWN) {
    for (const { competency } of jobs[number(jobs.length)].requires) listed.set(competency, number(progression.length + 1));
  }
  const competencies = [...listed].slice(0, KNOWN).map(([id, level]) => ({ id, level }));
  return { format: "pathways-student/1", now: "2026-11", competencies };
}

/** Columns of numbers, and where the student stands is kept. */
function columns(engine, catalog, top) {
  const rowOf = new Map(catalog.competencies.map(({ id }, row) => [id, row]));
  let standing;
  let rows;
  return {
    who: `planner, wasm${top ? `, the best ${top}` : ""}`,
    top,
    rank: (student) => {
      standing?.free();
      rows = student.competencies.map(({ id }) => rowOf.get(id));
      standing = engine.stand(student);
      return standing.rank(top);
    },
    move: (at, level) => {
      standing.set(rows[at], level);
      return standing.rank(top);
    },
    out: (columns) => {
      const length = columns.length / 5;
      return Array.from({ length }, (_, row) => {
        const [job, score, readiness, gap, missing_essential] = [0, 1, 2, 3, 4].map((column) => columns[column * length + row]);
        return { job: catalog.jobs[job].id, score, readiness, gap, missing_essential };
      });
    },
  };
}

/** Records, as the public API gives them. */
function records(engine) {
  let last;
  return {
    who: "planner, wasm, as records",
    rank: (student) => engine.match((last = student)),
    move: (at, level) => {
      last.competencies[at].level = level;
      return engine.match(last);
    },
    out: ({ jobs }) => jobs,
  };
}

function objects(catalog) {
  const rank = ofObjects(catalog);
  let last;
  return {
    who: "JavaScript, objects",
    rank: (student) => rank((last = student)),
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
