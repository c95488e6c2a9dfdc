// The records that cross the border. The engine's build splices the same file into its own types.
export type * from "../../src/types.js";
