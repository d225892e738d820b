import assert from "node:assert/strict";
import { known, type Tree, Withheld } from "../../compute/value";
import driverRule from "../../policies/gpu-driver-extension";
import { judge } from "../../policies/policy";
import { readingWithDefinitions } from "../../policies/pulumi/definitions-at-hand";
import { faultsOf, scanned, template } from "../scan/kit";
import { estateOf } from "./kit";

const approved = "Standard_NC4as_T4_v3";
const other = "Standard_NC24ads_A100_v4";
const plain = "Standard_D2s_v5";
const estate = estateOf({ gpuSizes: [approved] });
const driver = { publisher: "Microsoft.HpcCompute", type: "NvidiaGpuDriverLinux" };
const later = new Withheld("unknown");

type Resource = readonly [token: string, inputs: { readonly [key: string]: Tree }];
const vm = (vmName: Tree, vmSize: Tree, more: object = {}): Resource => [
  "azure-native:compute:VirtualMachine",
  { vmName, hardwareProfile: { vmSize }, ...more },
];
const on = (vmName: Tree, more: object = {}): Resource => [
  "azure-native:compute:VirtualMachineExtension",
  { vmName, vmExtensionName: "driver", ...driver, ...more },
];
const set = (name: string, size: string): Resource => [
  "azure-native:compute:VirtualMachineScaleSet",
  { vmScaleSetName: name, sku: { name: size, capacity: 2 } },
];
const onSet = (name: string): Resource => [
  "azure-native:compute:VirtualMachineScaleSetExtension",
  { vmScaleSetName: name, ...driver },
];
const classic = (name: string, size: string): Resource => [
  "azure:compute/linuxVirtualMachine:LinuxVirtualMachine",
  { name, resourceGroupName: "ml", size },
];
const onClassic = (name: Tree): Resource => [
  "azure:compute/extension:Extension",
  {
    name: "driver",
    virtualMachineId:
      typeof name === "string"
        ? `/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/ML/providers/Microsoft.Compute/virtualMachines/${name}`
        : name,
    ...driver,
  },
];

/** What is said of the resources of one program, in their order: m is mandatory, a advisory. */
const said = (program: readonly Resource[]): string => {
  const read = readingWithDefinitions();
  return program
    .flatMap(([token, inputs]) => {
      const facts = read(token, inputs, false);
      return facts ? [...judge(driverRule, facts, driverRule.fromEstate(estate))] : [];
    })
    .map(({ level }) => (level === "advisory" ? "a" : "m"))
    .join("");
};

describe("a GPU driver that is described apart from its machine", () => {
  const programs: readonly (readonly [what: string, program: readonly Resource[], said: string])[] = [
    ["an approved machine", [vm("ml", approved), on("ML")], ""],
    ["an approved one beside another", [vm("web", other), vm("ml", approved), on("ml")], ""],
    ["another one beside an approved", [vm("ml", approved), vm("web", other), on("web")], "m"],
    ["a machine that is not there", [vm("ml", approved), on("web")], "m"],
    ["a machine without an accelerator", [vm("ml", approved), vm("web", plain), on("web")], "m"],
    ["a size that cannot be seen", [vm("ml", new Withheld("hidden")), on("ml")], "m"],
    ["a size that is decided later", [vm("ml", later), on("ml")], "m"],
    [
      "a namesake in another group",
      [vm("ml", approved, { resourceGroupName: "a" }), on("ml", { resourceGroupName: "b" })],
      "m",
    ],
    ["the same group", [vm("ml", approved, { resourceGroupName: "A" }), on("ml", { resourceGroupName: "a" })], ""],
    ["a name that is decided later", [vm("ml", approved), vm("web", plain), on(later)], "a"],
    ["a name that is decided later, beside another", [vm("ml", approved), vm("web", other), on(later)], "m"],
    ["a name that is decided later, beside none", [vm("web", plain), on(later)], "m"],
    ["an approved scale set", [set("ml", approved), onSet("ml")], ""],
    ["another scale set", [set("ml", other), onSet("ml")], "m"],
    ["a scale set's name on a machine", [set("ml", approved), on("ml")], "m"],
    ["an approved machine by its id", [classic("ml", approved), onClassic("ml")], ""],
    ["another machine by its id", [classic("ml", approved), classic("web", other), onClassic("web")], "m"],
    ["an id that is decided later", [classic("ml", approved), onClassic(later)], "a"],
  ];
  for (const [what, program, expected] of programs)
    it(`on ${what}: ${expected || "nothing is said"}`, () => assert.equal(said(program), expected));

  it("says of a name that is decided later that it cannot be read yet", () => {
    const read = readingWithDefinitions();
    read(...vm("ml", approved), false);
    const facts = read(...on(later), false)!;
    const [violation] = judge(driverRule, facts, driverRule.fromEstate(estate));
    assert.match(
      violation!.message,
      /a machine whose name cannot be read yet; those described beside it have approved/,
    );
    assert.deepEqual(facts.extensions[0]!.type, known("NvidiaGpuDriverLinux", "type"));
  });

  const armMachine = (name: string, vmSize: string, more: object = {}) => ({
    type: "Microsoft.Compute/virtualMachines",
    apiVersion: "2024-07-01",
    name,
    properties: { hardwareProfile: { vmSize } },
    ...more,
  });
  const child = { apiVersion: "2024-07-01", properties: driver };
  const apart = (name: string) => ({ ...child, type: "Microsoft.Compute/virtualMachines/extensions", name });
  const within = { resources: [{ ...child, type: "extensions", name: "driver" }] };
  const named = (...resources: readonly object[]) => ({
    ...template(...resources),
    parameters: { name: { type: "string", defaultValue: "ml" } },
  });
  const files: readonly (readonly [what: string, good: object, bad: object])[] = [
    [
      "by its name in a template",
      template(armMachine("ml", approved), apart("ml/driver")),
      template(armMachine("ml", approved), apart("web/driver")),
    ],
    [
      "by an expression in a template",
      named(armMachine("[parameters('name')]", approved), apart("[format('{0}/{1}', parameters('name'), 'driver')]")),
      named(armMachine("[parameters('name')]", other), apart("[format('{0}/{1}', parameters('name'), 'driver')]")),
    ],
    [
      "by its place in a template",
      template(armMachine("web", plain), armMachine("ml", approved, within)),
      template(armMachine("ml", approved), armMachine("web", plain, within)),
    ],
    ["by its place in a resource", armMachine("ml", approved, within), armMachine("ml", plain, within)],
  ];
  const drivers = (file: object) =>
    faultsOf(scanned({ "main.json": file }, { estate: { ...estate, regions: [] } })).filter(fault =>
      fault.startsWith("gpu-driver-extension"),
    ).length;
  for (const [what, good, bad] of files)
    it(`is found ${what}`, () => assert.deepEqual([drivers(good), drivers(bad)], [0, 1]));

  it("is found by its id in an exported stack, whatever comes first", () => {
    const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
    const state = (...program: readonly Resource[]) => ({
      version: 3,
      deployment: {
        resources: program.map(([type, inputs], i) => ({ urn: urn(type, `r${i}`), type, custom: true, inputs })),
      },
    });
    assert.equal(drivers(state(onClassic("ml"), classic("ml", approved))), 0);
    assert.equal(drivers(state(onClassic("ml"), classic("ml", other))), 1);
  });
});
