import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import type { HierarchyNode } from "../evidence/hierarchy";
import type { PolicyAssignment } from "../evidence/policy-assignments";
import { refusesCompute, weakness } from "../facts/refusing-policy";
import { parseScope } from "../facts/scopes";
import { tenantSubject } from "../facts/subjects";

export default defineCheck({
  id: "unguarded-new-subscription",
  title: "A new subscription stands where Azure Policy refuses compute",
  faultTitle: "A new subscription stands where Azure Policy refuses no compute",
  severity: "low",
  why: "Whoever may create subscriptions, or bring one along, gets one with quota of its own. Below the root group, where Azure puts it unless somebody chose another, most tenants assign nothing: the guardrails of all other subscriptions do not hold there.",
  fix: "Choose the management group that has the guardrails as the default one: Management groups, Settings; or assign the guardrails at the root group (`computeguard:scope`).",
  control: "allowed-skus",

  needs: ["tenant", "hierarchy", "landingGroup"],
  examines: "tenant",
  *run({ tenant, hierarchy, landingGroup }, { manifest }) {
    for (const { name, set, assignments } of landingGroup) {
      const above = groupsOver(name, hierarchy);
      const judged = assignments.flatMap(assignment => {
        const does = refusesCompute(assignment);
        return does === undefined ? [] : [{ assignment, does, against: against(assignment, above) }];
      });
      if (judged.some(each => each.against === undefined)) continue;
      yield {
        subject: tenantSubject(tenant, manifest.tenant),
        cure: byHand("enforceGuardrails"),
        fault: `a new subscription stands below ${set ? `the management group ${name}` : "the root group, for no other was chosen"}, where no policy refuses compute`,
        proof: judged.map(
          ({ assignment, does, against }) => `${assignment.displayName || assignment.name} ${does}, and ${against}`,
        ),
      };
    }
  },
});

/** Names of a group and of all above it, in lower case. */
function groupsOver(group: string, nodes: readonly HierarchyNode[]): ReadonlySet<string> {
  const parents = new Map(
    nodes.flatMap(({ kind, name, parent }) => (kind === "managementGroup" ? [[name, parent]] : [])),
  );
  const over = new Set<string>();
  for (let name: string | undefined = group; name !== undefined && !over.has(name); name = parents.get(name))
    over.add(name);
  return over;
}

/** Why it does not refuse in a new subscription; nothing where it does. */
function against(assignment: PolicyAssignment, over: ReadonlySet<string>): string | undefined {
  const { slack } = weakness(assignment);
  if (slack.length > 0) return slack.join(" and ");
  if (assignment.enforcement.toLowerCase() !== "default") return `is enforced under ${assignment.enforcement}`;
  const leavesOut = (assignment.notScopes ?? []).map(parseScope);
  if (leavesOut.some(scope => scope.kind === "managementGroup" && over.has(scope.name))) return "leaves out this group";
  return undefined;
}
