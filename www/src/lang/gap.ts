// What is said around a gap, in each language: it comes with a route in full and with the self-check.
import type { Language } from "./languages.js";

const en = {
  caption: "What is asked for, and how much of it there is",
  have: (now: string) => `You have: ${now}.`,
  gives: (end: string) => `The route gives: ${end}.`,
  needed: (required: string) => `Needed: ${required}.`,
  unsaid: "not said",
  none: "nothing",
  keys: { now: "you have", gained: "the route gives", missing: "still missing", needed: "needed" },
};

const ru: typeof en = {
  caption: "Что нужно и сколько из этого есть",
  have: (now) => `Есть: ${now}.`,
  gives: (end) => `Маршрут даст: ${end}.`,
  needed: (required) => `Нужно: ${required}.`,
  unsaid: "не указано",
  none: "ничего",
  keys: { now: "есть", gained: "даст маршрут", missing: "не хватит", needed: "нужно" },
};

export const gaps: Readonly<Record<Language, typeof en>> = { ru, en };
