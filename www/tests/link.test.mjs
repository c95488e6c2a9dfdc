// Links: the same question comes out as went in, whatever else comes in is told in words, and they are short.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { kuzbass, random } from "./kuzbass.mjs";
import { source } from "./source.mjs";

const STUDENTS = fileURLToPath(new URL("../../regions/students", import.meta.url));
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const SEEDS = 2000;

let data, catalog, Catalog, link, keeping, ids, profiles, stamp;

before(async () => {
  data = await kuzbass("ru");
  ({ Catalog } = await source("catalog.ts"));
  [link, keeping, ids, profiles] = await Promise.all(["share/link.ts", "share/kept.ts", "share/ids.ts", "profile.ts"].map(source));
  catalog = new Catalog(data);
  stamp = { region: data.id, version: data.version, digest: data.digest, engine: "0.1.0" };
});

const encode = (kept, made = stamp) => link.encode(catalog, kept, made);
const decode = (fragment, region = catalog) => link.decode(region, fragment);
const idsOf = (rows) => rows.map(({ id }) => id);
const profile = (said = {}) => ({ ...profiles.EMPTY, ...said });
const simple = (said, more = {}) => ({ now: "2026-11", who: { profile: profile(said) }, goal: { job: "mine-foreman" }, rest: {}, ...more });

function randomLimits({ chance, below, some }) {
  const offerings = data.programmes.flatMap(({ id, offerings }) => offerings.map((offering) => `${id}/${offering.id}`));
  const avoid = some([...idsOf(data.programmes), ...idsOf(data.activities), ...idsOf(data.jobs), ...offerings], 4);
  return {
    ...(chance(30) && { months: below(601) }),
    ...(chance(20) && { gap: below(500) }),
    ...(chance(30) && { moves: below(9) }),
    ...(chance(20) && { modes: ["full-time", "part-time", "distance"].filter(() => chance(50)) }),
    ...(chance(20) && { funding: ["state", "paid", "employer"].filter(() => chance(50)) }),
    ...(avoid.length > 0 && { avoid }),
  };
}

function randomRest(random, limits) {
  const objectives = random.some(["months", "fees", "gap", "effort", "moves"], 4);
  return {
    ...(objectives.length > 0 && { objectives }),
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(random.chance(20) && { routes: 1 + random.below(9) }),
    ...(random.chance(20) && { budget: 1 + random.below(2 ** 31) }),
  };
}

function randomKept(seed) {
  const dice = random(seed);
  const { chance, below, pick, some } = dice;
  const month = (from, years) => `${from + below(years)}-${String(1 + below(12)).padStart(2, "0")}`;
  const home = chance(80) ? pick(data.places).id : undefined;
  const shared = {
    ...(home && { home }),
    ...(chance(40) && { born: month(1960, 50) }),
    attests: some(data.facts, 4).map((id) => ({ id, value: chance(50) })),
  };
  const levels = some(idsOf(data.competencies), 12).map((id) => ({ id, level: below(data.progression.length + 1) }));
  const goal = pick([{ job: pick(data.jobs).id }, { programme: pick(data.programmes).id }, undefined]);
  const common = { now: month(2026, 10), ...(goal && { goal }), ...(chance(30) && { route: below(40) }) };
  const own = randomLimits(dice);
  if (chance(20)) {
    const worked = some(idsOf(data.jobs), 3);
    const credentials = some(idsOf(data.credentials), 4);
    const places = some(idsOf(data.places), 4);
    const { attests, ...rest } = shared;
    return {
      ...common,
      who: { student: {
        format: "pathways-student/1", now: common.now, ...rest,
        ...(chance(50) && { enrolled: { programme: pick(data.programmes).id, until: month(2036, 4) } }),
        ...(credentials.length > 0 && { credentials }),
        ...(worked.length > 0 && { worked }),
        ...(chance(30) && { owes: { sponsor: pick(data.organizations).id, months: 1 + below(60) } }),
        ...(levels.length > 0 && { competencies: levels }),
        ...(attests.length > 0 && { attests }),
      } },
      rest: randomRest(dice, { ...(chance(50) && { fees: below(10 ** 6) }), ...(chance(50) && { places }), ...own }),
    };
  }
  const moves = [{ kind: "any" }, { kind: "places", places: [pick(data.places).id, ...some(idsOf(data.places), 3)] }, ...(home ? [{ kind: "home" }] : [])];
  return {
    ...common,
    who: { profile: {
      ...profiles.EMPTY, ...shared,
      ...(chance(90) && { standing: pick(["grade-8", "grade-9", "grade-10", "grade-11", "studying", "finished", "working"]) }),
      ...(chance(40) && { programme: pick(data.programmes).id }),
      ...(chance(20) && { until: month(2036, 4) }),
      ...(chance(20) && { finished: pick(data.programmes).id }),
      worked: some(idsOf(data.jobs), 3),
      levels,
      pay: pick([{ kind: "any" }, { kind: "none" }, { kind: "up-to", amount: 1 + below(10 ** 9) }]),
      move: pick(moves),
    } },
    rest: randomRest(dice, own),
  };
}

