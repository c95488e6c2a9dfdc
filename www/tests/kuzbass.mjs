// The real region for tests without a page, as a page gets it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The catalog of Kuzbass in a language. */
export async function kuzbass(lang) {
  const { PKG = root("pkg"), REGIONS = root("target/regions") } = process.env;
  const { Engine, initSync } = await import(`${PKG}/wasm/pathway_planner.js`);
  initSync({ module: readFileSync(`${PKG}/wasm/pathway_planner_bg.wasm`) });
  const engine = new Engine(readFileSync(`${REGIONS}/kuzbass/kuzbass.region`));
  engine.labels(readFileSync(`${REGIONS}/kuzbass/kuzbass.${lang}.labels`));
  return engine.catalog(lang);
}

/** Numbers that look random and are the same every time: mulberry32. */
export function random(seed) {
  let state = seed;
  const below = (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  const pick = (list) => list[below(list.length)];
  /** Up to so many different ones. */
  const some = (list, most) => [...new Set(Array.from({ length: below(most + 1) }, () => pick(list)))];
  return { below, pick, some, chance: (percent) => below(100) < percent };
}
