/**
 * Why a run ends before everything is read: the reason of the signal that ends it. `why` completes "was cut off …", for people:
 * "after 90s, as --timeout says".
 */
export class Stopped extends Error {
  // what waits under the signal rejects with its reason, and takes this name for an abort
  override readonly name = "AbortError";

  constructor(readonly why: string) {
    super(`cut off ${why}`);
  }
}

/** What was under way as a run was ended, where the signal does not say why: `the sign-in`. */
export const cutOff = (what: string): Error => Object.assign(new Error(`${what} was cut off`), { name: "AbortError" });

/** Why a run was ended, where its signal says it. */
export const whyStopped = (signal: AbortSignal | undefined): string =>
  signal?.reason instanceof Stopped ? ` ${signal.reason.why}` : "";
