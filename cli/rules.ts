import { controls } from "../catalogue/controls";
import { defaultEstate } from "../catalogue/estate";
import { nearestWord, oneInThree } from "../catalogue/nearest-word";
import type { Rule } from "../catalogue/outcome";
import { policies } from "../policies/all";
import { checks } from "../posture/checks/all";
import { rulePage } from "../posture/explain/rule-page";
import { Command } from "./command";
import { UsageError } from "./exit";

/** `computeguard rules`: every rule of the pack and every check of the audit. */
export const rulesCommand = () =>
  new Command("rules")
    .argument("[id]", "one of them, with why it matters, what to do and what it is tested for")
    .option("--theme <control>", "only those of a control (see: computeguard rules --json)")
    .option("--json", "as JSON, with why, what to do, and the control that each belongs to")
    .action((id: string | undefined, { json, theme }: { json?: boolean; theme?: string }) => {
      if (id !== undefined && !json) return printPage(id);
      if (theme !== undefined && !controls.has(theme))
        throw new UsageError(`There is no control "${theme}". There are: ${[...controls.keys()].join(", ")}.`);
      const rows = [
        ...policies.map(policy => ({ kind: "policy", level: policy.level(defaultEstate), ...words(policy) })),
        ...checks.map(check => ({ kind: "check", level: undefined, ...words(check) })),
      ].filter(row => (id === undefined || row.id === id) && (theme === undefined || row.control === theme));
      if (rows.length === 0) throw noRule(id!);
      process.stdout.write(
        json
          ? `${JSON.stringify(rows, null, 2)}\n`
          : rows
              .map(({ kind, level, severity, id, title }) =>
                [kind.padEnd(6), (level ?? "").padEnd(9), severity.padEnd(8), id.padEnd(32), title].join(" "),
              )
              .join("\n")
              .concat("\n"),
      );
    });

function printPage(id: string): void {
  const page = rulePageOf(id);
  if (!page) throw noRule(id);
  for (const line of page) process.stdout.write(`${line}\n`);
}

const noRule = (id: string): UsageError => {
  const ids = [...policies, ...checks].map(rule => rule.id);
  const nearest = nearestWord(id, ids, oneInThree(id, 2));
  return new UsageError(
    `There is no rule "${id}". ${nearest ? `Did you mean ${nearest}?` : "computeguard rules lists them."}`,
  );
};

/** A rule's page, by its id or by one that it had. */
export function rulePageOf(id: string): Iterable<string> | undefined {
  const isIt = ({ id: own, formerIds }: Rule) => own === id || formerIds?.includes(id) === true;
  const policy = policies.find(isIt);
  if (policy) return rulePage(policy, "rule of the policy pack");
  const check = checks.find(isIt);
  return check && rulePage(check, "check of the audit");
}

const words = ({ id, formerIds, title, faultTitle, severity, why, fix, control }: Rule) => ({
  id,
  formerIds,
  title,
  faultTitle,
  severity,
  why,
  fix,
  control,
});
