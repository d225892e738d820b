import assert from "node:assert/strict";
import type { Exception } from "../../catalogue/exceptions";
import { factsOf } from "../../compute/facts-of";
import { extentOf } from "../../policies/excepted";
import { estate, machine, scanned, template } from "./kit";

const gpu = "Standard_NC24ads_A100_v4";
const type = "azure-native:compute:VirtualMachineScaleSet";
const urn = `urn:pulumi:prod::ml::${type}::trainers`;
const stack = "urn:pulumi:prod::ml::pulumi:pulumi:Stack::ml-prod";
const inputs = (capacity: number, location = "westeurope") => ({ location, sku: { name: gpu, capacity } });
const set = (capacity: number) => ({ urn, type, custom: true, inputs: inputs(capacity) });
const own = { urn: stack, type: "pulumi:pulumi:Stack", custom: false };
const address = "azurerm_linux_virtual_machine_scale_set.trainers";

const exception = (change: Partial<Exception>): Exception => ({
  rule: "unapproved-gpu-size",
  resource: urn,
  reason: "training of the vision team",
  owner: "ml@contoso.com",
  until: "2026-12-31",
  ...change,
});

/** How many findings are excepted, and what the others say of an exception. */
function judged(files: Readonly<Record<string, unknown>>, ...exceptions: readonly Exception[]) {
  const rules = new Set(exceptions.map(({ rule }) => rule));
  const limited = { ...estate, exceptions: [...exceptions], maxInstances: 50, budget: { machines: 3 } };
  const { excepted, outcomes, idleExceptions } = scanned(files, {
    estate: limited,
    select: ({ id }) => rules.has(id),
  });
  const said = outcomes.flatMap(({ findings }) =>
    findings.map(({ message }) => /; (its exception .*)$/.exec(message)?.[1]),
  );
  return { excepted: excepted.length, said, idle: idleExceptions.length };
}

describe("what an exception was given for, in a scan", () => {
  /** A set of so many machines, as each kind of file has it, and the exception's name for it. */
  const kinds: readonly (readonly [what: string, resource: string, file: (capacity: number) => unknown])[] = [
    ["an exported stack", urn, capacity => ({ version: 3, deployment: { resources: [own, set(capacity)] } })],
    ["a preview", urn, capacity => ({ steps: [{ op: "create", urn, newState: set(capacity) }] })],
    [
      "a Terraform plan",
      address,
      instances => ({
        format_version: "1.2",
        resource_changes: [
          {
            address,
            mode: "managed",
            type: "azurerm_linux_virtual_machine_scale_set",
            change: { actions: ["create"], after: { location: "westeurope", sku: gpu, instances }, after_unknown: {} },
          },
        ],
      }),
    ],
    [
      "a template, by the path of its file",
      "ml/*.json",
      capacity =>
        template({
          ...{ type: "Microsoft.Compute/virtualMachineScaleSets", apiVersion: "2024-07-01", name: "trainers" },
          ...{ location: "westeurope", sku: { name: gpu, capacity } },
        }),
    ],
  ];
  const upTo = { size: gpu, count: 4, regions: ["westeurope"] };
  for (const [what, resource, file] of kinds)
    it(`is held against ${what}`, () => {
      const given = exception({ resource, upTo });
      assert.deepEqual(judged({ "ml/a.json": file(4) }, given), { excepted: 1, said: [], idle: 0 });
      assert.deepEqual(judged({ "ml/a.json": file(5) }, given), {
        ...{ excepted: 0, said: ["its exception was not given for 5 machines"], idle: 0 },
      });
    });

  it("is what the pack's line says", () => {
    const line = extentOf(factsOf(type, inputs(4)) ?? {});
    const state = (capacity: number) => ({ version: 3, deployment: { resources: [own, set(capacity)] } });
    assert(line);
    assert.equal(judged({ "state.json": state(4) }, exception({ upTo: line })).excepted, 1);
    assert.equal(judged({ "state.json": state(5) }, exception({ upTo: line })).excepted, 0);
  });

  it("is held against each parameter file's values of a template", () => {
    const main = {
      ...template(machine("[parameters('size')]")),
      parameters: { size: { type: "string" } },
    };
    const values = (size: string) => ({
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
      parameters: { size: { value: size } },
    });
    const files = {
      "main.json": main,
      "main.a.parameters.json": values(gpu),
      "main.b.parameters.json": values("Standard_NC48ads_A100_v4"),
    };
    assert.deepEqual(judged(files, exception({ resource: "main.json", upTo: { size: gpu } })), {
      ...{ excepted: 1, said: ["its exception was not given for the size Standard_NC48ads_A100_v4"], idle: 0 },
    });
  });

  it("of a whole stack goes by the stack's URN, as in the pack", () => {
    const state = (capacity: number) => ({ version: 3, deployment: { resources: [own, set(capacity)] } });
    const given = exception({ rule: "compute-budget", resource: stack, upTo: { count: 4 } });
    assert.deepEqual(judged({ "state.json": state(4) }, given), { excepted: 1, said: [], idle: 0 });
    assert.deepEqual(judged({ "state.json": state(6) }, given).said, ["its exception was not given for 6 machines"]);
  });

  it("of the first exception that applies decides, as in the pack", () => {
    const [narrow, wide] = [exception({ upTo: { count: 4 } }), exception({})];
    const files = { "state.json": { version: 3, deployment: { resources: [own, set(5)] } } };
    assert.equal(judged(files, narrow, wide).excepted, 0);
    assert.equal(judged(files, wide, narrow).excepted, 1);
  });

  it("of which nothing is found is said, where a scan could have found it", () =>
    assert.equal(judged({ "a.json": template() }, exception({ resource: "b.json", upTo })).idle, 1));
});
