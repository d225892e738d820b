import { commented } from "../command-lines";
import type { Grant } from "../grants-schema";
import type { Report } from "../model";
import { counted } from "../phrases";
import { visibleText } from "../visible";
import { html, type Markup } from "./markup";

/** A script that gives the sign-in what it was denied, in which every command is commented out. */
export function grantScript({ grants = [] }: Report): Markup | false {
  const told = grants.filter(({ commands }) => commands.length > 0);
  const open = grants.filter(({ commands }) => commands.length === 0);
  return (
    grants.length > 0 &&
    html`<h3>What would give this sign-in what it was denied</h3>
${
  told.length > 0 &&
  html`<details><summary>Commands for an administrator: ${counted(told.length, "right")}, and no more than was denied</summary>
<p class="soft">Nothing here runs by itself: read each line, and take the # away from the commands that you want. Those of PowerShell belong into pwsh with Microsoft Graph, for somebody who may assign app roles.</p>
<div class="copy"><pre>${told.map(lines).join("")}</pre><button type="button" data-copy>Copy</button></div></details>`
}
${open.length > 0 && html`<p>No command gives this sign-in: ${open.map(({ gives }) => gives.join(", ")).join("; ")}. A person's az login has no permissions of Microsoft Graph, and to a sign-in without an object id nothing can be given: sign in as an application; the guardrails make one.</p>`}`
  );
}

const lines = ({ gives, at, reads, commands }: Grant): string =>
  [
    `# ${visibleText(`${gives.join(", ")}${at.length > 0 ? ` at ${at.join(", ")}` : ""}: to read ${reads.join("; ")}`)}\n`,
    ...commented(commands),
  ].join("");
