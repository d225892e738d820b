import assert from "node:assert/strict";
import { type ActivityRecord, activityLog } from "../../posture/signals/activity-log";
import { type Act, actsOf } from "../../posture/signals/acts";
import { computeOperations } from "../../posture/signals/bodies";
import { Fold } from "../../posture/signals/fold";
import { hours, operations } from "../../posture/signals/questions";

const write = "Microsoft.Compute/virtualMachines/write";
const machine = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm";

const record = (change: Partial<ActivityRecord> = {}): ActivityRecord => ({
  eventTimestamp: "2026-11-23T11:04:05.1234567Z",
  operationName: write,
  status: "Started",
  caller: "dana@contoso.com",
  correlationId: "c1",
  subscriptionId: "S",
  resourceId: machine,
  address: "203.0.113.77",
  ...change,
});

async function* listed<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function acts(records: readonly ActivityRecord[], open?: number): Promise<Act[]> {
  const found: Act[] = [];
  for await (const act of actsOf(activityLog, listed(records), open)) found.push(act);
  return found;
}

const column = (act: Act | undefined, name: string) => act?.texts[name];

describe("acts of the activity log", () => {
  const whole = [
    record({ eventTimestamp: "2026-11-23T11:06:00Z", status: "Succeeded" }),
    record({
      eventTimestamp: "2026-11-23T11:05:00Z",
      status: "Accepted",
      body: { location: "West Europe", properties: { hardwareProfile: { vmSize: "Standard_NC4as_T4_v3" } } },
    }),
    record({ eventTimestamp: "2026-11-23T11:04:00Z", status: "Started" }),
  ];

  it("begun, accepted and succeeded are one, at the time of the first, with what any of them says", async () => {
    for (const records of [whole, [...whole].reverse()]) {
      const [act, ...others] = await acts(records);
      assert.deepEqual(others, []);
      assert.equal(act?.at, "2026-11-23T11:04:00.000Z");
      assert.equal(column(act, "result"), "done");
      assert.equal(column(act, "size"), "Standard_NC4as_T4_v3");
      assert.equal(column(act, "region"), "westeurope");
      assert.equal(act?.numbers.machines, 1);
    }
  });

  const results: readonly (readonly [statuses: readonly string[], result: string])[] = [
    [["Started"], "begun"],
    [["Started", "Accepted"], "done"],
    [["Start", "Success"], "done"],
    [["Started", "Accepted", "Failed"], "failed"],
    [["Failure"], "failed"],
    [["Resolved"], "begun"],
  ];
  for (const [statuses, result] of results)
    it(`${statuses.join(", ")}: ${result}`, async () => {
      const [act] = await acts(statuses.map(status => record({ status })));
      assert.equal(column(act, "result"), result);
    });

  const apart: Readonly<Record<string, Partial<ActivityRecord>>> = {
    "another request": { correlationId: "c2" },
    "another resource of the same deployment": { resourceId: `${machine}2` },
    "another operation": { operationName: "Microsoft.Compute/virtualMachines/delete" },
    "another caller": { caller: "kim@contoso.com" },
  };
  for (const [what, change] of Object.entries(apart))
    it(`${what} is another act`, async () => assert.equal((await acts([record(), record(change)])).length, 2));

  it("spellings of one request in other letters are one act", async () =>
    assert.equal(
      (await acts([record(), record({ operationName: write.toUpperCase(), correlationId: "C1" })])).length,
      1,
    ));

  it("a caller goes by the object id, where the token says it", async () => {
    const claims = { "http://schemas.microsoft.com/identity/claims/objectidentifier": "ABC" };
    const [act] = await acts([record({ claims })]);
    assert.equal(column(act, "caller"), "abc");
    assert.equal(column(act, "name"), "dana@contoso.com");
  });

  it("no more acts are held open than it is told, and none is lost", async () => {
    const many = Array.from({ length: 50 }, (_, i) => record({ correlationId: `c${i}` }));
    assert.equal((await acts(many, 3)).length, 50);
  });

  it("what is no text, no list and no number where one is expected is not known", async () => {
    for (const body of [
      null,
      7,
      "text",
      [],
      { location: 7, properties: [] },
      { properties: { hardwareProfile: "x" } },
    ]) {
      const [act] = await acts([record({ body })]);
      assert.equal(column(act, "size"), "");
      assert.equal(column(act, "region"), "");
      assert.equal(act?.numbers.machines, 1);
    }
  });
});

