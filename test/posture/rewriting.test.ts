import assert from "node:assert/strict";
import { builtInRoles } from "../../compute/roles/builtin-roles";
import type { Evidence } from "../../posture/evidence/all";
import { assignment, guid, healthy, membership, production, type Rows, role, roleIds, sandbox } from "./checks-tenant";
import { derived } from "./derived-kit";

const write = "Microsoft.Authorization/roleDefinitions/write";
const contoso = "/providers/Microsoft.Management/managementGroups/contoso";
const online = contoso.replace("contoso", "online");
/** The role that is rewritten: it reads, and can be assigned in these. */
const helper = (...assignableScopes: string[]) =>
  role(guid(401), "Helper", ["*/read"], [], { custom: true, assignableScopes });
/** Azure's own, which lets its holder write the definitions of others. */
const definer = role(guid(402), "Definer", [write]);
const roles = (...these: readonly Evidence["roleDefinitions"][]): Partial<Rows> => ({
  roleDefinitions: [...healthy.roleDefinitions, ...these],
});
const only = (attribute: string, operator: string, ...values: readonly string[]) =>
  `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:${attribute}] ${operator} {${values.join(", ")}}))`;
const rolesOnly = (...these: readonly string[]) => only("RoleDefinitionId", "ForAnyOfAnyValues:GuidEquals", ...these);
const readersOnly = rolesOnly(roleIds.reader);
/** What the portal writes for "all roles except these". */
const allBut = (...these: readonly string[]) => only("RoleDefinitionId", "ForAnyOfAllValues:GuidNotEquals", ...these);
const odd = "@Resource[a] StringEquals 'b'";
const helps = (principal: number, scope = production) => assignment(513, principal, guid(401), scope);
const defines = (principal: number, scope = production, change = {}) =>
  assignment(514, principal, guid(402), scope, change);
const denial = (actions: string[], scope = production): Partial<Rows> => ({
  denyAssignments: [
    {
      id: "/denial",
      name: "Denial",
      scope,
      permissions: [{ actions, notActions: [] }],
      principals: [guid(102)],
      excludePrincipals: [],
      doNotApplyToChildScopes: false,
      systemProtected: true,
    },
  ],
});
const managed = (n: number): Evidence["servicePrincipals"] => ({
  id: guid(n),
  appId: guid(n + 50),
  name: `workload ${n}`,
  kind: "Application",
  enabled: true,
});
const owns = (of: number, owner: number, where: Evidence["owners"]["where"]): Evidence["owners"] => ({
  of: guid(of),
  where,
  owner: guid(owner),
  ownerType: "User",
});
const inGroups = (first: string[], second: string[]): Partial<Rows> => ({
  subscriptions: healthy.subscriptions.map((row, i) => ({ ...row, managementGroups: i === 0 ? first : second })),
});
const inTwo = helper(production, sandbox);
const gives = (principal: number, condition: string, scope = production, id = 516) =>
  assignment(id, principal, guid(404), scope, { condition });
/** Azure's own, which lets its holder assign roles, and no more. */
const giver = role(guid(404), "Giver", ["Microsoft.Authorization/roleAssignments/write"]);
const asDefiner = `, which may be rewritten as Definer at ${production} (Production)`;
const given = (scope = `${production} (Production)`, what = "Helper") =>
  `Giver at ${scope}, which lets its holder assign ${what}${asDefiner}`;
const its = "a custom role of its own";
/** Every role that creates compute, gives rights or writes definitions is named, so that nothing is left but what is written anew. */
const noStrong = allBut(
  guid(402),
  guid(404),
  ...builtInRoles().flatMap(({ id, createsCompute, grantsAccess }) =>
    createsCompute === "no" && grantsAccess === "no" ? [] : [id],
  ),
);
const itself = [`Helper at ${production} (Production)${asDefiner}`];

