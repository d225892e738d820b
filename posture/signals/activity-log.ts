import { acceleratorNames } from "../../catalogue/sizes";
import { type ActivityRecord, claim, lower, numberAt, same, type Text, textAt } from "./activity-record";
import { type ComputeOperation, computeOperations, kqlAt, type Place } from "./bodies";
import { acceleratorIn, acceleratorInKql, isAcceleratorName, modelForm } from "./body-sizes";
import { byOperation } from "./by-operation";
import { code, refusal, refused, tried } from "./failure-columns";
import { caseOf, coalesced, isOneOf, quoted, verbatim } from "./kql-text";
import type { LateColumn, Log } from "./log";
import { denial, driverTypes, operationsOf } from "./operations";
import { family, limit, region, spot, ticketParts, unrelated } from "./quota-columns";
import { saysNothing, told } from "./told-body";

export type { ActivityRecord };

/**
 * In Log Analytics the claims and properties are texts of JSON (Learn, "AzureActivity"); the size stands in the body of the
 * answer, as Sentinel's rule on expensive computes reads it. What hunting keeps in `RawEventData` is not documented: the
 * names of the log's export and of its API are both tried.
 */
const claims = {
  objectId: "http://schemas.microsoft.com/identity/claims/objectidentifier",
  methods: "http://schemas.microsoft.com/claims/authnmethodsreferences",
} as const;

/** What an act came to, in an order that lets the greatest of its records tell: b, d, f. */
const results: Readonly<Record<string, "done" | "failed">> = {
  accept: "done",
  accepted: "done",
  success: "done",
  succeeded: "done",
  failure: "failed",
  failed: "failed",
};

const resultOf = (state: string): string => {
  const words = (result: string) => Object.keys(results).filter(word => results[word] === result);
  return caseOf(
    [
      [`operation == ${quoted(denial)}`, quoted("failed")],
      ...(["failed", "done"] as const).map(
        result => [isOneOf(`tolower(${state})`, words(result)), quoted(result)] as const,
      ),
    ],
    quoted("begun"),
  );
};

const placesOf = new Map(computeOperations.map(row => [row.operation, row]));

/**
 * Sizes stand at `sku.name`, or at a place that has but one meaning: so one list of places serves all other operations, and a
 * rule stays short. A `sku.name` of those is something else: the tier of a cluster.
 */
const isSku = ({ sizes }: ComputeOperation) => sizes.some(place => place.join(".") === "sku.name");
const sized = computeOperations.filter(({ sizes }) => sizes.length > 0);
const byPlace = sized.filter(operation => !isSku(operation));
const sizePlaces: readonly Place[] = [
  ...new Map(byPlace.flatMap(({ sizes }) => sizes.map(place => [place.join("."), place] as const))).values(),
];
const skuOperations = new Set(sized.filter(isSku).map(({ operation }) => operation));

const sizeInKql = `iff(${isOneOf("operation", skuOperations)}, tostring(body.sku.name), ${coalesced(
  sizePlaces.map(place => `tostring(${kqlAt("body", place)})`),
)})`;

const placedSize = ({ operationName, body }: ActivityRecord): string | undefined =>
  textAt(body, skuOperations.has(lower(operationName) ?? "") ? [["sku", "name"]] : sizePlaces);

/** The size where it is that of an accelerator, else any accelerator that the body names, else the size. */
function sizeOf(record: ActivityRecord): string | undefined {
  const placed = placedSize(record);
  return placed && carries(placed) ? placed : acceleratorIn(record.bodyText) || placed;
}

const grants: ReadonlySet<string> = new Set(operationsOf.grant);
const granteeInKql = `iff(${isOneOf("operation", grants)}, tolower(coalesce(tostring(body.properties.principalId), tostring(body.Properties.PrincipalId))), '')`;

const acceleratorForm = `^(${acceleratorNames
  .map(pattern =>
    pattern
      .toLowerCase()
      .replace(/[^a-z0-9*_]/g, "\\$&")
      .replaceAll("*", ".*"),
  )
  .join("|")}|${modelForm})$`;

