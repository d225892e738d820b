import { controls } from "../catalogue/controls";
import type { Rule } from "../catalogue/outcome";
import { type ReadinessPart, readiness } from "../catalogue/readiness";
import { policies } from "../policies/all";
import { checks } from "../posture/checks/all";

/** Every rule with its page: a practice is what its title states, and it is what proves that. */
const proofs: readonly (readonly [rule: Rule, page: string])[] = [
  ...checks.map(check => [check, "checks.md"] as const),
  ...policies.map(policy => [policy, "rules.md"] as const),
];

export const readinessLead = [
  "What a tenant has in place before somebody mines in it, as a checklist after the shape of Google Cloud's for cryptomining. Each line is a practice and what proves it: a check of the audit that passes, or a rule of the pack that refuses. What no API tells is a step by hand.",
  "`computeguard audit` says of each: it passes, it fails, or it could not be read, which is neither. The report also says what would be lost before the first alarm.",
].join("\n\n");

/** Title, head and rows of each part. */
export const readinessTables = (): readonly (readonly [string, readonly string[], readonly (readonly string[])[]])[] =>
  readiness.map(part => [part.title, ["control", "practice", "proved by"], [...provedIn(part), ...byHandIn(part)]]);

const provedIn = ({ controls: ids }: ReadinessPart): readonly (readonly string[])[] =>
  ids.flatMap(id =>
    proofs
      .filter(([{ control }]) => control === id)
      .map(([rule, page], i) => [
        i === 0 ? (controls.get(id)?.title ?? id) : "",
        rule.title,
        `[\`${rule.id}\`](${page}#${rule.id})`,
      ]),
  );

const byHandIn = ({ byHand }: ReadinessPart): readonly (readonly string[])[] =>
  byHand.map(({ practice, how }, i) => [i === 0 ? "By hand" : "", practice, how]);
