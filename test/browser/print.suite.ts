import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { proofOf } from "../../posture/report/digest";
import { firstActs } from "../../posture/report/first-acts";
import { verdictOf } from "../../posture/report/verdict";
import { sample } from "../report/sample";
import { brokenWords } from "./broken-words";
import { demo, inBrowser, withFindings } from "./opened";

/** How many sheets of A4 a page is. */
async function sheetsOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: "A4" });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  return [...pdf.toString("latin1").matchAll(/\/Type \/Page\b/g)].length;
}

inBrowser("the report's page on paper", ({ fileOf, opened }) => {
  let paper: Page;
  before(async () => {
    paper = await opened(fileOf("demo", demo), { viewport: { width: 717, height: 1000 }, colorScheme: "dark" });
    await paper.emulateMedia({ media: "print" });
  });
  const seen = (selector: string) => paper.locator(selector).first().isVisible();

  it("has no more sheets than a board reads", async () => {
    const sheets = await sheetsOf(paper);
    assert(sheets >= 10 && sheets <= 30, `${sheets} sheets`);
  });
  it("has a cover: of whom, the verdict, four figures, when, by whom, and what proves it", async () => {
    const cover = await paper.locator("body > header").innerText();
    for (const part of [
      demo.tenant!.name,
      demo.tenant!.id,
      verdictOf(demo),
      demo.collectedAt,
      demo.coverage.auditor!.name,
      demo.coverage.estate.name,
      ...proofOf(demo).digests.map(([, sha256]) => sha256),
    ])
      assert(cover.includes(part), part);
    assert.equal(await paper.locator("#figures button:visible").count(), 4);
    assert.equal(
      await paper.evaluate("getComputedStyle(document.querySelector('#figures')).breakAfter"),
      "page",
      "what follows is on a sheet of its own",
    );
  });
  it("has the digest of saved evidence on its cover, where there is one", async () => {
    const sha256 = "cd".repeat(32);
    const proved = await opened(fileOf("proved", { ...sample, evidence: { sha256 } }));
    await proved.emulateMedia({ media: "print" });
    assert((await proved.locator("#cover").innerText()).includes(sha256));
    await proved.emulateMedia({ media: "screen" });
    assert(!(await proved.locator("#cover").isVisible()));
    await proved.close();
  });
  for (const [what, selector] of [
    ["the first acts with their commands", "#acts > ol details pre"],
    ["capacity over time", "#capacity svg.bars"],
    ["the heat map", "#idle table.heat thead"],
    ["identities by their defence", "#defences thead"],
    ["what identities could burn", "#blast-radius .chart svg"],
    ["what burns, one by one", "#burning details table tbody"],
    ["findings", "#worst tbody tr"],
    ["checks", "#checks > table tbody tr"],
    ["frameworks", "#compliance > table tbody tr"],
    ["how much was seen", "#coverage"],
  ] as const)
    it(`has ${what}`, async () => assert(await seen(selector)));
  for (const [what, selector] of [
    ["controls", ".filters"],
    ["the table that scrolls", "#window"],
    ["checks in full", ".check"],
    ["the commands of later acts", "#acts > details pre"],
    ["requirements one by one", "#compliance details"],
    ["buttons that copy", "[data-copy]"],
  ] as const)
    it(`leaves out ${what}`, async () => assert(!(await seen(selector))));
  it("has a line for each check that does not pass, and for each framework", async () => {
    const open = demo.outcomes.filter(({ status }) => status !== "pass").length;
    assert.equal(await paper.locator("#checks > table tbody tr").count(), open);
    assert.equal(await paper.locator("#compliance > table tbody tr").count(), demo.compliance.length);
  });
  it("is white, with headings on every sheet and none of them alone at its end", async () => {
    assert.equal(await paper.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)");
    assert.equal(
      await paper.evaluate("getComputedStyle(document.querySelector('#worst thead')).display"),
      "table-header-group",
    );
    assert.deepEqual(
      await paper.evaluate(
        "[...new Set([...document.querySelectorAll('h2')].map(each => getComputedStyle(each).breakAfter))]",
      ),
      ["avoid"],
    );
  });
  it("breaks no line of a table over two sheets", async () =>
    assert.deepEqual(
      await paper.evaluate(
        "[...new Set([...document.querySelectorAll('main tr')].map(each => getComputedStyle(each).breakInside))]",
      ),
      ["avoid"],
    ));
  it("keeps the lines of a target together, and lets an act of many targets go on on the next sheet", async () => {
    const breaks = (selector: string) =>
      paper.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).breakInside`);
    assert.equal(await breaks("#acts > ol > li"), "auto");
    assert.equal(await breaks("#acts > ol > li li"), "avoid");
  });
  for (const width of [703, 725])
    it(`breaks no word on paper of ${width} pixels, and writes no heading over the next`, async () => {
      const sheet = await opened(fileOf("demo", demo), { viewport: { width, height: 1000 } });
      await sheet.emulateMedia({ media: "print" });
      await sheet.evaluate("dispatchEvent(new Event('beforeprint'))");
      assert.deepEqual(await brokenWords(sheet), []);
      const headings = (await sheet.evaluate(
        "[...document.querySelectorAll('thead th')].filter(each => each.checkVisibility()).map(each => [each.textContent, each.scrollWidth - each.clientWidth])",
      )) as [string, number][];
      assert(headings.length > 20);
      assert.deepEqual(
        headings.filter(([, over]) => over > 0),
        [],
      );
      await sheet.close();
    });
  it("has every act by its title, and says where the commands of the later ones are", async () => {
    const acts = await paper.locator("#acts").innerText();
    assert(demo.acts.length > firstActs(demo).length);
    for (const { says } of demo.acts) assert(acts.includes(says), says);
    assert.match(acts, /commands stand on this page in a browser, and in the same report as JSON/);
    assert.equal(
      await paper.locator("#acts > details summary:visible").count(),
      2,
      "theirs, and of what no act closes",
    );
  });
  it("has nothing under a title without saying where it is", async () => {
    const titles =
      (await paper.evaluate(`[...document.querySelectorAll("summary")].filter(each => each.checkVisibility() && !each.closest(".below")).map(each => {
      const folded = [...each.parentElement.children].slice(1).every(part => !part.checkVisibility({ contentVisibilityAuto: true }) || part.getClientRects().length === 0);
      return [each.textContent, folded, getComputedStyle(each, "::after").content];
    })`)) as [string, boolean, string][];
    assert(titles.some(([, folded]) => folded) && titles.some(([, folded]) => !folded));
    for (const [title, folded, after] of titles)
      assert.equal(after, folded ? '": on this page in a browser, and in the same report as JSON"' : "none", title);
  });
  it("keeps an act with its targets, and lets a sheet end after any identity", async () => {
    const after = (selector: string) =>
      paper.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).breakAfter`);
    assert.equal(await after("#acts > ol .act"), "avoid");
    assert.equal(await after("#acts > ol summary"), "avoid");
    assert.equal(await after("tr:has(+ .below)"), "avoid");
    // it stands last in its line: what may not end a sheet there may end none between the lines, and they are cut anywhere
    assert.equal(await after(".below summary"), "auto");
  });
  for (const [way, width, height] of [
    ["upright", 703, 1016],
    ["across", 1031, 688],
  ] as const)
    it(`has room for all of its cover on one sheet ${way}`, async () => {
      const sheet = await opened(fileOf("demo", demo), { viewport: { width, height } });
      await sheet.emulateMedia({ media: "print" });
      const end = await sheet.evaluate("document.querySelector('#figures').getBoundingClientRect().bottom");
      assert(Number(end) < height, `it ends at ${end} of ${height}`);
      await sheet.close();
    });
  it("folds again what was unfolded for it", async () => {
    const open = "document.querySelectorAll('details[open]').length";
    await paper.evaluate("dispatchEvent(new Event('beforeprint'))");
    assert.notEqual(await paper.evaluate(open), 0);
    await paper.evaluate("dispatchEvent(new Event('afterprint'))");
    assert.equal(await paper.evaluate(open), 0);
  });

  it("has the worst 500 findings, and says where the others are", async () => {
    const large = await opened(fileOf("large", withFindings(700)));
    await large.emulateMedia({ media: "print" });
    assert.equal(await large.locator("#worst tbody tr").count(), 500);
    assert.match(await large.locator("#worst tbody tr").first().innerText(), /critical/i);
    assert.equal(
      await large.locator("#worst > p").innerText(),
      "These are the worst 500 of 702 findings: 202 more stand in the same report as CSV and as JSON.",
    );
    await large.close();
  });
  it("says nothing of others where it has them all", async () =>
    assert.equal(await paper.locator("#worst > p").count(), 0));
});
