import { gzipSync } from "node:zlib";
import type { Tree } from "../compute/value";
import type { Example } from "../policies/policy";

/** One kind of input, of any size. */
export interface Family {
  readonly what: string;
  /** So many parts take some milliseconds, and ten times as many are still read to the end. */
  readonly size: number;
  /**
   * The resources of a stack.
   * @param turn makes its texts unlike those of other turns: the same text again would cost less than a new one
   */
  readonly stack: (parts: number, turn: number) => readonly Example[];
}

type Node = { readonly [key: string]: Tree };

const each = <T>(parts: number, make: (i: number) => T): T[] => Array.from({ length: parts }, (_, i) => make(i));
const named = (parts: number, make: (i: number) => Tree, prefix = "name"): Node =>
  Object.fromEntries(each(parts, i => [`${prefix}${i}`, make(i)]));
const base64 = (data: string | Buffer): string => Buffer.from(data as string).toString("base64");

const deployed = (resources: Tree, more: Node = {}, given: Node = {}): readonly Example[] => [
  [
    "azure-native:resources:Deployment",
    { properties: { mode: "Incremental", parameters: given, template: { parameters, ...more, resources } } },
  ],
];
const parameters: Node = { size: { type: "string", defaultValue: "Standard_D2s_v5" } };

const machine = (name: string, properties: Node = {}): Tree => ({
  type: "Microsoft.Compute/virtualMachines",
  apiVersion: "2024-07-01",
  name,
  location: "[resourceGroup().location]",
  properties: { hardwareProfile: { vmSize: "[parameters('size')]" }, ...properties },
});

/** Each level holds fifty machines and the next level. */
const level = (levels: number, turn: number): readonly Tree[] =>
  levels === 0
    ? []
    : [
        ...each(50, i => machine(`[concat('vm-', '${turn}-${levels}-${i}')]`)),
        {
          type: "Microsoft.Resources/deployments",
          apiVersion: "2024-03-01",
          name: "inner",
          properties: { mode: "Incremental", template: { parameters, resources: level(levels - 1, turn) } },
        },
      ];

const withScript = (customData: string): readonly Example[] => [
  [
    "azure-native:compute:VirtualMachine",
    { location: "westeurope", hardwareProfile: { vmSize: "Standard_D2s_v5" }, osProfile: { customData } },
  ],
];

/** No line is like another. */
const script = (lines: number, turn: number): string =>
  `#!/bin/sh\n${each(lines, i => `curl -sSf "https://files.contoso.com/v${turn}/${(i * 7919) % 1000}/setup-${i}.sh" | sh -s -- --part=${i}\n`).join("")}`;

const cloudConfig = (files: number, turn: number): string =>
  `#cloud-config\nwrite_files:\n${each(files, i => `- path: /etc/contoso/${i}.sh\n  encoding: b64\n  content: ${base64(`echo "${turn}: this is file ${i}"`)}\n`).join("")}`;

const mime = (parts: number, turn: number): string =>
  `Content-Type: multipart/mixed; boundary="edge"\nMIME-Version: 1.0\n\n${each(parts, i => `--edge\nContent-Type: text/x-shellscript\n\n${script(5, turn * 10_000 + i)}\n`).join("")}--edge--\n`;

const scaleSet = (name: string): Example => [
  "azure-native:compute:VirtualMachineScaleSet",
  {
    location: "westeurope",
    resourceGroupName: "render",
    vmScaleSetName: name,
    sku: { name: "Standard_D2s_v5", capacity: 3 },
    virtualMachineProfile: {},
  },
];

const group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/render";

const autoscale = (name: string): Example => [
  "azure-native:monitor:AutoscaleSetting",
  {
    location: "westeurope",
    resourceGroupName: "render",
    targetResourceUri: `${group}/providers/Microsoft.Compute/virtualMachineScaleSets/${name}`,
    profiles: [{ name: "day", capacity: { minimum: "1", default: "3", maximum: "10" } }],
  },
];

