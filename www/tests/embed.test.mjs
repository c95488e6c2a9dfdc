// The ladder of embedding: frames and their heights, the snippets of the page that makes them, the self-check under the
// policies of partners' sites, and the snippets of docs/embedding.md.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test as limitless } from "node:test";
import { fileURLToPath } from "node:url";
import { STRICT_CSP, serve } from "../../scripts/serve.mjs";
import { SANDBOX } from "../embed/snippet.js";
import { amend, missing, needs, parse, print, RUNGS } from "../embed/policy.js";
import { WORDS } from "../embed/words.js";
import { browser, complaints } from "./browser.mjs";
import { PATIENCE, pupil, walk } from "./pupil.mjs";

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const { PKG = root("pkg"), REGIONS = root("target/regions") } = process.env;
const FOLDERS = { "/": root("www/demo"), "/embed": root("www/embed"), "/pathways": PKG, "/regions": REGIONS };
const REGION = "/regions/kuzbass/kuzbass.region";
const EVERYONE = { "access-control-allow-origin": "*" };
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const words = pupil("en");

/** Whatever a page waits for, it does not wait for ever. */
const test = (name, run) => limitless(name, { timeout: 4 * PATIENCE }, run);

const open = [];
let chromium;
/** The site that the planner lies on. Partners' sites are on `localhost`, another origin. */
let home;

before(async () => {
  chromium = await browser();
  home = await serving(FOLDERS, STRICT_CSP, EVERYONE);
});

after(async () => {
  await chromium?.close();
  await Promise.all(open.map((close) => close()));
});

async function serving(mounts, csp, headers = {}) {
  const server = await serve(mounts, { csp, headers });
  open.push(server.close);
  return server.address;
}

/** A partner's page with something pasted, which may depend on its site's address, and that address. */
async function partner(pasted, { csp = "", head = "" } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "pathways-partner-"));
  open.push(() => rm(folder, { recursive: true }));
  const site = (await serving({ "/": folder }, csp)).replace("127.0.0.1", "localhost");
  const body = typeof pasted === "function" ? pasted(site) : pasted;
  await writeFile(join(folder, "index.html"), `<!doctype html><html lang="en"><meta charset="utf-8"><title>School 12</title><link rel="icon" href="data:,">${head}<h1>School 12</h1>\n${body}\n<p id="below">Below</p>`);
  return site;
}

/** Opens an address as in November 2026. */
async function visit(address, prepare = async () => {}, context = chromium) {
  const page = await context.newPage();
  // Colours that are on their way are nobody's to measure.
  await page.emulateMedia({ reducedMotion: "reduce" });
  page.setDefaultTimeout(PATIENCE);
  await page.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));
  const heard = complaints(page);
  await prepare(page);
  await page.goto(address);
  return { page, heard };
}

/** Notes in every frame whether an element is ready, and what messages came. */
const witness = (page) => page.addInitScript(() => {
  globalThis.ready = [];
  globalThis.came = [];
  addEventListener("pathway-planner-ready", ({ target, detail }) => globalThis.ready.push([target.localName, detail.region.id, detail.lang]));
  addEventListener("message", ({ data, origin }) => globalThis.came.push({ data, origin }));
});

const ready = (frame) => frame.waitForFunction(() => globalThis.ready?.length > 0 && globalThis.ready, undefined, { timeout: PATIENCE }).then((handle) => handle.jsonValue());
const address = (query = "") => `${home}/embed/frame.html?region=${REGION}&lang=en${query}`;
const resized = (more = "", query = "") => `<iframe data-pathway-planner src="${address(query).replaceAll("&", "&amp;")}" width="100%" height="500" ${more}></iframe><script src="${home}/embed/host.js" defer></script>`;
const heightOf = (page, selector = "iframe") => page.locator(selector).first().evaluate((frame) => frame.clientHeight);

/** The frame of the planner in a page, once it is there. */
async function inner(page) {
  const handle = await page.locator("iframe").first().elementHandle();
  const frame = await handle.contentFrame();
  await frame.getByRole("radio").first().waitFor();
  return frame;
}

// Frames.

test("the frame shows what its address says, in the language and colours it says, and nothing of other sites", async () => {
  const { page, heard } = await visit(address("&job=mine-foreman&theme=dark").replace("lang=en", "lang=ru"), witness);
  assert.deepEqual(await ready(page), [["pathway-job", "kuzbass", "ru"]]);
  assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.title, document.querySelector("pathway-job").theme, document.documentElement.scrollWidth <= innerWidth]), ["ru", "Маршруты к профессии", "dark", true]);
  assert.deepEqual(heard, []);
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).host));
  for (const foreign of ["https://elsewhere.example/a.region", "//elsewhere.example/a.region", "/embed/words.js", "javascript:0", ""]) {
    await page.goto(`${home}/embed/frame.html?region=${encodeURIComponent(foreign)}&lang=en`);
    await page.getByText("This page shows regions of its own site alone").waitFor();
    await page.getByText("REGION_NOT_FOUND", { exact: true }).waitFor();
  }
  assert.deepEqual([...new Set(asked)], [new URL(home).host]);
  await page.close();
});

