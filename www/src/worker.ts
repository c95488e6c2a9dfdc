// Where the engine runs: in a worker of its own or, where a page allows none, on the page's thread.
// One region for each realm. After a trap the realm is thrown away with all that is in it.
import { type Engine, type Standing, open, runs } from "./engine.js";
import type { Question, Student } from "./types.js";

/** What the page sends. */
export type Request =
  | { id: number; op: "open"; module: WebAssembly.Module; core: Uint8Array; labels: Uint8Array[]; locale?: string | undefined; again?: true }
  | { id: number; op: "labels"; labels: Uint8Array; locale: string }
  | { id: number; op: "names"; labels: Uint8Array; locale: string }
  | { id: number; op: "plan"; question: Question }
  | { id: number; op: "match"; student: Student; top: number | undefined }
  | { id: number; op: "rank"; standing: number; student: Student; moves: Move[]; top: number | undefined }
  | { id: number; op: "gap"; student: Student; job: string }
  | { id: number; op: "lattice"; job: string; columns: number | undefined }
  | { id: number; op: "end" };

/** A competency's place in the catalog and the level held of it; undefined is unknown. */
export type Move = [competency: number, level: number | undefined];

/** What it gets back. */
export type Reply = { id: number; result: unknown } | { id: number; error: Failure };

/** An error as plain data: of errors, a structured clone keeps the message alone. */
export interface Failure {
  /** Whether the instance is lost. */
  trap: boolean;
  code?: string;
  message: string;
  problems?: unknown;
}

/** After a trap nothing of this realm is used again. */
let lost = false;

/** Whether this realm can run a module. */
export function fits(module: WebAssembly.Module): boolean {
  return !lost && runs(module);
}

/** Answers requests until the realm ends, or there is one to end. */
export function serve(post: (reply: Reply) => void): (request: Request) => void {
  let engine: Engine | undefined;
  let opened: Extract<Request, { op: "open" }> | undefined;
  /** Whoever ranked last; anybody else is taken anew. */
  let last: { id: number; standing: Standing } | undefined;

  function run(request: Request): unknown {
    if (request.op === "open") {
      engine = open(request.module, request.core, request.labels);
      opened = request;
      // Of a large region the catalog takes longer than all else, and the page that opens it again has it.
      return request.again ? undefined : engine.catalog(request.locale);
    }
    if (!engine || !opened) throw new Error("No region is open.");
    switch (request.op) {
      case "end":
        last?.standing.free();
        return engine.free();
      case "labels":
        engine.labels(request.labels);
        return engine.catalog(request.locale);
      case "names": {
        const other = open(opened.module, opened.core, [request.labels]);
        try {
          const { jobs, programmes, organizations } = other.catalog(request.locale);
          const named = ({ id, name }: { id: string; name: string }) => ({ id, name });
          return { jobs: jobs.map(named), programmes: programmes.map(named), organizations: organizations.map(named) };
        } finally {
          other.free();
        }
      }
      case "plan": return engine.plan(request.question);
      case "match": return engine.match(request.student, request.top);
      case "rank": {
        if (last?.id !== request.standing) {
          last?.standing.free();
          last = undefined;
          last = { id: request.standing, standing: engine.stand(request.student) };
        }
        // A level that is there already costs next to nothing.
        for (const [competency, level] of request.moves) last.standing.set(competency, level);
        return last.standing.rank(request.top);
      }
      case "gap": return engine.gap(request.student, request.job);
      case "lattice": return engine.lattice(request.job, request.columns ?? 4);
    }
  }

  return (request) => {
    try {
      // Whoever shares the realm with a trap is told of one, too, and starts afresh.
      if (lost) throw new WebAssembly.RuntimeError("The engine stopped.");
      post({ id: request.id, result: run(request) });
    } catch (error) {
      const told = failure(error);
      lost ||= told.trap;
      post({ id: request.id, error: told });
    }
  };
}

function failure(error: unknown): Failure {
  const { code, message, problems } = Object(error) as { code?: unknown; message?: unknown; problems?: unknown };
  return {
    trap: error instanceof WebAssembly.RuntimeError || error instanceof RangeError,
    ...(typeof code === "string" && { code }),
    message: typeof message === "string" ? message : String(error),
    ...(problems !== undefined && { problems }),
  };
}

// In a worker there is no document; as a plain module this file does nothing until it is asked.
if (typeof document === "undefined" && "WorkerGlobalScope" in globalThis) {
  const scope = globalThis as unknown as { postMessage(reply: Reply): void; onmessage: ((event: MessageEvent<Request>) => void) | null };
  const handle = serve((reply) => scope.postMessage(reply));
  scope.onmessage = (event) => handle(event.data);
}
