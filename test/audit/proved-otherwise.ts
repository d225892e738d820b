import type { Finding } from "../../catalogue/outcome";
import type { Report } from "../../posture/report/model";

/** Idle quota is proved without Compute's list of what is sold, and without caps on it; the proof says what is not. */
const soldUnread = /if it is sold to this subscription|if no cap of Microsoft.ComputeLimit bounds it/;

/**
 * Whether a finding of a run that could not read everything is one of the whole run, in other words: idle quota that says what was
 * not looked up; an alert that the Defender portal has again, under an id of its own; a machine by its host's name.
 */
export function provedOtherwise({ outcomes }: Report): (rule: string, finding: Finding) => boolean {
  const named = new Set(
    outcomes.flatMap(({ rule, findings }) => findings.map(({ subject }) => `${rule.id} ${subject.name}`)),
  );
  return (rule, { subject, proof }) =>
    proof.some(line => soldUnread.test(line)) ||
    (rule === "open-compute-abuse-alert" && named.has(`${rule} ${subject.name}`)) ||
    (rule === "mining-pool-contact" && named.has(`${rule} ${subject.name.split(".")[0]}`));
}
