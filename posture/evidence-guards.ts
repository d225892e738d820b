/** Rows of evidence on what stands guard over the tenant's compute, and on who was let past it. */

/** What the tenant says of subscriptions that change tenants. Without a row nobody has said anything. */
export interface SubscriptionPolicy {
  /** Left out where it was never set: Azure blocks both ways since 2026-05-01. */
  readonly blocksLeaving?: boolean;
  readonly blocksEntering?: boolean;
  /** Object ids of those whom it does not bind. Only administrators are shown them, so an empty list proves nothing. */
  readonly exempted: readonly string[];
}

/** One plan of Microsoft Defender for Cloud. Each subscription lists all of them, on or off. */
export interface DefenderPlan {
  readonly id: string;
  readonly subscription: string;
  /** `Arm` is the plan for Resource Manager, `VirtualMachines` the one for servers. */
  readonly name: string;
  /** `Standard` is on, `Free` is off. */
  readonly tier: string;
}

/** One alert of Microsoft Defender for Cloud. */
export interface DefenderAlert {
  readonly id: string;
  readonly subscription: string;
  /** Microsoft's id of what was seen: `ARM_SuspiciousComputeCreation`. */
  readonly type: string;
  readonly title: string;
  /** `Active`, `InProgress`, `Resolved` or `Dismissed`. */
  readonly status: string;
  /** `Informational`, `Low`, `Medium` or `High`. */
  readonly severity: string;
  readonly startedOn?: string;
  /** The machine, account or subscription that it is about, by name. */
  readonly entity?: string;
}

/** One assignment of an Azure Policy definition or initiative. */
export interface PolicyAssignment {
  readonly id: string;
  readonly name: string;
  readonly displayName?: string;
  readonly scope: string;
  /** Id of the definition or of the initiative. */
  readonly definition: string;
  /** `Default` refuses what the definition denies; `DoNotEnforce` does not; `Enroll` does only where it is enrolled. */
  readonly enforcement: string;
  /** Values by parameter, secrets replaced by a hash. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The effect that an override without a selector puts in place of the definition's own. */
  readonly overriddenTo?: string;
}

/** What Azure Lighthouse lets another tenant do here. */
export interface Delegation {
  readonly id: string;
  readonly subscription: string;
  /** The tenant that manages. */
  readonly tenant: string;
  readonly name?: string;
  readonly authorizations: readonly DelegatedRole[];
}

export interface DelegatedRole {
  /** Object id in the tenant that manages. */
  readonly principal: string;
  readonly principalName?: string;
  /** The role definition's GUID. */
  readonly role: string;
  /** Whether it has to be activated before it is in force. */
  readonly eligible: boolean;
}
