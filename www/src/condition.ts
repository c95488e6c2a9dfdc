// Conditions of entry: read from the region's text, so that a page can say them in words and show which part is met.

/** `physics >= 3 and (holds(basic-general) or age(18))` as a tree. An empty condition is `all` of nothing. */
export type Condition =
  | { op: "all" | "any"; of: Condition[] }
  | { op: "count"; count: number; of: Condition[] }
  | Atom;

export type Atom =
  | { op: "level"; competency: string; level: number }
  | { op: "holds"; credential: string }
  | { op: "worked"; job: string }
  | { op: "age"; years: number }
  | { op: "attests"; fact: string };

export const NOTHING: Condition = { op: "all", of: [] };

/** Reads a condition. Text that is none, which no checked region holds, reads as no condition. */
export function readCondition(text: string | undefined): Condition {
  const tokens = text?.match(/>=|[(),]|[a-z0-9][a-z0-9._-]*/g) ?? [];
  let at = 0;
  const take = (token: string): boolean => tokens[at] === token && ++at > 0;
  const word = (): string => tokens[at++] ?? "";

  function any(): Condition {
    const of = [all()];
    while (take("or")) of.push(all());
    return of.length === 1 ? of[0]! : { op: "any", of };
  }
  function all(): Condition {
    const of = [atom()];
    while (take("and")) of.push(atom());
    return of.length === 1 ? of[0]! : { op: "all", of };
  }
  function atom(): Condition {
    if (take("(")) {
      const inner = any();
      take(")");
      return inner;
    }
    const name = word();
    if (take(">=")) return { op: "level", competency: name, level: Number(word()) };
    if (take("of")) {
      const of: Condition[] = [];
      take("(");
      do of.push(any());
      while (take(","));
      take(")");
      return { op: "count", count: Number(name), of };
    }
    take("(");
    const inner = word();
    take(")");
    switch (name) {
      case "holds": return { op: "holds", credential: inner };
      case "worked": return { op: "worked", job: inner };
      case "age": return { op: "age", years: Number(inner) };
      case "attests": return { op: "attests", fact: inner };
      default: return NOTHING;
    }
  }
  return tokens.length === 0 ? NOTHING : any();
}

/** Both conditions at once. */
export function both(a: Condition, b: Condition): Condition {
  const of = [a, b].flatMap((side) => (side.op === "all" ? side.of : [side]));
  return of.length === 1 ? of[0]! : { op: "all", of };
}

/** Whether a condition holds where `holds` says which atoms do. */
export function met(condition: Condition, holds: (atom: Atom) => boolean): boolean {
  switch (condition.op) {
    case "all": return condition.of.every((part) => met(part, holds));
    case "any": return condition.of.some((part) => met(part, holds));
    case "count": return condition.of.filter((part) => met(part, holds)).length >= condition.count;
    default: return holds(condition);
  }
}

/** The condition's atoms, from left to right. */
export function atoms(condition: Condition): Atom[] {
  return "of" in condition ? condition.of.flatMap(atoms) : [condition];
}
