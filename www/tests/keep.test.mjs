// Sharing, keeping and printing as a reader meets them: nothing before a button is pressed, the same answer afterwards.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import jsQR from "jsqr";
import { browser, complaints, site } from "./browser.mjs";

const WORDS = {
  ru: {
    page: "/index.html", grade: "9 класс", town: "Кемерово", subjects: ["Физика", "Математика"], next: "Дальше: выбрать цель", goal: "горный мастер", goalName: /подземный участок/,
    share: "Поделиться, сохранить, напечатать", open: "Открыть сохранённый план", copy: "Скопировать ссылку", copied: "Ссылка скопирована.", byHand: /Ссылка выделена/, qr: "QR-код", save: "Сохранить файл",
    print: "Напечатать этот маршрут", keep: "Хранить мои ответы на этом устройстве", forget: "Забыть меня", sure: "Да, забыть всё", forgotten: /^Всё забыто/, same: /и ответ тот же/, version: /была версия 2026\.10/,
    engine: /тогда 0\.0\.9/, damaged: /повреждена/, cut: /не хватает конца/, recount: /Посчитать заново: декабрь 2026/, found: "На этом устройстве хранится план.", openCopy: "Открыть его",
  },
  en: {
    page: "/index.html?lang=en", grade: "Grade 9", town: "Kemerovo", subjects: ["Physics", "Mathematics"], next: "Next: choose a goal", goal: "mining foreman", goalName: /underground/,
    share: "Share, keep, print", open: "Open a saved plan", copy: "Copy the link", copied: "The link is copied.", byHand: /The link is selected/, qr: "QR code", save: "Save the file",
    print: "Print this route", keep: "Keep my answers on this device", forget: "Forget me", sure: "Yes, forget everything", forgotten: /^Everything is forgotten/, same: /so is the answer/, version: /version 2026\.10 then/,
    engine: /0\.0\.9 then/, damaged: /damaged/, cut: /end of this link is missing/, recount: /Count from December 2026/, found: "A plan is kept on this device.", openCopy: "Open it",
  },
};
const PATIENCE = 60_000;

let chromium, server;

before(async () => {
  [chromium, server] = await Promise.all([browser(), site()]);
});

after(async () => {
  await chromium?.close();
  await server?.close();
});

/** Notes whatever a page writes to where it lasts. */
function watch() {
  globalThis.written = [];
  const note = (owner, name, what) => {
    const own = Object.getOwnPropertyDescriptor(owner, name);
    Object.defineProperty(owner, name, { ...own, ...(own.set ? { set(value) { written.push(what); return own.set.call(this, value); } } : { value(...given) { written.push(what); return own.value.apply(this, given); } }) });
  };
  for (const name of ["setItem", "removeItem", "clear"]) note(Storage.prototype, name, `storage ${name}`);
  for (const name of ["pushState", "replaceState"]) note(History.prototype, name, name);
  note(Document.prototype, "cookie", "cookie");
  note(IDBFactory.prototype, "open", "indexedDB");
  if (globalThis.CacheStorage) note(CacheStorage.prototype, "open", "caches");
  // The address itself can't be watched; it is compared.
}

async function open(path, { now = "2026-11-21", context, ...options } = {}) {
  const own = context ?? await chromium.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await own.newPage();
  await page.addInitScript(watch);
  await page.clock.setFixedTime(new Date(`${now}T12:00:00Z`));
  const heard = complaints(page);
  await page.goto(path.startsWith("http") ? path : server.address + path);
  return { page, heard, context: own };
}

const level = (page, name) => page.locator("fieldset.level", { has: page.locator("legend", { hasText: new RegExp(`^${name}$`) }) });

async function journey(page, words) {
  await page.getByRole("radio", { name: words.grade, exact: true }).check();
  await page.locator("select[name=home]").selectOption({ label: words.town });
  for (const subject of words.subjects) await level(page, subject).getByRole("radio", { name: /^3,/ }).check();
  await page.getByRole("button", { name: words.next }).click();
  await page.getByRole("searchbox").fill(words.goal);
  await page.locator("#goal-results button", { hasText: words.goalName }).first().click();
  await chosen(page);
}

