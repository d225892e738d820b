import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { page as html } from "../../posture/report/html/page";
import { printed } from "../report/printed";
import { sample } from "../report/sample";

const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env.COMPUTEGUARD_BROWSER ?? browsers.find(existsSync);

describe("the report in a real browser", () => {
  if (!executablePath) {
    it("needs Chromium: install it, or name one in COMPUTEGUARD_BROWSER; the page was not opened");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "computeguard-page-"));
  const file = join(folder, "report.html");
  const complaints: string[] = [];
  const requests: string[] = [];
  let browser: Browser;
  let page: Page;

  before(async () => {
    writeFileSync(file, printed(html, sample));
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
    page = await browser.newPage();
    page.on("console", message => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
    page.on("pageerror", error => complaints.push(String(error)));
    page.on("request", request => requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  it("opens without a complaint and loads nothing from outside", () => {
    assert.deepEqual(complaints, []);
    assert.deepEqual(requests, [pathToFileURL(file).href]);
  });
  it("runs no name of the tenant", async () => assert.equal(await page.title(), "Computeguard: Contoso"));
  it("filters by severity and by text", async () => {
    const shown = () => page.locator("tr[data-severity]:visible").count();
    assert.equal(await shown(), 2);
    await page.uncheck("input[value=critical]");
    assert.equal(await shown(), 1);
    await page.check("input[value=critical]");
    await page.fill("input[name=text]", "without MFA");
    assert.equal(await shown(), 1);
    assert.equal(await page.textContent("#shown"), "1 of 2 shown");
    await page.fill("input[name=text]", "");
  });
  it("can be read by everyone (axe: no violation)", async () => {
    const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
    const found = (await page.evaluate(`${axe};axe.run()`)) as {
      violations: { id: string; nodes: { html: string }[] }[];
    };
    assert.deepEqual(
      found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
      [],
    );
  });
  it("prints what is folded on the screen", async () => {
    await page.emulateMedia({ media: "print" });
    assert(await page.locator("#compliance td", { hasText: "IM-6" }).isVisible());
    assert(!(await page.locator(".filters").isVisible()));
    await page.emulateMedia({ media: null });
  });
});
