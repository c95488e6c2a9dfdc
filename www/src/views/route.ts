// One route in full: its figures, its stages with all that there is to know of each, and what the job asks for at the end.
import { type TemplateResult, html, nothing } from "lit/html.js";
import {
  type ActivityView, type ClauseView, type GainView, type Need, type OfferingView, type OptionView, type PointView, type ResultView, type RouteView,
  type StageView, guessed, unknowns,
} from "../model.js";
import type { Month } from "../types.js";
import { type Context, dotted } from "./context.js";
import { calendar, styles as calendarStyles } from "./calendar.js";
import { gapTable, styles as gapStyles } from "./gap.js";
import { badges, fact, illustrative, sourceList, stamp, where } from "./pieces.js";

export { gapTable };

/** What only this view looks like. */
export const styles = `${calendarStyles}${gapStyles}
.stages { list-style: none; }
.stage { position: relative; display: grid; grid-template-columns: 2rem minmax(0, 1fr); gap: 0 .85rem; padding-bottom: 1.75rem; }
.stage::before { content: ""; position: absolute; inset-inline-start: calc(1rem - 1px); top: 2rem; bottom: 0; border-inline-start: 2px solid var(--line); }
.stage:last-child { padding-bottom: .5rem; }
.stage:last-child::before { display: none; }
.mark { inline-size: 2rem; block-size: 2rem; border-radius: 50%; display: grid; place-items: center; font-weight: 700; color: var(--on-accent); background: var(--accent); font-variant-numeric: tabular-nums; }
.work .mark { background: var(--work); color: var(--paper); }
.stage.goal .mark { background: var(--paper); color: var(--ink); border: 2px solid var(--ink); font-size: .9em; }
.stage-body { min-width: 0; padding-top: .15rem; max-width: 46rem; }
.wait { color: var(--soft); font-style: italic; }
.alongside { border-inline-start: 3px solid var(--accent); background: var(--wash); border-radius: 0 var(--radius) var(--radius) 0; padding: .5rem .75rem; margin-top: .6rem; }
.alongside .small-title { margin-top: 0; }
.activities .soft, .activities .gain { display: block; }
.activities .gain { margin-top: .15rem; }
@media (forced-colors: active) {
  .mark { forced-color-adjust: none; background: Highlight; color: HighlightText; }
}
`;

export interface RouteModel {
  result: ResultView;
  point: PointView;
  route: RouteView;
  /** Whether the page has named the goal above. */
  named: boolean;
  /** Another variant of the same figures. */
  choose: (key: string) => void;
  /** To all routes. */
  back: () => void;
  /** The month of birth, where it was guessed. */
  born?: Month | undefined;
  /** What leads to the goal and where it leads, where the page does not show it elsewhere. */
  around?: TemplateResult | typeof nothing | undefined;
  /** Competencies that the goal asks for and the reader named no level of: a way to name them. */
  ask?: (ids: readonly string[]) => TemplateResult | typeof nothing;
}

