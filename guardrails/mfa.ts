import { PolicyAssignment } from "@pulumi/azure-native/authorization";
import { rulesIn, stageOf } from "./rings";
import { type Settings, scopeOf } from "./settings";

/**
 * Microsoft's own definitions that ask for a second factor of people who write through Azure Resource Manager, whatever their
 * tool (Azure/azure-policy, General/MFA_Deny.json and MFA_DenyAction.json, 1.1.0). They leave workload identities alone, as
 * they do whoever only reads, and calls that neither create, update nor delete.
 */
const builtIns = [
  {
    name: "mfa-write",
    id: "4e6c27d5-a6ee-49cf-b2b4-d8fe90fa2b8b",
    displayName: "Computeguard: a second factor to create and to change",
    audit: "Audit",
    enforce: "Deny",
  },
  {
    name: "mfa-delete",
    id: "db4a9d17-db75-4f46-9fcb-9f9526604417",
    displayName: "Computeguard: a second factor to delete",
    audit: "AuditAction",
    enforce: "DenyAction",
  },
] as const;

/** The names under which they are assigned; none where `mfa` is off. */
export const mfaAssignments = ({ mfa }: Settings): readonly string[] =>
  mfa === "off" ? [] : builtIns.map(({ name }) => `computeguard-${name}`);

/** Asks for a second factor, in the ring of the other guardrails. A ring of rules holds none of Microsoft's, so there they audit. */
export function askForSecondFactor({ mfa, ring, managementGroup }: Settings): void {
  if (mfa === "off") return;
  const effect = rulesIn(ring).length > 0 ? "audit" : mfa;
  for (const { name, id, displayName, ...effects } of builtIns)
    new PolicyAssignment(name, {
      scope: scopeOf(managementGroup),
      policyAssignmentName: `computeguard-${name}`,
      displayName,
      policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${id}`,
      ...stageOf(ring),
      parameters: { effect: { value: effects[effect] } },
      nonComplianceMessages: [
        { message: "People who change Azure resources sign in with a second factor. Sign in again, with one." },
      ],
    });
}
