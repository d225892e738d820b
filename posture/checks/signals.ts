import type { SignalCheck } from "../signal-check";
import type { Signal } from "../signals/signal";
import { checks } from "./all";

/** The signals that checks judge by, in the order of the checks. */
export const signals: readonly Signal[] = checks
  .filter((check): check is SignalCheck => "signal" in check)
  .map(({ signal }) => signal);
