import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import directoryRoles from "./directory-roles";
import { each, read } from "./reading/read";
import { principalTypeField } from "./reading/row-parts";
import { directoryType, guid } from "./reading/wire";

const row = z.object({ unit: z.string(), member: z.string(), memberType: principalTypeField });

/** Who or what is in an administrative unit. */
export type UnitMember = RowOf<typeof row>;

const calls = {
  members: {
    api: "graph",
    permission: "Directory.Read.All",
    why: "know whom a directory role reaches that holds in an administrative unit only",
  },
} as const satisfies Calls;

const member = z.object({ "@odata.type": directoryType, id: guid });

/** The unit that a directory role is limited to. */
export const unitIn = (scope: string | undefined): string | undefined =>
  /^\/administrativeUnits\/([^/]+)$/i.exec(scope ?? "")?.[1]?.toLowerCase();

/** Members of the administrative units in which somebody holds a directory role. A group in a unit does not bring its members. */
export default defineEvidence({
  kind: "administrativeUnits",
  title: "members of administrative units",
  row,
  calls,
  whole: "named by other evidence",
  namedBy: [directoryRoles],
  async *run({ azure, rows }) {
    const units = new Set(rows.directoryRoles.map(({ scope }) => unitIn(scope)).filter(unit => unit !== undefined));
    yield* each([...units].sort(), unit =>
      read(azure.graphList(`/v1.0/directory/administrativeUnits/${unit}/members?$select=id`), {
        what: "members of the administrative unit",
        call: calls.members,
        as: member.transform(({ "@odata.type": memberType, id }): UnitMember => ({ unit, member: id, memberType })),
        of: [unit],
      }),
    );
  },
});
