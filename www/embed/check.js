// The self-check: what works on this page, and what a site's policy lets work. On a page of its own, or pasted into one:
// it fills what has `data-pathway-check`.
import { bilingual, copyable, h } from "./dom.js";
import { PLACES } from "./places.js";
import { amend, missing, needs, parse, print, RUNGS, strict } from "./policy.js";
import { probe } from "./probes.js";
import { WORDS } from "./words.js";

const place = document.querySelector("[data-pathway-check]");
const tables = { ru: WORDS.ru.check, en: WORDS.en.check };

/** What each rung needs of the checks. */
const BY_RUNG = { link: [], frame: ["frame"], resize: ["frame", "resize"], tag: ["wasm", "script", "file", "region", "tag"], headless: ["wasm", "script", "file", "region"] };

/** The lines that mend what no policy of this site does. */
const ELSEWHERE = {
  CORS_MISSING: () => [["", "Access-Control-Allow-Origin: *"]],
  FRAME_REFUSED: () => [["", `Content-Security-Policy: frame-ancestors 'self' ${location.origin}`]],
  WASM_TYPE: () => [["nginx", "types { application/wasm wasm; }"], ["apache", "AddType application/wasm .wasm"]],
};

let places;
let outcome;
/** The words of the language that the reader has chosen by now. */
let say;
let lang;

/** The worst of some states. */
const worst = (states) => ["failed", "limited"].find((state) => states.includes(state)) ?? "ok";

async function check() {
  const area = h("div", { class: "probe ym-hide-content" });
  const status = h("p", { role: "status" }, say.running);
  place.replaceChildren(status, area);
  outcome = await probe(places, area, { lang, title: say.frameTitle });
  draw();
}

function draw() {
  const { results, policies } = outcome;
  const state = (id) => results.find((one) => one.id === id)?.state ?? "failed";
  const rungs = Object.entries(BY_RUNG).map(([rung, ids]) => [rung, worst(ids.map(state))]);
  const best = ["tag", "resize", "frame"].find((rung) => rungs.some(([one, how]) => one === rung && how !== "failed"));
  const fixes = [...new Set(results.flatMap(({ code }) => code ?? []))];
  const headers = amended(policies, location.href);
  place.replaceChildren(
    h("p", { role: "status", class: "verdict" }, `${say.done} ${best ? say.best(say.rungs[best]) : say.onlyLink}`),
    h("h3", {}, say.rungsTitle), verdicts(rungs.map(([rung, how]) => [say.rungs[rung], how])),
    h("h3", {}, say.checksTitle), verdicts(results.map(({ id, state: how, code, message }) => [say.checks[id], how, code, message])),
    ...(fixes.length > 0 ? [h("h3", {}, say.fixes), h("ul", { class: "fixes" }, fixes.map(fix))] : []),
    ...(headers.length > 0 && headers.some(({ was, line }) => was !== line) ? [lines(headers)] : []),
    h("h3", {}, say.report), h("p", { class: "hint" }, say.reportHint),
    copyable(report(rungs, headers), say, { label: say.report }),
    h("p", { class: "actions" }, h("button", { type: "button", onclick: () => void check() }, say.again)),
  );
}

const verdicts = (rows) => h("ul", { class: "verdicts" }, rows.map(([name, how, code, message]) => h("li", { class: how },
  h("span", { class: "name" }, name), " ", h("strong", { class: "state" }, say.states[how]),
  code && h("span", { class: "why" }, h("code", {}, code), message && ` ${message}`))));

const fix = (code) => {
  const [what, remedy] = say.codes[code] ?? [say.unknown, ""];
  return h("li", {}, h("p", {}, h("code", {}, code), ` ${what} ${remedy}`), ...(ELSEWHERE[code]?.() ?? []).map(([server, line]) => h("pre", { tabindex: "0", "aria-label": line }, `${server ? `${say[server]}: ` : ""}${line}`)));
};

