// Many questions to one region, each asked once: how long, and how well answered.
import { open } from "./engine.mjs";
import { each, json, timed } from "./measure.mjs";

export async function population(region, limits) {
  const { engine } = await open(region);
  const answers = [];
  const row = await each("planner, wasm", await json(`${region}-questions.json`), limits, (question) => {
    const [answer, time] = timed(() => engine.plan(question));
    answers.push(answer);
    return time;
  });
  return [{ ...row, ...proved(answers) }];
}

/** How many answers are proved, and within what. */
export function proved(answers) {
  const exact = answers.filter(({ status }) => status === "exact" || status === "unreachable").length;
  const partial = answers.filter(({ status }) => status === "partial").length;
  const bounds = answers.filter(({ status }) => status === "within").map(({ bound }) => bound);
  return { exact, within: bounds.length, partial, bound: bounds.length ? Math.max(...bounds) : null };
}
