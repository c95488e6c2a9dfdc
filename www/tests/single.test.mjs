// The edition in one file, opened from a disk without a network: the whole journey of both elements, no request, no word
// on the console, and no link that nobody could open.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { browser, complaints } from "./browser.mjs";
import { pupil, walk } from "./pupil.mjs";
import { source } from "./source.mjs";

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const SITE = "https://school.example/routes";
let chromium, folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "pathways-single-"));
  // Whoever imports Vite is in development from then on; what is built is not.
  const env = { ...process.env, NODE_ENV: "production" };
  const run = (file, words, cwd) => execFileSync("node", [file, ...words], { cwd, env, stdio: ["ignore", "ignore", "inherit"] });
  run(root("www/node_modules/vite/bin/vite.js"), ["build", "--logLevel", "warn", "--mode", "single"], root("www"));
  run(root("scripts/single.mjs"), ["target/regions/kuzbass", join(folder, "alone.html")], root(""));
  run(root("scripts/single.mjs"), ["target/regions/kuzbass", join(folder, "sited.html"), SITE], root(""));
  chromium = await browser();
});

after(async () => {
  await chromium?.close();
  rmSync(folder, { recursive: true });
});

const LOCALES = { ru: "ru-RU", en: "en-GB" };

/** Opens a file as a reader of a language does, without a network; hears complaints and requests. */
async function open(lang, hash = "", name = "alone.html") {
  const context = await chromium.newContext({ locale: LOCALES[lang], offline: true });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));
  const heard = complaints(page);
  const asked = [];
  const address = pathToFileURL(join(folder, name)).href;
  // What the page makes out of itself is no request.
  page.on("request", (request) => !/^(blob|data):/.test(request.url()) && asked.push(request.url()));
  await page.goto(address + hash);
  return { page, heard, asked, address, close: () => context.close() };
}

for (const lang of ["ru", "en"]) {
  test(`the file goes the whole way from a disk, in ${lang}`, async () => {
    const { page, heard, asked, address, close } = await open(lang);
    const words = pupil(lang);
    await walk(page, words.journey);
    assert.match(await page.title(), lang === "ru" ? /Кузбасс$/ : /Kuzbass$/);
    // Planning has a thread of its own here, too.
    assert.deepEqual(page.workers().map((worker) => worker.url().slice(0, 5)), ["blob:"]);
    // The language can be changed on the way, and nothing is lost by it.
    const other = pupil(lang === "ru" ? "en" : "ru");
    await page.getByRole("button", { name: lang === "ru" ? "English" : "Русский", exact: true }).click();
    await walk(page, other.read.slice(1));
    assert.deepEqual(asked, [address]);
    assert.deepEqual(heard, []);
    await close();
  });

  test(`behind #job= the file is one job's page, in ${lang}`, async () => {
    const { page, heard, asked, address, close } = await open(lang, "#job=mine-foreman");
    const words = pupil(lang);
    await walk(page, words.job);
    // And back to all jobs.
    await page.getByRole("link", { name: lang === "ru" ? "Все профессии" : "All jobs" }).click();
    await walk(page, words.short);
    assert.deepEqual(asked, [address]);
    assert.deepEqual(heard, []);
    await close();
  });

  test(`a file on a disk gives a code in the place of a link, which the same file opens elsewhere, in ${lang}`, async () => {
    const words = (await source(`lang/keep/${lang}.ts`)).t;
    const { page, heard, close } = await open(lang);
    await walk(page, pupil(lang).journey);
    await walk(page, [{ press: pupil(lang).t.keep.title }, { see: words.code.title }]);
    assert.equal(await page.getByRole("button", { name: words.link.qr, exact: true }).count(), 0);
    const code = await page.getByRole("textbox", { name: words.code.field, exact: true }).inputValue();
    assert.match(code, /^#pathway-[\w-]+z$/);
    // What is printed names no address on this disk.
    await page.evaluate(() => {
      globalThis.print = () => {
        const [sheet] = [...document.body.children].map(({ shadowRoot }) => shadowRoot).filter((shadow) => shadow?.querySelector("article"));
        globalThis.printed = [sheet.textContent, sheet.querySelectorAll("figure").length];
      };
    });
    await walk(page, [{ press: words.paper.print }]);
    const [text, codes] = await page.evaluate(() => globalThis.printed);
    assert.equal(codes, 0);
    assert.ok(!text.includes("file:"));
    assert.deepEqual(heard, []);
    await close();

    const other = await open(lang);
    await walk(other.page, pupil(lang).grade);
    await walk(other.page, [{ press: pupil(lang).t.keep.open }, { see: words.file.open }]);
    await other.page.getByText(words.file.paste, { exact: true }).click();
    await other.page.getByLabel(words.file.text, { exact: true }).fill(code);
    await walk(other.page, [{ press: words.file.openText }, ...pupil(lang).read.slice(1)]);
    await other.close();
  });
}

test("a file that names its site gives links to it", async () => {
  const words = (await source("lang/keep/en.ts")).t;
  const { page, heard, close } = await open("en", "", "sited.html");
  await walk(page, pupil("en").journey);
  await walk(page, [{ press: pupil("en").t.keep.title }, { see: words.link.title }]);
  assert.match(await page.getByRole("textbox", { name: words.link.field, exact: true }).inputValue(), /^https:\/\/school\.example\/routes#pathway-[\w-]+z$/);
  await page.getByText(words.link.leads(SITE), { exact: true }).waitFor();
  assert.deepEqual(heard, []);
  await close();
});

test("the file allows no connection and no script but its own, and has all that it needs below 500 KB", async () => {
  const page = readFileSync(join(folder, "alone.html"), "utf8");
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)[1];
  for (const part of ["default-src 'none'", "connect-src 'none'", "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'"]) assert.ok(policy.includes(part), part);
  assert.ok(!policy.includes("unsafe-inline") && !policy.includes("'unsafe-eval'"));
  assert.ok(page.length <= 500_000, `${page.length} bytes`);
});
