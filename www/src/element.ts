// What both elements share once they are there: drawing, asking, waiting, failing, and showing routes.
import { type TemplateResult, html, nothing, render } from "lit/html.js";
import { Catalog } from "./catalog.js";
import type { PlannerError } from "./errors.js";
import { Keeping } from "./keeping.js";
import { type Messages, Speech } from "./lang/index.js";
import { type ResultView, view } from "./model.js";
import type { JobMessages } from "./lang/job.en.js";
import { type Late, late } from "./late.js";
import { isMonth } from "./month.js";
import type { Planner } from "./planner.js";
import type { Profile } from "./profile.js";
import type { Loaded, Shell, Shown } from "./shell.js";
import { styles } from "./styles.js";
import type { Goal, Month, Question } from "./types.js";
import type { Context } from "./views/context.js";
import { find, reasonsView, routesView } from "./views/routes.js";
import type { Switch } from "./whatif.js";

/** A wait shorter than this needs no word. */
const PATIENCE = 500;

/** What went wrong, as a page says it. */
export type Trouble = Pick<PlannerError, "code" | "message"> & { line?: string | undefined };

export type Attempt = { state: "none" } | { state: "asking"; slow: boolean } | { state: "answered"; result: ResultView } | { state: "failed"; error: Trouble };

/** Sheets by their text, one for all elements, since they look alike. */
const sheets = new Map<string, CSSStyleSheet>();

export abstract class Planning implements Shown {
  /** What is drawn again when it changes. */
  static readonly state: readonly string[] = ["context", "failure", "attempt", "chosen", "all", "repeating", "announcement", "late", "pair", "supposing"];

  protected declare context: Context | undefined;
  protected declare failure: { error: Trouble; speech: Speech; again: () => void } | undefined;
  protected declare attempt: Attempt;
  /** The key of the route that is shown in full. */
  protected declare chosen: string | undefined;
  protected declare all: boolean;
  protected declare repeating: boolean;
  protected declare announcement: string;
  /** Views that have been asked for. */
  protected declare late: Late;
  /** Two routes side by side. */
  protected declare pair: readonly [string, string] | undefined;
  /** Switches as they are turned and the answer that is shown; until `settled` it is the one before. Absent where all are as the reader had them. */
  protected declare supposing: { on: ReadonlySet<Switch>; result: ResultView; settled: boolean } | undefined;

  protected readonly element: Shell;
  protected readonly renderRoot: ShadowRoot;
  protected planner: Planner | undefined;
  /** What only <pathway-job> says. */
  protected declare words: JobMessages | undefined;
  private asking: AbortController | undefined;
  /** Whether the switches are unfolded. */
  private wondering = false;
  /** What was asked last. */
  private question: Question | undefined;
  private drawing: Promise<void> | undefined;
  private box: HTMLElement | undefined;

  private readonly keeping = new Keeping({
    entered: () => this.entered(),
    restore: (profile, goal) => this.restore(profile, goal),
    empty: () => {
      this.cancel();
      this.attempt = { state: "none" };
      this.chosen = undefined;
      this.empty();
    },
    shown: () => {
      if (this.attempt.state !== "answered") return undefined;
      const { result } = this.attempt;
      const point = result.points[0] ?? result.repeating[0];
      const told = find(result, this.chosen) ?? (point && { point, route: point.routes[0]! });
      return { result, told: told && { number: told.point.number, route: told.route } };
    },
    month: () => this.month,
    today: () => this.today,
    announce: (text) => (this.announcement = text),
    root: () => this.renderRoot,
    update: () => {
      this.requestUpdate();
      return this.updateComplete;
    },
  });

  constructor(element: Shell, root: ShadowRoot) {
    this.element = element;
    this.renderRoot = root;
    for (const name of (this.constructor as typeof Planning).state) {
      let value: unknown;
      Object.defineProperty(this, name, {
        get: () => value,
        set: (next: unknown) => {
          if (next === value) return;
          value = next;
          this.requestUpdate();
        },
      });
    }
    this.adopt(styles);
    this.attempt = { state: "none" };
    this.all = false;
    this.repeating = false;
    this.announcement = "";
    this.late = {};
  }

  private adopt(text: string): void {
    let sheet = sheets.get(text);
    if (!sheet) {
      sheets.set(text, (sheet = new CSSStyleSheet()));
      sheet.replaceSync(text);
    }
    this.renderRoot.adoptedStyleSheets = [...this.renderRoot.adoptedStyleSheets, sheet];
  }

