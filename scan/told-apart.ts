import type { Judgement } from "../posture/check";

/**
 * Four plans may speak of one address, and a state and a preview of one URN. Where several files say something of one thing at one
 * place, the file belongs to what tells the findings apart; what one file alone says keeps its fingerprint, whatever the file is called.
 * @param placeOf the file's path below what was asked for, so that the fingerprint is the same on every machine
 */
export function toldApart<J extends Judgement>(
  judgements: readonly J[],
  placeOf: (file: string) => string,
): readonly J[] {
  const files = new Map<string, Set<string>>();
  for (const judgement of judgements) {
    const held = files.get(markOf(judgement)) ?? new Set();
    files.set(markOf(judgement), held.add(judgement.subject.file ?? ""));
  }
  return judgements.map(judgement => {
    const { file } = judgement.subject;
    const several = (files.get(markOf(judgement))?.size ?? 0) > 1;
    return several && file !== undefined ? { ...judgement, key: `${keyOf(judgement)}\n${placeOf(file)}` } : judgement;
  });
}

const keyOf = (judgement: Judgement): string => ("fault" in judgement ? (judgement.key ?? "") : "");

const markOf = (judgement: Judgement): string => `${judgement.subject.id.toLowerCase()}\n${keyOf(judgement)}`;
