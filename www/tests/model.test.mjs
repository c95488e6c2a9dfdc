import assert from "node:assert/strict";
import { before, test } from "node:test";
import { answer, catalog as data, student } from "./fixtures/region.mjs";
import { source } from "./source.mjs";

let model, Catalog, Speech, en, ru, view, catalog;

before(async () => {
  model = await source("model.ts");
  ({ Catalog } = await source("catalog.ts"));
  ({ Speech } = await source("lang/index.ts"));
  ({ en } = await source("lang/en.ts"));
  ({ ru } = await source("lang/ru.ts"));
  catalog = new Catalog(data("en"));
  view = model.view(catalog, student, answer({ goal: { job: "mine-foreman" } }));
});

test("routes of one vector make one point, and a point that comes back to a stage is kept apart", () => {
  assert.deepEqual(view.points.map(({ key, routes }) => [key, routes.length]), [["72/0/12", 2], ["98/0/4", 1], ["124/432000/0", 1]]);
  assert.deepEqual(view.repeating.map(({ key }) => key), ["130/0/0"]);
});

test("routes that come back are shown where there are no others", () => {
  const only = answer({ goal: { job: "mine-foreman" } });
  only.routes = only.routes.filter(({ repeats }) => repeats > 0);
  const alone = model.view(catalog, student, only);
  assert.equal(alone.points.length, 1);
  assert.equal(alone.repeating.length, 0);
});

test("the best of each objective is named, and nobody where all are equal", () => {
  assert.deepEqual(view.points.map(({ best }) => best), [["months", "fees"], ["fees"], ["gap"]]);
  // Two cost nothing: neither is called the cheapest.
  assert.deepEqual(view.points.map(({ tied }) => tied), [["fees"], ["fees"], []]);
  const free = answer({ goal: { job: "mine-foreman" }, limits: { fees: 0 } });
  free.routes = free.routes.filter(({ repeats }) => repeats === 0);
  assert.ok(model.view(catalog, student, free).points.every(({ best }) => !best.includes("fees")));
});

test("a stage says what it gives to later stages and to the goal", () => {
  const [school, college, work] = view.points[0].routes[0].stages;
  assert.equal(school.enrolled, true);
  assert.deepEqual(school.gains[0], {
    what: { kind: "credential", id: "basic-general", name: "Certificate of basic general education" },
    needs: [{ kind: "stage", number: 2 }],
  });
  const diploma = college.gains.find(({ what }) => what.id === "miner-technician");
  assert.deepEqual(diploma.needs.map(({ kind }) => kind), ["stage", "goal-entry"]);
  const mentoring = college.activities[0].gains[0];
  assert.deepEqual(mentoring.needs, [{ kind: "goal-requirement", level: 3, essential: false, met: false }]);
  assert.deepEqual(work.gains[0].needs, [{ kind: "goal-entry" }]);
});

test("a stage knows its place, its wait, its contract and the service of it", () => {
  const [school, college, work] = view.points[0].routes[0].stages;
  assert.equal(school.moved, false);
  assert.deepEqual([college.moved, college.place, college.wait, college.months], [true, "Prokopyevsk", 3, 46]);
  assert.equal(college.offering.contract.sponsorName, "SUEK-Kuzbass");
  assert.equal(work.serves, "SUEK-Kuzbass");
  assert.equal(view.points[1].routes[0].stages[1].wait, 3);
});

test("an entry's clauses are met, or assumed where only the student can know", () => {
  const { goalEntry } = view.points[0].routes[0];
  assert.deepEqual(goalEntry.map(({ met, assumed }) => [met, assumed]), [[true, true], [true, true], [true, false]]);
  const grown = model.view(catalog, { ...student, born: "2011-05", attests: [{ id: "fit-for-underground", value: true }] }, answer({ goal: { job: "mine-foreman" } }));
  assert.ok(grown.points[0].routes[0].goalEntry.every(({ assumed }) => !assumed));
});

test("study alongside work says what it takes to start", () => {
  const { entry, alongside } = view.points[2].routes[0].stages[2];
  assert.deepEqual(alongside.entry.map(({ condition, met, assumed }) => [condition.op, met, assumed]), [["holds", true, false], ["level", true, false], ["any", true, false]]);
  assert.ok(entry.every(({ condition }) => condition.op !== "holds" || condition.credential !== "secondary-general"));
});