/** Opens one of the routes that were found; the first, unless told. */
async function chosen(page, at = 0) {
  await page.locator(".pick").nth(at).click({ timeout: PATIENCE });
  await answered(page);
}

const answered = (page) => page.locator("article.route").waitFor({ timeout: PATIENCE });
/** The answer as it is shown, without what stands above it. */
const shown = (page) => page.locator("article.route").innerText();
const said = (page) => page.getByRole("status").innerText();
const written = (page) => page.evaluate(() => globalThis.written);

async function share(page, words) {
  await page.getByRole("button", { name: words.share }).click();
  await page.locator("#keep-title").waitFor();
  return page.locator("#keep-link").inputValue();
}

for (const lang of ["ru", "en"]) {
  test(`a link opens the same answer in another browser, a month later, in ${lang}`, async () => {
    const words = WORDS[lang];
    const { page, heard } = await open(words.page);
    await journey(page, words);
    // Another route than the first, if there is one.
    await page.locator("article.route .back").click();
    await chosen(page, -1);
    const answer = await shown(page);
    const link = await share(page, words);
    assert.equal(await page.evaluate(() => document.querySelector("pathway-planner").shadowRoot.activeElement?.id), "keep-title");
    assert.ok(new URL(link).hash.length <= 150);
    // What the link holds is said before it is copied.
    const list = await page.locator(".holds").innerText();
    for (const part of [words.grade, words.town, ...words.subjects, words.goalName, "2026.11"]) assert.match(list, new RegExp(part));
    assert.ok(await page.evaluate(() => {
      const { shadowRoot } = document.querySelector("pathway-planner");
      return Boolean(shadowRoot.querySelector(".holds").compareDocumentPosition(shadowRoot.querySelector("#keep-link")) & Node.DOCUMENT_POSITION_FOLLOWING);
    }));
    // To look at a link is not to write it anywhere.
    assert.deepEqual([await written(page), new URL(page.url()).hash], [[], ""]);

    const other = await open(link, { now: "2026-12-05" });
    await answered(other.page);
    assert.equal(await shown(other.page), answer);
    await other.page.getByText(words.same).waitFor();
    assert.deepEqual(await written(other.page), []);
    // Nobody who opens a page is thrown about on it.
    assert.deepEqual(await other.page.evaluate(() => [scrollY, document.activeElement === document.body]), [0, true]);
    await other.page.getByRole("button", { name: words.recount }).click();
    await other.page.getByText(words.same).waitFor({ state: "detached" });
    await answered(other.page);
    assert.deepEqual([...heard, ...other.heard], []);
    await page.context().close();
    await other.context.close();
  });
}

test("a link of other data or another engine says so, one that is damaged says that", async () => {
  const words = WORDS.en;
  const { page, heard, context } = await open(words.page);
  await journey(page, words);
  const link = await share(page, words);
  const [before, fragment] = link.split("#");
  // The same question as if it had been asked of an older release.
  const { source } = await import("./source.mjs");
  const [{ Catalog }, links, { kuzbass }] = [await source("catalog.ts"), await source("share/link.ts"), await import("./kuzbass.mjs")];
  const catalog = new Catalog(await kuzbass("en"));
  const { kept, made } = links.decode(catalog, fragment);
  const older = links.encode(catalog, kept, { ...made, version: "2026.10", digest: "0".repeat(32), engine: "0.0.9" });
  // A new fragment on the same page is opened, too.
  await page.goto(`${before}#${older}`);
  await page.getByText(words.version).waitFor();
  await page.getByText(words.engine).waitFor();
  await page.goto(`${before}#${fragment.slice(0, 30)}${fragment[30] === "A" ? "B" : "A"}${fragment.slice(31)}`);
  assert.match(await page.getByRole("alert").innerText(), words.damaged);
  await page.goto(`${before}#${fragment.slice(0, -10)}`);
  await page.getByText(words.cut).waitFor();
  // Fragments of the page's own are none of ours.
  const own = await open(`${words.page}#news`);
  await own.page.getByRole("radio", { name: words.grade, exact: true }).waitFor();
  assert.equal(await own.page.locator(".opened").count(), 0);
  assert.deepEqual([...heard, ...own.heard], []);
  await context.close();
  await own.context.close();
});

