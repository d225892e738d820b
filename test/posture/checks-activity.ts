import type { Table } from "./checks-table";
import { daysAgo, guid, healthy, production, type Rows, sandbox } from "./checks-tenant";

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
      ...{ size: "Standard_NC4as_T4_v3", accelerator: "", extension: "", code: "", methods: "", told: "yes" },
      ...key,
    },
  };
};

/** The same, so many minutes into its hour. */
const minutesInto = (minutes: number, answer: Answer): Answer => {
  const at = new Date(Date.parse(answer.first) + minutes * 60_000).toISOString();
  return { ...answer, first: at, last: at };
};

/** The same again so many minutes later. */
const lasting = (minutes: number, answer: Answer): Answer => ({
  ...answer,
  times: 2,
  last: new Date(Date.parse(answer.last) + minutes * 60_000).toISOString(),
});

/** That the person created compute two months ago, and has a name. */
const known = acts({ first: daysAgo(60) });
/** What person 101 asked for and did not get, in one hour. */
const failing = (hours: number, key: Readonly<Record<string, string>>): Answer => {
  const { sum, key: done, ...answer } = inHour(hours);
  const { operation = "", subscription = "", region = "", size = "" } = done;
  return {
    ...{ ...answer, question: "failures", sum: {} },
    key: {
      ...{ caller: guid(101), operation, subscription, region, size, result: "failed", methods: "" },
      ...{ refused: "itself", tried: "" },
      ...key,
    },
  };
};
const deployment = "microsoft.resources/deployments/write";
const denial = "microsoft.authorization/policies/deny/action";
/** A template that failed for want of quota, of which no size is told. */
const undeployed = (key: Readonly<Record<string, string>>) =>
  failing(30, { operation: deployment, code: "QuotaExceeded", refused: "", region: "", size: "", ...key });

const log = (...answers: readonly Answer[]) => ({ activity: [...healthy.activity, ...answers] });

/** The same with a log that goes back so many days. */
export const shortLog = (days: number, ...answers: readonly Answer[]) => ({
  activity: [...healthy.activity.map(row => ({ ...row, first: daysAgo(days) })), ...answers],
});

const regions = (...of: readonly (readonly [hours: number, region: string])[]) =>
  of.map(([hours, region]) => inHour(hours, { region }));

const gpu = (hours: number, key: Readonly<Record<string, string>> = {}) =>
  inHour(hours, { accelerator: "yes", ...key });
const driver = (hours: number, key: Readonly<Record<string, string>> = {}) =>
  inHour(hours, {
    operation: "microsoft.compute/virtualmachines/extensions/write",
    extension: "nvidiagpudriverlinux",
    ...key,
  });
const script = (hours: number, key: Readonly<Record<string, string>> = {}) =>
  driver(hours, { extension: "customscriptextension", ...key });
/** That an ordinary machine was refused to a person for want of quota. */
const refusedTo = (person: number, hours: number, key: Readonly<Record<string, string>> = {}) =>
  inHour(hours, {
    ...{ caller: guid(person), operation: virtualMachine, size: "Standard_D2s_v5" },
    ...{ result: "failed", code: "OperationNotAllowed" },
    ...key,
  });
/** Of which no record names whoever did it. */
const nobody = { caller: "" };
/** Of which no record tells what it was. */
const untold = { size: "", told: "" };
/** An extension of which the name is all that is known, and which may be any. */
const untoldType = { extension: "ext1", told: "" };
const agentPool = "microsoft.containerservice/managedclusters/agentpools/write";
const runCommand = "microsoft.compute/virtualmachines/runcommands/write";
const deletion = "microsoft.compute/virtualmachines/delete";
const elevation = "microsoft.authorization/elevateaccess/action";
const batch = "microsoft.batch/register/action";
const quota = "microsoft.quota/quotas/write";
/** A request for the family of the size that the other acts create. */
const asked = (hours: number, key: Readonly<Record<string, string>> = {}) =>
  inHour(hours, { operation: quota, size: "", family: "Standard NCASv3_T4 Family", limit: "64", ...key });
/** A ticket of which no body was kept. */
const untoldTicket = (hours: number, key: Readonly<Record<string, string>> = {}) =>
  inHour(hours, {
    operation: "microsoft.support/supporttickets/write",
    size: "",
    region: "",
    family: "",
    limit: "",
    ...key,
  });
