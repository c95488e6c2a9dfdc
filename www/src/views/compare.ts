// Two routes of an answer side by side, or one below another where there is no room.
import { type TemplateResult, html, nothing } from "lit/html.js";
import { type FigureRow, type StagePair, align, comparable, figureRows } from "../compare.js";
import type { ResultView, StageView } from "../model.js";
import { type Context, dotted } from "./context.js";

/** What only this view looks like. */
export const styles = `
.comparison { margin-top: 2rem; padding-top: .5rem; border-top: 3px solid var(--accent); }
.comparison > .legend { margin-top: .5rem; }
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; margin-bottom: 1rem; }
.pair .field { margin-top: 0; }
.figures-table tbody th { font-weight: 550; }
.aligned { list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); gap: .75rem; }
.aligned li { display: grid; grid-template-columns: minmax(0, 1fr); gap: .25rem; }
.aligned .small-title { margin: 0; }
.cell { border-inline-start: 3px solid var(--accent); background: var(--wash); border-radius: 0 var(--radius) var(--radius) 0; padding: .5rem .75rem; }
.cell.shared { grid-column: 1 / -1; }
.cell.work { border-color: var(--work); background: var(--work-wash); }
.cell.absent { border: 1px dashed var(--edge); border-radius: var(--radius); background: none; }
.route-name { font-size: .85em; font-weight: 650; }
@container (max-width: 559px) {
  .pair { grid-template-columns: minmax(0, 1fr); }
  .figures-table thead th:first-child { display: none; }
  .figures-table tr { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 .75rem; border-top: 1px solid var(--line); padding-block: .4rem; }
  .figures-table thead tr { border: 0; }
  .figures-table thead th:last-child { display: none; }
  .figures-table tbody th, .figures-table td:last-child { grid-column: 1 / -1; }
  .figures-table :is(td, th) { border: 0; padding: .1rem 0; }
  .figures-table .figure { text-align: start; white-space: normal; overflow-wrap: anywhere; }
}
@container (min-width: 560px) {
  .aligned li { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .25rem 1rem; }
  .aligned .small-title { grid-column: 1 / -1; }
}
`;

export interface CompareModel {
  result: ResultView;
  /** Keys of the two routes. */
  pair: readonly [string, string];
  choose: (pair: readonly [string, string]) => void;
  close: () => void;
}

export function compareView(context: Context, { result, pair, choose, close }: CompareModel): TemplateResult {
  const { t } = context;
  const all = comparable(result);
  const [a, b] = pair.map((key, at) => all.find(({ route }) => route.key === key) ?? all[at]!) as [(typeof all)[0], (typeof all)[0]];
  const name = ({ number, variant }: (typeof all)[0]): string => (variant === undefined ? t.routes.route(number) : t.compare.variant(number, variant));
  const select = (at: 0 | 1): TemplateResult => html`
    <label class="field"><span>${at === 0 ? t.compare.first : t.compare.second}</span>
      <select @change=${(event: Event) => {
        const { value } = event.currentTarget as HTMLSelectElement;
        choose(at === 0 ? [value, b.route.key] : [a.route.key, value]);
      }}>${all.map((one) => html`<option value=${one.route.key} ?selected=${one === (at === 0 ? a : b)}>${name(one)}</option>`)}</select></label>`;
  const names = [name(a), name(b)] as const;
  return html`
    <section class="comparison" aria-labelledby="compare-title">
      <h3 id="compare-title" class="legend" tabindex="-1">${t.compare.title}</h3>
      <div class="pair">${select(0)}${select(1)}</div>
      ${a === b ? html`<p class="hint">${t.compare.itself}</p>` : html`
        <table class="figures-table" part="table">
          <thead><tr><th scope="col"><span class="hidden">${t.compare.figure}</span></th><th scope="col" class="figure">${names[0]}</th><th scope="col" class="figure">${names[1]}</th><th scope="col">${t.compare.difference}</th></tr></thead>
          <tbody>${figureRows(a.route, b.route, result.goal.kind === "job").map((row) => html`
            <tr><th scope="row">${t.compare.names[row.name]}</th><td class="figure">${value(context, row, row.a)}</td><td class="figure">${value(context, row, row.b)}</td>
              <td class=${row.more === 0 ? "soft" : ""}>${difference(context, row)}</td></tr>`)}</tbody>
        </table>
        <h4 class="legend">${t.compare.stages}</h4>
        <ol class="aligned">${align(a.route.stages, b.route.stages).map((row) => html`
          <li>${alike(row) ? stage(context, t.compare.both, row.a, true) : html`${stage(context, names[0], row.a)}${stage(context, names[1], row.b)}`}</li>`)}</ol>`}
      <button type="button" class="quiet" part="button" @click=${close}>${t.compare.close}</button>
    </section>`;
}

/** Whether nothing that is shown of two stages differs. */
function alike({ a, b, same }: StagePair): boolean {
  return same && a?.start === b?.start && a?.end === b?.end && a?.offering?.id === b?.offering?.id && a?.alongside?.id === b?.alongside?.id;
}

function value({ t, speech }: Context, { name }: FigureRow, figure: number): string {
  switch (name) {
    case "months": return speech.duration(figure);
    case "fees": return speech.fee(figure);
    case "earned": return figure === 0 ? t.routes.none : speech.money(figure);
    case "moves": return figure === 0 ? t.routes.noMoves : speech.count("moves", figure);
    case "effort": return figure === 0 ? t.routes.none : speech.count("hours", figure);
    case "readiness": return speech.percent(figure);
  }
}

/** The difference with its sign, and in words. */
function difference(context: Context, row: FigureRow): string {
  const { t, speech } = context;
  if (row.more === 0) return t.compare.same;
  const size = row.name === "fees" ? speech.money(Math.abs(row.more)) : value(context, row, Math.abs(row.more));
  return `${row.more > 0 ? "+" : "−"}${size}: ${t.compare.words[row.name][row.more > 0 ? 0 : 1]}`;
}

function stage({ t, speech }: Context, route: string, one: StageView | undefined, shared = false): TemplateResult {
  if (!one) return html`<div class="cell absent"><span class="route-name">${route}</span> <p class="soft">${t.compare.nothing}</p></div>`;
  return html`
    <div class=${`cell ${one.kind === "job" ? "work" : "study"}${shared ? " shared" : ""}`}>
      <span class="route-name">${route}</span>
      <p class="strong">${one.title}</p>
      ${one.alongside ? html`<p>+ ${one.alongside.title}</p>` : nothing}
      <p class="soft">${dotted(`${speech.monthShort(one.start)} – ${speech.monthShort(one.end)}`, speech.duration(one.months))}</p>
      <p class="soft">${dotted(one.by, one.place, one.offering && t.kinds.mode[one.offering.mode], one.offering && t.kinds.funding[one.offering.funding], one.fee > 0 && speech.money(one.fee))}</p>
    </div>`;
}