export function routeView(context: Context, model: RouteModel): TemplateResult {
  const { t, speech } = context;
  const { result, point, route } = model;
  const { number } = point;
  const { goal } = result;
  const wait = route.goalWait > 0 ? t.routes.wait(speech.duration(route.goalWait)) : undefined;
  const lacking = unknowns(route.gaps);
  return html`
    <article class="route" part="route" aria-labelledby="route-title">
      <button type="button" class="quiet back" part="button" @click=${model.back}><span aria-hidden="true">← </span>${t.routes.all}</button>
      <h2 id="route-title" tabindex="-1">${model.named ? t.routes.route(number) : t.routes.routeTo(number, goal.title)}</h2>
      <p class="badges">${badges(t, point)}</p>
      ${point.routes.length > 1 ? html`
        <div class="segments" role="group" aria-label=${t.routes.variants}>
          ${point.routes.map((variant, at) => html`
            <button type="button" aria-pressed=${variant === route} @click=${() => model.choose(variant.key)}>${t.routes.variant(at + 1)}</button>`)}
        </div>` : nothing}
      <dl class="facts">
        ${fact(t.routes.figures.takes, speech.duration(route.months))}
        ${fact(t.routes.figures.reached, speech.month(route.reached))}
        ${fact(t.routes.figures.fees, speech.fee(route.fees))}
        ${goal.kind === "job" ? fact(t.routes.figures.ready, speech.percent(route.readiness)) : nothing}
        ${route.earned > 0 ? fact(t.routes.figures.earned, speech.money(route.earned)) : nothing}
        ${fact(t.routes.figures.moves, route.moves > 0 ? speech.count("moves", route.moves) : t.routes.noMoves)}
        ${route.effort > 0 ? fact(t.routes.figures.effort, speech.count("hours", route.effort)) : nothing}
      </dl>
      ${route.assumes.length > 0 || model.born ? html`
        <div class="note"><p>${t.routes.assumes}:</p>
          <ul>${model.born ? html`<li>${t.routes.assumesBorn(model.born.slice(0, 4))}</li>` : nothing}${route.assumes.map((one) => html`<li>${"age" in one ? t.routes.assumesAge(speech.years(one.age)) : t.routes.assumesFact(speech.fact(one.attests))}</li>`)}</ul>
        </div>` : nothing}
      ${calendar(context, result, number, route)}
      <h3 class="legend">${t.routes.list}</h3>
      <ol class="stages">
        ${route.stages.map((stage) => stageItem(context, stage))}
        <li class="stage goal">
          <div class="mark" aria-hidden="true">★</div>
          <div class="stage-body">
            ${wait ? html`<p class="wait">${wait}</p>` : nothing}
            <h4>${goal.title}${illustrative(context, goal.illustrative)}</h4>
            <p class="when">${t.routes.goalStage(speech.month(route.reached))}</p>
            <p class="where">${where(context, goal)}</p>
            <p>${goal.kind === "job" ? t.routes.goalJob : t.routes.goalProgramme}${goal.wage ? html` ${t.routes.perMonth(speech.money(goal.wage))}.` : nothing}</p>
            <details><summary>${t.routes.entryTitle}${goal.sources.length > 0 ? html`, ${t.routes.source.toLocaleLowerCase(speech.lang)}` : nothing}</summary>
              ${clauseList(context, route.goalEntry)}
              ${sourceList(context, goal.sources)}
            </details>
          </div>
        </li>
      </ol>
      ${goal.kind === "job" ? html`
        <section class="gap-section" aria-labelledby="gap-title">
          <h3 id="gap-title" class="legend">${t.gap.title}</h3>
          ${gapTable(context, route.gaps)}
          ${lacking.length > 0 && model.ask ? model.ask(lacking.map(({ id }) => id)) : nothing}
        </section>` : nothing}
      ${route.illustrative || guessed(goal) ? html`<p class="hint">${t.routes.illustrativeNote}</p>` : nothing}
      ${model.around ?? nothing}
      ${stamp(context, result)}
    </article>`;
}

