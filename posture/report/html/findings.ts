import { bySeverity, severities } from "../../../catalogue/severity";
import type { Report } from "../model";
import { hiddenWords, type Naming } from "../naming";
import { pageData } from "./data";
import { eachPiece, html, type Markup, unescaped } from "./markup";
import { table } from "./table";

/** Without a script the worst of them are shown: the other formats have them all. */
const shownWithoutScript = 200;

/** Every finding in one table, which the page's script fills, and the panel beside it. */
export function findingsSection(report: Report, names: Naming): Markup {
  const hidden = report.outcomes.reduce((sum, outcome) => sum + (outcome.hidden ?? 0), 0);
  return html`<section id="findings">
<h2>Findings</h2>
<form class="filters" role="search" aria-label="Filter findings">
<span>${eachPiece(
    severities.toReversed(),
    severity => html`<label><input type="checkbox" name="severity" value="${severity}" checked> ${severity}</label> `,
  )}</span>
<input type="search" name="text" placeholder="Name, id, rule, any word" aria-label="Text to look for">
<label>Sort <select name="sort"><option value="severity">severity</option><option value="usd">USD a day</option><option value="rule">rule</option><option value="subject">who or what</option><option value="subscription">${report.tenant ? "subscription" : "file"}</option>${report.since && html`<option value="since">since when</option>`}</select></label>
<label>Group <select name="group"><option value="">none</option><option value="rule">rule</option><option value="subject">who or what</option><option value="subscription">subscription</option></select></label>
${report.since && html`<label>Show <select name="only"><option value="">all</option><option value="new">new</option></select></label>`}
<button type="button" id="all">Show all</button>
<span id="shown" class="soft" role="status"></span>
</form>
${hidden > 0 && html`<p class="soft">${hiddenWords(hidden)}.</p>`}
<div class="table-and-panel">
<div id="window" tabindex="0" role="region" aria-label="Findings, in a list that scrolls">
<table id="rows"><thead><tr><th scope="col">Severity</th><th scope="col">What was found</th><th scope="col">Who or what</th><th scope="col">${report.tenant ? "Subscription" : "File"}</th><th scope="col" class="number">USD a day</th></tr></thead><tbody></tbody></table>
</div>
<aside id="panel" aria-label="The finding that is open" hidden>
<div class="buttons"><button type="button" id="previous">Previous</button><button type="button" id="next">Next</button><button type="button" id="close">Close</button></div>
<h2 tabindex="-1"></h2>
<div class="content"></div>
</aside>
</div>
<noscript>${withoutScript(report, names)}</noscript>
<script type="application/json" id="data">${unescaped(pageData(report, names))}</script>
</section>`;
}

function withoutScript({ outcomes }: Report, names: Naming): Markup {
  const found = outcomes.flatMap(({ findings }) => findings);
  const worst = [...found].sort(bySeverity);
  return html`${table(
    [
      { title: "Severity", tone: ({ severity }) => `badge ${severity}`, cell: ({ severity }) => severity },
      { title: "Rule", cell: ({ rule }) => html`<a href="#${rule}">${rule}</a>` },
      { title: "Who or what", cell: ({ subject }) => html`<bdi>${names.subject(subject)}</bdi>` },
      { title: "What was found", cell: ({ message }) => html`<bdi>${names.text(message)}</bdi>` },
    ],
    worst.slice(0, shownWithoutScript),
  )}
${found.length > shownWithoutScript && html`<p>And ${found.length - shownWithoutScript} more: the report as CSV or JSON has them all.</p>`}`;
}
