import { asset } from "@pulumi/pulumi";
import type { Tree } from "../../compute/value";
import type { Example } from "../../policies/policy";
import { base64, machine, miner, nested, script, times } from "./hostile-kit";

/** Assets and archives where a payload may stand, and texts that are dear to read or to search. */

const archive = (entries: asset.AssetMap): asset.AssetArchive => new asset.AssetArchive(entries);
const assets: { readonly [what: string]: () => asset.Asset | asset.Archive } = {
  "a text": () => new asset.StringAsset(script),
  "a file": () => new asset.FileAsset("./setup.sh"),
  "a file elsewhere": () => new asset.RemoteAsset("https://files.example.com/setup.sh"),
  "an archive": () => archive({ "setup.sh": new asset.StringAsset(script) }),
  "an archive elsewhere": () => new asset.RemoteArchive("https://files.example.com/setup.zip"),
  "archives, 10,000 deep": () =>
    nested(10_000, inner => archive({ a: inner }), archive({ "setup.sh": new asset.StringAsset(script) })),
  "an archive of 100,000 entries": () => {
    const one = new asset.StringAsset(miner);
    return archive(Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`${i}.sh`, one])));
  },
};

const size = { hardwareProfile: { vmSize: "Standard_D2s_v5" } };
// an asset is no plain data, which is the point
const places: { readonly [what: string]: (of: never) => Example } = {
  "custom data": customData => ["azure-native:compute:VirtualMachine", { ...size, osProfile: { customData } }],
  "user data": userData => ["azure-native:compute:VirtualMachine", { ...size, userData }],
  "a whole OS profile": osProfile => ["azure-native:compute:VirtualMachine", { ...size, osProfile }],
  "an extension's command": commandToExecute => [
    "azure-native:compute:VirtualMachineExtension",
    {
      vmName: "web",
      publisher: "Microsoft.Azure.Extensions",
      type: "CustomScript",
      settings: { commandToExecute },
    },
  ],
  "a runbook": content => ["azure:automation/runBook:RunBook", { runbookType: "PowerShell", content }],
  "a deployment script": scriptContent => ["azure-native:resources:AzureCliScript", { scriptContent }],
  "an app's package": value => [
    "azure-native:web:WebApp",
    { siteConfig: { appSettings: [{ name: "WEBSITE_RUN_FROM_PACKAGE", value }] } },
  ],
  "a container's command": command => [
    "azure-native:containerinstance:ContainerGroup",
    { containers: [{ name: "web", image: "nginx:1.27", command: [command] }] },
  ],
  "a template": template => ["azure-native:resources:Deployment", { properties: { mode: "Incremental", template } }],
  "a link to a template": templateLink => [
    "azure-native:resources:Deployment",
    { properties: { mode: "Incremental", templateLink } },
  ],
  "a template of the classic provider": templateContent => [
    "azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment",
    { deploymentMode: "Incremental", templateContent },
  ],
  "a body of azapi": body => [
    "azapi:resources:Resource",
    { type: "Microsoft.Compute/virtualMachines@2024-07-01", body },
  ],
  "a size": vmSize => ["azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize } }],
  "a formula": formula => [
    "azure-native:batch:Pool",
    { vmSize: "Standard_D2s_v5", scaleSettings: { autoScale: { formula } } },
  ],
};

const inPlaces = Object.entries(assets).flatMap(([what, make]) =>
  Object.entries(places).map(([place, of]) => [`${what} as an asset in ${place}`, () => of(make() as never)] as const),
);

const pool = (formula: string): Example => [
  "azure-native:batch:Pool",
  { vmSize: "Standard_D2s_v5", scaleSettings: { autoScale: { formula } } },
];
const asks = "$TargetDedicatedNodes = ";

export const hostilePayloads: { readonly [what: string]: () => Example } = {
  ...Object.fromEntries(inPlaces),
  "a million values before the payload": () => [
    "azure-native:compute:VirtualMachine",
    {
      ...size,
      tags: Array.from({ length: 1_000_001 }, (): Tree => []),
      osProfile: { customData: base64(script) },
    },
  ],
  "100,000 commands that remove a miner before the payload": () =>
    machine(`#!/bin/sh\n${times(100_000, i => `rm -rf /tmp/${i}/xmrig\n`)}${miner}`),
  "100,000 mentions of a miner": () => machine(`#!/bin/sh\n${times(100_000, i => `echo ${i} xmrig\n`)}${miner}`),
  "100 patterns of paths before the one that reads the rules": () =>
    machine(
      `#!/bin/sh\ncat > /etc/falco/a.yaml <<'EOF'\n- list: miners\n  items: [x]\n# ${miner}EOF\n${times(100, i => `ls /srv/${i}/*\n`)}sh /etc/fal*/a.y*ml\n`,
    ),
  // formulas
  "a formula of a million terms": () => pool(`${asks}$ActiveTasks${" + 1000".repeat(1_000_000)};`),
  "a formula of a million statements": () => pool(`${"a = 1;".repeat(1_000_000)}${asks}1;`),
  "a formula of a million choices": () => pool(`${asks}${"a ? 1000 : ".repeat(1_000_000)}1;`),
  "a formula of calls, 100,000 deep": () => pool(`${asks}${"min(9999, ".repeat(100_000)}1${")".repeat(100_000)};`),
};
