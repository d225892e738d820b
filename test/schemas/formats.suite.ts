import assert from "node:assert/strict";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020";
import Ajv04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { validateXML } from "xmllint-wasm";
import type { Format } from "../../posture/report/format";
import { junit } from "../../posture/report/junit";
import { ocsf } from "../../posture/report/ocsf";
import { opengraph } from "../../posture/report/opengraph";
import { oscal } from "../../posture/report/oscal";
import { sarif } from "../../posture/report/sarif";
import { printed } from "../report/printed";
import { reports } from "../report/reports";
import { atHand, published } from "./published";

/** What is wrong with a document by its standard's schema; nothing, where it keeps it. */
type Faults = (text: string) => string | undefined | Promise<string | undefined>;

interface Standard {
  readonly format: Format;
  /** Makes the judge of a document, once. */
  judge(): Faults;
  /** A document that the standard refuses, so that the judge is known to judge. */
  readonly refused: string;
}

const standards: readonly Standard[] = [
  {
    format: sarif,
    judge() {
      const ajv = new Ajv04({ strict: false });
      addFormats(ajv as never);
      return byAjv(ajv.compile(JSON.parse(published("sarif-2.1.0-errata01.json"))));
    },
    refused: '{"version":"2.1.0","runs":[{"tool":{"driver":{}}}]}',
  },
  {
    format: junit,
    judge() {
      const schema = published("junit-10.xsd");
      return async xml => {
        const { valid, errors } = await validateXML({ xml, schema });
        return valid ? undefined : JSON.stringify(errors.slice(0, 3));
      };
    },
    refused: '<testsuites><testsuite name="x" tests="1" failures="0"/></testsuites>',
  },
  {
    format: ocsf,
    judge() {
      const ajv = new Ajv2020({ strict: false });
      const classes = new Map(
        (["compliance", "detection"] as const).map((name, i) => [
          2003 + i,
          byAjv(ajv.compile(JSON.parse(published(`ocsf-1.8.0-${name}_finding.json`)))),
        ]),
      );
      return text =>
        text
          .split("\n")
          .filter(Boolean)
          .map(line => (classes.get(JSON.parse(line).class_uid) ?? noClass)(line) as string | undefined)
          .find(Boolean);
    },
    refused: '{"class_uid":2003,"category_uid":2}\n',
  },
  {
    format: oscal,
    judge() {
      // its patterns name classes of Unicode, as JSON Schema's do since draft-06
      const ajv = new Ajv({ strict: false });
      addFormats(ajv);
      return byAjv(ajv.compile(JSON.parse(published("oscal-assessment-results.json"))));
    },
    refused: '{"assessment-results":{"uuid":"00000000-0000-0000-0000-000000000000"}}',
  },
  {
    format: opengraph,
    judge() {
      const ajv = new Ajv({ strict: false });
      const [node, edge] = ["node", "edge"].map(of => ajv.compile(JSON.parse(published(`opengraph-${of}.json`))));
      return text => {
        const { nodes, edges } = JSON.parse(text).graph;
        const wrong = [
          ...nodes.filter((each: unknown) => !node!(each)),
          ...edges.filter((each: unknown) => !edge!(each)),
        ];
        return wrong.length > 0 ? JSON.stringify(wrong.slice(0, 3)) : undefined;
      };
    },
    refused: '{"graph":{"nodes":[{"id":"x","kinds":["AZUser"],"properties":{"a":{"b":1}}}],"edges":[]}}',
  },
];

const noClass: Faults = () => "of no class that is told";

interface Validator {
  (value: unknown): boolean | Promise<unknown>;
  errors?: readonly unknown[] | null;
}

const byAjv =
  (validate: Validator): Faults =>
  text =>
    validate(JSON.parse(text)) ? undefined : JSON.stringify(validate.errors?.slice(0, 3));

describe("the published schemas of the formats", function () {
  this.timeout(600_000);
  if (!atHand) {
    it("need the folder of schemas, which is not at hand: nothing was validated");
    return;
  }
  for (const { format, judge, refused } of standards)
    describe(format.name, () => {
      let faults: Faults;
      before(() => {
        faults = judge();
      });
      it("refuses what is none", async () => assert(await faults(refused)));
      for (const [what, report] of reports())
        it(`is kept by ${what}`, async () => assert.equal(await faults(printed(format, report)), undefined));
    });
});
