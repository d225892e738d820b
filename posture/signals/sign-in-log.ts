import { caseOf, isOneOf, quoted, verbatim } from "./kql-text";
import type { LateColumn, Log, LogColumn } from "./log";
import { isScripted, scriptedForm } from "./scripted-agents";

/** A sign-in as Graph's beta sends it, as far as the columns read it. */
export interface SignInRecord {
  readonly createdDateTime: string;
  readonly userId?: string | undefined;
  readonly userPrincipalName?: string | undefined;
  readonly servicePrincipalId?: string | undefined;
  readonly servicePrincipalName?: string | undefined;
  readonly ipAddress?: string | undefined;
  readonly autonomousSystemNumber?: number | undefined;
  readonly country?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly authenticationRequirement?: string | undefined;
  readonly authenticationProtocol?: string | undefined;
  readonly errorCode: number;
  readonly appDisplayName?: string | undefined;
  readonly resourceTenantId?: string | undefined;
  readonly conditionalAccessStatus?: string | undefined;
  readonly riskLevelAggregated?: string | undefined;
  readonly signInEventTypes: readonly string[];
}

/**
 * The application for which tokens of Azure management are made, in the public cloud and in US Government (Microsoft Learn,
 * "Conditional Access: target resources").
 */
export const managementResources = [
  "797f4846-ba00-4fd7-ba43-dac1f8f63013",
  "40a69793-8fe6-4db1-9591-dbc5c57b17d8",
] as const;

/** Kinds of sign-ins, by Graph's own words, and the table that a workspace keeps each in. */
export const signInKinds = {
  interactiveUser: "SigninLogs",
  nonInteractiveUser: "AADNonInteractiveUserSignInLogs",
  servicePrincipal: "AADServicePrincipalSignInLogs",
  managedIdentity: "AADManagedIdentitySignInLogs",
} as const;
export type SignInKind = keyof typeof signInKinds;

/** The kinds of people. */
export const peopleTypes: readonly SignInKind[] = ["interactiveUser", "nonInteractiveUser"];

/**
 * What a code of Entra means here. Source: Microsoft Learn, "Microsoft Entra authentication and authorization error codes":
 * 50126 wrong user name or password, 50053 locked after too many of those (or from an address known for them), 50056 no such
 * password, 50055 expired; 50072, 50074, 50076, 50079 and 50158 ask for more after a password that was right.
 */
const codes = {
  password: [50126, 50053, 50056],
  asked: [50055, 50072, 50074, 50076, 50079, 50158],
} as const;
type Result = "done" | "failed" | keyof typeof codes;

const classes = Object.entries(codes) as [keyof typeof codes, readonly number[]][];

function resultOf(code: number): Result {
  if (code === 0) return "done";
  return classes.find(([, of]) => of.includes(code))?.[0] ?? "failed";
}

const resultIn = (code: string): string =>
  caseOf(
    [
      [`${code} == 0`, quoted("done")],
      ...classes.map(([name, of]): [string, string] => [`${code} in (${of.join(", ")})`, quoted(name)]),
    ],
    quoted("failed"),
  );

type Text = LogColumn<SignInRecord, string>;

/** A table that is not exported takes its columns along. */
const held = (column: string): string => `column_ifexists('${column}', '')`;
const heldTexts = (...columns: readonly string[]): string => `coalesce(${columns.map(held).join(", ")})`;

const numbered = (column: string, words: Readonly<Record<string, number>>): string =>
  caseOf(
    Object.entries(words).map(([word, number]) => [`${column} == ${number}`, quoted(word)]),
    "''",
  );

