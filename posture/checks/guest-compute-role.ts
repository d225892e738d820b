import { defineCheck } from "../check";
import { takeRights } from "../cures/identities";
import { peopleWhoCreate } from "../facts/populations";
import { maySignIn, outright, principalSubject } from "../facts/subjects";
import { paths } from "../report-text";

export default defineCheck({
  id: "guest-compute-role",
  title: "Guests cannot create compute",
  faultTitle: "A guest can create compute",
  severity: "high",
  why: "A guest's account is protected by another organisation; when it is stolen there, the bill arrives here.",
  fix: "Remove the role from the guest, or make it eligible in PIM with approval and an end date, on one resource group only.",
  control: "guests",

  needs: ["computeCreators"],
  examines: peopleWhoCreate,
  *run({ computeCreators }) {
    for (const creator of computeCreators) {
      const { principal } = creator;
      const rights = outright(creator);
      if (principal.guest !== "yes" || !maySignIn(principal) || rights.length === 0) continue;
      yield {
        subject: principalSubject(principal),
        fault: "is a guest and can create compute",
        cure: takeRights(rights),
        proof: paths(rights),
      };
    }
  },
});
