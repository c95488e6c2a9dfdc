// Every state that the elements can be in, and the way a pupil gets there: what is to hold in each of them is tested in each.
import { pupil, walk } from "./pupil.mjs";

/** Visits to the demo's pages: each a path, what to prepare, and states by name in the order in which they come. */
export function visits(lang) {
  const words = pupil(lang);
  const { t, qr } = words;
  const go = (steps) => (page) => walk(page, steps);
  const alert = (page) => page.getByRole("alert").waitFor();
  const set = (name, value) => (page) => page.evaluate(([name, value]) => document.querySelector("pathway-planner, pathway-job").setAttribute(name, value), [name, value]);
  const job = (prepare, states) => ({ path: `/job.html?lang=${lang}`, prepare, states });
  const planner = (prepare, states) => ({ path: `/index.html?lang=${lang}`, prepare, states });
  return {
    planner: planner(stalling, {
      empty: (page) => page.getByRole("button", { name: t.next }).waitFor(),
      "asked again": go(words.next),
      filled: go([...words.grade, ...words.home, ...words.levels]),
      goals: async (page) => {
        await go(words.next)(page);
        await page.getByRole("heading", { name: t.goal.close }).waitFor();
      },
      "nothing found": (page) => found(page, [{ type: "щщщщ", into: t.goal.label }]),
      search: (page) => found(page, words.search),
      waiting: async (page) => {
        await page.evaluate(() => (globalThis.stalled = true));
        await walk(page, words.ask.slice(0, 1));
        await page.getByRole("progressbar").waitFor();
      },
      cancelled: async (page) => {
        await walk(page, [{ press: t.cancel }]);
        await page.evaluate(() => (globalThis.stalled = false));
        await page.getByRole("button", { name: t.showRoutes }).waitFor();
      },
      "one route": go([{ press: t.showRoutes }, ...words.ask.slice(1)]),
      route: go(words.read),
      "all told": async (page) => {
        const unfold = () => page.evaluate(() => {
          for (const details of document.querySelector("pathway-planner").shadowRoot.querySelectorAll("details")) details.open = true;
        });
        await unfold();
        // What comes with it can be unfolded, too.
        await page.locator("#around-title").waitFor();
        await unfold();
      },
      "started over": go([{ press: t.startOver }]),
    }),
    "planner: several routes": planner(nothing, {
      routes: go(words.short),
      compared: go([{ press: t.compare.open }, { see: t.compare.title }]),
      supposed: async (page) => {
        await page.locator("summary", { hasText: t.whatIf.title }).click();
        await page.getByText(t.whatIf.hint, { exact: true }).waitFor();
        await page.getByRole("switch", { name: t.whatIf.free, exact: true }).click();
        await page.getByRole("button", { name: t.whatIf.back, exact: true }).waitFor();
      },
    }),
    "planner: kept": planner(nothing, {
      panel: async (page) => {
        await walk(page, [...words.short, ...words.read.slice(0, 1), { press: t.keep.title }]);
        await page.locator("#keep-link").waitFor();
      },
      "all of it": async (page) => {
        await page.getByRole("button", { name: qr, exact: true }).click();
        await page.locator(".keep summary").click();
        await page.locator("#keep-forget").click();
        await page.locator("#keep-sure").waitFor();
      },
    }),
    "planner: no route": planner(nothing, { unreachable: go(words.stay) }),
    "planner: no region": planner((page) => page.route("**/*.region", (route) => route.fulfill({ status: 404, body: "" })), { error: alert }),
    job: job(nothing, {
      empty: go(words.job.slice(0, 1)),
      routes: go(words.job.slice(1)),
      around: async (page) => {
        await page.locator("#ladder > summary").click();
        await page.locator("#around-title").waitFor();
      },
      "self-check": async (page) => {
        await page.locator("#check > summary").click();
        await page.locator(".check .choice input").first().check();
        await page.locator(".closing").waitFor();
      },
      "at work": go([{ choose: t.job.starts.working, of: t.job.where }]),
    }),
    "job: unknown": job(nothing, {
      unknown: async (page) => {
        await walk(page, words.job.slice(0, 1));
        await set("job", "astronaut")(page);
        await alert(page);
      },
    }),
    "job: no region": job((page) => page.route("**/*.region", (route) => route.fulfill({ status: 404, body: "" })), { error: alert }),
  };
}

async function nothing() {}

/** Searches; how many there are is told once typing has stopped. */
async function found(page, steps) {
  const status = page.getByRole("status");
  const before = await status.textContent();
  await walk(page, steps);
  await status.filter({ hasText: /^\d/, hasNotText: before || undefined }).waitFor({ state: "attached" });
}

/** Lets a test hold the engine up: while `stalled`, no question reaches it. */
function stalling(page) {
  return page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (request, ...rest) {
      if (!globalThis.stalled || request.op !== "plan") post.call(this, request, ...rest);
    };
  });
}
