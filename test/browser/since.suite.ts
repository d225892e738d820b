import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Finding } from "../../catalogue/outcome";
import { withBaseline } from "../../posture/report/history";
import type { Report } from "../../posture/report/model";
import { demo, inBrowser } from "./opened";

const all = demo.outcomes.flatMap(({ findings }) => findings);
const fresh = all.find(({ severity }) => severity === "critical")!;
const low = all.filter(({ severity }) => severity === "low");
const standing = all.find(({ severity }) => severity === "high")!;

/** It showed nothing that is low, did not have one critical finding, and had one that is gone; another estate judged it. */
const earlier: Report = {
  ...demo,
  collectedAt: "2026-11-20T06:00:00Z",
  coverage: { ...demo.coverage, estate: { name: "strict.yaml", sha256: "ab".repeat(32) } },
  selected: { least: "medium" },
  outcomes: demo.outcomes.map(outcome => ({
    ...outcome,
    findings: [
      ...outcome.findings.filter(
        ({ severity, fingerprint }) => severity !== "low" && fingerprint !== fresh.fingerprint,
      ),
      ...(outcome.rule.id === standing.rule ? [{ ...standing, fingerprint: "gone" }] : []),
    ],
  })),
};
const { selected: _all, ...whole } = earlier;
const estateOfOld = { ...whole, coverage: demo.coverage } satisfies Report;

inBrowser("what the page says since an earlier report", ({ fileOf, opened }) => {
  let page: Page;
  before(async () => {
    page = await opened(fileOf("since", withBaseline(demo, earlier)), { viewport: { width: 1280, height: 800 } });
  });
  const openedOf = (on: Page) =>
    on.locator("#rows [data-open]").evaluateAll(each => each.map(one => one.getAttribute("data-open")));
  const only = (on: Page, name: string) => on.selectOption("select[name=only]", name);
  const marks = (findings: readonly Finding[]) => findings.map(({ fingerprint }) => fingerprint).sort();

  it("shows as new what is, and not what was first judged now", async () => {
    await only(page, "new");
    assert.deepEqual(await openedOf(page), [fresh.fingerprint]);
    assert.match((await page.locator("#rows td.badge").first().innerText())!, /critical new/i);
  });
  it("shows what was first judged now by itself, without calling it new", async () => {
    await only(page, "first");
    assert(low.length > 5);
    assert.deepEqual((await openedOf(page)).sort(), marks(low));
    for (const badge of await page.locator("#rows td.badge").allInnerTexts()) assert.match(badge, /^low$/i);
    await page.click("#all");
  });
  it("finds it by these words", async () => {
    await page.fill("input[name=text]", "first judged");
    assert.deepEqual((await openedOf(page)).sort(), marks(low));
    await page.fill("input[name=text]", "");
  });
  for (const [what, { fingerprint }, says, quiet] of [
    ["what was first judged now", low[0]!, /First judged on 2026-11-24: .* it is not known since when/, /Since 20/],
    ["what stands", standing, /Since 2026-11-20/, /First judged/],
    ["what is new", fresh, /Since 2026-11-24/, /First judged/],
  ] as const)
    it(`says in the panel of ${what} since when it is so`, async () => {
      await page.evaluate(`choose({ open: ${JSON.stringify(fingerprint)} })`);
      const words = (await page.textContent("#panel"))!;
      assert.match(words, says);
      assert.doesNotMatch(words, quiet);
    });
  it("says so on paper", async () => {
    const since = (on: Page) => on.locator("#worst td[data-label=Since]").allTextContents();
    assert.equal((await since(page)).filter(words => words === "first judged 2026-11-24").length, low.length);
  });
  it("says that another estate judged the earlier one, at the head and of what was fixed", async () => {
    assert.match((await page.textContent("#since"))!, /the earlier report was judged by another estate, strict\.yaml/);
    assert.match((await page.textContent("#fixed"))!, /By another estate than the earlier report, strict\.yaml/);
  });
  it("says none of it where the earlier report could have them all, under the same estate", async () => {
    const same = await opened(fileOf("same", withBaseline(demo, estateOfOld)), {
      viewport: { width: 1280, height: 800 },
    });
    assert.deepEqual(await same.locator("select[name=only] option").allTextContents(), ["all", "new"]);
    await only(same, "new");
    assert.deepEqual((await openedOf(same)).sort(), marks([fresh, ...low]));
    assert.match((await same.locator("#fixed").innerText())!, /Fixed since/);
    for (const [place, words] of [
      ["#since", /estate|first judged/],
      ["#fixed", /estate/],
      ["#worst", /first judged/],
    ] as const)
      assert.doesNotMatch((await same.textContent(place))!, words, place);
    await same.close();
  });
});
