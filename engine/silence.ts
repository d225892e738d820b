import type { Patience } from "./patience";

/** Who listens to a program. */
export interface Listener {
  /** At each word of the program; the answer is called once the program has been answered. */
  heard(what: string): () => void;
  stop(): void;
}

/**
 * Listens to a program until it has been silent too long, and then says what was waited for: what it asked for last and was not
 * answered, or, where nothing is left to answer, the program itself.
 */
export function listen(patience: Patience, silent: (waitedFor: string) => void): Listener {
  const open = new Map<symbol, string>();
  let last = "it was started";
  let stopped = false;
  const waitedFor = () => {
    const [asked, ...more] = open.values();
    return asked === undefined
      ? `nothing came from it after ${last}: something in it waits for itself, or for something outside`
      : `${asked}${more.length > 0 ? ` and ${more.length} more` : ""} had no answer`;
  };
  const begin = () => patience(() => silent(waitedFor()), last);
  let end = begin();
  const again = () => {
    end();
    if (!stopped) end = begin();
  };
  return {
    heard(what) {
      const id = Symbol();
      // what a program logs says that it is alive, and nothing of what it waits for
      if (!what.startsWith("Log")) {
        open.set(id, what);
        last = what;
      }
      again();
      return () => {
        open.delete(id);
        again();
      };
    },
    stop() {
      stopped = true;
      end();
    },
  };
}
