// What <pathway-job> shows: the routes into one job by where the reader starts, how ready they are, where the job leads,
// and what its employer offers.
import { type TemplateResult, html, nothing } from "lit/html.js";
import { deals } from "./contracts.js";
import { Planning } from "./element.js";
import type { JobMessages } from "./lang/job.en.js";
import { type ResultView, gapNow, goalView } from "./model.js";
import { EMPTY, type Profile, type Standing, birth, known, question, student, subjects } from "./profile.js";
import type { Shell, Show } from "./shell.js";
import type { GapAnswer, Goal, Job } from "./types.js";
import { type Context, dotted } from "./views/context.js";
import { illustrative, sourceList, where } from "./views/pieces.js";
import { unreachableView } from "./views/routes.js";
import { standForm } from "./views/stand.js";

const STARTS = ["grade-9", "grade-11", "studying", "working"] as const satisfies readonly Standing[];
type Start = (typeof STARTS)[number];

export const show: Show = (element, root) => new Career(element, root);

class Career extends Planning {
  static override readonly state = [...Planning.state, "profile", "refine", "complain", "gap"];

  private declare profile: Profile;
  private declare refine: boolean;
  private declare complain: boolean;
  /** What is missing now. */
  private declare gap: GapAnswer | undefined;
  private asked: readonly string[] = [];
  private checking = false;

  constructor(element: Shell, root: ShadowRoot) {
    super(element, root);
    this.profile = EMPTY;
    this.refine = false;
    this.complain = false;
  }

  /** The id of the job in the region. */
  private get job(): string {
    return this.element.getAttribute("job") ?? "";
  }

  protected override loaded(): void {
    const { catalog } = this.context!;
    this.gap = undefined;
    this.profile = known(catalog, this.profile);
    const job = catalog.job(this.job);
    if (!job) return;
    const wanted = new Set(job.requires.map(({ competency }) => competency));
    // What the job asks for comes first, then the subjects of school.
    this.asked = [...wanted, ...subjects(catalog).filter((id) => !wanted.has(id))];
    if (this.profile.standing && this.ready()) void this.plan(false);
    else if (this.checking) void this.weigh();
  }

  private ready(): boolean {
    return this.profile.standing !== "studying" || this.profile.programme !== undefined;
  }

  private start(standing: Start): void {
    this.profile = { ...this.profile, standing };
    this.attempt = { state: "none" };
    this.complain = false;
    // Someone at college or at work has more to say before an answer means anything.
    if (standing === "studying" || standing === "working") this.refine = true;
    if (this.ready() && standing !== "working") void this.plan();
  }

  private async plan(byReader = true): Promise<void> {
    const { catalog } = this.context!;
    void this.weigh();
    await this.ask(question(catalog, this.profile, { job: this.job }, this.month), byReader);
  }

  /** Weighs what the reader has said against what the job requires. */
  private async weigh(): Promise<void> {
    const { planner, context, profile, job } = this;
    if (!planner || !context) return;
    const answer = await planner.gap(student(context.catalog, profile, this.month), job).catch(() => undefined);
    // Only what was said last counts.
    if (this.context === context && this.profile === profile && this.job === job) this.gap = answer;
  }

  private quiet: ReturnType<typeof setTimeout> | undefined;

