import { directoryOperations } from "./directory-operations";
import { caseOf, isOneOf, quoted, verbatim } from "./kql-text";
import type { Log, LogColumn } from "./log";
import { managementResources } from "./sign-in-log";

/** A record of Entra's audit log as Graph sends it, as far as the columns read it. */
export interface DirectoryRecord {
  readonly id?: string | undefined;
  readonly activityDateTime: string;
  readonly activityDisplayName?: string | undefined;
  readonly loggedByService?: string | undefined;
  readonly result?: string | undefined;
  readonly user?: Initiator | undefined;
  readonly app?: Initiator | undefined;
  readonly agent?: string | undefined;
  readonly targets: readonly DirectoryTarget[];
}

export interface Initiator {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly address?: string | undefined;
}

export interface DirectoryTarget {
  readonly id?: string | undefined;
  readonly type?: string | undefined;
  readonly name?: string | undefined;
  readonly changes: readonly { readonly name: string; readonly old: string; readonly new: string }[];
}

type Text = LogColumn<DirectoryRecord, string>;

/**
 * Of these the first target is what is given (the new owner, the API of the permission), and the second is what gets it, which
 * a property of the first names as well. Source: records in the forms that Sentinel's own rules read, such as "Service Principal
 * Assigned App Role With Sensitive Access".
 */
const owners = directoryOperations("owner");
const permissions = directoryOperations("permission");
const consents = directoryOperations("consent");
const giving = [...owners, ...permissions, ...consents];

/** A text in JSON, without its quotes. */
const jsonText = String.raw`(?:[^"\\]|\\.)*`;

/** The value of a property before or after, out of the JSON of all of them; a value is JSON itself, whose quotes go. */
const changed = (name: string, which: "old" | "new"): string => {
  const [old, now] = which === "old" ? [`(${jsonText})`, jsonText] : [jsonText, `(${jsonText})`];
  const pattern = `"displayName":"${name}","oldValue":(?:null|"${old}"),"newValue":(?:null|"${now}")`;
  return `replace_string(extract(${verbatim(pattern)}, 1, changes), @'\\"', '')`;
};
const changeOf = ({ targets: [first] }: DirectoryRecord, name: string, which: "old" | "new"): string =>
  (first?.changes.find(change => change.name === name)?.[which] ?? "").replaceAll('"', "");

const operationOf = ({ activityDisplayName = "" }: DirectoryRecord) => activityDisplayName.trimEnd().toLowerCase();
const isGivingRecord = (record: DirectoryRecord) => giving.includes(operationOf(record));
const targetOf = (record: DirectoryRecord) => record.targets[isGivingRecord(record) ? 1 : 0];

/** What gets it may be named by one of two properties of what is given. */
const namedIn = (name: "ObjectID" | "DisplayName"): string =>
  `${changed(`ServicePrincipal.${name}`, "new")}, ${changed(`Application.${name}`, "new")}`;
const namedInGiven = (record: DirectoryRecord, name: "ObjectID" | "DisplayName"): string =>
  changeOf(record, `ServicePrincipal.${name}`, "new") || changeOf(record, `Application.${name}`, "new");

const keys = (text: string) => text.split("KeyIdentifier=").length;
const keysIn = (which: "old" | "new") => `array_length(split(${changed("KeyDescription", which)}, 'KeyIdentifier='))`;

/** The API of a delegated permission by which an application may act in Azure, and the one permission of it. */
export const azurePermission = "user_impersonation";
const azureIds = new RegExp(managementResources.join("|"), "i");
const impersonation = new RegExp(`\\b${azurePermission}\\b`);

