import { EngineError } from "./error";

/**
 * How long something is waited for. It begins a wait and is told what to do when that has taken too long, and what is waited
 * for; the answer ends the wait. Tests bring their own, so that none of them sleeps.
 */
export type Patience = (expired: () => void, waitedFor: string) => () => void;

/** Longer than a program takes between two words to the engine: one in TypeScript is compiled for a minute or two before its first. */
const usualSeconds = 300;

/** Waits by the clock. */
export const patienceOf =
  (seconds: number = usualSeconds): Patience =>
  expired => {
    const timer = setTimeout(expired, seconds * 1000);
    return () => clearTimeout(timer);
  };

/** The answer, or an error as soon as patience ends: what is never answered must not be waited for. */
export function within<T>(patience: Patience, answer: Promise<T>, waitedFor: string): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const end = patience(() => reject(new EngineError(`${waitedFor} had no answer`)), waitedFor);
    answer.then(resolve, reject).finally(end);
  });
}
