import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { read } from "./reading/read";
import { guid } from "./reading/wire";

const row = z.object({
  user: z.string(),
  mfaRegistered: z.boolean(),
  mfaCapable: z.boolean(),
  admin: z.boolean(),
});

export type Registration = RowOf<typeof row>;

const calls = {
  list: {
    api: "graph",
    permission: "AuditLog.Read.All",
    licence: "Microsoft Entra ID P1",
    why: "know who has registered for MFA",
  },
} as const satisfies Calls;

const registration = z
  .object({
    id: guid,
    isMfaRegistered: z.boolean(),
    isMfaCapable: z.boolean(),
    isAdmin: z.boolean().nullish(),
  })
  .transform(
    ({ id, isMfaRegistered, isMfaCapable, isAdmin }): Registration => ({
      user: id,
      mfaRegistered: isMfaRegistered,
      mfaCapable: isMfaCapable,
      admin: isAdmin ?? false,
    }),
  );

export default defineEvidence({
  kind: "registrations",
  title: "MFA registration of users",
  row,
  calls,
  whole: "refused as a whole",
  run: ({ azure }) =>
    read(azure.graphList("/v1.0/reports/authenticationMethods/userRegistrationDetails"), {
      what: "MFA registration of users",
      call: calls.list,
      as: registration,
    }),
});
