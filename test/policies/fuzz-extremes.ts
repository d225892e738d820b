import type { Tree } from "../../compute/value";
import type { Specimen } from "./fuzz-specimen";

/** Inputs of a length that chance does not come to: each exhausts something that is done by recursion, by spreading or by trying again. */

const times = (n: number, text: string): string => text.repeat(n);
const list = (n: number, make: (i: number) => Tree): Tree => Array.from({ length: n }, (_, i) => make(i));
const nested = (n: number, open: string, close: string): string => `${times(n, open)}1${times(n, close)}`;

const machine = (properties: Tree): Tree => ({ type: "Microsoft.Compute/virtualMachines", name: "vm", properties });
const deployed = (template: Tree): Specimen => ({
  token: "azure-native:resources:Deployment",
  inputs: { properties: { mode: "Incremental", template } },
  unspeakable: [],
});
const expression = (text: string): Specimen =>
  deployed({ resources: [machine({ hardwareProfile: { vmSize: text }, userData: text })] });
const userData = (text: string): Specimen => ({
  token: "azure-native:compute:VirtualMachine",
  inputs: { hardwareProfile: { vmSize: "Standard_D2s_v5" }, userData: text },
  unspeakable: [text],
});
const body = (text: string): Specimen => ({
  token: "azapi:index/resource:Resource",
  inputs: { type: "Microsoft.Compute/virtualMachines@2024-07-01", body: text },
  unspeakable: [],
});

export const extremes: { readonly [what: string]: () => Specimen } = {
  "an expression of 150,000 arguments": () => expression(`[concat(${times(150_000, "'a', ")}'b')]`),
  "an expression of 150,000 numbers": () => expression(`[max(${times(150_000, "1, ")}2)]`),
  "calls in calls": () => expression(`[${nested(50_000, "concat(", ")")}]`),
  "indexes of indexes": () => expression(`[createArray()${times(50_000, "[0]")}]`),
  "quotes that never close": () => expression(`[concat(${times(50_001, "'")})]`),
  "blanks that are no base64": () => expression(`[base64ToString('${times(50_000, " ")}!')]`),
  "dots that are no type": () => expression(`[resourceId('${times(50_000, "a.")}')]`),
  "a child of dots": () =>
    deployed({ resources: [{ type: "a.b/c", resources: [{ type: times(50_000, "a."), name: "vm" }] }] }),
  "150,000 loops": () =>
    deployed({ resources: [machine({ copy: list(150_000, i => ({ name: `disk${i}`, count: 0, input: 1 })) })] }),
  "loops in variables": () =>
    deployed({
      variables: { copy: list(5000, i => ({ name: `size${i}`, count: 1, input: "Standard_D2s_v5" })) },
      resources: [machine({ sizes: list(5000, i => `[variables('size${i}')[0]]`) })],
    }),
  "objects merged into one": () =>
    expression(`[union(${Array.from({ length: 5000 }, (_, i) => `createObject('a${i}', 1)`).join(", ")})]`),
  "150,000 resources": () => deployed({ resources: list(150_000, () => ({ type: "a.b/c" })) }),
  "a template of brackets": () => deployed(times(100_000, "[")),
  "JSON in JSON in JSON": () => body(nested(100_000, '{"properties":', "}")),
  "lists in lists in lists": () => body(`{"properties": ${nested(100_000, "[", "]")}}`),
  "a script of one word": () => userData(times(500_000, "xmrig")),
  "a script of quotes": () => userData(times(500_000, "x'a\"")),
  "a cloud-config of brackets": () => userData(`#cloud-config\nruncmd: ${times(100_000, "[")}`),
};
