import { defineCheck } from "../check";
import { takeRights } from "../cures/identities";
import { holders } from "../facts/populations";
import { principalSubject, unconditional } from "../facts/subjects";
import { paths } from "../report-text";

export default defineCheck({
  id: "orphaned-compute-role",
  title: "No right to create compute belongs to a deleted principal",
  faultTitle: "A right to create compute belongs to a deleted principal",
  severity: "low",
  why: "Leftover assignments hide the live ones in every review, and work again when a deleted principal is restored.",
  fix: "Delete the role assignments of deleted principals.",
  control: "stale-and-blocked-accounts",

  needs: ["computeHolders"],
  examines: holders,
  *run({ computeHolders }) {
    for (const creator of computeHolders) {
      const rights = unconditional(creator);
      if (creator.principal.exists !== "no" || rights.length === 0) continue;
      yield {
        subject: { ...principalSubject(creator.principal), kind: "principal" },
        fault: "is deleted, but its right to create compute is still there",
        cure: takeRights(rights),
        proof: paths(rights),
      };
    }
  },
});
