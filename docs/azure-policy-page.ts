import { computeTypes } from "../compute/types";
import { aliasedTypes, aliasesOf, aliasSource } from "../guardrails/policy/aliases";
import { ownDefinitions, repeated } from "../guardrails/policy/repeated";
import { seenPaths, unseenTypes } from "../guardrails/policy/seen-paths";
import { policies } from "../policies/all";

/** A table of the page: title, head, rows. */
export type PageTable = readonly [title: string, head: readonly string[], rows: readonly (readonly string[])[]];

export const azurePolicyLead = [
  "What the guardrails ask of Azure Policy, which judges every request to Azure Resource Manager, whoever makes it and by whatever tool. The definitions are printed from the data of the pack's rules and the estate: `pulumi up` in this repository deploys them, and Pulumi.yaml tells how to try them out first.",
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
  ].join(", ") || "what its own definition asks";

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

/** Some paths of rows are of Pulumi's packages alone: ARM has these at the top of a body. */
const isOfArm = (path: string): boolean => /^(?:properties|sku|kind)\b/.test(path);

/** What of a type that has aliases has none, what has none at all, and what never comes by. */
const gapRows = () =>
  computeTypes.flatMap(({ arm, dataPlane }) => {
    const own = seenPaths.filter(({ type, path }) => type === arm && isOfArm(path));
    const missing = own.filter(({ aliases }) => aliases.length === 0);
    const what = unseenTypes.includes(arm)
      ? `all but its region: ${[...new Set(missing.map(({ matter }) => matter))].join(", ")}`
      : [...new Set(missing.map(({ matter, path }) => `${matter} \`${path}\``))].join(", ");
    return [
      ...(missing.length > 0 ? [[arm, "ARM", what, guard]] : []),
      ...(dataPlane ? [[arm, "never: its own API", dataPlane, "the right to use that API, and the audit"]] : []),
    ];
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
