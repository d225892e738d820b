import * as z from "zod";
import { azureRoles } from "../../../catalogue/well-known-ids";
import { Missing } from "../define";
import type { Elevation } from "./elevation-row";
import { maybeGuid, maybeJsonText, maybeText, maybeTime, present, roleId } from "./wire";

/** A record of the activity log, as far as an elevation is told by it. Records of other things lack much of it. */
export const logRecord = z.object({
  operationName: z.object({ value: maybeText }).nullish(),
  operationId: maybeText,
  correlationId: maybeText,
  eventDataId: maybeText,
  eventTimestamp: maybeTime.pipe(z.string()),
  status: z.object({ value: maybeText }).nullish(),
  caller: maybeText,
  authorization: z.object({ action: maybeText, scope: maybeText }).nullish(),
  claims: z.record(z.string(), z.unknown()).nullish(),
  httpRequest: z.object({ clientIpAddress: maybeText }).nullish(),
  properties: z.looseObject({ responseBody: maybeJsonText }).nullish(),
});

export type LogRecord = z.infer<typeof logRecord>;

const elevate = "microsoft.authorization/elevateaccess/action";
const remove = "microsoft.authorization/roleassignments/delete";
/** As the API writes it, and as an export of the log does. */
const succeeded: ReadonlySet<string> = new Set(["succeeded", "success"]);
const rootAssignment = /^\/providers\/microsoft\.authorization\/roleassignments\/[^/]+$/i;

/**
 * Each act is logged when it starts and when it ends, under one operation id, and becomes one row. Records of other
 * things are let go as they come.
 */
export async function* foldedElevations(
  records: AsyncIterable<LogRecord | Missing>,
): AsyncGenerator<Elevation | Missing> {
  const acts = new Map<string, { readonly action: Elevation["action"]; readonly records: LogRecord[] }>();
  for await (const record of records) {
    if (record instanceof Missing) {
      yield record;
      continue;
    }
    const action = actionOf(record);
    const id = record.operationId ?? record.correlationId ?? record.eventDataId;
    if (!action || !id) continue;
    const act = acts.get(`${action} ${id}`) ?? { action, records: [] };
    act.records.push(record);
    acts.set(`${action} ${id}`, act);
  }
  for (const { action, records } of acts.values()) {
    const target = action === "removed" ? records.map(removedFrom).find(found => found)?.principal : undefined;
    if (action === "removed" && target === undefined) continue; // a grant at the root, but not known to be this one
    const [first] = records.sort((one, other) => (one.eventTimestamp < other.eventTimestamp ? -1 : 1));
    const by = records.map(actorOf).find(actor => actor) ?? { id: "", name: "unknown", kind: "user" as const };
    yield present({
      source: "activityLog" as const,
      id: first!.operationId ?? first!.correlationId ?? first!.eventDataId!,
      at: first!.eventTimestamp,
      action,
      succeeded: records.some(({ status }) => succeeded.has(status?.value?.toLowerCase() ?? "")),
      by,
      target: target === by.id ? undefined : target,
      address: pick(records, ({ httpRequest, claims }) => httpRequest?.clientIpAddress ?? claim(claims, "ipaddr")),
      methods: pick(records, ({ claims }) =>
        claim(claims, "http://schemas.microsoft.com/claims/authnmethodsreferences"),
      ),
    });
  }
}

function actionOf({ operationName, authorization }: LogRecord): Elevation["action"] | undefined {
  const operation = (operationName?.value ?? authorization?.action)?.toLowerCase();
  if (operation === elevate) return "elevated";
  return operation === remove && rootAssignment.test(authorization?.scope ?? "") ? "removed" : undefined;
}

const pick = (records: readonly LogRecord[], of: (record: LogRecord) => string | undefined) =>
  records.map(of).find(value => value !== undefined);

const claim = (claims: LogRecord["claims"], name: string): string | undefined => {
  const value = claims?.[name];
  return typeof value === "string" && value ? value : undefined;
};

const deleted = z.object({
  properties: z.object({ roleDefinitionId: roleId, principalId: maybeGuid.pipe(z.string()), scope: z.literal("/") }),
});

/** Whose grant it was, if the record shows that it was User Access Administrator at the root. */
function removedFrom({ properties }: LogRecord): { readonly principal: string } | undefined {
  try {
    const found = deleted.safeParse(JSON.parse(properties?.responseBody ?? ""));
    if (!found.success || found.data.properties.roleDefinitionId !== azureRoles.userAccessAdministrator)
      return undefined;
    return { principal: found.data.properties.principalId };
  } catch {
    return undefined;
  }
}

function actorOf({ claims, caller }: LogRecord): Elevation["by"] | undefined {
  const id = claim(claims, "http://schemas.microsoft.com/identity/claims/objectidentifier")?.toLowerCase();
  const upn = claim(claims, "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn");
  if (id === undefined && caller === undefined) return undefined;
  const person = claim(claims, "idtyp") === "user" || upn !== undefined || (caller ?? "").includes("@");
  const name = upn ?? caller ?? id!;
  return {
    id: id ?? caller!.toLowerCase(),
    name,
    kind: person && claim(claims, "idtyp") !== "app" ? "user" : "servicePrincipal",
  };
}
