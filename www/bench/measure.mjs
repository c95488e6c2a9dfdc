// What all tables share: the clock, rows, samples.

/** What `run` gives, and the milliseconds it took. */
export function timed(run) {
  const begun = performance.now();
  const result = run();
  return [result, performance.now() - begun];
}

/** As `timed`, of something that is waited for. */
export async function awaited(run) {
  const begun = performance.now();
  const result = await run();
  return [result, performance.now() - begun];
}

/** A row from milliseconds. */
export function row(who, times, more = {}) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (part) => Math.round(1e6 * sorted[Math.ceil(sorted.length * part) - 1]) / 1000;
  return { who, cases: times.length, median_us: at(0.5), p99_us: at(0.99), worst_us: at(1), ...more };
}

/**
 * Runs cases one by one, each giving its milliseconds, until `count` are done or `seconds` over. They come in an order
 * that is mixed, and the same every time, so that some of them stand for all; the row then says which they are.
 */
export async function each(who, cases, { count, seconds }, run) {
  const times = new Map();
  const begun = performance.now();
  for (const index of mixed(cases.length)) {
    if (times.size >= count || performance.now() - begun > 1_000 * seconds) break;
    times.set(index, await run(cases[index], index));
  }
  const done = [...times.keys()].toSorted((one, other) => one - other);
  const inOrder = done.map((index) => times.get(index));
  const some = done.length < cases.length && { of: cases.length, cases_at: done };
  return row(who, inOrder, { ...some, times_us: inOrder.map((time) => Math.round(1_000 * time)) });
}

function mixed(length) {
  const order = Array.from({ length }, (_, index) => index);
  const number = random(length);
  for (let last = length - 1; last > 0; last -= 1) {
    const other = number(last + 1);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

/** Numbers below `below`, the same for ever: a multiplier modulo 2^32 whose upper bits are good. */
export function random(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export function assertEqual(found, expected, what) {
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new Error(`${what}: ${JSON.stringify(found)?.slice(0, 300)} instead of ${JSON.stringify(expected)?.slice(0, 300)}`);
  }
}

/** A case of `make bench`: bytes, or what JSON holds. */
export async function bytes(name) {
  return new Uint8Array(await (await found(name)).arrayBuffer());
}

export async function json(name) {
  return (await found(name)).json();
}

export async function lines(name) {
  const text = await (await found(name)).text();
  return text.trimEnd().split("\n").map((line) => JSON.parse(line));
}

async function found(name) {
  const response = await fetch(`/cases/${name}`);
  if (!response.ok) throw new Error(`There is no case ${name}: make bench writes them.`);
  return response;
}
