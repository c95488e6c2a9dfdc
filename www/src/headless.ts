// The planner alone, for code that draws its own pages: nothing is defined, no library is in it.
export { PlannerError, type ErrorCode, type Problem } from "./errors.js";
export { Planner, type CallOptions, type LoadOptions, type Names, type RegionSource, type Standing } from "./planner.js";
export type * from "./types.js";
