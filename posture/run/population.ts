import type { Population as Counted, Outcome } from "../../catalogue/outcome";
import type { Judgement } from "../check";
import type { Population } from "../facts/populations";

/** What was examined for one rule, before it is known what became of it. */
export type Examined = "tenant" | { readonly words: Population["words"]; readonly ids: Iterable<string> };

/**
 * Of how many the judgements are. Whoever is judged and is not among those that were listed counts as well; what is judged of the
 * tenant as a whole makes it the tenant's. The ids are gone through once and not kept: a tenant may have a million people.
 */
export function countedOf(examined: Examined, judgements: readonly Judgement[]): Counted {
  if (examined === "tenant") return { is: "tenant" };
  const beside = new Map(judgements.map(judgement => [judgement.subject.id.toLowerCase(), judgement]));
  let count = 0;
  for (const id of examined.ids) {
    count++;
    beside.delete(id.toLowerCase());
  }
  const others = [...beside.values()].filter(({ subject }) => subject.kind !== "tenant");
  if ([...beside.values()].some(judgement => judgement.subject.kind === "tenant" && "fault" in judgement))
    return { is: "tenant" };
  const [one, many] = examined.words;
  const all = count + others.length;
  return { is: "each", of: all === 1 ? one : many, examined: all, faulty: 0, unknown: 0 };
}

/** The same outcome with its population counted by what is in it now: exceptions and decoys take findings away. */
export function recounted(outcome: Outcome): Outcome {
  const { population, findings, unknowns } = outcome;
  if (population?.is !== "each") return outcome;
  const faulty = new Set(findings.map(({ subject }) => subject.id.toLowerCase()));
  const unknown = new Set(
    unknowns.flatMap(({ subject }) => {
      const id = subject.id.toLowerCase();
      return subject.kind === "tenant" || faulty.has(id) ? [] : [id];
    }),
  );
  return { ...outcome, population: { ...population, faulty: faulty.size, unknown: unknown.size } };
}
