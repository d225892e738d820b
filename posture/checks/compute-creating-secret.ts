import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { grouped } from "../facts/collate";
import { creators } from "../facts/populations";
import { isBreakGlass, maySignIn, outright, principalSubject } from "../facts/subjects";
import { paths } from "../report-text";

export default defineCheck({
  id: "compute-creating-secret",
  title: "Nobody can create compute by reading a secret of a key vault",
  faultTitle: "Somebody can create compute by reading a secret of a key vault",
  severity: "high",
  why: "Whoever reads the secret signs in as what it opens, from anywhere and without MFA, and holds its rights. No review of role assignments shows it: the right is one over a vault.",
  fix: "Take the right to read the vault from those who do not need it, and let what needs the secret use a managed identity or a federated credential instead.",
  control: "workload-identity-credentials",

  needs: ["computeCreators"],
  examines: creators,
  *run({ computeCreators }, { estate }) {
    for (const creator of computeCreators) {
      const { principal, removal } = creator;
      if (!maySignIn(principal) || isBreakGlass(estate.breakGlass, principal)) continue;
      const reading = outright(creator).flatMap(right => {
        // Whoever first has to become the reader is told of by what lets it become the reader.
        const [step] = right.road ?? [];
        return step?.kind === "vault-secret" ? [{ right, to: step.to }] : [];
      });
      for (const [id, roads] of grouped(reading, ({ to }) => to.id))
        yield {
          subject: principalSubject(principal),
          key: id,
          cure: byHand("cutRoad"),
          fault: `can create compute by reading the secret that opens ${roads[0]!.to.name}`,
          proof: [...paths(roads.map(({ right }) => right)), `to end it: ${removal?.says ?? "no single removal"}`],
        };
    }
  },
});
