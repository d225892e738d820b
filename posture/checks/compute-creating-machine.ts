import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { grouped } from "../facts/collate";
import { population } from "../facts/populations";
import { parseScope } from "../facts/scopes";
import { maySignIn, outright } from "../facts/subjects";
import { paths } from "../report-text";

export default defineCheck({
  id: "compute-creating-machine",
  title: "No machine or service works under an identity that can create compute throughout a subscription",
  faultTitle: "A machine or service works under an identity that can create compute throughout a subscription",
  severity: "medium",
  why: "Whoever gets code to run in it takes the identity's tokens, without a password and without MFA, and creates machines with them.",
  fix: "Limit the identity's role to the resource group and the actions that its work needs, or take the identity off the machine.",
  control: "workload-identity-credentials",

  needs: ["computeHolders", "workloadsWithIdentity"],
  examines: population<"workloadsWithIdentity">(
    "resource with an identity",
    "resources with an identity",
    ({ workloadsWithIdentity }) => workloadsWithIdentity.map(({ id }) => id),
  ),
  *run({ computeHolders, workloadsWithIdentity }) {
    const carriers = grouped(
      workloadsWithIdentity.flatMap(carrier => carrier.identities.map(identity => ({ identity, carrier }))),
      ({ identity }) => identity,
    );
    for (const creator of computeHolders) {
      const { principal } = creator;
      const places = carriers.get(principal.id) ?? [];
      if (places.length === 0 || !maySignIn(principal)) continue;
      const rights = outright(creator).filter(({ scope }) => wide.includes(parseScope(scope).kind));
      if (rights.length === 0) continue;
      for (const { carrier } of places)
        yield {
          subject: { kind: "resource", id: carrier.id, name: carrier.name },
          key: principal.id,
          cure: byHand("narrowRole"),
          fault: `works under the identity ${principal.name}, which can create compute`,
          proof: paths(rights),
        };
    }
  },
});

const wide: readonly string[] = ["root", "managementGroup", "subscription"];
