import assert from "node:assert/strict";
import { activityRecord } from "../../posture/evidence/reading/activity-records";
import { activityLog } from "../../posture/signals/activity-log";
import { acts } from "../../posture/signals/kql";
import { quotaOperations } from "../../posture/signals/quota-operations";
import type { Row } from "../../simulator/json";
import { logs } from "../../simulator/kql/language";
import { parseQuery } from "../../simulator/kql/query";
import { workspaceTable } from "../../simulator/logs/tables";
import { cast } from "../../simulator/scenario/cast";
import { contoso } from "../../simulator/scenario/contoso";
import { activity } from "../../simulator/scenario/rows/logs";
import { now, workspace } from "./planted";

/** What a record of each operation tells, by an example of the service's own. */

const subscription = "/subscriptions/00000000-0000-0000-0005-000000000001";
const group =
  "/providers/Microsoft.Management/managementGroups/E7EC67B3-7657-4966-BFFC-41EFD36BAA09/providers/Microsoft.Quota/groupQuotas/groupquota1";
const groupBody = {
  properties: { value: [{ properties: { resourceName: "standardddv4family", limit: 110, comment: "comments" } }] },
};
const ticket = (change: Row, payload = '{"VMFamily":"NCASv3_T4 Series","NewLimit":200}') => ({
  properties: {
    serviceId: "/providers/Microsoft.Support/services/06bfd9d3-516b-d5c6-5802-169c800dec89",
    quotaTicketDetails: {
      quotaChangeRequestVersion: "1.0",
      quotaChangeRequests: [{ region: "AustraliaEast", payload }],
    },
    ...change,
  },
});

interface Example {
  readonly action: string;
  readonly id: string;
  readonly body?: Row;
  /** Region, family and limit; empty where it does not tell. */
  readonly says: readonly [region: string, family: string, limit: string, unrelated?: "yes"];
}

