import type { Severity } from "../../catalogue/outcome";
import { policyDefinitions } from "../../catalogue/well-known-ids";
import { computeTypes } from "../../compute/types";
import { defineCheck } from "../check";
import type { PolicyAssignment } from "../evidence/policy-assignments";
import type { PolicyExemption } from "../evidence/policy-exemptions";
import type { Subscription } from "../evidence/subscriptions";
import { isInForce, isOurs, nameOf, refusedTypes, weakness } from "../facts/refusing-policy";
import { parseScope, type Scope, subscriptionsBelow } from "../facts/scopes";
import { inSubscriptions } from "../report-text";

/** Built-in definitions that refuse sizes or regions whatever else they are given. */
const builtIn: ReadonlyMap<string, string> = new Map<string, string>([
  [policyDefinitions.allowedVirtualMachineSizes, "refuses sizes of virtual machines"],
  [policyDefinitions.allowedLocations, "refuses regions"],
  [policyDefinitions.allowedLocationsForResourceGroups, "refuses regions of resource groups"],
]);
export default defineCheck({
  id: "unenforced-guardrail",
  title: "Azure Policy assignments that refuse compute are enforced",
  faultTitle: "An Azure Policy assignment that refuses compute is not enforced",
  severity: "medium",
  why: "A guardrail that is not enforced, that only audits, or from which whole subscriptions are exempted, looks like protection in every list and lets every request through.",
  fix: "Set the assignment's enforcement mode to Default and its effect to Deny; where it must not apply, exempt the resource or the group of resources, until a day. Remove exemptions that are wider, or that have no end.",
  control: "allowed-skus",

  needs: ["subscriptions", "policyAssignments", "policyExemptions"],
  *run({ subscriptions, policyAssignments, policyExemptions }, { manifest }) {
    for (const assignment of policyAssignments) {
      const does = refuses(assignment);
      if (!does) continue;
      const { id, name, displayName, scope, definition, enforcement } = assignment;
      const subject = { kind: "policy", id, name: displayName || name, scope } as const;
      const mode = enforcement.toLowerCase();
      const { slack, part } = weakness(assignment);
      const proof = [`its definition ${does}: ${definition}`, `assigned at ${scope}`];
      if (slack.length > 0) {
        const reach = reachOf(assignment, subscriptions, manifest.tenant);
        yield { subject, fault: `${slack.join(" and ")}, and refuses nothing${reach}`, proof };
      } else if (part.length > 0) yield { subject, fault: part.join(" and "), severity: "low", proof };
      else if (mode !== "default") yield { subject, unknown: `where it is in force under ${enforcement} was not read` };
    }
    const inForce = policyAssignments.filter(each => refuses(each) && weakness(each).slack.length === 0);
    const byId = new Map(inForce.map(each => [each.id.toLowerCase(), each]));
    for (const exemption of policyExemptions.filter(each => isInForce(each, manifest.collectedAt))) {
      const assignment = byId.get(exemption.assignment.toLowerCase());
      const open = assignment && openedBy(exemption);
      if (!open) continue;
      const { id, name, displayName, scope, endsOn } = exemption;
      const from = assignment.displayName || assignment.name;
      const reach = reachOf({ scope }, subscriptions, manifest.tenant);
      yield {
        subject: { kind: "policy", id, name: displayName || name, scope },
        fault: `exempts ${open.place}${reach} from ${open.part}"${from}" ${endsOn === undefined ? "without an end" : `until ${endsOn.slice(0, 10)}`}`,
        severity: open.severity,
        proof: [`exempts from ${assignment.id}`, `its definition ${refuses(assignment)}`],
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

/** Where it would refuse, of one that stands above subscriptions: told once, with these counted, and not of each. */
function reachOf(
  { scope, notScopes = [] }: Pick<PolicyAssignment, "scope" | "notScopes">,
  subscriptions: readonly Subscription[],
  tenant: string,
): string {
  const place = parseScope(scope);
  if (place.kind !== "root" && place.kind !== "managementGroup") return "";
  const below = subscriptionsBelow(place, subscriptions, tenant);
  const spared = notScopes
    .map(parseScope)
    .filter(({ kind }) => kind === "managementGroup" || kind === "subscription")
    .map(each => subscriptionsBelow(each, subscriptions, tenant));
  const out = new Set(spared.flatMap(({ proved }) => proved));
  const mayBeOut = new Set(spared.flatMap(({ perhaps }) => perhaps));
  const reached = below.proved.filter(id => !out.has(id) && !mayBeOut.has(id));
  const perhaps = [...below.perhaps, ...below.proved.filter(id => mayBeOut.has(id))].filter(id => !out.has(id));
  return ` ${inSubscriptions([{ subscriptions: reached, perhaps }])}`;
}

/** What the assigned definition keeps out, if it is known to keep out compute. */
function refuses({ definition, parameters }: PolicyAssignment): string | undefined {
  if (isOurs(definition)) return "refuses what the estate does not approve";
  const types = refusedTypes({ definition, parameters });
  if (types === undefined) return builtIn.get(nameOf(definition));
  return types.some(ordersCompute) ? "refuses types of compute" : undefined;
}

/** A type that creates machines, or that such a type stands below. */
function ordersCompute(type: unknown): boolean {
  const outer = `${type}/`.toLowerCase();
  return computeTypes.some(({ arm, requests }) => requests?.length && `${arm}/`.toLowerCase().startsWith(outer));
}
