import { proofOf } from "../digest";
import type { Report } from "../model";
import { eachPiece, html } from "./markup";

/** Digests, and how they are checked. */
export const proof = (report: Report) => {
  const { digests, command } = proofOf(report);
  return html`<section id="proof">
<h2>Whether this is what was written</h2>
<table><thead><tr><th scope="col">Of</th><th scope="col">SHA-256</th></tr></thead><tbody>${eachPiece(
    digests,
    ([of, sha256]) => html`
<tr><th scope="row">${of}</th><td><code>${sha256}</code></td></tr>`,
  )}
</tbody></table>
<div class="copy"><pre>${command}</pre><button type="button" data-copy>Copy</button></div>
<p class="soft">Digests without a key prove that nothing changed by accident, and not who wrote it.</p>
</section>`;
};