/** What each service answers on creation, as its REST reference shows it: size, and how many. */
const bodies: readonly (readonly [operation: string, body: unknown, size: string, machines: number])[] = [
  [write, { location: "x", properties: { hardwareProfile: { vmSize: "Standard_D2s_v3" } } }, "Standard_D2s_v3", 1],
  [
    "Microsoft.Compute/virtualMachineScaleSets/write",
    { sku: { name: "Standard_NC6s_v3", capacity: 40 } },
    "Standard_NC6s_v3",
    40,
  ],
  [
    "Microsoft.MachineLearningServices/workspaces/computes/write",
    {
      properties: {
        computeType: "AmlCompute",
        properties: { vmSize: "STANDARD_NC6", scaleSettings: { minNodeCount: 0, maxNodeCount: 12 } },
      },
    },
    "STANDARD_NC6",
    12,
  ],
  [
    "Microsoft.MachineLearningServices/workspaces/computes/write",
    { properties: { computeType: "ComputeInstance", properties: { vmSize: "STANDARD_NC6" } } },
    "STANDARD_NC6",
    1,
  ],
  [
    "Microsoft.Batch/batchAccounts/pools/write",
    {
      properties: {
        vmSize: "STANDARD_NC6",
        scaleSettings: { fixedScale: { targetDedicatedNodes: 3, targetLowPriorityNodes: 20 } },
      },
    },
    "STANDARD_NC6",
    23,
  ],
  [
    "Microsoft.ContainerService/managedClusters/write",
    {
      properties: {
        agentPoolProfiles: [{ vmSize: "Standard_NC6s_v3", count: 3, maxCount: 30 }, { vmSize: "Standard_D2s_v3" }],
      },
    },
    "Standard_NC6s_v3",
    30,
  ],
  [
    "Microsoft.ContainerService/managedClusters/agentPools/write",
    { properties: { vmSize: "Standard_NC6s_v3", count: 4 } },
    "Standard_NC6s_v3",
    4,
  ],
  [
    "Microsoft.AzureFleet/fleets/write",
    {
      properties: {
        vmSizesProfile: [{ name: "Standard_NC6s_v3" }],
        spotPriorityProfile: { capacity: 20 },
        regularPriorityProfile: { capacity: 5 },
      },
    },
    "Standard_NC6s_v3",
    25,
  ],
  [
    "Microsoft.App/managedEnvironments/write",
    { properties: { workloadProfiles: [{ workloadProfileType: "NC24-A100", minimumCount: 0, maximumCount: 2 }] } },
    "NC24-A100",
    2,
  ],
  [
    "Microsoft.CognitiveServices/accounts/computes/write",
    { properties: { pools: [{ instanceType: "Standard_NC24ads_A100_v4", nodeCount: 2 }] } },
    "Standard_NC24ads_A100_v4",
    2,
  ],
  ["Microsoft.ContainerInstance/containerGroups/write", { location: "x", properties: { containers: [] } }, "", 1],
  ["Microsoft.Databricks/workspaces/write", { location: "x", properties: {} }, "", 1],
];

