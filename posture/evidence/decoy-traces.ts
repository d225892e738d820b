import * as z from "zod";
import type { Azure } from "../azure/connect";
import { withoutAuditLogs } from "../azure/endpoints";
import type { Calls } from "./calls";
import { type Context, defineEvidence, Missing, type RowOf } from "./define";
import { each, inOrder, read } from "./reading/read";
import { since } from "./reading/since";
import { maybeGuid, maybeText, maybeTime, present, text } from "./reading/wire";

const row = z.object({
  id: z.string(),
  subscription: z.string().describe("The decoy's"),
  principal: z.string().describe("The decoy's, by object id"),
  kind: z
    .enum(["signIn", "refusal", "act"])
    .describe(
      "A sign-in of its principal, whether it succeeded or not; a request in its subscription that Azure Policy refused; or something else that its principal did there",
    ),
  at: z.string(),
  succeeded: z.boolean().exactOptional().describe("Of a sign-in"),
  by: z.string().exactOptional().describe("Of a refusal or an act: who asked, as the log names it"),
  address: z.string().exactOptional(),
  target: z.string().exactOptional().describe("Of a sign-in: what it was for; else the operation, or what it was on"),
});

/** A sign that somebody touched a decoy, which nobody uses. */
export type DecoyTrace = RowOf<typeof row>;

const calls = {
  signIns: {
    api: "graph",
    permission: "AuditLog.Read.All",
    licence: "Microsoft Entra ID P1",
    why: "know whether somebody signed in as a decoy that the estate names",
  },
  log: {
    api: "arm",
    actions: ["Microsoft.Insights/eventtypes/values/read"],
    why: "know what was tried in the subscription of a decoy that the estate names",
  },
} as const satisfies Calls;

type Decoy = NonNullable<Context["decoys"]>[number];

/** Entra keeps sign-ins for 30 days, and the activity log its records for 90. */
const signInDays = 30;
const logDays = 90;

const signIn = ({ subscription, principal }: Decoy) =>
  z
    .object({
      id: text,
      servicePrincipalId: maybeGuid,
      createdDateTime: maybeTime.pipe(z.string()),
      ipAddress: maybeText,
      resourceDisplayName: maybeText,
      status: z.object({ errorCode: z.number().nullish() }).nullish(),
    })
    .transform(
      ({ id, servicePrincipalId, createdDateTime: at, ipAddress: address, resourceDisplayName: target, status }) =>
        servicePrincipalId === principal &&
        present({
          id,
          subscription,
          principal,
          kind: "signIn" as const,
          at,
          succeeded: status?.errorCode == null ? undefined : status.errorCode === 0,
          address,
          target,
        }),
    );

const record = z.object({
  eventDataId: text,
  eventTimestamp: maybeTime.pipe(z.string()),
  operationName: z.object({ value: maybeText }).nullish(),
  caller: maybeText,
  claims: z
    .object({ "http://schemas.microsoft.com/identity/claims/objectidentifier": maybeGuid })
    .nullish()
    .catch(undefined),
  httpRequest: z.object({ clientIpAddress: maybeText }).nullish(),
  resourceId: maybeText,
});

/** The record that Azure Policy leaves where it refuses a request. Source: Microsoft Learn, "Azure Activity Log event schema", Policy category. */
const deny = "microsoft.authorization/policies/deny/action";

/** What of the log is a trace; other people's records in the subscription, such as those of who set it up, are none. */
function traceOf({ subscription, principal }: Decoy, found: z.infer<typeof record>): DecoyTrace | undefined {
  const operation = found.operationName?.value ?? "";
  const who = found.claims?.["http://schemas.microsoft.com/identity/claims/objectidentifier"];
  const isBy = who === principal || found.caller?.toLowerCase() === principal;
  const isRefusal = operation.toLowerCase() === deny;
  if (!isBy && !isRefusal) return undefined;
  return present({
    id: found.eventDataId,
    subscription,
    principal,
    kind: isRefusal ? ("refusal" as const) : ("act" as const),
    at: found.eventTimestamp,
    by: found.caller ?? who,
    address: found.httpRequest?.clientIpAddress,
    target: isRefusal ? found.resourceId : operation || found.resourceId,
  });
}

/**
 * Sign-ins of service principals stand in the beta of Microsoft Graph alone, and only where their type is asked for. The filter
 * on `servicePrincipalId` is in use by others and not in the reference, so that what comes is held against the decoy once more.
 */
async function* signInsOf(
  azure: Azure,
  decoy: Decoy,
  now: string,
  historyDays: number,
): AsyncGenerator<DecoyTrace | Missing> {
  const from = since(now, Math.min(historyDays, signInDays));
  const filter = `createdDateTime ge ${from} and servicePrincipalId eq '${decoy.principal}' and signInEventTypes/any(t: t eq 'servicePrincipal')`;
  const found = read(azure.graphList(`/beta/auditLogs/signIns?$filter=${encodeURIComponent(filter)}`), {
    what: "sign-ins of the decoy",
    call: calls.signIns,
    as: signIn(decoy),
    of: [decoy.principal],
  });
  for await (const trace of found) if (trace) yield trace;
}

/** Where the cloud has no list of sign-ins, nobody can tell whether there were any. */
async function* noSignIns({ principal }: Decoy): AsyncGenerator<Missing> {
  yield new Missing({
    what: "sign-ins of the decoy",
    missing: "a list in Microsoft Graph, which has none of them in this cloud",
    reason: "failed",
    subjects: [principal],
  });
}

async function* logOf(
  azure: Azure,
  decoy: Decoy,
  now: string,
  historyDays: number,
): AsyncGenerator<DecoyTrace | Missing> {
  const from = since(now, Math.min(historyDays, logDays));
  const filter = `eventTimestamp ge '${from}' and eventTimestamp le '${now}'`;
  const records = read(
    azure.armList(
      `/subscriptions/${decoy.subscription}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01&$filter=${encodeURIComponent(filter)}`,
    ),
    { what: "activity log of the decoy's subscription", call: calls.log, as: record, of: [decoy.subscription] },
  );
  for await (const found of records) {
    if (found instanceof Missing) yield found;
    else {
      const trace = traceOf(decoy, found);
      if (trace) yield trace;
    }
  }
}

/** Nothing is asked where the estate names no decoy. */
export default defineEvidence({
  kind: "decoyTraces",
  title: "traces of use of decoys",
  row,
  calls,
  whole: "refused as a whole",
  run: ({ azure, cloud, decoys = [], now, historyDays, chosenSubscriptions }) =>
    each(
      decoys.filter(({ subscription }) => chosenSubscriptions?.includes(subscription) ?? true),
      decoy =>
        inOrder(
          cloud !== undefined && withoutAuditLogs.includes(cloud)
            ? noSignIns(decoy)
            : signInsOf(azure, decoy, now, historyDays),
          logOf(azure, decoy, now, historyDays),
        ),
    ),
});
