// Each code of an error: provoked in the page, said in both languages, and explained in docs/errors.md.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser, site } from "./browser.mjs";
import { pupil, walk } from "./pupil.mjs";
import { trapping } from "./trapping.mjs";

const file = (path) => readFileSync(new URL(`../../${path}`, import.meta.url));
const manual = file("docs/errors.md").toString();
const LANGUAGES = ["ru", "en"];
let chromium, server;

before(async () => {
  [chromium, server] = await Promise.all([browser(), site()]);
});

after(async () => {
  await chromium?.close();
  await server?.close();
});

test("the manual explains every code, and no other", () => {
  const explained = [...manual.matchAll(/^## `([A-Z_]+)`$/gm)].map(([, code]) => code);
  for (const lang of LANGUAGES) assert.deepEqual(explained.toSorted(), Object.keys(pupil(lang).t.error.codes).toSorted());
});

const region = file("target/regions/kuzbass/kuzbass.region");
const newer = Buffer.from(region);
newer.writeUInt32LE(region.readUInt32LE(4) + 1, 4);

/** What a site may get wrong, by the code that says it: an address, and what it answers with. */
const WRONG = {
  REGION_NOT_FOUND: ["**/*.region", { status: 404, body: "" }],
  REGION_BROKEN: ["**/*.region", { body: region.subarray(0, region.length / 2) }],
  REGION_TOO_NEW: ["**/*.region", { body: newer }],
  ENGINE_LOAD: ["**/*.wasm", { status: 404, body: "" }],
  FILE_CHANGED: ["**/*.wasm", { contentType: "application/wasm", body: Buffer.from(trapping(file("pkg/pathway_planner_bg.wasm"), "engine_plan")) }],
};

for (const [code, [address, answer]] of Object.entries(WRONG)) {
  test(`${code} is said in both languages, and what the page holds stays`, async () => {
    for (const lang of LANGUAGES) {
      const { t, fallback } = pupil(lang);
      const page = await chromium.newPage();
      await page.addInitScript(() => addEventListener("pathway-planner-error", ({ detail }) => (globalThis.told = detail.code)));
      await page.route(address, (route) => route.fulfill(answer));
      await page.goto(`${server.address}/index.html?lang=${lang}`);
      const alert = page.getByRole("alert");
      await alert.getByText(code, { exact: true }).waitFor();
      const said = await alert.innerText();
      for (const words of t.error.codes[code]) assert.ok(said.includes(words), said);
      assert.ok(await page.getByText(fallback).isVisible());
      assert.equal(await page.evaluate(() => globalThis.told), code);
      await page.close();
    }
  });
}

test("a region is held to the hashes that its address names, its labels too", async () => {
  const hashes = JSON.parse(file("target/regions/kuzbass/integrity.json"));
  const load = (wanted) => page.evaluate(async (wanted) => {
    const { Planner } = await import("/pathways/planner.js");
    try {
      const planner = await Planner.load(`/regions/kuzbass/kuzbass.region#${wanted.join(",")}`, { lang: "en" });
      planner.close();
      return [planner.catalog.name];
    } catch ({ code, message }) {
      return [code, message];
    }
  }, wanted);
  const page = await chromium.newPage();
  await page.goto(`${server.address}/demo.css`);
  const { "kuzbass.region": core, "kuzbass.en.labels": en, "kuzbass.ru.labels": ru } = hashes;
  assert.deepEqual(await load([core, en, ru]), ["Kuzbass"]);
  const changed = (name) => ["FILE_CHANGED", `${server.address}/regions/kuzbass/${name} could not be fetched unchanged.`];
  assert.deepEqual(await load([en, ru]), changed("kuzbass.region"));
  assert.deepEqual(await load([core, ru]), changed("kuzbass.en.labels"));
  // What is not there is not changed.
  await page.route("**/*.region", (route) => route.fulfill({ status: 404, body: "" }));
  assert.equal((await load([core, en, ru]))[0], "REGION_NOT_FOUND");
  await page.close();
});

test("an engine that stops on a question is replaced unseen, and the answer is right; ENGINE_CRASHED is said where it stops again", async () => {
  const bytes = Buffer.from(trapping(file("pkg/pathway_planner_bg.wasm"), "engine_plan")).toString("base64");
  for (const lang of LANGUAGES) {
    const words = pupil(lang);
    const page = await chromium.newPage();
    await page.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));
    const answers = [];
    for (const traps of [0, 1]) {
      await page.goto(`${server.address}/index.html?lang=${lang}`);
      await breakEngines(page, bytes, traps);
      await walk(page, words.short);
      answers.push(await page.locator("pathway-planner").ariaSnapshot());
      assert.equal(await page.evaluate(() => globalThis.engines), traps + 1);
    }
    assert.equal(answers[1], answers[0]);
    assert.equal(page.workers().length, 1);
    await page.goto(`${server.address}/index.html?lang=${lang}`);
    await breakEngines(page, bytes, 2);
    await walk(page, words.short.slice(0, -1));
    await page.getByRole("alert").getByText("ENGINE_CRASHED", { exact: true }).waitFor();
    for (const said of words.t.error.codes.ENGINE_CRASHED) assert.ok((await page.getByRole("alert").innerText()).includes(said));
    // Whoever asks again gets a fresh engine, and the answer.
    await walk(page, [{ press: words.t.error.retry }, words.short.at(-1)]);
    assert.equal(await page.locator("pathway-planner").ariaSnapshot(), answers[0]);
    await page.close();
  }
});

test("on the page's own thread a trap is survived by whoever shares the engine", async () => {
  const page = await chromium.newPage();
  await page.goto(`${server.address}/demo.css`);
  const bytes = Buffer.from(trapping(file("pkg/pathway_planner_bg.wasm"), "engine_plan")).toString("base64");
  const told = await page.evaluate(async (bytes) => {
    const { Planner } = await import("/pathways/planner.js");
    const student = { format: "pathways-student/1", now: "2026-11", home: "novokuznetsk" };
    const wasm = await WebAssembly.compile(Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0)));
    const load = (options) => Planner.load("/regions/kuzbass/kuzbass.region", { lang: "ru", worker: false, ...options });
    const [whole, one, other] = [await load({}), await load({ wasm }), await load({ wasm })];
    const ranked = async (planner) => JSON.stringify(await planner.match(student, { top: 3 }));
    const right = await ranked(whole);
    const planned = (planner) => planner.plan({ student, goal: { job: "mine-foreman" } }).then(() => "answered", ({ code }) => code);
    return [await planned(one), (await ranked(other)) === right, (await ranked(one)) === right, await planned(whole)];
  }, bytes);
  assert.deepEqual(told, ["ENGINE_CRASHED", true, true, "answered"]);
  await page.close();
});

/** Puts a new element into the page, whose first engines get a module that traps. */
function breakEngines(page, bytes, traps) {
  return page.evaluate(async ([bytes, traps]) => {
    const broken = await WebAssembly.compile(Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0)));
    const post = Worker.prototype.postMessage;
    globalThis.engines = 0;
    Worker.prototype.postMessage = function (request) {
      if (request.op === "open") globalThis.engines += 1;
      return post.call(this, request.op === "open" && globalThis.engines <= traps ? { ...request, module: broken } : request);
    };
    const old = document.querySelector("pathway-planner");
    const fresh = document.createElement("pathway-planner");
    for (const name of ["region", "lang"]) fresh.setAttribute(name, old.getAttribute(name));
    old.replaceWith(fresh);
  }, [bytes, traps]);
}
