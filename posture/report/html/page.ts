import { createHash } from "node:crypto";
import { inWords } from "../../../catalogue/exceptions";
import type { Gap, Outcome } from "../../../catalogue/outcome";
import { amountWords, usd } from "../../report-text";
import { coverageLines, titleOf } from "../coverage";
import { proofOf } from "../digest";
import type { Format } from "../format";
import type { FrameworkResult, Report } from "../model";
import { hiddenWords, type Naming, namingOf, ofSubjects, rulesOfGaps } from "../naming";
import {
  alarmWords,
  burningUsd,
  burningWords,
  burns,
  capabilityWords,
  counted,
  hashWords,
  headlineOf,
  idleReasons,
  machineWords,
  servicesWords,
  spotWords,
} from "../phrases";
import { populationWords } from "../population-words";
import { sinceWords } from "../since-words";
import { verdictOf } from "../verdict";
import { actsSection } from "./acts";
import { capacity } from "./capacity";
import { blastChart } from "./charts";
import { defenceMatrix } from "./defence-matrix";
import { figures } from "./figures";
import { findingsSection } from "./findings";
import { grantScript } from "./grants";
import { heatMap } from "./heat-map";
import { eachPiece, html, type Markup, unescaped } from "./markup";
import { roadsOf } from "./roads";
import { pageScript } from "./script";
import { style } from "./style";
import { timeline } from "./timeline";
import { trend } from "./trend";

/** How a content security policy names a text that may run. */
const hashed = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing is loaded, sent or framed; only this page's own style and script run. */
const contentSecurityPolicy = `default-src 'none'; style-src ${hashed(style)}; script-src ${hashed(pageScript)}; base-uri 'none'; form-action 'none'`;

/** One self-contained page: it opens from a mail attachment, filters, prints, and loads nothing from outside. */
export const page = {
  name: "html",
  extension: "html",
  contentType: "text/html; charset=utf-8",
  print: report => pageOf(report).pieces(),
} as const satisfies Format;

const pageOf = (report: Report): Markup => pageWith(report, namingOf(report));

const pageWith = (report: Report, names: Naming): Markup => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Computeguard: ${report.tenant?.name ?? titleOf(report)}</title>
<style>${unescaped(style)}</style>
</head>
<body>
<header>
<h1>${report.tenant ? `${report.tenant.name || "Tenant"}: compute abuse posture` : `${titleOf(report)}: what they would create`}</h1>
<p class="soft">${report.tenant && html`Tenant <code>${report.tenant.id}</code>, `}${report.tenant ? "read" : "Judged"} ${report.collectedAt}</p>
<p id="verdict">${verdictOf(report)}</p>
${report.since && html`<p id="since"><b>${sinceWords(report.since)}</b></p>`}
${coverage(report)}
</header>
<main>
${figures(report)}
${actsSection(report)}
${burning(report, names)}
${capacity(report, names)}
${trend(report)}
${heatMap(report)}
${blastRadius(report)}
${timeline(report, names)}
${findingsSection(report, names)}
${checksSection(report, names)}
${compliance(report)}
${exceptions(report, names)}
${gaps(report, names)}
${passed(report)}
${proof(report)}
</main>
<footer class="soft">Computeguard ${report.tool.version}. Prices are list prices; what could not be read is never counted as healthy.</footer>
<script>${unescaped(pageScript)}</script>
</body>
</html>
`;

/** Digests, and how they are checked. */
const proof = (report: Report) => {
  const { digests, command } = proofOf(report);
  return html`<section id="proof">
<h2>Whether this is what was written</h2>
<table><thead><tr><th scope="col">Of</th><th scope="col">SHA-256</th></tr></thead><tbody>${eachPiece(
    digests,
    ([of, sha256]) => html`
<tr><th scope="row">${of}</th><td><code>${sha256}</code></td></tr>`,
  )}
