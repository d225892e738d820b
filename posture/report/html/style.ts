import { cards } from "./style-cards";
import { print } from "./style-print";

/** The page's only style sheet. The content security policy allows it by its hash, so no other style can apply. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #fff; --panel: #f6f8fa; --line: #d0d7de;
  --critical: #a40e26; --high: #bc4c00; --medium: #7d4e00; --low: #0550ae; --pass: #116329; --unknown: #6639ba; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9198a1; --paper: #0d1117; --panel: #151b23; --line: #3d444d;
  --critical: #ff8182; --high: #ffa657; --medium: #e3b341; --low: #79c0ff; --pass: #56d364; --unknown: #d2a8ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1240px; padding: 24px; font: 15px/1.5 system-ui, "Segoe UI", sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: break-word; }
h1 { font-size: 26px; margin: 0; } h2 { font-size: 20px; margin: 40px 0 12px; } h3 { font-size: 16px; margin: 0; }
p { margin: 4px 0; } .soft { color: var(--soft); } code { font-size: 13px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr)); gap: 12px; margin: 20px 0; padding: 0; list-style: none; }
.tiles b { display: block; font-size: 28px; line-height: 1.2; }
#verdict { font-size: 22px; font-weight: 650; line-height: 1.3; margin: 14px 0 6px; max-width: 50em; }
.warning { border-left: 6px solid var(--critical); background: var(--panel); padding: 10px 14px; margin: 14px 0; font-size: 17px; print-color-adjust: exact; } .warning b { color: var(--critical); }
.tiles button { display: flex; flex-direction: column; width: 100%; height: 100%; text-align: left; font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; cursor: pointer; }
html:not(.scripted) :is(.filters, #window, .copy button) { display: none; } .tiles button:disabled { cursor: default; }
@media screen { .scripted #worst, .on-paper { display: none; } }
.tiles button[aria-pressed=true] { outline: 2px solid var(--low); } .tiles span { display: block; }
button { font: inherit; }
.copy span { flex-basis: 100%; font-size: 13px; } .copy { display: flex; flex-wrap: wrap; gap: 8px; align-items: start; margin: 4px 0; } .copy pre { flex: 1; min-width: 0; }
pre { margin: 0; padding: 6px 10px; white-space: pre-wrap; font-size: 13px; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); }
#window { max-height: 70vh; overflow: auto; border: 1px solid var(--line); border-radius: 8px; flex: 3; min-width: 0; }
#window table { margin: 0; table-layout: fixed; } #window thead th { position: sticky; top: 0; background: var(--paper); }
#window tbody tr { height: 40px; } #window tbody td { max-height: 40px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
#window th:nth-child(1) { width: 130px; } #window th:nth-child(3) { width: 24%; } #window th:nth-child(4) { width: 16%; } #window th:nth-child(5) { width: 150px; }
.table-and-panel:has(#panel:not([hidden])) :is(#window th:nth-child(4), #window tr:not(.group) td:nth-child(4)) { display: none; } #window tr.group th { background: var(--panel); color: var(--ink); max-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
#window td button { all: unset; display: block; width: 100%; overflow: hidden; text-overflow: ellipsis; cursor: pointer; } #window td:nth-child(1) { overflow: visible; } #window td button:focus-visible { outline: 2px solid var(--low); } #window tr[aria-selected] { background: var(--panel); }
.table-and-panel { display: flex; gap: 16px; align-items: start; } #panel { flex: 2; min-width: 0; max-height: 70vh; overflow: auto; border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; }
#panel h2 { font-size: 17px; margin: 8px 0; } #panel h3 { margin: 12px 0 2px; } #panel .buttons { display: flex; gap: 8px; }
.critical { color: var(--critical); } .high { color: var(--high); } .medium { color: var(--medium); } .low { color: var(--low); }
.pass { color: var(--pass); } .fail { color: var(--critical); } .unknown { color: var(--unknown); }
.badge { font-weight: 600; text-transform: uppercase; font-size: 12px; letter-spacing: .04em; }
.filters { display: flex; flex-wrap: wrap; gap: 12px 20px; align-items: center; border: 1px solid var(--line); border-radius: 8px; padding: 10px 16px; margin: 0 0 16px; }
.filters label { white-space: nowrap; } .filters input[type=search] { font: inherit; padding: 4px 8px; min-width: 220px; }
.check { border: 1px solid var(--line); border-radius: 8px; padding: 14px 18px; margin: 0 0 12px; break-inside: avoid-page; }
.check > header { display: flex; gap: 12px; align-items: baseline; flex-wrap: wrap; }
table { border-collapse: collapse; width: 100%; margin: 10px 0 0; font-size: 14px; }
th, td { text-align: left; vertical-align: top; padding: 6px 10px; border-top: 1px solid var(--line); max-width: 300px; } .wide :is(th, td) { max-width: 270px; } @media (max-width: 1000px) { th, td { max-width: 250px; } } td code.soft, th code.soft { overflow-wrap: anywhere; } tbody th { min-width: 150px; }
th { color: var(--soft); font-weight: 600; border-top: 0; } td.number, th.number { text-align: right; white-space: nowrap; }
td ul { margin: 4px 0 0; padding-left: 18px; color: var(--soft); }
.chart { max-width: 960px; padding: 0; list-style: none; font-size: 13px; } .chart li { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) minmax(0, 2fr); gap: 0 12px; align-items: center; padding: 2px 0; } .chart bdi { text-align: end; } .chart svg { display: block; width: 100%; height: 18px; }
.chart .undefended { fill: var(--critical); } .chart .defended { fill: var(--pass); } .chart .unsure { fill: var(--unknown); }
.bars { display: block; width: 100%; font-size: 12px; overflow: visible; } .bars text { fill: var(--ink); } .bars .end { text-anchor: end; } .bars .grid { stroke: var(--line); stroke-dasharray: 3 3; } .bars .axis { stroke: var(--soft); }
.bars rect { stroke: var(--paper); stroke-width: .5; } .bars line.mark { stroke: var(--soft); stroke-dasharray: 1 3; } path.mark { fill: var(--ink); } .untold { fill: var(--soft); } .key { width: 14px; height: 14px; vertical-align: -2px; }
.tone-1 { fill: var(--low); } .tone-2 { fill: var(--high); } .tone-3 { fill: var(--unknown); } .tone-4 { fill: var(--pass); } .tone-5 { fill: var(--critical); } .tone-6 { fill: var(--soft); }
.keys li { min-width: 0; } .keys { display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 8px 0; padding: 0; list-style: none; } .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 16px 28px; } figure { margin: 8px 0; min-width: 0; break-inside: avoid; } figcaption { font-weight: 600; }
.below > td { border-top: 0; padding-top: 0; } .below summary { font-weight: 400; color: var(--soft); } .below ol { margin: 4px 0; padding-left: 24px; } mark { color: inherit; background: color-mix(in srgb, var(--high) 20%, var(--paper)); padding: 0 2px; }
@media screen and (min-width: 1001px) { #timeline td:nth-child(1) { white-space: nowrap; } #timeline td:nth-child(2) { min-width: 230px; } }
#timeline td:nth-child(3), #worst td:nth-child(2) { max-width: none; } .radii td.number { white-space: normal; } #blast-radius > p::first-letter { text-transform: uppercase; }
.trend { display: block; width: 100%; height: auto; } .trend path { fill: none; stroke: var(--low); stroke-width: 2; } .trend circle { fill: var(--low); }
.heat td { white-space: nowrap; } .heat-1 { background: color-mix(in srgb, var(--critical) 6%, var(--paper)); } .heat-2 { background: color-mix(in srgb, var(--critical) 12%, var(--paper)); } .heat-3 { background: color-mix(in srgb, var(--critical) 18%, var(--paper)); }
.heat-4 { background: color-mix(in srgb, var(--critical) 24%, var(--paper)); } .heat-5 { background: color-mix(in srgb, var(--critical) 30%, var(--paper)); font-weight: 600; } tbody th[scope=row] { font-weight: 400; color: inherit; border-top: 1px solid var(--line); }
.hatched { background: repeating-linear-gradient(45deg, var(--panel) 0 6px, var(--paper) 6px 12px); }
details > summary { cursor: pointer; font-weight: 600; padding: 6px 0; }
[hidden] { display: none; }
footer { margin: 48px 0 0; border-top: 1px solid var(--line); padding-top: 12px; }
${cards}${print}`;
