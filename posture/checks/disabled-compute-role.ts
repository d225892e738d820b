import { defineCheck } from "../check";
import { takeRights } from "../cures/identities";
import { creators } from "../facts/populations";
import { principalSubject, unconditional } from "../facts/subjects";
import { paths } from "../report-text";

export default defineCheck({
  id: "disabled-compute-role",
  title: "Blocked accounts hold no right to create compute",
  faultTitle: "A blocked account holds a right to create compute",
  severity: "low",
  why: "An account that is unblocked, by mistake or by deception, can create machines at once; nobody watches blocked accounts.",
  fix: "Delete the role assignments of blocked accounts, or take them out of the groups that hold the role.",
  control: "stale-and-blocked-accounts",

  needs: ["computeCreators"],
  examines: creators,
  *run({ computeCreators }) {
    for (const creator of computeCreators) {
      const { principal } = creator;
      const rights = unconditional(creator);
      if (principal.enabled !== "no" || rights.length === 0) continue;
      yield {
        subject: principalSubject(principal),
        fault: "is blocked, but can create compute once unblocked",
        cure: takeRights(rights),
        proof: paths(rights),
      };
    }
  },
});
