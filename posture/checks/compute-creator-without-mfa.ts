import { defineCheck } from "../check";
import { byHand, secureAccount, secureEmergencyAccount } from "../cures/identities";
import { defencesOnWays } from "../facts/defence/once-active";
import { stateWords } from "../facts/defence/states";
import { peopleWhoCreate } from "../facts/populations";
import { isBreakGlass, maySignIn, outright, principalSubject, unconditional } from "../facts/subjects";
import type { CreateRight, Defence } from "../facts/types";
import { paths } from "../report-text";

export default defineCheck({
  id: "compute-creator-without-mfa",
  formerIds: ["orderer-without-mfa"],
  title: "Everyone who can create compute has registered for MFA and has to use it for Azure management",
  faultTitle: "An account that can create compute is not held to MFA",
  severity: "critical",
  why: "In nearly all cases of cryptojacking that Microsoft investigated, the stolen account had no MFA: its password alone was enough to create machines.",
  fix: "Have the person register for MFA, and require MFA for the Azure management app of everybody, without exclusions.",
  control: "mfa-compute-creators",

  needs: ["computeCreators", "defence", "defenceOnceActive"],
  examines: peopleWhoCreate,
  *run({ computeCreators, defence, defenceOnceActive }, { estate }) {
    for (const creator of computeCreators) {
      const { principal } = creator;
      // MFA does not reach workload identities; a blocked or deleted account cannot sign in.
      if (principal.kind !== "user" || !maySignIn(principal)) continue;
      const emergency = isBreakGlass(estate.breakGlass, principal);
      const ways = defencesOnWays(creator, { defence, defenceOnceActive });
      const weak = (ways.length > 0 ? ways : [nothingRead]).flatMap(found => {
        const weakness = weaknessOf(found, emergency);
        return weakness ? [{ found, weakness }] : [];
      });
      // Whoever takes the account takes the way that is open.
      const worst = weak.find(({ weakness }) => "fault" in weakness) ?? weak[0];
      if (!worst) continue;
      const { found, weakness } = worst;

      const subject = principalSubject(principal);
      const rights = outright(creator);
      if (rights.length === 0)
        yield {
          subject,
          unknown:
            unconditional(creator).length === 0
              ? "its right to create compute holds under a condition that is not evaluated"
              : "which subscriptions are below the management group of its right could not be read",
        };
      else if (principal.foreign)
        yield { subject, unknown: "it is not in this directory but in that of the subscription, which is not read" };
      else if ("unknown" in weakness) yield { subject, ...weakness };
      else if (principal.enabled === "unknown")
        yield { subject, unknown: "whether the account is enabled could not be read" };
      else
        yield {
          subject,
          fault: `can create compute${eligibleOnly(rights)} and ${weakness.fault}`,
          cure: emergency ? secureEmergencyAccount : byPolicy(found) ? byHand("requireMfa") : secureAccount,
          ...(found.severity && { severity: found.severity }),
          proof: [...paths(rights), ...found.proof],
        };
    }
  },
});

type Found = Pick<Defence, "state" | "registration" | "unknown" | "severity" | "proof">;

/** What is wrong with a person's defence, or not to be known of it. */
function weaknessOf(
  { state, registration, unknown }: Found,
  emergency: boolean,
): { readonly fault: string } | { readonly unknown: string } | undefined {
  const { fault, byPolicy } = stateWords(state);
  // Policies leave emergency accounts out on purpose: what such an account has registered is all that counts.
  if (emergency && (state === "unknown" || byPolicy))
    return registration === "unknown" ? { unknown: "its MFA registration could not be read" } : undefined;
  if (fault !== undefined) return { fault };
  return state === "unknown" ? { unknown: unknown ?? "how it is defended could not be read" } : undefined;
}

/** What it has registered is good enough: a policy cures it, and nobody has to be signed out. */
const byPolicy = ({ state }: Found): boolean => stateWords(state).byPolicy === true;

const nothingRead: Found = { state: "unknown", registration: "unknown", proof: [] };

const eligibleOnly = (rights: readonly CreateRight[]): string =>
  rights.every(({ tenure }) => tenure === "eligible") ? " once it activates an eligible role" : "";
