import { type ActivityRecord, lower, same, textAt } from "./activity-record";
import { caseOf, quoted, verbatim } from "./kql-text";
import { denial, notAllowed, ofDeployments, operationsOf, policyCode, quotaCodes } from "./operations";

/**
 * Columns of the activity log that say why something failed, and what it was. What Azure says of it is JSON, in which one error
 * holds the next, often as a text of JSON once more: `InvalidTemplateDeployment` › `RequestDisallowedByPolicy`. So it is searched
 * as a text, through any number of backslashes before a quote. Names of resources hold no quotes, and cannot feign a code.
 */

/** As a part of KQL, `name = expression`. */
export const refusal = "refusal = tostring(properties.statusMessage)";

/** What a property of that JSON says, where it is one of these. */
const saying = (property: string, values: readonly string[]): string =>
  `"${property}\\\\*"\\s*:\\s*\\\\*"(${values.join("|")})\\\\*"`;

const byPolicy = saying("code", [policyCode]);
const otherCodes = saying(
  "code",
  quotaCodes.filter(code => code !== notAllowed),
);
const unclear = saying("code", [notAllowed]);
const [byPolicyForm, otherCodesForm, unclearForm] = [byPolicy, otherCodes, unclear].map(text => new RegExp(text)) as [
  RegExp,
  RegExp,
  RegExp,
];

/**
 * Container Instances says so under `ServiceUnavailable` too, above all to whoever makes groups of one name in many regions at once.
 * Source: Microsoft Learn, "ServiceUnavailable - container group quota exceeded in region".
 */
const containerQuota = "container group quota '";

/** Of a deployment. As a test that is shorter than the names of its operations, which counts in a rule. */
const isDeployment = `operation startswith ${quoted(ofDeployments)}`;
const deploys = ({ operationName }: ActivityRecord) => lower(operationName)?.startsWith(ofDeployments) ?? false;

/**
 * Compute says `OperationNotAllowed` of quota and of much else, such as too many requests (429, "The server rejected the request
 * because too many requests have been received for this subscription"): it is about quota where it speaks of it, or says nothing.
 */
const speaksOfQuota = "refusal contains 'quota' or not(refusal contains 'message')";
const isOfQuota = (refusal: string) => /quota/i.test(refusal) || !/message/i.test(refusal);

/**
 * Azure's code of the failure, of all that it names the most telling: a policy's no, want of quota or capacity, then the innermost.
 * Nothing where something is not allowed for another reason.
 */
export const code = same(
  caseOf(
    [
      [`operation == ${quoted(denial)} or refusal matches regex ${verbatim(byPolicy)}`, quoted(policyCode)],
      [`refusal contains ${quoted(containerQuota)}`, quoted("ContainerGroupQuotaReached")],
    ],
    `coalesce(${[
      `extract(${verbatim(otherCodes)}, 1, refusal)`,
      `iff(${speaksOfQuota}, extract(${verbatim(unclear)}, 1, refusal), '')`,
      `replace_string(coalesce(tostring(message.error.details[0].code), tostring(message.error.code)), ${quoted(notAllowed)}, '')`,
    ].join(", ")})`,
  ),
  ({ operationName, refusal = "", message }) => {
    if (lower(operationName) === denial || byPolicyForm.test(refusal)) return policyCode;
    if (refusal.toLowerCase().includes(containerQuota)) return "ContainerGroupQuotaReached";
    const ofQuota = otherCodesForm.exec(refusal) ?? (isOfQuota(refusal) ? unclearForm.exec(refusal) : null);
    if (ofQuota) return ofQuota[1];
    const innermost = textAt(message, [
      ["error", "details", 0, "code"],
      ["error", "code"],
    ]);
    return innermost === notAllowed ? undefined : innermost;
  },
);

/** Types in which something computes, a branch for each service, so that a rule stays short. */
const computing = [...grouped(operationsOf.compute.filter(operation => operation.endsWith("/write")))]
  .map(([service, types]) => `${service}/(?:${types.join("|")})`)
  .join("|")
  .replaceAll(".", "\\.");

