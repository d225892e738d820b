import { resetsOf } from "../../../../catalogue/entra-roles";
import { defineBecomes } from "../becomes";
import { byRole, holdsEverywhere, reachedBy, unitsOf } from "../directory-power";
import { peopleOf } from "../people";

/** Roles whose holders may be reset by one who has no more than an administrative unit. */
const nobody: ReadonlySet<string> = new Set();

/** What is said of a role beside its name, where it does more than reset credentials, and how that is told. */
const more = {
  "": ["resettable", "may reset the credentials of PERSON"],
  "unblocking as ": ["unblockable", "may unblock PERSON and reset the credentials"],
  "inviting as ": ["reinvitable", "may invite PERSON anew under an address of its own"],
} as const;
type More = keyof typeof more;
const apart = (through: string): readonly [More, role: string] => {
  const prefix = (Object.keys(more) as More[]).findLast(each => through.startsWith(each)) ?? "";
  return [prefix, through.slice(prefix.length)];
};

/**
 * Who may reset a password, or replace the methods of MFA, signs in as that person; so does who may bring back one that is
 * blocked, which cannot act itself, or invite a guest anew. In an administrative unit only people without a directory role are
 * reset, and nobody is invited. Source: Microsoft Learn, "Assign Microsoft Entra roles", administrative unit scope.
 */
export default defineBecomes({
  kind: "credential-reset",
  needs: ["directoryRoles", "administrativeUnits", "users", "memberships", "principals", "owners"],
  *ways(given) {
    const units = unitsOf(given);
    const people = peopleOf(given);
    for (const row of given.directoryRoles.value) {
      const resets = resetsOf(row);
      if (!resets) continue;
      const { reinvites: _, ...withoutInviting } = resets;
      const inPart = { ...withoutInviting, whose: resets.whose === "anybody" ? resets.whose : nobody };
      const here = holdsEverywhere(row) ? resets : inPart;
      for (const [prefix, [which]] of Object.entries(more)) {
        const members = reachedBy(row, people[which](here), units);
        if (members.length > 0) yield { ...byRole(row), to: { members }, through: `${prefix}${row.roleName}` };
      }
    }
  },
  says: (person, through) => {
    const [prefix, role] = apart(through);
    return `${more[prefix][1].replace("PERSON", () => person)} as ${role}`;
  },
  cut: (from, _, through) => `take the directory role ${apart(through)[1]} from ${from}`,
});
