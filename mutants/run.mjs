import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { Stryker } from "@stryker-mutator/core";
import { minimatch } from "minimatch";
import { leftOut, scope } from "./scope.mjs";

/**
 * Changes the code in one place at a time (a mutant), and runs the tests that reach the place: a mutant that no test notices
 * has survived, and is a hole in the tests or code that does nothing.
 *
 * `npm run test:mutants -- [SIZE] [SEED]`: of all mutants a sample of SIZE (500) is drawn by SEED (1).
 */
const size = Number(process.argv[2] ?? 500);
const seed = Number(process.argv[3] ?? 1);
const root = join(import.meta.dirname, "..");
process.chdir(root);

const lost = Object.values(leftOut)
  .flat()
  .filter(file => !existsSync(file));
if (lost.length > 0) throw new Error(`mutants/scope.mjs leaves out what is not there: ${lost.join(", ")}`);

const results = await new Stryker({
  mutate: scope.flatMap(({ mutate }) => mutate),
  ignorePatterns: ["/mutants/node_modules", "/dist", "/policies/dist", "/out", "/docs"],
  testRunner: "mocha",
  mochaOptions: {
    "no-config": true,
    require: ["tsx/cjs"],
    spec: [...new Set(scope.flatMap(({ tests }) => tests))],
    ignore: Object.values(leftOut).flat(),
  },
  plugins: [join(import.meta.dirname, "sample.mjs"), "@stryker-mutator/mocha-runner"],
  checkers: ["sample"],
  sample: { size, seed },
  coverageAnalysis: "perTest",
  // A table is built while a module loads: each of its mutants would need a process, and all the tests.
  ignoreStatic: true,
  concurrency: availableParallelism(),
  // A busy machine must not pass for a mutant that never ends, which counts as noticed.
  timeoutFactor: 4,
  timeoutMS: 20_000,
  reporters: ["sample"],
  logLevel: "warn",
  tempDirName: "mutants/node_modules/.sandbox",
  warnings: { unknownOptions: false },
}).runMutationTest();

const matches = glob => results.some(({ fileName }) => minimatch(relative(root, fileName), glob));
const empty = scope.flatMap(({ mutate }) => mutate).filter(glob => !matches(glob));
if (empty.length > 0) throw new Error(`mutants/scope.mjs names what holds no mutant: ${empty.join(", ")}`);

const noticed = new Set(["Killed", "Timeout", "RuntimeError"]);
const unnoticed = new Set(["Survived", "NoCoverage"]);
const drawn = results.filter(({ status }) => noticed.has(status) || unnoticed.has(status));
const survivors = drawn.filter(({ status }) => unnoticed.has(status));

/** `cli/exit.ts:16:3: failOn === "none" → false`. StrykerJS counts lines and columns from one. */
function described({ fileName, location: { start, end }, replacement, status }) {
  const file = relative(root, fileName);
  const original = readFileSync(join(root, file), "utf8")
    .split("\n")
    .slice(start.line - 1, end.line);
  original.push(original.pop().slice(0, end.column - 1));
  original[0] = original[0].slice(start.column - 1);
  const untested = status === "NoCoverage" ? " (no test reaches it)" : "";
  return `${file}:${start.line}:${start.column}: ${oneLine(original.join(" "))} → ${oneLine(replacement)}${untested}`;
}

const oneLine = code => code.replace(/\s+/g, " ").slice(0, 100);

function scoreOf(title, mutants) {
  const killed = mutants.filter(({ status }) => noticed.has(status)).length;
  const share = mutants.length > 0 ? `${((100 * killed) / mutants.length).toFixed(1)} %` : "none drawn";
  return `${title}: ${share} (${killed} of ${mutants.length} noticed)`;
}

console.log(survivors.map(described).sort().join("\n"));
for (const { theme, mutate } of scope) {
  const isOfTheme = ({ fileName }) => mutate.some(glob => minimatch(relative(root, fileName), glob));
  console.log(scoreOf(theme, drawn.filter(isOfTheme)));
}
console.log(scoreOf(`score of the sample drawn by seed ${seed}`, drawn));
