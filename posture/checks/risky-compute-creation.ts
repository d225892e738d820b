import { grouped } from "../facts/collate";
import { entraP2 } from "../facts/tenant-plans";
import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { firstOf, listed, regionsOf } from "../signals/say";

export default signalCheck(
  {
    id: "risky-compute-creation",
    title: "Nobody at risk creates compute",
    faultTitle: "Somebody at risk created compute",
    severity: "high",
    why: "The password of the account has leaked, or somebody else signs in with it, and now it builds machines: it may not be the person who does.",
    fix: "Revoke its sessions, stop what it created unless the person explains it, and have the password changed and MFA registered again; then dismiss the risk or confirm it.",
    control: "risky-identities",

    log: "activity",
    attack: "T1078.004",
    answers: ["DE-06", "RE-10"],
    grain: "hours",
    where: { operation: operationsOf.compute, result: ["done"] },
    judgement: { is: "any", by: ["caller"] },
    people: true,
    unwatched: "Who is at risk stands in Identity Protection, and not in the activity log.",
    say: answers => `created compute at ${firstOf(answers)} (${listed(answers, "operation")})${regionsOf(answers)}`,
  },
  {
    needs: ["riskyUsers"],
    plans: entraP2,
    only: ({ riskyUsers }) => {
      const atRisk = new Set(riskyUsers.map(({ user }) => user));
      return ({ key }) => atRisk.has(key.caller ?? "");
    },
    also: ({ riskyUsers }) => {
      const risks = grouped(riskyUsers, ({ user }) => user);
      return ({ of }) => {
        const [risk] = risks.get(of.caller ?? "") ?? [];
        if (risk?.state === "confirmedCompromised")
          return { say: ", and is confirmed to be compromised", severity: "critical" };
        return { say: `, and is at risk (${risk?.level})`, ...(risk?.level === "high" && { severity: "critical" }) };
      };
    },
  },
);
