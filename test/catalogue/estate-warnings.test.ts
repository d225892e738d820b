import assert from "node:assert/strict";
import { linesOf, parseEstate } from "../../catalogue/estate-file";
import { warningsOf } from "../../catalogue/estate-warnings";

const today = "2026-11-24";
const two = "breakGlass: [one@contoso.com, two@contoso.com]\n";
const workspace = (subscription: string) =>
  `workspace: /subscriptions/${subscription}/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w`;
const exception = (until: string, more = "") =>
  `exceptions:\n  - {rule: r, resource: x, reason: it is known, owner: o, until: "${until}"${more}}`;
const cap = (family: string) =>
  `quotaCaps:\n  - subscription: 00000000-0000-0000-0000-000000000001\n    region: japaneast\n    family: ${family}\n    cap: 0`;

/** Each as "line: message". */
function warned(text: string): string[] {
  const lineOf = linesOf(text);
  return warningsOf(parseEstate(text, "x"), today).map(({ path, message }) => `${lineOf(path)}: ${message}`);
}

describe("what is valid in an estate and hardly meant", () => {
  const table: readonly (readonly [what: string, text: string, ...warnings: RegExp[]])[] = [
    ["an exception that ended", two + exception("2026-11-23"), /^3: the exception to r ended on 2026-11-23, /],
    ["one that ends today", two + exception("2026-11-24"), /^3: .* ends on 2026-11-24, today$/],
    ["one that ends tomorrow", two + exception("2026-11-25"), /, tomorrow$/],
    ["one that ends in two weeks", two + exception("2026-12-08"), /, in 14 days$/],
    ["one that ends later", two + exception("2026-12-09")],
    [
      "what it is for that nobody knows",
      two + exception("2027-12-09", ", upTo: {size: [Standard_D99s_v99], regions: [westeurop]}"),
      /^3: no table of this version knows the region "westeurop"$/,
      /^3: no table of this version knows a size "Standard_D99s_v99"$/,
    ],
    [
      "what it is for, as tables know it",
      two + exception("2027-12-09", ", upTo: {size: [Standard_D2s_v5, V100], regions: [West Europe]}"),
    ],
    ["an accelerator of the future", `${two}gpuSizes: [Standard_NC999_v99]`, /^2: no table .* "Standard_NC999_v99"$/],
    [
      "a size of the future",
      `${two}vmSizes:\n  - Standard_D2s_v5\n  - Standard_D*s_v99`,
      /^4: no table .* "Standard_D\*s_v99"$/,
    ],
    [
      "sizes that are known",
      `${two}gpuSizes: [Standard_NC*_T4_v3, V100, {size: Standard_NV6ads_A10_v5, max: 2}]\nvmSizes: [Standard_D*s_v5]`,
    ],
    ["an approval of everything", `${two}gpuSizes: [Standard_*]`, /^2: "Standard_\*" approves every accelerator/],
    ["an ordinary size among accelerators", `${two}gpuSizes: [Standard_D2s_v5]`, /^2: .* belongs under vmSizes$/],
    ["no emergency account", "", /^1: no emergency account is named; keep two, and name both$/],
    ["one emergency account", "breakGlass: [one@contoso.com]", /^1: one emergency account is named/],
    ["one of them twice", "breakGlass: [one@contoso.com, One@Contoso.com]", /^1: one emergency account/],
    ["two of them", two],
    ["a workspace in no subscription", two + workspace("-".repeat(36)), /^2: the id of its subscription is no GUID/],
    ["a workspace", two + workspace("00000000-0000-0000-0000-000000000001")],
    ["a family that is none", two + cap("standardXyzFamily"), /^5: no table .* the family "standardXyzFamily"$/],
    ["a family of accelerators", two + cap("standardNCSv3Family")],
    [
      "thresholds that let more pass",
      `${two}thresholds:\n  dormantDays: 120\n  burstHours: 1`,
      /^3: dormantDays is 120, which lets more pass than the default, 90$/,
      /^4: burstHours is 1, which lets more pass than the default, 3$/,
    ],
    [
      "thresholds that let less pass",
      `${two}thresholds: {dormantDays: 30, burstHours: 6, deletions: 1, detectionDays: 14}`,
    ],
  ];
  for (const [what, text, ...warnings] of table)
    it(`${warnings.length > 0 ? "tells of" : "is silent about"} ${what}`, () => {
      const found = warned(text);
      assert.equal(found.length, warnings.length, found.join("\n"));
      for (const [i, warning] of warnings.entries()) assert.match(found[i]!, warning);
    });
});
