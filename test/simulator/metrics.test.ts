import assert from "node:assert/strict";
import { get } from "../../simulator/json";
import { contoso } from "../../simulator/scenario/contoso";
import { withSimulator } from "./tenant";

const scenario = contoso();
const inData = "/subscriptions/00000000-0000-0000-0005-000000000003/resourceGroups/rg-data/providers";
const batch = `${inData}/Microsoft.Batch/batchAccounts/batchreports`;
const workspace = `${inData}/Microsoft.MachineLearningServices/workspaces/mlw-forecast`;
const month = "2026-10-25T12:00:00Z/2026-11-24T12:00:00Z";
const asking = (change: Readonly<Record<string, string>> = {}, resource = batch) =>
  `${resource}/providers/Microsoft.Insights/metrics?${new URLSearchParams({
    "api-version": "2023-10-01",
    metricnames: "CoreCount",
    timespan: month,
    interval: "PT1H",
    aggregation: "Average",
    ...change,
  })}`;

describe("platform metrics of the simulated tenant", () => {
  for (const [what, path, status, says] of [
    [
      "a metric that the type does not have",
      asking({ metricnames: "CoreCount,Total Cores" }),
      400,
      /Failed to find metric configuration/,
    ],
    [
      "metrics of a type that has none here",
      asking({}, `${inData}/Microsoft.Compute/virtualMachines/vm-db-01`),
      400,
      /Valid metrics/,
    ],
    ["a resource that is not there", asking({}, `${batch}2`), 404, /not found/],
    ["a span without an end", asking({ timespan: "2026-10-25T12:00:00Z" }), 400, /invalid time interval/],
    ["a time that is not UTC", asking({ timespan: month.replaceAll("Z", "+01:00") }), 400, /invalid time interval/],
    [
      "a span that is kept no more",
      asking({ timespan: "2026-07-01T00:00:00Z/2026-07-31T00:00:00Z" }),
      400,
      /retention period: 93/,
    ],
    ["a grain that there is not", asking({ interval: "PT3M" }), 400, /Invalid time grain/],
    [
      "a dimension that the metric does not have",
      asking({ $filter: "ClusterName eq '*'" }),
      400,
      /requested dimension/,
    ],
  ] as const)
    it(`refuses ${what}`, () =>
      withSimulator({ scenario }, async ({ arm }) => {
        const answer = await arm(path);
        assert.equal(answer.status, status);
        assert.match(JSON.stringify(answer.body), says);
      }));

  const pointsIn = (body: unknown) =>
    (body as { value: { timeseries: { data: { average?: number }[] }[] }[] }).value.map(({ timeseries }) =>
      timeseries.map(({ data }) => data.length),
    );

  it("answers of a longer span the last thirty days, without a word", () =>
    withSimulator({ scenario }, async ({ arm }) => {
      const { body } = await arm(asking({ timespan: "2026-08-26T12:00:00Z/2026-11-24T12:00:00Z" }));
      assert.deepEqual(pointsIn(body), [[720]]);
    }));

  it("splits by cluster where it is asked to, up to the series that were asked for, and else takes the average", () =>
    withSimulator({ scenario }, async ({ arm }) => {
      const split = { metricnames: "Total Cores", $filter: "ClusterName eq '*'" };
      assert.deepEqual(pointsIn((await arm(asking(split, workspace))).body), [[720, 720]]);
      assert.deepEqual(pointsIn((await arm(asking({ ...split, top: "1" }, workspace))).body), [[720]]);
      const { body } = await arm(asking({ metricnames: "Total Cores" }, workspace));
      const points = (body as { value: [{ timeseries: [{ data: { timeStamp: string; average?: number }[] }] }] })
        .value[0].timeseries[0].data;
      // 8 of the cluster, and 96 beside it.
      assert.equal(points.find(({ timeStamp }) => timeStamp === "2026-11-23T22:00:00Z")?.average, 52);
      assert.equal(get(body as never, "interval"), "PT1H");
    }));

  it("lets nobody read them without the right", () =>
    withSimulator(
      {
        scenario,
        sight: {
          whole: ["00000000-0000-0000-0005-000000000003"],
          rootGroup: false,
          actions: ["*/read"],
          notActions: ["Microsoft.Insights/metrics/read"],
        },
      },
      async ({ arm }) => {
        const { status, body } = await arm(asking());
        assert.equal(status, 403);
        assert.match(JSON.stringify(body), /Microsoft\.Insights\/metrics\/read/);
      },
    ));
});
