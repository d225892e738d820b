import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refresh } from "../../../cli/refresh/refresh";
import { capabilityActions } from "../../../compute/roles/capability-actions";
import { connect } from "../../../posture/azure/connect";
import { mannersOf, serviceAt } from "../../../posture/azure/pipeline";
import { signIn } from "../../../posture/azure/sign-in";
import type { Fault } from "../../../simulator/faults";
import type { Row } from "../../../simulator/json";
import { contoso } from "../../../simulator/scenario/contoso";
import { subscriptions } from "../../../simulator/scenario/ids";
import { sku } from "../../../simulator/scenario/rows/compute";
import { startSimulator } from "../../../simulator/server";
import { sampled } from "../../depth";
import { stillClock } from "../../posture/gather-tenant";

const price = (armSkuName: string, armRegionName: string, retailPrice: number, change: Row = {}): Row => ({
  currencyCode: "USD",
  tierMinimumUnits: 0,
  retailPrice,
  unitPrice: retailPrice,
  armRegionName,
  location: armRegionName,
  effectiveStartDate: "2026-01-01T00:00:00Z",
  meterId: `${armSkuName} ${armRegionName}`,
  meterName: armSkuName,
  productId: "DZH318Z0BQ4W",
  skuId: "DZH318Z0BQ4W/0001",
  productName: "Virtual Machines Ddv9 Series",
  skuName: armSkuName,
  serviceName: "Virtual Machines",
  serviceId: "DZH313Z7MMC8",
  serviceFamily: "Compute",
  unitOfMeasure: "1 Hour",
  type: "Consumption",
  isPrimaryMeterRegion: true,
  armSkuName,
  ...change,
});

const region = (name: string, displayName: string, regionType: string, pair?: string): Row => ({
  name,
  displayName,
  regionalDisplayName: displayName,
  type: "Region",
  metadata: { regionType, ...(pair !== undefined && { pairedRegion: [{ name: pair }] }) },
});

const role = (number: number, roleName: string, actions: readonly string[], type = "BuiltInRole"): Row => {
  const name = `00000000-0000-0000-0003-00000000000${number}`;
  return {
    id: `/providers/Microsoft.Authorization/roleDefinitions/${name}`,
    name,
    type: "Microsoft.Authorization/roleDefinitions",
    properties: {
      roleName,
      type,
      assignableScopes: ["/"],
      permissions: [{ actions: [...actions], notActions: [], dataActions: [], notDataActions: [] }],
    },
  };
};

const actionAt = (index: number) => capabilityActions[index]!;

/** The tables of two months ago, in the folders of the project. */
const before = {
  "catalogue/data/sizes.json": `{"asOf":"2026-09-24",
"families":["standardDv8Family","standardNCv9Family"],
"models":["A100"],
"sizes":[
["Standard_D2_v8",0,2,0.1],
["Standard_Gone_v1",null,4,0.4],
["Standard_NC8_v9",1,8,4,0,1]
]}
`,
  "catalogue/data/prices.json": `{"asOf":"2026-09-24",
"regions":["eastus","westeurope"],
"sizes":[
["Standard_NC8_v9",4,4]
]}
`,
  "catalogue/data/regions.json": `{"asOf":"2026-09-24",
"regions":[
["chinaeast","China East","AzureChinaCloud",1],
["eastus","East US","AzureCloud",1,"westus"],
["westeurope","West Europe","AzureCloud",1]
]}
`,
  "compute/roles/data/builtin-roles.json": `${JSON.stringify({
    asOf: "2026-09-24",
    actions: capabilityActions,
    roles: [
      ["00000000-0000-0000-0003-000000000001", "Builder", [0]],
      ["00000000-0000-0000-0003-000000000002", "Reader"],
    ],
  })}\n`,
  "compute/roles/data/role-powers.json": "{}\n",
} as const;
type FileName = keyof typeof before;
const files = Object.keys(before) as FileName[];

interface Lists {
  readonly skus: readonly Row[];
  readonly prices: readonly Row[];
  readonly regions: readonly Row[];
  readonly roles: readonly Row[];
  readonly operations: readonly Row[];
}

/** What Azure lists where nothing is other. */
const asBefore: Lists = {
  skus: [
    sku("Standard_D2_v8", "standardDv8Family", 2, 0, ["eastus", "westeurope"]),
    sku("Standard_NC8_v9", "standardNCv9Family", 8, 1, ["eastus", "westeurope"]),
    { ...sku("Premium_LRS", "", 0, 0, ["eastus"]), resourceType: "disks" },
  ],
  prices: [
    price("Standard_D2_v8", "eastus", 0.09),
    price("Standard_D2_v8", "westeurope", 0.11),
    price("Standard_NC8_v9", "eastus", 4),
    price("Standard_NC8_v9", "westeurope", 4),
  ],
  regions: [region("eastus", "East US", "Physical", "westus"), region("westeurope", "West Europe", "Physical")],
  roles: [role(1, "Builder", [actionAt(0)]), role(2, "Reader", ["*/read"]), role(3, "Own", ["*"], "CustomRole")],
  operations: [
    {
      name: "Microsoft.Compute",
      operations: capabilityActions.slice(1, 3).map(name => ({ name })),
      resourceTypes: [
        { name: "all", operations: capabilityActions.slice(3).map(name => ({ name: name.toUpperCase() })) },
      ],
    },
  ],
};