const quotaRow = (limit: number): Rows["quota"][number] => ({
  ...{ subscription: guid(1), region: "westeurope", name: "Standard NCASv3_T4 Family" },
  ...{ displayName: "", used: 0, limit },
});
const nothing = { region: "", size: "" };
/** What the log of the tenant itself tells. */
const tenantAct = (hours: number, operation: string, key: Readonly<Record<string, string>> = {}) =>
  inHour(hours, { ...nothing, subscription: "", operation, ...key });
const newAlias = "microsoft.subscription/aliases/write";
const transfer = "microsoft.subscription/updatetenant/action";
const cancellation = "microsoft.subscription/cancel/action";
/** Acts in a subscription of which the log alone knows. */
const unlisted = (
  subscription: number,
  {
    caller = guid(101),
    at = daysAgo(4),
    name = "dana@contoso.com",
    operation = ["microsoft.storage/storageaccounts/write"],
  }: { caller?: string; at?: string; name?: string; operation?: string[] } = {},
): Answer => ({
  ...{ question: "unlisted", key: { subscription: guid(subscription), caller }, times: 3, sum: {} },
  ...{ first: daysAgo(20), last: at, distinct: { name: [name], operation } },
});
const refused = (key: Readonly<Record<string, string>> = {}) =>
  failing(30, { code: "RequestDisallowedByPolicy", ...key });
export const workspace = `${production}/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/logs`;
const unread: Answer = {
  ...{ question: "reach", key: { subscription: "", road: "workspace" }, times: 0, sum: {}, distinct: {} },
  ...{ first: daysAgo(0), last: daysAgo(0) },
};

