import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { read } from "./reading/read";
import { present } from "./reading/wire";

const row = z.object({
  synced: z.boolean().describe("The directory is synchronised from one on the premises"),
  passwordsSyncedOn: z
    .string()
    .exactOptional()
    .describe("When password hashes were last synchronised. Left out: never"),
});

/** How the directory is synchronised from one on the premises. */
export type DirectorySync = RowOf<typeof row>;

const calls = {
  organization: {
    api: "graph",
    permission: "Directory.Read.All",
    why: "know whether password hashes are synchronised",
  },
} as const satisfies Calls;

const instant = z.iso.datetime({ offset: true }).transform(at => new Date(at).toISOString());

// A time that was asked for by name and is not there was not read; null says that it never happened.
const wire = z
  .object({ onPremisesSyncEnabled: z.boolean().nullable(), onPremisesLastPasswordSyncDateTime: instant.nullable() })
  .transform(
    ({ onPremisesSyncEnabled, onPremisesLastPasswordSyncDateTime: at }): DirectorySync =>
      present({ synced: onPremisesSyncEnabled ?? false, passwordsSyncedOn: at ?? undefined }),
  );

/**
 * The switch itself (`/directory/onPremisesSynchronization`) is shown to a signed-in Global Administrator alone; when
 * hashes last came is shown to whoever may read the directory, in the beta.
 */
export default defineEvidence({
  kind: "directorySync",
  title: "directory synchronisation",
  row,
  calls,
  whole: "refused as a whole",
  run: ({ azure }) =>
    read(azure.graphList("/beta/organization?$select=id,onPremisesSyncEnabled,onPremisesLastPasswordSyncDateTime"), {
      what: "directory synchronisation",
      call: calls.organization,
      as: wire,
    }),
});
