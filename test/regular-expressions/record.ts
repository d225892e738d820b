import { relative } from "node:path";
import { root, type Written } from "./rooms";

/** What `RegExp` was called with, by the place that called it. */
const made = new Map<string, Written>();

/**
 * Notes what every call of `RegExp` makes from here on. It must be loaded before the code that calls it.
 */
export function record(): () => readonly Written[] {
  const native = RegExp;
  const note = (source: unknown, flags: unknown) => {
    const [, path, line] = /\(?([^()\s]+\.ts):(\d+):\d+\)?$/.exec(new Error().stack!.split("\n")[3] ?? "") ?? [];
    if (path === undefined || typeof source !== "string") return;
    const file = relative(root, path).replaceAll("\\", "/");
    const one = { file, line: Number(line), source, flags: typeof flags === "string" ? flags : "" };
    made.set(JSON.stringify(one), one);
  };
  globalThis.RegExp = new Proxy(native, {
    construct(target, [source, flags]) {
      note(source, flags);
      return new target(source, flags);
    },
    apply(target, _, [source, flags]) {
      note(source, flags);
      return target(source, flags);
    },
  });
  return () => [...made.values()];
}
