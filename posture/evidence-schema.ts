import * as z from "zod";
import type { Evidence, EvidenceKind, Manifest } from "./evidence";
import { evidenceKinds } from "./evidence/all";

/** The forms of evidence as it is saved, so that what is replayed is what was gathered. */

const texts = z.array(z.string());
const maybe = z.string().exactOptional();
const principalType = z.enum(["User", "Group", "ServicePrincipal", "ForeignGroup", "Device", "Unknown"]);
const holding = { id: z.string(), scope: z.string(), role: z.string(), principal: z.string(), principalType };

export const evidenceSchema: { readonly [K in EvidenceKind]: z.ZodType<Evidence[K]> } = {
  tenant: z.object({ id: z.string(), name: z.string(), defaultDomain: maybe, plans: texts.exactOptional() }),
  subscriptions: z.object({
    id: z.string(),
    name: z.string(),
    state: z.string(),
    quotaId: maybe,
    tenantId: maybe,
    managementGroups: texts.exactOptional(),
    managedBy: texts.exactOptional(),
  }),
  roleAssignments: z.object({ ...holding, condition: maybe, createdOn: maybe, createdBy: maybe }),
  eligibleAssignments: z.object({ ...holding, endsOn: maybe }),
  activeAssignments: z.object({
    ...holding,
    assignmentType: z.enum(["Assigned", "Activated"]),
    endsOn: maybe,
    roleAssignmentId: maybe,
  }),
  roleDefinitions: z.object({
    id: z.string(),
    name: z.string(),
    custom: z.boolean(),
    assignableScopes: texts,
    permissions: z.array(z.object({ actions: texts, notActions: texts, condition: maybe })),
  }),
  users: z.object({
    id: z.string(),
    upn: z.string(),
    name: z.string(),
    enabled: z.boolean(),
    guest: z.boolean(),
    synced: z.boolean(),
    createdOn: maybe,
    lastSignIn: maybe,
  }),
  servicePrincipals: z.object({
    id: z.string(),
    appId: z.string(),
    name: z.string(),
    kind: z.enum(["Application", "ManagedIdentity", "Other"]),
    enabled: z.boolean(),
  }),
  memberships: z.object({ group: z.string(), groupName: z.string(), member: z.string(), memberType: principalType }),
  principals: z.object({ id: z.string(), type: principalType, name: z.string() }),
  directoryRoles: z.object({
    id: z.string(),
    principal: z.string(),
    role: z.string(),
    roleName: z.string(),
    state: z.enum(["active", "eligible"]),
  }),
  registrations: z.object({
    user: z.string(),
    mfaRegistered: z.boolean(),
    mfaCapable: z.boolean(),
    admin: z.boolean(),
  }),
  conditionalAccess: z.object({
    id: z.string(),
    name: z.string(),
    state: z.enum(["enabled", "disabled", "enabledForReportingButNotEnforced"]),
    users: z.object({
      includeUsers: texts,
      excludeUsers: texts,
      includeGroups: texts,
      excludeGroups: texts,
      includeRoles: texts,
      excludeRoles: texts,
      includesGuests: z.boolean(),
      excludesGuests: z.boolean(),
    }),
    applications: z.object({ include: texts, exclude: texts }),
    clientAppTypes: texts,
    narrowedBy: texts,
    grant: z.object({ operator: z.enum(["AND", "OR"]), controls: texts, strength: maybe }).exactOptional(),
  }),
  securityDefaults: z.object({ enabled: z.boolean() }),
  authenticationStrengths: z.object({ id: z.string(), name: z.string(), mfa: z.boolean() }),
  quota: z.object({
    subscription: z.string(),
    region: z.string(),
    name: z.string(),
    displayName: z.string(),
    used: z.number(),
    limit: z.number(),
  }),
  quotaRequests: z.object({
    subscription: z.string(),
    region: z.string(),
    id: z.string(),
    family: z.string(),
    state: z.string(),
    submittedOn: z.string(),
    requested: z.number().exactOptional(),
  }),
  elevations: z.object({
    source: z.enum(["activityLog", "entraAudit"]),
    id: z.string(),
    at: z.string(),
    action: z.enum(["elevated", "removed"]),
    succeeded: z.boolean(),
    by: z.object({ id: z.string(), name: z.string(), kind: z.enum(["user", "servicePrincipal"]) }),
    target: maybe,
    address: maybe,
    methods: maybe,
  }),
  resources: z.object({
    id: z.string(),
    type: z.string(),
    name: z.string(),
    region: maybe,
    subscription: z.string(),
    resource: z.record(z.string(), z.unknown()),
  }),
  credentials: z.object({
    id: z.string(),
    holder: z.string(),
    appId: z.string(),
    where: z.enum(["application", "servicePrincipal"]),
    kind: z.enum(["secret", "certificate"]),
    name: maybe,
    startsOn: maybe,
    endsOn: maybe,
  }),
  riskyUsers: z.object({
    user: z.string(),
    state: z.enum(["atRisk", "confirmedCompromised"]),
    level: z.string(),
    updatedOn: maybe,
  }),
  subscriptionPolicy: z.object({
    blocksLeaving: z.boolean().exactOptional(),
    blocksEntering: z.boolean().exactOptional(),
    exempted: texts,
  }),
  defenderPlans: z.object({ id: z.string(), subscription: z.string(), name: z.string(), tier: z.string() }),
  defenderAlerts: z.object({
    id: z.string(),
    subscription: z.string(),
    type: z.string(),
    title: z.string(),
    status: z.string(),
    severity: z.string(),
    startedOn: maybe,
    entity: maybe,
  }),
  policyAssignments: z.object({
    id: z.string(),
    name: z.string(),
    displayName: maybe,
    scope: z.string(),
    definition: z.string(),
    enforcement: z.string(),
    parameters: z.record(z.string(), z.unknown()),
    overriddenTo: maybe,
  }),
  delegations: z.object({
    id: z.string(),
    subscription: z.string(),
    tenant: z.string(),
    name: maybe,
    authorizations: z.array(
      z.object({ principal: z.string(), principalName: maybe, role: z.string(), eligible: z.boolean() }),
    ),
  }),
};

const kind = z.enum(evidenceKinds as [EvidenceKind, ...EvidenceKind[]]);

export const manifestSchema: z.ZodType<Manifest> = z.object({
  schema: z.literal(1),
  collectedAt: z.string(),
  tenant: z.string(),
  subscriptions: texts,
  kinds: z.array(kind),
});

export const gapSchema = z.object({
  what: z.string(),
  missing: z.string(),
  reason: z.enum(["denied", "unlicensed", "notRegistered", "failed", "cutOff", "malformed"]),
  subjects: texts.exactOptional(),
  field: maybe,
});
