import type { Exception } from "../../catalogue/exceptions";
import { type Asked, beyond } from "../../policies/excepted";

/** What those exceptions that name a fault come to. */
export interface Ruling {
  /** The one that answers for it; absent where none does. */
  readonly exception?: Exception;
  /** Where what is asked for goes beyond what it was given for, for people. */
  readonly excess?: string;
}

/**
 * As in the pack the first exception that applies answers, as far as what is asked for is known and within what it was given for.
 * @param asked what the subject asks for; undefined where that is not known
 */
export function rulingOf(applying: readonly Exception[], asked: () => Asked | undefined): Ruling {
  const known = applying.some(({ upTo }) => upTo) ? asked() : undefined;
  const given = applying.find(({ upTo }) => !upTo || known);
  if (given === undefined) return {};
  const excess = given.upTo && known && beyond(given.upTo, known);
  return excess === undefined ? { exception: given } : { excess };
}