</tbody></table>
<div class="copy"><pre>${command}</pre><button type="button" data-copy>Copy</button></div>
<p class="soft">Digests without a key prove that nothing changed by accident, and not who wrote it.</p>
</section>`;
};

const coverage = ({ coverage: seen }: Report) => {
  const [first, ...more] = coverageLines(seen);
  const missing = seen.sources.filter(({ status }) => status !== "whole");
  return html`<p id="coverage">${first}</p>
${eachPiece(more, line => html`<p class="unknown">${line}</p>`)}
${
  missing.length > 0 &&
  html`<details><summary>${counted(missing.length, "source")} not read in full</summary><ul>${eachPiece(
    missing,
    ({ title, rows, status }) =>
      html`<li>${title}: ${status === "part" ? `${counted(rows, "row")}, not all` : "not read"}</li>`,
  )}</ul></details>`
}`;
};

const burning = ({ burning: all }: Report, names: Naming) =>
  all &&
  burns(all) &&
  html`<section id="burning">
<h2>What burns now</h2>
<p class="soft">Machines that exist and whose size or region the estate does not approve, at list prices.</p>
<p><b>${burningUsd(all)}</b> a day: ${machineWords(all.machines)} (${burningWords(all)}).${all.unread.length > 0 && ` Not counted: ${all.unread.join("; ")}.`}</p>
${
  all.regions.length > 0 &&
  html`<table>
<thead><tr><th>Region</th><th class="number">USD a day</th><th class="number">Machines</th><th>Beside</th></tr></thead>
<tbody>${eachPiece(
    all.regions,
    row => html`
<tr><td>${row.region || "not known"}</td><td class="number">${burningUsd(row)}</td><td class="number">${amountWords(row.machines)}</td><td>${burningWords(row)}</td></tr>`,
  )}
</tbody>
</table>`
}
${
  all.resources.length > 0 &&
  html`<details><summary>${counted(all.resources.length, "resource")}</summary><table><thead><tr><th>Resource</th><th>Subscription</th><th>Region</th><th>Sizes</th><th class="number">USD a day</th><th>Beside</th></tr></thead><tbody>${eachPiece(
    all.resources,
    row => html`
<tr><td>${row.name}<br><code class="soft">${row.id}</code></td><td>${names.subscription(row.subscription)}</td><td>${row.region}</td><td>${row.sizes.join(", ")}</td><td class="number">${burningUsd(row)}</td><td>${machineWords(row.machines)}; ${burningWords(row)}${row.creators && `; created by ${row.creators.join(" or ")}`}</td></tr>`,
  )}</tbody></table></details>`
}
</section>`;

const blastRadius = ({ blastRadius: radii, tenantBlast: all, firstAlarm: alarm }: Report) =>
  radii.length > 0 &&
  html`<section id="blast-radius">
