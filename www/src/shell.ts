// The elements as a page meets them: attributes, properties, events, and when all the rest is fetched. What they show is
// drawn by files that come later; this one is in the loader, so that every line counts.
import { PlannerError } from "./errors.js";
import type { Messages } from "./lang/en.js";
import type { JobMessages } from "./lang/job.en.js";
import { FIRST, type Language, language } from "./lang/languages.js";
import { parts } from "./parts.js";
import { Planner } from "./planner.js";

/** What an element draws from. */
export interface Loaded {
  planner: Planner;
  t: Messages;
  /** For <pathway-job> alone. */
  words: JobMessages | undefined;
}

/** What is shown in an element. It outlives the element's leaving the page, and with it what the reader said. */
export interface Shown {
  /** A region is there: the first, the same in another language, or another. */
  show(loaded: Loaded): void;
  /** There is none; `again` tries once more. */
  fail(error: PlannerError, t: Messages, again: () => void): void;
  /** An attribute is another. */
  changed(name: string): void;
  /** The element left the page: all but what the reader said goes. */
  leave(): void;
}

/** How a part that is fetched makes what is shown. */
export type Show = (element: Shell, root: ShadowRoot) => Shown;

declare const __VERSION__: string;

/** Before the rest is there, the element has the height that it will need at least, so that nothing below it jumps. */
const SHEET = `
:host { display: block; box-sizing: border-box; container-type: inline-size; min-height: var(--pathway-min-height, 100vh); }
:host(pathway-job) { min-height: var(--pathway-min-height, 48rem); }
@media (min-width: 48rem) { :host(pathway-job) { min-height: var(--pathway-min-height, 38rem); } }
:host([hidden]) { display: none; }
.first { font: inherit; margin: 1rem; }
button.first { min-height: 2.75rem; padding: .5rem 1rem; border-radius: 10px; }
.first:empty { display: none; }`;

let sheet: CSSStyleSheet | undefined;

// A server has no elements; there the class is never used.
const Base = (globalThis.HTMLElement ?? Object) as typeof HTMLElement;

const PROPERTIES = ["region", "now", "theme", "loading"];

export abstract class Shell extends Base {
  /** Of this script; where two meet on a page, it tells which of them defined the elements. */
  static readonly version = __VERSION__;
  static readonly observedAttributes: readonly string[] = [...PROPERTIES, "lang"];

  declare region: string;
  declare now: string;
  declare theme: string;
  declare loading: string;

  private readonly root: ShadowRoot;
  private readonly button: HTMLButtonElement;
  private readonly status: HTMLParagraphElement;
  /** Whether somebody has seen the element, or asked for it. */
  private wanted = false;
  /** Whether it is on the page; one that is only moved stays. */
  private here = false;
  private due = false;
  private seen: IntersectionObserver | undefined;
  private stop: AbortController | undefined;
  private planner: Planner | undefined;
  private shown: Shown | undefined;

  constructor() {
    super();
    this.root = this.attachShadow({ mode: "open" });
    sheet ??= new CSSStyleSheet();
    sheet.replaceSync(SHEET);
    this.root.adoptedStyleSheets = [sheet];
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.part.add("button");
    this.button.className = "first";
    this.status = document.createElement("p");
    this.status.className = "first";
    this.status.setAttribute("role", "status");
    this.button.onclick = () => this.want();
    // Who comes near is about to ask: what takes longest is fetched already.
    this.button.onpointerenter = this.button.onfocus = () => void this.fetch(this.tongue()).catch(() => undefined);
    this.empty();
  }

  /** The part that draws this element. */
  protected abstract readonly drawn: "journey" | "job";

