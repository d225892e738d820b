import { deflateSync, gzipSync } from "node:zlib";
import type { Tree } from "../../compute/value";
import type { Example } from "../../policies/policy";
import {
  base64,
  deployed,
  deployment,
  machine,
  miner,
  nested,
  numbered,
  script,
  sized,
  times,
  vm,
} from "./hostile-kit";
import { hostilePayloads } from "./hostile-payloads";
import { hostileTemplates } from "./hostile-templates";

/** Resources of somebody who wants the pack to stand still, or to let a miner pass. Each holds something that has to be refused. */

/** Bytes that unpack to a thousand times as much; the number makes each another text. */
const bomb = (i: number, megabytes = 4): string =>
  base64(gzipSync(Buffer.concat([Buffer.from(`#!/bin/sh\n# ${i}\n`), Buffer.alloc(megabytes * 1024 * 1024, " ")])));

const mime = (boundary: string, header: string, before: string): string =>
  `Content-Type: multipart/mixed;${header}\nMIME-Version: 1.0\n\n${before}--${boundary}\nContent-Type: text/x-shellscript\nContent-Transfer-Encoding: base64\n\n${base64(script)}\n\n--${boundary}--\n`;
const long = "b".repeat(900);

export const hostile: { readonly [what: string]: () => Example } = {
  // payloads
  "base64 in base64, nine times": () => machine(nested(9, base64, script)),
  "base64 of gzip of base64 of gzip …": () => machine(nested(6, text => base64(gzipSync(text)), script)),
  "gzip of a gigabyte's beginning": () => machine(bomb(0, 64)),
  "10,000 headers before the boundary": () =>
    machine(mime("b", ' boundary="b"\n'.trimEnd() + times(10_000, i => `\nX-${i}: a`), "")),
  "10,000 parts before the payload": () =>
    machine(
      mime(
        "b",
        ' boundary="b"',
        times(10_000, i => `--b\nContent-Type: text/plain\n\n${i}\n`),
      ),
    ),
  "a boundary of 900 characters": () => machine(mime(long, ` boundary="${long}"`, "")),
  "a boundary on the next line": () => machine(mime("b c", '\n\tboundary="b c"', "")),
  "a boundary with escaped signs": () => machine(mime('a"b', ' boundary="a\\"b"', "")),
  "YAML that doubles by its anchors": () =>
    machine(
      `#cloud-config\na0: &a0 [x, x]\n${times(40, i => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`)}runcmd:\n  - [sh, -c, "${miner.trim()}"]\n`,
    ),
  "keys of Object.prototype before the commands": () =>
    machine(`#cloud-config\n__proto__: {runcmd: []}\nconstructor: {prototype: {}}\nruncmd:\n  - "${miner.trim()}"\n`),
  "3,000 pieces of base64 before the payload": () =>
    machine(
      `${times(3000, i => `echo ${base64(`nothing to see here ${i}`)} | base64 -d\n`)}echo ${base64(script)} | base64 -d | sh\n`,
    ),
  "1,500 beginnings of archives before the archive": () =>
    machine(
      `${times(1500, i => `echo ${base64(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, i & 255, i >> 8, 9, 9, 9, 9]))}\n`)}echo ${base64(gzipSync(script))} | base64 -d | gunzip | sh\n`,
    ),
  "16 archives of 4 MB before the archive": () =>
    machine(
      `${times(16, i => `echo ${bomb(i)} | base64 -d | gunzip\n`)}echo ${base64(deflateSync(script))} | base64 -d | sh\n`,
    ),
  "variables in variables before the payload": () =>
    machine(`${times(5000, i => `a${i}=$a${i - 1}$a${i - 1}\n`)}${miner}`),
  "200 machines with an archive of 4 MB each": () =>
    deployed({
      resources: [
        ...Array.from({ length: 200 }, (_, i) =>
          vm({ hardwareProfile: { vmSize: "Standard_D2s_v5" }, osProfile: { customData: bomb(i) } }),
        ),
        vm({ hardwareProfile: { vmSize: "Standard_D2s_v5" }, osProfile: { customData: base64(gzipSync(script)) } }),
      ],
    }),
  "10,000 machines, each with a script of its own": () =>
    deployed({
      resources: Array.from({ length: 10_000 }, (_, i) =>
        vm({
          hardwareProfile: { vmSize: "Standard_D2s_v5" },
          osProfile: { customData: base64(i === 9999 ? script : `#!/bin/sh\necho ${i}\n`) },
        }),
      ),
    }),
  "10,000 machines ordered by a script": () =>
    machine(`${times(10_000, i => `az vm create --name a${i} --size Standard_B2s\n`)}${miner}`),
  // templates
  "map in map in map": () =>
    deployed({
      resources: [
        vm(
          sized(
            "[first(map(range(0, 10000), lambda('a', first(map(range(0, 10000), lambda('b', concat('Standard_NC', string(lambdaVariables('b')), 's_v3')))))))]",
          ),
        ),
      ],
    }),
  "lists that double": () =>
    deployed({
      variables: {
        ...numbered(60, i => `[createArray(variables('v${i + 1}'), variables('v${i + 1}'))]`),
        v60: "Standard_NC6s_v3",
      },
      resources: [vm({ hardwareProfile: "[variables('v0')]" })],
    }),
  "texts that double": () =>
    deployed({
      variables: {
        ...numbered(60, i => `[concat(variables('v${i + 1}'), variables('v${i + 1}'))]`),
        v60: "Standard_NC6s_v3",
      },
      resources: [vm(sized("[variables('v0')]"))],
    }),
  "copies of copies": () => {
    let template: Tree = { resources: [vm(sized("Standard_NC6s_v3"), { copy: { name: "c", count: 800 } })] };
    for (let i = 0; i < 5; i++)
      template = { resources: [{ ...(deployment(template) as object), copy: { name: "c", count: 800 } }] };
    return deployed(template);
  },
  "20 templates in each other": () => {
    let template: Tree = { resources: [vm(sized("Standard_NC6s_v3"))] };
    for (let i = 0; i < 20; i++) template = { resources: [deployment(template)] };
    return deployed(template);
  },
  "a thousand templates before the machine": () =>
    deployed({
      resources: [
        ...Array.from({ length: 200 }, (_, i) =>
          deployment({
            variables: { a: `[range(0, ${9000 + (i % 1000)})]` },
            resources: [{ type: "a.b/c", name: "x", properties: { of: "[variables('a')]" } }],
          }),
        ),
        vm(sized("Standard_NC6s_v3")),
      ],
    }),
  "keys of Object.prototype in a template": () =>
    deployed(
      JSON.parse(
        `{"parameters":{"__proto__":{"defaultValue":"Standard_NC6s_v3"}},"resources":[{"type":"Microsoft.Compute/virtualMachines","name":"a","__proto__":{"type":"a.b/c"},"properties":{"hardwareProfile":{"vmSize":"[parameters('__proto__')]"}}}]}`,
      ) as Tree,
    ),
  "a machine below keys of Object.prototype": () => [
    "azure-native:compute:VirtualMachine",
    JSON.parse(
      '{"__proto__":{"hardwareProfile":{"vmSize":"Standard_B2s"}},"hardwareProfile":{"constructor":1,"vmSize":"Standard_NC6s_v3"}}',
    ) as Tree,
  ],
  // formulas
  "a formula of brackets": () => [
    "azure-native:batch:Pool",
    {
      vmSize: "Standard_D2s_v5",
      scaleSettings: { autoScale: { formula: `$TargetDedicatedNodes = ${"(".repeat(50_000)}1${")".repeat(50_000)};` } },
    },
  ],
  ...hostileTemplates,
  ...hostilePayloads,
};
