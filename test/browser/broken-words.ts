import type { Page } from "playwright-core";

/** What is this long without a space, such as an id, may be longer than its column; a word may not. */
const longest = 30;

/**
 * Words of a page, or of a place in it, that stand on two lines: letters and figures in a row, of what can be seen. Not looked at are the table of
 * findings, which cuts its lines, and text that is copied.
 */
export const brokenWords = (page: Page, place = "body"): Promise<readonly string[]> =>
  page.evaluate(`(() => {
    const broken = [], range = document.createRange(), walker = document.createTreeWalker(document.querySelector(${JSON.stringify(place)}), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent.closest("script, style, pre, svg, #window") || !parent.checkVisibility()) continue;
      for (const string of node.data.matchAll(/\\S+/g)) {
        if (string[0].length >= ${longest}) continue;
        for (const word of string[0].matchAll(/[\\p{L}\\p{N}]+/gu)) {
          const start = string.index + word.index;
          range.setStart(node, start);
          range.setEnd(node, start + word[0].length);
          const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)));
          if (lines.size > 1) broken.push(word[0] + " in " + string[0] + " of " + (parent.closest("section")?.id ?? parent.tagName));
        }
      }
    }
    return broken;
  })()`);
