// The tables, each a function from `{ throttle, count }` to its rows.
import cancel from "./tables/cancel.mjs";
import gapClosing from "./tables/gap-closing.mjs";
import kuzbass from "./tables/kuzbass.mjs";
import load from "./tables/load.mjs";
import memory from "./tables/memory.mjs";
import national from "./tables/national.mjs";
import rankAll from "./tables/rank-all.mjs";
import shortest from "./tables/shortest.mjs";
import slider from "./tables/slider.mjs";

export const tables = {
  kuzbass, national, "gap-closing": gapClosing, "rank-all": rankAll, slider, shortest, load, memory, cancel,
};
