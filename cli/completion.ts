import { readdirSync } from "node:fs";
import type { Complete } from "@bomb.sh/tab";
import complete from "@bomb.sh/tab/commander";
import type { Command } from "commander";
import { controls } from "../catalogue/controls";
import { policies } from "../policies/all";
import { checks } from "../posture/checks/all";
import { formatNames } from "../posture/report/formats";

const ruleIds = [...policies, ...checks].map(({ id }) => id);

/** What an option or argument takes, by its name, where commander knows no choices, for several may be given with commas. */
const values: { readonly [name: string]: readonly string[] } = {
  format: formatNames,
  check: ruleIds,
  id: ruleIds,
  theme: [...controls.keys()],
};

/** Placeholders that stand for a path: `--out <folder>`. */
const paths = new Set(["file", "files", "folder", "report", "before", "now", "program"]);

/**
 * `computeguard completion bash`, zsh, fish or powershell: the script with which a shell completes commands, options and
 * their values.
 * @param word the last of the command line, which a shell asks to complete
 */
export function addCompletion(program: Command, word: string): void {
  const { commands } = complete(program, { completionCommandName: "completion" });
  for (const [path, command] of below(program)) {
    const completed = commands.get(path);
    for (const option of command.options) {
      const told = completed?.options.get(option.name());
      const handler = handlerOf(option.name(), /<([a-z]+)/.exec(option.flags)?.[1] ?? "", word);
      if (told && handler) told.handler = handler;
    }
    for (const argument of command.registeredArguments) {
      const told = completed?.arguments.get(argument.name());
      const handler = handlerOf(argument.name(), argument.name(), word);
      if (told && handler) told.handler = handler;
    }
  }
}

/** Commands with the words that lead to them: `estate check`. */
function* below(command: Command, before = ""): Generator<readonly [path: string, command: Command]> {
  for (const each of command.commands) {
    const path = `${before}${each.name()}`;
    yield [path, each];
    yield* below(each, `${path} `);
  }
}

function handlerOf(name: string, placeholder: string, word: string): ((tell: Complete) => void) | undefined {
  const known = values[name];
  if (known === undefined && !paths.has(placeholder)) return undefined;
  return tell => {
    for (const value of known ?? pathsLike(word)) tell(value, "");
  };
}

/** The library tells each shell not to complete files, so what may follow a path is told as a value. */
function pathsLike(word: string): readonly string[] {
  const folder = word.slice(0, word.lastIndexOf("/") + 1);
  try {
    return readdirSync(folder || ".", { withFileTypes: true }).map(
      entry => `${folder}${entry.name}${entry.isDirectory() ? "/" : ""}`,
    );
  } catch {
    return []; // a folder that cannot be read completes to nothing
  }
}
