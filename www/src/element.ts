// What both elements share: loading a region, asking, waiting, failing, and showing routes.
import { LitElement, type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { Catalog } from "./catalog.js";
import { PlannerError } from "./errors.js";
import { Speech, language } from "./lang/index.js";
import { type ResultView, view } from "./model.js";
import { isMonth } from "./month.js";
import { Planner } from "./planner.js";
import type { Goal, Month, Question } from "./types.js";
import type { Context } from "./views/context.js";
import { type RoutesModel, routesView } from "./views/routes.js";

/** A wait shorter than this needs no word. */
const PATIENCE = 500;

export type Attempt = { state: "none" } | { state: "asking"; slow: boolean } | { state: "answered"; result: ResultView } | { state: "failed"; error: PlannerError };

export abstract class PlanningElement extends LitElement {
  static override properties = {
    region: { type: String },
    lang: { type: String },
    now: { type: String },
    context: { state: true },
    failure: { state: true },
    attempt: { state: true },
    chosen: { state: true },
    all: { state: true },
    repeating: { state: true },
    announcement: { state: true },
  };

  /** Attribute `region`: the address of a built region. */
  declare region: string;
  /** Attribute `lang`: the language; the page's where it is absent. */
  declare lang: string;
  /** Attribute `now`: the month to plan from, `YYYY-MM`; this month where it is absent. */
  declare now: string;

  protected declare context: Context | undefined;
  protected declare failure: PlannerError | undefined;
  protected declare attempt: Attempt;
  protected declare chosen: string | undefined;
  protected declare all: boolean;
  protected declare repeating: boolean;
  protected declare announcement: string;

  protected planner: Planner | undefined;
  private loading: AbortController | undefined;
  private asking: AbortController | undefined;
  private seen: IntersectionObserver | undefined;
  private wanted = false;

  constructor() {
    super();
    this.region = "";
    this.lang = "";
    this.now = "";
    this.attempt = { state: "none" };
    this.all = false;
    this.repeating = false;
    this.announcement = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Session recorders of the embedding page are asked to leave this alone.
    this.classList.add("ym-hide-content", "ym-disable-keys");
    // Nothing is fetched for an element that is far below what the reader sees.
    if (typeof IntersectionObserver === "function" && !this.wanted) {
      this.seen = new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.want();
      }, { rootMargin: "400px" });
      this.seen.observe(this);
    } else {
      this.want();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.seen?.disconnect();
    this.asking?.abort();
    this.loading?.abort();
    this.planner?.close();
    this.planner = undefined;
  }

  private want(): void {
    this.seen?.disconnect();
    this.wanted = true;
    void this.load();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.wanted && this.hasUpdated && (changed.has("region") || changed.has("lang"))) void this.load();
  }

  protected get speech(): Speech {
    return this.context?.speech ?? new Speech(this.tongue());
  }

  /** The language that was asked for: here, above, or by the reader's browser. */
  private tongue(): string {
    const tag = this.lang || this.parentElement?.closest("[lang]")?.getAttribute("lang") || (typeof navigator === "undefined" ? "en" : navigator.language);
    return language(tag);
  }

  protected get month(): Month {
    if (isMonth(this.now)) return this.now;
    const today = new Date();
    return `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}`;
  }

  protected async load(): Promise<void> {
    this.loading?.abort();
    const loading = new AbortController();
    this.loading = loading;
    const lang = this.tongue();
    try {
      if (!this.region) throw new PlannerError("REGION_NOT_FOUND", "The attribute region is missing.");
      const planner = await Planner.load(this.region, { lang, signal: loading.signal });
      if (loading.signal.aborted) return planner.close();
      this.planner?.close();
      this.planner = planner;
      const speech = new Speech(lang, planner.catalog.currency);
      this.failure = undefined;
      this.context = { catalog: new Catalog(planner.catalog), speech, t: speech.t };
      this.loaded();
    } catch (error) {
      if (loading.signal.aborted) return;
      this.fail(error);
    }
  }

  /** A region was loaded: the first, or the same in another language. */
  protected loaded(): void {}

  private fail(error: unknown): void {
    this.context = undefined;
    this.failure = error instanceof PlannerError ? error : new PlannerError("ENGINE_LOAD", "The planner could not be started.", { cause: error });
    const { code, message, remedy } = this.failure;
    this.dispatchEvent(new CustomEvent("pathway-planner-error", { bubbles: true, composed: true, detail: { code, message, remedy } }));
  }

  /** Asks for routes and shows them. */
  protected async ask(question: Question): Promise<void> {
    const { planner, context } = this;
    if (!planner || !context) return;
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.attempt = { state: "asking", slow: false };
    this.chosen = undefined;
    this.all = false;
    this.repeating = false;
    const slow = setTimeout(() => {
      this.attempt = { state: "asking", slow: true };
      this.announcement = context.t.routes.planning;
    }, PATIENCE);
    try {
      const answer = await planner.plan(question, { signal: asking.signal });
      const result = view(context.catalog, question.student, answer);
      this.attempt = { state: "answered", result };
      this.announcement = result.points.length > 0
        ? context.t.routes.leads(context.speech.count("routes", result.points.length))
        : context.t.routes.nothingFor(result.goal.title);
    } catch (error) {
      if (this.asking !== asking) return;
      const failure = error instanceof PlannerError ? error : new PlannerError("ENGINE_CRASHED", "The answer could not be shown.", { cause: error });
      this.attempt = failure.code === "ABORTED" ? { state: "none" } : { state: "failed", error: failure };
      this.announcement = context.t.error.codes[failure.code][0];
      if (failure.code === "BAD_INPUT") console.warn("pathway-planner:", failure.message, failure.problems);
    } finally {
      clearTimeout(slow);
      if (this.asking === asking) this.asking = undefined;
    }
    await this.updateComplete;
    this.focusOn("#result-title");
  }

  protected cancel(): void {
    this.asking?.abort();
  }

  protected focusOn(selector: string): void {
    const target = this.renderRoot.querySelector<HTMLElement>(selector);
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  override render(): TemplateResult {
    const { context } = this;
    if (context) {
      return html`<div class="frame" lang=${context.speech.lang}>
        ${this.content(context)}
        <p class="hidden" role="status" aria-live="polite">${this.announcement}</p>
      </div>`;
    }
    if (this.failure) return this.troubled();
    const { t } = this.speech;
    return html`<slot></slot><p class="loading" lang=${this.speech.lang} role="status">${this.wanted ? t.loading : nothing}</p>`;
  }

  /** What the page put inside stays, and below it what went wrong and what to do. */
  private troubled(): TemplateResult {
    const { t, lang } = this.speech;
    const { code, message } = this.failure!;
    const [what, remedy] = t.error.codes[code];
    return html`<slot></slot>
      <div class="frame trouble" role="alert" lang=${lang}>
        <p class="strong">${t.error.title}</p>
        <p>${what} ${remedy}</p>
        <p class="hint"><code>${code}</code> ${message}</p>
        <button type="button" class="quiet" @click=${() => {
          this.failure = undefined;
          void this.load();
        }}>${t.error.retry}</button>
      </div>`;
  }

  protected abstract content(context: Context): TemplateResult;

  /** The state of the question: waiting, failed, or answered. */
  protected outcome(context: Context, goal: Goal, rest: { title?: string; ask?: RoutesModel["ask"]; born?: Month | undefined; none: (result: ResultView) => TemplateResult; again: () => void }): TemplateResult | typeof nothing {
    const { t } = context;
    const { attempt } = this;
    switch (attempt.state) {
      case "none": return html`<p><button type="button" class="primary" @click=${rest.again}>${t.showRoutes}</button></p>`;
      case "asking": return html`
        <div class="planning" aria-busy="true">${attempt.slow ? html`
          <p>${t.routes.planning}</p><progress aria-label=${t.routes.planning}></progress>
          <button type="button" class="quiet" @click=${() => this.cancel()}>${t.cancel}</button>` : nothing}</div>`;
      case "failed": return html`
        <div class="trouble" role="alert">
          <p>${t.error.codes[attempt.error.code].join(" ")}</p>
          <p class="hint"><code>${attempt.error.code}</code> ${attempt.error.message}</p>
          <button type="button" class="quiet" @click=${rest.again}>${t.error.retry}</button>
        </div>`;
      case "answered": {
        const { result } = attempt;
        if (result.points.length === 0) return rest.none(result);
        return html`
          <h2 id="result-title" tabindex="-1">${rest.title ?? t.routes.title(result.goal.title)}</h2>
          <p class="lead">${t.routes.leads(context.speech.count("routes", result.points.length))}</p>
          ${routesView(context, {
            result,
            chosen: this.chosen,
            all: this.all,
            repeating: this.repeating,
            choose: (key) => {
              this.chosen = key;
              void this.updateComplete.then(() => this.focusOn("#route-title"));
            },
            showAll: (all) => (this.all = all),
            showRepeating: (repeating) => (this.repeating = repeating),
            born: rest.born,
            ...(rest.ask && { ask: rest.ask }),
          })}`;
      }
    }
  }
}

/** Defines an element once, whichever copy of this script comes first. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
  else console.info(`pathway-planner: <${name}> is defined already; this copy of the script leaves it alone.`);
}
