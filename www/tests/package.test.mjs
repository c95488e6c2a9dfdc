// The package by its names: what it promises is there, and a server can import it.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const folder = process.env.PKG ?? new URL("../../pkg", import.meta.url).pathname;
const { exports } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));

test("every file that the package names is there", () => {
  const files = Object.values(exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
  assert.deepEqual(files.filter((file) => !existsSync(`${folder}/${file}`)), []);
});

test("types name no file that is not in the package, and no library", () => {
  for (const file of readdirSync(`${folder}/types`)) {
    const names = [...readFileSync(`${folder}/types/${file}`, "utf8").matchAll(/(?:from|import) ?\(?"([^"]+)"/g)].map(([, name]) => name);
    for (const name of names) assert.ok(name.startsWith("./") && existsSync(`${folder}/types/${name.replace(/\.js$/, ".d.ts")}`), `${file}: ${name}`);
  }
});

test("a server can import the scripts, and nothing happens", async () => {
  for (const name of [".", "./planner"]) {
    const script = await import(pathToFileURL(`${folder}/${exports[name].default}`).href);
    assert.equal(typeof script.Planner.load, "function");
    assert.equal(script.PathwayPlannerElement === undefined, name === "./planner");
  }
});
