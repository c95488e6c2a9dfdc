// The content security policies of partners' pages: under each the elements work, or say what to change.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "../../scripts/serve.mjs";
import { browser, complaints } from "./browser.mjs";
import { pupil, walk } from "./pupil.mjs";

/** What the strictest site needs, word for word as docs/errors.md has it. */
const NEEDED = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self' blob:";

const { PKG = fileURLToPath(new URL("../../pkg", import.meta.url)), REGIONS = fileURLToPath(new URL("../../target/regions", import.meta.url)) } = process.env;
const words = pupil("en");
const open = new Set();
let chromium;

before(async () => {
  chromium = await browser();
});

after(async () => {
  await chromium?.close();
  await Promise.all([...open].map((close) => close()));
});

/** A webmaster's page: a heading, the line that was pasted, and a link for whoever can't have more. */
const pasted = ({ script = "/pathways/pathway-planner.js", region = "/regions/kuzbass/kuzbass.region", more = "" } = {}) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>School 12</title>
<h1>School 12</h1>
<pathway-planner region="${region}" lang="en"><a href="https://school.example/routes">The routes elsewhere</a></pathway-planner>
<script type="module" src="${script}"></script>${more}`;

/** Serves a page with a policy, and the planner's files where they belong. */
async function host(page, csp, { headers = {}, mounts = { "/pathways": PKG, "/regions": REGIONS } } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "pathways-page-"));
  await writeFile(join(folder, "index.html"), page);
  const server = await serve({ "/": folder, ...mounts }, { csp, headers });
  open.add(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });
  return server;
}

/** Opens an address as in November 2026. */
async function visit(address, prepare = async () => {}) {
  const page = await chromium.newPage();
  await page.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));
  await prepare(page);
  const heard = complaints(page);
  await page.goto(address);
  return { page, heard };
}

/** Where the engine runs: the addresses of its workers; none is the page's own thread. */
const workers = (page) => page.workers().map((worker) => worker.url());

test("the policy that is promised is all that a page needs", async () => {
  const { address } = await host(pasted(), NEEDED);
  const { page, heard } = await visit(address);
  await walk(page, words.journey);
  assert.deepEqual(workers(page), [`${address}/pathways/pathway-planner.worker.js`]);
  assert.deepEqual(heard, []);
  await page.close();
});

test("under Trusted Types nothing more is needed, unless the site names its policies", async () => {
  const typed = `${NEEDED}; require-trusted-types-for 'script'`;
  for (const [names, worker] of [["", true], ["; trusted-types lit-html pathway-planner", true], ["; trusted-types lit-html", false]]) {
    const { address } = await host(pasted(), typed + names);
    const { page, heard } = await visit(address);
    await walk(page, words.short);
    // Without a policy of its own the planner may start no worker, and goes on without.
    assert.equal(workers(page).length, worker ? 1 : 0, names);
    assert.deepEqual(worker ? heard : heard.filter((line) => !/TrustedTypePolicy|trusted-types/i.test(line)), []);
    await page.close();
  }
});

test("where a site's Trusted Types leave no room for the elements, the page's own words stay", async () => {
  const { address } = await host(pasted(), `${NEEDED}; require-trusted-types-for 'script'; trusted-types school`);
  const { page } = await visit(address);
  await page.waitForLoadState("networkidle");
  assert.ok(await page.getByRole("link", { name: "The routes elsewhere" }).isVisible());
  await page.close();
});

test("a page that allows no worker plans on its own thread", async () => {
  const { address } = await host(pasted(), NEEDED.replace("worker-src 'self' blob:", "worker-src 'none'"));
  const { page, heard } = await visit(address);
  await walk(page, words.short);
  assert.deepEqual(workers(page), []);
  assert.ok(heard.every((line) => line.includes("worker")), heard.join("\n"));
  await page.close();
});

for (const lang of ["ru", "en"]) {
  test(`a page that allows no WebAssembly keeps its own words, and says which header to add, in ${lang}`, async () => {
    const { t } = pupil(lang);
    const { address } = await host(pasted().replace('lang="en"><a', `lang="${lang}"><a`), NEEDED.replace(" 'wasm-unsafe-eval'", ""));
    const { page } = await visit(address, listening);
    const alert = page.getByRole("alert");
    await alert.getByText("CSP_WASM_BLOCKED", { exact: true }).waitFor();
    const text = await alert.innerText();
    assert.ok(text.includes(t.error.codes.CSP_WASM_BLOCKED[0]));
    assert.ok(text.includes("script-src 'self' 'wasm-unsafe-eval'"), text);
    assert.ok(await page.getByRole("link", { name: "The routes elsewhere" }).isVisible());
    const [told] = await page.evaluate(() => globalThis.told);
    assert.equal(told.code, "CSP_WASM_BLOCKED");
    assert.ok(told.remedy.includes("script-src 'self' 'wasm-unsafe-eval'"), told.remedy);
    await page.close();
  });
}

/** Notes what the elements tell the page. */
async function listening(page) {
  await page.addInitScript(() => {
    globalThis.told = [];
    addEventListener("pathway-planner-error", ({ detail }) => globalThis.told.push(detail));
  });
}

for (const [what, worker] of [["with a worker through a blob", "blob:"], ["without workers on the page's thread", undefined]]) {
  test(`a script from another origin works ${what}`, async () => {
    const everyone = { headers: { "access-control-allow-origin": "*" } };
    const cdn = await host("", "", { ...everyone, mounts: { "/v1": PKG } });
    const csp = `default-src 'none'; script-src ${cdn.address} 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' ${cdn.address}; worker-src ${worker ? `blob: ${cdn.address}` : "'none'"}`;
    const { address } = await host(pasted({ script: `${cdn.address}/v1/pathway-planner.js` }), csp);
    const { page, heard } = await visit(address);
    await walk(page, words.short);
    assert.deepEqual(workers(page).map((url) => url.slice(0, 5)), worker ? [worker] : []);
    // Before it takes the blob the planner tries the worker's own address, which a browser refuses with a word.
    assert.ok(heard.every((line) => /worker/i.test(line)), heard.join("\n"));
    await page.close();
  });
}

