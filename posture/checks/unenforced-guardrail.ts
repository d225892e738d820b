import { defineCheck } from "../check";
import type { PolicyAssignment } from "../evidence/policy-assignments";
import type { Subscription } from "../evidence/subscriptions";
import { refusesCompute, weakness } from "../facts/refusing-policy";
import { parseScope, subscriptionsBelow } from "../facts/scopes";
import { inSubscriptions } from "../report-text";

export default defineCheck({
  id: "unenforced-guardrail",
  title: "Azure Policy assignments that refuse compute are enforced",
  faultTitle: "An Azure Policy assignment that refuses compute is not enforced",
  severity: "medium",
  why: "A guardrail that is not enforced, or that only audits, looks like protection in every list and lets every request through.",
  fix: "Set the assignment's enforcement mode to Default and its effect to Deny; where it must not apply, exclude that scope or grant an exemption that expires.",
  control: "allowed-skus",

  needs: ["subscriptions", "policyAssignments", "azureRefusals"],
  *run({ subscriptions, policyAssignments, azureRefusals }, { manifest }) {
    for (const assignment of policyAssignments) {
      const does = refusesCompute(assignment);
      if (!does) continue;
      const { id, name, displayName, scope, definition, enforcement } = assignment;
      const subject = { kind: "policy", id, name: displayName || name, scope } as const;
      const mode = enforcement.toLowerCase();
      const { slack, part } = weakness(assignment);
      const proof = [`its definition ${does}: ${definition}`, `assigned at ${scope}`];
      if (slack.length > 0) {
        const reach = reachWords(assignment, reachOf(assignment, subscriptions, manifest.tenant));
        yield { subject, fault: `${slack.join(" and ")}, and refuses nothing${reach}`, proof };
      } else if (part.length > 0) yield { subject, fault: part.join(" and "), severity: "low", proof };
      else if (mode !== "default") {
        const { reached, perhaps } = reachOf(assignment, subscriptions, manifest.tenant);
        const proved = azureRefusals.get(id.toLowerCase());
        const open = [...reached, ...perhaps].filter(each => !proved?.has(each));
        const unnamed =
          open.length > 0 ? `, and Azure does not name it ${inSubscriptions([{ subscriptions: open }])}` : "";
        if (unnamed || !proved)
          yield { subject, unknown: `where it is in force under ${enforcement} was not read${unnamed}` };
      }
    }
  },
});

/** The subscriptions in which it would refuse, by their ids in lower case, less those that it leaves out as a whole. */
function reachOf({ scope, notScopes = [] }: PolicyAssignment, subscriptions: readonly Subscription[], tenant: string) {
  const below = subscriptionsBelow(parseScope(scope), subscriptions, tenant);
  const spared = notScopes
    .map(parseScope)
    .filter(({ kind }) => kind === "managementGroup" || kind === "subscription")
    .map(each => subscriptionsBelow(each, subscriptions, tenant));
  const out = new Set(spared.flatMap(({ proved }) => proved));
  const mayBeOut = new Set(spared.flatMap(({ perhaps }) => perhaps));
  return {
    reached: below.proved.filter(id => !out.has(id) && !mayBeOut.has(id)),
    perhaps: [...below.perhaps, ...below.proved.filter(id => mayBeOut.has(id))].filter(id => !out.has(id)),
  };
}

/** Of one that stands above subscriptions: told once, with these counted, and not of each. */
function reachWords({ scope }: PolicyAssignment, { reached, perhaps }: ReturnType<typeof reachOf>): string {
  const { kind } = parseScope(scope);
  if (kind !== "root" && kind !== "managementGroup") return "";
  return ` ${inSubscriptions([{ subscriptions: reached, perhaps }])}`;
}
