import { approval } from "../facts/approval";
import { signalCheck } from "../signal-check";
import { limitCodes, operationsOf } from "../signals/operations";
import { callersOf, firstOf, listed, machinesOf } from "../signals/say";

export default signalCheck(
  {
    id: "compute-depletion",
    title: "No workload is refused for want of quota after somebody else created unapproved accelerators",
    faultTitle: "A workload was refused for want of quota after somebody else created unapproved accelerators",
    severity: "high",
    why: "A mine takes all the cores that a subscription has in a region. That the owners' own machines no longer start is how many victims first notice it.",
    fix: "Look at what the first of them created: if nobody knows it, stop it and treat that account as stolen. Then start again what was refused.",
    control: "compute-activity",

    log: "activity",
    attack: "T1496",
    answers: ["IM-02"],
    grain: "hours",
    where: { operation: operationsOf.compute, result: ["failed"], code: limitCodes },
    judgement: {
      is: "after",
      by: ["subscription", "region"],
      apart: ["caller"],
      cause: { where: { operation: operationsOf.compute, result: ["done"], accelerator: ["yes"] } },
      hours: "followUpHours",
    },
    unwatched:
      "No workspace knows which accelerators are approved; another rule watches for whoever creates accelerators for the first time.",
    say: (answers, _, told) =>
      `${callersOf(answers, told)} could create no compute in ${answers[0]!.key.region} from ${firstOf(answers)} on (${listed(answers, "code")}), after ${callersOf(told.causes, told)} created accelerators there at ${firstOf(told.causes)} (${machinesOf(told.causes)})`,
  },
  {
    needs: ["subscriptions"],
    only({ subscriptions }, { estate }) {
      const approves = approval(estate, subscriptions);
      return ({ key: { result, size = "", region = "", subscription = "" } }) =>
        region !== "" && (result !== "done" || approves({ sizes: [size], region, subscription }) !== "yes");
    },
  },
);
