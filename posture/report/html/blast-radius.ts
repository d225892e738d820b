import { amountWords, usd } from "../../report-text";
import type { BlastRadius, Report } from "../model";
import { alarmWords, capabilityWords, hashWords, servicesWords, spotWords } from "../phrases";
import { breakable } from "./breakable";
import { blastChart } from "./charts";
import { defenceMatrix } from "./defence-matrix";
import { elsewhere, most } from "./limits";
import { eachPiece, html, type Markup } from "./markup";
import { roadsOf } from "./roads";
import { type Column, table } from "./table";

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
<p class="soft">Red: a stolen password is enough, or somebody else may hold the account already. Purple: a leaked secret opens it, it is defended in part, or nothing says how. Green: MFA is enforced. Of each road the edge is marked whose removal takes the most away from that identity.</p>
${radiusTable(radii.slice(0, shownRadii), all?.unread)}
${
  radii.length > shownRadii &&
  html`<details><summary>And ${radii.length - shownRadii} more</summary>${radiusTable(radii.slice(shownRadii, most.rows), all?.unread)}</details>`
}
${elsewhere(radii.length, most.rows, "identities")}
</section>`;

/** So many identities are open to the eye; the rest is folded, and printed. */
const shownRadii = 10;

/** @param said what is not counted of all, and was said above */
const radiusTable = (radii: Report["blastRadius"], said: readonly string[] = []) =>
  table(columns, radii, { kind: "radii", below: radius => besideOf(radius, said) });

/** What its figures leave out, and its roads. */
function besideOf(radius: BlastRadius, said: readonly string[]): Markup | false {
  const more = radius.unread.filter(each => !said.includes(each));
  const roads = roadsOf(radius);
  return (
    (more.length > 0 || roads !== false) &&
    html`${more.length > 0 && html`<p class="soft">Not counted: ${more.join("; ")}.</p>`}${roads}`
  );
}

const columns: readonly Column<BlastRadius>[] = [
  {
    title: "Identity",
    is: "head",
    cell: ({ principal: { name, kind }, capabilities }) =>
      html`<bdi>${breakable(name)}</bdi><br><span class="soft">${[kind, servicesWords(capabilities)].filter(Boolean).join(", ")}</span>`,
  },
  {
    title: "USD a day",
    is: "number",
    cell: ({ usdPerDay, spotUsdPerDay, unread }) => `${amountWords(usdPerDay, usd)}${spotWords(spotUsdPerDay, unread)}`,
  },
  {
    title: "GPUs",
    is: "number",
    cell: ({ gpus, megahashesPerSecond }) =>
      html`${amountWords(gpus)}${hashWords(megahashesPerSecond).map(words => html`<br><span class="soft">${words}</span>`)}`,
  },
  { title: "vCPUs", is: "number", cell: ({ vCpus }) => amountWords(vCpus) },
  {
    title: "Defence",
    tone: ({ defended }) => (defended === "unknown" || defended === "partly" ? "unknown" : defended ? "pass" : "fail"),
    cell: ({ defence }) => defence,
  },
  { title: "Beside", cell: ({ capabilities }) => capabilityWords(capabilities) },
];
