import assert from "node:assert/strict";
import { globalAdministrator } from "../../catalogue/entra-roles";
import type { EvidenceKind } from "../../posture/evidence/all";
import { denied, estateOf, filter, guid, outcome, policy, type Rows, registration } from "./checks-tenant";

/** What is missing of emergency accounts: whether one exists, and what binds it, is concluded from lists that are whole. */

const estate = estateOf({ breakGlass: [guid(102), "gone@contoso.com"] });
const administrator: Rows["directoryRoles"][number] = {
  id: "r",
  principal: guid(102),
  role: globalAdministrator,
  roleName: "Global Administrator",
  state: "active",
};
const leavingOut: Partial<Rows> = {
  directoryRoles: [administrator],
  conditionalAccess: [policy({ users: filter({ includeUsers: ["All"], excludeUsers: [guid(102)] }) })],
  registrations: [registration(101), { ...registration(102), methods: ["fido2SecurityKey"] }],
};
const found = (change: Partial<Rows>, kind: EvidenceKind, check = "unready-break-glass") => {
  const { status, findings, unknowns } = outcome(check, change, { [kind]: [denied(kind)] }, estate);
  return {
    status,
    faults: findings.map(({ subject }) => subject.id),
    unknown: unknowns.map(({ subject }) => subject.id),
  };
};

describe("emergency accounts, with a list unread", () => {
  it("users: nobody is said to be missing", () =>
    assert.deepEqual(found({ ...leavingOut, users: [] }, "users"), {
      status: "unknown",
      faults: [],
      unknown: ["gone@contoso.com", guid(102)].sort(),
    }));
  for (const kind of ["conditionalAccess", "memberships", "directoryRoles"] as const)
    it(`${kind}: a binding policy may be there`, () => {
      const change = kind === "conditionalAccess" ? { ...leavingOut, conditionalAccess: [] } : leavingOut;
      const bound = policy({ users: filter({ includeGroups: [guid(201)], includeRoles: [guid(598)] }) });
      const policies =
        kind === "conditionalAccess" ? [] : [...leavingOut.conditionalAccess!, { ...bound, id: guid(502) }];
      assert.deepEqual(found({ ...change, conditionalAccess: policies }, kind), {
        status: "fail",
        faults: ["gone@contoso.com"],
        unknown: [guid(102)],
      });
    });
  it("directory roles: that it has none is not known", () =>
    assert.deepEqual(found({ ...leavingOut, directoryRoles: [] }, "directoryRoles").unknown, [guid(102)]));
  it("registrations: which methods it has", () =>
    assert.deepEqual(found({ ...leavingOut, registrations: [] }, "registrations", "phishable-break-glass"), {
      status: "unknown",
      faults: [],
      unknown: [guid(102)],
    }));
});
