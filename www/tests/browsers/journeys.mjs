// The journeys of both elements in Firefox and WebKitGTK, by keyboard alone, in both languages, on a wide screen and a
// narrow one, with nothing said on the console. Pictures go to target/browsers/, to be looked at.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { site } from "../browser.mjs";
import { pupil, walkByKeyboard } from "../pupil.mjs";
import { NAMES, start } from "./webdriver.mjs";

const root = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const pictures = root("target/browsers");
const WIDTHS = [1280, 320];
const HEIGHT = 2000;

/** Notes whatever a page says or fails at. */
function listen() {
  const heard = (globalThis.heard = []);
  for (const level of ["debug", "log", "info", "warn", "error"]) {
    const say = console[level];
    console[level] = (...words) => {
      heard.push(`${level}: ${words.join(" ")}`);
      say.apply(console, words);
    };
  }
  addEventListener("error", ({ message, target }) => heard.push(`error: ${message ?? target.src ?? target.href}`), true);
  addEventListener("unhandledrejection", ({ reason }) => heard.push(`rejected: ${reason}`));
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => heard.push(`policy: ${effectiveDirective} ${blockedURI}`));
}

/** The demo's pages, with ears, in November 2026. Browsers have no window as narrow as a phone, so a frame is. */
function pages() {
  const folder = mkdtempSync(join(tmpdir(), "pathways-demo-"));
  cpSync(root("www/demo"), folder, { recursive: true });
  writeFileSync(join(folder, "listen.js"), `(${listen})();`);
  for (const name of ["index.html", "job.html"]) {
    const page = readFileSync(join(folder, name), "utf8");
    writeFileSync(join(folder, name), page.replace("<title>", '<script src="listen.js"></script>\n<title>').replace(/(<pathway-\w+ )/, '$1now="2026-11" '));
    for (const lang of ["ru", "en"]) {
      writeFileSync(join(folder, `narrow-${lang}-${name}`), `<!doctype html><html lang="${lang}"><meta charset="utf-8"><link rel="icon" href="icon.svg"><title>Narrow</title><iframe src="${name}?lang=${lang}" width="320" height="${HEIGHT - 150}" title="Narrow"></iframe>`);
    }
  }
  return folder;
}

const ELEMENTS = {
  planner: { page: "index.html", steps: ({ journey }) => journey },
  job: { page: "job.html", steps: ({ job }) => job },
};

let folder, server;

before(async () => {
  folder = pages();
  server = await site({ "/": folder });
  mkdirSync(pictures, { recursive: true });
});

after(async () => {
  await server?.close();
  rmSync(folder, { recursive: true });
});

for (const name of NAMES) {
  test(name, async (t) => {
    const browser = await start(name);
    try {
      for (const [element, { page, steps }] of Object.entries(ELEMENTS)) {
        for (const lang of ["ru", "en"]) {
          for (const width of WIDTHS) {
            await t.test(`<pathway-${element}> in ${lang}, ${width} px wide, by keyboard alone`, async () => {
              await browser.resize(1280, HEIGHT);
              await browser.goTo(width < 1280 ? `${server.address}/narrow-${lang}-${page}` : `${server.address}/${page}?lang=${lang}`);
              if (width < 1280) await browser.enterFrame();
              const from = browser.said.length;
              try {
                await walkByKeyboard(browser, [{ see: element === "job" ? pupil(lang).job[0].see : pupil(lang).t.steps.stand }, ...steps(pupil(lang))]);
                assert.equal(await browser.look("() => innerWidth"), width);
                assert.ok(await browser.look("() => document.documentElement.scrollWidth <= innerWidth"), "Nothing is wider than the screen.");
                assert.deepEqual(await browser.look("() => globalThis.heard"), []);
                assert.deepEqual(browser.said.slice(from).filter((line) => line.includes(server.address)), []);
              } finally {
                writeFileSync(join(pictures, `${name}-${element}-${lang}-${width}.png`), await browser.screenshot());
              }
            });
          }
        }
      }
    } finally {
      await browser.close();
    }
  });
}
