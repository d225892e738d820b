import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Added, add } from "../scaffold/add";

/** One of each is added to a copy of the repository, filled in as a person would, and proved as CONTRIBUTING.md says. */

interface Walk {
  readonly kind: string;
  readonly id: string;
  readonly armType?: string;
  /** What mocha runs to judge it. */
  readonly tests: readonly string[];
  /** Of these, what mocha runs while nothing is filled in, where not all: a list of no type keeps the simulator waiting. */
  readonly redTests?: readonly string[];
  /** What is said while nothing is filled in. */
  readonly red: RegExp;
  /** By file: what a person writes in the place of what the command wrote. */
  readonly fill: { readonly [file: string]: readonly (readonly [written: string, filled: string])[] };
}

const metadata = (estate: string, title: string): Walk["fill"][string] => [
  [`TODO: the healthy ${estate}, in one sentence without a full stop`, title],
  ["TODO: the same where it is not so: the fault", "One does not"],
  ["TODO: what an attacker gains", "Whoever steals an account mines where it is cheap"],
  ["TODO: an imperative that a person can follow", "Remove it"],
  ["TODO: an id of catalogue/data/controls.json", "allowed-skus"],
  [" // TODO: low, medium, high or critical", ""],
];

const walks: readonly Walk[] = [
  {
    kind: "rule",
    id: "unapproved-spot-machine",
    tests: ["test/policies/examples.test.ts", "-g", "unapproved-spot-machine"],
    red: /nothing was found/,
    fill: {
      "policies/unapproved-spot-machine.ts": [
        ...metadata("estate", "Machines are not spot machines"),
        [" // TODO: the kind of fact that it judges, of those that compute/facts.ts has", ""],
        [' // TODO: "mandatory" where it blocks the deployment', ""],
        [
          '{ TODO: "what the rule must fault" }',
          '{ hardwareProfile: { vmSize: "Standard_D2s_v5" }, priority: "Spot" }',
        ],
        ['{ TODO: "the same in another spelling" }', '{ size: "Standard_D2s_v5", priority: "Spot" }'],
        ["_request", "{ what, spot }"],
        [
          "// TODO: yield { path, message } for each fault",
          // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a template of the file that it is put into
          'if (spot.state === "known" && spot.value) yield { path: spot.path, message: `the ${what} is a spot machine` };',
        ],
      ],
    },
  },
  {
    kind: "evidence",
    id: "management-locks",
    armType: "Microsoft.Authorization/locks",
    tests: ["test/new.test.ts", "test/posture/gather.test.ts", "test/posture/gather-simulator.test.ts"],
    redTests: ["test/new.test.ts"],
    red: /still wait to be filled in/,
    fill: {
      "posture/evidence/management-locks.ts": [
        ["// TODO: what the checks will read", "level: z.string(),"],
        ["TODO: the purpose, which completes `to …`", "know what cannot be deleted"],
        ["{ id: text }", "{ id: text, properties: z.object({ level: text }) }"],
        ["api-version=TODO", "api-version=2020-05-01"],
        ["TODO: what it is, in one sentence.", "What keeps a subscription's resources from being deleted."],
        ["TODO: in the plural, for people", "management locks"],
        ["TODO: what a person misses when it is refused", "management locks"],
        [
          "({ id }): ManagementLocks => ({ id, subscription })",
          "({ id, properties }): ManagementLocks => ({ id, subscription, level: properties.level })",
        ],
      ],
      "test/posture/gather-tenant.ts": [['{ TODO: "as Azure answers" }', '{ level: "CanNotDelete", notes: "n" }']],
      "simulator/scenario/baseline/places.ts": [['{ TODO: "as Azure answers" }', '{ level: "ReadOnly" }']],
    },
  },
  {
    kind: "check",
    id: "unspecified-lock",
    tests: ["test/posture/checks.test.ts", "test/posture/checks-gaps.test.ts"],
    red: /unspecified-lock[\s\S]*faults TODO: the fault/,
    fill: {
      "posture/checks/unspecified-lock.ts": [
        ...metadata("tenant", "Locks say what they lock"),
        ["// TODO: the evidence and the facts that it judges; `run` gets these and nothing else\n", ""],
        [
          '// TODO: what it looks at one by one (posture/facts/populations.ts), or "tenant" where it asks of the tenant as a whole\n',
          "",
        ],
        ['["computeCreators"]', '["managementLocks"]'],
        ["{ computeCreators: _ }", "{ managementLocks }"],
        [
          "// TODO: yield { subject, fault } for what is proved wrong, { subject, unknown } for what could not be read",
          'for (const { id, level } of managementLocks)\nif (level === "NotSpecified") yield { subject: { kind: "resource", id, name: id }, fault: "locks nothing" };',
        ],
      ],
      "test/posture/checks.test.ts": [
        [
          '"TODO: the fault": { change: {}, at: ["TODO: the ids of the subjects at fault"] }',
          '"a lock of nothing": { change: { managementLocks: [{ id: "/x", subscription: guid(1), level: "NotSpecified" }] }, at: ["/x"] }',
        ],
        [
          '"TODO: the same without the fault: excluded, expired, disabled, in other letter case": { change: {} }',
          '"one that locks": { change: { managementLocks: [{ id: "/x", subscription: guid(1), level: "CanNotDelete" }] } }',
        ],
      ],
      "test/posture/checks-gaps.test.ts": [
        [
          "// TODO: rows that unspecified-lock must fault, unless rows above are such",
          'managementLocks: [{ id: "/x", subscription: guid(1), level: "NotSpecified" }],',
        ],
      ],
    },
  },
  {
    kind: "type",
    id: "render-farms",
    armType: "Microsoft.Contoso/renderFarms",
    tests: ["test/compute/read.test.ts", "test/compute/types.test.ts", "test/compute/role-actions.test.ts"],
    red: /Microsoft\.Contoso\/renderFarms/,
    fill: {
      "compute/types/render-farms.ts": [
        [
          "TODO: what the service is, and where its machines come from.",
          "Contoso's render farms, of ordinary VM sizes.",
        ],
        ["TODO:RenderFarms", "contoso:RenderFarm"],
        ["TODO: what the holder of the write action creates, in the plural", "render farms"],
        ["TODO: what is created", "render farm"],
        ["properties.TODO", "~nodes.vmSize"],
      ],
      "test/compute/read-truths-rare.ts": [
        ["TODO:RenderFarms", "contoso:RenderFarm"],
        ["TODO: what is created", "render farm"],
        ["TODO: where the documentation of azure-native has the size", "nodes.vmSize"],
        ["TODO: where the documentation of ARM has it", "properties.nodes.vmSize"],
      ],
    },
  },
  {
    kind: "format",
    id: "owners",
    tests: ["test/report/formats.test.ts", "-g", "owners"],
    red: /owners does not tell of compute-creator-without-mfa/,
    fill: {
      "posture/report/owners.ts": [
        ["TODO: who reads it, and with what.", "For the owners of subscriptions, by mail."],
        [" // TODO: of the file that --out writes", ""],
        [" // TODO: under which --store uploads it", ""],
        ["_report", "report"],
        [
          "// TODO: yield the text in pieces, and escape what the readers of the format would run",
          // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a template of the file that it is put into
          "for (const { status, rule, message } of rowsOf(report)) yield `${JSON.stringify([status, rule, message])}\n`;",
        ],
        ['from "./format";', 'from "./format";\nimport { rowsOf } from "./rows";'],
      ],
    },
  },
];

