import data from "./data/requirement-rules.json";

/** A requirement of a framework in `frameworks.ts`. */
export interface Requirement {
  readonly framework: string;
  readonly id: string;
}

type RulesOfRequirements = { readonly [framework: string]: { readonly [requirement: string]: readonly string[] } };

const rulesOf: RulesOfRequirements = data;

/** The ids of the rules whose fault proves that a requirement is not met; none, where no rule tests it. */
export const rulesTesting = ({ framework, id }: Requirement): readonly string[] => rulesOf[framework]?.[id] ?? [];

const byRule = new Map<string, Requirement[]>();
for (const [framework, requirements] of Object.entries(rulesOf))
  for (const [id, rules] of Object.entries(requirements))
    for (const rule of rules) byRule.set(rule, [...(byRule.get(rule) ?? []), { framework, id }]);

/** The requirements that a rule tests, at least in part, in the order of the table: the nearest technique comes first. */
export const requirementsTestedBy = (rule: string): readonly Requirement[] => byRule.get(rule) ?? [];

/** The techniques of MITRE ATT&CK that a fault of a rule opens or shows, as MITRE numbers them, the nearest first. */
export const techniquesOf = (rule: string): readonly string[] =>
  requirementsTestedBy(rule).flatMap(({ framework, id }) => (framework === "attack" ? [id] : []));