test("the frame's own policy is as strict as the one that is promised, without any header", async () => {
  const bare = await serving(FOLDERS, "");
  const { page, heard } = await visit(`${bare}/embed/frame.html?region=${REGION}&lang=en`);
  await walk(page, words.short);
  assert.deepEqual(heard, []);
  const blocked = await page.evaluate(() => fetch("https://elsewhere.example/").then(() => "sent", () => "blocked"));
  assert.equal(blocked, "blocked");
  assert.equal(page.workers().length, 1);
  await page.close();
});

for (const [how, query, late] of [["asked by the page around", "", false], ["named in the address", "&host=HOST", false], ["in a frame that comes late", "&host=HOST", true]]) {
  test(`a frame is as high as its content: ${how}`, async () => {
    const more = `title="Routes" sandbox="${SANDBOX}"`;
    const site = await partner((site) => (late ? `<script src="${home}/embed/host.js"></script>` : resized(more, query.replace("HOST", site))));
    const { page, heard } = await visit(site, witness);
    if (late) {
      await page.evaluate(([src, sandbox]) => {
        const frame = Object.assign(document.createElement("iframe"), { title: "Routes", width: "100%", height: "500", src });
        frame.setAttribute("data-pathway-planner", "");
        frame.setAttribute("sandbox", sandbox);
        document.querySelector("h1").after(frame);
      }, [address(`&host=${site}`), SANDBOX]);
    }
    const frame = await inner(page);
    const fits = () => frame.waitForFunction(() => Math.abs(document.body.getBoundingClientRect().height - innerHeight) < 16 && document.documentElement.scrollHeight <= innerHeight, undefined, { timeout: PATIENCE });
    await fits();
    const before = await heightOf(page);
    await walk(frame, words.short);
    await fits();
    assert.notEqual(await heightOf(page), before);
    // It shrinks as well.
    const long = await heightOf(page);
    await frame.evaluate(() => (document.querySelector("pathway-planner").hidden = true));
    await page.waitForFunction((long) => document.querySelector("iframe").clientHeight < long, long);
    const { came, own } = await page.evaluate(() => ({ came: globalThis.came, own: location.origin }));
    assert.notEqual(own, home);
    for (const { data, origin } of came) {
      assert.deepEqual(Object.keys(data), ["pathway-planner", "height"]);
      assert.equal(data.height % 16, 0);
      assert.equal(origin, home);
    }
    assert.deepEqual(heard, []);
    await page.close();
  });
}

test("a frame that names another page answers to nobody else", async () => {
  const site = await partner(resized('title="Routes"', "&host=https://elsewhere.example"));
  const { page } = await visit(site, witness);
  await inner(page);
  await page.evaluate((origin) => frames[0].postMessage({ "pathway-planner": 1, page: `${location.origin}/routes`, open: "#pathway-AAAAz" }, origin), home);
  const frame = page.frames()[1];
  await frame.waitForFunction(() => globalThis.came.length >= 2);
  assert.deepEqual(await page.evaluate(() => globalThis.came), []);
  assert.deepEqual(await frame.evaluate(() => [location.hash, document.querySelector("pathway-planner").dataset.page ?? ""]), ["", ""]);
  assert.equal(await heightOf(page), 500);
  await page.close();
});