test("an answer without a route is shared, too; there is nothing to print", async () => {
  const words = WORDS.en;
  const { page, heard, context } = await open(words.page);
  await page.getByRole("radio", { name: words.grade, exact: true }).check();
  await page.locator("select[name=home]").selectOption({ label: words.town });
  await page.getByRole("radio", { name: "No, I stay in my town" }).check();
  await page.getByRole("button", { name: words.next }).click();
  await page.getByRole("searchbox").fill(words.goal);
  await page.locator("#goal-results button", { hasText: words.goalName }).first().click();
  await page.getByRole("heading", { name: /^No route leads to/ }).waitFor({ timeout: PATIENCE });
  const link = await share(page, words);
  assert.equal(await page.getByRole("button", { name: words.print }).count(), 0);
  const other = await open(link, { context });
  await other.page.getByRole("heading", { name: /^No route leads to/ }).waitFor({ timeout: PATIENCE });
  assert.equal(await other.page.locator(".reasons").innerText(), await page.locator(".reasons").innerText());
  assert.deepEqual([...heard, ...other.heard], []);
  await context.close();
});

test("the link is copied, and where that is forbidden it is selected", async () => {
  const words = WORDS.ru;
  const { page, heard, context } = await open(words.page, { permissions: ["clipboard-read", "clipboard-write"] });
  await journey(page, words);
  const link = await share(page, words);
  await page.getByRole("button", { name: words.copy }).click();
  await page.getByText(words.copied).first().waitFor();
  assert.equal(await said(page), words.copied);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.getByRole("button", { name: words.copy }).click();
  await page.getByText(words.byHand).first().waitFor();
  assert.deepEqual(await page.evaluate(() => {
    const field = document.querySelector("pathway-planner").shadowRoot.activeElement;
    return [field.id, field.selectionStart, field.selectionEnd];
  }), ["keep-link", 0, link.length]);
  assert.deepEqual(heard, []);
  await context.close();
});

for (const [colorScheme, forcedColors] of [["light", "none"], ["dark", "none"], ["dark", "active"]]) {
  test(`a camera reads the QR code, ${forcedColors === "active" ? "in forced colours" : colorScheme}`, async () => {
    const words = WORDS.en;
    const { page, heard, context } = await open(words.page, { colorScheme, forcedColors });
    await journey(page, words);
    const link = await share(page, words);
    await page.getByRole("button", { name: words.qr, exact: true }).click();
    const code = page.getByRole("img", { name: /^QR code of the link: routes to “Mining foreman/ });
    // What is around the code is no part of it: the quiet zone must be its own.
    const picture = await code.screenshot();
    const { data, width, height } = await page.evaluate(async (base64) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: "image/png" }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext("2d");
      context.drawImage(bitmap, 0, 0);
      const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      return { data: [...data], width, height };
    }, picture.toString("base64"));
    assert.equal(jsQR(Uint8ClampedArray.from(data), width, height, { inversionAttempts: "dontInvert" })?.data, link);
    assert.deepEqual(heard, []);
    await context.close();
  });
}

