// One level moves, as under a slider, and the jobs are ranked again.
import { assertEqual, each, random, timed } from "../measure.mjs";
import { rankings, student } from "../rankings.mjs";

export default async (limits) => {
  const { catalog, ways } = await rankings();
  const number = random(2);
  const someone = student(catalog, number);
  const move = () => [number(someone.competencies.length), number(catalog.progression.length + 1)];
  const moves = Array.from({ length: 200 }, move);
  const expected = [];
  const rows = [];
  for (const { who, top, rank, move, out } of ways) {
    rank(someone);
    rows.push(await each(who, moves, limits, ([at, level], index) => {
      const [ranked, time] = timed(() => move(at, level));
      expected[index] ??= out(ranked);
      assertEqual(out(ranked), expected[index].slice(0, top), `${who}, move ${index}`);
      return time;
    }));
  }
  return rows;
};
