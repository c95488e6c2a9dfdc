// The package as a caller types it. Never run: `make types` compiles it.
import { PathwayJobElement, PathwayPlannerElement, Planner, PlannerError, type Answer, type Student } from "pathway-planner";
import { Planner as Headless } from "pathway-planner/planner";

const student: Student = { format: "pathways-student/1", now: "2026-11", competencies: [{ id: "physics", level: 3 }] };

export async function use(bytes: Uint8Array, signal: AbortSignal): Promise<Answer> {
  const planner = await Planner.load("kuzbass.region", { lang: "ru", signal });
  const other: Planner = await Planner.load(bytes, { labels: [bytes], worker: false });
  const headless = await Headless.load(await fetch("kuzbass.region"));
  const { jobs } = await headless.match(student, { top: 3 });
  const { gaps } = await planner.gap(student, jobs[0]!.job);
  const taught: string[] = gaps.flatMap((gap) => gap.taught_by.map(({ id }) => id));
  const { tiles, lines } = await planner.lattice(jobs[0]!.job, { columns: 2, signal });
  for (const { from, to, x } of lines) taught.push(...tiles[from]!.ids, ...tiles[to]!.ids, tiles[to]!.kind, x.join());
  const answer = await planner.plan({ student, goal: { job: "mine-foreman" }, limits: { months: taught.length } }, { signal });
  for (const reason of answer.reasons ?? []) if (reason.code === "limit") reason.least?.toFixed();
  other.close();
  return answer;
}

export function tell(error: unknown): string {
  return error instanceof PlannerError ? `${error.code}: ${error.problems.map(({ message }) => message).join()}` : "";
}

export function elements(): (string | undefined)[] {
  const job: PathwayJobElement = document.createElement("pathway-job");
  const planner: PathwayPlannerElement = new PathwayPlannerElement();
  planner.theme = "dark";
  planner.loading = "intent";
  planner.addEventListener("pathway-planner-ready", ({ detail }) => detail.region.digest.slice(0, detail.lang.length));
  planner.addEventListener("pathway-planner-answer", ({ detail }) => detail.region.id);
  planner.addEventListener("pathway-planner-error", ({ detail }) => detail.code === "CSP_WASM_BLOCKED" && detail.remedy);
  // @ts-expect-error There are two themes.
  planner.theme = "sepia";
  return [job.job, job.region, planner.now];
}

export async function mistakes(planner: Planner): Promise<void> {
  // @ts-expect-error A goal is a job or a programme.
  await planner.plan({ student, goal: {} });
  // @ts-expect-error A student has a format.
  await planner.match({ now: "2026-11" });
  // @ts-expect-error Objectives are words of the format.
  await planner.plan({ student, goal: { job: "a" }, objectives: ["speed"] });
  // @ts-expect-error There is no other way to a planner than loading one.
  new Planner();
}
