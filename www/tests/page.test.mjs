// The page as a reader meets it: real engine, real region, strict policy, empty console.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser, complaints, site } from "./browser.mjs";
import { trapping } from "./trapping.mjs";

const WORDS = {
  ru: {
    page: "/index.html", grade: "9 класс", town: "Новокузнецк", physics: "Физика", math: "Математика", next: "Дальше: выбрать цель",
    goal: "горный мастер", goalName: /Горный мастер/, title: /Маршруты к цели «Горный мастер/, list: "Этап за этапом", gap: "Что требует работа", other: "English",
    found: /^Найдено: \d+ маршрут(а|ов)?\.$/, school: /9 класс/, level: /^3,/,
  },
  en: {
    page: "/index.html?lang=en", grade: "Grade 9", town: "Novokuznetsk", physics: "Physics", math: "Mathematics", next: "Next: choose a goal",
    goal: "mining foreman", goalName: /Mining foreman/, title: /Routes to “Mining foreman/, list: "Stage by stage", gap: "What the job asks for", other: "Русский",
    found: /^Found \d+ routes?\.$/, school: /grades? /, level: /^3,/,
  },
};
/** The longest that a search may take here. */
const PATIENCE = 60_000;

let chromium, server;

before(async () => {
  [chromium, server] = await Promise.all([browser(), site()]);
});

after(async () => {
  await chromium?.close();
  await server?.close();
});

/** A page whose calendar says November 2026. */
async function open(path, options = {}, at = server) {
  const page = await chromium.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  await page.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));
  const heard = complaints(page);
  await page.goto(at.address + path);
  return { page, heard };
}

const level = (page, name) => page.locator("fieldset.level", { has: page.locator("legend", { hasText: new RegExp(`^${name}$`) }) });

async function journey(page, words) {
  await page.getByRole("radio", { name: words.grade, exact: true }).check();
  await page.locator("select[name=home]").selectOption({ label: words.town });
  for (const name of [words.physics, words.math]) await level(page, name).getByRole("radio", { name: words.level }).check();
  await page.getByRole("button", { name: words.next }).click();
  await page.getByRole("searchbox").fill(words.goal);
  await page.locator("#goal-results button").first().click();
  await page.getByRole("heading", { name: words.title }).waitFor({ timeout: PATIENCE });
}

/** Opens the first route in full. */
async function openRoute(page) {
  await page.locator(".pick").first().click();
  await page.locator("#route-title").waitFor();
}

for (const lang of ["ru", "en"]) {
  test(`the journey from grade 9 to mining foreman, in ${lang}`, async () => {
    const words = WORDS[lang];
    const { page, heard } = await open(words.page);
    await journey(page, words);
    assert.match(await page.locator(".lead").innerText(), words.found);
    assert.match(await page.getByRole("status").innerText(), words.found);
    assert.ok(await page.locator(".routes > li").count() >= 1);
    assert.equal(await page.evaluate(() => document.querySelector("pathway-planner").shadowRoot.activeElement?.id), "result-title");
    assert.ok(await page.locator(".timeline svg rect.piece").count() >= 3);
    await openRoute(page);
    // The first stage is school, the last the goal; each has a title, and all but the goal their dates.
    const stages = page.locator(".stages > li");
    assert.ok(await stages.count() >= 3);
    assert.match(await stages.first().innerText(), words.school);
    assert.match(await stages.last().innerText(), words.goalName);
    await page.getByRole("heading", { name: words.list }).waitFor();
    await page.getByRole("heading", { name: words.gap }).waitFor();
    assert.ok(await page.locator(".gap tbody tr").count() >= 3);
    assert.ok(await page.locator(".calendar svg rect").count() >= 3);
    assert.equal(await page.evaluate(() => document.querySelector("pathway-planner").shadowRoot.activeElement?.id), "route-title");
    // The region's sources have Russian titles.
    const link = page.locator(".sources a").first();
    assert.equal(await link.locator("[lang=ru]").count(), lang === "ru" ? 0 : 1);
    // Nothing was stored, and nothing was put into the address.
    assert.deepEqual(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length, location.hash]), ["", 0, 0, ""]);
    assert.deepEqual(heard, []);
    await page.close();
  });
}

