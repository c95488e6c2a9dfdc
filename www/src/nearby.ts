// What teaches a competency that is missing, and how near that is. Pure records.
import type { Catalog } from "./catalog.js";
import type { GapAnswer, Place, ProgrammeKind, Teacher } from "./types.js";

/** Something that teaches a competency, and how far away. */
export interface Teaching {
  kind: Teacher["kind"];
  id: string;
  name: string;
  /** Whether all that is missing is taught. */
  enough: boolean;
  level: number;
  by?: string;
  place?: string;
  /** Whole kilometres from home as the crow flies; absent where either is unknown. */
  km?: number;
  hours?: number;
  months?: number;
  fee?: number;
}

/** Farther than anything: whatever is at no known place comes last. */
const FAR = 1e6;

/** Shorter ways first. */
const ORDER: readonly (ProgrammeKind | "activity" | "job")[] = ["activity", "course", "vocational", "degree", "general", "job"];

/** What teaches a competency that is missing: what teaches all of it first, then the nearest, then the shortest kind. */
export function teachings(catalog: Catalog, home: string | undefined, { required, taught_by }: GapAnswer["gaps"][number]): Teaching[] {
  const from = catalog.place(home);
  const rows = taught_by.map((teacher) => {
    const programme = teacher.kind === "programme" ? catalog.programme(teacher.id) : undefined;
    const activity = teacher.kind === "activity" ? catalog.activity(teacher.id) : undefined;
    const job = teacher.kind === "job" ? catalog.job(teacher.id) : undefined;
    const by = catalog.organization(programme?.provider ?? activity?.provider ?? job?.employer);
    const place = job ? catalog.jobPlace(job) : catalog.place(by?.place);
    const km = from && place && kilometres(from, place);
    const months = programme?.months ?? job?.tenure.months;
    const teaching: Teaching = {
      ...teacher,
      name: (programme ?? activity ?? job)?.name ?? teacher.id,
      enough: teacher.level >= required,
      ...(by && { by: by.name }),
      ...(place && { place: place.name }),
      ...(km !== undefined && { km }),
      ...(activity && { hours: activity.hours, fee: activity.fee }),
      ...(months !== undefined && { months }),
    };
    return { teaching, order: ORDER.indexOf(programme?.kind ?? (activity ? "activity" : "job")) };
  });
  rows.sort((a, b) =>
    Number(b.teaching.enough) - Number(a.teaching.enough)
    || (a.teaching.km ?? FAR) - (b.teaching.km ?? FAR)
    || a.order - b.order
    || (a.teaching.id < b.teaching.id ? -1 : 1));
  return rows.map(({ teaching }) => teaching);
}

/** Kilometres between two places on a sphere. */
export function kilometres(a: Pick<Place, "lat" | "lon">, b: Pick<Place, "lat" | "lon">): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [north, east] = [radians(b.lat - a.lat), radians(b.lon - a.lon)];
  const half = Math.sin(north / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(east / 2) ** 2;
  return Math.round(2 * 6371 * Math.asin(Math.sqrt(half)));
}
