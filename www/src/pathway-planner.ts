// A stub that proves the build chain.
import { LitElement, css, html } from "lit";
import init, { Planner } from "../../pkg/wasm/pathway_planner.js";

let ready: Promise<unknown> | undefined;

/** Starts the engine once; a failed start may be tried again. */
function engine(): Promise<unknown> {
  return (ready ??= init().catch((cause: unknown) => {
    ready = undefined;
    throw cause;
  }));
}

/** Loads a built region. */
export async function load(url: string): Promise<Planner> {
  const [response] = await Promise.all([fetch(url), engine()]);
  return new Planner(new Uint8Array(await response.arrayBuffer()));
}

export class PathwayPlanner extends LitElement {
  static override styles = css`:host { display: block; }`;
  static override properties = { region: { type: String }, said: { state: true } };
  declare region: string;
  declare said: string;

  constructor() {
    super();
    this.region = "";
    this.said = "…";
  }

  override async firstUpdated(): Promise<void> {
    const planner = await load(new URL(this.region, document.baseURI).href);
    const { engine, bytes } = planner.facts();
    planner.free();
    this.said = `engine ${engine}, region of ${bytes} bytes`;
  }

  override render() {
    return html`<p>${this.said}</p>`;
  }
}

if (!customElements.get("pathway-planner")) {
  customElements.define("pathway-planner", PathwayPlanner);
}
