import type { Json, Row } from "../../json";
import { guid } from "../ids";
import { type Person, upnOf } from "./directory";

/** Records of the Entra audit log. */

export function directoryAudit(
  number: number,
  at: string,
  title: string,
  by: Person,
  address: string,
  target: Person,
): Row {
  const id = guid("event", number);
  const named = (person: Person) => ({
    id: guid("user", person.number),
    displayName: person.name,
    userPrincipalName: upnOf(person),
  });
  return {
    id: `Azure RBAC_${id}`,
    category: "AzureRBACRoleManagementElevateAccess",
    correlationId: id,
    result: "success",
    resultReason: "",
    activityDisplayName: title,
    activityDateTime: at,
    loggedByService: "Azure RBAC (Elevated Access)",
    operationType: "Assign",
    initiatedBy: {
      app: null,
      user: { ...named(by), ipAddress: address, userType: "Member", homeTenantId: null, homeTenantName: null },
    },
    targetResources: [{ ...named(target), type: "User", groupType: null, modifiedProperties: [] }],
    additionalDetails: [],
  };
}

/** A record of the Entra audit log on applications and authentication methods. */
export interface DirectoryChange {
  readonly number: number;
  readonly at: string;
  readonly title: string;
  readonly by: Person;
  readonly address: string;
  /** In Entra's order: of what is given, that comes first, and what gets it second. */
  readonly targets: readonly DirectoryTarget[];
  readonly service?: "Core Directory" | "Authentication Methods";
  readonly result?: "success" | "failure";
}

export interface DirectoryTarget {
  readonly id: string;
  readonly type: "User" | "Application" | "ServicePrincipal";
  readonly name: string;
  readonly upn?: string;
  /** By property, what it is now and what it was: the log keeps each as JSON. */
  readonly changes?: Readonly<Record<string, readonly [now: Json, old?: Json]>>;
}

/** As the log lists a key of an application. */
export const keyDescription = (number: number, name: string): string =>
  `[KeyIdentifier=${guid("credential", number)},KeyType=Password,KeyUsage=Verify,DisplayName=${name}]`;

export function directoryChange(change: DirectoryChange): Row {
  const { number, at, title, by, address, targets, service = "Core Directory", result = "success" } = change;
  const id = guid("event", number);
  return {
    id: `Directory_${id}`,
    category: service === "Core Directory" ? "ApplicationManagement" : "UserManagement",
    correlationId: id,
    result,
    resultReason: "",
    activityDisplayName: title,
    activityDateTime: at,
    loggedByService: service,
    operationType: "Update",
    initiatedBy: {
      app: null,
      user: {
        id: guid("user", by.number),
        displayName: null,
        userPrincipalName: upnOf(by),
        ipAddress: address,
        userType: null,
        homeTenantId: null,
        homeTenantName: null,
      },
    },
    targetResources: targets.map(({ id, type, name, upn, changes = {} }) => ({
      id,
      displayName: name,
      type,
      userPrincipalName: upn ?? null,
      groupType: null,
      modifiedProperties: Object.entries(changes).map(([displayName, [now, old]]) => ({
        displayName,
        oldValue: old === undefined ? null : JSON.stringify(old),
        newValue: JSON.stringify(now),
      })),
    })),
    additionalDetails: [{ key: "User-Agent", value: "Mozilla/5.0 (Windows NT 10.0; Win64; x64)" }],
  };
}
