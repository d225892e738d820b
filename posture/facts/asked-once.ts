/**
 * The same question, asked once for each pair: many people share their rights, and many facts and checks ask the same of
 * them. `asking` is whoever asks first, and must not matter to the answer. The first of a pair is kept no longer than others
 * keep it.
 */
export function askedOnce<A extends object, B, C extends readonly unknown[], T>(
  ask: (one: A, other: B, ...asking: C) => T,
): (one: A, other: B, ...asking: C) => T {
  const known = new WeakMap<A, Map<B, T>>();
  return (one, other, ...asking) => {
    const answers = known.get(one) ?? new Map<B, T>();
    if (answers.size === 0) known.set(one, answers);
    if (!answers.has(other)) answers.set(other, ask(one, other, ...asking));
    return answers.get(other)!;
  };
}
