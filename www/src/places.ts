// Where the planner's other files are, and those that the page carries in itself. The edition of one file has a module of
// its own in place of this one.

declare const __ENGINE_HASH__: string;

/** The worker's script. */
export function workerUrl(): string {
  return new URL(/* @vite-ignore */ "./pathway-planner.worker.js", import.meta.url).href;
}

export const WORKER: WorkerOptions = { type: "module", name: "pathway-planner" };

/** The same script for the page's own thread. */
export function realm(url: string): Promise<unknown> {
  return import(/* @vite-ignore */ url);
}

/** The engine that this script was built with, and with its hash no other. */
export function engineUrl(): string {
  return `${new URL(/* @vite-ignore */ "./pathway_planner_bg.wasm", import.meta.url).href}#${__ENGINE_HASH__}`;
}

/** The bytes of a file that the page carries in itself: a script under the file's name as its id, of a type that no browser runs and no policy forbids. */
export function inlined(url: string): Uint8Array | undefined {
  const block = globalThis.document?.getElementById(/([^/?#]*)([?#]|$)/.exec(url)![1]!) as HTMLScriptElement | null | undefined;
  return block?.type === "text/base64" ? Uint8Array.from(atob(block.text), (char) => char.charCodeAt(0)) : undefined;
}
