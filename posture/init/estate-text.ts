import type { Entry } from "./approvals";
import type { Candidate } from "./candidates";
import { comment, scalar } from "./yaml-text";

/** A list of the estate. Without an approved entry it is left out, so that its default holds: an empty list would refuse all. */
export function* list(key: string, head: readonly string[], entries: readonly Entry[]): Generator<string> {
  yield "";
  for (const line of head) yield comment(line);
  const approves = entries.some(({ approved }) => approved);
  yield approves ? `${key}:` : comment(`${key}:`);
  for (const { yaml, why, approved } of entries) yield `  ${approved ? "" : "# "}- ${yaml} ${comment(why)}`;
}

/** What only a person can know: an empty list, with what may belong there in comments. */
export function* left(key: string, head: readonly string[], candidates: readonly Candidate[]): Generator<string> {
  yield "";
  for (const line of head) yield comment(line);
  yield `${key}: []`;
  for (const { value, why } of candidates) yield `  # - ${comment(scalar(value)).slice(2)} ${comment(why)}`;
}

/** Lines of a comment alone. */
export function* notes(head: readonly string[], lines: readonly string[] = []): Generator<string> {
  yield "";
  for (const line of head) yield comment(line);
  for (const line of lines) yield `#   - ${comment(line).slice(2)}`;
}
