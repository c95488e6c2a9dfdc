// Makes the demo a folder of static files, for this machine or any web server, which works offline once it was seen:
// `node scripts/site.mjs OUT /=www/demo /pathways=pkg /regions/kuzbass=target/regions/kuzbass`, folders under paths as for serve.mjs.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const WORKER = "service-worker.js";
/** Nobody on the site asks for these, so they are not kept on a reader's device. */
const UNKEPT = new Set([WORKER, "pathways/planner.js"]);

const [out, ...mounts] = process.argv.slice(2);
const files = new Map();
for (const mount of mounts) {
  const [path, folder] = mount.split("=", 2);
  for (const name of published(folder)) files.set(join(path, name).slice(1), readFileSync(join(folder, name)));
}

/** What the release is called: another one as soon as any file is another. */
const id = hash([...files].map(([path, bytes]) => `${path} ${hash(bytes)}\n`).sort().join("")).slice(0, 16).replaceAll(/\W/g, "-");

// Pages know which release they are of, and by that, that there is a worker to keep it.
for (const [path, bytes] of files) {
  if (path.endsWith(".html")) files.set(path, Buffer.from(bytes.toString().replace(/<html\b/, `$& data-release="${id}"`)));
}
const kept = [...files].filter(([path]) => !UNKEPT.has(path)).map(([path, bytes]) => [path, `sha256-${hash(bytes)}`]);
files.set(WORKER, Buffer.from(`const RELEASE = ${JSON.stringify({ id, files: kept })};\n${files.get(WORKER)}`));

rmSync(out, { recursive: true, force: true });
for (const [path, bytes] of files) {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), bytes);
}

/** Of the package and of a region what pages fetch, of other folders everything. */
function published(folder) {
  const list = join(folder, "integrity.json");
  if (existsSync(list)) return Object.keys(JSON.parse(readFileSync(list, "utf8")));
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .sort();
}

function hash(data) {
  return createHash("sha256").update(data).digest("base64");
}
