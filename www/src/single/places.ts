// Takes the place of ../places.ts in the edition in one file: all that the planner loads lies in the page, compressed.

const TYPE = "text/deflate";

/** Every file by its name. The elements wait for them: they are defined after this module has run. */
const files = new Map(await Promise.all([...document.querySelectorAll<HTMLScriptElement>(`script[type="${TYPE}"]`)].map(async (block) => {
  const packed = Uint8Array.from(atob(block.text), (char) => char.charCodeAt(0));
  const bytes = new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
  return [block.id, new Uint8Array(await bytes)] as const;
})));

const worker = URL.createObjectURL(new Blob([files.get("pathway-planner.worker.js")!], { type: "text/javascript" }));

export function workerUrl(): string {
  return worker;
}

/** A file on a disk may start no module as a worker; `scripts/single.mjs` makes it a plain script. */
export const WORKER: WorkerOptions = { name: "pathway-planner" };

/** Where no worker starts at all the same code is in this script, once: after a trap the page has to be opened anew. */
export async function realm(url: string): Promise<unknown> {
  if (url.includes("?")) throw new Error("There is one realm.");
  return import("../worker.js");
}

export function engineUrl(): string {
  return "pathway_planner_bg.wasm";
}

export function inlined(url: string): Uint8Array | undefined {
  return files.get(/[^/]*$/.exec(url)![0]);
}
