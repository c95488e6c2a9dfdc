// The gap: a table that says everything, with bars that show it.
import { type TemplateResult, html, nothing, svg } from "lit/html.js";
import { gaps } from "../lang/gap.js";
import type { Language } from "../lang/languages.js";
import type { GapRow } from "../model.js";
import type { Context } from "./context.js";

/** What only this view looks like. Views that show it bring it with them. */
export const styles = `
.gap { table-layout: fixed; }
.gap thead .figure { width: 16%; overflow-wrap: normal; }
.gap thead th, .gap .figure { padding-inline: .15rem; }
.gap th:first-child { padding-inline-start: 0; }
.gap-name { font-weight: 550; overflow-wrap: anywhere; }
.gap-said { display: block; font-size: .85em; line-height: 1.35; margin-top: .2rem; }
.bar { display: block; margin-top: .4rem; max-width: 22rem; overflow: visible; }
.bar .now { fill: var(--ink); }
.bar .gained { fill: var(--wash); stroke: var(--accent); stroke-width: 1.5; }
.bar .plus, .key.gained { color: var(--accent); font-size: 12px; font-weight: 700; }
.bar .plus { fill: currentColor; text-anchor: middle; }
.bar .missing { fill: none; stroke: var(--warn); stroke-width: 1.5; stroke-dasharray: 3 2; }
.bar .spare { fill: var(--line); opacity: .6; }
.bar .needed { stroke: var(--ink); stroke-width: 2.5; }
.key.now { background: var(--ink); }
.key.gained { background: var(--wash); border: 1.5px solid var(--accent); line-height: .5em; text-align: center; }
.key.gained::before { content: "+"; }
.key.missing { border: 1.5px dashed var(--warn); }
.key.needed { inline-size: 2.5px; block-size: 1em; background: var(--ink); vertical-align: -.15em; }
.short .figure:last-child { color: var(--warn); font-weight: 700; }
@container (max-width: 559px) {
  .gap thead th { font-size: .7rem; }
  .gap thead .figure { width: 3rem; }
  .gap-name { font-size: .95em; }
}
@container (min-width: 560px) {
  .gap thead th, .gap .figure { padding-inline: .75rem; }
  .gap thead .figure { width: 7rem; }
}
@media (forced-colors: active) {
  .key.now, .key.needed { background: CanvasText; }
  .key.gained, .key.missing { background: Canvas; border-color: CanvasText; color: CanvasText; }
  .bar .now { fill: CanvasText; }
  .bar .gained, .bar .missing { fill: Canvas; stroke: CanvasText; }
  .bar .plus { fill: CanvasText; }
  .bar .spare { fill: GrayText; }
  .bar .needed { stroke: CanvasText; }
}
@media print {
  .key, .bar { print-color-adjust: exact; }
}
`;

/** `now` alone says what is held today; else what a route makes of it. */
export function gapTable(context: Context, rows: readonly GapRow[], now = false): TemplateResult {
  const { t, speech } = context;
  const words = gaps[speech.lang as Language];
  const missing = rows.filter((row) => row.missing > 0);
  return html`
    ${missing.length === 0 ? html`<p class="good">${t.gap.none}</p>` : nothing}
    <ul class="keys" aria-hidden="true">
      ${(now ? ["now", "missing", "needed"] as const : ["now", "gained", "missing", "needed"] as const).map((kind) => html`<li><span class=${`key ${kind}`}></span>${words.keys[kind]}</li>`)}
    </ul>
    <table class="gap" part="table">
      <caption class="hidden">${words.caption}</caption>
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
            <span class="gap-said">${said(context, row, now)}</span>
          </th>
          <td class="figure">${row.now ?? html`<span aria-hidden="true">?</span><span class="hidden">${t.levels.unknown}</span>`}</td>
          ${now ? nothing : html`<td class="figure">${row.end}</td>`}
          <td class="figure">${row.required}</td>
        </tr>`)}</tbody>
    </table>`;
}

/** What the bar shows, with the names of the levels. */
function said({ catalog, speech }: Context, row: GapRow, now: boolean): string {
  const words = gaps[speech.lang as Language];
  const level = (one: number): string => (one === 0 ? words.none : catalog.level(one) ?? String(one));
  return [
    words.have(row.now === undefined ? words.unsaid : level(row.now)),
    ...(now || row.end <= (row.now ?? 0) ? [] : [words.gives(level(row.end))]),
    words.needed(level(row.required)),
  ].join(" ");
}

/** A cell for each level: held now, given by the route, still missing, not asked for; and a mark at what is needed. */
function bar({ catalog }: Context, row: GapRow): TemplateResult {
  const levels = Math.max(catalog.data.progression.length, row.required, row.end);
  const cell = 100 / levels;
  const at = (level: number): string => `${(level * cell).toFixed(2)}%`;
  return html`
    <svg class="bar" width="100%" height="16" aria-hidden="true">
      ${Array.from({ length: levels }, (_, below) => {
        const level = below + 1;
        const kind = level <= (row.now ?? 0) ? "now" : level <= row.end ? "gained" : level <= row.required ? "missing" : "spare";
        return svg`<rect class=${kind} x=${at(below)} y="3" width=${`${(cell - 2).toFixed(2)}%`} height="10" rx="2"></rect>
          ${kind === "gained" ? svg`<text class="plus" x=${at(below + 0.45)} y="12">+</text>` : nothing}`;
      })}
      <line class="needed" x1=${at(row.required - 0.05)} x2=${at(row.required - 0.05)} y1="0" y2="16"></line>
    </svg>`;
}
