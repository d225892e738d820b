import * as fc from "fast-check";
import { readers } from "../../compute/governance";
import { isArmShaped, pulumiHolders } from "../../compute/template/holders/pulumi-types";
import { computeTypes } from "../../compute/types";
import type { Tree } from "../../compute/value";
import { policies } from "../../policies/all";
import type { Specimen } from "./fuzz-specimen";

/** Type tokens that are almost those that we know, or almost tokens. */

const changeRows = readers.flatMap(
  ({ rows }) => rows as readonly { native?: string[]; classic?: string[]; azuread?: string[] }[],
);

const native = [
  ...computeTypes.flatMap(({ native }) => native),
  ...pulumiHolders.flatMap(row => (isArmShaped(row) ? (row.native ?? []) : [])),
  ...changeRows.flatMap(({ native = [] }) => native),
];
const classic = [
  ...computeTypes.flatMap(({ classic = [] }) => classic.flatMap(({ types }) => types)),
  ...pulumiHolders.flatMap(({ classic = [] }) => classic),
  ...changeRows.flatMap(({ classic = [] }) => classic),
];
const bridged = classic.map(type => type.replace(/^.*\/(\w+):\w+$/, "$1"));

const known: readonly string[] = [
  ...native.map(type => `azure-native:${type}`),
  ...classic.map(type => `azure:${type}`),
  ...bridged.map(name => `azurerm:index/${name}:${name}`),
  ...changeRows.flatMap(({ azuread = [] }) => azuread.map(type => `azuread:index/${type}`)),
  ...["azure-native:resources:Resource", "azapi:index/resource:Resource", "azapi:index/updateResource:UpdateResource"],
  ...["pulumi:pulumi:Stack", "pulumi:providers:azure-native", "command:local:Command", "kubernetes:apps/v1:Deployment"],
  ...[
    "pulumi-nodejs:dynamic:Resource",
    "vpc:index:Module",
    "random:index/randomId:RandomId",
    "docker:index/image:Image",
  ],
];

const odd = [
  ...[
    "",
    ":",
    "::",
    "/",
    "//",
    "/v20240701",
    "/v20240701preview",
    "/latest",
    "/v",
    "_",
    "@2024-07-01",
    " ",
    "\t",
    "\n",
  ],
  ...[
    "\0",
    "\ud800",
    "\u202e",
    "：",
    "ſ",
    "\u212a",
    "İ",
    "é",
    "😀",
    "[",
    "]",
    "*",
    "%3A",
    "\\",
    "__proto__",
    "constructor",
  ],
  ...[
    "toString",
    "azure-native",
    "azure-native:",
    "azure",
    "azapi:index/",
    "azurerm:index/",
    "pulumi:pulumi:",
    "kubernetes:",
  ],
];

type Rewriting = (token: string) => string;

/** Puts something into a token, in the place of so many characters. */
const spliced = fc
  .tuple(fc.nat(), fc.nat({ max: 6 }), fc.oneof(fc.constantFrom(...odd), fc.string({ unit: "binary", maxLength: 8 })))
  .map(([at, gone, put]): Rewriting => {
    return token => {
      const from = at % (token.length + 1);
      return `${token.slice(0, from)}${put}${token.slice(from + gone)}`;
    };
  });

const rewritings: fc.Arbitrary<Rewriting> = fc.oneof(
  { weight: 3, arbitrary: spliced },
  fc.constantFrom<Rewriting>(
    token => token,
    token => token.toUpperCase(),
    token => token.replace(/^azure-native:(\w+):/, "azure-native:$1/v20240701:"),
    token => token.replace(/^azure-native:(\w+):/, "azure-native_$1_v20240701:$1/v20240701preview:"),
    token => token.replace(/^azure-native:(\w+):/, "azure-nextgen:$1/latest:"),
    token => token.replaceAll(":", "/"),
    token => token.replaceAll(":", "::"),
    token => [...token].reverse().join(""),
    token => token.replace(/[^:]+$/, "__proto__"),
    token => token.replace(/^[^:]+/, "constructor"),
    token => `${token}${token}`,
    token => token.replace(/\w+$/, name => name.slice(0, 40).repeat(5000)),
    token => token.replace(/:/, ":/".repeat(20_000)),
  ),
);

const longest = 200_000;

const rewritten = fc
  .tuple(fc.constantFrom(...known), fc.array(rewritings, { minLength: 1, maxLength: 3 }))
  .map(([token, some]) => some.reduce((before, rewriting) => rewriting(before).slice(0, longest), token));

const inputs: readonly Tree[] = policies.flatMap(({ examples }) =>
  [...examples.good, ...examples.bad].map(([, inputs]) => inputs),
);

export const tokens: fc.Arbitrary<Specimen> = fc
  .tuple(
    fc.oneof({ weight: 9, arbitrary: rewritten }, fc.string({ unit: "binary" })),
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...inputs) }, fc.constant({})),
  )
  .map(([token, inputs]) => ({ token, inputs: inputs as object, unspeakable: [] }));
