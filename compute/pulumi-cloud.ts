import { type Facts, noFacts, type PackChange } from "./facts";
import { nodesAt, pulumiNaming } from "./path";
import { isList, isObject, itemsOf, type NodeAt } from "./tree";
import { known, type Tree, Withheld } from "./value";

/**
 * Resources of Pulumi Cloud that decide which policy packs judge which stacks, and how a stack is deployed: with one of them a program
 * can switch off the pack that judges it. Source: the schema of pulumi/pulumi-pulumiservice @dc76a01 (2026-08-21), both its modules.
 */
interface CloudRow {
  readonly token: RegExp;
  readonly what: string;
  readonly says: string;
}

const rows: readonly CloudRow[] = [
  { token: /^(?:index|api):PolicyGroup$/, what: "policy group", says: "decides which policy packs judge which stacks" },
  {
    token: /^api:PolicyGroup(?:Stack|InsightsAccount)Attachment$/,
    what: "member of a policy group",
    says: "decides which policy packs judge which stacks",
  },
  { token: /^index:PolicyPack$/, what: "policy pack", says: "is published, and may take the place of another" },
  {
    token: /^(?:index:StackTags?|api\/stacks:Tag)$/,
    what: "tag of a stack",
    says: "may decide which policy groups the stack is in",
  },
  {
    token: /^(?:index:DeploymentSettings|api\/deployments:Settings)$/,
    what: "deployment settings of a stack",
    says: "decide which commands and variables a deployment runs with",
  },
  {
    token: /^api\/stacks:Config$/,
    what: "configuration of a stack",
    says: "decides which environment and secrets provider the stack has",
  },
  {
    token: /^(?:index:Environment|api\/esc:Environment)$/,
    what: "environment of Pulumi Cloud",
    says: "sets variables and configuration for the stacks that open it",
  },
];

/** What a policy or a whole group is set to where it judges no more, or only afterwards. */
const disabled = /^disabled$/i;

/** What a resource of Pulumi Cloud changes for the pack; `undefined` where that is nothing. */
export function packChangesOf(token: string, inputs: Tree): Facts | undefined {
  const name = /^pulumiservice:(.+)$/i.exec(token)?.[1];
  const row = name === undefined ? undefined : rows.find(({ token }) => token.test(name));
  if (!row) return undefined;
  const root: NodeAt = { node: inputs, path: "" };
  const { what, says } = row;
  const off = (says: string, path: string): PackChange => ({ what, effect: "off", change: known(says, path) });
  const changes = nodesAt(root, "policyPacks[].config", pulumiNaming).flatMap(config =>
    disabledIn(config).map(path => off("switches policies off", path)),
  );
  return {
    ...noFacts,
    packChanges: changes.length > 0 ? changes : [{ what, effect: "narrowed", change: known(says, "") }],
  };
}

/** How deep the configuration of a pack is looked into: policy, then option. */
const deepest = 3;

/** The paths at which a configuration switches a policy off: `{"mining-payload": "disabled"}`, or in `enforcementLevel`. */
function disabledIn({ node, path }: NodeAt, depth = 0): readonly string[] {
  if (typeof node === "string") return disabled.test(node) ? [path] : [];
  if (node instanceof Withheld || depth === deepest) return [];
  if (isList(node)) return itemsOf(node, path).flatMap(item => disabledIn(item, depth + 1));
  if (!isObject(node)) return [];
  return Object.entries(node).flatMap(([key, value]) => disabledIn({ node: value, path: `${path}.${key}` }, depth + 1));
}
