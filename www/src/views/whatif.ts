// "What if": switches over an answer, and what they change in it.
import { type TemplateResult, html, nothing } from "lit/html.js";
import type { ResultView } from "../model.js";
import { type Change, type Switch, change, shorter } from "../whatif.js";
import type { Context } from "./context.js";

export { offered, own, renumber, shorter, suppose } from "../whatif.js";

export interface WhatIfModel {
  /** The answer as it was, and as it is with the switches; absent while it is computed, or where nothing is turned. */
  before: ResultView;
  after: ResultView | undefined;
  switches: readonly Switch[];
  on: ReadonlySet<Switch>;
  /** Whether any of them is not as the reader had it. */
  turned: boolean;
  flip: (one: Switch) => void;
  back: () => void;
}

export function whatIfView(context: Context, { before, after, switches, on, turned, flip, back }: WhatIfModel): TemplateResult {
  const { t, speech } = context;
  const label = (one: Switch): string => (one === "within" ? t.whatIf.within(speech.duration(shorter(before)!)) : t.whatIf[one]);
  return html`
    <fieldset class="plain"><legend class="hint">${t.whatIf.hint}</legend>
      ${switches.map((one) => html`
        <label class="option"><input type="checkbox" role="switch" name=${one} .checked=${on.has(one)} @change=${() => flip(one)}><span>${label(one)}</span></label>`)}
    </fieldset>
    ${turned ? html`
      <div class="note changed">
        ${after ? html`<ul>${changes(context, before, after).map((line) => html`<li>${line}</li>`)}</ul>` : html`<p>${t.routes.planning}</p>`}
        <button type="button" class="quiet" part="button" @click=${back}>${t.whatIf.back}</button>
      </div>` : nothing}`;
}

/** What the switches change, a sentence each. */
export function changes({ t, speech }: Context, before: ResultView, after: ResultView): string[] {
  if (after.points.length === 0) return [t.whatIf.none];
  const { lost, gained, months = 0, fees = 0, readiness = 0 }: Change = change(before, after);
  const lines = [
    lost > 0 && t.whatIf.lost(speech.count("routes", lost)),
    gained > 0 && t.whatIf.gained(speech.count("routes", gained)),
    months !== 0 && t.whatIf.soonest(speech.duration(Math.abs(months)), months > 0),
    fees !== 0 && t.whatIf.cheapest(speech.money(Math.abs(fees)), fees > 0),
    readiness !== 0 && before.goal.kind === "job" && t.whatIf.prepared(speech.percent(Math.abs(readiness)), readiness > 0),
  ].filter((line) => line !== false);
  return lines.length > 0 ? lines : [t.whatIf.same];
}
