// What every view needs to draw.
import type { Catalog } from "../catalog.js";
import type { Messages, Speech } from "../lang/index.js";

export interface Context {
  catalog: Catalog;
  speech: Speech;
  t: Messages;
}

/** Places as a reader expects them: by name. */
export function byName<T extends { name: string }>(rows: readonly T[], lang: string): T[] {
  const { compare } = new Intl.Collator(lang);
  return [...rows].sort((a, b) => compare(a.name, b.name));
}

/** The parts that there are, with a dot between them that never starts a line. */
export function dotted(...parts: (string | undefined | false)[]): string {
  return parts.filter(Boolean).join("\u00a0· ");
}