test("heights are taken from the right frame at the right address alone, and kept within bounds", async () => {
  // A frame that says whatever it is told to.
  const puppet = "<!doctype html><title>Puppet</title><script>addEventListener('message', ({ data }) => data.say !== undefined && parent.postMessage(data.say, '*'))</script>";
  const elsewhere = await partner("<script>addEventListener('message', ({ data }) => data.say !== undefined && parent.postMessage(data.say, '*'))</script>");
  const site = await partner(`${resized('title="Routes" id="ours" data-min-height="300" data-max-height="3000"')}<iframe id="stranger" title="Stranger" src="${elsewhere}"></iframe>`);
  const { page } = await visit(site, (page) => page.route(/frame\.html/, (route) => route.fulfill({ contentType: "text/html", body: puppet })));
  await page.waitForLoadState("networkidle");
  // What is said from where, and the height after that. An honest message behind each shows that it was heard.
  const say = (frame, data) => page.evaluate(async ([frame, data]) => {
    const done = new Promise((done, failed) => {
      addEventListener("message", ({ data }) => data?.last && done());
      setTimeout(() => failed(new Error(`${frame} said nothing`)), 20_000);
    });
    const target = frame === "self" ? null : document.querySelector(frame).contentWindow;
    if (target) for (const one of [data, { last: true }]) target.postMessage({ say: one }, "*");
    else for (const one of [data, { last: true }]) postMessage(one, "*");
    await done;
    return document.querySelector("#ours").clientHeight;
  }, [frame, data]);
  const height = (height, version = 1) => ({ "pathway-planner": version, height });
  assert.equal(await say("#ours", height(1000)), 1000);
  for (const data of [height(NaN), height(Infinity), height("900"), height(null), height(900, 2), height(900, "1"), { height: 900 }, 900, null, "900", [900], height({ valueOf: 900 })]) assert.equal(await say("#ours", data), 1000, JSON.stringify(data));
  assert.equal(await say("self", height(700)), 1000);
  assert.equal(await say("#stranger", height(700)), 1000);
  assert.equal(await say("#ours", height(1e9)), 3000);
  assert.equal(await say("#ours", height(-1e9)), 300);
  assert.equal(await say("#ours", height(0)), 300);
  // The same frame, led elsewhere: the window is the right one, the address is not.
  const led = page.waitForEvent("framenavigated", (frame) => frame.url().startsWith(elsewhere) && frame.parentFrame());
  await page.evaluate((to) => void (document.querySelector("#ours").contentWindow.location.href = to), elsewhere);
  await (await led).waitForLoadState();
  assert.equal(await say("#ours", height(700)), 300);
  await page.close();
});

test("the line without the script is a frame that works, and the script adds what the line left out", async () => {
  const site = await partner(`<iframe src="${address()}" title="Routes" width="100%" height="600"></iframe>`);
  const { page, heard } = await visit(site);
  await walk(await inner(page), words.journey);
  assert.equal(await heightOf(page), 600);
  assert.deepEqual(heard, []);
  await page.goto(await partner(resized()));
  await inner(page);
  const set = await page.evaluate(() => Object.fromEntries([...document.querySelector("iframe").attributes].map(({ name, value }) => [name, value])));
  const { title, loading, referrerpolicy, sandbox } = set;
  assert.deepEqual({ title, loading, referrerpolicy, sandbox, class: set.class }, { title: "Routes to a job", loading: "lazy", referrerpolicy: "no-referrer", sandbox: SANDBOX, class: "ym-hide-content ym-disable-keys" });
  await page.close();
});

test("session recorders are asked to leave the elements in a frame alone, and so is the frame", async () => {
  const { page } = await visit(await partner(resized('title="Routes" class="wide"')));
  const frame = await inner(page);
  assert.equal(await frame.evaluate(() => document.querySelector("pathway-planner").className), "ym-hide-content ym-disable-keys");
  assert.equal(await page.evaluate(() => document.querySelector("iframe").className), "wide ym-hide-content ym-disable-keys");
  await page.close();
});

// Links out of frames, and into them.

async function link(frame) {
  await frame.getByRole("button", { name: words.t.keep.title }).click();
  const field = frame.locator("#keep-link");
  await field.waitFor();
  return field.inputValue();
}

/** The route that is told. */
const answer = (frame) => frame.locator("article.route").innerText();
const told = [...words.short, { press: words.t.routes.route(1) }, { see: words.t.routes.list }];

test("a link from a frame opens the frame's own page", async () => {
  const { page } = await visit(await partner(resized()));
  const frame = await inner(page);
  await walk(frame, told);
  const made = await link(frame);
  assert.ok(made.startsWith(`${address()}#pathway-`), made);
  const opened = await visit(made);
  await opened.page.locator("article.route").waitFor();
  assert.equal(await answer(opened.page), await answer(frame));
  assert.deepEqual(opened.heard, []);
  await opened.page.close();
  await page.close();
});

test("where the page around wants it, a link leads to it, and reaches the frame from there", async () => {
  const site = await partner(resized('data-page="/index.html?id=12"'));
  const { page } = await visit(site);
  const frame = await inner(page);
  await frame.waitForFunction(() => document.querySelector("pathway-planner").dataset.page);
  await walk(frame, told);
  const made = await link(frame);
  assert.ok(made.startsWith(`${site}/index.html?id=12#pathway-`), made);
  const opened = await visit(made);
  const other = await inner(opened.page);
  await other.locator("article.route").waitFor();
  assert.equal(await answer(other), await answer(frame));
  // So does one that is followed on the page.
  await page.evaluate(() => (location.hash = "#below"));
  await page.evaluate((hash) => (location.hash = hash), new URL(made).hash);
  await frame.waitForFunction((hash) => location.hash === hash, new URL(made).hash);
  await opened.page.close();
  await page.close();
});

