import assert from "node:assert/strict";
import { demo, inBrowser } from "./opened";

inBrowser("the report's page from a telephone to a wide screen", ({ fileOf, opened }) => {
  let url: string;
  before(() => {
    url = fileOf("demo", demo);
  });

  /** Of every cell of a table that is told of, what its column is called and what stands before it. */
  const labelsIn = (selector: string) =>
    `[...document.querySelectorAll("${selector} tbody tr:not(.below)")].flatMap(row => [...row.cells].flatMap((cell, i) => cell.tagName === "TD" && cell.checkVisibility() ? [[row.closest("table").tHead.rows[0].cells[i].textContent, getComputedStyle(cell, "::before").content]] : []))`;
  const headless = `[...document.querySelectorAll("table:not(#rows)")].filter(each => each.checkVisibility() && !each.tHead.checkVisibility()).length`;

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
});
