// Takes a picture of every state that the elements can be in, for docs/pictures.md: on a phone in Russian, on a desk in
// English in the dark. They are to be looked at, so no test compares them.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { browser, site } from "../www/tests/browser.mjs";
import { visits } from "../www/tests/states.mjs";

const OUT = "docs/pictures";
const WAYS = {
  phone: { lang: "ru", options: { viewport: { width: 390, height: 844 }, colorScheme: "light" } },
  desk: { lang: "en", options: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" } },
};
/** What is longer is cut: nobody scrolls through a picture. */
const HIGHEST = 1400;

/** How high the page is, and where on it what has the focus stands: a state far below begins there. */
function extent() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return [document.documentElement.scrollHeight, at && at !== document.body ? Math.round(at.getBoundingClientRect().top + scrollY) : 0];
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const [chromium, server] = await Promise.all([browser(), site()]);
const taken = new Map();
for (const [way, { lang, options }] of Object.entries(WAYS)) {
  for (const [visit, { path, prepare, states }] of Object.entries(visits(lang))) {
    const page = await chromium.newPage({ ...options, reducedMotion: "reduce" });
    await page.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));
    await prepare(page);
    await page.goto(server.address + path);
    for (const [state, reach] of Object.entries(states)) {
      await reach(page);
      const name = `${visit} ${state} ${way}`.replaceAll(/\W+/g, "-");
      const { width } = options.viewport;
      const [whole, at] = await page.evaluate(extent);
      const y = at > HIGHEST / 2 ? at - 200 : 0;
      await page.screenshot({ path: `${OUT}/${name}.jpg`, type: "jpeg", quality: 45, fullPage: true, clip: { x: 0, y, width, height: Math.min(HIGHEST, whole - y) } });
      const title = `${visit}: ${state}`;
      taken.set(title, { ...taken.get(title), [way]: name });
    }
    await page.close();
  }
}
await chromium.close();
await server.close();
const rows = [...taken].map(([title, { phone, desk }]) => `| ${title} | ![${title}, on a phone](pictures/${phone}.jpg) | ![${title}, on a desk](pictures/${desk}.jpg) |`);
writeFileSync("docs/pictures.md", `# Every state, in pictures

\`make pictures\` takes them: on a phone in Russian, on a desk in English in the dark; what is longer than ${HIGHEST.toLocaleString("en")} pixels is cut. The states are those of [www/tests/states.mjs](../www/tests/states.mjs), in each of which the tests look for violations of WCAG 2.2, for what doesn't fit and for what keys can't reach.

| state | phone | desk |
|---|---|---|
${rows.join("\n")}
`);
console.log(`${rows.length} states, docs/pictures.md`);
