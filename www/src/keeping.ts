// What an element carries of sharing and keeping before anybody asks for it: a button, an eye on the page's address and
// on this device, and what an opened link asks beside what the form knows. The panel itself comes when it is wanted.
import { type TemplateResult, html, nothing } from "lit/html.js";
import { late } from "./late.js";
import type { ResultView } from "./model.js";
import type { Profile } from "./profile.js";
import * as device from "./share/device.js";
import type { Kept, Rest } from "./share/kept.js";
import type { Goal, Month, Question } from "./types.js";
import type { Context } from "./views/context.js";
import type { Keep, Shown } from "./views/keep.js";

/** What an element does for it. */
export interface Keeper {
  /** What the reader said, and the goal. */
  entered(): { profile: Profile; goal: Goal | undefined };
  /** Shows this as if the reader had just said it. False where it is nothing to this element. */
  restore(profile: Profile, goal: Goal | undefined): boolean;
  /** Empties the form and the answer, with no way back. */
  empty(): void;
  /** The answer, if there is one. */
  shown(): Shown | undefined;
  /** The month that the element plans from, and the one that it would where no link says another. */
  month(): Month;
  today(): Month;
  announce(text: string): void;
  root(): ShadowRoot;
  /** Draws again. */
  update(): Promise<unknown>;
}

/** Those of elements on the page: who asks to be forgotten means all of them. */
const present = new Set<Keeping>();

export class Keeping {
  /** The month that an opened link counts from, where it is not this one. */
  since: Month | undefined;
  /** Whether what the page came with is being opened: the reader is left where they are. */
  opening = false;
  private readonly keeper: Keeper;
  private context: Context | undefined;
  private panel: Keep | undefined;
  private failed = false;
  private rest: Rest = {};
  private route: number | undefined;

  constructor(keeper: Keeper) {
    this.keeper = keeper;
  }

  connected(): void {
    present.add(this);
    addEventListener("hashchange", this.reopen);
  }

  disconnected(): void {
    present.delete(this);
    removeEventListener("hashchange", this.reopen);
  }

  /** A region was loaded, or its names in another language. */
  async loaded(context: Context): Promise<void> {
    this.context = context;
    if (this.panel) await this.panel.speak(context);
    else await this.reopen();
  }

  /** Opens what the page's address holds, or offers what the device keeps; where there is neither, nothing is loaded. */
  private readonly reopen = async (event?: Event): Promise<void> => {
    if (!this.context) return;
    const { hash } = location;
    if (!hash.startsWith("#pathway-") && (event || device.kept(this.context.catalog.data.id) === undefined)) return;
    const panel = await this.load(this.context);
    this.opening = event === undefined;
    panel?.start(hash);
    this.opening = false;
  };

  /** The whole question: with what an opened link asks beside the form. */
  question(question: Question): Question {
    const { limits, ...rest } = this.rest;
    return { ...question, ...rest, limits: { ...question.limits, ...limits } };
  }

  /** The route that an opened link was about, once: its key in this answer. */
  chosen({ points, repeating }: ResultView): string | undefined {
    const place = this.route;
    this.route = undefined;
    if (place === undefined) return undefined;
    return [...points, ...repeating].flatMap(({ routes }) => routes).find(({ key }) => placeOf(key) === place)?.key;
  }

  /** Lets changes follow to the copy on this device, where the reader keeps one. */
  follow(): void {
    this.panel?.follow();
  }

  /** What was opened, and what became different since. */
  notes(): TemplateResult | typeof nothing {
    return this.panel?.notes() ?? nothing;
  }

  /** The panel, or the button that opens it. */
  view({ t }: Context): TemplateResult | typeof nothing {
    if (this.panel?.isOpen) return this.panel.view();
    return html`<p class="actions">
      <button type="button" class="quiet" @click=${() => void this.open()}>${this.keeper.shown() ? t.keep.title : t.keep.open}</button>
      ${this.failed ? html`<span role="alert">${t.keep.failed}</span>` : nothing}</p>`;
  }

  private async open(): Promise<void> {
    await (await this.load(this.context!))?.show();
  }

  private async load(context: Context): Promise<Keep | undefined> {
    const { keeper } = this;
    try {
      const { Keep } = await late.keep();
      this.panel ??= new Keep({
        root: keeper.root(),
        words: async (lang) => (lang === "ru" ? (await late.keepRu()).t : (await late.keepEn()).t),
        update: () => keeper.update(),
        announce: (text) => keeper.announce(text),
        kept: () => this.kept(),
        shown: () => keeper.shown(),
        today: () => keeper.today(),
        open: (kept) => this.restore(kept),
        recount: (now) => void this.restore({ ...this.kept(), now }),
        forget: () => {
          for (const one of present) one.forget();
        },
      }, context);
      await this.panel.speak(context);
      this.failed = false;
      return this.panel;
    } catch {
      this.failed = true;
      await keeper.update();
      return undefined;
    }
  }

  private kept(): Kept {
    const { profile, goal } = this.keeper.entered();
    const key = this.keeper.shown()?.told?.route.key;
    return { now: this.keeper.month(), who: { profile }, ...(goal && { goal }), rest: this.rest, ...(key && { route: placeOf(key) }) };
  }

  private restore({ now, who, goal, rest, route }: Kept): boolean {
    if (!("profile" in who)) return false;
    const before = [this.since, this.rest, this.route] as const;
    [this.since, this.rest, this.route] = [now === this.keeper.today() ? undefined : now, rest, route];
    const taken = this.keeper.restore(who.profile, goal);
    if (!taken) [this.since, this.rest, this.route] = before;
    return taken;
  }

  private forget(): void {
    if (this.context) device.forget(this.context.catalog.data.id);
    this.panel?.emptied();
    this.rest = {};
    this.since = undefined;
    this.route = undefined;
    this.keeper.empty();
  }
}

/** A route's place in its answer, which its key ends with. */
function placeOf(key: string): number {
  return Number(key.slice(key.lastIndexOf("#") + 1));
}
