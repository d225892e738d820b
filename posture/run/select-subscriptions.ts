import { nearestWord } from "../../catalogue/nearest-word";
import type { Gap } from "../../catalogue/outcome";
import { plainName } from "../../catalogue/plain-name";
import { type Azure, connect } from "../azure/connect";
import type { Connection } from "../azure/pipeline";
import type { Missing } from "../evidence/define";
import { descendantsOf } from "../evidence/hierarchy";
import { apart } from "../evidence/reading/read";
import { subscriptionsSeen } from "../evidence/subscriptions";

/** Which subscriptions a run is to look at. Ids, or names where a name means one subscription alone; letter case does not matter. */
export interface SubscriptionChoice {
  readonly subscriptions?: readonly string[];
  /** Ids of management groups: every subscription below them. */
  readonly managementGroups?: readonly string[];
  /** Taken out again; without the two above, out of all that the tenant has. */
  readonly excluded?: readonly string[];
}

/** A choice that means nothing, in one line that says what to do. */
export class ChoiceError extends Error {
  override readonly name = "ChoiceError";
}

/** Lower-case ids of the chosen subscriptions. Throws a ChoiceError for what is not known, and for a choice of nothing. */
export async function selectSubscriptions(
  connection: Connection,
  choice: SubscriptionChoice,
): Promise<readonly string[]> {
  const azure = connect(connection);
  const { subscriptions, managementGroups, excluded = [] } = choice;
  const listed = await known("subscriptions", subscriptionsSeen(azure));
  const seen =
    subscriptions || managementGroups
      ? listed
      : [...new Map([...(await allOf(azure)), ...listed].map(row => [row.subscriptionId, row])).values()];
  const idOf = (text: string): string => {
    const word = plainName(text);
    const found = seen.filter(
      ({ subscriptionId, displayName }) => subscriptionId === word || plainName(displayName ?? "") === word,
    );
    if (found.length === 1) return found[0]!.subscriptionId;
    if (found.length > 1)
      throw new ChoiceError(`${found.length} subscriptions are called "${text}"; name one by its id.`);
    const near = nearestWord(
      text,
      seen.map(({ displayName, subscriptionId }) => displayName ?? subscriptionId),
    );
    throw new ChoiceError(
      `This sign-in sees no subscription "${text}"${near === undefined ? "" : `; did you mean "${near}"`}. It sees ${seen.length}.`,
    );
  };

  const chosen = new Set(subscriptions?.map(idOf));
  for (const group of managementGroups ?? []) {
    const below = await known(`the management group "${group}"`, descendantsOf(azure, group), notThere(group));
    for (const { kind, name } of below) if (kind === "subscription") chosen.add(name);
  }
  if (!subscriptions && !managementGroups) for (const { subscriptionId } of seen) chosen.add(subscriptionId);
  for (const text of excluded) chosen.delete(idOf(text));
  if (chosen.size === 0) throw new ChoiceError("No subscription is left to look at. Choose at least one.");
  return [...chosen].sort();
}

const notThere = (group: string): string =>
  `There is no management group "${group}"; name it by its id, as az account management-group list shows it.`;

/** A right can be given; an answer that did not come can be waited for. */
const needWords = ({ reason, missing }: Gap, where: string): string =>
  reason === "denied"
    ? `and this sign-in lacks ${missing}; give it that right${where}`
    : `but lacks ${missing}; try again`;

/**
 * What remains of a tenant without some subscriptions are also those that the sign-in does not see: taken out of what it sees
 * alone, the rest would look whole.
 */
async function allOf(azure: Azure) {
  const { tid } = await azure.claims("arm");
  const below = await known(
    "the tenant's list, to know which remain",
    descendantsOf(azure, String(tid)),
    undefined,
    " at the root management group, or name the others with --subscription",
  );
  return below.flatMap(({ kind, name, displayName }) =>
    kind === "subscription" ? [{ subscriptionId: name, displayName }] : [],
  );
}

/** The rows of a list that the choice cannot do without. */
async function known<T>(
  what: string,
  rows: AsyncIterable<T | Missing>,
  absent?: string,
  where = "",
): Promise<readonly T[]> {
  const {
    rows: found,
    gaps: [first],
  } = await apart(rows);
  if (first?.absent && absent !== undefined) throw new ChoiceError(absent);
  if (first) throw new ChoiceError(`The choice of subscriptions needs ${what}, ${needWords(first.gap, where)}.`);
  return found;
}
