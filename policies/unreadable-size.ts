import { judgeValue } from "./judge-value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";

/**
 * The one rule that speaks where a size cannot be read, whatever the reason: the rules on sizes judge those that can,
 * and switching one of them off silences nothing here.
 */
export default definePolicy({
  id: "unreadable-size",
  formerIds: ["unreadable-order"],
  title: "The size of every machine can be read",
  faultTitle: "The size of a machine cannot be read",
  severity: "high",
  why: "A size that no rule can read would pass every rule on sizes, so an attacker would hide it.",
  fix: "Write the size as plain text where the resource type expects it.",
  control: "allowed-skus",

  reads: "requests",
  ...optionsFrom({ unknownValues: "unknownValues" }),
  level: () => "mandatory",
  examples: {
    good: [
      ["azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize: "Standard_D2s_v5" } }],
      ["azure:compute/linuxVirtualMachine:LinuxVirtualMachine", { size: "Standard_B2s" }],
      ["azure-native:batch:Pool", { vmSize: "Standard_D2s_v5" }],
    ],
    bad: [
      ["azure-native:compute:VirtualMachine", { hardwareProfile: {} }],
      ["azure-native:compute/v20240701:VirtualMachine", { machine: { vmSize: "Standard_D2s_v5" } }],
      ["azure:compute/linuxVirtualMachine:LinuxVirtualMachine", { vmSize: "Standard_B2s" }],
      [
        "azure-native:resources:Deployment",
        {
          properties: {
            mode: "Incremental",
            template: {
              parameters: { size: { type: "string" } },
              resources: [
                {
                  type: "Microsoft.Compute/virtualMachines",
                  apiVersion: "2024-07-01",
                  name: "worker",
                  properties: { hardwareProfile: { vmSize: "[parameters('size')]" } },
                },
              ],
            },
          },
        },
      ],
    ],
  },

  *check({ what, size, sizeAbsent }, { unknownValues }) {
    yield judgeValue(size, {
      what: `the size of the ${what}`,
      known: () => undefined,
      unknownValues,
      absent: sizeAbsent === "unreadable" ? `no size of the ${what} is found` : undefined,
    });
  },
});
