// Elements that come and go leave nothing behind: no memory, no worker, no listener.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { STRICT_CSP } from "../../scripts/serve.mjs";
import { browser, complaints, site } from "./browser.mjs";

let chromium;
const open = [];

before(async () => {
  chromium = await browser();
});

after(async () => {
  await chromium?.close();
  await Promise.all(open.map((server) => server.close()));
});

/** A page whose script is there and whose element is gone, and ways to see what it holds. */
async function left(csp) {
  const server = await site({}, { csp });
  open.push(server);
  const page = await chromium.newPage();
  const heard = complaints(page);
  // Memories of engines on the page's own thread, as long as something holds them.
  await page.addInitScript(() => {
    const memories = [];
    globalThis.memories = () => memories.map((one) => one.deref()?.buffer.byteLength ?? 0).filter((size) => size > 0);
    WebAssembly.Instance = class extends WebAssembly.Instance {
      constructor(...given) {
        super(...given);
        memories.push(new WeakRef(this.exports.memory));
      }
    };
  });
  await page.goto(`${server.address}/index.html?lang=en`);
  await page.getByRole("radio").first().waitFor();
  await page.evaluate(() => document.querySelector("pathway-planner").remove());
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.enable");
  /** What is held once all that can go has gone. */
  const held = async () => {
    for (let time = 0; time < 5; time += 1) await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize, backingStorageSize } = await devtools.send("Runtime.getHeapUsage");
    const { documents, nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
    return { heap: usedSize + backingStorageSize, documents, nodes, listeners: jsEventListeners, workers: page.workers().length, memories: await page.evaluate(() => globalThis.memories()) };
  };
  return { page, heard, held };
}

/** Mounts elements one after the other: `whole` of them until their form is there, each after `half` that leave earlier. */
function mount(page, whole, half) {
  return page.evaluate(async ([whole, half]) => {
    const add = (name) => {
      const element = document.createElement(name);
      for (const [key, value] of Object.entries({ region: "/regions/kuzbass/kuzbass.region", job: "mine-foreman", lang: "en" })) element.setAttribute(key, value);
      document.querySelector("main").append(element);
      return element;
    };
    const pause = (time) => new Promise((done) => setTimeout(done, time));
    for (let time = 0; time < whole; time += 1) {
      const name = time % 2 ? "pathway-job" : "pathway-planner";
      for (let early = 0; early < half; early += 1) {
        const element = add(name);
        // Some leave at once, some while files are on their way.
        await pause(early % 4);
        element.remove();
      }
      const element = add(name);
      while (!element.shadowRoot.querySelector("input")) await pause(5);
      element.remove();
    }
  }, [whole, half]);
}

function grown(before, after, heap) {
  assert.ok(after.heap - before.heap < heap, `The heap grew by ${after.heap - before.heap} bytes.`);
  assert.ok(after.nodes - before.nodes < 50 && after.listeners - before.listeners < 20, JSON.stringify([before, after]));
  assert.deepEqual([after.documents, after.workers, after.memories], [before.documents, 0, before.memories]);
}

test("a thousand elements come and go, a hundred of them with engine and form, and nothing grows", async () => {
  const { page, heard, held } = await left(STRICT_CSP);
  await mount(page, 4, 9);
  const first = await held();
  await mount(page, 100, 9);
  // One element that stayed, with its region, would weigh more than this; so would a kilobyte left by each.
  grown(first, await held(), 500_000);
  assert.deepEqual(heard.filter((line) => !line.includes("ERR_ABORTED")), []);
  await page.close();
});

test("where engines run on the page's own thread, all share one memory, and it doesn't grow", async () => {
  const { page, held } = await left(STRICT_CSP.replace("worker-src 'self' blob:", "worker-src 'none'"));
  await mount(page, 10, 1);
  const first = await held();
  assert.equal(first.memories.length, 1);
  await mount(page, 40, 1);
  grown(first, await held(), 500_000);
  await page.close();
});