test("a route that nothing beats in anything is called so, and compared with nothing", async () => {
  const { page, heard } = await open(WORDS.en.page);
  await journey(page, WORDS.en);
  assert.equal(await page.locator(".routes > li").count(), 1);
  assert.match(await page.locator("p.status").innerText(), /^This is the best route/);
  // Without marks of one's own there is something to compare.
  const other = await open(WORDS.en.page);
  await other.page.getByRole("radio", { name: WORDS.en.grade, exact: true }).check();
  await other.page.getByRole("button", { name: WORDS.en.next }).click();
  await other.page.getByRole("searchbox").fill(WORDS.en.goal);
  await other.page.locator("#goal-results button").first().click();
  await other.page.getByRole("button", { name: "Compare two routes" }).waitFor({ timeout: PATIENCE });
  assert.match(await other.page.locator("p.status").innerText(), /^These are all/);
  assert.deepEqual([...heard, ...other.heard], []);
  await page.close();
  await other.page.close();
});

test("the language changes in the middle of the journey, and the journey stays", async () => {
  const { page, heard } = await open(WORDS.ru.page);
  await journey(page, WORDS.ru);
  await openRoute(page);
  await page.getByRole("button", { name: WORDS.ru.other }).click();
  // The route that was open stays open.
  await page.getByRole("heading", { name: /^Route 1 to “Mining foreman/ }).waitFor({ timeout: PATIENCE });
  assert.match(await page.title(), /^Routes to a job/);
  assert.equal(new URL(page.url()).search, "?lang=en");
  assert.match(await page.locator(".said-so").innerText(), /Grade 9\s· Novokuznetsk\s· Physics 3\s· Mathematics 3/);
  assert.deepEqual(heard, []);
  await page.close();
});

test("a goal is found by its name in the other language, and by a mistyped one", async () => {
  const { page, heard } = await open(WORDS.ru.page);
  await page.getByRole("radio", { name: WORDS.ru.grade, exact: true }).check();
  await page.getByRole("button", { name: WORDS.ru.next }).click();
  for (const typed of ["mining foreman", "горнго мастира", "ujhysq vfcnth"]) {
    await page.getByRole("searchbox").fill(typed);
    await page.waitForFunction(() => /Горный мастер/.test(document.querySelector("pathway-planner").shadowRoot.querySelector("#goal-results button")?.textContent ?? ""), null, { timeout: 5000 });
  }
  assert.deepEqual(heard, []);
  await page.close();
});

test("without a query all goals are there to browse: ladders from rung to rung, programmes by kind", async () => {
  const { page, heard } = await open(WORDS.en.page);
  await page.getByRole("radio", { name: WORDS.en.grade, exact: true }).check();
  await page.getByRole("button", { name: WORDS.en.next }).click();
  const groups = page.locator(".ladder");
  await groups.first().waitFor();
  const { jobs, programmes } = await page.evaluate(async () => {
    const { Planner } = await import("/pathways/planner.js");
    const planner = await Planner.load("/regions/kuzbass/kuzbass.region", { lang: "en" });
    planner.close();
    return planner.catalog;
  });
  const families = new Set(jobs.map(({ family }) => family)).size;
  const taught = programmes.filter(({ kind }) => kind !== "general");
  assert.equal(await groups.count(), families + new Set(taught.map(({ kind }) => kind)).size);
  assert.equal(await groups.locator("button").count(), jobs.length + taught.length);
  // Nobody stands on a ladder above a job that theirs leads to.
  const at = new Map(jobs.map(({ id }, index) => [id, index]));
  for (const job of jobs) for (const next of job.leads_to) if (jobs[at.get(next)].family === job.family) assert.ok(at.get(job.id) < at.get(next), `${job.id} before ${next}`);
  const mine = groups.filter({ hasText: "Chief engineer of a mine" });
  await mine.locator("summary").click();
  await mine.getByRole("button", { name: /Mining foreman \(underground\)/ }).click();
  await page.getByRole("heading", { name: WORDS.en.title }).waitFor({ timeout: PATIENCE });
  // Who comes back finds the ladder open where it was left.
  await page.getByRole("button", { name: "Choose another goal" }).click();
  await mine.getByRole("button", { name: /Mining foreman \(underground\)/ }).waitFor();
  await page.getByRole("button", { name: "Programmes", exact: true }).click();
  assert.equal(await groups.locator("button").count(), taught.length);
  assert.deepEqual(heard, []);
  await page.close();
});

