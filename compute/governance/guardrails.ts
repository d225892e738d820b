import { lastSegment } from "../../catalogue/arm-id";
import type { GuardrailChange } from "../facts";
import { firstPresent, isOneOf, type RowContext } from "../leaf";
import { absent, known, type Value } from "../value";
import { defineReader, filled, word } from "./governance-type";
import type { GuardrailType } from "./guardrail-type";
import { refusing } from "./guardrails-refusing";
import { watching } from "./guardrails-watching";

export const guardrails = defineReader<"guardrails", GuardrailType>({
  kind: "guardrails",
  rows: [...refusing, ...watching],
  read(row, context) {
    const { what, says, words, always } = row;
    const effect = effectOf(row, context);
    if (effect === undefined) return [];
    const place = firstPresent(context, row.paths.by!);
    const written = words ? word(place) : filled(place);
    const change: Value<string> = always
      ? known(says, place.path)
      : written.state !== "known"
        ? written
        : !words || isOneOf(written.value, words)
          ? known(says, written.path)
          : absent(written.path);
    return change.state === "absent" ? [] : [{ what, effect, change }];
  },
});

/** What cannot be seen, and what is not there, weighs in full. Names of extensions in a template begin with those of their parents. */
function effectOf(
  { effect, of, otherwise, paths }: GuardrailType,
  context: RowContext,
): GuardrailChange["effect"] | undefined {
  const named = of && word(firstPresent(context, paths.of!));
  return named?.state !== "known" || isOneOf(lastSegment(named.value), of!) ? effect : otherwise;
}
