import assert from "node:assert/strict";
import { defaultEstate, type Estate } from "../../catalogue/estate";
import type { Gap } from "../../catalogue/outcome";
import { coverageLines } from "../../posture/report/coverage";
import { judgeAll } from "../../posture/run/audit";
import {
  assignment,
  gather,
  guid,
  healthy,
  healthyBut,
  manifest,
  production,
  type Rows,
  role,
  roleIds,
  sandbox,
  user,
} from "./checks-tenant";
import { derived } from "./derived-kit";

const deploy = { id: guid(301), appId: guid(351), name: "deploy", kind: "Application", enabled: true } as const;
const vault = (change: Partial<Rows["vaults"][number]> = {}): Rows["vaults"][number] => ({
  id: `${production}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-one`,
  name: "kv-one",
  subscription: guid(1),
  roles: true,
  templates: false,
  readers: [],
  ...change,
});
const opening = (...opens: string[]): Estate => ({ ...defaultEstate, vaults: [{ name: "KV-One", opens }] });
const byClientId = opening(guid(351));

const secretsUser = {
  ...role(guid(401), "Secrets User", ["Microsoft.KeyVault/vaults/read"]),
  permissions: [
    {
      actions: ["Microsoft.KeyVault/vaults/read"],
      notActions: [],
      dataActions: ["Microsoft.KeyVault/vaults/secrets/*"],
    },
  ],
};
const acting = (...actions: string[]) => role(guid(401), "Operator", actions);
const held = (definition: Rows["roleDefinitions"][number], change: Partial<Rows["roleAssignments"][number]> = {}) => ({
  roleDefinitions: [...healthy.roleDefinitions, definition],
  roleAssignments: [
    assignment(513, 102, definition.id, production, change),
    assignment(514, 301, roleIds.contributor, sandbox),
  ],
});

const rows = (change: Partial<Rows>): Partial<Rows> => ({ servicePrincipals: [deploy], vaults: [vault()], ...change });

/** Whether person 102 comes to what the application may create in the sandbox. */
function comes(change: Partial<Rows>, estate: Estate = byClientId): boolean {
  const creators = derived(rows(change), {}, estate)("computeCreators").value;
  const rights = creators.find(({ principal }) => principal.id === guid(102))?.rights ?? [];
  return rights.some(({ road, scope }) => road?.[0]?.kind === "vault-secret" && scope === sandbox);
}
const policies = (change: Partial<Rows["vaults"][number]> = {}) => [vault({ roles: false, ...change })];
const deploying = ["Microsoft.KeyVault/vaults/deploy/action", "Microsoft.Resources/deployments/write"];
const kv = "Microsoft.KeyVault/vaults";
const assign = "Microsoft.Authorization/roleAssignments/write";