function grouped(operations: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const operation of operations) {
    const [service = "", ...types] = operation.replace(/\/write$/, "").split("/");
    groups.set(service, [...(groups.get(service) ?? []), types.join("/")]);
  }
  return groups;
}

/**
 * The type that a policy looked at, which an error names beside all that the policy refuses. Source: the errors that issue 6075 of
 * Azure/azure-cli and others quote, with `evaluatedExpressions` as in Microsoft Learn, "Determine causes of non-compliance".
 */
const evaluated = (types: string): string =>
  `(?:"expressionvalue\\\\*"\\s*:\\s*\\\\*"|resource action ')(?:${types})(?:/write)?(?:\\\\*"|')`;
const [compute, other] = [evaluated(computing), evaluated("microsoft\\.[a-z.]+/[a-z/]+")];
const [computeForm, otherForm] = [new RegExp(compute), new RegExp(other)];

/** The type of a resource, of its id in lower case: names are left out. */
const [behindProviders, typeAndName] = ["/providers/([^/]+/.+)$", "(/[^/]+)/[^/]+"];
const typeInKql = `replace_regex(extract(${verbatim(behindProviders)}, 1, resource), ${verbatim(typeAndName)}, @'\\1')`;
const everyTypeAndName = new RegExp(typeAndName, "g");
const typeOf = (id: string) => new RegExp(behindProviders).exec(id)?.[1]?.replace(everyTypeAndName, "$1") ?? "";

/**
 * What was refused, where the operation itself does not say it: `compute` or `other`, and empty where a deployment does not
 * tell. `itself` where the operation says it.
 */
export const refused = same(
  caseOf(
    [
      [`operation != ${quoted(denial)} and not(${isDeployment})`, quoted("itself")],
      [`${whatInKql()} matches regex ${verbatim(compute)}`, quoted("compute")],
      [`${whatInKql()} matches regex ${verbatim(other)}`, quoted("other")],
    ],
    "''",
  ),
  record => {
    const { operationName, resourceId, refusal } = record;
    const isDenial = lower(operationName) === denial;
    if (!isDenial && !deploys(record)) return "itself";
    const what = isDenial ? actionOn(typeOf(lower(resourceId) ?? "")) : (lower(refusal) ?? "");
    return computeForm.test(what) ? "compute" : otherForm.test(what) ? "other" : undefined;
  },
);

/** In the words of an error, so that one pattern serves both. */
function actionOn(type: string): string {
  return `resource action '${type}'`;
}

function whatInKql(): string {
  return `iff(operation == ${quoted(denial)}, strcat(${quoted("resource action '")}, ${typeInKql}, ${quoted("'")}), tolower(refusal))`;
}

/**
 * "Location: eastus2, Current Limit: 0", "is currently not available in location 'eastus2'", "exceeded in region 'westus2'", and of
 * Kubernetes Service "remaining 0 for family StandardDasv7Family for region eastus".
 */
export const regionTold = "(?:(?:ocat|eg)ion(?:: | ')|for (?:locat|reg)ion )([A-Za-z0-9 ]+)";
/** "exceeding approved standardNCASv3_T4Family Cores quota" */
const familyTold = "approved ([A-Za-z0-9_]+) [Cc]ores quota";
const [regionForm, familyForm] = [new RegExp(regionTold), new RegExp(familyTold)];

/** The region that a failure tells. */
export const regionOfFailure = ({ refusal = "" }: ActivityRecord): string | undefined => regionForm.exec(refusal)?.[1];

/** What a deployment tried, whose body does not tell the size: the family that had no quota, else the deployment itself where not even a region is told. */
export const tried = same(
  `iff(${isDeployment}, coalesce(extract(${verbatim(familyTold)}, 1, refusal), iff(refusal matches regex ${verbatim(regionTold)}, '', resource)), '')`,
  record => {
    const { resourceId, refusal = "" } = record;
    if (!deploys(record)) return undefined;
    return familyForm.exec(refusal)?.[1] ?? (regionForm.test(refusal) ? undefined : lower(resourceId));
  },
);
