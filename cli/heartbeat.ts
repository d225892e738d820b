import type { EvidenceKind } from "../posture/evidence/all";
import type { Progress } from "../posture/run/gather";

/** How often a log says that something is still read, in milliseconds. A short run says nothing. */
const every = 30_000;

interface Timers {
  set(tick: () => void, milliseconds: number): { unref(): unknown };
  clear(timer: unknown): void;
}
const realTimers: Timers = { set: setInterval, clear: timer => clearInterval(timer as NodeJS.Timeout) };

/**
 * For logs, such as those of a pipeline: a line now and then with how much was read and what is waited for, so that nobody takes a
 * long run for one that hangs.
 */
export function heartbeat(write: (line: string) => void, timers: Timers = realTimers) {
  const rows = new Map<EvidenceKind, number>();
  const open = new Map<EvidenceKind, string>();
  let done = 0;
  const timer = timers.set(() => {
    const read = [...rows.values()].reduce((sum, count) => sum + count, 0);
    const waiting = [...open.values()].slice(0, 3).join(", ");
    write(
      `computeguard: reading: ${read.toLocaleString("en-US")} rows, ${done} lists done${waiting && `, now ${waiting}`}${open.size > 3 ? ` and ${open.size - 3} more` : ""}\n`,
    );
  }, every);
  timer.unref(); // it must not keep a run alive that has ended
  return {
    onProgress(progress: Progress): void {
      const { kind, title } = progress;
      if (progress.state === "rows") rows.set(kind, progress.rows);
      if (progress.state !== "finished") {
        open.set(kind, title);
        return;
      }
      rows.set(kind, progress.rows);
      open.delete(kind);
      done++;
    },
    async end(): Promise<void> {
      timers.clear(timer);
    },
  };
}