test("what is announced as found is what is listed", async () => {
  const { page, heard } = await open(WORDS.en.page);
  await page.getByRole("radio", { name: WORDS.en.grade, exact: true }).check();
  await page.getByRole("button", { name: WORDS.en.next }).click();
  const listed = () => page.locator("#goal-results button").count();
  // What is listed may change once more, when the names of the other language are there.
  const announced = () => page.waitForFunction(() => {
    const { shadowRoot } = document.querySelector("pathway-planner");
    const count = shadowRoot.querySelectorAll("#goal-results button").length;
    return count > 0 && new RegExp(`\\b${count}\\b`).test(shadowRoot.querySelector("[role=status]").textContent);
  }, null, { timeout: 5000 });
  await page.getByRole("searchbox").fill("mining foreman");
  await announced();
  const all = await listed();
  await page.getByRole("searchbox").fill("mining");
  await page.getByRole("button", { name: "Jobs", exact: true }).click();
  const more = page.getByRole("button", { name: /more/i });
  while (await more.count() > 0) await more.first().click();
  assert.notEqual(await listed(), all);
  await announced();
  assert.deepEqual(heard, []);
  await page.close();
});

test("the journey by keyboard alone", async () => {
  const { page, heard } = await open(WORDS.ru.page);
  const words = WORDS.ru;
  const focused = () => page.evaluate(() => {
    const element = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    const group = element?.closest("fieldset")?.querySelector("legend")?.textContent.trim();
    return { name: element?.getAttribute("name") ?? "", text: (element?.getAttribute("aria-label") ?? element?.textContent ?? "").trim(), group: group ?? "", tag: element?.localName ?? "" };
  });
  const tabTo = async (fits) => {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press("Tab");
      const at = await focused();
      if (fits(at)) return at;
    }
    throw new Error("The keyboard did not get there.");
  };
  await page.getByRole("radio", { name: words.grade, exact: true }).waitFor();
  await tabTo(({ name }) => name === "standing");
  await page.keyboard.press("ArrowRight");
  await tabTo(({ name }) => name === "home");
  await page.keyboard.type("Новокуз");
  for (const subject of [words.physics, words.math]) {
    // Subjects stand in the region's order, so the way to each starts from the top.
    await page.evaluate(() => document.querySelector("pathway-planner").shadowRoot.querySelector("select[name=home]").focus());
    await tabTo(({ group }) => group === subject);
    for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press("ArrowRight");
  }
  assert.equal(await level(page, words.physics).locator("input:checked").getAttribute("value"), "3");
  await tabTo(({ text }) => text === words.next);
  await page.keyboard.press("Enter");
  await tabTo(({ name }) => name === "goal");
  await page.keyboard.type(words.goal);
  await tabTo(({ text }) => words.goalName.test(text));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: words.title }).waitFor({ timeout: PATIENCE });
  await tabTo(({ text }) => /^Маршрут \d/.test(text));
  await page.keyboard.press("Enter");
  const isAt = (id) => page.waitForFunction((id) => document.querySelector("pathway-planner").shadowRoot.activeElement?.id === id, id);
  await isAt("route-title");
  // Escape leads out of a route to where it was opened, and nowhere further.
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector("pathway-planner").shadowRoot.activeElement?.className === "pick");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+Tab");
  assert.equal((await focused()).tag, "summary");
  await page.keyboard.press("Enter");
  await page.getByRole("switch").first().waitFor();
  await tabTo(({ name }) => name === "free");
  await page.keyboard.press("Space");
  await page.locator(".changed li").first().waitFor({ timeout: PATIENCE });
  await tabTo(({ text }) => text === "Вернуть как было");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("pathway-planner").shadowRoot.activeElement?.localName === "summary");
  // Back at the first step all is as it was said.
  await page.evaluate(() => document.querySelector("pathway-planner").shadowRoot.querySelector(".stepper button").focus());
  await page.keyboard.press("Enter");
  await isAt("step-title");
  assert.equal(await level(page, words.physics).locator("input:checked").getAttribute("value"), "3");
  assert.deepEqual(heard, []);
  await page.close();
});

