// The browser's half of `make bench`: ours and theirs, side by side in one page of headless Chromium.
//
// `node www/bench/run.mjs [--out target/bench/page.jsonl] [--count N] [--table ID …]` writes a row of JSON for each that
// is measured, once plain and once with the page's thread slowed four times ("throttle": 4), which is a throttled
// desktop, not a phone. `make bench` has written the cases before; N is the most cases of a row.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "vite";
import { serve } from "../../scripts/serve.mjs";
import { browser } from "../tests/browser.mjs";
import { withTasks } from "./trace.mjs";

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const THROTTLE = 4;
/** What a row may take in seconds, plain and slower: who is slow is measured on fewer cases. */
const SECONDS = { 1: 240, [THROTTLE]: 60 };

const { values: options } = parseArgs({
  options: {
    out: { type: "string", default: root("target/bench/page.jsonl") },
    cases: { type: "string", default: root("target/bench/cases") },
    count: { type: "string" },
    table: { type: "string", multiple: true },
  },
});
const out = resolve(options.out);
const count = Number(options.count ?? 1_000_000);
if (!(count >= 1)) throw new Error("--count takes a number from 1 up.");
if (!existsSync(options.cases)) throw new Error(`${options.cases} is missing: make bench`);

installPeers();
await bundle();
mkdirSync(dirname(out), { recursive: true });
const rows = [];
let failed = false;
const server = await serve(
  { "/": root("www/bench"), "/page": root("target/bench/page"), "/pathways": root("pkg"), "/cases": resolve(options.cases) },
  // A page that is isolated has a clock of 5 µs instead of 100. What peers do in a page is theirs, so there is no policy.
  { csp: "", headers: { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" } },
);
const chromium = await browser();
try {
  for (const id of options.table ?? await tables()) {
    for (const throttle of [1, THROTTLE]) await table(id, throttle);
  }
} finally {
  await chromium.close();
  await server.close();
}
if (failed) process.exitCode = 1;

/** Adds the rows of one table. One that fails leaves the others alone. */
async function table(id, throttle) {
  const name = `page: ${id}${throttle > 1 ? `, ${throttle} times slower` : ""}`;
  const begun = performance.now();
  try {
    for (const row of await measure(id, throttle)) rows.push({ table: id, ...row, ...(throttle > 1 && { throttle }) });
    console.error(`${name}: ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  } catch (error) {
    failed = true;
    console.error(`${name}: ${error.message}`);
  }
  writeFileSync(out, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
}

/** The others of the tables, as the lock file has them; a second run does nothing. */
function installPeers() {
  const lock = root("www/bench/package-lock.json");
  const stamp = root("www/bench/node_modules/.setup-lock.json");
  if (existsSync(stamp) && readFileSync(stamp).equals(readFileSync(lock))) return;
  console.error("page: installing the npm packages of www/bench/package-lock.json: what the page's tables compare with");
  execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: dirname(lock), stdio: ["ignore", "ignore", "inherit"] });
  copyFileSync(lock, stamp);
}

/** One script of all tables and their peers, some of which are written for Node.js. */
async function bundle() {
  await build({
    root: root("www/bench"), configFile: false, logLevel: "warn", publicDir: false,
    build: {
      outDir: root("target/bench/page"), emptyOutDir: true, target: "es2022", minify: "oxc",
      lib: { entry: "page.mjs", formats: ["es"], fileName: () => "page.js" },
    },
  });
}

async function tables() {
  return inPage(1, (page) => page.evaluate(async () => Object.keys((await import("/page/page.js")).tables)));
}

/** The rows of one table, measured in a page of its own. */
function measure(id, throttle) {
  const limits = { throttle, count, seconds: SECONDS[throttle] };
  return inPage(throttle, (page) => {
    const run = () => page.evaluate(async ([id, limits]) => (await import("/page/page.js")).tables[id](limits), [id, limits]);
    return id === "cancel" ? withTasks(chromium, page, run) : run();
  });
}

async function inPage(throttle, run) {
  const page = await chromium.newPage();
  try {
    await page.goto(`${server.address}/page.html`);
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: throttle });
    return await run(page);
  } finally {
    await page.close();
  }
}
