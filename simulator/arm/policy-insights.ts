import { type Answer, armError, ok } from "../answers";
import type { Call } from "../call";
import { isRow, type Json, type Row, same, text } from "../json";
import type { Route } from "../route";
import { chainOf, normalScope, subscriptionOf } from "./scopes";

/** What Azure Policy would do to a resource that somebody asks about; nothing is created. */

/** What is asked about: type and region, and of a machine its size. */
interface Asked {
  readonly type: string;
  readonly location: string;
  readonly size: string;
}

const textsIn = (value: Json | undefined): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
const hasText = (list: readonly string[], wanted: string) => list.some(each => same(each, wanted));

/** The built-in definitions that the story assigns, each with what it refuses. */
const refuses: Readonly<Record<string, (asked: Asked, given: (name: string) => Json | undefined) => boolean>> = {
  // Allowed virtual machine size SKUs: of machines alone
  "cccc23c7-8427-4f53-ad12-b6a63eb452b3": ({ type, size }, given) =>
    same(type, "Microsoft.Compute/virtualMachines") && !hasText(textsIn(given("listOfAllowedSKUs")), size),
  // Allowed locations
  "e56962a6-4747-49cd-b67b-bf8b01975c4c": ({ location }, given) =>
    !same(location, "global") && !hasText(textsIn(given("listOfAllowedLocations")), location),
  // Allowed resource types
  "a08ec900-254a-4555-9bf5-e42af04b5c5c": ({ type }, given) =>
    !hasText(textsIn(given("listOfResourceTypesAllowed")), type),
  // Not allowed resource types
  "6c112d4e-5bc7-47ae-a041-ea2d9dccd749": ({ type }, given) =>
    hasText(textsIn(given("listOfResourceTypesNotAllowed")), type),
};

/** Whether it is enforced there: always, never, or where somebody enrolled the scope or one above it. */
function isEnforced(call: Call, assignment: Row, chain: readonly string[]): boolean {
  const mode = text(assignment, "properties.enforcementMode") || "Default";
  if (!same(mode, "Enroll")) return same(mode, "Default");
  return call.tenant.arm.documents.some(
    row =>
      same(text(row, "type"), "Microsoft.Authorization/policyEnrollments") &&
      same(text(row, "properties.policyAssignmentId"), text(assignment, "id")) &&
      chain.some(scope => normalScope(text(row, "id")).startsWith(`${scope}/providers/microsoft.authorization/`)),
  );
}

function evaluations(call: Call, asked: Asked): readonly Row[] {
  const chain = chainOf(call.tenant, call.scope);
  return call.tenant.arm.policyAssignments.flatMap(assignment => {
    const { properties } = assignment;
    const definition = text(assignment, "properties.policyDefinitionId");
    const judge = refuses[definition.split("/").at(-1)?.toLowerCase() ?? ""];
    if (!judge || !isRow(properties) || !chain.includes(normalScope(text(assignment, "properties.scope")))) return [];
    if (textsIn(properties.notScopes).some(scope => chain.includes(normalScope(scope)))) return [];
    const given = (name: string): Json | undefined => {
      const parameter = isRow(properties.parameters) ? properties.parameters[name] : undefined;
      return isRow(parameter) ? parameter.value : undefined;
    };
    if (!isEnforced(call, assignment, chain) || !judge(asked, given)) return [];
    return [
      {
        policyInfo: { policyDefinitionId: definition, policyAssignmentId: text(assignment, "id") },
        evaluationResult: "NonCompliant",
        evaluationDetails: { evaluatedExpressions: [] },
        effectDetails: { policyEffect: String(given("effect") ?? "Deny") },
      },
    ];
  });
}

function restrictions(call: Call): Answer {
  subscriptionOf(call);
  const body = isRow(call.body) ? call.body : {};
  const [type, location] = ["type", "location"].map(name => text(body, `resourceDetails.resourceContent.${name}`));
  if (!type || !text(body, "resourceDetails.apiVersion"))
    return armError(400, "InvalidRequestContent", "The request content was invalid: 'resourceDetails' is required.");
  const size =
    text(body, "resourceDetails.resourceContent.sku.name") ||
    text(body, "resourceDetails.resourceContent.properties.hardwareProfile.vmSize");
  const policyEvaluations = evaluations(call, { type, location: location ?? "", size });
  return ok({ fieldRestrictions: [], contentEvaluationResult: { policyEvaluations } });
}

export const policyInsightsRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/providers/Microsoft.PolicyInsights/checkPolicyRestrictions",
    action: "Microsoft.PolicyInsights/checkPolicyRestrictions/read",
    answer: restrictions,
  },
];
