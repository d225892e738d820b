import assert from "node:assert/strict";
import list from "./still-wrong.json";

/** What the audit or the pack answered to one want of a case. */
export interface Answer {
  readonly right: boolean;
  /** The answer as one short phrase: `quiet`, `finding`, `false alarm: unapproved-region`. */
  readonly text: string;
}

type WrongAnswers = Readonly<Record<string, string>>;

/** The wrong answers that are known, by case and want: see README.md. */
export const stillWrong: { readonly audit: WrongAnswers; readonly pack: WrongAnswers } = list;

/**
 * Compares an answer with what the case wants or, where the case is known to be answered wrongly, with that wrong
 * answer. So a fix is noticed as well as a new mistake.
 */
export function assertAnswer(name: string, wanted: string, answer: Answer, wrong: string | undefined): void {
  if (wrong === undefined) {
    assert.ok(answer.right, `case "${name}" wants ${wanted}, but the answer is ${answer.text}`);
  } else {
    assert.ok(!answer.right, `case "${name}" is now right: take it out of the list in test/cases/still-wrong.json`);
    assert.equal(answer.text, wrong, `case "${name}" is still wrong, but not in the way that still-wrong.json records`);
  }
}

/** Fails where the list names a want that no case has, or a case that must stay right. */
export function assertListed(listed: WrongAnswers, names: readonly string[], mustStayRight: (name: string) => boolean) {
  assert.equal(new Set(names).size, names.length, "two wants of the cases have the same name");
  const entries = Object.keys(listed);
  assert.deepEqual(
    entries.filter(name => !names.includes(name)),
    [],
    "still-wrong.json lists what no case wants",
  );
  assert.deepEqual(entries.filter(mustStayRight), [], "still-wrong.json lists cases that must stay right");
}
