import type { Facts } from "../facts";
import { text } from "../leaf";
import type { NodeAt } from "../tree";
import { known } from "../value";
import { isBelowRoot } from "./grants";

/** Facts with the grants that name no scope made at that of their deployment, or of what is written beside them. */
export function placedAt(scope: NodeAt | undefined, facts: Facts | undefined): Facts | undefined {
  if (!scope || !facts?.grants.some(grant => grant.scope.state === "absent") || isBelowRoot(scope.node)) return facts;
  // as of a grant, an empty one is the root
  const at = scope.node === "" ? known("/", scope.path) : text(scope);
  if (at.state === "absent") return facts;
  return {
    ...facts,
    grants: facts.grants.map(grant => (grant.scope.state === "absent" ? { ...grant, scope: at } : grant)),
  };
}