test("what is assumed bears the mark itself: a programme, the one alongside it, the organization behind either", () => {
  const [school, college] = view.points[0].routes[0].stages;
  assert.deepEqual([school.illustrative, school.byIllustrative, college.illustrative, college.byIllustrative], [false, true, false, false]);
  const region = data("en");
  region.programmes.find(({ id }) => id === "sibsiu-21.05.04").illustrative = true;
  const { stages, illustrative } = model.view(new Catalog(region), student, answer({ goal: { job: "mine-foreman" } })).points[2].routes[0];
  assert.deepEqual([stages[2].illustrative, stages[2].alongside.illustrative, stages[2].alongside.byIllustrative, illustrative], [false, true, false, true]);
});

test("the gap has a row for each requirement, the heaviest missing first", () => {
  const { gaps } = view.points[0].routes[0];
  assert.equal(gaps.length, 6);
  assert.deepEqual([gaps[0].id, gaps[0].now, gaps[0].end, gaps[0].required, gaps[0].missing], ["lead", undefined, 2, 3, 1]);
  assert.deepEqual(gaps.find(({ id }) => id === "physics").now, 3);
  assert.deepEqual(model.unknowns(gaps).map(({ id }) => id), ["blasting"]);
});

test("the timeline has the list's stages on one scale, study beside work on a lane of its own", () => {
  const { segments } = view.points[2].routes[0];
  assert.deepEqual(segments.map(({ kind, lane, number }) => [kind, lane, number]), [["study", 0, 1], ["wait", 0, 0], ["study", 0, 2], ["work", 0, 3], ["study", 1, 3]]);
  assert.equal(view.span, 130);
});

test("equals are named with what differs", () => {
  const stage = view.points[2].routes[0].stages[1];
  assert.deepEqual(stage.instead.map(({ by, offering }) => [by, offering?.contract?.sponsorName]), [
    ["Leninsk-Kuznetsky Mining College", undefined],
    ["Prokopyevsk Mining College", "SUEK-Kuzbass"],
  ]);
});

test("sources are web addresses alone, each once", () => {
  const bad = data("en");
  bad.sources[0].url = "javascript:alert(1)";
  const other = model.view(new Catalog(bad), student, answer({ goal: { job: "mine-foreman" } }));
  assert.deepEqual(other.points[0].routes[0].stages[1].sources, []);
  assert.equal(view.points[0].routes[0].stages[1].sources.length, 1);
});

test("a long front is cut to what differs most", () => {
  const points = Array.from({ length: 30 }, (_, at) => ({ key: String(at), best: at === 29 ? ["gap"] : at === 0 ? ["months"] : [] }));
  const short = model.shortlist(points, 5);
  assert.equal(short.length, 5);
  assert.ok(short.includes(points[0]) && short.includes(points[29]));
});

test("ids that are no ids of the catalog are shown as they are", () => {
  const odd = answer({ goal: { job: "mine-foreman" } });
  odd.routes = odd.routes.slice(0, 1);
  odd.routes[0].stages[1].id = "constructor";
  odd.routes[0].stages[2].activities = ["toString"];
  const shown = model.view(catalog, student, odd).points[0].routes[0];
  assert.equal(shown.stages[1].title, "constructor");
  assert.equal(shown.stages[2].activities[0].name, "toString");
});

test("conditions are said in words, in both languages", () => {
  const text = "physics >= 3 and (holds(basic-general) or 2 of (math >= 4, informatics >= 3, chemistry >= 3)) and age(18) and attests(fit-for-underground)";
  assert.equal(
    new Speech(en).condition(catalog, catalog.condition(text)),
    "Physics: at least 3 (confident) and (“Certificate of basic general education” or 2 of these: Mathematics: at least 4 (skilled), Computing: at least 3 (confident), Chemistry: at least 3 (confident)) and age from 18 years and Medical board: fit for work underground",
  );
  const russian = new Catalog(data("ru"));
  assert.equal(new Speech(ru).condition(russian, russian.condition("worked(tunneller) and age(21)")), "опыт работы «Проходчик» и возраст от 21 года");
});