function stageItem(context: Context, stage: StageView): TemplateResult {
  const { t, speech } = context;
  const { offering } = stage;
  const reasons = stage.gains.filter((gain) => gain.needs.length > 0);
  const others = stage.gains.filter((gain) => gain.needs.length === 0);
  return html`
    <li class=${`stage ${stage.kind === "job" ? "work" : "study"}`}>
      <div class="mark" aria-hidden="true">${stage.number}</div>
      <div class="stage-body">
        ${stage.wait > 0 ? html`<p class="wait">${t.routes.wait(speech.duration(stage.wait))}</p>` : nothing}
        <h4>${stage.title}${stage.code ? html` <span class="code">${stage.code}</span>` : nothing}${illustrative(context, stage.illustrative)}</h4>
        <p class="when">${speech.monthShort(stage.start)} – ${speech.monthShort(stage.end)}&nbsp;· ${stage.enrolled ? t.routes.rest(speech.duration(stage.months)) : speech.duration(stage.months)}</p>
        <p class="where">${where(context, stage)}
          ${stage.moved ? html`<span class="tag">${t.routes.moved}</span>` : nothing}</p>
        <p class="terms">${stage.enrolled ? dotted(t.routes.segment.study, t.routes.enrolled) : stage.kind === "job"
          ? dotted(t.kinds.job, stage.wage !== undefined && t.routes.perMonth(speech.money(stage.wage)))
          : offering && html`${t.routes.segment.study}&nbsp;· ${offeringText(context, offering)}${stage.fee > 0 ? html`&nbsp;· <strong>${speech.money(stage.fee)}</strong>` : nothing}`}</p>
        ${offering?.contract ? contractNote(context, offering) : nothing}
        ${stage.serves ? html`<p class="contract">${t.routes.serves(stage.serves)}</p>` : nothing}
        ${stage.alongside ? html`
          <div class="alongside"><p class="small-title">${t.routes.alongside}</p>
            <p><strong>${stage.alongside.title}</strong>${stage.alongside.code ? html` <span class="code">${stage.alongside.code}</span>` : nothing}${illustrative(context, stage.alongside.illustrative)}</p>
            <p class="where">${where(context, stage.alongside)}</p>
            <p class="when">${speech.monthShort(stage.alongside.start)} – ${speech.monthShort(stage.alongside.end)}&nbsp;· ${speech.duration(stage.alongside.months)}</p>
            <p class="terms">${dotted(t.routes.segment.study, stage.alongside.offering && offeringText(context, stage.alongside.offering))}${stage.alongside.fee > 0 ? html`&nbsp;· <strong>${speech.money(stage.alongside.fee)}</strong>` : nothing}</p>
            ${stage.alongside.offering?.contract ? contractNote(context, stage.alongside.offering) : nothing}
          </div>` : nothing}
        ${reasons.length > 0 ? html`
          <p class="small-title">${t.routes.whyTitle}</p>
          <ul class="why">${reasons.slice(0, 4).map((gain) => gainItem(context, gain))}</ul>` : nothing}
        ${stage.activities.length > 0 ? html`
          <p class="small-title">${t.routes.takeAlong}</p>
          <ul class="activities">${stage.activities.map((activity) => activityItem(context, activity))}</ul>` : nothing}
        ${stage.instead.length > 0 ? instead(context, stage) : nothing}
        ${stage.entry.length > 0 || stage.alongside || stage.sources.length > 0 || others.length > 0 || reasons.length > 4 ? html`
          <details>
            <summary>${detailsTitle(context, stage, others.length + reasons.slice(4).length > 0)}</summary>
            ${stage.enrolled ? nothing : html`<p class="small-title">${t.routes.entryTitle}</p>
              ${stage.entry.length > 0 ? clauseList(context, stage.entry) : html`<p>${t.routes.entryNone}</p>`}`}
            ${stage.alongside ? html`<p class="small-title">${t.routes.entryAlongside}</p>
              ${stage.alongside.entry.length > 0 ? clauseList(context, stage.alongside.entry) : html`<p>${t.routes.entryNone}</p>`}` : nothing}
            ${others.length > 0 || reasons.length > 4 ? html`<p class="small-title">${t.routes.alsoGives}</p>
              <ul class="why">${reasons.slice(4).map((gain) => gainItem(context, gain))}${others.map((gain) => html`<li>${gained(context, gain)}</li>`)}</ul>` : nothing}
            ${sourceList(context, stage.sources)}
          </details>` : nothing}
      </div>
    </li>`;
}

/** What the details hold, as their title. */
function detailsTitle({ t, speech }: Context, stage: StageView, more: boolean): string {
  const parts = [!stage.enrolled && t.routes.entryTitle, more && t.routes.alsoGives, stage.sources.length > 0 && t.routes.source].filter(Boolean) as string[];
  return dotted(...parts.map((part, at) => (at === 0 ? part : part.charAt(0).toLocaleLowerCase(speech.lang) + part.slice(1))));
}

function contractNote({ t, speech }: Context, { contract }: OfferingView): TemplateResult | typeof nothing {
  if (!contract) return nothing;
  return html`<p class="contract">${t.routes.contractNote(contract.sponsorName, speech.duration(contract.obligation_months))}
    ${contract.stipend_per_month > 0 ? t.routes.stipend(speech.money(contract.stipend_per_month)) : nothing}</p>`;
}

