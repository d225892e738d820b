import assert from "node:assert/strict";
import { constants } from "node:buffer";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UsageError } from "../../cli/exit";
import { verifyCommand } from "../../cli/verify";

describe("verify", () => {
  it("says of a report that is longer than any text can be that it is, with its digest", async () => {
    const folder = mkdtempSync(join(tmpdir(), "computeguard-"));
    const file = join(folder, "report.json");
    try {
      writeFileSync(file, "");
      truncateSync(file, constants.MAX_STRING_LENGTH + 1);
      await assert.rejects(
        verifyCommand(() => assert.fail("is not verified")).parseAsync([file], { from: "user" }),
        error =>
          error instanceof UsageError && /larger than [\d,]+ bytes\. Its sha256 is [\da-f]{64}\.$/.test(error.message),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
