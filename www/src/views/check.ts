// "Am I ready?": a job's requirements with named levels to choose from, then the gap, and what closes it nearby.
import { type TemplateResult, html, nothing } from "lit/html.js";
import { repeat } from "lit/directives/repeat.js";
import { type Teaching, teachings } from "../nearby.js";
import type { JobMessages } from "../lang/job.en.js";
import { gapNow } from "../model.js";
import type { Profile } from "../profile.js";
import type { GapAnswer, Job, Requirement, Student } from "../types.js";
import { type Context, dotted } from "./context.js";
import { gapTable, styles as gapStyles } from "./gap.js";
import { town } from "./stand.js";

/** What only this view looks like. */
export const styles = `${gapStyles}
.check { margin-top: 1.25rem; }
.check legend { font-weight: 550; padding: 0 0 .35rem; }
.check legend .gap-note { font-weight: 400; }
.choices { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 8.5rem), 1fr)); gap: .4rem; }
.choice { position: relative; display: grid; place-items: center; min-height: 2.75rem; padding: .2rem .3rem; border: 1px solid var(--edge); border-radius: var(--radius); font-size: .9em; line-height: 1.2; text-align: center; overflow-wrap: anywhere; cursor: pointer; }
.choice input { position: absolute; inset: 0; opacity: 0; inline-size: 100%; block-size: 100%; cursor: pointer; }
.choice:has(:checked) { border-color: var(--accent); background: var(--accent); color: var(--on-accent); font-weight: 600; }
.choice:last-child:has(:checked) { border-color: var(--edge); background: var(--raised); color: var(--ink); }
.choice:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
.check + .strong { margin-top: 1.25rem; }
.closing { list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; margin-top: .75rem; }
@container (min-width: 760px) {
  .choices { display: flex; flex-wrap: wrap; }
  .choice { padding-inline: .75rem; }
}
@media (forced-colors: active) {
  .choice:has(:checked), .choice:last-child:has(:checked) { forced-color-adjust: none; background: Highlight; color: HighlightText; }
}
`;

export interface CheckModel {
  job: Job;
  profile: Profile;
  /** Whom the answer is about. */
  student: Student;
  /** The gap as it is now; absent until it is computed. */
  answer: GapAnswer | undefined;
  change: (patch: Partial<Profile>) => void;
  /** Plans with these levels; absent where the reader has not said where they start. */
  plan: (() => void) | undefined;
}

/** How many ways to close a gap are told before the rest is folded away. */
const SHOWN = 3;

export function checkView(context: Context, words: JobMessages["check"], model: CheckModel): TemplateResult {
  const { catalog, t, speech } = context;
  const { job, profile, answer, student } = model;
  const ask = ({ competency, level, essential }: Requirement): TemplateResult => question(context, words, model, competency, level, essential);
  // What is essential is asked at once; the rest can be.
  const first = job.requires.some(({ essential }) => essential) ? job.requires.filter(({ essential }) => essential) : job.requires;
  const rest = job.requires.filter((one) => !first.includes(one));
  const said = job.requires.filter(({ competency }) => profile.levels.some(({ id }) => id === competency)).length;
  const entry = catalog.condition(job.entry);
  const clauses = entry.op === "all" ? entry.of : [entry];
  // What is missing most comes first, in the table and in what closes it.
  const rows = answer ? gapNow(catalog, student, answer) : [];
  return html`
    <p class="hint">${words.lead} ${t.privacy}</p>
    ${scale(context, words)}
    ${repeat(first, ({ competency }) => competency, ask)}
    ${rest.length > 0 ? html`<details class="more"><summary>${words.rest(speech.number(rest.length))}</summary>${repeat(rest, ({ competency }) => competency, ask)}</details>` : nothing}
    <p class="strong">${words.said(said, job.requires.length)}</p>
    ${said > 0 && answer ? html`
      <section class="readiness" aria-labelledby="ready-title">
        <h3 id="ready-title" class="legend">${words.ready(speech.percent(answer.readiness))}</h3>
        <p>${essentials(context, words, answer)}</p>
        ${clauses.length > 0 ? html`<p class="small-title">${words.entry}</p>
          <ul class="clauses">${clauses.map((clause) => html`<li>${speech.condition(catalog, clause)}</li>`)}</ul>` : nothing}
        <h4 class="legend">${words.gap}</h4>
        ${gapTable(context, rows, true)}
        ${answer.gaps.length > 0 ? html`
          <h4 class="legend">${words.close}</h4>
          ${profile.home ? html`<p class="hint">${words.nearest}</p>` : town(context, model)}
          <ol class="closing">${rows.flatMap(({ id }) => answer.gaps.find(({ competency }) => competency === id) ?? []).map((gap) => html`
            <li><h5>${catalog.competency(gap.competency)?.name ?? gap.competency}</h5>${closing(context, words, teachings(catalog, profile.home, gap))}</li>`)}</ol>` : nothing}
      </section>
      ${model.plan ? html`<div class="actions"><button type="button" class="primary" part="primary" @click=${model.plan}>${words.routes}</button></div>` : html`<p class="hint">${words.first}</p>`}` : nothing}`;
}

