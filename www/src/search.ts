// Search over names: forgives typing errors, Russian endings and the wrong keyboard layout, and knows what people call a trade.
import { EVERYDAY } from "./lang/everyday.js";

export interface Entry {
  /** What is found. */
  key: string;
  /** Names in every language that is loaded; they weigh most. */
  names: readonly string[];
  /** Codes, employers, towns. */
  more: readonly string[];
  /** Id of the town. */
  place?: string | undefined;
}

interface Indexed { key: string; order: number; place: string | undefined; names: string[][]; more: string[] }

export class Index {
  private readonly entries: Indexed[];

  constructor(entries: readonly Entry[]) {
    this.entries = entries.map(({ key, names, more, place }, order) => ({
      key,
      order,
      place,
      names: names.map(words),
      more: more.flatMap(words),
    }));
  }

  /** Keys of what fits, best first; of equals, what is at `home` first. Every word of the query must fit somewhere. */
  find(query: string, home?: string): string[] {
    const wanted = words(query);
    if (wanted.length === 0) return this.entries.map((entry) => entry.key);
    const found = this.rank(wanted, home);
    return found.length > 0 ? found : this.rank(words(relayout(query)), home);
  }

  private rank(typed: string[], home: string | undefined): string[] {
    const scored: { key: string; order: number; away: number; score: number }[] = [];
    const wanted = typed.map(meanings);
    if (wanted.length === 0) return [];
    for (const entry of this.entries) {
      let score = 0;
      for (const means of wanted) {
        const fit = Math.max(...means.map(({ word, sure }) => sure * Math.max(best(word, entry.more) * 0.6, ...entry.names.map((name) => best(word, name)))));
        if (fit === 0) {
          score = 0;
          break;
        }
        score += fit;
      }
      if (score === 0) continue;
      // Of two that fit equally, the name with fewer other words is meant.
      const length = Math.min(...entry.names.map((name) => name.length || 99));
      scored.push({ key: entry.key, order: entry.order, away: home !== undefined && entry.place === home ? 0 : 1, score: score / wanted.length - length / 1000 });
    }
    return scored.sort((a, b) => b.score - a.score || a.away - b.away || a.order - b.order).map(({ key }) => key);
  }
}

export function words(text: string): string[] {
  return text.toLowerCase().replaceAll("ё", "е").match(/[\p{L}\p{N}]+(?:\.[\p{N}]+)*/gu) ?? [];
}

const TRADES = EVERYDAY.map(([everyday, official]) => ({ everyday: words(everyday), official: words(official) }));

/** A word itself and, where it is an everyday one, the official ones for it, a little less sure. */
function meanings(word: string): { word: string; sure: number }[] {
  const official = TRADES.flatMap((trade) => {
    const like = word.length < 3 ? Number(trade.everyday.includes(word)) : best(word, trade.everyday);
    return like < 0.65 ? [] : trade.official.map((other) => ({ word: other, sure: 0.97 * like }));
  });
  return [{ word, sure: 1 }, ...official];
}

function best(word: string, among: readonly string[]): number {
  let top = 0;
  for (const other of among) {
    const value = fit(word, other);
    if (value === 1) return 1;
    if (value > top) top = value;
  }
  return top;
}

/** From 0, no likeness, to 1, the same word. */
export function fit(query: string, word: string): number {
  if (query === word) return 1;
  if (word.startsWith(query)) return 0.95;
  // An ending apart: горного and горный, мастера and мастер.
  const stem = Math.max(3, Math.min(query.length, word.length) - 3);
  const shared = prefix(query, word);
  if (query.length >= 4 && shared >= stem && query.length - shared <= 3 && word.length - shared <= 4) {
    return 0.85 - 0.03 * (query.length - shared);
  }
  // Long words with something in common inside: электрослесарь and слесарь.
  if (query.length >= 5 && word.includes(query)) return 0.7;
  const allowed = query.length < 4 ? 0 : query.length < 7 ? 1 : 2;
  if (allowed === 0 || /\d/.test(query)) return 0;
  // The word may be longer: what was typed is compared with its beginnings.
  const errors = nearest(query, word, allowed);
  return errors > allowed ? 0 : 0.8 - 0.15 * errors;
}

function prefix(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

/** The fewest typing errors (swapped neighbours count once) between a query and any beginning of a word, or `allowed` + 1. */
function nearest(query: string, word: string, allowed: number): number {
  const target = word.slice(0, query.length + allowed);
  let before: number[] = [];
  let last = Array.from({ length: target.length + 1 }, (_, at) => at);
  for (let i = 1; i <= query.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= target.length; j += 1) {
      const same = query[i - 1] === target[j - 1];
      let value = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && query[i - 1] === target[j - 2] && query[i - 2] === target[j - 1]) {
        value = Math.min(value, before[j - 2]! + 1);
      }
      row.push(value);
    }
    before = last;
    last = row;
  }
  return Math.min(allowed + 1, ...last);
}

const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюё";

/** The same keys on the other of the two keyboard layouts. */
export function relayout(text: string): string {
  return [...text.toLowerCase()]
    .map((letter) => {
      const latin = LATIN.indexOf(letter);
      if (latin >= 0) return CYRILLIC[latin];
      const cyrillic = CYRILLIC.indexOf(letter);
      return cyrillic >= 0 ? LATIN[cyrillic] : letter;
    })
    .join("");
}
