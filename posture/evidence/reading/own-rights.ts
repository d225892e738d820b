import * as z from "zod";
import { permits } from "../../../catalogue/roles";
import type { Azure } from "../../azure/connect";
import type { ArmCall } from "../calls";
import type { Subscription } from "../subscriptions";
import { all, apart, each, once, read } from "./read";
import { guid, maybeText, maybeTexts, present, text } from "./wire";

/**
 * Resource Graph leaves out of its tables what the sign-in may not read, and does not say so. That it shows all of a
 * subscription is proved by the sign-in's own roles: one at a management group above it, or at the root, that allows to read
 * what the table holds. Where that is not proved, ARM is asked, which refuses instead of being silent.
 * Source: Microsoft Learn, "List Azure role assignments using the REST API" (`assignedTo()` follows groups; users and
 * service principals only). Deny assignments are not looked at: those that Azure makes itself leave reading alone.
 */
export const ownRightsCall = {
  api: "arm",
  actions: ["Microsoft.Authorization/roleAssignments/read", "Microsoft.Authorization/roleDefinitions/read"],
  why: "know where this sign-in's own roles show it all that Resource Graph has",
} as const satisfies ArmCall;

/** Whether the sign-in's roles above a subscription of this tenant let it take all these actions there. */
export type MayRead = (subscription: Subscription, actions: readonly string[]) => boolean;

const assignment = z.object({
  properties: z.object({ scope: text, roleDefinitionId: text, condition: maybeText }),
});
const block = z
  .object({ actions: maybeTexts, notActions: maybeTexts, condition: maybeText })
  .transform(({ actions, notActions, condition }) => present({ actions, notActions, condition }));
const definition = z.object({ properties: z.object({ permissions: z.array(block) }) });

interface Held {
  readonly scope: string;
  readonly permissions: readonly z.infer<typeof block>[];
}

/** One answer for all kinds of evidence that ask in one run. */
const known = new WeakMap<Azure, Promise<readonly Held[]>>();

/** The sign-in's roles at the management groups right above the subscriptions, and further up. What is refused proves nothing. */
export async function ownRights(azure: Azure, subscriptions: readonly Subscription[]): Promise<MayRead> {
  const asked = known.get(azure) ?? heldAbove(azure, groupsAbove(subscriptions));
  known.set(azure, asked);
  const held = await asked;
  return ({ managementGroups = [] }, actions) => {
    if (managementGroups.length === 0) return false;
    const above = new Set(["/", ...managementGroups.map(scopeOf)].map(scope => scope.toLowerCase()));
    const here = held.filter(({ scope }) => above.has(scope.toLowerCase()));
    return actions.every(action => here.some(({ permissions }) => permits(permissions, action) === "yes"));
  };
}

/** The groups right above subscriptions: what is inherited from further up is listed there too. */
export const groupsAbove = (subscriptions: readonly Subscription[]): readonly string[] =>
  [...new Set(subscriptions.flatMap(({ managementGroups }) => managementGroups?.slice(0, 1) ?? []))].sort();

export const scopeOf = (group: string): string =>
  `/providers/Microsoft.Management/managementGroups/${encodeURIComponent(group)}`;

async function heldAbove(azure: Azure, groups: readonly string[]): Promise<readonly Held[]> {
  const who = guid.safeParse((await azure.claims("arm")).oid);
  if (!who.success) return [];
  const filter = encodeURIComponent(`atScope() and assignedTo('${who.data}')`);
  const { rows } = await apart(
    each(groups, group =>
      read(
        azure.armList(
          `${scopeOf(group)}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=${filter}`,
        ),
        { what: "roles of this sign-in", call: ownRightsCall, as: assignment },
      ),
    ),
  );
  // A condition may narrow a role in ways that are not judged here, so a role under one proves nothing.
  const plain = rows.map(({ properties }) => properties).filter(({ condition }) => condition === undefined);
  const roles = [...new Set(plain.map(({ roleDefinitionId }) => roleDefinitionId))];
  const told = new Map(await all(each(roles, role => permissionsOf(azure, role))));
  return plain.map(({ scope, roleDefinitionId }) => ({ scope, permissions: told.get(roleDefinitionId) ?? [] }));
}

async function* permissionsOf(azure: Azure, role: string) {
  const answer = once(() => azure.armGet(`${role}?api-version=2022-04-01`));
  const { rows } = await apart(
    read(answer, { what: "what a role of this sign-in allows", call: ownRightsCall, as: definition }),
  );
  yield [role, rows.flatMap(({ properties }) => properties.permissions)] as const;
}