/** Sources: as in `quota-operations.ts`. */
const examples: readonly Example[] = [
  {
    action: "Microsoft.Quota/quotas/write",
    id: `${subscription}/providers/Microsoft.Compute/locations/eastus/providers/Microsoft.Quota/quotas/standardFSv2Family`,
    body: {
      properties: { limit: { limitObjectType: "LimitValue", value: 10 }, name: { value: "standardFSv2Family" } },
    },
    says: ["eastus", "standardfsv2family", "10"],
  },
  {
    action: "Microsoft.Quota/quotas/write",
    id: `${subscription}/providers/Microsoft.Network/locations/eastus/providers/Microsoft.Quota/quotas/MinPublicIpInterNetworkPrefixLength`,
    body: { properties: { limit: { limitObjectType: "LimitValue", value: 10 } } },
    says: ["eastus", "minpublicipinternetworkprefixlength", "10", "yes"],
  },
  {
    action: "Microsoft.Capacity/resourceProviders/locations/serviceLimits/write",
    id: `${subscription}/providers/Microsoft.Capacity/resourceProviders/Microsoft.Compute/locations/eastus/serviceLimits/standardFSv2Family`,
    body: { properties: { name: { value: "standardFSv2Family" }, limit: 200, unit: "Count" } },
    says: ["eastus", "standardfsv2family", "200"],
  },
  {
    action: "Microsoft.Quota/groupQuotas/groupQuotaLimits/write",
    id: `${group}/resourceProviders/Microsoft.Compute/groupQuotaLimits/westus`,
    body: groupBody,
    says: ["westus", "standardddv4family", "110"],
  },
  {
    action: "Microsoft.Quota/groupQuotas/quotaAllocations/write",
    id: `/providers/Microsoft.Management/managementGroups/g${subscription}/providers/Microsoft.Quota/groupQuotas/groupquota1/resourceProviders/Microsoft.Compute/quotaAllocations/westus`,
    body: groupBody,
    says: ["westus", "standardddv4family", "110"],
  },
  ...["guestSubscriptions", "trustedHostSubscriptions"].map(type => ({
    action: `Microsoft.ComputeLimit/locations/${type}/write`,
    id: `${subscription}/providers/Microsoft.ComputeLimit/locations/eastus/${type}/00000000-0000-0000-0005-000000000002`,
    body: { properties: {} },
    says: ["eastus", "", ""] as const,
  })),
  {
    action: "Microsoft.ComputeLimit/locations/features/enable/action",
    id: `${subscription}/providers/Microsoft.ComputeLimit/locations/eastus/features/SharedLimit`,
    says: ["eastus", "", ""],
  },
  {
    action: "Microsoft.ComputeLimit/locations/sharedLimits/write",
    id: `${subscription}/providers/Microsoft.ComputeLimit/locations/eastus/sharedLimits/standardNCSv3Family`,
    body: { properties: {} },
    says: ["eastus", "standardncsv3family", ""],
  },
  {
    action: "Microsoft.ComputeLimit/locations/sharedLimitCaps/write",
    id: `${subscription}/providers/Microsoft.ComputeLimit/locations/eastus/sharedLimitCaps/standardNCSv3Family`,
    body: { properties: { defaultMemberCap: 12, isBoundedCap: true } },
    says: ["eastus", "standardncsv3family", "12"],
  },
  {
    action: "Microsoft.ComputeLimit/locations/sharedLimitCaps/memberCapOverrides/write",
    id: `${subscription}/providers/Microsoft.ComputeLimit/locations/eastus/sharedLimitCaps/standardNCSv3Family/memberCapOverrides/00000000-0000-0000-0005-000000000002`,
    body: { properties: { cap: 0 } },
    says: ["eastus", "standardncsv3family", "0"],
  },
  {
    action: "Microsoft.ComputeLimit/locations/sharedLimitCaps/setMemberCapOverrides/action",
    id: `${subscription}/providers/Microsoft.ComputeLimit/locations/eastus/sharedLimitCaps/standardNCSv3Family`,
    body: { memberCapOverrides: [{ subscriptionId: "00000000-0000-0000-0005-000000000002", cap: 48 }] },
    says: ["eastus", "standardncsv3family", "48"],
  },
  {
    action: "Microsoft.MachineLearningServices/locations/updateQuotas/action",
    id: `${subscription}/providers/Microsoft.MachineLearningServices/locations/eastus`,
    body: {
      value: [
        {
          type: "Microsoft.MachineLearningServices/workspaces/quotas",
          id: `${subscription}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/demo_workspace1/quotas/Standard_DSv2_Family_Cluster_Dedicated_vCPUs`,
          limit: 100,
          unit: "Count",
        },
      ],
    },
    says: ["eastus", "Standard_DSv2_Family_Cluster_Dedicated_vCPUs", "100"],
  },
  {
    action: "Microsoft.Support/supportTickets/write",
    id: `${subscription}/providers/Microsoft.Support/supportTickets/t1`,
    body: ticket({}),
    says: ["australiaeast", "NCASv3_T4 Series", "200"],
  },
  {
    action: "Microsoft.Support/supportTickets/write",
    id: `${subscription}/providers/Microsoft.Support/supportTickets/accelerators-second`,
    body: {
      properties: {
        quotaTicketDetails: {
          quotaChangeRequests: [
            { region: "EastUS", payload: '{"VMFamily":"DSv5 Series","NewLimit":16}' },
            { region: "WestUS2", payload: '{ "NewLimit": 400, "VMFamily": "NCASv3_T4 Series" }' },
            { region: "NorthEurope", payload: '{"VMFamily":"ESv3 Series","NewLimit":8}' },
          ],
        },
      },
    },
    says: ["westus2", "NCASv3_T4 Series", "400"],
  },
  {
    action: "Microsoft.Support/supportTickets/write",
    id: `${subscription}/providers/Microsoft.Support/supportTickets/none-of-accelerators`,
    body: {
      properties: {
        quotaTicketDetails: {
          quotaChangeRequests: [
            { region: "EastUS", payload: '{"VMFamily":"DSv5 Series","NewLimit":16}' },
            { region: "NorthEurope", payload: '{"VMFamily":"ESv3 Series","NewLimit":8}' },
          ],
        },
      },
    },
    says: ["eastus", "DSv5 Series", "16"],
  },
  {
    action: "Microsoft.Support/supportTickets/write",
    id: `${subscription}/providers/Microsoft.Support/supportTickets/t2`,
    body: ticket({}, '{"AccountName":"batch1","NewLimit":200,"Type":"LowPriority"}'),
    says: ["australiaeast", "", "200"],
  },
  {
    action: "Microsoft.Support/supportTickets/write",
    id: `${subscription}/providers/Microsoft.Support/supportTickets/t3`,
    body: ticket({}, "{not JSON"),
    says: ["australiaeast", "", ""],
  },
  {
    action: "Microsoft.Support/supportTickets/write",
    id: `${subscription}/providers/Microsoft.Support/supportTickets/t4`,
    body: {
      properties: {
        problemClassificationId:
          "/providers/Microsoft.Support/services/00000000-0000-0000-0000-000000000009/problemClassifications/1",
      },
    },
    says: ["", "", "", "yes"],
  },
  {
    action: "Microsoft.Support/supportTickets/write",
    id: `${subscription}/providers/Microsoft.Support/supportTickets/t5`,
    says: ["", "", ""],
  },
];