/** What the command prints and leaves behind, of these lists, on 24 November. */
async function run(
  change: Partial<Lists>,
  {
    faults = [],
    from = before,
    seed,
  }: { faults?: readonly Fault[]; from?: Readonly<Record<FileName, string>>; seed?: number } = {},
) {
  const lists = { ...asBefore, ...change };
  const story = contoso({ without: "all" });
  const simulator = await startSimulator({
    scenario: {
      ...story,
      arm: { ...story.arm, skus: lists.skus, locations: lists.regions, roleDefinitions: lists.roles },
      retailPrices: lists.prices,
      providerOperations: lists.operations,
    },
    pageSize: 2,
    faults,
    ...(seed !== undefined && { seed }),
  });
  const root = mkdtempSync(join(tmpdir(), "computeguard-"));
  try {
    for (const [file, text] of Object.entries(from)) {
      mkdirSync(join(root, file, ".."), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    const { urls: endpoints, tenantId, clientId, clientSecret, ca } = simulator;
    const tlsOptions = { ca };
    const credential = signIn({ endpoints, method: "clientSecret", tenantId, clientId, clientSecret, tlsOptions });
    const connection = { endpoints, credential, tlsOptions, clock: stillClock(), limits: [] };
    const lines: string[] = [];
    const whole = await refresh({
      azure: connect(connection),
      prices: serviceAt(
        "the list of retail prices",
        simulator.prices,
        undefined,
        mannersOf(connection)(simulator.prices),
      ),
      subscription: subscriptions.production,
      cloud: "AzureCloud",
      day: "2026-11-24",
      root,
      print: line => lines.push(line),
    });
    const after = Object.fromEntries(files.map(file => [file, readFileSync(join(root, file), "utf8")])) as Record<
      FileName,
      string
    >;
    const left = ["catalogue/data", "compute/roles/data"].flatMap(folder => readdirSync(join(root, folder)));
    assert.equal(left.length, files.length, "nothing is left beside the tables");
    return { whole, lines, after };
  } finally {
    await simulator.close();
    rmSync(root, { recursive: true });
  }
}

const onTheDay = (text: string) => text.replace("2026-09-24", "2026-11-24");
const rows = (text: string, key: string): readonly (readonly unknown[])[] => JSON.parse(text)[key];

describe("the refreshed tables", () => {
  it("are the same but for their day, where Azure lists the same, in whatever order", async () => {
    const first = await run({});
    assert.equal(first.whole, true);
    for (const file of files.slice(0, 4)) assert.equal(first.after[file], onTheDay(before[file]), file);
    const again = await run({}, { from: first.after, seed: 5 });
    assert.deepEqual(again.after, first.after);
    assert.deepEqual(
      first.lines.filter(line => !line.startsWith("operations")),
      [
        "sizes: 1 gone",
        "  Standard_Gone_v1 (kept)",
        "prices: as before",
        "regions: as before",
        "roles: as before",
        `  not listed: ${actionAt(0)}`,
      ],
    );
  });

  it("have what is new, dearer or other, and the command says so", async () => {
    const { whole, lines, after } = await run({
      skus: [
        sku("Standard_D2_v8", "StandardDV8family", 2, 0, ["eastus"]),
        sku("Standard_NC8_v9", "standardNCv9Family", 16, 1, ["eastus"]),
        sku("Standard_NC16_v9", "standardNCv9Family", 16, 2, ["eastus"]),
        sku("Standard_ND8_v1", "standardNDv1Family", 8, 8, ["eastus"]),
      ],
      prices: [
        ...asBefore.prices.slice(0, 2),
        price("Standard_NC8_v9", "eastus", 5),
        price("Standard_NC8_v9", "westeurope", 4),
        price("Standard_NC16_v9", "japaneast", 9),
      ],
      regions: [
        ...asBefore.regions,
        region("japaneast", "Japan East", "Physical"),
        region("japan", "Japan", "Logical"),
      ],
      roles: [role(1, "Builder", [actionAt(0), actionAt(1)]), role(2, "Watcher", []), role(4, "New", [])],
    });
    assert.equal(whole, true);
    assert.deepEqual(rows(after["catalogue/data/sizes.json"], "sizes"), [
      ["Standard_D2_v8", 0, 2, 0.1],
      ["Standard_Gone_v1", null, 4, 0.4],
      ["Standard_NC8_v9", 1, 16, 4.5, 0, 1],
      ["Standard_NC16_v9", 1, 16, 9, 0, 2],
      ["Standard_ND8_v1", 2, 8, null, 1, 8],
    ]);
    assert.deepEqual(JSON.parse(after["catalogue/data/sizes.json"]).models, [
      "A100",
      "accelerator of an unknown model",
    ]);
    assert.deepEqual(JSON.parse(after["catalogue/data/prices.json"]), {
      asOf: "2026-11-24",
      regions: ["eastus", "westeurope", "japaneast"],
      sizes: [
        ["Standard_NC8_v9", 5, 4],
        ["Standard_NC16_v9", 0, 0, 9],
      ],
    });
    assert.deepEqual(rows(after["catalogue/data/regions.json"], "regions").slice(3), [
      ["japan", "Japan", "AzureCloud", 0],
      ["japaneast", "Japan East", "AzureCloud", 1],
    ]);
    assert.deepEqual(rows(after["compute/roles/data/builtin-roles.json"], "roles"), [
      ["00000000-0000-0000-0003-000000000001", "Builder", [0, 1]],
      ["00000000-0000-0000-0003-000000000004", "New"],
      ["00000000-0000-0000-0003-000000000002", "Watcher"],
    ]);
    for (const line of [
      "sizes: 2 added",
      "  Standard_NC8_v9: 8 → 16 vCPUs",
      "  write the model of the accelerator of Standard_ND8_v1, which Azure does not list",
      "  Standard_NC8_v9: 4 → 4.5 USD per hour",
      "regions: 2 added",
      "  Reader → Watcher",
      "  Builder: other actions of ours",
    ])
      assert(lines.includes(line), `${line} in ${lines.join("\n")}`);
  });

  const others: readonly (readonly [what: string, row: Row])[] = [
    ["Windows", price("Standard_D2_v8", "eastus", 9, { productName: "Virtual Machines Ddv9 Series Windows" })],
    ["spot", price("Standard_D2_v8", "eastus", 0.01, { skuName: "D2 v8 Spot" })],
    ["low priority", price("Standard_D2_v8", "eastus", 0.01, { skuName: "D2 v8 Low Priority" })],
    ["reservations", price("Standard_D2_v8", "eastus", 500, { type: "Reservation" })],
    ["another unit", price("Standard_D2_v8", "eastus", 70, { unitOfMeasure: "1/Month" })],
    ["a price of nothing", price("Standard_D2_v8", "japaneast", 0)],
    [
      "a price that was followed by another",
      price("Standard_D2_v8", "eastus", 3, { effectiveStartDate: "2025-01-01T00:00:00Z" }),
    ],
    ["a dedicated host", price("Dv8_Type1", "eastus", 5)],
    ["another service", price("Standard_D2_v8", "eastus", 3, { serviceName: "Cloud Services" })],
  ];
  it(`do not take the prices of ${others.map(([what]) => what).join(", ")}`, async () => {
    const { after } = await run({
      prices: [...others.map(([, row]) => row), ...asBefore.prices, ...others.map(([, row]) => row)],
    });
    for (const file of files.slice(0, 2)) assert.equal(after[file], onTheDay(before[file]));
  });

  /** Each list cut or refused: its table stays byte for byte, and the others are renewed. */
  const unread: readonly (readonly [table: string, files: readonly FileName[], match: Fault["match"], nth: number])[] =
    [
      ["sizes", [], { path: "/skus" }, 1],
      ["prices", ["catalogue/data/prices.json"], { path: "/api/retail/prices" }, 1],
      ["regions", ["catalogue/data/regions.json"], { path: "/locations\\?" }, 0],
      ["roles", ["compute/roles/data/builtin-roles.json"], { path: "roleDefinitions" }, 0],
      ["operations", [], { path: "providerOperations" }, 0],
    ];
  const ways = (["unavailable", "denied", "malformed", "torn"] as const).flatMap(answer =>
    unread.map(each => [answer, ...each] as const),
  );
  for (const [answer, table, kept, { path = "" }, nth] of sampled(ways, 3))
    it(`${answer}${nth > 0 ? " at the second page" : ""}: of ${table} nothing is taken over, and of the others all`, async () => {
      const later = nth > 0 ? `${path}.*(skip|%24skip)` : path;
      const { whole, lines, after } = await run({}, { faults: [{ match: { path: later }, answer }] });
      assert.equal(whole, false);
      assert(
        lines.some(line => line.startsWith(`${table}: left as it is, for want of`)),
        lines.join("\n"),
      );
      const stays = new Set<FileName>(table === "sizes" ? ["catalogue/data/sizes.json"] : kept);
      // the prices write the medians into the table of sizes, with the day that it was of
      for (const file of files.slice(0, 4))
        assert.equal(after[file], stays.has(file) ? before[file] : onTheDay(before[file]), file);
    });

  it("are not taken over where far more is gone than goes in a day, or nothing is listed", async () => {
    const half = await run({ prices: asBefore.prices.slice(0, 3), roles: asBefore.roles.slice(1) });
    assert.equal(half.whole, false);
    assert.deepEqual(
      half.lines.filter(line => line.includes("for want of")),
      [
        "prices: left as it is, for want of a whole list: it has 1 regional prices, and had 2",
        "roles: left as it is, for want of a whole list: it has 1 built-in roles, and had 2",
      ],
    );
    const none = await run({ skus: [], prices: [], regions: [], roles: [], operations: [] });
    for (const file of files) assert.equal(none.after[file], before[file], file);
  });
});
