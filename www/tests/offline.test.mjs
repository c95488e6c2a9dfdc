// The demo as a site: seen once, it works without a network, and a release is there whole or not at all.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "../../scripts/serve.mjs";
import { browser, complaints } from "./browser.mjs";
import { pupil, walk } from "./pupil.mjs";

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const { PKG = root("pkg"), REGIONS = root("target/regions") } = process.env;
const STORED = "This page is stored on this device and opens without a network.";
const NEWER = "A newer version of this page has been downloaded. It opens next time, once all its tabs are closed.";
let chromium, folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "pathways-site-"));
  chromium = await browser();
});

after(async () => {
  await chromium?.close();
  rmSync(folder, { recursive: true });
});

/** Builds a site that calls itself by a name, in pages as in what they fetch late; gives the folder. */
function build(name, out = name) {
  const [demo, pkg] = [join(folder, `${name}-demo`), join(folder, `${name}-pkg`)];
  cpSync(root("www/demo"), demo, { recursive: true });
  cpSync(PKG, pkg, { recursive: true });
  writeFileSync(join(demo, "demo.js"), readFileSync(join(demo, "demo.js"), "utf8").replace("Routes to a job", name));
  appendFileSync(join(pkg, "pathway-planner.keep.js"), `\n//${name}\n`);
  execFileSync("node", [root("scripts/site.mjs"), join(folder, out), `/=${demo}`, `/pathways=${pkg}`, `/regions/kuzbass=${join(REGIONS, "kuzbass")}`]);
  return join(folder, out);
}

const stored = (page) => page.getByText(STORED).waitFor();
const title = (page) => page.title().then((words) => words.replace(/ — .*/, ""));
/** The release of a file that comes late. */
const late = (page) => page.evaluate(async () => (await (await fetch("pathways/pathway-planner.keep.js")).text()).split("//").at(-1).trim());

test("after one visit both elements go the whole way without a network, in both languages, and nothing that was said is kept", async () => {
  const site = build("Alone");
  const server = await serve({ "/": site });
  const context = await chromium.newContext();
  const first = await context.newPage();
  const heard = complaints(first);
  await first.goto(`${server.address}/?lang=en`);
  await stored(first);
  // From here on there is no server, whatever a page or its worker asks for.
  await context.setOffline(true);
  await server.close();
  // The page that was there before its worker has all that it still needs.
  await walk(first, pupil("en").journey);
  assert.deepEqual(heard, []);
  await first.close();
  for (const lang of ["ru", "en"]) {
    for (const [path, steps] of [["/", pupil(lang).journey], ["/job.html", pupil(lang).job]]) {
      const page = await context.newPage();
      const heard = complaints(page);
      await page.goto(`${server.address}${path}?lang=${lang}#anything`);
      await walk(page, steps);
      await page.reload();
      await walk(page, steps);
      assert.deepEqual(heard, []);
      await page.close();
    }
  }
  const page = await context.newPage();
  await page.goto(`${server.address}/`);
  const { files } = new Function(`${readFileSync(join(site, "service-worker.js"), "utf8").split("\n")[0]} return RELEASE;`)();
  const kept = await page.evaluate(async () => {
    const addresses = [];
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) addresses.push(url);
    return [addresses, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, document.cookie];
  });
  assert.deepEqual([kept[0].toSorted(), ...kept.slice(1)], [files.map(([path]) => `${server.address}/${path}`).toSorted(), 0, 0, 0, ""]);
  await context.close();
});

test("a newer release comes whole, when no page of the older one is open", async () => {
  const site = build("One", "site");
  const server = await serve({ "/": site });
  const context = await chromium.newContext();
  const visit = async () => {
    const page = await context.newPage();
    await page.goto(`${server.address}/?lang=en`);
    return page;
  };
  const first = await visit();
  await stored(first);
  build("Two", "site");
  // Another tab finds the newer one; both go on with the older.
  const second = await visit();
  for (const page of [first, second]) {
    await page.getByText(NEWER).waitFor();
    assert.deepEqual([await title(page), await late(page)], ["One", "One"]);
  }
  await second.reload();
  await second.getByText(NEWER).waitFor();
  assert.deepEqual([await title(second), await late(second)], ["One", "One"]);
  // While there are two, none can have the newer: it would take what was said in the other along.
  await second.getByRole("button", { name: "Open it now" }).click();
  await second.getByText("Close the other tabs with this page first.").waitFor();
  await Promise.all([first.close(), second.close()]);

  const next = await visit();
  await stored(next);
  assert.deepEqual([await title(next), await late(next)], ["Two", "Two"]);

  // The only tab need not be closed.
  build("Three", "site");
  await next.reload();
  assert.deepEqual([await title(next), await late(next)], ["Two", "Two"]);
  await next.getByRole("button", { name: "Open it now" }).click();
  await next.waitForFunction(() => document.title.startsWith("Three"), undefined, { timeout: 60_000 });
  await stored(next);
  assert.deepEqual([await title(next), await late(next)], ["Three", "Three"]);

  // What does not come as it was published is not taken.
  build("Four", "site");
  appendFileSync(join(site, "pathways/pathway-planner.keep.js"), "cut");
  const failed = next.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    const { installing } = registration;
    await new Promise((done) => installing.addEventListener("statechange", done, { once: true }));
    return installing.state;
  });
  assert.equal(await failed, "redundant");
  await next.reload();
  assert.deepEqual([await title(next), await late(next)], ["Three", "Three"]);
  await server.close();
  await context.close();
});
