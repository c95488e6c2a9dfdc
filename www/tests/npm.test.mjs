// The package as others get it: packed, unpacked, and loaded in plain HTML, by two bundlers, and in Node.js.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "../../scripts/serve.mjs";
import { browser, complaints } from "./browser.mjs";

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const TAG = '<pathway-planner region="/regions/kuzbass/kuzbass.region" lang="en" loading="eager"></pathway-planner>';
const BESIDE = ["pathway-planner.worker.js", "pathway_planner_bg.wasm"];
let chromium, folder, unpacked;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "pathways-npm-"));
  const [{ filename }] = JSON.parse(execFileSync("npm", ["pack", "--json", "--pack-destination", folder], { cwd: root("pkg"), encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  unpacked = join(folder, "node_modules/pathway-planner");
  mkdirSync(unpacked, { recursive: true });
  execFileSync("tar", ["xzf", join(folder, filename), "-C", unpacked, "--strip-components", "1"]);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "main.js"), 'import "pathway-planner";\n');
  writeFileSync(join(folder, "index.html"), `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">${TAG}<script type="module" src="./main.js"></script></html>`);
  chromium = await browser();
});

after(async () => {
  await chromium?.close();
  if (folder) rmSync(folder, { recursive: true });
});

/** Opens a page of a folder under the strictest policy, waits for the form, and gives an answer to `look`. */
async function loads(mounts, look = () => undefined) {
  const server = await serve({ ...mounts, "/regions": root("target/regions") });
  const page = await chromium.newPage();
  const heard = complaints(page);
  await page.goto(`${server.address}/index.html`);
  await page.getByRole("radio", { name: "Grade 9", exact: true }).waitFor({ timeout: 20_000 });
  // The engine has a thread of its own: both files were found.
  assert.equal(page.workers().length, 1);
  const seen = await page.evaluate(look);
  assert.deepEqual(heard, []);
  await page.close();
  await server.close();
  return seen;
}

test("the package holds what its README names, and no more", () => {
  const { exports } = JSON.parse(readFileSync(join(unpacked, "package.json"), "utf8"));
  const names = readdirSync(unpacked, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath ?? one.path, one.name).slice(unpacked.length + 1));
  const others = names.filter((name) => !/^pathway-planner(\.[a-z.]+)?\.js$/.test(name)).sort();
  assert.deepEqual(others, [
    "LICENSE-APACHE", "LICENSE-MIT", "README.md", "custom-elements.json", "integrity.json", "package.json", "pathway_planner_bg.wasm", "planner.js",
    "types/errors.d.ts", "types/headless.d.ts", "types/pathway-planner.d.ts", "types/planner.d.ts", "types/types.d.ts",
  ]);
  const named = Object.values(exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
  assert.deepEqual(named.filter((name) => !existsSync(join(unpacked, name))), []);
  const hashed = Object.keys(JSON.parse(readFileSync(join(unpacked, "integrity.json"), "utf8")));
  assert.deepEqual(hashed, names.filter((name) => /\.(js|wasm)$/.test(name)).sort());
});

test("plain HTML loads it, with the hash of the loader in the tag, and the manifest says what the elements have", async () => {
  const plain = join(folder, "plain");
  mkdirSync(plain, { recursive: true });
  const hash = JSON.parse(readFileSync(join(unpacked, "integrity.json"), "utf8"))["pathway-planner.js"];
  writeFileSync(join(plain, "index.html"), `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">${TAG}<script type="module" src="/pathways/pathway-planner.js" integrity="${hash}"></script></html>`);
  const observed = await loads({ "/": plain, "/pathways": unpacked }, () =>
    Object.fromEntries(["pathway-planner", "pathway-job"].map((name) => [name, [...customElements.get(name).observedAttributes].sort()])));
  const [{ declarations: [planner, job] }] = JSON.parse(readFileSync(join(unpacked, "custom-elements.json"), "utf8")).modules;
  const names = (list) => list.map(({ name }) => name);
  assert.deepEqual({ "pathway-planner": names(planner.attributes).sort(), "pathway-job": names([...planner.attributes, ...job.attributes]).sort() }, observed);
  assert.deepEqual(names(planner.members), names(planner.attributes));
  // What the sources have of the rest.
  const sources = root("www/src");
  const text = readdirSync(sources, { recursive: true }).filter((name) => name.endsWith(".ts")).map((name) => readFileSync(join(sources, name), "utf8")).join("\n");
  const all = (pattern) => [...new Set([...text.matchAll(pattern)].flatMap(([, found]) => found.split(" ")))].sort();
  assert.deepEqual(names(planner.events).sort(), all(/"(pathway-planner-\w+)": CustomEvent/g));
  assert.deepEqual(names(planner.cssProperties).sort(), all(/var\((--pathway-[a-z-]+)/g));
  assert.deepEqual(names(planner.cssParts).sort(), all(/\bpart="([a-z ]+)"/g));
});

/** Whoever imports Vite is in development from then on; what is built here is not. */
const env = () => ({ ...process.env, NODE_ENV: "production" });

test("Vite bundles it without a word of configuration", async () => {
  execFileSync("node", [root("www/node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn", "--outDir", "vite"], { cwd: folder, env: env(), stdio: ["ignore", "ignore", "inherit"] });
  await loads({ "/": join(folder, "vite") });
});

test("esbuild bundles it, with two files put beside the bundle", async () => {
  const { build } = await import("esbuild");
  const out = join(folder, "esbuild");
  await build({ absWorkingDir: folder, entryPoints: ["main.js"], bundle: true, splitting: true, format: "esm", outdir: out, logLevel: "error" });
  for (const name of BESIDE) copyFileSync(join(unpacked, name), join(out, name));
  copyFileSync(join(folder, "index.html"), join(out, "index.html"));
  await loads({ "/": out });
});

test("Node.js plans with it, and may import the elements", () => {
  const script = `
    import { readFile } from "node:fs/promises";
    import { Planner } from "pathway-planner/planner";
    import { PathwayPlannerElement } from "pathway-planner";
    const region = ${JSON.stringify(root("target/regions/kuzbass/kuzbass"))};
    const planner = await Planner.load(await readFile(region + ".region"), {
      lang: "en", labels: [await readFile(region + ".en.labels")], wasm: await readFile(new URL(import.meta.resolve("pathway-planner/pathway_planner_bg.wasm"))), worker: false,
    });
    const student = { format: "pathways-student/1", now: "2026-11", credentials: ["basic-general"] };
    const { status } = await planner.plan({ student, goal: { job: "mine-foreman" } });
    planner.close();
    console.log(status, planner.catalog.job?.("x") ?? planner.catalog.locale, typeof PathwayPlannerElement);`;
  const said = execFileSync("node", ["--input-type=module", "-e", script], { cwd: folder, encoding: "utf8", timeout: 60_000 });
  assert.equal(said.trim(), "exact en function");
});