const cases: Readonly<Record<string, readonly [change: Partial<Rows>, told: readonly string[]]>> = {
  "a role that it holds, where it may write its definition": [
    { ...roles(helper(production), definer), roleAssignments: [helps(102), defines(102)] },
    itself,
  ],
  "the very role that lets its definition be written": [
    {
      ...roles(role(guid(401), "Helper", [write], [], { custom: true })),
      roleAssignments: [helps(102)],
    },
    [`Helper at ${production} (Production), which may be rewritten as Helper at ${production} (Production)`],
  ],
  "not one of Azure's": [
    { ...roles({ ...helper(production), custom: false }, definer), roleAssignments: [helps(102), defines(102)] },
    [],
  ],
  "not where it may write it in one of two scopes": [
    { ...roles(inTwo, definer), roleAssignments: [helps(102), defines(102)] },
    [],
  ],
  "nor the very role that lets it be written there": [
    {
      ...roles(role(guid(401), "Helper", [write], [], { custom: true, assignableScopes: [production, sandbox] })),
      roleAssignments: [helps(102)],
    },
    [],
  ],
  "where it may write it in both": [
    {
      ...roles(inTwo, definer),
      roleAssignments: [helps(102), defines(102), assignment(515, 102, guid(402), sandbox)],
    },
    itself,
  ],
  "held in a part of where it can be assigned": [
    {
      ...roles(helper(production), definer),
      roleAssignments: [helps(102, `${production}/resourceGroups/rg`), defines(102)],
    },
    [`Helper at ${production}/resourceGroups/rg (Production)${asDefiner}`],
  ],
  "not where it may write it below that": [
    {
      ...roles(helper(production), definer),
      roleAssignments: [helps(102), defines(102, `${production}/resourceGroups/rg`)],
    },
    [],
  ],
  "not where nothing says in which scopes it can be assigned": [
    { ...roles(helper(), definer), roleAssignments: [helps(102), defines(102)] },
    [],
  ],
  "not one that somebody else holds": [
    { ...roles(helper(production), definer), roleAssignments: [helps(103), defines(102)] },
    [],
  ],
  "one that its group holds": [
    {
      ...roles(helper(production), definer),
      roleAssignments: [helps(201), defines(102)],
      memberships: [membership(201, 102)],
    },
    [`${itself[0]}, through group Group 201`],
  ],
  "one that an application holds which it owns": [
    {
      ...roles(helper(production), definer),
      roleAssignments: [helps(301), defines(102)],
      servicePrincipals: [managed(301)],
      owners: [owns(301, 102, "application")],
    },
    [`owns application workload 301 and can add a credential to it: ${itself[0]}`],
  ],
  "as an application that it owns": [
    {
      ...roles(helper(production), definer),
      roleAssignments: [helps(102), defines(301)],
      servicePrincipals: [managed(301)],
      owners: [owns(301, 102, "application")],
    },
    [`owns application workload 301 and can add a credential to it: ${itself[0]}`],
  ],
  "not as one of another's": [
    {
      ...roles(helper(production), definer),
      roleAssignments: [helps(102), defines(301)],
      servicePrincipals: [managed(301)],
      owners: [owns(301, 103, "application")],
    },
    [],
  ],
  "as a member of one group for what another holds, both of which it owns": [
    {
      ...roles(helper(production), definer),
      roleAssignments: [helps(201), defines(202)],
      principals: [201, 202].map(n => ({ id: guid(n), type: "Group", name: `Group ${n}`, assignableToRole: false })),
      owners: [owns(201, 102, "group"), owns(202, 102, "group")],
    },
    [
      `owns group Group 201 and can join it; owns group Group 202 and can join it: ${itself[0]}, through group Group 201`,
    ],
  ],
  "under a condition on the roles that may be given, which leaves definitions alone": [
    {
      ...roles(helper(production)),
      roleAssignments: [
        helps(102),
        assignment(514, 102, roleIds.userAccessAdministrator, production, { condition: readersOnly }),
      ],
    },
    [itself[0]!.replace("Definer", "User Access Administrator")],
  ],
  "perhaps, under a condition that cannot be judged": [
    {
      ...roles(helper(production), definer),
      roleAssignments: [helps(102), defines(102, production, { condition: odd })],
    },
    [`${itself[0]}, under a condition`],
  ],
  "once it activates the right": [
    { ...roles(helper(production), definer), roleAssignments: [helps(102)], eligibleAssignments: [defines(102)] },
    [`${itself[0]}, eligible in PIM`],
  ],
  "not where that is denied": [
    {
      ...roles(helper(production), definer),
      roleAssignments: [helps(102), defines(102)],
      ...denial([write]),
    },
    [],
  ],
  "nor where all that creates compute is": [
    {
      ...roles(helper(production), definer),
      roleAssignments: [helps(102), defines(102)],
      ...denial(["*/write"]),
    },
    [],
  ],
  "one after the other: what is written into the first lets it write the second": [
    {
      ...roles(helper(production), role(guid(403), "Aide", ["*/read"], [], { custom: true }), {
        ...role(guid(402), "Definer", [write], [], { custom: true }),
        assignableScopes: [production],
      }),
      roleAssignments: [helps(102), defines(102)],
    },
    [`Definer at ${production} (Production)${asDefiner}`, ...itself],
  ],
  "a role that creates compute already is told as that": [
    {
      ...roles({ ...helper(production), permissions: [{ actions: ["Microsoft.Compute/*"], notActions: [] }] }, definer),
      roleAssignments: [helps(102), defines(102)],
    },
    [`Helper at ${production} (Production)`],
  ],
  "of a management group, from the one above it": [
    {
      ...roles(helper(online), definer),
      ...inGroups(["online", "contoso"], ["contoso"]),
      roleAssignments: [helps(102), defines(102, contoso)],
    },
    [`Helper at ${production} (Production), which may be rewritten as Definer at ${contoso}`],
  ],
  "not of one below the group at which it is denied": [
    {
      ...roles(helper(online), definer),
      ...inGroups(["online", "contoso"], ["contoso"]),
      ...denial([write], contoso),
      roleAssignments: [helps(102), defines(102, contoso)],
    },
    [],
  ],
  "where a group elsewhere is the one at which it is denied": [
    {
      ...roles(helper(online), definer),
      ...inGroups(["online", "contoso"], ["contoso"]),
      ...denial([write], contoso.replace("contoso", "elsewhere")),
      roleAssignments: [helps(102), defines(102, contoso)],
    },
    [`Helper at ${production} (Production), which may be rewritten as Definer at ${contoso}`],
  ],
  "perhaps, where it is not known which of two is the upper one": [
    {
      ...roles(helper(online), definer),
      ...inGroups(["online", "contoso"], []),
      roleAssignments: [helps(102), defines(102, contoso)],
    },
    [`Helper at ${production} (Production), which may be rewritten as Definer at ${contoso}, under a condition`],
  ],
  "perhaps, where it can be assigned in a management group without subscriptions too": [
    {
      ...roles(helper(production, contoso.replace("contoso", "empty")), definer),
      ...inGroups(["contoso"], ["contoso"]),
      roleAssignments: [helps(102), defines(102, contoso)],
    },
    [`Helper at ${production} (Production), which may be rewritten as Definer at ${contoso}, under a condition`],
  ],
  "perhaps, where it was not read which management groups stand above a subscription": [
    { ...roles(helper(online), definer), roleAssignments: [helps(102), defines(102, contoso)] },
    [`Helper at ${production} (Production), which may be rewritten as Definer at ${contoso}, under a condition`],
  ],
  "not from one that stands elsewhere": [
    {
      ...roles(helper(online), definer),
      ...inGroups(["online"], ["contoso"]),
      roleAssignments: [helps(102), defines(102, contoso)],
    },
    [],
  ],
  "one that it may give itself, where it may write its definition": [
    {
      ...roles(helper(production), definer, giver),
      roleAssignments: [gives(102, rolesOnly(roleIds.reader, guid(401))), defines(102)],
    },
    [given()],
  ],
  "not where the condition names another custom role": [
    {
      ...roles(
        helper(production),
        definer,
        giver,
        role(guid(403), "Aide", ["*/read"], [], { custom: true, assignableScopes: [sandbox] }),
      ),
      roleAssignments: [gives(102, rolesOnly(guid(403))), defines(102)],
    },
    [],
  ],
  "not one of Azure's that it may give itself": [
    {
      ...roles({ ...helper(production), custom: false }, definer, giver),
      roleAssignments: [gives(102, rolesOnly(guid(401))), defines(102)],
    },
    [],
  ],
  "not one that it may give, and write in one of two scopes alone": [
    { ...roles(inTwo, definer, giver), roleAssignments: [gives(102, rolesOnly(guid(401))), defines(102)] },
    [],
  ],
  "one that it may give, and write in both": [
    {
      ...roles(inTwo, definer, giver),
      roleAssignments: [gives(102, rolesOnly(guid(401))), defines(102), assignment(515, 102, guid(402), sandbox)],
    },
    [given()],
  ],
  "not where writing definitions is denied": [
    {
      ...roles(helper(production), definer, giver),
      roleAssignments: [gives(102, rolesOnly(guid(401))), defines(102)],
      ...denial([write]),
    },
    [],
  ],
  "nor where giving roles is": [
    {
      ...roles(helper(production), definer, giver),
      roleAssignments: [gives(102, rolesOnly(guid(401))), defines(102)],
      ...denial(["Microsoft.Authorization/roleAssignments/write"]),
    },
    [],
  ],
  "not where it may give it somewhere else": [
    {
      ...roles(helper(production), definer, giver),
      roleAssignments: [gives(102, rolesOnly(guid(401)), sandbox), defines(102)],
    },
    [],
  ],
  "where it may give it in a part of where it may write it": [
    {
      ...roles(helper(production), definer, giver),
      roleAssignments: [gives(102, rolesOnly(guid(401)), `${production}/resourceGroups/rg`), defines(102)],
    },
    [given(`${production}/resourceGroups/rg (Production)`)],
  ],
  "where it may be assigned in a part, and lets itself be assigned in all": [
    {
      ...roles(helper(`${production}/resourceGroups/rg`), definer, giver),
      roleAssignments: [gives(102, rolesOnly(guid(401))), defines(102)],
    },
    [given()],
  ],
  "in the part alone of which it may write the definition": [
    {
      ...roles(helper(`${production}/resourceGroups/rg`), definer, giver),
      roleAssignments: [gives(102, rolesOnly(guid(401))), defines(102, `${production}/resourceGroups/rg`)],
    },
    [
      `Giver at ${production}/resourceGroups/rg (Production), which lets its holder assign Helper, which may be rewritten as Definer at ${production}/resourceGroups/rg (Production)`,
    ],
  ],
  "a new one, under a condition that keeps out all that create compute": [
    { ...roles(definer, giver), roleAssignments: [gives(102, noStrong), defines(102)] },
    [given(undefined, its)],
  ],
  "not where that cannot write definitions": [
    { ...roles(definer, giver), roleAssignments: [gives(102, noStrong)] },
    [],
  ],
  "a new one where it may give itself the role that writes definitions": [
    { ...roles(definer, giver), roleAssignments: [gives(102, noStrong.replace(`${guid(402)}, `, ""))] },
    [given(undefined, its).replace("as Definer", "as Giver")],
  ],
  "a new one by the very assignment that lets it give under that condition": [
    {
      ...roles(),
      roleAssignments: [assignment(516, 102, roleIds.userAccessAdministrator, production, { condition: noStrong })],
    },
    [
      `User Access Administrator at ${production} (Production), which lets its holder assign ${its}, which may be rewritten as User Access Administrator at ${production} (Production)`,
    ],
  ],
  "one that it may give itself once it activates the right": [
    {
      ...roles(helper(production), definer, giver),
      roleAssignments: [defines(102)],
      eligibleAssignments: [gives(102, rolesOnly(guid(401)))],
    },
    [`${given()}, eligible in PIM`],
  ],
  "one that its group may give": [
    {
      ...roles(helper(production), definer, giver),
      roleAssignments: [gives(201, rolesOnly(guid(401))), defines(102)],
      memberships: [membership(201, 102)],
    },
    [`${given()}, through group Group 201`],
  ],
  "one that an application may give which it owns": [
    {
      ...roles(helper(production), definer, giver),
      roleAssignments: [gives(301, rolesOnly(guid(401))), defines(102)],
      servicePrincipals: [managed(301)],
      owners: [owns(301, 102, "application")],
    },
    [`owns application workload 301 and can add a credential to it: ${given()}`],
  ],
  "as an application that it owns and that writes, where it gives": [
    {
      ...roles(helper(production), definer, giver),
      roleAssignments: [gives(102, rolesOnly(guid(401))), defines(301)],
      servicePrincipals: [managed(301)],
      owners: [owns(301, 102, "application")],
    },
    [`owns application workload 301 and can add a credential to it: ${given()}`],
  ],
  "perhaps, where the condition on what may be given cannot be judged": [
    { ...roles(helper(production), definer, giver), roleAssignments: [gives(102, odd), defines(102)] },
    [`Giver at ${production} (Production), which lets its holder assign roles, under a condition`],
  ],
};

