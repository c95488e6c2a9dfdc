// A plan that takes long, through the public API with its worker: how soon it ends when it is aborted, how soon the same
// planner answers again, and for how long the page's own thread was ever held up. Slowing does not reach the worker.
import { awaited, bytes, json, row } from "../measure.mjs";

/** So many steps take seconds, so that the question is still under way when it is aborted. */
const LONG = { budget: 10_000_000 };
const AFTER = 100;

export default async ({ throttle, count }) => {
  const { Planner } = await import(/* @vite-ignore */ "/pathways/planner.js");
  const questions = await json("national-questions.json");
  const region = await bytes("national.region");
  const idle = await heldUp(() => wait(1_000));
  let planner;
  const load = await heldUp(async () => (planner = await Planner.load(region)));
  const again = { student: questions[0].student, job: questions[0].goal.job };
  const [ended, answered, planning, after] = [[], [], [], []];
  for (const question of questions) {
    if (ended.length === Math.min(count, 20)) break;
    const abort = new AbortController();
    let aborted;
    const plan = planner.plan({ ...question, ...LONG }, { signal: abort.signal }).then(() => "answered", () => "aborted");
    planning.push(await heldUp(() => Promise.race([plan, wait(AFTER)])));
    aborted = performance.now();
    abort.abort();
    // A question that was answered before has nothing to abort.
    if ((await plan) !== "aborted") continue;
    ended.push(performance.now() - aborted);
    after.push(await heldUp(async () => answered.push((await awaited(() => planner.gap(again.student, again.job)))[1])));
  }
  planner.close();
  const note = { note: throttle > 1 ? "only the page's own thread is slower, not the worker" : undefined };
  return [
    row("planner, until an aborted plan has ended", ended, note),
    row("planner, until it answers after that", answered, note),
    row("page's thread, longest task while planning", planning, note),
    row("page's thread, longest task until it answers after an abort", after, note),
    row("page's thread, longest task while the region loads", [load], note),
    row("page's thread, longest task of an idle second", [idle], note),
  ];
};

const wait = (time) => new Promise((done) => setTimeout(done, time));

/** The longest that this thread kept a message waiting while something went on. */
async function heldUp(run) {
  const { port1, port2 } = new MessageChannel();
  let [last, longest] = [performance.now(), 0];
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    port2.postMessage(null);
  };
  port2.postMessage(null);
  await run();
  port1.close();
  // What ran since the last message has kept the next one waiting.
  return Math.max(longest, performance.now() - last);
}
