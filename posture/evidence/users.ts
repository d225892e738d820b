import * as z from "zod";
import type { User } from "../evidence";
import { type Call, defineCollector, Missing } from "./define";
import { apart, read } from "./reading/read";
import { guid, maybeText, maybeTime, present } from "./reading/wire";

const calls = {
  list: { api: "graph", permission: "Directory.Read.All", why: "know the accounts" },
  signIns: {
    api: "graph",
    permission: "AuditLog.Read.All",
    licence: "Microsoft Entra ID P1",
    why: "know when each account last signed in",
  },
} as const satisfies Record<string, Call>;

const user = z
  .object({
    id: guid,
    userPrincipalName: maybeText,
    displayName: maybeText,
    accountEnabled: z.boolean().nullish(),
    userType: maybeText,
    onPremisesSyncEnabled: z.boolean().nullish(),
    createdDateTime: maybeTime,
    // lastSignInDateTime counts failed attempts as well
    signInActivity: z.object({ lastSuccessfulSignInDateTime: maybeTime }).nullish(),
  })
  .transform(
    (row): User =>
      present({
        id: row.id,
        upn: row.userPrincipalName ?? row.id,
        name: row.displayName ?? row.userPrincipalName ?? row.id,
        enabled: row.accountEnabled ?? true,
        guest: row.userType?.toLowerCase() === "guest",
        synced: row.onPremisesSyncEnabled ?? false,
        createdOn: row.createdDateTime,
        lastSignIn: row.signInActivity?.lastSuccessfulSignInDateTime,
      }),
  );

const fields = "id,userPrincipalName,displayName,accountEnabled,userType,onPremisesSyncEnabled,createdDateTime";
const path = (select: string) => `/v1.0/users?$select=${select}&$top=999`;

/** One field of the list has a price of its own: where it is refused, the list is read without it. */
export default defineCollector({
  kind: "users",
  title: "users",
  calls,
  async *run({ azure }) {
    const whole = await apart(
      read(azure.graphList(path(`${fields},signInActivity`)), {
        what: "last sign-in of users",
        call: calls.signIns,
        as: user,
      }),
    );
    const refused = whole.gaps.find(({ gap }) => gap.reason === "denied" || gap.reason === "unlicensed");
    if (!refused) {
      yield* whole.rows;
      for (const { gap } of whole.gaps) yield new Missing({ ...gap, what: "users" });
      return;
    }
    yield* read(azure.graphList(path(fields)), { what: "users", call: calls.list, as: user });
    yield new Missing({ ...refused.gap, field: "lastSignIn" });
  },
});
