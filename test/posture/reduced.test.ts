import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Facts } from "../../compute/facts";
import { factsOfArm } from "../../compute/facts-of";
import { isGovernanceType } from "../../compute/governance";
import { templateHolders } from "../../compute/template/holders/arm-types";
import { computeTypes } from "../../compute/types";
import type { Tree, Value } from "../../compute/value";
import { searchForMining } from "../../payloads/search";
import { isImageReference } from "../../posture/evidence/reading/image-reference";
import { reduced } from "../../posture/evidence/reading/reduced";
import { factsInUse } from "../../posture/facts/live-facts";
import { firstArmPathsOf } from "../compute/row-paths";
import { runs } from "../depth";
import { laid, stepsOf, treeWith } from "./path-trees";

/** The facts as they are where each text of a payload was put aside after it was searched. */
function putAside(facts: Facts | undefined): Facts | undefined {
  if (!facts) return undefined;
  const payloads = facts.payloads.map(payload => {
    const { text, kind } = payload;
    if (text.state !== "known" || (kind === "image" && isImageReference(text.value)))
      return { ...payload, text: bare(text) };
    const searched = { ...searchForMining(text.value) };
    return { ...payload, text: { state: "hidden" as const, searched, path: "" } };
  });
  return { ...facts, payloads };
}

/**
 * What is in part an expression, and cannot be judged: its state is all that counts. The place of a payload is not the same,
 * for whoever writes settings chooses their names.
 */
const bare = <T>(text: Value<T>): Value<T> =>
  text.state === "expression" || text.state === "unknown" || text.state === "hidden"
    ? {
        state: text.state,
        path: "",
        ...("searched" in text && text.state === "hidden" && { searched: text.searched! }),
      }
    : { ...text, path: "" };

const bared = (facts: Facts | undefined): Facts | undefined =>
  facts && { ...facts, payloads: facts.payloads.map(payload => ({ ...payload, text: bare(payload.text) })) };

/** What a newer version writes where its row does not look may be kept or not, and so be found by its shape or not. */
const byRow = (facts: Facts | undefined): Facts | undefined =>
  facts && { ...facts, requests: facts.requests.filter(({ what }) => !what.endsWith("(found by its shape)")) };

const words = fc.constantFrom<Tree>(
  "Standard_NC24ads_A100_v4",
  "./xmrig -o pool.supportxmr.com:3333",
  "AmlCompute",
  "Spot",
  "NVIDIA",
  "@{linkedService().size}",
  "",
  "plain",
  "$NodesPerTask = 4; $TargetDedicatedNodes = min(12, 3);",
  "https://contoso.blob.core.windows.net/c/run.sh",
  '{"vmSize":"Standard_NC6"}',
);
const value: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 6, arbitrary: words },
  { weight: 2, arbitrary: fc.constantFrom<Tree>(0, 3, true, false, null, {}, []) },
  { weight: 1, arbitrary: fc.array(words, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom("a", "value", "type"), words) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Tree> },
);

/** A resource of a type: values at some of the places that its row names, and at others that nobody reads. */
const resourceOf = (type: (typeof computeTypes)[number]): fc.Arbitrary<Record<string, Tree>> =>
  fc
    .tuple(
      fc.array(
        fc.tuple(
          fc.constantFrom(...allPaths(type), "tags.owner", "properties.provisioningState", "kind"),
          value,
          fc.boolean(),
        ),
        {
          minLength: 1,
          maxLength: 14,
        },
      ),
    )
    .map(([places]) =>
      places.reduce<Tree>((tree, [path, value, upper]) => {
        const steps = stepsOf(path).map(step => (upper ? step.toUpperCase() : step));
        return laid(tree, treeWith(steps, value));
      }, {}),
    ) as fc.Arbitrary<Record<string, Tree>>;

