import * as z from "zod";
import { defaultEstate } from "../catalogue/estate";
import { estateJsonSchema } from "../catalogue/estate-schema";
import { frameworks } from "../catalogue/frameworks";
import type { Rule } from "../catalogue/outcome";
import { requirementsTestedBy } from "../catalogue/requirements";
import { tiers, tierTitles } from "../catalogue/tiers";
import { type ComputeType, computeTypes } from "../compute/types";
import { droppedPaths } from "../compute/types/dropped-paths";
import { leftOut } from "../compute/types/left-out";
import { lookAlikes } from "../compute/types/left-out/look-alikes";
import { policies } from "../policies/all";
import type { AnyPolicy, Example } from "../policies/policy";
import type { AnyCheck } from "../posture/check";
import { checks } from "../posture/checks/all";
import { evidence, evidenceKinds } from "../posture/evidence/all";
import { requiredAccess } from "../posture/permissions";
import { reportJsonSchema } from "../posture/report/stored-schema";
import { licenceOf } from "../posture/run/kinds";
import { azurePolicyLead, azurePolicyTables } from "./azure-policy-page";
import { coverageLead, coverageTables } from "./coverage-page";
import { estateLead, estateSections } from "./estate-page";
import { readinessLead, readinessTables } from "./readiness-page";
import { requestsLead, requestsTables } from "./requests-page";
import { signalSections, signalsLead } from "./signals-page";

/** Every generated page: file name → text. A test fails when what is stored differs. */
export const pages = (): Readonly<Record<string, string>> => ({
  "rules.md": rulesPage(),
  "checks.md": checksPage(),
  "permissions.md": permissionsPage(),
  "requests.md": requestsPage(),
  "types.md": typesPage(),
  "azure-policy.md": azurePolicyPage(),
  "signals.md": signalsPage(),
  "coverage.md": coveragePage(),
  "readiness.md": readinessPage(),
  "estate.md": estatePage(),
  "estate.schema.json": `${JSON.stringify(estateJsonSchema(), null, 2)}\n`,
  "report-1.schema.json": `${JSON.stringify(reportJsonSchema(), null, 2)}\n`,
});

const generated = "<!-- Generated from the metadata by `npm run docs`. Do not edit. -->";

const rulesPage = () =>
  page(
    "Rules of the policy pack",
    "Each rule judges what a program asks for, in whatever spelling, before anything is created. Options are set with `--policy-pack-config`, or come from the estate.",
    policies.map(policySection),
  );

const policySection = (policy: AnyPolicy) =>
  [
    ...section(policy, `Level out of the box: **${policy.level(defaultEstate)}**.`),
    ...options(policy),
    ...(policy.remedy ? [`Enforced as \`remediate\`: ${policy.remedy.does}`, ""] : []),
    "Refused:",
    "",
    ...policy.examples.bad.map(example),
    "",
    "Accepted:",
    "",
    ...policy.examples.good.map(example),
    "",
  ].join("\n");

/** The options as Pulumi's configuration takes them, with what holds where the estate says nothing. */
function options(policy: AnyPolicy): string[] {
  const { properties = {} } = z.toJSONSchema(policy.options, { target: "draft-7", io: "input" });
  const byDefault = policy.fromEstate(defaultEstate) as Readonly<Record<string, unknown>>;
  const rows = Object.entries(properties).map(([name, schema]) => [
    `\`${name}\``,
    typeof schema === "object" ? (schema.description ?? "") : "",
    byDefault[name] === undefined ? "" : `\`${JSON.stringify(byDefault[name])}\``,
  ]);
  return rows.length ? [...tableOf(["option", "what it sets", "default"], rows), ""] : [];
}

const example = ([token, inputs]: Example) => `- \`${token}\` \`${JSON.stringify(inputs)}\``;

