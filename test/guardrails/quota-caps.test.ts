import assert from "node:assert/strict";
import { estateSchema } from "../../catalogue/estate";
import { factsOf } from "../../compute/facts-of";
import { templateOf } from "../../guardrails/quota-caps";

const host = "00000000-0000-0000-0000-000000000001";
const member = "00000000-0000-0000-0000-000000000002";
const capOf = (given: object) => ({
  subscription: host,
  region: "Japan East",
  family: "standardNCSv3Family",
  cap: 0,
  ...given,
});
const capsOf = (...caps: object[]) => estateSchema.parse({ quotaCaps: caps.map(capOf) }).quotaCaps;

describe("caps on quota", () => {
  it("are a template of the types that Azure has for them", () =>
    assert.deepEqual(templateOf(capsOf({ members: [{ subscription: member, cap: 48 }] })).resources, [
      {
        type: "Microsoft.ComputeLimit/locations/sharedLimitCaps",
        apiVersion: "2026-07-01",
        name: "japaneast/standardNCSv3Family",
        properties: { defaultMemberCap: 0, isBoundedCap: true },
      },
      {
        type: "Microsoft.ComputeLimit/locations/sharedLimitCaps/memberCapOverrides",
        apiVersion: "2026-07-01",
        name: `japaneast/standardNCSv3Family/${member}`,
        properties: { cap: 48 },
        dependsOn: [
          "[subscriptionResourceId('Microsoft.ComputeLimit/locations/sharedLimitCaps', 'japaneast', 'standardNCSv3Family')]",
        ],
      },
    ]));

  it("of 0 take quota and raise none, as the pack sees it; one that leaves something is pointed out", () => {
    const raised = (...caps: object[]) =>
      factsOf("azure-native:resources:DeploymentAtScope", {
        scope: `subscriptions/${host}`,
        properties: { mode: "Incremental", template: templateOf(capsOf(...caps)) },
      })?.quotaIncreases.map(({ limit }) => limit.state === "known" && limit.value);
    assert.deepEqual(raised({}), []);
    assert.deepEqual(raised({ cap: 8 }), [8]);
  });

  const bad: readonly (readonly [given: object, fault: RegExp])[] = [
    [{ subscription: "contoso" }, /quotaCaps/],
    [{ region: "nowhere" }, /expected an Azure region/],
    // one letter more than Azure takes
    [{ family: "StandardNCADSA100v4Family" }, /expected 3 to 24 letters/],
    [{ family: "Standard NCASv3_T4 Family" }, /expected 3 to 24 letters/],
    [{ cap: -1 }, /quotaCaps/],
  ];
  for (const [given, fault] of bad)
    it(`are refused: ${JSON.stringify(given)}`, () => assert.throws(() => capsOf(given), fault));

  it("are refused where two say it of the same family in the same region", () =>
    assert.throws(
      () => capsOf({}, { region: "japaneast", family: "STANDARDNCSv3Family", cap: 8 }),
      /is capped already/,
    ));
});
