// The page that stands in an iframe: one element as its address says, and its height told to the page around. That page
// learns nothing else, and only a page does that the address names in `host` or that has asked. docs/embedding.md says why.
const WORDS = {
  ru: {
    title: "Маршруты к профессии",
    fallback: "Планировщик загружается. Если он не появится, помогут классный руководитель и сайты колледжей, вузов и предприятий.",
    foreign: "Эта страница показывает только регионы своего сайта: в её адресе после region= должен стоять файл .region, который лежит здесь же.",
  },
  en: {
    title: "Routes to a job",
    fallback: "The planner is loading. If it does not appear, ask your class teacher, or see the sites of colleges, universities and companies.",
    foreign: "This page shows regions of its own site alone: what stands after region= in its address has to be a .region file that lies here, too.",
  },
};

/** The version of the messages: whoever speaks another is not heard. */
const VERSION = 1;
/** Heights go out in steps, so that they say little about what is shown, and don't tremble. */
const STEP = 16;

const asked = new URLSearchParams(location.search);
const lang = (asked.get("lang") ?? navigator.language).toLowerCase().startsWith("ru") ? "ru" : "en";
const say = WORDS[lang];
const theme = ["light", "dark"].find((one) => one === asked.get("theme"));
document.documentElement.lang = lang;
document.title = say.title;
if (theme) document.documentElement.dataset.theme = theme;

/** A region of this site: whoever makes an address decides nothing about where its data come from. */
function region() {
  try {
    const { origin, pathname, href } = new URL(asked.get("region") ?? "", location.href);
    return origin === location.origin && pathname.endsWith(".region") ? href : undefined;
  } catch {
    return undefined;
  }
}

const job = asked.get("job");
const element = document.createElement(job ? "pathway-job" : "pathway-planner");
const address = region();
for (const [name, value] of Object.entries({ region: address, job, lang, theme, loading: "eager" })) {
  if (value) element.setAttribute(name, value);
}
const fallback = document.createElement("p");
fallback.textContent = address ? say.fallback : say.foreign;
element.append(fallback);
document.querySelector("main").replaceChildren(element);

if (parent !== window) {
  let host = named();
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height / STEP) * STEP;
    if (!host || height === told) return;
    told = height;
    parent.postMessage({ "pathway-planner": VERSION, height }, host);
  };
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || data?.["pathway-planner"] !== VERSION || !/^https?:/.test(origin)) return;
    // A page that the address doesn't name gets no answer.
    if (asked.has("host") && origin !== named()) return;
    host = origin;
    if (typeof data.page === "string" && data.page.startsWith(`${origin}/`)) element.dataset.page = data.page;
    // A link that was opened on the page around.
    if (typeof data.open === "string" && /^#pathway-[\w-]{1,4000}$/.test(data.open) && data.open !== location.hash) location.replace(data.open);
    told = 0;
    tell();
  });
  let due = 0;
  new ResizeObserver(() => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(tell);
  }).observe(document.body);
  tell();
}

/** The page around as the address names it: an origin, or nobody. */
function named() {
  try {
    const { protocol, origin } = new URL(asked.get("host"));
    return /^https?:$/.test(protocol) ? origin : undefined;
  } catch {
    return undefined;
  }
}
