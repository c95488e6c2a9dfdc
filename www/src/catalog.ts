// The region as a page sees it: plain records with names in one locale, found by id.
import { type Condition, readCondition } from "./condition.js";
import type {
  Activity, Catalog as CatalogData, Competency, Credential, Job, Offering, Organization, Place, Programme, Source,
} from "./types.js";

/** The records with indexes and the few facts that follow from them. */
export class Catalog {
  readonly data: CatalogData;
  private readonly tables = new Map<readonly { id: string }[], Map<string, { id: string }>>();
  private readonly conditions = new Map<string, Condition>();

  constructor(data: CatalogData) {
    this.data = data;
  }

  place(id: string | undefined): Place | undefined { return this.find(this.data.places, id); }
  organization(id: string | undefined): Organization | undefined { return this.find(this.data.organizations, id); }
  competency(id: string): Competency | undefined { return this.find(this.data.competencies, id); }
  credential(id: string): Credential | undefined { return this.find(this.data.credentials, id); }
  programme(id: string | undefined): Programme | undefined { return this.find(this.data.programmes, id); }
  activity(id: string): Activity | undefined { return this.find(this.data.activities, id); }
  job(id: string | undefined): Job | undefined { return this.find(this.data.jobs, id); }
  source(id: string): Source | undefined { return this.find(this.data.sources, id); }

  offering(programme: string, id: string | null): Offering | undefined {
    return this.programme(programme)?.offerings.find((offering) => offering.id === id);
  }

  /** Where a programme is studied: its provider's place. */
  programmePlace(programme: Programme): Place | undefined {
    return this.place(this.organization(programme.provider)?.place);
  }

  /** Where a job is done: its own place, else its employer's. */
  jobPlace(job: Job): Place | undefined {
    return this.place(job.place ?? this.organization(job.employer)?.place);
  }

  condition(text: string | undefined): Condition {
    if (!text) return readCondition(undefined);
    let condition = this.conditions.get(text);
    if (!condition) this.conditions.set(text, (condition = readCondition(text)));
    return condition;
  }

  /** These credentials with all that they imply. */
  closure(credentials: Iterable<string>): Set<string> {
    const held = new Set<string>();
    const open = [...credentials];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (held.has(id)) continue;
      held.add(id);
      open.push(...(this.credential(id)?.implies ?? []));
    }
    return held;
  }

  /** The name of a level; level 0 has none. */
  level(level: number): string | undefined {
    return this.data.progression[level - 1]?.name;
  }

  private find<T extends { id: string }>(table: readonly T[], id: string | undefined): T | undefined {
    let index = this.tables.get(table);
    if (!index) this.tables.set(table, (index = new Map(table.map((row) => [row.id, row]))));
    return id === undefined ? undefined : (index.get(id) as T | undefined);
  }
}
