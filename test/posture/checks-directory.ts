import { acts, inHour } from "./checks-activity";
import type { Table } from "./checks-table";
import { assignment, daysAgo, guid, healthy, production, type Rows, roleIds } from "./checks-tenant";

/** Tables of the checks that judge what was changed in the directory, and what was created after that. */

type Answer = Rows["directoryActivity"][number];
type Key = Readonly<Record<string, string>>;

/** What administrator 109 did to the service principal 301, so many hours ago. */
const change = (hours: number, operation: string, key: Key = {}, name = "contoso-deploy"): Answer => {
  const at = new Date(Math.floor(Date.parse(daysAgo(0)) / 3_600_000 - hours) * 3_600_000).toISOString();
  return {
    ...{ question: "changes", window: at, times: 1, first: at, last: at, sum: {} },
    distinct: { name: [name], actorName: ["toni@contoso.com"], address: ["203.0.113.9"] },
    key: {
      ...{ actor: guid(109), operation, result: "done", target: guid(301), targetType: "serviceprincipal" },
      ...{ given: "", adds: "yes" },
      ...key,
    },
  };
};
const credential = (hours: number, key: Key = {}) => change(hours, "add service principal credentials", key);
const secret = (hours: number, key: Key = {}, name?: string) =>
  change(
    hours,
    "update application – certificates and secrets management",
    { target: guid(701), targetType: "application", ...key },
    name,
  );
const permission = (hours: number, given: string, key: Key = {}) =>
  change(hours, "add app role assignment to service principal", { given, ...key });
const method = (hours: number, key: Key = {}) =>
  change(hours, "user registered security info", { target: guid(101), targetType: "user", actor: guid(101), ...key });

const application = (n: number, name: string): Rows["servicePrincipals"][number] => ({
  ...{ id: guid(n), appId: guid(n + 100), name, kind: "Application", enabled: true },
});
const applications = [application(301, "contoso-deploy"), application(302, "contoso-reading")];

/** A secret of application 701, which signs in as 301. */
const standing: Rows["credentials"][number] = {
  ...{ id: guid(801), holder: guid(301), appId: guid(401), object: guid(701), where: "application", kind: "secret" },
};

/** Application 301 can create compute, 302 reads. */
const deploying = {
  servicePrincipals: applications,
  roleAssignments: [
    ...healthy.roleAssignments,
    assignment(521, 301, roleIds.contributor),
    assignment(522, 302, roleIds.reader),
  ],
};
const log = (...answers: readonly Answer[]) => ({ directoryActivity: [...healthy.directoryActivity, ...answers] });
const told = (...answers: readonly Rows["activity"][number][]) => ({ activity: [...healthy.activity, ...answers] });

const grantTo = (hours: number, grantee: string, key: Key = {}) =>
  inHour(hours, { operation: "microsoft.authorization/roleassignments/write", caller: guid(109), grantee, ...key });
/** A member of the group Builders, and a role of it that is so many days old. */
const inGroup = (n: number, memberType: "User" | "Group" = "User"): Rows["memberships"][number] => ({
  ...{ group: guid(601), groupName: "Builders", member: guid(n), memberType },
});
const byGroup = (days: number) => ({
  roleAssignments: [
    ...healthy.roleAssignments,
    {
      ...assignment(524, 601, roleIds.vmContributor),
      principalType: "Group" as const,
      createdOn: daysAgo(days),
    },
  ],
});
const by102 = (hours: number) => inHour(hours, { caller: guid(102) });
const risk = (n: number, more: Partial<Rows["riskyUsers"][number]> = {}) => ({
  riskyUsers: [{ user: guid(n), state: "atRisk" as const, level: "medium", ...more }],
});

/** All of it at once. */
export const attackedDirectory = {
  directoryActivity: [
    ...healthy.directoryActivity,
    credential(30),
    permission(30, "RoleManagement.ReadWrite.Directory"),
    method(32),
  ],
};
/** What Azure's log has of it: somebody who holds nothing now was given a role, and created compute. */
export const attackedByGrant = [grantTo(32, guid(190)), inHour(30, { caller: guid(190) })];

