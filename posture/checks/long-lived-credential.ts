import { defineCheck } from "../check";
import type { Credential } from "../evidence/credentials";
import { grouped } from "../facts/collate";
import { maySignIn, outright, principalSubject } from "../facts/subjects";
import { capped, plural } from "../report-text";

const day = 86_400_000;

export default defineCheck({
  id: "long-lived-credential",
  title: "Applications that can create compute have no long-lived secrets, and none on the service principal itself",
  faultTitle: "An application that can create compute has a long-lived secret",
  severity: "medium",
  why: "A secret that leaks from a repository or a pipeline works without MFA, from anywhere, until it expires. One on the service principal does not appear among the application's secrets, so attackers add theirs there.",
  fix: "Let the workload sign in with a managed identity or by federation; otherwise replace the secret with one that lasts a few months, and delete any secret of the service principal.",
  control: "workload-identity-credentials",

  needs: ["computeCreators", "credentials"],
  *run({ computeCreators, credentials }, { estate, manifest }) {
    const most = estate.thresholds.credentialDays;
    const now = Date.parse(manifest.collectedAt);
    const secrets = grouped(
      credentials.filter(({ kind, endsOn }) => kind === "secret" && !(time(endsOn) <= now)),
      ({ holder }) => holder,
    );
    for (const creator of computeCreators) {
      const { principal } = creator;
      if (!maySignIn(principal) || outright(creator).length === 0) continue;
      const held = secrets.get(principal.id) ?? [];
      const lasting = held.filter(secret => daysOf(secret, now) > most);
      const misplaced = held.filter(({ where }) => where === "servicePrincipal");
      const subject = principalSubject(principal);
      if (lasting.length + misplaced.length > 0)
        yield {
          subject,
          fault: [
            ...(lasting.length > 0 ? [`has ${plural(lasting.length, "secret")} valid for more than ${most} days`] : []),
            ...(misplaced.length > 0
              ? [`has ${plural(misplaced.length, "secret")} on the service principal itself`]
              : []),
          ].join(", and "),
          ...(misplaced.length > 0 && { severity: "high" }),
          proof: capped([...new Set([...lasting, ...misplaced])].map(line).sort()),
        };
      else if (held.some(({ startsOn }) => Number.isNaN(time(startsOn))))
        yield { subject, unknown: "since when its secrets are valid could not be read" };
    }
  },
});

const time = (at = ""): number => Date.parse(at);

/** How long it is valid in all; where its start is not known, how long from now at least. Without an end, for ever. */
function daysOf({ startsOn, endsOn }: Credential, now: number): number {
  const [start, end] = [time(startsOn), time(endsOn)];
  return Number.isNaN(end) ? Number.POSITIVE_INFINITY : (end - (Number.isNaN(start) ? now : start)) / day;
}

const line = ({ id, name, where, startsOn, endsOn }: Credential): string => {
  const from = startsOn ? ` from ${startsOn.slice(0, 10)}` : "";
  const until = endsOn ? ` until ${endsOn.slice(0, 10)}` : " without an end";
  return `secret ${name || id} on the ${where === "application" ? "application" : "service principal"},${from}${until}`;
};
