/**
 * What `npm run new` adds for each kind. In paths and texts, for the id `management-locks`, `{id}` is the id, `{name}` is
 * `managementLocks` and `{Type}` is `ManagementLocks`; `{arm}` is the ARM type, such as `Microsoft.Authorization/locks`.
 */
export interface Addition {
  /** The new file. Its text is `templates/<kind>.ts.txt`. */
  readonly file: string;
  readonly inserts: readonly Insert[];
  /** It is described by an ARM type, which has to be given. */
  readonly needsType?: true;
  /** Folders whose files have ids of the same kind, which are never reused. */
  readonly idsIn?: readonly string[];
  /** The commands that show what is still wrong, the quick ones first. */
  readonly proofs: readonly string[];
}

/** A text for a file that exists. */
export type Insert = {
  readonly into: string;
  readonly put: string;
  /** It may be there already: the simulator serves more lists than the audit reads. */
  readonly orThere?: true;
} & (
  | { readonly among: "imports" }
  /** Before the first such text that follows `after`. */
  | { readonly after?: string; readonly before: string }
);

const imported = (into: string, put: string): Insert => ({ into, put, among: "imports" });
const listed = (into: string, after: string, put: string): Insert => ({ into, put: `\n${put}`, after, before: "\n]" });

/** The first names the lines that still wait to be filled in. */
const always = ["npx mocha test/new.test.ts", "npm run docs", "npm run format", "npm test"];

const rulesAndChecks = ["policies", "posture/checks"];

export const additions: { readonly [kind: string]: Addition } = {
  rule: {
    file: "policies/{id}.ts",
    idsIn: rulesAndChecks,
    inserts: [
      imported("policies/all.ts", 'import {name} from "./{id}";'),
      listed("policies/all.ts", "const policies", "  {name},"),
    ],
    proofs: ["npx mocha test/policies/examples.test.ts -g {id}", ...always],
  },

  check: {
    file: "posture/checks/{id}.ts",
    idsIn: rulesAndChecks,
    inserts: [
      imported("posture/checks/all.ts", 'import {name} from "./{id}";'),
      listed("posture/checks/all.ts", "const checks", "  {name},"),
      {
        into: "test/posture/checks.test.ts",
        before: "  ...guardTables,",
        put: `
  "{id}": {
    bad: {
      "TODO: the fault": { change: {}, at: ["TODO: the ids of the subjects at fault"] },
    },
    quiet: {
      "TODO: the same without the fault: excluded, expired, disabled, in other letter case": { change: {} },
    },
  },
`,
      },
      {
        into: "test/posture/checks-gaps.test.ts",
        after: "const attacked",
        before: "};",
        put: "  // TODO: rows that {id} must fault, unless rows above are such\n",
      },
    ],
    proofs: [
      "npx mocha test/posture/checks.test.ts test/posture/checks-gaps.test.ts -g {id}",
      "npm run golden",
      ...always,
    ],
  },

  evidence: {
    file: "posture/evidence/{id}.ts",
    needsType: true,
    inserts: [
      imported("posture/evidence/all.ts", 'import {name} from "./{id}";'),
      listed("posture/evidence/all.ts", "const list", "  {name},"),
      {
        into: "posture/evidence/requests.ts",
        put: "\n  {name}: { run: 1 },",
        after: "export const sends",
        before: "\n};",
      },
      listed(
        "test/posture/gather-tenant.ts",
        "const routes",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a template of the file that it is put into
        '  ["/{arm}?", () => list({ id: `${s(sub1)}/providers/{arm}/${id(999)}`, properties: { TODO: "as Azure answers" } })],',
      ),
      listed(
        "test/posture/gather.test.ts",
        "const cases: readonly Case[]",
        `  {
    call: "{name}.list",
    on: "/{arm}?",
    reply: denied("{arm}/read"),
    missing: "{arm}/read",
    rows: 0,
    subjects: [sub1, sub2],
  },`,
      ),
      { into: "test/posture/checks-tenant.ts", after: "const healthy: Rows", before: "\n};", put: "\n  {name}: []," },
      { ...listed("simulator/arm/documents.ts", "const settings", '  ["{arm}"],'), orThere: true },
      {
        into: "simulator/scenario/baseline/places.ts",
        before: "    for (const planName of defenderPlans)",
        put: `    arm.documents.push({
      id: \`/subscriptions/\${id}/providers/{arm}/one\`,
      name: "one",
      type: "{arm}",
      properties: { TODO: "as Azure answers" },
    });
`,
      },
    ],
    proofs: ["npx mocha test/posture/gather.test.ts test/posture/gather-simulator.test.ts", ...always],
  },

  type: {
    file: "compute/types/{id}.ts",
    needsType: true,
    inserts: [
      imported("compute/types/index.ts", 'import { {name} } from "./{id}";'),
      listed("compute/types/index.ts", "const computeTypes", "  ...{name},"),
      {
        into: "test/compute/read-truths-rare.ts",
        before: "export const rareTruths",
        put: `const {name}: readonly Truth[] = both(
  "TODO:{Type}",
  "{arm}",
  { what: "TODO: what is created", size: "TODO: where the documentation of azure-native has the size" },
  { size: "TODO: where the documentation of ARM has it" },
);

`,
      },
      { into: "test/compute/read-truths-rare.ts", after: "const rareTruths", before: "];", put: ", ...{name}" },
    ],
    proofs: ["npx mocha test/compute/read.test.ts test/compute/types.test.ts", ...always, "npm run test:deep"],
  },

  format: {
    file: "posture/report/{id}.ts",
    inserts: [
      imported("posture/report/formats.ts", 'import { {name} } from "./{id}";'),
      { into: "posture/report/formats.ts", after: "const formats", before: "] as const", put: ", {name}" },
    ],
    proofs: ["npx mocha test/report/formats.test.ts -g {id}", ...always],
  },
};
