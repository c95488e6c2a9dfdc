// The routes as a reader weighs them: side by side, and with terms turned round. What is said is true of what the planner says.
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

/** The page of a pupil of grade 9 with routes to the first goal of a name, and every question that was asked with its answer. */
async function routes(goal, { town, lang = "en" } = {}) {
  const page = await chromium.newPage({ viewport: { width: 1280, height: 900 } });
  const heard = complaints(page);
  await page.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));
  await page.addInitScript(() => {
    globalThis.asked = [];
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (request) {
      if (request.op === "plan") {
        const one = { question: structuredClone(request.question) };
        globalThis.asked.push(one);
        this.addEventListener("message", ({ data }) => data.id === request.id && (one.answer = data.result));
      }
      return post.call(this, request);
    };
  });
  await page.goto(`${server.address}/index.html?lang=${lang}`);
  await page.getByRole("radio", { name: "Grade 9", exact: true }).check();
  if (town) await page.locator("select[name=home]").selectOption({ label: town });
  await page.getByRole("button", { name: "Next: choose a goal" }).click();
  await page.getByRole("searchbox").fill(goal);
  await page.locator("#goal-results button").first().click();
  await page.locator("#result-title").waitFor({ timeout: 60_000 });
  /** The last question, once it is answered. */
  const last = async (count) => {
    await page.waitForFunction((count) => globalThis.asked.length === count && globalThis.asked.at(-1).answer, count, { timeout: 60_000 });
    return page.evaluate(() => globalThis.asked.at(-1));
  };
  return { page, heard, last };
}

const figure = async (page, name) => {
  const [, a, b, more] = await page.locator(".figures-table tr", { has: page.getByRole("rowheader", { name, exact: true }) }).locator("th, td").allInnerTexts();
  return { a, b, more };
};
const inMonths = (text) => Number(/(\d+)\s+years?/.exec(text)?.[1] ?? 0) * 12 + Number(/(\d+)\s+months?/.exec(text)?.[1] ?? 0);
const inRoubles = (text) => (text === "free" ? 0 : Number(/₽([\d,]+)/.exec(text)[1].replaceAll(",", "")));

/** Points of an answer as the page shows them: those without a way back, where there are any. */
function points({ routes }) {
  const found = new Map(routes.map((route) => [route.objectives.join("/"), route]));
  for (const route of routes) if (route.repeats === 0) found.set(route.objectives.join("/"), route);
  const plain = [...found.values()].filter(({ repeats }) => repeats === 0);
  return plain.length > 0 ? plain : [...found.values()];
}

test("two routes side by side have the planner's own figures, with the difference in words", async () => {
  const { page, heard, last } = await routes("mining foreman");
  const { answer } = await last(1);
  const [first, second] = points(answer);
  await page.locator("#compare").click();
  await page.locator("#compare-title").waitFor();
  assert.equal(await page.evaluate(() => document.querySelector("pathway-planner").shadowRoot.activeElement.id), "compare-title");
  const takes = await figure(page, "Takes");
  assert.deepEqual([inMonths(takes.a), inMonths(takes.b)], [first.months, second.months]);
  assert.equal(inMonths(takes.more), Math.abs(second.months - first.months));
  assert.match(takes.more, second.months > first.months ? /^\+.*: longer$/ : /^−.*: sooner$/);
  const cost = await figure(page, "Cost of study");
  assert.deepEqual([inRoubles(cost.a), inRoubles(cost.b)], [first.fees, second.fees]);
  assert.match(cost.more, second.fees < first.fees ? /^−₽[\d,]+: cheaper$/ : /^\+₽[\d,]+: dearer$/);
  // Every stage of both is there, once.
  const cells = await page.locator(".aligned .cell:not(.absent)").count();
  const shared = await page.locator(".aligned .shared").count();
  const route = (one) => answer.routes.find(({ objectives }) => objectives.join() === one.objectives.join());
  assert.equal(cells + shared, route(first).stages.length + route(second).stages.length);
  // Another route in the second place; a route with itself is not compared.
  const selects = page.locator(".pair select");
  await selects.nth(1).selectOption({ index: 0 });
  await page.getByText("This is one and the same route.").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#compare").waitFor();
  assert.equal(await page.evaluate(() => document.querySelector("pathway-planner").shadowRoot.activeElement.id), "compare");
  assert.deepEqual(heard, []);
  await page.close();
});

test("a switch asks again with its term alone changed, says what changes, and one press undoes it", async () => {
  const { page, heard, last } = await routes("mining foreman");
  const base = await last(1);
  const cards = () => page.locator(".routes > li .pick").allInnerTexts();
  const before = await cards();
  await page.locator("#what-if > summary").click();
  await page.getByRole("switch", { name: "…only free places count" }).check();
  const free = await last(2);
  await page.locator(".changed li").first().waitFor();
  assert.deepEqual(free.question, { ...base.question, student: { ...base.question.student }, limits: { ...base.question.limits, fees: 0 } });
  const [was, is] = [points(base.answer), points(free.answer)];
  const key = ({ objectives }) => objectives.join("/");
  const lost = was.filter((one) => !is.some((other) => key(other) === key(one))).length;
  const gained = is.filter((one) => !was.some((other) => key(other) === key(one))).length;
  const least = (list, of) => Math.min(...list.map((one) => one[of]));
  const lines = await page.locator(".changed li").allInnerTexts();
  assert.equal(lines.find((line) => line.startsWith("Gone")), lost > 0 ? `Gone: ${lost} route${lost === 1 ? "" : "s"}.` : undefined);
  assert.equal(lines.find((line) => line.startsWith("New")), gained > 0 ? `New: ${gained} route${gained === 1 ? "" : "s"}.` : undefined);
  const later = least(is, "months") - least(was, "months");
  const soonest = lines.find((line) => line.startsWith("The soonest"));
  assert.equal(soonest === undefined ? 0 : inMonths(soonest) * (soonest.endsWith("longer.") ? 1 : -1), later);
  assert.ok(lost > 0 && later > 0);
  // It is announced, and routes that stay are called as they were.
  assert.equal(await page.getByRole("status").innerText(), lines.join(" "));
  for (const name of await cards()) assert.ok(before.includes(name));
  await page.getByRole("button", { name: "Back to as it was" }).click();
  await page.waitForFunction((count) => document.querySelector("pathway-planner").shadowRoot.querySelectorAll(".routes > li").length === count, before.length);
  assert.deepEqual(await cards(), before);
  // Nothing was asked for that, and what the reader entered is what it was.
  assert.equal(await page.evaluate(() => globalThis.asked.length), 2);
  assert.equal(await page.getByRole("switch", { name: "…only free places count" }).isChecked(), false);
  assert.deepEqual(heard, []);
  await page.close();
});

