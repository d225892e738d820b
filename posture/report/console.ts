import { styleText } from "node:util";
import { inWords } from "../../catalogue/exceptions";
import type { Severity, Status } from "../../catalogue/outcome";
import type { Report } from "./model";

type Style = Parameters<typeof styleText>[0];

const marks: Record<Status, { mark: string; style: Style }> = {
  fail: { mark: "FAIL", style: "red" },
  unknown: { mark: " ?  ", style: "yellow" },
  pass: { mark: "pass", style: "green" },
};
const severityStyle: Record<Severity, Style> = {
  critical: ["bold", "red"],
  high: "red",
  medium: "yellow",
  low: "cyan",
};

/** At most so many findings of one check are listed; the other formats hold them all. */
const listed = 5;

/** Why an exception does nothing, after its name. */
export const idle = { ended: "has ended", matchesNothing: "matches nothing" } as const;

/** The readable summary. Colour only where the caller says that a terminal reads it. */
export function consoleSummary(raw: Report, { colour }: { colour: boolean }): string {
  const report = printable(raw);
  const paint = (style: Style, text: string) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const lines = [
    paint("bold", `${report.tenant.name || "Tenant"} (${report.tenant.id})`),
    `${plural(report.subscriptions.length, "subscription")}, read ${report.collectedAt}`,
    "",
  ];
  for (const { rule, status, findings, unknowns } of report.outcomes) {
    const { mark, style } = marks[status];
    const count =
      status === "fail" ? plural(findings.length, "finding") : status === "unknown" ? "could not be assessed" : "";
    lines.push(
      `${paint(style, mark)} ${paint(severityStyle[rule.severity], rule.severity.padEnd(8))} ${rule.title}${count && ` (${count})`}`,
    );
    for (const { subject, message } of findings.slice(0, listed)) lines.push(`       ${subject.name}: ${message}`);
    if (findings.length > listed) lines.push(`       and ${findings.length - listed} more`);
    if (unknowns.length) lines.push(`       ${plural(unknowns.length, "subject")} could not be judged`);
  }
  if (report.excepted.length) {
    lines.push("", "What the estate excepts:");
    for (const { finding, exception } of report.excepted.slice(0, listed))
      lines.push(`       ${finding.rule}: ${finding.subject.name}, ${inWords(exception)}`);
    if (report.excepted.length > listed) lines.push(`       and ${report.excepted.length - listed} more`);
  }
  if (report.idleExceptions.length) {
    lines.push("", "Exceptions of the estate that do nothing:");
    for (const { exception, why } of report.idleExceptions)
      lines.push(`       ${exception.rule} for ${exception.resource} ${idle[why]} (${exception.owner})`);
  }
  if (report.gaps.length) {
    lines.push("", "What could not be read:");
    for (const { what, missing } of report.gaps) lines.push(`       ${what}: needs ${missing}`);
  }
  if (report.blastRadius.length) {
    lines.push("", "What a stolen account could burn, in USD per day at list prices, the undefended first:");
    for (const { principal, usdPerDay, gpus, defence } of report.blastRadius.slice(0, listed))
      lines.push(`       ${usd(usdPerDay).padStart(12)}  ${principal.name} (${plural(gpus, "GPU")}; ${defence})`);
  }
  const { findings, checks, excepted } = report.summary;
  lines.push(
    "",
    `${findings.critical} critical, ${findings.high} high, ${findings.medium} medium, ${findings.low} low${excepted ? `, ${excepted} excepted` : ""}; ` +
      `${checks.fail} of ${report.outcomes.length} checks fail, ${checks.unknown} could not be assessed, ${checks.pass} pass`,
  );
  return `${lines.join("\n")}\n`;
}

/** Names come from the tenant: control characters in them must not steer the reader's terminal or forge a line. */
const printable = (report: Report): Report =>
  JSON.parse(JSON.stringify(report), (_, value) =>
    typeof value === "string" ? value.replace(/\p{Cc}/gu, "\uFFFD") : value,
  );

export const plural = (n: number, word: string): string => `${n.toLocaleString("en-US")} ${word}${n === 1 ? "" : "s"}`;
export const usd = (amount: number): string => `$${Math.round(amount).toLocaleString("en-US")}`;
