// Ids in few bits. Positions in a region would be fewer, but mean something else in its next version; a hash of an id
// means the same as long as the id does.
import type { Catalog, Replaced } from "../types.js";

/** The arrays whose ids a link may name. */
export type Table = Exclude<Replaced["array"], "offerings"> | "facts";

/** What the widest array adds to the width of a hash so that an id which went away is taken for another one time in 4096. */
const ROOM = 12;
export const NARROWEST = 16;
export const WIDEST = 31;

/** How many bits the hashes of a region's ids have. */
export function width({ data }: { data: Catalog }): number {
  const { places, organizations, competencies, credentials, programmes, activities, jobs } = data;
  const rows = Math.max(...[places, organizations, competencies, credentials, programmes, activities, jobs].map(({ length }) => length), 1);
  return Math.min(WIDEST, Math.max(NARROWEST, Math.ceil(Math.log2(rows)) + ROOM));
}

/** FNV-1a over the id's characters, mixed as MurmurHash3 ends (both public domain); the highest bits. */
export function hash(id: string, bits: number): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) sum = Math.imul(sum ^ id.charCodeAt(at), 0x01000193);
  sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  sum = Math.imul(sum ^ (sum >>> 13), 0xc2b2ae35);
  return ((sum ^ (sum >>> 16)) >>> 0) >>> (32 - bits);
}

/** A region's ids by their hashes, and what became of the ids that it replaced. */
export class Ids {
  private readonly data: Catalog;
  /** The width of hashes. */
  readonly bits: number;
  private readonly tables = new Map<Table, { ids: Set<string>; successors: Map<string, string>; hashes: Map<number, string | undefined> }>();

  constructor(data: Catalog, bits: number) {
    this.data = data;
    this.bits = bits;
  }

  /** The id that this one means today; undefined where the region has neither it nor a successor. */
  current(array: Table, id: string): string | undefined {
    const { ids, successors } = this.table(array);
    return ids.has(id) ? id : successors.get(id);
  }

  /** The one id with this hash; undefined where there is none, or more than one. */
  find(array: Table, hash: number): string | undefined {
    return this.table(array).hashes.get(hash);
  }

  /** The hash of an id that nothing else in its array shares. */
  hash(array: Table, id: string): number | undefined {
    const own = hash(id, this.bits);
    return this.find(array, own) === id ? own : undefined;
  }

  /** An offering's id as it is today, `programme/offering`. */
  offering(programme: string, offering: string): string | undefined {
    const whole = `${programme}/${offering}`;
    const by = this.data.replaced?.find((old) => old.array === "offerings" && old.id === whole)?.by ?? whole;
    const at = by.indexOf("/");
    const there = this.data.programmes.find(({ id }) => id === by.slice(0, at))?.offerings.some(({ id }) => id === by.slice(at + 1));
    return there ? by : undefined;
  }

  private table(array: Table) {
    let table = this.tables.get(array);
    if (table) return table;
    const ids = new Set(array === "facts" ? this.data.facts : this.data[array].map(({ id }) => id));
    const successors = new Map<string, string>();
    for (const old of this.data.replaced ?? []) if (old.array === array) successors.set(old.id, old.by);
    const hashes = new Map<number, string | undefined>();
    const add = (id: string, meaning: string): void => {
      const own = hash(id, this.bits);
      hashes.set(own, hashes.has(own) && hashes.get(own) !== meaning ? undefined : meaning);
    };
    for (const id of ids) add(id, id);
    for (const [id, by] of successors) add(id, by);
    this.tables.set(array, (table = { ids, successors, hashes }));
    return table;
  }
}
