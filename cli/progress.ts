import { Listr, ListrLogger, type ListrTask, ProcessOutput } from "listr2";
import { type EvidenceKind, evidence, evidenceKinds } from "../posture/evidence/all";
import type { Progress } from "../posture/run/gather";
import { heartbeat } from "./heartbeat";

interface Shown {
  onProgress(progress: Progress): void;
  end(): Promise<void>;
}

/** Shows what is read while it is read, on stderr: a list on a terminal, and a line now and then in a log. */
export function showProgress(): Shown {
  if (!process.stderr.isTTY) return heartbeat(line => process.stderr.write(line));
  const waiting = new Map<EvidenceKind, (progress: Progress) => void>();
  const ends = new Set<() => void>();
  const task = (kind: EvidenceKind): ListrTask => ({
    title: evidence[kind].title,
    task: (_, shown) =>
      new Promise<void>(resolve => {
        ends.add(resolve);
        waiting.set(kind, progress => {
          if (progress.state === "rows") shown.output = `${progress.rows} rows`;
          if (progress.state === "gap") shown.output = `could not be read: needs ${progress.gap.missing}`;
          if (progress.state !== "finished") return;
          shown.title = `${progress.title}: ${progress.rows}${progress.gaps ? `, ${progress.gaps} not read` : ""}`;
          resolve();
        });
      }),
  });
  const output = new ProcessOutput(process.stderr, process.stderr);
  const list = new Listr(evidenceKinds.map(task), {
    concurrent: true,
    exitOnError: false,
    renderer: "default",
    // listr2 looks at stdout, which may be a file while a terminal reads stderr
    fallbackRendererCondition: false,
    forceTTY: true,
    rendererOptions: { logger: new ListrLogger({ processOutput: output }) },
  });
  const running = list.run();
  return {
    onProgress: progress => waiting.get(progress.kind)?.(progress),
    async end() {
      for (const resolve of ends) resolve();
      await running;
    },
  };
}
