/** A decoy that the estate names, held against what was read. Ids in lower case. */
export interface Decoy extends Judged {
  readonly subscription: { readonly id: string; readonly name: string };
  readonly principal: { readonly id: string; readonly name: string; readonly kind: "user" | "servicePrincipal" };
}

/** What was found of a decoy, or of one of its two parts. */
export interface Judged {
  /** What makes it no decoy. */
  readonly faults: readonly DecoyFault[];
  /** What was not read, without which it is not known to be one: for people, sorted. */
  readonly unread: readonly string[];
}

export interface DecoyFault {
  /** Which of the two is at fault. */
  readonly of: "subscription" | "principal";
  /** Tells it from other faults of the same. */
  readonly key: string;
  readonly says: string;
  readonly proof?: readonly string[];
}

/** Whether it is proved to be one. Only then is its weakness no fault; what the estate says alone spares nothing. */
export const stands = ({ faults, unread }: Judged): boolean => faults.length === 0 && unread.length === 0;

/** Whether an id is the decoy's subscription or stands in it, or is its principal. */
export const isOfDecoy = ({ subscription, principal }: Decoy, id: string): boolean =>
  id.toLowerCase() === principal.id || `${id.toLowerCase()}/`.startsWith(`/subscriptions/${subscription.id}/`);

/** "1 type", "2 types". */
export const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;