test(`what goes into a link comes out of it: ${SEEDS} questions`, () => {
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const kept = randomKept(seed);
    const fragment = encode(kept);
    assert.match(fragment, /^pathway-[A-Za-z0-9_-]+[A-Za-z0-9]$/);
    const opened = decode(`#${fragment}`);
    assert.equal(opened.state, "read", `seed ${seed}`);
    // `places` may name a town twice, and a set of words has no order.
    const places = new Set(kept.who.profile?.move.places ?? []);
    if (places.size > 0) kept.who.profile.move.places = [...opened.kept.who.profile.move.places];
    assert.deepEqual(opened.kept, kept, `seed ${seed}`);
    assert.deepEqual(opened.dropped, []);
    assert.deepEqual(opened.made, { ...stamp, digest: stamp.digest.slice(0, 8) });
    if (kept.goal) assert.deepEqual(keeping.questionOf(catalog, opened.kept), keeping.questionOf(catalog, kept));
  }
});

test("of two ways to say the same the link has one, and the question is the same", () => {
  for (const said of [{ pay: { kind: "up-to", amount: 0 } }, { move: { kind: "home" } }, { move: { kind: "places", places: [] } }, { home: "kemerovo", move: { kind: "places", places: [] } }]) {
    const kept = simple(said);
    const opened = decode(encode(kept)).kept;
    assert.deepEqual(opened, keeping.tidy(kept));
    assert.deepEqual(keeping.questionOf(catalog, opened), keeping.questionOf(catalog, kept));
  }
});

/** Pupils of grade 9 as they use the page: 8 to 10 subjects, a goal, two limits. */
function typical() {
  const asked = profiles.subjects(catalog);
  const goals = [...data.jobs.map(({ id }) => ({ job: id })), ...data.programmes.map(({ id }) => ({ programme: id }))];
  return goals.map((goal, at) => simple({
    standing: "grade-9",
    home: data.places[at % data.places.length].id,
    levels: asked.slice(0, 8 + (at % 3)).map((id, row) => ({ id, level: (at + row) % 6 })),
    pay: [{ kind: "up-to", amount: 200_000 }, { kind: "none" }][at % 2],
    move: [{ kind: "home" }, { kind: "places", places: idsOf(data.places).slice(0, 2) }][at % 2],
    attests: [{ id: data.facts[at % data.facts.length], value: true }],
    ...(at % 4 === 0 && { born: "2011-12" }),
  }, { goal, route: at % 7 }));
}

test("a typical pupil's link has at most 150 bytes", (t) => {
  const lengths = typical().map((kept) => `#${encode(kept)}`.length).sort((a, b) => a - b);
  const at = (part) => lengths[Math.floor((lengths.length - 1) * part)];
  t.diagnostic(`${lengths.length} links of pupils: ${at(0)} to ${at(1)} bytes, median ${at(0.5)}`);
  assert.ok(at(1) <= 150, `${at(1)} bytes`);
});

