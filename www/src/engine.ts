// The only file that knows how the WebAssembly module is started.
import { Engine, type Standing, initSync } from "../../pkg/wasm/pathway_planner.js";

let started: WebAssembly.Module | undefined;

/** Whether this realm runs no other module than this one. */
export function runs(module: WebAssembly.Module): boolean {
  return !started || started === module;
}

/** Starts the module, at most once in a realm, and opens a region. */
export function open(module: WebAssembly.Module, core: Uint8Array, labels: readonly Uint8Array[]): Engine {
  started = module;
  initSync({ module });
  const engine = new Engine(core);
  for (const bytes of labels) engine.labels(bytes);
  return engine;
}

export type { Engine, Standing };
