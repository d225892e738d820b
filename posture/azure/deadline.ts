import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { Fault } from "./fault";

/**
 * Each request, with the body of its answer, gets `milliseconds`. After that it ends in a Fault. The library's own `timeout` stops
 * at the headers, and where the connection fails its timer keeps the process alive until it has run out.
 */
export const deadline = (milliseconds: number): PipelinePolicy => ({
  name: "deadline",
  async sendRequest(request, next) {
    const { abortSignal } = request;
    const cut = new AbortController();
    const abort = () => cut.abort();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      abort();
    }, milliseconds);
    if (abortSignal?.aborted) abort();
    abortSignal?.addEventListener("abort", abort);
    request.abortSignal = cut.signal;
    try {
      return await next(request);
    } catch (error) {
      if (late && !abortSignal?.aborted) {
        throw new Fault("failed", `an answer from ${new URL(request.url).host} in time`);
      }
      throw error;
    } finally {
      clearTimeout(timer);
      abortSignal?.removeEventListener("abort", abort);
      if (abortSignal) request.abortSignal = abortSignal;
      else delete request.abortSignal;
    }
  },
});
