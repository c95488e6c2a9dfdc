// The headless API. Nothing is fetched and no document is touched before `load` is called.
import { PlannerError, type Problem } from "./errors.js";
import { ENDED, Failed, type Ask, type Host, start } from "./host.js";
import { engineUrl, inlined, workerUrl } from "./places.js";
import type { Answer, Catalog, GapAnswer, Lattice, MatchAnswer, Named, Question, Ranking, Student } from "./types.js";
import type { Move } from "./worker.js";

export interface LoadOptions {
  /** The language of names; the region's first where it is absent or unknown to the region. */
  lang?: string;
  /** Whether to plan in a worker, which is the default; without one, planning holds up the page and can't be aborted. */
  worker?: boolean;
  /** Built labels, for a region that comes as bytes. */
  labels?: readonly (ArrayBuffer | Uint8Array)[];
  /** The engine, where it isn't beside this script: an address, which is loaded once for all planners; bytes, which are compiled each time; or the compiled module. */
  wasm?: string | URL | BufferSource | WebAssembly.Module;
  signal?: AbortSignal;
}

export interface CallOptions {
  signal?: AbortSignal | undefined;
}

/** Names in another language, for a search. */
export interface Names {
  jobs: Named[];
  programmes: Named[];
  organizations: Named[];
}

/** A student whose levels move, as on a page with sliders. */
export interface Standing {
  /** Sets the level held of a competency; undefined is unknown. The next ranking counts it. */
  set(competency: string, level: number | undefined): void;
  /** Ranks the jobs as {@link Planner.match} does; `top` of them, or all. */
  rank(options?: CallOptions & { top?: number }): Promise<Ranking>;
}

/** A built region: its address, a response with it, or its bytes. */
export type RegionSource = string | URL | Response | ArrayBuffer | Uint8Array;

let standings = 0;

/** Plans in one region. */
export class Planner {
  /** The region as plain records with names in one language. */
  readonly catalog: Catalog;

  private readonly opening: Extract<Ask, { op: "open" }>;
  private readonly worker: boolean;
  private readonly url: string | undefined;
  private starting: Promise<Host> | undefined;
  private host: Host | undefined;
  private closed = false;
  /** Where each competency stands in the catalog, once somebody asks. */
  private places: Map<string, number> | undefined;

  private constructor(catalog: Catalog, host: Host, opening: Extract<Ask, { op: "open" }>, worker: boolean, url: string | undefined) {
    this.catalog = catalog;
    this.host = host;
    this.opening = opening;
    this.worker = worker;
    this.url = url;
  }

  /** Loads the engine and a region. */
  static async load(source: RegionSource, options: LoadOptions = {}): Promise<Planner> {
    const { lang, signal } = options;
    const worker = options.worker ?? true;
    checkAborted(signal);
    const url = typeof source === "string" || source instanceof URL ? address(source) : source instanceof Response ? source.url || undefined : undefined;
    const given = options.labels?.map((bytes) => new Uint8Array(bytes));
    const wanted = lang?.toLowerCase().split("-")[0];
    // The likely labels are fetched along with the region; if it has no such language, its first one follows.
    const guess = !given && url && wanted ? fetchBytes(labelsUrl(url, wanted), signal).catch(() => undefined) : undefined;
    const fetched = Promise.all([compile(options.wasm), regionBytes(source, signal)]).then(async ([module, core]) => {
      const labels = given ?? [await guess].filter((bytes) => bytes !== undefined);
      checkAborted(signal);
      return { op: "open" as const, module, core, labels, locale: wanted };
    });
    const opened = await begin(fetched, worker);
    try {
      const opening = await fetched;
      const { labels } = opening;
      let { catalog } = opened;
      const locale = catalog.locales.find((one) => one === wanted) ?? catalog.locales[0];
      if (labels.length === 0 && url && locale !== undefined) {
        const bytes = await fetchBytes(labelsUrl(url, locale), signal);
        opening.labels.push(bytes);
        opening.locale = locale;
        catalog = (await opened.host.ask({ op: "labels", labels: bytes, locale }).catch(rethrow)) as Catalog;
      }
      checkAborted(signal);
      return new Planner(catalog, opened.host, opening, worker, url);
    } catch (error) {
      // Nobody is going to close what nobody gets.
      opened.host.end();
      throw error;
    }
  }

  /** Finds routes. "No route" is an answer with its reasons. */
  plan(question: Question, { signal }: CallOptions = {}): Promise<Answer> {
    return this.call({ op: "plan", question }, signal) as Promise<Answer>;
  }

  /** Ranks jobs for a student; `top` of them, or all. */
  match(student: Student, { top, signal }: CallOptions & { top?: number } = {}): Promise<MatchAnswer> {
    return this.call({ op: "match", student, top }, signal) as Promise<MatchAnswer>;
  }

