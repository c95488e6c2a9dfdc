// Makes the tables of docs/benchmarks.md from the rows that the parts of `make bench` left in target/bench/*.jsonl and
// from criterion's samples: `node scripts/bench.mjs`. What is not between markers is left alone, and so is a table
// without rows.
//
// A row is a line of JSON: {"table", "who", "cases", "median_us", "p99_us", "worst_us", "throttle"?, "note"?, …}. Rows with
// the time of each case, "times_us" (of those "cases_at", if not of all), are compared over the cases that both have. Any
// other field becomes a column of its own, in MB where it ends in `_bytes`, a time where it ends in `_us`.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import { basename, join } from "node:path";

const DOCUMENT = "docs/benchmarks.md";
const BENCH = "target/bench";
const CRITERION = "target/criterion";
const MS = 1_000;
const MB = 1_000_000;

const rows = [...rowsOfParts(), ...rowsOfCriterion()];
const planner = /^planner/;
/** Whoever else is measured: a table's other side. */
const other = ({ who }) => !planner.test(who) && !/^page's thread/.test(who);

/** Columns that come in this order; any others come after them. */
const ORDER = ["what", "q1", "median", "q3", "p90", "p99", "most", "exact", "within", "bound", "loose", "partial", "relevant", "timeouts", "solves", "samples"];

/** Whose times the others of a table are compared with, where it isn't the first of ours. */
const BASES = { load: [/first ranking$/, /rank ten jobs$/], "rank-all": [/^planner, wasm$/], slider: [/^planner, wasm$/] };

/** Each with what is measured, the most it should be, how it is written, and what would do instead. */
const GOALS = [
  { table: "kuzbass", what: "front on Kuzbass, natively: median", most: 1 * MS, show: time, found: () => ours("kuzbass")?.median_us },
  { table: "kuzbass", what: "… 99th percentile", most: 10 * MS, show: time, found: () => ours("kuzbass")?.p99_us },
  { table: "kuzbass", what: "… not exact", most: 0, show: number, found: () => unproved(ours("kuzbass")) },
  { table: "kuzbass", what: "… WebAssembly against native: median", most: 1.5, show: times, found: () => ratio(ours("kuzbass", "page"), ours("kuzbass")) },
  { table: "national", what: "front on a national region, natively: median", most: 10 * MS, show: time, found: () => ours("national")?.median_us },
  { table: "national", what: "… 99th percentile, or else all within 5 %", most: 50 * MS, show: time, found: () => ours("national")?.p99_us, or: () => ours("national").loose === 0 },
  { table: "size-slope", what: "time against size, 1,000 to 100,000: log-log slope", most: 0.3, show: (value) => value.toFixed(2), found: slope },
  { table: "gap-closing", what: "gap closed, 30 levels, 500 activities, natively: median", most: 1 * MS, show: time, found: () => ours("gap-closing")?.median_us },
  { table: "gap-closing", what: "… 99th percentile", most: 10 * MS, show: time, found: () => ours("gap-closing")?.p99_us },
  { table: "gap-closing", what: "… not exact", most: 0, show: number, found: () => unproved(ours("gap-closing")) },
  { table: "rank-all", what: "3,000 jobs ranked, in the page: median", most: 0.3 * MS, show: time, found: () => ours("rank-all", "page")?.median_us },
  { table: "slider", what: "… the best ten of them again after one slider", most: 30, show: time, found: () => inPage("slider", /best 10$/)[0]?.median_us },
  { table: "shortest", what: "plain shortest road against the fastest library of graphs, in the page: median", most: 1, show: times, found: () => against("shortest") },
  { table: "load", what: "national region, bytes to the first answer, natively", most: 5 * MS, show: time, found: () => ours("load")?.median_us },
  { table: "load", what: "… in the page", most: 10 * MS, show: time, found: () => ours("load", "page")?.median_us },
  { table: "memory", what: "memory after 1,000 questions to Kuzbass", most: 4 * MB, show: bytes, found: () => memory("kuzbass")?.after_1000_bytes },
  { table: "memory", what: "… to a national region", most: 24 * MB, show: bytes, found: () => memory("national")?.after_1000_bytes },
  { table: "memory", what: "… growth after the first 50", most: 0, show: bytes, found: growth },
  { table: "cancel", what: "a running plan cancelled in the page: worst", most: 50 * MS, show: time, found: () => worst("cancel", /aborted plan has ended/) },
  { table: "cancel", what: "… longest task of the page's thread meanwhile", most: 16 * MS, show: time, found: () => worst("cancel", /longest task (while|until)/) },
];

const document = readFileSync(DOCUMENT, "utf8");
const composed = { machine, goals };
const places = new Set();
const written = document.replaceAll(/(<!-- table: ([\w-]+) -->\n)[^]*?(<!-- end -->)/g, (whole, begin, id, end) => {
  places.add(id);
  const table = composed[id]?.() ?? tableOf(id);
  if (table === undefined) console.error(`bench: no rows for ${id}; its table stays as it was`);
  return table === undefined ? whole : `${begin}${table}\n${end}`;
});
for (const id of new Set(rows.map(({ table }) => table))) {
  if (!places.has(id)) console.error(`bench: ${DOCUMENT} has no place for ${id}`);
}
writeFileSync(DOCUMENT, written);
console.log(goals());