const columns = ["region", "family", "limit", "unrelated"] as const;
const tenant = contoso({ without: "all" });

function recordOf({ action, id, body }: Example) {
  const of = { by: cast.dana, methods: "pwd", address: "203.0.113.77", number: 1, at: now };
  return activity({ ...of, action, scope: id, ...(body && { requested: body }) });
}

/** What the workspace reads of the same record, by the simulator's own reading of Kusto. */
function inWorkspace(example: Example): readonly unknown[] {
  const query = acts(activityLog, { per: columns }, "workspace", []).join("\n| ");
  const arm = { ...tenant.arm, activityLog: [recordOf(example)], groupActivityLog: [], tenantActivityLog: [] };
  const table = (name: string) => workspaceTable({ ...tenant, at: now, arm }, workspace, name);
  const [row, ...others] = parseQuery(query, { language: logs, now: Date.parse(now), table }).rows();
  assert.deepEqual(others, []);
  return columns.map(column => row?.[column] ?? "");
}

describe("what a request for quota tells", () => {
  it("its subscription, where it stands in the id of a management group's resource", () => {
    const [allocation, limits] = ["quotaAllocations", "groupQuotaLimits"].map(type => {
      const example = examples.find(({ action }) => action.endsWith(`/${type}/write`));
      return activityLog.columns.subscription.of(activityRecord.parse({ ...recordOf(example!), subscriptionId: "" }));
    });
    assert.deepEqual([allocation, limits], ["00000000-0000-0000-0005-000000000001", undefined]);
  });

  it("has an example of each operation", () => {
    const shown = new Set(examples.map(({ action }) => action.toLowerCase()));
    assert.deepEqual(
      quotaOperations.map(({ operation }) => operation).filter(operation => !shown.has(operation)),
      [],
    );
  });

  for (const example of examples) {
    const { action, id, says } = example;
    const [region, family, limit, unrelated = ""] = says;
    it(`${action} of ${id.split("/").at(-1)}`, () => {
      const record = activityRecord.parse(recordOf(example));
      assert.deepEqual(
        columns.map(column => activityLog.columns[column].of(record) ?? ""),
        [region, family, limit, unrelated],
      );
      if (!id.startsWith("/providers/")) assert.deepEqual(inWorkspace(example), [region, family, limit, unrelated]);
    });
  }
});
