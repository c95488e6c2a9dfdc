// The sheet's own rules, and those of the page around it, which only hide: the page on paper, the sheet on the screen.
import { sheetOf } from "./sheet-of.js";

/** For the document, as long as the sheet stands in it. */
export const aroundSheet = sheetOf(`
@media screen { .pathway-sheet { display: none !important; } }
@media print {
  html, body { display: block !important; position: static !important; width: auto !important; height: auto !important; min-height: 0 !important; max-height: none !important; margin: 0 !important; padding: 0 !important; overflow: visible !important; background: #fff !important; transform: none !important; filter: none !important; }
  body::before, body::after { display: none !important; }
  body > :not(.pathway-sheet) { display: none !important; }
  .pathway-sheet { display: block !important; }
  @page { size: A4 portrait; margin: 9mm 13mm; }
}
`);

/** For the sheet: black on white, whatever the page's colours. */
export const sheetStyles = sheetOf(`
:host { all: initial; display: block; }
* { box-sizing: border-box; }
article { color: #000; background: #fff; font: 8.6pt/1.2 Arial, "Liberation Sans", Roboto, "Noto Sans", "DejaVu Sans Condensed", system-ui, sans-serif; overflow-wrap: break-word; forced-color-adjust: none; print-color-adjust: economy; }
h1, h2, h3, p, ol, ul, dl, dd, figure, table { margin: 0; padding: 0; }
header { display: flex; gap: 8mm; justify-content: space-between; border-bottom: .6mm solid #000; padding-bottom: 1.5mm; }
.kicker { font-size: 8pt; }
h1 { font-size: 16pt; line-height: 1.12; margin: .4mm 0 1mm; }
figure { flex: none; width: 30mm; text-align: center; }
figcaption { font-size: 7pt; line-height: 1.2; }
.qr { display: block; width: 30mm; height: 30mm; margin: -2mm 0 -1.5mm; }
h2 { font-size: 9.5pt; line-height: 1.2; margin: 2mm 0 .5mm; break-after: avoid; }
h3 { font-size: 9.4pt; line-height: 1.25; break-after: avoid; }
.figures { display: flex; flex-wrap: wrap; gap: 1.2mm 6mm; margin-top: 2mm; }
.figures dt { font-size: 7.4pt; }
.figures dd { font-weight: 700; font-size: 10pt; }
.figures.two { display: block; }
.figures.two div { display: grid; grid-template-columns: 45mm 1fr 1fr; gap: 4mm; border-bottom: .2mm solid #999; padding: .4mm 0; }
.figures.two dd { font-size: 9pt; }
.stages { list-style: none; counter-reset: stage; }
.stages li { position: relative; counter-increment: stage; padding: 0 0 1.2mm 8mm; break-inside: avoid; }
.stages li::before { content: counter(stage); position: absolute; left: 0; top: 0; width: 5mm; height: 5mm; border: .35mm solid #000; border-radius: 50%; text-align: center; font-weight: 700; line-height: 4.3mm; }
.stages li::after { content: ""; position: absolute; left: 2.4mm; top: 5.4mm; bottom: .3mm; border-left: .25mm solid #000; }
.stages .goal::before { content: "★"; }
.stages .goal::after { display: none; }
.stages .goal { padding-bottom: 0; }
.code, .cite { font-weight: 400; font-size: 7.6pt; }
.said { margin-top: 2mm; }
.assumed { margin-top: 1.5mm; padding: 1mm 2mm; border: .25mm solid #000; break-inside: avoid; }
table { width: 100%; border-collapse: collapse; font-size: 8.3pt; line-height: 1.15; }
th, td { text-align: left; font-weight: 400; padding: .25mm 1.5mm .25mm 0; border-top: .2mm solid #999; vertical-align: top; }
thead th { border-top: 0; font-size: 7.2pt; }
tr { break-inside: avoid; }
td, thead th:not(:first-child) { width: 16mm; font-variant-numeric: tabular-nums; }
td.end, thead th.end:not(:first-child) { width: 38mm; }
i { font-size: 7.2pt; }
small { font-size: 7.2pt; }
.sources { font-size: 7.2pt; line-height: 1.25; }
.sources ol { padding-left: 5mm; columns: 2; column-gap: 6mm; }
.sources li { break-inside: avoid; overflow-wrap: anywhere; }
.notes { break-inside: avoid; }
.notes div { height: 5.5mm; border-bottom: .2mm solid #666; }
footer { margin-top: 1.5mm; font-size: 7pt; line-height: 1.2; overflow-wrap: anywhere; break-inside: avoid; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`);
