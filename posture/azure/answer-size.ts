import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { Fault } from "./fault";

/**
 * Bytes that one answer may have, unpacked. A page of a thousand rows has some megabytes; the engine holds no text of more than
 * 512 MiB, and a dozen answers are under way at a time.
 */
export const longestAnswer = 64 * 1024 * 1024;

/** Hangs up on an answer once it is longer. It ends in a Fault that is not asked for again: the next would be as long. */
export const answerSize = (bytes: number = longestAnswer): PipelinePolicy => ({
  name: "answerSize",
  async sendRequest(request, next) {
    const { abortSignal, onDownloadProgress } = request;
    const cut = new AbortController();
    // the library's piping of a body that is watched does not pass on an abort: without this race it would wait for ever
    let giveUp: (error: Error) => void = () => {};
    const given = new Promise<never>((_, reject) => {
      giveUp = reject;
    });
    given.catch(() => {});
    const abort = () => {
      cut.abort();
      giveUp(Object.assign(new Error("The request was cut off."), { name: "AbortError" }));
    };
    let tooLong = false;
    const fault = () => new Fault("malformed", `an answer from ${new URL(request.url).host} of at most ${bytes} bytes`);
    if (abortSignal?.aborted) abort();
    abortSignal?.addEventListener("abort", abort);
    request.abortSignal = cut.signal;
    request.onDownloadProgress = progress => {
      onDownloadProgress?.(progress);
      if (progress.loadedBytes <= bytes) return;
      tooLong = true;
      abort();
    };
    try {
      const answer = await Promise.race([next(request), given]);
      if (tooLong) throw fault(); // the last piece was the one too many
      return answer;
    } catch (error) {
      throw tooLong && !abortSignal?.aborted ? fault() : error;
    } finally {
      abortSignal?.removeEventListener("abort", abort);
      if (abortSignal) request.abortSignal = abortSignal;
      else delete request.abortSignal;
      if (onDownloadProgress) request.onDownloadProgress = onDownloadProgress;
      else delete request.onDownloadProgress;
    }
  },
});
