// A QR code as a drawing: dark on light whatever the page's colours, with the quiet zone that readers need.
import { type TemplateResult, html, svg } from "lit/html.js";
import { code } from "./code.js";

/** The code of an address, which may be any ASCII text up to some 2,300 characters; undefined above. */
export function qr(address: string, label: string): TemplateResult | undefined {
  const made = code(address);
  if (!made) return undefined;
  const { size, path } = made;
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges">
    ${svg`<rect width=${size} height=${size} fill="#fff"></rect><path d=${path} fill="#000"></path>`}</svg>`;
}
