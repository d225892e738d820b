import type { Estate } from "../../catalogue/estate";
import type { ComputeType, Shape } from "../../compute/types";
import type { Tree } from "../../compute/value";
import { policies } from "../../policies/all";
import { type Judged, judge } from "../../policies/policy";
import { partsOf } from "./table-cases";
import { joined, type Leaves, packed } from "./table-inputs";
import type { Part, Probe } from "./table-probe";
import { type Spelling, spellingsOf } from "./table-spellings";

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
export interface Cases {
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

export function* wrongIn({ rule, level, estate, what }: Probe, { name, read }: Spelling, { bad, good }: Cases) {
  const wrong = (why: string, tree: Tree) => `${name}: ${what}: ${why}: ${JSON.stringify(tree).slice(0, 300)}`;
  for (const tree of bad.map(write => write()))
    if (!saidOf(read(tree), estate).includes(`${rule} is ${level}`)) yield wrong(`${rule} is not ${level}`, tree);
  for (const tree of good.map(write => write())) {
    const faults = saidOf(read(tree), estate).filter(said => said.endsWith(" mandatory"));
    if (faults.length > 0) yield wrong(faults.join(), tree);
  }
}

const shapesOf = (row: ComputeType): readonly Shape[] => [row, ...(row.classic ?? [])];

export interface Stop {
  readonly spelling: Spelling;
  readonly part: Part;
  readonly probe: Probe;
  readonly cases: Cases;
}

/** All that is to be tried of a row. */
export function* walk(row: ComputeType): Generator<Stop> {
  const parts = new Map(shapesOf(row).map(shape => [shape, partsOf(shape)]));
  for (const spelling of spellingsOf(row))
    for (const part of parts.get(spelling.shape)!)
      for (const probe of part.probes) yield { spelling, part, probe, cases: casesOf(probe, spelling) };
}

/** Of each line of a row one bad and one good case in one spelling, by turns. */
export function* sample(row: ComputeType, turn: number): Generator<Stop> {
  const spellings = spellingsOf(row);
  let line = turn;
  for (const shape of shapesOf(row)) {
    const ofShape = spellings.filter(spelling => spelling.shape === shape);
    for (const part of partsOf(shape)) {
      const spelling = ofShape[line % ofShape.length]!;
      const probe = part.probes[line % part.probes.length]!;
      const { bad, good } = casesOf(probe, spelling);
      const one = <T>(list: readonly T[]): readonly T[] => list.slice(line % (list.length || 1)).slice(0, 1);
      yield { spelling, part, probe, cases: { bad: one(bad), good: one(good) } };
      line++;
    }
  }
}
