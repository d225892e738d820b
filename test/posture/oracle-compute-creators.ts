import { createComputeActions } from "../../compute/roles/create-compute";
import type { Rows } from "./checks-tenant";

/**
 * Who can create compute, by trying everything: every principal against every holding, every action against every
 * pattern. It shares no code with what it judges; the list of actions that order is a definition, and so it is taken.
 */

/** `guarded` speaks of role assignments only; `odd` may speak of anything. */
export const conditions = {
  guarded: "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[a] GuidEquals 'b'))",
  odd: "@Resource[a] StringEquals 'b'",
} as const;

type Grant = 0 | 1 | 2;
const assign = "microsoft.authorization/roleassignments/write";

const speaksOf = (condition: string | undefined, action: string): boolean =>
  condition === conditions.odd || (condition === conditions.guarded && action === assign);

/** A star stands for anything; between two slashes also for nothing, one of the slashes included. */
function like(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  if (pattern.startsWith("/*/") && like(`/${pattern.slice(3)}`, text)) return true;
  if (pattern[0] === "*") return like(pattern.slice(1), text) || (text !== "" && like(pattern, text.slice(1)));
  return text !== "" && pattern[0] === text[0] && like(pattern.slice(1), text.slice(1));
}

const answers = new Map<string, boolean>();
/** Whether a pattern of a role fits an action in lower case. */
export function fits(pattern: string, action: string): boolean {
  const question = `${pattern.toLowerCase()} ${action}`;
  if (!answers.has(question)) answers.set(question, like(pattern.toLowerCase(), action));
  return answers.get(question)!;
}

function allowed(role: Rows["roleDefinitions"][number], action: string, condition: string | undefined): Grant {
  let best: Grant = 0;
  for (const block of role.permissions) {
    if (!block.actions.some(a => fits(a, action)) || block.notActions.some(a => fits(a, action))) continue;
    const free = !speaksOf(block.condition, action) && !speaksOf(condition, action);
    if (free) best = 2;
    else if (best < 1) best = 1;
  }
  return best;
}

/** One line for each principal, way and set of subscriptions. */
export function creatorsByForce(rows: Rows, now: number): string[] {
  const lines = new Set<string>();
  const live = (endsOn?: string) => endsOn === undefined || new Date(endsOn).getTime() > now;
  const same = (a: { principal: string; role: string; scope: string }, b: typeof a) =>
    a.principal === b.principal &&
    a.role.toLowerCase() === b.role.toLowerCase() &&
    a.scope.toLowerCase() === b.scope.toLowerCase();
  const active = rows.activeAssignments.filter(row => live(row.endsOn));
  const tenureNow = (row: Parameters<typeof same>[0], otherwise: string) => {
    const types = active.filter(other => same(other, row)).map(({ assignmentType }) => assignmentType);
    return types.includes("Assigned") ? "standing" : types.includes("Activated") ? "activated" : otherwise;
  };
  const holdings = [
    ...rows.roleAssignments.map(row => ({ ...row, tenure: tenureNow(row, "standing") })),
    ...active
      .filter(row => !rows.roleAssignments.some(other => same(other, row)))
      .map(row => ({ ...row, condition: undefined, tenure: tenureNow(row, "") })),
    ...rows.eligibleAssignments
      .filter(row => live(row.endsOn))
      .map(row => ({ ...row, condition: undefined, tenure: "eligible" })),
  ];

  for (const { scope, principal, role: roleId, condition, tenure } of holdings) {
    const role = rows.roleDefinitions.find(({ id }) => id.toLowerCase() === roleId.toLowerCase());
    if (!role) continue;
    const type = /\/providers\/([^/]+\/[^/]+)\/[^/]+$/.exec(scope.toLowerCase())?.[1];
    const above = scope === "/" || scope.toLowerCase().startsWith("/providers/microsoft.management/");
    const at = above ? undefined : type;
    const actions = createComputeActions
      .map(({ action }) => action.toLowerCase())
      .filter(action => at === undefined || action.startsWith(`${at}/`));
    if (actions.length === 0) continue;
    const order = Math.max(0, ...actions.map(action => allowed(role, action, condition)));
    const grant = allowed(role, assign, condition);
    const way =
      order === 2
        ? "create"
        : grant === 2
          ? "selfGrant"
          : order === 1
            ? "create?"
            : grant === 1
              ? "selfGrant?"
              : undefined;
    if (!way) continue;

    const subscriptions: string[] = [];
    for (const { id, managementGroups } of rows.subscriptions) {
      const name = scope.toLowerCase().split("/").at(-1);
      if (scope === "/" || (!above && scope.toLowerCase().split("/")[2] === id)) subscriptions.push(id);
      else if (above && managementGroups === undefined) subscriptions.push(`${id}?`);
      else if (above && managementGroups!.some(group => group.toLowerCase() === name)) subscriptions.push(id);
    }

    // the closure of the group, one ring after the other
    let ring = new Set([principal]);
    for (;;) {
      const wider = new Set([
        ...ring,
        ...rows.memberships.filter(({ group }) => ring.has(group)).map(({ member }) => member),
      ]);
      if (wider.size === ring.size) break;
      ring = wider;
    }
    for (const who of ring)
      lines.add(
        [
          who,
          way,
          tenure,
          scope.toLowerCase(),
          roleId.toLowerCase(),
          who === principal ? "" : principal,
          subscriptions.sort(),
        ].join(" | "),
      );
  }
  return [...lines].sort();
}
