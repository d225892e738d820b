import { parseArmId } from "../../catalogue/arm-id";
import type { Subject } from "../../catalogue/outcome";
import { az } from "./command";
import type { Cure } from "./cure";
import { asCode, defenderPlan } from "./pulumi-code";

/** The assignment refuses nothing: it does again. */
export function enforceAssignment(to: Subject): Cure {
  const { names, scope } = parseArmId(to.id);
  return {
    act: "enforceGuardrails",
    to,
    commands: [
      az`policy assignment update --name ${names.at(-1) ?? to.name} --scope ${scope} --enforcement-mode Default`,
    ],
  };
}

/** The exemption opens what the assignment refuses. */
export function deleteExemption(to: Subject): Cure {
  const { names, scope } = parseArmId(to.id);
  return {
    act: "enforceGuardrails",
    to,
    commands: [az`policy exemption delete --name ${names.at(-1) ?? to.name} --scope ${scope}`],
  };
}

/** Nobody carries a subscription out of the tenant, or into it. The policy is one for the whole tenant. */
export const closeTransfers = (to: Subject): Cure => ({
  act: "closeTransfers",
  to,
  commands: [
    az`rest --method put --url ${"/providers/Microsoft.Subscription/policies/default?api-version=2021-10-01"} --body ${transfersClosed}`,
  ],
});

const transfersClosed = JSON.stringify({ blockSubscriptionsLeavingTenant: true, blockSubscriptionsIntoTenant: true });

/** @param plan its name in ARM, such as `Arm` */
export const switchOnDefender = (plan: string, subscription: string) =>
  asCode(
    to => ({
      act: "switchOnDefender",
      to,
      commands: [az`security pricing create --name ${plan} --tier Standard --subscription ${subscription}`],
    }),
    defenderPlan(plan, subscription),
  );

/** @param namespaces such as Microsoft.HDInsight */
export const unregister =
  (namespaces: readonly string[], subscription: string) =>
  (to: Subject): Cure => ({
    act: "unregisterProviders",
    to,
    commands: namespaces.map(
      namespace => az`provider unregister --namespace ${namespace} --subscription ${subscription}`,
    ),
  });
