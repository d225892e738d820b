import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reviewedIn } from "./causes";
import { page, type Row } from "./page";
import { judged, type Refusal, repositoriesIn } from "./scan";
import { swapped } from "./swap";

/**
 * Public templates by hand: `npm run corpus -- FOLDER`, with checkouts at `FOLDER/owner/name` and their commit in a file `.commit` in
 * each. It holds what is refused against the reviewed rows in `refused.tsv`, and writes `docs/corpus.md`. It fails where a
 * refusal was not reviewed, a row holds no more, or a GPU that was swapped in is missed.
 */
const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("Name the folder of the checkouts: npm run corpus -- FOLDER");
  process.exit(2);
}
const reviewed = reviewedIn(readFileSync(join(__dirname, "../refused.tsv"), "utf8"));
const keyOf = ({ repository, file, rule }: Refusal) => `${repository}\t${file}\t${rule}`;
const faults: string[] = [];
const rows = repositoriesIn(folder).map((repository): Row => {
  const empty = judged(repository, "empty");
  const realistic = judged(repository, "realistic");
  const { files, missed } = swapped(repository);
  faults.push(...missed.map(file => `missed\t${repository.name}\t${file}`));
  const found = new Map(realistic.refusals.map(one => [keyOf(one), "realistic"]));
  for (const one of empty.refusals) found.set(keyOf(one), "both");
  for (const row of reviewed.filter(row => row.repository === repository.name)) {
    if (found.get(keyOf(row)) !== row.estates) faults.push(`no more\t${keyOf(row)}\t${row.estates}`);
    else found.delete(keyOf(row));
  }
  faults.push(...[...found].map(([key, estates]) => `not reviewed\t${key}\t${estates}`));
  return {
    name: repository.name,
    commit: repository.commit,
    files: realistic.files,
    refused: { empty: empty.refusals, realistic: realistic.refusals },
    swapped: files,
    missed: missed.length,
  };
});
writeFileSync(join(__dirname, "../../../docs/corpus.md"), page(rows, reviewed));
for (const fault of faults) console.log(fault);
console.log(`${rows.length} repositories, ${faults.length} to look at`);
if (faults.length > 0) process.exitCode = 1;