const checksPage = () =>
  page(
    "Checks of the audit",
    "Each check judges what was read of the tenant. What could not be read is a gap, and never a pass. What runs is judged by the [rules of the pack](rules.md) too.",
    checks.map(check =>
      [
        ...section(
          check,
          [
            `Reads: ${(check.needs as readonly string[]).map(need => `\`${need}\``).join(", ")}.`,
            ...(licenceOf(check) ? [`Tested with ${licenceOf(check)} only.`] : []),
            ...cloudsWithout(check).map(cloud => `Not tested in ${cloud}.`),
          ].join(" "),
        ),
      ].join("\n"),
    ),
  );

const cloudsWithout = ({ needs }: AnyCheck) =>
  evidenceKinds.filter(kind => (needs as readonly string[]).includes(kind)).flatMap(kind => evidence[kind].notIn);

const section = (rule: Rule, line: string) => [
  `## ${rule.id}`,
  "",
  ...(rule.formerIds ? [`Formerly: ${rule.formerIds.map(id => `\`${id}\``).join(", ")}.`, ""] : []),
  `**${rule.title}.** Else: ${rule.faultTitle}. Severity: ${rule.severity}. ${line}`,
  "",
  `${rule.why}`,
  "",
  `What to do: ${rule.fix}`,
  "",
  `Frameworks: ${requirements(rule.id) || "none"}.`,
  "",
];

const requirements = (rule: string) =>
  frameworks
    .flatMap(({ id, name, version }) => {
      const ids = requirementsTestedBy(rule).filter(({ framework }) => framework === id);
      return ids.length ? [`${name} ${version}: ${ids.map(requirement => requirement.id).join(", ")}`] : [];
    })
    .join("; ");

function permissionsPage(): string {
  const { actions, notActions, builtInGrants, graph } = requiredAccess();
  return page(
    "What the audit needs to read",
    "Generated from the calls of each kind of evidence; the guardrails program grants exactly this.",
    [
      table(
        "Tiers: each may be withheld as a whole, and given to an identity of its own",
        ["tier", "opens"],
        tiers.map(tier => [tier, tierTitles[tier]]),
      ),
      table(
        "Azure actions of the tier posture (a custom role at the tenant root group)",
        ["action", "why"],
        actions.map(({ action, why }) => [action, why]),
      ),
      table(
        "Not actions of that role: what its wildcards would give away",
        ["action", "what it gives away"],
        notActions.map(({ action, gives }) => [action, gives]),
      ),
      table(
        "Built-in grants of the tier logs, where a custom role cannot be assigned",
        ["role", "scope", "why"],
        builtInGrants.map(({ role, scope, why }) => [role, scope, why]),
      ),
      table(
        "Microsoft Graph application permissions",
        ["permission", "tier", "why"],
        graph.map(({ permission, tier, why }) => [permission, tier, why]),
      ),
      table(
        "What a missing right does to each list",
        ["evidence", "the list is"],
        evidenceKinds.map(kind => [evidence[kind].title, evidence[kind].whole]),
      ),
    ],
  );
}

const typesPage = () =>
  page(
    "The types that are read",
    "Every resource type that creates compute, enlarges it or runs code on it, as far as this release knows it. Versioned modules, local packages, azapi and bridged azurerm are read by the same rows; templates inside a resource are expanded. A type that is in none of these tables is read by its shape: an accelerator's name or number in it, or a size where a size stands, is a compute request like any other.",
    [
      table(
        "Read",
        ["ARM type", "azure-native", "classic azure", "role action that creates it"],
        [...computeTypes]
          .sort((one, other) => (one.arm.toLowerCase() < other.arm.toLowerCase() ? -1 : 1))
          .map(type => [
            type.arm,
            type.native.join(", "),
            (type.classic ?? []).flatMap(({ types }) => types).join(", "),
            writeActionOf(type),
          ]),
      ),
      table(
        "Left out, and why",
        ["type", "why"],
        leftOut.map(({ type, why }) => [type, why]),
      ),
      table(
        "Types that look like machines and order none",
        ["why", "types"],
        lookAlikes.map(({ why, types }) => [why, types.map(type => `\`${type}\``).join(", ")]),
      ),
      table(
        "Properties of these types that look like sizes and counts, and are not read",
        ["properties", "such as", "why"],
        droppedPaths.map(({ what, such, why }) => [what, `\`${such}\``, why]),
      ),
    ],
  );

const azurePolicyPage = () =>
  page(
    "At Azure's door: Azure Policy",
    azurePolicyLead,
    azurePolicyTables().map(([title, head, rows]) => table(title, head, rows)),
  );

const signalsPage = () => page("Signals", signalsLead, signalSections());

const coveragePage = () =>
  page(
    "What answers Microsoft's report",
    coverageLead,
    coverageTables().map(([title, head, rows]) => table(title, head, rows)),
  );

const requestsPage = () =>
  page(
    "What the audit asks, and how often",
    requestsLead,
    requestsTables().map(([title, head, rows]) => table(title, head, rows)),
  );

const estatePage = () => page("The estate", estateLead, estateSections(tableOf));

const readinessPage = () =>
  page(
    "Cryptomining readiness",
    readinessLead,
    readinessTables().map(([title, head, rows]) => table(title, head, rows)),
  );

/** As role definitions write it; where none is counted, the reason. */
const writeActionOf = ({ arm, write }: ComputeType): string => {
  if (!write) return "";
  return "leftOut" in write ? `none: ${write.leftOut}` : (write.action ?? `${arm}/write`);
};

const page = (title: string, lead: string, sections: readonly string[]) =>
  `${[generated, "", `# ${title}`, "", lead, "", ...sections].join("\n").trimEnd()}\n`;

const table = (title: string, head: readonly string[], rows: readonly (readonly string[])[]) =>
  [`## ${title}`, "", ...tableOf(head, rows), ""].join("\n");

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => "---"), ...rows].map(row => `| ${row.map(cell).join(" | ")} |`);

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
