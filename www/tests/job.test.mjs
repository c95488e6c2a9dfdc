// An employer's page: by keyboard alone, and everything that it says true of the region and of the planner's answers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, complaints, site } from "./browser.mjs";
import { source } from "./source.mjs";

let chromium, server;

before(async () => {
  [chromium, server] = await Promise.all([browser(), site()]);
});

after(async () => {
  await chromium?.close();
  await server?.close();
});

async function open(lang = "en", viewport = { width: 1280, height: 900 }) {
  const page = await chromium.newPage({ viewport });
  const heard = complaints(page);
  await page.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));
  await page.goto(`${server.address}/job.html?lang=${lang}`);
  await page.getByRole("radio").first().waitFor();
  return { page, heard };
}

/** What the headless planner says, in the page. */
const planned = (page, run, ...rest) => page.evaluate(`(async () => {
  const { Planner } = await import("/pathways/planner.js");
  const planner = await Planner.load("/regions/kuzbass/kuzbass.region", { lang: "en" });
  try { return await (${run})(planner, ...${JSON.stringify(rest)}); } finally { planner.close(); }
})()`);

test("the self-check weighs what is said as the planner does, and names what teaches the rest, the nearest first", async () => {
  const { page, heard } = await open();
  await page.locator("#check > summary").click();
  await page.locator(".check").first().waitFor();
  const job = await planned(page, (planner) => planner.catalog.jobs.find(({ id }) => id === "mine-foreman"));
  const essential = job.requires.filter((one) => one.essential);
  assert.equal(await page.locator("#check > .check").count(), essential.length);
  assert.equal(await page.locator(".check").count(), job.requires.length);
  const said = [[essential[0].competency, 2], [essential[1].competency, 5], [essential[2].competency, 0]];
  for (const [id, level] of said) await page.locator(`input[name="check-${id}"][value="${level}"]`).check();
  const student = { format: "pathways-student/1", now: "2026-11", competencies: said.map(([id, level]) => ({ id, level })) };
  const expected = await planned(page, (planner, student) => planner.gap(student, "mine-foreman"), student);
  await page.getByRole("heading", { name: `You have ${expected.readiness}% of what the job asks for.` }).waitFor();
  await page.getByText(`Answered: 3 of ${job.requires.length}.`).waitFor();
  assert.equal(await page.locator(".closing > li").count(), expected.gaps.length);
  // It is said aloud once the choosing rests.
  await page.waitForFunction((percent) => document.querySelector("pathway-job").shadowRoot.querySelector("[role=status]").textContent.includes(`${percent}%`), expected.readiness, { timeout: 5000 });
  // With a town, what is there comes before what is far.
  await page.locator(".readiness select[name=home]").selectOption({ label: "Novokuznetsk" });
  await page.getByText("The nearest comes first.").waitFor();
  for (const list of await page.locator(".closing > li > .why").all()) {
    const away = (await list.locator("li").allInnerTexts()).map((text) => (/in your town/.test(text) ? 0 : Number(/(\d+) km/.exec(text)?.[1] ?? 1e6)));
    assert.deepEqual(away, away.toSorted((a, b) => a - b));
  }
  // An answer can be taken back.
  await page.locator(`input[name="check-${said[0][0]}"][value=""]`).check();
  await page.getByText(`Answered: 2 of ${job.requires.length}.`).waitFor();
  assert.deepEqual(heard, []);
  await page.close();
});

test("levels of the self-check count in the routes", async () => {
  const { page, heard } = await open();
  await page.getByRole("radio", { name: "Grade 9", exact: true }).first().check();
  await page.locator(".pick").first().waitFor({ timeout: 60_000 });
  await page.locator("#check > summary").click();
  await page.locator('input[name="check-leadership"]').first().waitFor({ state: "attached" });
  await page.locator("#check details.more > summary").click();
  await page.locator('input[name="check-leadership"][value="3"]').check();
  await page.getByRole("button", { name: "Show routes with this" }).click();
  await page.waitForFunction(() => document.querySelector("pathway-job").shadowRoot.activeElement?.id === "result-title");
  await page.locator(".pick").first().click();
  await page.locator(".route .gap tbody tr", { hasText: "Leading a shift" }).waitFor();
  assert.equal(await page.locator(".route .gap tbody tr", { hasText: "Leading a shift" }).locator("td").first().innerText(), "3");
  assert.deepEqual(heard, []);
  await page.close();
});

test("the rungs around the job, and the employer's contracts with what they give and ask, are those of the region", async () => {
  const { page, heard } = await open();
  const { next, before, contracts } = await planned(page, ({ catalog }) => {
    const job = catalog.jobs.find(({ id }) => id === "mine-foreman");
    const names = (ids) => ids.map((id) => catalog.jobs.find((one) => one.id === id).name);
    const contracts = catalog.programmes.flatMap(({ name, offerings }) => offerings.flatMap(({ contract, seats }) => (contract?.sponsor === job.employer ? [{ name, seats, ...contract }] : [])));
    return { next: names(job.leads_to), before: names(job.comes_from), contracts };
  });
  await page.locator("#ladder > summary").click();
  assert.deepEqual(await page.locator("#ladder b").allInnerTexts(), [...next, ...before]);
  await page.locator("#contracts > summary").click();
  const shown = await page.locator(".deals > li").allInnerTexts();
  assert.equal(shown.length, contracts.length);
  for (const { name, seats, stipend_per_month, obligation_months } of contracts) {
    assert.ok(shown.some((text) => text.includes(name)
      && text.includes(stipend_per_month > 0 ? `₽${stipend_per_month.toLocaleString("en")} a month` : "")
      && text.includes(seats === undefined ? "" : `${seats} place`)
      && text.replaceAll("\u00a0", " ").includes(`${obligation_months / 12} year`)), name);
  }
  assert.deepEqual(heard, []);
  await page.close();
});

