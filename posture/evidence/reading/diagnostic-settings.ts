import * as z from "zod";
import type { ArmCall } from "../calls";
import type { Missing, RowOf } from "../define";
import { apart, read } from "./read";
import { maybeText, present, text } from "./wire";

const setting = z.object({
  name: z.string(),
  categories: z.array(z.string()).describe("The categories that are switched on, sorted; `allLogs` is all there are"),
  workspace: z.string().exactOptional().describe("Resource id of the Log Analytics workspace that gets them"),
  elsewhere: z
    .array(z.enum(["storage", "eventHub", "partner"]))
    .exactOptional()
    .describe("Other places that get them"),
});

/** All settings that send one log somewhere; none where nothing is sent. Where they could not be read there is no row. */
export const exportsRow = z.object({
  id: z
    .string()
    .describe("The scope of the log: `/subscriptions/…`, a management group, or `/providers/microsoft.aadiam`"),
  settings: z.array(setting),
});
export type LogExports = RowOf<typeof exportsRow>;

/** Sources: Azure REST API, Diagnostic Settings and Management Group Diagnostic Settings (2021-05-01-preview); [zta] for Entra's. */
const wire = z
  .object({
    name: text,
    properties: z.object({
      workspaceId: maybeText,
      storageAccountId: maybeText,
      eventHubAuthorizationRuleId: maybeText,
      serviceBusRuleId: maybeText,
      marketplacePartnerId: maybeText,
      logs: z.array(z.object({ category: maybeText, categoryGroup: maybeText, enabled: z.boolean() })).nullish(),
    }),
  })
  .transform(({ name, properties }) => {
    const { workspaceId, storageAccountId, eventHubAuthorizationRuleId, serviceBusRuleId, marketplacePartnerId } =
      properties;
    const on = (properties.logs ?? []).flatMap(({ category, categoryGroup, enabled }) =>
      enabled ? (categoryGroup ?? category ?? []) : [],
    );
    const elsewhere = [
      ...(storageAccountId ? ["storage" as const] : []),
      ...(eventHubAuthorizationRuleId || serviceBusRuleId ? ["eventHub" as const] : []),
      ...(marketplacePartnerId ? ["partner" as const] : []),
    ];
    return present({
      name,
      categories: [...new Set(on)].sort(),
      workspace: workspaceId,
      elsewhere: elsewhere.length > 0 ? elsewhere : undefined,
    });
  });

/** The settings of one log, as one row. Half of them prove nothing of the others, so what was not read whole gives no row. */
export async function* exportsOf(
  id: string,
  items: AsyncIterable<unknown>,
  reading: { readonly what: string; readonly call: ArmCall; readonly of?: readonly string[] },
): AsyncGenerator<LogExports | Missing> {
  const { rows, gaps } = await apart(read(items, { ...reading, as: wire }));
  yield* gaps;
  if (gaps.length === 0) yield { id, settings: rows.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