test("a frame takes a page for its links from that page alone", async () => {
  const { page } = await visit(await partner(resized()));
  const frame = await inner(page);
  for (const wrong of ["https://elsewhere.example/", "javascript:0", 7]) {
    await page.evaluate(([origin, wrong]) => frames[0].postMessage({ "pathway-planner": 1, page: wrong, open: "javascript:0" }, origin), [home, wrong]);
  }
  await page.evaluate((origin) => frames[0].postMessage({ "pathway-planner": 1, page: `${location.origin}/last` }, origin), home);
  await frame.waitForFunction(() => document.querySelector("pathway-planner").dataset.page?.endsWith("/last"));
  assert.equal(await frame.evaluate(() => location.hash), "");
  await page.close();
});

test("a frame of another site that may store nothing plans, shares, and says that it can keep nothing", async () => {
  const { page } = await visit(await partner(`<iframe src="${address()}" title="Routes" width="100%" height="900" sandbox="allow-scripts allow-forms"></iframe>`));
  const frame = await inner(page);
  assert.equal(await frame.evaluate(() => { try { return localStorage.length; } catch { return "denied"; } }), "denied");
  await walk(frame, words.short);
  assert.match(await link(frame), /frame\.html\?.*#pathway-/);
  await frame.getByRole("checkbox", { name: "Keep my answers on this device" }).check({ force: true }).catch(() => undefined);
  await frame.locator(".keep .error").waitFor();
  await page.close();
});

// Policies as text.

const PLACES = {
  page: "https://school.example/routes", script: "https://planner.example/pathways/pathway-planner.js", region: "https://planner.example/regions/kuzbass/kuzbass.region",
  frame: "https://planner.example/embed/frame.html", host: "https://planner.example/embed/host.js",
};

test("a policy is read from a header, a server's settings, a meta element or as it is", () => {
  const bare = "default-src 'none'; script-src 'self' https://a.example";
  const ways = [
    bare, `Content-Security-Policy: ${bare}`, `HTTP/2 200\r\ncontent-security-policy: ${bare}\r\nx-frame-options: DENY`, `add_header Content-Security-Policy "${bare}" always;`,
    `Header always set Content-Security-Policy "${bare}"`, `header("Content-Security-Policy: ${bare}");`, `<meta http-equiv="Content-Security-Policy" content="${bare}">`, `<meta content-type><meta http-equiv="Content-Security-Policy"\n content="${bare}" />`,
    "DEFAULT-SRC 'none';; script-src  'self'\thttps://a.example; script-src *",
  ];
  for (const way of ways) assert.deepEqual(parse(way).map(print), [bare], way);
  assert.deepEqual(parse(`Content-Security-Policy: ${bare}\nContent-Security-Policy-Report-Only: default-src 'none'\nContent-Security-Policy: img-src *, font-src 'self'`).map(print), [bare, "img-src *", "font-src 'self'"]);
  assert.deepEqual(parse(""), []);
});

/** What each rung lacks under a policy: codes by rung, those that it works without in brackets. */
const MATRIX = {
  "img-src 'self'": {},
  "default-src *": { tag: "CSP_WASM_BLOCKED (CSP_WORKER_BLOCKED)", npm: "CSP_WASM_BLOCKED", headless: "CSP_WASM_BLOCKED" },
  "default-src https: blob: 'unsafe-eval'": {},
  "frame-src 'self'": { frame: "CSP_FRAME_BLOCKED", resize: "CSP_FRAME_BLOCKED" },
  "frame-src https://*.example": {},
  "frame-src https://planner.example/embed/": {},
  "frame-src https://planner.example/other/": { frame: "CSP_FRAME_BLOCKED", resize: "CSP_FRAME_BLOCKED" },
  "frame-src https://planner.example:8443": { frame: "CSP_FRAME_BLOCKED", resize: "CSP_FRAME_BLOCKED" },
  "script-src 'self' 'wasm-unsafe-eval'; worker-src *; default-src https:": { resize: "CSP_SCRIPT_BLOCKED", tag: "CSP_SCRIPT_BLOCKED (CSP_WORKER_BLOCKED)" },
  "script-src 'self' https://planner.example": { tag: "CSP_WASM_BLOCKED (CSP_WORKER_BLOCKED)", npm: "CSP_WASM_BLOCKED", headless: "CSP_WASM_BLOCKED" },
  "script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'": { resize: "CSP_SCRIPT_BLOCKED", tag: "CSP_SCRIPT_BLOCKED", npm: "CSP_SCRIPT_BLOCKED", headless: "CSP_SCRIPT_BLOCKED" },
  "connect-src 'self'": { tag: "CSP_CONNECT_BLOCKED", npm: "CSP_CONNECT_BLOCKED", headless: "CSP_CONNECT_BLOCKED" },
  "worker-src 'none'": { tag: "(CSP_WORKER_BLOCKED CSP_WORKER_BLOCKED)", npm: "(CSP_WORKER_BLOCKED)", headless: "(CSP_WORKER_BLOCKED)" },
  "trusted-types school": { tag: "TRUSTED_TYPES_BLOCKED (TRUSTED_TYPES_BLOCKED)", npm: "TRUSTED_TYPES_BLOCKED (TRUSTED_TYPES_BLOCKED)", headless: "(TRUSTED_TYPES_BLOCKED)" },
  "trusted-types lit-html pathway-planner; require-trusted-types-for 'script'": {},
  "sandbox allow-forms": { resize: "CSP_SCRIPT_BLOCKED", tag: "CSP_SCRIPT_BLOCKED", npm: "CSP_SCRIPT_BLOCKED", headless: "CSP_SCRIPT_BLOCKED" },
};

test("what a policy lacks is told by code, for each rung, and with it added nothing is lacking", () => {
  for (const [text, expected] of Object.entries(MATRIX)) {
    const [directives] = parse(text);
    for (const rung of RUNGS) {
      const wanted = needs(rung, PLACES);
      const lacking = missing(directives, wanted, PLACES.page);
      const [hard, soft] = [false, true].map((optional) => lacking.filter((need) => Boolean(need.optional) === optional).map(({ code }) => code).join(" "));
      assert.equal([hard, soft && `(${soft})`].filter(Boolean).join(" "), expected[rung] ?? "", `${text}: ${rung}`);
      const better = amend(directives, wanted, PLACES.page);
      // No line lets in a script that needs a nonce.
      if (!text.includes("nonce")) assert.deepEqual(missing(better, wanted, PLACES.page), [], `${text}: ${rung}: ${print(better)}`);
      // Nothing that was allowed is forbidden now: each directive keeps its sources.
      for (const [name, sources] of directives) for (const source of sources.filter((one) => one !== "'none'")) assert.ok(better.find(([other]) => other === name)[1].includes(source), print(better));
      assert.deepEqual(parse(print(better)), [better]);
    }
  }
});

test("every code of the self-check has its words in both languages, and its place in a manual", async () => {
  const manual = (await Promise.all(["errors", "embedding"].map((name) => readFile(root(`docs/${name}.md`), "utf8")))).join("\n");
  assert.deepEqual(Object.keys(WORDS.ru.check.codes), Object.keys(WORDS.en.check.codes));
  for (const code of Object.keys(WORDS.en.check.codes)) assert.ok(manual.includes(`\`${code}\``), code);
  const shape = (table) => Object.entries(table).flatMap(([key, value]) => (value && typeof value === "object" && !Array.isArray(value) ? shape(value).map((one) => `${key}.${one}`) : [`${key}: ${typeof value}`]));
  assert.deepEqual(shape(WORDS.ru), shape(WORDS.en));
});

// The page that makes snippets.

const NPM = (address) => `<div id="routes"></div><script type="importmap">{"imports":{"pathway-planner":"${address}/pathways/pathway-planner.js","pathway-planner/planner":"${address}/pathways/planner.js"}}</script>`;

for (const lang of ["ru", "en"]) {
  test(`every snippet that the page makes loads and is ready, in ${lang}`, async () => {
    const say = WORDS[lang].snippets;
    const { page, heard } = await visit(`${home}/embed/snippets.html${lang === "en" ? "?lang=en" : ""}`);
    const field = page.locator("#snippet");
    for (const element of ["journey", "job"]) {
      await page.getByRole("radio", { name: say[element], exact: true }).check();
      if (element === "job") {
        await page.getByLabel(say.find).fill(lang === "ru" ? "стале" : "steel");
        await page.locator("#field-job option").first().waitFor({ state: "attached" });
        await page.locator("#field-job").selectOption({ index: 0 });
      }
      for (const rung of RUNGS) {
        await page.locator(`input[name=rung][value=${rung}]`).check();
        const text = await field.inputValue();
        const allowed = rung === "link" ? "" : await page.locator("#policy").inputValue();
        await loads(text, rung, element, lang, allowed);
      }
    }
    assert.deepEqual(heard, []);
    await page.close();
  });
}

/** Loads a snippet on a partner's page that allows what the page of snippets says, and no more than that of its kind. */
async function loads(text, rung, element, lang, allowed) {
  const developers = rung === "npm" || rung === "headless";
  // A package is bundled by its developers; here a map of imports stands for that, which needs the planner's address.
  const csp = developers || rung === "link" ? "" : `default-src 'none'; img-src data:; style-src 'self'; ${allowed}`;
  const site = await partner(developers ? `${NPM(home)}<script type="module">\n${text}\n</script>` : text, { csp });
  const logged = [];
  const { page, heard } = await visit(site, async (page) => {
    await witness(page);
    page.on("console", (message) => logged.push(message.text()));
  });
  const name = element === "job" ? "pathway-job" : "pathway-planner";
  if (rung === "headless") {
    for (const end = Date.now() + PATIENCE; !logged.some((line) => /exact|within|unreachable/.test(line)) && Date.now() < end; ) await new Promise((done) => setTimeout(done, 100));
    assert.ok(logged.some((line) => /exact|within|unreachable/.test(line)), logged.join("\n"));
  } else {
    if (rung === "link") await page.goto(await page.locator("a").getAttribute("href"));
    // A frame loads when it is nearly in view.
    const at = rung === "frame" || rung === "resize" ? await (await page.locator("iframe").elementHandle()).contentFrame() : page;
    assert.deepEqual(await ready(at), [[name, "kuzbass", lang]], text);
    assert.deepEqual(heard.filter((line) => !/web-share|worker/i.test(line)), [], text);
  }
  await page.close();
}

test("the page of snippets copies, or selects what it can't copy; a frame names the site; a code can be saved", async () => {
  const { page } = await visit(`${home}/embed/snippets.html?lang=en`);
  const say = WORDS.en.snippets;
  await page.evaluate(() => {
    globalThis.allowed = false;
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { if (!globalThis.allowed) throw new DOMException("", "NotAllowedError"); globalThis.copied = text; } } });
  });
  const copy = page.getByRole("button", { name: say.copy }).first();
  await copy.click();
  await page.getByText(say.byHand).waitFor();
  assert.equal(await page.evaluate(() => { const field = document.activeElement; return field.value.slice(field.selectionStart, field.selectionEnd); }), await page.locator("#snippet").inputValue());
  await page.evaluate(() => (globalThis.allowed = true));
  await copy.click();
  await page.getByText(say.copied, { exact: true }).waitFor();
  assert.equal(await page.evaluate(() => globalThis.copied), await page.locator("#snippet").inputValue());
  await page.locator("input[name=rung][value=resize]").check();
  await page.getByLabel(say.site).fill("school12.example");
  await page.getByLabel(say.site).blur();
  await page.getByText(say.siteWrong).waitFor();
  await page.getByLabel(say.site).fill("https://school12.example/routes");
  await page.getByLabel(say.site).blur();
  await page.waitForFunction(() => document.querySelector("#snippet").value.includes("host=https://school12.example&quot;") || document.querySelector("#snippet").value.includes("host=https://school12.example\""));
  await page.locator("input[name=rung][value=link]").check();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: say.save }).click()]);
  assert.equal(download.suggestedFilename(), "pathway-planner-qr.svg");
  await page.close();
});

