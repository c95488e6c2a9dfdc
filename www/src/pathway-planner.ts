// The one file that a page loads: it defines the elements and gives the headless API. What elements show is fetched when
// somebody is about to see it.
import { Shell, define, reflect } from "./shell.js";

export * from "./headless.js";

// Elements are declared here as other code sees them, so that its types need no other file of ours.

/** When an element fetches what it shows: nearly in view (the default), at once, or when somebody asks. */
export type Loading = "" | "lazy" | "eager" | "intent";

/** `<pathway-planner>`: the whole journey. Properties are those of the attributes, and live; an absent one is empty. */
export interface PathwayPlannerElement extends HTMLElement {
  /** The address of a built region. */
  region: string;
  /** The month to plan from, `2026-11`; this month where absent. */
  now: string;
  /** The reader's choice where absent. */
  theme: "" | "light" | "dark";
  loading: Loading;
}

/** `<pathway-job>`: the routes into one job. */
export interface PathwayJobElement extends PathwayPlannerElement {
  /** The job's id. */
  job: string;
}

/** The region is there, and can be used. */
export interface ReadyDetail {
  region: { id: string; version: string; digest: string };
  lang: string;
}

/** An answer is on the page. It says nothing about the reader, so neither what was asked nor what came of it. */
export interface AnswerDetail {
  region: { id: string; version: string; digest: string };
}

/** Something failed, in a way that the page around may mend. */
export interface ErrorDetail {
  code: import("./errors.js").ErrorCode;
  message: string;
  remedy: string;
  /** The line of a header that would mend it, word for word, where there is one. */
  line: string | undefined;
}

class Journey extends Shell {
  protected readonly drawn = "journey";
}

class Job extends Shell {
  static override readonly observedAttributes = [...Shell.observedAttributes, "job"];
  declare job: string;
  protected readonly drawn = "job";
}
reflect(Job, ["job"]);

export const PathwayPlannerElement = Journey as unknown as { new (): PathwayPlannerElement };
export const PathwayJobElement = Job as unknown as { new (): PathwayJobElement };

// Without a document, as on a server, there is nothing to define.
if (typeof customElements !== "undefined") {
  define("pathway-planner", Journey);
  define("pathway-job", Job);
}

declare global {
  interface HTMLElementTagNameMap {
    "pathway-planner": PathwayPlannerElement;
    "pathway-job": PathwayJobElement;
  }
  interface HTMLElementEventMap {
    "pathway-planner-ready": CustomEvent<ReadyDetail>;
    "pathway-planner-answer": CustomEvent<AnswerDetail>;
    "pathway-planner-error": CustomEvent<ErrorDetail>;
  }
}
