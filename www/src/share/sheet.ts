// One route, or two beside each other, on A4 in black and white. The page around the element must not be printed, and
// no rule within a shadow root reaches it: so the sheet stands in the page's body while the browser prints, with a
// stylesheet of the page that hides the rest on paper and the sheet on the screen, and both go when it is done. No
// window is opened, which popup blockers and web views of apps forbid, and no frame is made, which strict policies do.
import { type TemplateResult, html, nothing, render } from "lit/html.js";
import { Catalog } from "../catalog.js";
import type { KeepMessages } from "../lang/keep/en.js";
import { type ClauseView, type GapRow, type OfferingView, type ResultView, type RouteView, type StageView, guessed } from "../model.js";
import { birth } from "../profile.js";
import type { Source } from "../types.js";
import { type Context, dotted } from "../views/context.js";
import { contents } from "./contents.js";
import type { Kept } from "./kept.js";
import { qr } from "./qr.js";
import { aroundSheet, sheetStyles } from "./sheet-styles.js";

export interface Sheet {
  result: ResultView;
  /** With the numbers that they bear on the page. */
  routes: readonly { number: number; route: RouteView }[];
  kept: Kept;
  /** The link that the sheet's code holds, if it has one. */
  address: string | undefined;
}

/** The sheet that stands in the page now. */
let standing: HTMLElement | undefined;

/** What tells that printing is over; web views of apps may never say so, but then the reader does something else. */
const OVER = ["afterprint", "pointerdown", "keydown"] as const;

/** Puts the sheet into the page and asks the browser to print. */
export function print(context: Context, words: KeepMessages, sheet: Sheet): void {
  clear();
  const host = document.createElement("div");
  host.className = "pathway-sheet ym-hide-content";
  host.lang = context.speech.lang;
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheetStyles];
  render(view(context, words, sheet), root);
  document.body.append(host);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, aroundSheet];
  standing = host;
  for (const event of OVER) addEventListener(event, clear);
  window.print();
}

/** Takes the sheet out of the page. */
export function clear(): void {
  for (const event of OVER) removeEventListener(event, clear);
  standing?.remove();
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== aroundSheet);
  standing = undefined;
}

function view(wordy: Context, words: KeepMessages, { result, routes, kept, address }: Sheet): TemplateResult {
  const { t, speech, catalog } = wordy;
  // On paper levels are numbers, which are shorter; one line says what they mean.
  const context = { ...wordy, catalog: new Catalog({ ...catalog.data, progression: [] }) };
  const { sheet: say } = words;
  const { goal, stamp } = result;
  const sources = numbered(routes.flatMap(({ route }) => route.stages.flatMap((stage) => stage.sources)).concat(goal.sources));
  const illustrative = routes.some(({ route }) => route.illustrative) || guessed(goal);
  return html`
    <article>
      <header>
        <div>
          <p class="kicker">${dotted(routes.length > 1 ? say.titles : say.title, say.made(speech.month(kept.now)))}</p>
          <h1>${goal.title}${mark(guessed(goal))}</h1>
          <p>${dotted(goal.by, goal.place, goal.code, goal.wage !== undefined && t.routes.perMonth(speech.money(goal.wage)))}${cite(sources, goal.sources)}</p>
          ${routes.length > 1 ? nothing : figures(context, result, routes)}
        </div>
        ${address === undefined ? nothing : html`<figure>${qr(address, words.link.qrLabel(goal.title)) ?? nothing}<figcaption>${say.scan}</figcaption></figure>`}
      </header>
      ${routes.length > 1 ? figures(context, result, routes) : nothing}
      <p class="said"><b>${say.said}.</b> ${contents(context, words, kept).filter(([term]) => ![words.terms.goal, words.terms.now, words.terms.route].includes(term)).map(([term, value], at) => html`${at > 0 ? "; " : nothing}${term}: ${value}`)}.
        <small>${t.levels.scale}: 0${"\u00a0"}${t.levels.none}, ${catalog.data.progression.map(({ level, name }) => `${level}\u00a0${name.replaceAll(" ", "\u00a0")}`).join(", ")}.</small></p>
      ${routes.map(({ number, route }) => html`
        <section>
          <h2>${routes.length > 1 ? t.routes.route(number) : t.routes.list}</h2>
          <ol class="stages">${route.stages.map((stage) => stageItem(context, words, sources, stage))}
            <li class="goal"><h3>${t.routes.goalStage(speech.month(route.reached))}</h3>
              ${route.goalWait > 0 ? html`<p>${t.routes.wait(speech.duration(route.goalWait))}</p>` : nothing}
              ${entry(context, words, route.goalEntry)}</li>
          </ol>
          ${assumed(context, kept, route)}
        </section>`)}
      ${goal.kind === "job" ? gapTable(context, routes) : nothing}
      ${sources.length > 0 ? html`<section class="sources"><h2>${t.routes.source}</h2>
        <ol>${sources.map((source) => html`<li><span lang=${catalog.data.locales[0] ?? nothing}>${source.title}</span>, ${dotted(speech.day(source.date), bare(source.url))}</li>`)}</ol></section>` : nothing}
      <section class="notes"><h2>${say.notes}</h2><div></div><div></div></section>
      <footer>
        <p>${t.routes.checkNote} ${say.promise} ${illustrative ? say.star : nothing}</p>
        <p>${say.data}: ${dotted(`${catalog.data.name}, ${stamp.version} (${speech.month(stamp.asOf)})`, stamp.digest, `pathway-planner ${stamp.engine}`)}</p>
      </footer>
    </article>`;
}