  /**
   * A student to rank again and again while levels move. The engine keeps the sums of whoever ranked last, so that a
   * level that has moved touches only the jobs that it matters to.
   */
  stand(student: Student): Standing {
    const id = (standings += 1);
    const moves = new Map<number, Move>();
    const { competencies, progression } = this.catalog;
    return {
      set: (competency, level) => {
        const place = (this.places ??= new Map(competencies.map((one, index) => [one.id, index]))).get(competency);
        const known = level === undefined || (Number.isInteger(level) && level >= 0 && level <= progression.length);
        if (place === undefined || !known) throw new PlannerError("BAD_INPUT", `${competency} cannot be set to ${level}.`);
        moves.set(place, [place, level]);
      },
      rank: async ({ top, signal } = {}) => {
        const flat = (await this.call({ op: "rank", standing: id, student, moves: [...moves.values()], top }, signal)) as Uint32Array;
        const column = (index: number): Uint32Array => flat.subarray((index * flat.length) / 5, ((index + 1) * flat.length) / 5);
        return { jobs: column(0), scores: column(1), readiness: column(2), gaps: column(3), missing_essential: column(4) };
      },
    };
  }

  /** What a job requires and the student does not hold now, and what teaches it. */
  gap(student: Student, job: string, { signal }: CallOptions = {}): Promise<GapAnswer> {
    return this.call({ op: "gap", student, job }, signal) as Promise<GapAnswer>;
  }

  /** What leads to a job and where it leads, laid out in rows of up to `columns` tiles: 1 to 8, or 4. */
  lattice(job: string, { columns, signal }: CallOptions & { columns?: number } = {}): Promise<Lattice> {
    return this.call({ op: "lattice", job, columns }, signal) as Promise<Lattice>;
  }

  /** Names in another of the region's languages. Needs a region that came from an address. */
  async names(locale: string, { signal }: CallOptions = {}): Promise<Names> {
    if (!this.url) throw new PlannerError("REGION_NOT_FOUND", "A region of bytes has no other labels.");
    const labels = await fetchBytes(labelsUrl(this.url, locale), signal);
    return this.call({ op: "names", labels, locale }, signal) as Promise<Names>;
  }

  /** Frees the worker and its memory. Calls under way end with the code `CLOSED`. */
  close(): void {
    this.closed = true;
    this.host?.end();
    this.host = undefined;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  private async call(request: Ask, signal: AbortSignal | undefined): Promise<unknown> {
    for (let traps = 0; ; ) {
      this.check(signal);
      const host = await this.running();
      this.check(signal);
      const stop = (): void => this.drop(host);
      signal?.addEventListener("abort", stop, { once: true });
      try {
        return await host.ask(request);
      } catch (error) {
        this.check(signal);
        // The host ended under another call, which was aborted: this one is asked again.
        if (error === ENDED) {
          this.drop(host);
          continue;
        }
        if (!(error instanceof Failed)) throw new PlannerError("BAD_INPUT", "The question cannot be sent.", { cause: error });
        if (!error.failure.trap) throw asPlannerError(error);
        // A trapped instance can't be trusted: a fresh one gets the question once more.
        this.drop(host);
        traps += 1;
        if (traps > 1) throw new PlannerError("ENGINE_CRASHED", "The engine stopped twice.", { cause: error });
      } finally {
        signal?.removeEventListener("abort", stop);
      }
    }
  }

  private check(signal: AbortSignal | undefined): void {
    if (this.closed) throw new PlannerError("CLOSED", "The planner has been closed.");
    checkAborted(signal);
  }

  private drop(host: Host): void {
    host.end();
    if (this.host === host) this.host = undefined;
  }

  /** The running host; after an abort or a trap a new one, from the module and bytes that were kept. */
  private running(): Promise<Host> | Host {
    if (this.host) return this.host;
    return (this.starting ??= begin(Promise.resolve({ ...this.opening, again: true as const }), this.worker)
      .then(({ host }) => {
        if (this.closed) host.end();
        else this.host = host;
        return host;
      })
      .finally(() => {
        this.starting = undefined;
      }));
  }
}

async function begin(opening: Promise<Extract<Ask, { op: "open" }>>, worker: boolean): Promise<{ host: Host; catalog: Catalog }> {
  try {
    return (await start(workerUrl(), opening, worker)) as { host: Host; catalog: Catalog };
  } catch (error) {
    return rethrow(error);
  }
}

/** What is no refusal of the engine or of ours means that there is no engine. */
function rethrow(error: unknown): never {
  if (error instanceof Failed) throw asPlannerError(error);
  throw error instanceof PlannerError ? error : new PlannerError("ENGINE_LOAD", "The engine did not start.", { cause: error });
}

const KNOWN = ["BAD_INPUT", "REGION_BROKEN", "REGION_TOO_NEW"] as const;

function asPlannerError(error: Failed): PlannerError {
  const { code, message, problems, trap } = error.failure;
  const known = KNOWN.find((one) => one === code) ?? (trap ? "ENGINE_CRASHED" : "ENGINE_LOAD");
  return new PlannerError(known, message, { cause: error, problems: Array.isArray(problems) ? (problems as Problem[]) : [] });
}

function checkAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new PlannerError("ABORTED", "The call was aborted.", { cause: signal.reason });
}

