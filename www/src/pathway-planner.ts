// The one file that a page loads: it defines the elements and gives the headless API.
import { define } from "./element.js";
import { PathwayJobElement } from "./job-element.js";
import { PathwayPlannerElement } from "./planner-element.js";

export { PlannerError, type ErrorCode, type Problem } from "./errors.js";
export { Planner, type CallOptions, type LoadOptions, type Names, type RegionSource } from "./planner.js";
export { PathwayJobElement, PathwayPlannerElement };
export type * from "./types.js";

// Without a document, as on a server, there is nothing to define.
if (typeof customElements !== "undefined") {
  define("pathway-planner", PathwayPlannerElement);
  define("pathway-job", PathwayJobElement);
}

declare global {
  interface HTMLElementTagNameMap {
    "pathway-planner": PathwayPlannerElement;
    "pathway-job": PathwayJobElement;
  }
}
