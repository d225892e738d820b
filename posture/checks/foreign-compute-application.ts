import { microsoftTenants } from "../../catalogue/microsoft-tenants";
import { defineCheck } from "../check";
import { takeRights } from "../cures/identities";
import { workloadsThatCreate } from "../facts/populations";
import { maySignIn, outright, principalSubject } from "../facts/subjects";
import { paths } from "../report-text";

export default defineCheck({
  id: "foreign-compute-application",
  title: "No application of another tenant can create compute",
  faultTitle: "An application of another tenant can create compute",
  severity: "high",
  why: "Its secrets are kept by somebody else: who steals them there signs in here without MFA, and no secret of the application is seen or can be replaced from here.",
  fix: "Take the role from the application, or limit it to one resource group; name its tenant under trustedTenants in the estate where it is known and trusted.",
  control: "workload-identity-credentials",

  needs: ["computeCreators", "servicePrincipals"],
  examines: workloadsThatCreate,
  *run({ computeCreators, servicePrincipals }, { estate, manifest }) {
    const known = new Set([manifest.tenant.toLowerCase(), ...estate.trustedTenants, ...microsoftTenants]);
    const homes = new Map(
      servicePrincipals.flatMap(({ id, kind, home }) =>
        kind === "Application" && home !== undefined && !known.has(home) ? [[id, home] as const] : [],
      ),
    );
    for (const creator of computeCreators) {
      const home = homes.get(creator.principal.id);
      const rights = outright(creator);
      if (home === undefined || !maySignIn(creator.principal) || rights.length === 0) continue;
      yield {
        subject: principalSubject(creator.principal),
        fault: `is an application of another tenant, ${home}, and can create compute`,
        cure: takeRights(rights),
        proof: paths(rights),
      };
    }
  },
});
