// Our engine, without the worker it has in a real page, so that both sides of a table share one thread.
import { bytes } from "./measure.mjs";

let compiled;
let realms = 0;

/** The engine's module, compiled once in a page. */
export function module() {
  return (compiled ??= WebAssembly.compileStreaming(fetch("/pathways/pathway_planner_bg.wasm")));
}

/** A fresh script of the engine, not yet started: each has a memory of its own. */
export async function glue() {
  realms += 1;
  return import(/* @vite-ignore */ `/pathways/wasm/pathway_planner.js?${realms}`);
}

/** The engine in a memory of its own, started. */
export async function realm() {
  const { initSync, Engine } = await glue();
  const { memory } = initSync({ module: await module() });
  return { Engine, memory };
}

/** A built region of the cases. */
export async function open(name, started = realm()) {
  const { Engine, memory } = await started;
  return { engine: new Engine(await bytes(`${name}.region`)), memory };
}
