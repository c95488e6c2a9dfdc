// Nothing of what a reader says can leave the page: the engine can't reach a network, the scripts don't, and a whole
// journey asks for nothing and leaves nothing behind.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser, complaints, site } from "./browser.mjs";
import { pupil, walk } from "./pupil.mjs";

const file = (path) => readFileSync(new URL(`../../${path}`, import.meta.url));
let chromium, server;

before(async () => {
  [chromium, server] = await Promise.all([browser(), site()]);
});

after(async () => {
  await chromium?.close();
  await server?.close();
});

/** What the engine may call: ways to read and to make plain values, and to throw. Numbers at the end of names are checksums. */
const ALLOWED = [
  "__wbg___wbindgen_boolean_get", "__wbg___wbindgen_in", "__wbg___wbindgen_is_null", "__wbg___wbindgen_is_object", "__wbg___wbindgen_is_undefined",
  "__wbg___wbindgen_number_get", "__wbg___wbindgen_string_get", "__wbg___wbindgen_throw", "__wbg_assign", "__wbg_entries", "__wbg_from", "__wbg_get",
  "__wbg_isArray", "__wbg_new", "__wbg_parse", "__wbg_static_accessor_ITERATOR", "__wbindgen_init_externref_table",
];

test("the engine imports nothing but ways to make and to read values: no network, clock or random numbers", () => {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(file("pkg/pathway_planner_bg.wasm")));
  const names = imports.map(({ kind, name }) => (kind === "function" ? name.replace(/_[0-9a-f]{16}$/, "") : `${kind} ${name}`));
  assert.deepEqual(names.filter((name) => !ALLOWED.includes(name)), []);
});

/** Every way for a script to reach a network, a clock or chance. */
const REACHING = /\b(fetch|XMLHttpRequest|WebSocket|WebSocketStream|WebTransport|EventSource|sendBeacon|RTCPeerConnection|importScripts|Image|Audio|FontFace|Date|performance|random|crypto)\b/g;

test("the worker's script, with all that the engine's imports do, reaches no network, clock or random numbers", () => {
  assert.deepEqual(file("pkg/pathway-planner.worker.js").toString().match(REACHING), null);
});

/** The lines of the sources that hold a word, as `file: line`, but those of files that may. Comments say what they like. */
function uses(word, allowed = []) {
  const root = new URL("../src/", import.meta.url);
  return readdirSync(root, { recursive: true })
    .filter((name) => name.endsWith(".ts") && !allowed.some((one) => name.startsWith(one)))
    .flatMap((name) => readFileSync(new URL(name, root), "utf8").split("\n")
      .filter((line) => word.test(line.replace(/^\s*(\/\/|\/?\*).*|\s\/\/ .*$/g, "")))
      .map((line) => `${name}: ${line.trim()}`));
}

test("one function of the sources makes requests", () => {
  assert.deepEqual(uses(/\b(XMLHttpRequest|WebSocket|WebTransport|EventSource|sendBeacon|RTCPeerConnection|importScripts|FontFace)\b|new (Image|Audio)\b|<(img|iframe|link|object|embed|audio|video|form [^>]*action)\b/), []);
  assert.deepEqual(uses(/(?<!this\.|private |protected async )\bfetch\(/), ["planner.ts: return await fetch(place, { signal: signal ?? null, integrity: hashes?.replaceAll(\",\", \" \") ?? \"\" });"]);
});

test("the sources write no markup and no style as text", () => {
  assert.deepEqual(uses(/\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|setHTMLUnsafe|unsafeHTML|unsafeSVG|unsafeCSS)\b|\bstyle=|\bcssText\b|setAttribute\("style"|\beval\(|new Function\b/), []);
});

test("the sources store and address nothing but where a reader's share, keep and forget are", () => {
  assert.deepEqual(uses(/\b(localStorage|sessionStorage|indexedDB|cookieStore|caches)\b|document\.cookie|\b(push|replace)State\b|location\.(hash|search|href|assign|replace)\b ?[=(]/, ["share/", "views/keep.ts"]), []);
});

/** The whole way with each element. */
const WHOLE = { planner: ({ journey }) => journey, job: ({ job }) => job };

for (const [element, whole] of Object.entries(WHOLE)) {
  for (const lang of ["ru", "en"]) {
    const path = element === "job" ? "job.html" : "index.html";

    test(`once loaded, <pathway-${element}> goes the whole way offline without one request, in ${lang}`, async () => {
      const page = await chromium.newPage();
      const heard = complaints(page);
      await page.goto(`${server.address}/${path}?lang=${lang}`);
      await page.getByRole("radio").first().waitFor();
      await page.waitForLoadState("networkidle");
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.context().setOffline(true);
      await page.context().route("**/*", (route) => route.abort());
      await walk(page, whole(pupil(lang)));
      assert.deepEqual(asked, []);
      assert.deepEqual(heard, []);
      await page.close();
    });

    test(`<pathway-${element}> writes no cookie, no storage and no address, in ${lang}`, async () => {
      const page = await chromium.newPage();
      await page.addInitScript(witness);
      await page.goto(`${server.address}/${path}?lang=${lang}`);
      await walk(page, whole(pupil(lang)));
      assert.deepEqual(await page.evaluate(() => globalThis.written), []);
      assert.deepEqual(await page.evaluate(async () => [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length, location.hash, history.length]), ["", 0, 0, 0, 0, "", 2]);
      // The witness is one: it sees what it should.
      await page.evaluate(() => {
        document.cookie = "a=b";
        localStorage.setItem("a", "b");
        sessionStorage.a = "b";
        indexedDB.open("a");
        history.replaceState(null, "", "#a");
        location.hash = "b";
      });
      assert.deepEqual(await page.evaluate(() => globalThis.written), ["Document.cookie", "Storage.setItem", "Storage.a", "IDBFactory.open", "History.replaceState", "navigate", "navigate"]);
      await page.close();
    });
  }
}

/** Runs in the page before all else: notes every write that outlives the page, and every change of its address. */
function witness() {
  const written = (globalThis.written = []);
  const note = (type, name) => {
    const { value } = Object.getOwnPropertyDescriptor(type.prototype, name);
    type.prototype[name] = function (...given) {
      written.push(`${type.name}.${name}`);
      return value.apply(this, given);
    };
  };
  note(Storage, "setItem");
  note(IDBFactory, "open");
  note(History, "pushState");
  note(History, "replaceState");
  if (globalThis.CacheStorage) note(CacheStorage, "open");
  if (globalThis.CookieStore) note(CookieStore, "set");
  if (globalThis.ServiceWorkerContainer) note(ServiceWorkerContainer, "register");
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  Object.defineProperty(Document.prototype, "cookie", {
    ...cookie,
    set(value) {
      written.push("Document.cookie");
      cookie.set.call(this, value);
    },
  });
  for (const name of ["localStorage", "sessionStorage"]) {
    const storage = globalThis[name];
    const seen = new Proxy(storage, {
      get: (_, key) => (typeof storage[key] === "function" ? storage[key].bind(storage) : storage[key]),
      set: (_, key, value) => {
        written.push(`Storage.${String(key)}`);
        storage[key] = value;
        return true;
      },
    });
    Object.defineProperty(globalThis, name, { get: () => seen });
  }
  globalThis.navigation?.addEventListener("navigate", () => written.push("navigate"));
}
