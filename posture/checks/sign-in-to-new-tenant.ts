import { signalCheck } from "../signal-check";
import { firstOf, listed } from "../signals/say";
import { peopleTypes } from "../signals/sign-in-log";

export default signalCheck({
  id: "sign-in-to-new-tenant",
  title: "People manage Azure in tenants that are theirs",
  faultTitle: "Somebody signed in to Azure management of a tenant that is new to them",
  severity: "medium",
  why: "Subscriptions are stolen by moving them: the account signs in to the tenant that they are to go to, or to the next victim's.",
  fix: "Ask the person whose tenant it is. If nobody knows, treat the account as stolen, and look for subscriptions that were moved.",
  control: "sign-in-activity",

  log: "signIns",
  attack: "T1666",
  answers: ["AL-05", "HU-04"],
  grain: "origins",
  where: { result: ["done"], signInType: peopleTypes },
  judgement: { is: "first", by: ["principal", "tenant"], known: ["principal"] },
  say: answers =>
    `signed in to Azure management of tenant ${listed(answers, "tenant")} for the first time, at ${firstOf(answers)}, from ${listed(answers, "address")}`,
});
