import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Finding, Outcome } from "../../catalogue/outcome";
import { withBaseline } from "../../posture/report/history";
import type { Report } from "../../posture/report/model";
import { sample } from "../report/sample";
import { inBrowser } from "./opened";

const [outcome] = sample.outcomes;
const found = (fingerprint: string, more: Partial<Finding>): Finding => ({
  ...outcome!.findings[0]!,
  ...{ message: "is open", proof: [], fingerprint },
  ...more,
});
const judged = (id: string, words: string, finding: Finding): Outcome => ({
  ...outcome!,
  rule: { ...outcome!.rule, id, faultTitle: `${words} title`, why: `${words} why`, fix: `${words} fix` },
  findings: [{ ...finding, rule: id }],
});
const one = found("fp-one", {
  severity: "critical",
  subject: { kind: "user", id: "00000000-0000-0000-0000-0000000000e1", name: "Dana Moreno" },
  proof: ["Contributor, direct", "signed in from 203.0.113.7"],
  path: "sku.tier",
});
const other = found("fp-other", {
  severity: "medium",
  subject: {
    kind: "resource",
    id: "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/miner",
    name: "miner",
    scope: "/subscriptions/00000000-0000-0000-0000-000000000001",
  },
});
const earlier: Report = {
  ...sample,
  collectedAt: "2026-11-23T06:00:00Z",
  outcomes: [judged("account-without-mfa", "beta", other)],
};
const report = withBaseline(
  {
    ...sample,
    acts: [
      {
        ...sample.acts[0]!,
        says: "Block the account",
        targets: [{ ...sample.acts[0]!.targets[0]!, findings: ["fp-one"] }],
      },
    ],
    outcomes: [judged("compute-creator-without-mfa", "alpha", one), judged("account-without-mfa", "beta", other)],
  },
  earlier,
);

/** What is typed, and whose finding is left. */
const cases: readonly (readonly [field: string, text: string, left: readonly ("one" | "other")[]])[] = [
  ["nothing", "  ", ["one", "other"]],
  ["the title", "alpha title", ["one"]],
  ["why", "beta why", ["other"]],
  ["the cure's sentence", "beta fix", ["other"]],
  ["the cure's act", "block the account", ["one"]],
  ["the rule", "account-without-mfa", ["other"]],
  ["a framework", "Microsoft cloud security benchmark", ["one", "other"]],
  ["a name", "moreno", ["one"]],
  ["an id", "0000000000e1", ["one"]],
  ["a subscription", "contoso production", ["other"]],
  ["the evidence", "203.0.113.7", ["one"]],
  ["the place", "sku.tier", ["one"]],
  ["the message", "is open", ["one", "other"]],
  ["the severity", "medium", ["other"]],
  ["what is new", "new", ["one"]],
  ["since when", "2026-11-23", ["other"]],
  ["the fingerprint", "fp-other", ["other"]],
  ["words of several fields in any order", "contributor DANA alpha critical", ["one"]],
  ["parts of words", "mor contrib", ["one"]],
  ["words of which one is nowhere", "dana alpha zebra", []],
  ["words that no finding has together", "dana beta", []],
  ["a row of words that stands nowhere as it is", "direct contributor", ["one"]],
];

inBrowser("looking for findings", ({ fileOf, opened }) => {
  let page: Page;
  before(async () => {
    page = await opened(fileOf("search", report));
  });
  const left = async () =>
    (
      await page.locator("#rows [data-open]").evaluateAll(all => all.map(each => each.getAttribute("data-open")))
    ).sort();

  for (const [field, text, wanted] of cases)
    it(`finds ${field}`, async () => {
      await page.fill("input[name=text]", "");
      await page.fill("input[name=text]", text);
      assert.deepEqual(
        await left(),
        wanted.map(each => `fp-${each}`),
      );
    });
  it("finds the same key by key as at once", async () => {
    await page.fill("input[name=text]", "");
    await page.locator("input[name=text]").pressSequentially("direct dana");
    assert.deepEqual(await left(), ["fp-one"]);
    for (let i = 0; i < "dana".length; i++) await page.locator("input[name=text]").press("Backspace");
    await page.locator("input[name=text]").pressSequentially("beta");
    assert.deepEqual(await left(), []);
  });
});
