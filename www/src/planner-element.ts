// What <pathway-planner> shows: the whole journey in calm steps.
import { type TemplateResult, html, nothing } from "lit/html.js";
import { Planning } from "./element.js";
import { late } from "./late.js";
import type { ResultView } from "./model.js";
import type { Names, Planner } from "./planner.js";
import { EMPTY, type Profile, birth, known, question, student, subjects, taught } from "./profile.js";
import type { Index } from "./search.js";
import type { Shell, Show } from "./shell.js";
import type { Goal } from "./types.js";
import type { Context } from "./views/context.js";
import { type Kinds, goalForm } from "./views/goal.js";
import { unreachableView } from "./views/routes.js";
import { levelChoice, levelScale, standForm, standSummary } from "./views/stand.js";

/** The last is a part of the one before: a route of those that were found. */
const STEPS = ["stand", "goal", "routes", "route"] as const;
type Step = Exclude<(typeof STEPS)[number], "route">;

export const show: Show = (element, root) => new Journey(element, root);

class Journey extends Planning {
  static override readonly state = [...Planning.state, "step", "profile", "goal", "complain", "query", "kinds", "shown", "close", "index", "thrownAway"];

  private declare step: Step;
  private declare profile: Profile;
  private declare goal: Goal | undefined;
  private declare complain: boolean;
  private declare query: string;
  private declare kinds: Kinds;
  private declare shown: number;
  /** Jobs nearest to what the reader knows. */
  private declare close: readonly string[];
  /** What “start over” threw away, for as long as it can be undone. */
  private declare thrownAway: { profile: Profile; goal: Goal | undefined } | undefined;

  /** All goals by their names; fetched once the form is there. */
  private declare index: Index | undefined;
  private names: Promise<void> | undefined;
  private asked: readonly string[] = [];

  constructor(element: Shell, root: ShadowRoot) {
    super(element, root);
    this.step = "stand";
    this.profile = EMPTY;
    this.complain = false;
    this.query = "";
    this.kinds = "all";
    this.shown = 8;
    this.close = [];
  }

  protected override loaded(): void {
    this.index = undefined;
    this.names = undefined;
    const { catalog } = this.context!;
    this.asked = subjects(catalog);
    // What was said of another region's things is dropped; in another language ids mean the same.
    if (this.profile !== EMPTY) this.profile = known(catalog, this.profile);
    if (this.goal && !("job" in this.goal ? catalog.job(this.goal.job) : catalog.programme(this.goal.programme))) {
      this.goal = undefined;
      if (this.step === "routes") this.step = "goal";
    }
    if (this.step === "routes" && this.goal) void this.plan(false);
    if (this.step === "goal") this.openGoals();
    // The rest comes once the form is there, so that nothing is asked of the network when the reader has begun.
    void this.updateComplete.then(() => this.openSearch());
  }

  private change(patch: Partial<Profile>): void {
    this.profile = { ...this.profile, ...patch };
    this.thrownAway = undefined;
  }