test("a saved file opens again, chosen, dropped or pasted; what is none is told", async () => {
  const words = WORDS.en;
  const { page, heard, context } = await open(words.page);
  await journey(page, words);
  const answer = await shown(page);
  await share(page, words);
  await page.getByLabel("What to call it").fill("My / plan");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: words.save }).click()]);
  assert.equal(download.suggestedFilename(), "My-plan.json");
  const text = readFileSync(await download.path(), "utf8");
  const { name, saved, query } = JSON.parse(text);
  assert.deepEqual([name, saved, query.goal], ["My / plan", "2026-11-21", { job: "mine-foreman" }]);
  // An app that can't save shows the text.
  assert.equal(await page.getByLabel("The file's text", { exact: true }).first().inputValue(), text);

  const fresh = async () => {
    const other = await open(words.page, { context });
    await other.page.getByRole("radio", { name: words.grade, exact: true }).waitFor();
    await other.page.getByRole("button", { name: words.open }).click();
    await other.page.locator("#keep-title").waitFor();
    return other.page;
  };
  const chosen = await fresh();
  await chosen.locator("input[type=file]").setInputFiles({ name: "plan.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await answered(chosen);
  assert.equal(await shown(chosen), answer);
  assert.deepEqual(await written(chosen), []);

  const dropped = await fresh();
  const transfer = await dropped.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "plan.json", { type: "application/json" }));
    return transfer;
  }, text);
  await dropped.locator(".drop").dispatchEvent("drop", { dataTransfer: transfer });
  await answered(dropped);
  assert.equal(await shown(dropped), answer);

  const pasted = await fresh();
  await pasted.getByText("Or paste its text").click();
  const paste = async (text) => {
    await pasted.locator("#keep-paste").fill(text);
    await pasted.getByRole("button", { name: "Open the text" }).click();
  };
  for (const [wrong, told] of [["{", /can't be read/], ['{"format":"pathways-region/1"}', /another kind/], ['{"format":"pathways-question/9"}', /newer planner/], [text.replace("2026-11\"", "2026-99\""), /“student\.now”/], ["x".repeat(200_000), /too large/]]) {
    await paste(wrong);
    await pasted.getByText(told).first().waitFor();
    assert.match(await said(pasted), told);
    assert.equal(await pasted.locator("article.route").count(), 0);
  }
  await paste(text);
  await answered(pasted);
  assert.equal(await shown(pasted), answer);
  assert.deepEqual(heard, []);
  await context.close();
});

for (const lang of ["ru", "en"]) {
  test(`a route is one sheet of A4 with all that it holds, and nothing of the page around it, in ${lang}`, async () => {
    const words = WORDS[lang];
    const { page, heard, context } = await open(words.page);
    await journey(page, words);
    await share(page, words);
    const stages = await page.locator(".stages > li.stage:not(.goal) h4").evaluateAll((titles) => titles.map((title) => [...title.childNodes].find(({ nodeType }) => nodeType === Node.TEXT_NODE).data));
    assert.ok(stages.length > 0);
    await page.evaluate(() => (globalThis.print = () => (globalThis.printed = (globalThis.printed ?? 0) + 1)));
    const before = await page.evaluate(() => [document.body.children.length, document.adoptedStyleSheets.length]);
    await page.getByRole("button", { name: words.print }).click();
    assert.equal(await page.evaluate(() => globalThis.printed), 1);
    // On the screen nothing changes; on paper nothing but the sheet is there.
    assert.equal(await page.locator(".pathway-sheet").isVisible(), false);
    await page.emulateMedia({ media: "print" });
    const visible = await page.evaluate(() => [...document.body.children].filter((child) => getComputedStyle(child).display !== "none").map(({ className }) => className));
    assert.deepEqual(visible, ["pathway-sheet ym-hide-content"]);
    const sheet = await page.locator(".pathway-sheet article").innerText();
    for (const stage of stages) assert.ok(sheet.includes(stage.trim()), stage);
    const { digest, version, engine } = await page.evaluate(async () => {
      const { Planner } = await import("/pathways/planner.js");
      const planner = await Planner.load("/regions/kuzbass/kuzbass.region");
      const { engine } = await planner.plan({ student: { format: "pathways-student/1", now: "2026-11" }, goal: { job: "mine-labourer" } });
      planner.close();
      return { ...planner.catalog, engine };
    });
    for (const part of [digest, version, engine, "2026", words.town, ...words.subjects, "skillbox.ru"]) assert.ok(sheet.includes(part), part);
    assert.equal(await page.locator(".pathway-sheet tbody tr").count(), await page.locator(".gap tbody tr").count());
    assert.equal(await page.locator(".pathway-sheet svg.qr").count(), 1);
    await page.emulateMedia({ media: null });
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    assert.equal(pdf.match(/\/Type \/Page\b/g).length, 1);
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf);
    assert.deepEqual([Math.round(width), Math.round(height)], [595, 842]);
    // When printing is over the page is as it was.
    assert.deepEqual(await page.evaluate(() => [document.body.children.length, document.adoptedStyleSheets.length]), before);
    assert.deepEqual(heard, []);
    await context.close();
  });
}

