import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type ArmId,
  childType,
  formatArmId,
  idOfType,
  isRootScope,
  lastSegment,
  nameAfter,
  parseArmId,
  parseArmPath,
  typeWithAction,
} from "../../catalogue/arm-id";
import { runs } from "../depth";

const subscription = "00000000-0000-0000-0000-000000000001";
const group = `/subscriptions/${subscription}/resourceGroups/web`;
const inGroup = { subscription, resourceGroup: "web" };
const machine = `${group}/providers/Microsoft.Compute/virtualMachines/a`;
const contoso = "/providers/Microsoft.Management/managementGroups/contoso";
const plain = { names: [], isExtension: false };

// An id, and everything that is read in it.
const ids: readonly [string, ArmId][] = [
  ["/", { ...plain, scope: "/" }],
  ["", { ...plain, scope: "/" }],
  [
    contoso,
    {
      managementGroup: "contoso",
      type: "Microsoft.Management/managementGroups",
      names: ["contoso"],
      scope: "/",
      isExtension: false,
    },
  ],
  [`/subscriptions/${subscription}`, { ...plain, subscription, scope: `/subscriptions/${subscription}` }],
  [group, { ...plain, ...inGroup, scope: group }],
  [machine, { ...inGroup, type: "Microsoft.Compute/virtualMachines", names: ["a"], scope: group, isExtension: false }],
  [
    `${machine}/extensions/driver`,
    {
      ...inGroup,
      type: "Microsoft.Compute/virtualMachines/extensions",
      names: ["a", "driver"],
      scope: group,
      isExtension: false,
    },
  ],
  [
    `${machine}/start`,
    {
      ...inGroup,
      type: "Microsoft.Compute/virtualMachines",
      names: ["a"],
      action: "start",
      scope: group,
      isExtension: false,
    },
  ],
  [
    `${machine}/providers/Microsoft.Authorization/locks/b`,
    { ...inGroup, type: "Microsoft.Authorization/locks", names: ["b"], scope: machine, isExtension: true },
  ],
  [
    `${contoso}/providers/Microsoft.Authorization/policyAssignments/c`,
    {
      managementGroup: "contoso",
      type: "Microsoft.Authorization/policyAssignments",
      names: ["c"],
      scope: contoso,
      isExtension: false,
    },
  ],
  [
    "/providers/Microsoft.Subscription/policies/default",
    { type: "Microsoft.Subscription/policies", names: ["default"], scope: "/", isExtension: false },
  ],
  // a group and a machine that are called "providers"
  [
    `/subscriptions/${subscription}/resourceGroups/providers/providers/Microsoft.Compute/virtualMachines/providers`,
    {
      subscription,
      resourceGroup: "providers",
      type: "Microsoft.Compute/virtualMachines",
      names: ["providers"],
      scope: `/subscriptions/${subscription}/resourceGroups/providers`,
      isExtension: false,
    },
  ],
  [
    `${group}/providers/Microsoft.Compute/virtualMachines/providers/extensions/driver`,
    {
      ...inGroup,
      type: "Microsoft.Compute/virtualMachines/extensions",
      names: ["providers", "driver"],
      scope: group,
      isExtension: false,
    },
  ],
  // the end of an id whose start is an expression
  [
    "/resourceGroups/web/providers/Microsoft.Web/serverfarms/plan",
    {
      resourceGroup: "web",
      type: "Microsoft.Web/serverfarms",
      names: ["plan"],
      scope: "/resourceGroups/web",
      isExtension: false,
    },
  ],
];

