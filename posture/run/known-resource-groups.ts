import { nearestWord } from "../../catalogue/nearest-word";
import { connect } from "../azure/connect";
import type { Connection } from "../azure/pipeline";
import { apart } from "../evidence/reading/read";
import { resourceGroupsSeen } from "../evidence/resources";
import { ChoiceError } from "./select-subscriptions";

/**
 * Throws a ChoiceError for a resource group that there is not, in which nothing would be judged and nothing found. A sign-in
 * that sees no group at all, or not the list, cannot tell, and goes on.
 */
export async function refuseUnknownGroups(
  connection: Connection,
  groups: readonly string[],
  subscriptions?: readonly string[],
): Promise<void> {
  const { rows, gaps } = await apart(resourceGroupsSeen(connect(connection), subscriptions));
  if (gaps.length > 0 || rows.length === 0) return;
  const names = [...new Set(rows.map(({ name }) => name))].sort();
  const seen = new Set(names.map(name => name.toLowerCase()));
  const unknown = groups.find(group => !seen.has(group.toLowerCase()));
  if (unknown === undefined) return;
  const near = nearestWord(unknown, names);
  throw new ChoiceError(
    `This sign-in sees no resource group "${unknown}"${near === undefined ? "" : `; did you mean "${near}"`}. It sees ${names.length}.`,
  );
}
