import type { Severity } from "../../catalogue/outcome";
import { defineCheck } from "../check";
import { deleteExemption, enforceAssignment } from "../cures/guardrails";
import type { PolicyAssignment } from "../evidence/policy-assignments";
import type { PolicyExemption } from "../evidence/policy-exemptions";
import type { Subscription } from "../evidence/subscriptions";
import { population } from "../facts/populations";
import { isInForce, refusesCompute, weakness } from "../facts/refusing-policy";
import { parseScope, type Scope, subscriptionsBelow } from "../facts/scopes";
import { inSubscriptions } from "../report-text";

export default defineCheck({
  id: "unenforced-guardrail",
  title: "Azure Policy assignments that refuse compute are enforced",
  faultTitle: "An Azure Policy assignment that refuses compute is not enforced",
  severity: "medium",
  why: "A guardrail that is not enforced, that only audits, or from which whole subscriptions are exempted, looks like protection in every list and lets every request through.",
  fix: "Set the assignment's enforcement mode to Default and its effect to Deny; where it must not apply, exempt the resource or the group of resources, until a day. Remove exemptions that are wider, or that have no end.",
  control: "allowed-skus",

  needs: ["subscriptions", "policyAssignments", "policyExemptions", "azureRefusals"],
  examines: population<"policyAssignments" | "policyExemptions">(
    "policy assignment or exemption",
    "policy assignments and exemptions",
    ({ policyAssignments, policyExemptions }) => [...policyAssignments, ...policyExemptions].map(({ id }) => id),
  ),
  *run({ subscriptions, policyAssignments, policyExemptions, azureRefusals }, { manifest }) {
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
        yield { subject, fault: `${slack.join(" and ")}, and refuses nothing${reach}`, proof, cure: enforceAssignment };
      } else if (part.length > 0)
        yield { subject, fault: part.join(" and "), severity: "low", proof, cure: enforceAssignment };
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
    const inForce = policyAssignments.filter(each => refusesCompute(each) && weakness(each).slack.length === 0);
    const byId = new Map(inForce.map(each => [each.id.toLowerCase(), each]));
    for (const exemption of policyExemptions.filter(each => isInForce(each, manifest.collectedAt))) {
      const assignment = byId.get(exemption.assignment.toLowerCase());
      const open = assignment && openedBy(exemption);
      if (!open) continue;
      const { id, name, displayName, scope, endsOn } = exemption;
      const from = assignment.displayName || assignment.name;
      const reach = reachWords({ scope }, reachOf({ scope }, subscriptions, manifest.tenant));
      yield {
        subject: { kind: "policy", id, name: displayName || name, scope },
        fault: `exempts ${open.place}${reach} from ${open.part}"${from}" ${endsOn === undefined ? "without an end" : `until ${endsOn.slice(0, 10)}`}`,
        severity: open.severity,
        cure: deleteExemption,
        proof: [`exempts from ${assignment.id}`, `its definition ${refusesCompute(assignment)}`],
      };
    }
  },
});

/** What an exemption leaves open, unless it is small and ends: then it is an exception as it should be. */
function openedBy({
  scope,
  endsOn,
  partly,
}: PolicyExemption): { readonly place: string; readonly part: string; readonly severity: Severity } | undefined {
  const { kind } = parseScope(scope);
  const isWide = !partly && wide.has(kind);
  if (endsOn !== undefined && !isWide) return undefined;
  return { place: places[kind], part: partly ? "a part of " : "", severity: isWide ? "medium" : "low" };
}

const places: { readonly [kind in Scope["kind"]]: string } = {
  root: "the whole tenant",
  managementGroup: "a whole management group",
  subscription: "a whole subscription",
  resourceGroup: "a resource group",
  resource: "a resource",
  other: "a scope",
};
const wide: ReadonlySet<Scope["kind"]> = new Set(["root", "managementGroup", "subscription"]);

/** The subscriptions in which it would refuse, by their ids in lower case, less those that it leaves out as a whole. */
function reachOf(
  { scope, notScopes = [] }: Pick<PolicyAssignment, "scope" | "notScopes">,
  subscriptions: readonly Subscription[],
  tenant: string,
) {
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
function reachWords(
  { scope }: Pick<PolicyAssignment, "scope">,
  { reached, perhaps }: ReturnType<typeof reachOf>,
): string {
  const { kind } = parseScope(scope);
  if (kind !== "root" && kind !== "managementGroup") return "";
  return ` ${inSubscriptions([{ subscriptions: reached, perhaps }])}`;
}