describe("ARM ids", () => {
  for (const [id, expected] of ids)
    it(`${id || "an empty id"} is read`, () => {
      assert.deepEqual(parseArmId(id), expected);
      assert.equal(formatArmId(parseArmId(id)), id || "/");
    });

  it("keywords are found in any letter case, and blanks and doubled slashes say nothing", () => {
    const odd = `//SUBSCRIPTIONS/${subscription}/resourcegroups/ web //PROVIDERS/Microsoft.Compute/virtualMachines/a/`;
    assert.deepEqual(parseArmId(odd), {
      ...parseArmId(machine),
      scope: `/SUBSCRIPTIONS/${subscription}/resourcegroups/web`,
    });
  });

  it("an id that is written from its parts has these parts", () => {
    const word = fc.stringMatching(/^[A-Za-z][\w-]{0,8}$/);
    const pair = fc.tuple(word, word);
    const scopes = fc.oneof(
      fc.constant("/"),
      word.map(name => `/providers/Microsoft.Management/managementGroups/${name}`),
      word.map(name => `/subscriptions/${name}`),
      pair.map(([one, other]) => `/subscriptions/${one}/resourceGroups/${other}`),
      pair.map(([one, other]) => `/subscriptions/${one}/providers/Microsoft.Quota/quotas/${other}`),
    );
    fc.assert(
      fc.property(scopes, word, fc.array(pair, { minLength: 1, maxLength: 4 }), (scope, namespace, pairs) => {
        const type = [`Contoso.${namespace}`, ...pairs.map(([kind]) => kind)].join("/");
        const names = pairs.map(([, name]) => name);
        const id = formatArmId({ scope, type, names, isExtension: false });
        const parsed = parseArmId(id);
        assert.deepEqual([parsed.scope, parsed.type, parsed.names], [scope, type, names]);
        assert.equal(formatArmId(parsed), id);
      }),
      { numRuns: runs(500) },
    );
  });
});

describe("paths of the control plane", () => {
  it("are decoded first", () => assert.deepEqual(parseArmPath(machine.replace("M", "%4D")), parseArmId(machine)));

  for (const path of ["/a/../b", "/a/./b", "/a%2", "/a%252e", "/a?b", "/a#b", "/a\\b", "/a\u0000b"])
    it(`${JSON.stringify(path)} leads nobody knows where`, () => assert.equal(parseArmPath(path), undefined));
});

describe("parts of an id", () => {
  it("its type with the action, as role definitions write it", () => {
    assert.equal(typeWithAction(parseArmId(`${machine}/start`)), "Microsoft.Compute/virtualMachines/start");
    assert.equal(typeWithAction(parseArmId(machine)), "Microsoft.Compute/virtualMachines");
    assert.equal(typeWithAction(parseArmId("/")), "");
  });

  it("the name after a word of its type", () => {
    const usage = parseArmId("/providers/Microsoft.Compute/Locations/westeurope/usages/cores");
    assert.equal(nameAfter(usage, "locations"), "westeurope");
    assert.equal(nameAfter(usage, "usages"), "cores");
    assert.equal(nameAfter(usage, "quotas"), undefined);
    assert.equal(nameAfter(parseArmId("/providers/Microsoft.Compute/locations"), "locations"), undefined);
  });

  it("an id of a type", () => {
    const id = parseArmId(idOfType("Microsoft.Compute/virtualMachines/extensions"));
    assert.deepEqual([id.type, id.names], ["Microsoft.Compute/virtualMachines/extensions", ["_", "_"]]);
  });

  it("the root, as it may be written", () => {
    for (const root of ["", "/", " / ", "//"]) assert.equal(isRootScope(root), true, root);
    for (const other of ["/a", "a", contoso]) assert.equal(isRootScope(other), false, other);
  });

  it("its last segment", () => {
    for (const id of [machine, "cluster/a", "a"]) assert.equal(lastSegment(id), "a");
  });

  it("the type of a child, which may be written in full", () => {
    const parent = "Microsoft.Compute/virtualMachines";
    for (const type of ["extensions", "Microsoft.Compute/virtualMachines/extensions"])
      assert.equal(childType(type, parent), "Microsoft.Compute/virtualMachines/extensions");
    assert.equal(childType("Microsoft.Web/sites", undefined), "Microsoft.Web/sites");
    assert.equal(childType("v1.0", parent), `${parent}/v1.0`);
  });
});
