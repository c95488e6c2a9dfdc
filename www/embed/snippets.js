// The page that makes snippets: what to show and how on the left, the lines to paste, what the site has to allow, and the
// thing itself. Nothing is kept, and the address holds the language alone.
import "./host.js";
import { bilingual, copyable, h } from "./dom.js";
import { PLACES } from "./places.js";
import { additions, needs, print, RUNGS } from "./policy.js";
import { checkSnippet, frameAddress, snippet } from "./snippet.js";
import { WORDS } from "./words.js";

const tables = { ru: WORDS.ru.snippets, en: WORDS.en.snippets };
const wanted = { region: PLACES.region, element: "journey", job: "mine-foreman", lang: "", theme: "", minHeight: 640, site: "", rung: "frame", find: "" };
/** The catalog of the region that was asked for last; `failed` is the code where there is none. */
let region = { address: "", lang: "", jobs: [], failed: undefined };
let say;
let lang;

/** The reader's own words are not translated, so fields are made anew when the language is another, and keep what they say. */
function form() {
  const job = wanted.element === "job";
  document.querySelector("#form").replaceChildren(
    h("form", { onsubmit: (event) => event.preventDefault(), "aria-label": say.title },
      h("section", { "aria-labelledby": "what" }, h("h2", { id: "what" }, say.what),
        choices("element", say.element, [["journey", say.journey], ["job", say.job]]),
        h("div", { id: "jobs", hidden: !job }, ...jobs()),
        h("div", { class: "fields" },
          select("lang", say.lang, [["", say.anyLang], ["ru", say.russian, "ru"], ["en", say.english, "en"]]),
          select("theme", say.theme, [["", say.anyTheme], ["light", say.light], ["dark", say.dark]])),
        input("region", say.region, "url", say.regionHint), h("p", { id: "region-told", role: "status", class: "hint" })),
      h("section", { "aria-labelledby": "how" }, h("h2", { id: "how" }, say.how),
        h("p", { class: "hint" }, say.howHint),
        choices("rung", say.how, RUNGS.map((rung) => [rung, ...say.rungs[rung]])),
        h("div", { id: "frame-fields" }, input("minHeight", say.minHeight, "number"), input("site", say.site, "url", say.siteHint), h("p", { id: "site-told", class: "error", role: "alert" })),
        h("details", {}, h("summary", {}, say.builders), h("p", { class: "hint" }, say.tariffs),
          h("ul", { class: "sites" }, say.sites.map(([name, start, where]) => h("li", {}, h("strong", {}, name), ` — ${start}: ${where}`))))),
    ),
  );
}

const set = (name, value) => {
  wanted[name] = value;
  if (name === "region") void load();
  if (name === "find") return found();
  if (name === "element") document.querySelector("#jobs").hidden = value !== "job";
  update();
};

const field = (name, label, control, hint) => h("div", { class: "pair" }, h("label", { class: "field", for: control.id }, label), control, hint && h("p", { class: "hint", id: `${name}-hint` }, hint));

function input(name, label, type, hint) {
  const control = h("input", { id: `field-${name}`, type, autocomplete: "off", spellcheck: "false", ...(type === "number" && { min: "160", max: "20000", step: "10", inputmode: "numeric" }), ...(hint && { "aria-describedby": `${name}-hint` }) });
  control.value = String(wanted[name]);
  control.addEventListener(type === "url" ? "change" : "input", () => set(name, type === "number" ? Math.max(160, Math.min(20_000, Number(control.value) || 640)) : control.value.trim()));
  return field(name, label, control, hint);
}

function select(name, label, options) {
  const control = h("select", { id: `field-${name}`, onchange: () => set(name, control.value) }, options.map(([value, text, tongue]) => h("option", { value, lang: tongue, selected: value === wanted[name] }, text)));
  return field(name, label, control);
}