/** Each policy with all that the rungs need, as the line of a header. */
function amended(policies, page) {
  const wanted = [...needs("resize", { ...places, page }), ...needs("tag", { ...places, page })];
  return policies.flatMap((text) => (typeof text === "string" ? parse(text) : [text])).map((directives) => ({ was: print(directives), line: print(amend(directives, wanted, page)) }));
}

/** Headers whole, and as the usual servers write them. */
function lines(headers) {
  const text = headers.map(({ line }) => `Content-Security-Policy: ${line}`).join("\n");
  const quoted = (make) => headers.map(({ line }) => make(line)).join("\n");
  return h("div", { class: "lines" },
    h("h4", {}, say.header), headers.length > 1 && h("p", { class: "hint" }, say.several), copyable(text, say, { label: say.header, rows: 4 }),
    h("h4", {}, say.nginx), copyable(quoted((line) => `add_header Content-Security-Policy "${line}" always;`), say, { label: say.nginx, rows: 4 }),
    h("h4", {}, say.apache), copyable(quoted((line) => `Header always set Content-Security-Policy "${line}"`), say, { label: say.apache, rows: 4 }));
}

/** The same in English whatever the page's language, since support reads it. */
function report(rungs, headers) {
  return [
    `pathway-planner check, ${location.origin}${location.pathname}`, `files: ${places.script}`, `region: ${places.region}`, navigator.userAgent, "",
    ...rungs.map(([rung, how]) => `${rung}: ${how}`), "",
    ...outcome.results.map(({ id, state, code, message }) => [`${id}: ${state}`, code, message].filter(Boolean).join(" ")),
    ...headers.flatMap(({ was, line }) => ["", `policy: ${was}`, `wanted: ${line}`]),
  ].join("\n");
}

/** A policy that somebody pasted: what each rung lacks. */
function read() {
  const out = document.querySelector("#policy-result");
  const field = document.querySelector("#site");
  const wrong = document.querySelector("#site-error");
  const page = siteOf(field.value);
  wrong.textContent = page ? "" : say.siteWrong;
  field.setAttribute("aria-invalid", String(!page));
  if (!page) {
    field.focus();
    return out.replaceChildren();
  }
  const policies = parse(document.querySelector("#policy").value);
  if (policies.length === 0) return out.replaceChildren(h("p", { role: "status" }, say.empty));
  const rows = RUNGS.map((rung) => {
    const lacks = policies.flatMap((directives) => missing(directives, needs(rung, { ...places, page }), page).map((need) => ({ ...need, code: need.directive === "script-src-elem" && strict(directives) ? "CSP_NONCE_NEEDED" : need.code })));
    const how = lacks.length === 0 ? "ok" : lacks.every(({ optional }) => optional) ? "limited" : "failed";
    return { rung, how, codes: [...new Set(lacks.map(({ code }) => code))] };
  });
  const codes = [...new Set(rows.flatMap((row) => row.codes))];
  const headers = amended(policies, page);
  out.replaceChildren(
    verdicts(rows.map(({ rung, how, codes }) => [say.rungs[rung], how, codes.join(" ")])),
    ...(codes.length > 0 ? [h("h3", {}, say.fixes), h("ul", { class: "fixes" }, codes.map(fix)), lines(headers)] : []),
  );
}

function siteOf(text) {
  try {
    const { protocol, href } = new URL(text.trim());
    return /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

if (place) {
  const wanted = place.dataset.region ?? new URLSearchParams(location.search).get("region");
  places = { ...PLACES, ...(wanted && { region: new URL(wanted, location.href).href }) };
  if (document.querySelector("#language")) {
    document.querySelector("#read").addEventListener("click", read);
    // Whoever opens this page where the planner lies has another site in mind.
    document.querySelector("#site").value = location.origin === new URL(PLACES.script).origin ? "https://school12.example" : location.origin;
    bilingual(tables, (chosen, words) => {
      const first = !say;
      [lang, say] = [chosen, words];
      if (first) void check();
      else if (outcome) draw();
      if (document.querySelector("#policy-result").childElementCount > 0) read();
    });
  } else {
    lang = /^ru/i.test(place.lang || document.documentElement.lang || navigator.language) ? "ru" : "en";
    say = tables[lang];
    void check();
  }
}
