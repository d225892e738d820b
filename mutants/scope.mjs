/**
 * What is mutated, by theme, and the tests that must notice. StrykerJS runs for each mutant only the tests that reach it, and of
 * all themes, so a theme without tests here would still be tested by those of the others.
 */
export const scope = [
  {
    theme: "rules of the pack",
    mutate: ["policies/*.ts", "policies/budget/*.ts"],
    tests: ["test/policies/*.test.ts"],
  },
  {
    theme: "checks of the audit",
    mutate: ["posture/checks/*.ts", "posture/run/judge.ts"],
    tests: ["test/posture/*.test.ts"],
  },
  { theme: "payloads", mutate: ["payloads/**/*.ts"], tests: ["test/payloads/*.test.ts"] },
  { theme: "facts of a resource", mutate: ["compute/**/*.ts"], tests: ["test/compute/*.test.ts"] },
  { theme: "facts of a tenant", mutate: ["posture/facts/**/*.ts"], tests: ["test/posture/*.test.ts"] },
  { theme: "readers of evidence", mutate: ["posture/evidence/**/*.ts"], tests: ["test/posture/*.test.ts"] },
  { theme: "exit codes", mutate: ["cli/exit.ts"], tests: ["test/cli/exit.test.ts"] },
];

/** Tests that do not run on mutants, with the reason. All others in the folders above do. */
export const leftOut = {
  "run the pack in another process, which does not see the mutant": [
    "test/policies/pack.test.ts",
    "test/policies/pack-budget.test.ts",
    "test/policies/remediate.test.ts",
  ],
  "take longer than all the others together": [
    "test/policies/adapter.test.ts",
    "test/policies/exceptions.test.ts",
    "test/policies/requests.test.ts",
    "test/policies/robust.test.ts",
    "test/posture/audit.test.ts",
    "test/posture/azure.test.ts",
    "test/posture/gather.test.ts",
  ],
  "count steps of inputs that are made to be slow, and mutated code is slower still": [
    "test/compute/read-dynamic-content.test.ts",
    "test/compute/template-hostile.test.ts",
  ],
  "depend on files outside the repository": ["test/compute/left-out.test.ts"],
};
