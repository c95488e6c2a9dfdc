// Writes integrity.json into a folder: the hash of each of its scripts and built files, as `integrity` attributes and
// addresses with a hash take it. `node scripts/integrity.mjs pkg target/regions/kuzbass`.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The files that pages fetch. */
const FETCHED = /\.(js|wasm|region|labels)$/;

for (const folder of process.argv.slice(2)) {
  const names = readdirSync(folder).filter((name) => FETCHED.test(name)).sort();
  const hashes = names.map((name) => [name, `sha384-${createHash("sha384").update(readFileSync(join(folder, name))).digest("base64")}`]);
  writeFileSync(join(folder, "integrity.json"), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}