for (const lang of ["ru", "en"]) {
  test(`nothing is wider than a screen of 320 px, in ${lang}`, async () => {
    const words = WORDS[lang];
    const { page } = await open(words.page, { viewport: { width: 320, height: 640 } });
    const fits = async (where) => assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, where);
    await page.getByRole("radio", { name: words.grade, exact: true }).waitFor();
    await fits("where I stand");
    await journey(page, words);
    await page.locator("#what-if > summary").click();
    await page.getByRole("switch").first().check();
    await page.locator(".changed").waitFor();
    await fits("what if");
    await page.locator(".changed button").click();
    await fits("routes");
    if (await page.locator("#compare").count() > 0) {
      await page.locator("#compare").click();
      await page.locator("#compare-title").waitFor();
      await fits("two routes");
    }
    await openRoute(page);
    for (const summary of await page.locator(".stages summary").all()) await summary.click();
    await fits("a route");
    await page.close();
  });
}

test("targets are large enough for a thumb", async () => {
  const { page } = await open(WORDS.ru.page, { viewport: { width: 360, height: 740 } });
  await journey(page, WORDS.ru);
  await page.locator("#what-if > summary").click();
  await page.getByRole("switch").first().waitFor();
  const few = await page.evaluate(tooSmall);
  await openRoute(page);
  assert.deepEqual([...few, ...await page.evaluate(tooSmall)], []);
  await page.close();
});

/** Runs in the page: what is too low for a thumb. A box in its label is as high as that. */
function tooSmall() {
  return [...document.querySelector("pathway-planner").shadowRoot.querySelectorAll("button, select, summary, label:has(> input)")]
    .filter((element) => element.getClientRects().length > 0 && element.getBoundingClientRect().height < 43.5)
    .map((element) => `${element.localName} ${element.textContent.trim().slice(0, 30)} ${element.getBoundingClientRect().height}`);
}

test("starting over empties the form, and can be undone", async () => {
  const { page } = await open(WORDS.ru.page);
  const grade = page.getByRole("radio", { name: WORDS.ru.grade, exact: true });
  await grade.check();
  await page.getByRole("button", { name: "Начать заново" }).click();
  assert.equal(await grade.isChecked(), false);
  await page.getByRole("button", { name: "Вернуть" }).click();
  assert.equal(await grade.isChecked(), true);
  await page.close();
});

test("without a first answer the form says what it needs", async () => {
  const { page } = await open(WORDS.ru.page);
  await page.getByRole("button", { name: WORDS.ru.next }).click();
  await page.locator("#standing-error").waitFor();
  assert.equal(await page.evaluate(() => document.querySelector("pathway-planner").shadowRoot.activeElement?.name), "standing");
  await page.close();
});

test("a job's page shows its routes by where the reader starts", async () => {
  const { page, heard } = await open("/job.html");
  await page.getByRole("heading", { name: /Как прийти к профессии «Горный мастер/ }).waitFor();
  await page.getByRole("radio", { name: "9 класс" }).first().check();
  await page.getByRole("heading", { name: "Маршруты", exact: true }).waitFor({ timeout: PATIENCE });
  await openRoute(page);
  // The page's title says whose page it is, the element's which job; nothing says either again.
  assert.deepEqual(await page.getByRole("heading", { level: 1 }).allInnerTexts(), ["Работа у нас"]);
  assert.equal(await page.getByRole("heading", { name: /Горный мастер/i, level: 2 }).count(), 1);
  assert.ok(await page.locator(".gap tbody tr").count() >= 3);
  assert.deepEqual(heard, []);
  await page.close();
});

test("a job that the region doesn't have is said in words", async () => {
  const { page, heard } = await open("/job.html");
  await page.evaluate(() => document.querySelector("pathway-job").setAttribute("job", "astronaut"));
  await page.getByText("В этом регионе нет профессии «astronaut».").waitFor();
  assert.deepEqual(heard, []);
  await page.close();
});

/** The planner's own words about a failure, with what the page put inside still there. */
async function trouble(page, code) {
  await page.getByText(code, { exact: true }).waitFor({ timeout: 10_000 });
  assert.ok(await page.getByText("Планировщику нужен JavaScript.").isVisible());
  return page.getByRole("alert").innerText();
}