  show({ planner, t, words }: Loaded): void {
    this.words = words;
    this.planner = planner;
    const speech = new Speech(t, planner.catalog.currency);
    this.failure = undefined;
    this.context = { catalog: new Catalog(planner.catalog), speech, t };
    this.keeping.connected();
    this.loaded();
    void this.keeping.loaded(this.context);
    // The rest comes once the first view is there, so that nothing is asked of the network when the reader has begun.
    void this.updateComplete.then(() => Promise.all([late.route(), late.compare(), late.whatIf()])).catch(() => undefined);
  }

  fail(error: Trouble, t: Messages, again: () => void): void {
    this.context = undefined;
    this.failure = { error, speech: new Speech(t), again };
  }

  leave(): void {
    this.keeping.disconnected();
    this.asking?.abort();
    this.planner = undefined;
    this.context = undefined;
    this.failure = undefined;
    this.attempt = { state: "none" };
    this.box = undefined;
  }

  /** Another month or job makes another question. */
  changed(name: string): void {
    if (name === "theme" || !this.context) return;
    this.attempt = { state: "none" };
    this.loaded();
    this.requestUpdate();
  }

  /** Draws soon, once for all that changes until then. */
  protected requestUpdate(): void {
    this.drawing ??= Promise.resolve().then(() => {
      this.drawing = undefined;
      if (!this.context && !this.failure) return;
      if (!this.box) {
        this.box = document.createElement("div");
        this.renderRoot.replaceChildren(this.box);
      }
      this.keeping.follow();
      render(this.render(), this.box);
    });
  }

  /** When what has changed is drawn. */
  protected get updateComplete(): Promise<void> {
    return this.drawing ?? Promise.resolve();
  }

  protected get month(): Month {
    return this.keeping.since ?? this.today;
  }

  private get today(): Month {
    if (isMonth(this.element.now)) return this.element.now;
    const today = new Date();
    return `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}`;
  }

  /** A region was loaded: the first, or the same in another language. */
  protected loaded(): void {}

  /** Asks for routes and shows them. Only who asked for them is led there: a page that loads takes no focus. */
  protected async ask(question: Question, byReader: boolean): Promise<void> {
    const { planner, context } = this;
    if (!planner || !context) return;
    this.asking?.abort();
    const asking = new AbortController();
    const quiet = this.keeping.opening;
    this.asking = asking;
    const asked = (this.question = this.keeping.question(question));
    this.supposing = undefined;
    this.pair = undefined;
    this.attempt = { state: "asking", slow: false };
    const slow = setTimeout(() => {
      this.attempt = { state: "asking", slow: true };
      this.announcement = context.t.routes.planning;
    }, PATIENCE);
    try {
      const answer = await planner.plan(asked, { signal: asking.signal });
      const result = view(context.catalog, question.student, answer);
      this.attempt = { state: "answered", result };
      this.reveal(result, this.keeping.chosen(result));
      this.element.tell("answer", { region: answer.region });
      // Whoever sees routes is about to open one.
      void this.fetch("route");
      this.announcement = result.points.length > 0
        ? context.t.routes.leads(context.speech.count("routes", result.points.length))
        : context.t.routes.nothingFor(result.goal.title);
    } catch (error) {
      if (this.asking !== asking) return;
      const failure = told(error);
      this.attempt = failure.code === "ABORTED" ? { state: "none" } : { state: "failed", error: failure };
      this.announcement = context.t.error.codes[failure.code][0];
      if (failure.code === "BAD_INPUT") console.warn("pathway-planner:", failure.message, (error as PlannerError).problems);
    } finally {
      clearTimeout(slow);
      if (this.asking === asking) this.asking = undefined;
    }
    if (!byReader) return;
    await this.updateComplete;
    // A page that opens with a link leaves the reader where they are. So do arrow keys, which choose whatever they pass in
    // a group: the routes are announced.
    if (!quiet && !this.renderRoot.activeElement?.matches("[type=radio]:focus-visible")) this.focusOn(this.chosen === undefined ? "#result-title" : "#route-title, #result-title");
  }

  /** Opens the route that a link was about, and shows what would hide it on the list. */
  private reveal(result: ResultView, key: string | undefined): void {
    const found = find(result, key);
    if (!found) return;
    this.chosen = key;
    this.repeating = result.repeating.includes(found.point);
    this.all = true;
  }

  /** Fetches a view that is needed now; without it the page goes on, and says so. */
  protected async fetch(part: keyof Late): Promise<void> {
    if (this.late[part]) return;
    try {
      const fetched = await late[part]();
      if (this.late[part]) return;
      if ("styles" in fetched) this.adopt(fetched.styles);
      this.late = { ...this.late, [part]: fetched };
    } catch {
      this.announcement = this.context?.t.error.codes.ENGINE_LOAD[0] ?? "";
    }
  }

