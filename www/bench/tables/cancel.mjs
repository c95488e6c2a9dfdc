// A plan that takes long, through the public API with its worker: how soon it ends when it is aborted, and how soon the
// same planner answers again. Meanwhile ../trace.mjs looks for the longest task of the page's own thread.
import { awaited, bytes, json, row } from "../measure.mjs";

/** So many steps take seconds, so that the question is still under way when it is aborted. */
const LONG = { budget: 10_000_000 };
const AFTER = 100;

export default async ({ throttle, count, seconds }) => {
  const { Planner } = await import(/* @vite-ignore */ "/pathways/planner.js");
  const questions = await json("national-questions.json");
  const region = await bytes("national.region");
  const again = questions[0];
  const [ended, answered] = [[], []];
  const end = performance.now() + 1_000 * seconds;

  await phase("of loading the region");
  const planner = await Planner.load(region);
  for (const question of questions) {
    if (ended.length === Math.min(count, 20) || performance.now() > end) break;
    const abort = new AbortController();
    await phase("while planning");
    const plan = planner.plan({ ...question, ...LONG }, { signal: abort.signal }).then(() => "answered", () => "aborted");
    await Promise.race([plan, wait(AFTER)]);
    await phase("until it answers after an abort");
    const begun = performance.now();
    abort.abort();
    // A question that was answered before has nothing to abort.
    if ((await plan) !== "aborted") continue;
    ended.push(performance.now() - begun);
    answered.push((await awaited(() => planner.gap(again.student, again.goal.job)))[1]);
  }
  planner.close();
  const note = throttle > 1 ? { note: "the worker is not slower" } : {};
  return [row("planner, until an aborted plan has ended", ended, note), row("planner, until it answers after that", answered, note)];
};

const wait = (time) => new Promise((done) => setTimeout(done, time));

/** From here on tasks are of this phase. The one that has led here is not. */
async function phase(name) {
  await wait(0);
  performance.mark(`phase ${name}`);
}