test("a region that isn't there is said in words, and found again", async () => {
  const page = await chromium.newPage();
  let missing = true;
  await page.route("**/*.region", (route) => (missing ? route.fulfill({ status: 404, body: "" }) : route.continue()));
  await page.goto(server.address);
  assert.match(await trouble(page, "REGION_NOT_FOUND"), /Данные региона не найдены/);
  missing = false;
  await page.getByRole("button", { name: "Попробовать снова" }).click();
  await page.getByRole("radio", { name: "9 класс" }).waitFor();
  await page.close();
});

test("a broken region and one cut short are said in words", async () => {
  for (const body of ["<!doctype html>", "\u0089PWR"]) {
    const page = await chromium.newPage();
    await page.route("**/*.region", (route) => route.fulfill({ status: 200, body }));
    await page.goto(server.address);
    assert.match(await trouble(page, "REGION_BROKEN"), /Данные региона повреждены/);
    await page.close();
  }
});

test("elements that leave the page take their workers with them", async () => {
  const { page, heard } = await open("/index.html");
  await page.getByRole("radio", { name: WORDS.ru.grade, exact: true }).waitFor();
  await page.evaluate(async () => {
    const main = document.querySelector("main");
    for (let time = 0; time < 20; time += 1) {
      document.querySelector("pathway-planner").remove();
      const element = document.createElement("pathway-planner");
      element.setAttribute("region", "/regions/kuzbass/kuzbass.region");
      main.append(element);
      // Some leave before they have loaded, some after.
      await new Promise((done) => setTimeout(done, time * 15));
    }
  });
  await page.getByRole("radio", { name: WORDS.ru.grade, exact: true }).waitFor();
  await page.waitForTimeout(300);
  assert.equal(page.workers().length, 1);
  // Requests of elements that left may be cut off; nothing else may be heard.
  assert.deepEqual(heard.filter((line) => !line.includes("ERR_ABORTED")), []);
  await page.close();
});

const IN_PAGE = `
  const { Planner } = await import("/pathways/pathway-planner.js");
  const planner = await Planner.load("/regions/kuzbass/kuzbass.region", { lang: "ru" });
  const student = { format: "pathways-student/1", now: "2026-11", home: "novokuznetsk" };
`;

test("the headless API: levels that move rank as match does, aborted or not", async () => {
  const { page } = await open("/index.html");
  const told = await page.evaluate(`(async () => {
    ${IN_PAGE}
    const standing = planner.stand({ ...student, competencies: [{ id: "physics", level: 1 }] });
    const same = async (competencies, top) => {
      const { jobs } = await planner.match({ ...student, competencies }, { top });
      const ranking = await standing.rank({ top });
      const records = [...ranking.jobs].map((job, at) => ({
        job: planner.catalog.jobs[job].id, score: ranking.scores[at], readiness: ranking.readiness[at],
        gap: ranking.gaps[at], missing_essential: ranking.missing_essential[at],
      }));
      return JSON.stringify(records) === JSON.stringify(jobs);
    };
    const found = [await same([{ id: "physics", level: 1 }])];
    standing.set("math", 3);
    standing.set("physics", 4);
    found.push(await same([{ id: "physics", level: 4 }, { id: "math", level: 3 }], 5));
    // Someone else ranks, and a worker ends, in between.
    await planner.stand(student).rank();
    const late = new AbortController();
    const going = planner.plan({ student, goal: { job: "mine-foreman" } }, { signal: late.signal }).catch((error) => error.code);
    late.abort();
    await going;
    standing.set("physics", undefined);
    found.push(await same([{ id: "math", level: 3 }]));
    const code = (call) => { try { call(); return "none"; } catch (error) { return error.code; } };
    found.push(code(() => standing.set("no-such-thing", 1)), code(() => standing.set("math", 99)));
    planner.close();
    return found;
  })()`);
  assert.deepEqual(told, [true, true, true, "BAD_INPUT", "BAD_INPUT"]);
  await page.close();
});

