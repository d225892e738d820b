import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { peopleWhoCreate } from "../facts/populations";
import { maySignIn, outright, principalSubject } from "../facts/subjects";
import { paths } from "../report-text";

export default defineCheck({
  id: "synced-compute-creator",
  title: "Accounts that can create compute are of the cloud alone",
  faultTitle: "An account that can create compute is synchronised from on-premises",
  severity: "medium",
  why: "Whoever takes a device or a server on the premises, and with it the directory there, sets the passwords of its accounts: so a break-in that never touched the cloud ends in machines that mine in it.",
  fix: "Give the person a cloud-only account for this work, and remove the right from the synchronised one; else make it eligible in PIM with phishing-resistant MFA.",
  control: "administrator-accounts",

  needs: ["computeCreators", "users"],
  examines: peopleWhoCreate,
  *run({ computeCreators, users }) {
    const synced = new Set(users.filter(user => user.synced).map(({ id }) => id));
    for (const creator of computeCreators) {
      const { principal } = creator;
      if (!synced.has(principal.id) || !maySignIn(principal)) continue;
      // Whoever may elevate is an administrator, and told of as such.
      const rights = outright(creator).filter(({ road }) => road?.[0]?.kind !== "elevation");
      if (rights.length === 0) continue;
      yield {
        subject: principalSubject(principal),
        cure: byHand("guardAdministrators"),
        fault: "is synchronised from on-premises and can create compute",
        ...(rights.every(({ tenure }) => tenure === "eligible") && { severity: "low" }),
        proof: paths(rights),
      };
    }
  },
});
