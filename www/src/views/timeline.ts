// Routes on one scale of time, drawn from the same records as the list; a picture with a name, never the only way to know.
import { type SVGTemplateResult, type TemplateResult, html, nothing, svg } from "lit/html.js";
import type { ResultView, RouteView, Segment } from "../model.js";
import { toIndex } from "../month.js";
import type { Context } from "./context.js";

const ROW = 26;
const LANE = 9;
const AXIS = 22;

export interface Row { number: number; route: RouteView }

export function timeline(context: Context, result: ResultView, rows: readonly Row[]): TemplateResult {
  const { t } = context;
  // A little air at the end, so that the goal's mark is not cut.
  const span = result.span * 1.02 + 0.5;
  const at = (month: number): string => `${((month / span) * 100).toFixed(2)}%`;
  const width = (from: number, to: number): string => `${(((to - from) / span) * 100).toFixed(2)}%`;
  const height = rows.length * ROW + AXIS;
  const first = toIndex(result.start);
  const january = (12 - (first % 12)) % 12;
  const years = Array.from({ length: Math.max(0, Math.ceil((span - january) / 12)) }, (_, year) => january + 12 * year);
  const every = Math.ceil(years.length / 6);

  const segment = (piece: Segment, y: number): SVGTemplateResult => svg`
    <rect class=${`piece ${piece.kind}`} x=${at(piece.from)} width=${width(piece.from, Math.max(piece.to, piece.from + 0.4))}
      y=${y + (piece.lane === 1 ? LANE + 5 : piece.kind === "wait" ? 9 : 3)} height=${piece.kind === "wait" ? 2 : hasSide(rows, y) ? LANE : 18} rx="3"></rect>
    ${piece.lane === 0 && piece.number > 0 && (piece.to - piece.from) / span > 0.05 && !hasSide(rows, y)
      ? svg`<text class=${`number ${piece.kind}`} x=${at((piece.from + piece.to) / 2)} y=${y + 16.5} text-anchor="middle">${piece.number}</text>`
      : nothing}`;

  return html`
    <figure class="timeline">
      <ul class="keys" aria-label=${t.routes.legend}>
        <li><span class="key study"></span>${t.routes.segment.study}</li>
        <li><span class="key work"></span>${t.routes.segment.work}</li>
        <li><span class="key wait"></span>${t.routes.segment.wait}</li>
      </ul>
      <div class="timeline-body">
        <ol class="timeline-labels" aria-hidden="true">${rows.map((row) => html`<li>${row.number}</li>`)}</ol>
        <svg role="img" width="100%" height=${height} aria-label=${rows.map((row) => describe(context, row)).join(" ")}>
          ${years.map((month, index) => svg`
            <line class="year" x1=${at(month)} x2=${at(month)} y1="0" y2=${height - AXIS + 4}></line>
            ${index % every === 0 && month / span < 0.9
              ? svg`<text class="year-name" x=${at(month)} dx="3" y=${height - 5}>${Math.floor((first + month) / 12)}</text>`
              : nothing}`)}
          ${rows.map((row, index) => svg`
            <g>
              ${row.route.segments.map((piece) => segment(piece, index * ROW))}
              <circle class="goal" cx=${at(row.route.months)} cy=${index * ROW + 12} r="5"></circle>
            </g>`)}
        </svg>
      </div>
    </figure>`;
}

function hasSide(rows: readonly Row[], y: number): boolean {
  return rows[y / ROW]?.route.segments.some((piece) => piece.lane === 1) ?? false;
}

function describe({ t, speech }: Context, { number, route }: Row): string {
  const pieces = route.segments.map((piece) => `${t.routes.segment[piece.kind]} ${speech.duration(Math.max(1, piece.to - piece.from))}`);
  return `${t.routes.timeline(number)}: ${pieces.join(", ")}.`;
}
