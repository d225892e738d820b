import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { once, read } from "./reading/read";

const row = z.object({ enabled: z.boolean() });

export type SecurityDefaults = RowOf<typeof row>;

const calls = {
  get: { api: "graph", permission: "Policy.Read.All", why: "know whether security defaults ask for MFA" },
} as const satisfies Calls;

const policy = z
  .object({ isEnabled: z.boolean() })
  .transform(({ isEnabled }): SecurityDefaults => ({ enabled: isEnabled }));

export default defineEvidence({
  kind: "securityDefaults",
  title: "security defaults",
  row,
  calls,
  whole: "refused as a whole",
  run: ({ azure }) =>
    read(
      once(() => azure.graphGet("/v1.0/policies/identitySecurityDefaultsEnforcementPolicy")),
      { what: "security defaults", call: calls.get, as: policy },
    ),
});
