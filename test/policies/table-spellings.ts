import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { factsOfArm } from "../../compute/facts-of";
import type { ComputeType, Shape } from "../../compute/types";
import type { Tree } from "../../compute/value";
import type { Judged } from "../../policies/policy";
import { factsOfExample, ofWholeStack } from "./kit";
import { type Branch, inBlocks, inCapitals, inputsOf, isBranch, type Leaves } from "./table-inputs";
import { deployments, inParent, resource, templates } from "./table-templates";

/** One way to write a resource of a row. */
export interface Spelling {
  readonly name: string;
  readonly shape: Shape;
  write(leaves: Leaves): Tree;
  /** What is read of what was written. */
  read(tree: Tree): Judged | undefined;
  /** It changes a resource that exists. */
  readonly changes?: true;
}

/** Every way to write a resource of the row. */
export const spellingsOf = (row: ComputeType): readonly Spelling[] => [
  ...native(row),
  ...classic(row),
  ...generic(row),
  ...azapi(row),
  ...templated(row),
  ...live(row),
];

const reading = (token: string, inputs: (tree: Tree) => Tree = tree => tree) => ({
  read: (tree: Tree) => factsOfExample([token, inputs(tree)]),
});

/** Names that only azure-native's first major version has, by what they are called since. */
const forgotten: { readonly [type: string]: string } = {
  "app:ContainerApp": "web:ContainerApp",
  "devtestlab:ArtifactSource": "devtestlab:ArtifactSourceResource",
  "devtestlab:Formula": "devtestlab:FormulaResource",
  "devtestlab:Lab": "devtestlab:LabResource",
  "devtestlab:VirtualMachine": "devtestlab:VirtualMachineResource",
  "web:AppServicePlan": "web:ServerFarm",
  "web:WebApp": "web:Site",
  "web:WebAppApplicationSettings": "web:SiteAppSettings",
  "web:WebAppApplicationSettingsSlot": "web:SiteAppSettingsSlot",
  "web:WebAppSlot": "web:SiteSlot",
  "web:WebAppSourceControl": "web:SiteSourceControl",
  "web:WebAppSourceControlSlot": "web:SiteSourceControlSlot",
};

const sdk = dirname(require.resolve("@pulumi/azure-native/package.json"));

/** The other names of a type: those that the SDK itself gives as aliases, and those that it has forgotten. */
function otherNames(type: string): readonly string[] {
  const [module = "", name = ""] = type.split(":");
  const file = [`${name[0]!.toLowerCase()}${name.slice(1)}`, name.toLowerCase()]
    .map(base => join(sdk, module, `${base}.js`))
    .find(existsSync);
  const aliases = file === undefined ? [] : [...readFileSync(file, "utf8").matchAll(/type: "azure-native:([^"]+)"/g)];
  const names = [...aliases.map(([, alias]) => alias!.replace(/\/v\d+[a-z]*:/, ":")), forgotten[type] ?? type];
  return [...new Set(names)].filter(other => other.toLowerCase() !== type.toLowerCase());
}

function native(row: ComputeType): Spelling[] {
  const of = (name: string, token: string): Spelling => ({
    name,
    shape: row,
    write: leaves => inputsOf(leaves, "native"),
    ...reading(token),
  });
  return row.native.flatMap(type => {
    const [module, name] = type.split(":") as [string, string];
    return [
      of("azure-native", `azure-native:${type}`),
      of("azure-native of one version", `azure-native:${module}/v20240701:${name}`),
      of("azure-native of a preview version", `azure-native:${module}/v20240701preview:${name}`),
      of("local package", `azure-native_${module}_v20240701:${module}:${name}`),
      of("local package in its first form", `azure-native_${module}_v20240701:${module}/v20240701:${name}`),
      of("azure-native in capitals", `azure-native:${type}`.toUpperCase()),
      of("azure-native in small letters", `azure-native:${type}`.toLowerCase()),
      of("azure-nextgen", `azure-nextgen:${module}/latest:${name}`),
      ...otherNames(type).flatMap(other => [
        of("azure-native under an older name", `azure-native:${other}`),
        of(
          "azure-native of one version, under an older name",
          `azure-native:${other.replace(":", "/v20210301preview:")}`,
        ),
      ]),
    ];
  });
}

const classic = ({ classic = [] }: ComputeType): Spelling[] =>
  classic.flatMap(shape =>
    shape.types.flatMap((type, i) => {
      const name = shape.azurerm?.[i] ?? type.slice(type.indexOf("/") + 1, type.indexOf(":"));
      const bridged = `azurerm:index/${name}:${name[0]!.toUpperCase()}${name.slice(1)}`;
      const write = (leaves: Leaves) => inputsOf(leaves, "classic");
      return [
        { name: "classic", shape, write, ...reading(`azure:${type}`) },
        { name: "classic in capitals", shape, write, ...reading(`azure:${type}`.toUpperCase()) },
        { name: "azurerm", shape, write, ...reading(bridged) },
        { name: "azurerm in small letters", shape, write, ...reading(bridged.toLowerCase()) },
        { name: "azurerm in blocks", shape, write: inBlocks, ...reading(bridged) },
      ];
    }),
  );