test("a job's page by keyboard alone", async () => {
  const { page, heard } = await open("ru");
  const focused = () => page.evaluate(() => {
    const at = document.activeElement?.shadowRoot?.activeElement;
    return { tag: at?.localName ?? "", name: at?.getAttribute("name") ?? "", text: at?.textContent.trim() ?? "", id: at?.id ?? "", within: at?.parentElement?.id ?? "" };
  });
  const tabTo = async (fits) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press("Tab");
      if (fits(await focused())) return;
    }
    throw new Error("The keyboard did not get there.");
  };
  const isAt = (id) => page.waitForFunction((id) => document.querySelector("pathway-job").shadowRoot.activeElement?.id === id, id, { timeout: 60_000 });
  await tabTo(({ name }) => name === "start");
  await page.keyboard.press("Space");
  // Keys that choose in a group pass over what they don't want: they lead nobody away.
  await page.locator(".pick").first().waitFor({ timeout: 60_000 });
  assert.equal((await focused()).name, "start");
  await tabTo(({ text }) => text === "Маршрут 1");
  await page.keyboard.press("Enter");
  await isAt("route-title");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector("pathway-job").shadowRoot.activeElement?.textContent.trim() === "Маршрут 1");
  await tabTo(({ tag, within }) => tag === "summary" && within === "check");
  await page.keyboard.press("Enter");
  await page.locator(".check").first().waitFor();
  // The group holds one stop; arrows choose in it.
  await tabTo(({ name }) => name.startsWith("check-"));
  await page.keyboard.press("ArrowLeft");
  await page.getByText("Отмечено: 1 из 10.").waitFor();
  await tabTo(({ text }) => text === "Показать маршруты с этим");
  await page.keyboard.press("Enter");
  await isAt("result-title");
  assert.deepEqual(heard, []);
  await page.close();
});

for (const lang of ["ru", "en"]) {
  test(`a job's page is no wider than 320 px and fit for a thumb, in ${lang}`, async () => {
    const { page, heard } = await open(lang, { width: 320, height: 640 });
    await page.getByRole("radio").first().check();
    await page.locator(".pick").first().waitFor({ timeout: 60_000 });
    await page.locator("#check > summary").click();
    await page.locator(".check").first().waitFor();
    await page.locator("#check details.more > summary").click();
    await page.locator(".choice input").first().check();
    await page.locator(".closing").waitFor();
    for (const id of ["ladder", "contracts"]) await page.locator(`#${id} > summary`).click();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    // Nothing sticks out of its box, either.
    assert.deepEqual(await page.evaluate(() => [...document.querySelector("pathway-job").shadowRoot.querySelectorAll(".choice, button, .tile, summary")]
      .filter((one) => one.getClientRects().length > 0 && (one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().height < 43.5))
      .map((one) => one.textContent.trim())), []);
    assert.deepEqual(heard, []);
    await page.close();
  });
}

test("of what teaches a competency, enough comes before some, near before far, and short before long", async () => {
  const { Catalog } = await source("catalog.ts");
  const { kilometres, teachings } = await source("nearby.ts");
  const place = (id, lat) => ({ id, name: id, lat, lon: 87 });
  const programme = (id, kind, provider) => ({ id, name: id, kind, provider, months: 12, offerings: [], outcomes: [], awards: [], advanced_standing: [] });
  const catalog = new Catalog({
    places: [place("here", 53), place("there", 54)],
    organizations: [{ id: "a", name: "a", place: "here" }, { id: "b", name: "b", place: "there" }, { id: "c", name: "c" }],
    programmes: [programme("long", "degree", "a"), programme("short", "course", "a"), programme("far", "course", "b"), programme("nowhere", "course", "c"), programme("little", "course", "a")],
    activities: [], jobs: [],
  });
  const taught_by = ["little", "nowhere", "far", "long", "short"].map((id) => ({ kind: "programme", id, level: id === "little" ? 2 : 3 }));
  const gap = { competency: "x", held: 0, required: 3, weight: 1, essential: true, known: true, taught_by };
  assert.deepEqual(teachings(catalog, "here", gap).map(({ id, km }) => [id, km]), [["short", 0], ["long", 0], ["far", 111], ["nowhere", undefined], ["little", 0]]);
  assert.deepEqual(teachings(catalog, undefined, gap).map(({ km }) => km), [undefined, undefined, undefined, undefined, undefined]);
  assert.equal(kilometres({ lat: 55.354, lon: 86.088 }, { lat: 53.757, lon: 87.136 }), 190);
});
