/**
 * Draws the pictures of the README from the golden report: the page, and what a terminal shows. Run with `npx tsx docs/pictures.ts`
 * where `chromium` is on PATH, and look at both before you commit them.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { page } from "../posture/report/html/page";
import { reportOf } from "../posture/report/stored";
import { summary } from "../posture/report/text";

const report = reportOf(JSON.parse(readFileSync(join(__dirname, "../test/golden/report.json"), "utf8")))!;

/** How the escape codes of `styleText` look: https://nodejs.org/api/util.html#modifiers and its foreground colours. */
const looks: Readonly<Record<string, string>> = {
  1: "font-weight: 700",
  2: "opacity: .7",
  31: "color: #ff7b72",
  32: "color: #7ee787",
  33: "color: #e3b341",
  36: "color: #76e3ea",
  90: "opacity: .7",
};

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Text with escape codes as HTML: each code opens an element, or closes the last. */
const painted = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is replaced
  escaped(text).replace(/\u001b\[(\d+)m/g, (_, code) => (looks[code] ? `<span style="${looks[code]}">` : "</span>"));

const terminal = (lines: readonly string[]) => `<!doctype html><meta charset="utf-8">
<style>body { margin: 0; background: #0d1117; } pre { margin: 0; padding: 18px 22px; color: #e6edf3; font: 13px/1.45 monospace; width: 1236px; overflow: hidden; }</style>
<pre>$ computeguard audit
${painted(lines.join(""))}</pre>`;

async function draw(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "computeguard-pictures-"));
  const executablePath = execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const lines = [...summary(report, { colour: true })];
    const pictures = [
      { name: "report.png", html: [...page.print(report)].join(""), height: 1150 },
      { name: "terminal.png", html: terminal(lines.slice(0, 44)), height: 860 },
    ];
    for (const { name, html, height } of pictures) {
      const file = join(folder, `${name}.html`);
      writeFileSync(file, html);
      const sheet = await browser.newPage({ viewport: { width: 1280, height } });
      await sheet.goto(`file://${file}`);
      await sheet.screenshot({ path: join(__dirname, name) });
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

void draw();
