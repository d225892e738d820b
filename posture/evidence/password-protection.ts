import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { apart, read } from "./reading/read";
import { guid, maybeText } from "./reading/wire";

const row = z.object({
  enforced: z.boolean().describe("Whether passwords are held against the tenant's own list, beside Microsoft's"),
  words: z.number().int().nonnegative().describe("How many words the own list has; the words are not kept"),
});

/** The tenant's own list of banned passwords. */
export type PasswordProtection = RowOf<typeof row>;

const calls = {
  settings: { api: "graph", permission: "Directory.Read.All", why: "know whether passwords of one's own are banned" },
} as const satisfies Calls;

/** The template of the settings of password protection, which is the same in every tenant. */
const passwordRules = "5cf42378-d67d-4f36-ba46-e8b86229381d";

const setting = z.object({
  templateId: guid,
  values: z.array(z.object({ name: z.string(), value: maybeText })),
});

/** A tenant that has never changed the settings has none: then the list is off. Values are texts; words end with a tab or a line. */
export default defineEvidence({
  kind: "passwordProtection",
  title: "password protection",
  row,
  calls,
  whole: "refused as a whole",
  async *run({ azure }) {
    const { rows, gaps } = await apart(
      read(azure.graphList("/v1.0/groupSettings"), { what: "password protection", call: calls.settings, as: setting }),
    );
    yield* gaps;
    if (gaps.length > 0) return;
    const own = rows.find(({ templateId }) => templateId === passwordRules);
    const value = (name: string) => own?.values.find(each => each.name === name)?.value ?? "";
    const words = value("BannedPasswordList")
      .split(/[\t\r\n]+/)
      .filter(word => word.trim() !== "");
    yield { enforced: value("EnableBannedPasswordCheck").toLowerCase() === "true", words: words.length };
  },
});