const armBody = (leaves: Leaves): Tree => inputsOf(leaves, "arm");

function generic(row: ComputeType): Spelling[] {
  const [namespace = "", ...types] = row.arm.split("/");
  const last = types.pop()!;
  const parents = types.map((type, i) => `${type}/name${i}`).join("/");
  const parts = { resourceProviderNamespace: namespace, parentResourcePath: parents, resourceType: last };
  const of = (name: string, token: string, other: Branch = {}): Spelling => ({
    name,
    shape: row,
    write: armBody,
    ...reading(token, body => ({ ...parts, resourceName: "one", ...(body as Branch), ...other })),
  });
  const child = types.length > 0;
  return [
    of("Resource", "azure-native:resources:Resource"),
    of("Resource of one version", "azure-native:resources/v20240701:Resource"),
    of("Resource of a local package", "azure-native_resources_v20240701:resources:Resource"),
    of("Resource in another letter case", "azure-native:Resources:resource", {
      resourceProviderNamespace: namespace.toUpperCase(),
      resourceType: last.toLowerCase(),
    }),
    ...(child
      ? [
          of("Resource with all parents in its type", "azure-native:resources:Resource", {
            parentResourcePath: "",
            resourceType: `${parents}/${last}`,
          }),
          of("Resource with the end of its type in its name", "azure-native:resources:Resource", {
            parentResourcePath: "",
            resourceType: types[0]!,
            resourceName: `${parents.slice(types[0]!.length + 1)}/${last}/one`,
          }),
        ]
      : []),
  ];
}

/** A request to the group, in whose action the resource stands. */
function below({ arm }: ComputeType): Branch {
  const [namespace, ...types] = arm.split("/");
  return {
    type: "Microsoft.Resources/resourceGroups@2024-03-01",
    resourceId: "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/one",
    action: ["providers", namespace, ...types.map(type => `${type}/one`)].join("/"),
    method: "PUT",
  };
}

function azapi(row: ComputeType): Spelling[] {
  const typed = { type: `${row.arm}@2024-07-01`, name: "one" };
  const of = (name: string, inputs: (body: Branch) => Branch, token = "azapi:index/resource:Resource"): Spelling => ({
    name,
    shape: row,
    write: armBody,
    ...reading(token, tree => ({ ...typed, ...inputs(isBranch(tree) ? tree : {}) })),
  });
  const extra = ({ location = null, ...body }: Branch): Branch => ({ location, body });
  return [
    of("azapi", extra),
    of("azapi with the location in its body", body => ({ body })),
    of("azapi with a body of JSON", body => ({ body: JSON.stringify(body) })),
    of("azapi with a secret body", ({ location = null, ...body }) => ({ body: { location }, sensitiveBody: body })),
    of("azapi in another letter case", body => ({ type: typed.type.toLowerCase(), body: inCapitals(body) })),
    of("azapi in capitals", extra, "AZAPI:INDEX/RESOURCE:RESOURCE"),
    { ...of("azapi that changes a resource", extra, "azapi:index/updateResource:UpdateResource"), changes: true },
    { ...of("azapi that acts on a resource", extra, "azapi:index/resourceAction:ResourceAction"), changes: true },
    of(
      "azapi that puts a resource below its group",
      body => ({ ...below(row), body }),
      "azapi:index/resourceAction:ResourceAction",
    ),
  ];
}

/** Each template in a plain deployment, and a plain template in each deployment. */
const pairs = [
  ...Object.keys(templates).map(template => [template, "Deployment"] as const),
  ...Object.keys(deployments).map(deployment => ["template", deployment] as const),
].slice(1);

const templated = (row: ComputeType): Spelling[] =>
  pairs
    .filter(([template]) => templates[template]!(row.arm, {}) !== undefined)
    .map(([template, deployment]) => {
      const [token, inputs] = deployments[deployment]!;
      return {
        name: template === "template" ? deployment : template,
        shape: row,
        write: armBody,
        ...reading(token, body => inputs(templates[template]!(row.arm, body)!)),
      };
    });

function live(row: ComputeType): Spelling[] {
  const of = (name: string, write: (body: Tree) => Tree | undefined): Spelling[] =>
    write({}) === undefined
      ? []
      : [{ name, shape: row, write: armBody, read: body => ofWholeStack(factsOfArm(write(body)!)) }];
  return [
    ...of("live", body => resource(row.arm, body)),
    ...of("live in small letters", body => resource(row.arm.toLowerCase(), body)),
    ...of("live, inside the parent", body => inParent(row.arm, body)),
  ];
}
