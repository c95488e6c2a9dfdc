// Bits as characters that survive in a link: letters, digits, `-` and `_`, which no messenger cuts or quotes.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** What ids, versions and numbers of engines are written with, in six bits each; 0 ends the text. */
const TEXT = " abcdefghijklmnopqrstuvwxyz0123456789._-/+";

/** Characters of the check at a payload's end. */
const CHECK = 4;

/** A text that is read for something else than it is: no bits are left, or a number is none. */
export class Malformed extends Error {}

export class Writer {
  private readonly bits: number[] = [];

  /** A whole number in so many bits, highest first. */
  put(value: number, bits: number): void {
    for (let at = bits - 1; at >= 0; at -= 1) this.bits.push(Math.floor(value / 2 ** at) % 2);
  }

  flag(value: boolean): boolean {
    this.put(value ? 1 : 0, 1);
    return value;
  }

  /** A whole number from 0 on, in groups of so many bits, lowest first, each after a bit that says whether it comes. */
  number(value: number, group: number): void {
    for (let rest = value; ; rest = Math.floor(rest / 2 ** group)) {
      const more = rest >= 2 ** group;
      this.flag(more);
      this.put(rest % 2 ** group, group);
      if (!more) return;
    }
  }

  text(value: string): void {
    const short = [...value].every((letter) => TEXT.indexOf(letter) > 0);
    this.flag(!short);
    if (short) {
      for (const letter of value) this.put(TEXT.indexOf(letter), 6);
      this.put(0, 6);
      return;
    }
    const bytes = new TextEncoder().encode(value);
    this.number(bytes.length, 6);
    for (const byte of bytes) this.put(byte, 8);
  }

  /** All bits, filled up with zeros, and the check. */
  finish(): string {
    const sextets: number[] = [];
    for (let at = 0; at < this.bits.length; at += 6) {
      let sextet = 0;
      for (let bit = 0; bit < 6; bit += 1) sextet = sextet * 2 + (this.bits[at + bit] ?? 0);
      sextets.push(sextet);
    }
    const sum = check(sextets);
    for (let at = CHECK - 1; at >= 0; at -= 1) sextets.push((sum >> (6 * at)) & 63);
    return sextets.map((sextet) => ALPHABET[sextet]).join("");
  }
}

export class Reader {
  private readonly sextets: readonly number[];
  private at = 0;

  /** Throws {@link Malformed} where a character is none of the alphabet, or the check is another. */
  constructor(payload: string) {
    const sextets = [...payload].map((letter) => ALPHABET.indexOf(letter));
    if (sextets.length <= CHECK || sextets.includes(-1)) throw new Malformed();
    const sum = sextets.splice(-CHECK).reduce((sum, sextet) => sum * 64 + sextet, 0);
    if (sum !== check(sextets)) throw new Malformed();
    this.sextets = sextets;
  }

  get(bits: number): number {
    let value = 0;
    for (let left = bits; left > 0; left -= 1) {
      const sextet = this.sextets[Math.floor(this.at / 6)];
      if (sextet === undefined) throw new Malformed();
      value = value * 2 + ((sextet >> (5 - (this.at % 6))) & 1);
      this.at += 1;
    }
    return value;
  }

  flag(): boolean {
    return this.get(1) === 1;
  }

  number(group: number): number {
    let value = 0;
    for (let power = 0; ; power += group) {
      // Nothing that is counted here comes near.
      if (power > 40) throw new Malformed();
      const more = this.flag();
      value += this.get(group) * 2 ** power;
      if (!more) return value;
    }
  }

  text(): string {
    if (!this.flag()) {
      let text = "";
      for (let code = this.get(6); code > 0; code = this.get(6)) {
        const letter = TEXT[code];
        if (letter === undefined) throw new Malformed();
        text += letter;
      }
      return text;
    }
    const length = this.number(6);
    // As many as there are bits for, at most: a large number is no reason to ask for memory.
    if (length * 8 > this.sextets.length * 6) throw new Malformed();
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 1) bytes[at] = this.get(8);
    return new TextDecoder().decode(bytes);
  }

  /** Nothing but the last character's filling may be left. */
  finish(): void {
    const left = this.sextets.length * 6 - this.at;
    if (left >= 6 || this.get(left) !== 0) throw new Malformed();
  }
}

/**
 * CRC-24 with the polynomial of OpenPGP (RFC 4880, section 6.1), over six bits at a time. It finds every error that
 * lies within 24 bits, so every change of up to four characters side by side.
 */
function check(sextets: readonly number[]): number {
  let sum = 0xb704ce;
  for (const sextet of sextets) {
    sum ^= sextet << 18;
    for (let bit = 0; bit < 6; bit += 1) sum = sum & 0x800000 ? ((sum << 1) ^ 0x864cfb) & 0xffffff : sum << 1;
  }
  return sum;
}
