import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root, type Written, written } from "./rooms";

/** An expression, and where it stands. */
export interface Expression {
  readonly source: string;
  readonly flags: string;
  readonly places: readonly string[];
}

/** Expressions that are built of names or tables which the recorder leads nobody to: one of each form. */
const byForm: readonly Required<Omit<Written, "line">>[] = [
  { file: "compute/roles/role-powers.ts", source: ".{9}", flags: "g" },
  { file: "posture/facts/asked-sizes.ts", source: String.raw`\blet\s+contoso\s*=([^;]*)(;?)`, flags: "i" },
  { file: "posture/facts/asked-sizes.ts", source: String.raw`\bmv-(?:apply|expand)\s+contoso\s*=\s*(\w+)`, flags: "i" },
  { file: "posture/facts/sentinel-watch.ts", source: String.raw`\bAzureActivity\b`, flags: "i" },
  { file: "posture/signals/kql.ts", source: String.raw`\bcontoso\b`, flags: "" },
  { file: "posture/signals/quota-columns.ts", source: String.raw`^standard\w*cores$`, flags: "" },
];

/** What was built, by a process that loads and uses the rooms with an eye on `RegExp`. */
const built = (): readonly Written[] =>
  JSON.parse(
    execFileSync(process.execPath, ["-r", "tsx/cjs", join(__dirname, "built.ts")], {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
      timeout: 120_000,
    }),
  ) as Written[];

/** The most lines between a call and the place at which an engine says that it is. */
const near = 12;

/** Every regular expression of the sources once, and the places that build one of which nothing is known. */
export function expressions(): { readonly all: readonly Expression[]; readonly missed: readonly string[] } {
  const found = written();
  const seen = built();
  const places = new Map<string, Set<string>>();
  const ours = new Set(found.map(({ file }) => file));
  for (const { file, source, flags = "" } of [...found, ...seen, ...byForm]) {
    if (source === undefined || !ours.has(file)) continue;
    const key = JSON.stringify([source, flags]);
    places.set(key, (places.get(key) ?? new Set()).add(file));
  }
  const isKnown = ({ file, line }: Written) =>
    seen.some(one => one.file === file && Math.abs(one.line - line) <= near) || byForm.some(one => one.file === file);
  return {
    all: [...places].map(([key, files]) => {
      const [source, flags] = JSON.parse(key) as [string, string];
      return { source, flags, places: [...files].sort() };
    }),
    missed: found.filter(one => one.source === undefined && !isKnown(one)).map(({ file, line }) => `${file}:${line}`),
  };
}