describe("what a body tells of the compute that was created", () => {
  for (const [operationName, body, size, machines] of bodies)
    it(`${operationName}: ${machines} × ${size || "a size that it does not tell"}`, async () => {
      const [act] = await acts([record({ operationName, body })]);
      assert.equal(column(act, "size"), size);
      assert.equal(act?.numbers.machines, machines);
    });

  const told: readonly (readonly [what: string, body: unknown, told: string])[] = [
    ["a machine", { properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } } }, "yes"],
    ["a request in other letters", { Properties: { hardwareProfile: {} } }, "yes"],
    ["a scale set's size alone", { sku: { name: "Standard_D2s_v5" } }, "yes"],
    ["how far it has come", { id: "/x", properties: { provisioningState: "Creating" } }, ""],
    ["no properties", { id: "/x", location: "westeurope", properties: {} }, ""],
    ["tags", { tags: { properties: "all" } }, ""],
    ["nothing", null, ""],
    ["a list", [], ""],
  ];
  for (const [what, body, expected] of told)
    it(`${what}: ${expected ? "tells" : "does not tell"} what it is`, async () => {
      const bodyText = JSON.stringify(body).toLowerCase();
      const [act] = await acts([record({ body, bodyText })]);
      assert.equal(column(act, "told"), expected);
    });

  it("of two records of an act one that tells is enough", async () => {
    const [act] = await acts([record({ status: "Succeeded" }), record({ body: { properties: { priority: "Spot" } } })]);
    assert.equal(column(act, "told"), "yes");
  });

  it("what is summed stands at two places at most, which the sum in KQL goes by", () => {
    for (const { machines } of computeOperations) for (const places of machines) assert(places.length <= 2);
  });

  it("a text that was cut off tells the accelerator that it names", async () => {
    const [act] = await acts([
      record({
        body: undefined,
        bodyText: '{"properties":{"hardwareprofile":{"vmsize":"standard_nc4as_t4_v3"},"storageprof',
      }),
    ]);
    assert.equal(column(act, "size"), "standard_nc4as_t4_v3");
  });

  const extensions: readonly (readonly [body: unknown, extension: string])[] = [
    [{ properties: { publisher: "Microsoft.HpcCompute", type: "NvidiaGpuDriverLinux" } }, "nvidiagpudriverlinux"],
    [undefined, "drivers"],
  ];
  for (const [body, extension] of extensions)
    it(`an extension goes by its type, else by its name: ${extension}`, async () => {
      const operationName = "Microsoft.Compute/virtualMachines/extensions/write";
      const [act] = await acts([record({ operationName, resourceId: `${machine}/extensions/Drivers`, body })]);
      assert.equal(column(act, "extension"), extension);
    });

  it("the innermost code of a failure counts", async () => {
    const outer = { error: { code: "InvalidTemplateDeployment", details: [{ code: "QuotaExceeded" }] } };
    const [nested] = await acts([record({ status: "Failed", message: outer })]);
    assert.equal(column(nested, "code"), "QuotaExceeded");
    const [plain] = await acts([record({ status: "Failed", message: { error: { code: "SkuNotAvailable" } } })]);
    assert.equal(column(plain, "code"), "SkuNotAvailable");
  });

  for (const [what, error, expected] of [
    ["of quota", { message: "Operation results in exceeding quota limits of Core." }, "OperationNotAllowed"],
    ["and says nothing", {}, "OperationNotAllowed"],
    ["of too many requests", { message: "too many", details: [{ code: "TooManyRequests" }] }, "TooManyRequests"],
    ["of something else", { message: "The disk is attached to another machine." }, ""],
    ["beside quota of another kind", { message: "no", details: [{ code: "QuotaExceeded" }] }, "QuotaExceeded"],
  ] as const)
    it(`what is not allowed tells ${what}`, async () => {
      const refusal = { error: { code: "OperationNotAllowed", ...error } };
      const [act] = await acts([record({ status: "Failed", refusal: JSON.stringify(refusal), message: refusal })]);
      assert.equal(column(act, "code"), expected);
    });

  it("a number may be a text of digits, and nothing else", async () => {
    for (const [capacity, machines] of [
      ["100", 100],
      ["x", 1],
      ["", 1],
      ["1e3", 1],
    ] as const) {
      const [act] = await acts([
        record({ operationName: "Microsoft.Compute/virtualMachineScaleSets/write", body: { sku: { capacity } } }),
      ]);
      assert.equal(act?.numbers.machines, machines, capacity);
    }
  });
});

describe("a fold of acts", () => {
  const act = async (change: Partial<ActivityRecord>) => (await acts([record(change)]))[0]!;

  it("adds up who did what, and on which days and where", async () => {
    const fold = new Fold(operations);
    for (const [i, day] of ["03", "05", "05"].entries())
      fold.add(
        await act({
          correlationId: `c${i}`,
          eventTimestamp: `2026-11-${day}T10:00:00Z`,
          status: "Succeeded",
          body: { location: `region${i}` },
        }),
      );
    const [answer, ...others] = [...fold.answers()];
    assert.deepEqual(others, []);
    assert.equal(answer?.times, 3);
    assert.equal(answer?.first, "2026-11-03T10:00:00.000Z");
    assert.equal(answer?.last, "2026-11-05T10:00:00.000Z");
    assert.deepEqual(answer?.distinct.day, ["2026-11-03", "2026-11-05"]);
    assert.deepEqual(answer?.distinct.region, ["region0", "region1", "region2"]);
  });

  it("cuts hours at the hour, and takes only the operations that it asks for", async () => {
    const fold = new Fold(hours);
    fold.add(await act({ eventTimestamp: "2026-11-03T10:59:59.999Z" }));
    fold.add(await act({ eventTimestamp: "2026-11-03T11:00:00Z" }));
    fold.add(await act({ operationName: "Microsoft.Storage/storageAccounts/write" }));
    assert.deepEqual(
      [...fold.answers()].map(({ window }) => window),
      ["2026-11-03T10:00:00.000Z", "2026-11-03T11:00:00.000Z"],
    );
  });

  it("holds no more keys than it is told, and counts what it leaves out", async () => {
    const fold = new Fold(operations, 10);
    for (let i = 0; i < 25; i++) fold.add(await act({ caller: `c${i}@contoso.com` }));
    fold.add(await act({ caller: "c0@contoso.com" }));
    assert.equal([...fold.answers()].length, 10);
    assert.equal(fold.leftOut, 15);
  });

  it("an answer of another road is merged as if its acts had come by", async () => {
    const [first, second] = [
      await act({ caller: "a@contoso.com" }),
      await act({ eventTimestamp: "2026-11-20T10:00:00Z", caller: "a@contoso.com", address: "192.0.2.1" }),
    ];
    const [all, part, merged] = [new Fold(operations), new Fold(operations), new Fold(operations)];
    for (const one of [first, second]) all.add(one);
    part.add(first);
    merged.add(second);
    for (const answer of part.answers()) merged.merge(answer);
    assert.deepEqual([...merged.answers()], [...all.answers()]);
  });
});
