import type { Command } from "../cures/command";

/** How commands are printed, so that none of them runs by itself. */

/** For a shell script: those of Azure CLI are commented out, and those of PowerShell are told as such. */
export function* commented(commands: readonly Command[]): Generator<string> {
  for (const { shell, line } of commands) yield shell === "bash" ? `#${line}\n` : `# in PowerShell: ${line}\n`;
}

/** For an item of a list in Markdown: a block of code, by a fence that no command has in it. */
export function* fenced(commands: readonly Command[]): Generator<string> {
  if (commands.length > 0) yield `\n  ~~~~~\n${commands.map(({ line }) => `  ${line}\n`).join("")}  ~~~~~\n\n`;
}
