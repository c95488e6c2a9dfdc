// <pathway-planner region lang>: the whole journey in three calm steps.
import { type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { PlanningElement } from "./element.js";
import type { ResultView } from "./model.js";
import type { Names } from "./planner.js";
import { EMPTY, type Profile, birth, question, student, subjects, taught } from "./profile.js";
import type { Index } from "./search.js";
import { styles } from "./styles.js";
import type { Goal } from "./types.js";
import type { Context } from "./views/context.js";
import { type Kinds, goalForm, goalIndex } from "./views/goal.js";
import { unreachableView } from "./views/routes.js";
import { levelChoice, levelScale, standForm, standSummary } from "./views/stand.js";

const STEPS = ["stand", "goal", "routes"] as const;
type Step = (typeof STEPS)[number];

export class PathwayPlannerElement extends PlanningElement {
  static override styles = styles;
  static override properties = {
    ...PlanningElement.properties,
    step: { state: true },
    profile: { state: true },
    goal: { state: true },
    complain: { state: true },
    query: { state: true },
    kinds: { state: true },
    shown: { state: true },
    close: { state: true },
    thrownAway: { state: true },
  };

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

  private index: Index | undefined;
  private names: Promise<void> | undefined;
  private asked: readonly string[] = [];

  constructor() {
    super();
    this.step = "stand";
    this.profile = EMPTY;
    this.complain = false;
    this.query = "";
    this.kinds = "all";
    this.shown = 8;
    this.close = [];
  }

  protected override loaded(): void {
    const { catalog, speech } = this.context!;
    this.index = goalIndex(catalog, speech.lang, undefined);
    this.names = undefined;
    this.asked = subjects(catalog);
    // Ids mean the same in every language, so the journey goes on where it was.
    if (this.step === "routes" && this.goal) void this.plan();
    if (this.step === "goal") void this.openSearch();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("step") && changed.get("step") !== undefined && this.step !== "routes") this.focusOn("#step-title");
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
    this.step = step;
    if (step === "goal") void this.openSearch();
    if (step === "routes" && this.attempt.state !== "answered") void this.plan();
  }

  private ready(): boolean {
    return this.profile.standing !== undefined && (this.profile.standing !== "studying" || this.profile.programme !== undefined);
  }

  private plan(): Promise<void> {
    return this.ask(question(this.context!.catalog, this.profile, this.goal!, this.month));
  }

  /** Names in the region's other languages come when somebody is about to search. */
  private async openSearch(): Promise<void> {
    const { context, planner } = this;
    if (!context || !planner) return;
    const who = student(context.catalog, this.profile, this.month);
    if ((who.competencies?.length ?? 0) > 0) {
      planner.match(who, { top: 4 }).then(({ jobs }) => (this.close = jobs.filter(({ score }) => score > 0).map(({ job }) => job)), () => (this.close = []));
    }
    this.names ??= Promise.all(
      context.catalog.data.locales
        .filter((locale) => locale !== context.catalog.data.locale)
        .map((locale) => planner.names(locale).catch((): Names => ({ jobs: [], programmes: [], organizations: [] }))),
    ).then((all) => {
      if (this.context !== context) return;
      this.index = goalIndex(context.catalog, context.speech.lang, {
        jobs: all.flatMap(({ jobs }) => jobs),
        programmes: all.flatMap(({ programmes }) => programmes),
        organizations: all.flatMap(({ organizations }) => organizations),
      });
      this.requestUpdate();
    });
    await this.names;
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
    this.announcement = this.speech.t.startedOver;
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
      ${this.thrownAway ? html`<p class="note undo">${context.t.startedOver} <button type="button" class="quiet" @click=${() => this.undo()}>${context.t.undo}</button></p>` : nothing}
      ${this.step === "stand" ? this.stand(context) : this.step === "goal" ? this.choose(context) : this.routes(context)}
    `;
  }

  private stepper({ t }: Context): TemplateResult {
    const at = STEPS.indexOf(this.step);
    const open = (step: Step): boolean => step === "stand" || this.ready() && (step === "goal" || this.goal !== undefined);
    return html`
      <nav aria-label=${t.stepOf(at + 1, STEPS.length)}>
        <ol class="stepper">${STEPS.map((step, index) => html`
          <li class=${index < at ? "done" : index === at ? "current" : ""}>
            <button type="button" aria-current=${index === at ? "step" : nothing} ?disabled=${index !== at && !open(step)} @click=${() => this.go(step)}>
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
          <button type="submit" class="primary">${this.goal ? t.showRoutes : t.next}</button>
          ${this.profile === EMPTY ? nothing : html`<button type="button" class="quiet" @click=${() => this.startOver()}>${t.startOver}</button>`}
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
        type: (query) => {
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
        pick: (goal) => {
          this.goal = goal;
          this.attempt = { state: "none" };
          this.go("routes");
        },
      })}`;
  }

  private found(): string[] {
    const found = this.index?.find(this.query, this.profile.home) ?? [];
    return found.filter((key) => this.kinds === "all" || key.startsWith(this.kinds));
  }

  private quiet: ReturnType<typeof setTimeout> | undefined;

  /** Says how much was found once the typing rests. */
  private announceFound(): void {
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => {
      if (this.step === "goal" && this.index) this.announcement = this.speech.count("found", this.found().length);
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
        born: this.profile.born ? undefined : birth(this.profile, this.month),
      })}
      <div class="actions">
        <button type="button" class="quiet" @click=${() => this.go("goal")}>${t.unreachable.otherGoal}</button>
        <button type="button" class="quiet" @click=${() => this.startOver()}>${t.startOver}</button>
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
      <div class="actions"><button type="button" class="primary" @click=${() => this.go("stand")}>${t.unreachable.goBack}</button></div>`;
  }

  /** Levels that the goal asks for and nobody has named: here they can be named, and the routes follow. */
  private lacking(context: Context, ids: readonly string[]): TemplateResult {
    const { t, catalog } = context;
    const schooled = taught(catalog, this.profile);
    return html`
      <details class="more"><summary>${t.gap.sayMore}</summary>
        ${levelScale(context)}
        <div class="levels">${ids.map((id) => levelChoice(context, { profile: this.profile, change: (patch) => this.change(patch) }, id, schooled.get(id)))}</div>
        <button type="button" class="primary" @click=${() => void this.plan()}>${t.showRoutes}</button>
      </details>`;
  }
}