// The self-check.

const pasted = (lang = "en", region = `${home}${REGION}`) => `<div data-pathway-check lang="${lang}" data-region="${region}"><p><code>CSP_SCRIPT_BLOCKED</code> <code>script-src ${home}</code></p></div><script type="module" src="${home}/embed/check.js"></script>`;

/** Runs the self-check on a partner's page: `{ rungs, codes, header }`. */
async function checked(csp, { lang = "en", region, prepare } = {}) {
  const site = await partner(pasted(lang, region), { csp });
  const { page } = await visit(site, prepare);
  const say = WORDS[lang].check;
  await page.locator(".verdict, [data-pathway-check] > p:only-child").first().waitFor();
  const there = await page.locator(".verdict").waitFor({ timeout: csp === undefined || !csp.includes("script-src 'self';") ? PATIENCE : 3000 }).then(() => true, () => false);
  if (!there) {
    const text = await page.locator("[data-pathway-check]").innerText();
    await page.close();
    return { text };
  }
  const result = await page.evaluate((headline) => {
    const lists = [...document.querySelectorAll(".verdicts")].map((list) => Object.fromEntries([...list.children].map((row) => [row.querySelector(".name").textContent, [row.className, row.querySelector("code")?.textContent].filter(Boolean).join(" ")])));
    const header = document.querySelector(`textarea[aria-label="${headline}"]`)?.value;
    return { rungs: lists[0], checks: lists[1], header, fixes: [...document.querySelectorAll(".fixes li")].map((item) => item.innerText), report: [...document.querySelectorAll("textarea")].at(-1).value };
  }, say.header);
  await page.close();
  return { ...result, site };
}

