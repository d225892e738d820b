import { defineCheck } from "../check";
import { outright, principalSubject } from "../subjects";
import { paths } from "../report-text";

export default defineCheck({
  id: "disabled-compute-role",
  title: "Blocked accounts hold no right to order compute",
  severity: "low",
  why: "Whoever unblocks the account, or is tricked into it, has machines to order; blocked accounts are watched by nobody.",
  fix: "Delete the role assignments of blocked accounts, or take them out of the groups that hold the role.",
  control: "stale-and-blocked-accounts",

  needs: ["orderers"],
  *run({ orderers }) {
    for (const orderer of orderers) {
      const { principal } = orderer;
      const rights = outright(orderer);
      if (principal.enabled !== "no" || rights.length === 0) continue;
      yield {
        subject: principalSubject(principal),
        fault: "is blocked, but can order compute once unblocked",
        proof: paths(rights),
      };
    }
  },
});
