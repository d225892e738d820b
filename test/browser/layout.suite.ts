import assert from "node:assert/strict";
import type { Report } from "../../posture/report/model";
import { hostile, sample } from "../report/sample";
import { brokenWords } from "./broken-words";
import { demo, inBrowser } from "./opened";

interface Cell {
  readonly text: string;
  readonly title: string;
  readonly cut: boolean;
  readonly marked: boolean;
  readonly inside: boolean;
}

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
  for (const width of [320, 760, 1280])
    it(`has words in its charts that can be read at ${width} pixels`, async () => {
      const shown = await opened(url, { viewport: { width, height: 800 } });
      // what is in a drawing shrinks with it
      const sizes = (await shown.evaluate(
        "[...document.querySelectorAll('svg text, .chart bdi, .chart span, .keys li')].filter(each => each.checkVisibility()).map(each => [parseFloat(getComputedStyle(each).fontSize) * (each.getScreenCTM?.().a ?? 1), each.getBoundingClientRect().right, each.textContent])",
      )) as [number, number, string][];
      assert(sizes.length > 20);
      for (const [size, right, words] of sizes)
        assert(size >= 10 && right <= width, `${words}: ${size} pixels, to ${right}`);
      await shown.close();
    });
  /** Of every cell of the findings that can be seen: its words, and whether they are cut, marked and inside of their line. */
  const cellsOfFindings = `[...document.querySelectorAll("#rows tbody tr:not(.space) :is(td, th)")].filter(each => each.checkVisibility()).map(cell => {
    const part = cell.querySelector("button") ?? cell, style = getComputedStyle(part), row = cell.parentElement.getBoundingClientRect(), place = part.getBoundingClientRect();
    return {
      text: cell.textContent,
      title: part.title,
      cut: part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight + 1,
      marked: style.webkitLineClamp !== "none" || (style.textOverflow === "ellipsis" && style.overflow === "hidden" && style.whiteSpace === "nowrap"),
      inside: place.bottom <= row.bottom + 1 && place.right <= row.right + 1,
    };
  })`;
  for (const [width, query] of [
    [320, "group=subject"],
    [320, "group="],
    [800, "group=rule"],
    [1280, "group="],
  ] as const)
    it(`ends what has no room in an ellipsis at ${width} pixels (${query}), and says the whole elsewhere`, async () => {
      const shown = await opened(`${url}#findings?${query}`, { viewport: { width, height: 800 } });
      const cells = (await shown.evaluate(cellsOfFindings)) as Cell[];
      assert(
        cells.some(({ cut }) => cut),
        "nothing is cut, so nothing was tried",
      );
      for (const { text, title, cut, marked, inside } of cells) {
        assert(inside, `${text} is cut at its line's end`);
        assert(!cut || marked, `${text} is cut without a mark`);
        assert.equal(title, text);
      }
      await shown.close();
    });
  it("says in the panel what a line of the table has no room for", async () => {
    const { findings } = demo.outcomes.find(({ findings }) => findings.some(({ subject }) => subject.scope))!;
    const shown = await opened(`${url}#findings?open=${findings[0]!.fingerprint}`, {
      viewport: { width: 320, height: 800 },
    });
    const row = (await shown.evaluate("data.rows.find(row => row[FINGERPRINT] === state.open)")) as string[];
    const panel = (await shown.textContent("#panel"))!;
    assert(row[4]!.length > 0 && Number(row[8]) >= 0);
    for (const place of [2, 4, 5]) assert(panel.includes(row[place]!), row[place]);
    await shown.close();
  });
  for (const width of [320, 800, 1280])
    it(`shows nothing of paper at ${width} pixels, and no figure alone in its line`, async () => {
      const shown = await opened(url, { viewport: { width, height: 800 } });
      assert.equal(await shown.locator(".on-paper:visible").count(), 0);
      const tops = (await shown.evaluate(
        "[...document.querySelectorAll('#figures li')].map(each => each.getBoundingClientRect().top)",
      )) as number[];
      assert.equal(tops.length, 4);
      assert.equal(new Set(tops).size, { 320: 4, 800: 2, 1280: 1 }[width]);
      await shown.close();
    });
  it("keeps each box of the filters beside its word", async () => {
    const shown = await opened(url, { viewport: { width: 320, height: 800 } });
    const lines = (await shown.evaluate(
      "[...document.querySelectorAll('.filters label')].map(each => each.getClientRects().length)",
    )) as number[];
    assert(lines.length >= 6);
    assert.deepEqual([...new Set(lines)], [1]);
    await shown.close();
  });
  it("has its sentences in the widest column of what happened", async () => {
    const shown = await opened(url, { viewport: { width: 1280, height: 800 } });
    const widths = (await shown.evaluate(
      "[...document.querySelector('#timeline tbody tr').cells].map(each => each.clientWidth)",
    )) as number[];
    assert.equal(widths.indexOf(Math.max(...widths)), 2);
    const lines = (await shown.evaluate(
      "[...document.querySelectorAll('#timeline td:nth-child(2)')].filter(each => each.checkVisibility() && /^\\S+@\\S+$/.test(each.textContent)).map(each => new Set([...each.querySelector('bdi').getClientRects()].map(({ top }) => top)).size)",
    )) as number[];
    assert(lines.length > 3);
    assert.deepEqual([...new Set(lines)], [1], "a name is on one line beside them");
    await shown.close();
  });
  for (const [width, media] of [
    [320, "screen"],
    [1280, "screen"],
    [717, "print"],
  ] as const)
    it(`warns at the head of a report that was cut off, on a ${media} of ${width} pixels`, async () => {
      const cut = { ...demo, coverage: { ...demo.coverage, stopped: "after 2h, as --timeout says" } };
      const shown = await opened(fileOf("cut", cut), { viewport: { width, height: 800 } });
      await shown.emulateMedia({ media });
      assert.equal(
        await shown.locator("#stopped:visible").innerText(),
        "Incomplete. Reading was cut off after 2h, as --timeout says; what was not read by then is not judged.",
      );
      const topOf = (selector: string) =>
        shown.evaluate(`document.querySelector("${selector}").getBoundingClientRect().top`) as Promise<number>;
      assert((await topOf("#stopped")) < (await topOf("#verdict")));
      assert.equal((await shown.locator("body").innerText()).split("Reading was cut off").length, 2, "it is said once");
      assert.deepEqual(await brokenWords(shown), []);
      await shown.close();
    });
  it("warns of nothing where reading came to its end", async () => {
    const shown = await opened(url, { viewport: { width: 1280, height: 800 } });
    assert.equal(await shown.locator("#stopped").count(), 0);
    await shown.close();
  });
  for (const width of [320, 800, 1024, 1280])
    it(`has room for the table and for the panel beside it at ${width} pixels`, async () => {
      const { fingerprint } = demo.outcomes.flatMap(({ findings }) => findings)[0]!;
      const shown = await opened(`${url}#findings?sort=usd&open=${fingerprint}`, { viewport: { width, height: 800 } });
      const all = (await shown.evaluate("found.map(i => data.rows[i][FINGERPRINT])")) as string[];
      assert(all.length > 100);
      const broken = new Set<string>();
      for (const open of all) {
        await shown.evaluate(`choose({ open: ${JSON.stringify(open)} })`);
        for (const word of await brokenWords(shown, "#panel")) broken.add(word);
      }
      assert.deepEqual([...broken], []);
      const sums = ((await shown.evaluate(cellsOfFindings)) as Cell[]).filter(({ text }) => /\$\d/.test(text));
      assert(sums.some(({ text }) => text.startsWith("at least $")));
      for (const { text, cut, inside } of sums) assert(!cut && inside, `${text} is cut`);
      // a name is read, not guessed from its first letters
      const widths = (await shown.evaluate(
        "[...document.querySelectorAll('#rows tbody tr:not(.space) td:nth-child(2)')].map(each => each.clientWidth)",
      )) as number[];
      assert(Math.min(...widths) >= 120, `what was found has ${Math.min(...widths)} pixels`);
      await shown.close();
    });
  it("says in the panel as exactly what a figure is as in the table", async () => {
    const shown = await opened(`${url}#findings?sort=usd`, { viewport: { width: 1280, height: 800 } });
    const line = shown.locator("#rows tr", { hasText: "at least $" }).first();
    const sum = (await line.locator("td.number").textContent())!;
    await line.locator("[data-open]").click();
    assert((await shown.textContent("#panel"))!.includes(`${sum} a day`));
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
