import * as z from "zod";
import { permits } from "../../../catalogue/roles";
import type { Azure } from "../../azure/connect";
import type { ArmCall } from "../calls";
import { Missing } from "../define";
import type { Subscription } from "../subscriptions";
import { all, apart, each, once, read } from "./read";
import { guid, maybeText, maybeTexts, present, text } from "./wire";

/**
 * Resource Graph leaves out of its tables what the sign-in may not read, and does not say so. That it shows all of a
 * subscription is proved by the sign-in's own roles: one at or above it that allows to read what the table holds. Where that is
 * not proved, ARM is asked, which refuses instead of being silent; where ARM leaves out as well, that is a gap.
 * Source: Microsoft Learn, "List Azure role assignments using the REST API" (`assignedTo()` follows groups; users and
 * service principals only). Deny assignments are not looked at: those that Azure makes itself leave reading alone.
 */
export const ownRightsCall = {
  api: "arm",
  actions: ["Microsoft.Authorization/roleAssignments/read", "Microsoft.Authorization/roleDefinitions/read"],
  why: "know where this sign-in's own roles show it all that Resource Graph has",
} as const satisfies ArmCall;

/** The actions of these that the sign-in's roles at and above a subscription are not known to allow there. */
export type Lacking = (subscription: Subscription, actions: readonly string[]) => readonly string[];

const assignment = z.object({
  properties: z.object({ scope: text, roleDefinitionId: text, condition: maybeText }),
});
const block = z
  .object({ actions: maybeTexts, notActions: maybeTexts, condition: maybeText })
  .transform(({ actions, notActions, condition }) => present({ actions, notActions, condition }));
const definition = z.object({ properties: z.object({ permissions: z.array(block) }) });

interface Held {
  readonly number: number;
  readonly scope: string;
  readonly permissions: readonly z.infer<typeof block>[];
}

/** One answer for all kinds of evidence that ask in one run. */
const known = new WeakMap<Azure, Promise<readonly Held[]>>();

/**
 * The sign-in's roles at the management groups right above the subscriptions, and further up; where it holds none there, those
 * at the subscription. What is refused proves nothing.
 */
export async function ownRights(azure: Azure, subscriptions: readonly Subscription[]): Promise<Lacking> {
  const asked = known.get(azure) ?? heldOver(azure, subscriptions);
  known.set(azure, asked);
  const held = await asked;
  // Subscriptions with the same roles over them lack the same.
  const answers = new Map<string, readonly string[]>();
  return (subscription, actions) => {
    const over = scopesOver(subscription);
    const here = held.filter(({ scope }) => over.has(scope.toLowerCase()));
    const key = `${here.map(({ number }) => number).join(" ")} ${actions.join(" ")}`;
    const known = answers.get(key);
    if (known) return known;
    const lacking = actions.filter(action => !here.some(({ permissions }) => permits(permissions, action) === "yes"));
    answers.set(key, lacking);
    return lacking;
  };
}

/** What Resource Graph is not known to show of subscriptions that it has, by the rights that would prove it. */
export function* notShown(
  what: string,
  subscriptions: readonly Subscription[],
  lacking: Lacking,
  actions: readonly string[],
): Generator<Missing> {
  const subjectsOf = new Map<string, string[]>();
  for (const subscription of subscriptions) {
    if (subscription.inResourceGraph !== true) continue; // told already
    const [first, ...others] = lacking(subscription, actions);
    if (first === undefined) continue;
    const missing = others.length > 0 ? `${first} and ${others.length} more rights to read` : first;
    const subjects = subjectsOf.get(missing) ?? [];
    subjects.push(subscription.id);
    subjectsOf.set(missing, subjects);
  }
  for (const [missing, subjects] of subjectsOf) yield new Missing({ what, missing, reason: "denied", subjects });
}

/** In lower case. The groups of a tenant and its root stand above its own subscriptions alone. */
function scopesOver({ id, managementGroups = [] }: Subscription): ReadonlySet<string> {
  const above = managementGroups.length > 0 ? ["/", ...managementGroups.map(groupScope)] : [];
  return new Set([...above, `/subscriptions/${id}`].map(scope => scope.toLowerCase()));
}

/** The groups right above subscriptions: what is inherited from further up is listed there too. */
export const groupsAbove = (subscriptions: readonly Subscription[]): readonly string[] =>
  [...new Set(subscriptions.flatMap(({ managementGroups }) => managementGroups?.slice(0, 1) ?? []))].sort();

export const groupScope = (group: string): string =>
  `/providers/Microsoft.Management/managementGroups/${encodeURIComponent(group)}`;

async function heldOver(azure: Azure, subscriptions: readonly Subscription[]): Promise<readonly Held[]> {
  const who = guid.safeParse((await azure.claims("arm")).oid);
  if (!who.success) return [];
  const above = await heldAt(azure, groupsAbove(subscriptions).map(groupScope), who.data);
  const known = new Set(above.map(({ scope }) => scope.toLowerCase()));
  const others = subscriptions.filter(each => [...scopesOver(each)].every(scope => !known.has(scope)));
  const below = await heldAt(
    azure,
    others.map(({ id }) => `/subscriptions/${id}`),
    who.data,
  );
  const roles = [...new Set([...above, ...below].map(({ roleDefinitionId }) => roleDefinitionId))];
  const told = new Map(await all(each(roles, role => permissionsOf(azure, role))));
  return [...above, ...below].map(({ scope, roleDefinitionId }, number) => ({
    number,
    scope,
    permissions: told.get(roleDefinitionId) ?? [],
  }));
}

/** Its roles at and above these scopes. A condition may narrow a role in ways that are not judged here: it proves nothing then. */
async function heldAt(azure: Azure, scopes: readonly string[], who: string) {
  const filter = encodeURIComponent(`atScope() and assignedTo('${who}')`);
  const { rows } = await apart(
    each(scopes, scope =>
      read(
        azure.armList(
          `${scope}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=${filter}`,
        ),
        { what: "roles of this sign-in", call: ownRightsCall, as: assignment },
      ),
    ),
  );
  return rows.map(({ properties }) => properties).filter(({ condition }) => condition === undefined);
}

async function* permissionsOf(azure: Azure, role: string) {
  const answer = once(() => azure.armGet(`${role}?api-version=2022-04-01`));
  const { rows } = await apart(
    read(answer, { what: "what a role of this sign-in allows", call: ownRightsCall, as: definition }),
  );
  yield [role, rows.flatMap(({ properties }) => properties.permissions)] as const;
}
