import * as z from "zod";
import type { SecurityDefaults } from "../evidence";
import { type Call, defineCollector } from "./define";
import { once, read } from "./reading/read";

const calls = {
  get: { api: "graph", permission: "Policy.Read.All", why: "know whether security defaults ask for MFA" },
} as const satisfies Record<string, Call>;

const policy = z
  .object({ isEnabled: z.boolean() })
  .transform(({ isEnabled }): SecurityDefaults => ({ enabled: isEnabled }));

export default defineCollector({
  kind: "securityDefaults",
  title: "security defaults",
  calls,
  run: ({ azure }) =>
    read(
      once(() => azure.graphGet("/v1.0/policies/identitySecurityDefaultsEnforcementPolicy")),
      { what: "security defaults", call: calls.get, as: policy },
    ),
});
