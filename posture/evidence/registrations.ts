import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { read } from "./reading/read";
import { guid, present } from "./reading/wire";

const row = z.object({
  user: z.string(),
  mfaRegistered: z.boolean(),
  mfaCapable: z.boolean().describe("Has registered a method that the policy of methods allows"),
  admin: z.boolean(),
  methods: z.array(z.string()).exactOptional().describe("What is registered, such as `fido2SecurityKey`"),
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
    methodsRegistered: z.array(z.string()).optional(),
  })
  .transform(
    ({ id, isMfaRegistered, isMfaCapable, isAdmin, methodsRegistered }): Registration =>
      present({
        user: id,
        mfaRegistered: isMfaRegistered,
        mfaCapable: isMfaCapable,
        admin: isAdmin ?? false,
        methods: methodsRegistered,
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
