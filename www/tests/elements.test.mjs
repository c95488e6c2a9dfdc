// The elements as a page's author meets them: what is fetched and when, attributes and properties, events, leaving and
// coming back. The page around is strict and empty.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser, complaints, site } from "./browser.mjs";

const REGION = "/regions/kuzbass/kuzbass.region";
const folder = process.env.PKG ?? new URL("../../pkg", import.meta.url).pathname;

let chromium, server;

before(async () => {
  [chromium, server] = await Promise.all([browser(), site()]);
});

after(async () => {
  await chromium?.close();
  await server?.close();
});

/** A page with nothing on it but the body given, and all that it asks for. */
async function plain(body, { script = true, viewport = { width: 360, height: 720 }, before } = {}) {
  const page = await chromium.newPage({ viewport });
  const heard = complaints(page);
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").at(-1)));
  await page.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));
  await page.route("**/plain.html", (route) => route.fulfill({
    contentType: "text/html",
    headers: { "content-security-policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self' blob:; require-trusted-types-for 'script'" },
    // A host's one line of style, for the moments before even the loader is there.
    body: `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/plain.css"><title>Plain</title>${script ? '<script type="module" src="/pathways/pathway-planner.js"></script>' : ""}<body>${body}`,
  }));
  await page.route("**/plain.css", (route) => route.fulfill({
    contentType: "text/css",
    body: "pathway-planner:not(:defined) { display: block; min-height: 100vh } pathway-job:not(:defined) { display: block; min-height: 48rem } @media (min-width: 48rem) { pathway-job:not(:defined) { min-height: 38rem } }",
  }));
  await page.addInitScript(() => {
    globalThis.told = [];
    for (const name of ["ready", "answer", "error"]) addEventListener(`pathway-planner-${name}`, ({ type, detail, target }) => globalThis.told.push({ type, detail, target: target.localName }));
    globalThis.moved = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (globalThis.moved += value))).observe({ type: "layout-shift", buffered: true });
  });
  await before?.(page);
  await page.goto(`${server.address}/plain.html`);
  return { page, heard, asked: (first) => asked.filter((name) => /\.(js|wasm|region|labels)$/.test(name)).slice(0, first).sort() };
}

const planner = (attributes = "") => `<pathway-planner region="${REGION}" ${attributes}><a href="/careers">Careers</a></pathway-planner>`;
const ready = (page, count = 1) => page.waitForFunction((count) => globalThis.told.filter(({ type }) => type.endsWith("ready")).length >= count, count);

