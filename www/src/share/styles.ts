// What the panel adds to the elements' sheet; it is adopted when the panel is loaded.
import { sheetOf } from "./sheet-of.js";

export const styles = sheetOf(`
.keep { margin-top: 2.5rem; padding-top: .25rem; border-top: 3px solid var(--accent); }
.keep .legend { margin-top: 0; padding-bottom: .25rem; }
.keep .hint { max-width: 62ch; text-wrap: pretty; }
.keep .actions { margin-top: 1rem; }
.part { margin-top: 2rem; min-width: 0; }
.keep-parts { display: grid; gap: 0 2.5rem; }
.holds { margin: .25rem 0 0; border-bottom: 1px solid var(--line); max-width: 46rem; }
.holds div { display: grid; grid-template-columns: minmax(7rem, 30%) minmax(0, 1fr); gap: .75rem; padding: .35rem 0; border-top: 1px solid var(--line); }
.holds dt { color: var(--soft); font-size: .925em; }
.holds dd { overflow-wrap: anywhere; }
.told { font-weight: 550; margin-top: .75rem; }
.told:focus { outline: none; }
textarea, input[type="text"] {
  display: block; width: 100%; max-width: 46rem; min-height: 2.75rem; padding: .5rem .7rem; font: inherit; color: inherit;
  background: var(--paper); border: 1px solid var(--edge); border-radius: var(--radius);
}
textarea { font-family: ui-monospace, monospace; font-size: .85em; line-height: 1.45; resize: vertical; overflow-wrap: anywhere; word-break: break-all; }
input[type="text"] { max-width: 30rem; }
.choose { display: inline-flex; align-items: center; min-height: 2.75rem; padding: .5rem 1rem; border: 1px solid var(--edge); border-radius: var(--radius); color: var(--accent); cursor: pointer; }
.choose:hover { background: var(--wash); }
.choose:focus-within { outline: 3px solid var(--accent); outline-offset: 2px; }
.keep .field > .hint { font-weight: 400; }
.drop { border: 1px dashed var(--edge); border-radius: var(--radius); padding: .75rem 1rem; margin-top: .5rem; }
.drop .hint { margin-bottom: .5rem; }
.drop.over { background: var(--wash); border-style: solid; border-color: var(--accent); }
.code-figure { margin-top: 1rem; }
.qr { display: block; inline-size: min(100%, 17rem); block-size: auto; background: #fff; border-radius: 4px; forced-color-adjust: none; }
.opened { margin: 0 0 1.25rem; }
.opened p + p, .opened ul { margin-top: .4rem; }
.opened .actions { margin-top: .75rem; }
@container (min-width: 760px) {
  .keep-parts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
`);
