import { parseArmId } from "../../catalogue/arm-id";
import { signalCheck } from "../signal-check";
import { firstOf } from "../signals/say";
import { peopleTypes } from "../signals/sign-in-log";

/** A machine of this age may have been made for the purpose. */
const youngDays = 7;

export default signalCheck(
  {
    id: "sign-in-from-own-machine",
    title: "People do not sign in from our own machines",
    faultTitle: "Somebody signed in to Azure management from a machine of the tenant, for the first time",
    severity: "medium",
    why: "Attackers live on machines that they create in their victims' tenants: a sign-in from there passes every policy that trusts the tenant's own addresses.",
    fix: "Ask the person whether they work on that machine. If not, stop it, revoke the sessions, and look for who created it.",
    control: "sign-in-activity",

    log: "signIns",
    attack: "T1078.004",
    answers: ["AL-03"],
    grain: "origins",
    where: { result: ["done"], signInType: peopleTypes },
    judgement: { is: "first", by: ["principal", "address"] },
    people: true,
    unwatched: "No workspace knows which addresses belong to the tenant's machines.",
    say: answers =>
      `signed in to Azure management for the first time from ${answers[0]?.key.address}, at ${firstOf(answers)}`,
  },
  {
    needs: ["ownAddresses"],
    only:
      ({ ownAddresses }) =>
      ({ key }) =>
        ownAddresses.machineAt(key.address ?? "") !== undefined,
    also:
      ({ ownAddresses }) =>
      ({ of, answers }) => {
        const { id, created } = ownAddresses.machineAt(of.address ?? "")!;
        const age =
          created === undefined ? Number.NaN : (Date.parse(firstOf(answers)) - Date.parse(created)) / 86_400_000;
        const say = `, the address of ${parseArmId(id).names.at(-1) ?? id}`;
        return age >= 0 && age < youngDays
          ? { say: `${say}, which was ${Math.floor(age)} days old`, severity: "high" }
          : { say };
      },
  },
);
