import assert from "node:assert/strict";
import { matchesASize } from "../../posture/facts/asked-sizes";

const sold = ["Standard_NC24ads_A100_v4", "Standard_ND96isr_H100_v5"];

describe("whether a query on sizes can match one of those sold", () => {
  const table: readonly (readonly [query: string, matches: string])[] = [
    ["AzureActivity | where OperationNameValue == 'a/write'", "yes"],
    ["| where vmSize startswith 'standard_n'", "yes"],
    ["| where vmSize startswith 'Standard_D'", "no"],
    ["| where vmSize has 'nc24'", "no"], // a part of a term is no match
    ["| where vmSize has 'A100'", "yes"],
    ["| where vmSize hasprefix 'nc24'", "yes"],
    ["| where vmSize hasprefix '24'", "no"],
    ["| where vmSize contains 'nc24'", "yes"],
    ['let t = dynamic(["64", "a100"]);\n| where vmSize has_any (t)', "yes"],
    ['let t = dynamic(["64", "nc24"]);\n| where vmSize has_any (t)', "no"],
    [
      'let t = dynamic(["64", "nc24"]);\n| mv-apply token = t to typeof(string) on (where vmSize contains token)',
      "yes",
    ],
    ["| where sku in~ ('Standard_NC24ads_A100_v4', 'x')", "yes"],
    ["| where sku =~ 'Standard_NC6'", "no"],
    ["| where sku =~ 'Standard_NC6' or hardwareSize == 'STANDARD_ND96ISR_H100_V5'", "yes"],
    ["| where tostring(properties.vmSize) has 'H100'", "yes"],
    ["| where vmSize matches regex @'(?i)standard_n[cdv]\\d+'", "yes"],
    ["| where vmSize matches regex @'(a+)+$'", "unknown"],
    ["| where vmSize has_any (tokens)", "unknown"],
    ["let t = externaldata(x: string);\n| where vmSize has_any (t)", "unknown"],
    ["| where vmSize !has 'D2s'", "unknown"],
    ["// | where vmSize has 'D2s'\n| where Caller == 'a'", "yes"],
    ["| where Properties has 'vmSize'", "yes"],
  ];
  for (const [query, matches] of table)
    it(`${matches}: ${query.replaceAll("\n", " ")}`, () => assert.equal(matchesASize(query, sold), matches));
});
