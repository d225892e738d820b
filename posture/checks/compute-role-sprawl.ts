import { defineCheck } from "../check";
import { grouped } from "../facts/collate";
import type { Orderer, OrderRight } from "../facts/types";
import { isBreakGlass, maySignIn, outright, subscriptionSubject } from "../subjects";
import { listed, paths, plural } from "../report-text";

export default defineCheck({
  id: "compute-role-sprawl",
  title: "Few people hold a standing right to order compute",
  severity: "high",
  why: "Every account that may order machines at any hour is one more that is worth stealing; Virtual Machine Contributor and its equals are given away lightly.",
  fix: "Take the role from those who do not need it, and make it eligible in PIM, with approval, for those who need it now and then.",
  control: "compute-rbac-sprawl",

  needs: ["subscriptions", "orderers"],
  *run({ subscriptions, orderers }, { estate }) {
    const most = estate.thresholds.standingHolders;
    const people = orderers.filter(({ principal }) => principal.kind === "user" && maySignIn(principal));
    // Emergency accounts have to hold a standing right.
    const holdings = people
      .filter(({ principal }) => !isBreakGlass(estate.breakGlass, principal))
      .flatMap(bySubscription);
    const bySub = grouped(holdings, ({ subscription }) => subscription);
    for (const subscription of subscriptions) {
      const here = bySub.get(subscription.id.toLowerCase()) ?? [];
      const proved = here.filter(
        ({ orderer, rights }) =>
          orderer.principal.enabled === "yes" && rights.some(right => right.tenure === "standing"),
      );
      const subject = subscriptionSubject(subscription);
      if (proved.length > most)
        yield {
          subject,
          fault: `${plural(proved.length, "person holds", "people hold")} a standing right to order compute; at most ${most} should`,
          proof: listed(proved.map(holder).sort()),
        };
      else if (here.length > most)
        yield {
          subject,
          unknown: "for some holders it could not be read whether their right is standing, or whether they can sign in",
        };
    }
  },
});

interface Held {
  readonly subscription: string;
  readonly orderer: Orderer;
  readonly rights: readonly OrderRight[];
}

/** Rights in force that are standing, or may be. Who may only assign roles is told of one by one, by `self-grant-role`. */
function bySubscription(orderer: Orderer): readonly Held[] {
  const inForce = outright(orderer).filter(
    ({ by, tenure }) => by === "order" && (tenure === "standing" || tenure === "unknown"),
  );
  const rights = grouped(
    inForce.flatMap(right => right.subscriptions.map(subscription => ({ subscription, right }))),
    ({ subscription }) => subscription,
  );
  return [...rights].map(([subscription, held]) => ({ subscription, orderer, rights: held.map(({ right }) => right) }));
}

const holder = ({ orderer, rights }: Held): string => `${orderer.principal.name}: ${paths(rights).join("; ")}`;