  /** Opens a route in full, or goes back to all of them. */
  protected openRoute(key: string | undefined): void {
    const before = this.chosen;
    this.chosen = key;
    void this.fetch("route").then(() => this.updateComplete).then(() => {
      if (key !== undefined) return this.focusOn("#route-title");
      // The place where the reader was.
      const there = [...this.renderRoot.querySelectorAll<HTMLElement>("[data-route]")].find((one) => one.dataset["route"] === before);
      if (there) there.focus();
      else this.focusOn("#result-title");
    });
  }

  /** Puts two routes side by side, or ends that. */
  private compare(pair: readonly [string, string] | undefined): void {
    const first = this.pair === undefined;
    this.pair = pair;
    void this.fetch("compare").then(() => this.updateComplete).then(() => {
      if (pair === undefined) this.renderRoot.querySelector<HTMLElement>("#compare")?.focus();
      else if (first) this.focusOn("#compare-title");
    });
  }

  /** Turns a switch and asks again; where all are as they were, so is the answer. */
  private async flip(one: Switch): Promise<void> {
    const { planner, context, question, attempt } = this;
    const late = this.late.whatIf;
    if (!planner || !context || !question || !late || attempt.state !== "answered") return;
    const was = late.own(question);
    const on = new Set(this.supposing?.on ?? was);
    if (!on.delete(one)) on.add(one);
    if (on.size === was.size && [...on].every((other) => was.has(other))) return this.asItWas();
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    this.pair = undefined;
    this.supposing = { on, result: this.supposing?.result ?? attempt.result, settled: false };
    const asked = late.suppose(question, on, late.shorter(attempt.result));
    try {
      const answer = await planner.plan(asked, { signal: asking.signal });
      if (this.asking !== asking) return;
      const result = late.renumber(attempt.result, view(context.catalog, asked.student, answer));
      this.supposing = { on, result, settled: true };
      this.announcement = late.changes(context, attempt.result, result).join(" ");
      this.element.tell("answer", { region: answer.region });
    } catch (error) {
      if (this.asking !== asking) return;
      this.supposing = undefined;
      this.announcement = context.t.error.codes[told(error).code][0];
    } finally {
      if (this.asking === asking) this.asking = undefined;
    }
  }

