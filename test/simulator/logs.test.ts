import assert from "node:assert/strict";
import { get, type Row } from "../../simulator/json";
import { contoso } from "../../simulator/scenario/contoso";
import type { Tenant } from "../../simulator/tenant";
import { type Client, type Reply, withSimulator } from "./tenant";

const subscription = (n: number) => `00000000-0000-0000-0005-00000000000${n}`;
const resourceId = `/subscriptions/${subscription(2)}/resourceGroups/rg-watch/providers/Microsoft.OperationalInsights/workspaces/law-contoso`;
const path = `/v1${resourceId}/query`;

const record = (more: Row): Row => ({
  caller: "ann@contoso.com",
  operationName: { value: "Microsoft.Compute/virtualMachines/write" },
  status: { value: "Succeeded" },
  subStatus: { value: "Created" },
  category: { value: "Administrative" },
  claims: { appid: "00000000-0000-0000-0000-000000000009" },
  authorization: { action: "Microsoft.Compute/virtualMachines/write" },
  httpRequest: { clientIpAddress: "192.0.2.7" },
  properties: { statusCode: "Created" },
  resourceProviderName: { value: "Microsoft.Compute" },
  resourceGroupName: "rg-Web",
  level: "Informational",
  subscriptionId: subscription(1),
  resourceId: `/subscriptions/${subscription(1)}/resourceGroups/rg-Web/providers/Microsoft.Compute/virtualMachines/vm-1`,
  eventTimestamp: "2026-11-24T11:00:00.1230000Z",
  ...more,
});

const signIn = (kind: string, more: Row): Row => ({
  id: kind,
  signInEventTypes: [kind],
  createdDateTime: "2026-11-24T10:00:00Z",
  ipAddress: "198.51.100.4",
  status: { errorCode: 0, failureReason: "Other." },
  location: { countryOrRegion: "NL" },
  ...more,
});

const story = contoso();
const tenant: Tenant = {
  ...story,
  arm: {
    ...story.arm,
    activityLog: [
      record({ eventDataId: "e1" }),
      record({ eventDataId: "e2", status: { value: "Started" }, eventTimestamp: "2026-11-24T10:59:00Z" }),
      record({ eventDataId: "old", eventTimestamp: "2026-10-01T00:00:00Z" }),
      record({ eventDataId: "elsewhere", subscriptionId: subscription(3), status: { value: "Accepted" } }),
    ],
    tenantActivityLog: [record({ eventDataId: "tenant", subscriptionId: "" })],
  },
  graph: {
    ...story.graph,
    signIns: [
      signIn("interactiveUser", {
        userPrincipalName: "ann@contoso.com",
        userDisplayName: "Ann",
        deviceDetail: { operatingSystem: "Linux", isManaged: false },
        autonomousSystemNumber: 64496,
        authenticationRequirement: "singleFactorAuthentication",
        riskLevelAggregated: "high",
        userAgent: "python-requests/2.31",
      }),
      signIn("nonInteractiveUser", {
        userPrincipalName: "bob@contoso.com",
        deviceDetail: { operatingSystem: "Windows" },
      }),
      signIn("servicePrincipal", { servicePrincipalName: "deployer", servicePrincipalId: "sp" }),
      signIn("managedIdentity", {
        servicePrincipalName: "id-web",
        status: { errorCode: 7000222, failureReason: "Expired." },
      }),
    ],
    directoryAudits: [
      {
        id: "audit",
        activityDisplayName: "Add member to role",
        activityDateTime: "2026-11-24T09:00:00Z",
        category: "RoleManagement",
        operationType: "Assign",
        result: "success",
        initiatedBy: { user: { displayName: "Ann" } },
        targetResources: [{ displayName: "Bob" }],
      },
    ],
  },
  workspaces: [
    {
      resourceId,
      customerId: "00000000-0000-0000-0000-0000000000aa",
      tables: [
        "AzureActivity",
        "SigninLogs",
        "AADNonInteractiveUserSignInLogs",
        "AADManagedIdentitySignInLogs",
        "AuditLogs",
      ],
      exported: [subscription(1), subscription(2)],
      retentionDays: 30,
    },
  ],
};

const primary = ({ body }: Reply) => {
  const [first] = body.tables as readonly { name: string; columns: Row[]; rows: unknown[][] }[];
  assert.equal(first?.name, "PrimaryResult");
  return first;
};
const ask = async ({ logs }: Client, query: string, more: Row = {}) => {
  const reply = await logs(path, { query, ...more });
  assert.equal(reply.status, 200, reply.text);
  return primary(reply)?.rows;
};
const withTenant = (run: (client: Client) => Promise<void>, more = {}) =>
  withSimulator({ scenario: tenant, ...more }, run);

