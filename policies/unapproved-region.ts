import type { Estate } from "../catalogue/estate";
import { cloudOf, isRegion, normalRegion } from "../catalogue/regions";
import { computeTypeOfArm } from "../compute/types";
import { judgeValue } from "./judge-value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";
import { quote } from "./quote";

/** What Azure writes where a resource is placed in no region. */
const nowhere = "global";

/** Types that create no machines and stand in a geography, such as Europe, in lower case and in each spelling. */
const inGeographies: ReadonlySet<string> = new Set([
  "azure-native:azureactivedirectory:b2ctenant",
  "microsoft.azureactivedirectory/b2cdirectories",
  "azure-native:azureactivedirectory:ciamtenant",
  "microsoft.azureactivedirectory/ciamdirectories",
  "azure-native:azureactivedirectory:guestusage",
  "microsoft.azureactivedirectory/guestusages",
  "azure-native:powerplatform:account",
  "microsoft.powerplatform/accounts",
  "azure-native:powerplatform:enterprisepolicy",
  "microsoft.powerplatform/enterprisepolicies",
]);

/** Resource groups in lower case and in each spelling: what says no region of its own follows them. */
const groups: ReadonlySet<string> = new Set([
  "microsoft.resources/resourcegroups",
  "microsoft.resources/subscriptions/resourcegroups",
  "azure-native:resources:resourcegroup",
  "azure:core/resourcegroup:resourcegroup",
  "azurerm:index/resourcegroup:resourcegroup",
]);

/** What a region may be called. `${default_location}` or `<region>` stands for one that somebody fills in later. */
const namesRegion = /^[a-z0-9 ()-]*$/i;

/** Whether machines are where resources of this type are. Others stand mostly where something stands that only Azure knows. */
const placesMachines = (type: string): boolean =>
  computeTypeOfArm(type) !== undefined || groups.has(type.toLowerCase());

/** The approved regions by their short names, or nothing where the estate names none. */
export const approvedRegions = (estate: Estate): readonly string[] | undefined =>
  estate.regions?.length ? estate.regions.map(normalRegion) : undefined;

export default definePolicy({
  id: "unapproved-region",
  title: "Resources are in approved regions",
  faultTitle: "A resource is in a region that is not approved",
  severity: "medium",
  why: "Each region has its own quota, so attackers spread machines over regions that nobody watches.",
  fix: "Place the resource in a region that the estate approves, or have its region added under regions.",
  control: "unused-regions",

  reads: "regions",
  ...optionsFrom({ approved: "regions", unknownValues: "unknownValues" }),
  level: estate => (approvedRegions(estate) ? "mandatory" : "advisory"),
  exampleEstate: { regions: ["westeurope", "North Europe"] },
  untestedUnder: estate => (approvedRegions(estate) === undefined ? "the estate names no approved regions" : undefined),
  examples: {
    good: [
      [
        "azure-native:compute:VirtualMachine",
        { location: "West Europe", hardwareProfile: { vmSize: "Standard_D2s_v5" } },
      ],
      ["azure:compute/linuxVirtualMachine:LinuxVirtualMachine", { location: "northeurope", size: "Standard_B2s" }],
      ["pulumi:pulumi:Stack", {}],
      [
        "azure-native:azureactivedirectory:B2CTenant",
        { location: "Europe", sku: { name: "PremiumP1", tier: "A0" }, resourceName: "contoso.onmicrosoft.com" },
      ],
    ],
    bad: [
      [
        "azure-native:compute:VirtualMachine",
        { location: "brazilsouth", hardwareProfile: { vmSize: "Standard_D2s_v5" } },
      ],
      ["azure:compute/linuxVirtualMachine:LinuxVirtualMachine", { location: "Japan East", size: "Standard_B2s" }],
      [
        "azure-native:resources:Deployment",
        {
          properties: {
            mode: "Incremental",
            template: {
              resources: [
                {
                  type: "Microsoft.Compute/virtualMachines",
                  apiVersion: "2024-07-01",
                  name: "worker",
                  location: "southafricanorth",
                  properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } },
                },
              ],
            },
          },
        },
      ],
    ],
  },

  *check({ of, type, region }, { approved, unknownValues }) {
    if (!approved?.length) {
      if (of === "stack")
        yield {
          path: region.path,
          message: "no regions are approved, so none is refused: name them under regions in the estate",
          level: "advisory",
        };
      return;
    }
    if (of === "stack") return;
    const regions = new Set([nowhere, ...approved.map(normalRegion)]);
    const among = region.state === "known" && region.among !== undefined;
    const clouds = new Set(approved.map(cloudOf));
    // of regions in a table by cloud, those of other clouds are not meant
    const isElsewhere = (name: string) => among && isRegion(name) && !clouds.has(cloudOf(name));
    const isApproved = (name: string) =>
      regions.has(normalRegion(name)) ||
      isElsewhere(name) ||
      (inGeographies.has(type.toLowerCase()) && !isRegion(name));
    // without a region it follows its group or parent, which is judged itself
    const violation = judgeValue(region, {
      what: "the region",
      known: name => {
        if (isApproved(name)) return undefined;
        // of what places no machine this is said once, not for each region that there may be
        return among && !placesMachines(type)
          ? "the region may be one that is not approved"
          : `${quote(name)} is not an approved region`;
      },
      unknownValues,
    });
    const isRead =
      (region.state === "known" && !among && namesRegion.test(region.value)) ||
      region.state === "unknown" ||
      placesMachines(type);
    yield violation && !isRead ? { ...violation, level: "advisory" } : violation;
  },
});
