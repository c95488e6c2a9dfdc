// The answer: a front side by side, a timeline, and one route told stage by stage.
import { type TemplateResult, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import {
  type ActivityView, type ClauseView, type GainView, type Maker, type Need, type OfferingView, type OptionView, type PointView, type ResultView, type RouteView,
  type StageView, guessed, shortlist, unknowns,
} from "../model.js";
import type { Messages } from "../lang/index.js";
import type { Month, Reason, Source } from "../types.js";
import { type Context, dotted } from "./context.js";
import { gapTable } from "./gap.js";
import { timeline } from "./timeline.js";

/** How many points of the front stand side by side before the reader asks for all. */
const SIDE_BY_SIDE = 5;

export interface RoutesModel {
  result: ResultView;
  /** The route that is told below. */
  chosen: string | undefined;
  all: boolean;
  repeating: boolean;
  choose: (key: string) => void;
  showAll: (all: boolean) => void;
  showRepeating: (repeating: boolean) => void;
  /** The month of birth, where it was guessed. */
  born?: Month | undefined;
  /** Competencies that the goal asks for and the reader named no level of: a way to name them. */
  ask?: (ids: readonly string[]) => TemplateResult | typeof nothing;
}

/** The points that are side by side, with the number that each bears everywhere. */
export function visible({ result, all, repeating }: Pick<RoutesModel, "result" | "all" | "repeating">): { number: number; point: PointView }[] {
  const numbered = [...result.points, ...result.repeating].map((point, at) => ({ number: at + 1, point }));
  const short = new Set(all ? result.points : shortlist(result.points, SIDE_BY_SIDE));
  return numbered.filter(({ point }) => short.has(point) || (repeating && result.repeating.includes(point)));
}

export function routesView(context: Context, model: RoutesModel): TemplateResult {
  const { t, speech } = context;
  const { result } = model;
  const points = visible(model);
  const route = points.flatMap(({ point }) => point.routes).find(({ key }) => key === model.chosen) ?? points[0]?.point.routes[0];
  if (!route) return html``;
  const own = points.find(({ point }) => point.routes.includes(route))!;
  const hidden = result.points.length - points.filter(({ point }) => result.points.includes(point)).length;
  return html`
    <p class="status">${status(context, result)}</p>
    <section class="front" aria-labelledby="front-title">
      <h3 id="front-title" class="legend">${points.length > 1 ? t.routes.sideBySide : t.routes.atAGlance}</h3>
      ${comparison(context, model, points, own.point)}
      ${hidden > 0 ? html`<button type="button" class="quiet" @click=${() => model.showAll(true)}>${speech.count("more", hidden)}</button>` : nothing}
      ${model.all && result.points.length > SIDE_BY_SIDE ? html`<button type="button" class="quiet" @click=${() => model.showAll(false)}>${t.routes.fewer}</button>` : nothing}
      ${result.repeating.length > 0 ? html`
        <button type="button" class="quiet" aria-pressed=${model.repeating} @click=${() => model.showRepeating(!model.repeating)}>
          ${model.repeating ? t.routes.hideRepeating : speech.count("repeating", result.repeating.length)}</button>` : nothing}
      ${timeline(context, result, points.map(({ number, point }) => ({
        number,
        route: point === own.point ? route : point.routes[0]!,
        chosen: point === own.point,
      })))}
    </section>
    ${routeDetail(context, model, own.number, own.point, route)}
    <footer class="stamp">
      <p>${t.routes.checkNote}</p>
      <p>${t.routes.stamp(context.catalog.data.name, result.stamp.version, speech.month(result.stamp.asOf), result.stamp.engine)}
        <small class="digest">${result.stamp.digest.slice(0, 12)}</small></p>
    </footer>`;
}

function status({ t, speech }: Context, { status, bound, points, repeating }: ResultView): string {
  if (status === "exact") return points.length + repeating.length > 1 ? t.routes.exact : t.routes.exactOne;
  return status === "within" ? t.routes.within(speech.percent((bound ?? 0) / 10)) : t.routes.partial;
}

function comparison({ t, speech }: Context, model: RoutesModel, points: { number: number; point: PointView }[], own: PointView): TemplateResult {
  return html`
    <table class="compare">
      <thead><tr>
        <th scope="col">${t.routes.columns.route}</th>
        <th scope="col" class="figure">${t.routes.columns.months}</th>
        <th scope="col" class="figure">${t.routes.columns.fees}</th>
        ${model.result.goal.kind === "job" ? html`<th scope="col" class="figure">${t.routes.columns.ready}</th>` : nothing}
      </tr></thead>
      <tbody>${repeat(points, ({ point }) => point.key, ({ number, point }) => html`
        <tr class=${point === own ? "chosen" : ""}>
          <th scope="row">
            <button type="button" class="pick" aria-pressed=${point === own} @click=${() => model.choose(point.routes[0]!.key)}>${t.routes.route(number)}</button>
            ${badges(t, point)}
          </th>
          <td class=${`figure${point.best.includes("months") ? " best" : ""}`}>${speech.durationShort(point.figures.months)}</td>
          <td class=${`figure${point.best.includes("fees") ? " best" : ""}`}>${speech.fee(point.figures.fees)}</td>
          ${model.result.goal.kind === "job" ? html`
            <td class=${`figure${point.best.includes("gap") ? " best" : ""}`}>${speech.percent(point.figures.readiness)}</td>` : nothing}
        </tr>`)}</tbody>
    </table>`;
}

/** What a point is best at, alone or with others. */
function badges(t: Messages, { best, tied }: PointView): TemplateResult[] {
  return best.map((objective) => html` <span class="badge">${(tied.includes(objective) ? t.routes.tied : t.routes.best)[objective]}</span>`);
}

function routeDetail(context: Context, model: RoutesModel, number: number, point: PointView, route: RouteView): TemplateResult {
  const { t, speech } = context;
  const { goal } = model.result;
  const wait = route.goalWait > 0 ? t.routes.wait(speech.duration(route.goalWait)) : undefined;
  const lacking = unknowns(route.gaps);
  return html`
    <article class="route" aria-labelledby="route-title">
      <h3 id="route-title" tabindex="-1">${t.routes.route(number)} ${badges(t, point)}</h3>
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
      <h4 class="legend">${t.routes.list}</h4>
      <ol class="stages">
        ${route.stages.map((stage) => stageItem(context, stage))}
        <li class="stage goal">
          <div class="mark" aria-hidden="true">★</div>
          <div class="stage-body">
            ${wait ? html`<p class="wait">${wait}</p>` : nothing}
            <h5>${goal.title}${illustrative(context, goal.illustrative)}</h5>
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
          <h4 id="gap-title" class="legend">${t.gap.title}</h4>
          ${gapTable(context, route.gaps)}
          ${lacking.length > 0 && model.ask ? model.ask(lacking.map(({ id }) => id)) : nothing}
        </section>` : nothing}
      ${route.illustrative || guessed(goal) ? html`<p class="hint">${t.routes.illustrativeNote}</p>` : nothing}
    </article>`;
}

function fact(name: string, value: string): TemplateResult {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** The mark of what the data's authors assumed, to stand right after it. */
export function illustrative({ t }: Context, assumed: boolean | undefined): TemplateResult | typeof nothing {
  return assumed ? html` <span class="tag guess" title=${t.routes.illustrativeNote}>${t.routes.illustrative}</span>` : nothing;
}

/** By whom and where. */
export function where(context: Context, { by, byIllustrative, url, place }: Maker & { url?: string; place?: string }): TemplateResult {
  return html`${url ? link(context, url, by) : by}${illustrative(context, byIllustrative)}${place ? `\u00a0· ${place}` : nothing}`;
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
        <h5>${stage.title}${stage.code ? html` <span class="code">${stage.code}</span>` : nothing}${illustrative(context, stage.illustrative)}</h5>
        <p class="when">${speech.monthShort(stage.start)} – ${speech.monthShort(stage.end)}&nbsp;· ${stage.enrolled ? t.routes.rest(speech.duration(stage.months)) : speech.duration(stage.months)}</p>
        <p class="where">${where(context, stage)}
          ${stage.moved ? html`<span class="tag">${t.routes.moved}</span>` : nothing}</p>
        <p class="terms">${stage.enrolled ? t.routes.enrolled : stage.kind === "job"
          ? dotted(t.kinds.job, stage.wage !== undefined && t.routes.perMonth(speech.money(stage.wage)))
          : offering && html`${offeringText(context, offering)}${stage.fee > 0 ? html`&nbsp;· <strong>${speech.money(stage.fee)}</strong>` : nothing}`}</p>
        ${offering?.contract ? contractNote(context, offering) : nothing}
        ${stage.serves ? html`<p class="contract">${t.routes.serves(stage.serves)}</p>` : nothing}
        ${stage.alongside ? html`
          <div class="alongside"><p class="small-title">${t.routes.alongside}</p>
            <p><strong>${stage.alongside.title}</strong>${stage.alongside.code ? html` <span class="code">${stage.alongside.code}</span>` : nothing}${illustrative(context, stage.alongside.illustrative)}</p>
            <p class="where">${where(context, stage.alongside)}</p>
            <p class="when">${speech.monthShort(stage.alongside.start)} – ${speech.monthShort(stage.alongside.end)}&nbsp;· ${speech.duration(stage.alongside.months)}</p>
            <p class="terms">${stage.alongside.offering ? offeringText(context, stage.alongside.offering) : nothing}${stage.alongside.fee > 0 ? html`&nbsp;· <strong>${speech.money(stage.alongside.fee)}</strong>` : nothing}</p>
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

export interface UnreachableModel {
  reasons: readonly Reason[];
  raiseFees: (amount: number) => void;
  anyPlace: () => void;
}

/** Why there is no route, and what would change it. */
export function unreachableView(context: Context, model: UnreachableModel): TemplateResult {
  const { t } = context;
  if (model.reasons.length === 0) return html`<p>${t.unreachable.noReason}</p>`;
  return html`
    <p>${t.unreachable.lead}</p>
    <ul class="reasons">${model.reasons.map((reason) => html`<li>${reasonText(context, reason)} ${remedy(context, model, reason)}</li>`)}</ul>`;
}

function reasonText({ catalog, speech, t }: Context, reason: Reason): string {
  switch (reason.code) {
    case "limit": {
      const say = t.unreachable.limits[reason.limit as keyof typeof t.unreachable.limits];
      if (typeof say === "string") return say;
      if (!say) return t.unreachable.noReason;
      const put = (value: number): string => {
        if (reason.limit === "months") return speech.duration(value);
        if (reason.limit === "fees") return speech.money(value);
        return reason.limit === "moves" ? speech.count("moves", value) : speech.number(value);
      };
      return say(put(reason.given ?? 0), reason.least === undefined ? undefined : put(reason.least));
    }
    case "closed": {
      const name = reason.kind === "job" ? catalog.job(reason.id)?.name : reason.kind === "activity" ? catalog.activity(reason.id)?.name : catalog.programme(reason.id.split("/")[0])?.name;
      return t.unreachable.closed(name ?? reason.id, speech.condition(catalog, catalog.condition(reason.clause)));
    }
    case "untaught": return t.unreachable.untaught(catalog.competency(reason.competency)?.name ?? reason.competency, speech.level(catalog, reason.level));
    case "unawarded": return t.unreachable.unawarded(catalog.credential(reason.credential)?.name ?? reason.credential);
    case "enrolled": return t.unreachable.enrolled;
    case "owed": return t.unreachable.owed(catalog.organization(reason.sponsor)?.name ?? reason.sponsor, speech.duration(reason.months));
    case "beyond": return t.unreachable.beyond(speech.duration(reason.months));
  }
}

function remedy({ speech, t }: Context, model: UnreachableModel, reason: Reason): TemplateResult | typeof nothing {
  if (reason.code !== "limit") return nothing;
  if (reason.limit === "fees" && reason.least !== undefined) {
    const { least } = reason;
    return html`<button type="button" class="quiet" @click=${() => model.raiseFees(least)}>${t.unreachable.raiseFees(speech.money(least))}</button>`;
  }
  return reason.limit === "places" ? html`<button type="button" class="quiet" @click=${model.anyPlace}>${t.unreachable.anyPlace}</button>` : nothing;
}