export const families: readonly Family[] = [
  {
    what: "template, by resources",
    size: 60,
    stack: (parts, turn) => deployed(each(parts, i => machine(`[concat('vm-', '${turn}-${i}')]`))),
  },
  {
    what: "template, by resources with symbolic names",
    size: 60,
    stack: (parts, turn) => deployed(named(parts, i => machine(`[concat('vm-', '${turn}-${i}')]`))),
  },
  {
    what: "template, by variables made of each other",
    size: 300,
    stack: (parts, turn) =>
      deployed([machine("vm", { names: each(parts, i => `[variables('name${i}')]`) })], {
        variables: named(parts, i => (i ? `[replace(variables('name${i - 1}'), '${turn}-${i}', 'x')]` : "Contoso")),
      }),
  },
  {
    what: "template, by variables in loops",
    size: 200,
    stack: (parts, turn) =>
      deployed([machine("vm", { names: each(parts, i => `[variables('disks${i}')[0]]`) })], {
        variables: {
          copy: each(parts, i => ({
            name: `disks${i}`,
            count: 3,
            input: `[concat('disk-${turn}-', copyIndex('disks${i}'))]`,
          })),
        },
      }),
  },
  {
    // Azure takes 800 passes of a loop
    what: "template, by passes of a loop",
    size: 80,
    stack: (parts, turn) =>
      deployed(
        each(4, i => {
          const input = { lun: "[copyIndex('dataDisks')]", name: `[format('${turn}-{0}', copyIndex('dataDisks'))]` };
          return machine(`vm-${i}`, { storageProfile: { copy: [{ name: "dataDisks", count: parts, input }] } });
        }),
      ),
  },
  {
    what: "template, by secret parameters",
    size: 60,
    stack: (parts, turn) =>
      deployed(
        each(parts, i => machine(`[concat(parameters('name${i}'), reference('other-${turn}').name)]`)),
        { parameters: { ...parameters, ...named(parts, () => ({ type: "securestring" })) } },
        named(parts, i => ({ value: `value-${turn}-${i}` })),
      ),
  },
  {
    what: "template, by objects merged into one",
    size: 300,
    stack: (parts, turn) => {
      const tags = each(parts, i => `createObject('tag-${turn}-${i}', 'value')`).join(", ");
      return deployed([machine("vm", { tags: `[union(${tags})]` })]);
    },
  },
  {
    what: "template of a tenant, by grants",
    size: 100,
    stack: (parts, turn) => {
      const properties = { roleDefinitionId: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", principalId: `${turn}` };
      const resources = named(parts, i => ({
        type: "Microsoft.Authorization/roleAssignments",
        name: `${i}`,
        properties,
      }));
      return [["azure-native:resources:DeploymentAtTenantScope", { properties: { template: { resources } } }]];
    },
  },
  {
    what: "template, by characters of one text",
    size: 180_000,
    stack: (parts, turn) => deployed([machine(`[resourceId('${turn}.${"a.".repeat(parts)}')]`)]),
  },
  {
    what: "template, by values that are one of a few",
    size: 60,
    stack: (parts, turn) =>
      deployed(
        each(parts, i =>
          machine(`vm-${turn}-${i}`, {
            hardwareProfile: {
              vmSize: `[concat('Standard_D', if(equals(reference('a${i}').b, 'c'), '2', '4'), variables('ends')[environment().name])]`,
            },
          }),
        ),
        { variables: { ends: { AzureCloud: "s_v5", AzureUSGovernment: "s_v3" } } },
      ),
  },
  {
    what: "template, by outputs that are made of each other",
    size: 40,
    stack: (parts, turn) =>
      deployed([
        ...each(parts, i => ({
          type: "Microsoft.Resources/deployments",
          apiVersion: "2024-03-01",
          name: `d${turn}-${i}`,
          properties: {
            mode: "Incremental",
            template: {
              resources: [],
              outputs: {
                size: {
                  type: "string",
                  value: i % 20 ? `[reference('d${turn}-${i - 1}').outputs.size.value]` : "Standard_D2s_v5",
                },
              },
            },
          },
        })),
        machine("vm", { hardwareProfile: { vmSize: `[reference('d${turn}-${parts - 1}').outputs.size.value]` } }),
      ]),
  },
  { what: "template, by templates in templates", size: 1, stack: (parts, turn) => deployed(level(parts, turn)) },
  { what: "script, by lines", size: 1000, stack: (parts, turn) => withScript(script(parts, turn)) },
  {
    what: "script in base64 of base64, by lines",
    size: 700,
    stack: (parts, turn) => withScript(base64(base64(script(parts, turn)))),
  },
  {
    what: "script in gzip, by lines",
    size: 1000,
    stack: (parts, turn) => withScript(base64(gzipSync(script(parts, turn)))),
  },
  { what: "cloud-config, by files", size: 60, stack: (parts, turn) => withScript(cloudConfig(parts, turn)) },
  { what: "MIME, by parts", size: 190, stack: (parts, turn) => withScript(mime(parts, turn)) },
  {
    what: "resource, by entries of a map",
    size: 300,
    stack: (parts, turn) => [
      [
        "azure-native:web:WebAppApplicationSettings",
        { name: "web", properties: named(parts, i => `value ${i} of ${turn}`, "SETTING_") },
      ],
    ],
  },
  {
    what: "resource, by items of a list",
    size: 80,
    stack: parts => [
      [
        "azure-native:containerservice:ManagedCluster",
        {
          location: "westeurope",
          resourceName: "render",
          agentPoolProfiles: each(parts, i => ({ name: `pool${i}`, vmSize: "Standard_D2s_v5", count: 3, maxCount: 5 })),
        },
      ],
    ],
  },
  {
    what: "resource, by properties that nothing reads",
    size: 4000,
    stack: (parts, turn) => [
      [
        "azure-native:compute:VirtualMachine",
        { hardwareProfile: { vmSize: "Standard_D2s_v5" }, tags: named(parts, i => `value ${i} of ${turn}`) },
      ],
    ],
  },
  {
    what: "type token, by characters",
    size: 1_000_000,
    stack: (parts, turn) => [[`azure-native:compute${turn}${"x".repeat(parts)}:VirtualMachine`, { tags: {} }]],
  },
  {
    what: "stack, by scale sets",
    size: 30,
    stack: (parts, turn) => each(parts, i => scaleSet(`workers-${turn}-${i}`)),
  },
  {
    what: "stack, by scale sets and what steers them",
    size: 20,
    stack: (parts, turn) => each(parts, i => `workers-${turn}-${i}`).flatMap(name => [scaleSet(name), autoscale(name)]),
  },
];
