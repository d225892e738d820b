import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import type { Decoy } from "../facts/decoys/decoy";
import { decoyParts } from "../facts/populations";
import { unnamedDecoy } from "../facts/subjects";
import { capped } from "../report-text";

export default defineCheck({
  id: "false-decoy",
  title: "Decoys are empty, refuse all compute, and hold no right elsewhere",
  faultTitle: "What the estate names as a decoy is none",
  severity: "high",
  why: "A decoy is left weak so that thieves find it. Where it reaches anything, or lets anything be created, it is a gift to them: nobody looks after an identity that is meant to be stolen.",
  fix: "Take from the principal every right but Contributor on the decoy's subscription, empty that, and assign the built-in Not allowed resource types there with all types of compute (the guardrails do); or take it out of the estate's decoys.",
  control: "compute-rbac-sprawl",

  untestedUnder: unnamedDecoy,
  needs: ["decoys"],
  examines: decoyParts,
  *run({ decoys }) {
    for (const decoy of decoys) {
      const { faults, unread } = decoy;
      for (const { of, key, says: fault, proof } of faults)
        yield {
          subject: subjectOf(decoy, of),
          key,
          cure: byHand("narrowRole"),
          fault,
          ...(proof && { proof: capped(proof) }),
        };
      if (unread.length > 0)
        yield {
          subject: subjectOf(decoy, "subscription"),
          unknown: `whether it is a decoy could not be read: ${unread.join(", ")}`,
        };
    }
  },
});

const subjectOf = ({ subscription, principal }: Decoy, of: "subscription" | "principal") =>
  of === "principal"
    ? principal
    : ({ kind: "subscription", id: `/subscriptions/${subscription.id}`, name: subscription.name } as const);
