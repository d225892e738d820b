import assert from "node:assert/strict";
import type { Report } from "../../posture/report/model";
import { hostile, sample } from "../report/sample";
import { brokenWords } from "./broken-words";
import { demo, inBrowser } from "./opened";

inBrowser("the report's page from a telephone to a wide screen", ({ fileOf, opened }) => {
  let url: string;
  before(() => {
    url = fileOf("demo", demo);
  });

  /** Of every cell of a table that is told of, what its column is called and what stands before it. */
  const labelsIn = (selector: string) =>
    `[...document.querySelectorAll("${selector} tbody tr:not(.below)")].flatMap(row => [...row.cells].flatMap((cell, i) => cell.tagName === "TD" && cell.checkVisibility() ? [[row.closest("table").tHead.rows[0].cells[i].textContent, getComputedStyle(cell, "::before").content]] : []))`;
  const headless = `[...document.querySelectorAll("table:has(thead):not(#rows)")].filter(each => each.checkVisibility() && !each.tHead.checkVisibility()).length`;

  for (const table of ["#idle", "#defences", "#burning", "#timeline", "#passed"])
    it(`says in each cell of a card of ${table} what it is`, async () => {
      const narrow = await opened(url, { viewport: { width: 320, height: 800 } });
      await narrow.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
      const labels = (await narrow.evaluate(labelsIn(table))) as [string, string][];
      assert(labels.length > 5);
      for (const [title, content] of labels) assert.equal(content, `"${title}: "`);
      assert.notEqual(await narrow.evaluate(headless), 0);
      await narrow.close();
    });
  for (const [place, width, media] of [
    ["on a wide screen", 1280, "screen"],
    ["on paper", 717, "print"],
    ["on narrow paper", 500, "print"],
  ] as const)
    it(`has tables with headings ${place}`, async () => {
      const shown = await opened(url, { viewport: { width, height: 800 } });
      await shown.emulateMedia({ media });
      assert.equal(await shown.evaluate(headless), 0);
      const labels = (await shown.evaluate(labelsIn("#defences"))) as [string, string][];
      assert.deepEqual([...new Set(labels.map(([, content]) => content))], ["none"]);
      await shown.close();
    });

  for (const width of [320, 800, 1024, 1280])
    for (const javaScriptEnabled of [true, false])
      it(`breaks no word at ${width} pixels ${javaScriptEnabled ? "with" : "without"} its script, and needs no more room`, async () => {
        const shown = await opened(url, { viewport: { width, height: 800 }, javaScriptEnabled });
        await shown.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
        assert.deepEqual(await brokenWords(shown), []);
        assert.equal(await shown.evaluate("document.documentElement.scrollWidth"), width);
        await shown.close();
      });
  it("sees a word that is broken, and none in an id that is longer than any column", async () => {
    const shown = await opened(url, { viewport: { width: 1024, height: 800 } });
    const found = async (text: string) => {
      await shown.evaluate(
        `(() => { const made = document.createElement("p"); made.textContent = ${JSON.stringify(text)}; made.style.cssText = "width: 40px; overflow-wrap: anywhere"; document.body.replaceChildren(made); })()`,
      );
      return (await brokenWords(shown)).length;
    };
    assert.equal(await found("unbreakable"), 1);
    assert.equal(await found("unbreakable".repeat(4)), 0);
    assert.equal(await found("it is"), 0);
    await shown.close();
  });
  it("keeps names without an end in their place", async () => {
    const long = `${"x".repeat(256)} ${hostile.markup}`;
    const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
    const named = JSON.parse(JSON.stringify(sample).replaceAll(inJson(hostile.markup), inJson(long))) as Report;
    const address = fileOf("long", named);
    for (const width of [320, 800, 1024, 1280]) {
      const shown = await opened(address, { viewport: { width, height: 800 } });
      await shown.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
      assert.equal(await shown.evaluate("document.documentElement.scrollWidth"), width);
      await shown.close();
    }
  });
});
