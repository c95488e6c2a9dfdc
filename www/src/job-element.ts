// <pathway-job region job lang>: the routes into one job, by where the reader starts.
import { type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { PlanningElement } from "./element.js";
import { type GapRow, type ResultView, gapNow, goalView } from "./model.js";
import { EMPTY, type Profile, type Standing, birth, question, student, subjects } from "./profile.js";
import { styles } from "./styles.js";
import { type Context, dotted } from "./views/context.js";
import { gapTable } from "./views/gap.js";
import { illustrative, sourceList, unreachableView, where } from "./views/routes.js";
import { standForm } from "./views/stand.js";

const STARTS = ["grade-9", "grade-11", "studying", "working"] as const satisfies readonly Standing[];
type Start = (typeof STARTS)[number];

export class PathwayJobElement extends PlanningElement {
  static override styles = styles;
  static override properties = { ...PlanningElement.properties, job: { type: String }, profile: { state: true }, refine: { state: true }, gaps: { state: true } };

  /** Attribute `job`: the id of the job in the region. */
  declare job: string;
  private declare profile: Profile;
  private declare refine: boolean;
  private declare gaps: readonly GapRow[] | undefined;
  private asked: readonly string[] = [];

  constructor() {
    super();
    this.job = "";
    this.profile = EMPTY;
    this.refine = false;
  }

  protected override loaded(): void {
    const { catalog } = this.context!;
    const wanted = new Set(catalog.job(this.job)?.requires.map(({ competency }) => competency));
    // What the job asks for comes first, then the subjects of school.
    this.asked = [...wanted, ...subjects(catalog).filter((id) => !wanted.has(id))];
    if (this.profile.standing && this.ready()) void this.plan();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("job") && this.context) {
      this.attempt = { state: "none" };
      this.gaps = undefined;
      this.loaded();
    }
  }

  private ready(): boolean {
    return this.profile.standing !== "studying" || this.profile.programme !== undefined;
  }

  private start(standing: Start): void {
    this.profile = { ...this.profile, standing };
    this.attempt = { state: "none" };
    // Someone at college or at work has more to say before an answer means anything.
    if (standing === "studying" || standing === "working") this.refine = true;
    if (this.ready() && standing !== "working") void this.plan();
  }

  private async plan(): Promise<void> {
    const { catalog } = this.context!;
    const asked = question(catalog, this.profile, { job: this.job }, this.month);
    this.gaps = undefined;
    this.planner?.gap(student(catalog, this.profile, this.month), this.job).then(
      (answer) => (this.gaps = gapNow(catalog, asked.student, answer)),
      () => (this.gaps = undefined),
    );
    await this.ask(asked);
  }

  protected override content(context: Context): TemplateResult {
    const { catalog, t, speech } = context;
    const job = catalog.job(this.job);
    if (!job) {
      return html`<div class="trouble" role="alert"><p>${this.job ? t.job.unknown(this.job) : t.job.missing}</p><p class="hint">${t.job.unknownHelp}</p></div><slot></slot>`;
    }
    const goal = goalView(catalog, { job: job.id });
    const coming = job.demand.find(({ year }) => year >= Number(this.month.slice(0, 4)));
    return html`
      <h2>${t.job.title(job.name)}${illustrative(context, goal.illustrative)}</h2>
      <p class="where">${where(context, goal)}${job.code ? `\u00a0· ${job.code}` : nothing}</p>
      <p>${dotted(job.wage && t.job.wage(speech.money(job.wage.per_month), speech.month(job.wage.as_of)), coming && t.job.demand(coming.year, coming.openings))}</p>
      ${sourceList(context, goal.sources)}
      <fieldset class="group"><legend>${t.job.where}</legend>
        <div class="tiles">${STARTS.map((start) => html`
          <label class="tile"><input type="radio" name="start" .checked=${this.profile.standing === start} @change=${() => this.start(start)}><span>${t.job.starts[start]}</span></label>`)}</div>
      </fieldset>
      <details class="more" .open=${this.refine} @toggle=${(event: Event) => (this.refine = (event.currentTarget as HTMLDetailsElement).open)}>
        <summary>${t.job.refine}</summary>
        <p class="hint">${t.privacy} ${t.job.refineHint}</p>
        <form class="stand" @submit=${(event: Event) => {
          event.preventDefault();
          if (this.profile.standing && this.ready()) void this.plan();
        }}>
          ${standForm(context, {
            profile: this.profile,
            now: this.month,
            subjects: this.asked,
            placed: true,
            complain: this.profile.standing === "studying" && !this.profile.programme,
            change: (patch) => (this.profile = { ...this.profile, ...patch }),
          })}
          <div class="actions"><button type="submit" class="primary">${t.showRoutes}</button></div>
        </form>
      </details>
      ${this.profile.standing && this.attempt.state !== "none" ? html`
        ${this.outcome(context, { job: job.id }, {
          // The job has been named above.
          title: t.steps.routes,
          again: () => void this.plan(),
          none: (result) => this.none(context, result),
          born: this.profile.born ? undefined : birth(this.profile, this.month),
        })}
        ${this.attempt.state === "answered" && this.attempt.result.points.length === 0 && this.gaps ? html`
          <section class="gap-section"><h3 class="legend">${t.gap.titleNow}</h3>${gapTable(context, this.gaps, true)}</section>` : nothing}` : nothing}`;
  }

  private none(context: Context, result: ResultView): TemplateResult {
    const again = (patch: Partial<Profile>): void => {
      this.profile = { ...this.profile, ...patch };
      void this.plan();
    };
    return html`
      <h2 id="result-title" tabindex="-1">${context.t.routes.nothingFor(result.goal.title)}</h2>
      ${result.status === "unreachable" ? unreachableView(context, {
        reasons: result.reasons,
        raiseFees: (amount) => again({ pay: { kind: "up-to", amount } }),
        anyPlace: () => again({ move: { kind: "any" } }),
      }) : html`<p>${context.t.routes.gaveUp}</p>`}`;
  }
}
