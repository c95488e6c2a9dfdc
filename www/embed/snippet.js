// The lines to paste, one kind for each rung. Pure text; what is written into attributes is escaped.
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
const attributes = (all) => Object.entries(all).filter(([, value]) => value !== undefined && value !== false && value !== "").map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escape(String(value))}"`)).join("");

/** What a frame of ours may do: all that the planner offers, but not to lead its host's page elsewhere. On one site with its host it would mean nothing. */
export const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox";

/** Session recorders of the page around are asked to leave it alone. */
const GUARDS = "ym-hide-content ym-disable-keys";

/**
 * The address of the page that holds the planner alone. A region that lies on its site is named without the site.
 * `wanted` is `{ region, lang, job, theme, host }`; what is empty is left out.
 */
export function frameAddress(places, { region, lang, job, theme, host }) {
  const address = new URL(places.frame);
  const data = new URL(region, places.frame);
  const query = { region: data.origin === address.origin ? data.pathname : data.href, lang, job, theme, host };
  // Slashes and colons are as good in a query, and easier to read.
  address.search = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString().replaceAll("%2F", "/").replaceAll("%3A", ":");
  return address.href;
}

/** The snippet of a rung: `{ language, text }`. `wanted` as above, with `minHeight`, and `say`, the words of a language. */
export function snippet(rung, places, wanted, say) {
  const { region, lang, job, theme, host, minHeight } = wanted;
  const alone = frameAddress(places, { ...wanted, host: undefined });
  switch (rung) {
    case "link":
      return { language: "html", text: `<a href="${escape(alone)}" target="_blank" rel="noopener">${say.link}</a>` };
    case "frame":
    case "resize": {
      const resized = rung === "resize";
      const frame = `<iframe${attributes({
        "data-pathway-planner": resized, src: frameAddress(places, resized ? wanted : { ...wanted, host: undefined }), title: say.title, width: "100%", height: Math.max(minHeight, 320),
        "data-min-height": resized ? minHeight : undefined, class: GUARDS, loading: "lazy", referrerpolicy: "no-referrer", allow: "clipboard-write; web-share", sandbox: host !== new URL(places.frame).origin && SANDBOX,
      })}><a href="${escape(alone)}">${say.link}</a></iframe>`;
      // Without frames, or where they are blocked, a link is left.
      const link = `<p><a href="${escape(alone)}" target="_blank" rel="noopener">${say.alone}</a></p>`;
      return { language: "html", text: [frame, link, ...(resized ? [`<script src="${escape(places.host)}" defer></script>`] : [])].join("\n") };
    }
    case "tag": {
      const name = job ? "pathway-job" : "pathway-planner";
      return { language: "html", text: `<script type="module" src="${escape(places.script)}"></script>\n<${name}${attributes({ region, job, lang, theme })}><a href="${escape(alone)}">${say.link}</a></${name}>` };
    }
    case "npm": {
      const name = job ? "pathway-job" : "pathway-planner";
      const set = Object.entries({ region, job, lang, theme }).filter(([, value]) => value).map(([key, value]) => `element.${key} = ${JSON.stringify(value)};`);
      return { language: "js", text: [`// npm install pathway-planner`, `import "pathway-planner";`, "", `const element = document.createElement("${name}");`, ...set, `document.querySelector("#routes").append(element);`].join("\n") };
    }
    default:
      return {
        language: "js", text: [
          `import { Planner } from "pathway-planner/planner";`, "",
          `const planner = await Planner.load(${JSON.stringify(region)}, { lang: ${JSON.stringify(lang || "ru")} });`,
          `const student = { format: "pathways-student/1", now: new Date().toISOString().slice(0, 7), credentials: ["basic-general"] };`,
          `const answer = await planner.plan({ student, goal: { job: ${JSON.stringify(job || "mine-foreman")} } });`,
          `console.log(answer.status, answer.routes);`, `planner.close();`,
        ].join("\n"),
      };
  }
}

/** The lines that put the self-check onto a page of the site itself. They say by themselves what is wrong if they are all that appears. */
export function checkSnippet(places, { region, lang }, say) {
  const { origin } = new URL(places.check);
  return `<div${attributes({ "data-pathway-check": true, "data-region": region, lang })}>\n  <p><code>CSP_SCRIPT_BLOCKED</code> ${say.stays} <code>script-src ${escape(origin)}</code></p>\n</div>\n<script type="module" src="${escape(places.check)}"></script>`;
}