/** The figures as a table: a column for each route. */
function figures({ t, speech }: Context, { goal }: ResultView, routes: Sheet["routes"]): TemplateResult {
  const { figures: names } = t.routes;
  const row = (name: string, value: (route: RouteView) => string, wanted = true): TemplateResult | typeof nothing =>
    wanted ? html`<div><dt>${name}</dt>${routes.map(({ route }) => html`<dd>${value(route)}</dd>`)}</div>` : nothing;
  const any = (figure: "earned" | "effort"): boolean => routes.some(({ route }) => route[figure] > 0);
  return html`<dl class=${routes.length > 1 ? "figures two" : "figures"}>
    ${routes.length > 1 ? html`<div><dt></dt>${routes.map(({ number }) => html`<dd>${t.routes.route(number)}</dd>`)}</div>` : nothing}
    ${row(names.takes, (route) => speech.duration(route.months))}
    ${row(names.reached, (route) => speech.month(route.reached))}
    ${row(names.fees, (route) => speech.fee(route.fees))}
    ${row(names.ready, (route) => speech.percent(route.readiness), goal.kind === "job")}
    ${row(names.earned, (route) => (route.earned > 0 ? speech.money(route.earned) : t.routes.none), any("earned"))}
    ${row(names.moves, (route) => (route.moves > 0 ? speech.count("moves", route.moves) : t.routes.noMoves))}
    ${row(names.effort, (route) => (route.effort > 0 ? speech.count("hours", route.effort) : t.routes.none), any("effort"))}
  </dl>`;
}

function stageItem(context: Context, words: KeepMessages, sources: readonly Source[], stage: StageView): TemplateResult {
  const { t, speech } = context;
  const { sheet: say } = words;
  const { offering, alongside } = stage;
  return html`
    <li>
      <h3>${stage.title}${mark(stage.illustrative)}${stage.code ? html` <span class="code">${stage.code}</span>` : nothing}</h3>
      <p><b>${speech.monthShort(stage.start)} – ${speech.monthShort(stage.end)}${"\u00a0· "}${stage.enrolled ? t.routes.rest(speech.duration(stage.months)) : speech.duration(stage.months)}.</b>
        ${stage.wait > 0 ? t.routes.wait(speech.duration(stage.wait)) : nothing}
        ${dotted(stage.by + mark(stage.byIllustrative), stage.place, stage.moved && t.routes.moved)}; ${stage.enrolled ? t.routes.enrolled.toLocaleLowerCase(speech.lang)
        : stage.kind === "job" ? dotted(t.kinds.job, stage.wage !== undefined && t.routes.perMonth(speech.money(stage.wage)))
        : offering && terms(context, offering, stage.fee)}.${cite(sources, stage.sources)}
        ${contract(context, offering)} ${stage.serves ? t.routes.serves(stage.serves) : nothing}</p>
      ${alongside ? html`
        <p><b>${t.routes.alongside}:</b> ${alongside.title}${mark(alongside.illustrative)}, ${speech.monthShort(alongside.start)} – ${speech.monthShort(alongside.end)}. ${alongside.by}.
          ${alongside.offering ? `${terms(context, alongside.offering, alongside.fee)}.` : nothing} ${contract(context, alongside.offering)}</p>` : nothing}
      ${stage.activities.length > 0 ? html`<p><b>${say.take}:</b> ${stage.activities.map((activity) => `${activity.name}${guessed({ ...activity, byIllustrative: activity.byIllustrative ?? false }) ? "*" : ""} (${speech.count("hours", activity.hours)}${activity.fee > 0 ? `, ${speech.money(activity.fee)}` : ""})`).join(", ")}.</p>` : nothing}
      ${stage.enrolled ? nothing : entry(context, words, [...stage.entry, ...(alongside?.entry ?? [])])}
    </li>`;
}

