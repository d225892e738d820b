import { inWords } from "../../../catalogue/exceptions";
import { amountWords } from "../../report-text";
import { exceptedWords } from "../burning-excepted";
import type { Report } from "../model";
import type { Naming } from "../naming";
import { burningUsd, burningWords, burns, counted, machineWords } from "../phrases";
import { breakable } from "./breakable";
import { elsewhere, most } from "./limits";
import { html } from "./markup";
import { type Column, table } from "./table";

export const burning = ({ burning: all }: Report, names: Naming) =>
  all &&
  (burns(all) || exceptedWords(all) !== "") &&
  html`<section id="burning">
<h2>What burns now</h2>
<p class="soft">Machines that exist and whose size or region the estate does not approve, at list prices.</p>
<p><b>${burningUsd(all)}</b> a day: ${machineWords(all.machines)} (${burningWords(all)})${exceptedWords(all) !== "" && `, and ${exceptedWords(all)}`}.${all.unread.length > 0 && ` Not counted: ${all.unread.join("; ")}.`}</p>
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
      ...whereColumns(names),
      { title: "Sizes", cell: ({ sizes }) => sizes.join(", ") },
      { title: "USD a day", is: "number", cell: burningUsd },
      { title: "Beside", cell: besideOf },
    ],
    all.resources.slice(0, most.rows),
  )}${elsewhere(all.resources.length, most.rows, "resources")}</details>`
}
${
  all.excepted !== undefined &&
  html`<details class="printed"><summary>${counted(all.excepted.length, "resource")} that an exception approves</summary>${table(
    [
      ...whereColumns(names),
      { title: "USD a day", is: "number", cell: burningUsd },
      { title: "Exception", cell: ({ exceptions }) => html`<bdi>${exceptions.map(inWords).join("; ")}</bdi>` },
    ],
    all.excepted,
  )}</details>`
}
</section>`;

type Where = Pick<NonNullable<Report["burning"]>["resources"][number], "id" | "name" | "subscription" | "region">;

const whereColumns = (names: Naming): readonly Column<Where>[] => [
  {
    title: "Resource",
    is: "head",
    cell: ({ name, id }) => html`<bdi>${breakable(name)}</bdi><br><code class="soft">${id}</code>`,
  },
  { title: "Subscription", cell: ({ subscription }) => names.subscription(subscription) },
  { title: "Region", cell: ({ region }) => region },
];

const besideOf = (row: NonNullable<Report["burning"]>["resources"][number]): string =>
  `${machineWords(row.machines)}; ${burningWords(row)}${row.creators ? `; created by ${row.creators.join(" or ")}` : ""}`;
