import assert from "node:assert/strict";
import { isCron, isDaily } from "../../guardrails/cron";

describe("a cron expression", () => {
  for (const good of [
    "0 6 * * *",
    "*/30 1-5 * * 0,6",
    "59 23 31 12 7",
    "0 0 1 1 0",
    "0-30/10 */2 1,15 * 1-5",
    "  0  6 * * * ",
    "00 06 * * *",
  ])
    it(`may be ${JSON.stringify(good)}`, () => assert.ok(isCron(good)));
  for (const bad of [
    "99 99 * * *",
    ", , , , ,",
    ", , , ,",
    "60 * * * *",
    "* 24 * * *",
    "* * 0 * *",
    "* * 32 * *",
    "* * * 0 *",
    "* * * 13 *",
    "* * * * 8",
    "30-10 * * * *",
    "*/0 * * * *",
    "1,,2 * * * *",
    "1- * * * *",
    "-1 * * * *",
    "/5 * * * *",
    "**/5 * * * *",
    "0 6 * *",
    "0 6 * * * *",
    "every day",
    "",
  ])
    it(`is not ${JSON.stringify(bad)}`, () => assert.ok(!isCron(bad)));

  for (const daily of ["0 6 * * *", "*/30 1-5 * * *", " 0  6 * * * "])
    it(`${JSON.stringify(daily)} leaves no day out`, () => assert.ok(isDaily(daily)));
  for (const rarer of ["0 6 * * 1-5", "0 6 1 * *", "0 6 * 1 *", "0 6 */2 * *"])
    it(`${JSON.stringify(rarer)} may leave days out`, () => assert.ok(!isDaily(rarer)));
});