const columns = {
  service: { workspace: "LoggedByService", of: ({ loggedByService }) => loggedByService },
  operation: { workspace: "replace_regex(tolower(OperationName), @'\\s+$', '')", of: operationOf },
  id: { workspace: "Id", of: ({ id }) => id },
  /** `done` or `failed`. */
  result: {
    workspace: `iff(tolower(Result) == 'success', 'done', 'failed')`,
    of: ({ result }) => (result?.toLowerCase() === "success" ? "done" : "failed"),
  },
  /** Who did it: an object id; the name of one of Microsoft's own services, which has none here. */
  actor: {
    workspace:
      "tolower(coalesce(tostring(InitiatedBy.user.id), tostring(InitiatedBy.app.servicePrincipalId), tostring(InitiatedBy.app.displayName)))",
    of: ({ user, app }) => (user?.id || app?.id || app?.name)?.toLowerCase(),
  },
  actorName: {
    workspace: "coalesce(tostring(InitiatedBy.user.userPrincipalName), tostring(InitiatedBy.app.displayName))",
    of: ({ user, app }) => user?.name || app?.name,
  },
  address: { workspace: "tostring(InitiatedBy.user.ipAddress)", of: ({ user }) => user?.address },
  agent: {
    workspace: `extract(${verbatim(`"key":"User-Agent","value":"(${jsonText})"`)}, 1, tostring(AdditionalDetails))`,
    of: ({ agent }) => agent,
  },
  /** What it was done to, by object id. */
  target: {
    workspace: `tolower(coalesce(tostring(object.id), ${namedIn("ObjectID")}))`,
    of: record => (targetOf(record)?.id || namedInGiven(record, "ObjectID"))?.toLowerCase(),
  },
  name: {
    workspace: `coalesce(tostring(object.userPrincipalName), tostring(object.displayName), ${namedIn("DisplayName")})`,
    of: record => targetOf(record)?.name || namedInGiven(record, "DisplayName"),
  },
  /** `application`, `serviceprincipal`, `user`. */
  targetType: {
    workspace: "tolower(tostring(object.type))",
    of: record => targetOf(record)?.type?.toLowerCase(),
  },
  /** The new owner, or the permission: of those that an application holds as others, that of Azure management alone. */
  given: {
    workspace: caseOf(
      [
        [
          isOneOf("operation", owners),
          "coalesce(tostring(TargetResources[0].userPrincipalName), tostring(TargetResources[0].displayName))",
        ],
        [isOneOf("operation", permissions), changed("AppRole.Value", "new")],
        [
          `${isOneOf("operation", consents)} and (${managementResources.map(id => `changes has ${quoted(id)}`).join(" or ")}) and ${changed("DelegatedPermissionGrant.Scope", "new")} matches regex ${verbatim(`\\b${azurePermission}\\b`)}`,
          quoted(azurePermission),
        ],
      ],
      "''",
    ),
    of: record => {
      const operation = operationOf(record);
      if (owners.includes(operation)) return record.targets[0]?.name;
      if (permissions.includes(operation)) return changeOf(record, "AppRole.Value", "new");
      const inAzure = record.targets[0]?.changes.some(change => azureIds.test(`${change.old} ${change.new}`));
      return consents.includes(operation) &&
        inAzure &&
        impersonation.test(changeOf(record, "DelegatedPermissionGrant.Scope", "new"))
        ? azurePermission
        : undefined;
    },
  },
  /** `yes` unless there are fewer secrets and certificates than before: taking one away is logged under the same name. */
  adds: {
    workspace: `iff(${keysIn("new")} < ${keysIn("old")}, '', 'yes')`,
    of: record =>
      keys(changeOf(record, "KeyDescription", "new")) < keys(changeOf(record, "KeyDescription", "old")) ? "" : "yes",
  },
} as const satisfies Record<string, Text>;

export type DirectoryColumn = keyof typeof columns;

/**
 * Who changed what in the directory. Advanced hunting does not keep it: of Entra's audit log it has what Office 365 passes on to
 * Defender for Cloud Apps, under other names, without the changes of authentication methods.
 */
export const directoryLog: Log<DirectoryRecord, DirectoryColumn, never, never> = {
  name: "Entra's audit log",
  roads: {
    workspace: {
      tables: ["AuditLogs"],
      at: "TimeGenerated",
      parts: [
        `object = iff(${isOneOf("operation", giving)}, TargetResources[1], TargetResources[0])`,
        "changes = tostring(TargetResources[0].modifiedProperties)",
      ],
    },
  },
  at: ({ activityDateTime }) => activityDateTime,
  act: ["operation", "id"],
  who: "target",
  columns,
  late: {},
  numbers: {},
};
