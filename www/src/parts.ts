// What the loader fetches when a reader is near, each a file of its own. None of these imports the loader: it is one on a
// page, whatever address it came from.
export const parts = {
  /** What both elements share. */
  ui: () => import("./element.js"),
  journey: () => import("./planner-element.js"),
  job: () => import("./job-element.js"),
  "job.ru": () => import("./lang/job.ru.js"),
  "job.en": () => import("./lang/job.en.js"),
  ru: () => import("./lang/ru.js"),
  en: () => import("./lang/en.js"),
};
