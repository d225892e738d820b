import assert from "node:assert/strict";
import { asksFor, firesFor } from "../../posture/facts/told-operations";

const is = (field: string, ...values: string[]) => [{ field, values }];
const transfer = "Microsoft.Subscription/updateTenant/action";

describe("whether a rule on the activity log fires", () => {
  const table: readonly (readonly [what: string, tests: Parameters<typeof firesFor>[0], fires: string])[] = [
    ["all of its category", [is("category", "security")], "yes"],
    ["all of another category", [is("category", "Administrative")], "no"],
    [
      "its operation, in other letter case",
      [is("category", "Security"), is("operationName", transfer.toUpperCase())],
      "yes",
    ],
    ["its operation under another category", [is("category", "Administrative"), is("operationName", transfer)], "no"],
    [
      "one of several operations",
      [is("category", "Security"), [...is("operationName", "a/write"), ...is("operationName", "b/write", transfer)]],
      "yes",
    ],
    ["other operations", [is("category", "Security"), is("operationName", "a/write")], "no"],
    ["what succeeded", [is("category", "Security"), is("status", "Succeeded")], "yes"],
    ["what failed", [is("category", "Security"), is("status", "Failed")], "no"],
    ["its provider", [is("category", "Security"), is("resourceProvider", "microsoft.subscription")], "yes"],
    ["one caller", [is("category", "Security"), is("caller", "a@contoso.com")], "unknown"],
    ["one caller of another category", [is("caller", "a@contoso.com"), is("category", "Policy")], "no"],
    ["one caller, or all", [[...is("caller", "a@contoso.com"), ...is("category", "Security")]], "yes"],
    ["a list without values", [is("operationName")], "no"],
  ];
  for (const [what, tests, fires] of table)
    it(`that asks for ${what}: ${fires}`, () => assert.equal(firesFor(tests, "Security", transfer), fires));
});

describe("whether a query asks for an operation", () => {
  const table: readonly (readonly [query: string, asks: string])[] = [
    [`AzureActivity | where OperationNameValue =~ '${transfer}'`, "yes"],
    [
      `let ops = dynamic(['${transfer.toLowerCase()}']);\nunion AzureActivity\n| where OperationNameValue in~ (ops)`,
      "yes",
    ],
    [`AzureActivity | where OperationNameValue !~ '${transfer}'`, "unknown"],
    [`AzureActivity\n| where not(OperationNameValue has '${transfer}')`, "unknown"],
    [`AzureActivity\n| where CallerIpAddress != ''\n| where OperationNameValue == '${transfer}'`, "yes"],
    [`MyAzureActivity_CL | where Operation == '${transfer}'`, "no"],
    ["AzureActivity | where OperationNameValue has 'updateTenant/actions'", "no"],
    ["", "no"],
  ];
  for (const [query, asks] of table)
    it(`${asks}: ${query.replaceAll("\n", " ")}`, () => assert.equal(asksFor(query, transfer), asks));
});
