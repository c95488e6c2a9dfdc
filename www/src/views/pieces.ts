// Small pieces that several views draw: marks of what is assumed, makers and places, sources, badges.
import { type TemplateResult, html, nothing } from "lit/html.js";
import type { Messages } from "../lang/index.js";
import type { Maker, PointView, ResultView } from "../model.js";
import type { Source } from "../types.js";
import type { Context } from "./context.js";

/** The mark of what the data's authors assumed, to stand right after it. */
export function illustrative({ t }: Context, assumed: boolean | undefined): TemplateResult | typeof nothing {
  return assumed ? html` <span class="tag guess" title=${t.routes.illustrativeNote}>${t.routes.illustrative}</span>` : nothing;
}

/** By whom and where. */
export function where(context: Context, { by, byIllustrative, url, place }: Maker & { url?: string; place?: string }): TemplateResult {
  return html`${url ? link(context, url, by) : by}${illustrative(context, byIllustrative)}${place ? `\u00a0· ${place}` : nothing}`;
}

/** What a point is best at, alone or with others. */
export function badges(t: Messages, { best, tied }: PointView): TemplateResult[] {
  return best.map((objective) => html` <span class="badge">${(tied.includes(objective) ? t.routes.tied : t.routes.best)[objective]}</span>`);
}

export function sourceList(context: Context, sources: readonly Source[]): TemplateResult | typeof nothing {
  if (sources.length === 0) return nothing;
  const { catalog, t, speech } = context;
  // A title has no translation: it is in the region's first language.
  const [lang] = catalog.data.locales;
  return html`<p class="small-title">${t.routes.source}</p>
    <ul class="sources">${sources.map((source) => html`<li>${link(context, source.url, source.title, lang)}, ${speech.day(source.date)}</li>`)}</ul>`;
}

/** A link to the web in a new tab; what it points to is nothing to us. The text may be in another language than the page. */
function link({ t, speech }: Context, url: string, text: string, lang = speech.lang): TemplateResult {
  return html`<a href=${url} target="_blank" rel="noopener noreferrer nofollow ugc">${lang === speech.lang ? text : html`<span lang=${lang}>${text}</span>`}<span class="hidden"> (${t.routes.newTab})</span></a>`;
}

/** A figure with its name; the best there is stands out. */
export function fact(name: string, value: string, best = false): TemplateResult {
  return html`<div><dt>${name}</dt><dd class=${best ? "best" : nothing}>${value}</dd></div>`;
}

/** Which data and engine said so. */
export function stamp({ catalog, t, speech }: Context, { stamp }: ResultView): TemplateResult {
  return html`
    <footer class="stamp">
      <p>${t.routes.checkNote}</p>
      <p>${t.routes.stamp(catalog.data.name, stamp.version, speech.month(stamp.asOf), stamp.engine)}
        <small class="digest">${stamp.digest.slice(0, 12)}</small></p>
    </footer>`;
}
