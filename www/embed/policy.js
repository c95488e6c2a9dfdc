// Content security policies as text: what each rung needs, what of it a site's policy lacks, and the policy with that
// added. It knows no page, so that it says the same of a policy that was pasted and of one that was met.

/** The rungs of the ladder, from what works everywhere to what gives most. */
export const RUNGS = ["link", "frame", "resize", "tag", "npm", "headless"];

/** Which directives speak of a thing, the first that is there. */
const CHAINS = {
  "frame-src": ["frame-src", "child-src", "default-src"],
  "script-src-elem": ["script-src-elem", "script-src", "default-src"],
  "script-src": ["script-src", "default-src"],
  "connect-src": ["connect-src", "default-src"],
  "worker-src": ["worker-src", "child-src", "script-src", "default-src"],
  "trusted-types": ["trusted-types"],
  sandbox: ["sandbox"],
};

/** What is added to where nothing but a more general directive speaks of it. */
const ADDED = { "script-src-elem": "script-src" };

/**
 * The policies of a text: header lines, as browsers show them or as nginx, Apache and PHP write them, a meta element, or
 * the bare policy. What only reports is left out, since it forbids nothing.
 */
export function parse(text) {
  // Blanks and line ends within a policy mean nothing; a new header begins a new one.
  const named = /content-security-policy(-report-only)?["']?\s*(?:[:=,]|\scontent=|\s(?=["']))?\s*/gi;
  const marks = [...text.matchAll(named)];
  const parts = marks.length === 0
    ? [text]
    : marks.flatMap(({ 0: name, 1: report, index }, at) => (report ? [] : [text.slice(index + name.length, marks[at + 1]?.index)]));
  return parts.flatMap((part) => bare(part).split(",")).map(policy).filter((one) => one.length > 0);
}

/** A policy without the double quotes around it and what follows them, which no policy holds. */
function bare(part) {
  const text = part.trim().replace(/^content\s*=\s*/i, "");
  return text.replace(/^"/, "").split(/"|\r?\n(?=[\w-]+:\s)/)[0];
}

function policy(text) {
  const directives = [];
  for (const one of text.split(";")) {
    const [name, ...sources] = one.trim().split(/\s+/);
    // Of two directives of one name browsers take the first.
    if (/^[a-z-]+$/i.test(name) && !directives.some(([other]) => other === name.toLowerCase())) directives.push([name.toLowerCase(), sources]);
  }
  return directives;
}

export const print = (directives) => directives.map(([name, sources]) => [name, ...sources].join(" ")).join("; ");

/**
 * What a rung asks of the page that it stands on: `{ code, directive, source, url }`, and `optional` where it works
 * without. `places` are addresses: of the `page`, the planner's `script`, the `region`, the `frame` and its `host` script.
 */
export function needs(rung, places) {
  const { page, frame, host } = places;
  const from = (url) => (new URL(url).origin === new URL(page).origin ? "'self'" : new URL(url).origin);
  const one = (code, directive, url, more = {}) => ({ code, directive, source: from(url), url, ...more });
  const word = (code, directive, source, more = {}) => ({ code, directive, source, ...more });
  const scripts = word("CSP_SCRIPT_BLOCKED", "sandbox", "allow-scripts");
  if (rung === "link") return [];
  const framed = [one("CSP_FRAME_BLOCKED", "frame-src", frame)];
  if (rung === "frame") return framed;
  if (rung === "resize") return [scripts, ...framed, one("CSP_SCRIPT_BLOCKED", "script-src-elem", host)];
  // What comes with a package is bundled, and lies on the site itself.
  const script = rung === "tag" ? places.script : page;
  const region = places.region;
  const own = from(script) === "'self'";
  return [
    scripts,
    one("CSP_SCRIPT_BLOCKED", "script-src-elem", script),
    word("CSP_WASM_BLOCKED", "script-src", "'wasm-unsafe-eval'"),
    ...[...new Map([script, region].map((url) => [from(url), url])).values()].map((url) => one("CSP_CONNECT_BLOCKED", "connect-src", url)),
    ...(own ? [] : [word("CSP_WORKER_BLOCKED", "worker-src", "blob:", { url: "blob:", optional: true })]),
    one("CSP_WORKER_BLOCKED", "worker-src", script, { optional: true }),
    ...(rung === "headless" ? [] : [word("TRUSTED_TYPES_BLOCKED", "trusted-types", "lit-html")]),
    word("TRUSTED_TYPES_BLOCKED", "trusted-types", "pathway-planner", { optional: true }),
  ];
}

/** Which of the needs a policy does not meet. */
export const missing = (directives, wanted, page) => wanted.filter((need) => !met(directives, need, page));

/** The directive that speaks of a need; undefined where none does, and all is allowed. */
const governing = (directives, directive) => CHAINS[directive].map((name) => directives.find(([other]) => other === name)).find((found) => found);

function met(directives, { directive, source, url }, page) {
  const found = governing(directives, directive);
  if (!found) return true;
  const sources = found[1].map((one) => one.toLowerCase());
  switch (source) {
    case "allow-scripts": return sources.includes(source);
    case "'wasm-unsafe-eval'": return sources.some((one) => one === source || one === "'unsafe-eval'");
    case "lit-html": case "pathway-planner": return sources.includes(source) || sources.includes("*");
  }
  // Then addresses count for nothing: a nonce in the tag does, which the tag of the snippet has to be given.
  if (directive === "script-src-elem" && strict(directives)) return false;
  if (directive === "worker-src" && sources.includes("'strict-dynamic'")) return true;
  return sources.some((one) => matches(one, url, page));
}

/** Whether scripts are let in by a nonce alone. */
export const strict = (directives) => governing(directives, "script-src-elem")?.[1].some((one) => one.toLowerCase() === "'strict-dynamic'") ?? false;

const DEFAULT_PORTS = { "http:": "80", "https:": "443" };

/** Whether a source of a policy, as CSP 3 matches it, takes in an address. */
export function matches(source, address, page) {
  if (source === "'self'" || source === "*") {
    if (!/^https?:/.test(address)) return false;
    const [there, here] = [new URL(address), new URL(page)];
    return source === "*" || there.origin === here.origin || (there.hostname === here.hostname && here.protocol === "http:" && there.protocol === "https:" && !here.port && !there.port);
  }
  const scheme = /^[a-z][a-z0-9+.-]*:$/.exec(source)?.[0];
  if (scheme) return address.startsWith(scheme) || (scheme === "http:" && address.startsWith("https:"));
  const [, protocol = new URL(page).protocol, host, port, path] = /^(?:([a-z][a-z0-9+.-]*:)\/\/)?(\*|(?:\*\.)?[a-z0-9_.-]+|\[[\da-f:]+\])(?::(\d+|\*))?(\/\S*)?$/.exec(source) ?? [];
  if (!host || !/^https?:/.test(address)) return false;
  const there = new URL(address);
  if (there.protocol !== protocol && !(protocol === "http:" && there.protocol === "https:")) return false;
  if (host !== "*" && (host.startsWith("*.") ? !there.hostname.endsWith(host.slice(1)) : there.hostname !== host)) return false;
  const used = there.port || DEFAULT_PORTS[there.protocol];
  const asked = port ?? DEFAULT_PORTS[protocol];
  if (asked !== "*" && asked !== used && !(asked === "80" && used === "443")) return false;
  return !path || path === "/" || (path.endsWith("/") ? there.pathname.startsWith(path) : there.pathname === path);
}

/** A policy that meets the needs, too, and forbids what it forbade else. */
export function amend(directives, wanted, page) {
  let amended = directives;
  for (const need of wanted) {
    if (met(amended, need, page)) continue;
    const { directive, source } = need;
    const [name, sources] = governing(amended, directive);
    // No policy can let a script in where a nonce has to.
    if (directive === "script-src-elem" && strict(amended)) continue;
    const added = ADDED[directive] ?? directive;
    const within = name === directive || name === added;
    const copied = sources.filter((one) => within || !/^'(?!self')/i.test(one)).filter((one) => one.toLowerCase() !== "'none'");
    const changed = [within ? name : added, [...copied, source]];
    amended = within ? amended.map((one) => (one[0] === name ? changed : one)) : [...amended, changed];
  }
  return amended;
}

/** The needs alone, as directives: what a site that has a policy adds to it. */
export function additions(wanted) {
  const directives = new Map();
  for (const { directive, source } of wanted.filter(({ directive }) => directive !== "sandbox" && directive !== "trusted-types")) {
    const name = ADDED[directive] ?? directive;
    directives.set(name, [...new Set([...(directives.get(name) ?? []), source])]);
  }
  return [...directives];
}