  connectedCallback(): void {
    // Properties that were set before the element was defined stand in its way.
    for (const name of (this.constructor as typeof Shell).observedAttributes) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name as "region"];
      delete this[name as keyof this];
      this[name as "region"] = value;
    }
    // Session recorders of the page around are asked to leave this alone.
    this.classList.add("ym-hide-content", "ym-disable-keys");
    if (this.here) return;
    this.here = true;
    this.wait();
  }

  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected || !this.here) return;
      this.here = false;
      this.seen?.disconnect();
      this.stop?.abort();
      this.planner?.close();
      this.planner = undefined;
      this.shown?.leave();
      this.empty();
    });
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.here) return;
    if (name === "loading") this.wait();
    else if (!this.wanted) return;
    else if (name === "region" || name === "lang") this.load();
    else this.shown?.changed(name);
  }

  /** Says something to the page around. */
  tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(`pathway-planner-${name}`, { bubbles: true, composed: true, detail }));
  }

  /** Waits for what the attribute `loading` names: to be nearly in view, to be asked, or nothing. */
  private wait(): void {
    this.seen?.disconnect();
    const { loading } = this;
    this.button.textContent = loading === "intent" && !this.wanted ? FIRST[this.tongue()].open : "";
    if (this.wanted || loading === "eager" || typeof IntersectionObserver !== "function") this.want();
    else if (loading !== "intent") {
      this.seen = new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.want();
      }, { rootMargin: "400px" });
      this.seen.observe(this);
    }
  }

  private want(): void {
    this.seen?.disconnect();
    this.button.textContent = "";
    if (this.wanted && this.planner) return;
    this.wanted = true;
    this.load();
  }

  /** The language that was asked for: here, above, or by the reader's browser. */
  private tongue(): Language {
    return language(this.lang || this.parentElement?.closest("[lang]")?.getAttribute("lang") || navigator.language);
  }

  /** Loads once for all attributes that change together. */
  private load(): void {
    this.stop?.abort();
    if (this.due) return;
    this.due = true;
    queueMicrotask(() => {
      this.due = false;
      if (this.here) void this.begin();
    });
  }

  private fetch(lang: Language): Promise<[{ show: Show }, { t: Messages }, { t: JobMessages } | undefined, unknown]> {
    // What both elements share is asked for at once, not by the part that needs it.
    return Promise.all([parts[this.drawn](), parts[lang](), this.drawn === "job" ? parts[`job.${lang}`]() : undefined, parts.ui()]);
  }

  private async begin(): Promise<void> {
    const stop = (this.stop = new AbortController());
    const { signal } = stop;
    const lang = this.tongue();
    const again = (): void => this.load();
    if (!this.planner) this.status.textContent = FIRST[lang].loading;
    const loading = this.region
      ? Planner.load(this.region, { lang, signal })
      : Promise.reject(new PlannerError("REGION_NOT_FOUND", "The attribute region is missing."));
    // It is waited for below, after what draws has come.
    loading.catch(() => undefined);
    try {
      const [{ show }, { t }, job] = await this.fetch(lang);
      let planner: Planner;
      try {
        planner = await loading;
      } catch (error) {
        if (signal.aborted) return;
        this.status.textContent = "";
        this.planner?.close();
        this.planner = undefined;
        const failure = error instanceof PlannerError ? error : new PlannerError("ENGINE_LOAD", "The planner did not start.", { cause: error });
        (this.shown ??= show(this, this.root)).fail(failure, t, again);
        return this.fail(failure);
      }
      if (signal.aborted) return planner.close();
      this.planner?.close();
      this.planner = planner;
      this.status.textContent = "";
      (this.shown ??= show(this, this.root)).show({ planner, t, words: job?.t });
      const { id, version, digest } = planner.catalog;
      this.tell("ready", { region: { id, version, digest }, lang });
    } catch (cause) {
      void loading.then((planner) => planner.close(), () => undefined);
      if (signal.aborted) return;
      this.status.textContent = FIRST[lang].failed;
      this.button.textContent = FIRST[lang].retry;
      this.fail(new PlannerError("ENGINE_LOAD", "A part did not load.", { cause }));
    }
  }

  private fail({ code, message, remedy, line }: PlannerError): void {
    this.tell("error", { code, message, remedy, line });
  }

  /** As before anything was loaded: what the page put inside is shown. */
  private empty(): void {
    this.root.replaceChildren(document.createElement("slot"), this.status, this.button);
  }
}

/** Lets properties and attributes say the same; an absent attribute is an empty string. */
export function reflect(element: typeof Shell, names: readonly string[]): void {
  for (const name of names) {
    Object.defineProperty(element.prototype, name, {
      configurable: true,
      enumerable: true,
      get(this: Shell) {
        return this.getAttribute(name) ?? "";
      },
      set(this: Shell, value: unknown) {
        if (value === undefined || value === null || value === "") this.removeAttribute(name);
        else this.setAttribute(name, String(value));
      },
    });
  }
}
reflect(Shell, PROPERTIES);

/** Defines an element once, whichever copy of this script comes first. */
export function define(name: string, element: typeof Shell): void {
  const other = customElements.get(name) as typeof Shell | undefined;
  if (!other) customElements.define(name, element as unknown as CustomElementConstructor);
  else console.info(`pathway-planner: <${name}> is defined already, by version ${other.version ?? "unknown"}; version ${Shell.version} leaves it alone.`);
}
