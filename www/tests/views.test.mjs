// Pictures and lists from one model: whatever a picture shows is said in the list beside it, and pictures can be read on a
// phone, in forced colours and on paper.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, complaints, site } from "./browser.mjs";

let chromium, server;

before(async () => {
  [chromium, server] = await Promise.all([browser(), site()]);
});

after(async () => {
  await chromium?.close();
  await server?.close();
});

const SOON = { timeout: 20_000 };

async function open(lang, { width = 1280, ...options } = {}) {
  const page = await chromium.newPage({ viewport: { width, height: 900 }, ...options });
  const heard = complaints(page);
  await page.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));
  await page.goto(`${server.address}/job.html?lang=${lang}`);
  await page.getByRole("radio").first().waitFor(SOON);
  return { page, heard };
}

/** Shows another job, and the reader starting from one of the four places: grade 9, grade 11, college, work. */
async function show(page, job, start) {
  await page.evaluate((job) => document.querySelector("pathway-job").setAttribute("job", job), job);
  if (start === undefined) return;
  await page.locator("input[name=start]").nth(start).check();
  await page.locator(".pick, .reasons").first().waitFor({ timeout: 60_000 });
}

async function openRoute(page, at) {
  await page.locator(".pick").nth(at).click();
  await page.locator("#route-title").waitFor(SOON);
}

async function lookAround(page) {
  await page.evaluate(() => (document.querySelector("pathway-job").shadowRoot.querySelector("#ladder").open = true));
  await page.locator("#around-title").waitFor(SOON);
}

/** Runs in the page with the element's shadow root as `root` and texts in one form. */
const inside = (page, run, ...rest) => page.evaluate(`(async () => {
  const root = document.querySelector("pathway-job, pathway-planner").shadowRoot;
  const said = (node) => node.textContent.replace(/\\u00ad/g, "").replace(/\\s+/g, " ").trim();
  return (${run})(root, said, ...${JSON.stringify(rest)});
})()`);

/** Facts of a picture that the list does not say. */
const unsaidOfCalendar = (root, said) => {
  const list = said(root.querySelector(".stages"));
  return [...root.querySelectorAll(".calendar-row")].flatMap((row) => {
    const term = said(row.querySelector(".term")).replace(/^(\d+\. |★ )/, "");
    const [first, ...rest] = said(row.querySelector(".soft")).split(" · ");
    return [...term.split(": "), first, ...rest].filter((fact) => !list.includes(fact));
  });
};

const unsaidOfBars = (root) => [...root.querySelectorAll(".route .gap tbody tr")].flatMap((row) => {
  const [now, end, required] = [...row.querySelectorAll("td")].map((cell) => Number.parseInt(cell.textContent) || 0);
  const count = (kind) => row.querySelectorAll(`.bar .${kind}`).length;
  const bar = row.querySelector(".bar").getBoundingClientRect();
  const mark = (row.querySelector(".needed").getBoundingClientRect().left - bar.left) / bar.width;
  const levels = row.querySelectorAll(".bar rect").length;
  const right = count("now") === now && count("now") + count("gained") === Math.max(now, end)
    && count("missing") === Math.max(0, required - Math.max(now, end)) && Math.abs(mark * levels - required) < 0.5;
  return right ? [] : [row.textContent];
});

const unsaidOfLattice = (root, said) => {
  const list = root.querySelector("#ladder section");
  const text = said(list);
  return [...root.querySelectorAll("svg.lattice")].flatMap((picture) => {
    const tiles = [...picture.querySelectorAll(".place")].map((tile) => [...tile.children].map(said));
    // Each tile is one item, with the name that it is called by, its kind, and as many names as it says.
    const items = [...list.querySelectorAll(".around > li")];
    return tiles.flatMap(([kind, name, more]) => {
      if (!text.includes(name)) return [name];
      if (!text.includes(kind)) return [kind];
      const many = more === undefined ? 1 : 1 + Number(/\d+/.exec(more)[0]);
      const own = items.length === 0 || tiles.length === items.length + 1;
      return own && (many === 1 || items.some((item) => said(item).includes(name) && item.querySelectorAll("ul > li").length === many)) ? [] : [`${name} ${more}`];
    });
  });
};