test("two routes stand beside each other on at most two sheets", async () => {
  const words = WORDS.en;
  const { page, heard, context } = await open(words.page);
  // Without marks of one's own there is something to compare.
  await page.getByRole("radio", { name: words.grade, exact: true }).check();
  await page.getByRole("button", { name: words.next }).click();
  await page.getByRole("searchbox").fill(words.goal);
  await page.locator("#goal-results button", { hasText: words.goalName }).first().click();
  await chosen(page);
  await share(page, words);
  await page.getByLabel("Beside it").selectOption({ index: 1 });
  await page.evaluate(() => (globalThis.print = () => {}));
  await page.getByRole("button", { name: words.print }).click();
  const sheet = page.locator(".pathway-sheet");
  assert.equal(await sheet.locator(".stages").count(), 2);
  assert.deepEqual(await sheet.locator("thead th").allTextContents(), ["Competency", "Now", "Asked for", "Route 1", "Route 2"]);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  assert.ok(pdf.match(/\/Type \/Page\b/g).length <= 2);
  // An app that never says that printing is over: the next touch takes the sheet away.
  await page.getByRole("button", { name: words.print }).click();
  assert.equal(await sheet.count(), 1);
  await page.mouse.click(5, 5);
  assert.equal(await sheet.count(), 0);
  assert.deepEqual(heard, []);
  await context.close();
});

test("a copy stays on the device only if it is asked for, follows, is offered, and goes", async () => {
  const words = WORDS.en;
  const { page, heard, context } = await open(words.page);
  await journey(page, words);
  await share(page, words);
  const keep = page.getByRole("checkbox", { name: words.keep });
  assert.equal(await keep.isChecked(), false);
  assert.deepEqual(await written(page), []);
  await keep.check();
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ["pathway-planner.kuzbass"]);
  const first = await page.evaluate(() => localStorage["pathway-planner.kuzbass"]);
  await page.getByRole("button", { name: /Change/ }).click();
  await level(page, "Chemistry").getByRole("radio", { name: /^2,/ }).check();
  await page.waitForFunction((first) => localStorage["pathway-planner.kuzbass"] !== first, first);
  // Whoever comes back is asked first.
  const again = await open(words.page, { context });
  await again.page.getByText(words.found).waitFor();
  assert.equal(await again.page.getByRole("radio", { name: words.grade, exact: true }).isChecked(), false);
  await again.page.getByRole("button", { name: words.openCopy }).click();
  await again.page.locator(".pick, article.route").first().waitFor({ timeout: PATIENCE });
  assert.match(await again.page.locator(".said-so").innerText(), /Chemistry 2/);
  await share(again.page, words);
  assert.equal(await again.page.getByRole("checkbox", { name: words.keep }).isChecked(), true);
  await again.page.getByRole("checkbox", { name: words.keep }).uncheck();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  assert.deepEqual([...heard, ...again.heard], []);
  await context.close();
});

test("storage that is forbidden, full or spoiled is no trouble", async () => {
  const words = WORDS.en;
  const spoil = async (script, told) => {
    const context = await chromium.newContext();
    await context.addInitScript(script);
    const { page, heard } = await open(words.page, { context });
    await page.getByRole("radio", { name: words.grade, exact: true }).waitFor();
    if (told) {
      await page.getByRole("button", { name: words.openCopy }).click();
      await page.getByText(told).waitFor();
      await page.getByRole("button", { name: "Delete the copy" }).click();
      assert.deepEqual(await page.evaluate(() => [localStorage.length, document.querySelector("pathway-planner").shadowRoot.querySelector(".opened")]), [0, null]);
    } else {
      await page.getByRole("button", { name: words.open }).click();
      await page.getByRole("checkbox", { name: words.keep }).click();
      await page.getByText(/lets the page store nothing/).first().waitFor();
      assert.equal(await page.getByRole("checkbox", { name: words.keep }).isChecked(), false);
    }
    assert.deepEqual(heard, []);
    await context.close();
  };
  await spoil(() => Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } }));
  await spoil(() => Object.defineProperty(globalThis, "localStorage", { value: null }));
  await spoil(() => (Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }));
  for (const rubbish of ["", "{}", "pathway-AAAA", "pathway-AAAAAAAAAAz"]) await spoil(`localStorage.setItem("pathway-planner.kuzbass", ${JSON.stringify(rubbish)})`, /damaged/);
});

