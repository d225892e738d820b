/** The page's only style sheet. The content security policy allows it by its hash, so no other style can apply. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #fff; --panel: #f6f8fa; --line: #d0d7de;
  --critical: #a40e26; --high: #bc4c00; --medium: #7d4e00; --low: #0550ae; --pass: #116329; --unknown: #6639ba; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9198a1; --paper: #0d1117; --panel: #151b23; --line: #3d444d;
  --critical: #ff8182; --high: #ffa657; --medium: #e3b341; --low: #79c0ff; --pass: #56d364; --unknown: #d2a8ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1080px; padding: 24px; font: 15px/1.5 system-ui, "Segoe UI", sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 26px; margin: 0; } h2 { font-size: 20px; margin: 40px 0 12px; } h3 { font-size: 16px; margin: 0; }
p { margin: 4px 0; } .soft { color: var(--soft); } code { font-size: 13px; overflow-wrap: anywhere; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 12px; margin: 20px 0; padding: 0; list-style: none; }
.tiles li { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; }
.tiles b { display: block; font-size: 28px; line-height: 1.2; }
.critical { color: var(--critical); } .high { color: var(--high); } .medium { color: var(--medium); } .low { color: var(--low); }
.pass { color: var(--pass); } .fail { color: var(--critical); } .unknown { color: var(--unknown); }
.badge { font-weight: 600; text-transform: uppercase; font-size: 12px; letter-spacing: .04em; }
.filters { display: flex; flex-wrap: wrap; gap: 12px 20px; align-items: center; border: 1px solid var(--line); border-radius: 8px; padding: 10px 16px; margin: 0 0 16px; }
.filters input[type=search] { font: inherit; padding: 4px 8px; min-width: 220px; }
.check { border: 1px solid var(--line); border-radius: 8px; padding: 14px 18px; margin: 0 0 12px; break-inside: avoid-page; }
.check > header { display: flex; gap: 12px; align-items: baseline; flex-wrap: wrap; }
table { border-collapse: collapse; width: 100%; margin: 10px 0 0; font-size: 14px; }
th, td { text-align: left; vertical-align: top; padding: 6px 10px; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 600; border-top: 0; } td.number, th.number { text-align: right; white-space: nowrap; }
td ul { margin: 4px 0 0; padding-left: 18px; color: var(--soft); }
.chart { width: 100%; max-width: 820px; height: auto; font-size: 12px; } .chart text { fill: var(--ink); dominant-baseline: central; }
.chart .label { text-anchor: end; } .chart .undefended { fill: var(--critical); } .chart .defended { fill: var(--pass); } .chart .unsure { fill: var(--unknown); }
details > summary { cursor: pointer; font-weight: 600; padding: 6px 0; }
[hidden] { display: none; }
footer { margin: 48px 0 0; border-top: 1px solid var(--line); padding-top: 12px; }
@media print { body { max-width: none; padding: 0; font-size: 11px; } .filters { display: none; } details::details-content { content-visibility: visible; } }
`;
