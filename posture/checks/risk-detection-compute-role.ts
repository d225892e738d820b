import type { Severity } from "../../catalogue/outcome";
import { riskInWords } from "../../catalogue/risk-detections";
import { defineCheck } from "../check";
import { secureAccount } from "../cures/identities";
import type { RiskDetection } from "../evidence/risk-detections";
import { grouped } from "../facts/collate";
import { peopleWhoCreate } from "../facts/populations";
import { maySignIn, outright, principalSubject } from "../facts/subjects";
import { entraP1 } from "../facts/tenant-plans";
import { paths } from "../report-text";
import type { Answer } from "../signals/question";
import { listed, regionsOf } from "../signals/say";

export default defineCheck({
  id: "risk-detection-compute-role",
  title: "Of nobody who can create compute a risk detection is open",
  faultTitle: "An attack on somebody who can create compute was detected, and nobody has dealt with it",
  severity: "high",
  why: "Leaked passwords, anonymous addresses and sign-ins unlike the person's own are how Microsoft's attackers came in: what such an account creates may be the thief's.",
  fix: "Ask the person. If nobody knows, revoke its sessions, have the password changed and MFA registered again, and stop what it created since; then dismiss the detection or confirm it.",
  detects: true,
  control: "risky-identities",

  plans: entraP1,
  needs: ["computeCreators", "riskDetections", "creations"],
  examines: peopleWhoCreate,
  *run({ computeCreators, riskDetections, creations }) {
    const seen = grouped(riskDetections, ({ user }) => user);
    for (const creator of computeCreators) {
      const { principal } = creator;
      const detections = [...(seen.get(principal.id) ?? [])].sort((one, other) => (one.at < other.at ? -1 : 1));
      const [first] = detections;
      const rights = outright(creator);
      if (!first || rights.length === 0 || !maySignIn(principal)) continue;
      const after = (creations.get(principal.id) ?? []).filter(({ last }) => last >= first.at);
      yield {
        subject: principalSubject(principal),
        cure: secureAccount,
        fault: `can create compute, and Identity Protection saw: ${inWords(detections)}${whatFollowed(after)}`,
        at: first.at,
        severity: weight(detections, after),
        proof: [...detections.slice(-5).map(told), ...paths(rights)],
      };
    }
  },
});

const inWords = (detections: readonly RiskDetection[]): string =>
  [...new Set(detections.map(({ type }) => riskInWords(type)))].sort().join("; ");

const whatFollowed = (after: readonly Answer[]): string =>
  after.length === 0 ? "" : `; since then it created compute (${listed(after, "operation")})${regionsOf(after)}`;

const told = ({ type, level, at, address }: RiskDetection): string =>
  `${type} at ${at}${address ? ` from ${address}` : ""}, risk ${level}`;

/** Who creates compute after it weighs most; a low risk alone weighs least. */
function weight(detections: readonly RiskDetection[], after: readonly Answer[]): Severity {
  if (after.length > 0 || detections.some(({ state }) => state === "confirmedCompromised")) return "critical";
  return detections.every(({ level }) => level.toLowerCase() === "low") ? "medium" : "high";
}
