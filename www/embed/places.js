// Where things lie: the folders `embed`, `pathways` and `regions` beside each other, on whatever site.
const at = (path) => new URL(path, import.meta.url).href;

export const PLACES = {
  script: at("../pathways/pathway-planner.js"),
  wasm: at("../pathways/pathway_planner_bg.wasm"),
  qr: at("../pathways/pathway-planner.qr.js"),
  region: at("../regions/kuzbass/kuzbass.region"),
  frame: at("frame.html"),
  host: at("host.js"),
  check: at("check.js"),
};
