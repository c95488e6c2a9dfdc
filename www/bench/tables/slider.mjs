// One level moves, as under a slider, and the jobs are ranked again; a page shows the best ten. All see the same student
// and the same moves.
import { assertEqual, each, random, timed } from "../measure.mjs";
import { rankings, student } from "../rankings.mjs";

export default async (limits) => {
  const { catalog, ours, theirs } = await rankings();
  const number = random(2);
  const someone = student(catalog, number);
  const any = () => [number(someone.competencies.length), number(catalog.progression.length + 1)];
  const moves = Array.from({ length: 200 }, any);
  const longest = [];
  const rows = [];
  for (const { who, rank, move, out } of [ours.best, ours.all, ...theirs]) {
    rank(structuredClone(someone));
    rows.push(await each(who, moves, limits, ([at, level], index) => {
      const [ranked, time] = timed(() => move(at, level));
      const jobs = out(ranked);
      const known = longest[index] ?? jobs;
      assertEqual(jobs.slice(0, known.length), known.slice(0, jobs.length), `${who}, move ${index}`);
      longest[index] = jobs.length > known.length ? jobs : known;
      return time;
    }));
  }
  return rows;
};
