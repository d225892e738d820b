import { timeWords } from "../coverage";
import { proofOf } from "../digest";
import type { Report } from "../model";
import { eachPiece, html, type Markup } from "./markup";

/** What the first sheet of paper says beside the verdict: of what, when, by whom, under what, and what proves it. */
export function cover(report: Report): Markup {
  const { tool, tenant, coverage } = report;
  const lines: readonly (readonly [what: string, words: string])[] = [
    ...(tenant ? [["Tenant", `${tenant.name} (${tenant.id})`] as const] : []),
    ["Estate", coverage.estate.name],
    [tenant ? "Read" : "Judged", `${timeWords(report)} by Computeguard ${tool.version}`],
    ...(coverage.auditor ? [["Auditor", coverage.auditor.name] as const] : []),
    ...proofOf(report).digests.map(([of, sha256]) => [`SHA-256 of ${of}`, sha256] as const),
  ];
  return html`<table class="on-paper" id="cover"><tbody>${eachPiece(
    lines,
    ([what, words]) => html`
<tr><th scope="row">${what}</th><td><bdi>${words}</bdi></td></tr>`,
  )}
</tbody></table>`;
}
