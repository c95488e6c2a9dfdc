// One route on the calendar: a row for each stage with its name and months, a row for each wait; drawn from the same
// records as the list of stages, which says all of it.
import { type TemplateResult, html, nothing, svg } from "lit/html.js";
import { calendars } from "../lang/calendar.js";
import type { Language } from "../lang/languages.js";
import type { ResultView, RouteView } from "../model.js";
import { between, toIndex } from "../month.js";
import type { Month } from "../types.js";
import { type Context, dotted } from "./context.js";

/** What only this view looks like. */
export const styles = `
.calendar { margin: 1.25rem 0 0; }
.calendar-row { padding-block: .3rem; line-height: 1.3; }
.calendar-row .line { display: flex; flex-wrap: wrap; gap: 0 .75rem; justify-content: space-between; font-size: .925em; }
.calendar-row .term { font-weight: 550; overflow-wrap: anywhere; min-width: 0; }
.calendar-row .soft { font-variant-numeric: tabular-nums; }
.calendar-row.gone .term { font-weight: 400; font-style: italic; color: var(--soft); }
.calendar svg { display: block; overflow: visible; margin-top: .15rem; }
.calendar .year { stroke: var(--line); }
.calendar .study { fill: var(--accent); }
.calendar .work { fill: var(--work-wash); stroke: var(--work); stroke-width: 2; }
.calendar .wait { stroke: var(--soft); stroke-width: 2; stroke-dasharray: 2 4; }
@media (forced-colors: active) {
  .calendar .study { fill: Highlight; }
  .calendar .work { fill: Canvas; stroke: CanvasText; }
  .calendar .wait, .calendar .year { stroke: CanvasText; }
  .calendar .year { opacity: .4; }
}
@media print {
  .calendar-row { break-inside: avoid; }
  .calendar svg { print-color-adjust: exact; }
}
`;

/** A row of the calendar, in whole months from the start. */
interface Row {
  kind: "study" | "work" | "wait" | "goal";
  term: string;
  when: string;
  from: number;
  to: number;
}

export function calendar(context: Context, result: ResultView, number: number, route: RouteView): TemplateResult {
  const words = calendars[context.speech.lang as Language];
  const rows = rowsOf(context, result, route);
  const first = toIndex(result.start);
  const span = Math.max(1, route.months);
  const at = (month: number): string => `${((month / span) * 100).toFixed(2)}%`;
  const january = (12 - (first % 12)) % 12;
  const years = Array.from({ length: Math.max(0, Math.ceil((span - january) / 12)) }, (_, year) => january + 12 * year);
  const every = Math.ceil(years.length / 5);
  const ticks = years.map((month) => svg`<line class="year" x1=${at(month)} x2=${at(month)} y1="0" y2="14"></line>`);
  return html`
    <h3 class="legend">${words.title}</h3>
    <div class="calendar" role="img" aria-label=${words.picture(number)}><div aria-hidden="true">
      ${rows.map(({ kind, term, when, from, to }) => html`
        <div class=${`calendar-row ${kind === "wait" ? "gone" : ""}`}>
          <p class="line"><span class="term">${term}</span><span class="soft">${when}</span></p>
          <svg width="100%" height="14">${ticks}${kind === "goal"
            ? svg`<circle class="goal" cx=${at(to)} cy="7" r="5"></circle>`
            : kind === "wait"
              ? svg`<line class="wait" x1=${at(from)} x2=${at(to)} y1="7" y2="7"></line>`
              : svg`<rect class=${kind} x=${at(from)} y="2" width=${at(Math.max(to - from, span / 120))} height="10" rx="2"></rect>`}</svg>
        </div>`)}
      <svg width="100%" height="16">${years.map((month, index) => (index % every === 0 && month / span < 0.88
        ? svg`<text class="year-name" x=${at(month)} y="12">${Math.floor((first + month) / 12)}</text>` : nothing))}</svg>
    </div></div>`;
}

/** What happens when, in order, and in the words of the list. */
function rowsOf({ speech, t }: Context, result: ResultView, route: RouteView): Row[] {
  const month = (one: Month): number => between(result.start, one);
  const rows: Row[] = [];
  const wait = (months: number, end: number): void => {
    if (months > 0) rows.push({ kind: "wait", term: t.routes.wait(speech.duration(months)), when: "", from: end - months, to: end });
  };
  const term = (kind: "study" | "work", name: string, { start, end, months }: { start: Month; end: Month; months: number }): void => {
    rows.push({ kind, term: name, when: dotted(t.routes.segment[kind], `${speech.monthShort(start)} – ${speech.monthShort(end)}`, speech.duration(months)), from: month(start), to: month(end) });
  };
  for (const stage of route.stages) {
    wait(stage.wait, month(stage.start));
    term(stage.kind === "job" ? "work" : "study", `${stage.number}. ${stage.title}`, stage);
    if (stage.alongside) term("study", `${t.routes.alongside}: ${stage.alongside.title}`, stage.alongside);
  }
  wait(route.goalWait, route.months);
  rows.push({ kind: "goal", term: `★ ${result.goal.title}`, when: t.routes.goalStage(speech.month(route.reached)), from: route.months, to: route.months });
  return rows;
}
