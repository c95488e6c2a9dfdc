// Finds a place for the engine to run: a worker, else a worker by way of a blob, else this thread.
import { PlannerError } from "./errors.js";
import { WORKER, realm } from "./places.js";
import type { Failure, Reply, Request } from "./worker.js";

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;
export type Ask = WithoutId<Request>;

/** A place where one engine runs. */
export interface Host {
  /** Rejects with a {@link Failed} of the engine or, after {@link Host.end}, with {@link ENDED}. */
  ask(request: Ask): Promise<unknown>;
  /** Stops whatever runs, at once where it can be. */
  end(): void;
}

/** An engine's own refusal or end. */
export class Failed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** What requests are rejected with when their host ends. */
export const ENDED = Symbol("ended");

/** Requests under way. */
class Pending {
  private last = 0;
  private readonly waiting = new Map<number, { done: (result: unknown) => void; failed: (reason: unknown) => void }>();

  add(send: (id: number) => void): Promise<unknown> {
    const id = (this.last += 1);
    return new Promise((done, failed) => {
      this.waiting.set(id, { done, failed });
      try {
        send(id);
      } catch (error) {
        this.waiting.delete(id);
        failed(error);
      }
    });
  }

  settle(reply: Reply): void {
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if ("error" in reply) waiting?.failed(new Failed(reply.error));
    else waiting?.done(reply.result);
  }

  rejectAll(reason: unknown): void {
    for (const { failed } of this.waiting.values()) failed(reason);
    this.waiting.clear();
  }
}

class WorkerHost implements Host {
  private readonly pending = new Pending();
  private readonly worker: Worker;
  private over = false;

  constructor(worker: Worker) {
    this.worker = worker;
    worker.addEventListener("message", (event: MessageEvent<Reply>) => this.pending.settle(event.data));
    worker.addEventListener("messageerror", () => this.end());
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.end();
    });
  }

  ask(request: Ask): Promise<unknown> {
    if (this.over) return Promise.reject(ENDED);
    return this.pending.add((id) => this.worker.postMessage({ ...request, id }));
  }

  end(): void {
    this.over = true;
    this.worker.terminate();
    this.pending.rejectAll(ENDED);
  }
}

class LocalHost implements Host {
  private readonly pending = new Pending();
  private handle: ((request: Request) => void) | undefined;

  constructor(serve: (post: (reply: Reply) => void) => (request: Request) => void) {
    this.handle = serve((reply) => this.pending.settle(reply));
  }

  ask(request: Ask): Promise<unknown> {
    if (!this.handle) return Promise.reject(ENDED);
    // The page may draw before the engine takes the thread.
    return this.pending.add((id) => setTimeout(() => this.handle?.({ ...request, id } as Request)));
  }

  end(): void {
    this.handle?.({ id: 0, op: "end" });
    this.handle = undefined;
    this.pending.rejectAll(ENDED);
  }
}

let policy: { createScriptURL(url: string): string } | undefined;

/** Under Trusted Types an address must be blessed before a worker may come from it; this one is our own. */
function blessed(url: string): string {
  const { trustedTypes } = globalThis as {
    trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } };
  };
  if (!trustedTypes) return url;
  policy ??= trustedTypes.createPolicy("pathway-planner", { createScriptURL: (same) => same });
  return policy.createScriptURL(url);
}

let workersFail = false;

/**
 * Starts a host and opens a region in it; gives the catalog, too, unless it is opened again. A worker's script is fetched
 * while what it is to open is still on its way.
 */
export async function start(url: string, opening: Promise<Extract<Ask, { op: "open" }>>, worker: boolean): Promise<{ host: Host; catalog: unknown }> {
  if (worker && !workersFail && typeof Worker === "function") {
    for (const make of [direct, byBlob]) {
      let host: Host;
      try {
        host = make(url);
      } catch {
        // This kind of worker is forbidden here; the other may not be.
        continue;
      }
      const request = await opening.catch((error: unknown) => {
        host.end();
        throw error;
      });
      try {
        return { host, catalog: await host.ask(request) };
      } catch (error) {
        host.end();
        // What the engine itself says is the answer; any other failure is the place's, and the next may do.
        if (error instanceof Failed) throw error;
      }
    }
    workersFail = true;
  }
  const request = await opening;
  let module: typeof import("./worker.js");
  try {
    // An instance that trapped is never used again. Realms stay as long as the page does, so that another is taken only then.
    for (let one = 0; ; one += 1) {
      module = (await realm(one ? `${url}?${one}` : url)) as typeof module;
      if (module.fits(request.module)) break;
    }
  } catch (cause) {
    throw new PlannerError("ENGINE_LOAD", `${url} did not load.`, { cause });
  }
  const host = new LocalHost(module.serve);
  return { host, catalog: await host.ask(request) };
}

function direct(url: string): Host {
  return new WorkerHost(new Worker(blessed(url), WORKER));
}

/** A worker must come from the page's own origin. A blob does, and may import from elsewhere. */
function byBlob(url: string): Host {
  const blob = URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: "text/javascript" }));
  try {
    return new WorkerHost(new Worker(blessed(blob), WORKER));
  } finally {
    // The worker has begun to load by then; a moment later nobody needs the address.
    setTimeout(() => URL.revokeObjectURL(blob), 60_000);
  }
}
