import assert from "node:assert/strict";
import { estateSchema } from "../../catalogue/estate";
import { factsOf } from "../../compute/facts-of";
import type { Tree } from "../../compute/value";
import { Withheld } from "../../compute/value";
import computeBudget from "../../policies/compute-budget";
import { digestsOf, wasHeld } from "../../policies/held";
import { judge } from "../../policies/policy";
import { runningTotals } from "../../policies/pulumi/running-totals";

const type = "azure-native:compute:VirtualMachineScaleSet";
const inputs = (name: Tree, capacity: Tree, location: Tree = "westeurope"): Tree => ({
  location,
  sku: { name, capacity },
});
const set = (...given: Parameters<typeof inputs>) => factsOf(type, inputs(...given)) ?? {};

describe("what a stack held", () => {
  const held = new Set(digestsOf("urn:a", set("Standard_D2s_v5", 4)));
  const table: readonly (readonly [what: string, urn: string, asked: object, wanted: boolean])[] = [
    ["is the same resource", "urn:a", set("Standard_D2s_v5", 4), true],
    ["is it with fewer machines, in other letters", "urn:a", set("standard_d2s_V5", 1), true],
    ["is not it with more machines", "urn:a", set("Standard_D2s_v5", 5), false],
    ["is not it in another size", "urn:a", set("Standard_D4s_v5", 4), false],
    ["is not it in another region", "urn:a", set("Standard_D2s_v5", 4, "japaneast"), false],
    ["is not another resource", "urn:b", set("Standard_D2s_v5", 4), false],
    ["is not what is decided later", "urn:a", set("Standard_D2s_v5", new Withheld("unknown")), false],
    ["is not what asks for nothing", "urn:a", {}, false],
  ];
  for (const [what, urn, asked, wanted] of table) it(what, () => assert.equal(wasHeld(held, urn, asked), wanted));

  it("is kept as digests, and no value can be read in them", () => {
    const text = JSON.stringify([...held]);
    assert.match(text, /^\["[0-9a-f]{24}"/);
    assert.doesNotMatch(text, /urn|Standard|westeurope/i);
  });

  it("of a set without end keeps so many counts and no more", () =>
    assert.ok(digestsOf("urn:a", set("Standard_D2s_v5", 1_000_000)).length < 1100));
});

describe("a budget of what a deployment adds", () => {
  const estate = (budget: object) => estateSchema.parse({ budget });
  /** What is said of a new set of so many machines beside one of four that was there. */
  const said = (budget: object, added: number, known = true) => {
    const before = set("Standard_D2s_v5", 4);
    const held = known ? new Set(digestsOf("urn:old", before)) : undefined;
    const running = runningTotals(undefined, held);
    running.record("urn:old", before as never);
    const fresh = set("Standard_D2s_v5", added);
    running.record("urn:new", fresh as never);
    const options = computeBudget.fromEstate(estate(budget));
    const judged = [running.withResource("urn:new"), running.ofStack([])];
    return judged.flatMap(totals =>
      judge(computeBudget, totals, options).map(({ level, message }) => `${level ?? "mandatory"}: ${message}`),
    );
  };

  it("tells warn from deny, and says one of the two", () => {
    const budget = { machines: 8, warn: { machines: 5 } };
    assert.deepEqual(said(budget, 1), []);
    assert.deepEqual(said(budget, 2), [
      "advisory: with this resource the stack requests 6 machines; the budget warns above 5",
      "advisory: the stack requests 6 machines; the budget warns above 5",
    ]);
    assert.deepEqual(said(budget, 5), [
      "mandatory: with this resource the stack requests 9 machines; the budget is 8",
      "mandatory: the stack requests 9 machines; the budget is 8",
    ]);
  });

  it("judges the change by sum, new machines only", () => {
    const budget = { change: { machines: 2 } };
    assert.deepEqual(said(budget, 2), []);
    const message = "mandatory: this deployment adds 3 machines to what was there; it may add 2";
    assert.deepEqual(said(budget, 3), [message, message]);
  });

  it("judges the change by percent of what was there", () => {
    assert.deepEqual(said({ change: { percent: 50 } }, 2), []);
    const message =
      "mandatory: this deployment raises the cost per hour of what was there by 75 percent; it may raise it by 50";
    assert.deepEqual(said({ change: { percent: 50 } }, 3), [message, message]);
  });

  it("says once that the change is not judged where nobody said what was there", () =>
    assert.deepEqual(said({ change: { machines: 1 } }, 9, false), [
      "advisory: what a deployment adds is not judged: this pack was not told what the stack holds (computeguard pack --only-new --state)",
    ]));

  it("is enforced where it denies, advisory where it only warns", () => {
    const level = (budget: object) => computeBudget.level(estate(budget));
    assert.deepEqual([{}, { warn: { gpus: 0 } }, { change: { percent: 10 } }, { gpus: 0 }].map(level), [
      "disabled",
      "advisory",
      "mandatory",
      "mandatory",
    ]);
  });
});
