// A QR code as a drawing: dark on light whatever the page's colours, with the quiet zone that readers need.
import { generate } from "lean-qr/nano";
import { type TemplateResult, html, svg } from "lit/html.js";

/** Modules of light around the code, as ISO/IEC 18004 asks for. */
const QUIET = 4;

/** The code of an address, which may be any ASCII text up to some 2,300 characters; undefined above. */
export function qr(address: string, label: string): TemplateResult | undefined {
  let code;
  try {
    code = generate(address);
  } catch {
    return undefined;
  }
  const size = code.size + 2 * QUIET;
  let path = "";
  for (let y = 0; y < code.size; y += 1) {
    // What lies side by side is one bar, without a seam.
    for (let x = 0, from = -1; x <= code.size; x += 1) {
      const dark = x < code.size && code.get(x, y);
      if (dark && from < 0) from = x;
      if (!dark && from >= 0) {
        path += `M${from + QUIET} ${y + QUIET}h${x - from}v1h${from - x}z`;
        from = -1;
      }
    }
  }
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges">
    ${svg`<rect width=${size} height=${size} fill="#fff"></rect><path d=${path} fill="#000"></path>`}</svg>`;
}