export const directoryTables: Readonly<Record<string, Table>> = {
  "compute-application-credential": {
    bad: {
      "a secret on its service principal": {
        change: { ...deploying, ...log(credential(30)) },
        at: [guid(301)],
        says: /^can create compute, and got a credential at .*, by toni@contoso\.com$/m,
      },
      "a secret on its application, which has another object id": {
        change: { ...deploying, ...log(secret(30)) },
        at: [guid(301)],
      },
      "a secret that still stands on an application that was renamed since": {
        change: { ...deploying, ...log(secret(30, {}, "contoso-test")), credentials: [standing] },
        at: [guid(301)],
      },
      "a secret that still stands, where two applications have the name": {
        change: {
          ...deploying,
          servicePrincipals: [...applications, application(303, "contoso-deploy")],
          ...log(secret(30)),
          credentials: [standing],
        },
        at: [guid(301)],
      },
      "an owner": {
        change: {
          ...deploying,
          ...log(
            change(30, "add owner to application", {
              ...{ target: guid(701), targetType: "application", given: "kim@contoso.com" },
            }),
          ),
        },
        at: [guid(301)],
        says: /got kim@contoso\.com as an owner at/,
      },
      "by two, and that is two findings": {
        change: { ...deploying, ...log(credential(30), credential(40, { actor: guid(108) })) },
        at: [guid(301), guid(301)],
      },
      "by a service without an id": {
        change: { ...deploying, ...log({ ...credential(30, { actor: "msiam" }), distinct: {} }) },
        at: [guid(301)],
        says: /by msiam$/m,
      },
    },
    quiet: {
      "an application that only reads": { change: { ...deploying, ...log(credential(30, { target: guid(302) })) } },
      "an application of no rights, by its name": {
        change: { ...deploying, ...log(secret(30, {}, "contoso-reading")) },
      },
      "a secret that was taken away": { change: { ...deploying, ...log(secret(30, { adds: "" })) } },
      "an attempt that failed": { change: { ...deploying, ...log(credential(30, { result: "failed" })) } },
      "three weeks ago": { change: { ...deploying, ...log(credential(500)) } },
      "a permission": { change: { ...deploying, ...log(permission(30, "User.Read.All")) } },
    },
    unsure: {
      "two applications of one name": {
        change: {
          ...deploying,
          servicePrincipals: [...applications, application(303, "Contoso-Deploy")],
          ...log(secret(30)),
        },
      },
    },
  },
  "compute-application-consent": {
    bad: {
      "a permission with which it makes itself administrator": {
        change: log(permission(30, "RoleManagement.ReadWrite.Directory")),
        at: [guid(301)],
        severity: "high",
        says: /^was given RoleManagement\.ReadWrite\.Directory at .*, by toni@contoso\.com: with it the application can give itself any right$/m,
      },
      "one that leads to the rights of groups": {
        change: log(permission(30, "GroupMember.ReadWrite.All")),
        at: [guid(301)],
        severity: "medium",
      },
      "consent to act in Azure as whoever signs in": {
        change: log(change(30, "add delegated permission grant", { given: "user_impersonation" })),
        at: [guid(301)],
        severity: "medium",
        says: /acts in Azure as whoever signs in to it/,
      },
    },
    quiet: {
      "a permission that only reads": { change: log(permission(30, "Directory.Read.All")) },
      "consent to another API": { change: log(change(30, "add delegated permission grant")) },
      "an attempt that failed": {
        change: log(permission(30, "RoleManagement.ReadWrite.Directory", { result: "failed" })),
      },
      "three weeks ago": { change: log(permission(500, "RoleManagement.ReadWrite.Directory")) },
    },
  },
  "mfa-method-change-before-compute": {
    bad: {
      "two hours later": {
        change: { ...log(method(32)), ...told(inHour(30)) },
        at: [guid(101)],
        says: /within hours of a change of its second factor \(user registered security info, at .*, by toni@contoso\.com\)$/m,
      },
      "by an administrator": {
        change: {
          ...log(method(32, { operation: "admin updated security info", actor: guid(109) })),
          ...told(inHour(30)),
        },
        at: [guid(101)],
      },
    },
    quiet: {
      "two days later": { change: { ...log(method(78)), ...told(inHour(30)) } },
      "after it": { change: { ...log(method(28)), ...told(inHour(30)) } },
      "of somebody else": { change: { ...log(method(32, { target: guid(102) })), ...told(inHour(30)) } },
      "an attempt that failed": { change: { ...log(method(32, { result: "failed" })), ...told(inHour(30)) } },
      "nothing created": { change: log(method(32)) },
      "a creation that failed": { change: { ...log(method(32)), ...told(inHour(30, { result: "failed" })) } },
    },
  },
  "young-rights-compute": {
    bad: {
      "two hours after a role that was taken away again": {
        change: told(by102(30), grantTo(32, guid(102))),
        at: [guid(102)],
        says: new RegExp(`within hours of being given a role, by ${guid(109)}$`, "m"),
      },
      "a role that still stands": {
        change: {
          ...told(by102(30), grantTo(32, guid(102))),
          roleAssignments: [
            ...healthy.roleAssignments,
            { ...assignment(523, 102, roleIds.vmContributor), createdOn: daysAgo(32 / 24) },
          ],
        },
        at: [guid(102)],
      },
      "a role of a group that it is a member of": {
        change: { ...told(by102(30), grantTo(32, guid(601))), memberships: [inGroup(102)], ...byGroup(32 / 24) },
        at: [guid(102)],
        says: new RegExp(`being given a role, by ${guid(109)}, through Builders$`, "m"),
      },
      "a role of a group that holds its group": {
        change: {
          ...told(by102(30), grantTo(32, guid(601))),
          memberships: [inGroup(602, "Group"), { ...inGroup(102), group: guid(602), groupName: "Testers" }],
          ...byGroup(32 / 24),
        },
        at: [guid(102)],
      },
      "both members of the group, and that is two findings": {
        change: {
          ...told(by102(30), inHour(30, { caller: guid(103) }), grantTo(32, guid(601))),
          memberships: [inGroup(102), inGroup(103)],
          ...byGroup(32 / 24),
        },
        at: [guid(102), guid(103)],
      },
      "a role of old, in another subscription": {
        change: {
          ...told(inHour(30, { subscription: guid(2) }), grantTo(32, guid(101), { subscription: guid(2) })),
          roleAssignments: [{ ...assignment(511, 101, roleIds.vmContributor), createdOn: daysAgo(300) }],
        },
        at: [guid(101)],
      },
      "as young as the estate says": {
        change: told(by102(30), grantTo(70, guid(102))),
        estate: { thresholds: { youngRightsHours: 48 } },
        at: [guid(102)],
      },
    },
    quiet: {
      "two days later": { change: told(by102(30), grantTo(78, guid(102))) },
      "before it": { change: told(by102(32), grantTo(30, guid(102))) },
      "the role of a group that it is no member of": {
        change: { ...told(by102(30), grantTo(32, guid(601))), memberships: [inGroup(103)], ...byGroup(32 / 24) },
      },
      "the role of a group, beside one that the group holds of old": {
        change: { ...told(by102(30), grantTo(32, guid(601))), memberships: [inGroup(102)], ...byGroup(300) },
      },
      "the role of somebody else": { change: told(by102(30), grantTo(32, guid(103))) },
      "a grant that failed": { change: told(by102(30), grantTo(32, guid(102), { result: "failed" })) },
      "beside a role of old": {
        change: {
          ...told(inHour(30), grantTo(32, guid(101))),
          roleAssignments: [{ ...assignment(511, 101, roleIds.vmContributor), createdOn: daysAgo(300) }],
        },
      },
      "a role of old in that subscription, and a young one elsewhere": {
        change: {
          ...told(inHour(30), grantTo(32, guid(101), { subscription: guid(2) })),
          roleAssignments: [{ ...assignment(511, 101, roleIds.vmContributor), createdOn: daysAgo(300) }],
        },
      },
      "an activation of what it was eligible for": {
        change: {
          ...told(by102(30), grantTo(32, guid(102))),
          eligibleAssignments: [
            {
              id: `${production}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances/${guid(521)}`,
              ...{ scope: production, role: roleIds.vmContributor, principal: guid(102), principalType: "User" },
            },
          ],
        },
      },
    },
    unsure: {
      "it holds another role, of which the age is not known": {
        change: told(inHour(30), grantTo(32, guid(101))),
      },
    },
  },
  "risky-compute-creation": {
    bad: {
      "at medium risk": {
        change: { ...risk(101), ...told(acts(), inHour(30)) },
        at: [guid(101)],
        severity: "high",
        says: /in westeurope, and is at risk \(medium\)$/m,
      },
      "at high risk": {
        change: { ...risk(101, { level: "high" }), ...told(acts(), inHour(30)) },
        at: [guid(101)],
        severity: "critical",
      },
      compromised: {
        change: { ...risk(101, { state: "confirmedCompromised" }), ...told(acts(), inHour(30)) },
        at: [guid(101)],
        severity: "critical",
        says: /is confirmed to be compromised/,
      },
    },
    quiet: {
      "somebody else is": { change: { ...risk(102), ...told(acts(), inHour(30)) } },
      "it creates nothing": { change: { ...risk(101), ...told(acts()) } },
      "a creation that failed": { change: { ...risk(101), ...told(acts(), inHour(30, { result: "failed" })) } },
      "three weeks ago": { change: { ...risk(101), ...told(acts(), inHour(500)) } },
    },
  },
};
