import { amountWords } from "../../report-text";
import type { Report } from "../model";
import type { Naming } from "../naming";
import { burningUsd, burningWords, burns, counted, machineWords } from "../phrases";
import { eachPiece, html } from "./markup";

export const burning = ({ burning: all }: Report, names: Naming) =>
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
