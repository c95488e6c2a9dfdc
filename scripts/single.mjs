// Makes one file of everything, for a USB stick or a messenger: `node scripts/single.mjs target/regions/kuzbass OUT [SITE]`.
// SITE is a page on the web with the same region, where links that the file makes may lead.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { constants, deflateSync } from "node:zlib";
import { Planner } from "../pkg/planner.js";

const [folder, out, site = ""] = process.argv.slice(2);
const read = (path) => readFileSync(path, "utf8");
const own = (name) => read(join("www/src/single", name));
const names = readdirSync(folder).filter((name) => /\.(region|labels)$/.test(name));
const region = names.find((name) => name.endsWith(".region"));
if (!region) throw new Error(`${folder} holds no built region.`);
if (site && !/^https?:\/\//.test(site)) throw new Error(`${site} is no address on the web.`);

const wasm = readFileSync("pkg/pathway_planner_bg.wasm");
const [ru, en] = await Promise.all(["ru", "en"].map(catalog));

/** The region in a language, or in its first one where it has no such names. */
async function catalog(lang) {
  const wanted = region.replace(/region$/, `${lang}.labels`);
  const labels = [names.includes(wanted) ? wanted : names.find((name) => name.endsWith(".labels"))].map((name) => readFileSync(join(folder, name)));
  const planner = await Planner.load(readFileSync(join(folder, region)), { lang, labels, wasm, worker: false });
  planner.close();
  return planner.catalog;
}

/** Browsers take the first `</script` for the end and `<!--` for the beginning of something, even in a string. */
const script = read("target/single/single.js").replaceAll("<!--", "\\x3C!--").replaceAll(/<(\/?script)/gi, "\\x3C$1").trim();
const style = read("www/demo/demo.css");
const about = JSON.stringify({ region, name: { ru: ru.name, en: en.name }, made: `${ru.version}; pathway-planner ${JSON.parse(read("pkg/package.json")).version}` });
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

// Nothing can be fetched, and no script runs but this one.
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)} 'wasm-unsafe-eval'`,
  "worker-src blob:",
  `style-src ${hash(style)}`,
  "img-src data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html pathway-planner",
].join("; ");

/** A file on a disk may start a plain script as a worker, but no module. */
const worker = read("pkg/pathway-planner.worker.js").replace(/export ?\{[^}]*\};\s*$/, "");
if (/\b(export|import)\b/.test(worker)) throw new Error("The worker's script is more than a plain script.");

const packed = [["pathway-planner.worker.js", worker], ["pathway_planner_bg.wasm", wasm], ...names.map((name) => [name, readFileSync(join(folder, name))])].map(([name, bytes]) =>
  `<script type="text/deflate" id="${name}">${deflateSync(bytes, { level: constants.Z_BEST_COMPRESSION, memLevel: 9 }).toString("base64")}</script>`);

const text = (words) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const parts = {
  policy: text(policy),
  icon: `data:image/svg+xml;base64,${Buffer.from(read("www/demo/icon.svg")).toString("base64")}`,
  site: site && `\n<link rel="canonical" href="${text(site)}">`,
  title: text(`Маршруты к профессии — ${ru.name}`),
  place: text(ru.name),
  style,
  about: about.replaceAll("<", "\\u003c"),
  files: packed.join("\n"),
  script,
};
const page = own("page.html").replaceAll(/\{(\w+)\}/g, (_, name) => parts[name]);
writeFileSync(out, page);
console.log(`${out}: ${basename(region)} in ${ru.locales.join(", ")}; ${Math.ceil(Buffer.byteLength(page) / 1000).toLocaleString("en")} KB`);
