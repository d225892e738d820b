import type { ReportingDescriptor } from "sarif";
import { frameworks } from "../../catalogue/frameworks";
import type { Rule, Severity } from "../../catalogue/outcome";
import { requirementsTestedBy, techniquesOf } from "../../catalogue/requirements";
import { plain } from "./markdown-text";

/** SARIF knows three levels; GitHub sorts by `security-severity`, a score as in CVSS. */
export const weights: Record<Severity, { level: "error" | "warning" | "note"; score: string }> = {
  critical: { level: "error", score: "9.5" },
  high: { level: "error", score: "8.0" },
  medium: { level: "warning", score: "5.5" },
  low: { level: "note", score: "2.0" },
};

/**
 * GitHub shows at most so many results of a run and tags of a rule, and of a text so many characters
 * (https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit,
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
 */
export const githubLimits = { results: 5000, tags: 10, description: 1024 } as const;

/** A rule, as viewers list it and GitHub shows it beside each of its results. */
export const descriptor = ({ id, formerIds, title, severity, why, fix, control }: Rule): ReportingDescriptor => ({
  id,
  ...(formerIds && { deprecatedIds: [...formerIds] }),
  shortDescription: { text: title },
  fullDescription: { text: why },
  help: { text: fix, markdown: helpOf({ id, why, fix }) },
  defaultConfiguration: { level: weights[severity].level },
  properties: {
    "security-severity": weights[severity].score,
    tags: ["security", "cryptojacking", control, ...techniquesOf(id)].slice(0, githubLimits.tags),
  },
});

const helpOf = ({ id, why, fix }: Pick<Rule, "id" | "why" | "fix">): string => {
  const requirements = requirementsTestedBy(id).map(({ framework, id }) => `${frameworkNames.get(framework)} ${id}`);
  return [
    `**Why it matters.** ${plain(why)}`,
    `**What to do.** ${plain(fix)}`,
    ...(requirements.length > 0 ? [`**Frameworks.** ${plain(requirements.join(", "))}`] : []),
  ].join("\n\n");
};

const frameworkNames: ReadonlyMap<string, string> = new Map(frameworks.map(({ id, name }) => [id, name]));