describe("a Log Analytics workspace", () => {
  it("has the activity log of the subscriptions that are exported, as long as it keeps it", () =>
    withTenant(async client => {
      assert.deepEqual(await ask(client, "AzureActivity | project EventDataId | order by EventDataId asc"), [
        ["e1"],
        ["e2"],
      ]);
      const [row] = (await ask(
        client,
        "AzureActivity | where EventDataId == 'e1' | project OperationNameValue, ActivityStatusValue, ActivitySubstatusValue, CallerIpAddress, ResourceProviderValue, ResourceGroup, _ResourceId, Claims, Properties_d, TimeGenerated, Type, OperationName",
      )) as unknown[][];
      assert.deepEqual(row, [
        "MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE",
        "Success",
        "Created",
        "192.0.2.7",
        "MICROSOFT.COMPUTE",
        "rg-Web",
        `/subscriptions/${subscription(1)}/resourcegroups/rg-web/providers/microsoft.compute/virtualmachines/vm-1`,
        '{"appid":"00000000-0000-0000-0000-000000000009"}',
        '{"statusCode":"Created"}',
        "2026-11-24T11:00:00.123Z",
        "AzureActivity",
        "",
      ]);
      const statuses =
        "AzureActivity | summarize n = count() by ActivityStatusValue | order by ActivityStatusValue asc";
      assert.deepEqual(await ask(client, statuses), [
        ["Start", 1],
        ["Success", 1],
      ]);
    }));

  it("types its columns, and reads a member of a bag in both of its forms", () =>
    withTenant(async client => {
      const query =
        "AzureActivity | where EventDataId == 'e1' | project At = TimeGenerated, a = tostring(Properties_d.statusCode), b = parse_json(Properties).statusCode, n = 1, r = 0.5, ok = true, t = 5m";
      const table = primary(await client.logs(path, { query }));
      assert.deepEqual(
        table?.columns.map(({ type }) => type),
        ["datetime", "string", "dynamic", "long", "real", "bool", "timespan"],
      );
      assert.deepEqual(table?.rows, [["2026-11-24T11:00:00.123Z", "Created", '"Created"', 1, 0.5, true, "00:05:00"]]);
    }));

  it("has each kind of sign-in in its own table, and changes of the directory", () =>
    withTenant(async client => {
      const interactive =
        "SigninLogs | project UserPrincipalName, Identity, IPAddress, Location, ResultType, AutonomousSystemNumber, tostring(DeviceDetail.operatingSystem), AuthenticationRequirement, Category";
      assert.deepEqual(await ask(client, interactive), [
        [
          "ann@contoso.com",
          "Ann",
          "198.51.100.4",
          "NL",
          "0",
          "64496",
          "Linux",
          "singleFactorAuthentication",
          "SignInLogs",
        ],
      ]);
      assert.deepEqual(await ask(client, "AADNonInteractiveUserSignInLogs | project UserPrincipalName, DeviceDetail"), [
        ["bob@contoso.com", '{"operatingSystem":"Windows"}'],
      ]);
      assert.deepEqual(
        await ask(client, "AADManagedIdentitySignInLogs | project ServicePrincipalName, ResultType, ResultDescription"),
        [["id-web", "7000222", "Expired."]],
      );
      assert.deepEqual(
        await ask(
          client,
          "AuditLogs | project OperationName, AADOperationType, Result, Identity, tostring(InitiatedBy.user.displayName), tostring(TargetResources[0].displayName)",
        ),
        [["Add member to role", "Assign", "success", "Ann", "Ann", "Bob"]],
      );
    }));

  it("keeps to the timespan that it is given", () =>
    withTenant(async client => {
      const query = "AzureActivity | count";
      for (const [timespan, count] of [
        ["P1D", 2],
        ["PT60M", 1],
        ["2026-11-24T10:58:00Z/2026-11-24T10:59:30Z", 1],
        ["2026-11-20T00:00:00Z/P1D", 0],
      ] as const)
        assert.deepEqual(await ask(client, query, { timespan }), [[count]], timespan);
      assert.equal((await client.logs(path, { query, timespan: "a day" })).status, 400);
    }));

  it("refuses in its own words", () =>
    withTenant(async ({ logs, raw, simulator }) => {
      const failure = async (query: string, at = path) => {
        const { status, body } = await logs(at, { query });
        return [
          status,
          get(body, "error.code"),
          get(body, "error.innererror.innererror.code"),
          get(body, "error.innererror.innererror.message"),
        ];
      };
      // A table that the workspace has not, one that nobody has, and a letter too small.
      for (const name of ["AADServicePrincipalSignInLogs", "Nowhere", "azureactivity"])
        assert.deepEqual(await failure(`${name} | count`), [
          400,
          "BadArgumentError",
          "SEM0100",
          `'count' operator: Failed to resolve table or column expression named '${name}'`,
        ]);
      assert.deepEqual(await failure("AzureActivity | wher a"), [
        400,
        "BadArgumentError",
        "SYN0002",
        "Query could not be parsed at 'wher' on line [1,16]",
      ]);
      assert.deepEqual(await failure("AzureActivity", path.replace("law-contoso", "law-other")), [
        404,
        "PathNotFoundError",
        undefined,
        undefined,
      ]);
      assert.equal((await logs(path, {})).status, 400);
      const bare = await raw(`${simulator.urls.logs}${path}`, { method: "POST", body: "{}" });
      assert.deepEqual([bare.status, get(bare.body, "error.code")], [401, "AuthorizationRequiredError"]);
    }));

  it("takes tokens for itself alone", () =>
    withTenant(async ({ raw, simulator }) => {
      const { urls, clientId, clientSecret, tenantId } = simulator;
      const status = async (audience: string, url: string, method: string) => {
        const form = {
          grant_type: "client_credentials",
          client_id: clientId,
          client_secret: clientSecret,
          scope: `${audience}/.default`,
        };
        const token = await raw(`${urls.authority}/${tenantId}/oauth2/v2.0/token`, {
          method: "POST",
          body: new URLSearchParams(form).toString(),
        });
        const authorization = `Bearer ${String(token.body.access_token)}`;
        const body = method === "POST" ? { body: '{"query":"AzureActivity | count"}' } : {};
        return (await raw(url, { method, headers: { authorization }, ...body })).status;
      };
      const own = `${urls.logs}${path}`;
      assert.equal(await status(urls.logs, own, "POST"), 200);
      assert.equal(await status("https://api.loganalytics.io", own, "POST"), 200);
      for (const other of [urls.arm, urls.graph]) assert.equal(await status(other, own, "POST"), 401, other);
      assert.equal(await status(urls.logs, `${urls.arm}/subscriptions?api-version=2022-12-01`, "GET"), 401);
      assert.equal(await status(urls.logs, `${urls.graph}/v1.0/users`, "GET"), 401);
    }));

  it("is read by those who may, and says which right it takes", async () => {
    const sight = { whole: [subscription(1)], rootGroup: false };
    await withTenant(
      async ({ logs }) => {
        const { status, body } = await logs(path, { query: "AzureActivity" });
        assert.deepEqual([status, get(body, "error.code")], [403, "InsufficientAccessError"]);
      },
      { sight },
    );
    const whole = [subscription(1), subscription(2)];
    const actions = ["Microsoft.OperationalInsights/workspaces/query/read"];
    await withTenant(
      async ({ logs, simulator }) => {
        assert.equal((await logs(path, { query: "AzureActivity" })).status, 200);
        assert.deepEqual(simulator.requests.at(-1)?.rights, actions);
      },
      { sight: { whole, rootGroup: false, actions } },
    );
    await withTenant(async ({ logs }) => assert.equal((await logs(path, { query: "AzureActivity" })).status, 403), {
      sight: { whole, rootGroup: false, actions: ["Microsoft.OperationalInsights/workspaces/read"] },
    });
  });

  it("cuts what is too long, and says so beside the rows", () =>
    withTenant(
      async client => {
        const cut = await client.logs(path, { query: "AzureActivity" });
        assert.deepEqual(
          [cut.status, get(cut.body, "error.code"), primary(cut)?.rows.length],
          [200, "PartialError", 1],
        );
        const whole = await client.logs(path, { query: "AzureActivity | count" });
        assert.deepEqual([get(whole.body, "error"), primary(whole)?.rows], [undefined, [[2]]]);
      },
      { logRows: 1 },
    ));

  it("fails as it is told", async () => {
    for (const [answer, status, code] of [
      ["denied", 403, "InsufficientAccessError"],
      ["throttled", 429, "ThrottledError"],
      ["unavailable", 503, "ServiceUnavailable"],
    ] as const)
      await withTenant(
        async ({ logs }) => {
          const reply = await logs(path, { query: "AzureActivity" });
          assert.deepEqual(
            [reply.status, get(reply.body, "error.code"), reply.headers["retry-after"]],
            [status, code, "7"],
          );
        },
        { faults: [{ match: { path: "OperationalInsights" }, answer, retryAfter: 7 }] },
      );
  });
});

