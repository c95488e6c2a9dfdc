// The gap: a table that says everything, with bars that show it.
import { type TemplateResult, html, nothing, svg } from "lit/html.js";
import type { GapRow } from "../model.js";
import type { Context } from "./context.js";

/** `now` alone says what is held today; else what a route makes of it. */
export function gapTable(context: Context, rows: readonly GapRow[], now = false): TemplateResult {
  const { t, speech } = context;
  const missing = rows.filter((row) => row.missing > 0);
  return html`
    ${missing.length === 0 ? html`<p class="good">${t.gap.none}</p>` : nothing}
    <ul class="keys" aria-hidden="true">
      ${(now ? ["now", "missing"] as const : ["now", "gained", "missing"] as const).map((kind) => html`<li><span class=${`key ${kind}`}></span>${t.gap.keys[kind]}</li>`)}
    </ul>
    <table class="gap" part="table">
      <caption class="hidden">${t.gap.caption}</caption>
      <thead><tr>
        <th scope="col">${t.gap.competency}</th>
        <th scope="col" class="figure">${t.gap.now}</th>
        ${now ? nothing : html`<th scope="col" class="figure">${t.gap.end}</th>`}
        <th scope="col" class="figure">${t.gap.required}</th>
      </tr></thead>
      <tbody>${rows.map((row) => html`
        <tr class=${row.missing > 0 ? "short" : ""}>
          <th scope="row">
            <span class="gap-name">${row.name}</span>
            ${row.essential ? html`<span class="tag">${t.gap.essential}</span>` : nothing}
            ${row.missing > 0 ? html`<span class="tag warn">${speech.count("levels", row.missing)}</span>` : nothing}
            ${!row.known && row.missing > 0 ? html`<span class="gap-note">${t.gap.unknown}</span>` : nothing}
            ${bar(context, row)}
          </th>
          <td class="figure">${row.now ?? html`<span aria-hidden="true">?</span><span class="hidden">${t.levels.unknown}</span>`}</td>
          ${now ? nothing : html`<td class="figure">${row.end}</td>`}
          <td class="figure">${row.required}</td>
        </tr>`)}</tbody>
    </table>`;
}

/** A cell for each level: held now, given by the route, still missing, not asked for. */
function bar({ catalog, speech, t }: Context, row: GapRow): TemplateResult {
  const levels = Math.max(catalog.data.progression.length, row.required, row.end);
  const cell = 100 / levels;
  const said = (level: number): string => speech.level(catalog, level);
  return html`
    <svg class="bar" width="100%" height="10" role="img" aria-label=${t.gap.bar(row.now === undefined ? t.levels.unknown : said(row.now), said(row.end), said(row.required))}>
      ${Array.from({ length: levels }, (_, at) => {
        const level = at + 1;
        const kind = level <= (row.now ?? 0) ? "now" : level <= row.end ? "gained" : level <= row.required ? "missing" : "spare";
        return svg`<rect class=${kind} x=${`${(at * cell).toFixed(2)}%`} y="1" width=${`${(cell - 1.5).toFixed(2)}%`} height="8" rx="2"></rect>`;
      })}
    </svg>`;
}
