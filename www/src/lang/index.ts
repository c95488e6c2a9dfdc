// What elements say: a language's table with its numbers, dates and the region's names.
import type { Catalog } from "../catalog.js";
import type { Condition } from "../condition.js";
import { toIndex } from "../month.js";
import type { Month } from "../types.js";
import type { Messages } from "./en.js";
import { type Forms, plural } from "./plural.js";

export type { Messages };

/** A language's table and everything that is formatted by it. */
export class Speech {
  readonly lang: string;
  readonly t: Messages;
  private readonly currency: string;

  constructor(table: Messages, currency = "RUB") {
    this.lang = table.code;
    this.t = table;
    this.currency = currency;
  }

  count(forms: keyof Messages["count"], count: number): string {
    return plural(this.lang, count, this.t.count[forms] as Forms);
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.lang).format(value);
  }

  percent(value: number): string {
    return new Intl.NumberFormat(this.lang, { style: "percent", maximumFractionDigits: 1 }).format(value / 100);
  }

  money(sum: number): string {
    return new Intl.NumberFormat(this.lang, { style: "currency", currency: this.currency, currencyDisplay: "narrowSymbol", maximumFractionDigits: 0 }).format(sum);
  }

  fee(sum: number): string {
    return sum === 0 ? this.t.routes.free : this.money(sum);
  }

  month(month: Month): string {
    return this.date(month, { month: "long", year: "numeric" }).replace(/\s*г\.$/, "");
  }

  /** A month for a narrow place. */
  monthShort(month: Month): string {
    return this.date(month, { month: "short", year: "numeric" }).replace(/\s*г\.$/, "");
  }

  private date(month: Month, options: Intl.DateTimeFormatOptions): string {
    const index = toIndex(month);
    return new Intl.DateTimeFormat(this.lang, { ...options, timeZone: "UTC" }).format(new Date(Date.UTC(Math.floor(index / 12), index % 12, 15)));
  }

  /** A day, month or year as a source names it. */
  day(date: string): string {
    if (/^\d{4}-\d{2}$/.test(date)) return this.month(date);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return date;
    return new Intl.DateTimeFormat(this.lang, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
  }

  /** Years and months in words; months alone below a year. */
  duration(months: number): string {
    const years = Math.floor(months / 12);
    const rest = months % 12;
    // A number stays on one line with its word.
    const inYears = years > 0 ? [this.count("years", years).replace(" ", "\u00a0")] : [];
    const inMonths = rest > 0 || years === 0 ? [this.count("months", rest).replace(" ", "\u00a0")] : [];
    return [...inYears, ...inMonths].join(" ");
  }

  /** The same for a narrow column. */
  durationShort(months: number): string {
    const years = Math.floor(months / 12);
    const rest = months % 12;
    const inYears = years > 0 ? [`${years}\u00a0${years > 4 && this.lang === "ru" && !(years > 20 && years % 10 > 0 && years % 10 < 5) ? "л" : this.t.yearsShort}`] : [];
    const inMonths = rest > 0 || years === 0 ? [`${rest}\u00a0${this.t.monthsShort}`] : [];
    return [...inYears, ...inMonths].join(" ");
  }

  years(count: number): string {
    return this.count("years", count);
  }

  /** A level as `3 (confident)`; 0 in a word. */
  level(catalog: Catalog, level: number): string {
    const name = catalog.level(level);
    return level === 0 ? this.t.levels.none : name ? this.t.level(level, name.replaceAll(" ", "\u00a0")) : String(level);
  }

  /** What a fact that only the student can state is called. */
  fact(id: string): string {
    return this.t.facts.names.find(([known]) => known === id)?.[1] ?? id.replaceAll(/[-._]/g, " ");
  }

  /** A condition in words. */
  condition(catalog: Catalog, condition: Condition, inside = false): string {
    const words = this.t.condition;
    const parts = (of: Condition[], joint: string): string => {
      const text = of.map((part) => this.condition(catalog, part, true)).join(joint);
      return inside && of.length > 1 ? `(${text})` : text;
    };
    const quoted = (jobs: Condition[]): string => jobs.flatMap((part) => (part.op === "worked" ? [words.holds(catalog.job(part.job)?.name ?? part.job)] : [])).join(", ");
    switch (condition.op) {
      case "all": return parts(condition.of, words.and);
      case "any": {
        // Jobs side by side are one list, not an "experience as" for each.
        const jobs = condition.of.filter((part) => part.op === "worked");
        if (jobs.length < 2) return parts(condition.of, words.or);
        const text = [words.workedAny(quoted(jobs)), ...condition.of.filter((part) => part.op !== "worked").map((part) => this.condition(catalog, part, true))].join(words.or);
        return inside ? `(${text})` : text;
      }
      case "count": return condition.of.every((part) => part.op === "worked")
        ? words.workedOf(condition.count, quoted(condition.of))
        : words.ofThese(condition.count) + condition.of.map((part) => this.condition(catalog, part, true)).join(", ");
      case "level": return words.level(catalog.competency(condition.competency)?.name ?? condition.competency, this.level(catalog, condition.level));
      case "holds": return words.holds(catalog.credential(condition.credential)?.name ?? condition.credential);
      case "worked": return words.worked(catalog.job(condition.job)?.name ?? condition.job);
      case "age": return words.age(this.count("fromYears", condition.years));
      case "attests": return words.attests(this.fact(condition.fact));
    }
  }
}