test("who asks to be forgotten leaves nothing behind", async () => {
  const words = WORDS.ru;
  const { page, heard, context } = await open(words.page);
  await journey(page, words);
  const link = await share(page, words);
  await page.goto(link);
  await page.getByText(words.same).waitFor();
  await page.getByRole("checkbox", { name: words.keep }).check();
  // A second element of the page holds the same.
  await page.evaluate(() => {
    const other = document.createElement("pathway-planner");
    other.setAttribute("region", "/regions/kuzbass/kuzbass.region");
    other.id = "other";
    document.querySelector("main").append(other);
  });
  await page.locator("#other article.route").waitFor({ timeout: PATIENCE });
  const panel = page.locator("pathway-planner").first();
  await panel.getByRole("button", { name: words.forget }).click();
  // It is asked twice, and "no" is an answer.
  assert.equal(await panel.getByRole("button", { name: words.sure }).evaluate((button) => button === button.getRootNode().activeElement), true);
  await panel.getByRole("button", { name: "Нет", exact: true }).last().click();
  assert.equal(await page.evaluate(() => localStorage.length), 1);
  await panel.getByRole("button", { name: words.forget }).click();
  await panel.getByRole("button", { name: words.sure }).click();
  await panel.getByText(words.forgotten).first().waitFor();
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie, location.hash, history.state]), [0, 0, "", "", null]);
  for (const element of await page.locator("pathway-planner").all()) {
    assert.equal(await element.getByRole("radio", { name: words.grade, exact: true }).isChecked(), false);
    assert.equal(await element.locator("select[name=home]").inputValue(), "");
    assert.equal(await element.locator("fieldset.level input:checked:not([value=''])").count(), 0);
    assert.equal(await element.locator(".opened, article.route, .undo").count(), 0);
  }
  // What was said is nowhere in the page any more.
  const left = await page.evaluate(() => {
    const { profile, goal, attempt, thrownAway } = document.querySelector("pathway-planner").shown;
    return [profile.levels.length, profile.home, profile.standing, goal, attempt.state, thrownAway];
  });
  assert.deepEqual(left, [0, undefined, undefined, undefined, "none", undefined]);
  assert.deepEqual(heard, []);
  await context.close();
});

test("the panel is no part of a page's first load", async () => {
  const context = await chromium.newContext();
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(server.address + WORDS.en.page);
  await page.getByRole("radio", { name: WORDS.en.grade, exact: true }).waitFor();
  assert.deepEqual(asked.filter((path) => /keep/.test(path)), []);
  await page.getByRole("button", { name: WORDS.en.open }).click();
  await page.locator("#keep-title").waitFor();
  assert.deepEqual(asked.filter((path) => /keep/.test(path)).sort(), ["/pathways/pathway-planner.keep.en.js", "/pathways/pathway-planner.keep.js"]);
  await context.close();
  // Where it can't be had, that is said, and the next press tries again.
  const broken = await chromium.newPage();
  let missing = true;
  await broken.route("**/pathway-planner.keep.en.js", (route) => (missing ? route.abort() : route.continue()));
  await broken.goto(server.address + WORDS.en.page);
  await broken.getByRole("button", { name: WORDS.en.open }).click();
  await broken.getByText(/could not be loaded/).waitFor();
  missing = false;
  await broken.close();
});

