import { formatArmId, parseArmId } from "../../catalogue/arm-id";
import type { Estate } from "../../catalogue/estate";
import { applies, type Exception, hasEnded, isForPackOnly } from "../../catalogue/exceptions";
import { fits } from "../../catalogue/wildcard";
import type { Facts } from "../../compute/facts";
import { beyond } from "../../policies/excepted";
import { rulingOf } from "../facts/exception-for";

/** What an exception is held against: a resource that runs; or what was created, of which the log tells everything but the name. */
export type Named = { readonly id: string } | { readonly subscription: string; readonly type: string };

/** Whether an exception lets it through; `perhaps` where it depends on the name, which no record tells. */
export type LetThrough = (rule: string, named: Named, asked: Facts) => Exception | "perhaps" | undefined;

/** Exceptions of a draft, as they hold in the pack and the audit. @param today the day of collection */
export function letThroughBy({ exceptions }: Estate, today: string): LetThrough {
  return (rule, named, asked) => {
    const id = "id" in named ? named.id : anyOf(named);
    const certain = exceptions.filter(each => applies(each, { rule, subject: { id } }, today));
    const { exception } = rulingOf(certain, () => asked);
    if (exception !== undefined || "id" in named) return exception;
    const mayHold = exceptions.some(
      each =>
        each.rule === rule &&
        !hasEnded(each, today) &&
        !isForPackOnly(each) &&
        !certain.includes(each) &&
        mayName(each.resource.toLowerCase(), named) &&
        (each.upTo === undefined || beyond(each.upTo, asked) === undefined),
    );
    return mayHold ? "perhaps" : undefined;
  };
}

/** No resource has such a name, so only a pattern fits it that takes any name. */
const anyName = "\u0001";

const anyOf = ({ subscription, type }: { readonly subscription: string; readonly type: string }): string => {
  const names = type.split("/").slice(1);
  const scope = `/subscriptions/${subscription}/resourceGroups/${anyName}`;
  return formatArmId({ scope, type, names: names.map(() => anyName), isExtension: false });
};

/** Whether a pattern may name a resource of this type in this subscription. */
function mayName(pattern: string, { subscription, type }: { readonly subscription: string; readonly type: string }) {
  const start = pattern.split("*", 1)[0]!;
  const within = `/subscriptions/${subscription}/`.toLowerCase();
  if (!start.startsWith(within) && !within.startsWith(start)) return false;
  const wanted = parseArmId(pattern).type;
  return wanted === undefined || wanted.includes("**") || fits(wanted, type.toLowerCase());
}
