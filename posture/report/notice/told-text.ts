import { counted } from "../phrases";
import { shortened } from "../visible";
import type { Notice, ToldFinding } from "./notice";

/**
 * Words that the tenant chose, in a chat: short, with nothing invisible, and with no address that a client would make a link of
 * by itself. `[:]//` is how people write an address that nobody shall open.
 */
export const inChat = (words: string, most = 300): string => shortened(words, most).replaceAll("://", "[:]//");

/** "critical, new". Without an earlier report nobody knows whether it is new. */
export const markOf = ({ severity, what }: ToldFinding): string =>
  what === "standing" ? severity : `${severity}, ${what}`;

/** How many findings are not told, where there are any. */
export const leftWords = ({ left }: Notice): readonly string[] =>
  left > 0 ? [`and ${counted(left, "more finding")}; the report has them all.`] : [];
