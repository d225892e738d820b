import type { Table } from "./checks-table";
import { assessed, guid, healthy, production, sandbox } from "./checks-tenant";

/** Tables of the checks on how ready the tenant is: what Azure says of it, and what an attack would meet. */

const guestWriters = { id: "guests", key: "0354476c-a12a-4fcc-a79d-f0ab7ffffdbb" };
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
};
