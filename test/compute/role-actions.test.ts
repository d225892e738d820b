import assert from "node:assert/strict";
import { capabilitiesOf, type Permission } from "../../catalogue/roles";
import { type BuiltInRoleData, toRole } from "../../compute/roles/builtin-roles";
import { capabilityTable } from "../../compute/roles/capability-actions";
import { createComputeActions, otherActions, writeActions } from "../../compute/roles/create-compute";
import { effect } from "../../compute/roles/effect";
import { builtInRoleData } from "../../compute/roles/generate";
import { computeTypeOfArm, computeTypes } from "../../compute/types";
import type { ComputeType } from "../../compute/types/compute-type";

/** Whether a description of the type, in any language, requests compute, or an API of the type's own creates it later. */
const createsCompute = ({ requests, dataPlane, classic = [] }: ComputeType): boolean =>
  dataPlane !== undefined || [{ requests }, ...classic].some(shape => (shape.requests ?? []).length > 0);

/** What is wrong with the actions of some rows. */
const faults = (types: readonly ComputeType[]): string[] =>
  types.flatMap(type => {
    const { arm, write } = type;
    if (!write)
      return createsCompute(type) ? [`${arm} creates compute: its row needs write: {creates} or {leftOut}`] : [];
    if ("leftOut" in write)
      return [
        ...(createsCompute(type) ? [] : [`${arm} creates no compute: it needs no reason why its action is left out`]),
        ...(write.leftOut.trim() === "" ? [`${arm}: the action is left out without a reason`] : []),
      ];
    return write.action === `${arm}/write` ? [`${arm}: the action follows from the type, and need not be said`] : [];
  });

describe("what creates compute is one list", () => {
  it("every row that creates compute has its action, or the reason why not", () =>
    assert.deepEqual(faults(computeTypes), []));

  it("planted rows are seen", () => {
    const row: ComputeType = { arm: "Microsoft.Contoso/farms", native: [] };
    const requests = [{ what: "farm" }];
    const planted: readonly (readonly [row: ComputeType, fault: RegExp])[] = [
      [{ ...row, requests }, /needs write/],
      [{ ...row, dataPlane: "farms of its own API" }, /needs write/],
      [{ ...row, classic: [{ types: ["contoso/farm:Farm"], requests }] }, /needs write/],
      [{ ...row, write: { leftOut: "it creates nothing" } }, /needs no reason/],
      [{ ...row, requests, write: { leftOut: " " } }, /without a reason/],
      [{ ...row, requests, write: { creates: "farms", action: `${row.arm}/write` } }, /need not be said/],
    ];
    for (const [type, fault] of planted) assert.match(faults([type]).join(), fault);
    const well: readonly ComputeType[] = [
      row,
      { ...row, requests, write: { creates: "farms" } },
      { ...row, write: { creates: "farms" } },
      { ...row, requests, write: { leftOut: "a farm is a note" } },
    ];
    assert.deepEqual(faults(well), []);
  });

  it("a row's action is its type and /write, bounded by the service's quota, unless it says otherwise", () => {
    const row: ComputeType = { arm: "Microsoft.Contoso/farms", native: [] };
    const action = "Microsoft.Contoso/farms/pens/write";
    assert.deepEqual(
      writeActions([
        { ...row, write: { creates: "farms" } },
        { ...row, write: { creates: "pens", quota: "compute", action } },
        { ...row, write: { leftOut: "a farm is a note" } },
        row,
      ]),
      [
        { action: "Microsoft.Contoso/farms/write", what: "farms", quota: "service" },
        { action, what: "pens", quota: "compute" },
      ],
    );
  });

  it("every action has its row, or is one of the few that no row can say, each with the reason", () => {
    const others = new Set(otherActions.map(({ action }) => action));
    assert.deepEqual(
      createComputeActions.map(({ action }) => action).filter(action => !others.has(action)),
      writeActions(computeTypes).map(({ action }) => action),
    );
    for (const { action, why } of otherActions) {
      assert.ok(why.length > 10, action);
      assert.equal(computeTypeOfArm(action.replace(/\/write$/, "")), undefined, `${action} follows from a row`);
    }
  });

  it("holds what it is there for", () => {
    const all = new Set(createComputeActions.map(({ action }) => action));
    for (const action of [
      "Microsoft.Compute/virtualMachines/write",
      "Microsoft.ContainerService/fleets/write",
      "Microsoft.Synapse/workspaces/kustoPools/write",
      "Microsoft.DocumentDB/cassandraClusters/dataCenters/write",
      "Microsoft.Web/hostingEnvironments/write",
      "Microsoft.DataFactory/factories/linkedservices/write",
      "Microsoft.DataFactory/factories/integrationruntimes/write",
      "Microsoft.Databricks/workspaces/write",
      "Microsoft.Batch/batchAccounts/listKeys/action",
    ])
      assert.ok(all.has(action), action);
    assert.equal(all.has("Microsoft.Compute/locations/launchBulkInstancesOperations/write"), false);
  });
});