<h2>What a stolen account could burn</h2>
<p class="soft">Where each identity can create compute, joined with the quota that lies idle there: the most money, the most GPUs and the most hashes, each for itself.</p>
${
  all &&
  html`<p><b>${amountWords(all.usdPerDay, usd)}</b> a day for all of them together, each quota counted once${spotWords(all.spotUsdPerDay, all.unread)}.${all.unread.length > 0 && ` Not counted: ${all.unread.join("; ")}.`}</p>`
}
${
  alarm &&
  html`<p id="first-alarm">${eachPiece(alarmWords(alarm), (words, i) => (i === 0 ? html`<b>${words}</b>.` : html` ${words}.`))}</p>`
}
${defenceMatrix(radii)}
${blastChart(radii)}
<p class="soft">Red: a stolen password is enough. Purple: it is defended in part, or nothing says how. Green: MFA is enforced. Of each road the edge is marked whose removal takes the most away from that identity.</p>
${radiusTable(radii.slice(0, shownRadii))}
${
  radii.length > shownRadii &&
  html`<details><summary>And ${radii.length - shownRadii} more</summary>${radiusTable(radii.slice(shownRadii))}</details>`
}
</section>`;

/** So many identities are open to the eye; the rest is folded, and printed. */
const shownRadii = 10;

const radiusTable = (radii: Report["blastRadius"]) => html`<table class="radii">
<thead><tr><th>Identity</th><th class="number">USD a day</th><th class="number">GPUs</th><th class="number">vCPUs</th><th>Defence</th><th>Beside</th></tr></thead>
<tbody>${eachPiece(radii, radius => {
  const roads = roadsOf(radius);
  const {
    principal,
    usdPerDay,
    spotUsdPerDay,
    gpus,
    megahashesPerSecond,
    vCpus,
    unread,
    defence,
    defended,
    capabilities,
  } = radius;
  return html`
<tr><td>${principal.name}<br><span class="soft">${[principal.kind, servicesWords(capabilities)].filter(Boolean).join(", ")}</span></td><td class="number">${amountWords(usdPerDay, usd)}${spotWords(spotUsdPerDay, unread)}${unread.length > 0 && html`<br><span class="soft">not counted: ${unread.join("; ")}</span>`}</td><td class="number">${amountWords(gpus)}${hashWords(megahashesPerSecond).map(words => html`<br><span class="soft">${words}</span>`)}</td>
<td class="number">${amountWords(vCpus)}</td><td class="${defended === "unknown" || defended === "partly" ? "unknown" : defended ? "pass" : "fail"}">${defence}</td><td>${capabilityWords(capabilities)}</td></tr>${
    roads &&
    html`
<tr class="roads"><td colspan="6">${roads}</td></tr>`
  }`;
})}
</tbody>
</table>`;

/** What each check looks at and what to do; what it found stands in the table of findings. */
const checksSection = ({ outcomes }: Report, names: Naming) => html`<section id="checks">
<h2>Checks that fail, or could not be assessed</h2>
${eachPiece(
  outcomes.filter(({ status }) => status !== "pass"),
  outcome => check(outcome, names),
)}
</section>`;

const check = (outcome: Outcome, names: Naming) => {
  const { rule, status, findings: found, unknowns, gaps: missing, hidden = 0 } = outcome;
  const { severity, title } = headlineOf(outcome);
  return html`
<article class="check" id="${rule.id}">
<header><span class="badge ${status}">${status === "unknown" ? "not assessed" : status}</span><span class="badge ${severity}">${severity}</span><h3>${title}</h3><code class="soft">${rule.id}</code></header>
<p>${rule.why}</p>
<p><b>What to do:</b> ${rule.fix}</p>
${examined(outcome)}
${found.length > 0 && html`<p><a href="#findings?rule=${rule.id}">${counted(found.length, "finding")}</a></p>`}
${hidden > 0 && html`<p class="soft">${hiddenWords(hidden)}.</p>`}
${
  unknowns.length > 0 &&
  html`<details><summary>${counted(unknowns.length, "subject")} could not be judged</summary><table><thead><tr><th>Who or what</th><th>Why</th></tr></thead><tbody>${eachPiece(
    unknowns,
    ({ subject, why }) => html`<tr><td><bdi>${names.subject(subject)}</bdi></td><td>${why}</td></tr>`,
  )}</tbody></table></details>`
}
${eachPiece(missing, gap => html`<p class="unknown">${gap.what}${ofSubjects(names.ofGap(gap))} could not be read: needs ${gap.missing}.</p>`)}
</article>`;
};

const examined = (outcome: Outcome) => {
  const words = populationWords(outcome);
  return words !== undefined && html`<p><b>Of what was examined:</b> ${words}</p>`;
};

const compliance = ({ compliance: results, outcomes }: Report) => {
  const words = new Map(outcomes.map(outcome => [outcome.rule.id, populationWords(outcome)]));
  return html`<section id="compliance">
