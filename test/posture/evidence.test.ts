import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { mostPlaces } from "../../posture/azure/places";
import { comesAfter, evidence, evidenceKinds } from "../../posture/evidence/all";
import conditionalAccess from "../../posture/evidence/conditional-access";
import { foldedElevations, type LogRecord, logRecord } from "../../posture/evidence/reading/elevation-log";
import { all, apart, each } from "../../posture/evidence/reading/read";
import { isHidden, withoutSecrets } from "../../posture/evidence/reading/secrets";
import { gather } from "../../posture/run/gather";
import { connectionTo, elevationRecord, id, uaa, withTenant } from "./gather-tenant";

const folder = join(__dirname, "../../posture/evidence");
/** Files of the folder that are no kind of evidence. */
const shared = ["all.ts", "calls.ts", "define.ts", "gathered.ts", "requests.ts", "rows.ts"];
const fileOf = (kind: string) => `${kind.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}.ts`;

describe("evidence", () => {
  it("is one file a kind, named after it, and a line in all.ts", () => {
    const files = readdirSync(folder).filter(file => file.endsWith(".ts") && !shared.includes(file));
    const kinds = evidenceKinds.map(fileOf);
    for (const file of files) assert(kinds.includes(file), `evidence: ${file} is no kind that all.ts lists`);
    for (const file of kinds) assert(files.includes(file), `evidence: all.ts lists a kind that has no file ${file}`);
  });

  it("that is read subscription by subscription is never said to be refused as a whole", () => {
    for (const kind of evidenceKinds)
      if (evidence[kind].per.length > 0) assert.notEqual(evidence[kind].whole, "refused as a whole", kind);
  });

  it("that other evidence names says from which", () => {
    for (const kind of evidenceKinds)
      if (evidence[kind].whole === "named by other evidence") assert.notEqual(comesAfter(kind).length, 0, kind);
  });
});

describe("collectors hide secrets", () => {
  const hidden: readonly (readonly [what: string, tree: object])[] = [
    ["custom data", { osProfile: { customData: "SECRET-VALUE" } }],
    ["passwords, whatever their case", { adminPASSWORD: "SECRET-VALUE" }],
    ["protected settings, whole", { protectedSettings: { commandToExecute: "SECRET-VALUE" } }],
    ["secure environment variables", { environmentVariables: [{ name: "X", secureValue: "SECRET-VALUE" }] }],
    ["environment variables with a telling name", { env: [{ name: "DB_PASSWORD", value: "SECRET-VALUE" }] }],
    ["lists of secrets", { configuration: { secrets: [{ name: "x", value: "SECRET-VALUE" }] } }],
    ["shared-access links", { uri: "https://contoso.blob.core.windows.net/c/run.sh?sv=1&sig=SECRET-VALUE&se=2" }],
    ["passwords in links", { pool: "stratum+tcp://wallet:SECRET-VALUE@pool.contoso.com:3333" }],
    ["keys of accounts", { storageAccountKey: "SECRET-VALUE", sasToken: "SECRET-VALUE", clientSecret: "SECRET-VALUE" }],
  ];
  for (const [what, tree] of hidden) {
    it(what, () => assert.ok(!JSON.stringify(withoutSecrets(tree)).includes("SECRET-VALUE")));
  }

  it("and leave what is judged, and what is no secret", () => {
    const tree = {
      settings: { commandToExecute: "./xmrig -o stratum+tcp://pool:3333", fileUris: ["https://x/y.sh"] },
      image: "contoso/miner:1",
      env: [{ name: "WALLET", value: "4A" }],
      disablePasswordAuthentication: true,
      adminPassword: null,
      customData: "",
      protectedSettingsFromKeyVault: { secretUrl: "https://v/s", sourceVault: { id: "/x" } },
      count: 3,
    };
    assert.deepEqual(withoutSecrets(tree), tree);
  });

  it("with a mark that tells two secrets apart", () => {
    const { a, b, c } = withoutSecrets({ a: { password: "1" }, b: { password: "1" }, c: { password: "2" } }) as Record<
      string,
      { password: string }
    >;
    assert.ok(isHidden(a!.password) && !isHidden("hidden") && !isHidden(1));
    assert.equal(a!.password, b!.password);
    assert.notEqual(a!.password, c!.password);
  });

  it("in any tree, and never twice", () =>
    fc.assert(
      fc.property(fc.jsonValue(), tree => {
        const once = withoutSecrets({ deep: tree, adminPassword: "SECRET-VALUE" });
        assert.ok(!JSON.stringify(once).includes("SECRET-VALUE"));
      }),
    ));
});