test("where a switch closes every road, it says why, and the way back is there", async () => {
  const { page, heard } = await routes("mining foreman", { town: "Novokuznetsk" });
  await page.locator("#what-if > summary").click();
  await page.getByRole("switch", { name: "…there is no work underground" }).check();
  await page.getByText("Then no route leads to the goal.").first().waitFor({ timeout: 60_000 });
  assert.match(await page.locator(".reasons").innerText(), /underground/i);
  await page.getByRole("switch", { name: "…there is no work underground" }).uncheck();
  await page.locator(".routes > li").first().waitFor();
  assert.deepEqual(heard, []);
  await page.close();
});

test("a route that is opened and left, and every step back, keeps what was said and asked", async () => {
  const { page, heard } = await routes("mining foreman", { town: "Novokuznetsk" });
  await page.locator(".pick").nth(0).click();
  await page.locator("#route-title").waitFor();
  await page.getByRole("button", { name: "All routes" }).click();
  await page.waitForFunction(() => document.querySelector("pathway-planner").shadowRoot.activeElement?.className === "pick");
  for (const [step, here] of [["Where I want to get", "#step-title"], ["Where I stand", "#step-title"], ["Routes", "#result-title, .routes"]]) {
    await page.getByRole("navigation").getByRole("button", { name: step }).click();
    await page.locator(here).first().waitFor();
  }
  // All of it was asked once.
  assert.equal(await page.evaluate(() => globalThis.asked.length), 1);
  await page.getByRole("navigation").getByRole("button", { name: "Where I stand" }).click();
  assert.equal(await page.locator("select[name=home]").inputValue(), "novokuznetsk");
  assert.deepEqual(heard, []);
  await page.close();
});

test("a change that the page around makes takes no focus", async () => {
  const { page, heard, last } = await routes("mining foreman");
  await page.getByRole("button", { name: "Русский" }).focus();
  await page.evaluate(() => (document.querySelector("pathway-planner").lang = "ru"));
  await page.getByRole("heading", { name: /^Маршруты к цели/ }).waitFor({ timeout: 60_000 });
  await last(2);
  await page.waitForTimeout(100);
  assert.equal(await page.evaluate(() => document.activeElement.id), "language");
  assert.deepEqual(heard, []);
  await page.close();
});

test("with text twice as large on a phone nothing is wider than the screen", async () => {
  const { page, heard } = await routes("mining foreman");
  await page.setViewportSize({ width: 360, height: 740 });
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  const fits = async (where) => assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, where);
  await fits("routes");
  await page.locator("#what-if > summary").click();
  await page.getByRole("switch").first().waitFor();
  await page.locator("#compare").click();
  await page.locator("#compare-title").waitFor();
  await fits("two routes");
  await page.locator(".pick").first().click();
  await page.locator("#route-title").waitFor();
  await fits("a route");
  assert.deepEqual(heard, []);
  await page.close();
});

test("forced colours keep what is chosen apart from what is not, and more contrast leaves no soft grey", async () => {
  const { page, heard } = await routes("mining foreman");
  await page.emulateMedia({ forcedColors: "active" });
  const colour = (selector, property) => page.evaluate(([selector, property]) => getComputedStyle(document.querySelector("pathway-planner").shadowRoot.querySelector(selector))[property], [selector, property]);
  assert.notEqual(await colour(".stepper .current .dot", "backgroundColor"), await colour(".stepper li:not(.current) .dot", "backgroundColor"));
  assert.notEqual(await colour(".piece.study", "fill"), await colour(".piece.work", "fill"));
  assert.equal(await colour(".key.study", "backgroundColor"), await colour(".piece.study", "fill"));
  await page.emulateMedia({ forcedColors: "none", contrast: "more" });
  assert.equal(await colour(".via", "color"), await colour("#result-title", "color"));
  await page.emulateMedia({ contrast: "no-preference" });
  assert.notEqual(await colour(".via", "color"), await colour("#result-title", "color"));
  // The theme that a page names goes before the reader's.
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await colour(".frame", "backgroundColor");
  await page.evaluate(() => (document.querySelector("pathway-planner").theme = "light"));
  assert.notEqual(await colour(".frame", "backgroundColor"), dark);
  // The font is the page's.
  await page.evaluate(() => (document.body.style.fontFamily = "monospace"));
  assert.equal(await colour(".frame", "fontFamily"), "monospace");
  assert.deepEqual(heard, []);
  await page.close();
});
