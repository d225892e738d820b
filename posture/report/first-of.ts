/** So many of them, from the first; no more are made. */
export function* firstOf<T>(all: Iterable<T>, most: number): Generator<T> {
  let count = 0;
  if (most > 0)
    for (const each of all) {
      yield each;
      count += 1;
      if (count === most) return;
    }
}
