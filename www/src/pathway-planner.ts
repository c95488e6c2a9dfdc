// The one file that a page loads: it defines the elements and gives the headless API.
import { define } from "./element.js";
import { PathwayJobElement as Job } from "./job-element.js";
import { PathwayPlannerElement as Journey } from "./planner-element.js";

export * from "./headless.js";

// Elements are declared here as other code sees them, so that its types need no library of ours.

/** `<pathway-planner>`: the whole journey. Properties are those of the attributes. */
export interface PathwayPlannerElement extends HTMLElement {
  /** The address of a built region. */
  region: string;
  /** The month to plan from, `2026-11`; this month where absent. */
  now: string | undefined;
}

/** `<pathway-job>`: the routes into one job. */
export interface PathwayJobElement extends PathwayPlannerElement {
  /** The job's id. */
  job: string;
}

export const PathwayPlannerElement: { new (): PathwayPlannerElement } = Journey;
export const PathwayJobElement: { new (): PathwayJobElement } = Job;

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
}
