// The same answers natively and in WebAssembly, byte for byte: the ranking of every student, and the gap and the plan
// of every student × job of the region.
// BUDGET sets the search steps of each plan, 0 (and nothing) the default; under any budget answers must be equal.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { browser, site } from "./browser.mjs";

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const BUDGET = Number(process.env.BUDGET ?? 0);
const REGION = "regions/kuzbass/kuzbass.region";
const STUDENTS = root("regions/students");

test(`natively and in WebAssembly answers are the same, ${BUDGET ? `within ${BUDGET} steps` : "within the default budget"}`, async () => {
  const native = await answersOfNative();
  const chromium = await browser();
  const server = await site();
  try {
    const page = await chromium.newPage();
    await page.goto(`${server.address}/demo.css`);
    await page.evaluate(start, `/${REGION}`);
    const files = readdirSync(STUDENTS).filter((name) => name.endsWith(".json") && !name.endsWith(".query.json")).sort();
    const times = { native: [], wasm: [] };
    const states = {};
    for (const file of files) {
      const student = JSON.parse(readFileSync(`${STUDENTS}/${file}`, "utf8"));
      for (const { call, text, time } of await page.evaluate(answer, { student, budget: BUDGET })) {
        const expected = native.get(`${file}\t${call}`);
        assert.ok(expected, `the native command has no answer for ${file} and ${call}`);
        assert.equal(text, expected.text, `${file} and ${call}`);
        native.delete(`${file}\t${call}`);
        if (!call.startsWith("plan ")) continue;
        times.native.push(expected.time);
        times.wasm.push(time);
        const { status } = JSON.parse(text);
        states[status] = (states[status] ?? 0) + 1;
      }
    }
    assert.deepEqual([...native.keys()], [], "answers that WebAssembly did not give");
    assert.ok(times.wasm.length > 0);
    report(states, times);
  } finally {
    await chromium.close();
    await server.close();
  }
});

async function answersOfNative() {
  const command = root("target/release/examples/answers");
  const { stdout } = await promisify(execFile)(command, [root(`target/${REGION}`), STUDENTS, String(BUDGET)], { maxBuffer: 2 ** 30 });
  const lines = stdout.trimEnd().split("\n").map((line) => line.split("\t"));
  return new Map(lines.map(([file, call, time, text]) => [`${file}\t${call}`, { text, time: Number(time) / 1000 }]));
}

/** Runs in the page: opens the region. */
async function start(region) {
  const { default: init, Engine } = await import("/pathways/wasm/pathway_planner.js");
  await init({ module_or_path: "/pathways/pathway_planner_bg.wasm" });
  globalThis.engine = new Engine(new Uint8Array(await (await fetch(region)).arrayBuffer()));
}

/** Runs in the page: all answers about a student, each with its call and milliseconds. */
function answer({ student, budget }) {
  const timed = (call, run) => {
    const begun = performance.now();
    const answer = run();
    return { call, time: performance.now() - begun, text: JSON.stringify(answer) };
  };
  const ranked = timed("match", () => engine.match(student));
  const ofJobs = engine.catalog().jobs.flatMap(({ id: job }) => [
    timed(`gap ${job}`, () => engine.gap(student, job)),
    timed(`plan ${job}`, () => engine.plan({ student, goal: { job }, ...(budget > 0 && { budget }) })),
  ]);
  return [ranked, ...ofJobs];
}

function report(states, times) {
  console.log(`${times.wasm.length} plans: ${Object.entries(states).map(([status, count]) => `${count} ${status}`).join(", ")}`);
  console.log("| ms | median | 99th percentile | worst |\n|---|---|---|---|");
  for (const [name, list] of Object.entries(times)) {
    list.sort((one, other) => one - other);
    const at = (part) => list[Math.floor((list.length - 1) * part)].toFixed(1);
    console.log(`| ${name} | ${at(0.5)} | ${at(0.99)} | ${at(1)} |`);
  }
}
