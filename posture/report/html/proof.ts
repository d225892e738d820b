import { proofOf } from "../digest";
import type { Report } from "../model";
import { html } from "./markup";
import { table } from "./table";

/** Digests, and how they are checked. */
export const proof = (report: Report) => {
  const { digests, command } = proofOf(report);
  return html`<section id="proof">
<h2>Whether this is what was written</h2>
${table(
  [
    { title: "Of", is: "head", cell: ([of]) => of },
    { title: "SHA-256", cell: ([, sha256]) => html`<code>${sha256}</code>` },
  ],
  digests,
)}
<div class="copy"><pre>${command}</pre><button type="button" data-copy>Copy</button></div>
<p class="soft">Digests without a key prove that nothing changed by accident, and not who wrote it.</p>
</section>`;
};
