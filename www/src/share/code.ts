// A QR code as a path, for whoever draws it: a file of its own, since pages without the elements draw codes, too.
import { generate } from "lean-qr/nano";

/** Modules of light around the code, as ISO/IEC 18004 asks for. */
const QUIET = 4;

/** What is dark in a square of so many modules. */
export interface Code {
  size: number;
  path: string;
}

/** The code of an address, which may be any ASCII text up to some 2,300 characters; undefined above. */
export function code(address: string): Code | undefined {
  let made;
  try {
    made = generate(address);
  } catch {
    return undefined;
  }
  let path = "";
  for (let y = 0; y < made.size; y += 1) {
    // What lies side by side is one bar, without a seam.
    for (let x = 0, from = -1; x <= made.size; x += 1) {
      const dark = x < made.size && made.get(x, y);
      if (dark && from < 0) from = x;
      if (!dark && from >= 0) {
        path += `M${from + QUIET} ${y + QUIET}h${x - from}v1h${from - x}z`;
        from = -1;
      }
    }
  }
  return { size: made.size + 2 * QUIET, path };
}
