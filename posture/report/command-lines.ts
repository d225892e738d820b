import type { Command } from "../cures/command";
import type { Act } from "./acts-schema";
import { visibleText } from "./visible";

/** How commands are printed, so that none of them runs by itself, and so that each is seen to be of its shell. */

type Shell = Command["shell"];

/** What people call the shell of a command, and what Markdown calls its language. */
export const shells: { readonly [S in Shell]: { readonly words: string; readonly language: string } } = {
  bash: { words: "Azure CLI (bash)", language: "bash" },
  powershell: { words: "Microsoft Graph PowerShell", language: "powershell" },
  typescript: { words: "As code: Pulumi (TypeScript)", language: "typescript" },
};

/** Those that are pasted into a shell: a terminal prints no code. */
export const pasted = <C extends Pick<Command, "shell">>(commands: readonly C[]): readonly C[] =>
  commands.filter(({ shell }) => shell !== "typescript");

/** Commands of one shell that follow each other: they are pasted at once. */
export interface Batch {
  readonly shell: Shell;
  readonly lines: readonly string[];
}

/** In their order, since a later one may need what an earlier one did. */
export function batchesOf(commands: readonly Command[]): readonly Batch[] {
  const batches: { shell: Shell; lines: string[] }[] = [];
  for (const { shell, line } of commands) {
    const last = batches.at(-1);
    if (last?.shell === shell) last.lines.push(line);
    else batches.push({ shell, lines: [line] });
  }
  return batches;
}

/** For a shell script: those of Azure CLI are commented out, and those of PowerShell are told as such. Code has no place there. */
export function* commented(commands: readonly Command[]): Generator<string> {
  for (const { shell, line } of pasted(commands)) yield shell === "bash" ? `#${line}\n` : `# in PowerShell: ${line}\n`;
}

/** For an item of a list in Markdown: a block of code for each shell, by a fence that no command has in it. */
export function* fenced(commands: readonly Command[]): Generator<string> {
  for (const { shell, lines } of batchesOf(commands)) {
    const { words, language } = shells[shell];
    yield `\n  ${words}:\n\n  ~~~~~ ${language}\n${lines.map(line => `  ${visibleText(line)}\n`).join("")}  ~~~~~\n`;
  }
  if (commands.length > 0) yield "\n";
}

/**
 * The commands of the target of an act that weighs most, and what says that others have some as well.
 * @param which of the commands of a target
 */
export function firstCommands(
  { targets }: Pick<Act, "targets">,
  which: (commands: readonly Command[]) => readonly Command[] = commands => commands,
): {
  readonly commands: readonly Command[];
  readonly more: string;
} {
  const [first = [], ...others] = targets.map(({ commands }) => which(commands)).filter(({ length }) => length > 0);
  return {
    commands: first,
    more: others.length > 0 ? `… and for ${others.length.toLocaleString("en-US")} more: computeguard plan` : "",
  };
}