  private asItWas(): void {
    this.asking?.abort();
    this.asking = undefined;
    this.supposing = undefined;
    this.pair = undefined;
    this.announcement = this.context!.t.whatIf.same;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("#what-if > summary")?.focus());
  }

  /** Escape leads one step out of what was opened. */
  private leaveOpened(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.defaultPrevented || this.attempt.state !== "answered") return;
    if (this.chosen !== undefined) this.openRoute(undefined);
    else if (this.pair) this.compare(undefined);
    else return;
    event.preventDefault();
  }

  protected cancel(): void {
    this.asking?.abort();
  }

  protected focusOn(selector: string): void {
    const target = this.renderRoot.querySelector<HTMLElement>(selector);
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  private render(): TemplateResult {
    const { context } = this;
    if (!context) return this.troubled();
    return html`<div class="frame" part="frame" lang=${context.speech.lang} @keydown=${(event: KeyboardEvent) => this.leaveOpened(event)}>
      ${this.keeping.notes()}
      ${this.content(context)}
      ${this.keeping.view(context)}
      <p class="hidden" role="status" aria-live="polite">${this.announcement}</p>
    </div>`;
  }

  /** What the page put inside stays, and below it what went wrong and what to do. */
  private troubled(): TemplateResult {
    const { error: { code, message, line }, speech: { t, lang }, again } = this.failure!;
    const [what, remedy] = t.error.codes[code];
    return html`<slot></slot>
      <div class="frame trouble" part="frame" role="alert" lang=${lang}>
        <p class="strong">${t.error.title}</p>
        <p>${what} ${remedy}</p>
        ${line === undefined ? nothing : html`<p><code>${line}</code></p>`}
        <p class="hint"><code>${code}</code> ${message}</p>
        <button type="button" class="quiet" part="button" @click=${again}>${t.error.retry}</button>
      </div>`;
  }

  protected abstract content(context: Context): TemplateResult;

  /** What the reader said, and the goal. */
  protected abstract entered(): { profile: Profile; goal: Goal | undefined };

  /** Shows this as if the reader had just said it. False where it is nothing to this element. */
  protected abstract restore(profile: Profile, goal: Goal | undefined): boolean;

  /** Empties the form, with no way back. */
  protected abstract empty(): void;

  /** The state of the question: waiting, failed, or answered. */
  protected outcome(context: Context, goal: Goal, rest: { title?: string; ask?: (ids: readonly string[]) => TemplateResult | typeof nothing; born?: Month | undefined; none: (result: ResultView) => TemplateResult; around?: TemplateResult | typeof nothing; again: () => void }): TemplateResult | typeof nothing {
    const { t } = context;
    const { attempt } = this;
    switch (attempt.state) {
      case "none": return html`<p><button type="button" class="primary" part="primary" @click=${rest.again}>${t.showRoutes}</button></p>`;
      case "asking": return html`
        <div class="planning" aria-busy="true">${attempt.slow ? html`
          <p>${t.routes.planning}</p><progress aria-label=${t.routes.planning}></progress>
          <button type="button" class="quiet" part="button" @click=${() => this.cancel()}>${t.cancel}</button>` : nothing}</div>`;
      case "failed": return html`
        <div class="trouble" role="alert">
          <p>${t.error.codes[attempt.error.code].join(" ")}</p>
          <p class="hint"><code>${attempt.error.code}</code> ${attempt.error.message}</p>
          <button type="button" class="quiet" part="button" @click=${rest.again}>${t.error.retry}</button>
        </div>`;
      case "answered": {
        const { result } = attempt;
        if (result.points.length === 0) return rest.none(result);
        const shown = this.supposing?.result ?? result;
        const chosen = find(shown, this.chosen);
        if (chosen && this.late.route) {
          return this.late.route.routeView(context, {
            result: shown,
            ...chosen,
            named: rest.title !== undefined,
            choose: (key) => this.openRoute(key),
            back: () => this.openRoute(undefined),
            born: rest.born,
            around: rest.around,
            ...(rest.ask && { ask: rest.ask }),
          });
        }
        return html`
          <h2 id="result-title" tabindex="-1">${rest.title ?? t.routes.title(result.goal.title)}</h2>
          <p class="lead">${t.routes.leads(context.speech.count("routes", shown.points.length))}</p>
          ${shown.points.length === 0 ? html`${this.whatIf(context, result)}${reasonsView(context, shown)}` : routesView(context, {
            result: shown,
            all: this.all,
            repeating: this.repeating,
            choose: (key) => this.openRoute(key),
            showAll: (all) => (this.all = all),
            showRepeating: (repeating) => (this.repeating = repeating),
            before: this.whatIf(context, result),
            after: this.comparison(context, shown),
          })}`;
      }
    }
  }

  /** What leads to a job and where it leads, once somebody unfolds it. */
  protected around(context: Context, job: string, plan?: (job: string) => void): TemplateResult {
    return html`
      <details class="ladder" id="ladder" @toggle=${() => void this.fetch("lattice")}>
        <summary><span class="ladder-name strong">${context.t.around}</span></summary>
        ${this.late.lattice?.latticeView(context, {
          planner: this.planner!, job, plan, draw: (selector) => {
            this.requestUpdate();
            if (selector) void this.updateComplete.then(() => this.focusOn(selector));
          },
        })}
      </details>`;
  }

  private whatIf(context: Context, before: ResultView): TemplateResult {
    const { late: { whatIf }, supposing, question } = this;
    return html`
      <details class="more" id="what-if" .open=${this.wondering} @toggle=${(event: Event) => {
        this.wondering = (event.currentTarget as HTMLDetailsElement).open;
        if (this.wondering) void this.fetch("whatIf");
      }}>
        <summary>${context.t.whatIf.title}</summary>
        ${whatIf && question ? whatIf.whatIfView(context, {
          before,
          after: supposing?.settled ? supposing.result : undefined,
          switches: whatIf.offered(context.catalog, question, before),
          on: supposing?.on ?? whatIf.own(question),
          turned: supposing !== undefined,
          flip: (one) => void this.flip(one),
          back: () => this.asItWas(),
        }) : nothing}
      </details>`;
  }

  private comparison(context: Context, result: ResultView): TemplateResult | typeof nothing {
    const routes = [...result.points, ...result.repeating].flatMap((point) => point.routes);
    if (routes.length < 2) return nothing;
    // The first of the next point says more than the next variant of the first.
    const two = [routes[0]!.key, (result.points[1]?.routes[0] ?? routes[1]!).key] as const;
    if (!this.pair) return html`<button type="button" class="quiet" part="button" id="compare" @click=${() => this.compare(two)}>${context.t.compare.open}</button>`;
    return this.late.compare ? this.late.compare.compareView(context, {
      result, pair: this.pair, choose: (pair) => this.compare(pair), close: () => this.compare(undefined),
    }) : nothing;
  }
}

/** An error of the planner by its code; any other is the page's own. */
function told(error: unknown): Trouble {
  const { name, code, message } = error as PlannerError;
  return name === "PlannerError" || name === "AbortError" ? { code, message } : { code: "ENGINE_CRASHED", message: "The answer could not be shown." };
}
