import * as z from "zod";
import type { RowOf } from "../define";

export const elevationRow = z.object({
  source: z.enum(["activityLog", "entraAudit"]),
  id: z.string(),
  at: z.string(),
  action: z.enum(["elevated", "removed"]),
  succeeded: z.boolean(),
  by: z.object({ id: z.string(), name: z.string(), kind: z.enum(["user", "servicePrincipal"]) }),
  target: z
    .string()
    .exactOptional()
    .describe("Whose access it is about, where that differs from who acted (a removal by somebody else)"),
  address: z.string().exactOptional(),
  methods: z.string().exactOptional().describe("Authentication methods of the token: `pwd`, `rsa,mfa`"),
});

/** One use of elevate access, or one removal of what it gave. The two logs tell of the same act in different words. */
export type Elevation = RowOf<typeof elevationRow>;
