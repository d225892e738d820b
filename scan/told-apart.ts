import type { Fault } from "./judge";

/**
 * Four plans may speak of one address, and a state and a preview of one URN. Where several files say something of one thing at one
 * place, the file belongs to what tells the findings apart; what one file alone says keeps its fingerprint, whatever the file is called.
 * @param placeOf the file's path below what was asked for, so that the fingerprint is the same on every machine
 */
export function toldApart<F extends Fault>(faults: readonly F[], placeOf: (file: string) => string): readonly F[] {
  const files = new Map<string, Set<string>>();
  for (const fault of faults) {
    const held = files.get(markOf(fault)) ?? new Set();
    files.set(markOf(fault), held.add(fault.subject.file ?? ""));
  }
  return faults.map(fault => {
    const { file } = fault.subject;
    const several = (files.get(markOf(fault))?.size ?? 0) > 1;
    return several && file !== undefined ? { ...fault, key: `${fault.key ?? ""}\n${placeOf(file)}` } : fault;
  });
}

const markOf = ({ subject, key = "" }: Fault): string => `${subject.id.toLowerCase()}\n${key}`;