<h2>Compliance</h2>
<p class="soft">Only requirements that this tool addresses are listed, each by what was tested for it; passing them is not passing the framework.</p>
${eachPiece(results, result => framework(result, words))}
</section>`;
};

const requirementWords: { readonly [S in FrameworkResult["requirements"][number]["status"]]: string } = {
  pass: "passed",
  fail: "failed",
  unknown: "could not be assessed",
  notTested: "not tested here",
};

const framework = (
  { name, version, requirements }: FrameworkResult,
  words: ReadonlyMap<string, string | undefined>,
) => {
  const count = (of: string) => requirements.filter(({ status }) => status === of).length;
  return html`<details><summary>${name} ${version}: of the ${counted(requirements.length, "requirement")} that this tool addresses, ${count("pass")} passed, ${count("fail")} failed, ${count("unknown")} could not be assessed, ${count("notTested")} not tested here</summary>
<table><thead><tr><th>Requirement</th><th>Topic</th><th>Status</th><th>Checks</th></tr></thead><tbody>${eachPiece(
    requirements,
    ({ id, title, status, rules }) => html`
<tr><td>${id}</td><td>${title}</td><td class="badge ${status}">${requirementWords[status]}</td>
<td>${eachPiece(rules, (rule, i) => html`${i > 0 && html`<br>`}<a href="#${rule}">${rule}</a>${words.get(rule) !== undefined && html` <span class="soft">${words.get(rule)}</span>`}`)}</td></tr>`,
  )}
</tbody></table></details>`;
};

const exceptions = ({ excepted, idleExceptions }: Report, names: Naming) =>
  excepted.length + idleExceptions.length > 0 &&
  html`<section id="exceptions">
<h2>Exceptions</h2>
<p class="soft">Faults that the estate excepts. They are counted nowhere else on this page.</p>
${
  excepted.length > 0 &&
  html`<table><thead><tr><th>Check</th><th>Subject</th><th>What was found</th><th>Exception</th></tr></thead><tbody>${eachPiece(
    excepted,
    ({ finding: { rule, subject, message }, exception }) => html`
<tr><td><code>${rule}</code></td><td>${names.subject(subject)}<br><code class="soft">${subject.id}</code></td><td>${names.text(message)}</td><td>${inWords(exception)}</td></tr>`,
  )}
</tbody></table>`
}
${eachPiece(idleExceptions, ({ exception, why }) => html`<p class="unknown">The exception from <code>${exception.rule}</code> for <code>${exception.resource}</code> ${idleReasons[why]}: ${exception.owner} can remove it.</p>`)}
</section>`;

const gaps = (report: Report, names: Naming) => {
  const { gaps: missing } = report;
  const rulesOf = rulesOfGaps(report);
  return (
    missing.length > 0 &&
    html`<section id="gaps">
<h2>What could not be read</h2>
<table><thead><tr><th>What</th><th>Why</th><th>What would allow it</th><th>Checks that needed it</th></tr></thead><tbody>${eachPiece(
      missing,
      gap =>
        html`<tr><td>${names.text(gap.what)}${gapSubjects(gap, names)}</td><td>${gap.reason}</td><td>${gap.missing}</td><td>${ruleLinks(rulesOf(gap))}</td></tr>`,
    )}</tbody></table>
${grantScript(report)}
</section>`
  );
};

/** All of them by name: the page is where somebody looks them up. */
const gapSubjects = (gap: Gap, names: Naming) => {
  const called = names.ofGap(gap);
  return called.length > 0 && html` of ${called.join(", ")}`;
};

const ruleLinks = (rules: readonly string[]) =>
  eachPiece(rules, (rule, i) => html`${i > 0 && ", "}<a href="#${rule}">${rule}</a>`);

const passed = ({ outcomes }: Report) => {
  const healthy = outcomes.filter(({ status }) => status === "pass");
  return (
    healthy.length > 0 &&
    html`<section id="passed">
<h2>Healthy</h2>
<table><thead><tr><th>Check</th><th>What was found</th><th>Of what was examined</th></tr></thead><tbody>${eachPiece(
      healthy,
      outcome =>
        html`<tr id="${outcome.rule.id}"><td><code>${outcome.rule.id}</code></td><td>${outcome.rule.title}</td><td>${populationWords(outcome)}</td></tr>`,
    )}</tbody></table>
</section>`
  );
};
