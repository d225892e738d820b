import assert from "node:assert/strict";
import { connect } from "../../posture/azure/connect";
import { loggedAddress, type SentRequest } from "../../posture/azure/request-log";
import { all } from "../../posture/evidence/reading/read";
import { connectionTo, type Route, secretToken, stillClock, withTenant } from "./gather-tenant";

/** A clock on which each look at it takes seven milliseconds. */
const ticking = () => {
  let now = 0;
  return {
    ...stillClock(),
    now: () => {
      now += 7;
      return now;
    },
  };
};

const loggedOf = (routes: readonly Route[], use: (azure: ReturnType<typeof connect>) => Promise<unknown>) =>
  withTenant(routes, async loopback => {
    const sent: SentRequest[] = [];
    await use(connect({ ...connectionTo(loopback, ticking()), onRequest: each => sent.push(each) })).catch(() => {});
    const { host } = new URL(loopback.url);
    return sent.map(each => ({ ...each, address: each.address.replace(host, "arm") }));
  });

describe("the log of requests", () => {
  it("tells of each request, retries as well, and of how long its answer took", async () => {
    const sent = await loggedOf(
      [
        [
          /list/,
          ({ host, url }, nth) =>
            [
              { status: 429, headers: { "retry-after": "1" }, json: {} },
              { json: { value: [1], nextLink: `https://${host}${url}&$skiptoken=c2VjcmV0` } },
              { json: { value: [2] } },
            ][nth]!,
        ],
      ],
      azure => all(azure.armList("/list?api-version=1")),
    );
    assert.deepEqual(sent, [
      { method: "GET", address: "arm/list?api-version=1", status: 429, milliseconds: 7 },
      { method: "GET", address: "arm/list?api-version=1", status: 200, milliseconds: 7 },
      { method: "GET", address: "arm/list?api-version=1&$skiptoken=...", status: 200, milliseconds: 7 },
    ]);
  });
  it("tells of a refusal, and of the SDK's own clients", async () => {
    const sent = await loggedOf([[/roleAssignments/, () => ({ status: 403, json: {} })]], azure =>
      all(azure.authorization.roleAssignments.listForScope("subscriptions/x")),
    );
    assert.deepEqual(
      sent.map(({ status, address }) => [status, address.split("?")[0]]),
      [[403, "arm/subscriptions/x/providers/Microsoft.Authorization/roleAssignments"]],
    );
  });
  it("holds neither a token nor a body", async () => {
    const sent = await loggedOf([[/query/, () => ({ json: { secret: "in-the-answer" } })]], azure =>
      azure.graphPost("/v1.0/query", { secret: "in-the-question" }),
    );
    assert.equal(sent.length, 1);
    assert.doesNotMatch(JSON.stringify(sent), /in-the|Bearer/);
    assert(!JSON.stringify(sent).includes(secretToken));
  });
});

describe("an address in the log", () => {
  const cases: readonly (readonly [url: string, logged: string])[] = [
    ["https://management.azure.com/subscriptions", "management.azure.com/subscriptions"],
    [
      "https://graph.microsoft.com/v1.0/users?$top=999&$filter=userType%20eq%20'Guest'",
      "graph.microsoft.com/v1.0/users?$top=999&$filter=userType eq 'Guest'",
    ],
    ["https://graph.microsoft.com/v1.0/users?$SkipToken=abc", "graph.microsoft.com/v1.0/users?$SkipToken=..."],
    ["https://store.example/x?sig=abc&sv=2024", "store.example/x?sig=...&sv=..."],
    ["https://user:pass@store.example/x", "store.example/x"],
    ["https://store.example/x#fragment", "store.example/x"],
  ];
  for (const [url, logged] of cases) it(`${url} is ${logged}`, () => assert.equal(loggedAddress(url), logged));
});
