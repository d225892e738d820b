import { policyDefinitions } from "../../catalogue/well-known-ids";
import { computeTypes } from "../../compute/types";
import type { PolicyAssignment } from "../evidence/policy-assignments";
import type { PolicyExemption } from "../evidence/policy-exemptions";

/** What is known of assignments of Azure Policy that refuse: what each does, and why it may do nothing. */

/** What the guardrails of this project refuse with: an initiative of this name, and definitions that begin with it. Others deploy what is missing. */
const ours = /^computeguard(?:$|-(?!deploys-))/;
export const isOurs = (definition: string): boolean => ours.test(nameOf(definition));

/** The name of a definition, in lower case: the end of its id. */
export const nameOf = (definition: string): string => definition.split("/").at(-1)!.toLowerCase();

/** The types that the built-in "Not allowed resource types" is given; undefined of any other definition. */
export function refusedTypes({
  definition,
  parameters,
}: Pick<PolicyAssignment, "definition" | "parameters">): readonly unknown[] | undefined {
  if (nameOf(definition) !== policyDefinitions.notAllowedResourceTypes) return undefined;
  const list = parameterOf(parameters, "listOfResourceTypesNotAllowed");
  return Array.isArray(list) ? list : [];
}

/** The types that the built-in "Allowed resource types" lets pass, of all; undefined of any other definition. */
export function allowedTypes({
  definition,
  parameters,
}: Pick<PolicyAssignment, "definition" | "parameters">): readonly unknown[] | undefined {
  if (nameOf(definition) !== policyDefinitions.allowedResourceTypes) return undefined;
  const list = parameterOf(parameters, "listOfResourceTypesAllowed");
  return Array.isArray(list) ? list : undefined;
}

/** Built-in definitions that refuse sizes or regions whatever else they are given. */
const builtIn: ReadonlyMap<string, string> = new Map<string, string>([
  [policyDefinitions.allowedVirtualMachineSizes, "refuses sizes of virtual machines"],
  [policyDefinitions.allowedLocations, "refuses regions"],
  [policyDefinitions.allowedLocationsForResourceGroups, "refuses regions of resource groups"],
]);

/** What the assigned definition keeps out, for people, if it is known to keep out compute; whether it is enforced is another matter. */
export function refusesCompute({ definition, parameters }: PolicyAssignment): string | undefined {
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

/** Why it refuses nothing, and where it refuses something why that is a part of what it could. */
export function weakness(assignment: PolicyAssignment): {
  readonly slack: readonly string[];
  readonly part: readonly string[];
} {
  const { definition, enforcement, partlyOverriddenTo = [], selective } = assignment;
  const effect = effectOf(assignment) ?? "deny";
  const others = partlyOverriddenTo.filter(other => isDeny(other) !== isDeny(effect));
  const mode = enforcement.toLowerCase() === "donotenforce" ? ["is set to DoNotEnforce"] : [];
  const denies = isDeny(effect) || others.length > 0;
  return {
    slack: [...mode, ...(denies ? [] : [`has the effect ${effect}`])],
    part: [
      ...(isDeny(effect) && others.length > 0 ? [`has the effect ${others[0]} for a part of what it guards`] : []),
      ...(!isDeny(effect) && denies ? [`has the effect ${effect}, and denies only a part of what it guards`] : []),
      // what somebody leaves out of a policy of another's is their choice; ours is rolled out so, and has to arrive
      ...(selective && isOurs(definition)
        ? ["is evaluated only for the places or types of its resource selectors"]
        : []),
    ],
  };
}

/** Whether it exempts from something at this time. @param now ISO 8601, the time of the run */
export const isInForce = ({ endsOn }: PolicyExemption, now: string): boolean =>
  endsOn === undefined || Date.parse(endsOn) > Date.parse(now);

const isDeny = (effect: string): boolean => effect.toLowerCase() === "deny";

/** All of these definitions deny where nobody sets another effect. */
function effectOf({ parameters, overriddenTo }: PolicyAssignment): string | undefined {
  const given = overriddenTo ?? parameterOf(parameters, "effect");
  return typeof given === "string" ? given : undefined;
}

/** Names of parameters ignore case. */
const parameterOf = (parameters: PolicyAssignment["parameters"], name: string): unknown =>
  Object.entries(parameters).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
