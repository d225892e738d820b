/**
 * A command that cures something, as a person pastes it. Only ever printed, never run here. Its words are ours, and every value
 * is quoted for its shell, so that a name from the tenant can be nothing but a name:
 *
 *     az`role assignment delete --ids ${id}`      →  az role assignment delete --ids /providers/Microsoft.Authorization/…
 *     graph`Remove-MgGroupMember -GroupId ${id}`  →  Remove-MgGroupMember -GroupId '00000000-…'
 */
export interface Command {
  /**
   * `bash`: Azure CLI, as Cloud Shell and any POSIX shell run it; `powershell`: Microsoft Graph PowerShell; `typescript`: no command,
   * but a statement of a Pulumi program that does the same.
   */
  readonly shell: "bash" | "powershell" | "typescript";
  readonly line: string;
  /** It keeps a person out, which must never be done to an emergency account. */
  readonly blocks?: true;
  /** It saves evidence, and comes before whatever changes something. */
  readonly saves?: true;
}

/** A command of Azure CLI. */
export const az = (words: TemplateStringsArray, ...values: readonly string[]): Command => ({
  shell: "bash",
  line: `az ${filled(words, values, quotedForBash)}`,
});

/** A cmdlet of Microsoft Graph PowerShell. */
export const graph = (words: TemplateStringsArray, ...values: readonly string[]): Command => ({
  shell: "powershell",
  line: filled(words, values, quotedForPowerShell),
});

/** A value after an option must not be taken for another option: `--name -x` is then written `--name=-x`. */
const filled = (words: TemplateStringsArray, values: readonly string[], quoted: (value: string) => string): string =>
  words.reduce((line, word, i) => {
    const value = values[i - 1] as string;
    const isOption = value.startsWith("-") && / --[\w-]+ $/.test(` ${line}`);
    return `${isOption ? `${line.slice(0, -1)}=` : line}${quoted(value)}${word}`;
  });

/** POSIX, 2.2.2: nothing but a single quote ends single quotes. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html */
export const quotedForBash = (value: string): string =>
  /^[\w@%+=:,./-]+$/.test(value) && !value.startsWith("=") ? value : `'${value.replaceAll("'", `'\\''`)}'`;

/**
 * A single-quoted string of PowerShell: it takes the curly quotes for a quote too, and two of them for one that belongs to the
 * text (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules).
 */
export const quotedForPowerShell = (value: string): string => `'${value.replace(/['‘’‚‛]/g, "$&$&")}'`;