describe("a key vault whose secrets open something", () => {
  const cases: readonly (readonly [why: string, want: boolean, change: Partial<Rows>])[] = [
    ["a role that reads secrets", true, held(secretsUser)],
    [
      "not where they are taken away again",
      false,
      held({
        ...secretsUser,
        permissions: [{ ...secretsUser.permissions[0]!, notDataActions: [`${kv}/secrets/getSecret/action`] }],
      }),
    ],
    ["not one over everything but what vaults hold", false, held(acting("Microsoft.KeyVault/*"))],
    ["nor one at another vault", false, held(secretsUser, { scope: `${vault().id}-two` })],
    ["one at the vault", true, held(secretsUser, { scope: vault().id.toUpperCase() })],
    ["one at one of its secrets", true, held(secretsUser, { scope: `${vault().id}/secrets/S1` })],
    [
      "not one there over everything but what it holds",
      false,
      held(acting("Microsoft.KeyVault/*"), { scope: `${vault().id}/secrets/s1` }),
    ],
    ["nor one at a key", false, held(secretsUser, { scope: `${vault().id}/keys/s1` })],
    [
      "nor one at a secret, where policies decide",
      false,
      { vaults: policies(), ...held(secretsUser, { scope: `${vault().id}/secrets/s1` }) },
    ],
    [
      "an eligible one",
      true,
      {
        ...held(secretsUser),
        roleAssignments: [assignment(514, 301, roleIds.contributor, sandbox)],
        eligibleAssignments: [assignment(513, 102, guid(401), `${vault().id}/secrets/s1`)],
      },
    ],
    ["whoever may give itself the role", true, held(acting(assign))],
    [
      "be it that one alone, by a condition",
      true,
      {
        ...held(secretsUser),
        roleDefinitions: [...healthy.roleDefinitions, secretsUser, role(guid(402), "Granter", [assign])],
        roleAssignments: [
          assignment(513, 102, guid(402), production, {
            condition: `((!(ActionMatches{'${assign}'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${guid(401)}}))`,
          }),
          assignment(514, 301, roleIds.contributor, sandbox),
        ],
      },
    ],
    ["not by policies, where roles decide", false, { ...held(acting(`${kv}/accessPolicies/write`, `${kv}/write`)) }],
    ["by policies, where these decide", true, { vaults: policies(), ...held(acting(`${kv}/accessPolicies/write`)) }],
    ["by the vault that holds them", true, { vaults: policies(), ...held(acting(`${kv}/write`)) }],
    ["where policies decide, no role reads", false, { vaults: policies(), ...held(secretsUser) }],
    ["a policy of its own", true, { vaults: policies({ readers: [guid(102)] }), ...held(acting("*/read")) }],
    ["not one of somebody else", false, { vaults: policies({ readers: [guid(101)] }), ...held(acting("*/read")) }],
    [
      "a deployment, where the vault allows it",
      true,
      { vaults: [vault({ templates: true })], ...held(acting(...deploying)) },
    ],
    ["not where it does not", false, held(acting(...deploying))],
    [
      "nor without the right to deploy",
      false,
      { vaults: [vault({ templates: true })], ...held(acting(deploying[0]!)) },
    ],
    ["a reader of everything", false, held(acting("*/read"))],
  ];
  for (const [why, want, change] of cases) it(why, () => assert.equal(comes(change), want));

  const denial = (block: Partial<Rows["denyAssignments"][number]["permissions"][number]>) => ({
    ...held(secretsUser),
    denyAssignments: [
      {
        id: "/denial",
        name: "Denial",
        scope: vault().id,
        permissions: [{ actions: [], notActions: [], ...block }],
        principals: [guid(102)],
        excludePrincipals: [],
        doNotApplyToChildScopes: false,
        systemProtected: true,
      },
    ],
  });
  it("not where what vaults hold is denied, and still where only the rest is", () => {
    assert(!comes(denial({ dataActions: ["*"] })));
    assert(comes(denial({ actions: ["*"] })));
  });

  it("by object id, and of a person by its name in any form", () => {
    assert(comes(held(secretsUser), opening(guid(301))));
    const person = {
      ...held(secretsUser),
      users: [user(102), user(103, { upn: "JOSÉ@contoso.com" })],
      roleAssignments: [assignment(513, 102, guid(401)), assignment(514, 103, roleIds.contributor, sandbox)],
    };
    assert(comes(person, opening("jose\u0301@contoso.com")));
    assert(!comes(person, opening("jo@contoso.com")));
  });
  it("leads nowhere where the estate says so, or says nothing", () => {
    assert(!comes(held(secretsUser), opening()));
    assert(!comes(held(secretsUser), defaultEstate));
    assert(!comes(held(secretsUser), { ...byClientId, vaults: [{ name: "kv-two", opens: [guid(351)] }] }));
  });
  it("tells which secret it is", () => {
    const change = rows(held(secretsUser, { scope: `${vault().id}/secrets/s1` }));
    const creator = derived(
      change,
      {},
      byClientId,
    )("computeCreators").value.find(each => each.principal.id === guid(102));
    assert.match(creator!.rights[0]!.path, /^may read secret s1 of key vault kv-one and sign in as deploy: /);
    assert.equal(creator!.removal?.id, vault().id);
  });
  it("tells the road", () => {
    const [creator] = derived(
      rows(held(secretsUser)),
      {},
      byClientId,
    )("computeCreators").value.filter(({ principal }) => principal.id === guid(102));
    assert.match(creator!.rights[0]!.path, /^may read the secrets of key vault kv-one and sign in as deploy: /);
    assert.equal(creator!.removal?.id, vault().id);
  });
});

