// All jobs ranked for a student: ours, and the same score in JavaScript, once written for speed and once for reading.
import { assertEqual, each, random, timed } from "../measure.mjs";
import { rankings, student } from "../rankings.mjs";

export default async (limits) => {
  const { catalog, ours, theirs } = await rankings();
  const number = random(1);
  const students = Array.from({ length: 200 }, () => student(catalog, number));
  const expected = [];
  const rows = [];
  for (const { who, rank, out } of [ours.all, ours.records, ...theirs]) {
    rows.push(await each(who, students, limits, (one, index) => {
      const [ranked, time] = timed(() => rank(one));
      expected[index] ??= out(ranked);
      assertEqual(out(ranked), expected[index], `${who}, student ${index}`);
      return time;
    }));
  }
  return rows;
};
