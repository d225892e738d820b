import { defineCheck } from "../check";
import { takeRights } from "../cures/identities";
import { peopleWhoCreate } from "../facts/populations";
import { isBreakGlass, maySignIn, outright, principalSubject } from "../facts/subjects";
import { entraP1 } from "../facts/tenant-plans";
import { paths } from "../report-text";

export default defineCheck({
  id: "dormant-compute-role",
  title: "Everyone who can create compute signs in regularly",
  faultTitle: "Somebody who can create compute has not signed in for long",
  severity: "medium",
  why: "Nobody notices when an unused account is taken over, and its password is often an old one that has leaked since.",
  fix: "Ask whether the account is still needed; block it and delete its role assignments if it is not.",
  control: "stale-and-blocked-accounts",

  plans: entraP1,
  needs: ["computeCreators", "idleAccounts"],
  examines: peopleWhoCreate,
  *run({ computeCreators, idleAccounts }, { estate, manifest }) {
    const now = Date.parse(manifest.collectedAt);
    for (const creator of computeCreators) {
      const { principal } = creator;
      // Emergency accounts sleep by design; those that are blocked or gone have checks of their own.
      if (principal.kind !== "user" || !maySignIn(principal)) continue;
      const rights = outright(creator);
      if (rights.length === 0 || isBreakGlass(estate.breakGlass, principal)) continue;
      const subject = principalSubject(principal);
      const idle = idleAccounts.get(principal.id) ?? "unknown";
      if (idle === "unknown") {
        yield { subject, unknown: "when it last signed in could not be read" };
        continue;
      }
      const days = Math.floor((now - Date.parse(idle.since)) / 86_400_000);
      if (days < estate.thresholds.dormantDays) continue;
      yield {
        subject,
        fault: idle.signedIn
          ? `can create compute and has not signed in since ${idle.since.slice(0, 10)}`
          : `can create compute and no sign-in of it is known since it was made on ${idle.since.slice(0, 10)}`,
        cure: takeRights(rights),
        proof: paths(rights),
      };
    }
  },
});