/** What sticks out of a picture, lies on another tile, or is larger than its own. */
const misplaced = (root, said) => [...root.querySelectorAll("svg.lattice, .calendar svg, svg.bar")].filter((one) => one.getClientRects().length > 0).flatMap((picture) => {
  const frame = picture.getBoundingClientRect();
  const boxes = [...picture.querySelectorAll(".place, rect")].map((one) => ({ one, box: one.getBoundingClientRect() }));
  const out = boxes.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
  const on = boxes.filter(({ one, box }) => one.matches(".place") && boxes.some((other) => other.one !== one
    && other.box.left < box.right - 0.5 && box.left < other.box.right - 0.5 && other.box.top < box.bottom - 0.5 && box.top < other.box.bottom - 0.5));
  const full = boxes.filter(({ one }) => one.matches(".place") && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1));
  return [...out, ...on, ...full].map(({ one }) => `${said(one)} ${one.outerHTML.slice(0, 80)}`);
});

const STUDENTS = [0, 1];
const JOBS = ["mine-foreman", "steelmaker-8", "face-miner-5", "automation-engineer-3"];

for (const lang of ["ru", "en"]) {
  test(`whatever the calendar of a route and its bars show is said in its list, in ${lang}`, async () => {
    const { page, heard } = await open(lang);
    let drawn = 0;
    for (const job of JOBS) {
      for (const start of STUDENTS) {
        await show(page, job, start);
        const routes = await page.locator(".pick").count();
        for (let at = 0; at < Math.min(routes, 2); at += 1) {
          await openRoute(page, at);
          assert.deepEqual(await inside(page, unsaidOfCalendar), [], `${job} ${start} ${at}`);
          assert.deepEqual(await inside(page, unsaidOfBars), [], `${job} ${start} ${at}`);
          assert.deepEqual(await inside(page, misplaced), [], `${job} ${start} ${at}`);
          drawn += await page.locator(".calendar-row").count();
          await page.keyboard.press("Escape");
          await page.locator(".pick").first().waitFor(SOON);
        }
      }
    }
    assert.ok(drawn > 20, `only ${drawn} rows were looked at`);
    assert.deepEqual(heard, []);
    await page.close();
  });
}

test("whatever the lattice shows is said in its list, for every job of the region", async () => {
  const { page, heard } = await open("ru");
  await lookAround(page);
  const jobs = await page.evaluate(`(async () => {
    const { Planner } = await import("/pathways/planner.js");
    const planner = await Planner.load("/regions/kuzbass/kuzbass.region", { lang: "ru" });
    try {
      const jobs = [];
      for (const { id, name } of planner.catalog.jobs) {
        const { tiles, lines } = await planner.lattice(id, { columns: 2 });
        const name = ({ kind, ids: [id, ...more] }) => [(kind === "job" ? planner.catalog.jobs : planner.catalog.programmes).find((one) => one.id === id).name, more.length];
        jobs.push({ id, lines: lines.map(({ from, to }) => [tiles[from].ids.length, name(tiles[from])[0], ...name(tiles[to])]) });
      }
      return jobs;
    } finally { planner.close(); }
  })()`);
  assert.ok(jobs.length > 100);
  const title = await page.locator("#around-title").innerText();
  for (const { id, lines } of jobs) {
    await show(page, id);
    await page.waitForFunction((id) => document.querySelector("pathway-job").shadowRoot.querySelector("#ladder svg.lattice")?.dataset.job === id, id, SOON);
    assert.deepEqual(await inside(page, unsaidOfLattice), [], id);
    // Every line, too.
    const missing = await inside(page, (root, said, lines) => lines.filter(([many, from, to, more]) => {
      const called = more > 0 ? `${to} (+ ещё ${more})` : to;
      const items = [...root.querySelectorAll("#ladder .around > li")].filter((item) => said(item).includes(from) && item.querySelectorAll("ul > li").length === many);
      const leads = items.map((item) => item.querySelector(".leads")).concat(root.querySelector(".opens")).filter(Boolean).map(said);
      return !leads.some((text) => text.includes(called));
    }), lines);
    assert.deepEqual(missing, [], id);
  }
  assert.notEqual(await page.locator("#around-title").innerText(), title);
  assert.deepEqual(heard, []);
  await page.close();
});

