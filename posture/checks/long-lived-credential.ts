import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import type { Credential } from "../evidence/credentials";
import { grouped } from "../facts/collate";
import { workloadsThatCreate } from "../facts/populations";
import { maySignIn, outright, principalSubject } from "../facts/subjects";
import { capped, plural } from "../report-text";

const day = 86_400_000;

export default defineCheck({
  id: "long-lived-credential",
  title:
    "Applications that can create compute have no long-lived credentials, and none on the service principal itself",
  faultTitle:
    "An application that can create compute has a credential that is long-lived or stands on the service principal itself",
  severity: "medium",
  why: "A secret that leaks from a repository or a pipeline works without MFA, from anywhere, until it expires; so does the key of a certificate. What stands on the service principal does not appear among the application's credentials, so attackers add theirs there.",
  fix: "Let the workload sign in with a managed identity or by federation; otherwise replace the secret or certificate with one that lasts a few months, and delete any that stands on the service principal.",
  control: "workload-identity-credentials",

  needs: ["computeCreators", "credentials"],
  examines: workloadsThatCreate,
  *run({ computeCreators, credentials }, { estate, manifest }) {
    const { credentialDays, certificateDays } = estate.thresholds;
    const now = Date.parse(manifest.collectedAt);
    const inForce = grouped(
      credentials.filter(({ endsOn }) => !(time(endsOn) <= now)),
      ({ holder }) => holder,
    );
    for (const creator of computeCreators) {
      const { principal } = creator;
      if (!maySignIn(principal) || outright(creator).length === 0) continue;
      const held = inForce.get(principal.id) ?? [];
      const subject = principalSubject(principal);
      const lasting = (kind: Credential["kind"], days: number) =>
        held.filter(each => each.kind === kind && daysOf(each, now) > days);
      const secrets = lasting("secret", credentialDays);
      const certificates = lasting("certificate", certificateDays);
      const misplaced = held.filter(({ where }) => where === "servicePrincipal");
      const faults = [
        ...counted(secrets, "secret", `valid for more than ${credentialDays} days`),
        ...counted(certificates, "certificate", `valid for more than ${certificateDays} days`),
        ...counted(misplaced, "credential", "on the service principal itself"),
      ];
      if (faults.length > 0)
        yield {
          subject,
          cure: byHand("replaceCredential"),
          fault: faults.join(", and "),
          // The key of a certificate seldom stands in a repository.
          ...(misplaced.length > 0 ? { severity: "high" } : secrets.length === 0 && { severity: "low" }),
          proof: capped([...new Set([...secrets, ...certificates, ...misplaced])].map(line).sort()),
        };
      else if (held.some(({ startsOn }) => Number.isNaN(time(startsOn))))
        yield { subject, unknown: "since when its credentials are valid could not be read" };
    }
  },
});

const counted = (some: readonly Credential[], what: string, how: string): string[] =>
  some.length > 0 ? [`has ${plural(some.length, what)} ${how}`] : [];

const time = (at = ""): number => Date.parse(at);

/** How long it is valid in all; where its start is not known, how long from now at least. Without an end, for ever. */
function daysOf({ startsOn, endsOn }: Credential, now: number): number {
  const [start, end] = [time(startsOn), time(endsOn)];
  return Number.isNaN(end) ? Number.POSITIVE_INFINITY : (end - (Number.isNaN(start) ? now : start)) / day;
}

const line = ({ id, kind, name, where, startsOn, endsOn }: Credential): string => {
  const from = startsOn ? ` from ${startsOn.slice(0, 10)}` : "";
  const until = endsOn ? ` until ${endsOn.slice(0, 10)}` : " without an end";
  return `${kind} ${name || id} on the ${where === "application" ? "application" : "service principal"},${from}${until}`;
};