function choices(name, legend, options) {
  return h("fieldset", {}, h("legend", { class: "hidden" }, legend), options.map(([value, text, hint]) => h("label", { class: "option" },
    h("input", { type: "radio", name, value, checked: value === wanted[name], onchange: () => set(name, value) }), h("span", {}, h("span", { class: "name" }, text), hint && h("span", { class: "hint" }, hint)))));
}

function jobs() {
  const search = h("input", { id: "field-find", type: "search", autocomplete: "off", spellcheck: "false", "aria-describedby": "found" });
  search.value = wanted.find;
  search.addEventListener("input", () => set("find", search.value));
  const list = h("select", { id: "field-job", size: "6", onchange: () => set("job", list.value) });
  return [field("find", say.find, search), h("p", { id: "found", role: "status", class: "hint" }), field("job", say.chosen, list)];
}

const plain = (text) => text.toLowerCase().replaceAll("ё", "е");

/** The jobs whose names hold all that was typed, word by word. */
function found() {
  const parts = plain(wanted.find).split(/\s+/).filter(Boolean);
  const hits = region.jobs.filter(({ name, id }) => parts.every((part) => plain(`${name} ${id}`).includes(part)));
  document.querySelector("#field-job").replaceChildren(...hits.map(({ id, name, employer }) => h("option", { value: id, selected: id === wanted.job }, employer ? `${name} — ${employer}` : name)));
  const rule = new Intl.PluralRules(lang).select(hits.length);
  const forms = { one: say.found[0], few: say.found[1], many: say.found.at(-1), other: say.found.at(-1) };
  document.querySelector("#found").textContent = hits.length === 0 && region.jobs.length > 0 ? say.none : `${hits.length} ${forms[rule]}`;
}

/** Loads the region's jobs in the page's language. */
async function load() {
  const address = addressOf(wanted.region);
  const told = document.querySelector("#region-told");
  if (region.address === address && region.lang === lang) return tellRegion();
  region = { address, lang, jobs: [], failed: undefined };
  const mine = region;
  told.textContent = say.loading;
  try {
    const { Planner } = await import(PLACES.script);
    const planner = await Planner.load(address ?? "", { lang });
    const { jobs: all, organizations } = planner.catalog;
    planner.close();
    const employers = new Map(organizations.map(({ id, name }) => [id, name]));
    mine.jobs = all.filter((job) => !job.replaced_by).map(({ id, name, employer }) => ({ id, name, employer: employers.get(employer) })).sort((a, b) => a.name.localeCompare(b.name, lang));
    if (!mine.jobs.some(({ id }) => id === wanted.job)) wanted.job = mine.jobs[0]?.id ?? "";
  } catch (error) {
    mine.failed = error.code ?? "ENGINE_LOAD";
  }
  if (mine !== region) return;
  tellRegion();
  found();
  update();
}

function tellRegion() {
  const foreign = region.address && new URL(region.address).origin !== new URL(PLACES.frame).origin;
  document.querySelector("#region-told").textContent = region.failed ? `${say.regionFailed} ${region.failed}` : foreign ? say.regionForeign : "";
}

