import { signalCheck } from "../signal-check";
import { firstOf, listed, timesOf } from "../signals/say";

export default signalCheck(
  {
    id: "single-factor-sign-in",
    title: "Nobody signs in to Azure management with a single factor",
    faultTitle: "Somebody signed in to Azure management, and one factor was all that was asked for",
    severity: "high",
    why: "In nearly all attacks that Microsoft describes, the accounts had no MFA. Where one factor is enough, a leaked password is.",
    fix: "Ask for MFA at Azure management by a policy without exclusions, and look at whether it was the person who signed in.",
    control: "mfa-compute-creators",

    log: "signIns",
    attack: "T1078.004",
    answers: ["AL-02", "RE-05", "RE-07"],
    grain: "origins",
    where: { requirement: ["singleFactorAuthentication"], result: ["done"], signInType: ["interactiveUser"] },
    judgement: { is: "any", by: ["principal"] },
    say: answers =>
      `signed in to Azure management when one factor was all that was asked for, ${timesOf(answers)} ${timesOf(answers) === 1 ? "time" : "times"} from ${firstOf(answers)} on, from ${listed(answers, "address")}`,
  },
  {
    needs: ["demandedMfa"],
    also:
      ({ demandedMfa }, { manifest }) =>
      ({ of, answers }) => {
        // In another tenant its own policies decide.
        const here = answers.some(({ key }) => !key.tenant || key.tenant === manifest.tenant.toLowerCase());
        if (!here) return { say: `, in tenant ${listed(answers, "tenant")}, whose own policies decide there` };
        const by = demandedMfa.of(of.principal ?? "");
        return by === undefined
          ? {}
          : {
              say: `; yet ${by} asks this account for MFA: the two contradict, so look at when it began and at what it leaves out`,
            };
      },
  },
);
