// The cheapest activities that close a gap within the hours there are: a weighted cover, by whatever means.
import { open, realm } from "../engine.mjs";
import { assertEqual, each, lines, row, timed } from "../measure.mjs";
import { highs, ofJavascriptLpSolver, ofYalps } from "../peers/covers.mjs";
import { proved } from "../population.mjs";

/** A peer that takes longer over a case, in milliseconds, has not finished it; what it took counts all the same. */
const LIMIT = 5_000;

export default async (limits) => {
  const cases = (await lines("covers.jsonl")).map(({ question, cover }) => ({ question, cover }));
  const optima = [];
  const rows = [];
  for (const solver of [await highs(), ofYalps(), ofJavascriptLpSolver()]) rows.push(await solved(solver));
  return [await planned(), ...rows];

  async function solved({ who, model, solve }) {
    const whole = [];
    let timeouts = 0;
    const measured = await each(who, cases, limits, ({ cover }, index) => {
      const [said, saying] = timed(() => model(cover));
      const [optimum, solving] = timed(() => solve(said, LIMIT));
      whole.push(saying + solving);
      if (optimum === undefined) timeouts += 1;
      else assertEqual(optimum, (optima[index] ??= optimum), `${who}, gap ${index}`);
      return solving;
    });
    return { ...measured, timeouts, with_model_median_us: row(who, whole).median_us };
  }

  async function planned() {
    const started = realm();
    const answers = [];
    const measured = await each("planner, wasm", cases, limits, async ({ question }, index) => {
      const { engine } = await open(`covers/${String(index).padStart(3, "0")}`, started);
      const [answer, time] = timed(() => engine.plan(question));
      engine.free();
      answers.push(answer);
      const fees = answer.routes[0]?.fees;
      if (answer.status === "exact") assertEqual(fees, optima[index] ?? fees, `the planner, gap ${index}`);
      if (fees < optima[index]) throw new Error(`the planner, gap ${index}: ${fees} is below the optimum ${optima[index]}`);
      return time;
    });
    return { ...measured, ...proved(answers) };
  }
};
