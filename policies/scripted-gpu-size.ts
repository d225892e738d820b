import { approvedSizes } from "../catalogue/approvals";
import { matches } from "../catalogue/sizes";
import { searchForMining } from "../payloads/search";
import { literalParts } from "./hints";
import { readable } from "./judge-value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";

const script = "az vm create -g workers -n worker --image Ubuntu2204 --size Standard_NC6s_v3";

export default definePolicy({
  id: "scripted-gpu-size",
  title: "Scripts create no machines with GPUs that are not approved",
  faultTitle: "A script creates a machine with a GPU that is not approved",
  severity: "high",
  why: "What a script creates is no resource of the program, so no other rule judges its size, its number or its region.",
  fix: "Take the machines out of the script and write them as resources of the program, or have the size approved under gpuSizes in the estate.",
  control: "allowed-skus",

  reads: "payloads",
  ...optionsFrom({ except: "gpuSizes" }),
  level: () => "advisory",
  // of scripts that exist the audit keeps no text
  judgesResources: false,
  examples: {
    good: [
      ["command:local:Command", { create: "az vm create -g web -n web --image Ubuntu2204 --size Standard_D2s_v5" }],
      ["azure-native:resources:AzureCliScript", { scriptContent: "az vm list-skus --size Standard_NC6s_v3 -o table" }],
    ],
    bad: [
      ["command:local:Command", { create: script }],
      [
        "azure-native:resources:AzureCliScript",
        { scriptContent: `for r in westeurope eastus; do ${script} -l $r; done` },
      ],
      [
        "azure-native:resources:AzurePowerShellScript",
        { scriptContent: "$vm = New-AzVMConfig -VMName a -VMSize Standard_NV36ads_A10_v5\nNew-AzVM -VM $vm" },
      ],
      [
        "azure-native:compute:VirtualMachine",
        {
          hardwareProfile: { vmSize: "Standard_B2s" },
          osProfile: { customData: base64(`#!/bin/sh\naz login --identity\n${script}\n`) },
        },
      ],
    ],
  },

  *check({ what, text }, { except: approvals }, reading) {
    const approved = approvedSizes(approvals, undefined);
    const written = readable(text);
    const texts = written === undefined ? literalParts(text) : [written];
    const found = texts
      .flatMap(part => searchForMining(part, false, reading).gpuRequests ?? [])
      .filter(size => !approved.some(pattern => matches(pattern, size)));
    if (found.length === 0) return;
    yield { path: text.path, message: `the ${what} may create machines with GPUs: ${[...new Set(found)].join(", ")}` };
  },
});

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