test("every sample student's link says the same question; of pupils it has at most 150 bytes with every goal, of all at most 256", (t) => {
  const files = readdirSync(STUDENTS).filter((name) => name.endsWith(".json") && !name.endsWith(".query.json"));
  assert.ok(files.length > 0);
  const lengths = [];
  let said = 0;
  for (const file of files) {
    const student = JSON.parse(readFileSync(`${STUDENTS}/${file}`, "utf8"));
    const { goal, ...rest } = JSON.parse(readFileSync(`${STUDENTS}/${file.replace(".json", ".query.json")}`, "utf8"));
    const given = { now: student.now, who: { student }, goal, rest };
    const form = keeping.said(catalog, given);
    said += form.exact ? 1 : 0;
    const kept = form.exact ? form.kept : given;
    const opened = decode(encode(kept));
    assert.deepEqual(opened.dropped, [], file);
    assert.deepEqual(plain(keeping.questionOf(catalog, opened.kept)), plain({ student, goal, ...rest }), file);
    for (const { id } of data.jobs) lengths.push({ file, length: `#${encode({ ...kept, goal: { job: id } })}`.length });
  }
  lengths.sort((a, b) => a.length - b.length);
  const at = (part) => lengths[Math.floor((lengths.length - 1) * part)].length;
  t.diagnostic(`${lengths.length} links of sample students: ${at(0)} to ${at(1)} bytes, median ${at(0.5)}, three of four at most ${at(0.75)}; the form can say ${said} of ${files.length}`);
  for (const file of files) t.diagnostic(`${file}: ${lengths.findLast((one) => one.file === file).length} bytes at most`);
  const pupils = lengths.filter(({ file }) => file.startsWith("grade"));
  assert.ok(pupils.length > 0 && pupils.at(-1).length <= 150, `${pupils.at(-1)?.file}: ${pupils.at(-1)?.length} bytes`);
  assert.ok(at(1) <= 256, `${lengths.at(-1).file}: ${at(1)} bytes`);
});

/** A question without what is empty, its lists in one order. */
function plain({ student, ...query }) {
  const sorted = (list) => [...(list ?? [])].map((item) => JSON.stringify(item)).sort();
  const { credentials, worked, competencies, attests, ...rest } = student;
  return { ...query, limits: query.limits ?? {}, student: { ...rest, lists: [credentials, worked, competencies, attests].map(sorted) } };
}

test("no change of a single character goes unnoticed, nor a missing end", () => {
  for (const kept of [randomKept(1), randomKept(2), typical()[0]]) {
    const fragment = encode(kept);
    for (let at = "pathway-".length; at < fragment.length; at += 1) {
      for (const letter of [...ALPHABET, "%", "=", " ", "я"]) {
        if (letter === fragment[at]) continue;
        const { state } = decode(fragment.slice(0, at) + letter + fragment.slice(at + 1));
        assert.ok(["damaged", "cut"].includes(state), `character ${at} as ${letter}: ${state}`);
      }
      // Without a character, and with two exchanged.
      assert.notEqual(decode(fragment.slice(0, at) + fragment.slice(at + 1)).state, "read");
      const [one, other] = [fragment[at], fragment[at + 1]];
      if (other && one !== other) assert.notEqual(decode(fragment.slice(0, at) + other + one + fragment.slice(at + 2)).state, "read");
      assert.ok(["damaged", "cut"].includes(decode(fragment.slice(0, at)).state));
    }
    assert.notEqual(decode(fragment.toLowerCase()).state, "read");
    // What a program puts behind a link doesn't matter.
    for (const after of [".", ")", "?utm_source=x", "&a=b", "»"]) assert.equal(decode(fragment + after).state, "read", after);
  }
});

