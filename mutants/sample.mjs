import { createHash } from "node:crypto";
import { relative } from "node:path";
import { CheckStatus } from "@stryker-mutator/api/check";
import { commonTokens, declareClassPlugin, PluginKind, tokens } from "@stryker-mutator/api/plugin";

/**
 * StrykerJS tests every mutant that its checkers let pass, and cannot draw a sample. So this checker lets a seeded sample pass.
 * A mutant's rank depends on the seed and the mutant alone: a change to one file leaves the sample of all others as it was.
 */
class Sample {
  static inject = tokens(commonTokens.options);

  constructor({ sample: { size, seed } }) {
    this.size = size;
    this.seed = seed;
  }

  rank({ fileName, mutatorName, replacement, location }) {
    const mutant = JSON.stringify([this.seed, relative(process.cwd(), fileName), mutatorName, replacement, location]);
    return createHash("sha256").update(mutant).digest("hex");
  }

  async init() {}

  /** All mutants in one group, for a sample can only be drawn from all. */
  async group(mutants) {
    return [mutants.map(({ id }) => id)];
  }

  async check(mutants) {
    const ranked = mutants.map(mutant => [this.rank(mutant), mutant.id]).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      ranked.map(([, id], i) => [
        id,
        i < this.size ? { status: CheckStatus.Passed } : { status: CheckStatus.CompileError, reason: "not drawn" },
      ]),
    );
  }
}

/** Counts what was drawn and tested; the progress of StrykerJS counts what was not drawn as done. */
class Progress {
  tested = 0;

  onDryRunCompleted() {
    console.error("the tests pass on unchanged code; now on each mutant");
  }

  onMutantTested({ status }) {
    if (!["Killed", "Timeout", "RuntimeError", "Survived", "NoCoverage"].includes(status)) return;
    this.tested += 1;
    if (this.tested % 25 === 0) console.error(`${this.tested} tested`);
  }
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.Checker, "sample", Sample),
  declareClassPlugin(PluginKind.Reporter, "sample", Progress),
];
