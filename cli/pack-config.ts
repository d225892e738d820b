import { readFileSync } from "node:fs";
import type * as z from "zod";
import { estateSettings } from "../catalogue/estate";
import { mistakesInWords, unknownRule } from "../catalogue/estate-file";
import { nearestWord } from "../catalogue/nearest-word";
import { currentId } from "../catalogue/rule-ids";
import { policies } from "../policies/all";
import type { AnyPolicy } from "../policies/policy";
import { UsageError } from "./exit";

/** The levels that Pulumi knows; `remediate` is for rules that have a remedy. */
const levels = ["advisory", "mandatory", "disabled", "remediate"];

/**
 * What is wrong with a file for `--policy-pack-config`, a line each. Pulumi takes a rule or an option that the pack does not have
 * without a word, and then judges as if nothing had been configured.
 */
export function faultsOfConfig(config: unknown): string[] {
  if (!isObject(config)) return ["it holds no object with a rule as each key"];
  return Object.entries(config).flatMap(([rule, entry]) => {
    // the names of Pulumi ESC environments set variables, not rules
    if (rule === "environments") return [];
    return (rule === "all" ? faultsOfLevel(entry) : faultsOfRule(rule, entry)).map(fault => `${rule}: ${fault}`);
  });
}

/** Reads and checks a file. @throws UsageError where it cannot be read or does not hold */
export function checkConfig(file: string): void {
  let config: unknown;
  try {
    config = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file} cannot be read: ${code ?? message.split("\n")[0]}`);
  }
  const faults = faultsOfConfig(config);
  if (faults.length > 0) throw new UsageError(faults.map(fault => `${file}: ${fault}`).join("\n"));
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function faultsOfLevel(entry: unknown): string[] {
  const level = isObject(entry) ? (entry.enforcementLevel ?? "advisory") : entry;
  return typeof level === "string" && levels.includes(level)
    ? []
    : [`${JSON.stringify(level)} is no level; use ${levels.join(", ")}`];
}

function faultsOfRule(rule: string, entry: unknown): string[] {
  const id = currentId(rule, policies);
  const policy = policies.find(each => each.id === id);
  const ids = policies.map(each => each.id);
  if (!policy) return [unknownRule(rule, ids) ?? "there is no such rule"];
  const faults = faultsOfLevel(entry);
  const level = isObject(entry) ? entry.enforcementLevel : entry;
  if (level === "remediate" && !policy.remedy) faults.push("it has no remedy, so it cannot be enforced as remediate");
  if (!isObject(entry)) return faults;
  const { enforcementLevel: _, ...options } = entry;
  const known = Object.keys(policy.options.shape);
  const { error } = policy.options.partial().safeParse(options);
  for (const issue of (error?.issues ?? []) as readonly z.core.$ZodIssue[]) {
    if (issue.code === "unrecognized_keys") faults.push(...issue.keys.map(key => unknownOption(key, known)));
    else faults.push(`${issue.path.join(".")}: ${issue.message}`);
  }
  for (const [option, words] of Object.entries(options))
    for (const { index, message } of mistakesInWords(settingOf(policy, option), words))
      faults.push(`${option}.${index}: ${message}`);
  return faults;
}

/** The setting of the estate that an option is: its words mean the same in both files. */
const settingOf = ({ options }: AnyPolicy, option: string): string =>
  Object.entries(estateSettings).find(([, schema]) => schema === options.shape[option])?.[0] ?? "";

function unknownOption(key: string, known: readonly string[]): string {
  const near = nearestWord(key, known);
  const options = known.length > 0 ? `its options are ${known.join(", ")}` : "it has no options";
  return `there is no option ${key}; ${near === undefined ? options : `did you mean ${near}?`}`;
}
