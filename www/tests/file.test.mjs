// Files: what is saved opens as it was, the command line can read it, and what is wrong with another is said.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { kuzbass } from "./kuzbass.mjs";
import { source } from "./source.mjs";

let catalog, Catalog, file, keeping, profiles;

before(async () => {
  ({ Catalog } = await source("catalog.ts"));
  [file, keeping, profiles] = await Promise.all(["share/file.ts", "share/kept.ts", "profile.ts"].map(source));
  catalog = new Catalog(await kuzbass("ru"));
});

const named = { name: "План на две зимы", saved: "2026-11-22" };
const kept = () => ({
  now: "2026-11",
  who: { profile: {
    ...profiles.EMPTY, standing: "grade-9", home: "kemerovo", levels: [{ id: "physics", level: 3 }, { id: "math", level: 0 }],
    pay: { kind: "up-to", amount: 200_000 }, move: { kind: "places", places: ["novokuznetsk"] }, attests: [{ id: "fit-for-underground", value: true }],
  } },
  goal: { job: "mine-foreman" },
  rest: { objectives: ["months", "gap"], limits: { moves: 2, avoid: ["mine-labourer"] }, routes: 2 },
  route: 1,
});
const write = (one = kept()) => file.write(catalog, one, "0.1.0", named);
const changed = (change) => {
  const value = JSON.parse(write());
  change(value);
  return file.read(catalog, JSON.stringify(value));
};

test("what is saved opens as it was, with its name, its day and what it was made with", () => {
  const opened = file.read(catalog, write());
  assert.deepEqual(opened, {
    state: "read", kept: kept(), dropped: [], ...named,
    made: { region: "kuzbass", version: catalog.data.version, digest: catalog.data.digest, engine: "0.1.0" },
  });
  assert.deepEqual(keeping.questionOf(catalog, opened.kept), keeping.questionOf(catalog, kept()));
});

test("a student who was not made by the form, and one without a goal, are kept too", () => {
  const student = { format: "pathways-student/1", now: "2026-11", credentials: ["basic-general"], worked: [], competencies: [], attests: [], owes: { sponsor: "evraz-zsmk", months: 3 } };
  const given = { now: "2026-11", who: { student }, goal: { job: "mine-foreman" }, rest: { limits: { fees: 0, places: [] } } };
  assert.deepEqual(keeping.questionOf(catalog, file.read(catalog, write(given)).kept).student.owes, student.owes);
  assert.deepEqual(file.read(catalog, write(given)).kept.rest, given.rest);
  const { goal, ...aimless } = kept();
  assert.equal(file.read(catalog, write({ ...aimless, rest: {} })).kept.goal, undefined);
  assert.equal(JSON.parse(write(aimless)).query, undefined);
});

test("student and query stand in the file as the command line takes them", () => {
  const { student, query, format } = JSON.parse(write());
  assert.equal(format, "pathways-question/1");
  const { student: asked, ...rest } = keeping.questionOf(catalog, kept());
  assert.deepEqual([student, query], [asked, rest]);
});

test("a student's file alone opens, too, and says whether the form can say all of it", () => {
  const student = { format: "pathways-student/1", now: "2026-11", born: "2011-12", enrolled: { programme: "basic-school", until: "2027-06" }, competencies: [{ id: "physics", level: 3 }] };
  const opened = file.read(catalog, JSON.stringify(student));
  assert.equal(opened.state, "read");
  const { kept: form, exact } = keeping.said(catalog, opened.kept);
  assert.deepEqual([exact, form.who.profile.standing, form.who.profile.levels], [true, "grade-9", [{ id: "physics", level: 3 }]]);
  const odd = file.read(catalog, JSON.stringify({ ...student, owes: { sponsor: "evraz-zsmk", months: 3 } }));
  assert.equal(keeping.said(catalog, odd.kept).exact, false);
  assert.equal(keeping.said(catalog, odd.kept).kept.who.profile.standing, "grade-9");
});

test("whatever else a file is, it is called by its name, and nothing throws", () => {
  const state = (text) => file.read(catalog, text).state;
  assert.equal(state("x".repeat(file.LARGEST + 1)), "too-big");
  for (const text of ["", "{", write().slice(0, -20), "<html>", "\u0089PWR"]) assert.equal(state(text), "no-json", text.slice(0, 20));
  for (const text of ["null", "[]", "5", '"text"', "{}", '{"format":"pathways-region/1"}', '{"format":5}', '{"__proto__":{"format":"pathways-question/1"}}']) assert.equal(state(text), "other-kind", text);
  assert.equal(state('{"format":"pathways-question/2","anything":1}'), "newer-file");
  assert.equal(state('{"format":"pathways-student/7"}'), "newer-file");
  assert.equal(state(`\uFEFF${write()}`), "read");
});

test("a field that holds what it can't is named", () => {
  const wrong = [
    ["name", (value) => (value.name = 5)],
    ["saved", (value) => (value.saved = "yesterday")],
    ["unheard-of", (value) => (value["unheard-of"] = 1)],
    ["region.digest", (value) => (value.region.digest = "abc")],
    ["student.now", (value) => (value.student.now = "2026-13")],
    ["student.born", (value) => (value.student.born = "2030-01")],
    ["student.name", (value) => (value.student.name = "Иван")],
    ["student.enrolled.until", (value) => (value.student.enrolled.until = "2020-01")],
    ["student.competencies.0.level", (value) => (value.student.competencies[0].level = -1)],
    ["student.competencies", (value) => (value.student.competencies = {})],
    ["query.goal", (value) => (value.query.goal = { job: "a", programme: "b" })],
    ["query.objectives", (value) => (value.query.objectives = ["months", "months"])],
    ["query.limits.avoid.0", (value) => (value.query.limits.avoid = ["a/b/c"])],
    ["query.limits.fees", (value) => (value.query.limits.fees = 1.5)],
    ["said.standing", (value) => (value.said.standing = "grade-12")],
    ["said.levels.0.id", (value) => (value.said.levels[0].id = "Physics")],
    ["said.pay.amount", (value) => (value.said.pay.amount = "much")],
    ["said.home", (value) => (value.said.home = null)],
    ["route", (value) => (value.route = -1)],
  ];
  for (const [path, change] of wrong) assert.deepEqual(changed(change), { state: "wrong-field", path });
  // Whatever is put in the place of anything, reading ends in one of its states.
  const walk = (value, visit, path = []) => {
    visit(path);
    if (typeof value === "object" && value !== null) for (const name of Object.keys(value)) walk(value[name], visit, [...path, name]);
  };
  walk(JSON.parse(write()), (path) => {
    for (const odd of [null, 0, -1, 1e99, "", "x", true, [], [[]], {}, { id: "physics" }]) {
      const { state } = changed((value) => {
        let at = value;
        for (const name of path.slice(0, -1)) at = at[name];
        if (path.length > 0) at[path.at(-1)] = odd;
      });
      assert.ok(["read", "wrong-field", "other-kind", "newer-file", "other-region"].includes(state), `${path}: ${state}`);
    }
  });
});

test("another region's file is told as such, and what this region hasn't is named", () => {
  assert.deepEqual(changed((value) => (value.region.id = "altai")), { state: "other-region", region: "altai" });
  const opened = changed((value) => {
    value.said.home = "omsk";
    value.said.levels.push({ id: "alchemy", level: 2 });
  });
  assert.deepEqual(opened.dropped, [{ what: "level", id: "alchemy" }, { what: "home", id: "omsk" }]);
});
