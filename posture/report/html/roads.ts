import { amountWords, plural, usd } from "../../report-text";
import type { BlastRadius } from "../model";
import { eachPiece, html, type Markup } from "./markup";

/** How an identity comes to create compute, with the weakest edge marked; folded. Told of the most exposed alone. */
export const roadsOf = ({ roads }: BlastRadius): Markup | false =>
  roads !== undefined &&
  html`<details><summary>${plural(roads.count, "road")} to compute; the weakest edge takes ${amountWords(roads.usdPerDay, usd)} a day away</summary>
<ol>${eachPiece(
    roads.shown,
    ({ edges, weakest }) =>
      html`<li>${eachPiece(edges, (edge, i) => html`${i > 0 && " → "}${i === weakest ? html`<mark><bdi>${edge}</bdi></mark>` : html`<bdi>${edge}</bdi>`}`)}</li>`,
  )}</ol>
${roads.count > roads.shown.length && html`<p class="soft">And ${(roads.count - roads.shown.length).toLocaleString("en-US")} more.</p>`}
${roads.count > 1 && html`<p class="soft">Without the marked edge ${roads.ends === roads.count ? "all roads end" : `${plural(roads.ends, "road")} of ${roads.count} ${roads.ends === 1 ? "ends" : "end"}`}.</p>`}
${roads.removal !== undefined && html`<p>To end them all: <bdi>${roads.removal}</bdi>.</p>`}</details>`;
