/**
 * Guests and external members by what they are to Conditional Access. The other kinds that a policy may name
 * (serviceProvider, b2bDirectConnectUser, otherExternalUser) have no account in this directory.
 * Source: Microsoft Learn, "Conditional Access: Users, groups, agents, and workload identities".
 */
export const guestKinds = ["internalGuest", "b2bCollaborationGuest", "b2bCollaborationMember"] as const;
export type GuestKind = (typeof guestKinds)[number];
