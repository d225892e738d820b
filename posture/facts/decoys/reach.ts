import { permits } from "../../../catalogue/roles";
import type { RoleDefinition } from "../../evidence/role-definitions";
import type { CapabilityRight } from "../capability-rights";
import { parseScope } from "../scopes";
import type { DecoyFault } from "./decoy";

/** A role that the decoy's principal holds, itself or through a group, or may activate. */
export interface Holding {
  readonly scope: string;
  readonly role: string;
}

/** What whoever has the decoy could end its policy with. */
const lifting = [
  "Microsoft.Authorization/policyAssignments/write",
  "Microsoft.Authorization/policyAssignments/delete",
  "Microsoft.Authorization/policyExemptions/write",
  "Microsoft.Authorization/roleAssignments/write",
] as const;

/** What the principal of a decoy may do beyond being found, refused and told of. */
export function reachFaults(
  subscription: string,
  holdings: readonly Holding[],
  capabilities: readonly CapabilityRight[],
  roleOf: (guid: string) => RoleDefinition | undefined,
): readonly DecoyFault[] {
  const nameOf = ({ role }: Holding) => roleOf(role.toLowerCase())?.name ?? `a role ${role}`;
  const line = (holding: Holding) => `${nameOf(holding)} at ${holding.scope}`;
  const isOutside = ({ scope }: Holding) => {
    const place = parseScope(scope);
    return !("subscription" in place && place.subscription === subscription);
  };
  const outside = holdings.filter(isOutside);
  const inside = holdings.filter(holding => !isOutside(holding));
  const roads = capabilities.filter(({ subscriptions, perhaps = [] }) =>
    [...subscriptions, ...perhaps].some(id => id.toLowerCase() !== subscription),
  );
  const elsewhere = [...new Set([...outside.map(line), ...roads.map(({ path }) => path)])].sort();
  const lifts = inside.filter(({ role }) => {
    const permissions = roleOf(role.toLowerCase())?.permissions ?? [];
    return lifting.some(action => permits(permissions, action) !== "no");
  });
  return [
    ...(elsewhere.length > 0
      ? [
          {
            of: "principal",
            key: "elsewhere",
            says: "is named as a decoy, and holds rights outside of its subscription",
            proof: elsewhere,
          } as const,
        ]
      : []),
    ...(lifts.length > 0
      ? [
          {
            of: "principal",
            key: "lifts",
            says: "is named as a decoy, and may lift the policy that refuses compute there",
            proof: lifts.map(line).sort(),
          } as const,
        ]
      : []),
    ...(inside.length === 0
      ? [{ of: "principal", key: "bait", says: "is named as a decoy, and holds no role in its subscription" } as const]
      : []),
  ];
}