const columns = {
  /** The object id. */
  principal: {
    workspace: `tolower(${heldTexts("UserId", "ServicePrincipalId")})`,
    hunting: `tolower(${heldTexts("AccountObjectId", "ServicePrincipalId")})`,
    of: ({ userId, servicePrincipalId }) => (userId || servicePrincipalId)?.toLowerCase(),
  },
  name: {
    workspace: heldTexts("UserPrincipalName", "ServicePrincipalName"),
    hunting: heldTexts("AccountUpn", "ServicePrincipalName"),
    of: ({ userPrincipalName, servicePrincipalName }) => userPrincipalName || servicePrincipalName,
  },
  /** One of `signInKinds`. */
  signInType: {
    workspace: caseOf(
      Object.entries(signInKinds).map(([kind, table]) => [`Type == ${quoted(table)}`, quoted(kind)]),
      "''",
    ),
    hunting: caseOf(
      [
        ["column_ifexists('IsManagedIdentity', bool(null)) == true", quoted("managedIdentity")],
        [`isnotempty(${held("ServicePrincipalId")})`, quoted("servicePrincipal")],
        [`${held("LogonType")} has 'nonInteractiveUser'`, quoted("nonInteractiveUser")],
      ],
      quoted("interactiveUser"),
    ),
    of: ({ signInEventTypes }) => Object.keys(signInKinds).find(kind => signInEventTypes.includes(kind)),
  },
  address: { workspace: "IPAddress", hunting: "IPAddress", of: ({ ipAddress }) => ipAddress },
  /** The network that the address belongs to. Hunting does not keep it. */
  asn: {
    workspace: held("AutonomousSystemNumber"),
    of: ({ autonomousSystemNumber }) => autonomousSystemNumber?.toString(),
  },
  /** By ISO 3166, two letters. */
  country: { workspace: "Location", hunting: "Country", of: ({ country }) => country },
  agent: { workspace: held("UserAgent"), hunting: held("UserAgent"), of: ({ userAgent }) => userAgent },
  /** What was asked for: `singleFactorAuthentication`, `multiFactorAuthentication`. */
  requirement: {
    workspace: held("AuthenticationRequirement"),
    hunting: held("AuthenticationRequirement"),
    of: ({ authenticationRequirement }) => authenticationRequirement,
  },
  /** `deviceCode`, `ropc`, `none`. Hunting does not keep it. */
  protocol: {
    workspace: held("AuthenticationProtocol"),
    of: ({ authenticationProtocol }) => authenticationProtocol,
  },
  /** `done`; `password` where it was wrong, `asked` where it was right and more was asked for, else `failed`. */
  result: {
    workspace: resultIn("toint(ResultType)"),
    hunting: resultIn("ErrorCode"),
    of: ({ errorCode }) => resultOf(errorCode),
  },
  app: {
    workspace: heldTexts("AppDisplayName", "ServicePrincipalName"),
    hunting: "Application",
    of: ({ appDisplayName, servicePrincipalName }) => appDisplayName || servicePrincipalName,
  },
  /** The tenant whose Azure it was, by its id: of people alone. */
  tenant: {
    workspace: `tolower(${held("ResourceTenantId")})`,
    hunting: `tolower(${held("ResourceTenantId")})`,
    of: ({ resourceTenantId }) => resourceTenantId?.toLowerCase(),
  },
  /** What Conditional Access came to: `success`, `failure`, `notApplied`. */
  access: {
    workspace: held("ConditionalAccessStatus"),
    hunting: numbered("column_ifexists('ConditionalAccessStatus', int(null))", {
      success: 0,
      failure: 1,
      notApplied: 2,
    }),
    of: ({ conditionalAccessStatus }) => conditionalAccessStatus,
  },
  /** `none`, `low`, `medium`, `high`. */
  risk: {
    workspace: held("RiskLevelAggregated"),
    hunting: numbered("column_ifexists('RiskLevelAggregated', int(null))", { none: 1, low: 10, medium: 50, high: 100 }),
    of: ({ riskLevelAggregated }) => riskLevelAggregated,
  },
} as const satisfies Record<string, Text>;

const late = {
  /** `yes` where the agent is that of a library. */
  scripted: {
    from: ["agent"],
    kql: `iff(tolower(agent) matches regex ${verbatim(scriptedForm)}, 'yes', '')`,
    of: (agent = "") => (isScripted(agent) ? "yes" : ""),
  },
} as const satisfies Record<string, LateColumn<keyof typeof columns>>;

type RecordColumn = keyof typeof columns;
export type SignInColumn = RecordColumn | keyof typeof late;

const isManagement = (column: string) => isOneOf(column, managementResources);

/** Who signed in to Azure management, from where and by which means, whether it succeeded or not. */
export const signInLog: Log<SignInRecord, RecordColumn, never, keyof typeof late> = {
  name: "sign-ins",
  roads: {
    workspace: {
      tables: Object.values(signInKinds),
      at: "TimeGenerated",
      only: isManagement("ResourceIdentity"),
    },
    hunting: {
      tables: ["EntraIdSignInEvents", "EntraIdSpnSignInEvents"],
      at: "Timestamp",
      only: isManagement("ResourceId"),
    },
  },
  at: ({ createdDateTime }) => createdDateTime,
  act: [],
  who: "principal",
  columns,
  late,
  numbers: {},
};
