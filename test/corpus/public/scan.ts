import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseEstate } from "../../../catalogue/estate-file";
import { filesAt } from "../../../cli/scan-files";
import { scanFiles } from "../../../scan/scan";
import type { ScanFile } from "../../../scan/scan-file";

/** The estates that public templates are judged under. */
export const estates = ["empty", "realistic"] as const;
export type EstateName = (typeof estates)[number];
const estateFiles: { readonly [E in EstateName]: string } = { empty: "estate.yaml", realistic: "realistic.yaml" };

/** A checkout of a public repository. */
export interface Repository {
  /** `owner/name`. */
  readonly name: string;
  readonly commit: string;
  readonly folder: string;
}

/** A file that the pack would refuse, by the rule that refuses it. */
export interface Refusal {
  readonly repository: string;
  readonly file: string;
  readonly rule: string;
}

export interface Judged {
  readonly files: number;
  readonly refusals: readonly Refusal[];
}

/** The checkouts below a folder, `FOLDER/owner/name`, each with its commit in a file `.commit`. */
export const repositoriesIn = (folder: string): readonly Repository[] =>
  foldersIn(folder).flatMap(owner =>
    foldersIn(join(folder, owner)).flatMap(name => {
      const at = join(folder, owner, name);
      const said = join(at, ".commit");
      if (!existsSync(said)) return [];
      return [{ name: `${owner}/${name}`, commit: readFileSync(said, "utf8").trim(), folder: at }];
    }),
  );

const foldersIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap(entry => (entry.isDirectory() ? [entry.name] : []))
    .sort();

function scanned(files: readonly ScanFile[], estate: EstateName) {
  const file = join(__dirname, "..", estateFiles[estate]);
  return scanFiles(files, {
    estate: parseEstate(readFileSync(file, "utf8"), file),
    estateSource: { name: estateFiles[estate] },
    version: "0",
    at: "2026-01-01T00:00:00Z",
  });
}

/** What would be refused of all that lies in a checkout. What is only advised does not count. */
export function judged({ name, folder }: Repository, estate: EstateName): Judged {
  const { outcomes, coverage } = scanned(filesAt([folder]).files, estate);
  const refusals = new Map<string, Refusal>();
  for (const { rule, findings } of outcomes)
    for (const { subject, severity } of findings) {
      if (severity === "low") continue;
      const file = relative(folder, subject.file ?? subject.id);
      refusals.set(`${file}\n${rule.id}`, { repository: name, file, rule: rule.id });
    }
  return { files: coverage.files?.judged ?? 0, refusals: [...refusals.values()] };
}

/** The files that some rules refuse. */
export function refusedFiles(
  files: readonly ScanFile[],
  estate: EstateName,
  rules: readonly string[],
): ReadonlySet<string> {
  const findings = scanned(files, estate).outcomes.flatMap(({ rule, findings }) =>
    rules.includes(rule.id) ? findings.filter(({ severity }) => severity !== "low") : [],
  );
  return new Set(findings.map(({ subject }) => subject.file ?? subject.id));
}
