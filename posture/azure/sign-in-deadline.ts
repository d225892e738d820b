import type { GetTokenOptions, TokenCredential } from "@azure/identity";
import { Fault } from "./fault";
import { cutOff } from "./stopped";

/**
 * The same credential, which answers within so many milliseconds, or ends in a Fault, and at once where the run is ended. Not every
 * way to sign in looks at the signal that it is handed, and a service that never answers would be waited for without an end.
 */
export const answeredIn = (credential: TokenCredential, milliseconds: number): TokenCredential => ({
  getToken(scopes, options: GetTokenOptions = {}) {
    const signal = options.abortSignal as AbortSignal | undefined;
    return new Promise((resolve, reject) => {
      const ended = () => reject(signal!.reason instanceof Error ? signal!.reason : cutOff("the sign-in"));
      if (signal?.aborted) return ended();
      const late = setTimeout(() => reject(new Fault("failed", "an answer from the sign-in in time")), milliseconds);
      signal?.addEventListener("abort", ended);
      credential
        .getToken(scopes, options)
        .then(resolve, reject)
        .finally(() => {
          clearTimeout(late);
          signal?.removeEventListener("abort", ended);
        });
    });
  },
});
