import * as z from "zod";
import { usdPerHour } from "../catalogue/prices";
import { when } from "../compute/value";
import { definePolicy } from "./policy";
import { quote } from "./quote";

export default definePolicy({
  id: "costly-size",
  title: "No machine costs more than the price limit",
  severity: "medium",
  why: "Whoever pays by the hour is robbed by the hour: one machine of the dearest sizes costs more in a day than a small estate in a month.",
  fix: "Choose a cheaper size, or raise maxUsdPerHour in the estate.",
  control: "allowed-skus",

  reads: "requests",
  options: z.strictObject({
    maxUsdPerHour: z.number().positive().optional().meta({
      description: "The highest list price of one machine, in USD per hour; without it no size is too dear",
    }),
  }),
  fromEstate: ({ maxUsdPerHour }) => (maxUsdPerHour === undefined ? {} : { maxUsdPerHour }),
  level: estate => (estate.maxUsdPerHour === undefined ? "disabled" : "mandatory"),
  exampleEstate: { maxUsdPerHour: 5 },
  examples: {
    good: [
      ["azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize: "Standard_D2s_v5" } }],
      ["azure:compute/linuxVirtualMachine:LinuxVirtualMachine", { size: "Standard_B2s" }],
    ],
    bad: [
      ["azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize: "Standard_ND96isr_H100_v5" } }],
      ["azure:compute/windowsVirtualMachine:WindowsVirtualMachine", { size: "Standard_M208ms_v2" }],
      ["azure-native:batch:Pool", { vmSize: "standard_nd96asr_v4" }],
      // a size without a list price is said so
      ["azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize: "Standard_Z9000_v9" } }],
    ],
  },

  *check({ what, size, region }, { maxUsdPerHour: limit }) {
    if (limit === undefined) return;
    const { path } = size;
    const place = when(region, {
      known: (name): string | undefined => name,
      // elsewhere the median of all regions is what the size costs
      unknown: undefined,
      expression: undefined,
      hidden: undefined,
      absent: undefined,
    });
    const verdict = when(size, {
      known: name => {
        const price = usdPerHour(name, place);
        if (price === undefined)
          return {
            path,
            message: `no list price is known for ${quote(name)} of the ${what}`,
            level: "advisory" as const,
          };
        return price > limit
          ? {
              path,
              message: `the ${what} uses ${quote(name)}, which costs ${dollars(price)} an hour; the limit is ${dollars(limit)}`,
            }
          : undefined;
      },
      // of a size that cannot be read unreadable-size speaks
      unknown: undefined,
      expression: undefined,
      hidden: undefined,
      absent: undefined,
    });
    if (verdict) yield verdict;
  },
});

const dollars = (amount: number) => `${amount.toFixed(2)} USD`;
