import assert from "node:assert/strict";
import { connect } from "../../posture/azure/connect";
import traces from "../../posture/evidence/decoy-traces";
import { apart } from "../../posture/evidence/reading/read";
import { connectionTo, id, type Reply, type Route, withTenant } from "./gather-tenant";

/** What is read of the use of a decoy: sign-ins, and what the activity log tells of it. */

const decoy = { subscription: id(501), principal: id(301) };
const now = "2026-11-24T00:00:00Z";
const refused: Reply = {
  status: 403,
  json: { error: { code: "Authorization_RequestDenied", message: "Insufficient privileges." } },
};
const list = (...value: unknown[]): Reply => ({ json: { value } });
const objectId = "http://schemas.microsoft.com/identity/claims/objectidentifier";
const record = (n: number, change: object) => ({
  eventDataId: id(n),
  eventTimestamp: "2026-11-20T10:00:00Z",
  operationName: { value: "Microsoft.Resources/tags/write" },
  caller: "admin@contoso.com",
  ...change,
});
const signIn = (n: number, servicePrincipalId: string, errorCode: number) => ({
  id: id(n),
  servicePrincipalId,
  createdDateTime: "2026-11-21T10:00:00Z",
  ipAddress: "203.0.113.7",
  status: { errorCode },
});

const routes: readonly Route[] = [
  [
    "/beta/auditLogs/signIns",
    () => list(signIn(1, id(301).toUpperCase(), 0), signIn(2, id(301), 7000222), signIn(3, id(302), 0)),
  ],
  [
    `GET /subscriptions/${id(501)}/providers/Microsoft.Insights/eventtypes`,
    () =>
      list(
        record(11, { operationName: { value: "MICROSOFT.AUTHORIZATION/policies/deny/action" } }),
        record(12, { caller: id(301) }),
        record(13, { caller: "x", claims: { [objectId]: id(301).toUpperCase() } }),
        record(14, {}), // who set it up
        record(15, { operationName: { value: "Microsoft.Authorization/policies/audit/action" } }),
      ),
  ],
];
const readWith = (first: readonly Route[], decoys = [decoy]) =>
  withTenant([...first, ...routes], async loopback => {
    const found = await apart(
      traces.run({ azure: connect(connectionTo(loopback)), tenant: id(900), now, historyDays: 90, decoys, rows: {} }),
    );
    return { ...found, asked: loopback.asked.map(({ url }) => decodeURIComponent(url.replaceAll("+", " "))) };
  });

describe("traces of a decoy", () => {
  it("are its sign-ins, refused or not, what Azure Policy refused there, and what it did there", async () => {
    const { rows, gaps, asked } = await readWith([]);
    assert.deepEqual(gaps, []);
    assert.deepEqual(
      rows.map(row => [row.id, row.kind, row.succeeded]),
      [
        [id(1), "signIn", true],
        [id(2), "signIn", false],
        [id(11), "refusal", undefined],
        [id(12), "act", undefined],
        [id(13), "act", undefined],
      ],
    );
    assert(asked.some(url => url.includes("2026-10-25") && url.includes("t eq 'servicePrincipal'"))); // Entra keeps 30 days
  });

  it("are asked for where the estate names a decoy alone", async () => {
    const { rows, asked } = await readWith([], []);
    assert.deepEqual([rows, asked], [[], []]);
  });

  for (const [on, missing] of [
    ["/beta/auditLogs/signIns", "AuditLog.Read.All"],
    ["Microsoft.Insights/eventtypes", "Microsoft.Insights/eventtypes/values/read"],
  ] as const)
    it(`name ${missing} where they are refused`, async () => {
      const { gaps } = await readWith([[on, () => refused]]);
      assert.deepEqual(
        gaps.map(({ gap }) => [gap.reason, gap.missing]),
        [["denied", missing]],
      );
    });
});
