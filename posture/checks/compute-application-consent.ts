import { escalatingAppRoles } from "../../catalogue/graph-app-roles";
import { signalCheck } from "../signal-check";
import { azurePermission } from "../signals/directory-log";
import { directoryOperations } from "../signals/directory-operations";
import { firstOf, listed, nameOf } from "../signals/say";

/** Permissions of Microsoft Graph that lead to rights over Azure, and what they let an application do. */
const roads = new Map([...escalatingAppRoles.values()].map(role => [role.name as string, role]));

export default signalCheck(
  {
    id: "compute-application-consent",
    title: "No application is given a permission that leads to compute",
    faultTitle: "An application was given a permission that leads to compute",
    severity: "high",
    why: "With such a permission an application gives itself rights over Azure, or creates compute as whoever signs in to it. One click of a person who was talked into it is enough, and no password has to be stolen.",
    fix: "Ask whoever granted it what it is for. If nobody knows, take the permission away, disable the application, and look at what it has done since.",
    control: "workload-identity-credentials",

    log: "directory",
    attack: "T1098.003",
    answers: ["AL-01"],
    grain: "changes",
    where: {
      operation: directoryOperations("permission", "consent"),
      result: ["done"],
      given: [...roads.keys(), azurePermission],
    },
    judgement: { is: "any", by: ["target", "given"] },
    say: answers => {
      const permission = listed(answers, "given");
      const means = roads.get(permission)?.applicationCan ?? "acts in Azure as whoever signs in to it";
      return `was given ${permission} at ${firstOf(answers)}, by ${nameOf(answers, "actorName", "actor")}: with it the application ${means}`;
    },
  },
  {
    needs: [],
    // What leads to the rights of groups, or of whoever signs in, leads no further.
    also:
      () =>
      ({ of }) =>
        roads.get(of.given ?? "")?.grantsItself ? {} : { severity: "medium" },
  },
);
