import { formatArmId, parseArmId } from "./arm-id";
import type { Exception } from "./exceptions";

/** The name of the guardrails' assignment and of their initiative, from which exemptions exempt. */
export const initiative = "computeguard";

/** Rules that the initiative says by more than one definition, and the names of these. One definition takes 512 conditions. */
const inParts: { readonly [rule: string]: readonly string[] } = {
  "unapproved-gpu-size": [
    "unapproved-gpu-size",
    "unapproved-gpu-size-machines",
    "unapproved-gpu-size-clusters",
    "unapproved-gpu-size-agent-pools",
    "unapproved-gpu-size-ml",
    "unapproved-gpu-profile",
  ],
};

/** The definitions of the initiative that say a rule, by their reference ids. */
export const referencesOf = (rule: string): readonly string[] =>
  Object.hasOwn(inParts, rule) ? (inParts[rule] ?? []) : [rule];

/**
 * An exception as Azure Policy takes it: at one scope, from one rule of the initiative, until an end. Words as in Learn,
 * "Azure Policy exemption structure". Scopes hand exemptions down, so the selector keeps it to what the exception names.
 */
export interface Exemption {
  readonly rule: string;
  /** The definitions of the initiative that say the rule. */
  readonly references: readonly string[];
  readonly scope: string;
  /** In UTC, as Azure takes it; the last day of the exception counts. */
  readonly expiresOn: string;
  /** Either what stands at the scope itself, by its type, or all that lies below and is of another type. */
  readonly selector:
    | { readonly kind: "resourceType"; readonly in: readonly [type: string] }
    | { readonly kind: "resourceType"; readonly notIn: readonly [type: string] };
}

/** Why an exception cannot be said to Azure without exempting more than it does; completes "… , which". */
export interface Unsaid {
  readonly unsaid: string;
}

/** Pure. It is as wide as the exception and no wider, or it is not said. */
export function exemptionOf(exception: Exception): Exemption | Unsaid {
  const { rule, resource, until, stackTag, upTo } = exception;
  if (stackTag !== undefined) return { unsaid: "depends on a tag of the stack, which Azure does not see" };
  if (upTo !== undefined) return { unsaid: "holds up to a size, a number or regions, and an exemption has no bounds" };
  if (/^urn:/i.test(resource)) return { unsaid: "names a resource of a Pulumi program, which Azure does not know" };
  const below = resource.endsWith("/**");
  const scope = below ? resource.slice(0, -"/**".length) : resource;
  if (scope.includes("*")) return { unsaid: "is a pattern, and an exemption stands at one scope" };
  const type = typeAt(scope);
  if (type === undefined)
    return { unsaid: "names no subscription, no resource group and no resource in one as Azure writes their ids" };
  if (type === subscription && !below)
    return { unsaid: "names a subscription itself, which no rule judges: what lies in it is written with /** behind" };
  return {
    rule,
    references: referencesOf(rule),
    scope,
    expiresOn: `${until}T23:59:59Z`,
    selector: { kind: "resourceType", ...(below ? { notIn: [type] } : { in: [type] }) },
  };
}

const subscription = "Microsoft.Resources/subscriptions";
const container = /^\/subscriptions\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(\/resourceGroups\/[^/]+)?$/i;

/** The type of what stands at a scope; undefined where the text is not the whole id of one. */
function typeAt(scope: string): string | undefined {
  const id = parseArmId(scope);
  const around = container.exec(id.scope);
  const isWhole = formatArmId(id).toLowerCase() === scope.toLowerCase();
  if (!around || !isWhole || id.action !== undefined || (id.type !== undefined && id.names.length === 0))
    return undefined;
  return id.type ?? (around[1] === undefined ? subscription : `${subscription}/resourceGroups`);
}
