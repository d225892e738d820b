import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { restricts } from "../../catalogue/condition";
import { capabilitiesOf, type Permission, type Permitted, permits, strongest } from "../../catalogue/roles";
import { builtInRole, builtInRoleName } from "../../compute/roles/builtin-roles";
import { capabilityActions, capabilityTable } from "../../compute/roles/capability-actions";
import data from "../../compute/roles/data/builtin-roles.json";
import { runs, sampled } from "../depth";

const block = (actions: string[], notActions: string[] = [], condition?: string): Permission => ({
  actions,
  notActions,
  ...(condition !== undefined && { condition }),
});
const vm = "Microsoft.Compute/virtualMachines/write";
const assign = "Microsoft.Authorization/roleAssignments/write";
const onlyReader = `((!(ActionMatches{'${assign}'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals{acdd72a7-3385-48ef-bd42-f606fba81ae7}))`;

describe("permission algebra", () => {
  const table: readonly [what: string, blocks: Permission[], action: string, grant: Permitted][] = [
    ["a star grants everything", [block(["*"])], vm, "yes"],
    ["a star crosses slashes", [block(["Microsoft.Compute/*"])], vm, "yes"],
    ["reading is not writing", [block(["*/read"])], vm, "no"],
    ["case does not matter", [block(["microsoft.COMPUTE/virtualmachines/WRITE"])], vm, "yes"],
    ["a name is no prefix", [block(["Microsoft.Compute/virtualMachines"])], vm, "no"],
    ["notActions take away", [block(["*"], ["Microsoft.Compute/*/write"])], vm, "no"],
    ["in their own block only", [block(["*"], ["*"]), block([vm])], vm, "yes"],
    ["nothing grants nothing", [], vm, "no"],
    [
      "a star between slashes also stands for no segment",
      [block(["Microsoft.Compute/virtualMachines/*/write"])],
      vm,
      "yes",
    ],
    ["and so it does in notActions", [block(["*"], ["Microsoft.Compute/virtualMachines/*/write"])], vm, "no"],
    ["but not for half a segment", [block(["Microsoft.Compute/virtual/*/write"])], vm, "no"],
    ["a condition makes it conditional", [block([assign], [], onlyReader)], assign, "conditional"],
    ["a block without one wins", [block([assign], [], onlyReader), block(["*"])], assign, "yes"],
    ["a condition on another action does not", [block(["*"], [], onlyReader)], vm, "yes"],
    [
      "a condition of another form holds for all",
      [block(["*"], [], "@Resource[HasObotoken] boolequals true")],
      vm,
      "conditional",
    ],
    ["an empty condition is none", [{ actions: ["*"], notActions: [], condition: null }], vm, "yes"],
    // Contributor, as documented
    ["Contributor createsCompute", [block(["*"], ["Microsoft.Authorization/*/Write"])], vm, "yes"],
    ["Contributor grants nothing", [block(["*"], ["Microsoft.Authorization/*/Write"])], assign, "no"],
  ];
  for (const [what, blocks, action, grant] of table) it(what, () => assert.equal(permits(blocks, action), grant));

  it("a condition is read term by term", () => {
    const remove = "Microsoft.Authorization/roleAssignments/delete";
    const both = `${onlyReader} AND ((!(ActionMatches{'${remove}'})) OR (@Resource[a:b] StringEquals 'c'))`;
    assert.equal(restricts(both, assign), true);
    assert.equal(restricts(both, remove), true);
    assert.equal(restricts(both, vm), false);
    assert.equal(restricts(`${onlyReader} AND @Principal[a:b] StringEquals 'c'`, vm), true);
    assert.equal(restricts("(!(ActionMatches{'Microsoft.Compute/*'})) OR @Resource[a:b] BoolEquals true", vm), true);
  });

  const pattern = fc.oneof(
    fc.constantFrom(
      "*",
      "*/read",
      "*/write",
      "Microsoft.Compute/*",
      "Microsoft.*/write",
      "Microsoft.Authorization/*/Write",
    ),
    fc.constantFrom(...capabilityActions),
  );
  const permission = fc.record({
    actions: fc.array(pattern, { maxLength: 3 }),
    notActions: fc.array(pattern, { maxLength: 2 }),
    condition: fc.option(fc.constantFrom(onlyReader, "@Resource[a:b] BoolEquals true")),
  });
  const role = fc.array(permission, { maxLength: 3 });
  const action = fc.constantFrom(...capabilityActions);
  const rank: Record<Permitted, number> = { no: 0, conditional: 1, yes: 2 };
  const holds = (says: (blocks: Permission[], action: string, extra: Permission) => void) =>
    fc.assert(fc.property(role, action, permission, says), { numRuns: runs(1000) });

  it("notActions never widen", () =>
    holds((blocks, wanted, { notActions }) => {
      const narrower = blocks.map(each => ({ ...each, notActions: [...each.notActions, ...notActions] }));
      assert.ok(rank[permits(narrower, wanted)] <= rank[permits(blocks, wanted)]);
    }));
  it("actions and blocks never narrow", () =>
    holds((blocks, wanted, extra) => {
      assert.ok(rank[permits([...blocks, extra], wanted)] >= rank[permits(blocks, wanted)]);
      const wider = blocks.map(each => ({ ...each, actions: [...each.actions, ...extra.actions] }));
      assert.ok(rank[permits(wider, wanted)] >= rank[permits(blocks, wanted)]);
    }));
  it("the order of blocks does not matter", () =>
    holds((blocks, wanted, extra) =>
      assert.equal(permits([extra, ...blocks], wanted), permits([...blocks, extra].reverse(), wanted)),
    ));
  it("conditions never widen", () =>
    holds((blocks, wanted) => {
      const free = blocks.map(({ actions, notActions }) => ({ actions, notActions }));
      assert.ok(rank[permits(blocks, wanted)] <= rank[permits(free, wanted)]);
    }));
});