// Where rows come from.

function rowsOfParts() {
  const files = list(BENCH).filter((name) => name.endsWith(".jsonl")).sort();
  return files.flatMap((name) => {
    const lines = readFileSync(join(BENCH, name), "utf8").split("\n").filter(Boolean);
    const place = name === "page.jsonl" ? "page" : "native";
    return lines.map((line) => ({ place, ...JSON.parse(line) }));
  }).filter(({ table }) => table);
}

/** A group of criterion's is a table, a function a row; of each sample the mean of its iterations counts. */
function rowsOfCriterion() {
  const folders = list(CRITERION).flatMap((group) => list(join(CRITERION, group)).map((one) => join(CRITERION, group, one, "new")));
  return folders.filter((folder) => existsSync(join(folder, "sample.json"))).map((folder) => {
    const { group_id, function_id } = JSON.parse(readFileSync(join(folder, "benchmark.json"), "utf8"));
    const { iters, times } = JSON.parse(readFileSync(join(folder, "sample.json"), "utf8"));
    const sorted = times.map((time, index) => time / iters[index] / 1_000).sort((one, other) => one - other);
    const at = (part) => sorted[Math.ceil(sorted.length * part) - 1];
    return { place: "native", table: group_id, who: function_id, cases: 1, median_us: at(0.5), p99_us: at(0.99), worst_us: at(1), samples: sorted.length };
  });
}

function list(folder) {
  return existsSync(folder) ? readdirSync(folder) : [];
}

// What they say.

function of(table) {
  return rows.filter((row) => row.table === table);
}

/** Our row of a table, in one place; the first where there are several. */
function ours(table, place = "native", throttle) {
  const candidates = of(table).filter((row) => planner.test(row.who) && row.place === place && row.throttle === throttle);
  return candidates.find(({ who }) => BASES[table]?.some((base) => base.test(who))) ?? candidates[0];
}

function unproved(row) {
  return row && row.cases - row.exact;
}

/** How many times as long one took as the other, over the questions that both were asked. */
function ratio(row, base) {
  if (!row || !base) return undefined;
  const [ofRow, ofBase] = [row, base].map(({ times_us = [], cases_at }) => new Map(times_us.map((time, index) => [cases_at?.[index] ?? index, time])));
  const same = [...ofRow.keys()].filter((index) => ofBase.has(index));
  if (same.length === 0) return row.median_us / base.median_us;
  const median = (times) => same.map((index) => times.get(index)).sort((one, other) => one - other)[Math.ceil(same.length / 2) - 1];
  return median(ofRow) / median(ofBase);
}

/** Our median against the least of the others', in the page. */
function against(table) {
  const others = of(table).filter((row) => row.place === "page" && !row.throttle && other(row));
  const base = ours(table, "page");
  return base && others.length > 0 ? base.median_us / Math.min(...others.map(({ median_us }) => median_us)) : undefined;
}

/** By least squares, of the logarithms of medians against those of sizes. */
function slope() {
  const points = of("size-slope").map((row) => [Math.log(row.size), Math.log(row.median_us)]);
  if (points.length < 2) return undefined;
  const mean = (index) => points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  return points.reduce((sum, [one, other]) => sum + (one - x) * (other - y), 0) / points.reduce((sum, [one]) => sum + (one - x) ** 2, 0);
}

function memory(region) {
  return of("memory").find(({ who, throttle }) => who.includes(region) && !throttle);
}

/** The rows that are about something, in the page at its own speed. */
function inPage(table, about) {
  return of(table).filter((row) => row.place === "page" && !row.throttle && about.test(row.who));
}

function worst(table, about) {
  const found = inPage(table, about);
  return found.length > 0 ? Math.max(...found.map(({ worst_us }) => worst_us)) : undefined;
}

function growth() {
  const grown = of("memory").filter((row) => row.after_1000_bytes !== undefined).map((row) => row.after_1000_bytes - row.after_50_bytes);
  return grown.length > 0 ? Math.max(...grown) : undefined;
}

// How it is written.

function goals() {
  const lines = GOALS.map(({ table, what, most, show, found, or }) => {
    const value = found();
    const met = value <= most || (value !== undefined && or?.());
    const verdict = value === undefined ? "not measured" : met ? "met" : most > 0 ? `missed, ${times(value / most)} as much` : "missed";
    return [`[${what}](#${table})`, most === 0 ? "none" : `at most ${show(most)}`, value === undefined ? "" : show(value), verdict];
  });
  return markdown(["what", "goal", "found", ""], lines);
}

