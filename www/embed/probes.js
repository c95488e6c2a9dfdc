// Tries each rung on the page that this script stands on, for real: the planner's own files, its own element and frame.
// What a policy forbids, the browser itself says, with the policy word for word.
import { h } from "./dom.js";
import { parse, strict } from "./policy.js";
import { frameAddress, SANDBOX } from "./snippet.js";

/** The longest that something may take which is under way, and how long a frame may be silent once it has loaded. */
const PATIENCE = 60_000;
const SILENCE = 4_000;

const later = (ms) => new Promise((done) => setTimeout(done, ms));
const settled = (promise, otherwise, ms = PATIENCE) => Promise.race([promise, later(ms).then(() => otherwise)]);

/**
 * Gives `{ results, policies }`: for each check `{ id, state, code, message }`, where state is `ok`, `limited` or `failed`;
 * and the policies that forbade something, as the site sent them. What is tried stands in `area` for as long as it takes.
 */
export async function probe(places, area, { lang, title }) {
  const results = [];
  const policies = new Set();
  let heard = [];
  const listen = (event) => {
    if (event.disposition === "report") return;
    policies.add(event.originalPolicy);
    heard.push({ code: codeOf(event), policy: event.originalPolicy });
  };
  const add = (id, state, code, message) => {
    results.push({ id, state, ...(code && { code }), ...(message && { message }) });
    return state !== "failed";
  };
  /** What a policy forbade while something was tried: the codes. */
  const during = async (attempt) => {
    heard = [];
    const result = await attempt().then((value) => ({ value }), (error) => ({ error }));
    // The browser tells of violations a moment later.
    await later(50);
    return { ...result, codes: heard.map(({ code, policy }) => (code === "CSP_SCRIPT_BLOCKED" && parse(policy).some(strict) ? "CSP_NONCE_NEEDED" : code)) };
  };

  document.addEventListener("securitypolicyviolation", listen);
  try {
    const wasm = await during(() => WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
    add("wasm", wasm.error ? "failed" : "ok", wasm.error && (wasm.codes[0] ?? "ENGINE_LOAD"), wasm.error?.message);

    const script = await during(() => import(places.script));
    if (!add("script", script.error ? "failed" : "ok", script.error && (script.codes[0] ?? await why(places.script, "ENGINE_LOAD")), script.error && places.script)) script.value = undefined;

    const file = await during(() => fetch(places.wasm));
    if (file.error) add("file", "failed", file.codes[0] ?? await why(places.wasm, "ENGINE_LOAD"), places.wasm);
    else await engine(file.value, add, places.wasm);

    const { value: region } = await during(() => fetch(places.region));
    if (region && !region.ok) add("region", "failed", "REGION_NOT_FOUND", places.region);
    else if (script.value) await load(script.value, places, lang, during, add);
    else if (region) add("region", "ok");

    if (script.value) {
      const tag = await during(() => mounted(places, area, lang));
      const failed = tag.value !== "ready";
      add("tag", failed ? "failed" : "ok", failed && (tag.codes.find((code) => code !== "CSP_WORKER_BLOCKED") ?? tag.value?.code ?? "ENGINE_LOAD"), failed && tag.value?.message);
    }
    await framed(places, area, { lang, title }, during, add);
    const storage = await during(async () => globalThis.localStorage.length);
    add("storage", storage.error ? "limited" : "ok", storage.error && "STORAGE_BLOCKED");
  } finally {
    document.removeEventListener("securitypolicyviolation", listen);
    area.replaceChildren();
  }
  return { results, policies: [...policies] };
}

function codeOf({ effectiveDirective, blockedURI }) {
  if (blockedURI === "wasm-eval") return "CSP_WASM_BLOCKED";
  if (/trusted-types/.test(effectiveDirective)) return "TRUSTED_TYPES_BLOCKED";
  if (effectiveDirective.startsWith("connect")) return "CSP_CONNECT_BLOCKED";
  if (effectiveDirective.startsWith("worker")) return "CSP_WORKER_BLOCKED";
  if (effectiveDirective.startsWith("frame") || effectiveDirective.startsWith("child")) return "CSP_FRAME_BLOCKED";
  return "CSP_SCRIPT_BLOCKED";
}

/** Why a file that no policy forbids could not be had: it may be there, but not for this site. */
async function why(url, otherwise) {
  if (new URL(url).origin === location.origin) return otherwise;
  const readable = await fetch(url).then(() => true, () => false);
  if (readable) return otherwise;
  return fetch(url, { mode: "no-cors" }).then(() => "CORS_MISSING", () => otherwise);
}

async function engine(response, add, url) {
  const bytes = new Uint8Array(await response.arrayBuffer().catch(() => new ArrayBuffer(0)));
  if (!response.ok || String(bytes.subarray(0, 4)) !== "0,97,115,109") return add("file", "failed", "ENGINE_LOAD", `${url}: ${response.status}, ${bytes.length} B`);
  const type = response.headers.get("content-type") ?? "";
  return type.startsWith("application/wasm") ? add("file", "ok") : add("file", "limited", "WASM_TYPE", `${url}: ${type || "—"}`);
}

/** Loads the region as the planner does, and watches whether a worker answers. */
async function load({ Planner }, places, lang, during, add) {
  const { Worker } = globalThis;
  let answered = false;
  if (Worker) {
    globalThis.Worker = class extends Worker {
      constructor(...given) {
        super(...given);
        this.addEventListener("message", () => (answered = true));
      }
    };
  }
  const { value: planner, error, codes } = await during(() => settled(Planner.load(places.region, { lang }), undefined));
  if (Worker) globalThis.Worker = Worker;
  if (planner) {
    planner.close();
    add("region", "ok");
    const code = codes.includes("TRUSTED_TYPES_BLOCKED") ? "TRUSTED_TYPES_BLOCKED" : "CSP_WORKER_BLOCKED";
    return add("worker", answered ? "ok" : "limited", !answered && code);
  }
  const { code = "ENGINE_LOAD", message } = error ?? {};
  return add("region", "failed", code === "REGION_NOT_FOUND" ? await why(places.region, code) : code, message);
}

function mounted(places, area, lang) {
  const element = h("pathway-planner", { region: places.region, lang, loading: "eager" });
  const told = new Promise((done) => {
    element.addEventListener("pathway-planner-ready", () => done("ready"), { once: true });
    element.addEventListener("pathway-planner-error", ({ detail }) => done(detail), { once: true });
  });
  area.replaceChildren(element);
  return settled(told, undefined).finally(() => element.remove());
}

async function framed(places, area, { lang, title }, during, add) {
  const { origin } = new URL(places.frame);
  const frame = h("iframe", { src: frameAddress(places, { region: places.region, lang, host: location.origin }), title, height: "200", sandbox: origin !== location.origin && SANDBOX, "data-pathway-planner": true });
  const loaded = new Promise((done) => frame.addEventListener("load", done, { once: true }));
  let heard;
  const spoke = new Promise((done) => {
    heard = (event) => event.source === frame.contentWindow && event.origin === origin && done(true);
    addEventListener("message", heard);
  });
  try {
    const { value, codes } = await during(() => {
      area.replaceChildren(frame);
      return settled(Promise.race([spoke, loaded.then(() => later(SILENCE)).then(() => false)]), false);
    });
    if (!value) return void add("frame", "failed", codes[0] ?? "FRAME_REFUSED", places.frame);
    const own = new URL(places.region).origin === origin;
    add("frame", own ? "ok" : "failed", !own && "REGION_NOT_FOUND", !own && places.region);
    const { value: resized, error, codes: forbidden } = await during(async () => {
      await import(places.host);
      for (let waited = 0; waited < SILENCE && !frame.style.height; waited += 100) await later(100);
      return frame.style.height !== "";
    });
    add("resize", resized ? "ok" : "failed", !resized && (forbidden[0] ?? (error ? await why(places.host, "ENGINE_LOAD") : "FRAME_REFUSED")), !resized && places.host);
  } finally {
    removeEventListener("message", heard);
  }
}
