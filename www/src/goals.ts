// All goals of a region as one index to search, fetched when somebody is about to.
import type { Catalog } from "./catalog.js";
import type { Names } from "./planner.js";
import { type Entry, Index } from "./search.js";
import type { Place } from "./types.js";
import { byName } from "./views/context.js";

/** Everything that a reader may want to reach; keys are `job:id` and `programme:id`. */
export function goalIndex(catalog: Catalog, lang: string, names: Names | undefined): Index {
  const other = new Map<string, string>();
  for (const { id, name } of names?.jobs ?? []) other.set(`job:${id}`, name);
  for (const { id, name } of names?.programmes ?? []) other.set(`programme:${id}`, name);
  for (const { id, name } of names?.organizations ?? []) other.set(`organization:${id}`, name);
  const entry = (kind: string, { id, name, code }: { id: string; name: string; code?: string }, by: string, place: Place | undefined): Entry => ({
    key: `${kind}:${id}`,
    names: [name, other.get(`${kind}:${id}`)].filter((one) => one !== undefined),
    more: [code, catalog.organization(by)?.name, other.get(`organization:${by}`), place?.name, id].filter((one) => one !== undefined),
    place: place?.id,
  });
  return new Index([
    ...byName(catalog.data.jobs, lang).map((job) => entry("job", job, job.employer, catalog.jobPlace(job))),
    ...byName(catalog.data.programmes.filter(({ kind }) => kind !== "general"), lang)
      .map((programme) => entry("programme", programme, programme.provider, catalog.programmePlace(programme))),
  ]);
}