test("whatever stands in a fragment, reading it ends, and never throws", async () => {
  const { Writer } = await source("share/bits.ts");
  for (const fragment of ["", "#", "#p", "#/jobs/3", "#pathway", "# pathway-", "#Pathway-AAAAAAz"]) assert.equal(decode(fragment).state, "none", fragment);
  for (const fragment of ["#pathway-", "#pathway-z", "#pathway-AAAAz", "#pathway-%00z", `#pathway-${"A".repeat(100_000)}z`, "#pathway-__proto__z"]) assert.ok(["cut", "damaged"].includes(decode(fragment).state), fragment.slice(0, 30));
  // Bits at random behind a right check: what is read of them makes a question, or none.
  const states = {};
  for (let seed = 0; seed < 20_000; seed += 1) {
    const { below } = random(seed);
    const writer = new Writer();
    writer.put(1, 4);
    writer.put(4, 4);
    writer.text(data.id);
    writer.text(data.version);
    writer.put(below(2 ** 31), 32);
    writer.text("");
    writer.put(2026 * 12 + below(100), 17);
    for (let bits = below(300); bits > 0; bits -= 1) writer.flag(below(seed % 3 === 0 ? 8 : 2) === 0);
    const opened = decode(`#pathway-${writer.finish()}z`);
    states[opened.state] = (states[opened.state] ?? 0) + 1;
    if (opened.state !== "read") continue;
    // Whatever was read can be written again and asked.
    keeping.questionOf(catalog, opened.kept);
    assert.deepEqual(decode(encode(opened.kept)).kept, keeping.tidy(opened.kept), `seed ${seed}`);
  }
  assert.ok(states.read > 0 && states.damaged > 0, JSON.stringify(states));
});

test("a link of a newer planner and one for another region are told as such", async () => {
  const { Writer } = await source("share/bits.ts");
  const writer = new Writer();
  writer.put(2, 4);
  writer.put(0, 20);
  assert.deepEqual(decode(`#pathway-${writer.finish()}z`), { state: "newer", version: 2 });
  assert.deepEqual(decode(encode(simple(), { ...stamp, region: "altai" })), { state: "other-region", region: "altai" });
});

test("a region's next version opens an old link: what went away is named, what was replaced is followed", () => {
  const kept = simple({
    standing: "studying", programme: data.programmes[40].id, home: "kemerovo", worked: [data.jobs[3].id],
    levels: [{ id: "physics", level: 3 }, { id: "math", level: 4 }], attests: [{ id: data.facts[0], value: true }],
  });
  const fragment = encode(kept);
  const without = (rows, id) => rows.filter((row) => row.id !== id);
  // Rows in another order, new ones among them.
  const moved = { ...data, digest: "f".repeat(32), competencies: [{ ...data.competencies[0], id: "brand-new" }, ...data.competencies].reverse(), jobs: [...data.jobs].reverse() };
  assert.deepEqual(decode(fragment, new Catalog(moved)).kept, kept);
  const poorer = { ...data, places: without(data.places, "kemerovo"), competencies: without(data.competencies, "math"), facts: data.facts.slice(1), jobs: without(data.jobs, "mine-foreman") };
  const opened = decode(fragment, new Catalog(poorer));
  assert.deepEqual(opened.dropped.map(({ what }) => what).sort(), ["fact", "goal", "home", "level"]);
  assert.deepEqual(opened.kept.who.profile.levels, [{ id: "physics", level: 3 }]);
  assert.equal(opened.kept.goal, undefined);
  const renamed = {
    ...poorer, competencies: [...poorer.competencies, { ...data.competencies[0], id: "mathematics" }], jobs: [...poorer.jobs, { ...data.jobs[0], id: "foreman-underground" }],
    replaced: [{ array: "competencies", id: "math", by: "mathematics" }, { array: "jobs", id: "mine-foreman", by: "foreman-underground" }],
  };
  const followed = decode(fragment, new Catalog(renamed));
  assert.deepEqual(followed.dropped.map(({ what }) => what).sort(), ["fact", "home"]);
  assert.deepEqual(followed.kept.who.profile.levels, [{ id: "physics", level: 3 }, { id: "mathematics", level: 4 }]);
  assert.deepEqual(followed.kept.goal, { job: "foreman-underground" });
  // Two that became one: the higher level counts, as in a student's file.
  const one = { ...data, competencies: without(data.competencies, "math"), replaced: [{ array: "competencies", id: "math", by: "physics" }] };
  assert.deepEqual(decode(fragment, new Catalog(one)).kept.who.profile.levels, [{ id: "physics", level: 4 }]);
});

