import assert from "node:assert/strict";
import { AuthorizationManagementClient } from "@azure/arm-authorization";
import type { Fault } from "../../simulator/faults";
import { get } from "../../simulator/json";
import { contoso } from "../../simulator/scenario/contoso";
import { credentialFor, withSimulator } from "./tenant";

const scenario = contoso();
const id = "00000000-0000-0000-0005-000000000001";
const machines = `/subscriptions/${id}/providers/Microsoft.Compute/virtualMachines?api-version=2024-07-01`;
const code = (body: unknown) => get(body as never, "error.code");

/** [the fault, where it is asked for, status, code of the error] */
const told: readonly (readonly [Fault["answer"], string, number, string])[] = [
  ["denied", machines, 403, "AuthorizationFailed"],
  ["denied", "/v1.0/users", 403, "Authorization_RequestDenied"],
  ["unlicensed", "/v1.0/auditLogs/signIns", 403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"],
  ["unlicensed", "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances", 400, "AadPremiumLicenseRequired"],
  [
    "unlicensed",
    `/subscriptions/${id}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances?api-version=2020-10-01`,
    400,
    "AadPremiumLicenseRequired",
  ],
  ["throttled", machines, 429, "SubscriptionRequestsThrottled"],
  ["throttled", "/v1.0/identityProtection/riskyUsers", 429, "TooManyRequests"],
  ["unavailable", machines, 503, "ServiceUnavailable"],
  ["unavailable", "/v1.0/users", 503, "serviceNotAvailable"],
  ["providerNotRegistered", machines, 409, "MissingSubscriptionRegistration"],
];

describe("faults", () => {
  for (const [answer, path, status, expected] of told)
    it(`${answer} at ${path.split("?")[0]}`, () =>
      withSimulator(
        { scenario, faults: [{ match: { path: "virtualMachines|v1.0|Schedule" }, answer }] },
        async ({ arm, graph }) => {
          const reply = await (path.startsWith("/v1.0") ? graph(path) : arm(path));
          assert.deepEqual([reply.status, code(reply.body)], [status, expected]);
          assert.equal(reply.headers["retry-after"], undefined);
        },
      ));

  it("name the action and the scope of a denial", () =>
    withSimulator(
      { scenario, faults: [{ match: { route: "/providers/Microsoft.Compute/virtualMachines" }, answer: "denied" }] },
      async ({ arm }) => {
        const message = String(get((await arm(machines)).body, "error.message"));
        assert.match(
          message,
          /perform action 'Microsoft\.Compute\/virtualMachines\/read' over scope '\/subscriptions\/00000000-0000-0000-0005-000000000001'/,
        );
      },
    ));

  it("meet as many requests as they are told, and say how long to wait", () =>
    withSimulator(
      {
        scenario,
        faults: [{ match: { method: "get", path: "/users" }, answer: "throttled", retryAfter: 7, times: 2 }],
      },
      async ({ graph }) => {
        const replies = [];
        for (let i = 0; i < 3; i++) replies.push(await graph("/v1.0/users"));
        assert.deepEqual(
          replies.map(({ status }) => status),
          [429, 429, 200],
        );
        assert.equal(replies[0]?.headers["retry-after"], "7");
      },
    ));

  it("tear the connection in the middle of an answer", () =>
    withSimulator(
      { scenario, faults: [{ match: { path: "/users" }, answer: "torn", times: 1 }] },
      async ({ graph, simulator }) => {
        await assert.rejects(graph("/v1.0/users"), /aborted|hang up|ECONNRESET/);
        assert.equal(simulator.requests.at(-1)?.status, 0);
        assert.equal((await graph("/v1.0/users")).status, 200);
      },
    ));

  it("send half a document as if it were whole", () =>
    withSimulator({ scenario, faults: [{ match: { path: "/users" }, answer: "malformed" }] }, async ({ graph }) => {
      const reply = await graph("/v1.0/users");
      assert.equal(reply.status, 200);
      assert.throws(() => JSON.parse(reply.text));
    }));

  it("strike single items of a batch", () =>
    withSimulator(
      { scenario, faults: [{ match: { path: "/groups" }, answer: "throttled", times: 1 }] },
      async ({ graph }) => {
        const requests = ["/users", "/groups", "/groups", "/nothing"].map((url, i) => ({
          id: String(i),
          method: "GET",
          url,
        }));
        const { body } = await graph("/v1.0/$batch", { body: { requests } });
        const statuses = Object.fromEntries(
          (body.responses as { id: string; status: number }[]).map(({ id: item, status }) => [item, status]),
        );
        assert.deepEqual(statuses, { 0: 200, 1: 429, 2: 200, 3: 400 });
        const many = Array.from({ length: 21 }, (_, i) => ({ id: String(i), method: "GET", url: "/users" }));
        assert.equal((await graph("/v1.0/$batch", { body: { requests: many } })).status, 400);
      },
    ));

  it("are waited out by the SDK where they say how long", () =>
    withSimulator(
      { scenario, faults: [{ match: { path: "roleDefinitions" }, answer: "throttled", retryAfter: 0, times: 1 }] },
      async ({ simulator }) => {
        const client = new AuthorizationManagementClient(credentialFor(simulator), id, {
          endpoint: simulator.urls.arm,
          credentialScopes: ["https://management.azure.com/.default"],
          tlsOptions: { ca: simulator.ca },
        });
        const first = await client.roleDefinitions.list(`/subscriptions/${id}`).next();
        assert.equal(first.done, false);
        const statuses = simulator.requests
          .filter(({ route }) => route?.endsWith("roleDefinitions"))
          .map(({ status }) => status);
        assert.deepEqual(statuses, [429, 200]);
      },
    ));

  it("of licence come by themselves where the tenant has bought none", () =>
    withSimulator({ scenario: contoso({ licence: "P1" }) }, async ({ graph }) => {
      assert.equal((await graph("/v1.0/auditLogs/signIns")).status, 200);
      assert.equal((await graph("/v1.0/identityProtection/riskyUsers")).status, 403);
      assert.equal((await graph("/v1.0/roleManagement/directory/roleEligibilityScheduleInstances")).status, 400);
    }).then(() =>
      withSimulator({ scenario: contoso({ licence: "free" }) }, async ({ graph }) => {
        assert.equal((await graph("/v1.0/users?$select=id,signInActivity")).status, 403);
        assert.equal((await graph("/v1.0/users?$select=id,accountEnabled")).status, 200);
        assert.equal((await graph("/v1.0/reports/authenticationMethods/userRegistrationDetails")).status, 403);
      }),
    ));

  it("of permission come by themselves where it was not granted", () =>
    withSimulator({ scenario, graphPermissions: ["Directory.Read.All"] }, async ({ graph }) => {
      assert.equal((await graph("/v1.0/users")).status, 200);
      assert.equal((await graph("/v1.0/identity/conditionalAccess/policies")).status, 403);
      assert.equal((await graph("/v1.0/users?$select=id,signInActivity")).status, 403);
    }));
});