const root = join(__dirname, "..");

describe("npm run new, walked", () => {
  let copy: string;
  const run = (module: string, ...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "node_modules", module), ...words], {
      cwd: copy,
      timeout: 240_000, // a test that fails may leave a server open
      encoding: "utf8",
      env: { ...process.env, TEST_DEPTH: "sample" },
    });
    return { status, output: stdout + stderr };
  };
  const mocha = (...words: string[]) => run("mocha/bin/mocha.js", ...words);
  const green = ({ status, output }: ReturnType<typeof run>) => assert.equal(status, 0, output);

  before(() => {
    copy = mkdtempSync(join(tmpdir(), "computeguard-walk-"));
    const tracked = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    for (const file of execFileSync("git", tracked, { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean)) {
      mkdirSync(join(copy, dirname(file)), { recursive: true });
      writeFileSync(join(copy, file), readFileSync(join(root, file)));
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  });
  after(() => rmSync(copy, { recursive: true }));

  // in order, for the check judges the new evidence
  for (const { kind, id, armType, tests, redTests = tests, red, fill } of walks)
    describe(`a new ${kind}`, () => {
      let added: Added;

      it("is red, and says why, while nothing is filled in", () => {
        added = add(copy, kind, id, armType);
        const { status, output } = mocha(...redTests);
        assert.notEqual(status, 0);
        assert.match(output, red);
      });

      it("is green once the files that the command named are filled in, and no other", () => {
        assert.deepEqual(Object.keys(fill), [...new Set(added.toFill.map(({ file }) => file))]);
        for (const [file, replacements] of Object.entries(fill)) {
          let text = readFileSync(join(copy, file), "utf8");
          for (const [written, filled] of replacements) {
            assert(text.includes(written), `${file} does not say ${written}`);
            text = text.replace(written, () => filled);
          }
          writeFileSync(join(copy, file), text);
        }
        green(mocha(...tests));
        green(mocha("test/new.test.ts", "-g", "no line says TODO"));
      });
    });

  describe("all of them together", () => {
    it("the documentation is stale until npm run docs", () => {
      const { status, output } = mocha("test/docs.test.ts");
      assert.notEqual(status, 0);
      assert.match(output, /run npm run docs/);
      green(run("tsx/dist/cli.mjs", "docs/generate.ts"));
      green(mocha("test/docs.test.ts"));
      const page = (name: string) => readFileSync(join(copy, `docs/${name}.md`), "utf8");
      assert.match(page("rules"), /unapproved-spot-machine/);
      assert.match(page("checks"), /unspecified-lock/);
      assert.match(page("permissions"), /Microsoft\.Authorization\/locks\/read/);
      assert.match(page("types"), /Microsoft\.Contoso\/renderFarms/);
    });

    it("and all of it compiles and keeps the law of the house", () => {
      green(run("typescript/bin/tsc", "--tsBuildInfoFile", join(copy, "copy.tsbuildinfo")));
      green(mocha("test/house.test.ts", "-g", "may import|imports only"));
    });
  });
});
