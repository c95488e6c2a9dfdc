// What is said around a job's lattice, in each language: it comes with the picture, when somebody opens it.
import type { Language } from "./languages.js";

const en = {
  picture: (job: string) => `What leads to “${job}” and where it leads, drawn. The list below says the same.`,
  hint: "Read it from below: a line leads from what you do first to what it opens. “+3” means that there are more of the same kind, named in the list.",
  here: "this job",
  more: (count: string) => `+${count} more`,
  list: "The same as a list",
  above: "Where it leads",
  after: (duration: string, names: string) => `After ${duration} in this job these open up: ${names}`,
  top: "In this region's data no other job is built on this one.",
  below: "Jobs that lead here",
  bottom: "You can begin with this job: it asks for no other before.",
  study: "Study that qualifies",
  school: "School",
  leads: (names: string) => `leads to: ${names}`,
  plan: (job: string) => `Show routes to “${job}”`,
  around: (job: string) => `Around: ${job}`,
  back: (job: string) => `Back to: ${job}`,
};

const ru: typeof en = {
  picture: (job) => `Рисунок: что ведёт к работе «${job}» и куда ведёт она. Список ниже говорит то же самое.`,
  hint: "Читайте снизу вверх: линия ведёт от того, что делают раньше, к тому, что открывается потом. «+ ещё 3» — есть и другие такие же, они названы в списке.",
  here: "эта работа",
  more: (count) => `+ ещё ${count}`,
  list: "То же списком",
  above: "Куда она ведёт",
  after: (duration, names) => `Спустя ${duration} на этой работе открываются: ${names}`,
  top: "В данных региона нет работ, которые начинаются с этой.",
  below: "Работы, которые ведут сюда",
  bottom: "С этой работы можно начинать: другой она не требует.",
  study: "Учёба, которая даёт допуск",
  school: "Школа",
  leads: (names) => `дальше: ${names}`,
  plan: (job) => `Показать маршруты: ${job}`,
  around: (job) => `Вокруг работы: ${job}`,
  back: (job) => `Назад: ${job}`,
};

export const lattices: Readonly<Record<Language, typeof en>> = { ru, en };
