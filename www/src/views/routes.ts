// The answer: all routes with what each takes and costs, and on one scale of time; or why there is none.
import { type TemplateResult, html, nothing } from "lit/html.js";
import { repeat } from "lit/directives/repeat.js";
import { type PointView, type ResultView, type RouteView, shortlist } from "../model.js";
import type { Reason } from "../types.js";
import { type Context } from "./context.js";
import { badges, fact, stamp } from "./pieces.js";
import { timeline } from "./timeline.js";

/** How many points of the front are shown before the reader asks for all. */
const SHOWN = 5;

export interface RoutesModel {
  result: ResultView;
  all: boolean;
  repeating: boolean;
  /** Opens a route in full. */
  choose: (key: string) => void;
  showAll: (all: boolean) => void;
  showRepeating: (repeating: boolean) => void;
  /** What stands between the words about the answer and its routes. */
  before: TemplateResult | typeof nothing;
  /** What stands below the routes. */
  after: TemplateResult | typeof nothing;
}

/** A route by its key, with the point that it belongs to. */
export function find(result: ResultView, key: string | undefined): { point: PointView; route: RouteView } | undefined {
  for (const point of [...result.points, ...result.repeating]) {
    const route = point.routes.find((one) => one.key === key);
    if (route) return { point, route };
  }
  return undefined;
}

export function routesView(context: Context, model: RoutesModel): TemplateResult {
  const { t, speech } = context;
  const { result, all, repeating } = model;
  const short = new Set(all ? result.points : shortlist(result.points, SHOWN));
  const points = [...result.points.filter((point) => short.has(point)), ...(repeating ? result.repeating : [])];
  const hidden = result.points.length - short.size;
  return html`
    <p class="status">${status(context, result)}</p>
    ${model.before}
    <ol class="routes">${repeat(points, ({ key }) => key, (one) => item(context, model, one))}</ol>
    ${hidden > 0 ? html`<button type="button" class="quiet" part="button" @click=${() => model.showAll(true)}>${speech.count("more", hidden)}</button>` : nothing}
    ${all && result.points.length > SHOWN ? html`<button type="button" class="quiet" part="button" @click=${() => model.showAll(false)}>${t.routes.fewer}</button>` : nothing}
    ${result.repeating.length > 0 ? html`
      <button type="button" class="quiet" part="button" aria-pressed=${repeating} @click=${() => model.showRepeating(!repeating)}>
        ${repeating ? t.routes.hideRepeating : speech.count("repeating", result.repeating.length)}</button>` : nothing}
    ${timeline(context, result, points.map(({ number, routes }) => ({ number, route: routes[0]! })))}
    ${model.after}
    ${stamp(context, result)}`;
}

function status({ t, speech }: Context, { status, bound, points, repeating }: ResultView): string {
  if (status === "exact") return points.length + repeating.length > 1 ? t.routes.exact : t.routes.exactOne;
  return status === "within" ? t.routes.within(speech.percent((bound ?? 0) / 10)) : t.routes.partial;
}

function item({ t, speech }: Context, model: RoutesModel, point: PointView): TemplateResult {
  const { number, figures, best } = point;
  const route = point.routes[0]!;
  const on = (objective: (typeof best)[number]): boolean => best.includes(objective);
  return html`
    <li class="card" part="card">
      <h3><button type="button" class="pick" data-route=${route.key} @click=${() => model.choose(route.key)}>${t.routes.route(number)}</button>${badges(t, point)}</h3>
      <p class="via">${via(route)}</p>
      <dl class="figures">
        ${fact(t.routes.columns.months, speech.duration(figures.months), on("months"))}
        ${fact(t.routes.columns.fees, speech.fee(figures.fees), on("fees"))}
        ${model.result.goal.kind === "job" ? fact(t.routes.columns.ready, speech.percent(figures.readiness), on("gap")) : nothing}
      </dl>
    </li>`;
}

/** The stages that are still to come, in a line. */
function via({ stages }: RouteView): string {
  return stages.filter(({ enrolled }) => !enrolled).map(({ title, alongside }) => (alongside ? `${title} + ${alongside.title}` : title)).join(" → ");
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

/** The same, where nothing can be pressed. */
export function reasonsView(context: Context, { reasons }: ResultView): TemplateResult | typeof nothing {
  return reasons.length > 0 ? html`<ul class="reasons">${reasons.map((reason) => html`<li>${reasonText(context, reason)}</li>`)}</ul>` : nothing;
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
