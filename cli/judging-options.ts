import { Option } from "commander";
import { frameworks } from "../catalogue/frameworks";
import { type Rule, severities } from "../catalogue/outcome";
import { requirementsTestedBy } from "../catalogue/requirements";
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

/** What `--check` or `--framework` choose; all rules, where neither is given. */
export interface ChosenRules {
  readonly check?: readonly string[];
  readonly framework?: readonly string[];
}

export const isChosen =
  ({ check, framework }: ChosenRules) =>
  ({ id }: Rule): boolean =>
    (!check || check.includes(id)) && (!framework || framework.some(of => tests(id, of)));

const tests = (rule: string, framework: string): boolean =>
  requirementsTestedBy(rule).some(requirement => requirement.framework === framework);

/** Reads `--framework`: ids of frameworks of which these rules test a requirement at least. */
export const frameworkOption = (rules: readonly Rule[]) => {
  const known = frameworks.map(({ id }) => id).filter(framework => rules.some(({ id }) => tests(id, framework)));
  return new Option(
    "--framework <ids>",
    `only what these frameworks ask for, and the rules that test it: ${known.join(", ")}`,
  )
    .argParser(listOf(known, { current: word => word.toLowerCase() }))
    .conflicts("check");
};

/** How what is printed with commands is printed: by these forms, of which one is a script. */
export const printedOption = (forms: object) =>
  new Option("-f, --format <name>", "text, markdown, or script: a shell script in which every command is commented out")
    .choices(Object.keys(forms))
    .default("text");

export const severityOption = () =>
  new Option("--severity <least>", "show only findings at or above it; all are counted")
    .choices(severities)
    .default("low");

export const failOnOption = () =>
  new Option(
    "--fail-on <severity>",
    "exit 1 on findings at or above it; new:high looks at those alone that are not in --baseline",
  )
    .choices(failOnChoices)
    .default("high");
