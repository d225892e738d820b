import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { goldenFile, goldenText } from "./golden";
import { planted, plantedFile } from "./planted";

/** `npm run golden`: stores the demo's report and which plants each rule finds, and shows what changed in it since the last commit. */
writeFileSync(plantedFile, `${JSON.stringify(planted(), null, 2)}\n`);
void goldenText().then(text => {
  writeFileSync(goldenFile, text);
  spawnSync("git", ["--no-pager", "diff", "--stat", "--patch", "--unified=2", "--", goldenFile], { stdio: "inherit" });
});
