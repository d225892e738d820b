import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { holders } from "../facts/populations";
import { parseScope } from "../facts/scopes";
import { isBreakGlass, maySignIn, principalSubject, unconditional } from "../facts/subjects";
import type { CreateRight } from "../facts/types";
import { inSubscriptions, paths } from "../report-text";

export default defineCheck({
  id: "self-grant-role",
  title: "Nobody can assign themselves the right to create compute",
  faultTitle: "Somebody can assign themselves the right to create compute",
  severity: "high",
  why: "Anybody who can assign roles is one call away from Owner, and reviews that look for Owner, Contributor or Virtual Machine Contributor do not show it.",
  fix: "Constrain the assignment by a condition to the roles and principals that it is for, or make it eligible in PIM with approval. Leave no right to write role definitions to those who hold a custom role.",
  control: "compute-rbac-sprawl",

  needs: ["computeHolders"],
  examines: holders,
  *run({ computeHolders }, { estate }) {
    for (const creator of computeHolders) {
      const { principal } = creator;
      if (!maySignIn(principal) || isBreakGlass(estate.breakGlass, principal)) continue;
      const rights = unconditional(creator);
      const creates = rights.filter(({ by, tenure }) => by === "create" && tenure === "standing");
      // Told once of the group, not of each member; what stands at the root has a check of its own.
      const grants = rights.filter(
        right =>
          right.by === "selfGrant" &&
          !right.via &&
          isWide(right) &&
          !creates.some(create => isOverAllOf(create, right)),
      );
      const subject = principalSubject(principal);
      const told = grants.filter(right => !creates.some(create => mayBeOverAllOf(create, right)));
      const standing = told.filter(({ tenure }) => tenure === "standing");
      if (standing.length > 0)
        yield {
          subject,
          cure: byHand("narrowRole"),
          fault: `can ${waysOf(standing)} ${inSubscriptions(standing)}, and so give itself the right to create compute`,
          proof: paths(standing),
        };
      else if (told.some(({ tenure }) => tenure === "unknown"))
        yield { subject, unknown: "whether its right to assign roles is standing could not be read" };
      else if (grants.some(({ tenure }) => tenure === "standing" || tenure === "unknown"))
        yield { subject, unknown: "whether it creates compute there from above already could not be read" };
    }
  },
});

const waysOf = (rights: readonly CreateRight[]): string =>
  [
    ...(rights.every(({ rewritten }) => rewritten) ? [] : ["assign roles"]),
    ...(rights.some(({ rewritten }) => rewritten === "held") ? ["rewrite a custom role that it holds"] : []),
    ...(rights.some(({ rewritten }) => rewritten === "given") ? ["rewrite a custom role that it may give itself"] : []),
  ].join(", and ");

/** A whole subscription or several. */
const isWide = ({ scope }: CreateRight): boolean =>
  ["managementGroup", "subscription"].includes(parseScope(scope).kind);

/** Whoever creates throughout the same subscriptions already gains nothing by the grant that is not counted elsewhere. */
const isOverAllOf = (create: CreateRight, grant: CreateRight): boolean => covers(create, grant, create.subscriptions);

/** The same, where it was not read what stands below the management group of the one or the other. */
const mayBeOverAllOf = (create: CreateRight, grant: CreateRight): boolean =>
  covers(create, grant, [...create.subscriptions, ...(create.perhaps ?? [])]);

const covers = (
  create: CreateRight,
  { scope, subscriptions, perhaps = [] }: CreateRight,
  all: readonly string[],
): boolean => {
  const granted = [...subscriptions, ...perhaps];
  return (
    create.scope.toLowerCase() === scope.toLowerCase() ||
    ((isWide(create) || parseScope(create.scope).kind === "root") &&
      granted.length > 0 &&
      granted.every(id => all.includes(id)))
  );
};
