// The jobs and programmes around a job: a picture of tiles and lines, laid out by the engine, and a list that says all of it.
import { type TemplateResult, html, nothing, svg } from "lit/html.js";
import type { Language } from "../lang/languages.js";
import { lattices } from "../lang/lattice.js";
import type { Planner } from "../planner.js";
import type { Job, Lattice, LatticeTile, Programme } from "../types.js";
import { type Context, dotted } from "./context.js";
import { illustrative } from "./pieces.js";

/** What only this view looks like. */
export const styles = `
.lattice { display: block; overflow: visible; font-size: .8125rem; margin: 1rem 0 1.5rem; }
.lattice.wide { display: none; }
.lattice line { stroke: var(--edge); stroke-width: 1.5; }
.lattice .own { stroke: var(--ink); stroke-width: 2.5; }
.lattice foreignObject { overflow: visible; }
.place { display: flex; flex-direction: column; justify-content: center; height: 100%; margin: 0 7px; padding: .25em .5em; background: var(--paper); color: var(--ink); border: 1.5px solid var(--accent); border-radius: 6px; line-height: 1.2; overflow: hidden; }
.place.at-work { border-color: var(--work); border-radius: 0; }
.place.here { border-width: 3px; border-color: var(--ink); font-weight: 650; }
.place .what { font-size: .875em; color: var(--soft); font-weight: 400; }
.place .names { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; flex: none; overflow: hidden; overflow-wrap: anywhere; hyphens: auto; }
.lattice ~ section h4 { margin-top: 1rem; }
.around { margin: .25rem 0 1rem; padding-inline-start: 1.1rem; }
.around > li { margin-block: .6rem; line-height: 1.4; }
.around ul { list-style: none; }
.around .soft, .around .leads { display: block; }
.leads { font-size: .925em; }
.rung { min-height: 2.75rem; padding: 0; border-radius: 0; text-align: start; font-weight: 600; color: var(--accent); text-decoration: underline; text-underline-offset: .2em; }
@container (min-width: 40em) {
  .place .names { -webkit-line-clamp: 3; }
  .lattice.wide { display: block; }
  .lattice.narrow { display: none; }
}
@media (forced-colors: active) {
  .lattice line { stroke: CanvasText; }
  .place.here { border-color: Highlight; }
}
@media print {
  .place, .lattice line { print-color-adjust: exact; }
  .place { break-inside: avoid; }
}
`;

export interface LatticeModel {
  planner: Planner;
  /** The job that the page is about. */
  job: string;
  /** Draws again, and leads the reader to what this selects. */
  draw: (selector?: string) => void;
  /** Asks for the routes to another job. */
  plan?: ((job: string) => void) | undefined;
}

/** How many tiles stand in a row, on a phone and elsewhere. Both pictures are there, and the width decides which is seen. */
const COLUMNS = { narrow: 2, wide: 4 };
type Width = keyof typeof COLUMNS;

/** How high a tile is and how far it stands from the next row, in the text's own size. */
const HEIGHT = { narrow: 8.25, wide: 6.5 };
const GAP = 2.75;

/** How many of a tile are told before the rest is folded away. */
const SHOWN = 4;

interface Seen {
  /** The job that the page is about, and the one that the reader looks from. */
  about: string;
  from: string;
  drawn?: Record<Width, Lattice>;
}

/** Where readers look from, for as long as there is their planner. */
const seen = new WeakMap<Planner, Seen>();

export function latticeView(context: Context, model: LatticeModel): TemplateResult | typeof nothing {
  const { catalog, speech } = context;
  const words = lattices[speech.lang as Language];
  let at = seen.get(model.planner);
  if (at?.about !== model.job) seen.set(model.planner, (at = look(model, model.job)));
  const job = catalog.job(at.from);
  if (!at.drawn || !job) return nothing;
  const go = (id: string): void => void seen.set(model.planner, look(model, id, "#around-title"));
  const name = (id: string): string => catalog.job(id)?.name ?? id;
  return html`
    <h3 id="around-title" tabindex="-1">${words.around(job.name)}</h3>
    ${at.from === model.job ? nothing : html`
      <div class="actions">
        <button type="button" class="quiet" part="button" @click=${() => go(model.job)}><span aria-hidden="true">← </span>${words.back(name(model.job))}</button>
        ${model.plan ? html`<button type="button" class="quiet" part="button" @click=${() => model.plan!(job.id)}>${words.plan(job.name)}</button>` : nothing}
      </div>`}
    <p class="hint">${words.hint}</p>
    ${picture(context, at.drawn.narrow, job, "narrow")}
    ${picture(context, at.drawn.wide, job, "wide")}
    ${list(context, at.drawn.narrow, job, go)}`;
}