function address(url: string | URL): string {
  try {
    return new URL(url, typeof document === "undefined" ? undefined : document.baseURI).href;
  } catch (cause) {
    throw new PlannerError("BAD_INPUT", `${url} is no address.`, { cause });
  }
}

/** `kuzbass.region` has its Russian names in `kuzbass.ru.labels`. A query string stays where it is. */
export function labelsUrl(region: string, locale: string): string {
  const url = new URL(region);
  url.pathname = `${url.pathname.replace(/\.region$/, "")}.${locale}.labels`;
  return url.href;
}

async function regionBytes(source: RegionSource, signal: AbortSignal | undefined): Promise<Uint8Array> {
  // A response copies whatever view of bytes it is given.
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) source = new Response(source as BodyInit);
  if (source instanceof Response) return bodyOf(source);
  if (typeof source === "string" || source instanceof URL) return fetchBytes(address(source), signal);
  throw new PlannerError("BAD_INPUT", "A region is an address or bytes.");
}

async function fetchBytes(url: string, signal?: AbortSignal, code: Missing = "REGION_NOT_FOUND"): Promise<Uint8Array> {
  return inlined(url) ?? bodyOf(await request(url, code, signal), code);
}

/** What it means that a file can't be had. */
type Missing = "REGION_NOT_FOUND" | "ENGINE_LOAD";

/**
 * The planner's every request. Hashes may stand behind the address, `kuzbass.region#sha384-…,sha384-…`: then only a file
 * that has one of them is taken. Where the page's policy is what forbids a request, or the file is another, that is said.
 */
async function request(url: string, code: Missing, signal?: AbortSignal): Promise<Response> {
  const { document } = globalThis;
  const [place, hashes] = url.split("#") as [string, string?];
  let forbidden = false;
  const hear = ({ blockedURI }: SecurityPolicyViolationEvent): void => {
    forbidden ||= blockedURI === place;
  };
  document?.addEventListener("securitypolicyviolation", hear);
  try {
    return await fetch(place, { signal: signal ?? null, integrity: hashes?.replaceAll(",", " ") ?? "" });
  } catch (cause) {
    checkAborted(signal);
    // Browsers refuse first and say why a moment later; of a hash they say nothing, but that the same comes without.
    await new Promise((done) => setTimeout(done, 50));
    if (forbidden) throw new PlannerError("CSP_CONNECT_BLOCKED", `${place} could not be fetched.`, { cause, line: `connect-src ${sourceOf(place)}` });
    const changed = hashes && (await request(place, code, signal)).ok;
    throw new PlannerError(changed ? "FILE_CHANGED" : code, `${place} could not be fetched${changed ? " unchanged" : ""}.`, { cause });
  } finally {
    document?.removeEventListener("securitypolicyviolation", hear);
  }
}

/** How a policy names the place that a file is from. */
function sourceOf(url: string): string {
  const { origin } = new URL(url);
  return origin === globalThis.location?.origin ? "'self'" : origin;
}

async function bodyOf(response: Response, code: Missing = "REGION_NOT_FOUND"): Promise<Uint8Array> {
  if (!response.ok) throw new PlannerError(code, `${response.url} answers with status ${response.status}.`);
  if (response.bodyUsed) throw new PlannerError("BAD_INPUT", `The response of ${response.url} was read already.`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Engines by their addresses. */
const compiled = new Map<string, Promise<WebAssembly.Module>>();

/** Compiles what is at an address once; a failed start may be tried again. */
function compile(wasm: NonNullable<LoadOptions["wasm"]> = engineUrl()): Promise<WebAssembly.Module> {
  if (wasm instanceof WebAssembly.Module) return Promise.resolve(wasm);
  if (typeof wasm !== "string" && !(wasm instanceof URL)) return load(wasm);
  const url = String(wasm);
  let module = compiled.get(url);
  if (!module) {
    module = load(url);
    compiled.set(url, module);
    module.catch(() => compiled.delete(url));
  }
  return module;
}

/** The smallest module there is: where it can't be made, the page's policy is the reason. */
const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

async function load(wasm: string | BufferSource): Promise<WebAssembly.Module> {
  try {
    await WebAssembly.compile(EMPTY_MODULE);
  } catch (cause) {
    throw new PlannerError("CSP_WASM_BLOCKED", "The page's policy forbids WebAssembly.", { cause, line: `script-src ${sourceOf(import.meta.url)} 'wasm-unsafe-eval'` });
  }
  try {
    // Behind a hash nothing can be compiled while it comes, so that streaming would gain nothing.
    return await WebAssembly.compile(typeof wasm === "string" ? (await fetchBytes(address(wasm), undefined, "ENGINE_LOAD")) as BufferSource : wasm);
  } catch (cause) {
    rethrow(cause);
  }
}
