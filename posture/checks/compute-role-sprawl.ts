import { defineCheck } from "../check";
import { grouped } from "../facts/collate";
import { isBreakGlass, maySignIn, subscriptionSubject, unconditional } from "../facts/subjects";
import type { ComputeCreator, CreateRight } from "../facts/types";
import { capped, paths, plural } from "../report-text";

export default defineCheck({
  id: "compute-role-sprawl",
  title: "Few people hold a standing right to create compute",
  severity: "high",
  why: "Every account that can create machines at any time is one more account worth stealing, and Virtual Machine Contributor and similar roles are assigned lightly.",
  fix: "Remove the role from those who do not need it, and make it eligible in PIM, with approval, for those who need it now and then.",
  control: "compute-rbac-sprawl",

  needs: ["subscriptions", "computeHolders"],
  *run({ subscriptions, computeHolders }, { estate }) {
    const most = estate.thresholds.standingHolders;
    const people = computeHolders.filter(({ principal }) => principal.kind === "user" && maySignIn(principal));
    // Emergency accounts have to hold a standing right.
    const holdings = people
      .filter(({ principal }) => !isBreakGlass(estate.breakGlass, principal))
      .flatMap(bySubscription);
    const bySub = grouped(holdings, ({ subscription }) => subscription);
    for (const subscription of subscriptions) {
      const here = bySub.get(subscription.id.toLowerCase()) ?? [];
      const proved = here.filter(
        ({ creator, rights, proved }) =>
          proved && creator.principal.enabled === "yes" && rights.some(right => right.tenure === "standing"),
      );
      const subject = subscriptionSubject(subscription);
      if (proved.length > most)
        yield {
          subject,
          fault: `${plural(proved.length, "person holds", "people hold")} a standing right to create compute; at most ${most} should`,
          proof: capped(proved.map(holder).sort()),
        };
      else if (here.length > most)
        yield {
          subject,
          unknown:
            "for some holders it could not be read whether their right reaches it, or is standing, or whether they can sign in",
        };
    }
  },
});

interface HeldRights {
  readonly subscription: string;
  readonly creator: ComputeCreator;
  readonly rights: readonly CreateRight[];
  /** Whether they are proved to reach the subscription; if not, they may. */
  readonly proved: boolean;
}

/** Rights in force that are standing, or may be. Who may only assign roles is told of one by one, by `self-grant-role`. */
function bySubscription(creator: ComputeCreator): readonly HeldRights[] {
  const inForce = unconditional(creator).filter(
    ({ by, tenure }) => by === "create" && (tenure === "standing" || tenure === "unknown"),
  );
  const reached = reaching(inForce, right => right.subscriptions);
  const perhaps = reaching(inForce, right => right.perhaps ?? []);
  return [
    ...[...reached].map(([subscription, rights]) => ({ subscription, creator, rights, proved: true })),
    ...[...perhaps].flatMap(([subscription, rights]) =>
      reached.has(subscription) ? [] : [{ subscription, creator, rights, proved: false }],
    ),
  ];
}

/** The rights by subscription that they reach. */
function reaching(
  rights: readonly CreateRight[],
  where: (right: CreateRight) => readonly string[],
): ReadonlyMap<string, readonly CreateRight[]> {
  const found = new Map<string, CreateRight[]>();
  for (const right of rights) for (const id of where(right)) found.set(id, [...(found.get(id) ?? []), right]);
  return found;
}

const holder = ({ creator, rights }: HeldRights): string => `${creator.principal.name}: ${paths(rights).join("; ")}`;