describe("the tables of built-in roles are generated", () => {
  const definition = (id: string, ...permissions: Permission[]) => ({ id, name: `Role ${id}`, permissions });
  const block = (actions: string[], condition?: string): Permission => ({
    actions,
    notActions: [],
    ...(condition !== undefined && { condition }),
  });

  it("what is written is read as what the definitions say", () => {
    const definitions = [
      definition("1", block(["*"])),
      definition("2", block(["*/read"])),
      definition("3", block(["Microsoft.Batch/*"], "@Resource[a:b] BoolEquals true"), block(["Microsoft.Kusto/*"])),
      definition("4", block(["Microsoft.Batch/*"], "@Resource[a:b] BoolEquals true")),
    ];
    const { actions, roles } = JSON.parse(
      JSON.stringify(builtInRoleData(definitions, "2026-08-22")),
    ) as BuiltInRoleData;
    const read = roles.map(row => toRole(row, actions));
    assert.deepEqual(
      read.map(({ id, name, capabilities }) => [id, name, capabilities]),
      definitions.map(({ id, name, permissions }) => [id, name, capabilitiesOf(permissions, capabilityTable)]),
    );
    assert.deepEqual(
      read.map(role => role.createsCompute),
      ["yes", "no", "yes", "conditional"],
    );
  });

  it("the effect tells who gains and who loses the power to create compute", () => {
    const [machines, sets, old] = [
      "Microsoft.Compute/virtualMachines/write",
      "Microsoft.Compute/new/write",
      "Microsoft.Compute/old/write",
    ];
    const assign = "Microsoft.Authorization/roleAssignments/write";
    const before: BuiltInRoleData = {
      asOf: "2026-08-22",
      actions: [machines!, old!, assign],
      roles: [
        ["1", "Gains", [2]],
        ["2", "More", [0, 2]],
        ["3", "Loses", [1]],
        ["4", "Same", [0]],
        ["5", "Less", [0, 1]],
      ],
    };
    const after: BuiltInRoleData = {
      asOf: "2026-11-24",
      actions: [assign, sets!, machines!],
      roles: [
        ["1", "Gains", [0], [1]],
        ["2", "More", [0, 1, 2]],
        ["3", "Loses"],
        ["4", "Same", [0, 2]],
        ["5", "Less", [2]],
        ["6", "New", [2]],
        ["7", "Harmless", [0]],
      ],
    };
    assert.deepEqual(effect(before, after), [
      { name: "Gains", change: "gains", actions: [sets] },
      { name: "More", change: "more", actions: [sets] },
      { name: "Loses", change: "loses", actions: [old] },
      { name: "Less", change: "less", actions: [old] },
      { name: "New", change: "gains", actions: [machines] },
    ]);
  });
});
