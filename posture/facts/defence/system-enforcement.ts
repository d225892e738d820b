import type { Certainty } from "../../../catalogue/certainty";
import type { PolicyAssignment } from "../../evidence/policy-assignments";
import type { Resolved } from "../needs";

/**
 * Mandatory MFA, phase 2: Microsoft assigns two definitions of Azure Policy at the root management group, in the public
 * cloud only. They refuse requests of users without MFA that create, update (write) or delete a resource.
 * Source: Microsoft Learn, "Planning for mandatory multifactor authentication"; names and definitions as listed in tenants.
 */
const enforcements = {
  writes: { name: "sys.mfa-write", definition: "54f51f64-eaa5-44cf-8674-830bcfd14d21", refuses: "deny" },
  deletions: { name: "sys.mfa-delete", definition: "f69cd8b8-9a6e-46b4-be84-244e8b127944", refuses: "denyaction" },
} as const;

/** What it leaves open, for people: nothing of this goes through the two definitions. */
export const leftOpen =
  "Microsoft's own enforcement covers writes and deletions through Azure Resource Manager, not reads, POST actions (run command, elevate access, list keys, start), data planes or workloads";

/** Whether Microsoft itself refuses writes without MFA. Deletions create nothing: they do not decide. */
export function systemEnforcement({ value, gaps }: Resolved["policyAssignments"], tenant: string): Certainty {
  const root = `/providers/microsoft.management/managementgroups/${tenant}`.toLowerCase();
  const found = value.find(row => row.scope.toLowerCase() === root && isOf(row, enforcements.writes));
  if (found) return refuses(found, enforcements.writes.refuses) ? "yes" : "no";
  return gaps.length > 0 ? "unknown" : "no";
}

const isOf = (
  { name, definition }: PolicyAssignment,
  expected: { readonly name: string; readonly definition: string },
) => name.toLowerCase() === expected.name && definition.toLowerCase().endsWith(`/${expected.definition}`);

/** An assignment may be there and only audit. Where no effect is named, the definition's own holds, which refuses. */
function refuses({ enforcement, overriddenTo, parameters }: PolicyAssignment, effect: string): boolean {
  const named = overriddenTo ?? parameters.effect ?? effect;
  return enforcement.toLowerCase() === "default" && String(named).toLowerCase() === effect;
}
