import { coverageLines, stoppedWords } from "../coverage";
import type { Report } from "../model";
import { counted } from "../phrases";
import { eachPiece, html, type Markup } from "./markup";

/** Before all else, where reading did not come to its end. */
export const stoppedWarning = ({ coverage: { stopped } }: Report): Markup | false =>
  stopped !== undefined && html`<p id="stopped" class="warning"><b>Incomplete.</b> ${stoppedWords(stopped)}.</p>`;

/** What was seen, of how much, by whom and under which estate. */
export const coverage = ({ coverage: seen }: Report) => {
  const { stopped: _told, ...others } = seen;
  const [first, ...more] = coverageLines(others);
  const missing = seen.sources.filter(({ status }) => status !== "whole");
  return html`<p id="coverage">${first}</p>
${eachPiece(more, line => html`<p class="unknown">${line}</p>`)}
${
  missing.length > 0 &&
  html`<details><summary>${counted(missing.length, "source")} not read in full</summary><ul>${eachPiece(
    missing,
    ({ title, rows, status }) =>
      html`<li>${title}: ${status === "part" ? `${counted(rows, "row")}, not all` : "not read"}</li>`,
  )}</ul></details>`
}`;
};
