import { causes, type Reviewed } from "./causes";
import type { Refusal } from "./scan";

/** What was found in one repository. */
export interface Row {
  readonly name: string;
  readonly commit: string;
  readonly files: number;
  readonly refused: { readonly empty: readonly Refusal[]; readonly realistic: readonly Refusal[] };
  readonly swapped: number;
  readonly missed: number;
}

const filesOf = (refusals: readonly Refusal[]) => new Set(refusals.map(({ file }) => file)).size;

function byRule(refusals: readonly Refusal[]): string {
  const counts = new Map<string, number>();
  for (const { rule } of refusals) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rules = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return rules.map(([rule, count]) => `${rule} ${count}`).join(", ") || "none";
}

const tableOf = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [head, head.map(() => "---"), ...rows].map(row => `| ${row.join(" | ")} |`).join("\n");

/** The page `docs/corpus.md`. */
export function page(rows: readonly Row[], reviewed: readonly Reviewed[]): string {
  const counted = Object.entries(causes).map(([cause, why]) => {
    const of = (estate: "both" | "realistic") =>
      reviewed.filter(row => row.cause === cause && row.estates === estate).length;
    return [`\`${cause}\``, why, of("both"), of("both") + of("realistic")];
  });
  return `<!-- Written by \`npm run corpus -- FOLDER\`. Do not edit. -->

# Public templates, and what is refused of them

Templates, policy definitions, scripts and manifests that others publish, as they stand in these commits, judged by
\`computeguard scan\` under two estates: one that says nothing, and one as an organisation writes first (two regions, at most 5 USD
an hour a machine, at most 10 machines a set). A file counts as refused where \`pulumi up\` would stop. Each refusal was looked at, and
stands with its cause in [test/corpus/refused.tsv](../test/corpus/refused.tsv); one without a cause would be a false alarm.

${tableOf(
  [
    "repository",
    "commit",
    "files judged",
    "refused, empty estate",
    "refused, realistic estate",
    "by rule, realistic estate",
  ],
  rows.map(({ name, commit, files, refused: { empty, realistic } }) => [
    name,
    `\`${commit.slice(0, 10)}\``,
    files,
    filesOf(empty),
    filesOf(realistic),
    byRule(realistic),
  ]),
)}

A file may be refused by several rules. Files that a repository holds as Bicep alone are not judged: no compiler was at hand.

## Why they are refused

${tableOf(["cause", "what it is", "empty estate", "realistic estate"], counted)}

## With a GPU in it

In each file with machines in it, every known size was swapped for that of a GPU machine: the defaults of parameters and the
variables too. Each of these files has to be refused for it. Four files whose machine is switched off by default are left out.

${tableOf(
  ["repository", "files with a size", "refused once it is a GPU"],
  rows.filter(({ swapped }) => swapped > 0).map(({ name, swapped, missed }) => [name, swapped, swapped - missed]),
)}
`;
}