describe("built-in roles", () => {
  // written by hand from the roles' definitions, before the algebra was run on them: creates compute, grants access, runs code, raises quota, tickets
  const table: readonly [guid: string, name: string, ...grants: Permitted[]][] = [
    ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", "yes", "yes", "yes", "yes", "yes"],
    ["b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor", "yes", "no", "yes", "yes", "yes"],
    ["9980e02c-c2be-4d73-94e8-173b1dc7cf3c", "Virtual Machine Contributor", "yes", "no", "yes", "no", "yes"],
    ["acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", "no", "no", "no", "no", "no"],
    ["18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "User Access Administrator", "no", "yes", "no", "no", "yes"],
    ["f58310d9-a9f6-439a-9e8d-f62e7b41a168", "Role Based Access Control Administrator", "no", "yes", "no", "no", "yes"],
    [
      "ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8",
      "Azure Kubernetes Service Contributor Role",
      "yes",
      "no",
      "yes",
      "no",
      "no",
    ],
    ["f6c7c914-8db3-469d-8ca1-694a8f32e121", "AzureML Data Scientist", "yes", "no", "no", "no", "no"],
    ["0e5f05e5-9ab9-446b-b98d-1e2157c94125", "Quota Request Operator", "no", "no", "no", "yes", "yes"],
    ["f1a07417-d97a-45cb-824c-7a7467783830", "Managed Identity Operator", "no", "no", "yes", "no", "yes"],
    ["92aaf0da-9dab-42b6-94a3-d43ce8d16293", "Log Analytics Contributor", "no", "no", "yes", "no", "yes"],
    ["43d0d8ad-25c7-4714-9337-8ba259a9fe05", "Monitoring Reader", "no", "no", "no", "no", "yes"],
    ["4c6569b6-f23e-4295-9b90-bd4cc4ff3292", "DevCenter Owner", "yes", "conditional", "no", "no", "no"],
    [
      "8b54135c-b56d-4d72-a534-26097cfdc8d8",
      "Key Vault Data Access Administrator",
      "no",
      "conditional",
      "no",
      "no",
      "yes",
    ],
  ];
  for (const [guid, name, ...expected] of table)
    it(name, () => {
      const role = builtInRole(guid.toUpperCase());
      assert.equal(builtInRoleName(guid), name);
      assert.deepEqual(
        [role?.createsCompute, role?.grantsAccess, role?.runsCode, role?.raisesQuota, role?.opensTickets],
        expected,
      );
    });

  it("AzureML Data Scientist submits jobs and creates no computes", () => {
    const order = builtInRole("f6c7c914-8db3-469d-8ca1-694a8f32e121")?.capabilities.createCompute;
    assert.equal(order?.includes("Microsoft.MachineLearningServices/workspaces/jobs/write"), true);
    assert.equal(order?.includes("Microsoft.MachineLearningServices/workspaces/computes/write"), false);
  });
  it("Virtual Machine Contributor creates machines and scale sets, and no clusters, pools or containers", () => {
    const order = builtInRole("9980e02c-c2be-4d73-94e8-173b1dc7cf3c")?.capabilities.createCompute;
    const has = (part: string) => order?.some(each => each.includes(part));
    assert.deepEqual(
      [
        "virtualMachines/write",
        "ScaleSets/write",
        "ContainerService",
        "Batch",
        "MachineLearning",
        "ContainerInstance",
      ].map(has),
      [true, true, false, false, false, false],
    );
  });
  it("Security Admin and Resource Policy Contributor remove guard rails", () => {
    for (const guid of ["fb1c8493-542b-48eb-b624-b4c8fea62acd", "36243c78-bf99-498c-9df9-86d9f8d28608"])
      assert.equal(builtInRole(guid)?.removesGuardrails, "yes");
  });
  it("only three of 928 grant access without a condition, and 25 more under one", () => {
    const roles = data.roles.map(([guid]) => builtInRole(guid as string));
    assert.equal(roles.length, 928);
    const names = roles.filter(role => role?.grantsAccess === "yes").map(role => role?.name);
    assert.deepEqual(names.sort(), ["Owner", "Role Based Access Control Administrator", "User Access Administrator"]);
    assert.equal(roles.filter(role => role?.grantsAccess === "conditional").length, 25);
    assert.equal(roles.filter(role => role?.opensTickets === "yes").length, 146);
  });
  it("custom and unknown roles are not known", () => {
    assert.equal(builtInRole("00000000-0000-0000-0000-000000000001"), undefined);
    assert.equal(builtInRoleName(""), undefined);
  });
  it("the table was made from the actions that are judged today", () =>
    assert.deepEqual(data.actions, [...capabilityActions]));
  it("every action is written like Azure's, and stands in one table only", () => {
    assert.equal(new Set(capabilityActions.map(action => action.toLowerCase())).size, capabilityActions.length);
    for (const action of capabilityActions)
      assert.match(action, /^(Microsoft|Oracle)\.[A-Za-z.]+(\/[A-Za-z]+)+\/(write|action|delete)$/);
  });

  it("agree with a matcher of another kind on every role definition", function () {
    const file = join(__dirname, "../../../shared/data/builtin-roles.json");
    if (!existsSync(file)) {
      console.log("      the role definitions are not here; skipped");
      return this.skip();
    }
    const { roles } = JSON.parse(readFileSync(file, "utf8")) as {
      roles: { id: string; permissions: (Permission & { condition: string | null })[] }[];
    };
    const compiled = new Map<string, RegExp>();
    const regex = (pattern: string) => {
      const source = pattern
        .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
        .replace(/\/\*(?=\/)/g, "(?:/.#)?")
        .replace(/\*/g, ".*")
        .replace(/#/g, "*");
      const found = compiled.get(pattern) ?? new RegExp(`^${source}$`, "i");
      compiled.set(pattern, found);
      return found;
    };
    for (const { id, permissions } of sampled(roles, 5)) {
      // a shell in a container is an action on what the resource holds
      const named = (list: readonly string[] | undefined, action: string) =>
        (list ?? []).some(pattern => regex(pattern).test(action));
      const expected = capabilityActions.filter(action =>
        permissions.some(each =>
          action.endsWith("/exec/action") && action.startsWith("Microsoft.App/")
            ? named(each.dataActions, action) && !named(each.notDataActions, action)
            : named(each.actions, action) && !named(each.notActions, action),
        ),
      );
      const found = builtInRole(id)?.capabilities;
      assert.ok(found, id);
      const actual = [
        ...Object.keys(capabilityTable).flatMap(key => found[key as keyof typeof capabilityTable]),
        ...found.conditional,
      ];
      assert.deepEqual(actual.sort(), expected.sort(), id);
      assert.deepEqual(found, capabilitiesOf(permissions, capabilityTable), id);
    }
  });
  it("the strongest grant of a table counts", () => {
    const has = capabilitiesOf([block([assign], [], onlyReader)], capabilityTable);
    assert.equal(strongest("grantAccess", has, capabilityTable), "conditional");
    assert.equal(strongest("createCompute", has, capabilityTable), "no");
    assert.equal(
      strongest(
        "grantAccess",
        capabilitiesOf([block(["Microsoft.Authorization/*"])], capabilityTable),
        capabilityTable,
      ),
      "yes",
    );
  });
});
