// Two routes side by side and "what if", as records: no page, no engine.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { answer, catalog as data, student } from "./fixtures/region.mjs";
import { source } from "./source.mjs";

let align, figureRows, comparable, whatIf, view, catalog;

before(async () => {
  ({ align, figureRows, comparable } = await source("compare.ts"));
  whatIf = await source("whatif.ts");
  const { Catalog } = await source("catalog.ts");
  catalog = new Catalog(data("en"));
  view = (await source("model.ts")).view(catalog, student, answer({ goal: { job: "mine-foreman" } }));
});

const stages = (...names) => names.map((id) => ({ kind: "programme", id }));
const told = (pairs) => pairs.map(({ a, b, same }) => `${a?.id ?? "–"}${same ? "=" : "|"}${b?.id ?? "–"}`).join(" ");

test("stages that both routes have stand beside each other, and what is between them pair by pair", () => {
  assert.equal(told(align(stages("school", "x", "work"), stages("school", "y", "z", "work"))), "school=school x|y –|z work=work");
  assert.equal(told(align(stages("a", "b"), stages("a", "b"))), "a=a b=b");
  assert.equal(told(align(stages("a", "b"), stages("b"))), "a|– b=b");
  assert.equal(told(align(stages(), stages("c"))), "–|c");
  // Whatever stands where, no stage is lost and none changes its place among its own.
  const [one, other] = [stages("s", "p", "q", "r"), stages("s", "r", "p", "t")];
  const pairs = align(one, other);
  assert.deepEqual(pairs.flatMap(({ a }) => a ?? []), one);
  assert.deepEqual(pairs.flatMap(({ b }) => b ?? []), other);
});

test("figures say by how much the second is more", () => {
  const [first, second] = view.points;
  const rows = figureRows(first.figures, second.figures, true);
  assert.deepEqual(rows.map(({ name }) => name), ["months", "fees", "earned", "moves", "effort", "readiness"]);
  for (const { name, a, b, more } of rows) assert.deepEqual([a, b, more], [first.figures[name], second.figures[name], second.figures[name] - first.figures[name]]);
  assert.ok(!figureRows(first.figures, second.figures, false).some(({ name }) => name === "readiness"));
  assert.equal(comparable(view).length, [...view.points, ...view.repeating].flatMap(({ routes }) => routes).length);
});

test("a switch changes its own term of the question and no other, and turned back it changes nothing", () => {
  const question = {
    student: { ...student, home: "novokuznetsk", attests: [{ id: "fit-for-heights", value: true }] }, goal: { job: "mine-foreman" }, limits: { fees: 100_000, moves: 3 },
  };
  assert.deepEqual([...whatIf.own(question)], []);
  const with_ = (...on) => whatIf.suppose(question, new Set(on), 60);
  assert.deepEqual(with_(), question);
  assert.deepEqual(with_("free").limits, { fees: 0, moves: 3 });
  assert.deepEqual(with_("stay").limits, { fees: 100_000, moves: 3, places: [] });
  assert.deepEqual(with_("within").limits, { fees: 100_000, moves: 3, months: 60 });
  assert.deepEqual(with_("surface").student.attests, [{ id: "fit-for-heights", value: true }, { id: "fit-for-underground", value: false }]);
  assert.deepEqual(with_("surface").limits, question.limits);
});

test("terms that the reader set are switched on already, and can be lifted", () => {
  const question = { student: { ...student, attests: [{ id: "fit-for-underground", value: false }] }, goal: { job: "mine-foreman" }, limits: { fees: 0, places: [] } };
  assert.deepEqual([...whatIf.own(question)], ["free", "stay", "surface"]);
  assert.deepEqual(whatIf.suppose(question, whatIf.own(question), 60), question);
  const lifted = whatIf.suppose(question, new Set(), 60);
  assert.deepEqual([lifted.limits, lifted.student.attests], [{}, []]);
});

test("what changes is counted by figures; what is the same is called as before", () => {
  const [first, second, third] = view.points;
  const after = { ...view, points: [second, { ...third, key: "150/0/0", figures: { ...third.figures, months: 150, fees: 0, readiness: 99 } }], repeating: [] };
  assert.deepEqual(whatIf.change(view, after), {
    lost: 2, gained: 1,
    months: Math.min(second.figures.months, 150) - first.figures.months,
    fees: 0,
    readiness: Math.max(second.figures.readiness, 99) - Math.max(...view.points.map(({ figures }) => figures.readiness)),
  });
  assert.deepEqual(whatIf.renumber(view, after).points.map(({ number }) => number), [2, view.points.length + view.repeating.length + 1]);
  assert.deepEqual(whatIf.change(view, { ...view, points: [] }), { lost: 3, gained: 0 });
  assert.deepEqual(whatIf.change(view, view), { lost: 0, gained: 0, months: 0, fees: 0, readiness: 0 });
});

test("whole years that are too short for the longest route are offered as a term", () => {
  const of = (...months) => whatIf.shorter({ points: months.map((months) => ({ figures: { months } })) });
  assert.deepEqual([of(72), of(73), of(12), of(13, 40), of()], [60, 72, undefined, 36, undefined]);
});
