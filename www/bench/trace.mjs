// The longest tasks of a page's own thread, from what the browser traces.
import { row } from "./measure.mjs";

/** Runs something in a page; adds a row for each phase that it marked, over all times that the phase came. */
export async function withTasks(chromium, page, run) {
  await chromium.startTracing(page, { categories: ["-*", "disabled-by-default-devtools.timeline", "blink.user_timing"] });
  const rows = await run();
  const { traceEvents } = JSON.parse(await chromium.stopTracing());
  const marks = traceEvents.filter(({ cat, name }) => cat === "blink.user_timing" && name.startsWith("phase "));
  const [{ pid, tid }] = marks;
  // A task that the end of the trace has cut off has no length.
  const tasks = traceEvents.filter(({ name, tdur, ...event }) => name === "RunTask" && event.pid === pid && event.tid === tid && tdur !== undefined);
  const longest = new Map();
  marks.forEach(({ name, ts }, index) => {
    const end = marks[index + 1]?.ts ?? Infinity;
    // What the thread itself has worked, since another programme may have had the processor in between.
    const work = tasks.filter((task) => task.ts >= ts && task.ts < end).map(({ tdur }) => tdur / 1_000);
    if (work.length > 0) longest.set(name, [...(longest.get(name) ?? []), Math.max(...work)]);
  });
  const told = [...longest].map(([name, times]) => row(`page's thread, longest task ${name.slice("phase ".length)}`, times));
  return [...rows, ...told];
}
