// "Where I stand": a form whose every field may stay empty but the first.
import { type TemplateResult, html, nothing } from "lit/html.js";
import { repeat } from "lit/directives/repeat.js";
import { fromIndex, next, toIndex } from "../month.js";
import { GRADES, type Profile, type Standing, birth, classes, enrolledIn, facts, finishable, isGrade, taught } from "../profile.js";
import type { Month, Programme, ProgrammeKind } from "../types.js";
import { type Context, byName, dotted } from "./context.js";

export interface StandModel {
  profile: Profile;
  now: Month;
  /** Competencies to ask about, school subjects first. */
  subjects: readonly string[];
  /** Whether the page has asked already where the reader stands. */
  placed?: boolean;
  /** Whether to say what is missing. */
  complain: boolean;
  change: (patch: Partial<Profile>) => void;
}

const STANDINGS: readonly Standing[] = [...GRADES, "studying", "finished", "working"];

/** The whole form. */
export function standForm(context: Context, model: StandModel): TemplateResult {
  return html`
    ${standing(context, model)}
    ${town(context, model)}
    ${levels(context, model)}
    ${terms(context, model)}
    ${ownFacts(context, model)}
  `;
}

function standing({ catalog, t, speech }: Context, model: StandModel): TemplateResult {
  const { profile, change } = model;
  const choice = isGrade(profile.standing) ? classes(catalog, profile.standing).programmes : [];
  const offered = STANDINGS.filter((one) => !isGrade(one) || classes(catalog, one).programmes.length > 0);
  return html`
    <fieldset class="group" id="standing" aria-label=${model.placed ? t.standing.legend : nothing} aria-describedby=${model.complain && !profile.standing ? "standing-error" : nothing}>
      ${model.placed ? nothing : html`<legend>${t.standing.legend}</legend>
      ${model.complain && !profile.standing ? html`<p class="error" id="standing-error">${t.standing.required}</p>` : nothing}
      <div class="tiles">
        ${offered.map((one) => html`
          <label class="tile"><input type="radio" name="standing" .checked=${profile.standing === one}
            @change=${() => change({ standing: one, programme: undefined, finished: undefined } as unknown as Partial<Profile>)}>
            <span>${t.standing.names[one]}</span></label>`)}
      </div>`}
      ${choice.length > 1 ? html`
        <label class="field"><span>${t.standing.classLabel}</span>
          <select @change=${(event: Event) => change({ programme: value(event) })}>
            ${choice.map((programme) => html`<option value=${programme.id} ?selected=${programme.id === enrolledIn(catalog, profile)?.id}>${programme.name}</option>`)}
          </select></label>` : nothing}
      ${profile.standing === "studying" ? html`
        ${programmeChoice({ catalog, t, speech }, t.standing.programmeLabel, catalog.data.programmes.filter(({ kind }) => kind === "vocational" || kind === "degree"), profile.programme, (programme) => change({ programme }), model.complain)}
        <label class="field"><span>${t.standing.untilLabel}</span>
          <select @change=${(event: Event) => change({ until: value(event) })}>
            ${ends(model.now).map((month) => html`<option value=${month} ?selected=${month === (profile.until ?? next(model.now, 6))}>${speech.month(month)}</option>`)}
          </select></label>
        ${finishedChoice({ catalog, t, speech }, model, t.standing.finishedBefore)}` : nothing}
      ${profile.standing === "finished" || profile.standing === "working" ? html`
        ${finishedChoice({ catalog, t, speech }, model, t.standing.finishedLabel)}
        ${workedChoice({ catalog, t, speech }, model)}` : nothing}
    </fieldset>
  `;
}

/** The ends of school years from now on. */
function ends(now: Month): Month[] {
  const first = toIndex(next(now, 6));
  return Array.from({ length: 7 }, (_, year) => fromIndex(first + 12 * year));
}

const ORDER: readonly ProgrammeKind[] = ["general", "vocational", "degree", "course"];

