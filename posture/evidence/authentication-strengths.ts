import * as z from "zod";
import type { AuthenticationStrength } from "../evidence";
import { type Call, defineCollector } from "./define";
import { read } from "./reading/read";
import { guid, maybeText } from "./reading/wire";

const calls = {
  list: { api: "graph", permission: "Policy.Read.All", why: "know which authentication strengths amount to MFA" },
} as const satisfies Record<string, Call>;

const strength = z.object({ id: guid, displayName: maybeText, requirementsSatisfied: z.string() }).transform(
  ({ id, displayName, requirementsSatisfied }): AuthenticationStrength => ({
    id,
    name: displayName ?? id,
    mfa: requirementsSatisfied === "mfa",
  }),
);

export default defineCollector({
  kind: "authenticationStrengths",
  title: "authentication strengths",
  calls,
  run: ({ azure }) =>
    read(azure.graphList("/v1.0/policies/authenticationStrengthPolicies"), {
      what: "authentication strengths",
      call: calls.list,
      as: strength,
    }),
});
