import type { Command } from "../../cures/command";
import { batchesOf, shells } from "../command-lines";
import { eachPiece, html, type Markup } from "./markup";

/** Text that is copied as a whole, and what it is for. The script copies the `pre` beside the button. */
export const copyBox = (label: string, text: string): Markup =>
  html`<div class="copy"><span class="soft">${label}</span><pre>${text}</pre><button type="button" data-copy>Copy</button></div>`;

/** A box for each shell: whoever pastes into one never has lines of the other. */
export const commandBoxes = (commands: readonly Command[]): Iterable<Markup> =>
  eachPiece(batchesOf(commands), ({ shell, lines }) => copyBox(shells[shell].words, lines.join("\n")));
