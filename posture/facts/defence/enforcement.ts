import { all, type Certainty, not } from "../../../catalogue/certainty";
import type { ConditionalAccessPolicy } from "../../evidence/conditional-access";
import { by } from "../collate";
import type { Resolved } from "../needs";
import type { Enforcement } from "../types";
import { type Division, divides, divisions, together } from "./joint-policies";
import { type Person, type PolicyReach, policyReachOf, synchronisingAccounts } from "./policy-reach";
import { type PolicyReading, readPolicy } from "./policy-reading";
import { isAtLeast, type MfaLevel, stronger } from "./states";
import { strengthLevels } from "./strengths";

type Given = Pick<
  Resolved,
  "memberships" | "directoryRoles" | "conditionalAccess" | "securityDefaults" | "authenticationStrengths"
>;

/** What is asked at Azure management, by all that was read. */
export interface Enforcing {
  /** What is asked of one person. Judged once for all whom no policy tells apart. */
  asked(person: Person): Enforcement;
  /** The same without security defaults: Entra has either them or policies. */
  askedByPolicies(person: Person): Enforcement;
  readonly reach: PolicyReach;
  /** Every policy, with what it makes of whom it reaches. Sorted by name, then id. */
  readonly readings: readonly { readonly policy: ConditionalAccessPolicy; readonly reading: PolicyReading }[];
  readonly securityDefaults: Certainty;
  readonly policiesComplete: boolean;
}

/** `cloud` by the name of the evidence's manifest. */
export function enforcementFrom(given: Given, cloud: string | undefined): Enforcing {
  const context = { cloud, levelOfStrength: strengthLevels(given.authenticationStrengths.value) };
  const readings = given.conditionalAccess.value
    .map(policy => ({ policy, reading: readPolicy(policy, context) }))
    .sort(
      by(
        ({ policy }) => policy.name,
        ({ policy }) => policy.id,
      ),
    );
  const reach = policyReachOf(given.conditionalAccess.value, given);
  const guards = readings.filter(({ reading }) => reading.level !== "none");
  const joint = divisionNames.flatMap(division => {
    const policies = readings.flatMap(({ policy }) => {
      const reading = readPolicy(policy, context, division);
      return reading.level === "none" ? [] : [{ policy, reading }];
    });
    return divides(division, policies) ? [{ division, policies }] : [];
  });
  const policiesComplete = given.conditionalAccess.gaps.length === 0;
  const securityDefaults = switchedOn(given.securityDefaults);

  const weigh = (person: Person, defaults: Certainty): Enforcement => {
    if (defaults === "yes") return { level: "mfa", by: "security defaults", exemptFrom: [] };
    let best: Enforcement = { level: "none", exemptFrom: [] };
    const exemptFrom: string[] = [];
    let mayBe: MfaLevel = !policiesComplete || defaults === "unknown" ? "mfa" : "none";
    for (const { policy, reading } of guards) {
      const included = reach.includes(policy, person);
      if (included === "no") continue;
      const excluded = reach.excludes(policy, person);
      if (excluded === "yes") exemptFrom.push(policy.name);
      else if (included === "yes" && excluded === "no" && reading.level !== "unknown") {
        if (!isAtLeast(best.level, reading.level)) best = enforcedBy(policy, reading, reading.level);
      } else mayBe = stronger(mayBe, reading.level === "unknown" ? "mfa" : reading.level);
    }
    if (isAtLeast(best.level, "mfa")) return best;
    // What no policy does alone, several may do together: one for browsers, one for all else.
    for (const { policies, division } of joint) {
      const reaching = policies.flatMap(({ policy, reading: { level } }) => {
        const reached = all(reach.includes(policy, person), not(reach.excludes(policy, person)));
        return reached === "no" ? [] : [{ policy, level: reached === "unknown" ? reached : level }];
      });
      const { certain, possible } = together(division, reaching, best.level as MfaLevel);
      const names = reaching.flatMap(({ policy, level }) => (level === "unknown" ? [] : [policy.name]));
      if (!isAtLeast(best.level, certain))
        best = {
          level: certain,
          by: `policies ${names.join(" and ")} together`,
          ...(!isAtLeast(certain, "mfa") && { but: "not each of them asks for MFA" }),
          exemptFrom: [],
        };
      mayBe = stronger(mayBe, possible);
    }
    if (isAtLeast(best.level, "mfa")) return best;
    return { ...best, ...(!isAtLeast(best.level, mayBe) && { level: "unknown" as const }), exemptFrom };
  };
  const judgedOnce = (defaults: Certainty) => {
    const weighed = new Map<string, Enforcement>();
    return (person: Person): Enforcement => {
      const key = reach.signature(person);
      const known = weighed.get(key) ?? weigh(person, defaults);
      weighed.set(key, known);
      return known;
    };
  };
  const askedByPolicies = judgedOnce("no");
  const askedByAll = securityDefaults === "no" ? askedByPolicies : judgedOnce(securityDefaults);
  // Security defaults pass over the accounts that synchronise a directory.
  const synchronising = synchronisingAccounts(given.directoryRoles.value);
  const asked = (person: Person) => (synchronising.has(person.id) ? askedByPolicies : askedByAll)(person);
  return { asked, askedByPolicies, reach, readings, securityDefaults, policiesComplete };
}

const divisionNames = Object.keys(divisions) as Division[];

const enforcedBy = ({ name }: ConditionalAccessPolicy, reading: PolicyReading, level: MfaLevel): Enforcement => ({
  level,
  by: `policy ${name}${reading.blocks ? ", which blocks it" : ""}`,
  ...(reading.because !== undefined && { but: reading.because }),
  exemptFrom: [],
});

/** Whether security defaults are on. */
export function switchedOn(defaults: {
  readonly value: readonly { readonly enabled: boolean }[];
  readonly gaps: readonly unknown[];
}): Certainty {
  if (defaults.value.some(({ enabled }) => enabled)) return "yes";
  return defaults.value.length === 0 || defaults.gaps.length > 0 ? "unknown" : "no";
}
