import type { Table } from "./checks-table";
import { assessed, guid, healthy, landing, listOf, production, sandbox } from "./checks-tenant";

/** Tables of the checks on how ready the tenant is: what Azure says of it, and what an attack would meet. */

const guestWriters = { id: "guests", key: "0354476c-a12a-4fcc-a79d-f0ab7ffffdbb" };
const tenant = guid(900);
const group = (name: string, parent: string) =>
  ({ id: `/providers/Microsoft.Management/managementGroups/${name}`, kind: "managementGroup", name, parent }) as const;
const off = healthy.subscriptions.map(row => (row.id === guid(2) ? { ...row, state: "Disabled" } : row));

export const readinessTables: Record<string, Table> = {
  "unhealthy-assessment": {
    bad: {
      "owners without MFA, the subscription in other letter case": {
        change: {
          defenderAssessments: [assessed(1), assessed(2, { status: "unhealthy", subscription: guid(2).toUpperCase() })],
        },
        at: [sandbox],
        severity: "medium",
        says: /^Defender for Cloud says that accounts that own resources sign in without MFA\n/,
      },
      "guests, by the key of before, beside what is healthy": {
        change: {
          defenderAssessments: [assessed(1), assessed(1, { ...guestWriters, status: "Unhealthy" }), assessed(2)],
        },
        at: [production],
        severity: "low",
        says: /^Defender for Cloud says that guests may write on resources\n.*assessment 009678ce/,
      },
      "the worst of two": {
        change: {
          defenderAssessments: [
            assessed(1),
            assessed(2, { status: "Unhealthy" }),
            assessed(2, { ...guestWriters, status: "Unhealthy" }),
          ],
        },
        at: [sandbox],
        severity: "medium",
        says: /without MFA; guests may write on resources/,
      },
    },
    quiet: {
      "exempted, or about nothing there": {
        change: {
          defenderAssessments: [
            assessed(1, { status: "NotApplicable", cause: "Exempt" }),
            assessed(2, { status: "NotApplicable" }),
          ],
        },
      },
      "a recommendation that no table has": {
        change: { defenderAssessments: [assessed(1), assessed(2, { id: "other", key: guid(7), status: "Unhealthy" })] },
      },
      "nothing is created there": {
        change: { subscriptions: off, defenderAssessments: [assessed(1), assessed(2, { status: "Unhealthy" })] },
      },
    },
    unsure: {
      "nobody looked at one subscription": { change: { defenderAssessments: [assessed(1)] } },
    },
  },

  "unguarded-new-subscription": {
    bad: {
      "no policy at all, for no group was chosen": {
        change: { landingGroup: [landing({}, { assignments: [] })] },
        at: [tenant],
        severity: "low",
        says: /^a new subscription stands below the root group, for no other was chosen, where no policy refuses compute\n/,
      },
      "a group was chosen, and its policy only tries": {
        change: {
          landingGroup: [landing({ displayName: "Sizes", enforcement: "DoNotEnforce" }, { name: "new", set: true })],
        },
        at: [tenant],
        says: /^a new subscription stands below the management group new, .*\nSizes refuses sizes of virtual machines, and is set to DoNotEnforce\n/,
      },
      "a policy that leaves out a group above it, in other letter case": {
        change: {
          hierarchy: [...listOf(healthy.subscriptions), group("new", "outer"), group("outer", guid(900))],
          landingGroup: [
            landing(
              { notScopes: ["/providers/Microsoft.Management/managementGroups/OUTER"] },
              { name: "new", set: true },
            ),
          ],
        },
        at: [tenant],
        says: /leaves out this group/,
      },
      "a policy that is about something else, and one that only audits": {
        change: {
          landingGroup: [
            landing(
              {},
              {
                assignments: [
                  ...landing({ definition: "/providers/Microsoft.Authorization/policyDefinitions/tags" }).assignments,
                  ...landing({ parameters: { effect: "Audit" } }).assignments,
                  ...landing({ enforcement: "Enroll" }).assignments,
                ],
              },
            ),
          ],
        },
        at: [tenant],
        says: /has the effect Audit\n.*is enforced under Enroll\n/,
      },
    },
    quiet: {
      "one that refuses beside one that does not": {
        change: {
          landingGroup: [
            landing(
              {},
              { assignments: [...landing({ enforcement: "DoNotEnforce" }).assignments, ...landing().assignments] },
            ),
          ],
        },
      },
      "one that leaves out another group": {
        change: {
          landingGroup: [landing({ notScopes: ["/providers/Microsoft.Management/managementGroups/other", sandbox] })],
        },
      },
      "ours, at a group that was chosen": {
        change: {
          landingGroup: [
            landing(
              { definition: "/providers/Microsoft.Authorization/policySetDefinitions/computeguard" },
              { name: "new", set: true },
            ),
          ],
        },
      },
    },
  },
};
