import { type Value, when } from "../compute/value";
import { readable } from "./judge-value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";
import { quote } from "./quote";

export default definePolicy({
  id: "quota-increase",
  title: "Deployments request no quota increases",
  faultTitle: "A deployment requests a quota increase",
  severity: "medium",
  why: "Quota is the last limit on a stolen credential, so attackers raise it first, in regions and families that nobody uses.",
  fix: "Remove the request, and raise quota by hand once somebody has approved it.",
  control: "quota-increase-activity",

  reads: "quotaIncreases",
  ...optionsFrom({}),
  level: () => "advisory",
  // the audit reads the requests that were made for checks of its own
  judgesResources: false,
  examples: {
    good: [
      ["azure-native:compute:CapacityReservationGroup", { location: "westeurope", zones: ["1"] }],
      [
        "azapi:index/resource:Resource",
        { type: "Microsoft.Support/supportTickets@2024-04-01", body: { properties: { title: "Invoice" } } },
      ],
    ],
    bad: [
      [
        "azapi:index/resource:Resource",
        {
          type: "Microsoft.Quota/quotas@2023-02-01",
          parentId:
            "/subscriptions/00000000-0000-0000-0000-000000000001/providers/Microsoft.Compute/locations/japaneast",
          name: "standardNCASv3_T4Family",
          body: {
            properties: {
              name: { value: "standardNCASv3_T4Family" },
              limit: { limitObjectType: "LimitValue", value: 256 },
            },
          },
        },
      ],
      ["azure-native:quota:GroupQuotaSubscription", { groupQuotaName: "pool", managementGroupId: "contoso" }],
      [
        "azure-native:computelimit:GuestSubscription",
        { location: "westeurope", guestSubscriptionId: "00000000-0000-0000-0000-000000000002" },
      ],
      [
        "azure-native:compute/v20240701:CapacityReservationGroup",
        {
          location: "westeurope",
          sharingProfile: { subscriptionIds: [{ id: "/subscriptions/00000000-0000-0000-0000-000000000002" }] },
        },
      ],
    ],
  },

  *check({ what, name: of, limit }) {
    const path = of.state === "absent" ? limit.path : of.path;
    yield { path, message: `it asks for ${what}${named(of)}${bounded(limit)}` };
  },
});

/** A quota's or group's name; ids and other texts are not repeated. */
const name = /^[\w. -]{1,32}$/;

/** The request itself is the fault, whether its name can be read or not. */
function named(of: Value<string>): string {
  const text = readable(of);
  return text !== undefined && name.test(text) ? ` of ${quote(text)}` : "";
}

const unreadableLimit = ", up to a limit that cannot be read";

const bounded = (limit: Value<number>): string =>
  when(limit, {
    known: number => `, up to ${number}`,
    unknown: "",
    expression: unreadableLimit,
    hidden: unreadableLimit,
    absent: "",
  });
