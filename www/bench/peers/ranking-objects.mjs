// Ranking as a page would write it: objects, maps, a sort. The score is that of src/matching.rs.
import { log2, perMille } from "./score.mjs";

/** Prepares the jobs of a catalog; gives `rank(student)`, which gives the jobs, best first. */
export function ranker({ competencies, jobs }) {
  const wider = new Map(competencies.map(({ id, broader }) => [id, broader]));
  const prepared = jobs.map((job) => ({ ...job, vector: new Map() }));
  for (const { requires, vector } of prepared) {
    for (const { competency, level, weight } of requires) raise(vector, competency, weight * level * 256);
  }
  const jobsWith = new Map();
  for (const { vector } of prepared) {
    for (const id of vector.keys()) jobsWith.set(id, (jobsWith.get(id) ?? 0) + 1);
  }
  const telling = new Map([...jobsWith].map(([id, having]) => [id, log2(jobs.length + having, having)]));
  for (const { vector } of prepared) weigh(vector);

  return (student) => {
    const held = new Map(student.competencies.map(({ id, level }) => [id, level]));
    const known = new Map();
    for (const id of held.keys()) widen(known, id);
    for (const [id, level] of held) raise(known, id, level * 256);
    weigh(known);
    const size = [...known.values()].reduce((sum, value) => sum + value ** 2, 0);
    return prepared.map((job) => standing(job, held, known, size)).sort(better);
  };

  function raise(vector, id, value) {
    if (value <= (vector.get(id) ?? 0)) return;
    vector.set(id, value);
    for (const other of wider.get(id)) raise(vector, other, Math.floor(value / 2));
  }

  function widen(known, id) {
    if (known.has(id)) return;
    known.set(id, 0);
    for (const other of wider.get(id)) widen(known, other);
  }

  function weigh(vector) {
    for (const [id, value] of vector) vector.set(id, Math.floor((value * (telling.get(id) ?? 0)) / 65536));
  }
}

function standing({ id, requires, vector }, held, known, size) {
  let [product, length, gap, whole, missing_essential] = [0, 0, 0, 0, 0];
  for (const [competency, value] of vector) {
    const own = known.get(competency);
    if (own === undefined) continue;
    product += value * own;
    length += value ** 2;
  }
  for (const { competency, level, weight, essential } of requires) {
    const missing = Math.max(0, level - (held.get(competency) ?? 0));
    gap += weight * missing;
    whole += weight * level;
    if (essential && missing > 0) missing_essential += 1;
  }
  const readiness = 100 - Math.ceil((100 * gap) / Math.max(1, whole));
  return { job: id, score: perMille(product, length, size), readiness, gap, missing_essential };
}

function better(one, other) {
  return other.score - one.score || other.readiness - one.readiness || one.gap - other.gap || (one.job < other.job ? -1 : 1);
}