const machinesInKql = `coalesce(${caseOf(
  byOperation(computeOperations, ({ machines }) =>
    machines.map(summands => {
      const numbers = summands.map(place => `tolong(${kqlAt("body", place)})`);
      // Where one of two is not there, neither is the sum, and the other tells.
      return numbers.length === 1 ? numbers[0]! : coalesced([numbers.join(" + "), ...numbers]);
    }),
  ).map(([when, numbers]) => [when, coalesced(numbers)]),
  "tolong('')",
)}, 1)`;

/** Source: Azure/Azure-Sentinel, SubscriptionMigration.yaml: "… moved from tenant <guid> to tenant <guid>". */
function movedBetween(end: "from" | "to"): Text {
  const pattern = `moved from tenant ${end === "from" ? "([0-9a-f-]{36})" : "[0-9a-f-]{36} to tenant ([0-9a-f-]{36})"}`;
  const form = new RegExp(pattern);
  return same(
    `extract(${verbatim(pattern)}, 1, tolower(tostring(properties.message)))`,
    ({ said = "" }) => form.exec(said.toLowerCase())?.[1],
  );
}

const extensionWrite = /\/extensions\/write$/;
const driverInBody = `"type"\\s*:\\s*"(${driverTypes.join("|")})"`;
const driverForm = new RegExp(driverInBody);

const columns = {
  operation: {
    workspace: "tolower(OperationNameValue)",
    hunting: "tolower(OperationName)",
    of: ({ operationName }) => lower(operationName),
  },
  /** The object id where the token says it, else the name. */
  caller: {
    workspace: `tolower(coalesce(tostring(claims[${quoted(claims.objectId)}]), Caller))`,
    hunting: `tolower(coalesce(tostring(claims[${quoted(claims.objectId)}]), tostring(RawEventData.caller)))`,
    of: record => lower(claim(record, claims.objectId) || record.caller),
  },
  name: {
    workspace: "Caller",
    hunting: "tostring(RawEventData.caller)",
    of: ({ caller }) => caller,
  },
  correlation: {
    workspace: "tolower(CorrelationId)",
    hunting: "tolower(tostring(RawEventData.correlationId))",
    of: ({ correlationId }) => lower(correlationId),
  },
  /** What is done at a management group may be for one subscription, whose id then stands in that of the resource. */
  subscription: {
    workspace: "tolower(SubscriptionId)",
    hunting: "tolower(tostring(split(ResourceId, '/')[2]))",
    of: ({ subscriptionId, resourceId }) =>
      lower(subscriptionId || /^\/providers\/.*\/subscriptions\/([^/]+)/i.exec(resourceId ?? "")?.[1]),
  },
  resource: {
    workspace: "tolower(_ResourceId)",
    hunting: "tolower(ResourceId)",
    of: ({ resourceId }) => lower(resourceId),
  },
  address: {
    workspace: "CallerIpAddress",
    hunting: "IPAddress",
    of: ({ address }) => address,
  },
  /** `begun`, `done` or `failed`; what a policy tells of having refused has failed, whatever state its record names. */
  result: {
    workspace: resultOf("ActivityStatusValue"),
    hunting: resultOf("coalesce(tostring(RawEventData.resultType), tostring(RawEventData.status.value))"),
    of: ({ operationName, status }) =>
      lower(operationName) === denial ? "failed" : (results[lower(status) ?? ""] ?? "begun"),
  },
  /** How the token was got: `pwd`, `rsa,mfa`. */
  methods: same(`tostring(claims[${quoted(claims.methods)}])`, record => claim(record, claims.methods)),
  /** The application whose token it was, by its id. */
  app: same("tolower(tostring(claims.appid))", record => lower(claim(record, "appid"))),
  region,
  family,
  limit,
  unrelated,
  spot,
  told,
  size: same(
    `coalesce(iff(tolower(placed) matches regex ${verbatim(acceleratorForm)}, placed, ''), named, placed)`,
    sizeOf,
  ),
  /** Who was given a role, by object id: Azure answers in one case of letters, and is asked in another. */
  grantee: same(granteeInKql, ({ operationName, body }) =>
    grants.has(lower(operationName) ?? "")
      ? lower(
          textAt(body, [
            ["properties", "principalId"],
            ["Properties", "PrincipalId"],
          ]),
        )
      : undefined,
  ),
  /** Of what brings extensions along in its own body, such as a scale set, only drivers are told. */
  extensionType: same(
    `iff(operation endswith '/extensions/write', tostring(body.properties.type), extract(${verbatim(driverInBody)}, 1, tolower(sent)))`,
    ({ operationName, body, bodyText = "" }) =>
      extensionWrite.test(lower(operationName) ?? "")
        ? textAt(body, [["properties", "type"]])
        : driverForm.exec(bodyText)?.[1],
  ),
  /** Of a subscription that changed tenants: where it came from, and where it went. */
  fromTenant: movedBetween("from"),
  toTenant: movedBetween("to"),
  code,
  refused,
  tried,
} as const satisfies Record<string, Text>;

