import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import type { Finding } from "../catalogue/outcome";
import { page } from "../posture/report/html/page";
import { contosoReport } from "../test/demo/audited";
import { printed } from "../test/report/printed";
import { median } from "./median";

/**
 * The page with very many findings: how large it is, how long until it can be used, and how long a key takes in the field of search.
 * Both times are the browser's own, on an idle machine: the goals are 20 MB, 2 s and 50 ms.
 */
const count = Number(process.argv[2] ?? 50_000);
const keys = "person 31415";
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

void (async () => {
  const report = await contosoReport();
  const [outcome, ...others] = report.outcomes;
  const more = Array.from({ length: count }, (_, i): Finding => {
    const { findings } = report.outcomes[i % report.outcomes.length]!;
    const like = findings[0] ?? outcome!.findings[0]!;
    return {
      ...like,
      rule: outcome!.rule.id,
      subject: { ...like.subject, name: `person ${i}` },
      fingerprint: `bench${i}`,
    };
  });
  const folder = mkdtempSync(join(tmpdir(), "computeguard-bench-"));
  const file = join(folder, "report.html");
  writeFileSync(file, printed(page, { ...report, outcomes: [{ ...outcome!, findings: more }, ...others] }));
  const executablePath = process.env.COMPUTEGUARD_BROWSER ?? browsers.find(existsSync);
  if (executablePath === undefined) throw new Error("needs Chromium: install it, or name one in COMPUTEGUARD_BROWSER");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const shown = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await shown.goto(pathToFileURL(file).href);
    const loaded = Number(await shown.evaluate("performance.getEntriesByType('navigation')[0].domComplete"));
    const times: number[] = [];
    for (const key of keys)
      times.push(
        Number(
          await shown.evaluate(
            `(() => { const field = document.querySelector("[name=text]"); field.value += ${JSON.stringify(key)}; const start = performance.now(); field.dispatchEvent(new Event("input", { bubbles: true })); document.body.getBoundingClientRect(); return performance.now() - start; })()`,
          ),
        ),
      );
    const megabytes = statSync(file).size / 1e6;
    console.log(
      `page: ${count.toLocaleString("en-US")} findings are ${megabytes.toFixed(1)} MB (goal 20), load in ${(loaded / 1000).toFixed(2)} s (goal 2); a key answers in ${median(times).toFixed(0)} ms, at most ${Math.max(...times).toFixed(0)} (goal 50)`,
    );
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
})();
