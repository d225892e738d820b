/** What a reader of the tutorial does: writes a file, or runs a command and sees what it prints. */
export type Step =
  | { readonly kind: "file"; readonly path: string; readonly text: string }
  | {
      readonly kind: "command";
      readonly command: string;
      /** 0, or what stands behind it: `# exit code 1`. */
      readonly code: number;
      /** Words that the tutorial shows of what is printed, by this command or one before it in its block. */
      readonly prints: readonly string[];
    };

const fence = /^```([a-z]+)\n([\s\S]*?)^```$/gm;

/**
 * The steps of a page: a block after a line such as `index.js`: is that file, each line of an `sh` block is a command, and a `text`
 * block is what the last of them prints. A `console` block is for the reader alone.
 */
export function stepsOf(page: string): readonly Step[] {
  const steps: Step[] = [];
  for (const { 1: language, 2: text = "", index } of page.matchAll(fence)) {
    const path = /^`([^`]+)`:\n\n$/m.exec(page.slice(0, index).slice(-200).split("\n").slice(-3).join("\n"))?.[1];
    if (path !== undefined) steps.push({ kind: "file", path, text });
    else if (language === "sh") steps.push(...text.trim().split("\n").map(commandOf));
    else if (language === "text") {
      const last = steps.at(-1);
      if (last?.kind !== "command") throw new Error(`${text} is printed by no command`);
      steps.splice(-1, 1, { ...last, prints: text.trim().split("\n") });
    } else if (language !== "console") throw new Error(`a block of ${language} that is neither a file nor run`);
  }
  return steps;
}

const commandOf = (line: string): Step => {
  const [, command = "", code = "0"] = /^(.*?)(?: {2}# exit code (\d+))?$/.exec(line)!;
  return { kind: "command", command, code: Number(code), prints: [] };
};
