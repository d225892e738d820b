import {
  PolicyAssignment,
  PolicyDefinitionAtManagementGroup,
  PolicySetDefinitionAtManagementGroup,
} from "@pulumi/azure-native/authorization";
import { initiative as name } from "../catalogue/exemptions";
import { version } from "../package.json";
import type { Definition } from "./policy/definition";
import { rulesIn, stageOf } from "./rings";
import { type Settings, scopeOf } from "./settings";

const metadata = { category: "Compute", version };

const effect = {
  type: "String",
  allowedValues: ["Deny", "Audit"],
  defaultValue: "Deny",
  metadata: { displayName: "Effect", description: "Deny refuses what is not approved; Audit only reports it" },
};

/** The id of the one assignment. It is known before Azure has made it, so that exemptions from it can be judged before. */
export const assignmentId = ({ managementGroup }: Settings): string =>
  `${scopeOf(managementGroup)}/providers/Microsoft.Authorization/policyAssignments/${name}`;

/**
 * Refuses at Azure's door what the estate does not approve, whoever asks for it and by whatever tool, as far as the ring goes.
 * One assignment says every ring, so that a change of the ring is an update of it and never leaves a moment without.
 */
export function deny({ managementGroup, ring }: Settings, definitions: readonly Definition[]): PolicyAssignment {
  const printed = definitions.map(
    ({ rule, title, description, when, reportsOnly, parameters = {} }) =>
      new PolicyDefinitionAtManagementGroup(rule, {
        managementGroupId: managementGroup,
        policyDefinitionName: `computeguard-${rule}`,
        displayName: `Computeguard: ${title}`,
        description,
        policyType: "Custom",
        // Indexed would leave out types without tags: agent pools, compute of machine learning
        mode: "All",
        metadata,
        parameters: { ...(!reportsOnly && { effect }), ...mapped(parameters) },
        // biome-ignore lint/suspicious/noThenProperty: Azure's own word, and nobody awaits it
        policyRule: { if: when, then: { effect: reportsOnly ? "Audit" : "[parameters('effect')]" } },
      }),
  );
  const initiative = new PolicySetDefinitionAtManagementGroup("compute-abuse", {
    managementGroupId: managementGroup,
    policySetDefinitionName: name,
    displayName: "Computeguard: compute abuse",
    description: "Refuses accelerators, sizes, counts, regions and GPU drivers that the estate does not approve.",
    policyType: "Custom",
    metadata,
    parameters: { effect },
    policyDefinitions: definitions.map(({ rule, reportsOnly }, i) => ({
      policyDefinitionId: printed[i]!.id,
      policyDefinitionReferenceId: rule,
      parameters: reportsOnly ? {} : { effect: { value: "[parameters('effect')]" } },
    })),
  });
  const rules = rulesIn(ring);
  return new PolicyAssignment("compute-abuse", {
    scope: scopeOf(managementGroup),
    // Azure takes 24 characters at a management group
    policyAssignmentName: name,
    displayName: "Computeguard: compute abuse",
    policyDefinitionId: initiative.id,
    ...stageOf(ring),
    parameters: { effect: { value: rules.length > 0 ? "Audit" : "Deny" } },
    ...(rules.length > 0 && {
      overrides: [
        {
          kind: "policyEffect",
          value: "Deny",
          selectors: [{ kind: "policyDefinitionReferenceId", in: [...rules] }],
        },
      ],
    }),
    nonComplianceMessages: definitions.map(({ rule, message }) => ({ policyDefinitionReferenceId: rule, message })),
  });
}

/** The estate's lists and limits as parameters, which an assignment may leave as they are. */
const mapped = (parameters: NonNullable<Definition["parameters"]>) =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      { type: typeof value === "number" ? "Integer" : "Array", defaultValue: value },
    ]),
  );
