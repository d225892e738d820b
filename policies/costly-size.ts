import { usdPerHour } from "../catalogue/prices";
import { readable } from "./judge-value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";
import { quote } from "./quote";

export default definePolicy({
  id: "costly-size",
  title: "No machine costs more than the price limit",
  faultTitle: "A machine costs more than the price limit",
  severity: "medium",
  why: "One machine of the most expensive sizes costs more in a day than a small environment does in a month.",
  fix: "Choose a cheaper size, or raise maxUsdPerHour in the estate.",
  control: "allowed-skus",

  reads: "requests",
  ...optionsFrom({ maxUsdPerHour: "maxUsdPerHour" }),
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
    const name = readable(size);
    // unreadable-size judges a size that cannot be read
    if (limit === undefined || name === undefined) return;
    const { path } = size;
    // where the region cannot be read, the median of all regions is what the size costs
    const price = usdPerHour(name, readable(region));
    if (price === undefined)
      yield { path, message: `no list price is known for ${quote(name)} of the ${what}`, level: "advisory" };
    else if (price > limit)
      yield {
        path,
        message: `the ${what} uses ${quote(name)}, which costs ${dollars(price)} an hour; the limit is ${dollars(limit)}`,
      };
  },
});

const dollars = (amount: number) => `${amount.toFixed(2)} USD`;
