import type { AccessGrant, Facts } from "../facts";
import { alternatives, text } from "../leaf";
import type { NodeAt } from "../tree";
import { known } from "../value";
import { isBelowRoot } from "./grants";

/** Facts with the grants that name no scope made at that of their deployment, or of what is written beside them. */
export function placedAt(scope: NodeAt | undefined, facts: Facts | undefined): Facts | undefined {
  if (!scope || !facts?.grants.some(grant => grant.scope.state === "absent") || isBelowRoot(scope.node)) return facts;
  const places = alternatives(scope)
    .filter(({ node }) => !isBelowRoot(node))
    // as of a grant, an empty one is the root
    .map(place => (place.node === "" ? known("/", place.path) : text(place)))
    .filter(({ state }) => state !== "absent");
  if (places.length === 0) return facts;
  const placed = (grant: AccessGrant): AccessGrant[] =>
    grant.scope.state === "absent" ? places.map(scope => ({ ...grant, scope })) : [grant];
  return { ...facts, grants: facts.grants.flatMap(placed) };
}
