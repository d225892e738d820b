import { type Facts, noFacts, type Payload } from "./facts";
import { text } from "./leaf";
import { isObject, places, pulumi } from "./path";
import type { Tree } from "./value";

/** Packages of other makers: what of their inputs is run, and which of them may order compute unseen. */

interface Run {
  readonly what: string;
  readonly kind: Payload["kind"];
  readonly path: string;
}

interface PackageRow {
  /** The tokens, from their start or to their end. */
  readonly token: RegExp;
  /** What such resources do, for people; without it, nothing that orders compute. */
  readonly does?: string;
  readonly payloads?: readonly Run[];
}

const command = (...paths: string[]): Run[] => paths.map(path => ({ what: "command", kind: "command", path }));

const podTemplates = ["spec", "spec.template.spec", "spec.jobTemplate.spec.template.spec"];
const pods = podTemplates.flatMap(spec =>
  ["containers[]", "initContainers[]"].flatMap((containers): Run[] => [
    { what: "container image", kind: "image", path: `${spec}.${containers}.image` },
    { what: "container's command", kind: "command", path: `${spec}.${containers}.command` },
    { what: "container's arguments", kind: "command", path: `${spec}.${containers}.args` },
  ]),
);

/** The first that fits counts. */
const rows: readonly PackageRow[] = [
  {
    token: /^command:/i,
    does: "runs commands, which can order anything",
    payloads: [
      ...command("create", "update", "delete"),
      { what: "command's input", kind: "script", path: "stdin" },
      { what: "command's environment", kind: "environment", path: "environment{}" },
    ],
  },
  {
    token: /^pulumi-(?:nodejs|python):dynamic/i,
    does: "runs code of its own",
    payloads: [{ what: "dynamic provider", kind: "script", path: "__provider" }],
  },
  { token: /:index:Module$|^[^:]+:tf:/i, does: "deploys a Terraform module" },
  { token: /^(?:databricks|rancher2):/i, does: "orders clusters" },
  {
    token: /^kubernetes:(?:helm\.sh|yaml|kustomize)/i,
    does: "deploys manifests that stand elsewhere",
  },
  {
    token: /^kubernetes:[^:]*(?:karpenter|kaito|cluster\.x-k8s\.io|azure\.com|upbound\.io|crossplane)/i,
    does: "lets a cluster order machines",
  },
  { token: /^kubernetes:/i, payloads: pods },
  // they order nothing in Azure
  {
    token:
      /^(?:archive|aws|aws-native|awsx|azuread|cloudflare|cloudinit|datadog|gcp|google-native|local|null|pagerduty|random|std|time|tls|vault):/i,
  },
];

const other: PackageRow = { token: /^/, does: "may order compute" };

/** What is asked for in a resource of a package that no reader knows; `undefined` where that is nothing. */
export function factsOfUnknown(token: string, inputs: Tree): Facts | undefined {
  const { does, payloads = [] } = rows.find(row => row.token.test(token)) ?? other;
  // components have no inputs; what they are made of is judged itself
  if (isObject(inputs) && Object.keys(inputs).length === 0) return undefined;
  const found = payloads.flatMap(row => payloadsIn(row, inputs));
  if (does === undefined && found.length === 0) return undefined;
  return {
    ...noFacts,
    payloads: found,
    packages: does === undefined ? [] : [{ name: token.split(":", 1)[0]!, does }],
  };
}

function payloadsIn({ what, kind, path }: Run, inputs: Tree): Payload[] {
  return places({ node: inputs, path: "" }, path, pulumi).flatMap(place => {
    const words = Array.isArray(place.node) ? place.node.filter(word => typeof word === "string") : [];
    const node = words.length > 0 ? words.join(" ") : place.node;
    const leaf = text({ node, path: place.path });
    return leaf.state === "absent" ? [] : [{ what, kind, text: leaf }];
  });
}