function addressOf(text) {
  try {
    const { protocol, href } = new URL(text, location.href);
    return /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

/** The origin of the site that was typed; undefined where it is none. */
function site() {
  try {
    const { protocol, origin } = new URL(wanted.site);
    return /^https?:$/.test(protocol) ? origin : undefined;
  } catch {
    return undefined;
  }
}

function update() {
  const { rung } = wanted;
  const framed = rung === "frame" || rung === "resize";
  document.querySelector("#frame-fields").hidden = !framed;
  const host = site();
  const wrong = wanted.site !== "" && !host;
  document.querySelector("#site-told").textContent = wrong && framed ? say.siteWrong : "";
  document.querySelector("#field-site").setAttribute("aria-invalid", String(wrong));
  const options = { region: addressOf(wanted.region) ?? PLACES.region, lang: wanted.lang, theme: wanted.theme, minHeight: wanted.minHeight, job: wanted.element === "job" ? wanted.job : "", host: host ?? "" };
  const words = { link: say.link, alone: say.alone, title: say.frameTitle, stays: say.stays };
  const { text } = snippet(rung, PLACES, options, words);
  // Any site that is not this one.
  const page = host ?? "https://site.invalid";
  const added = print(additions(needs(rung, { ...PLACES, region: options.region, page })));
  document.querySelector("#code").replaceChildren(
    copyable(text, say, { label: say.codeLabel, id: "snippet" }),
    h("h3", {}, say.policy),
    ...(added ? [h("p", { class: "hint" }, say.policyHint), copyable(added, say, { label: say.policyLabel, rows: 3, id: "policy" })] : [h("p", {}, say.policyNone)]),
    h("p", {}, h("a", { href: lang === "ru" ? "check.html" : "check.html?lang=en" }, say.policyCheck), "."),
    h("details", {}, h("summary", {}, say.selfCheck), h("p", { class: "hint" }, say.selfCheckHint), copyable(checkSnippet(PLACES, options, words), say, { label: say.selfCheckLabel, rows: 5, id: "self-check" })),
  );
  preview(rung, options);
}

/** What stands in the preview, so that a change that means nothing to it leaves it alone. */
let shown = "";

function preview(rung, options) {
  const address = frameAddress(PLACES, { ...options, host: rung === "resize" ? location.origin : "" });
  const key = JSON.stringify([rung, address, options, lang]);
  if (key === shown) return;
  shown = key;
  const { job, region, theme, minHeight } = options;
  const area = document.querySelector("#preview");
  if (rung === "link") {
    return void area.replaceChildren(h("p", {}, h("a", { href: address, target: "_blank", rel: "noopener" }, say.link)), h("p", { class: "hint" }, `${say.address}: `, h("code", { class: "address" }, address)), code(address));
  }
  if (rung === "frame" || rung === "resize") {
    const resized = rung === "resize";
    const frame = h("iframe", { src: address, title: say.frameTitle, height: String(Math.max(minHeight, 320)), "data-pathway-planner": resized, "data-min-height": resized && String(minHeight), allow: "clipboard-write", referrerpolicy: "no-referrer" });
    return void area.replaceChildren(frame);
  }
  if (rung === "tag") return void area.replaceChildren(h(job ? "pathway-job" : "pathway-planner", { region, job: job || undefined, lang: options.lang || lang, theme: theme || undefined }, h("p", {}, h("a", { href: address }, say.link))));
  area.replaceChildren(h("p", {}, say.previewCode));
}

/** The QR code, and a button that saves it. It comes late, since few ask for it. */
function code(address) {
  const figure = h("figure", { class: "code-figure" });
  void import(PLACES.qr).then(({ code }) => {
    const made = code(address);
    if (!made) return;
    const { size, path } = made;
    const svg = (name, attributes) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      return element;
    };
    const drawing = svg("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": say.qr, "shape-rendering": "crispEdges", class: "qr" });
    drawing.append(svg("rect", { width: size, height: size, fill: "#fff" }), svg("path", { d: path, fill: "#000" }));
    const save = () => {
      const url = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(drawing)], { type: "image/svg+xml" }));
      h("a", { href: url, download: "pathway-planner-qr.svg" }).click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    };
    figure.replaceChildren(drawing, h("figcaption", { class: "hint" }, `${say.qr}. ${say.qrHint}`), h("button", { type: "button", onclick: save }, say.save));
  }, () => undefined);
  return figure;
}

bilingual(tables, (chosen, words) => {
  // Who reads this page in a language wants the planner in it, until they say another.
  if (wanted.lang === lang || lang === undefined) wanted.lang = chosen;
  [lang, say] = [chosen, words];
  shown = "";
  form();
  found();
  update();
  void load();
});