describe("a key vault of which it is not known what it opens", () => {
  const told = (change: Partial<Rows>, estate: Estate = defaultEstate, gaps: readonly Gap[] = []) =>
    judgeAll(gather(healthyBut(rows(change)), { vaults: gaps }), manifest, { estate, version: "1" });

  it("is told at the head, with who may read it, and no finding", () => {
    const change = {
      ...held(secretsUser),
      vaults: [vault(), vault({ id: `${sandbox}/vaults/kv-two`, name: "kv-two", subscription: guid(2) })],
    };
    assert.deepEqual(told(change).coverage.vaults, [
      { id: vault().id, name: "kv-one", readers: 1, some: ["user102@contoso.com"] },
      { id: `${sandbox}/vaults/kv-two`, name: "kv-two", readers: 0, some: [] },
    ]);
    assert(
      coverageLines(told(change).coverage).includes(
        "What the secrets of 2 key vaults open is not known, so no road leads through them: kv-one (1 may read them: user102@contoso.com), kv-two (nobody was found who may read them)",
      ),
    );
    assert.match(
      coverageLines({
        ...told({}).coverage,
        vaults: [{ id: "/v", name: "v", readers: 2, inPart: true, some: ["a", "b"] }],
      }).find(line => line.startsWith("What the secrets"))!,
      / v \(at least 2 may read them: a, b\)$/,
    );
    const many = { id: "/v", name: "v", readers: 1234, some: ["a", "b", "c"] };
    assert.match(
      coverageLines({ ...told({}).coverage, vaults: Array.from({ length: 7 }, () => many) }).find(line =>
        line.startsWith("What the secrets"),
      )!,
      /^What the secrets of 7 key vaults .* v \(1,234 may read them: a, b, c and 1,231 more\), and 2 more$/,
    );
    const statuses = (answer: ReturnType<typeof told>) => answer.outcomes.map(({ rule, status }) => [rule.id, status]);
    assert.deepEqual(statuses(told(change)), statuses(told({ ...change, vaults: [] })));
  });
  it("names who may read one of its secrets, and nobody who may read a secret of another", () => {
    const at = (scope: string) => told(held(secretsUser, { scope })).coverage.vaults?.[0]?.some;
    assert.deepEqual(at(`${vault().id}/secrets/s1`), ["user102@contoso.com"]);
    assert.deepEqual(at(`${vault().id}-two/secrets/s1`), []);
  });
  it("names a group once, and whom its policies name", () => {
    const change = {
      ...held(secretsUser, { principal: guid(201), principalType: "Group" }),
      memberships: [101, 102].map(n => ({
        group: guid(201),
        groupName: "Readers",
        member: guid(n),
        memberType: "User" as const,
      })),
    };
    assert.deepEqual(told(change).coverage.vaults?.[0]?.some, ["Readers"]);
    assert.deepEqual(told({ vaults: policies({ readers: [guid(102), guid(777)] }) }).coverage.vaults?.[0]?.some, [
      guid(777),
      "user102@contoso.com",
    ]);
  });
  it("is no longer told once the estate says it, be it that it opens nothing", () => {
    assert.equal(told(held(secretsUser), opening()).coverage.vaults, undefined);
    assert.equal(told(held(secretsUser), byClientId).coverage.vaults, undefined);
  });

  const denied: Gap = { what: "key vaults", missing: "Microsoft.KeyVault/vaults/read", reason: "denied" };
  const unknown = (estate: Estate) =>
    derived(rows({ ...held(acting("*/read")), vaults: [] }), { vaults: [denied] }, estate)("computeCreators").gaps;
  it("where none was read, leaves open who can create compute if one is said to open something of worth", () => {
    assert.deepEqual(unknown(byClientId), [denied]);
    assert.deepEqual(unknown(opening(guid(999))), []);
    assert.deepEqual(unknown(defaultEstate), []);
    assert(told({ vaults: [] }, defaultEstate, [denied]).gaps.some(({ missing }) => missing === denied.missing));
  });
});
