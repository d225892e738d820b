import assert from "node:assert/strict";
import type { IdleQuota } from "../../posture/facts/types";
import { idleCells } from "../../posture/run/idle-cells";

const row = (more: Partial<IdleQuota>): IdleQuota => ({
  id: "x",
  provider: "Microsoft.Compute",
  subscription: "00000000-0000-0000-0000-000000000001",
  subscriptionName: "Contoso Production",
  region: "westeurope",
  pool: "family",
  name: "standardNCADSA100v4Family",
  displayName: "Standard NCADSA100v4 Family vCPUs",
  accelerator: true,
  used: 0,
  limit: 48,
  free: 48,
  listed: true,
  byDefault: false,
  approved: "no",
  ...more,
});
const buys = (usd: number): Pick<IdleQuota, "best"> => ({
  best: {
    size: "Standard_NC24ads_A100_v4",
    count: 1,
    vCpus: 24,
    gpus: { is: "exact", value: 1 },
    usdPerDay: { is: "exact", value: usd },
  },
});

describe("the cells of idle quota", () => {
  it("add up subscriptions, of one kind in one region", () =>
    assert.deepEqual(
      idleCells([row(buys(100)), row({ ...buys(20), subscription: "00000000-0000-0000-0000-000000000002", free: 24 })]),
      [
        {
          service: "Microsoft.Compute",
          family: "Standard NCADSA100v4 Family vCPUs",
          pool: "family",
          region: "westeurope",
          accelerator: true,
          vCpus: { is: "exact", value: 72 },
          usdPerDay: { is: "exact", value: 120 },
        },
      ],
    ));
  it("keep regions, kinds, pools and services apart, the dearest first", () =>
    assert.deepEqual(
      idleCells([
        row(buys(1)),
        row({ ...buys(5), region: "eastus" }),
        row({ ...buys(3), pool: "spot", displayName: "Total Regional Low-priority vCPUs" }),
        row({ ...buys(4), provider: "Microsoft.Batch" }),
      ]).map(({ region, pool, service, usdPerDay }) => [region, pool, service, usdPerDay]),
      [
        ["eastus", "family", "Microsoft.Compute", { is: "exact", value: 5 }],
        ["westeurope", "family", "Microsoft.Batch", { is: "exact", value: 4 }],
        ["westeurope", "spot", "Microsoft.Compute", { is: "atMost", value: 3 }],
        ["westeurope", "family", "Microsoft.Compute", { is: "exact", value: 1 }],
      ],
    ));
  it("know no sum where there is no price or no limit, and say at least beside one that is known", () => {
    const [unpriced] = idleCells([row({})]);
    assert.deepEqual(unpriced!.usdPerDay, { is: "unknown" });
    const [boundless] = idleCells([row({ ...buys(9), boundless: true, free: Number.POSITIVE_INFINITY })]);
    assert.deepEqual([boundless!.usdPerDay, boundless!.vCpus], [{ is: "unknown" }, { is: "unknown" }]);
    const [mixed] = idleCells([row(buys(9)), row({})]);
    assert.deepEqual(mixed!.usdPerDay, { is: "atLeast", value: 9 });
  });
  it("are the same in any order, and none where nothing is idle", () => {
    const rows = [row(buys(1)), row({ ...buys(1), region: "eastus" }), row({ ...buys(1), region: "uksouth" })];
    assert.deepEqual(idleCells(rows.toReversed()), idleCells(rows));
    assert.deepEqual(idleCells([]), []);
  });
});
