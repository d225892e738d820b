import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import type { Finding } from "../../catalogue/outcome";
import { page as html } from "../../posture/report/html/page";
import type { Report } from "../../posture/report/model";
import { goldenReport } from "../golden/golden";
import { printed } from "../report/printed";
import { sample } from "../report/sample";

const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env.COMPUTEGUARD_BROWSER ?? browsers.find(existsSync);

/** The demo's report, as it is stored. */
export const demo = goldenReport();

export interface InBrowser {
  /** A file with the page of a report, by its address. */
  readonly fileOf: (name: string, report: Report) => string;
  readonly opened: (url: string, options?: BrowserContextOptions) => Promise<Page>;
  /** Every address that a page asked for. */
  readonly requests: readonly string[];
}

/** Tests of pages in a real browser; after each of them no page may have complained. */
export function inBrowser(title: string, tests: (kit: InBrowser) => void): void {
  describe(title, () => {
    if (!executablePath) {
      it("needs Chromium: install it, or name one in COMPUTEGUARD_BROWSER; the page was not opened");
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), "computeguard-page-"));
    const complaints: string[] = [];
    const requests: string[] = [];
    let browser: Browser;
    before(async () => {
      browser = await chromium.launch({
        executablePath,
        args: [
          "--no-sandbox",
          "--disable-gpu",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
        ],
      });
    });
    after(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true });
    });
    afterEach(() => assert.deepEqual(complaints.splice(0), []));
    tests({
      requests,
      fileOf(name, report) {
        const file = join(folder, `${name}.html`);
        writeFileSync(file, printed(html, report));
        return pathToFileURL(file).href;
      },
      async opened(url, options = {}) {
        const made = await browser.newPage(options);
        made.on("console", message => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
        made.on("pageerror", error => complaints.push(String(error)));
        made.on("request", request => requests.push(request.url()));
        await made.goto(url);
        return made;
      },
    });
  });
}

/** The sample with so many findings of one check more. */
export function withFindings(count: number): Report {
  const [outcome, ...others] = sample.outcomes;
  const [first] = outcome!.findings;
  const more = Array.from(
    { length: count },
    (_, i): Finding => ({
      ...first!,
      severity: i % 2 === 0 ? "medium" : "low",
      subject: {
        kind: "user",
        id: `00000000-0000-0000-0000-${String(i).padStart(12, "0")}`,
        name: `person-${String(i).padStart(5, "0")}@contoso.com`,
      },
      message: `is broken in the way of number ${i}`,
      fingerprint: `many${String(i).padStart(12, "0")}`,
    }),
  );
  return { ...sample, outcomes: [{ ...outcome!, findings: [...outcome!.findings, ...more] }, ...others] };
}
