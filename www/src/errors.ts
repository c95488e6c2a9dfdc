// What a caller of the planner may have to catch. "No route" is an answer, not an error.

export type ErrorCode =
  | "CSP_WASM_BLOCKED"
  | "CSP_CONNECT_BLOCKED"
  | "FILE_CHANGED"
  | "ENGINE_LOAD"
  | "ENGINE_CRASHED"
  | "REGION_NOT_FOUND"
  | "REGION_BROKEN"
  | "REGION_TOO_NEW"
  | "BAD_INPUT"
  | "ABORTED"
  | "CLOSED";

// Few words, since they are in the loader: docs/errors.md has more. Where there is none, a line of a header is to be added.
const REMEDIES: Partial<Record<ErrorCode, string>> = {
  FILE_CHANGED: "Keep its files of one version.",
  ENGINE_LOAD: "Keep its files in one folder.",
  ENGINE_CRASHED: "Report it with the question and the region's version.",
  REGION_NOT_FOUND: "Check the region's address and its labels.",
  REGION_BROKEN: "Build the region again.",
  REGION_TOO_NEW: "Update pathway-planner.",
  BAD_INPUT: "Correct what `problems` names.",
  ABORTED: "Ask again.",
  CLOSED: "Load a new planner.",
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
  /** The line of a header that would mend it, word for word, where there is one. */
  readonly line: string | undefined;
  readonly problems: readonly Problem[];

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; line?: string | undefined; problems?: readonly Problem[] } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    // `signal` users look for this name.
    this.name = code === "ABORTED" ? "AbortError" : "PlannerError";
    this.code = code;
    this.line = options.line && `Content-Security-Policy: ${options.line}`;
    this.remedy = REMEDIES[code] ?? `Add ${this.line}`;
    this.problems = options.problems ?? [];
  }
}
