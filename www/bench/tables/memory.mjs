// How far the engine's memory has grown after many questions; it never shrinks. Slowing changes nothing.
import { open } from "../engine.mjs";
import { json } from "../measure.mjs";

const AFTER = [50, 1_000];

export default async ({ throttle, count, seconds }) => {
  if (throttle > 1) return [];
  const rows = [];
  for (const region of ["kuzbass", "national"]) {
    const questions = await json(`${region}-questions.json`);
    const { engine, memory } = await open(region);
    // Whoever opens a region asks for its catalog first.
    engine.catalog();
    const row = { who: `planner, wasm, ${region}`, cases: 0, opened_bytes: memory.buffer.byteLength };
    const end = performance.now() + 1_000 * seconds;
    while (row.cases < Math.min(count, AFTER.at(-1)) && performance.now() < end) {
      // Another stride than one, so that the first fifty are of all students.
      engine.plan(questions[(31 * row.cases) % questions.length]);
      row.cases += 1;
      if (AFTER.includes(row.cases)) row[`after_${row.cases}_bytes`] = memory.buffer.byteLength;
    }
    rows.push({ ...row, at_end_bytes: memory.buffer.byteLength });
  }
  return rows;
};
