// The languages that elements speak, apart from their words: those come as a file of their own for each.
export type Language = "ru" | "en";

/** The nearest language that there are words for: `ru-RU` is Russian, anything unknown English. */
export function language(tag: string | undefined): Language {
  return /^ru\b/i.test(tag ?? "") ? "ru" : "en";
}

/** The few words that are said before the others are there, or where they never come. */
export const FIRST: Readonly<Record<Language, { open: string; loading: string; failed: string; retry: string }>> = {
  ru: {
    open: "Открыть планировщик",
    loading: "Загружаем данные региона…",
    failed: "Планировщик не загрузился. Проверьте связь.",
    retry: "Попробовать снова",
  },
  en: {
    open: "Open the planner",
    loading: "Loading the region…",
    failed: "The planner did not load. Check your connection.",
    retry: "Try again",
  },
};