/** All of it at once. */
export const attackedActivity: Rows["activity"] = [
  ...healthy.activity,
  { ...unread, distinct: { missing: ["Log Analytics Data Reader"] } },
  acts(),
  acts({ key: { operation: runCommand } }),
  ...["eastus2", "japaneast", "northeurope"].map((region, i) =>
    gpu(30, { region, caller: guid(101 + i), methods: "pwd" }),
  ),
  ...regions([30, "eastus2"], [29, "northeurope"], [28, "japaneast"]),
  inHour(30, {}, 50),
  ...["a", "b", "c"].map(size => failing(30, { size, code: "QuotaExceeded" })),
  { ...driver(30), times: 5 },
  script(30, { caller: guid(102) }),
  { ...inHour(30, { operation: deletion }), times: 20 },
  inHour(32, { operation: elevation }),
  refused(),
  inHour(30, { operation: batch }),
  ...[30, 38, 46].map(hours => inHour(hours, { operation: quota })),
  asked(400, { caller: guid(102), region: "eastus2" }),
  tenantAct(30, newAlias),
  inHour(30, { ...nothing, operation: transfer }),
  tenantAct(30, "microsoft.subscription/policies/write"),
  unlisted(7),
  refusedTo(102, 28, { region: "eastus2" }),
];

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
      "another of the same name created it two months ago": {
        change: log(acts(), acts({ key: { caller: guid(102) }, first: daysAgo(60), last: daysAgo(60) })),
        at: [guid(101)],
      },
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
      "two months ago, when the log had the name alone": {
        change: log(acts(), acts({ key: { caller: "dana@contoso.com" }, first: daysAgo(60), last: daysAgo(60) })),
      },
      "by the name alone, and two months ago by the id": {
        change: log(acts({ key: { caller: "dana@contoso.com" } }), acts({ first: daysAgo(60), last: daysAgo(60) })),
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
      "no record names who it was, as three weeks ago": {
        change: log(
          acts({ key: { caller: "" }, distinct: {} }),
          acts({ key: { caller: "" }, distinct: {}, first: daysAgo(20), last: daysAgo(20) }),
        ),
      },
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
      "three regions within three hours, across the hours of the log": {
        change: log(
          minutesInto(59, inHour(31, { region: "eastus2" })),
          ...regions([30, "northeurope"]),
          minutesInto(1, inHour(28, { region: "japaneast" })),
        ),
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
      "two regions, and no record names whose": {
        change: log(...["eastus2", "japaneast"].map(region => inHour(30, { ...nobody, region }))),
      },
    },
    unsure: {
      "three regions, and no record names whose": {
        change: log(...["eastus2", "japaneast", "northeurope"].map(region => inHour(30, { ...nobody, region }))),
      },
    },
  },
  "compute-capacity-burst": {
    bad: {
      "fifty machines in one set": {
        change: log(known, inHour(30, {}, 50)),
        at: [guid(101)],
        severity: "medium",
        says: /asked for 50 machines or more within hours, from .* on, in 1 act: Standard_NC4as_T4_v3 in westeurope/,
      },
      "with accelerators": {
        change: log(known, inHour(30, { accelerator: "yes" }, 300)),
        at: [guid(101)],
        severity: "high",
      },
      "in two sets, across the hours of the log": {
        change: log(known, minutesInto(59, inHour(31, {}, 25)), minutesInto(1, inHour(28, {}, 25))),
        at: [guid(101)],
      },
      "as few as the estate says": {
        change: log(known, inHour(30, {}, 5)),
        estate: { thresholds: { burstMachines: 5 } },
        at: [guid(101)],
      },
    },
    quiet: {
      "49 machines": { change: log(known, inHour(30, {}, 49)) },
      "a set that is lowered to ten": { change: log(known, inHour(1500, {}, 60), inHour(30, {}, 10)) },
      "as many over days": { change: log(known, ...[30, 60, 90].map(hours => inHour(hours, {}, 49))) },
      "what failed": { change: log(known, inHour(30, { result: "failed" }, 300)) },
      "an autoscaler, which is an application": {
        change: log(
          acts({ first: daysAgo(60), distinct: { name: [guid(391)] } }),
          ...[30, 29].map(hours => inHour(hours, {}, 40)),
        ),
      },
    },
    unsure: { "fifty machines, and no record names whose": { change: log(inHour(30, nobody, 50)) } },
  },
  "first-gpu-creation": {
    bad: {
      "accelerators yesterday": { change: log(gpu(30)), at: [production], says: /Standard_NC4as_T4_v3 in westeurope/ },
    },
    quiet: {
      "and two months ago": { change: log(gpu(30), gpu(1500)) },
      "no accelerators": { change: log(inHour(30)) },
      "a body that names no size, as containers have none": { change: log(inHour(30, { size: "", told: "yes" })) },
      "no body, of a size that another record tells": {
        change: log(inHour(30, { size: "Standard_D2s_v5", told: "" })),
      },
      "no body, where accelerators are old": { change: log(inHour(30, untold), gpu(1500)) },
      "no body, three weeks ago": { change: log(inHour(530, untold)) },
      "no body, of what failed": { change: log(inHour(30, { ...untold, result: "failed" })) },
      "no body, of no compute": { change: log(inHour(30, { ...untold, operation: runCommand })) },
    },
    unsure: {
      "the log is too short": { change: shortLog(20, gpu(30)) },
      "no body": { change: log(inHour(30, untold)) },
      "no body, and accelerators of another subscription are old": {
        change: log(inHour(30, untold), gpu(1500, { subscription: guid(2) })),
      },
    },
  },
  "first-compute-region": {
    bad: { "a new region": { change: log(inHour(30, { region: "japaneast" }), inHour(1500)), at: [guid(900)] } },
    quiet: {
      "a region of old": { change: log(inHour(30), inHour(1500, { caller: guid(102), subscription: guid(2) })) },
      "a pool of a cluster, whose body tells no region": {
        change: log(inHour(30, { operation: agentPool, region: "" }), inHour(1500)),
      },
      "no body tells the region of what failed": {
        change: log(inHour(30, { region: "", told: "", result: "failed" }), inHour(1500)),
      },
      "no body tells the region, three weeks ago": { change: log(inHour(530, { region: "", told: "" })) },
    },
    unsure: {
      "the log is too short": { change: shortLog(20, inHour(30)) },
      "no body tells the region": { change: log(inHour(30, { region: "", told: "" }), inHour(1500)) },
    },
  },
  "joint-gpu-creation": {
    bad: {
      "three within three hours": {
        change: log(...[101, 102, 103].map((n, i) => gpu(30 - i, { caller: guid(n) }))),
        at: [guid(900)],
        says: /^3 identities created accelerators within hours/,
      },
    },
    quiet: {
      "two, one of them twice": { change: log(...[101, 102, 101].map((n, i) => gpu(30 - i, { caller: guid(n) }))) },
      "three in a day": { change: log(...[101, 102, 103].map((n, i) => gpu(30 - 9 * i, { caller: guid(n) }))) },
    },
  },
  "failed-compute-burst": {
    bad: {
      "three sizes": {
        change: log(...["a", "b", "c"].map(size => failing(30, { size, code: "QuotaExceeded" }))),
        at: [guid(101)],
        says: /over a, b, c \(QuotaExceeded\)/,
      },
      "three templates in three regions": {
        change: log(...["eastus2", "japaneast", "northeurope"].map(region => undeployed({ region }))),
        at: [guid(101)],
        says: /over eastus2, japaneast, northeurope/,
      },
      "three templates of three families": {
        change: log(...["a", "b", "c"].map(family => undeployed({ tried: family, region: "eastus2" }))),
        at: [guid(101)],
      },
      "three templates that do not tell": {
        change: log(...["1", "2", "3"].map(name => undeployed({ tried: `/deployments/${name}` }))),
        at: [guid(101)],
      },
    },
    quiet: {
      "one template again and again": {
        change: log(...[1, 2, 3].map(() => undeployed({ region: "eastus2", tried: "a" }))),
      },
      "for another reason": {
        change: log(...["a", "b", "c"].map(size => failing(30, { size, code: "BadRequest" }))),
      },
      "two sizes": {
        change: log(...["a", "b"].map(size => failing(30, { size, code: "QuotaExceeded" }))),
      },
    },
  },
  "compute-depletion": {
    bad: {
      "an ordinary machine of another, for want of quota": {
        change: log(gpu(33), refusedTo(102, 30)),
        at: [production],
        says: new RegExp(
          `^${guid(102)} could create no compute in westeurope from .* on \\(OperationNotAllowed\\), after ${guid(101)} created accelerators there at .* \\(1 machine or more\\)`,
        ),
      },
      "in the same hour": { change: log(gpu(30), refusedTo(102, 30)), at: [production] },
      "which the estate approves of elsewhere": {
        change: log(gpu(33), refusedTo(102, 30)),
        estate: { gpuSizes: ["Standard_ND96isr_H100_v5"] },
        at: [production],
      },
      "after as long as the estate says": {
        change: log(gpu(70), refusedTo(102, 30)),
        estate: { thresholds: { followUpHours: 48 } },
        at: [production],
      },
    },
    quiet: {
      "who created them themselves": { change: log(gpu(33), refusedTo(101, 30)) },
      "after ordinary machines": { change: log(inHour(33, { size: "Standard_D2s_v5" }), refusedTo(102, 30)) },
      "after accelerators that are approved": {
        change: log(gpu(33), refusedTo(102, 30)),
        estate: { gpuSizes: ["Standard_NC4as_T4_v3"] },
      },
      "before them": { change: log(gpu(30), refusedTo(102, 33)) },
      "two days later": { change: log(gpu(80), refusedTo(102, 30)) },
      "in another region": { change: log(gpu(33), refusedTo(102, 30, { region: "northeurope" })) },
      "of which no region is known": { change: log(gpu(33, { region: "" }), refusedTo(102, 30, { region: "" })) },
      "for want of capacity in Azure": { change: log(gpu(33), refusedTo(102, 30, { code: "SkuNotAvailable" })) },
      "what failed took no quota": { change: log(gpu(33, { result: "failed" }), refusedTo(102, 30)) },
    },
    unsure: {
      "no record names who was refused": { change: log(gpu(33), refusedTo(102, 30, nobody)) },
      "no record names who created them": { change: log(gpu(33, nobody), refusedTo(102, 30)) },
    },
  },
  "gpu-driver-burst": {
    bad: {
      "five in an hour": { change: log({ ...driver(30), times: 5 }), at: [guid(101)], says: /5 times within hours/ },
    },
    quiet: {
      four: { change: log({ ...driver(30), times: 4 }) },
      "five over two days": { change: log({ ...driver(30), times: 3 }, { ...driver(70), times: 2 }) },
    },
    unsure: { "five, and no record names whose": { change: log({ ...driver(30, nobody), times: 5 }) } },
  },
  "first-gpu-driver-installer": {
    bad: { "nothing before": { change: log(driver(30)), at: [guid(101)] } },
    quiet: {
      "no body tells the type, and another extension two months ago": {
        change: log(driver(30, untoldType), driver(1500, { extension: "customscript" })),
      },
      "no body tells the type of what failed": { change: log(driver(30, { ...untoldType, result: "failed" })) },
      "another extension two months ago": { change: log(driver(30), driver(1500, { extension: "customscript" })) },
      "another extension": { change: log(driver(30, { extension: "customscript" })) },
    },
    unsure: {
      "the log is too short": { change: shortLog(20, driver(30)) },
      "no body tells the type": { change: log(driver(30, untoldType)) },
      "no body tells the type, among others": {
        change: log(driver(30, untoldType), driver(31, { extension: "azuremonitorlinuxagent" })),
      },
    },
  },
  "first-script-extension": {
    bad: {
      "nothing before": {
        change: log(script(30)),
        at: [guid(101)],
        says: /\(customscriptextension\), and had never used an extension before$/m,
      },
      "among others": { change: log(script(30), script(31, { extension: "azuremonitorlinuxagent" })), at: [guid(101)] },
    },
    quiet: {
      "no body tells the type, and another extension two months ago": {
        change: log(script(30, untoldType), driver(1500, { extension: "customscript" })),
      },
      "no body tells the type of what failed": { change: log(script(30, { ...untoldType, result: "failed" })) },
      "another extension two months ago": { change: log(script(30), driver(1500)) },
      "an extension that runs no script": { change: log(script(30, { extension: "azuremonitorlinuxagent" })) },
      "what failed": { change: log(script(30, { result: "failed" })) },
    },
    unsure: {
      "the log is too short": { change: shortLog(20, script(30)) },
      "no body tells the type": { change: log(script(30, untoldType)) },
      "no body tells the type, among others": {
        change: log(script(30, untoldType), script(31, { extension: "azuremonitorlinuxagent" })),
      },
    },
  },
  "first-command-runner": {
    bad: { "nothing before": { change: log(acts({ key: { operation: runCommand } })), at: [guid(101)] } },
    quiet: { "for months": { change: log(acts({ key: { operation: runCommand }, first: daysAgo(60), times: 40 })) } },
    unsure: { "the log is too short": { change: shortLog(20, acts({ key: { operation: runCommand } })) } },
  },
  "compute-mass-deletion": {
    bad: {
      "twenty in an hour": { change: log({ ...inHour(30, { operation: deletion }), times: 20 }), at: [guid(101)] },
      "twenty within three hours, across the hours of the log": {
        change: log(
          ...[
            minutesInto(59, inHour(31, { operation: deletion })),
            minutesInto(1, inHour(28, { operation: deletion })),
          ].map(answer => ({ ...answer, times: 10 })),
        ),
        at: [guid(101)],
      },
    },
    quiet: {
      nineteen: { change: log({ ...inHour(30, { operation: deletion }), times: 19 }) },
      "twenty, three hours apart": {
        change: log(
          ...[31, 28].map(hours => ({ ...minutesInto(30, inHour(hours, { operation: deletion })), times: 10 })),
        ),
      },
    },
    unsure: {
      "twenty, and no record names whose": {
        change: log({ ...inHour(30, { operation: deletion, ...nobody }), times: 20 }),
      },
    },
  },
  "compute-after-elevation": {
    bad: {
      "two hours later": { change: log(inHour(30), inHour(32, { operation: elevation })), at: [guid(101)] },
      "a day after the second of two in one hour": {
        change: log(minutesInto(15, inHour(30)), lasting(40, minutesInto(5, inHour(54, { operation: elevation })))),
        at: [guid(101)],
      },
    },
    quiet: {
      "a day after the one of its hour": {
        change: log(minutesInto(15, inHour(30)), minutesInto(5, inHour(54, { operation: elevation }))),
      },
      "two days later": { change: log(inHour(30), inHour(78, { operation: elevation })) },
      "before it": { change: log(inHour(32), inHour(30, { operation: elevation })) },
      "somebody else": { change: log(inHour(30), inHour(32, { operation: elevation, caller: guid(102) })) },
      "an elevation that failed": { change: log(inHour(30), inHour(32, { operation: elevation, result: "failed" })) },
    },
    unsure: {
      "no record names whose either was": {
        change: log(inHour(30, nobody), inHour(32, { operation: elevation, ...nobody })),
      },
    },
  },
  "password-only-compute": {
    bad: { "a password alone": { change: log(inHour(30, { methods: "pwd" })), at: [guid(101)] } },
    quiet: {
      "with MFA": { change: log(inHour(30, { methods: "pwd,mfa" })) },
      "three weeks ago": { change: log(inHour(500, { methods: "pwd" })) },
      "not told": { change: log(inHour(30, { methods: "" })) },
    },
  },
  "refused-compute": {
    bad: {
      "a person": { change: log(refused(), acts()), at: [guid(101)] },
      "by a template that tells what was refused": {
        change: log(refused({ operation: deployment, refused: "compute" }), acts()),
        at: [guid(101)],
      },
      "as the policy's own record tells": {
        change: log(refused({ operation: denial, refused: "compute" }), acts()),
        at: [guid(101)],
      },
      "one attempt that three records tell is one finding": {
        change: log(
          refused(),
          refused({ operation: denial, refused: "compute" }),
          refused({ operation: deployment, refused: "" }),
          acts(),
        ),
        at: [guid(101)],
      },
    },
    unsure: {
      "a template of which nothing is told": {
        change: log(refused({ operation: deployment, refused: "" }), acts()),
      },
    },
    quiet: {
      "a storage account": { change: log(refused({ operation: denial, refused: "other" }), acts()) },
      "a template of which the policy's own record tells that it was something else": {
        change: log(
          refused({ operation: deployment, refused: "" }),
          refused({ operation: denial, refused: "other" }),
          acts(),
        ),
      },
      "a template of a pipeline": {
        change: log(
          refused({ operation: deployment, refused: "" }),
          refused({ operation: denial, refused: "compute" }),
          acts({ distinct: { name: [guid(391)] } }),
        ),
      },
      "a template of which nothing is told, three weeks ago": {
        change: log(
          { ...refused({ operation: deployment, refused: "" }), first: daysAgo(21), last: daysAgo(21) },
          acts(),
        ),
      },
      "an application, as node pools do": { change: log(refused(), acts({ distinct: { name: [guid(391)] } })) },
      "refused by quota": { change: log({ ...refused(), key: { ...refused().key, code: "QuotaExceeded" } }, acts()) },
    },
  },
  "first-provider-registration": {
    bad: {
      Batch: {
        change: log(inHour(30, { operation: batch })),
        at: [production],
        says: /^microsoft\.batch was registered at/,
      },
    },
    quiet: { again: { change: log(inHour(30, { operation: batch }), inHour(1500, { operation: batch })) } },
    unsure: { "the log is too short": { change: shortLog(20, inHour(30, { operation: batch })) } },
  },
  "quota-request-burst": {
    bad: {
      "three in a day": {
        change: log(...[30, 38, 46].map(hours => inHour(hours, { operation: quota }))),
        at: [guid(101)],
      },
      "three within ten minutes less than a day": {
        change: log(
          minutesInto(55, inHour(54, { operation: quota })),
          inHour(38, { operation: quota }),
          minutesInto(45, inHour(30, { operation: quota })),
        ),
        at: [guid(101)],
      },
    },
    quiet: {
      "two in a day": { change: log(...[30, 38].map(hours => inHour(hours, { operation: quota }))) },
      "three in three days": { change: log(...[30, 60, 90].map(hours => inHour(hours, { operation: quota }))) },
      "three, of which one lowers what it raised before": {
        change: log(asked(46, { limit: "96" }), asked(38, { region: "eastus2" }), asked(30, { limit: "48" })),
      },
      "three, of which one sets a limit to nothing": {
        change: log(asked(46), asked(38, { region: "eastus2" }), asked(30, { region: "japaneast", limit: "0" })),
      },
      "three, of which one is refused and asks for no more than there is": {
        change: {
          ...log(asked(46, { region: "japaneast" }), asked(38, { region: "eastus2" }), asked(30, { result: "failed" })),
          quota: [...healthy.quota, quotaRow(64)],
        },
      },
      "tickets about something else": {
        change: log(
          ...[30, 38, 46].map(hours =>
            inHour(hours, { operation: "microsoft.support/supporttickets/write", unrelated: "yes" }),
          ),
        ),
      },
    },
  },
  "quota-before-compute": {
    bad: {
      "two weeks later, by somebody else": {
        change: log(gpu(30), asked(366, { caller: guid(102) })),
        at: [production],
        says: new RegExp(
          `^${guid(101)} created accelerators of standardncasv3t4family in westeurope from .* on \\(1 machine or more\\), 14 days after ${guid(102)} asked for that quota at `,
        ),
      },
      "the next hour, by the same": { change: log(gpu(30), asked(31)), at: [production], says: /, 0 days after/ },
      "five weeks later, by an hour less": { change: log(gpu(30), asked(30 + 35 * 24 - 1)), at: [production] },
      "by a ticket, in the words of support": {
        change: log(
          gpu(30),
          asked(366, { operation: "microsoft.support/supporttickets/write", family: "NCASv3_T4 Series" }),
        ),
        at: [production],
      },
      "of a quota group, which is in no subscription": {
        change: log(
          gpu(30),
          asked(366, { operation: "microsoft.quota/groupquotas/groupquotalimits/write", subscription: "" }),
        ),
        at: [production],
      },
      "of spot machines": {
        change: log(gpu(30, { spot: "yes" }), asked(366, { family: "lowprioritycores" })),
        at: [production],
        says: /created accelerators of lowprioritycores in westeurope/,
      },
      "of spot machines, of the family itself": { change: log(gpu(30, { spot: "yes" }), asked(366)), at: [production] },
      "by Azure Machine Learning, in its words": {
        change: log(
          gpu(30, { operation: "microsoft.machinelearningservices/workspaces/computes/write" }),
          asked(366, {
            operation: "microsoft.machinelearningservices/locations/updatequotas/action",
            family: "Standard NCASv3_T4 Family Cluster Dedicated vCPUs",
          }),
        ),
        at: [production],
      },
      "no record says how much was asked for": { change: log(gpu(30), asked(366, { limit: "" })), at: [production] },
      "as late as the estate says": {
        change: log(gpu(30), asked(30 + 50 * 24)),
        estate: { thresholds: { quotaLeadDays: 55 } },
        at: [production],
      },
      "an approval that ends at another region": {
        change: log(gpu(30, { region: "japaneast" }), asked(366, { region: "japaneast" })),
        estate: { regions: ["westeurope"], gpuSizes: ["Standard_NC4as_T4_v3"] },
        at: [production],
      },
    },
    quiet: {
      "of spot machines, and others were created": {
        change: log(gpu(30), asked(366, { family: "lowprioritycores" })),
      },
      "of a quota group, in another region": {
        change: log(
          gpu(30),
          asked(366, {
            ...{ operation: "microsoft.quota/groupquotas/groupquotalimits/write", subscription: "" },
            region: "eastus2",
          }),
        ),
      },
      "a ticket that does not tell, in another subscription": {
        change: log(gpu(30), untoldTicket(366, { subscription: guid(2) })),
      },
      "a ticket that does not tell, two months before": { change: log(gpu(30), untoldTicket(1500)) },
      "a ticket that does not tell, and ordinary machines": { change: log(inHour(30), untoldTicket(366)) },
      "a ticket about the quota of Batch": { change: log(gpu(30), untoldTicket(366, { limit: "200" })) },
      "a ticket that does not tell, and what the estate approves of": {
        change: log(gpu(30), untoldTicket(366)),
        estate: { gpuSizes: ["Standard_NC4as_T4_v3"] },
      },
      "before it was asked for": { change: log(gpu(40), asked(30)) },
      "six weeks later": { change: log(gpu(30), asked(30 + 36 * 24)) },
      "in another region": { change: log(gpu(30), asked(366, { region: "eastus2" })) },
      "in another subscription": { change: log(gpu(30), asked(366, { subscription: guid(2) })) },
      "of another family": { change: log(gpu(30), asked(366, { family: "StandardNCADSA100v4Family" })) },
      "no accelerators": {
        change: log(inHour(30, { size: "Standard_D2s_v5" }), asked(366, { family: "standardDSv5Family" })),
      },
      "what failed was not created": { change: log(gpu(30, { result: "failed" }), asked(366)) },
      "what was refused gave nothing": { change: log(gpu(30), asked(366, { result: "failed" })) },
      "what the estate approves of": {
        change: log(gpu(30), asked(366)),
        estate: { gpuSizes: ["Standard_NC4as_T4_v3"] },
      },
      "a lowering": { change: log(gpu(30), asked(1500, { limit: "128" }), asked(366)) },
      "created three weeks ago": { change: log(gpu(530), asked(700)) },
      "a short log of a tenant that creates none": { change: shortLog(10, inHour(30)) },
    },
    unsure: {
      "the log does not go back five weeks": { change: shortLog(30, gpu(30)) },
      "a ticket that does not tell what it asks for": { change: log(gpu(30), untoldTicket(366)) },
      "one that tells the region": { change: log(gpu(30), untoldTicket(366, { region: "westeurope" })) },
    },
  },
  "created-subscription": {
    bad: {
      "never before": { change: log(tenantAct(30, newAlias)), at: [guid(101)], says: /created a subscription for/ },
    },
    quiet: {
      "two months ago too": { change: log(tenantAct(30, newAlias), tenantAct(1500, newAlias)) },
      "an attempt that failed": { change: log(tenantAct(30, newAlias, { result: "failed" })) },
      "three weeks ago": { change: log(tenantAct(530, newAlias)) },
    },
    unsure: { "the log is too short": { change: shortLog(20, tenantAct(30, newAlias)) } },
  },
  "transferred-subscription": {
    bad: {
      "from another tenant": {
        change: log({
          ...inHour(30, { ...nothing, operation: transfer, toTenant: guid(900) }),
          distinct: { fromTenant: [guid(950)] },
        }),
        at: [production],
        says: new RegExp(`^was moved from tenant ${guid(950)} to tenant ${guid(900)} at .*, by ${guid(101)}\n`),
      },
      "whereto no record says": {
        change: log(inHour(30, { ...nothing, operation: transfer })),
        at: [production],
        says: /^was moved to another tenant at/,
      },
      "an ownership that was accepted": {
        change: log(tenantAct(30, "microsoft.subscription/subscriptions/acceptownership/action")),
        at: [guid(900)],
        says: /^the ownership of a subscription was accepted at/,
      },
      "two subscriptions": {
        change: log(
          inHour(30, { ...nothing, operation: transfer }),
          inHour(30, { ...nothing, operation: transfer, subscription: guid(2) }),
        ),
        at: [production, sandbox],
      },
      "a short log tells it all the same": {
        change: shortLog(5, inHour(30, { ...nothing, operation: transfer })),
        at: [production],
      },
    },
    quiet: {
      "an attempt that failed": { change: log(inHour(30, { ...nothing, operation: transfer, result: "failed" })) },
      "three weeks ago": { change: log(inHour(530, { ...nothing, operation: transfer })) },
      "a subscription that was renamed": {
        change: log(inHour(30, { ...nothing, operation: "microsoft.subscription/rename/action" })),
      },
    },
  },
  "transfer-policy-change": {
    bad: { yesterday: { change: log(tenantAct(30, "microsoft.subscription/policies/write")), at: [guid(101)] } },
    quiet: {
      "an attempt that failed": {
        change: log(tenantAct(30, "microsoft.subscription/policies/write", { result: "failed" })),
      },
      "three weeks ago": { change: log(tenantAct(530, "microsoft.subscription/policies/write")) },
      "it was read": { change: log(tenantAct(30, "microsoft.subscription/policies/default/read")) },
    },
  },
  "vanished-subscription": {
    bad: {
      "the logs know it and no list shows it": {
        change: log(unlisted(7), unlisted(7, { caller: guid(102), at: daysAgo(9), name: "kim@contoso.com" })),
        at: [`/subscriptions/${guid(7)}`],
        says: new RegExp(
          `^is in no list of the tenant any more; its log was last written at ${daysAgo(4)}[\\s\\S]*dana@contoso.com acted there last at ${daysAgo(4)} \\(3 acts\\)[\\s\\S]*kim@contoso.com`,
        ),
      },
      "its log says that it was moved": {
        change: log(unlisted(7, { operation: [transfer] })),
        at: [`/subscriptions/${guid(7)}`],
        says: /for it was moved to another/,
      },
      "one of two was cancelled": {
        change: log(unlisted(7), unlisted(8, { operation: [cancellation] })),
        at: [`/subscriptions/${guid(7)}`],
      },
    },
    quiet: {
      "it was cancelled": { change: log(unlisted(7), unlisted(7, { caller: guid(102), operation: [cancellation] })) },
      "the list shows it, as disabled": {
        change: {
          ...log(unlisted(7)),
          subscriptions: [...healthy.subscriptions, { ...healthy.subscriptions[0]!, id: guid(7), state: "Disabled" }],
        },
      },
      "the tenant's own list shows it": {
        change: {
          ...log(unlisted(7)),
          hierarchy: [...healthy.hierarchy, { ...healthy.hierarchy[0]!, kind: "subscription", name: guid(7) }],
        },
      },
    },
    unsure: { "the tenant's own list was not read": { change: { ...log(unlisted(7)), hierarchy: [] } } },
  },
  "unanswering-workspace": {
    bad: {
      "it refuses": {
        change: log({ ...unread, distinct: { missing: ["Log Analytics Data Reader"] } }),
        estate: { workspace },
        at: [workspace],
        says: /did not tell what was done in Azure: Log Analytics Data Reader/,
      },
    },
    quiet: {
      "it answers": { change: {}, estate: { workspace } },
      "hunting refuses": {
        change: log({ ...unread, key: { subscription: "", road: "hunting" }, distinct: { missing: ["x"] } }),
        estate: { workspace },
      },
    },
  },
};
