import { defineCheck } from "../check";
import { outright, principalSubject } from "../subjects";
import { paths } from "../report-text";

export default defineCheck({
  id: "orphaned-compute-role",
  title: "No right to order compute belongs to somebody who is gone",
  severity: "low",
  why: "Rights left behind hide the living ones in every review, and come back with a principal that is restored from the bin.",
  fix: "Delete the role assignments of deleted principals.",
  control: "stale-and-blocked-accounts",

  needs: ["orderers"],
  *run({ orderers }) {
    for (const orderer of orderers) {
      const rights = outright(orderer);
      if (orderer.principal.exists !== "no" || rights.length === 0) continue;
      yield {
        subject: { ...principalSubject(orderer.principal), kind: "principal" },
        fault: "is deleted, but its right to order compute is still there",
        proof: paths(rights),
      };
    }
  },
});