const ALL = (say) => ({ [say.rungs.link]: "ok", [say.rungs.frame]: "ok", [say.rungs.resize]: "ok", [say.rungs.tag]: "ok", [say.rungs.headless]: "ok" });
const codes = ({ checks }) => [...new Set(Object.values(checks).flatMap((row) => row.split(" ")[1] ?? []))];

test("the self-check finds a site that allows everything able to take every rung, in both languages", async () => {
  for (const lang of ["ru", "en"]) {
    const result = await checked("", { lang });
    assert.deepEqual(result.rungs, ALL(WORDS[lang].check));
    assert.deepEqual(codes(result), []);
    assert.match(result.report, /tag: ok/);
  }
});

const base = () => `default-src 'none'; img-src data:; script-src ${home} 'wasm-unsafe-eval'; connect-src ${home}; frame-src ${home}; worker-src blob: ${home}`;
const CHECKED = {
  "no WebAssembly": [() => base().replace(" 'wasm-unsafe-eval'", ""), ["CSP_WASM_BLOCKED"]],
  "no connection": [() => base().replace(/connect-src \S+;/, "connect-src 'self';"), ["CSP_CONNECT_BLOCKED"]],
  "no worker": [() => base().replace(/worker-src .*/, "worker-src 'none'"), ["CSP_WORKER_BLOCKED"]],
  "no frame": [() => base().replace(/frame-src \S+;/, ""), ["CSP_FRAME_BLOCKED"]],
  "names of Trusted Types": [() => `${base()}; require-trusted-types-for 'script'; trusted-types school`, ["TRUSTED_TYPES_BLOCKED"]],
  "nothing but its scripts": [() => `default-src 'none'; img-src data:; script-src ${home}`, ["CSP_WASM_BLOCKED", "CSP_CONNECT_BLOCKED", "CSP_FRAME_BLOCKED"]],
  "two policies": [() => `${base().replace(" 'wasm-unsafe-eval'", "")}, default-src * 'unsafe-inline' 'wasm-unsafe-eval' blob: data:; frame-src 'self'`, ["CSP_WASM_BLOCKED", "CSP_FRAME_BLOCKED"]],
};

