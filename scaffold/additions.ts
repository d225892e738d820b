/**
 * What `npm run new` adds for each kind. In paths and texts, for the id `management-locks`, `{id}` is the id, `{name}` is
 * `managementLocks` and `{Type}` is `ManagementLocks`.
 */
export interface Addition {
  /** The new file. Its text is `templates/<kind>.ts.txt`. */
  readonly file: string;
  readonly inserts: readonly Insert[];
  /** The commands that show what is still wrong, the quick ones first. */
  readonly proofs: readonly string[];
}

/** A text for a file that exists. */
export type Insert = { readonly into: string; readonly put: string } & (
  | { readonly among: "imports" }
  /** Before the first such text that follows `after`. */
  | { readonly after?: string; readonly before: string }
);

const imported = (into: string, put: string): Insert => ({ into, put, among: "imports" });
const listed = (into: string, after: string, put: string): Insert => ({ into, put: `\n${put}`, after, before: "\n]" });

export const additions: { readonly [kind: string]: Addition } = {
  rule: {
    file: "policies/{id}.ts",
    inserts: [
      imported("policies/all.ts", 'import {name} from "./{id}";'),
      listed("policies/all.ts", "const policies", "  {name},"),
    ],
    proofs: ["npx mocha test/policies/examples.test.ts -g {id}", "npm run docs", "npm test"],
  },

  check: {
    file: "posture/checks/{id}.ts",
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
    ],
    proofs: ["npx mocha test/posture/checks.test.ts -g {id}", "npm run docs", "npm run golden", "npm test"],
  },

  evidence: {
    file: "posture/evidence/{id}.ts",
    inserts: [
      imported("posture/evidence/all.ts", 'import {name} from "./{id}";'),
      listed("posture/evidence/all.ts", "const list", "  {name},"),
      listed(
        "test/posture/gather-tenant.ts",
        "const routes",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a template of the file that it is put into
        '  ["/Microsoft.TODO/{name}?", () => list({ id: `${s(sub1)}/providers/Microsoft.TODO/{name}/${id(999)}` })],',
      ),
      listed(
        "test/posture/gather.test.ts",
        "const cases: readonly Case[]",
        `  {
    call: "{name}.list",
    on: "/Microsoft.TODO/{name}?",
    reply: denied("Microsoft.TODO/{name}/read"),
    missing: "Microsoft.TODO/{name}/read",
    rows: 0,
    subjects: [sub1, sub2],
  },`,
      ),
      { into: "test/posture/checks-tenant.ts", after: "const healthy", before: "\n};", put: "\n  {name}: []," },
      listed("simulator/arm/documents.ts", "const settings", '  ["Microsoft.TODO/{name}"],'),
      {
        into: "simulator/scenario/baseline/places.ts",
        before: "    for (const planName of defenderPlans)",
        put: `    arm.documents.push({
      id: \`/subscriptions/\${id}/providers/Microsoft.TODO/{name}/one\`,
      name: "one",
      type: "Microsoft.TODO/{name}",
    });
`,
      },
    ],
    proofs: ["npx mocha test/posture/gather.test.ts test/posture/gather-simulator.test.ts", "npm run docs", "npm test"],
  },

  type: {
    file: "compute/types/{id}.ts",
    inserts: [
      imported("compute/types/index.ts", 'import { {name} } from "./{id}";'),
      listed("compute/types/index.ts", "const computeTypes", "  ...{name},"),
      {
        into: "test/compute/read-truths-rare.ts",
        before: "export const besideTruths",
        put: `const {name}: readonly Truth[] = both(
  "TODO:{Type}",
  "Microsoft.TODO/{name}",
  { what: "TODO: what is created", size: "TODO: where the documentation of azure-native has the size" },
  { size: "TODO: where the documentation of ARM has it" },
);

`,
      },
      { into: "test/compute/read-truths-rare.ts", after: "const besideTruths", before: "];", put: ", ...{name}" },
    ],
    proofs: [
      "npx mocha test/compute/read.test.ts test/compute/types.test.ts",
      "npm run docs",
      "npm test",
      "npm run test:deep",
    ],
  },

  format: {
    file: "posture/report/{id}.ts",
    inserts: [
      imported("posture/report/formats.ts", 'import { {name} } from "./{id}";'),
      { into: "posture/report/formats.ts", after: "const formats", before: "] as const", put: ", {name}" },
    ],
    proofs: ["npx mocha test/report/formats.test.ts -g {id}", "npm test"],
  },
};