test("the headless API: caught mistakes, aborts, and a planner that is closed", async () => {
  const { page } = await open("/index.html");
  const told = await page.evaluate(`(async () => {
    ${IN_PAGE}
    const code = (call) => call.then(() => "none", (error) => error.code);
    const early = AbortSignal.abort();
    const late = new AbortController();
    const going = code(planner.plan({ student, goal: { job: "mine-foreman" } }, { signal: late.signal }));
    late.abort();
    const codes = [
      await code(planner.plan({ student, goal: { job: "mine-foreman" } }, { signal: early })),
      await going,
      await code(planner.plan({ student: { format: "nonsense" }, goal: { job: "no-such-job" } })),
      await code(planner.gap(student, "no-such-job")),
    ];
    const { jobs } = await planner.match(student, { top: 1 });
    const gap = await planner.gap(student, "mine-foreman");
    planner.close();
    return [...codes, await code(planner.match(student)), jobs.length, gap.job];
  })()`);
  assert.deepEqual(told, ["ABORTED", "ABORTED", "BAD_INPUT", "BAD_INPUT", "CLOSED", 1, "mine-foreman"]);
  await page.close();
});

test("whatever is given for a region, a mistake has a code, and bytes may come as any view", async () => {
  const { page } = await open("/index.html");
  const told = await page.evaluate(`(async () => {
    const { Planner } = await import("/pathways/pathway-planner.js");
    const code = (source) => Planner.load(source, { lang: "ru" }).then(() => "none", (error) => error.code);
    const region = await fetch("/regions/kuzbass/kuzbass.region");
    const bytes = new Uint8Array(await region.clone().arrayBuffer());
    const labels = [await (await fetch("/regions/kuzbass/kuzbass.ru.labels")).arrayBuffer()];
    // A view of the middle of a larger buffer.
    const larger = new Uint8Array(bytes.length + 20);
    larger.set(bytes, 10);
    const view = await Planner.load(new DataView(larger.buffer, 10, bytes.length), { lang: "ru", labels });
    const jobs = view.catalog.jobs.length;
    view.close();
    await region.arrayBuffer();
    return [await code("http://["), await code(null), await code(5), await code(region), jobs];
  })()`);
  assert.deepEqual(told.slice(0, 4), ["BAD_INPUT", "BAD_INPUT", "BAD_INPUT", "BAD_INPUT"]);
  assert.ok(told[4] > 0);
  await page.close();
});

test("an engine that is named is the one that is loaded, whatever was loaded before", async () => {
  const { page } = await open("/demo.css");
  const told = await page.evaluate(`(async () => {
    const { Planner } = await import("/pathways/pathway-planner.js");
    const load = (wasm) => Planner.load("/regions/kuzbass/kuzbass.region", { lang: "ru", wasm }).then((planner) => (planner.close(), "loaded"), (error) => error.code);
    const there = "/pathways/pathway_planner_bg.wasm";
    const bytes = await (await fetch(there)).arrayBuffer();
    return [await load(), await load("/nowhere.wasm"), await load(Uint8Array.of(0, 97, 115, 109)), await load(there), await load(bytes), await load(await WebAssembly.compile(bytes)), await load()];
  })()`);
  assert.deepEqual(told, ["loaded", "ENGINE_LOAD", "ENGINE_LOAD", "loaded", "loaded", "loaded", "loaded"]);
  await page.close();
});

test("after a trap a fresh engine gives the right answer; after two the call fails", async () => {
  const { page } = await open("/demo.css");
  const file = new URL("../../pkg/pathway_planner_bg.wasm", import.meta.url);
  const bytes = [...trapping(readFileSync(file), "engine_match")];
  const told = await page.evaluate(`(async () => {
    ${IN_PAGE}
    const expected = JSON.stringify(await planner.match(student, { top: 3 }));
    const broken = await WebAssembly.compile(Uint8Array.from(${JSON.stringify(bytes)}));
    // The first engines get the module that traps, the rest the one that was asked for.
    const post = Worker.prototype.postMessage;
    let engines, traps;
    Worker.prototype.postMessage = function (request) {
      if (request.op === "open") engines += 1;
      return post.call(this, request.op === "open" && engines <= traps ? { ...request, module: broken } : request);
    };
    const results = [];
    for (traps of [0, 1, 9]) {
      engines = 0;
      const planner = await Planner.load("/regions/kuzbass/kuzbass.region", { lang: "ru" });
      const told = await planner.match(student, { top: 3 }).then(JSON.stringify, (error) => [error.code, error.cause?.message]);
      results.push([engines, told === expected ? "right" : told]);
      planner.close();
    }
    return results;
  })()`);
  assert.deepEqual(told, [[1, "right"], [2, "right"], [2, ["ENGINE_CRASHED", "unreachable"]]]);
  await page.close();
});
