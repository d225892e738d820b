import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding, Subject } from "../catalogue/outcome";
import type { Report } from "../posture/report/model";
import { reportOf as read } from "../posture/report/stored";

/** Each subject has so many findings, and so many findings come to one identity that could burn. */
const ofSubject = 4;
const ofIdentity = 20;

const demo = (): Report => read(JSON.parse(readFileSync(join(__dirname, "../test/golden/report.json"), "utf8")))!;

/**
 * The demo's report with very many findings of all its rules. They are held as a judged tenant's are: a subject is one object for all
 * that is found of it, and messages, proofs and names of scopes are shared; ids and fingerprints are each finding's own.
 */
export function reportOf(count: number): Report {
  const report = demo();
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

/** So many sets of subscriptions are reached, each by as many people. */
const sets = 20;

/** The demo's report with a tenth as many people, each of whom can create compute in most of a hundredth as many subscriptions. */
export function reachingOf(count: number): Report {
  const report = demo();
  const ids = Array.from({ length: count / 100 }, (_, i) => `00000000-0000-0000-0001-${hex(i, 12)}`);
  const reached = Array.from({ length: sets }, (_, i) => ids.slice(i));
  const [like] = report.blastRadius;
  const blastRadius = Array.from({ length: count / 10 }, (_, i) => ({
    ...like!,
    principal: { id: `00000000-0000-0000-0000-${hex(i, 12)}`, name: `person ${i}`, kind: "user" },
    subscriptions: reached[i % sets]!,
  }));
  return { ...report, blastRadius };
}

const hex = (n: number, length: number): string => Buffer.from(n.toString(16).padStart(length, "0")).toString("latin1");

const subject = (i: number, likes: readonly Finding[]): Subject => {
  const { subject: like } = likes[i % likes.length]!;
  return { ...like, id: `00000000-0000-0000-0000-${hex(i, 12)}`, name: `person ${i}` };
};
