import { computeTypes } from "../compute/types";
import { aliasedTypes, aliasesOf, aliasSource } from "../guardrails/policy/aliases";
import { ownDefinitions, repeated } from "../guardrails/policy/repeated";
import { seenPaths, unseenTypes } from "../guardrails/policy/seen-paths";
import { policies } from "../policies/all";

/** A table of the page: title, head, rows. */
export type PageTable = readonly [title: string, head: readonly string[], rows: readonly (readonly string[])[]];

export const azurePolicyLead = [
  "What the guardrails ask of Azure Policy, which judges every request to Azure Resource Manager, whoever makes it and by whatever tool. The definitions are printed from the data of the pack's rules and the estate: `pulumi up` in this repository deploys them, `computeguard:effect` set to `Audit` tries them out first.",
  `A rule of Azure Policy reads a property only by an alias. Each alias here is one that Azure itself lists (${aliasSource}); its name misleads, so the path that it leads to stands beside it. Clouds of their own may know fewer.`,
  "Azure Policy sees what goes through Azure Resource Manager. What a service's own API creates (jobs and pools of Batch, serverless jobs of machine learning, pods of Kubernetes) it never sees: there the right to do it and the audit are the guard.",
].join("\n\n");

const ruleRows = () => [
  ...policies.map(({ id }) => {
    const row = repeated[id];
    return [id, row && "differs" in row ? "yes" : "no", row ? Object.values(row)[0]! : ""];
  }),
  ...Object.entries(ownDefinitions).map(([name, what]) => [name, "yes", what]),
];

const matterOf = (name: string): string =>
  [
    ...new Set(
      seenPaths.flatMap(({ matter, aliases }) => (aliases.some(alias => alias.name === name) ? [matter] : [])),
    ),
  ].join(", ") || "whether it is safe";

const aliasRows = () =>
  aliasedTypes.flatMap(type =>
    aliasesOf(type).map(({ name, path, usedBy }) => [
      type,
      matterOf(name),
      `\`${name.slice(type.length + 1)}\``,
      `\`${path}\``,
      usedBy ?? "",
    ]),
  );

/** What of a type that has aliases has none, and what has none at all. */
const gapRows = () =>
  computeTypes.flatMap(({ arm, dataPlane }) => {
    const own = seenPaths.filter(({ type }) => type === arm);
    const missing = [...new Set(own.filter(({ aliases }) => aliases.length === 0).map(({ matter }) => matter))];
    const seen = new Set(own.filter(({ aliases }) => aliases.length > 0).map(({ matter }) => matter));
    const unseen = missing.filter(matter => matter !== "kind" && !seen.has(matter));
    const rows: string[][] = [];
    if (unseenTypes.includes(arm)) rows.push([arm, "ARM", `all but its region: ${missing.join(", ")}`, guard]);
    else if (unseen.length > 0) rows.push([arm, "ARM", unseen.join(", "), guard]);
    if (dataPlane) rows.push([arm, "never: its own API", dataPlane, "the right to use that API, and the audit"]);
    return rows;
  });

const guard = "the pack, and the audit of what runs";

const runsCode = () =>
  computeTypes
    .filter(({ arm, dataPlane }) => !dataPlane && !seenPaths.some(({ type }) => type === arm))
    .map(({ arm }) => `\`${arm}\``)
    .join(", ");

export const azurePolicyTables = (): readonly PageTable[] => [
  ["Rules of the pack", ["rule", "definition", "where they differ, or why there is none"], ruleRows()],
  [
    "Aliases",
    ["ARM type", "what it says", "alias, behind the type", "path in the body", "used by a definition of Microsoft's"],
    aliasRows(),
  ],
  ["What no alias leads to", ["ARM type", "road", "what is not seen", "what guards instead"], gapRows()],
  [
    "Types that run code and order no machines",
    ["what is seen", "types"],
    [["their region, and nothing of what they run", runsCode()]],
  ],
];
