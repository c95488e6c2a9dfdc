// One sheet for both elements. A page may set the custom properties named --pathway-… ; everything else follows.

export const styles = `
:host {
  --paper: var(--pathway-paper, #fdfcfa);
  --raised: var(--pathway-raised, #f3f1ec);
  --ink: var(--pathway-ink, #1d2329);
  --soft: var(--pathway-soft, #59626c);
  --line: var(--pathway-line, #d9d5cc);
  --edge: var(--pathway-edge, #86898a);
  --accent: var(--pathway-accent, #0a5a70);
  --on-accent: var(--pathway-on-accent, #ffffff);
  --wash: var(--pathway-wash, #e2eff2);
  --work: var(--pathway-work, #9a4a09);
  --work-wash: var(--pathway-work-wash, #f9ebdd);
  --good: var(--pathway-good, #1d6b3c);
  --warn: var(--pathway-warn, #a02b25);
  --warn-wash: var(--pathway-warn-wash, #fbe9e6);
  --radius: var(--pathway-radius, 10px);
  font: inherit;
  font-family: var(--pathway-font, inherit);
  line-height: 1.5;
  color-scheme: light dark;
  -webkit-text-size-adjust: 100%;
}
:host([theme="light"]) { color-scheme: light; }
@media (prefers-color-scheme: dark) {
  :host(:not([theme="light"])) {
    --paper: var(--pathway-paper, #15191d);
    --raised: var(--pathway-raised, #1f252b);
    --ink: var(--pathway-ink, #e9e6df);
    --soft: var(--pathway-soft, #a8b0b8);
    --line: var(--pathway-line, #353d45);
    --edge: var(--pathway-edge, #7d8790);
    --accent: var(--pathway-accent, #7ccbe0);
    --on-accent: var(--pathway-on-accent, #08242d);
    --wash: var(--pathway-wash, #17343d);
    --work: var(--pathway-work, #f1a967);
    --work-wash: var(--pathway-work-wash, #3a2a1b);
    --good: var(--pathway-good, #7fd39e);
    --warn: var(--pathway-warn, #ff9d92);
    --warn-wash: var(--pathway-warn-wash, #41201d);
  }
}
:host([theme="dark"]) {
  color-scheme: dark;
  --paper: var(--pathway-paper, #15191d);
  --raised: var(--pathway-raised, #1f252b);
  --ink: var(--pathway-ink, #e9e6df);
  --soft: var(--pathway-soft, #a8b0b8);
  --line: var(--pathway-line, #353d45);
  --edge: var(--pathway-edge, #7d8790);
  --accent: var(--pathway-accent, #7ccbe0);
  --on-accent: var(--pathway-on-accent, #08242d);
  --wash: var(--pathway-wash, #17343d);
  --work: var(--pathway-work, #f1a967);
  --work-wash: var(--pathway-work-wash, #3a2a1b);
  --good: var(--pathway-good, #7fd39e);
  --warn: var(--pathway-warn, #ff9d92);
  --warn-wash: var(--pathway-warn-wash, #41201d);
}
@media (prefers-contrast: more) {
  :host, :host(:not([theme="light"])), :host([theme="dark"]) { --soft: var(--ink); --line: var(--ink); --edge: var(--ink); }
}

*, *::before, *::after { box-sizing: border-box; }
.frame { background: var(--paper); color: var(--ink); padding: 1.25rem 1rem 1.5rem; border-radius: var(--pathway-frame-radius, var(--radius)); overflow-wrap: break-word; hyphens: manual; }
.frame > :first-child { margin-top: 0; }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

h2, h3, h4, h5, p, ul, ol, dl, dd, figure, fieldset, table { margin: 0; padding: 0; }
h2 { font-size: 1.5em; line-height: 1.2; font-weight: 650; letter-spacing: -.01em; margin: 1.25rem 0 .35rem; text-wrap: balance; scroll-margin-top: 1rem; }
h3 { font-size: 1.2em; line-height: 1.3; scroll-margin-top: 1rem; }
h4 { font-size: 1.05em; line-height: 1.35; font-weight: 650; }
h2:focus, h3:focus { outline: none; }
.legend, fieldset.group > legend { display: block; font-size: 1.08em; font-weight: 650; line-height: 1.3; padding: 0 0 .5rem; }
.legend { margin-top: 1.75rem; }
.group { margin-top: 1.75rem; }
.group > .legend { margin-top: 0; }
.lead { color: var(--soft); max-width: 60ch; text-wrap: pretty; }
.hint, .soft { color: var(--soft); font-size: .925em; }
.strong { font-weight: 650; }
.error { color: var(--warn); font-weight: 600; margin-bottom: .5rem; }
code { font-size: .9em; overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: .15em; }
fieldset { border: 0; min-width: 0; }
legend { max-width: 100%; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }

/* Controls */
button, select, input { font: inherit; color: inherit; }
button { cursor: pointer; min-height: 2.75rem; border-radius: var(--radius); border: 1px solid transparent; background: none; padding: .5rem 1rem; text-align: center; touch-action: manipulation; }
button:disabled { cursor: default; opacity: .55; }
.primary { background: var(--accent); color: var(--on-accent); font-weight: 650; padding-inline: 1.5rem; }
.primary:hover { filter: brightness(1.08); }
.quiet { border-color: var(--edge); color: var(--accent); margin-top: .5rem; }
.quiet:hover, .result:hover { background: var(--wash); }
.quiet.small { min-height: 2.75rem; padding: .25rem .75rem; margin: 0; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 2rem; align-items: center; }
.actions .quiet { margin-top: 0; }
select, input[type="search"], input[type="number"] {
  display: block; width: 100%; max-width: 30rem; min-height: 2.75rem; padding: .4rem .7rem;
  background: var(--paper); border: 1px solid var(--edge); border-radius: var(--radius); text-overflow: ellipsis;
}
input[type="search"] { max-width: none; font-size: 1.05em; min-height: 3.1rem; }
input::placeholder { color: var(--soft); opacity: 1; }
input[type="radio"], input[type="checkbox"] { accent-color: var(--accent); inline-size: 1.25rem; block-size: 1.25rem; margin: 0; flex: none; }
.field { display: block; margin-top: 1.25rem; }
.field > span:first-child, .field > label { display: block; margin-bottom: .3rem; font-weight: 550; }
.field .hint { display: block; margin-top: .3rem; }
.option { display: flex; gap: .6rem; align-items: center; min-height: 2.75rem; cursor: pointer; }
.inline { display: flex; flex-wrap: wrap; column-gap: 1.5rem; }
.plain { margin-top: .5rem; }
.plain > legend { font-weight: 550; padding: 0; }
.with-input { display: flex; flex-wrap: wrap; gap: .5rem .6rem; align-items: center; }
.with-input input[type="number"] { width: 8.5rem; }
.columns { display: grid; gap: .5rem 2.5rem; }
.columns > .field { margin-top: .5rem; }
.checks { padding-inline-start: 1.75rem; columns: 9rem auto; }
.checks .option { break-inside: avoid; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 8.25rem), 1fr)); gap: .5rem; }
.tile { position: relative; display: flex; align-items: center; gap: .6rem; min-height: 3rem; padding: .5rem .75rem; line-height: 1.25; border: 1px solid var(--edge); border-radius: var(--radius); cursor: pointer; }
.tile:has(:checked) { border-color: var(--accent); background: var(--wash); box-shadow: inset 0 0 0 1px var(--accent); font-weight: 600; }
.tile:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
.tile input:focus-visible { outline: none; }
.chips { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: .5rem; }
.chips li { display: inline-flex; align-items: center; background: var(--wash); border-radius: var(--radius); padding-inline-start: .75rem; line-height: 1.3; }
.icon { min-width: 2.75rem; padding: 0; font-size: 1.25em; }

/* Levels */
.scale-legend { display: flex; flex-wrap: wrap; gap: .1rem 1rem; margin: .5rem 0 .75rem; font-size: .875em; color: var(--soft); }
.scale-legend :is(dt, dd) { display: inline; }
.scale-legend dd { margin-inline-start: .35rem; }
.scale-legend dt { font-weight: 700; color: var(--ink); }
.levels { display: grid; gap: .9rem 2.5rem; }
.level { display: grid; }
.level legend { font-weight: 550; padding: 0; margin-bottom: .25rem; }
.scale { display: flex; max-width: 26rem; border: 1px solid var(--edge); border-radius: var(--radius); overflow: hidden; }
.scale label { flex: 1 1 0; position: relative; cursor: pointer; border-inline-start: 1px solid var(--line); }
.scale label:first-child { border: 0; }
.scale input { position: absolute; inset: 0; opacity: 0; inline-size: 100%; block-size: 100%; cursor: pointer; }
.scale span { display: grid; place-items: center; min-height: 2.75rem; font-variant-numeric: tabular-nums; }
.scale input:not(:checked):hover + span { background: var(--wash); }
.scale :checked + span { background: var(--accent); color: var(--on-accent); font-weight: 700; }
.scale label:first-child :checked + span { background: var(--raised); color: var(--ink); }
.scale :focus-visible + span { outline: 3px solid var(--ink); outline-offset: -4px; border-radius: 8px; }
.said { font-size: .875em; color: var(--soft); margin-top: .2rem; }

/* Steps */
.stepper { list-style: none; display: flex; gap: .25rem; border-bottom: 1px solid var(--line); padding-bottom: .5rem; }
.stepper li { flex: 1 1 0; min-width: 0; }
.stepper button { width: 100%; height: 100%; display: flex; flex-direction: column; align-items: center; gap: .3rem; padding: .4rem .15rem; line-height: 1.2; font-size: .9em; color: var(--soft); opacity: 1; }
.stepper .name { max-width: 100%; overflow-wrap: anywhere; }
.stepper .dot { display: grid; place-items: center; inline-size: 1.75rem; block-size: 1.75rem; border-radius: 50%; border: 1.5px solid var(--edge); font-weight: 650; font-size: .95em; }
.stepper .current button { color: var(--ink); font-weight: 650; }
.stepper .current .dot { background: var(--accent); color: var(--on-accent); border-color: var(--accent); }
.stepper .done .dot { border-color: var(--accent); color: var(--accent); }
.said-so { margin-top: 1rem; color: var(--soft); display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; justify-content: space-between; }

/* Search */
.segments { display: flex; flex-wrap: wrap; gap: .4rem; margin: .75rem 0; }
.segments button { border-color: var(--edge); padding: .3rem .9rem; border-radius: 2rem; }
.segments [aria-pressed="true"] { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.results { list-style: none; border-top: 1px solid var(--line); }
.results li { border-bottom: 1px solid var(--line); }
.result { display: block; width: 100%; text-align: start; padding: .65rem .5rem; border-radius: 0; }
.result[aria-pressed="true"] { background: var(--wash); }
.result-title { display: block; font-weight: 600; color: var(--accent); line-height: 1.3; }
.result-more { display: block; font-size: .9em; color: var(--soft); line-height: 1.4; }
.kind { font-weight: 600; margin-inline-end: .35em; }
.kind-work { color: var(--work); }
.kind-study { color: var(--accent); }
.ladder { margin: 0; border-bottom: 1px solid var(--line); }
.legend + .ladder { border-top: 1px solid var(--line); }
.ladder summary { align-items: baseline; padding: .65rem 0; font-size: 1em; line-height: 1.35; gap: 0 .5rem; }
.ladder summary::before { margin-inline-end: -.5rem; }
.ladder-name { flex: 1; min-width: 0; }
.ladder-name::first-letter { text-transform: uppercase; }
.ladder .results { margin-inline-start: 1.1rem; }
.ladder .results li:last-child { border-bottom: 0; }
.empty { margin: 1.5rem 0; color: var(--soft); }

/* Tables */
table { border-collapse: collapse; width: 100%; }
th { text-align: start; font-weight: inherit; }
thead th { font-size: .825em; color: var(--soft); font-weight: 550; padding: .25rem .4rem; vertical-align: bottom; line-height: 1.2; }
td, tbody th { padding: .5rem .4rem; border-top: 1px solid var(--line); vertical-align: top; }
th:first-child, td:first-child { padding-inline-start: 0; }
th:last-child, td:last-child { padding-inline-end: 0; }
.figure { text-align: end; font-variant-numeric: tabular-nums; }
td.figure { white-space: nowrap; }
/* Routes to choose from: the whole card is the button */
.routes { list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); gap: .75rem; margin-top: 1rem; }
.card { position: relative; border: 1px solid var(--edge); border-radius: var(--radius); padding: .5rem 1rem .9rem; }
.card:hover { background: var(--wash); }
.card:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
.pick { padding: .35rem 0; margin-inline-end: .6rem; font-weight: 650; color: var(--accent); text-align: start; text-decoration: underline; text-underline-offset: .2em; }
.pick:focus-visible { outline: none; }
.pick::after { content: ""; position: absolute; inset: 0; }
.via { color: var(--soft); font-size: .95em; line-height: 1.4; text-wrap: pretty; }
.figures { display: flex; flex-wrap: wrap; gap: .35rem 2rem; margin-top: .6rem; }
.figures dt, .facts dt { font-size: .85em; color: var(--soft); line-height: 1.3; }
.figures dd { font-weight: 600; font-variant-numeric: tabular-nums; }
.figures .best { color: var(--good); }
.back { margin-top: 1rem; }
.badges:empty { display: none; }
.badges .badge:first-child { margin-inline-start: 0; }

.changed { margin-top: .75rem; }
.plain > legend.hint { font-weight: inherit; padding-bottom: .25rem; }
.badge { display: inline-block; font-size: .78rem; line-height: 1.3; font-weight: 600; color: var(--good); border: 1px solid currentColor; border-radius: 1rem; padding: .05rem .5rem; margin: 0 .1rem .2rem .3rem; vertical-align: middle; letter-spacing: 0; }
.tag { display: inline-block; font-size: .78rem; line-height: 1.3; border-radius: .35rem; padding: .05rem .4rem; background: var(--raised); color: var(--soft); font-weight: 500; margin-inline-start: .15rem; vertical-align: .08em; letter-spacing: 0; }
.tag.warn { background: var(--warn-wash); color: var(--warn); }
.tag.good { color: var(--good); background: none; }
.tag.guess { border: 1px dashed var(--edge); background: none; }

/* Timeline */
.timeline { margin: 1.25rem 0 0; }
.keys { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; font-size: .85em; color: var(--soft); margin-bottom: .5rem; }
.key { display: inline-block; inline-size: 1.1em; block-size: .7em; border-radius: 2px; margin-inline-end: .4em; }
.key.study { background: var(--accent); }
.key.work { background: var(--work-wash); border: 2px solid var(--work); }
.key.wait { block-size: 2px; background: var(--edge); vertical-align: .3em; }
.timeline-body { display: flex; gap: .5rem; }
.timeline-body svg { display: block; overflow: visible; min-width: 0; }
.timeline-labels { list-style: none; font-size: .85em; color: var(--soft); }
.timeline-labels li { block-size: 26px; line-height: 24px; min-width: 1.1em; text-align: end; font-variant-numeric: tabular-nums; }
.piece.study { fill: var(--accent); }
.piece.work { fill: var(--work-wash); stroke: var(--work); stroke-width: 2; }
.piece.wait { fill: var(--edge); }
.goal { fill: var(--paper); stroke: var(--ink); stroke-width: 2.5; }
.year { stroke: var(--line); }
.year-name { fill: var(--soft); font-size: 12px; }
.number { fill: var(--on-accent); font-size: 12px; font-weight: 650; }
.number.work { fill: var(--ink); }

.status { color: var(--soft); max-width: 70ch; margin-top: .25rem; font-size: .95em; text-wrap: pretty; }
.route > .hint { margin-top: 1rem; }
.facts { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .75rem 1rem; margin: .75rem 0 1rem; }
.facts dd { font-weight: 650; line-height: 1.3; font-variant-numeric: tabular-nums; }
.note { background: var(--raised); border-radius: var(--radius); padding: .7rem 1rem; margin: .75rem 0; }
.note ul { padding-inline-start: 1.2rem; }
.note.undo { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; }
.note.undo .quiet { margin: 0; }
.code { color: var(--soft); font-weight: 400; font-size: .9em; font-variant-numeric: tabular-nums; white-space: nowrap; }
.when { font-weight: 550; font-variant-numeric: tabular-nums; }
.where, .terms { color: var(--soft); }
.contract { background: var(--work-wash); border-radius: var(--radius); padding: .5rem .75rem; margin-top: .5rem; font-size: .95em; }
.small-title { font-size: .85em; font-weight: 650; color: var(--soft); margin: .75rem 0 .15rem; }
.why, .activities, .instead, .clauses, .sources, .reasons { padding-inline-start: 1.1rem; }
.why, .activities, .instead, .clauses, .sources { list-style: disc; }
.why li::marker, .activities li::marker, .instead li::marker, .clauses li::marker, .sources li::marker { color: var(--soft); }
.why li, .activities li, .instead li, .clauses li, .sources li { margin-block: .2rem; line-height: 1.45; }
.gain { font-size: .925em; }
.why b, .gain b { font-weight: 600; }
.reasons li { margin-block: .75rem; }
.reasons .quiet { display: block; }
.sources { font-size: .925em; overflow-wrap: anywhere; }
details { margin-top: .5rem; }
summary { overflow-wrap: anywhere; cursor: pointer; min-height: 2.75rem; display: flex; align-items: center; color: var(--accent); font-size: .95em; }
summary::before { content: "+"; inline-size: 1.1em; flex: none; font-weight: 700; }
[open] > summary::before { content: "−"; }
summary::-webkit-details-marker { display: none; }
.more > summary { font-weight: 600; }
.stamp { margin-top: 1.75rem; padding-top: .75rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .875em; }
.digest { font-family: ui-monospace, monospace; opacity: .9; }

.tag, .badge { max-width: 100%; overflow-wrap: anywhere; }
.gap-note { display: block; font-size: .85em; color: var(--soft); }
.good { color: var(--good); font-weight: 550; }

/* A job's page */
.more-of-job { margin-top: 2rem; border-top: 1px solid var(--line); }
.more-of-job > .ladder[open] { padding-bottom: 1.5rem; }
.deals { list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); gap: .75rem; margin-top: .75rem; }
.deals .contract { margin: 0; font-size: 1em; padding: .75rem 1rem; }
.deals dd { font-weight: inherit; }
h5 { font-size: 1em; margin: 0; font-weight: 600; }
.closing .soft, .more-of-job .why .soft { display: block; }

.planning { min-height: 8rem; padding: 1.5rem 0; }
progress { display: block; width: min(100%, 20rem); height: .5rem; margin: .75rem 0; accent-color: var(--accent); }
.trouble { background: var(--warn-wash); border-radius: var(--radius); padding: 1rem; margin-top: 1rem; }
.trouble > * + * { margin-top: .4rem; }

@container (max-width: 559px) {
  .stepper { gap: 0; }
  .stepper button { font-size: .78em; padding-inline: 0; }
  .stepper .name { max-width: 100%; overflow-wrap: anywhere; }
.stepper .dot { font-size: 1.2em; }
  .ladder summary { flex-wrap: wrap; }
  .ladder summary > .soft { flex-basis: 100%; margin-inline-start: 1.1em; }
}
@container (max-width: 339px) {
  .stepper button { font-size: .75em; }
  .with-input input[type="number"] { width: 7rem; }
}
@container (min-width: 560px) {
  .frame { padding: 1.75rem 2rem 2rem; }
  .tiles { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .stepper { gap: 1rem; }
  .stepper button { flex-direction: row; justify-content: flex-start; gap: .6rem; font-size: 1em; padding-inline: .5rem; text-align: start; }
  .facts { grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); }
  h2 { font-size: 1.75em; }
  thead th, td, tbody th { padding-inline: .75rem; }
}
@container (min-width: 760px) {
  .levels, .columns { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
@media (prefers-reduced-motion: no-preference) {
  .tile, .scale span, button { transition: background-color .12s; }
}
@media (forced-colors: active) {
  .primary { color: ButtonText; }
  .scale :checked + span, .segments [aria-pressed="true"] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  .stepper .current .dot, .key { forced-color-adjust: none; }
  .stepper .current .dot, .key.study { background: Highlight; color: HighlightText; }
  .key.work { background: Canvas; border-color: CanvasText; }
  .key.wait { background: CanvasText; }
  .piece.study { fill: Highlight; }
  .piece.work { fill: Canvas; stroke: CanvasText; }
  .piece.wait { fill: CanvasText; }
  .number { fill: HighlightText; }
  .number.work { fill: CanvasText; }
}
`;