/** Looks around another job; the picture is drawn once it is there, and until then what was seen before is gone. */
function look(model: LatticeModel, from: string, selector?: string): Seen {
  const { planner, job: about, draw } = model;
  const before = seen.get(planner);
  const next: Seen = { about, from: before?.about === about && before.drawn ? before.from : from, ...(before?.about === about && before.drawn && { drawn: before.drawn }) };
  void Promise.all([planner.lattice(from, { columns: COLUMNS.narrow }), planner.lattice(from, { columns: COLUMNS.wide })]).then(([narrow, wide]) => {
    if (seen.get(planner) !== next) return;
    Object.assign(next, { from, drawn: { narrow, wide } });
    draw(selector);
  }, () => undefined);
  return next;
}

/** A tile as both picture and list tell it. */
interface Told {
  tile: LatticeTile;
  /** What kind of thing it is, the name of the first, and how many there are besides. */
  kind: string;
  name: string;
  more: string | undefined;
}

/** What stands in each tile, in words. */
function told({ catalog, t, speech }: Context, tile: LatticeTile, own: Job): Told {
  const [id = ""] = tile.ids;
  const words = lattices[speech.lang as Language];
  const programme = tile.kind === "programme" ? catalog.programme(id) : undefined;
  const kind = programme ? t.kinds.programme[programme.kind] : id === own.id ? words.here : t.kinds.job;
  const more = tile.ids.length > 1 ? words.more(speech.number(tile.ids.length - 1)) : undefined;
  return { tile, kind, name: (programme ?? catalog.job(id))?.name ?? id, more };
}

function picture(context: Context, { tiles, lines }: Lattice, own: Job, width: Width): TemplateResult {
  const words = lattices[context.speech.lang as Language];
  const columns = COLUMNS[width];
  const top = Math.max(...tiles.map(({ row }) => row));
  const x = (half: number): string => `${(half * 50) / columns}%`;
  const height = HEIGHT[width];
  const y = (row: number): number => (top - row) * (height + GAP);
  const isOwn = (at: number): boolean => tiles[at]!.kind === "job" && tiles[at]!.ids[0] === own.id;
  return html`
    <svg class=${`lattice ${width}`} role="img" data-job=${own.id} width="100%" height=${`${y(0) + height}em`} aria-label=${words.picture(own.name)}><g aria-hidden="true">
      ${lines.map(({ from, to, x: course }) => course.slice(1).flatMap((end, at) => {
        const row = tiles[from]!.row + at;
        const line = (x1: number, y1: number, x2: number, y2: number) => svg`<line class=${isOwn(from) || isOwn(to) ? "own" : ""} x1=${x(x1)} y1=${`${y1}em`} x2=${x(x2)} y2=${`${y2}em`}></line>`;
        const between = line(course[at]!, y(row), end, y(row + 1) + height);
        // Past the tiles of a row it goes straight up.
        return at + 2 < course.length ? [between, line(end, y(row + 1) + height, end, y(row + 1))] : [between];
      }))}
      ${tiles.map((tile) => {
        const { kind, name, more } = told(context, tile, own);
        return svg`<foreignObject x=${x(tile.x)} y=${`${y(tile.row)}em`} width=${x(2)} height=${`${height}em`}>${html`
          <div class=${`place ${tile.kind === "job" ? "at-work" : ""} ${tile.ids[0] === own.id && tile.kind === "job" ? "here" : ""}`}>
            <span class="what">${kind}</span><span class="names">${breakable(name)}</span>${more ? html`<span class="what">${more}</span>` : nothing}</div>`}</foreignObject>`;
      })}
    </g></svg>`;
}

/** With soft hyphens in Russian words, of which some are wider than a tile: not every browser knows where they break. */
function breakable(name: string): string {
  return name.replace(/(?<=[а-яё](?:[аеёиоуыэюя][бвгджзклмнпрстфхцчшщ]?|[йьъ]))(?=[бвгджзклмнпрстфхцчшщ][аеёиоуыэюя][а-яё])/gi, "\u00ad");
}

