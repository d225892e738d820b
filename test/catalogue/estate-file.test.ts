import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { defaultEstate } from "../../catalogue/estate";
import { EstateError } from "../../catalogue/estate-error";
import { parseEstate, unknownRule } from "../../catalogue/estate-file";
import { runs } from "../depth";

/** The mistakes that are found, each as "line: message". */
function mistakes(text: string): string[] {
  try {
    parseEstate(text, "computeguard.yaml");
    return [];
  } catch (error) {
    assert.ok(error instanceof EstateError, String(error));
    assert.equal(error.message, error.faults.map(f => `computeguard.yaml:${f.line}: ${f.message}`).join("\n"));
    return error.faults.map(({ line, message }) => `${line}: ${message}`);
  }
}

describe("estate file", () => {
  it("an empty one is the default estate", () => {
    for (const text of ["", "# nothing yet\n", "{}"]) assert.deepEqual(parseEstate(text, "x"), defaultEstate);
  });
  it("regions come out in one spelling", () =>
    assert.deepEqual(parseEstate("regions: [West Europe, northeurope]", "x").regions, ["westeurope", "northeurope"]));
  it("may want as many days as the logs are read", () => {
    for (const text of ["historyDays: 28", "newAfterDays: 60, detectionDays: 30"])
      assert(parseEstate(`thresholds: {${text}}`, "x"));
  });
  it("the example of this repository is healthy, and approves no accelerator", () => {
    const estate = parseEstate(
      readFileSync(join(__dirname, "../../examples/computeguard.yaml"), "utf8"),
      "computeguard.yaml",
    );
    assert.deepEqual(estate.regions, ["westeurope", "northeurope"]);
    assert.deepEqual([estate.gpuSizes, estate.trustedTemplates], [[], []]);
  });

  const table: readonly [what: string, text: string, ...mistakes: string[]][] = [
    ["an unknown key", "gpuSize: []", '1: unknown key "gpuSize"; did you mean gpuSizes?'],
    [
      "an unknown key in a section",
      "thresholds:\n  standingHolder: 3",
      '2: unknown key "standingHolder"; did you mean standingHolders?',
    ],
    ["a key like nothing", "xyzzy: 1", '1: unknown key "xyzzy"'],
    [
      "keys of the language",
      "__proto__: 1\nconstructor: 2",
      '1: unknown key "__proto__"',
      '2: unknown key "constructor"',
    ],
    [
      "an unknown region",
      "regions:\n  - westeurope\n  - West Europ",
      '3: unknown region "West Europ"; did you mean westeurope?',
    ],
    ["a geography", "regions: [europe]", '1: "europe" is a geography, not a region'],
    [
      "a size without its prefix",
      "gpuSizes: [NC*as_T4_v3]",
      '1: unknown size "NC*as_T4_v3"; did you mean Standard_NC*as_T4_v3?',
    ],
    ["an accelerator's name where ordinary sizes are approved", "vmSizes: [V100x]", '1: unknown size "V100x"'],
    [
      "a misspelt size",
      "vmSizes:\n- Standart_D2s_v5",
      '2: unknown size "Standart_D2s_v5"; did you mean Standard_D2s_v5?',
    ],
    [
      "a misspelt size of an approval with a scope",
      "gpuSizes:\n- {size: Standart_NC6s_v3, in: [Rendering]}",
      '2: unknown size "Standart_NC6s_v3"; did you mean Standard_NC6s_v3?',
    ],
    [
      "an unknown key of an approval",
      "gpuSizes:\n- size: Standard_NC6s_v3\n  maxx: 2",
      '3: unknown key "maxx"; did you mean max?',
    ],
    [
      "a tag without a value",
      "gpuSizes:\n- {size: Standard_NC6s_v3, tag: team}",
      "2: gpuSizes.0.tag: expected name=value",
    ],
    ["an approval of nothing", "gpuSizes:\n- {max: 2}", "2: gpuSizes.0.size: expected a text, found nothing"],
    [
      "an address that is no range",
      "ownedAddresses: [203.0.113.7]",
      '1: "203.0.113.7" is no CIDR range; did you mean 203.0.113.7/32?',
    ],
    [
      "an address of IPv6",
      'ownedAddresses: ["2001:db8::1"]',
      '1: "2001:db8::1" is no CIDR range; did you mean 2001:db8::1/128?',
    ],
    [
      "an impossible range",
      "ownedAddresses: [203.0.113.0/33]",
      '1: "203.0.113.0/33" is no CIDR range; write it as 203.0.113.0/24',
    ],
    ["a short range", "ownedAddresses: [010.1/8]", '1: "010.1/8" is no CIDR range; write it as 203.0.113.0/24'],
    ["a wrong type", "maxInstances: many", "1: maxInstances: expected a number, found a text"],
    ["a wrong type in a list", "regions:\n- westeurope\n- 1", "3: regions.1: expected a text, found a number"],
    ["another thing than a map", "- a", "1: expected a map of keys and values, found a list"],
    ["a key twice", "maxInstances: 1\nmaxInstances: 2", "2: Map keys must be unique"],
    [
      "more days than the logs are read",
      "regions: []\nthresholds:\n  newAfterDays: 60\n  detectionDays: 31",
      "2: thresholds: newAfterDays (60) and detectionDays (31) are 91 days together, and historyDays is 90: lower one of the two, or raise historyDays to at most 90",
    ],
    [
      "fewer days of the logs than the defaults want",
      "thresholds: {historyDays: 27}",
      "1: thresholds: newAfterDays (21) and detectionDays (7) are 28 days together, and historyDays is 27: lower one of the two, or raise historyDays to at most 90",
    ],
    [
      "a second document",
      "maxInstances: 1\n---\nmaxInstances: 2",
      "2: a second document begins; an estate file holds one",
    ],
    [
      "a misspelt key of an exception",
      "exceptions:\n  - rule: a\n    resource: '**'\n    reason: long enough\n    owner: b\n    until: 2026-12-31\n    untill: 1",
      '7: unknown key "untill"; did you mean until?',
    ],
    [
      "an exception without a good reason, and without an end",
      "exceptions:\n  - rule: a\n    resource: '**'\n    reason: short\n    owner: b\n    until: soon",
      "4: exceptions.0.reason: expected a reason of at least 10 characters",
      "6: exceptions.0.until: expected a date such as 2026-12-31",
    ],
    [
      "a stack tag where tags do not count",
      "exceptions:\n  - rule: a\n    resource: '**'\n    reason: long enough\n    owner: b\n    until: 2026-12-31\n    stackTag: a=b",
      "7: exceptions.0.stackTag: counts only with allowTagExceptions: true",
    ],
    [
      "exceptions that are none",
      "exceptions: [null, 1]",
      "1: exceptions.0: expected a map of keys and values, found nothing",
      "1: exceptions.1: expected a map of keys and values, found a number",
    ],
    ["an alias of nothing", "regions: *a", "1: Unresolved alias (the anchor must be set before the alias): a"],
  ];
  for (const [what, text, ...expected] of table) it(`finds ${what}`, () => assert.deepEqual(mistakes(text), expected));

  it("checks the rules of exceptions where somebody knows them", () => {
    const text =
      "exceptions:\n- {rule: costly-sise, resource: '**', reason: long enough, owner: b, until: 2026-12-31}\n";
    const parse = (rules: readonly string[]) => parseEstate(text, "x", id => unknownRule(id, rules));
    assert.equal(parse(["costly-sise"]).exceptions.length, 1);
    assert.throws(() => parse(["costly-size"]), {
      message: 'x:2: unknown rule "costly-sise"; did you mean costly-size?',
    });
    assert.throws(() => parse(["mining-payload"]), { message: 'x:2: unknown rule "costly-sise"' });
  });
  it("finds all mistakes at once, in the order of their lines", () =>
    assert.deepEqual(
      mistakes("regions: [westeurop]\nmaxInstance: 3\nownedAddresses:\n  - 300.0.0.0/8\nmaxInstances: -1\n").map(
        each => each[0],
      ),
      ["1", "2", "4", "5"],
    ));
  it("refuses aliases that swell", () => {
    const swell = [
      "a: &a [x,x,x,x,x,x,x,x,x,x]",
      ..."bcdefgh".split("").map((key, i) => `${key}: &${key} [${Array(10).fill(`*${"abcdefg"[i]}`)}]`),
    ];
    assert.equal(mistakes(swell.join("\n")).length, 1);
  });
  for (const size of [
    "Standard_NX999_v12",
    "Standard_*",
    "Consumption-GPU-NC8as-T4",
    "NC24-A100",
    "*_v5",
    "Basic_A1",
    "Classic_NVv4_8_28GB_128_S_SSD",
    "V100",
    "H100_80GB",
    "nvidia-a100",
    "GPU",
    "nvidia.com/gpu",
    "AKS Automatic",
  ])
    it(`allows ${size}`, () => assert.deepEqual(mistakes(`gpuSizes: ["${size}"]`), []));
  for (const range of ["203.0.113.0/24", "2001:db8::/32", "203.0.113.7/32"])
    it(`allows ${range}`, () => assert.deepEqual(mistakes(`ownedAddresses: ["${range}"]`), []));
  it("any text at all is an estate or a list of mistakes", () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "regions",
            ":",
            " ",
            "\n",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "x",
            "&a",
            "*a",
            "!!set",
            '"',
            "1",
            "thresholds",
            "? ",
            "|",
            "%",
            "\t",
            "gpuSizes",
          ),
          { maxLength: 25 },
        ),
        parts => {
          mistakes(parts.join(""));
        },
      ),
      { numRuns: runs(500) },
    ));
});
