import { defineCheck } from "../check";
import { isBreakGlass, maySignIn, outright, principalSubject } from "../facts/subjects";
import type { CreateRight, Principal, UserMfa } from "../facts/types";
import { paths } from "../report-text";

export default defineCheck({
  id: "compute-creator-without-mfa",
  formerIds: ["orderer-without-mfa"],
  title: "Everyone who can create compute has registered for MFA and has to use it for Azure management",
  severity: "critical",
  why: "In nearly all cases of cryptojacking that Microsoft investigated, the stolen account had no MFA: its password alone was enough to create machines.",
  fix: "Have the person register for MFA, and require MFA for the Azure management app of everybody, without exclusions.",
  control: "mfa-compute-creators",

  needs: ["computeCreators", "mfa"],
  *run({ computeCreators, mfa }, { estate }) {
    for (const creator of computeCreators) {
      const { principal } = creator;
      // MFA does not reach workload identities; a blocked or deleted account cannot sign in.
      if (principal.kind !== "user" || !maySignIn(principal)) continue;
      const state = mfa.users.get(principal.id) ?? nothingRead;
      const weakness = weaknessOf(principal, state, isBreakGlass(estate.breakGlass, principal));
      if (!weakness) continue;

      const subject = principalSubject(principal);
      const rights = outright(creator);
      if (rights.length === 0)
        yield { subject, unknown: "its right to create compute holds under a condition that is not evaluated" };
      else if (mayBeAskedOnceActive(rights, state.registered))
        yield {
          subject,
          unknown: "whether it has to use MFA once it has activated its directory role was not assessed",
        };
      else if ("unknown" in weakness) yield { subject, ...weakness };
      else if (principal.enabled === "unknown")
        yield { subject, unknown: "whether the account is enabled could not be read" };
      else
        yield {
          subject,
          fault: `can create compute${eligibleOnly(rights)} and ${weakness.fault}`,
          proof: [...paths(rights), ...state.exemptFrom.map(policy => `policy ${policy} leaves it out`)],
        };
    }
  },
});

/** What is wrong with a person's MFA, or not to be known of it. */
function weaknessOf(
  { guest }: Principal,
  { registered, enforced }: Pick<UserMfa, "registered" | "enforced">,
  emergency: boolean,
): { readonly fault: string } | { readonly unknown: string } | undefined {
  // A guest registers at home, which is not seen from here: what counts is that it is asked.
  if (registered === "no" && guest === "no") return { fault: "has not registered for MFA in Entra ID" };
  // Policies leave emergency accounts out on purpose.
  if (enforced === "no" && !emergency) return { fault: "does not have to use MFA for Azure management" };
  if (enforced === "unknown" && !emergency) return { unknown: "whether it has to use MFA could not be read" };
  if (registered !== "yes" && guest !== "yes") return { unknown: "its MFA registration could not be read" };
  return undefined;
}

/** A policy for a directory role binds nobody before it is activated; who cannot create compute without it is bound by then. */
const mayBeAskedOnceActive = (rights: readonly CreateRight[], registered: UserMfa["registered"]): boolean =>
  registered !== "no" && rights.every(({ activates }) => activates !== undefined);

const nothingRead = { registered: "unknown", enforced: "unknown", exemptFrom: [] } as const;

const eligibleOnly = (rights: readonly CreateRight[]): string =>
  rights.every(({ tenure }) => tenure === "eligible") ? " once it activates an eligible role" : "";
