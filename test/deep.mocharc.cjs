const { availableParallelism } = require("node:os");
const filesOf = require("./files-of.cjs");

/** The deep tests, and all of the tests of which `npm test` tries a part; see depth.ts. */
process.env.TEST_DEPTH = "deep";

module.exports = {
  require: ["tsx/cjs", "./test/depth.ts"],
  spec: [...filesOf(/\.deep\.ts$/, /./), ...filesOf(/\.test\.ts$/, /\b(?:runs|sampled)\(/)],
  timeout: 600_000,
  // each file by itself, in as many processes as there are cores: no test depends on another file
  parallel: true,
  jobs: availableParallelism(),
  reporter: "dot",
};