for (const lang of ["ru", "en"]) {
  test(`the panel fits a narrow screen, a thumb and a keyboard, in ${lang}`, async () => {
    const words = WORDS[lang];
    const { page, heard, context } = await open(words.page, { viewport: { width: 320, height: 640 } });
    await journey(page, words);
    await share(page, words);
    await page.getByRole("button", { name: words.qr, exact: true }).click();
    await page.getByRole("button", { name: words.save }).click();
    await page.locator(".keep summary").click();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    const small = await page.evaluate(() => [...document.querySelector("pathway-planner").shadowRoot.querySelectorAll(".keep button, .keep textarea, .keep summary, .keep .choose, .keep .option, .keep input[type=text]")]
      .filter((element) => element.getClientRects().length > 0 && element.getBoundingClientRect().height < 43.5).map((element) => element.textContent));
    assert.deepEqual(small, []);
    // Every control of the panel is reached by Tab, in the order in which it stands, and has a name.
    const controls = await page.evaluate(() => [...document.querySelector("pathway-planner").shadowRoot.querySelectorAll(".keep button, .keep input, .keep textarea, .keep summary")].filter((element) => element.getClientRects().length > 0).length);
    await page.evaluate(() => document.querySelector("pathway-planner").shadowRoot.querySelector("#keep-title").focus());
    const seen = [];
    for (let presses = 0; presses < controls; presses += 1) {
      await page.keyboard.press("Tab");
      seen.push(await page.evaluate(() => {
        const { activeElement, querySelectorAll } = document.querySelector("pathway-planner").shadowRoot;
        const named = activeElement?.getAttribute("aria-label") ?? activeElement?.labels?.[0]?.textContent ?? activeElement?.textContent;
        return activeElement?.closest(".keep") && named?.trim() ? named.trim() : `nothing: ${activeElement?.localName} ${querySelectorAll.length}`;
      }));
    }
    assert.deepEqual(seen.filter((name) => name.startsWith("nothing")), []);
    assert.equal(new Set(seen).size >= controls - 1, true, seen.join(" | "));
    assert.deepEqual(heard, []);
    await context.close();
  });
}

test("the panel and what was opened change their language with the page", async () => {
  const { page, heard, context } = await open(WORDS.ru.page);
  await journey(page, WORDS.ru);
  await page.goto(await share(page, WORDS.ru));
  await page.getByText(WORDS.ru.same).waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText(WORDS.en.same).waitFor();
  await page.getByRole("button", { name: WORDS.en.copy }).waitFor();
  assert.match(await page.locator(".holds").innerText(), /Kemerovo/);
  assert.deepEqual(heard, []);
  await context.close();
});

test("on a job's page a link to this job is opened, and one to another job is left alone", async () => {
  const { page, heard, context } = await open("/job.html");
  await page.getByRole("radio", { name: "9 класс" }).first().check();
  await chosen(page);
  const answer = await shown(page);
  const link = await share(page, WORDS.ru);
  const same = await open(link, { context });
  await answered(same.page);
  assert.equal(await shown(same.page), answer);
  const other = await open("/job.html", { context });
  await other.page.evaluate(() => document.querySelector("pathway-job").setAttribute("job", "mine-labourer"));
  await other.page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await other.page.waitForTimeout(500);
  assert.equal(await other.page.locator(".opened, article.route").count(), 0);
  // A copy on the device is about the reader, whatever the job.
  await page.getByRole("checkbox", { name: WORDS.ru.keep }).check();
  await other.page.reload();
  await other.page.evaluate(() => document.querySelector("pathway-job").setAttribute("job", "mine-labourer"));
  await other.page.evaluate(() => history.replaceState(null, "", location.pathname));
  await other.page.getByRole("button", { name: WORDS.ru.openCopy }).click();
  await other.page.locator(".pick, article.route").first().waitFor({ timeout: PATIENCE });
  assert.equal(await other.page.getByRole("radio", { name: "9 класс" }).first().isChecked(), true);
  assert.deepEqual([...heard, ...same.heard, ...other.heard], []);
  await context.close();
});
