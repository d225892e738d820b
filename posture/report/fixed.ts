import type { Severity } from "../../catalogue/outcome";
import { worstFirst } from "../../catalogue/severity";
import { firstOf } from "./first-of";
import type { Report } from "./model";
import type { Naming } from "./naming";
import { visibleText } from "./visible";

/** So many are named; the others are counted. */
const named = 20;

/** What was wrong, and with what. */
export interface Fixed {
  readonly severity: Severity;
  readonly title: string;
  readonly subject: string;
}

/** What an earlier report had and is gone, the worst first, and how many more there are. */
export function fixedOf(
  { since, outcomes }: Pick<Report, "since" | "outcomes">,
  names: Naming,
): { readonly shown: readonly Fixed[]; readonly more: number } {
  const fixed = since?.fixed ?? [];
  const titles = new Map(
    outcomes.flatMap(({ rule: { id, formerIds = [], faultTitle } }) =>
      [id, ...formerIds].map(each => [each, faultTitle]),
    ),
  );
  return {
    shown: [...firstOf(worstFirst(fixed), named)].map(({ severity, rule, subject }) => ({
      severity,
      // a rule that is no more has no title
      title: titles.get(rule) ?? rule,
      // the earlier report is a file that anybody may have written
      subject: visibleText(names.subject(subject)),
    })),
    more: Math.max(0, fixed.length - named),
  };
}
