import assert from "node:assert/strict";
import type { Estate } from "../../catalogue/estate";
import { type ComputeType, computeTypes, type Shape } from "../../compute/types";
import type { Tree } from "../../compute/value";
import { policies } from "../../policies/all";
import { type Judged, judge } from "../../policies/policy";
import { partsOf } from "./table-cases";
import { joined, type Leaves, packed } from "./table-inputs";
import type { Part, Probe } from "./table-probe";
import { type Spelling, spellingsOf } from "./table-spellings";

/** Where the walk comes to fewer cases than these, it has lost its way. */
const fewest = { cases: 60_000, spellings: 40 };

const options = new Map<Estate, readonly unknown[]>();

function optionsFor(estate: Estate): readonly unknown[] {
  const found = options.get(estate) ?? policies.map(policy => policy.options.parse(policy.fromEstate(estate)));
  options.set(estate, found);
  return found;
}

/** What the whole pack says of a resource: "unapproved-gpu-size is mandatory". */
const saidOf = (facts: Judged | undefined, estate: Estate): string[] =>
  policies.flatMap((policy, i) =>
    judge(policy, facts, optionsFor(estate)[i]).map(({ level }) => `${policy.id} is ${level ?? policy.level(estate)}`),
  );

/** Spellings in which every value is tried; in the others one bad and one good value of each kind. */
const thorough: ReadonlySet<string> = new Set(["azure-native", "classic", "azurerm", "azapi", "Deployment", "live"]);

/** Descriptions, written when they are asked for. */
interface Cases {
  readonly bad: readonly (() => Tree)[];
  readonly good: readonly (() => Tree)[];
}

/** What a probe comes to in a spelling; in a thorough one also a bad item behind a good one, and JSON in base64. */
function casesOf({ bad, good, ofWholes }: Probe, { name, write, changes }: Spelling): Cases {
  if (ofWholes && changes) return { bad: [], good: [] };
  const written = (all: readonly Leaves[]) => all.map(leaves => () => write(leaves));
  if (!thorough.has(name)) return { bad: written(bad.slice(0, 1)), good: written(good.slice(0, 1)) };
  const paths = Object.keys(bad[0] ?? {}).join();
  const behind = paths.includes("[]") && good[0] ? [() => joined(write(good[0]!), write(bad[0]!))] : [];
  const inBase64 = paths.includes("!") ? bad.map(leaves => () => packed(write(leaves))) : [];
  return { bad: [...written(bad), ...behind, ...inBase64], good: written(good) };
}

function* wrongIn({ rule, level, estate, what }: Probe, { name, read }: Spelling, { bad, good }: Cases) {
  const wrong = (why: string, tree: Tree) => `${name}: ${what}: ${why}: ${JSON.stringify(tree).slice(0, 300)}`;
  for (const tree of bad.map(write => write()))
    if (!saidOf(read(tree), estate).includes(`${rule} is ${level}`)) yield wrong(`${rule} is not ${level}`, tree);
  for (const tree of good.map(write => write())) {
    const faults = saidOf(read(tree), estate).filter(said => said.endsWith(" mandatory"));
    if (faults.length > 0) yield wrong(faults.join(), tree);
  }
}

/** All that is to be tried of a row. */
function* walk(row: ComputeType) {
  const parts = new Map([row, ...(row.classic ?? [])].map(shape => [shape as Shape, partsOf(shape)]));
  for (const spelling of spellingsOf(row))
    for (const part of parts.get(spelling.shape)!)
      for (const probe of part.probes) yield { spelling, part, probe, cases: casesOf(probe, spelling) };
}

describe("the whole table: what is bad is blocked and what is good passes, in every spelling", () => {
  const tried = { types: 0, cases: 0, spellings: new Set<string>() };

  for (const row of computeTypes)
    it(row.arm, () => {
      const wrong: string[] = [];
      for (const { spelling, probe, cases } of walk(row)) {
        wrong.push(...wrongIn(probe, spelling, cases));
        tried.cases += cases.bad.length + cases.good.length;
        tried.spellings.add(spelling.name);
      }
      tried.types++;
      assert.equal(wrong.length, 0, `${wrong.length} went wrong:\n${wrong.slice(0, 25).join("\n")}\n`);
    });

  it("leaves out no line of the table", () => {
    const spellings = new Set<string>();
    let cases = 0;
    for (const row of computeTypes) {
      const lines = new Map<Part, { bad: number; good: number }>();
      for (const { spelling, part, cases: some } of walk(row)) {
        const { bad, good } = lines.get(part) ?? { bad: 0, good: 0 };
        lines.set(part, { bad: bad + some.bad.length, good: good + some.good.length });
        cases += some.bad.length + some.good.length;
        spellings.add(spelling.name);
      }
      for (const [{ what }, { bad, good }] of lines) assert.ok(bad > 0 && good > 0, `${row.arm}: ${what}`);
      assert.ok(lines.size >= linesOf(row), `${row.arm}: ${lines.size} lines`);
    }
    assert.ok(cases >= fewest.cases, `${cases} cases`);
    assert.ok(spellings.size >= fewest.spellings, `${spellings.size} spellings`);
  });

  after(() => console.log(`    ${tried.cases} cases over ${tried.types} types, ${tried.spellings.size} spellings`));
});

/** The lines of a row: its requests and all else that is judged, in each of its shapes, and the location of each. */
const linesOf = (row: ComputeType): number =>
  [row, ...(row.classic ?? [])]
    .flatMap(({ requests, regions, payloads, extensions, links }) => [requests, regions, payloads, extensions, links])
    .reduce((sum, lines) => sum + (lines?.length ?? 0), 1 + (row.classic?.length ?? 0));
