import * as z from "zod";
import type { Registration } from "../evidence";
import { type Call, defineCollector } from "./define";
import { read } from "./reading/read";
import { guid } from "./reading/wire";

const calls = {
  list: {
    api: "graph",
    permission: "AuditLog.Read.All",
    licence: "Microsoft Entra ID P1",
    why: "know who has registered for MFA",
  },
} as const satisfies Record<string, Call>;

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

export default defineCollector({
  kind: "registrations",
  title: "MFA registration of users",
  calls,
  run: ({ azure }) =>
    read(azure.graphList("/v1.0/reports/authenticationMethods/userRegistrationDetails"), {
      what: "MFA registration of users",
      call: calls.list,
      as: registration,
    }),
});