function programmeChoice({ catalog, t, speech }: Context, label: string, programmes: readonly Programme[], chosen: string | undefined, pick: (id: string) => void, complain = false): TemplateResult {
  return html`
    <label class="field"><span>${label}</span>
      ${complain && !chosen ? html`<span class="error">${t.standing.programmeRequired}</span>` : nothing}
      <select @change=${(event: Event) => pick(value(event))}>
        <option value="" ?selected=${!chosen}>${t.choose}</option>
        ${ORDER.map((kind) => {
          const rows = programmes.filter((programme) => programme.kind === kind);
          return rows.length === 0 ? nothing : html`
            <optgroup label=${t.kinds.programme[kind]}>
              ${(kind === "general" ? rows : byName(rows, speech.lang)).map((programme) => html`
                <option value=${programme.id} ?selected=${programme.id === chosen}>${dotted(programme.name, kind !== "general" && catalog.organization(programme.provider)?.name)}</option>`)}
            </optgroup>`;
        })}
      </select></label>`;
}

function finishedChoice(context: Context, { profile, change }: StandModel, label: string): TemplateResult {
  return programmeChoice(context, label, finishable(context.catalog), profile.finished, (finished) => change({ finished }));
}

function workedChoice({ catalog, t, speech }: Context, { profile, change }: StandModel): TemplateResult {
  const jobs = byName(catalog.data.jobs.filter(({ id }) => !profile.worked.includes(id)), speech.lang);
  return html`
    <div class="field">
      <label for="worked">${t.standing.workedLabel}</label>
      ${profile.worked.length > 0 ? html`
        <ul class="chips">${profile.worked.map((id) => {
          const name = catalog.job(id)?.name ?? id;
          return html`<li>${dotted(name, catalog.organization(catalog.job(id)?.employer)?.name)}
            <button type="button" class="icon" aria-label=${t.remove(name)} @click=${() => change({ worked: profile.worked.filter((other) => other !== id) })}>×</button></li>`;
        })}</ul>` : nothing}
      <select id="worked" aria-describedby="worked-hint" @change=${(event: Event) => {
        const id = value(event);
        (event.currentTarget as HTMLSelectElement).value = "";
        if (id) change({ worked: [...profile.worked, id] });
      }}>
        <option value="">${t.standing.workedAdd}…</option>
        ${jobs.map((job) => html`<option value=${job.id}>${dotted(job.name, catalog.organization(job.employer)?.name)}</option>`)}
      </select>
      <span class="hint" id="worked-hint">${t.standing.workedHint}</span>
    </div>`;
}

/** The reader's town. */
export function town({ catalog, t, speech }: Context, { profile, change }: Pick<StandModel, "profile" | "change">): TemplateResult {
  return html`
    <label class="field"><span class="strong">${t.home.label}</span>
      <select name="home" @change=${(event: Event) => change({ home: value(event) || undefined } as unknown as Partial<Profile>)}>
        <option value="" ?selected=${!profile.home}>${t.home.none}</option>
        ${byName(catalog.data.places, speech.lang).map((place) => html`<option value=${place.id} ?selected=${place.id === profile.home}>${place.name}</option>`)}
      </select></label>`;
}

/** How many subjects are shown before the rest is asked for. */
const SHOWN = 8;

function levels(context: Context, model: StandModel): TemplateResult {
  const { catalog, t, speech } = context;
  const { profile, change } = model;
  const schooled = taught(catalog, profile);
  const subjects = model.subjects;
  const others = profile.levels.map(({ id }) => id).filter((id) => !subjects.includes(id));
  const first = subjects.filter((id, at) => at < SHOWN || profile.levels.some((level) => level.id === id));
  const more = subjects.filter((id) => !first.includes(id));
  const rest = byName(catalog.data.competencies.filter(({ id }) => !subjects.includes(id) && !others.includes(id)), speech.lang);
  const row = (id: string): TemplateResult => levelChoice(context, model, id, schooled.get(id));
  return html`
    <section class="group" aria-labelledby="levels-title">
      <h3 id="levels-title" class="legend">${t.levels.legend}</h3>
      <p class="hint">${t.levels.hint}</p>
      ${levelScale(context)}
      <div class="levels">${repeat([...first, ...others], (id) => id, row)}</div>
      ${more.length > 0 ? html`<details class="more"><summary>${t.levels.more}</summary><div class="levels">${repeat(more, (id) => id, row)}</div></details>` : nothing}
      <label class="field"><span>${t.levels.other}</span>
        <select @change=${(event: Event) => {
          const id = value(event);
          (event.currentTarget as HTMLSelectElement).value = "";
          if (id) change({ levels: [...profile.levels, { id, level: schooled.get(id) ?? 1 }] });
        }}>
          <option value="">${t.choose}</option>
          ${rest.map((competency) => html`<option value=${competency.id}>${competency.name}</option>`)}
        </select></label>
    </section>`;
}

