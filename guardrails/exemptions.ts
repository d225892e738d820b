import { PolicyExemption } from "@pulumi/azure-native/authorization";
import { log, type Resource } from "@pulumi/pulumi";
import type { Estate } from "../catalogue/estate";
import { type Exception, hasEnded, inWords } from "../catalogue/exceptions";
import { type Exemption, exemptionOf, initiative } from "../catalogue/exemptions";

/** An exemption with the exception that it says. */
export interface Granted extends Exemption {
  readonly exception: Exception;
}

export interface Exemptions {
  readonly granted: readonly Granted[];
  /** A line for each exception that Azure Policy goes on refusing, because it cannot be said there. */
  readonly unsaid: readonly string[];
}

/**
 * The exceptions of the estate as exemptions from the initiative. Pure.
 * @param rules the rules that have a definition; what is excepted from others is not refused at Azure's door
 * @param today the day in UTC, as 2026-12-31: what has ended exempts nothing
 */
export function exemptionsOf({ exceptions }: Estate, rules: readonly string[], today: string): Exemptions {
  // where two say the same, the one that lasts longer comes last and counts
  const inForce = exceptions
    .filter(exception => rules.includes(exception.rule) && !hasEnded(exception, today))
    .sort((a, b) => a.until.localeCompare(b.until));
  const granted = new Map<string, Granted>();
  const unsaid: string[] = [];
  for (const exception of inForce) {
    const exemption = exemptionOf(exception);
    if ("unsaid" in exemption) unsaid.push(`${exception.rule} at ${exception.resource}: it ${exemption.unsaid}`);
    else granted.set(`${exception.rule} ${exception.resource.toLowerCase()}`, { ...exemption, exception });
  }
  return { granted: [...granted.values()], unsaid };
}

/** Azure takes 512 characters. */
const longestDescription = 512;

/** @param assignmentId of the assignment that is exempted from, which has to be there first */
export function exempt({ granted, unsaid }: Exemptions, assignmentId: string, assignment: Resource): void {
  for (const { rule, references, scope, expiresOn, selector, exception } of granted) {
    const below = "notIn" in selector ? "-below" : "";
    new PolicyExemption(
      `${rule}${scope.replaceAll("/", "-")}${below}`.toLowerCase(),
      {
        scope,
        policyExemptionName: `${initiative}-${rule}${below}`,
        policyAssignmentId: assignmentId,
        policyDefinitionReferenceIds: [...references],
        exemptionCategory: "Waiver",
        expiresOn,
        displayName: `Computeguard: ${rule}`,
        description: inWords(exception).slice(0, longestDescription),
        resourceSelectors: [
          {
            name: "excepted",
            selectors: [
              "in" in selector
                ? { kind: selector.kind, in: [...selector.in] }
                : { kind: selector.kind, notIn: [...selector.notIn] },
            ],
          },
        ],
      },
      { dependsOn: assignment },
    );
  }
  if (unsaid.length > 0)
    void log.warn(`exceptions of the estate that Azure Policy goes on refusing:\n${unsaid.join("\n")}`);
}