for (const [what, [csp, expected]] of Object.entries(CHECKED)) {
  test(`the self-check names what is in the way and the header that removes it: ${what}`, async () => {
    const found = await checked(csp());
    assert.deepEqual(codes(found).toSorted(), expected.toSorted());
    for (const code of expected) assert.ok(found.fixes.some((text) => text.includes(code) && text.includes(WORDS.en.check.codes[code][1])), code);
    assert.ok(found.header, "a header is printed");
    // Where there are two policies, a line for each.
    const lines = found.header.split("\n").map((line) => line.replace(/^Content-Security-Policy: /, ""));
    const mended = await checked(lines.join(", "));
    assert.deepEqual(mended.rungs, ALL(WORDS.en.check), found.header);
    assert.deepEqual(codes(mended), []);
  });
}

test("where its own script is kept out, what stands there names the code and the line, and with it the check runs", async () => {
  const found = await checked("default-src 'none'; img-src data:; script-src 'self';");
  assert.match(found.text, /CSP_SCRIPT_BLOCKED/);
  const [, line] = found.text.match(/(script-src http\S+)/);
  const next = await checked(`default-src 'none'; img-src data:; ${line}`);
  assert.ok(codes(next).includes("CSP_WASM_BLOCKED"));
  assert.deepEqual((await checked(next.header.replace("Content-Security-Policy: ", ""))).rungs, ALL(WORDS.en.check));
});

test("the self-check names what is wrong on the planner's side", async () => {
  const file = readFileSync(join(REGIONS, "kuzbass/kuzbass.region"));
  const newer = Buffer.from(file);
  newer.writeUInt32LE(file.readUInt32LE(4) + 1, 4);
  const answers = (pattern, body) => (page) => page.route(pattern, (route) => route.fulfill({ headers: EVERYONE, ...body }));
  const wasm = readFileSync(join(PKG, "pathway_planner_bg.wasm"));
  const cases = {
    REGION_NOT_FOUND: answers("**/*.region", { status: 404, body: "" }),
    REGION_BROKEN: answers("**/*.region", { body: file.subarray(0, 5000) }),
    REGION_TOO_NEW: answers("**/*.region", { body: newer }),
    WASM_TYPE: answers("**/*.wasm", { contentType: "application/octet-stream", body: wasm }),
    ENGINE_LOAD: answers("**/*.wasm", { status: 404, body: "" }),
    FRAME_REFUSED: answers(/frame\.html/, { headers: { "x-frame-options": "DENY", "content-type": "text/html" }, body: "" }),
    STORAGE_BLOCKED: (page) => page.addInitScript(() => Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("", "SecurityError"); } })),
  };
  for (const [code, prepare] of Object.entries(cases)) {
    const found = await checked("", { prepare });
    assert.deepEqual(codes(found), [code]);
    if (code === "FRAME_REFUSED") assert.ok(found.fixes.join().includes(`frame-ancestors 'self' ${found.site}`), found.fixes.join());
    if (code === "WASM_TYPE") assert.ok(found.fixes.join().includes("AddType application/wasm .wasm"));
  }
  const closed = await serving(FOLDERS, STRICT_CSP);
  const found = await checked("", { region: `${closed}${REGION}` });
  assert.ok(codes(found).includes("CORS_MISSING"), codes(found).join());
});

