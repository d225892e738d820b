import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { holders } from "../facts/populations";
import { parseScope } from "../facts/scopes";
import { isBreakGlass, maySignIn, principalSubject, unconditional } from "../facts/subjects";
import { inSubscriptions, paths } from "../report-text";

export default defineCheck({
  id: "broad-compute-role",
  title: "No standing right to create compute spans a management group",
  faultTitle: "A standing right to create compute spans a management group",
  severity: "medium",
  why: "One stolen account can then create machines in every subscription below, including future ones.",
  fix: "Assign the role on the subscriptions or resource groups where it is needed, or make it eligible in PIM.",
  control: "compute-rbac-sprawl",

  needs: ["computeHolders"],
  examines: holders,
  *run({ computeHolders }, { estate }) {
    for (const creator of computeHolders) {
      const { principal } = creator;
      if (!maySignIn(principal) || isBreakGlass(estate.breakGlass, principal)) continue;
      // Told once of the group, not of each member; the root and the right to assign roles have checks of their own.
      const rights = unconditional(creator).filter(
        right =>
          right.by === "create" &&
          !right.via &&
          right.tenure === "standing" &&
          parseScope(right.scope).kind === "managementGroup",
      );
      if (rights.length > 0)
        yield {
          subject: principalSubject(principal),
          cure: byHand("narrowRole"),
          fault: `can create compute throughout a management group, ${inSubscriptions(rights)}`,
          proof: paths(rights),
        };
    }
  },
});
