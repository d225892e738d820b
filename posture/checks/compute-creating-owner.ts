import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { grouped } from "../facts/collate";
import { creators } from "../facts/populations";
import { isBreakGlass, maySignIn, outright, principalSubject } from "../facts/subjects";
import { paths } from "../report-text";

export default defineCheck({
  id: "compute-creating-owner",
  title: "Nobody can create compute by owning a group or an application",
  faultTitle: "Somebody can create compute by owning a group or an application",
  severity: "high",
  why: "Owners can add themselves to the group, or a secret of their own to the application, and so hold its rights. No review of role assignments shows it, and an owner needs no role at all.",
  fix: "Remove the owner, or give the right to a group that roles can be assigned to and whose owners are administrators.",
  control: "compute-rbac-sprawl",

  needs: ["computeCreators"],
  examines: creators,
  *run({ computeCreators }, { estate }) {
    for (const creator of computeCreators) {
      const { principal, removal } = creator;
      if (!maySignIn(principal) || isBreakGlass(estate.breakGlass, principal)) continue;
      const owning = outright(creator).flatMap(right => {
        // Whoever first has to become the owner is told of by what lets it become the owner.
        const [step] = right.road ?? [];
        return step?.kind === "group-owner" || step?.kind === "application-owner" ? [{ right, to: step.to }] : [];
      });
      // One finding for each thing that is owned: each has to be taken away by itself.
      for (const [id, roads] of grouped(owning, ({ to }) => to.id))
        yield {
          subject: principalSubject(principal),
          key: id,
          cure: byHand("cutRoad"),
          fault: `can create compute as an owner of ${roads[0]!.to.name}`,
          proof: [...paths(roads.map(({ right }) => right)), `to end it: ${removal?.says ?? "no single removal"}`],
        };
    }
  },
});
