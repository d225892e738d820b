import type { Stage } from "../stage";
import { comingIn } from "./coming-in";
import { mine } from "./mine";
import { hold, type Step } from "./thief";

/**
 * One attack as Microsoft's report tells it, from the leaked credential to the deletion, within the three hours before the audit:
 * N1 to N12 of STORY.md. It stands apart from the planted faults, which are each a fault of its own: here one thief with one
 * account does one thing after the other.
 */
export const steps: readonly Step[] = [...comingIn, ...mine];

/** All of the night but for some of its steps, on a quiet tenant: `contoso({ without: "all", shape: night() })`. */
export const night =
  (without: readonly string[] = []) =>
  (stage: Stage): void => {
    hold(stage);
    for (const { id, add } of steps) if (!without.includes(id)) add(stage);
  };