describe("collectors read Conditional Access conditions", () => {
  const narrowedBy = async (conditions: object) =>
    withTenant(
      [
        [
          "conditionalAccess/policies",
          () => ({
            json: { value: [{ id: id(1), displayName: "x", state: "enabled", conditions, grantControls: null }] },
          }),
        ],
      ],
      async loopback => {
        const { gathered } = await gather({ ...connectionTo(loopback), kinds: ["conditionalAccess"] });
        assert.deepEqual(gathered.conditionalAccess.gaps, []);
        assert.equal(gathered.conditionalAccess.value[0]?.grant, undefined);
        return gathered.conditionalAccess.value[0]?.narrowedBy;
      },
    );
  const table: readonly (readonly [string, object, readonly string[]])[] = [
    ["none", {}, []],
    ["all that say nothing", { signInRiskLevels: [], devices: null, locations: null, insiderRiskLevels: null }, []],
    ["all locations", { locations: { includeLocations: ["All"], excludeLocations: [] } }, []],
    ["all locations but some", { locations: { includeLocations: ["All"], excludeLocations: [id(9)] } }, ["locations"]],
    ["one location", { locations: { includeLocations: [id(9)], excludeLocations: [] } }, ["locations"]],
    ["a platform", { platforms: { includePlatforms: ["iOS"], excludePlatforms: [] } }, ["platforms"]],
    ["risk", { signInRiskLevels: ["high"], userRiskLevels: ["high"] }, ["signInRiskLevels", "userRiskLevels"]],
    ["a device filter", { devices: { deviceFilter: { mode: "exclude", rule: "x" } } }, ["devices"]],
    ["flows", { authenticationFlows: { transferMethods: "deviceCodeFlow" } }, ["authenticationFlows"]],
    ["insider risk", { insiderRiskLevels: "elevated" }, ["insiderRiskLevels"]],
    [
      "a filter of applications",
      { applications: { applicationFilter: { mode: "include", rule: "x" } } },
      ["applicationFilter"],
    ],
    [
      "an authentication context",
      { applications: { includeAuthenticationContextClassReferences: ["c1"] } },
      ["includeAuthenticationContextClassReferences"],
    ],
    ["the risk of agents, which came later", { agentIdRiskLevels: "high" }, ["agentIdRiskLevels"]],
    [
      "workloads",
      { clientApplications: { includeServicePrincipals: ["ServicePrincipalsInMyTenant"] } },
      ["clientApplications"],
    ],
    [
      "user actions",
      { applications: { includeUserActions: ["urn:user:registersecurityinfo"] } },
      ["includeUserActions"],
    ],
    ["a condition of the future", { moonPhase: { includePhases: ["full"] } }, ["moonPhase"]],
  ];
  for (const [what, conditions, expected] of table) {
    it(`${what}: ${expected.join(", ") || "always applies"}`, async () =>
      assert.deepEqual(await narrowedBy(conditions), expected));
  }

  const detailed = async (conditions: object) =>
    withTenant(
      [
        [
          "conditionalAccess/policies",
          () => ({
            json: { value: [{ id: id(1), displayName: "x", state: "enabled", conditions, grantControls: null }] },
          }),
        ],
      ],
      async loopback => {
        const { gathered } = await gather({ ...connectionTo(loopback), kinds: ["conditionalAccess"] });
        const { users, locations, platforms, deviceFilter, riskLevels, flows, contexts } =
          gathered.conditionalAccess.value[0]!;
        const { includedGuests, excludedGuests, includesGuests, excludesGuests } = users;
        const row = {
          includedGuests,
          excludedGuests,
          includesGuests,
          excludesGuests,
          locations,
          platforms,
          deviceFilter,
          riskLevels,
          flows,
          contexts,
        };
        return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined && value !== false));
      },
    );
  const allTenants = { membershipKind: "all" };
  const details: readonly (readonly [string, object, object])[] = [
    ["no detail", {}, {}],
    ["a device filter", { devices: { deviceFilter: { mode: "exclude", rule: "x" } } }, { deviceFilter: "exclude" }],
    [
      "devices that are left out, in the old words",
      { devices: { includeDevices: ["All"], excludeDevices: ["Compliant"] } },
      { deviceFilter: "exclude" },
    ],
    ["devices of a filter", { devices: { deviceFilter: { mode: "include", rule: "x" } } }, { deviceFilter: "include" }],
    ["risk", { signInRiskLevels: ["high"], userRiskLevels: [] }, { riskLevels: { signIn: ["high"], user: [] } }],
    [
      "flows",
      { authenticationFlows: { transferMethods: "deviceCodeFlow, authenticationTransfer" } },
      { flows: ["deviceCodeFlow", "authenticationTransfer"] },
    ],
    [
      "places",
      { locations: { includeLocations: ["All"], excludeLocations: [id(9).toUpperCase()] } },
      { locations: { include: ["All"], exclude: [id(9)] } },
    ],
    [
      "platforms",
      { platforms: { includePlatforms: ["all"], excludePlatforms: ["iOS"] } },
      { platforms: { include: ["all"], exclude: ["iOS"] } },
    ],
    [
      "kinds of guests",
      {
        users: {
          excludeGuestsOrExternalUsers: {
            guestOrExternalUserTypes: "internalGuest,serviceProvider",
            externalTenants: allTenants,
          },
        },
      },
      { excludesGuests: true, excludedGuests: { types: ["internalGuest", "serviceProvider"] } },
    ],
    [
      "guests of some tenants",
      {
        users: {
          includeGuestsOrExternalUsers: {
            guestOrExternalUserTypes: "b2bCollaborationGuest",
            externalTenants: { membershipKind: "enumerated", members: [id(7)] },
          },
        },
      },
      { includesGuests: true, includedGuests: { types: ["b2bCollaborationGuest"], tenants: [id(7)] } },
    ],
    [
      "guests of a kind of the future",
      { users: { excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: "unknownFutureValue" } } },
      { excludesGuests: true, excludedGuests: { types: ["unknownFutureValue"] } },
    ],
    [
      "guests of kinds that were not sent",
      { users: { includeGuestsOrExternalUsers: { externalTenants: allTenants } } },
      { includesGuests: true, includedGuests: { types: ["unknownFutureValue"] } },
    ],
    [
      "authentication contexts",
      { applications: { includeAuthenticationContextClassReferences: ["c1", "c3"] } },
      { contexts: ["c1", "c3"] },
    ],
    ["no authentication context", { applications: { includeAuthenticationContextClassReferences: [] } }, {}],
    ["guests in the old words", { users: { includeUsers: ["GuestsOrExternalUsers"] } }, { includesGuests: true }],
  ];
  for (const [what, conditions, expected] of details)
    it(`details: ${what}`, async () => assert.deepEqual(await detailed(conditions), expected));

  it("are declared as what they need", () => {
    assert.deepEqual(
      Object.values(conditionalAccess.calls).map(call => call.api === "graph" && call.permission),
      ["Policy.Read.All"],
    );
  });
});

