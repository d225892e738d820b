const filesOf = require("./files-of.cjs");

/** The property tests, with a seed by chance; see depth.ts. */
process.env.TEST_DEPTH = "explore";
process.env.EXPLORE_SEED ??= String(Math.floor(Math.random() * 2 ** 31));
console.log(`EXPLORE_SEED=${process.env.EXPLORE_SEED}`);

module.exports = {
  require: ["tsx/cjs", "./test/depth.ts"],
  spec: filesOf(/\.(?:test|deep)\.ts$/, /\bfc\.assert\(|\bjudgesAnyInput\(/),
  timeout: 3_600_000,
  reporter: "dot",
};
