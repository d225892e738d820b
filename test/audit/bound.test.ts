import assert from "node:assert/strict";
import { leastSeconds } from "../../bench/bound";
import type { Limit } from "../../posture/azure/limits";
import { mostPlaces } from "../../posture/azure/places";

describe("the least time for some requests", () => {
  const limits: readonly Limit[] = [
    { name: "reports", path: /^\/v1\.0\/reports\//, size: 5, perSecond: 0.5, per: "tenant" },
    { name: "reads", path: /^\/subscriptions\//, size: 10, perSecond: 2, per: "subscription" },
  ];
  const reports = (count: number) => Array.from({ length: count }, () => ({ address: "graph/v1.0/reports/x?$top=1" }));
  const reads = (count: number, subscription: string) =>
    Array.from({ length: count }, () => ({ address: `arm:8443/subscriptions/${subscription}/x` }));

  for (const [what, asked, latency, seconds, by] of [
    ["nothing takes no time", [], 50, 0, /^nothing$/],
    ["a full bucket lets its size through at once", reports(5), 0, 0, /./],
    ["the rest goes at the rate", reports(7), 0, 4, /^7 requests under the limit of reports$/],
    ["each subscription has a bucket of its own", [...reads(10, "a"), ...reads(10, "b")], 0, 0, /./],
    ["in any letters", [...reads(10, "a"), ...reads(10, "A")], 0, 5, /^20 requests under the limit of reads$/],
    ["the slowest decides", [...reports(7), ...reads(20, "a")], 0, 5, /reads/],
    [
      "places bound what no limit bounds",
      Array.from({ length: 10 * mostPlaces }, (_, n) => ({ address: `arm:8443/subscriptions/${n}/x` })),
      100,
      1,
      /^640 requests to arm in 64 places$/,
    ],
  ] as const)
    it(what, () => {
      const least = leastSeconds(asked, limits, latency);
      assert.equal(least.seconds, seconds);
      assert.match(least.by, by);
    });
});
