import { shells } from "../command-lines";
import type { Grant } from "../grants-schema";
import type { Report } from "../model";
import { counted } from "../phrases";
import { visibleText } from "../visible";
import { copyBox } from "./copy-box";
import { eachPiece, html, type Markup } from "./markup";

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
<p class="soft">Nothing here runs by itself: read each line, and take the # away from the commands that you want. Those of Microsoft Graph PowerShell are for somebody who may assign app roles.</p>
${eachPiece(scriptsOf(told), ([shell, script]) => copyBox(shells[shell].words, script))}</details>`
}
${open.length > 0 && html`<p>No command gives this sign-in: ${open.map(({ gives }) => gives.join(", ")).join("; ")}. A person's az login has no permissions of Microsoft Graph, and to a sign-in without an object id nothing can be given: sign in as an application; the guardrails make one.</p>`}`
  );
}

/** A script for each shell that has a command here; a # begins a comment in both. */
function scriptsOf(told: readonly Grant[]): readonly (readonly [Shell, string])[] {
  const order = [...new Set(told.flatMap(({ commands }) => commands.map(({ shell }) => shell)))];
  return order.map(shell => [shell, told.map(grant => linesOf(grant, shell)).join("")] as const);
}

type Shell = Grant["commands"][number]["shell"];

function linesOf({ gives, at, reads, commands }: Grant, shell: Shell): string {
  const those = commands.filter(command => command.shell === shell);
  if (those.length === 0) return "";
  const words = `${gives.join(", ")}${at.length > 0 ? ` at ${at.join(", ")}` : ""}: to read ${reads.join("; ")}`;
  return [words, ...those.map(({ line }) => line)]
    .map((line, i) => `#${i === 0 ? " " : ""}${visibleText(line)}\n`)
    .join("");
}
