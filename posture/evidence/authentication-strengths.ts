import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { read } from "./reading/read";
import { guid, maybeText } from "./reading/wire";

const row = z.object({
  id: z.string(),
  name: z.string(),
  mfa: z.boolean().describe("False where a combination in it is no MFA (`requirementsSatisfied: none`)"),
});

export type AuthenticationStrength = RowOf<typeof row>;

const calls = {
  list: { api: "graph", permission: "Policy.Read.All", why: "know which authentication strengths amount to MFA" },
} as const satisfies Calls;

const strength = z.object({ id: guid, displayName: maybeText, requirementsSatisfied: z.string() }).transform(
  ({ id, displayName, requirementsSatisfied }): AuthenticationStrength => ({
    id,
    name: displayName ?? id,
    mfa: requirementsSatisfied === "mfa",
  }),
);

export default defineEvidence({
  kind: "authenticationStrengths",
  title: "authentication strengths",
  row,
  calls,
  whole: "refused as a whole",
  run: ({ azure }) =>
    read(azure.graphList("/v1.0/policies/authenticationStrengthPolicies"), {
      what: "authentication strengths",
      call: calls.list,
      as: strength,
    }),
});