describe("what ends the rewriting of a custom role", () => {
  /** Two groups that 102 can join hold the role. */
  const twoGroups = (...writing: Rows["roleAssignments"]): Partial<Rows> => ({
    ...roles(helper(production), definer),
    ...inGroups(["contoso"], []),
    roleAssignments: [assignment(511, 201, guid(401)), assignment(512, 202, guid(401)), ...writing],
    principals: [201, 202].map(n => ({ id: guid(n), type: "Group", name: `Group ${n}`, assignableToRole: false })),
    owners: [owns(201, 102, "group"), owns(202, 102, "group")],
  });
  const onDefinition = `delete the role assignment of Definer at ${production}`;
  const removals: Readonly<Record<string, readonly [change: Partial<Rows>, says: string]>> = {
    "the one assignment that lets definitions be written": [twoGroups(defines(102)), onDefinition],
    "none of two": [
      twoGroups(
        defines(102),
        defines(102, "/providers/Microsoft.Management/managementGroups/contoso", { id: "/second" }),
      ),
      "no single removal",
    ],
    "nor where the other creates compute itself": [
      twoGroups(defines(102), assignment(515, 201, roleIds.contributor)),
      "no single removal",
    ],
  };
  for (const [what, [change, says]] of Object.entries(removals))
    it(what, () => {
      const found = derived(change)("computeCreators").value.find(({ principal }) => principal.id === guid(102));
      assert.equal(found?.removal?.says, says);
    });
});

describe("rewriting a custom role gives all to whoever holds it", () => {
  for (const [what, [change, told]] of Object.entries(cases))
    it(what, () => {
      const rights =
        derived(change)("computeCreators").value.find(({ principal }) => principal.id === guid(102))?.rights ?? [];
      assert.deepEqual(rights.map(({ path }) => path).sort(), [...told].sort());
      const isCreating = derived(change)("capabilities")
        .value(guid(102))
        .some(({ capability }) => capability === "createCompute");
      assert.equal(isCreating, told.length > 0, "its capabilities say otherwise");
    });
});