function terms({ t, speech }: Context, offering: OfferingView, fee: number): string {
  return dotted(t.kinds.mode[offering.mode], offering.contract ? t.kinds.target : t.kinds.funding[offering.funding], fee > 0 && speech.money(fee));
}

function contract({ t, speech }: Context, offering: OfferingView | undefined): string {
  if (!offering?.contract) return "";
  const { sponsorName, obligation_months: months, stipend_per_month: stipend } = offering.contract;
  return `${t.routes.contractNote(sponsorName, speech.duration(months))} ${stipend > 0 ? t.routes.stipend(speech.money(stipend)) : ""}`;
}

/** Conditions with a box: what the data say is met is ticked, the rest is for a pen. */
function entry(context: Context, { sheet: say }: KeepMessages, clauses: readonly ClauseView[]): TemplateResult | typeof nothing {
  if (clauses.length === 0) return nothing;
  const { catalog, speech, t } = context;
  return html`<p><b>${say.entry}:</b> ${clauses.map(({ condition, met, assumed }, at) => html`${at > 0 ? "; " : nothing}<span class="clause">${met && !assumed ? "☑" : "☐"}${"\u00a0"}${speech.condition(catalog, condition)}${
    assumed ? ` (${say.unsure})` : nothing}<span class="hidden"> — ${met && !assumed ? t.routes.entryMet : say.unsure}</span></span>`)}.</p>`;
}

function assumed(context: Context, kept: Kept, route: RouteView): TemplateResult | typeof nothing {
  const { t, speech } = context;
  const born = "profile" in kept.who && !kept.who.profile.born ? birth(kept.who.profile, kept.now) : undefined;
  const lines = [
    ...(born ? [t.routes.assumesBorn(born.slice(0, 4))] : []),
    ...route.assumes.map((one) => ("age" in one ? t.routes.assumesAge(speech.years(one.age)) : t.routes.assumesFact(speech.fact(one.attests)))),
  ];
  return lines.length > 0 ? html`<p class="assumed"><b>${t.routes.assumes}:</b> ${lines.join("; ")}.</p>` : nothing;
}

/** What the job asks for, and what each route gives of it. */
function gapTable({ t, speech }: Context, routes: Sheet["routes"]): TemplateResult | typeof nothing {
  const [{ route: first }] = routes as [Sheet["routes"][number]];
  if (first.gaps.length === 0) return nothing;
  const given = (route: RouteView, id: string): GapRow => route.gaps.find((row) => row.id === id)!;
  const result = ({ missing }: GapRow): TemplateResult | string => (missing > 0 ? html`<b>${speech.count("levels", missing)}</b>` : t.gap.ok);
  return html`
    <section><h2>${t.gap.title}</h2>
      <table>
        <thead><tr><th scope="col">${t.gap.competency}</th><th scope="col">${t.gap.now}</th><th scope="col">${t.gap.required}</th>
          ${routes.map(({ number }) => html`<th scope="col" class="end">${routes.length > 1 ? t.routes.route(number) : t.gap.end}</th>`)}</tr></thead>
        <tbody>${first.gaps.map((row) => html`<tr>
          <th scope="row">${row.name}${row.essential ? html` <i>${t.gap.essential}</i>` : nothing}</th>
          <td>${row.now ?? "?"}</td><td>${row.required}</td>
          ${routes.map(({ route }) => html`<td class="end">${given(route, row.id).end}, ${result(given(route, row.id))}</td>`)}</tr>`)}</tbody>
      </table></section>`;
}

/** The mark of what the data's authors assumed; the foot of the sheet says so. */
function mark(assumed: boolean): string {
  return assumed ? "*" : "";
}

/** Each source once. */
function numbered(all: readonly Source[]): Source[] {
  return [...new Map(all.map((source) => [source.id, source])).values()];
}

/** The numbers of these sources in the sheet's list. */
function cite(all: readonly Source[], own: readonly Source[]): TemplateResult | typeof nothing {
  if (own.length === 0) return nothing;
  return html` <span class="cite">[${own.map(({ id }) => all.findIndex((source) => source.id === id) + 1).join(", ")}]</span>`;
}

/** An address as somebody types it. */
function bare(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
}
