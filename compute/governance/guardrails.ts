import { lastSegment } from "../../catalogue/arm-id";
import type { GuardrailChange } from "../facts";
import { alternatives, firstPresent, isOneOf, type RowContext } from "../leaf";
import { absent, known, type Value } from "../value";
import { guardsCompute } from "./compute-guards";
import { defineReader, filled, word } from "./governance-type";
import type { GuardrailType } from "./guardrail-type";
import { refusing } from "./guardrails-refusing";
import { watching } from "./guardrails-watching";

export const guardrails = defineReader<"guardrails", GuardrailType>({
  kind: "guardrails",
  rows: [...refusing, ...watching],
  read(row, context) {
    const { what, says, words, always, named } = row;
    const effect = effectOf(row, context);
    if (effect === undefined || (named && !named.test(context.at.path))) return [];
    const places = alternatives(firstPresent(context, row.paths.by!));
    const changes = places.map((place): Value<string> => {
      if (always) return known(says, place.path);
      const written = words ? word(place) : filled(place);
      if (written.state !== "known") return written;
      return !words || isOneOf(written.value, words) ? { ...written, value: says } : absent(written.path);
    });
    const made = changes.filter(({ state }) => state !== "absent");
    return (always ? made.slice(0, 1) : made).map(change =>
      typeof effect === "string"
        ? { what, effect, change }
        : { what, effect: "off", change: change.state === "known" ? effect : change },
    );
  },
});

/**
 * What cannot be seen, and what is not there, weighs in full; so does what is decided later, which is then the change that is returned.
 * Names of extensions in a template begin with those of their parents.
 */
function effectOf(row: GuardrailType, context: RowContext): GuardrailChange["effect"] | Value<never> | undefined {
  const { effect, of, otherwise, paths, guards } = row;
  if (guards) return guardedEffect(row, guards, context);
  const named = of && alternatives(firstPresent(context, paths.of!)).map(word);
  const all = named?.every(one => one.state === "known" && !isOneOf(lastSegment(one.value), of!));
  return all ? otherwise : effect;
}

/** The effect on a policy, by what its names say that it guards. */
function guardedEffect(
  { effect }: GuardrailType,
  guards: readonly string[],
  context: RowContext,
): GuardrailChange["effect"] | Value<never> {
  const names = guards.map(path => alternatives(firstPresent(context, path)).map(word));
  const ids = names[0]!;
  if (guardsCompute(names.flat().map(name => (name.state === "known" ? name.value : "")))) return effect;
  const later = ids.find(id => id.state === "unknown");
  if (later?.state === "unknown") return later;
  return ids.every(id => id.state === "known") ? "narrowed" : effect;
}
