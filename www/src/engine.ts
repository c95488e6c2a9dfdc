// The only file that knows how the WebAssembly module is started.
import { Engine, type Standing, initSync } from "../../pkg/wasm/pathway_planner.js";

/** Starts the module, at most once in a realm, and opens a region. */
export function open(module: WebAssembly.Module, core: Uint8Array, labels: readonly Uint8Array[]): Engine {
  initSync({ module });
  const engine = new Engine(core);
  for (const bytes of labels) engine.labels(bytes);
  return engine;
}

export type { Engine, Standing };
