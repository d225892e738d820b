import { html, type Markup } from "./markup";

/** A page of more would open slowly, or in no mail: its figures are over all, and the other formats have the rest. */
export const most = {
  /** Of the findings in the table that can be searched, the worst. */
  findings: 50_000,
  /** Of the rows of any other list. */
  rows: 1000,
} as const;

/** How many of a list stand elsewhere: nothing, where all of it is shown. */
export const elsewhere = (all: number, shown: number, what: string): Markup | false =>
  all > shown &&
  html`<p class="soft">${shown.toLocaleString("en-US")} of ${all.toLocaleString("en-US")} ${what} are shown; all of them stand in the same report as JSON.</p>`;
