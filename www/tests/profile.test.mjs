import assert from "node:assert/strict";
import { before, test } from "node:test";
import { catalog as data } from "./fixtures/region.mjs";
import { source } from "./source.mjs";

let profile, catalog, planner, Catalog;
const NOW = "2026-11";

before(async () => {
  profile = await source("profile.ts");
  planner = await source("planner.ts");
  ({ Catalog } = await source("catalog.ts"));
  catalog = new Catalog(data("ru"));
});

const student = (said, now = NOW) => profile.student(catalog, { ...profile.EMPTY, ...said }, now);

test("grade 9 in November ends next June, with nothing held yet", () => {
  assert.deepEqual(student({ standing: "grade-9", home: "novokuznetsk", levels: [{ id: "physics", level: 3 }, { id: "math", level: 3 }] }), {
    format: "pathways-student/1", now: NOW, born: "2011-12", home: "novokuznetsk", enrolled: { programme: "basic-school", until: "2027-06" },
    credentials: [], worked: [], competencies: [{ id: "math", level: 3 }, { id: "physics", level: 3 }], attests: [],
  });
});

test("each grade has its programme, its end and what lies behind it", () => {
  assert.deepEqual(student({ standing: "grade-8" }).enrolled, { programme: "basic-school", until: "2028-06" });
  assert.deepEqual(student({ standing: "grade-10" }).enrolled, { programme: "secondary-school", until: "2028-06" });
  const last = student({ standing: "grade-11" });
  assert.deepEqual(last.enrolled, { programme: "secondary-school", until: "2027-06" });
  assert.deepEqual(last.credentials, ["basic-general"]);
  assert.deepEqual(last.competencies, [{ id: "math", level: 2 }, { id: "russian", level: 2 }]);
});

test("a class can be chosen where there are several, and June is this June before it has passed", () => {
  assert.equal(student({ standing: "grade-11", programme: "engineering-class" }).enrolled.programme, "engineering-class");
  assert.equal(student({ standing: "grade-9" }, "2027-06").enrolled.until, "2027-06");
  assert.equal(student({ standing: "grade-9" }, "2027-07").enrolled.until, "2028-06");
});

test("a pupil's age follows from the class, unless it is named; nobody else's is guessed", () => {
  assert.equal(student({ standing: "grade-9" }, "2027-03").born, "2011-12");
  assert.equal(student({ standing: "grade-11" }).born, "2009-12");
  assert.equal(student({ standing: "grade-9", born: "2010-12" }).born, "2010-12");
  assert.equal(student({ standing: "working" }).born, undefined);
});

test("a student of a college holds what it took to enter", () => {
  const someone = student({ standing: "studying", programme: "pgtt-21.02.17", until: "2029-06" });
  assert.deepEqual(someone.enrolled, { programme: "pgtt-21.02.17", until: "2029-06" });
  assert.deepEqual(someone.credentials, ["basic-general"]);
});

test("a worker holds what education and work gave, unless they say otherwise", () => {
  const miner = student({ standing: "working", finished: "pgtt-21.02.17", worked: ["tunneller"], levels: [{ id: "mining", level: 1 }] });
  assert.equal(miner.enrolled, undefined);
  assert.deepEqual(miner.credentials, ["basic-general", "miner-technician"]);
  assert.deepEqual(miner.worked, ["tunneller"]);
  const levels = Object.fromEntries(miner.competencies.map(({ id, level }) => [id, level]));
  assert.deepEqual([levels.mining, levels.safety, levels.lead], [1, 4, 1]);
});

test("what was said of work is not held against a pupil", () => {
  assert.deepEqual(student({ standing: "grade-9", worked: ["tunneller"], finished: "pgtt-21.02.17" }).worked, []);
});

test("unknown is left out, none is said", () => {
  assert.deepEqual(student({ standing: "grade-9", levels: [{ id: "physics", level: 0 }] }).competencies, [{ id: "physics", level: 0 }]);
});

test("limits bind only where something was said", () => {
  const limits = (said) => profile.limits({ ...profile.EMPTY, ...said });
  assert.deepEqual(limits({}), {});
  assert.deepEqual(limits({ pay: { kind: "none" }, home: "kemerovo", move: { kind: "home" } }), { fees: 0, places: [] });
  assert.deepEqual(limits({ pay: { kind: "up-to", amount: 200000 }, move: { kind: "places", places: ["kemerovo"] } }), { fees: 200000, places: ["kemerovo"] });
  // Without a home, staying there means nothing.
  assert.deepEqual(limits({ move: { kind: "home" } }), {});
});

test("school subjects are asked for by how much depends on them, before all else that a class teaches", () => {
  const region = data("ru");
  region.activities.push({ ...region.activities.find(({ id }) => id === "physics-basic"), id: "math-basic", outcomes: [{ competency: "math", level: 3 }] });
  // Every job asks for the technology of mining; an engineering class teaches it, and no lesson does.
  region.programmes.find(({ id }) => id === "engineering-class").outcomes.push({ competency: "mining", level: 1 });
  assert.deepEqual(profile.subjects(new Catalog(region)), ["physics", "math", "informatics", "chemistry", "mining", "russian"]);
});

test("what was said of another region's things is dropped, all else is kept", () => {
  const catalog = new Catalog(data("ru"));
  const said = {
    ...profile.EMPTY, standing: "finished", finished: "nowhere-1", home: "atlantis", worked: ["tunneller", "astronaut"],
    levels: [{ id: "physics", level: 3 }, { id: "magic", level: 2 }, { id: "math", level: 99 }],
    move: { kind: "places", places: ["kemerovo", "atlantis"] }, pay: { kind: "up-to", amount: 5 },
    attests: [{ id: "fit-for-underground", value: true }, { id: "fit-for-space", value: true }], born: "2000-12",
  };
  assert.deepEqual(profile.known(catalog, said), {
    ...profile.EMPTY, standing: "finished", worked: ["tunneller"], levels: [{ id: "physics", level: 3 }],
    move: { kind: "places", places: ["kemerovo"] }, pay: { kind: "up-to", amount: 5 }, attests: [{ id: "fit-for-underground", value: true }], born: "2000-12",
  });
  const fine = { ...profile.EMPTY, standing: "grade-9", home: "kemerovo" };
  assert.deepEqual(profile.known(catalog, fine), fine);
});

test("labels lie beside their region", () => {
  assert.equal(planner.labelsUrl("https://a.example/data/kuzbass.region?v=1", "ru"), "https://a.example/data/kuzbass.ru.labels?v=1");
});
