import { defineCheck } from "../check";
import { outright, principalSubject } from "../facts/subjects";
import { paths } from "../report-text";

export default defineCheck({
  id: "orphaned-compute-role",
  title: "No right to create compute belongs to somebody who is gone",
  severity: "low",
  why: "Rights left behind hide the living ones in every review, and come back with a principal that is restored from the bin.",
  fix: "Delete the role assignments of deleted principals.",
  control: "stale-and-blocked-accounts",

  needs: ["computeCreators"],
  *run({ computeCreators }) {
    for (const creator of computeCreators) {
      const rights = outright(creator);
      if (creator.principal.exists !== "no" || rights.length === 0) continue;
      yield {
        subject: { ...principalSubject(creator.principal), kind: "principal" },
        fault: "is deleted, but its right to create compute is still there",
        proof: paths(rights),
      };
    }
  },
});
