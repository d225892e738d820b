import assert from "node:assert/strict";
import { assignment, guid, healthy, type Rows, report, roleIds } from "./checks-tenant";

/** What one assignment above subscriptions causes is one finding, at its scope or of its holder, however many are below it. */

const group = "/providers/Microsoft.Management/managementGroups/root";

const tenantOf = (count: number): Partial<Rows> => ({
  subscriptions: Array.from({ length: count }, (_, index) => ({
    id: guid(index + 1),
    name: `Subscription ${index + 1}`,
    state: "Enabled",
    managementGroups: ["root"],
  })),
  servicePrincipals: [{ id: guid(301), appId: guid(302), name: "platform", kind: "Application", enabled: true }],
  roleAssignments: [
    assignment(511, 301, roleIds.contributor, group),
    assignment(512, 102, roleIds.userAccessAdministrator, group),
    assignment(513, 298, roleIds.owner, group, { principalType: "ForeignGroup" }),
    assignment(514, 103, roleIds.reader, "/"),
    ...[104, 105, 106, 107].map(person => assignment(410 + person, person, roleIds.vmContributor, group)),
  ],
  users: [
    ...healthy.users,
    ...[103, 104, 105, 106, 107].map(n => ({ ...healthy.users[0]!, id: guid(n), upn: `u${n}` })),
  ],
  // each subscription has alerts of its own
  alertRules: Array.from({ length: count }, (_, index) =>
    healthy.alertRules
      .filter(row => JSON.stringify(row).includes(guid(1)))
      .map(row => JSON.parse(JSON.stringify(row).replaceAll(guid(1), guid(index + 1)))),
  ).flat(),
  policyAssignments: [
    {
      id: `${group}/providers/Microsoft.Authorization/policyAssignments/sizes`,
      name: "sizes",
      scope: group,
      definition: "/providers/Microsoft.Authorization/policyDefinitions/cccc23c7-8427-4f53-ad12-b6a63eb452b3",
      enforcement: "DoNotEnforce",
      parameters: {},
    },
  ],
});

/** Rules by what they find, and of whom. */
const foundIn = (count: number) =>
  report(tenantOf(count)).outcomes.flatMap(({ rule, findings }) =>
    findings.map(({ subject, message, proof }) => ({
      key: `${rule.id} ${subject.id}`,
      text: [message, ...proof].join("\n"),
    })),
  );

describe("one assignment above many subscriptions", () => {
  const few = foundIn(2);
  const many = foundIn(12);

  it("gives the same findings over two and over twelve", () =>
    assert.deepEqual(
      many.map(({ key }) => key),
      few.map(({ key }) => key),
    ));

  for (const [rule, count] of [
    ["compute-role-sprawl", 1],
    ["broad-compute-role", 6], // one of each holder, the group of another tenant too
    ["self-grant-role", 1],
    ["foreign-managed-subscription", 1],
    ["standing-root-access", 1],
    ["unenforced-guardrail", 1],
  ] as const)
    it(`is told by ${rule} with its subscriptions counted`, () => {
      const told = many.filter(({ key }) => key.startsWith(`${rule} `));
      assert.equal(told.length, count);
      for (const { text } of told) assert.match(text, /\b12 subscriptions\b/);
    });
});