async function* inTurn(records: readonly LogRecord[]) {
  yield* records;
}

describe("lists that are read several at a time", () => {
  it("come in the order of the items, and only some are held ahead of the one whose rows are taken", async () => {
    const items = Array.from({ length: 200 }, (_, index) => index);
    let started = 0;
    const lists = each(items, async function* (item) {
      started++;
      yield item;
    });
    let taken = 0;
    let mostAhead = 0;
    for await (const item of lists) {
      assert.equal(item, taken++);
      mostAhead = Math.max(mostAhead, started - taken);
    }
    assert.equal(taken, items.length);
    assert(mostAhead > 0 && mostAhead <= mostPlaces, `each: ${mostAhead} lists were held`);
  });

  it("fail as the list that fails", () =>
    assert.rejects(
      all(
        each([1, 2, 3], async function* (item) {
          if (item === 2) throw new RangeError("torn");
          yield item;
        }),
      ),
      RangeError,
    ));
});

describe("collectors fold elevations", () => {
  const fold = async (...records: object[]) => {
    const { rows, gaps } = await apart(foldedElevations(inTurn(records.map(record => logRecord.parse(record)))));
    assert.deepEqual(gaps, []);
    return rows;
  };
  const removal = (body: unknown, scope = `/providers/Microsoft.Authorization/roleAssignments/${id(106)}`) => ({
    ...elevationRecord("Succeeded", 3),
    operationName: { value: "Microsoft.Authorization/roleAssignments/delete" },
    authorization: { action: "Microsoft.Authorization/roleAssignments/delete", scope },
    properties: { responseBody: JSON.stringify(body) },
  });
  const grant = (role: string, scope = "/") => ({
    properties: {
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${role}`,
      principalId: id(12).toUpperCase(),
      scope,
    },
  });

  for (const status of ["Succeeded", "Success", "succeeded"])
    it(`that end in ${status}: succeeded`, async () => {
      assert.deepEqual(
        (await fold(elevationRecord("Started", 1), elevationRecord(status, 2))).map(({ succeeded }) => succeeded),
        [true],
      );
    });

  it("that were begun and came to nothing: not succeeded", async () => {
    assert.deepEqual(
      (await fold(elevationRecord("Started", 1), elevationRecord("Failed", 2))).map(({ succeeded }) => succeeded),
      [false],
    );
  });

  it("in whatever order the records come", async () => {
    const records = [elevationRecord("Started", 1), elevationRecord("Succeeded", 2)];
    assert.deepEqual(await fold(...records), await fold(...records.reverse()));
  });

  it("of workloads", async () => {
    const { claims, ...rest } = elevationRecord("Succeeded", 1);
    const oid = "http://schemas.microsoft.com/identity/claims/objectidentifier";
    const [found] = await fold({
      ...rest,
      caller: id(14),
      claims: { [oid]: claims[oid], idtyp: "app", appid: id(14) },
    });
    assert.deepEqual(found?.by, { id: id(11), name: id(14), kind: "servicePrincipal" });
  });

  it("and their removal, only where the record shows what was removed", async () => {
    assert.deepEqual(
      (await fold(removal(grant(uaa)))).map(({ action, target, by }) => [action, target, by.id]),
      [["removed", id(12), id(11)]],
    );
    assert.deepEqual(
      await fold(removal(grant(id(1))), removal(undefined), removal("x"), removal(grant(uaa, "/subscriptions/x"))),
      [],
    );
  });
});