describe("advanced hunting", () => {
  const hunting = "/v1.0/security/runHuntingQuery";
  const hunt = async ({ graph }: Client, Query: string, more: Row = {}) => {
    const reply = await graph(hunting, { body: { Query, ...more } });
    assert.equal(reply.status, 200, reply.text);
    return reply.body;
  };

  it("has the activity log of all subscriptions for thirty days, and the caller in the record alone", () =>
    withTenant(async client => {
      const query =
        "CloudAuditEvents | project ReportId, DataSource, ActionType, OperationName, IPAddress, who = tostring(RawEventData.caller), at = Timestamp | order by ReportId asc";
      const { schema, results } = await hunt(client, query);
      assert.deepEqual((schema as Row[]).at(0), { name: "ReportId", type: "String" });
      assert.deepEqual((schema as Row[]).at(-1), { name: "at", type: "DateTime" });
      assert.deepEqual(
        (results as Row[]).map(row => row.ReportId),
        ["e1", "e2", "elsewhere"],
      );
      assert.deepEqual((results as Row[])[0], {
        ReportId: "e1",
        DataSource: "Azure",
        ActionType: "Update",
        OperationName: "Microsoft.Compute/virtualMachines/write",
        IPAddress: "192.0.2.7",
        who: "ann@contoso.com",
        at: "2026-11-24T11:00:00.123Z",
      });
      const year = await hunt(client, "CloudAuditEvents | count", { Timespan: "P365D" });
      assert.deepEqual(year.results, [{ Count: 3 }], "a longer timespan does not lengthen the store");
      const hour = await hunt(client, "CloudAuditEvents | where ReportId startswith 'e' | count", {
        Timespan: "PT60M",
      });
      assert.deepEqual(hour.results, [{ Count: 2 }]);
      assert.equal(
        (await client.graph(hunting, { body: { Query: "CloudAuditEvents | distinct Account" } })).status,
        400,
      );
    }));

  it("has sign-ins of people in one table and of workloads in another", () =>
    withTenant(async client => {
      const people =
        "EntraIdSignInEvents | project AccountUpn, LogonType, ErrorCode, RiskLevelAggregated, UserAgent, Country";
      assert.deepEqual((await hunt(client, people)).results, [
        {
          AccountUpn: "ann@contoso.com",
          LogonType: '["interactiveUser"]',
          ErrorCode: 0,
          RiskLevelAggregated: 100,
          UserAgent: "python-requests/2.31",
          Country: "NL",
        },
        {
          AccountUpn: "bob@contoso.com",
          LogonType: '["nonInteractiveUser"]',
          ErrorCode: 0,
          RiskLevelAggregated: 0,
          UserAgent: "",
          Country: "NL",
        },
      ]);
      const workloads = "EntraIdSpnSignInEvents | where IsManagedIdentity | project ServicePrincipalName, ErrorCode";
      assert.deepEqual((await hunt(client, workloads)).results, [
        { ServicePrincipalName: "id-web", ErrorCode: 7000222 },
      ]);
    }));

  it("refuses what it does not know, whom it does not know, and in clouds without it", async () => {
    await withTenant(async ({ graph }) => {
      const { status, body } = await graph(hunting, { body: { Query: "EntraIDSignInEvents | count" } });
      assert.equal(status, 400);
      assert.match(
        String(get(body, "error.message")),
        /Failed to resolve table or column expression named 'EntraIDSignInEvents'/,
      );
      assert.equal((await graph(hunting, { body: { Query: "CloudAuditEvents | wher a" } })).status, 400);
      assert.equal(
        (await graph(hunting, { body: { Query: "AzureActivity | count" } })).status,
        400,
        "a workspace's table",
      );
      assert.equal((await graph(hunting, { body: {} })).status, 400);
    });
    await withTenant(
      async ({ graph }) => assert.equal((await graph(hunting, { body: { Query: "CloudAuditEvents" } })).status, 403),
      { graphPermissions: ["AuditLog.Read.All"] },
    );
  });

  it("has the tables and subscriptions that the tenant's licences give it, and so many rows at most", async () => {
    const scenario: Tenant = { ...tenant, hunting: { tables: ["CloudAuditEvents"], subscriptions: [subscription(3)] } };
    await withSimulator({ scenario }, async client => {
      assert.deepEqual((await hunt(client, "CloudAuditEvents | project ReportId")).results, [
        { ReportId: "elsewhere" },
      ]);
      assert.equal((await client.graph(hunting, { body: { Query: "EntraIdSignInEvents" } })).status, 400);
    });
    await withTenant(
      async client => assert.equal(((await hunt(client, "CloudAuditEvents")).results as Row[]).length, 2),
      { huntingRows: 2 },
    );
  });
});
