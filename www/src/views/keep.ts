// Sharing, keeping, printing, opening again, forgetting: a panel under the journey, loaded when somebody wants it.
// Until the reader presses one of its buttons, nothing is stored and nothing is put into an address.
import { type TemplateResult, html, nothing } from "lit/html.js";
import { live } from "lit/directives/live.js";
import type { KeepMessages } from "../lang/keep/en.js";
import { plural } from "../lang/plural.js";
import type { ResultView, RouteView } from "../model.js";
import { type Row, contents } from "../share/contents.js";
import * as device from "../share/device.js";
import * as files from "../share/file.js";
import { type Change, type Dropped, type Kept, type Stamp, changes, said, tidy } from "../share/kept.js";
import * as links from "../share/link.js";
import { qr } from "../share/qr.js";
import { print } from "../share/sheet.js";
import { styles } from "../share/styles.js";
import type { Month } from "../types.js";
import { type Context, dotted } from "./context.js";

/** What the panel asks of the element that it stands in. */
export interface Subject {
  readonly root: ShadowRoot;
  /** The words of a language. */
  words(lang: string): Promise<KeepMessages>;
  /** Draws again. */
  update(): Promise<unknown>;
  announce(text: string): void;
  /** The question as it stands. */
  kept(): Kept;
  /** The answer, if there is one. */
  shown(): Shown | undefined;
  /** The month that a new question would be counted from. */
  today(): Month;
  /** Shows what was kept, as if the reader had just said it. False where it is nothing to this element. */
  open(kept: Kept): boolean;
  /** Counts from another month. */
  recount(now: Month): void;
  /** Empties every element of the page. */
  forget(): void;
}

export interface Shown {
  result: ResultView;
  /** The route that is told; an answer may have none. */
  told: { number: number; route: RouteView } | undefined;
}

/** Where something was opened from. */
type Origin = "link" | "file" | "device";

type Note =
  | { kind: "opened"; from: Origin; made: Stamp; now: Month; dropped: Dropped[]; exact: boolean }
  | { kind: "refused"; text: string; from: Origin }
  | { kind: "found" };

/** The page that links lead to: what `data-page` of an element names, else the one that it stands on. */
function pageOf(element: Element): string {
  const { page } = (element as HTMLElement).dataset;
  try {
    const { protocol, href } = new URL(page || location.href, location.href);
    return /^https?:$/.test(protocol) ? href : location.href;
  } catch {
    return location.href;
  }
}

export class Keep {
  private readonly subject: Subject;
  private context: Context;
  private words: KeepMessages | undefined;
  private lang = "";
  private open = false;
  private note: Note | undefined;
  private code = false;
  /** What the last press of a button came to, and under which heading. */
  private told: { part: "link" | "file" | "open" | "paper" | "device" | "forget"; text: string; wrong?: boolean } | undefined;
  private saved = false;
  private name: string | undefined;
  /** The key of the route that is printed beside the one that is told. */
  private second: string | undefined;
  private over = false;
  private asking = false;
  /** The copy on this device as it is now, if the reader keeps one. */
  private copy: string | undefined;

  constructor(subject: Subject, context: Context) {
    this.subject = subject;
    this.context = context;
    const { root } = subject;
    if (!root.adoptedStyleSheets.includes(styles)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles];
  }

  /** Loads the language's words, at first and when it changes. */
  async speak(context: Context): Promise<void> {
    this.context = context;
    const { lang } = context.speech;
    if (this.lang === lang) return;
    const table = await this.subject.words(lang);
    this.lang = lang;
    this.words = table;
    await this.subject.update();
  }

  /** Looks at the page's address and at this device: what is in the link is opened, what is on the device is offered. */
  start(fragment: string): void {
    const { data } = this.context.catalog;
    if (links.isLink(fragment)) this.take(links.decode(this.context.catalog, fragment), "link");
    else if (device.kept(data.id) !== undefined) this.note = { kind: "found" };
    void this.subject.update();
  }

  async show(): Promise<void> {
    this.open = true;
    this.told = undefined;
    await this.subject.update();
    this.focus("#keep-title");
  }

  get isOpen(): boolean {
    return this.open;
  }

  /** Changes follow to the copy on this device, where the reader keeps one. */
  follow(): void {
    if (this.copy === undefined) return;
    const fragment = this.fragment();
    if (fragment === this.copy) return;
    this.copy = device.keep(this.context.catalog.data.id, fragment) ? fragment : undefined;
  }

  /** Everything that was said is gone; so is what is known of it here. */
  emptied(): void {
    Object.assign(this, { note: undefined, code: false, saved: false, name: undefined, second: undefined, asking: false, copy: undefined });
  }

