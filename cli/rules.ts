import { defaultEstate } from "../catalogue/estate";
import type { Rule } from "../catalogue/outcome";
import { policies } from "../policies/all";
import { checks } from "../posture/checks/all";
import { Command } from "./command";

/** `computeguard rules`: every rule of the pack and every check of the audit. */
export const rulesCommand = () =>
  new Command("rules")
    .description("List the rules of the policy pack and the checks of the audit")
    .option("--json", "as JSON, with why, what to do, and the control that each belongs to")
    .action(({ json }: { json?: boolean }) => {
      const rows = [
        ...policies.map(policy => ({ kind: "policy", level: policy.level(defaultEstate), ...words(policy) })),
        ...checks.map(check => ({ kind: "check", level: undefined, ...words(check) })),
      ];
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