/** The region's levels with their names. */
export function levelScale({ catalog, t }: Context): TemplateResult {
  return html`
    <dl class="scale-legend" aria-label=${t.levels.scale}>
      <div><dt>?</dt><dd>${t.levels.unknown}</dd></div>
      <div><dt>0</dt><dd>${t.levels.none}</dd></div>
      ${catalog.data.progression.map(({ name }, at) => html`<div><dt>${at + 1}</dt><dd>${name}</dd></div>`)}
    </dl>`;
}

/** A competency's level as a group of named levels; “?” is unknown. */
export function levelChoice({ catalog, t, speech }: Context, { profile, change }: Pick<StandModel, "profile" | "change">, id: string, schooled: number | undefined): TemplateResult {
  const chosen = profile.levels.find((level) => level.id === id)?.level;
  const without = profile.levels.filter((level) => level.id !== id);
  const said = chosen !== undefined ? speech.level(catalog, chosen) : schooled ? t.levels.taught(speech.level(catalog, schooled)) : t.levels.unknown;
  const cell = (level: number | undefined): TemplateResult => html`
    <label><input type="radio" name=${`level-${id}`} value=${level ?? ""} .checked=${chosen === level}
      aria-label=${level === undefined ? t.levels.unknown : level === 0 ? t.levels.none : `${level}, ${catalog.level(level)}`}
      @change=${() => change({ levels: level === undefined ? without : replace(profile.levels, id, level) })}><span aria-hidden="true">${level ?? "?"}</span></label>`;
  return html`
    <fieldset class="level">
      <legend>${catalog.competency(id)?.name ?? id}</legend>
      <div class="scale">${[undefined, 0, ...catalog.data.progression.map((_, at) => at + 1)].map(cell)}</div>
      <p class="said" aria-hidden="true">${said}</p>
    </fieldset>`;
}

/** Keeps the order in which levels were named. */
function replace(levels: Profile["levels"], id: string, level: number): Profile["levels"] {
  return levels.some((one) => one.id === id) ? levels.map((one) => (one.id === id ? { id, level } : one)) : [...levels, { id, level }];
}

function terms({ catalog, t, speech }: Context, { profile, change }: StandModel): TemplateResult {
  const { pay, move } = profile;
  const amount = pay.kind === "up-to" ? pay.amount : 200_000;
  const places = move.kind === "places" ? move.places : [];
  return html`
    <fieldset class="group">
      <legend>${t.terms.legend}</legend>
      <div class="columns">
        <fieldset class="plain">
          <legend>${t.terms.pay}</legend>
          ${radio("pay", t.terms.payAny, pay.kind === "any", () => change({ pay: { kind: "any" } }))}
          ${radio("pay", t.terms.payNone, pay.kind === "none", () => change({ pay: { kind: "none" } }))}
          <div class="with-input">
            ${radio("pay", t.terms.payUpTo, pay.kind === "up-to", () => change({ pay: { kind: "up-to", amount } }))}
            <input type="number" inputmode="numeric" min="0" step="10000" aria-label=${t.terms.payLabel} .value=${String(amount)}
              @input=${(event: Event) => {
                const typed = Math.floor((event.currentTarget as HTMLInputElement).valueAsNumber);
                if (Number.isFinite(typed) && typed >= 0) change({ pay: { kind: "up-to", amount: Math.min(typed, 1_000_000_000) } });
              }}>
            <span aria-hidden="true">${currencySign(speech.lang, catalog.data.currency)}</span>
          </div>
        </fieldset>
        <fieldset class="plain">
          <legend>${t.terms.move}</legend>
          ${radio("move", t.terms.moveAny, move.kind === "any", () => change({ move: { kind: "any" } }))}
          ${radio("move", t.terms.moveHome, move.kind === "home", () => change({ move: { kind: "home" } }), !profile.home)}
          ${profile.home ? nothing : html`<p class="hint">${t.terms.moveNeedsHome}</p>`}
          ${radio("move", t.terms.movePlaces, move.kind === "places", () => change({ move: { kind: "places", places: [] } }))}
          ${move.kind === "places" ? html`
            <div class="checks">${byName(catalog.data.places, speech.lang).filter(({ id }) => id !== profile.home).map((place) => html`
              <label class="option"><input type="checkbox" .checked=${places.includes(place.id)} @change=${(event: Event) => {
                const on = (event.currentTarget as HTMLInputElement).checked;
                change({ move: { kind: "places", places: on ? [...places, place.id] : places.filter((id) => id !== place.id) } });
              }}><span>${place.name}</span></label>`)}</div>` : nothing}
        </fieldset>
      </div>
    </fieldset>`;
}

