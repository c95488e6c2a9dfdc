// Ranking as JavaScript does it fastest: rows of numbers one after another in typed arrays, one sort of plain numbers.
// The score is that of src/matching.rs.
import { log2, perMille } from "./score.mjs";

/**
 * Prepares the jobs of a catalog. Gives `levels`, one for each competency, -1 where it is unknown, and `rank()`, which
 * gives the rows of jobs, best first, and `scores`, `readiness`, `gaps` and `missing` by row.
 */
export function ranker({ competencies, jobs }) {
  const rowOf = new Map(competencies.map(({ id }, row) => [id, row]));
  const wider = competencies.map(({ broader }) => Int32Array.from(broader, (id) => rowOf.get(id)));
  const count = jobs.length;

  const needs = jobs.flatMap(({ requires }) => requires);
  const needEnd = ends(jobs.map(({ requires }) => requires.length));
  const needRow = Int32Array.from(needs, ({ competency }) => rowOf.get(competency));
  const needLevel = Int8Array.from(needs, ({ level }) => level);
  const needWeight = Int8Array.from(needs, ({ weight }) => weight);
  const needEssential = Int8Array.from(needs, ({ essential }) => Number(essential));

  const values = new Float64Array(competencies.length);
  const telling = new Float64Array(competencies.length);
  const vectors = jobs.map(({ requires }) => {
    for (const { competency, level, weight } of requires) raise(rowOf.get(competency), weight * level * 256);
    const vector = [];
    values.forEach((value, row) => value > 0 && vector.push([row, value]));
    values.fill(0);
    for (const [row] of vector) telling[row] += 1;
    return vector;
  });
  telling.forEach((having, row) => (telling[row] = having && log2(count + having, having)));
  const terms = vectors.flat();
  const termEnd = ends(vectors.map(({ length }) => length));
  const termRow = Int32Array.from(terms, ([row]) => row);
  const termValue = Float64Array.from(terms, ([row, value]) => weighted(row, value));

  const whole = Float64Array.from(jobs, ({ requires }) => requires.reduce((sum, { level, weight }) => sum + level * weight, 0));
  const inOrder = jobs.map((_, row) => row).sort((one, other) => (jobs[one].id < jobs[other].id ? -1 : 1));
  const place = new Int32Array(count);
  inOrder.forEach((row, at) => (place[row] = at));

  const levels = new Int8Array(competencies.length).fill(-1);
  const known = new Int8Array(competencies.length);
  const [scores, readiness, gaps, missing] = [new Int32Array(count), new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  const keys = new Float64Array(count);
  const ranked = new Int32Array(count);
  return { levels, rank, scores, readiness, gaps, missing };

  function rank() {
    const size = vector();
    for (let job = 0, term = 0, need = 0; job < count; job += 1) {
      let [product, length, gap, essential] = [0, 0, 0, 0];
      for (const end = termEnd[job]; term < end; term += 1) {
        const row = termRow[term];
        if (known[row] === 0) continue;
        const value = termValue[term];
        product += value * values[row];
        length += value * value;
      }
      for (const end = needEnd[job]; need < end; need += 1) {
        const short = needLevel[need] - Math.max(0, levels[needRow[need]]);
        if (short <= 0) continue;
        gap += needWeight[need] * short;
        essential += needEssential[need];
      }
      scores[job] = perMille(product, length, size);
      readiness[job] = 100 - Math.ceil((100 * gap) / Math.max(1, whole[job]));
      gaps[job] = gap;
      missing[job] = essential;
      // Score, readiness, gap and the id's place in 10, 7, 20 and 16 bits, which a float holds.
      keys[job] = (((1000 - scores[job]) * 128 + 100 - readiness[job]) * 2 ** 20 + gap) * 2 ** 16 + place[job];
    }
    keys.sort();
    for (let at = 0; at < count; at += 1) ranked[at] = inOrder[keys[at] % 2 ** 16];
    return ranked;
  }

  /** Puts what is held and known into the arrays, and gives the square of the vector's length. */
  function vector() {
    values.fill(0);
    known.fill(0);
    for (let row = 0; row < levels.length; row += 1) {
      if (levels[row] < 0) continue;
      widen(row);
      raise(row, levels[row] * 256);
    }
    let size = 0;
    for (let row = 0; row < values.length; row += 1) {
      if (values[row] === 0) continue;
      values[row] = weighted(row, values[row]);
      size += values[row] ** 2;
    }
    return size;
  }

  function raise(row, value) {
    if (value <= values[row]) return;
    values[row] = value;
    for (const other of wider[row]) raise(other, Math.floor(value / 2));
  }

  function widen(row) {
    if (known[row] === 1) return;
    known[row] = 1;
    for (const other of wider[row]) widen(other);
  }

  function weighted(row, value) {
    return Math.floor((value * telling[row]) / 65536);
  }
}

/** Where each of several rows of these lengths ends, one after another. */
function ends(lengths) {
  let end = 0;
  return Int32Array.from(lengths, (length) => (end += length));
}
