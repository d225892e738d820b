import type { Report } from "../model";
import type { Naming } from "../naming";
import { type Happening, timelineOf } from "../timeline";
import { breakable } from "./breakable";
import { html, type Markup } from "./markup";
import { table } from "./table";

/** So many are open to the eye; the rest is folded, and printed. */
const open = 15;

/** What happened, the newest first, each with a link to the finding. Left out where nothing that happened was found. */
export function timeline(report: Report, names: Naming): Markup | false {
  const { shown, older } = timelineOf(report);
  return (
    shown.length > 0 &&
    html`<section id="timeline">
<h2>What happened, in the order of time</h2>
<p class="soft">Findings that tell of something that happened, the newest first: when it happened or began (UTC), and who did it or where it was.</p>
${tableOf(shown.slice(0, open), names)}
${shown.length > open && html`<details><summary>And ${shown.length - open} before</summary>${tableOf(shown.slice(open), names)}</details>`}
${older > 0 && html`<p class="soft">The newest ${shown.length} are shown; ${older.toLocaleString("en-US")} before them stand among the findings.</p>`}
</section>`
  );
}

const tableOf = (all: readonly Happening[], names: Naming) =>
  table(
    [
      { title: "When", cell: ({ at }) => html`<time datetime="${at}">${minuteOf(at)}</time>` },
      { title: "Who or what", cell: ({ subject }) => html`<bdi>${breakable(names.subject(subject))}</bdi>` },
      {
        title: "What happened",
        cell: ({ fingerprint, message }) =>
          html`<a href="#findings?open=${fingerprint}"><bdi>${breakable(names.text(message))}</bdi></a>`,
      },
      { title: "Severity", tone: ({ severity }) => `badge ${severity}`, cell: ({ severity }) => severity },
    ],
    all,
  );

/** `2026-11-24T06:00:12.000Z` → `2026-11-24 06:00`. */
export const minuteOf = (at: string): string => at.slice(0, 16).replace("T", " ");