  private go(step: Step): void {
    if (step !== "stand" && !this.ready()) {
      this.complain = true;
      this.step = "stand";
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("#standing input, #standing select")?.focus());
      return;
    }
    if (step === "routes" && !this.goal) step = "goal";
    const moved = step !== this.step;
    this.step = step;
    if (moved && step !== "routes") void this.updateComplete.then(() => this.focusOn("#step-title"));
    if (step === "goal") this.openGoals();
    if (step === "routes" && this.attempt.state !== "answered") void this.plan();
  }

  private ready(): boolean {
    return this.profile.standing !== undefined && (this.profile.standing !== "studying" || this.profile.programme !== undefined);
  }

  private plan(byReader = true): Promise<void> {
    return this.ask(question(this.context!.catalog, this.profile, this.goal!, this.month), byReader);
  }

  /** Jobs near to what the reader knows, to begin with. */
  private openGoals(): void {
    const { context, planner } = this;
    if (!context || !planner) return;
    const who = student(context.catalog, this.profile, this.month);
    if ((who.competencies?.length ?? 0) === 0) return;
    planner.match(who, { top: 4 }).then(({ jobs }) => (this.close = jobs.filter(({ score }) => score > 0).map(({ job }) => job)), () => (this.close = []));
  }

  /** Names and how to search them come when somebody is about to. */
  private openSearch(): void {
    const { context, planner } = this;
    if (context && planner) this.names ??= this.openIndex(context, planner).catch(() => (this.names = undefined));
  }

  /** The names of this language at once, those of the others when they are there. */
  private async openIndex(context: Context, planner: Planner): Promise<void> {
    const { goalIndex } = await late.search();
    const fill = (names: Names | undefined): void => {
      if (this.context !== context) return;
      this.index = goalIndex(context.catalog, context.speech.lang, names);
      // What was typed before has an answer now, or another.
      if (this.query) this.announceFound();
    };
    fill(undefined);
    const others = context.catalog.data.locales.filter((locale) => locale !== context.catalog.data.locale);
    const all = await Promise.all(others.map((locale) => planner.names(locale).catch((): Names => ({ jobs: [], programmes: [], organizations: [] }))));
    fill({
      jobs: all.flatMap(({ jobs }) => jobs),
      programmes: all.flatMap(({ programmes }) => programmes),
      organizations: all.flatMap(({ organizations }) => organizations),
    });
  }

  private startOver(): void {
    this.cancel();
    this.thrownAway = { profile: this.profile, goal: this.goal };
    this.profile = EMPTY;
    this.goal = undefined;
    this.query = "";
    this.complain = false;
    this.attempt = { state: "none" };
    this.step = "stand";
    this.announcement = this.context!.t.startedOver;
  }

  protected override entered(): { profile: Profile; goal: Goal | undefined } {
    return { profile: this.profile, goal: this.goal };
  }

  protected override restore(profile: Profile, goal: Goal | undefined): boolean {
    this.profile = profile;
    this.goal = goal;
    this.thrownAway = undefined;
    this.complain = false;
    this.chosen = undefined;
    this.attempt = { state: "none" };
    this.go(goal ? "routes" : "stand");
    return true;
  }

  protected override empty(): void {
    this.startOver();
    this.thrownAway = undefined;
    this.close = [];
    this.shown = 8;
  }

  private undo(): void {
    if (!this.thrownAway) return;
    this.profile = this.thrownAway.profile;
    this.goal = this.thrownAway.goal;
    this.thrownAway = undefined;
  }

  protected override content(context: Context): TemplateResult {
    return html`
      ${this.stepper(context)}
      ${this.thrownAway ? html`<p class="note undo">${context.t.startedOver} <button type="button" class="quiet" part="button" @click=${() => this.undo()}>${context.t.undo}</button></p>` : nothing}
      ${this.step === "stand" ? this.stand(context) : this.step === "goal" ? this.choose(context) : this.routes(context)}
    `;
  }

  private stepper({ t }: Context): TemplateResult {
    const inFull = this.step === "routes" && this.chosen !== undefined;
    const at = STEPS.indexOf(inFull ? "route" : this.step);
    const open = (step: (typeof STEPS)[number]): boolean =>
      step === "stand" || this.ready() && (step === "goal" || this.goal !== undefined && (step === "routes" || this.chosen !== undefined));
    return html`
      <nav aria-label=${t.stepOf(at + 1, STEPS.length)}>
        <ol class="stepper" part="steps">${STEPS.map((step, index) => html`
          <li class=${index < at ? "done" : index === at ? "current" : ""}>
            <button type="button" aria-current=${index === at ? "step" : nothing} ?disabled=${index !== at && !open(step)} @click=${() => {
              if (step === "route") this.go("routes");
              else if (step === "routes" && inFull) this.openRoute(undefined);
              else this.go(step);
            }}>
              <span class="dot" aria-hidden="true">${index + 1}</span><span class="name">${t.steps[step]}</span></button></li>`)}
        </ol>
      </nav>`;
  }

  private stand(context: Context): TemplateResult {
    const { t } = context;
    return html`
      <h2 id="step-title" tabindex="-1">${t.steps.stand}</h2>
      <p class="lead">${t.privacy}</p>
      <form class="stand" @submit=${(event: Event) => {
        event.preventDefault();
        this.attempt = { state: "none" };
        this.go(this.goal ? "routes" : "goal");
      }}>
        ${standForm(context, {
          profile: this.profile,
          now: this.month,
          subjects: this.asked,
          complain: this.complain,
          change: (patch) => {
            this.attempt = { state: "none" };
            this.change(patch);
          },
        })}
        <div class="actions">
          <button type="submit" class="primary" part="primary">${this.goal ? t.showRoutes : t.next}</button>
          ${this.profile === EMPTY ? nothing : html`<button type="button" class="quiet" part="button" @click=${() => this.startOver()}>${t.startOver}</button>`}
        </div>
      </form>`;
  }

  private choose(context: Context): TemplateResult {
    const { t } = context;
    return html`
      <h2 id="step-title" tabindex="-1">${t.steps.goal}</h2>
      ${this.said(context)}
      ${goalForm(context, {
        query: this.query,
        kinds: this.kinds,
        shown: this.shown,
        chosen: this.goal,
        close: this.close,
        found: this.found(),
        search: () => this.openSearch(),
        type: (query) => {
          this.openSearch();
          this.query = query;
          this.shown = 8;
          this.announceFound();
        },
        filter: (kinds) => {
          this.kinds = kinds;
          this.shown = 8;
          this.announceFound();
        },
        more: () => (this.shown += 20),
        pick: (goal) => this.pick(goal),
      })}`;
  }

  private pick(goal: Goal): void {
    this.goal = goal;
    this.attempt = { state: "none" };
    this.chosen = undefined;
    this.all = false;
    this.repeating = false;
    this.go("routes");
  }

  /** What the query finds; nothing is known of it before the index is there. */
  private found(): string[] | undefined {
    return this.index?.find(this.query, this.profile.home).filter((key) => this.kinds === "all" || key.startsWith(this.kinds));
  }

  private quiet: ReturnType<typeof setTimeout> | undefined;

  /** Says how much was found once the typing rests. */
  private announceFound(): void {
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => {
      if (this.step === "goal" && this.context && this.index) this.announcement = this.context!.speech.count("found", this.found()!.length);
    }, 700);
  }

  private said(context: Context): TemplateResult {
    const { t } = context;
    return html`<p class="said-so">${standSummary(context, this.profile)}
      <button type="button" class="quiet small" @click=${() => this.go("stand")}>${t.change}<span class="hidden"> — ${t.steps.stand}</span></button></p>`;
  }

  private routes(context: Context): TemplateResult {
    const { t } = context;
    const { goal } = this;
    if (!goal) return html``;
    return html`
      ${this.said(context)}
      ${this.outcome(context, goal, {
        again: () => void this.plan(),
        none: (result) => this.none(context, result),
        ask: (ids) => this.lacking(context, ids),
        around: "job" in goal ? this.around(context, goal.job, (job) => this.pick({ job })) : nothing,
        born: this.profile.born ? undefined : birth(this.profile, this.month),
      })}
      <div class="actions">
        <button type="button" class="quiet" part="button" @click=${() => this.go("goal")}>${t.unreachable.otherGoal}</button>
        <button type="button" class="quiet" part="button" @click=${() => this.startOver()}>${t.startOver}</button>
      </div>`;
  }

  private none(context: Context, result: ResultView): TemplateResult {
    const { t } = context;
    const again = (patch: Partial<Profile>): void => {
      this.change(patch);
      void this.plan();
    };
    return html`
      <h2 id="result-title" tabindex="-1">${t.routes.nothingFor(result.goal.title)}</h2>
      ${result.status === "unreachable" ? unreachableView(context, {
        reasons: result.reasons,
        raiseFees: (amount) => again({ pay: { kind: "up-to", amount } }),
        anyPlace: () => again({ move: { kind: "any" } }),
      }) : html`<p>${t.routes.gaveUp}</p>`}
      <div class="actions"><button type="button" class="primary" part="primary" @click=${() => this.go("stand")}>${t.unreachable.goBack}</button></div>`;
  }

  /** Levels that the goal asks for and nobody has named: here they can be named, and the routes follow. */
  private lacking(context: Context, ids: readonly string[]): TemplateResult {
    const { t, catalog } = context;
    const schooled = taught(catalog, this.profile);
    return html`
      <details class="more"><summary>${t.gap.sayMore}</summary>
        ${levelScale(context)}
        <div class="levels">${ids.map((id) => levelChoice(context, { profile: this.profile, change: (patch) => this.change(patch) }, id, schooled.get(id)))}</div>
        <button type="button" class="primary" part="primary" @click=${() => {
          this.chosen = undefined;
          void this.plan();
        }}>${t.showRoutes}</button>
      </details>`;
  }
}