function tableOf(id) {
  const found = of(id);
  if (found.length === 0) return undefined;
  const place = ({ place, throttle }) => (place === "native" ? "natively" : throttle ? `page, throttled ${throttle} times` : "page");
  // Natively, then in the page, then in the throttled page; ours before the others.
  const order = (row) => (row.place === "native" ? 0 : 2 * (row.throttle ?? 1)) + (planner.test(row.who) ? 0 : 1);
  found.sort((one, other) => order(one) - order(other));
  const timed = found.some(({ median_us }) => median_us !== undefined);
  const hidden = ["table", "place", "who", "cases", "throttle", "times_us", "cases_at", "of", "size", "seconds", "note", ...(timed ? ["median_us", "p99_us", "worst_us"] : [])];
  const more = [...new Set(found.flatMap((row) => Object.keys(row)))].filter((key) => {
    return !hidden.includes(key) && found.some((row) => row[key] !== null && row[key] !== undefined);
  });
  const rank = (key) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  more.sort((one, other) => rank(one) - rank(other));
  const noted = found.some(({ note }) => note);
  const compared = timed && found.some(({ who }) => planner.test(who)) && found.some(other);
  const header = [
    "who", "where", "cases", ...(timed ? ["median", "99th percentile", "worst"] : []),
    ...(compared ? ["times ours"] : []), ...more.map(title), ...(noted ? ["note"] : []),
  ];
  const lines = found.map((row) => {
    const base = ours(id, row.place, row.throttle);
    const than = compared && other(row) ? ratio(row, base) : undefined;
    return [
      row.who, place(row), row.of > row.cases ? `${number(row.cases)} of ${number(row.of)}` : number(row.cases), ...(timed ? [row.median_us, row.p99_us, row.worst_us].map(time) : []),
      ...(compared ? [than === undefined ? "" : `${row.timeouts === row.cases ? "over " : ""}${times(than)}`] : []),
      ...more.map((key) => cell(key, row[key])), ...(noted ? [row.note ?? ""] : []),
    ];
  });
  const targets = GOALS.filter(({ table }) => table === id).map(({ what, most, show, found }) => {
    const value = found();
    return `${what.replace("… ", "")}: ${most === 0 ? "none" : `at most ${show(most)}`} (${value === undefined ? "not measured" : `found: ${show(value)}`})`;
  });
  return [markdown(header, lines), ...(targets.length > 0 ? [`*Goals:* ${targets.join("; ")}.`] : [])].join("\n\n");
}

function machine() {
  const said = (command, ...options) => {
    try {
      return execFileSync(command, options, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim().split("\n")[0];
    } catch {
      return `no ${command}`;
    }
  };
  const [{ model }] = cpus();
  const peers = existsSync("www/bench/package.json") ? Object.entries(JSON.parse(readFileSync("www/bench/package.json", "utf8")).devDependencies) : [];
  const solver = readFileSync("tests/oracles/requirements.txt", "utf8").match(/highspy==(\S+)/)?.[1];
  const harness = readFileSync("Cargo.lock", "utf8").match(/name = "criterion"\nversion = "(.*)"/)?.[1];
  return [
    `**Machine:** ${model.replaceAll(/\s+/g, " ").trim()}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${type()} ${release()}.`,
    `**Versions:** ${said("rustc", "--version").replace(/ \(.*/, "")}, ${said(process.env.CHROMIUM ?? "chromium", "--version").match(/Chromium [\d.]+/)?.[0] ?? "no Chromium"}, Node.js ${process.versions.node}; HiGHS ${solver}, criterion ${harness}${peers.map(([name, version]) => `, ${name} ${version}`).join("")}.`,
    `**Date:** ${new Date().toISOString().slice(0, 10)}, at ${said("git", "describe", "--always", "--dirty")}.`,
    ...(process.env.COUNT ? [`**A short run:** at most ${process.env.COUNT} questions a table.`] : []),
  ].join("\n");
}

function markdown(header, lines) {
  return [header, header.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function title(key) {
  const words = { q1: "a quarter up to", q3: "three quarters", p90: "90 %", p99: "99 %" };
  return words[key] ?? key.replace(/_(us|bytes)$/, "").replaceAll("_", " ");
}

function cell(key, value) {
  if (value === undefined || value === null) return "";
  if (key.endsWith("_us")) return time(value);
  if (key.endsWith("_bytes")) return bytes(value);
  if (key === "bound") return `${value / 10} %`;
  return typeof value === "number" ? number(value) : String(value);
}

/** Three digits say enough. */
function digits(value) {
  return value >= 100 ? number(Math.round(value)) : String(Number(value.toPrecision(value >= 10 ? 3 : 2)));
}

function time(micros) {
  if (micros === undefined) return "";
  if (micros >= MS * MS) return `${digits(micros / MS / MS)} s`;
  return micros >= MS ? `${digits(micros / MS)} ms` : `${digits(micros)} µs`;
}

function bytes(value) {
  return `${digits(value / MB)} MB`;
}

function times(value) {
  return value < 0.1 ? `1 / ${digits(1 / value)} ×` : `${digits(value)} ×`;
}

function number(value) {
  return value.toLocaleString("en-GB");
}
