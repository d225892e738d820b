import type { Table } from "./checks-table";
import { daysAgo, guid, healthy, type Rows } from "./checks-tenant";

/** Tables of the checks that judge what was done. */

type Answer = Rows["activity"][number];

const virtualMachine = "microsoft.compute/virtualmachines/write";
const scaleSet = "microsoft.compute/virtualmachinescalesets/write";

/** What person 101 did over the whole history. */
export const acts = (change: Partial<Answer> & { readonly key?: Readonly<Record<string, string>> } = {}): Answer => ({
  question: "operations",
  times: 1,
  first: daysAgo(1),
  last: daysAgo(1),
  distinct: { name: ["dana@contoso.com"], region: ["westeurope"] },
  sum: {},
  ...change,
  key: { caller: guid(101), operation: virtualMachine, result: "done", ...change.key },
});

/** What person 101 did in one hour, so many hours ago. */
export const inHour = (hours: number, key: Readonly<Record<string, string>> = {}, machines = 1): Answer => {
  const at = new Date(Math.floor(Date.parse(daysAgo(0)) / 3_600_000 - hours) * 3_600_000).toISOString();
  return {
    question: "hours",
    window: at,
    times: 1,
    first: at,
    last: at,
    distinct: {},
    sum: { machines },
    key: {
      ...{ caller: guid(101), operation: scaleSet, result: "done", subscription: guid(1), region: "westeurope" },
      ...{ size: "Standard_NC4as_T4_v3", extension: "", code: "" },
      ...key,
    },
  };
};

const log = (...answers: readonly Answer[]) => ({ activity: [...healthy.activity, ...answers] });

/** The same with a log that goes back so many days. */
const shortLog = (days: number, ...answers: readonly Answer[]) => ({
  activity: [...healthy.activity.map(row => ({ ...row, first: daysAgo(days) })), ...answers],
});

const regions = (...of: readonly (readonly [hours: number, region: string])[]) =>
  of.map(([hours, region]) => inHour(hours, { region }));

export const activityTables: Readonly<Record<string, Table>> = {
  "first-compute-creator": {
    bad: {
      "created yesterday, and never before": {
        change: log(acts()),
        at: [guid(101)],
        says: /for the first time, at .*: 1 act \(microsoft\.compute\/virtualmachines\/write\) in westeurope/,
      },
      "what failed before was no creation": {
        change: log(acts(), acts({ key: { result: "failed" }, first: daysAgo(60), last: daysAgo(60) })),
        at: [guid(101)],
      },
      "other work before was no creation": {
        change: log(
          acts(),
          acts({ key: { operation: "microsoft.storage/storageaccounts/write" }, first: daysAgo(60) }),
        ),
        at: [guid(101)],
      },
      "an application, by its object id": {
        change: log(acts({ key: { caller: guid(301) }, distinct: { name: [guid(391)] } })),
        at: [guid(301)],
      },
      "the log is just long enough": { change: shortLog(28, acts()), at: [guid(101)] },
      "newer than the estate asks": {
        change: shortLog(12, acts()),
        estate: { thresholds: { newAfterDays: 5 } },
        at: [guid(101)],
      },
    },
    quiet: {
      "created it two months ago, and since then": { change: log(acts({ first: daysAgo(60), times: 9 })) },
      "of another kind two months ago": {
        change: log(acts(), acts({ key: { operation: scaleSet }, first: daysAgo(60), last: daysAgo(60) })),
      },
      "first, but three weeks ago": { change: log(acts({ first: daysAgo(21), last: daysAgo(20) })) },
      "an attempt that failed": { change: log(acts({ key: { result: "failed" } })) },
      "no compute": { change: log(acts({ key: { operation: "microsoft.storage/storageaccounts/write" } })) },
    },
    unsure: {
      "the log is a day too short": { change: shortLog(27, acts()) },
      "the youngest log decides": {
        change: {
          activity: [...healthy.activity.map((row, i) => ({ ...row, first: daysAgo(i === 0 ? 90 : 10) })), acts()],
        },
      },
      "no log was read": { change: { activity: [] } },
    },
  },
  "compute-burst": {
    bad: {
      "three regions within three hours": {
        change: log(...regions([30, "eastus2"], [29, "northeurope"], [28, "japaneast"])),
        at: [guid(101)],
        says: /in 3 regions within hours, from .* on: eastus2, japaneast, northeurope; 3 machines or more/,
      },
      "the same region twice does not hide the third": {
        change: log(...regions([30, "eastus2"], [29, "eastus2"], [29, "northeurope"], [28, "japaneast"])),
        at: [guid(101)],
      },
      "as few as the estate says": {
        change: log(...regions([30, "eastus2"], [29, "northeurope"])),
        estate: { thresholds: { burstRegions: 2 } },
        at: [guid(101)],
      },
      "within a longer time, as the estate says": {
        change: log(...regions([30, "eastus2"], [26, "northeurope"], [22, "japaneast"])),
        estate: { thresholds: { burstHours: 9 } },
        at: [guid(101)],
      },
    },
    quiet: {
      "two regions": { change: log(...regions([30, "eastus2"], [29, "northeurope"], [28, "northeurope"])) },
      "three regions, an hour too far apart": {
        change: log(...regions([31, "eastus2"], [29, "northeurope"], [28, "japaneast"])),
      },
      "three regions, by three people": {
        change: log(
          ...regions([30, "eastus2"], [29, "northeurope"], [28, "japaneast"]).map((answer, i) => ({
            ...answer,
            key: { ...answer.key, caller: guid(101 + i) },
          })),
        ),
      },
      "attempts that failed": {
        change: log(
          ...regions([30, "eastus2"], [29, "northeurope"], [28, "japaneast"]).map(answer => ({
            ...answer,
            key: { ...answer.key, result: "failed" },
          })),
        ),
      },
      "three weeks ago": { change: log(...regions([530, "eastus2"], [529, "northeurope"], [528, "japaneast"])) },
      "regions that no record tells": { change: log(...regions([30, ""], [29, "northeurope"], [28, "japaneast"])) },
      "a short log tells a burst all the same": { change: shortLog(5, ...regions([30, "eastus2"])) },
    },
  },
};