/** Every text of a row that looks like a path, found without knowing which key means what. */
function allPaths(type: (typeof computeTypes)[number]): string[] {
  const { classic, native, arm, write, dataPlane, ...shape } = type;
  const found: string[] = [];
  const walk = (node: unknown, at: string): void => {
    if (typeof node === "string") found.push(node, `${at}.${node.replace(/^\//, "")}`, node.replace(/^\//, ""));
    else if (Array.isArray(node)) for (const item of node) walk(item, at);
    else if (node !== null && typeof node === "object") {
      const own = (node as { at?: unknown }).at;
      const ats = own === undefined ? [at] : [own].flat().map(String);
      for (const one of ats) for (const [key, inner] of Object.entries(node)) if (key !== "what") walk(inner, one);
    }
  };
  walk(shape, "");
  return [...new Set([...found, ...firstArmPathsOf(type)])].filter(
    path => /^[\w~<>|.[\]{}!]+$/.test(path) && path !== ".",
  );
}

/** What a row has fields of its own for, and what no list has. */
const apart = new Set(["name", "type", "resources"]);

// No list walks pipelines, which run on machines that are listed elsewhere.
describe("a live resource, reduced", () => {
  for (const type of computeTypes.filter(({ requests, dynamic }) => requests || !dynamic))
    it(`to what is read of ${type.arm} has the facts of the whole`, () =>
      fc.assert(
        fc.property(resourceOf(type), whole => {
          const body = Object.fromEntries(Object.entries(whole).filter(([key]) => !apart.has(key.toLowerCase())));
          const saved = JSON.parse(JSON.stringify({ type: type.arm, name: "it", resource: reduced(type.arm, body) }));
          const facts = factsOfArm({ ...body, id: "it", type: type.arm, name: "it" });
          assert.deepEqual(byRow(bared(factsInUse(saved))), byRow(putAside(facts)));
        }),
        { numRuns: runs(40) },
      ));

  it("is of no type of which rights or templates are read too", () => {
    for (const { arm } of computeTypes) {
      assert.ok(!templateHolders.has(arm.toLowerCase()), arm);
      assert.ok(!isGovernanceType(arm), arm);
    }
  });

  it("keeps of settings the names that Azure documents, and of others the place", () => {
    const settings = { commandToExecute: "run", "https://u:p@x": "a", nested: { FILEURIS: ["b"], key: "c" } };
    const body = { properties: { publisher: "p", type: "t", settings } };
    const { properties } = reduced("Microsoft.Compute/virtualMachines/extensions", body);
    const kept = (properties as { settings: Record<string, object> }).settings;
    assert.deepEqual(Object.keys(kept), ["commandToExecute", "entry 2", "entry 3"]);
    assert.deepEqual(Object.keys(kept["entry 3"]!), ["FILEURIS", "entry 2"]);
  });

  for (const [written, kept] of [
    ["// of ada@contoso.com\nx = 40; $TargetDedicatedNodes = min(12, x); $TargetLowPriorityNodes = 3;", 15],
    ["$TargetDedicatedNodes = $ActiveTasks.GetSample(1); // key", "$ActiveTasks"],
    ["no formula", "$ActiveTasks"],
  ] as const)
    it(`keeps of an autoscale formula its ceiling: ${written}`, () => {
      const body = { properties: { scaleSettings: { autoScale: { formula: written } } } };
      assert.deepEqual(reduced("Microsoft.Batch/batchAccounts/pools", body), {
        properties: { scaleSettings: { autoScale: { formula: `$TargetDedicatedNodes = ${kept};` } } },
      });
    });

  it("keeps of the tags only those that are named, and the names of those that AKS sets", () => {
    const tags = { CostCenter: "42", owner: "ada", "aks-managed-poolName": "system" };
    const kept = (names?: readonly string[]) => reduced("Microsoft.Compute/virtualMachines", { tags }, names).tags;
    assert.deepEqual(kept(["costcenter"]), { CostCenter: "42", "aks-managed-poolName": "" });
    assert.deepEqual(kept(), { "aks-managed-poolName": "" });
    assert.deepEqual(reduced("Microsoft.Compute/virtualMachines", { tags: { owner: "ada" } }), {});
  });

  it("keeps whether a machine runs, since when, and which identities it carries", () => {
    const body = {
      identity: {
        type: "UserAssigned",
        tenantId: "t",
        userAssignedIdentities: { "/x": { principalId: "p", clientId: "c" } },
      },
      properties: {
        timeCreated: "2026-11-01T00:00:00Z",
        extended: { instanceView: { powerState: { code: "PowerState/running" } } },
      },
    };
    assert.deepEqual(reduced("microsoft.compute/virtualmachines", body), {
      ...body,
      identity: { type: "UserAssigned", userAssignedIdentities: { "/x": { principalId: "p" } } },
    });
  });
});