function offeringText({ t, speech }: Context, offering: OfferingView): string {
  return dotted(
    t.kinds.mode[offering.mode],
    t.kinds.funding[offering.funding],
    offering.feePerYear > 0 ? t.routes.perYear(speech.money(offering.feePerYear)) : offering.funding === "paid" && t.routes.free,
    offering.contract && offering.contract.obligation_months > 0 && t.kinds.target,
    offering.seats !== undefined && speech.count("seats", offering.seats),
  );
}

function activityItem(context: Context, activity: ActivityView): TemplateResult {
  const { t, speech } = context;
  return html`<li>
    <strong>${activity.name}</strong>${illustrative(context, activity.illustrative)}
    <span class="soft">${dotted(t.kinds.activity[activity.kind], speech.count("hours", activity.hours), activity.fee > 0 && speech.money(activity.fee), activity.by)}${illustrative(context, activity.byIllustrative)}</span>
    ${activity.gains.map((gain) => html`<span class="gain">${gained(context, gain)}${needText(context, gain.needs)}</span>`)}
  </li>`;
}

function gainItem(context: Context, gain: GainView): TemplateResult {
  return html`<li>${gained(context, gain)}${needText(context, gain.needs)}</li>`;
}

/** What is gained. */
function gained({ catalog, t, speech }: Context, { what }: GainView): TemplateResult {
  switch (what.kind) {
    case "level": return html`<b>${what.name}</b>: ${speech.level(catalog, what.to)}`;
    case "credential": return html`<b>${t.routes.credential(what.name)}</b>`;
    case "worked": return html`<b>${t.routes.worked(what.name)}</b>`;
  }
}

function needText({ catalog, t, speech }: Context, needs: readonly Need[]): string {
  const texts = needs.map((need) => {
    switch (need.kind) {
      case "stage": return t.routes.forStage(need.number);
      case "shorter": return t.routes.forShorter(need.number, need.title);
      case "goal-entry": return t.routes.forGoalEntry;
      case "goal-requirement": return need.met ? t.routes.forGoalMet : t.routes.forGoal(speech.level(catalog, need.level));
    }
  });
  return texts.length === 0 ? "" : ` — ${texts.join("; ")}`;
}

/** How many equals are told before the rest is folded away. */
const EQUALS = 3;

function instead(context: Context, stage: StageView): TemplateResult {
  const { t } = context;
  const text = (option: OptionView): TemplateResult => {
    // Of the same programme only the offering differs; of another place's, the name may be the same.
    const title = option.title === stage.title ? "" : option.title;
    const by = option.by === stage.by ? "" : option.by;
    return html`<li>${dotted(title, by, by && option.place, option.offering && shortOffering(context, option.offering))}</li>`;
  };
  const first = stage.instead.slice(0, EQUALS);
  const rest = stage.instead.slice(EQUALS);
  return html`
    <p class="small-title">${t.routes.instead}</p>
    <ul class="instead">${first.map(text)}</ul>
    ${rest.length > 0 ? html`<details><summary>${context.speech.count("more", rest.length)}</summary><ul class="instead">${rest.map(text)}</ul></details>` : nothing}`;
}

function shortOffering({ t }: Context, offering: OfferingView): string {
  return offering.contract ? `${t.kinds.target} (${offering.contract.sponsorName})` : dotted(t.kinds.mode[offering.mode], t.kinds.funding[offering.funding]);
}

/** The clauses of an entry, each with whether it is met. */
export function clauseList(context: Context, clauses: readonly ClauseView[]): TemplateResult {
  const { catalog, speech, t } = context;
  return html`<ul class="clauses">${clauses.map(({ condition, met, assumed }) => html`
    <li class=${assumed ? "assumed" : met ? "met" : "unmet"}>${speech.condition(catalog, condition)}
      ${assumed ? html`<span class="tag guess">${t.routes.entryAssumed}</span>` : met ? html`<span class="tag good">${t.routes.entryMet}</span>` : nothing}</li>`)}</ul>`;
}
