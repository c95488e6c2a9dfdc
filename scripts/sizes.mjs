// Prints what a page downloads, compressed as a web server would, and fails where a budget is passed:
// `node scripts/sizes.mjs target/regions/kuzbass [LOCALE]`. KB is 1,000 bytes.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const [region = "target/regions/kuzbass", locale = "ru"] = process.argv.slice(2);

const inPkg = (...names) => names.map((name) => join("pkg", name));
const loader = inPkg("pathway-planner.js");
const wasm = list("pkg", /\.wasm$/);
const data = list(region, new RegExp(`\\.region$|\\.${locale}\\.[a-z]+$`));
// What elements fetch until a first answer is on the page; a test looks at the requests.
const both = [...loader, ...inPkg("pathway-planner.ui.js", `pathway-planner.${locale}.js`, "pathway-planner.worker.js")];
const first = [...both, ...inPkg("pathway-planner.journey.js")];
const firstOfJob = [...both, ...inPkg("pathway-planner.job.js", `pathway-planner.job.${locale}.js`)];

const items = [
  { name: "wasm", budget: 105, files: wasm },
  { name: "loader", budget: 5, files: loader },
  { name: "script at first", budget: 40, files: first },
  { name: "the same for a job", budget: 40, files: firstOfJob },
  // Comes when somebody shares, keeps or prints, and when a page opens with a link.
  { name: `sharing (${locale})`, budget: 22, files: inPkg("pathway-planner.keep.js", "pathway-planner.code.js", `pathway-planner.keep.${locale}.js`) },
  { name: "all script", budget: 90, files: list("pkg", /\.m?js$/) },
  { name: `region (${locale})`, budget: 30, files: data },
  { name: "all at first", budget: 171, files: [...first, ...wasm, ...data] },
];

/** The files of a folder that a pattern fits; none where there is no such folder. */
function list(folder, pattern) {
  try {
    return readdirSync(folder).filter((name) => pattern.test(name)).sort().map((name) => join(folder, name));
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}

function brotli(file) {
  if (!existsSync(file)) return { raw: 0, compressed: Infinity };
  const bytes = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { raw: bytes.length, compressed: brotliCompressSync(bytes, { params }).length };
}

const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(7);

let failed = 0;
console.log("                              raw KB  brotli KB  budget KB");
for (const { name, budget, files } of items) {
  const sizes = files.map((file) => ({ file, ...brotli(file) }));
  const raw = sizes.reduce((sum, size) => sum + size.raw, 0);
  const compressed = sizes.reduce((sum, size) => sum + size.compressed, 0);
  const verdict = files.length === 0 ? "not built" : compressed > budget * 1000 ? "over budget" : "";
  if (verdict) failed += 1;
  console.log(`${name.padEnd(29)}${kb(raw)}    ${kb(compressed)}    ${kb(budget * 1000)}  ${verdict}`.trimEnd());
  if (files.length > 1 && name !== "all at first") {
    for (const size of sizes) console.log(`  ${basename(size.file).padEnd(27)}${kb(size.raw)}    ${kb(size.compressed)}`);
  }
}
if (failed) {
  console.error(`error: ${failed} of ${items.length} sizes are over budget or not built`);
  process.exit(1);
}
