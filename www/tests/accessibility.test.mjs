// Every state of both elements, in both languages: axe with every rule of WCAG 2.2 A and AA in light, dark and forced
// colours, and what axe can't see: narrow screens, large text, small targets, the order of keys, the order of reading.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { browser, site } from "./browser.mjs";
import { visits } from "./states.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] };

/** Where axe looks: each way of seeing, on a wide screen or a narrow one. */
const SEEN = {
  light: [{ colorScheme: "light", forcedColors: "none" }, { width: 1280, height: 900 }],
  dark: [{ colorScheme: "dark", forcedColors: "none" }, { width: 360, height: 740 }],
  forced: [{ colorScheme: "dark", forcedColors: "active" }, { width: 1280, height: 900 }],
};

/** WRITE=1 writes what is read in each state, to be looked at and committed. */
const golden = new URL("golden/", import.meta.url);
const write = process.env.WRITE === "1";

let chromium, server;

before(async () => {
  [chromium, server] = await Promise.all([browser(), site()]);
});

after(async () => {
  await chromium?.close();
  await server?.close();
});

for (const lang of ["ru", "en"]) {
  for (const [visit, { path, prepare, states }] of Object.entries(visits(lang))) {
    test(`${visit}, in ${lang}`, async (t) => {
      const page = await chromium.newPage({ reducedMotion: "reduce" });
      await page.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));
      await prepare(page);
      const element = page.locator("pathway-planner, pathway-job");
      await page.goto(server.address + path);
      const read = [];
      let before = [];
      for (const [state, reach] of Object.entries(states)) {
        await reach(page);
        await t.test(`${state}: no violation of WCAG 2.2 A or AA`, () => violations(page));
        await t.test(`${state}: fits, at 400 % and with text of twice the size`, () => fits(page));
        await t.test(`${state}: targets are large enough`, () => targets(page));
        // Words make no difference to the order of keys.
        if (lang === "en") await t.test(`${state}: keys go the way that eyes go`, () => order(page));
        const lines = brief(await element.ariaSnapshot());
        read.push(`# ${state}`, ...fresh(lines, before), "");
        before = lines;
      }
      await t.test("what is read, in its order", () => same(`${visit.replace(/\W+/g, "-")}.${lang}.yml`, read.join("\n")));
      await page.close();
    });
  }
}

async function violations(page) {
  const found = [];
  for (const [name, [media, size]] of Object.entries(SEEN)) {
    await page.emulateMedia(media);
    await page.setViewportSize(size);
    if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
    const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, rules), RULES);
    found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${name}: ${id}: ${target.flat().join(" ")}: ${failureSummary}`)));
  }
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
  assert.deepEqual(found, []);
}

/** Nothing is wider than a screen of 1280 px at 400 %, nor cut off or wider than the screen with text of twice the size. */
async function fits(page) {
  await page.setViewportSize({ width: 320, height: 256 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  await page.setViewportSize({ width: 1280, height: 900 });
  const wrong = await page.evaluate(async () => {
    const root = document.documentElement;
    root.style.fontSize = "200%";
    await new Promise(requestAnimationFrame);
    const cut = [...document.querySelector("pathway-planner, pathway-job").shadowRoot.querySelectorAll("*")]
      .filter((one) => one.checkVisibility() && !one.classList.contains("hidden") && !/visible|auto|scroll/.test(getComputedStyle(one).overflowX) && one.localName !== "select" && !(one instanceof SVGElement))
      // What is written in a field of one line moves in it.
      .filter((one) => (one.localName !== "input" && one.scrollWidth > one.clientWidth + 1) || one.scrollHeight > one.clientHeight + 1)
      .map((one) => `cut: ${one.localName}.${one.className}`);
    const wide = root.scrollWidth > innerWidth ? [`wide: ${root.scrollWidth}`] : [];
    root.style.fontSize = "";
    return [...wide, ...cut];
  });
  assert.deepEqual(wrong, []);
}

/** What can be pressed is at least 24 px each way, and 44 px high where it is more than a link in a line. */
async function targets(page) {
  await page.setViewportSize({ width: 360, height: 740 });
  const small = await page.evaluate(() => {
    const all = (root) => [...root.querySelectorAll("*")].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
    return all(document.querySelector("pathway-planner, pathway-job").shadowRoot)
      .filter((one) => one.matches("a[href], button, select, summary, input, [tabindex='0']") && one.checkVisibility())
      .map((one) => ({ one, box: (one.labels?.[0]?.contains(one) && one.type !== "search" ? one.labels[0] : one).getBoundingClientRect() }))
      .filter(({ one, box }) => box.height < (one.localName === "a" ? 0 : 43.5) || box.width < (one.localName === "a" ? 0 : 24))
      .map(({ one, box }) => `${one.localName} ${one.textContent.trim().slice(0, 30)}: ${box.width} × ${box.height}`);
  });
  assert.deepEqual(small, []);
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** From one stop of the Tab key to the next it goes on: down, or to the right. */
async function order(page) {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await page.locator("#language").focus();
    const back = [];
    let last;
    for (;;) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const one = document.activeElement?.shadowRoot?.activeElement;
        if (!one) return undefined;
        const { top, bottom, left, right } = one.getBoundingClientRect();
        return { name: `${one.localName} ${one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent ?? one.textContent}`.replace(/\s+/g, " ").slice(0, 50), top: top + scrollY, bottom: bottom + scrollY, left, right };
      });
      if (!at) break;
      // On a wide screen a second column starts higher than the first one ends.
      const on = !last || at.top >= last.bottom - 2 || (at.left >= last.right - 2 && (width > 320 || at.bottom > last.top));
      if (!on) back.push(`${width} px: from ${last.name} back to ${at.name}`);
      last = at;
    }
    assert.deepEqual(back, []);
  }
}

/** Of a long list the chosen option is enough; checksums change with every release, and ports with every run. */
function brief(snapshot) {
  return snapshot.split("\n").filter((line) => !/^\s*- option (?!.*\[selected\])/.test(line)).map((line) => line.replace(/\b[0-9a-f]{12}\b|(?<=127\.0\.0\.1:)\d+/g, "…"));
}

/** The lines that were not there a state before; "…" stands for those that were. */
function fresh(lines, before) {
  const told = lines.map((line) => (before.includes(line) ? "…" : line));
  return told.filter((line, at) => line !== "…" || told[at - 1] !== "…");
}

function same(name, text) {
  const file = new URL(name, golden);
  if (write) {
    mkdirSync(golden, { recursive: true });
    writeFileSync(file, text);
    return;
  }
  assert.ok(existsSync(file), `${name} is missing: make reading writes it.`);
  assert.equal(text, readFileSync(file, "utf8"), "make reading writes it anew");
}
