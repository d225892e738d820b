import { amountWords } from "../../report-text";
import type { Report } from "../model";
import type { Naming } from "../naming";
import { burningUsd, burningWords, burns, counted, machineWords } from "../phrases";
import { breakable } from "./breakable";
import { elsewhere, most } from "./limits";
import { html } from "./markup";
import { table } from "./table";

export const burning = ({ burning: all }: Report, names: Naming) =>
  all &&
  burns(all) &&
  html`<section id="burning">
<h2>What burns now</h2>
<p class="soft">Machines that exist and whose size or region the estate does not approve, at list prices.</p>
<p><b>${burningUsd(all)}</b> a day: ${machineWords(all.machines)} (${burningWords(all)}).${all.unread.length > 0 && ` Not counted: ${all.unread.join("; ")}.`}</p>
${
  all.regions.length > 0 &&
  table(
    [
      { title: "Region", is: "head", cell: ({ region }) => region || "not known" },
      { title: "USD a day", is: "number", cell: burningUsd },
      { title: "Machines", is: "number", cell: ({ machines }) => amountWords(machines) },
      { title: "Beside", cell: burningWords },
    ],
    all.regions,
  )
}
${
  all.resources.length > 0 &&
  html`<details class="printed"><summary>${counted(all.resources.length, "resource")}</summary>${table(
    [
      {
        title: "Resource",
        is: "head",
        cell: ({ name, id }) => html`<bdi>${breakable(name)}</bdi><br><code class="soft">${id}</code>`,
      },
      { title: "Subscription", cell: ({ subscription }) => names.subscription(subscription) },
      { title: "Region", cell: ({ region }) => region },
      { title: "Sizes", cell: ({ sizes }) => sizes.join(", ") },
      { title: "USD a day", is: "number", cell: burningUsd },
      { title: "Beside", cell: besideOf },
    ],
    all.resources.slice(0, most.rows),
  )}${elsewhere(all.resources.length, most.rows, "resources")}</details>`
}
</section>`;

const besideOf = (row: NonNullable<Report["burning"]>["resources"][number]): string =>
  `${machineWords(row.machines)}; ${burningWords(row)}${row.creators ? `; created by ${row.creators.join(" or ")}` : ""}`;