test("a pasted header is read for each rung, and the one that is printed lets all of them work", async () => {
  for (const lang of ["ru", "en"]) {
    const { page, heard } = await visit(`${home}/embed/check.html${lang === "en" ? "?lang=en" : ""}`);
    const say = WORDS[lang].check;
    await page.locator(".verdict").waitFor();
    const read = async (site, text) => {
      await page.getByLabel(say.site).fill(site);
      await page.getByLabel(say.pasteLabel).fill(text);
      await page.getByRole("button", { name: say.read }).click();
      return page.locator("#policy-result").innerText();
    };
    const first = await read("https://school12.example", "Content-Security-Policy: default-src 'self'");
    for (const code of ["CSP_WASM_BLOCKED", "CSP_SCRIPT_BLOCKED", "CSP_CONNECT_BLOCKED", "CSP_FRAME_BLOCKED", "CSP_WORKER_BLOCKED"]) assert.ok(first.includes(code), first);
    const header = await page.locator("#policy-result textarea").first().inputValue();
    const second = await read("https://school12.example", header);
    assert.ok(!/[A-Z]+_BLOCKED/.test(second), second);
    assert.match(await read("https://school12.example", "script-src 'nonce-a' 'strict-dynamic'"), /CSP_NONCE_NEEDED/);
    await read("school12", header);
    await page.getByText(say.siteWrong).waitFor();
    assert.deepEqual(heard, []);
    await page.close();
  }
});

// For everybody.

const RULES = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] };

for (const name of ["snippets", "check", "frame"]) {
  for (const lang of ["ru", "en"]) {
    test(`${name}.html in ${lang}: no violation of WCAG 2.2 A or AA, and no scrolling sideways at 320 px`, async () => {
      const { page } = await visit(`${home}/embed/${name}.html?lang=${lang}&region=${REGION}`);
      const states = {
        snippets: [async () => page.locator("#preview iframe").waitFor(), async () => {
          await page.locator("input[value=job]").check();
          await page.locator("input[name=rung][value=link]").check();
          await page.locator("#preview svg").waitFor();
          for (const summary of await page.locator("summary").all()) await summary.click();
        }],
        check: [async () => page.locator(".verdict").waitFor(), async () => {
          await page.locator("#policy").fill("default-src 'self'");
          await page.locator("#read").click();
        }],
        frame: [async () => page.getByRole("radio").first().waitFor()],
      };
      const found = [];
      for (const reach of states[name]) {
        await reach();
        for (const media of [{ colorScheme: "light", forcedColors: "none" }, { colorScheme: "dark", forcedColors: "none" }, { colorScheme: "dark", forcedColors: "active" }]) {
          await page.emulateMedia(media);
          for (const width of [320, 1280]) {
            await page.setViewportSize({ width, height: 900 });
            assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
          }
          if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
          const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, rules), RULES);
          found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${media.colorScheme} ${media.forcedColors}: ${id}: ${target.flat().join(" ")}: ${failureSummary}`)));
        }
      }
      assert.deepEqual(found, []);
      await page.close();
    });
  }
}

// The manual.

const manual = readFileSync(root("docs/embedding.md"), "utf8");

test("the snippets of the manual load and are ready", async () => {
  const blocks = [...manual.matchAll(/^```(html|js)\n(.*?)^```$/gms)].map(([, language, text]) => ({ language, text: text.replaceAll("https://planner.example", home) }));
  assert.ok(blocks.length >= 6, "a snippet for each rung");
  for (const { language, text } of blocks) {
    const rung = language === "js" ? (text.includes("Planner.load") ? "headless" : "npm") : text.includes("<iframe") ? "frame" : text.includes("<pathway-") ? "tag" : text.includes("data-pathway-check") ? undefined : "link";
    if (rung) await loads(text, rung, text.includes("pathway-job") ? "job" : "journey", "ru", `script-src ${home} 'wasm-unsafe-eval'; connect-src ${home}; worker-src blob: ${home}; frame-src ${home}`);
  }
});
