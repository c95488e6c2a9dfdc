// "Where I want to get": a search field with its results, and all there is to browse while nothing is typed.
import { type TemplateResult, html, nothing } from "lit/html.js";
import { repeat } from "lit/directives/repeat.js";
import type { Catalog } from "../catalog.js";
import type { Goal, Job } from "../types.js";
import { type Context, byName, dotted } from "./context.js";

export type Kinds = "all" | "job" | "programme";

export interface GoalModel {
  query: string;
  kinds: Kinds;
  /** How many results are shown. */
  shown: number;
  chosen: Goal | undefined;
  /** Jobs nearest to what the reader knows, while nothing is typed. */
  close: readonly string[];
  /** What fits the query; not known yet where it is absent. */
  found: readonly string[] | undefined;
  /** Somebody is about to type. */
  search: () => void;
  type: (query: string) => void;
  filter: (kinds: Kinds) => void;
  more: () => void;
  pick: (goal: Goal) => void;
}

export function goalOf(key: string): Goal {
  const at = key.indexOf(":");
  return key.startsWith("job") ? { job: key.slice(at + 1) } : { programme: key.slice(at + 1) };
}

export function keyOf(goal: Goal | undefined): string | undefined {
  return goal && ("job" in goal ? `job:${goal.job}` : `programme:${goal.programme}`);
}

/** A part of all goals: a ladder of jobs, or programmes of one kind. */
export interface Group {
  first: string;
  /** The last rung; absent where there is only one, and for programmes. */
  last?: string;
  keys: string[];
}

/** Ladders from the first rung on: families and their jobs stand in the region's own order, and have no names but their jobs'. */
export function ladders(catalog: Catalog): Group[] {
  const families = new Map<string | undefined, Job[]>();
  for (const job of catalog.data.jobs) families.set(job.family, [...(families.get(job.family) ?? []), job]);
  return [...families.values()].map((jobs) => {
    const [first, last] = [jobs[0]!.name, jobs.at(-1)!.name];
    return { first, ...(first !== last && { last }), keys: jobs.map(({ id }) => `job:${id}`) };
  });
}

/** What is taught after school, by kind and name. */
export function courses({ catalog, t, speech }: Context): Group[] {
  return (["vocational", "degree", "course"] as const).map((kind) => ({
    first: t.kinds.programme[kind],
    keys: byName(catalog.data.programmes.filter((programme) => programme.kind === kind), speech.lang).map(({ id }) => `programme:${id}`),
  })).filter(({ keys }) => keys.length > 0);
}

export function goalForm(context: Context, model: GoalModel): TemplateResult {
  const { t } = context;
  return html`
    <form class="search" role="search" @submit=${(event: Event) => event.preventDefault()}>
      <label class="field"><span class="strong">${t.goal.label}</span>
        <input type="search" name="goal" autocomplete="off" autocapitalize="none" spellcheck="false" placeholder=${t.goal.hint} .value=${model.query}
          @focus=${model.search} @input=${(event: Event) => model.type((event.currentTarget as HTMLInputElement).value)}></label>
      <div class="segments" role="group" aria-label=${t.goal.label}>
        ${(["all", "job", "programme"] as const).map((kinds) => html`
          <button type="button" aria-pressed=${model.kinds === kinds} @click=${() => model.filter(kinds)}>${t.goal.kinds[kinds]}</button>`)}
      </div>
    </form>
    ${model.query.trim() === "" ? browse(context, model) : results(context, model)}
  `;
}

function results(context: Context, model: GoalModel): TemplateResult {
  const { t, speech } = context;
  const { found, query, shown } = model;
  if (!found) return html`<p class="empty">${t.goal.opening}</p>`;
  return html`
    ${found.length === 0 ? html`<p class="empty">${t.goal.empty(query)}</p>` : html`
      <ul class="results" id="goal-results">${repeat(found.slice(0, shown), (key) => key, (key) => result(context, model, key))}</ul>`}
    ${found.length > shown ? html`
      <button type="button" class="quiet" @click=${model.more}>${speech.count("more", Math.min(20, found.length - shown))}</button>` : nothing}`;
}

function browse(context: Context, model: GoalModel): TemplateResult {
  const { t, speech, catalog } = context;
  const chosen = keyOf(model.chosen);
  const group = ({ first, last, keys }: Group, count: "jobs" | "programmes"): TemplateResult => html`
    <details class="ladder" ?open=${chosen !== undefined && keys.includes(chosen)}>
      <summary><span class="ladder-name"><span class="strong">${first}</span>${last === undefined ? nothing : ` →\u00a0${last}`}</span>
        <span class="soft">${speech.count(count, keys.length)}</span></summary>
      <ol class="results">${keys.map((key) => result(context, model, key))}</ol>
    </details>`;
  return html`
    ${model.kinds !== "programme" ? html`
      ${model.close.length > 0 ? html`
        <h3 class="legend">${t.goal.close}</h3>
        <ul class="results">${model.close.map((id) => result(context, model, `job:${id}`))}</ul>` : nothing}
      <h3 class="legend">${t.goal.ladders}</h3>
      ${ladders(catalog).map((one) => group(one, "jobs"))}` : nothing}
    ${model.kinds !== "job" ? html`
      <h3 class="legend">${t.goal.kinds.programme}</h3>
      ${courses(context).map((one) => group(one, "programmes"))}` : nothing}`;
}

function result({ catalog, t }: Context, model: GoalModel, key: string): TemplateResult | typeof nothing {
  const goal = goalOf(key);
  const job = "job" in goal ? catalog.job(goal.job) : undefined;
  const programme = "programme" in goal ? catalog.programme(goal.programme) : undefined;
  const record = job ?? programme;
  if (!record) return nothing;
  const place = job ? catalog.jobPlace(job) : programme && catalog.programmePlace(programme);
  const kind = programme ? t.kinds.programme[programme.kind] : t.goal.job;
  return html`<li>
    <button type="button" class="result" aria-pressed=${keyOf(model.chosen) === key} @click=${() => model.pick(goal)}>
      <span class="result-title">${record.name}</span>
      <span class="result-more"><span class="kind kind-${programme ? "study" : "work"}">${kind}</span>
        ${dotted(record.code, catalog.organization(job?.employer ?? programme?.provider)?.name, place?.name)}</span>
    </button></li>`;
}
