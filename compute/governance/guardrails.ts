import { lastSegment } from "../../catalogue/arm-id";
import type { GuardrailChange } from "../facts";
import { firstPresent, isOneOf, type RowContext } from "../leaf";
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
    const place = firstPresent(context, row.paths.by!);
    const written = words ? word(place) : filled(place);
    const change: Value<string> = always
      ? known(says, place.path)
      : written.state !== "known"
        ? written
        : !words || isOneOf(written.value, words)
          ? known(says, written.path)
          : absent(written.path);
    if (change.state === "absent") return [];
    if (typeof effect === "string") return [{ what, effect, change }];
    return [{ what, effect: "off", change: change.state === "known" ? effect : change }];
  },
});

/**
 * What cannot be seen, and what is not there, weighs in full; so does what is decided later, which is then the change that is returned.
 * Names of extensions in a template begin with those of their parents.
 */
function effectOf(row: GuardrailType, context: RowContext): GuardrailChange["effect"] | Value<never> | undefined {
  const { effect, of, otherwise, paths, guards } = row;
  if (guards) return guardedEffect(row, guards, context);
  const named = of && word(firstPresent(context, paths.of!));
  return named?.state !== "known" || isOneOf(lastSegment(named.value), of!) ? effect : otherwise;
}

/** The effect on a policy, by what its names say that it guards. */
function guardedEffect(
  { effect }: GuardrailType,
  guards: readonly string[],
  context: RowContext,
): GuardrailChange["effect"] | Value<never> {
  const names = guards.map(path => word(firstPresent(context, path)));
  const id = names[0]!;
  const known = names.map(name => (name.state === "known" ? name.value : ""));
  if (guardsCompute(known)) return effect;
  if (id.state === "unknown") return id;
  return id.state === "known" ? "narrowed" : effect;
}
