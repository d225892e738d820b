import * as z from "zod";
import type { Azure } from "../../azure/connect";
import type { ArmCall } from "../calls";
import type { Subscription } from "../subscriptions";
import type { Lacking } from "./own-rights";
import { apart, read } from "./read";
import { text } from "./wire";

const provider = z.object({ namespace: text });

/**
 * Of these actions, those on resource providers that the cloud has. Azure refuses a custom role that names any other, so the
 * audit's role leaves them out in some clouds, and nothing can run there that they would show. Asked of one subscription that
 * lacks a right, and of none where none does: Azure lists all providers to it, those that it has not registered too (Microsoft
 * Learn, "Providers - List"). Where the list cannot be read, all of the actions count.
 */
export async function providersThere(
  azure: Azure,
  subscriptions: readonly Subscription[],
  lacking: Lacking,
  actions: readonly string[],
  call: ArmCall,
): Promise<readonly string[]> {
  const asked = subscriptions.find(each => lacking(each, actions).length > 0);
  if (asked === undefined) return actions;
  const list = azure.armList(`/subscriptions/${asked.id}/providers?api-version=2021-04-01`);
  const { rows, gaps } = await apart(
    read(list, { what: "resource providers of the cloud", call, as: provider, of: [asked.id] }),
  );
  if (gaps.length > 0 || rows.length === 0) return actions;
  const there = new Set(rows.map(({ namespace }) => namespace.toLowerCase()));
  return actions.filter(action => there.has((action.split("/")[0] ?? "").toLowerCase()));
}