/** The region's levels, with what they mean where that is known. */
function scale({ catalog }: Context, words: JobMessages["check"]): TemplateResult {
  return html`<dl class="scale-legend">${catalog.data.progression.map(({ id, name }) => {
    const means = words.canDo.find(([known]) => known === id)?.[1];
    return means === undefined ? nothing : html`<div><dt>${name}</dt><dd>— ${means}</dd></div>`;
  })}</dl>`;
}

function question(context: Context, words: JobMessages["check"], { profile, change }: CheckModel, id: string, required: number, essential: boolean): TemplateResult {
  const { catalog, t, speech } = context;
  const chosen = profile.levels.find((level) => level.id === id)?.level;
  const without = profile.levels.filter((level) => level.id !== id);
  const choice = (level: number | undefined): TemplateResult => html`
    <label class="choice"><input type="radio" name=${`check-${id}`} value=${level ?? ""} .checked=${chosen === level}
      @change=${() => change({ levels: level === undefined ? without : [...without, { id, level }] })}><span>${level === undefined ? words.skip : level === 0 ? words.none : catalog.level(level)}</span></label>`;
  return html`
    <fieldset class="check"><legend>${catalog.competency(id)?.name ?? id} ${essential ? html`<span class="tag">${t.gap.essential}</span>` : nothing}
        <span class="gap-note">${words.asked(speech.level(catalog, required))}</span></legend>
      <div class="choices">${[0, ...catalog.data.progression.map((_, at) => at + 1), undefined].map(choice)}</div>
    </fieldset>`;
}

function essentials({ catalog }: Context, words: JobMessages["check"], { gaps }: GapAnswer): string {
  const short = gaps.filter(({ essential }) => essential).map(({ competency }) => catalog.competency(competency)?.name ?? competency);
  return short.length === 0 ? words.essentialDone : words.essentialLeft(short.join(", "));
}

/** What is said aloud when a level is another. */
export function spoken({ speech }: Context, words: JobMessages["check"], { readiness }: GapAnswer): string {
  return words.ready(speech.percent(readiness));
}

function closing(context: Context, words: JobMessages["check"], all: readonly Teaching[]): TemplateResult {
  if (all.length === 0) return html`<p class="soft">${words.untaught}</p>`;
  const rest = all.slice(SHOWN);
  return html`
    <ul class="why">${all.slice(0, SHOWN).map((one) => teaching(context, words, one))}</ul>
    ${rest.length > 0 ? html`<details><summary>${context.speech.count("more", rest.length)}</summary><ul class="why">${rest.map((one) => teaching(context, words, one))}</ul></details>` : nothing}`;
}

function teaching({ catalog, t, speech }: Context, words: JobMessages["check"], one: Teaching): TemplateResult {
  const programme = catalog.programme(one.kind === "programme" ? one.id : undefined);
  const activity = one.kind === "activity" ? catalog.activity(one.id) : undefined;
  return html`<li><b>${one.name}</b>
    <span class="soft">${dotted(
      programme ? t.kinds.programme[programme.kind] : activity ? t.kinds.activity[activity.kind] : t.kinds.job,
      one.by, one.place, one.km === 0 ? words.home : one.km !== undefined && words.away(speech.number(one.km)),
      words.to(speech.level(catalog, one.level)),
      one.hours !== undefined ? speech.count("hours", one.hours) : one.months !== undefined && speech.duration(one.months),
      one.fee !== undefined && one.fee > 0 && speech.money(one.fee),
    )}</span></li>`;
}
