import { lastSegment } from "../../../../catalogue/arm-id";
import { defineBecomes } from "../becomes";

/** Of a definition that the estate wrote itself, and not Azure: what changes what it deploys. */
const writing: readonly (readonly [type: RegExp, line: readonly string[]])[] = [
  [/\/policyDefinitions\/[^/]+$/i, ["Microsoft.Authorization/policyDefinitions/write"]],
  [
    /\/policySetDefinitions\/[^/]+$/i,
    ["Microsoft.Authorization/policySetDefinitions/write", "Microsoft.Authorization/policyDefinitions/write"],
  ],
];
/** Azure's own definitions stand in no scope. */
const ofAzure = /^\/providers\/Microsoft\.Authorization\//i;

/**
 * An assignment of a policy that mends has an identity, which deploys what the definition says. Whoever may write that
 * definition acts as the identity. Source: Microsoft Learn, "Remediate non-compliant resources with Azure Policy".
 */
export default defineBecomes({
  kind: "policy-identity",
  needs: ["servicePrincipals", "policyAssignments"],
  *doors({ servicePrincipals, policyAssignments }) {
    const identities = new Map(servicePrincipals.value.map(({ id, resource }) => [resource?.toLowerCase(), id]));
    for (const { id, name, displayName = name, definition } of policyAssignments.value) {
      const identity = identities.get(id.toLowerCase());
      const line = ofAzure.test(definition) ? undefined : writing.find(([type]) => type.test(definition))?.[1];
      if (identity !== undefined && line) yield { at: definition, actions: [line], identity, through: displayName };
    }
  },
  says: (identity, assignment) => `may write what policy assignment ${assignment} deploys as ${identity}`,
  cut: (_, identity, assignment) => `limit the roles of ${identity} to what policy assignment ${assignment} deploys`,
});

/** Whether an identity is that of a policy assignment. */
export const isOfPolicy = (resource: string | undefined): boolean =>
  resource !== undefined && /\/policyAssignments$/i.test(resource.slice(0, -lastSegment(resource).length - 1));
