import { Secret } from "@pulumi/policy";
import { asset } from "@pulumi/pulumi";
import * as fc from "fast-check";
import { Withheld } from "../../compute/value";
import { policies } from "../../policies/all";
import type { Example } from "../../policies/policy";
import { marker, type Specimen } from "./fuzz-specimen";

/** Real resources, changed at some places: what a program gets wrong, and what somebody writes who wants to get past the rules. */

const examples: readonly Example[] = policies.flatMap(({ examples }) => [...examples.good, ...examples.bad]);

/** What the engine writes for values that are decided later, and `pulumi policy analyze` for secrets. */
export const withheld: readonly string[] = [
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
  "[secret]",
];

const oddTexts = [
  ...[
    "",
    " ",
    "\n",
    "\0",
    "[",
    "]",
    "[[",
    "[]",
    "[[x]",
    "[parameters('x')]",
    "[concat('Standard_N'",
    "{",
    '{"a":',
    "%",
  ],
  ...["/", "//", "a/b", "../..", "*", "1", "-1", "1.5", "1e100", "0x10", "1:10", " 3 ", "true", "null", "١٢", "１２"],
  ...["Standard_ND96asr_v4", "STANDARD_nc6", "Standard_N\u200bC6", "Standard_\u212a80", "West Europe", "global"],
  ...["__proto__", "constructor", "toString", "\ud800", "\u202egpj", "e\u0301", "😀".repeat(20), "a".repeat(70_000)],
  ...["xmrig/xmrig", "Microsoft.Compute/virtualMachines", "/subscriptions/0/resourceGroups/a", "/", "Owner"],
  // longer than any name that a violation may hold
  `${"echo ".repeat(20)}${marker}`,
];
const oddNumbers = [0, -0, -1, 0.5, 1e21, 1e100, Number.MAX_SAFE_INTEGER, Number.NaN, Number.POSITIVE_INFINITY];
const assets = [
  new asset.StringAsset("#!/bin/sh"),
  new asset.FileAsset("./setup.sh"),
  new asset.RemoteAsset("https://files.contoso.com/setup.sh"),
  new asset.AssetArchive({ "setup.sh": new asset.StringAsset("#!/bin/sh") }),
  new asset.FileArchive("./setup"),
];

/** Values that are expected nowhere. */
const oddValues: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...withheld, ...oddTexts, ...oddNumbers, ...assets, null, true, false, [], {}, [[]], [null]),
  fc.jsonValue(),
);

const deep = (levels: number, inner: unknown): unknown => {
  let tree = inner;
  for (let i = 0; i < levels; i++) tree = i % 3 ? { a: tree } : [tree];
  return tree;
};

/** What may become of a property or an item: others of its name, or none. */
type Change = (key: string, value: unknown) => (readonly [key: string, value: unknown])[];

const changes: fc.Arbitrary<Change> = fc.oneof(
  oddValues.map(
    (odd): Change =>
      key => [[key, odd]],
  ),
  fc.constantFrom(...examples).map(
    ([, inputs]): Change =>
      key => [[key, inputs]],
  ),
  fc.constantFrom<Change>(
    () => [],
    (key, value) => [[key, [value]]],
    (key, value) => [[key, [[value]]]],
    (key, value) => [[key, { value }]],
    (key, value) => [[key, { properties: value }]],
    (key, value) => [[key, new Secret(value)]],
    (key, value) => [[key, JSON.stringify(value) ?? null]],
    (key, value) => [[key, Buffer.from(JSON.stringify(value) ?? "").toString("base64")]],
    (key, value) => [[key, typeof value === "object" ? [value] : `[${value}]`]],
    (key, value) => [[key, deep(250, value)]],
    (key, value) => [[key, Array.from({ length: 400 }, () => value)]],
    (key, value) => [[key, Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`${key}${i}`, value]))]],
    (key, value) => [[key.toUpperCase(), value]],
    (key, value) => [
      [key, value],
      [key.toUpperCase(), value],
    ],
    (_, value) => [["__proto__", value]],
    (key, value) => [[`${key}\nall is well`, value]],
  ),
);

const isBranch = (tree: unknown): tree is { readonly [key: string]: unknown } =>
  typeof tree === "object" &&
  tree !== null &&
  [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(tree));

/** The paths to all places of a tree but its root. */
const placesIn = (tree: unknown, path: readonly string[] = []): (readonly string[])[] =>
  isBranch(tree)
    ? Object.entries(tree).flatMap(([key, child]) => [[...path, key], ...placesIn(child, [...path, key])])
    : [];

function changedAt(tree: unknown, [key, ...rest]: readonly string[], change: Change): unknown {
  if (key === undefined || !isBranch(tree)) return tree;
  const entries = Object.entries(tree).flatMap(([name, child]): (readonly [string, unknown])[] => {
    if (name !== key) return [[name, child]];
    return rest.length > 0 ? [[name, changedAt(child, rest, change)]] : change(name, child);
  });
  return Array.isArray(tree) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

/** A tree with some changes at places of it. */
export const changed = (tree: object, most = 3): fc.Arbitrary<object> =>
  fc.array(fc.tuple(fc.nat(), changes), { minLength: 1, maxLength: most }).map(some =>
    some.reduce<object>((before, [at, change]) => {
      const places = placesIn(before);
      return places.length > 0 ? (changedAt(before, places[at % places.length]!, change) as object) : before;
    }, tree),
  );

export const props: fc.Arbitrary<Specimen> = fc
  .constantFrom(...examples)
  .filter(([, inputs]) => !(inputs instanceof Withheld))
  .chain(([token, inputs]) => changed(inputs as object).map(inputs => ({ token, inputs, unspeakable: [] })));