test("in a frame of another site that may store nothing the journey works", async () => {
  // A sandboxed frame has an origin of its own: storage throws, and its requests are a stranger's.
  const inner = await host(pasted(), NEEDED, { headers: { "access-control-allow-origin": "*" } });
  const outer = await host(`<!doctype html><title>Employer</title><link rel="icon" href="data:,"><h1>Work with us</h1>
    <iframe sandbox="allow-scripts allow-forms" src="${inner.address}" title="Routes" width="1000" height="800"></iframe>`, "");
  const { page, heard } = await visit(outer.address.replace("127.0.0.1", "localhost"));
  const frame = page.frames()[1];
  const throws = await frame.evaluate(() => ["localStorage", "sessionStorage", "indexedDB", "caches"].filter((name) => {
    try {
      return !(name === "indexedDB" ? indexedDB.open("x") : globalThis[name]?.length !== undefined);
    } catch {
      return true;
    }
  }));
  assert.deepEqual(throws, ["localStorage", "sessionStorage", "indexedDB", "caches"]);
  await walk(frame, words.journey);
  assert.ok(heard.every((line) => /worker/i.test(line)), heard.join("\n"));
  await page.close();
});

test("a page that carries engine and region in itself needs no connection at all", async () => {
  const inline = async (file, id) => `<script type="text/base64" id="${id}">${(await readFile(file)).toString("base64")}</script>`;
  const more = (await Promise.all([
    inline(join(PKG, "pathway_planner_bg.wasm"), "pathway_planner_bg.wasm"),
    ...["kuzbass.region", "kuzbass.ru.labels", "kuzbass.en.labels"].map((name) => inline(join(REGIONS, "kuzbass", name), name)),
  ])).join("\n");
  const { address } = await host(pasted({ region: "kuzbass.region", more }), NEEDED.replace("connect-src 'self'", "connect-src 'none'"), { mounts: { "/pathways": PKG } });
  const { page, heard } = await visit(address);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await walk(page, words.short);
  // The other language is there, too.
  await page.evaluate(() => document.querySelector("pathway-planner").setAttribute("lang", "ru"));
  await walk(page, pupil("ru").ask.slice(1));
  assert.deepEqual(asked.filter((url) => !url.endsWith(".js")), []);
  assert.deepEqual(heard, []);
  await page.close();
});

test("a page that allows no connection to the region says which line to add", async () => {
  const { address } = await host(pasted(), NEEDED.replace("connect-src 'self'", "connect-src 'none'"));
  const { page } = await visit(address, listening);
  const alert = page.getByRole("alert");
  await alert.getByText("CSP_CONNECT_BLOCKED", { exact: true }).waitFor();
  assert.match(await alert.innerText(), /connect-src 'self'/);
  assert.ok(await page.getByRole("link", { name: "The routes elsewhere" }).isVisible());
  assert.equal((await page.evaluate(() => globalThis.told))[0].code, "CSP_CONNECT_BLOCKED");
  await page.close();
});