function radio(name: string, label: string, checked: boolean, pick: () => void, disabled = false): TemplateResult {
  return html`<label class="option"><input type="radio" name=${name} .checked=${checked} ?disabled=${disabled} @change=${pick}><span>${label}</span></label>`;
}

function currencySign(lang: string, currency: string): string {
  const parts = new Intl.NumberFormat(lang, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).formatToParts(0);
  return parts.find(({ type }) => type === "currency")?.value ?? currency;
}

function ownFacts({ catalog, t, speech }: Context, { profile, change, now }: StandModel): TemplateResult {
  const year = Number(now.slice(0, 4));
  return html`
    <fieldset class="group">
      <legend>${t.facts.legend}</legend>
      <p class="hint">${t.facts.hint}</p>
      <div class="columns">
        ${facts(catalog).map((id) => {
          const stated = profile.attests.find((fact) => fact.id === id)?.value;
          const without = profile.attests.filter((fact) => fact.id !== id);
          const answer = (label: string, value: boolean | undefined): TemplateResult =>
            radio(`fact-${id}`, label, stated === value, () => change({ attests: value === undefined ? without : [...without, { id, value }] }));
          return html`<fieldset class="plain"><legend>${speech.fact(id)}</legend>
            <div class="inline">${answer(t.facts.yes, true)}${answer(t.facts.no, false)}${answer(t.facts.unknown, undefined)}</div></fieldset>`;
        })}
        <label class="field"><span>${t.facts.born} <small>(${t.optional})</small></span>
          <select name="born" @change=${(event: Event) => change({ born: value(event) || undefined } as unknown as Partial<Profile>)}>
            <option value="" ?selected=${!profile.born}>${isGrade(profile.standing) ? t.facts.bornByClass(birth(profile, now)?.slice(0, 4) ?? "") : t.notSaid}</option>
            ${Array.from({ length: 57 }, (_, back) => year - 13 - back).map((one) => html`
              <option value=${`${one}-12`} ?selected=${profile.born === `${one}-12`}>${one}</option>`)}
          </select>
          <span class="hint">${t.facts.bornHint}</span></label>
      </div>
    </fieldset>`;
}

function value(event: Event): string {
  return (event.currentTarget as HTMLSelectElement).value;
}

/** What the reader said, in a line. */
export function standSummary({ catalog, t, speech }: Context, profile: Profile): string {
  const pay = profile.pay;
  return dotted(
    profile.standing && t.standing.names[profile.standing],
    catalog.place(profile.home)?.name,
    profile.standing === "studying" && catalog.programme(profile.programme)?.name,
    ...profile.levels.map(({ id, level }) => `${catalog.competency(id)?.name ?? id} ${level}`),
    pay.kind === "none" && t.terms.payNone,
    pay.kind === "up-to" && `${t.terms.payUpTo} ${speech.money(pay.amount)}`.toLocaleLowerCase(speech.lang),
    profile.move.kind === "home" && t.terms.moveHome,
  );
}