/** Sizes are few and acts are many. Whoever makes sizes up gains nothing: beyond so many each is looked at anew. */
const known = new Map<string, boolean>();
function carries(size: string): boolean {
  const before = known.get(size);
  if (before !== undefined) return before;
  const carried = isAcceleratorName(size);
  if (known.size < 5000) known.set(size, carried);
  return carried;
}

const late = {
  /** `yes` where the size carries an accelerator. */
  accelerator: {
    from: ["size"],
    kql: `iff(tolower(size) matches regex ${verbatim(acceleratorForm)}, 'yes', '')`,
    of: (size = "") => (carries(size) ? "yes" : ""),
  },
  /** The type of an extension, or its name where no body tells it: by default it is named after its type. In lower case. */
  extension: {
    from: ["extensionType", "operation", "resource"],
    kql: "tolower(coalesce(extensionType, iff(operation endswith '/extensions/write', tostring(split(resource, '/')[-1]), '')))",
    of: (type = "", operation = "", resource = "") =>
      (type || (extensionWrite.test(operation) ? (resource.split("/").at(-1) ?? "") : "")).toLowerCase(),
  },
} as const satisfies Record<string, LateColumn<keyof typeof columns>>;

type RecordColumn = keyof typeof columns;
export type ActivityColumn = RecordColumn | keyof typeof late;

const parts = (properties: string, claimsAt: string): readonly string[] => [
  `claims = ${claimsAt}`,
  `properties = ${properties}`,
  "answered = tostring(properties.responseBody)",
  `sent = coalesce(iff(tolower(answered) matches regex ${verbatim(saysNothing)}, '', answered), tostring(properties.requestbody), answered)`,
  "body = parse_json(sent)",
  `named = ${acceleratorInKql("tolower(sent)")}`,
  `placed = ${sizeInKql}`,
  ...ticketParts,
  refusal,
  "message = parse_json(refusal)",
];

/** What Azure Resource Manager was asked to change, by whom, and what came of it. */
export const activityLog: Log<ActivityRecord, RecordColumn, "machines", keyof typeof late> = {
  name: "activity log",
  roads: {
    workspace: {
      tables: ["AzureActivity"],
      at: "TimeGenerated",
      only: "isnotempty(SubscriptionId)",
      parts: parts("parse_json(Properties)", "parse_json(Claims)"),
    },
    hunting: {
      tables: ["CloudAuditEvents"],
      at: "Timestamp",
      only: "DataSource == 'Azure' and ResourceId startswith '/subscriptions/'",
      parts: parts(
        "parse_json(tostring(RawEventData.properties))",
        "parse_json(tostring(coalesce(RawEventData.claims, RawEventData.identity.claims)))",
      ),
    },
  },
  at: ({ eventTimestamp }) => eventTimestamp,
  act: ["operation", "correlation", "resource", "caller", "subscription"],
  who: "caller",
  columns,
  late,
  numbers: {
    /** How many the body asks for; one where it does not say. */
    machines: {
      workspace: machinesInKql,
      hunting: machinesInKql,
      of: ({ operationName, body }) => numberAt(body, placesOf.get(lower(operationName) ?? "")?.machines ?? []) ?? 1,
    },
  },
};
