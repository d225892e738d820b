import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeReport } from "../../cli/write-report";
import type { Format } from "../../posture/report/format";
import { json } from "../../posture/report/json";
import { sample } from "../report/sample";

describe("a report in several formats", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "computeguard-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const format = (extension: string, print: Format["print"]): Format => ({
    name: extension,
    extension,
    contentType: "text/plain",
    print,
  });
  const one = format("one", () => ["one"]);
  const two = format("two", () => ["two"]);
  const large = format("large", () => {
    throw new RangeError("Invalid string length");
  });
  const wrong = format("wrong", () => {
    throw new TypeError("a mistake of ours");
  });
  const written = async (formats: readonly Format[]) => {
    const { written, faults } = await writeReport(sample, formats, folder);
    return { written: written.map(({ format: { name } }) => name), faults: faults.map(({ message }) => message) };
  };

  it("is written in each", async () =>
    assert.deepEqual(await written([one, two]), { written: ["one", "two"], faults: [] }));
  it("is written in the others where one is too large for its format", async () => {
    assert.deepEqual(await written([one, large, two]), {
      written: ["one", "two"],
      faults: [
        `${join(folder, "report.large")} is not written: it is too large for this format. Choose another with --format.`,
      ],
    });
    assert.deepEqual(readdirSync(folder).sort(), ["report.one", "report.two"]);
  });
  it("is written in the others where the disk refuses one", async () => {
    mkdirSync(join(folder, "report.one"));
    const { written: done, faults } = await written([one, two]);
    assert.deepEqual(done, ["two"]);
    assert.match(faults[0] ?? "", /report\.one is not written: E[A-Z]+: .* Choose another folder with --out\.$/);
  });
  it("prints report.json first, whose digest the others tell, and names them as they were asked for", async () => {
    const order: string[] = [];
    const noted = (of: Format): Format => ({
      ...of,
      print(report) {
        order.push(of.name);
        return of.print(report);
      },
    });
    assert.deepEqual((await written([noted(one), noted(json), noted(two)])).written, ["one", "json", "two"]);
    assert.deepEqual(order, ["json", "one", "two"]);
  });
  it("hides no mistake of ours", () => assert.rejects(written([wrong]), TypeError));
});