for (const [name, options] of Object.entries({
  "at 320 px": { width: 320 }, "at 390 px in dark": { width: 390, colorScheme: "dark" }, "at 1280 px": {}, "in forced colours": { width: 390, forcedColors: "active" },
})) {
  test(`nothing overlaps in a picture or sticks out of it ${name}`, async () => {
    for (const lang of ["ru", "en"]) {
      const { page, heard } = await open(lang, options);
      await lookAround(page);
      for (const job of ["mine-foreman", "mine-electrician-3", "steel-foreman", "bf-keeper-7", "loco-driver"]) {
        await show(page, job);
        await page.waitForFunction((id) => document.querySelector("pathway-job").shadowRoot.querySelector("#ladder svg.lattice")?.dataset.job === id, job, SOON);
        assert.equal(await page.locator("svg.lattice:visible").count(), 1);
        assert.deepEqual(await inside(page, misplaced), [], `${job} in ${lang}`);
      }
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), options.width ?? 1280);
      assert.deepEqual(heard, []);
      await page.close();
    }
  });
}

/** The colours, as the browser paints them, by which a picture is told apart from its ground. */
const painted = (root) => {
  const style = (selector) => getComputedStyle(root.querySelector(selector));
  return {
    ground: style(".frame").backgroundColor,
    line: style("svg.lattice:not([hidden]) line").stroke,
    tile: style(".place").borderTopColor,
    words: style(".place").color,
    study: [style(".calendar rect.study").fill, style(".calendar rect.study").stroke],
    work: [style(".calendar rect.work").fill, style(".calendar rect.work").stroke],
    needed: style(".bar .needed").stroke,
    gained: style(".bar .gained").stroke,
  };
};

for (const [name, media] of Object.entries({ "in forced colours": { forcedColors: "active" }, "on paper": { media: "print" } })) {
  test(`lines, tiles and bars stand out ${name}`, async () => {
    const { page, heard } = await open("ru", { width: 760 });
    await show(page, "mine-foreman", 0);
    await openRoute(page, 0);
    await lookAround(page);
    await page.emulateMedia(media);
    const { ground, study, work, ...rest } = await inside(page, painted);
    for (const [what, colour] of Object.entries(rest)) assert.notEqual(colour, ground, what);
    // Study and work differ by more than a hue: one is full, the other is an outline.
    assert.notEqual(study[0], ground);
    assert.equal(study[1], "none");
    assert.notEqual(work[1], "none");
    assert.notEqual(work[1], ground);
    assert.equal(await page.locator("svg.lattice:visible").count(), 1);
    assert.deepEqual(heard, []);
    await page.close();
  });
}

test("a rung leads to its own lattice and back, and in the planner to its routes, by keyboard", async () => {
  const { page, heard } = await open("en");
  await lookAround(page);
  const rung = page.locator(".rung", { hasText: "Deputy head of a longwall section" });
  await rung.focus();
  await page.keyboard.press("Enter");
  await page.locator("#around-title", { hasText: "Deputy head" }).waitFor(SOON);
  assert.equal(await page.evaluate(() => document.querySelector("pathway-job").shadowRoot.activeElement?.id), "around-title");
  // The page itself stays about its job.
  await page.getByRole("heading", { name: "How to become: Mining foreman" }).waitFor(SOON);
  await page.getByRole("button", { name: "Back to: Mining foreman" }).click();
  await page.locator("#around-title", { hasText: "Mining foreman" }).waitFor(SOON);
  assert.deepEqual(heard, []);
  await page.close();

  const planner = await chromium.newPage({ viewport: { width: 1280, height: 900 } });
  const complained = complaints(planner);
  await planner.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));
  await planner.goto(`${server.address}/index.html?lang=en`);
  await planner.getByRole("radio", { name: "Grade 9", exact: true }).check();
  await planner.getByRole("button", { name: /^Next/ }).click();
  await planner.getByRole("searchbox").fill("mining foreman");
  await planner.getByRole("button", { name: /^Mining foreman/ }).first().click();
  await planner.locator(".pick").first().click({ timeout: 60_000 });
  await planner.locator("#ladder > summary").click();
  await planner.locator(".rung", { hasText: "Deputy head of a longwall section" }).click(SOON);
  await planner.getByRole("button", { name: "Show routes to “Deputy head of a longwall section”" }).click(SOON);
  await planner.getByRole("heading", { name: "Routes to “Deputy head of a longwall section”" }).waitFor({ timeout: 60_000 });
  assert.deepEqual(complained, []);
  await planner.close();
});
