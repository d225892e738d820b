import { lastSegment } from "../../catalogue/arm-id";
import type { GuardrailChange } from "../facts";
import { alternatives, firstPresent, isOneOf, type RowContext } from "../leaf";
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
    const places = alternatives(firstPresent(context, row.paths.by!));
    const changes = places.map((place): Value<string> => {
      if (always) return known(says, place.path);
      const written = words ? word(place) : filled(place);
      if (written.state !== "known") return written;
      return !words || isOneOf(written.value, words) ? { ...written, value: says } : absent(written.path);
    });
    const made = changes.filter(({ state }) => state !== "absent");
    return (always ? made.slice(0, 1) : made).map(change => ({ what, effect, change }));
  },
});

/** What cannot be seen, and what is not there, weighs in full. Names of extensions in a template begin with those of their parents. */
function effectOf(
  { effect, of, otherwise, paths }: GuardrailType,
  context: RowContext,
): GuardrailChange["effect"] | undefined {
  const named = of && alternatives(firstPresent(context, paths.of!)).map(word);
  const all = named?.every(one => one.state === "known" && !isOneOf(lastSegment(one.value), of!));
  return all ? otherwise : effect;
}