/** Everything in words: what is drawn, and the names that a tile has no room for. */
function list(context: Context, { tiles, lines }: Lattice, own: Job, go: (id: string) => void): TemplateResult {
  const { catalog, speech } = context;
  const words = lattices[speech.lang as Language];
  const all = tiles.map((tile) => told(context, tile, own));
  const isOwn = ({ tile }: Told): boolean => tile.kind === "job" && tile.ids[0] === own.id;
  const at = all.find(isOwn)!;
  const part = (fits: (one: Told) => boolean): Told[] => all.filter(fits).sort((a, b) => a.tile.row - b.tile.row || a.tile.x - b.tile.x);
  const isSchool = ({ tile }: Told): boolean => catalog.programme(tile.ids[0])?.kind === "general";
  const study = part(({ tile }) => tile.kind === "programme");
  const jobs = part((one) => one.tile.kind === "job" && one !== at);
  const below = jobs.filter(({ tile }) => tile.row < at.tile.row);
  const above = jobs.filter(({ tile }) => tile.row >= at.tile.row);
  const leads = (one: Told): string => lines.filter(({ from }) => tiles[from] === one.tile).map(({ to }) => called(all[to]!)).join("; ");
  const item = (one: Told): TemplateResult => {
    const names = leads(one);
    const rest = one.tile.ids.slice(SHOWN);
    return html`<li>
      ${members(context, one, one.tile.ids.slice(0, SHOWN), go)}
      ${rest.length > 0 ? html`<details><summary>${speech.count("more", rest.length)}</summary>${members(context, one, rest, go)}</details>` : nothing}
      ${names && html`<span class="leads">${words.leads(names)}</span>`}</li>`;
  };
  const items = (some: readonly Told[]): TemplateResult => html`<ul class="around">${some.map(item)}</ul>`;
  const count = (some: readonly Told[]): number => some.reduce((sum, { tile }) => sum + tile.ids.length, 0);
  // Schools and colleges are many: whoever wants them all unfolds them.
  const folded = (title: string, some: readonly Told[]): TemplateResult | typeof nothing => (some.length > 0 ? html`
    <details><summary><span class="ladder-name">${title}</span><span class="soft">${speech.count("programmes", count(some))}</span></summary>${items(some)}</details>` : nothing);
  return html`
    <section aria-label=${words.list}>
      ${folded(words.school, study.filter(isSchool))}
      ${folded(words.study, study.filter((one) => !isSchool(one)))}
      <h4>${words.below}</h4>${below.length > 0 ? items(below) : html`<p>${words.bottom}</p>`}
      <h4>${at.name} (${at.kind})</h4><p class="opens">${leads(at) ? words.after(speech.duration(own.tenure.months), leads(at)) : words.top}</p>
      ${above.length > 0 ? html`<h4>${words.above}</h4>${items(above)}` : nothing}
    </section>`;
}

/** How a line's end is called: by its first, with how many there are besides. */
function called({ name, more }: Told): string {
  return more ? `${name} (${more})` : name;
}

function members(context: Context, { tile, kind }: Told, ids: readonly string[], go: (id: string) => void): TemplateResult {
  const { catalog, t, speech } = context;
  return html`<ul>${ids.map((id) => {
    if (tile.kind === "programme") {
      const one: Programme | undefined = catalog.programme(id);
      return one && html`<li><b>${one.name}</b>${one.code ? html` <span class="code">${one.code}</span>` : nothing}${illustrative(context, one.illustrative)}
        <span class="soft">${dotted(t.kinds.programme[one.kind], catalog.organization(one.provider)?.name, catalog.programmePlace(one)?.name, speech.duration(one.months))}</span></li>`;
    }
    const one = catalog.job(id);
    return one && html`<li><button type="button" class="rung" @click=${() => go(id)}>${one.name}</button>${illustrative(context, one.illustrative)}
      <span class="soft">${dotted(kind, catalog.organization(one.employer)?.name, catalog.jobPlace(one)?.name, one.wage && t.routes.perMonth(speech.money(one.wage.per_month)))}</span></li>`;
  })}</ul>`;
}
