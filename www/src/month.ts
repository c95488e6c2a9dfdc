// Months on the calendar, `YYYY-MM`, as whole numbers.
import type { Month } from "./types.js";

/** Months since year 0. */
export function toIndex(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

export function fromIndex(index: number): Month {
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

export function between(from: Month, to: Month): number {
  return toIndex(to) - toIndex(from);
}

export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** The first month from `from` on that is this month of a year, 1 to 12. */
export function next(from: Month, month: number): Month {
  const index = toIndex(from);
  return fromIndex(index + ((month - 1 - (index % 12) + 12) % 12));
}
