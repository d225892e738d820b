import type { Finding } from "../../../catalogue/outcome";
import { severities, worstFirst } from "../../../catalogue/severity";
import { figure } from "../../facts/amount";
import { amountWords, usd } from "../../report-text";
import { withDoers } from "../doers";
import { firstOf } from "../first-of";
import type { Report } from "../model";
import { hiddenWords, type Naming } from "../naming";
import { type SubjectMoney, subjectMoney } from "../subject-money";
import { breakable } from "./breakable";
import { pageData } from "./data";
import { most } from "./limits";
import { eachPiece, html, type Markup, unescaped } from "./markup";
import { type Column, table } from "./table";

/** So many stand on paper, and where no script runs: the other formats have them all. */
const mostInLines = 500;

/** Every finding in one table, which the page's script fills, and the panel beside it. */
export function findingsSection(report: Report, names: Naming): Markup {
  const hidden = report.outcomes.reduce((sum, outcome) => sum + (outcome.hidden ?? 0), 0);
  const all = report.outcomes.reduce((sum, { findings }) => sum + findings.length, 0);
  const inTable = Math.min(all, most.findings);
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
${report.since && html`<label>Show <select name="only"><option value="">all</option><option value="new">new</option>${report.since.firstJudged && html`<option value="first">first judged</option>`}</select></label>`}
<button type="button" id="all">Show all</button>
<span id="shown" class="soft" role="status"></span>
</form>
${hidden > 0 && html`<p class="soft">${hiddenWords(hidden)}.</p>`}
${inTable < all && html`<p class="soft" id="left-out">The table has the worst ${inTable.toLocaleString("en-US")} of ${all.toLocaleString("en-US")} findings. Figures on this page are over all of them, and all stand in the same report as CSV and as JSON.</p>`}
<p class="soft" id="missing" role="status" data-says="The finding that the link names is not in this table: it is fixed or excepted by now, or belongs to another report${inTable < all && ", or is one of those that the table leaves out"}. computeguard explain looks for it by its fingerprint."></p>
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
<div id="worst">${worstFindings(report, names)}</div>
<script type="application/json" id="data">${unescaped(pageData(report, names))}</script>
</section>`;
}

/** A line for each of the worst: printed, and shown where no script runs. */
function worstFindings(report: Report, names: Naming): Markup {
  const found = report.outcomes.flatMap(({ findings }) => findings);
  const money = subjectMoney(report);
  const worst = [...firstOf(worstFirst(found), mostInLines)];
  const since: Column<Finding> = {
    title: "Since",
    // an earlier report could not have it, so that it was not there says nothing
    cell: ({ firstSeen, firstJudged }) =>
      firstJudged === undefined ? firstSeen?.slice(0, 10) : `first judged ${firstJudged.slice(0, 10)}`,
  };
  const left = found.length - worst.length;
  return html`${table(
    [
      { title: "Severity", tone: ({ severity }) => `badge ${severity}`, cell: ({ severity }) => severity },
      {
        title: "What was found",
        cell: finding => html`<a href="#${finding.rule}"><bdi>${breakable(names.text(withDoers(finding)))}</bdi></a>`,
      },
      { title: "Who or what", cell: ({ subject }) => html`<bdi>${breakable(names.subject(subject))}</bdi>` },
      { title: "USD a day", is: "number", cell: ({ subject }) => usdWords(money(subject.id)) },
      ...(worst.some(({ firstSeen, firstJudged }) => firstSeen ?? firstJudged) ? [since] : []),
    ],
    worst,
  )}
${left > 0 && html`<p>These are the worst ${worst.length} of ${found.length.toLocaleString("en-US")} findings: ${left.toLocaleString("en-US")} more stand in the same report as CSV and as JSON.</p>`}`;
}

function usdWords({ burning, couldBurn }: SubjectMoney): string | undefined {
  const amount = burning ?? couldBurn;
  return amount && (figure(amount) ?? 0) > 0 ? amountWords(amount, usd) : undefined;
}