  /** A level of the self-check is another: the gap follows, and is said once the choosing rests. */
  private check(patch: Partial<Profile>): void {
    this.profile = { ...this.profile, ...patch };
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => {
      const { context, late, words, gap } = this;
      if (context && late.check && words && gap) this.announcement = late.check.spoken(context, words.check, gap);
    }, 700);
    void this.weigh();
  }

  protected override entered(): { profile: Profile; goal: Goal } {
    return { profile: this.profile, goal: { job: this.job } };
  }

  /** What is about another goal is other elements'. */
  protected override restore(profile: Profile, goal: Goal | undefined): boolean {
    if (goal && !("job" in goal && goal.job === this.job)) return false;
    this.profile = profile;
    if (profile.standing && this.ready()) void this.plan();
    else this.refine = true;
    return true;
  }

  protected override empty(): void {
    this.profile = EMPTY;
    this.refine = false;
    this.gap = undefined;
  }

  protected override content(context: Context): TemplateResult {
    const { catalog, t, speech } = context;
    const words = this.words!;
    const job = catalog.job(this.job);
    if (!job) {
      return html`<div class="trouble" role="alert"><p>${this.job ? words.unknown(this.job) : words.missing}</p><p class="hint">${words.unknownHelp}</p></div><slot></slot>`;
    }
    const goal = goalView(catalog, { job: job.id });
    const coming = job.demand.find(({ year }) => year >= Number(this.month.slice(0, 4)));
    return html`
      <h2>${words.title(job.name)}${illustrative(context, goal.illustrative)}</h2>
      <p class="where">${where(context, goal)}${job.code ? `\u00a0· ${job.code}` : nothing}</p>
      <p>${dotted(job.wage && words.wage(speech.money(job.wage.per_month), speech.month(job.wage.as_of)), coming && words.demand(coming.year, coming.openings))}</p>
      <fieldset class="group"><legend>${words.where}</legend>
        <div class="tiles">${STARTS.map((start) => html`
          <label class="tile" part="card"><input type="radio" name="start" .checked=${this.profile.standing === start} @change=${() => this.start(start)}><span>${words.starts[start]}</span></label>`)}</div>
      </fieldset>
      <details class="more" .open=${this.refine} @toggle=${(event: Event) => (this.refine = (event.currentTarget as HTMLDetailsElement).open)}>
        <summary>${words.refine}</summary>
        <p class="hint">${t.privacy} ${words.refineHint}</p>
        <form class="stand" @submit=${(event: Event) => {
          event.preventDefault();
          this.complain = !this.ready();
          if (this.profile.standing && this.ready()) void this.plan();
        }}>
          ${standForm(context, {
            profile: this.profile,
            now: this.month,
            subjects: this.asked,
            placed: true,
            complain: this.complain,
            change: (patch) => (this.profile = { ...this.profile, ...patch }),
          })}
          <div class="actions"><button type="submit" class="primary" part="primary">${t.showRoutes}</button></div>
        </form>
      </details>
      ${this.profile.standing && this.attempt.state !== "none" ? html`
        ${this.outcome(context, { job: job.id }, {
          // The job has been named above.
          title: t.steps.routes,
          again: () => void this.plan(),
          none: (result) => this.none(context, result),
          born: this.profile.born ? undefined : birth(this.profile, this.month),
        })}` : nothing}
      <div class="more-of-job">
        ${this.readiness(context, words, job)}
        ${this.around(context, job.id)}
        ${this.contracts(context, words.contracts, job)}
        ${goal.sources.length > 0 ? html`<details><summary>${t.routes.source}</summary>${sourceList(context, goal.sources)}</details>` : nothing}
      </div>`;
  }

  private none(context: Context, result: ResultView): TemplateResult {
    const { catalog, t } = context;
    const again = (patch: Partial<Profile>): void => {
      this.profile = { ...this.profile, ...patch };
      void this.plan();
    };
    return html`
      <h2 id="result-title" tabindex="-1">${t.routes.nothingFor(result.goal.title)}</h2>
      ${result.status === "unreachable" ? unreachableView(context, {
        reasons: result.reasons,
        raiseFees: (amount) => again({ pay: { kind: "up-to", amount } }),
        anyPlace: () => again({ move: { kind: "any" } }),
      }) : html`<p>${t.routes.gaveUp}</p>`}
      ${this.gap && this.late.route ? html`
        <section class="gap-section"><h3 class="legend">${t.gap.titleNow}</h3>
          ${this.late.route.gapTable(context, gapNow(catalog, student(catalog, this.profile, this.month), this.gap), true)}</section>` : nothing}`;
  }

  private readiness(context: Context, words: JobMessages, job: Job): TemplateResult {
    const { late: { check }, profile } = this;
    return html`
      <details class="ladder" id="check" @toggle=${(event: Event) => {
        this.checking = (event.currentTarget as HTMLDetailsElement).open;
        if (this.checking) void this.fetch("check").then(() => this.weigh());
      }}>
        <summary><span class="ladder-name strong">${words.check.title}</span></summary>
        ${check ? check.checkView(context, words.check, {
          job,
          profile,
          student: student(context.catalog, profile, this.month),
          answer: this.gap,
          change: (patch) => this.check(patch),
          plan: profile.standing && this.ready() ? () => void this.plan() : undefined,
        }) : nothing}
      </details>`;
  }

  /** What the employer gives to those who study for it, and what they owe it. */
  private contracts(context: Context, words: JobMessages["contracts"], job: Job): TemplateResult | typeof nothing {
    const { catalog, t, speech } = context;
    const all = deals(catalog, job);
    if (all.length === 0) return nothing;
    return html`
      <details class="ladder" id="contracts">
        <summary><span class="ladder-name strong">${words.title(catalog.organization(job.employer)?.name ?? job.employer)}</span><span class="soft">${speech.count("programmes", all.length)}</span></summary>
        <p class="hint">${words.lead}</p>
        <ul class="deals">${all.map(({ programme, offering, contract }) => html`
          <li class="contract">
            <p class="strong">${programme.name}${programme.code ? html` <span class="code">${programme.code}</span>` : nothing}${illustrative(context, programme.illustrative)}</p>
            <p class="soft">${dotted(t.kinds.programme[programme.kind], catalog.organization(programme.provider)?.name, catalog.programmePlace(programme)?.name, t.kinds.mode[offering.mode], speech.duration(programme.months))}</p>
            <dl class="figures">
              <div><dt>${words.gives}</dt><dd>${dotted(
                contract.stipend_per_month > 0 && words.stipend(speech.money(contract.stipend_per_month)),
                offering.fee_per_year > 0 ? words.fee(speech.money(offering.fee_per_year)) : words.free,
                offering.seats !== undefined && speech.count("seats", offering.seats),
              )}</dd></div>
              <div><dt>${words.owed}</dt><dd>${contract.obligation_months > 0 ? words.work(speech.duration(contract.obligation_months)) : words.nothing}</dd></div>
            </dl>
          </li>`)}</ul>
      </details>`;
  }
}
