import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { read } from "./reading/read";
import { guid, maybeText, present } from "./reading/wire";

const row = z.object({
  id: z.string(),
  name: z.string(),
  mfa: z.boolean().describe("False where a combination in it is no MFA (`requirementsSatisfied: none`)"),
  combinations: z.array(z.string()).exactOptional().describe("What satisfies it, such as `fido2` or `password,sms`"),
});

export type AuthenticationStrength = RowOf<typeof row>;

const calls = {
  list: { api: "graph", permission: "Policy.Read.All", why: "know which authentication strengths amount to MFA" },
} as const satisfies Calls;

const strength = z
  .object({
    id: guid,
    displayName: maybeText,
    requirementsSatisfied: z.string(),
    allowedCombinations: z.array(z.string()).optional(),
  })
  .transform(
    ({ id, displayName, requirementsSatisfied, allowedCombinations }): AuthenticationStrength =>
      present({
        id,
        name: displayName ?? id,
        mfa: requirementsSatisfied === "mfa",
        combinations: allowedCombinations,
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