test("ids whose hashes are the same are written out, and one that became two is dropped, not guessed", () => {
  const bits = ids.width(catalog);
  const seen = new Map();
  let twins;
  for (let at = 0; !twins; at += 1) {
    const sum = ids.hash(`subject-${at}`, bits);
    if (seen.has(sum)) twins = [seen.get(sum), `subject-${at}`];
    seen.set(sum, `subject-${at}`);
  }
  const row = (id) => ({ ...data.competencies[0], id });
  const both = new Catalog({ ...data, competencies: [...data.competencies.slice(2), ...twins.map(row)] });
  const kept = simple({ levels: twins.map((id, at) => ({ id, level: at + 1 })) });
  assert.deepEqual(link.decode(both, link.encode(both, kept, stamp)).kept, kept);
  const first = new Catalog({ ...data, competencies: [...data.competencies.slice(2), row(twins[0])] });
  const early = link.encode(first, simple({ levels: [{ id: twins[0], level: 1 }] }), stamp);
  assert.deepEqual(link.decode(both, early).dropped, [{ what: "level" }]);
  // An id that is no id of the region, too, is told by name.
  assert.deepEqual(decode(encode(simple({ levels: [{ id: "Über-Fach", level: 1 }] }))).dropped, [{ what: "level", id: "Über-Fach" }]);
});

test("what changed since is told: version, data under the same version, engine", () => {
  const { changes } = keeping;
  assert.deepEqual(changes(stamp, stamp), []);
  assert.deepEqual(changes({ ...stamp, digest: stamp.digest.slice(0, 8) }, stamp), []);
  assert.deepEqual(changes({ ...stamp, digest: "00000000" }, stamp), [{ what: "data" }]);
  assert.deepEqual(changes({ ...stamp, version: "2026.10", digest: "00000000", engine: "0.0.9" }, stamp), [
    { what: "version", from: "2026.10", to: stamp.version }, { what: "engine", from: "0.0.9", to: "0.1.0" },
  ]);
});

test("all that a link holds is said in words before it is copied", async () => {
  const [{ contents }, { Speech }, { t }, { en: words }] = await Promise.all(["share/contents.ts", "lang/index.ts", "lang/en.ts", "lang/keep/en.ts"].map(source));
  const speech = new Speech(t);
  const context = { catalog, speech, t: speech.t };
  const listed = (kept) => Object.fromEntries(contents(context, words, kept));
  const [one, two] = data.programmes;
  const offering = data.programmes.find(({ offerings }) => offerings.length > 0);
  const limits = { months: 90, fees: 5, gap: 3, moves: 2, places: ["kemerovo"], modes: ["distance"], funding: ["paid"], avoid: [data.activities[0].id, `${offering.id}/${offering.offerings[0].id}`] };
  const { fees, places, ...others } = limits;
  const shared = { home: "novokuznetsk", born: "2009-03", worked: [data.jobs[2].id], attests: [{ id: data.facts[0], value: false }] };
  const rest = { objectives: ["effort", "moves"], routes: 2, budget: 12345 };
  const full = simple({
    ...shared, standing: "studying", programme: one.id, until: "2028-06", finished: two.id, levels: [{ id: "physics", level: 3 }],
    pay: { kind: "up-to", amount: fees }, move: { kind: "places", places },
  }, { rest: { ...rest, limits: others }, route: 4 });
  const student = {
    format: "pathways-student/1", now: "2026-11", ...shared, enrolled: { programme: one.id, until: "2028-06" }, credentials: [data.credentials[0].id],
    owes: { sponsor: data.organizations[0].id, months: 14 }, competencies: [{ id: "physics", level: 3 }],
  };
  const file = { ...full, who: { student }, rest: { ...rest, limits } };
  const { made, ...terms } = words.terms;
  const said = { ...listed(full), ...listed(file) };
  assert.deepEqual(Object.keys(said).sort(), Object.values(terms).sort());
  for (const row of [one.name, "2028", two.name, data.jobs[2].name, catalog.credential(data.credentials[0].id).name, data.organizations[0].name, catalog.place("novokuznetsk").name, catalog.place("kemerovo").name, "2009",
    `${catalog.competency("physics").name}\u00a03`, data.activities[0].name, offering.offerings[0].id, "12,345", "distance", catalog.job("mine-foreman").name]) {
    assert.ok(Object.values(said).some((value) => value.includes(row)), row);
  }
  // Nothing is listed that was not said.
  assert.deepEqual(Object.keys(listed(simple())), [terms.now, terms.goal]);
});
