// What is said around the calendar of a route, in each language: it comes with a route in full.
import type { Language } from "./languages.js";

const en = {
  picture: (number: number) => `Calendar of route ${number}, drawn. The list of stages below says the same.`,
  title: "When what happens",
};

const ru: typeof en = {
  picture: (number) => `Календарь маршрута ${number}, рисунок. Список этапов ниже говорит то же самое.`,
  title: "Что и когда",
};

export const calendars: Readonly<Record<Language, typeof en>> = { ru, en };
