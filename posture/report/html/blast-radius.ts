import { amountWords, usd } from "../../report-text";
import type { Report } from "../model";
import { alarmWords, capabilityWords, hashWords, servicesWords, spotWords } from "../phrases";
import { blastChart } from "./charts";
import { defenceMatrix } from "./defence-matrix";
import { eachPiece, html } from "./markup";
import { roadsOf } from "./roads";

export const blastRadius = ({ blastRadius: radii, tenantBlast: all, firstAlarm: alarm }: Report) =>
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
${radiusTable(radii.slice(0, shownRadii), all?.unread)}
${
  radii.length > shownRadii &&
  html`<details><summary>And ${radii.length - shownRadii} more</summary>${radiusTable(radii.slice(shownRadii), all?.unread)}</details>`
}
</section>`;

/** So many identities are open to the eye; the rest is folded, and printed. */
const shownRadii = 10;

/** @param said what is not counted of all, and was said above */
const radiusTable = (radii: Report["blastRadius"], said: readonly string[] = []) => html`<table class="radii">
<thead><tr><th>Identity</th><th class="number">USD a day</th><th class="number">GPUs</th><th class="number">vCPUs</th><th>Defence</th><th>Beside</th></tr></thead>
<tbody>${eachPiece(radii, radius => {
  const roads = roadsOf(radius);
  const more = radius.unread.filter(each => !said.includes(each));
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
<tr><td>${principal.name}<br><span class="soft">${[principal.kind, servicesWords(capabilities)].filter(Boolean).join(", ")}</span></td><td class="number">${amountWords(usdPerDay, usd)}${spotWords(spotUsdPerDay, unread)}${more.length > 0 && html`<br><span class="soft">not counted: ${more.join("; ")}</span>`}</td><td class="number">${amountWords(gpus)}${hashWords(megahashesPerSecond).map(words => html`<br><span class="soft">${words}</span>`)}</td>
<td class="number">${amountWords(vCpus)}</td><td class="${defended === "unknown" || defended === "partly" ? "unknown" : defended ? "pass" : "fail"}">${defence}</td><td>${capabilityWords(capabilities)}</td></tr>${
    roads &&
    html`
<tr class="roads"><td colspan="6">${roads}</td></tr>`
  }`;
})}
</tbody>
</table>`;