  private get kept(): Kept {
    return tidy(this.subject.kept());
  }

  private get here(): Stamp {
    const { id, version, digest } = this.context.catalog.data;
    return { region: id, version, digest, engine: this.subject.shown()?.result.stamp.engine ?? "" };
  }

  private fragment(): string {
    return links.encode(this.context.catalog, this.kept, this.here);
  }

  /**
   * Where a link leads: to this page, or where the element stands in a frame to the page around it, if that wants it so;
   * from a file, which opens nowhere else by its address, to the page on the web that the file names. There may be none.
   */
  private get site(): string | undefined {
    const page = /^https?:/.test(location.protocol) ? pageOf(this.subject.root.host) : document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href;
    return page?.replace(/#.*$/s, "");
  }

  /** The link; without a page for it the fragment alone, which can be pasted. */
  private get address(): string {
    return `${this.site ?? ""}#${this.fragment()}`;
  }

  /** What a link is called, or what is there instead. */
  private get linkWords(): KeepMessages["code" | "link"] {
    return this.words![this.site === undefined ? "code" : "link"];
  }

  private async tell(part: NonNullable<Keep["told"]>["part"], text: string, wrong = false): Promise<void> {
    this.told = { part, text, wrong };
    this.subject.announce(text);
    await this.subject.update();
  }

  private focus(selector: string): void {
    const target = this.subject.root.querySelector<HTMLElement>(selector);
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "nearest" });
  }

  // Opening.

  /** Opens what was read; false where it could not be. */
  private take(opened: files.FromFile | links.Opened, from: Origin): boolean {
    const problem = this.problem(opened, from);
    if (problem !== undefined || opened.state !== "read") {
      if (problem) this.note = { kind: "refused", text: problem, from };
      return false;
    }
    const { kept, exact } = said(this.context.catalog, opened.kept);
    this.note = { kind: "opened", from, made: opened.made, now: kept.now, dropped: opened.dropped, exact };
    if (this.subject.open(kept)) return true;
    // A link to another goal is other pages'. Who opens a file or a copy means what they said of themselves.
    const { goal: _, route: __, ...aimless } = kept;
    if (from !== "link" && this.subject.open(aimless)) return true;
    this.note = undefined;
    return false;
  }

  /** What is wrong, in words; nothing where all is well. */
  private problem(opened: files.FromFile | links.Opened, from: Origin): string | undefined {
    const { opened: say, file } = this.words!;
    switch (opened.state) {
      case "read": return undefined;
      case "none": return from === "device" ? say.spoiled : undefined;
      case "damaged": return from === "device" ? say.spoiled : say.damaged;
      case "cut": return from === "device" ? say.spoiled : say.cut;
      case "newer": return say.newer;
      case "newer-file": return file.newer(opened.format);
      case "wrong-field": return file.wrongField(opened.path);
      case "other-region": return say.otherRegion(opened.region, this.context.catalog.data.name);
      default: return file.problems[opened.state];
    }
  }

  private async openText(text: string): Promise<void> {
    const { catalog } = this.context;
    const trimmed = text.trim();
    // Whoever pastes a link means the link.
    const at = trimmed.indexOf("#pathway-");
    const opened = at >= 0 && !trimmed.startsWith("{") ? links.decode(catalog, trimmed.slice(at)) : files.read(catalog, text);
    const problem = this.problem(opened, "file");
    if (problem) return this.tell("open", problem, true);
    this.take(opened, "file");
    const { name = "" } = opened as { name?: string };
    await this.tell("open", this.words!.file.opened(name));
  }

  private async openFile(file: File | undefined): Promise<void> {
    if (!file) return;
    const { problems } = this.words!.file;
    // A character takes up to three bytes.
    if (file.size > 3 * files.LARGEST) return this.tell("open", problems["too-big"], true);
    let text: string;
    try {
      text = await file.text();
    } catch {
      return this.tell("open", problems.unreadable, true);
    }
    await this.openText(text);
  }

  private async openCopy(): Promise<void> {
    const copy = device.kept(this.context.catalog.data.id);
    if (copy === undefined) this.note = undefined;
    else if (this.take(links.decode(this.context.catalog, copy), "device")) this.copy = copy;
    await this.subject.update();
  }

  // Taking along.

  private async copyLink(): Promise<void> {
    const link = this.linkWords;
    const field = this.subject.root.querySelector<HTMLTextAreaElement>("#keep-link")!;
    try {
      await navigator.clipboard.writeText(field.value);
      await this.tell("link", link.copied);
    } catch {
      field.focus();
      field.select();
      await this.tell("link", link.byHand);
    }
  }

  private async send(): Promise<void> {
    try {
      await navigator.share({ title: this.title, [this.site === undefined ? "text" : "url"]: this.address });
    } catch (error) {
      // Who changed their mind needs no word.
      if ((error as Error).name !== "AbortError") await this.tell("link", this.linkWords.notSent, true);
    }
  }

  private get title(): string {
    return this.subject.shown()?.result.goal.title ?? this.words!.title;
  }

  private get text(): string {
    const name = (this.name ?? this.title).trim();
    const now = new Date();
    const saved = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    return files.write(this.context.catalog, this.kept, this.here.engine, { name, saved });
  }

  private async save(): Promise<void> {
    const name = `${(this.name ?? this.title).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "pathway"}.json`;
    const address = URL.createObjectURL(new Blob([this.text], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    this.saved = true;
    await this.tell("file", this.words!.file.saved(name));
  }

  private async print(): Promise<void> {
    const { result, told } = this.subject.shown() ?? {};
    if (!result || !told) return;
    const { paper } = this.words!;
    const second = this.others().find(({ route }) => route.key === this.second);
    const routes = [told, ...(second ? [second] : [])].sort((a, b) => a.number - b.number);
    print(this.context, this.words!, { result, routes, kept: this.kept, address: this.site === undefined ? undefined : this.address });
    await this.tell("paper", paper.hint);
  }

  /** Routes with other figures than the one that is told. */
  private others(): { number: number; route: RouteView }[] {
    const { result, told } = this.subject.shown() ?? {};
    if (!result) return [];
    const all = [...result.points, ...result.repeating].map((point, at) => ({ number: at + 1, route: point.routes[0]! }));
    return all.filter(({ number }) => number !== told?.number);
  }

  private async keepCopy(on: boolean): Promise<void> {
    const region = this.context.catalog.data.id;
    const say = this.words!.device;
    this.copy = undefined;
    if (!on) {
      device.forget(region);
      return this.tell("device", say.off);
    }
    const fragment = this.fragment();
    if (device.keep(region, fragment)) this.copy = fragment;
    await this.tell("device", this.copy === undefined ? say.failed : say.on, this.copy === undefined);
  }

  private async forget(): Promise<void> {
    device.forget(this.context.catalog.data.id);
    if (links.isLink(location.hash)) history.replaceState(history.state, "", location.href.replace(/#.*$/s, ""));
    this.subject.forget();
    this.emptied();
    await this.tell("forget", this.words!.forget.done);
    this.focus("#keep-forgotten");
  }

  // Drawing.

  /** What was opened, and what became different since; above the journey. */
  notes(): TemplateResult | typeof nothing {
    const { note, words } = this;
    if (!note || !words) return nothing;
    const { speech } = this.context;
    const { opened: say, device: on } = words;
    const close = (): void => {
      this.note = undefined;
      void this.subject.update();
    };
    const remove = (label: string): TemplateResult => html`<button type="button" class="quiet" @click=${() => {
      this.note = undefined;
      void this.keepCopy(false);
    }}>${label}</button>`;
    if (note.kind === "refused") {
      return html`<div class="trouble opened" role="alert"><p>${note.text}</p><p class="actions">
        ${note.from === "device" ? remove(on.remove) : nothing}<button type="button" class="quiet" @click=${close}>${say.fine}</button></p></div>`;
    }
    if (note.kind === "found") {
      return html`<div class="note opened"><p>${on.found}</p><p class="actions">
        <button type="button" class="quiet" @click=${() => void this.openCopy()}>${on.open}</button>${remove(on.remove)}</p></div>`;
    }
    const found = changes(note.made, this.here);
    const today = this.subject.today();
    const same = found.length === 0 && note.dropped.length === 0 && note.exact && this.here.engine !== "" && note.made.engine !== "";
    return html`<div class="note opened">
      <p><strong>${say[note.from]}</strong> ${same && note.now === this.subject.kept().now ? say.same : nothing}</p>
      ${found.map((change) => html`<p>${this.changed(change)}</p>`)}
      ${note.exact ? nothing : html`<p>${say.inexact}</p>`}
      ${note.dropped.length > 0 ? html`<p>${say.dropped}</p><ul>${this.dropped(note.dropped).map((line) => html`<li>${line}</li>`)}</ul>` : nothing}
      ${note.now !== today && note.now === this.subject.kept().now ? html`<p>${say.now(speech.month(note.now))}</p>` : nothing}
      <p class="actions">
        ${note.now !== today && note.now === this.subject.kept().now ? html`<button type="button" class="quiet" @click=${() => this.subject.recount(today)}>${say.recount(speech.month(today))}</button>` : nothing}
        <button type="button" class="quiet" @click=${close}>${say.fine}</button>
      </p>
    </div>`;
  }

  private changed(change: Change): string {
    const { opened: say } = this.words!;
    return change.what === "data" ? say.data : say[change.what](change.from, change.to);
  }

  /** So many of each kind, with the ids where they are known. */
  private dropped(all: readonly Dropped[]): string[] {
    const kinds = [...new Set(all.map(({ what }) => what))];
    return kinds.map((kind) => {
      const some = all.filter(({ what }) => what === kind);
      const ids = some.flatMap(({ id }) => (id === undefined ? [] : [id]));
      return plural(this.lang, some.length, this.words!.dropped[kind]) + (ids.length > 0 ? ` (${ids.join(", ")})` : "");
    });
  }

  view(): TemplateResult | typeof nothing {
    const { words } = this;
    if (!this.open || !words) return nothing;
    const shown = this.subject.shown();
    return html`
      <section class="keep" aria-labelledby="keep-title">
        <h2 id="keep-title" tabindex="-1">${words.title}</h2>
        <p class="lead">${this.copy === undefined ? words.lead : words.device.on}</p>
        ${shown ? html`${this.link(words)}<div class="keep-parts">${shown.told ? this.paper(words) : nothing}${this.file(words)}</div>` : nothing}
        <div class="keep-parts">${this.opening(words)}${this.device(words)}</div>
        ${this.forgetting(words)}
      </section>`;
  }

  private said(part: NonNullable<Keep["told"]>["part"]): TemplateResult | typeof nothing {
    if (this.told?.part !== part) return nothing;
    return html`<p class=${this.told.wrong ? "error told" : "told"}>${this.told.text}</p>`;
  }

  private link(words: KeepMessages): TemplateResult {
    const { link, terms, made } = words;
    const { address, here, site, linkWords: say } = this;
    const { data } = this.context.catalog;
    const rows: Row[] = [...contents(this.context, words, this.kept), [terms.made, made(data.name, here.version, here.digest.slice(0, 8), here.engine)]];
    // No camera opens a code.
    const code = this.code && site !== undefined;
    const drawn = code ? qr(address, link.qrLabel(this.subject.shown()?.result.goal.title)) : undefined;
    return html`
      <section class="part" aria-labelledby="keep-link-title">
        <h3 id="keep-link-title" class="legend">${say.title}</h3>
        ${site === undefined ? html`<p class="hint">${words.code.lead(words.file.open)}</p>` : html`<p class="hint">${link.lead} ${link.fragment}</p>`}
        ${site === undefined || location.href.startsWith("http") ? nothing : html`<p class="hint">${link.leads(site)}</p>`}
        <h4 class="small-title">${say.holds}</h4>
        <dl class="holds">${rows.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
        <label class="field"><span>${say.field}</span>
          <textarea id="keep-link" readonly rows="3" spellcheck="false" class="ym-disable-keys" .value=${live(address)} @focus=${(event: Event) => (event.currentTarget as HTMLTextAreaElement).select()}></textarea></label>
        <p class="actions">
          <button type="button" class="primary" @click=${() => void this.copyLink()}>${say.copy}</button>
          ${typeof navigator.share === "function" ? html`<button type="button" class="quiet" @click=${() => void this.send()}>${link.send}</button>` : nothing}
          ${site === undefined ? nothing : html`<button type="button" class="quiet" aria-expanded=${this.code} @click=${() => {
            this.code = !this.code;
            void this.subject.update();
          }}>${this.code ? link.hideQr : link.qr}</button>`}
        </p>
        ${this.said("link")}
        ${code ? html`<figure class="code-figure">${drawn ?? nothing}<figcaption class="hint">${drawn ? link.qrHint : link.qrTooLong}</figcaption></figure>` : nothing}
      </section>`;
  }

  private file({ file }: KeepMessages): TemplateResult {
    return html`
      <section class="part" aria-labelledby="keep-file-title">
        <h3 id="keep-file-title" class="legend">${file.title}</h3>
        <p class="hint">${file.lead}</p>
        <label class="field"><span>${file.name}</span>
          <input type="text" class="ym-disable-keys" autocomplete="off" maxlength=${files.LONGEST} .value=${live(this.name ?? this.title)} @input=${(event: Event) => {
            this.name = (event.currentTarget as HTMLInputElement).value;
            void this.subject.update();
          }}></label>
        <p class="actions"><button type="button" class="quiet" @click=${() => void this.save()}>${file.save}</button></p>
        ${this.said("file")}
        ${this.saved ? html`
          <label class="field"><span class="hint">${file.noFile}</span>
            <textarea readonly rows="5" spellcheck="false" class="ym-disable-keys" aria-label=${file.text} .value=${live(this.text)}></textarea></label>` : nothing}
      </section>`;
  }

  private opening({ file }: KeepMessages): TemplateResult {
    const drag = (over: boolean) => (event: DragEvent): void => {
      event.preventDefault();
      if (this.over === over) return;
      this.over = over;
      void this.subject.update();
    };
    return html`
      <section class="part" aria-labelledby="keep-open-title">
        <h3 id="keep-open-title" class="legend">${file.open}</h3>
        <div class=${this.over ? "drop over" : "drop"} @dragover=${drag(true)} @dragleave=${drag(false)} @drop=${(event: DragEvent) => {
          drag(false)(event);
          void this.openFile(event.dataTransfer?.files[0]);
        }}>
          <p class="hint">${file.openHint}</p>
          <label class="choose"><input type="file" class="hidden" accept=".json,application/json" @change=${(event: Event) => {
              const input = event.currentTarget as HTMLInputElement;
              const [chosen] = input.files ?? [];
              void this.openFile(chosen).then(() => (input.value = ""));
            }}>${file.choose}</label>
        </div>
        <details><summary>${file.paste}</summary>
          <textarea id="keep-paste" rows="4" spellcheck="false" class="ym-disable-keys" aria-label=${file.text}></textarea>
          <button type="button" class="quiet" @click=${() => void this.openText(this.subject.root.querySelector<HTMLTextAreaElement>("#keep-paste")!.value)}>${file.openText}</button>
        </details>
        ${this.said("open")}
      </section>`;
  }

  private paper({ paper }: KeepMessages): TemplateResult {
    const { speech, t } = this.context;
    const others = this.others();
    return html`
      <section class="part" aria-labelledby="keep-paper-title">
        <h3 id="keep-paper-title" class="legend">${paper.title}</h3>
        <p class="hint">${this.site === undefined ? paper.leadOfFile : paper.lead}</p>
        ${others.length > 0 ? html`
          <label class="field"><span>${paper.beside}</span>
            <select @change=${(event: Event) => (this.second = (event.currentTarget as HTMLSelectElement).value)}>
              <option value="">${paper.alone}</option>
              ${others.map(({ number, route }) => html`<option value=${route.key} ?selected=${route.key === this.second}>${t.routes.route(number)}: ${dotted(speech.duration(route.months), speech.fee(route.fees))}</option>`)}
            </select></label>` : nothing}
        <p class="actions"><button type="button" class="quiet" @click=${() => void this.print()}>${paper.print}</button></p>
        ${this.said("paper")}
      </section>`;
  }

  private device({ device: say }: KeepMessages): TemplateResult {
    return html`
      <section class="part" aria-labelledby="keep-device-title">
        <h3 id="keep-device-title" class="legend">${say.title}</h3>
        <p class="hint" id="keep-device-hint">${say.warning}</p>
        <label class="option"><input type="checkbox" aria-describedby="keep-device-hint" .checked=${live(this.copy !== undefined)} @change=${(event: Event) => void this.keepCopy((event.currentTarget as HTMLInputElement).checked)}><span>${say.keep}</span></label>
        ${this.said("device")}
      </section>`;
  }

  private forgetting({ forget }: KeepMessages): TemplateResult {
    const ask = (asking: boolean): void => {
      this.asking = asking;
      this.told = undefined;
      void this.subject.update().then(() => this.focus(asking ? "#keep-sure" : "#keep-forget"));
    };
    return html`
      <section class="part" aria-labelledby="keep-forget-title">
        <h3 id="keep-forget-title" class="legend">${forget.title}</h3>
        <p class="hint">${forget.lead}</p>
        <p class="actions">${this.asking ? html`
          <button type="button" id="keep-sure" class="primary" @click=${() => void this.forget()}>${forget.sure}</button>
          <button type="button" class="quiet" @click=${() => ask(false)}>${forget.no}</button>` : html`
          <button type="button" id="keep-forget" class="quiet" @click=${() => ask(true)}>${forget.ask}</button>`}</p>
        ${this.told?.part === "forget" ? html`<p class="told" id="keep-forgotten" tabindex="-1">${this.told.text}</p>` : nothing}
      </section>`;
  }
}
