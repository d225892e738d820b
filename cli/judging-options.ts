import { Option } from "commander";
import { type Rule, severities } from "../catalogue/outcome";
import { renamed, renameHint } from "../catalogue/rule-ids";
import { failOnChoices } from "./exit";
import { listOf } from "./list-option";

/** Options of every command that judges and writes a report. */

/**
 * Reads `--check`: ids of these rules, of which `noun` says what they are to the reader. An id that a rule had before it was
 * renamed still means it.
 */
export const checkIds = (rules: readonly Rule[], noun: string) =>
  listOf(
    rules.map(({ id }) => id),
    { current: currentOf(rules), many: `There is no ${noun} "{word}"; computeguard rules lists them.` },
  );

const currentOf = (rules: readonly Rule[]) => (id: string) => {
  const change = renamed(id, rules);
  if (change) process.stderr.write(`computeguard: ${renameHint(change, "--check")}\n`);
  return change?.to ?? id;
};

export const severityOption = () =>
  new Option("--severity <least>", "show only findings at or above it; all are counted")
    .choices(severities)
    .default("low");

export const failOnOption = () =>
  new Option("--fail-on <severity>", "exit 1 on findings at or above it; new:high looks at those alone that are not in --baseline").choices(failOnChoices).default("high");
