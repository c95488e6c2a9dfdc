// What a caller of the planner may have to catch. "No route" is an answer, not an error.

export type ErrorCode =
  | "CSP_WASM_BLOCKED"
  | "ENGINE_LOAD"
  | "ENGINE_CRASHED"
  | "REGION_NOT_FOUND"
  | "REGION_BROKEN"
  | "REGION_TOO_NEW"
  | "BAD_INPUT"
  | "ABORTED"
  | "CLOSED";

const REMEDIES: Record<ErrorCode, string> = {
  CSP_WASM_BLOCKED: "Add 'wasm-unsafe-eval' to script-src in the header Content-Security-Policy.",
  ENGINE_LOAD: "Keep pathway-planner.js, pathway-planner.worker.js and pathway_planner_bg.wasm in one folder.",
  ENGINE_CRASHED: "This is a fault of the planner: report it with the question and the region's version.",
  REGION_NOT_FOUND: "Check the region's address, and that all files written by `pathways build` lie beside it.",
  REGION_BROKEN: "Build the region again with `pathways build` and upload all its files.",
  REGION_TOO_NEW: "Update pathway-planner.js, or build the region with the older `pathways`.",
  BAD_INPUT: "Correct the fields that `problems` names.",
  ABORTED: "Ask again when an answer is wanted.",
  CLOSED: "Load a new planner: this one was closed.",
};

/** One thing that is wrong with an input. */
export interface Problem {
  code: string;
  message: string;
  remedy?: string;
  path?: string;
}

export class PlannerError extends Error {
  /** Stable: a program may depend on it. */
  readonly code: ErrorCode;
  /** What to do about it, in English; pages say it in the reader's language. */
  readonly remedy: string;
  readonly problems: readonly Problem[];

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; problems?: readonly Problem[] } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    // `signal` users look for this name.
    this.name = code === "ABORTED" ? "AbortError" : "PlannerError";
    this.code = code;
    this.remedy = REMEDIES[code];
    this.problems = options.problems ?? [];
  }
}
