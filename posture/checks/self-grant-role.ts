import { defineCheck } from "../check";
import { parseScope } from "../facts/scopes";
import type { OrderRight } from "../facts/types";
import { isBreakGlass, maySignIn, outright, principalSubject } from "../subjects";
import { paths } from "../report-text";

export default defineCheck({
  id: "self-grant-role",
  title: "Nobody who cannot order compute may hand itself the right to",
  severity: "high",
  why: "Whoever may assign roles is one call away from Owner, and no review that looks for Owner, Contributor or Virtual Machine Contributor shows it.",
  fix: "Constrain the assignment by a condition to the roles and principals that it is for, or make it eligible in PIM with approval.",
  control: "compute-rbac-sprawl",

  needs: ["orderers"],
  *run({ orderers }, { estate }) {
    for (const orderer of orderers) {
      const { principal } = orderer;
      if (!maySignIn(principal) || isBreakGlass(estate.breakGlass, principal)) continue;
      const rights = outright(orderer);
      const orders = rights.filter(({ by, tenure }) => by === "order" && tenure === "standing");
      // Told once of the group, not of each member; what stands at the root has a check of its own.
      const grants = rights.filter(
        right =>
          right.by === "selfGrant" && !right.via && isWide(right) && !orders.some(order => isOverAllOf(order, right)),
      );
      const subject = principalSubject(principal);
      const standing = grants.filter(({ tenure }) => tenure === "standing");
      if (standing.length > 0)
        yield {
          subject,
          fault: "can assign roles, and so give itself the right to order compute",
          proof: paths(standing),
        };
      else if (grants.some(({ tenure }) => tenure === "unknown"))
        yield { subject, unknown: "whether its right to assign roles is standing could not be read" };
    }
  },
});

/** A whole subscription or several. */
const isWide = ({ scope }: OrderRight): boolean => ["managementGroup", "subscription"].includes(parseScope(scope).kind);

/** Whoever orders throughout the same subscriptions already gains nothing by the grant that is not counted elsewhere. */
const isOverAllOf = (order: OrderRight, { scope, subscriptions }: OrderRight): boolean =>
  order.scope.toLowerCase() === scope.toLowerCase() ||
  ((isWide(order) || parseScope(order.scope).kind === "root") &&
    subscriptions.length > 0 &&
    subscriptions.every(id => order.subscriptions.includes(id)));
