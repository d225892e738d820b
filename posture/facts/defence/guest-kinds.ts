/**
 * Guests and external members by what they are to Conditional Access, of those kinds that have accounts in this directory.
 * Nothing that is read shows a b2bDirectConnectUser, who comes to shared channels of Teams and can hold no role, nor an
 * otherExternalUser. Source: Microsoft Learn, "Conditional Access: Users, groups, agents, and workload identities".
 */
export const guestKinds = ["internalGuest", "b2bCollaborationGuest", "b2bCollaborationMember"] as const;
export type GuestKind = (typeof guestKinds)[number];

/** People of a partner's tenant, who have no account here: what shows them is a role of a group of theirs, or their tenant among the partners. */
export const providerKind = "serviceProvider";
