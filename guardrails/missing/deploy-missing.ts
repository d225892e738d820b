import {
  PolicyAssignment,
  PolicyDefinitionAtManagementGroup,
  PolicySetDefinitionAtManagementGroup,
  RoleAssignment,
  RoleDefinition,
} from "@pulumi/azure-native/authorization";
import { all, type Input } from "@pulumi/pulumi";
import { uuidOf } from "../../catalogue/uuid";
import { version } from "../../package.json";
import { type Settings, scopeOf } from "../settings";
import { type DeploymentPolicy, type PolicyParameters, policyRuleOf } from "./deployment-policy";

/** What Azure Policy itself needs to deploy a template. */
const deploying = [
  "Microsoft.Resources/deployments/read",
  "Microsoft.Resources/deployments/write",
  "Microsoft.Resources/deployments/validate/action",
  "Microsoft.Resources/deployments/operations/read",
  "Microsoft.Resources/deployments/operationStatuses/read",
];

/** Policies that deploy, with the one identity that does so. */
export interface MissingThings {
  /** Of the assignment and of the role; Azure takes 24 characters with `computeguard-` before it. */
  readonly name: string;
  readonly title: string;
  readonly policies: readonly DeploymentPolicy[];
  readonly parameters: PolicyParameters;
  /** The parameters' values. */
  readonly values: { readonly [parameter: string]: Input<string | number | { [key: string]: Input<string> }> };
  /** The actions that the templates need, besides deploying. */
  readonly rights: readonly string[];
}

/**
 * Assigns policies at the management group that deploy what subscriptions or resources below it lack. The identity is the
 * assignment's own, so that nobody can attach it to a machine, and has a role of its own with the rights that the templates need.
 * New ones are mended by themselves, some minutes after their creation; those that exist by a remediation task: the output has its command.
 * @returns the commands that mend what exists, one a policy
 */
export function deployMissing(
  { managementGroup, location }: Settings,
  { name, title, policies, parameters, values, rights }: MissingThings,
): readonly string[] {
  const metadata = { category: "Compute", version };
  const scope = scopeOf(managementGroup);
  const guid = uuidOf(`role ${name} of ${managementGroup}`);
  const role = new RoleDefinition(`deploys-${name}`, {
    scope,
    roleDefinitionId: guid,
    roleName: `Computeguard ${name} (${managementGroup})`,
    description: `${title}: what Azure Policy needs to do it.`,
    assignableScopes: [scope],
    permissions: [{ actions: [...deploying, ...rights], notActions: [] }],
  });
  const declared = Object.fromEntries(
    Object.entries(parameters).map(([key, { type, description }]) => [key, { type, metadata: { description } }]),
  );
  const roleId = `/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
  const printed = policies.map(
    policy =>
      new PolicyDefinitionAtManagementGroup(
        policy.name,
        {
          managementGroupId: managementGroup,
          policyDefinitionName: `computeguard-${policy.name}`,
          displayName: `Computeguard: ${policy.title}`,
          description: policy.description,
          policyType: "Custom",
          mode: "All",
          metadata,
          parameters: declared,
          policyRule: policyRuleOf(policy, parameters, { roleId, location }),
        },
        { dependsOn: role },
      ),
  );
  const handedOn = Object.fromEntries(Object.keys(declared).map(key => [key, { value: `[parameters('${key}')]` }]));
  const initiative = new PolicySetDefinitionAtManagementGroup(name, {
    managementGroupId: managementGroup,
    // the audit knows by this name that it refuses nothing, and does not call it a guardrail that is off
    policySetDefinitionName: `computeguard-deploys-${name}`,
    displayName: `Computeguard: ${title}`,
    policyType: "Custom",
    metadata,
    parameters: declared,
    policyDefinitions: policies.map((policy, i) => ({
      policyDefinitionId: printed[i]!.id,
      policyDefinitionReferenceId: policy.name,
      parameters: handedOn,
    })),
  });
  const assigned = `computeguard-${name}`;
  const assignment = new PolicyAssignment(name, {
    scope,
    policyAssignmentName: assigned,
    displayName: `Computeguard: ${title}`,
    policyDefinitionId: initiative.id,
    enforcementMode: "Default",
    identity: { type: "SystemAssigned" },
    location,
    parameters: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }])),
  });
  new RoleAssignment(`deploys-${name}`, {
    scope,
    // in a preview an identity has no principal yet, nor has the assignment an id: both are known together
    principalId: all([assignment.id, assignment.identity]).apply(([, identity]) => identity?.principalId ?? ""),
    principalType: "ServicePrincipal",
    roleDefinitionId: role.id,
    description: title,
  });
  return policies.map(policy =>
    [
      `az policy remediation create --management-group ${managementGroup} --name ${policy.name}`,
      `--policy-assignment ${scope}/providers/Microsoft.Authorization/policyAssignments/${assigned}`,
      `--definition-reference-id ${policy.name}`,
    ].join(" "),
  );
}
