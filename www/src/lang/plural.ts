// Plural forms: a language's table names what Intl.PluralRules asks for, `#` stands for the number.

export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const rules = new Map<string, Intl.PluralRules>();

export function plural(lang: string, count: number, forms: Forms): string {
  let rule = rules.get(lang);
  if (!rule) rules.set(lang, (rule = new Intl.PluralRules(lang)));
  return (forms[rule.select(count)] ?? forms.other).replace("#", new Intl.NumberFormat(lang).format(count));
}
