import { visibleText } from "../report/visible";

/** Something that people ask about by a word: its id, and all that it is called. */
export interface Called {
  readonly id: string;
  readonly names: readonly string[];
}

/** In any letter case, and with what cannot be seen as reports show it, for a name is copied from there. */
const plain = (text: string): string => visibleText(text).toLowerCase();

/** Whether a word is a whole id or name of it. */
export function isCalled(word: string): (one: Called) => boolean {
  const wanted = plain(word);
  return ({ id, names }) => plain(id) === wanted || names.some(name => plain(name) === wanted);
}

/** Whether a word is a part of one of its names, or its id begins so. */
export function mayBeCalled(word: string): (one: Called) => boolean {
  const wanted = plain(word);
  return ({ id, names }) => names.some(name => plain(name).includes(wanted)) || plain(id).startsWith(wanted);
}
