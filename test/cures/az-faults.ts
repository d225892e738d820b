import type { Command } from "../../posture/cures/command";
import table from "./az-commands.json";

/** What is wrong with the commands of Azure CLI in a line of bash, by what the installed one says of itself (`source` in the table). */
export function faultsOf({ line }: Command): readonly string[] {
  const words = line.match(/'(?:[^']|'\\'')*'|"[^"]*"|\S+/g) ?? [];
  const commands: string[][] = [[]];
  for (const word of words)
    if (/^(?:\||<|>|do|done)$|;$/.test(word)) commands.push([]);
    else commands.at(-1)!.push(word);
  const own = commands.filter(([first]) => first === "az");
  return own.length === 0 || words[0] !== "az" ? [`no command of az: ${line}`] : own.flatMap(faultsOfOne);
}

function faultsOfOne([, ...words]: readonly string[]): readonly string[] {
  const first = words.findIndex(word => word.startsWith("--"));
  const name = words.slice(0, first).join(" ");
  const known = (table.commands as Record<string, { options: string[]; required: string[][] }>)[name];
  if (!known) return [`az has no command "${name}"`];
  const given = words.filter(word => word.startsWith("--")).map(word => word.split("=")[0]!);
  return [
    ...given.filter(option => !known.options.includes(option)).map(option => `az ${name} has no option ${option}`),
    ...known.required
      .filter(names => !names.some(option => given.includes(option)))
      .map(([option]) => `az ${name} needs ${option}`),
  ];
}
