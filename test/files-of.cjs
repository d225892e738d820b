const { readdirSync, readFileSync } = require("node:fs");
const { join, relative } = require("node:path");

/** The test files below this folder that end so, and whose text matches; paths from the root of the repository. */
module.exports = (ending, text) =>
  readdirSync(__dirname, { recursive: true })
    .map(file => join(__dirname, file))
    .filter(file => ending.test(file) && text.test(readFileSync(file, "utf8")))
    .map(file => relative(join(__dirname, ".."), file))
    .sort();
