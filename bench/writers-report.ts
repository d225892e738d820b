import type { Finding, Subject } from "../catalogue/outcome";
import type { Report } from "../posture/report/model";
import { goldenReport } from "../test/golden/golden";

/** Each subject has so many findings, and so many findings come to one identity that could burn. */
const ofSubject = 4;
const ofIdentity = 20;

/**
 * The demo's report with very many findings of all its rules. They are held as a judged tenant's are: a subject is one object for all
 * that is found of it, and messages, proofs and names of scopes are shared; ids and fingerprints are each finding's own.
 */
export function reportOf(count: number): Report {
  const report = goldenReport();
  const [first] = report.outcomes;
  const likes = report.outcomes.map(({ findings }) => findings[0] ?? first!.findings[0]!);
  const share = Math.ceil(count / likes.length);
  const subjects = Array.from({ length: Math.ceil(count / ofSubject) }, (_, i) => subject(i, likes));
  const outcomes = report.outcomes.map((outcome, place) => {
    const like = likes[place]!;
    const most = Math.min(share, count - place * share);
    return {
      ...outcome,
      status: "fail" as const,
      findings: Array.from(
        { length: Math.max(0, most) },
        (_, i): Finding => ({
          rule: outcome.rule.id,
          severity: like.severity,
          subject: subjects[(i + place * 7919) % subjects.length]!,
          message: like.message,
          proof: like.proof,
          fingerprint: hex(place * share + i, 16),
        }),
      ),
    };
  });
  const [radius] = report.blastRadius;
  const blastRadius = Array.from({ length: Math.ceil(count / ofIdentity) }, (_, i) => ({
    ...radius!,
    principal: { id: subjects[i % subjects.length]!.id, name: subjects[i % subjects.length]!.name, kind: "user" },
  }));
  return { ...report, outcomes, blastRadius };
}

const hex = (n: number, length: number): string => Buffer.from(n.toString(16).padStart(length, "0")).toString("latin1");

const subject = (i: number, likes: readonly Finding[]): Subject => {
  const { subject: like } = likes[i % likes.length]!;
  return { ...like, id: `00000000-0000-0000-0000-${hex(i, 12)}`, name: `person ${i}` };
};
