const { readdirSync, readFileSync } = require("node:fs");
const { join, relative } = require("node:path");

/** The property tests, fast and deep, with a seed by chance; see property-runs.ts. */
process.env.EXPLORE_SEED ??= String(Math.floor(Math.random() * 2 ** 31));
console.log(`EXPLORE_SEED=${process.env.EXPLORE_SEED}`);

const root = join(__dirname, "..");
const isPropertyTest = file => /\.(test|deep)\.ts$/.test(file) && readFileSync(file, "utf8").includes("fc.assert(");

module.exports = {
  require: ["tsx/cjs", "./test/property-runs.ts"],
  spec: readdirSync(__dirname, { recursive: true })
    .map(file => relative(root, join(__dirname, file)))
    .filter(file => isPropertyTest(join(root, file)))
    .sort(),
  timeout: 3_600_000,
  reporter: "dot",
};