test("no file but the loader and what both elements share imports anything late, the loader waits for none, and none imports the loader", () => {
  const files = readdirSync(folder).filter((name) => /^pathway-planner\..*js$/.test(name));
  assert.doesNotMatch(readFileSync(`${folder}/pathway-planner.js`, "utf8"), /\bfrom ?["`']/);
  for (const name of files) {
    const text = readFileSync(`${folder}/${name}`, "utf8");
    assert.doesNotMatch(text, /\.\/pathway-planner\.js/, name);
    if (!["pathway-planner.js", "pathway-planner.ui.js"].includes(name)) assert.doesNotMatch(text, /\bimport\(/, name);
  }
});

test("until a first answer only what it needs is fetched, of one language, all at once", async () => {
  const { page, heard, asked } = await plain(planner());
  await ready(page);
  const first = [
    "kuzbass.en.labels", "kuzbass.region", "pathway-planner.en.js", "pathway-planner.journey.js", "pathway-planner.js", "pathway-planner.ui.js",
    "pathway-planner.worker.js", "pathway_planner_bg.wasm",
  ];
  assert.deepEqual(asked(first.length), first);
  await page.getByRole("radio", { name: "Grade 9", exact: true }).check();
  await page.getByRole("button", { name: "Next: choose a goal" }).click();
  await page.locator(".ladder summary").first().click();
  await page.locator(".ladder .result").first().click();
  await page.locator("#result-title").waitFor({ timeout: 60_000 });
  // What comes later is there once the form is, and after that nothing is asked for.
  const later = ["compare", "gap", "route", "search", "whatif"].map((name) => `pathway-planner.${name}.js`);
  assert.deepEqual(asked(), [...first, ...later, "kuzbass.ru.labels"].sort());
  assert.deepEqual(heard, []);
  await page.close();
});

test("a job's page fetches the words and views of a job, and nothing of the other journey", async () => {
  const { page, heard, asked } = await plain(`<pathway-job region="${REGION}" job="mine-foreman"></pathway-job>`);
  await page.getByRole("radio", { name: "Grade 9", exact: true }).first().check();
  await page.locator(".pick").first().waitFor({ timeout: 60_000 });
  // Views of routes come once the form is there.
  const views = ["compare", "gap", "route", "whatif"].map((name) => `pathway-planner.${name}.js`);
  for (const end = Date.now() + 20_000; !views.every((name) => asked().includes(name)) && Date.now() < end;) await page.waitForTimeout(20);
  assert.deepEqual(asked(), [
    "kuzbass.en.labels", "kuzbass.region", "pathway-planner.en.js", "pathway-planner.job.en.js", "pathway-planner.job.js", "pathway-planner.js",
    ...views, "pathway-planner.ui.js", "pathway-planner.worker.js", "pathway_planner_bg.wasm",
  ].sort());
  assert.deepEqual(heard, []);
  await page.close();
});

test("none of what is fetched waits for another of it", async () => {
  const { page, heard } = await plain("", { script: false });
  const held = [];
  const done = new Promise((all) => {
    void page.route(/\.(js|wasm|region|labels)$/, (route) => {
      if (/\/pathway-planner\.js$/.test(route.request().url())) return route.continue();
      held.push(route);
      // No answer comes before the last question.
      if (held.length === 7) all(Promise.all(held.map((one) => one.continue())));
    });
  });
  await page.evaluate((html) => {
    const element = Object.assign(document.createElement("pathway-planner"), html);
    document.body.append(element);
    return import("/pathways/pathway-planner.js");
  }, { region: REGION });
  await done;
  await ready(page);
  assert.deepEqual(heard, []);
  await page.close();
});

test("nothing is fetched before the element is nearly in view, nothing moves when it comes, and the fallback stays till then", async () => {
  let arrive;
  const arrived = new Promise((done) => (arrive = done));
  const { page, heard, asked } = await plain(`<p id="before">Before</p>${planner()}<p id="after">After</p>`, {
    before: (page) => page.route("**/*.region", (route) => arrived.then(() => route.continue())),
  });
  await page.getByText("Loading the region…").waitFor();
  assert.ok(await page.getByRole("link", { name: "Careers" }).isVisible());
  arrive();
  await ready(page);
  await page.getByRole("radio", { name: "Grade 9", exact: true }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Careers" }).isVisible(), false);
  assert.equal(await page.evaluate(() => globalThis.moved), 0);
  const far = await plain(`<div><svg width="10" height="3000"></svg></div>${planner()}`);
  await far.page.waitForTimeout(300);
  assert.deepEqual(far.asked(), ["pathway-planner.js"]);
  await far.page.evaluate(() => document.querySelector("pathway-planner").scrollIntoView());
  await ready(far.page);
  assert.deepEqual([...heard, ...far.heard, asked(8).length], [8]);
  await page.close();
  await far.page.close();
});

test("a job's element is as high before as after, and nothing moves", async () => {
  for (const viewport of [{ width: 360, height: 720 }, { width: 1280, height: 900 }]) {
    const { page, heard } = await plain(`<pathway-job region="${REGION}" job="mine-foreman"></pathway-job><p>After</p>`, { viewport });
    await ready(page);
    await page.getByRole("radio").first().waitFor();
    assert.equal(await page.evaluate(() => globalThis.moved), 0, await page.evaluate(() => [innerWidth, document.querySelector("pathway-job").offsetHeight, document.querySelector("pathway-job").shadowRoot.firstElementChild.offsetHeight].join()));
    assert.deepEqual(heard, []);
    await page.close();
  }
});

test("loading=eager asks for no view, loading=intent for a press; who comes near the button has the files already", async () => {
  const { page, heard, asked } = await plain(`<div><svg width="10" height="3000"></svg></div>${planner('loading="eager"')}`);
  await ready(page);
  await page.close();
  const other = await plain(planner('loading="intent"'));
  const button = other.page.getByRole("button", { name: "Open the planner" });
  await button.waitFor();
  await other.page.waitForTimeout(200);
  assert.deepEqual(other.asked(), ["pathway-planner.js"]);
  await button.focus();
  while (!other.asked().includes("pathway-planner.ui.js")) await other.page.waitForTimeout(20);
  assert.ok(!other.asked().includes("kuzbass.region"));
  await other.page.keyboard.press("Enter");
  await ready(other.page);
  await other.page.getByRole("radio", { name: "Grade 9", exact: true }).waitFor();
  assert.deepEqual([...heard, ...other.heard], []);
  assert.ok(asked().length > 0);
  await other.page.close();
});

test("properties and attributes say the same, and what was set before the element was defined counts", async () => {
  const { page, heard } = await plain(`<pathway-job></pathway-job>`, { script: false });
  const said = await page.evaluate(async (region) => {
    const job = document.querySelector("pathway-job");
    Object.assign(job, { region, job: "mine-foreman", now: "2027-01", theme: "dark", loading: "eager" });
    await import("/pathways/pathway-planner.js");
    const attributes = Object.fromEntries([...job.attributes].map(({ name, value }) => [name, value]));
    job.theme = "";
    job.setAttribute("now", "2027-02");
    const late = Object.assign(document.createElement("pathway-planner"), { region: "a", lang: "ru" });
    return { attributes, absent: [job.hasAttribute("theme"), job.theme], now: job.now, late: late.outerHTML, kinds: [late instanceof HTMLElement, Object.keys(late)] };
  }, REGION);
  assert.deepEqual(said.attributes, { region: REGION, job: "mine-foreman", now: "2027-01", theme: "dark", loading: "eager", class: "ym-hide-content ym-disable-keys" });
  assert.deepEqual([said.absent, said.now, said.late], [[false, ""], "2027-02", '<pathway-planner region="a" lang="ru"></pathway-planner>']);
  await ready(page);
  await page.getByRole("heading", { name: /Mining foreman/ }).waitFor();
  assert.deepEqual(heard, []);
  await page.close();
});

test("every attribute is live: job, language, month and region", async () => {
  const { page, heard } = await plain(`<pathway-job region="${REGION}" job="mine-foreman"></pathway-job>`);
  await page.getByRole("radio", { name: /grade 9/i }).check();
  await page.locator(".pick").first().waitFor({ timeout: 60_000 });
  const starts = (year) => page.locator(".year-name", { hasText: year }).waitFor({ timeout: 60_000 });
  await starts("2027");
  await page.evaluate(() => (document.querySelector("pathway-job").now = "2028-11"));
  await starts("2029");
  await page.evaluate(() => document.querySelector("pathway-job").setAttribute("job", "face-miner-5"));
  await page.getByRole("heading", { name: /Face miner/, level: 2 }).first().waitFor();
  await page.evaluate(() => (document.querySelector("pathway-job").lang = "ru"));
  await page.getByRole("heading", { name: /Горнорабочий/, level: 2 }).first().waitFor();
  await page.evaluate(() => (document.querySelector("pathway-job").region = "/nowhere.region"));
  await page.getByText("REGION_NOT_FOUND").waitFor();
  await page.evaluate((region) => (document.querySelector("pathway-job").region = region), REGION);
  await page.getByRole("heading", { name: /Горнорабочий/, level: 2 }).first().waitFor();
  assert.deepEqual(heard.filter((line) => !/nowhere|404/.test(line)), []);
  await page.close();
});

test("events say that something happened, and nothing about the reader", async () => {
  const { page } = await plain(`<pathway-job region="${REGION}" job="mine-foreman"></pathway-job>`);
  await page.getByRole("radio", { name: /grade 9/i }).check();
  await page.locator(".pick").first().waitFor({ timeout: 60_000 });
  const told = await page.evaluate(() => globalThis.told);
  const { digest } = told[0].detail.region;
  assert.match(digest, /^[0-9a-f]{32}$/);
  const region = { id: "kuzbass", version: told[0].detail.region.version, digest };
  assert.deepEqual(told.slice(0, 2), [
    { type: "pathway-planner-ready", detail: { region, lang: "en" }, target: "pathway-job" },
    { type: "pathway-planner-answer", detail: { region }, target: "pathway-job" },
  ]);
  await page.close();
});

test("several on a page and a second copy of the script get along", async () => {
  const { page, heard } = await plain(`${planner()}<pathway-job region="${REGION}" job="mine-foreman" loading="eager" lang="ru"></pathway-job>`);
  await ready(page, 2);
  await page.evaluate(() => import("/pathways/pathway-planner.js?other"));
  assert.equal(page.workers().length, 2);
  assert.deepEqual(heard.map((line) => line.replace(/version [\d.]+/g, "version X")), [
    "info: pathway-planner: <pathway-planner> is defined already, by version X; version X leaves it alone.",
    "info: pathway-planner: <pathway-job> is defined already, by version X; version X leaves it alone.",
  ]);
  await page.close();
});

test("who leaves the page and comes back has said what they said; who is only moved never left", async () => {
  const { page, heard, asked } = await plain(`<div id="a">${planner()}</div><div id="b"></div>`);
  await page.getByRole("radio", { name: "Grade 9", exact: true }).check();
  await page.evaluate(() => document.querySelector("#b").append(document.querySelector("pathway-planner")));
  assert.ok(await page.getByRole("radio", { name: "Grade 9", exact: true }).isChecked());
  await page.waitForTimeout(100);
  assert.equal(asked().filter((name) => name === "kuzbass.region").length, 1);
  await page.evaluate(() => {
    globalThis.kept = document.querySelector("pathway-planner");
    globalThis.kept.remove();
  });
  await page.waitForTimeout(100);
  assert.equal(page.workers().length, 0);
  // Nothing of the region is left in it.
  assert.deepEqual(await page.evaluate(() => [...globalThis.kept.shadowRoot.children].map(({ localName }) => localName)), ["slot", "p", "button"]);
  await page.evaluate(() => document.body.append(globalThis.kept));
  await page.getByRole("radio", { name: "Grade 9", exact: true }).waitFor();
  assert.ok(await page.getByRole("radio", { name: "Grade 9", exact: true }).isChecked());
  assert.equal(page.workers().length, 1);
  assert.deepEqual(heard, []);
  await page.close();
});

test("elements that come and go leave nothing behind", async () => {
  const { page } = await plain("");
  await page.evaluate(async (region) => {
    for (let time = 0; time < 60; time += 1) {
      const element = Object.assign(document.createElement(time % 2 ? "pathway-job" : "pathway-planner"), { region, job: "mine-foreman", loading: "eager" });
      document.body.append(element);
      // Some leave at once, some while they load, some when they are there.
      if (time % 3 > 0) await new Promise((done) => (time % 3 > 1 ? element.addEventListener("pathway-planner-ready", done) : setTimeout(done, time)));
      element.remove();
    }
    globalThis.told = undefined;
    await new Promise((done) => setTimeout(done, 200));
  }, REGION);
  assert.equal(page.workers().length, 0);
  const session = await page.context().newCDPSession(page);
  const count = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { result: { objectId } } = await session.send("Runtime.evaluate", { expression: "Object.getPrototypeOf(customElements.get('pathway-planner')).prototype" });
    const { objects } = await session.send("Runtime.queryObjects", { prototypeObjectId: objectId });
    const { result } = await session.send("Runtime.callFunctionOn", { objectId: objects.objectId, functionDeclaration: "function () { return this.filter((one) => Object.hasOwn(one, 'root')).length }", returnByValue: true });
    await session.send("Runtime.releaseObject", { objectId: objects.objectId });
    return result.value;
  };
  // What the browser itself still holds on to, an event or a frame, is let go in a moment.
  for (let tries = 0; await count() > 2 && tries < 20; tries += 1) await page.waitForTimeout(100);
  assert.ok(await count() <= 2, `${await count()} of 60 elements are still there`);
  await page.close();
});

test("a part that doesn't come is said in words, the fallback stays, and another try may do", async () => {
  const page = await chromium.newPage();
  let missing = true;
  await page.route("**/pathway-planner.ru.js", (route) => (missing ? route.abort() : route.continue()));
  await page.goto(server.address);
  await page.getByText("Планировщик не загрузился.").waitFor();
  assert.ok(await page.getByText("Планировщику нужен JavaScript.").isVisible());
  missing = false;
  await page.getByRole("button", { name: "Попробовать снова" }).click();
  await page.getByRole("radio", { name: "9 класс" }).waitFor();
  await page.close();
});
