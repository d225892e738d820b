import assert from "node:assert/strict";
import { unknownCheckingProxy } from "@pulumi/policy";
import * as fc from "fast-check";
import { factsOf } from "../../compute/facts-of";
import { type Tree, Withheld } from "../../compute/value";
import { policies } from "../../policies/all";
import { type Example, judge } from "../../policies/policy";
import { plain } from "../../policies/pulumi/plain";
import { runs } from "../depth";
import { estateOf, ofWholeStack, readsWell } from "./kit";

const estate = estateOf({
  regions: ["westeurope"],
  vmSizes: ["Standard_D*"],
  maxUsdPerHour: 1,
  budget: { gpus: 0, machines: 1 },
});
const examples: readonly Example[] = policies.flatMap(({ examples }) => [...examples.good, ...examples.bad]);

/** Every violation of every policy. */
const violations = ([token, inputs]: Example) => {
  const facts = ofWholeStack(factsOf(token, plain(unknownCheckingProxy(inputs))));
  return policies.flatMap(policy => judge(policy, facts, policy.options.parse(policy.fromEstate(estate))));
};

/** The paths to all places of a tree. */
const placesIn = (tree: Tree, path: readonly string[] = []): (readonly string[])[] =>
  tree === null || typeof tree !== "object" || tree instanceof Withheld
    ? [path]
    : [path, ...Object.entries(tree).flatMap(([key, child]) => placesIn(child as Tree, [...path, key]))];

/** The tree with another value at one place. */
function replaced(tree: Tree, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy: { [key: string]: unknown } = Array.isArray(tree) ? ([...tree] as never) : { ...(tree as object) };
  copy[key] = replaced((tree as { [key: string]: Tree })[key]!, rest, value);
  return copy;
}

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("whatever stands in a resource", () => {
  it("no rule throws, and every violation reads well", () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.nat(),
        fc.oneof(
          fc.constantFrom(unknown, "[secret]", "", " ", "[", "[parameters('x')]", null, Number.NaN, -1, 1e21, [], {}, [
            [],
          ]),
          fc.jsonValue(),
        ),
        ([token, inputs], at, value) => {
          const places = placesIn(inputs);
          const changed = replaced(inputs, places[at % places.length]!, value) as Tree;
          if (changed === null || typeof changed !== "object") return;
          for (const violation of violations([token, changed])) readsWell(violation, [token, changed]);
        },
      ),
      { numRuns: runs(1000) },
    ));

  it("no message repeats a payload", () => {
    const marker = "Contoso-9f3a71";
    const miner = `./xmrig -o pool.supportxmr.com:3333 --pass ${marker}`;
    const encoded = Buffer.from(miner).toString("base64");
    for (const [token, inputs] of [
      ["azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize: "Standard_B2s" }, userData: encoded }],
      [
        "azure-native:compute:VirtualMachineExtension",
        {
          publisher: "Microsoft.Azure.Extensions",
          type: "CustomScript",
          protectedSettings: { commandToExecute: miner },
        },
      ],
      [
        "azure-native:containerinstance:ContainerGroup",
        { containers: [{ name: "a", image: "nginx", command: ["sh", "-c", miner] }] },
      ],
      [
        "azure-native:resources:Deployment",
        { properties: { templateLink: { uri: `https://files.example.com/main.json?sig=${marker}` } } },
      ],
    ] as const) {
      const found = violations([token, inputs]);
      assert(found.length > 0, token);
      for (const { path, message } of found)
        assert.doesNotMatch(`${path} ${message}`, new RegExp(`${marker}|${encoded}`));
    }
  });
});
